/* Rules that compare reports: each has reports that pass it, that fail it, and for
 * which it cannot be assessed, with the reason. */
#include "report_builder.h"
#include "verdict_reader.h"

#include "cross/cross.h"
#include "cross/trace.h"
#include "stat/outlier.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { REPORTS_MAX = 40, MESSAGE_MAX = 2048 };

typedef struct scene {
	gj_arena arena;
	gj_report reports[REPORTS_MAX];
	gj_verdict verdicts[REPORTS_MAX]; /* of each report by itself */
	gj_cross_facts facts[REPORTS_MAX];
	size_t count;
	gj_cross *cross;
	const gj_aliases *aliases;
	bool chinese;
	/* what comparing found */
	gj_tally_count counts[REPORTS_MAX][64];
	char first[64][MESSAGE_MAX]; /* message of the first finding of each rule */
	gj_severity severity[64];
	char doubt[64][128];
	size_t findings;
} scene;

static scene *open_scene(void)
{
	static scene s;
	memset(&s, 0, sizeof s);
	gj_arena_init(&s.arena, 1 << 28);
	return &s;
}

static gj_report *add_report(scene *s, const char *agency, int year)
{
	gj_report *report = &s->reports[s->count];
	gj_build_report(report, GJ_FORM_2021);
	report->agency = gj_str_copy(&s->arena, gj_str_of(agency));
	report->year = report->title_year = report->period_year = year;
	s->facts[s->count] = (gj_cross_facts){ .level = GJ_STR("county"), .kind = GJ_STR("police") };
	cr_assert_eq(gj_verdict_init(&s->arena, &s->verdicts[s->count], NULL), GJ_OK);
	s->count++;
	return report;
}

static gj_code note(void *context, size_t index, const gj_report *report, gj_verdict *verdict,
                    gj_arena *arena, gj_err *err)
{
	scene *s = context;
	(void)arena, (void)err;
	cr_assert(gj_str_equal(report->agency, s->reports[index].agency));
	memcpy(s->counts[index], verdict->counts, gj_rule_count * sizeof *verdict->counts);
	for (size_t i = 0; i < verdict->count; i++) {
		size_t rule = gj_rule_index(verdict->findings[i].rule);
		s->findings++;
		if (s->first[rule][0])
			continue;
		s->severity[rule] = verdict->findings[i].severity;
		snprintf(s->doubt[rule], sizeof s->doubt[rule], "%.*s",
		         GJ_STR_ARG(verdict->findings[i].doubt));
		snprintf(s->first[rule], MESSAGE_MAX, "%.*s",
		         GJ_STR_ARG(verdict->findings[i].message));
	}
	return GJ_OK;
}

static void compare(scene *s)
{
	gj_err err = { 0 };
	gj_buffer scratch;
	gj_buffer_init(&scratch, 1 << 24);
	cr_assert_eq(gj_cross_new(&s->cross, "/tmp", s->aliases, &err), GJ_OK);
	for (size_t i = 0; i < s->count; i++) {
		gj_cross_part part;
		cr_assert_eq(gj_cross_prepare(&s->arena, &scratch, &s->reports[i], &part, &err), GJ_OK);
		cr_assert_eq(gj_cross_add(s->cross, &s->reports[i], &s->verdicts[i], &s->facts[i],
		                          &part, &err), GJ_OK, "%s", err.message);
	}
	gj_check_options options = { .chinese = s->chinese };
	cr_assert_eq(gj_cross_run(s->cross, &options, note, s, &err), GJ_OK, "%s", err.message);
	gj_buffer_release(&scratch);
}

static void close_scene(scene *s)
{
	gj_cross_free(s->cross);
	gj_arena_release(&s->arena);
}

static size_t rule_index(const char *id)
{
	return gj_rule_index(gj_rule_by_id(gj_str_of(id)));
}

static uint32_t outcomes(const scene *s, size_t report, const char *id, gj_outcome outcome)
{
	return s->counts[report][rule_index(id)].outcomes[outcome];
}

