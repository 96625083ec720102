#include "run/coverage.h"
#include "run/lock.h"
#include "run/results.h"
#include "run/spool.h"
#include "scratch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

TestSuite(run, .init = setup, .fini = teardown);

/* ---- the spool ---- */

static void add(gj_spool *spool, gj_severity severity, size_t rule, const char *message)
{
	gj_spooled finding = { .severity = severity, .rule = rule, .json = gj_str_of("{}") };
	finding.cells[0] = gj_str_of(message);
	finding.cells[2] = GJ_STR("");
	cr_assert_eq(gj_spool_add(spool, &finding, &err), GJ_OK, "%s", err.message);
}

static gj_code collect(void *context, const gj_spooled *finding, gj_err *error)
{
	(void)error;
	gj_buffer *text = context;
	gj_buffer_add_str(text, finding->cells[0]);
	gj_buffer_add_char(text, ' ');
	cr_expect_null(finding->cells[1].ptr, "null stays null");
	cr_expect_not_null(finding->cells[2].ptr, "and empty stays empty");
	cr_expect(gj_str_equal(finding->json, GJ_STR("{}")));
	return GJ_OK;
}

Test(run, spool_gives_the_worst_first_and_else_keeps_the_order)
{
	gj_spool spool;
	gj_spool_init(&spool, directory);
	add(&spool, GJ_WARNING, 3, "e");
	add(&spool, GJ_ERROR, 7, "c");
	add(&spool, GJ_NOTE, 0, "f");
	add(&spool, GJ_ERROR, 2, "a");
	add(&spool, GJ_ERROR, 7, "d");
	add(&spool, GJ_ERROR, 2, "b");
	gj_buffer text;
	gj_buffer_init(&text, 1000);
	cr_assert_eq(gj_spool_each(&spool, collect, &text, &err), GJ_OK);
	cr_expect(gj_str_equal(gj_buffer_str(&text), GJ_STR("a b c d e f ")), "%.*s",
	          GJ_STR_ARG(gj_buffer_str(&text)));
	gj_buffer_release(&text);
	gj_spool_release(&spool);
}

static gj_code count_long(void *context, const gj_spooled *finding, gj_err *error)
{
	(void)error;
	*(size_t *)context += finding->cells[0].len;
	return GJ_OK;
}

Test(run, spool_holds_more_than_its_buffer)
{
	static char message[100001];
	memset(message, 'x', sizeof message - 1);
	gj_spool spool;
	gj_spool_init(&spool, directory);
	for (int i = 0; i < 20; i++)
		add(&spool, GJ_NOTE, 0, message);
	size_t length = 0;
	cr_assert_eq(gj_spool_each(&spool, count_long, &length, &err), GJ_OK);
	cr_expect_eq(length, 2000000);
	cr_expect_lt(spool.pieces.waiting.capacity, 1000000);
	gj_spool_release(&spool);
}

/* ---- the lock and the mark ---- */

Test(run, a_held_lock_names_its_holder)
{
	gj_lock mine, other;
	char pid[32];
	snprintf(pid, sizeof pid, "process %d", (int)getpid());
	cr_assert_eq(gj_lock_take(&mine, directory, &err), GJ_OK);
	cr_expect_eq(gj_lock_take(&other, directory, &err), GJ_E_LOCKED);
	cr_expect_not_null(strstr(err.message, pid), "%s", err.message);
	gj_lock_release(&mine);
	cr_expect_eq(gj_lock_take(&other, directory, &err), GJ_OK);
	gj_lock_release(&other);
}

Test(run, a_mark_left_behind_tells_when_that_run_began)
{
	time_t begun;
	bool resumed;
	cr_assert_eq(gj_mark_begin(directory, 1000, &begun, &resumed, &err), GJ_OK);
	cr_expect_not(resumed);
	cr_assert_eq(gj_mark_begin(directory, 2000, &begun, &resumed, &err), GJ_OK);
	cr_expect(resumed);
	cr_expect_eq(begun, 1000);
	gj_mark_end(directory);
	cr_assert_eq(gj_mark_begin(directory, 3000, &begun, &resumed, &err), GJ_OK);
	cr_expect_not(resumed);
}

/* ---- the result files ---- */

static bool exists(const char *name)
{
	char path[2 * TEST_PATH_MAX];
	snprintf(path, sizeof path, "%s/%s", directory, name);
	return access(path, F_OK) == 0;
}

Test(run, results_appear_together_or_not_at_all)
{
	gj_results results;
	cr_assert_eq(gj_results_open(&results, directory, &err), GJ_OK);
	gj_results_abandon(&results);
	cr_expect_not(exists("reports.csv"));
	cr_expect_not(exists(".reports.csv.tmp"));
	cr_assert_eq(gj_results_open(&results, directory, &err), GJ_OK);
	cr_expect_not(exists("reports.csv"));
	cr_assert_eq(gj_results_commit(&results, &err), GJ_OK);
	for (int i = 0; i < GJ_RESULT_COUNT; i++)
		cr_expect(exists(gj_result_name((gj_result_file)i)));
}

Test(run, a_directory_of_other_files_is_not_written_into)
{
	char path[TEST_PATH_MAX];
	cr_expect_eq(gj_results_check("/nonexistent/gouji", false, &err), GJ_OK);
	cr_expect_eq(gj_results_check(directory, false, &err), GJ_OK);
	test_scratch_write(directory, "thesis.odt", "x", 1, path);
	cr_expect_eq(gj_results_check(directory, false, &err), GJ_E_USAGE);
	cr_expect_not_null(strstr(err.message, "thesis.odt"));
	cr_expect_eq(gj_results_check(directory, true, &err), GJ_OK);
	test_scratch_write(directory, GJ_LOCK_NAME, "1", 1, path);
	cr_expect_eq(gj_results_check(directory, false, &err), GJ_OK);
	cr_expect_eq(gj_results_check(path, false, &err), GJ_E_WRITE);
}

/* ---- deadlines ---- */

static gj_lateness lateness(const char *kind, const char *agency, const char *published)
{
	gj_arena arena;
	gj_arena_init(&arena, 4096);
	gj_source source = { .kind = gj_str_of(kind), .year = 2023 };
	gj_reading reading = { .input.source = &source };
	reading.report.agency = gj_str_of(agency);
	gj_lateness result = gj_coverage_lateness(gj_str_of(published),
	                                          gj_coverage_due(&arena, &reading));
	gj_arena_release(&arena);
	return result;
}

Test(run, departments_are_due_in_january_and_governments_in_march)
{
	cr_expect_eq(lateness("police", "", "2024-01-31"), GJ_IN_TIME);
	cr_expect_eq(lateness("police", "", "2024-02-01"), GJ_LATE);
	cr_expect_eq(lateness("government", "", "2024-03-31"), GJ_IN_TIME);
	cr_expect_eq(lateness("government", "", "2024-04-01"), GJ_LATE);
	cr_expect_eq(lateness("", "某县人民政府", "2024-03-01"), GJ_IN_TIME);
	cr_expect_eq(lateness("", "某县财政局", "2024-03-01"), GJ_LATE);
	cr_expect_eq(lateness("police", "", ""), GJ_LATENESS_UNKNOWN);
}
