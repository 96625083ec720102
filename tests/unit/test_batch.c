#include "run/inputs.h"
#include "scratch.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

static char directory[TEST_PATH_MAX];
static gj_err err;

static void setup(void)
{
	cr_assert(test_scratch_make(directory));
}

static void teardown(void)
{
	test_scratch_remove(directory);
}

TestSuite(batch, .init = setup, .fini = teardown);

/* What the taker saw: one line a document. */
typedef struct seen {
	gj_buffer text;
	size_t stop_after;
	size_t count;
} seen;

static gj_code take(void *context, gj_reading *reading, gj_err *error)
{
	seen *s = context;
	gj_buffer_add_str(&s->text, reading->input.name);
	gj_buffer_printf(&s->text, " %d %d %zu\n", (int)reading->code,
	                 (int)reading->report.refusal, reading->verdict.count);
	gj_buffer_add_str(&s->text, gj_buffer_str(&reading->text));
	if (++s->count == s->stop_after)
		return gj_err_set(error, GJ_E_WRITE, 0, "enough");
	return GJ_OK;
}

static gj_code render(const void *context, gj_reading *reading, gj_err *error)
{
	(void)context, (void)error;
	for (size_t i = 0; i < reading->verdict.count; i++) {
		gj_buffer_add_str(&reading->text, reading->verdict.findings[i].message);
		gj_buffer_add_char(&reading->text, '\n');
	}
	return GJ_OK;
}

/* What is fed: everything under a path, or so many inputs. */
typedef struct food {
	const char *path;
	size_t size_max;
	const gj_input *inputs;
	size_t count;
} food;

static gj_code feed(void *context, gj_batch *batch, gj_err *error)
{
	const food *f = context;
	gj_code code = f->path ? gj_inputs_add(batch, f->path, f->size_max, error) : GJ_OK;
	for (size_t i = 0; i < f->count && code == GJ_OK; i++)
		code = gj_batch_add(batch, &f->inputs[i], error);
	return code;
}

static seen read_with(unsigned jobs, size_t size_max, const char *path, gj_code expected)
{
	seen s = { 0 };
	gj_buffer_init(&s.text, 1 << 26);
	gj_batch_options options = { .jobs = jobs, .size_max = size_max, .check = true,
		                     .render = render, .take = take, .take_context = &s };
	food f = { .path = path, .size_max = size_max };
	cr_assert_eq(gj_batch_run(&options, feed, &f, &err), expected, "%s", err.message);
	return s;
}

Test(batch, hands_results_back_in_order_for_any_number_of_threads)
{
	seen one = read_with(1, 1 << 26, GJ_TESTDATA, GJ_OK);
	cr_assert_gt(one.count, 50);
	for (unsigned jobs = 2; jobs <= 8; jobs *= 2) {
		seen many = read_with(jobs, 1 << 26, GJ_TESTDATA, GJ_OK);
		cr_expect(gj_str_equal(gj_buffer_str(&one.text), gj_buffer_str(&many.text)),
		          "%u threads", jobs);
		gj_buffer_release(&many.text);
	}
	gj_buffer_release(&one.text);
}

/* Where results hold many bytes no more are read for a while; nothing is lost or doubled. */
Test(batch, holds_few_large_documents_at_a_time)
{
	enum { PAGES = 40 };
	seen s = { 0 };
	gj_buffer_init(&s.text, 1 << 26);
	gj_batch_options options = { .jobs = 2, .size_max = 1 << 26, .take = take,
		                     .take_context = &s };
	gj_buffer page;
	gj_buffer_init(&page, 1 << 24);
	while (page.length < 3 << 20)
		gj_buffer_add_text(&page, "text of a page that is no report ");
	char expected[4096] = "";
	char names[PAGES][32];
	gj_input inputs[PAGES];
	for (int i = 0; i < PAGES; i++) {
		char *name = names[i];
		snprintf(name, sizeof names[i], "page%02d", i);
		snprintf(expected + strlen(expected), sizeof expected - strlen(expected),
		         "%s 0 %d 0\n", name, (int)GJ_REFUSED_NO_TABLE);
		inputs[i] = (gj_input){ .kind = GJ_INPUT_BYTES, .name = gj_str_of(name),
			                .bytes = gj_buffer_str(&page) };
	}
	food f = { .inputs = inputs, .count = PAGES };
	cr_assert_eq(gj_batch_run(&options, feed, &f, &err), GJ_OK);
	cr_expect(gj_str_equal(gj_buffer_str(&s.text), gj_str_of(expected)), "%.*s",
	          GJ_STR_ARG(gj_buffer_str(&s.text)));
	gj_buffer_release(&s.text);
	gj_buffer_release(&page);
}

Test(batch, refuses_what_is_larger_than_the_limit)
{
	char path[TEST_PATH_MAX];
	test_scratch_write(directory, "large.html", "0123456789", 10, path);
	seen s = read_with(1, 9, path, GJ_OK);
	char expected[64];
	int length = snprintf(expected, sizeof expected, " 0 %d 1\n", (int)GJ_REFUSED_TOO_LARGE);
	cr_expect(gj_str_has(gj_buffer_str(&s.text), (gj_str){ expected, (size_t)length }));
	gj_buffer_release(&s.text);
}