static size_t why(const scene *s, const char *id, gj_why reason)
{
	return gj_cross_why(s->cross, gj_rule_by_id(gj_str_of(id)), reason);
}

static void set(scene *s, gj_report *report, gj_field field, int64_t number)
{
	gj_build_number(&s->arena, report, field, number);
}

static gj_field carried_out(int column)
{
	return gj_t3(GJ_T3_CARRIED_OUT, column);
}

static gj_field carried_in(int column)
{
	return gj_t3(GJ_T3_CARRIED_IN, column);
}

Test(trace, comes_back_as_it_went_in)
{
	gj_report report, back;
	gj_arena arena;
	uint64_t seed = 7;
	gj_arena_init(&arena, 1 << 24);
	gj_build_report(&report, GJ_FORM_2021);
	gj_build_random(&arena, &report, &seed);
	gj_build_cell(&arena, &report, GJ_T2_FEES_AMOUNT, GJ_STATE_NUMBER, "-7730.280");
	gj_build_cell(&arena, &report, GJ_T2_REGULATIONS_MADE, GJ_STATE_ANNOTATED, "5.2 万");
	gj_build_cell(&arena, &report, GJ_T2_REGULATIONS_REPEALED, GJ_STATE_BLANK, "");
	report.values[GJ_T2_NORMATIVE_MADE].doubts = GJ_DOUBT_JOINED | GJ_DOUBT_READINGS;
	gj_buffer packed;
	gj_buffer_init(&packed, 1 << 16);
	gj_trace_pack(&packed, &report);
	cr_expect_lt(packed.length, 1800, "%zu bytes", packed.length);
	gj_trace_unpack(gj_buffer_str(&packed), &back);
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		const gj_value *was = &report.values[field], *is = &back.values[field];
		bool magnitude = field == GJ_T2_REGULATIONS_MADE;
		cr_expect_eq(is->state, magnitude ? GJ_STATE_NOT_A_NUMBER : was->state, "%u", field);
		cr_expect_eq(is->doubts, was->doubts);
		cr_expect(magnitude || gj_decimal_compare(is->number, was->number) == 0);
		cr_expect_eq(memcmp(&is->place, &was->place, sizeof is->place), 0, "%u", field);
	}
	gj_buffer_release(&packed);
	gj_arena_release(&arena);
}

Test(continuity, c01_passes_fails_and_cannot_be_assessed)
{
	scene *s = open_scene();
	s->chinese = true;
	gj_report *now = add_report(s, "甲局", 2023), *before = add_report(s, "甲局", 2022);
	set(s, before, carried_out(0), 3);
	set(s, before, carried_out(6), 3);
	set(s, now, carried_in(6), 3);
	gj_build_cell(&s->arena, now, carried_in(1), GJ_STATE_BLANK, "");
	set(s, before, carried_out(2), 1);
	gj_build_cell(&s->arena, now, carried_in(2), GJ_STATE_BLANK, "");
	compare(s);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_FAIL), 1);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_ASSUMED), 1);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_CANNOT_ASSESS), 1);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_PASS), 4);
	cr_expect_eq(outcomes(s, 1, "C01", GJ_CANNOT_ASSESS), 1);
	cr_expect_eq(why(s, "C01", GJ_WHY_NO_LAST_YEAR), 1);
	cr_expect_eq(why(s, "C01", GJ_WHY_CELLS), 1);
	cr_expect_str_eq(s->first[rule_index("C01")],
	                 "表三“自然人”列：2022年结转下年3，2023年上年结转却是0");
	close_scene(s);
}

Test(continuity, a_doubted_cell_of_either_year_is_only_a_note)
{
	scene *s = open_scene();
	gj_report *before = add_report(s, "甲局", 2022);
	add_report(s, "甲局", 2023);
	set(s, before, carried_out(0), 3);
	before->values[carried_out(0)].doubts = GJ_DOUBT_REALIGNED;
	compare(s);
	cr_expect_eq(outcomes(s, 1, "C01", GJ_FAIL), 0);
	cr_expect_eq(outcomes(s, 1, "C01", GJ_CANNOT_ASSESS), 1);
	cr_expect_eq(s->severity[rule_index("C01")], GJ_NOTE);
	close_scene(s);
}

