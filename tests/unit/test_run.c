#include "base/clock.h"
#include "base/temporary.h"
#include "run/coverage.h"
#include "run/lock.h"
#include "run/results.h"
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

/* ---- what waits for the end ---- */

Test(run, pieces_come_back_though_most_are_on_disk)
{
	enum { PIECES = 20 };
	static char piece[100000];
	uint64_t offsets[PIECES];
	gj_temporary waiting;
	gj_buffer back;
	gj_temporary_init(&waiting, directory);
	gj_buffer_init(&back, sizeof piece);
	for (int i = 0; i < PIECES; i++) {
		memset(piece, 'a' + i, sizeof piece);
		cr_assert_eq(gj_temporary_add(&waiting, (gj_str){ piece, sizeof piece },
		                              &offsets[i], &err), GJ_OK, "%s", err.message);
	}
	cr_expect_lt(waiting.waiting.capacity, PIECES * sizeof piece / 2);
	for (int i = PIECES; i-- > 0;) {
		memset(piece, 'a' + i, sizeof piece);
		cr_assert_eq(gj_temporary_load(&waiting, offsets[i], sizeof piece, &back, &err),
		             GJ_OK, "%s", err.message);
		cr_assert(memcmp(back.data, piece, sizeof piece) == 0);
	}
	gj_buffer_release(&back);
	gj_temporary_release(&waiting);
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

Test(run, an_entry_is_judged_from_a_day)
{
	static const struct {
		const char *status, *published, *as_of;
		gj_timeliness is;
	} cases[] = {
		{ "read", "2024-01-31", "", GJ_TIMELY_ON_TIME },
		{ "read", "2024-02-01", "2024-01-01", GJ_TIMELY_LATE },
		{ "read", "", "2024-06-01", GJ_TIMELY_UNKNOWN },
		{ "missing", "", "2023-12-31", GJ_TIMELY_NOT_YET_DUE },
		{ "missing", "", "2024-01-31", GJ_TIMELY_NOT_YET_DUE },
		{ "missing", "", "2024-02-01", GJ_TIMELY_MISSING },
		{ "missing", "", "", GJ_TIMELY_UNKNOWN },
		{ "failed", "", "2024-01-31", GJ_TIMELY_NOT_YET_DUE },
		{ "failed", "", "2024-02-01", GJ_TIMELY_MISSING },
		/* A page that is no report may have a date all the same. */
		{ "refused", "2024-01-05", "2024-02-01", GJ_TIMELY_MISSING },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const gj_store_entry entry = { .status = gj_str_of(cases[i].status),
			                       .published = gj_str_of(cases[i].published),
			                       .due = GJ_STR("2024-01-31") };
		cr_expect_eq(gj_coverage_timeliness(&entry, gj_str_of(cases[i].as_of)), cases[i].is,
		             "%zu", i);
	}
	cr_expect_eq(gj_coverage_absence(GJ_STR(""), GJ_STR("2024-02-01")), GJ_TIMELY_UNKNOWN);
}

Test(run, the_day_is_that_of_beijing)
{
	char day[GJ_DAY_SIZE];
	gj_beijing_day(1706716799, day); /* 2024-01-31T15:59:59Z */
	cr_expect_str_eq(day, "2024-01-31");
	gj_beijing_day(1706716800, day);
	cr_expect_str_eq(day, "2024-02-01");
	gj_beijing_day(0, day);
	cr_expect_str_empty(day);
}
