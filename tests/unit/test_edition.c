/* A03: the same report read by an earlier sweep and by this one. */
#include "report_builder.h"
#include "scratch.h"
#include "verdict_reader.h"

#include "cross/edition.h"
#include "form/record.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

typedef struct scene {
	gj_arena arena;
	gj_report report;
	gj_verdict verdict;
	gj_editions *editions;
} scene;

/* With no record there is no file either: the path leads nowhere. */
static void write_records(const char *directory, const gj_report *reports, size_t count,
                          char path[TEST_PATH_MAX])
{
	gj_buffer text;
	gj_buffer_init(&text, 1 << 20);
	for (size_t i = 0; i < count; i++)
		gj_record_json(&text, &reports[i]);
	const char *name = "reports.ndjson";
	if (count)
		test_scratch_write(directory, name, text.data, text.length, path);
	else
		cr_assert_lt(snprintf(path, TEST_PATH_MAX, "%s/%s", directory, name), TEST_PATH_MAX);
	gj_buffer_release(&text);
}

/* The report built is on file as it is now; changes come after. */
static void open_scene(scene *s, size_t copies)
{
	char directory[TEST_PATH_MAX], path[TEST_PATH_MAX];
	gj_err err = { 0 };
	memset(s, 0, sizeof *s);
	gj_arena_init(&s->arena, 1 << 26);
	gj_build_report(&s->report, GJ_FORM_2021);
	s->report.source = GJ_STR("one.html");
	gj_report both[2] = { s->report, s->report };
	both[1].source = GJ_STR("two.html");
	both[0].source = copies > 1 ? GJ_STR("three.html") : both[0].source;
	cr_assert(test_scratch_make(directory));
	write_records(directory, both, copies, path);
	cr_assert_eq(gj_editions_read(&s->editions, path, &err), GJ_OK, "%s", err.message);
	test_scratch_remove(directory);
	cr_assert_eq(gj_verdict_init(&s->arena, &s->verdict, &err), GJ_OK);
}

static uint32_t outcome(scene *s, gj_outcome wanted)
{
	gj_check_options options = { 0 };
	gj_err err = { 0 };
	cr_assert_eq(gj_editions_compare(s->editions, &s->arena, &s->report, &options, &s->verdict, &err),
	             GJ_OK, "%s", err.message);
	return gj_verdict_outcomes(&s->verdict, "A03", wanted);
}

static void close_scene(scene *s)
{
	gj_editions_free(s->editions);
	gj_arena_release(&s->arena);
}

Test(edition, the_same_numbers_pass)
{
	scene s;
	open_scene(&s, 1);
	cr_assert_eq(outcome(&s, GJ_PASS), 1);
	close_scene(&s);
}

Test(edition, an_edited_number_is_named_with_its_old_value)
{
	scene s;
	open_scene(&s, 1);
	gj_field field = gj_t3(GJ_T3_GRANTED, GJ_T3_TOTAL);
	gj_build_number(&s.arena, &s.report, field, 7);
	cr_assert_eq(outcome(&s, GJ_FAIL), 1);
	const gj_finding *finding = &s.verdict.findings[0];
	cr_assert_eq(finding->field, field);
	cr_assert_eq(finding->field_count, 1);
	cr_assert(gj_str_equal(finding->expected, GJ_STR("0")));
	cr_assert(gj_str_equal(finding->actual, GJ_STR("7")));
	close_scene(&s);
}

Test(edition, a_doubted_cell_tells_nothing)
{
	scene s;
	open_scene(&s, 1);
	gj_field field = gj_t3(GJ_T3_GRANTED, GJ_T3_TOTAL);
	gj_build_number(&s.arena, &s.report, field, 7);
	s.report.values[field].doubts = GJ_DOUBT_SPANS;
	cr_assert_eq(outcome(&s, GJ_PASS), 1);
	close_scene(&s);
}

Test(edition, without_an_earlier_sweep_it_cannot_be_assessed)
{
	scene s;
	open_scene(&s, 0);
	cr_assert_eq(outcome(&s, GJ_CANNOT_ASSESS), 1);
	close_scene(&s);
}

Test(edition, of_two_reports_of_one_name_neither_is_taken)
{
	scene s;
	open_scene(&s, 2);
	cr_assert_eq(outcome(&s, GJ_CANNOT_ASSESS), 1);
	close_scene(&s);
}