Test(continuity, two_reports_of_a_year_or_another_agency_are_not_last_years)
{
	scene *s = open_scene();
	add_report(s, "甲局", 2023);
	set(s, add_report(s, "甲局", 2022), carried_out(0), 3);
	add_report(s, "甲局", 2022);
	set(s, add_report(s, "乙局", 2022), carried_out(0), 3);
	compare(s);
	cr_expect_eq(why(s, "C01", GJ_WHY_TWO_REPORTS), 1);
	cr_expect_eq(why(s, "C01", GJ_WHY_NO_LAST_YEAR), 3);
	cr_expect_eq(s->findings, 0);
	close_scene(s);
}

Test(continuity, a_name_that_thousands_have_pairs_nobody_without_a_region)
{
	scene *s = open_scene();
	static const char *const names[] = { "公安局", "甲县公安局" };
	for (size_t i = 0; i < 2; i++) {
		set(s, add_report(s, names[i], 2022), carried_out(0), 3);
		add_report(s, names[i], 2023);
	}
	for (size_t i = 0; i < s->count; i++)
		s->reports[i].region = (gj_str){ 0 };
	compare(s);
	cr_expect_eq(why(s, "C01", GJ_WHY_NAMELESS), 2);
	cr_expect_eq(outcomes(s, 1, "C01", GJ_FAIL), 0);
	cr_expect_eq(outcomes(s, 3, "C01", GJ_FAIL), 1);
	close_scene(s);
}

Test(continuity, c02_follows_documents_in_force)
{
	scene *s = open_scene();
	gj_report *before = add_report(s, "甲局", 2022), *now = add_report(s, "甲局", 2023);
	add_report(s, "乙局", 2022)->tables[2] = GJ_FORM_2019;
	add_report(s, "乙局", 2023);
	set(s, before, GJ_T2_NORMATIVE_IN_FORCE, 40);
	set(s, now, GJ_T2_NORMATIVE_MADE, 5);
	set(s, now, GJ_T2_NORMATIVE_IN_FORCE, 30);
	compare(s);
	cr_expect_eq(outcomes(s, 1, "C02", GJ_FAIL), 1);
	cr_expect_eq(outcomes(s, 1, "C02", GJ_PASS), 1);
	cr_expect_eq(why(s, "C02", GJ_WHY_FORMS), 1);
	cr_expect_not_null(strstr(s->first[rule_index("C02")], "= 45, but 30 is printed"), "%s",
	                   s->first[rule_index("C02")]);
	close_scene(s);
}

Test(continuity, c03_finds_a_copied_table_but_not_a_poor_one)
{
	scene *s = open_scene();
	uint64_t seed = 3, again = 3;
	gj_build_random(&s->arena, add_report(s, "甲局", 2022), &seed);
	gj_build_random(&s->arena, add_report(s, "甲局", 2023), &again);
	set(s, &s->reports[1], GJ_T2_PENALTIES_DECISIONS, 12345);
	gj_report *poor = add_report(s, "乙局", 2022), *as_poor = add_report(s, "乙局", 2023);
	set(s, poor, gj_t3(GJ_T3_NEW_RECEIVED, 0), 1);
	set(s, as_poor, gj_t3(GJ_T3_NEW_RECEIVED, 0), 1);
	compare(s);
	cr_expect_geq(outcomes(s, 1, "C03", GJ_FAIL), 1);
	cr_expect_eq(outcomes(s, 1, "C03", GJ_PASS), 1);
	cr_expect_eq(outcomes(s, 3, "C03", GJ_FAIL), 0);
	cr_expect_eq(outcomes(s, 3, "C03", GJ_CANNOT_ASSESS), 3);
	cr_expect_str_not_empty(s->first[rule_index("C03")]);
	close_scene(s);
}

