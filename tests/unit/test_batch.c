#include "run/inputs.h"
#include "scratch.h"

#include <criterion/criterion.h>
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

static seen read_with(unsigned jobs, size_t size_max, const char *path, gj_code expected)
{
	seen s = { 0 };
	gj_buffer_init(&s.text, 1 << 26);
	gj_batch_options options = { .jobs = jobs, .size_max = size_max, .check = true,
		                     .render = render, .take = take, .take_context = &s };
	gj_batch *batch;
	cr_assert_eq(gj_batch_new(&batch, &options, &err), GJ_OK);
	gj_code code = gj_inputs_add(batch, path, size_max, &err);
	if (code == GJ_OK)
		code = gj_batch_finish(batch, &err);
	cr_assert_eq(code, expected, "%s", err.message);
	gj_batch_free(batch);
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

/* Readings that hold many bytes end a round early; nothing is lost or doubled. */
Test(batch, holds_few_large_documents_at_a_time)
{
	gj_batch *batch;
	seen s = { 0 };
	gj_buffer_init(&s.text, 1 << 26);
	gj_batch_options options = { .jobs = 2, .size_max = 1 << 26, .take = take,
		                     .take_context = &s };
	cr_assert_eq(gj_batch_new(&batch, &options, &err), GJ_OK);
	gj_buffer page;
	gj_buffer_init(&page, 1 << 24);
	while (page.length < 3 << 20)
		gj_buffer_add_text(&page, "text of a page that is no report ");
	char expected[4096] = "";
	for (int i = 0; i < 40; i++) {
		char name[32];
		snprintf(name, sizeof name, "page%02d", i);
		snprintf(expected + strlen(expected), sizeof expected - strlen(expected),
		         "%s 0 %d 0\n", name, (int)GJ_REFUSED_NO_TABLE);
		gj_input input = { .kind = GJ_INPUT_BYTES, .name = gj_str_of(name),
			           .bytes = gj_buffer_str(&page) };
		cr_assert_eq(gj_batch_add(batch, &input, &err), GJ_OK);
	}
	cr_assert_eq(gj_batch_finish(batch, &err), GJ_OK);
	gj_batch_free(batch);
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
	gj_batch *batch;
	cr_assert_eq(gj_batch_new(&batch, &options, &err), GJ_OK);
	gj_code code = gj_inputs_add(batch, GJ_TESTDATA "/sites", 1 << 26, &err);
	if (code == GJ_OK)
		code = gj_batch_finish(batch, &err);
	cr_expect_eq(code, GJ_E_WRITE);
	cr_expect_eq(s.count, 3);
	gj_batch_free(batch);
	gj_buffer_release(&s.text);
}

Test(batch, one_unreadable_file_is_a_reading_and_the_rest_goes_on)
{
	char path[TEST_PATH_MAX], gone[TEST_PATH_MAX];
	test_scratch_write(directory, "report.html", "x", 1, path);
	snprintf(gone, sizeof gone, "%.200s/gone.html", directory);
	seen s = { 0 };
	gj_buffer_init(&s.text, 1 << 20);
	gj_batch_options options = { .jobs = 1, .size_max = 100, .take = take, .take_context = &s };
	gj_batch *batch;
	cr_assert_eq(gj_batch_new(&batch, &options, &err), GJ_OK);
	gj_input inputs[] = { { .kind = GJ_INPUT_FILE, .name = gj_str_of(gone) },
		              { .kind = GJ_INPUT_FILE, .name = gj_str_of(path) } };
	for (int i = 0; i < 2; i++)
		cr_assert_eq(gj_batch_add(batch, &inputs[i], &err), GJ_OK);
	cr_assert_eq(gj_batch_finish(batch, &err), GJ_OK);
	cr_expect_eq(s.count, 2);
	char expected[16];
	int length = snprintf(expected, sizeof expected, "gone.html %d ", (int)GJ_E_READ);
	cr_expect(gj_str_has(gj_buffer_str(&s.text), (gj_str){ expected, (size_t)length }));
	gj_batch_free(batch);
	gj_buffer_release(&s.text);
}