Test(batch, ends_when_the_taker_has_had_enough)
{
	seen s = { .stop_after = 3 };
	gj_buffer_init(&s.text, 1 << 20);
	gj_batch_options options = { .jobs = 2, .size_max = 1 << 26, .take = take,
		                     .take_context = &s };
	food f = { .path = GJ_TESTDATA "/sites", .size_max = 1 << 26 };
	cr_expect_eq(gj_batch_run(&options, feed, &f, &err), GJ_E_WRITE);
	cr_expect_str_eq(err.message, "enough");
	cr_expect_eq(s.count, 3);
	gj_buffer_release(&s.text);
}

/* A feeder that goes on after a failure gets nothing more taken, and hides nothing. */
static gj_code feed_on(void *context, gj_batch *batch, gj_err *error)
{
	(void)error;
	const food *f = context;
	gj_input input = { .kind = GJ_INPUT_FILE, .name = gj_str_of(f->path) };
	for (size_t i = 0; i < f->count; i++)
		gj_batch_add(batch, &input, NULL);
	return GJ_OK;
}

Test(batch, remembers_the_failure_of_the_taker)
{
	seen s = { .stop_after = 3 };
	gj_buffer_init(&s.text, 1 << 20);
	gj_batch_options options = { .jobs = 2, .size_max = 1 << 26, .take = take,
		                     .take_context = &s };
	food f = { .path = "gone.html", .count = 1000 };
	cr_expect_eq(gj_batch_run(&options, feed_on, &f, &err), GJ_E_WRITE);
	cr_expect_str_eq(err.message, "enough");
	cr_expect_eq(s.count, 3);
	gj_buffer_release(&s.text);
}

static gj_code feed_and_fail(void *context, gj_batch *batch, gj_err *error)
{
	feed(context, batch, error);
	return gj_err_set(error, GJ_E_READ, 0, "nothing more");
}

Test(batch, ends_when_the_feeder_fails)
{
	seen s = { 0 };
	gj_buffer_init(&s.text, 1 << 26);
	gj_batch_options options = { .jobs = 2, .size_max = 1 << 26, .take = take,
		                     .take_context = &s };
	food f = { .path = GJ_TESTDATA "/sites", .size_max = 1 << 26 };
	cr_expect_eq(gj_batch_run(&options, feed_and_fail, &f, &err), GJ_E_READ);
	cr_expect_str_eq(err.message, "nothing more");
	gj_buffer_release(&s.text);
}

static gj_code feed_nothing(void *context, gj_batch *batch, gj_err *error)
{
	(void)context, (void)batch, (void)error;
	return GJ_OK;
}

static size_t threads_now(void)
{
	DIR *tasks = opendir("/proc/self/task");
	size_t count = 0;
	for (struct dirent *entry; tasks && (entry = readdir(tasks));)
		count += entry->d_name[0] != '.';
	closedir(tasks);
	return count;
}

static gj_code count_threads(void *context, gj_reading *reading, gj_err *error)
{
	(void)reading, (void)error;
	*(size_t *)context = threads_now();
	return GJ_OK;
}

Test(batch, starts_no_more_threads_than_there_are_documents)
{
	char path[TEST_PATH_MAX], other[TEST_PATH_MAX];
	test_scratch_write(directory, "report.html", "x", 1, path);
	test_scratch_write(directory, "other.html", "x", 1, other);
	char *paths[] = { path, other, directory };
	cr_expect_eq(gj_inputs_most(paths, 1), 1);
	cr_expect_eq(gj_inputs_most(paths, 2), 2);
	cr_expect_eq(gj_inputs_most(paths, 3), 0);
	size_t before = threads_now(), during = 0;
	gj_batch_options options = { .jobs = 4, .most = gj_inputs_most(paths, 1),
		                     .size_max = 1 << 20, .take = count_threads,
		                     .take_context = &during };
	food f = { .path = path, .size_max = 1 << 20 };
	cr_expect_eq(gj_batch_run(&options, feed, &f, &err), GJ_OK);
	cr_expect_eq(during, before);
	options.most = gj_inputs_most(paths, 2);
	cr_expect_eq(gj_batch_run(&options, feed, &f, &err), GJ_OK);
	cr_expect_eq(during, before + 1);
}

Test(batch, of_nothing_is_nothing)
{
	seen s = { 0 };
	gj_batch_options options = { .jobs = 4, .size_max = 1 << 20, .take = take,
		                     .take_context = &s };
	cr_expect_eq(gj_batch_run(&options, feed_nothing, NULL, &err), GJ_OK);
	cr_expect_eq(s.count, 0);
}

Test(batch, one_unreadable_file_is_a_reading_and_the_rest_goes_on)
{
	char path[TEST_PATH_MAX], gone[TEST_PATH_MAX];
	test_scratch_write(directory, "report.html", "x", 1, path);
	snprintf(gone, sizeof gone, "%.200s/gone.html", directory);
	seen s = { 0 };
	gj_buffer_init(&s.text, 1 << 20);
	gj_batch_options options = { .jobs = 1, .size_max = 100, .take = take, .take_context = &s };
	gj_input inputs[] = { { .kind = GJ_INPUT_FILE, .name = gj_str_of(gone) },
		              { .kind = GJ_INPUT_FILE, .name = gj_str_of(path) } };
	food f = { .inputs = inputs, .count = 2 };
	cr_assert_eq(gj_batch_run(&options, feed, &f, &err), GJ_OK);
	cr_expect_eq(s.count, 2);
	char expected[16];
	int length = snprintf(expected, sizeof expected, "gone.html %d ", (int)GJ_E_READ);
	cr_expect(gj_str_has(gj_buffer_str(&s.text), (gj_str){ expected, (size_t)length }));
	gj_buffer_release(&s.text);
}