Test(continuity, c04_looks_at_jumps_from_a_base_that_means_something)
{
	static const struct {
		int64_t before, now;
		bool jump;
	} cases[] = { { 20, 101, true },  { 20, 100, false }, { 19, 1000, false },
		      { 100, 19, true },  { 100, 20, false }, { 100, 0, true },
		      { INT64_MAX, 1, true } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		scene *s = open_scene();
		set(s, add_report(s, "甲局", 2022), GJ_T2_PENALTIES_DECISIONS, cases[i].before);
		set(s, add_report(s, "甲局", 2023), GJ_T2_PENALTIES_DECISIONS, cases[i].now);
		compare(s);
		cr_expect_eq(outcomes(s, 1, "C04", GJ_FAIL), cases[i].jump, "%zu", i);
		cr_expect_gt(why(s, "C04", GJ_WHY_FEW_NUMBERS), 0);
		close_scene(s);
	}
}

/* A county government and `count` bureaus under it with ten requests each. */
static void add_county(scene *s, size_t count, int64_t total)
{
	set(s, add_report(s, "丙县人民政府", 2023), gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), total);
	for (size_t i = 0; i < count; i++) {
		char name[64];
		snprintf(name, sizeof name, "丙县%zu局", i);
		s->facts[s->count].parent = GJ_STR("丙县人民政府");
		gj_report *child = add_report(s, name, 2023);
		s->facts[s->count - 1].parent = GJ_STR("丙县人民政府");
		set(s, child, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), 10);
	}
}

Test(roll_up, passes_with_or_without_the_own_office)
{
	for (int64_t total = 30; total <= 40; total += 10) {
		scene *s = open_scene();
		add_county(s, 3, total);
		s->facts[s->count].parent = GJ_STR("丙县人民政府");
		gj_report *office = add_report(s, "丙县人民政府办公室", 2023);
		s->facts[s->count - 1].parent = GJ_STR("丙县人民政府");
		set(s, office, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), 10);
		compare(s);
		cr_expect_eq(outcomes(s, 0, "R01", GJ_PASS), 6, "%d", (int)total);
		cr_expect_eq(outcomes(s, 0, "R01", GJ_FAIL), 0);
		cr_expect_eq(why(s, "R01", GJ_WHY_NO_CHILDREN), 4);
		close_scene(s);
	}
}

Test(roll_up, fails_with_the_coverage_stated)
{
	scene *s = open_scene();
	add_county(s, 3, 25);
	s->verdicts[3].tainted.bits[gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL) / 64] = UINT64_MAX;
	set(s, &s->reports[0], gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), 15);
	compare(s);
	cr_expect_eq(outcomes(s, 0, "R01", GJ_FAIL), 1);
	cr_expect_not_null(strstr(s->first[rule_index("R01")], "2 of 3 agencies under it sum to 20"),
	                   "%s", s->first[rule_index("R01")]);
	cr_expect_eq(s->severity[rule_index("R01")], GJ_WARNING);
	close_scene(s);
}

Test(roll_up, cannot_be_assessed_when_children_or_the_office_may_hold_the_rest)
{
	scene *s = open_scene();
	add_county(s, 3, 35);
	compare(s);
	cr_expect_eq(why(s, "R01", GJ_WHY_OWN_OFFICE), 1);
	close_scene(s);
	s = open_scene();
	add_county(s, 3, 5);
	compare(s);
	cr_expect_eq(why(s, "R01", GJ_WHY_SCOPE), 1);
	cr_expect_eq(outcomes(s, 0, "R01", GJ_FAIL), 0);
	close_scene(s);
}

Test(peers, p02_needs_eight_and_tells_the_far_one)
{
	scene *s = open_scene();
	for (int i = 0; i < 12; i++) {
		char name[64];
		snprintf(name, sizeof name, "%d局", i);
		set(s, add_report(s, name, 2023), GJ_T2_PENALTIES_DECISIONS, i == 7 ? 90000 : 700 + 25 * i);
	}
	compare(s);
	cr_expect_eq(outcomes(s, 7, "P02", GJ_FAIL), 1);
	cr_expect_eq(outcomes(s, 6, "P02", GJ_FAIL), 0);
	cr_expect_eq(outcomes(s, 6, "P02", GJ_PASS), 1);
	cr_expect_gt(why(s, "P02", GJ_WHY_NO_SPREAD), 0);
	cr_expect_eq(s->severity[rule_index("P02")], GJ_NOTE);
	close_scene(s);
	s = open_scene();
	for (int i = 0; i < 7; i++)
		set(s, add_report(s, "某局", 2010 + i), GJ_T2_PENALTIES_DECISIONS, 1);
	compare(s);
	cr_expect_gt(why(s, "P02", GJ_WHY_FEW_PEERS), 0);
	close_scene(s);
}

Test(outlier, spread_is_the_median_and_its_deviation)
{
	int64_t few[] = { 1, 2, 3 }, many[] = { 9, 1, 8, 2, 7, 3, 6, 4, 5 };
	gj_spread spread;
	cr_expect_not(gj_spread_of(few, 3, &spread));
	cr_assert(gj_spread_of(many, 9, &spread));
	cr_expect_float_eq(spread.median, 1.791759469, 1e-6); /* ln 6 */
	cr_expect_float_eq(spread.deviation, 0.405465108, 1e-6); /* ln 9 − ln 6 */
	cr_expect_float_eq(gj_spread_score(&spread, 5), 0, 1e-9);
}

/* A narrative of `length` characters out of a small alphabet, by seed. */
static gj_str invent(scene *s, uint64_t seed, size_t length)
{
	char *text = gj_arena_alloc(&s->arena, length * 3 + 1);
	size_t at = 0;
	for (size_t i = 0; i < length; i++)
		at += gj_utf8_put(text + at, i % 30 == 29 ? 0x3002
		                             : 0x4E00 + (uint32_t)gj_build_draw(&seed, 3000));
	return (gj_str){ text, at };
}

static void add_narrator(scene *s, const char *agency, int year, gj_str text)
{
	add_report(s, agency, year)->sections[0].text = text;
}

Test(copies, p01_tells_copies_from_boilerplate_and_quotes_them)
{
	scene *s = open_scene();
	gj_str shared = invent(s, 99, 600);
	for (int i = 0; i < 12; i++) {
		char name[64];
		gj_str own = invent(s, i == 5 ? 2 : (uint64_t)i, 1500);
		snprintf(name, sizeof name, "%d局", i);
		/* Agency 5 copies agency 2 with other numbers; all share a preamble. */
		add_narrator(s, name, 2023, gj_str_format(&s->arena, "%.*s共%d件。%.*s",
		                                          GJ_STR_ARG(shared), 100 + i, GJ_STR_ARG(own)));
	}
	add_narrator(s, "12局", 2023, shared);
	compare(s);
	for (size_t i = 0; i < 12; i++)
		cr_expect_eq(outcomes(s, i, "P01", GJ_FAIL), i == 2 || i == 5, "%zu", i);
	cr_expect_eq(why(s, "P01", GJ_WHY_SHORT_TEXT), 1);
	const char *message = s->first[rule_index("P01")];
	cr_expect_not_null(strstr(message, "5局 for 2023 (100 %"), "%s", message);
	cr_expect_not_null(strstr(message, "“"), "%s", message);
	close_scene(s);
}

Test(copies, p01_compares_with_the_own_last_report)
{
	scene *s = open_scene();
	for (int i = 0; i < 9; i++) {
		char name[64];
		snprintf(name, sizeof name, "%d局", i);
		add_narrator(s, name, 2022, invent(s, (uint64_t)i, 1500));
		add_narrator(s, name, 2023, invent(s, i == 4 ? 4 : 100 + (uint64_t)i, 1500));
	}
	compare(s);
	for (size_t i = 0; i < 18; i++)
		cr_expect_eq(outcomes(s, i, "P01", GJ_FAIL), i == 9, "%zu", i);
	cr_expect_not_null(strstr(s->first[rule_index("P01")], "4局 for 2022"));
	close_scene(s);
}

Test(copies, p01_needs_agencies_enough_to_know_boilerplate)
{
	scene *s = open_scene();
	gj_str text = invent(s, 1, 1500);
	add_narrator(s, "甲局", 2023, text);
	add_narrator(s, "乙局", 2023, text);
	compare(s);
	cr_expect_eq(why(s, "P01", GJ_WHY_FEW_REPORTS), 2);
	cr_expect_eq(s->findings, 0);
	close_scene(s);
}

Test(looking_back, n03_recomputes_a_change_against_last_year)
{
	static const int before[] = { 10, 8 };
	for (size_t i = 0; i < 2; i++) {
		scene *s = open_scene();
		gj_field received = gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL);
		set(s, add_report(s, "甲县公安局", 2022), received, before[i]);
		gj_report *now = add_report(s, "甲县公安局", 2023);
		set(s, now, received, 12);
		now->sections[0].text = GJ_STR("2023年，本机关新收政府信息公开申请12件，同比增长50%。");
		s->verdicts[1].looks_back = true;
		compare(s);
		cr_expect_eq(outcomes(s, 1, "N03", GJ_FAIL), before[i] == 10, "%zu", i);
		cr_expect_eq(outcomes(s, 1, "N03", GJ_PASS), before[i] == 8, "%zu", i);
		close_scene(s);
	}
}

Test(looking_back, l03_knows_the_requests_of_last_year)
{
	scene *s = open_scene();
	set(s, add_report(s, "甲县公安局", 2022), gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), 4);
	set(s, add_report(s, "甲县公安局", 2023), gj_t4(GJ_T4_REVIEW, GJ_T4_TOTAL), 1);
	add_report(s, "乙县公安局", 2022);
	set(s, add_report(s, "乙县公安局", 2023), gj_t4(GJ_T4_REVIEW, GJ_T4_TOTAL), 1);
	compare(s);
	cr_expect_eq(outcomes(s, 1, "L03", GJ_PASS), 1);
	cr_expect_eq(outcomes(s, 3, "L03", GJ_FAIL), 1);
	close_scene(s);
}

Test(cross, every_rule_without_an_evaluation_of_its_own_is_compared_or_the_rosters)
{
	scene *s = open_scene();
	add_report(s, "甲局", 2023);
	compare(s);
	for (size_t i = 0; i < gj_rule_count; i++) {
		const char *id = gj_rules[i].id;
		bool roster = strcmp(id, "A01") == 0 || strcmp(id, "A02") == 0 ||
			      strcmp(id, "A03") == 0;
		const uint32_t *of = s->counts[0][i].outcomes;
		if (strcmp(id, "N03") == 0 || strcmp(id, "L03") == 0)
			continue; /* evaluated by both */
		cr_expect_eq(of[GJ_PASS] + of[GJ_CANNOT_ASSESS] > 0, !gj_rules[i].evaluate && !roster,
		             "%s", id);
	}
	close_scene(s);
}

/* ---- names that changed ---- */

/* Two reports of which the first carries in what the second did not carry out. */
static scene *years_of(const char *now, int year, const char *before)
{
	scene *s = open_scene();
	s->chinese = true;
	set(s, add_report(s, now, year), carried_in(6), 3);
	add_report(s, before, year - 1);
	return s;
}

Test(names, another_way_to_write_the_name_pairs_and_is_told)
{
	scene *s = years_of("永城市市场监督管理局", 2023, "河南省永城市市监局");
	compare(s);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_FAIL), 1);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_PASS), 6);
	cr_expect_str_eq(s->first[rule_index("C01")],
	                 "表三“总计”列：2022年结转下年0，2023年上年结转却是3"
	                 "（2022年报告的机关为河南省永城市市监局）");
	cr_expect_eq(s->severity[rule_index("C01")], GJ_ERROR);
	close_scene(s);
}

Test(names, what_a_reform_made_is_paired_in_doubt)
{
	scene *s = years_of("永城市自然资源和规划局", 2019, "永城市国土资源局");
	compare(s);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_FAIL), 0);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_CANNOT_ASSESS), 1);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_PASS), 6);
	cr_expect_eq(s->severity[rule_index("C01")], GJ_NOTE);
	cr_expect_str_eq(s->doubt[rule_index("C01")], "renamed_agency");
	close_scene(s);
}

Test(names, what_is_not_one_agency_is_not_paired)
{
	static const struct {
		const char *now;
		int year;
		const char *before;
	} rows[] = {
		{ "永城市自然资源局", 2023, "永城市国土资源局" },    /* no reform that year */
		{ "永城市自然资源局", 2019, "夏邑县国土资源局" },    /* another county */
		{ "永城市公安局", 2023, "商丘市公安局" },
		{ "杭州市公安局滨江区分局", 2023, "杭州市公安局" },
		{ "永城市教育体育局", 2023, "永城市教育局" },        /* only an alias knows */
		{ "永城市人民政府", 2023, "永城市人民政府办公室" },
		{ "鼓楼区财政局", 2023, "福州市鼓楼区财政局" },      /* which 鼓楼区? */
		{ "永城市国土资源局", 2019, "永城市自然资源局" },    /* backwards */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		scene *s = years_of(rows[i].now, rows[i].year, rows[i].before);
		compare(s);
		cr_expect_eq(why(s, "C01", GJ_WHY_NO_LAST_YEAR), 2, "%s", rows[i].now);
		cr_expect_eq(s->findings, 0, "%s", rows[i].now);
		close_scene(s);
	}
}

Test(names, two_that_may_be_last_year_s_are_left_out)
{
	/* The new bureau was made of two. */
	scene *s = years_of("永城市市场监督管理局", 2019, "永城市工商行政管理局");
	add_report(s, "永城市质量技术监督局", 2018);
	compare(s);
	cr_expect_eq(why(s, "C01", GJ_WHY_NO_LAST_YEAR), 3);
	close_scene(s);
	/* The old bureau reports still. */
	s = years_of("永城市自然资源局", 2019, "永城市国土资源局");
	add_report(s, "永城市国土资源局", 2019);
	compare(s);
	cr_expect_eq(why(s, "C01", GJ_WHY_NO_LAST_YEAR), 2);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_CANNOT_ASSESS), 1);
	close_scene(s);
	/* One agency twice. */
	s = years_of("永城市市监局", 2023, "永城市市场监督管理局");
	add_report(s, "河南省永城市市监局", 2023);
	compare(s);
	cr_expect_eq(why(s, "C01", GJ_WHY_TWO_REPORTS), 2);
	close_scene(s);
}

Test(names, the_same_name_comes_first)
{
	scene *s = years_of("永城市市监局", 2023, "永城市市监局");
	gj_report *other = add_report(s, "永城市市场监督管理局", 2022);
	set(s, other, carried_out(6), 3);
	compare(s);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_FAIL), 1);
	cr_expect_str_eq(s->first[rule_index("C01")],
	                 "表三“总计”列：2022年结转下年0，2023年上年结转却是3");
	close_scene(s);
}

Test(names, region_and_code_tell_which)
{
	scene *s = years_of("公安局", 2023, "公安局");
	s->reports[0].region = GJ_STR("永城市");
	s->reports[1].region = (gj_str){ 0 };
	s->facts[1].region_code = GJ_STR("411481");
	compare(s);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_FAIL), 1);
	close_scene(s);
	s = years_of("公安局", 2023, "公安局");
	s->facts[0].region_code = GJ_STR("411426");
	s->facts[1].region_code = GJ_STR("411481");
	compare(s);
	/* Two counties' bureaus: agency and region as named would pair them. */
	cr_expect(gj_str_equal(s->reports[0].region, s->reports[1].region));
	cr_expect_eq(why(s, "C01", GJ_WHY_NO_LAST_YEAR), 2);
	close_scene(s);
	/* A county that became a district has another code. */
	s = years_of("公安局", 2016, "公安局");
	s->facts[0].region_code = GJ_STR("320813");
	s->facts[1].region_code = GJ_STR("320829");
	compare(s);
	cr_expect_eq(outcomes(s, 0, "C01", GJ_FAIL), 1);
	close_scene(s);
}
