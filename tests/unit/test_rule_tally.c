/* The tallies: their number, which cells each holds, and how blanks, doubts and
 * mixed forms decide between failing and not knowing. */
#include "report_builder.h"
#include "tally/tally.h"
#include "verdict_reader.h"

#include <criterion/criterion.h>
#include <string.h>

enum { BASE_ARENA = 1 << 20, CHECK_ARENA = 1 << 22, RANDOM_REPORTS = 8 };

/* Counts of T01 … T04, or how many of each a cell stands in. */
typedef struct gj_tally_hits {
	size_t of[5];
} gj_tally_hits;

static gj_verdict check(gj_arena *arena, const gj_report *report, bool chinese)
{
	gj_check_options options = { .chinese = chinese };
	gj_verdict verdict;
	cr_assert_eq(gj_check_report(arena, report, &options, &verdict, NULL), GJ_OK);
	return verdict;
}

Test(tally, there_are_42_equations_on_the_2021_form_and_40_on_the_2019_form)
{
	static const size_t expected[GJ_FORM_COUNT][5] = {
		[GJ_FORM_2021] = { 7, 7, 25, 3, 2 }, [GJ_FORM_2019] = { 7, 7, 23, 3, 2 }
	};
	for (gj_form_id form = GJ_FORM_2019; form <= GJ_FORM_2021; form++) {
		const gj_tally_list *list = gj_tallies_of(form, form);
		size_t counted[5] = { 0 };
		for (size_t i = 0; i < list->count; i++)
			counted[list->items[i].rule[2] - '1']++;
		cr_expect_arr_eq(counted, expected[form], sizeof counted);
	}
}

/* The rules an equation of which has the cell on its left, bit 0 for T01, and on its right. */
static unsigned sides_by_position(gj_field field, bool left)
{
	if (field < GJ_T3_BASE)
		return 0;
	bool total = field < GJ_T4_BASE ? (field - GJ_T3_BASE) % GJ_T3_COLUMNS == GJ_T3_TOTAL
	                                : (field - GJ_T4_BASE) % GJ_T4_OUTCOMES == GJ_T4_TOTAL;
	unsigned across = total == left ? field < GJ_T4_BASE ? 1u << 2 : 1u << 3 : 0;
	if (field >= GJ_T4_BASE)
		return across;
	int row = (field - GJ_T3_BASE) / GJ_T3_COLUMNS;
	if (row == GJ_T3_PROCESSED_TOTAL)
		return across | (left ? 1u << 1 : 1u << 0);
	bool item = row >= GJ_T3_GRANTED && row < GJ_T3_PROCESSED_TOTAL;
	bool received = row == GJ_T3_NEW_RECEIVED || row == GJ_T3_CARRIED_IN;
	return across | (item ? (left ? 0 : 1u << 1) : received == left ? 1u << 0 : 0);
}

Test(tally, each_cell_of_a_form_stands_once_on_the_side_that_is_its_own)
{
	for (gj_form_id form = GJ_FORM_2019; form <= GJ_FORM_2021; form++) {
		const gj_tally_list *list = gj_tallies_of(form, form);
		unsigned sides[GJ_FIELD_COUNT][2] = { { 0 } };
		for (size_t i = 0; i < list->count; i++) {
			const gj_tally *tally = &list->items[i];
			for (size_t k = 0; k < (size_t)tally->left + tally->right && tally->relation == GJ_EQUALS; k++) {
				unsigned *side = &sides[tally->terms[k]][k < tally->left], bit = 1u << (tally->rule[2] - '1');
				cr_expect_not(*side & bit, "%s twice in %s", gj_field_id(tally->terms[k]), tally->rule);
				*side |= bit;
			}
		}
		for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
			for (int left = 0; left < 2; left++)
				cr_expect_eq(sides[field][left],
				             gj_form_find(form, field) ? sides_by_position(field, left) : 0,
				             "%s", gj_field_id(field));
	}
}

static gj_tally_hits hits_by_position(gj_field field)
{
	gj_tally_hits hits = { { 0 } };
	if (field >= GJ_T4_BASE) {
		hits.of[4] = 1;
		return hits;
	}
	int row = (field - GJ_T3_BASE) / GJ_T3_COLUMNS;
	bool item = row >= GJ_T3_GRANTED && row < GJ_T3_PROCESSED_TOTAL;
	hits.of[1] = !item;
	hits.of[2] = item || row == GJ_T3_PROCESSED_TOTAL;
	hits.of[3] = 1;
	return hits;
}

static bool cites(const gj_finding *finding, gj_field field)
{
	for (size_t i = 0; i < finding->field_count; i++)
		if (finding->fields[i] == field)
			return true;
	return false;
}

/* One cell more or less: its own tallies fail, all of them and no others. */
static void change_and_check(gj_arena *arena, gj_report *report, gj_field field, int64_t by)
{
	gj_value before = report->values[field];
	gj_build_number(arena, report, field, before.number.units + by);
	gj_verdict verdict = check(arena, report, true);
	gj_tally_hits found = { { 0 } }, expected = hits_by_position(field);
	for (size_t i = 0; i < verdict.count; i++) {
		const gj_finding *finding = &verdict.findings[i];
		cr_assert_eq(finding->rule->id[0], 'T');
		found.of[finding->rule->id[2] - '0']++;
		cr_assert(cites(finding, field), "%s", gj_field_id(field));
		char text[GJ_DECIMAL_TEXT_MAX];
		gj_decimal_print(text, gj_decimal_of(by < 0 ? -by : by));
		gj_str size = gj_str_from(finding->difference, finding->difference.ptr[0] == '-');
		cr_assert(gj_str_equal(size, gj_str_of(text)));
	}
	cr_assert_arr_eq(found.of, expected.of, sizeof found.of);
	report->values[field] = before;
}

static void blank_and_check(gj_arena *arena, gj_report *report, gj_field field)
{
	gj_value before = report->values[field];
	gj_build_cell(arena, report, field, GJ_STATE_BLANK, "");
	gj_verdict verdict = check(arena, report, true);
	cr_assert_eq(verdict.count, 1, "%s", gj_field_id(field));
	cr_assert_str_eq(verdict.findings[0].rule->id, "V02");
	report->values[field] = before;
}

static void try_every_cell(gj_report *report, uint64_t *seed)
{
	gj_arena arena;
	gj_arena_init(&arena, CHECK_ARENA);
	for (gj_field field = GJ_T3_BASE; field < GJ_FIELD_COUNT; field++) {
		if (report->values[field].state == GJ_STATE_ABSENT)
			continue;
		change_and_check(&arena, report, field, 1 + gj_build_draw(seed, 30));
		if (report->values[field].number.units > 0)
			change_and_check(&arena, report, field, -1);
		blank_and_check(&arena, report, field);
		gj_arena_reset(&arena);
	}
	gj_arena_release(&arena);
}

Test(tally, exactly_those_with_the_changed_cell_fail_and_a_blank_fails_none)
{
	uint64_t seed = 20240131;
	for (int i = 0; i < RANDOM_REPORTS; i++) {
		gj_arena arena;
		gj_report report;
		gj_arena_init(&arena, BASE_ARENA);
		gj_build_report(&report, i % 2 ? GJ_FORM_2021 : GJ_FORM_2019);
		gj_build_random(&arena, &report, &seed);
		cr_assert_eq(check(&arena, &report, true).count, 0);
		try_every_cell(&report, &seed);
		gj_arena_release(&arena);
	}
}

/* total = a + b + c + d of table 四; "" is blank, "x" is no number. */
static gj_outcome weigh(const char *const printed[GJ_T4_OUTCOMES])
{
	gj_arena arena;
	gj_report report;
	gj_arena_init(&arena, BASE_ARENA);
	gj_build_report(&report, GJ_FORM_2021);
	for (int i = 0; i < GJ_T4_OUTCOMES; i++) {
		gj_state state = !*printed[i] ? GJ_STATE_BLANK
		               : *printed[i] == 'x' ? GJ_STATE_NOT_A_NUMBER : GJ_STATE_NUMBER;
		gj_build_cell(&arena, &report, gj_t4(GJ_T4_REVIEW, i), state, printed[i]);
	}
	gj_verdict verdict = check(&arena, &report, true);
	gj_outcome outcome = GJ_PASS;
	for (gj_outcome other = GJ_FAIL; other < GJ_OUTCOMES; other++)
		if (gj_verdict_outcomes(&verdict, "T04", other))
			outcome = other;
	gj_arena_release(&arena);
	return outcome;
}

Test(tally, treats_a_blank_as_an_unknown_number_of_at_least_zero)
{
	static const struct {
		const char *printed[GJ_T4_OUTCOMES]; /* four parts, then the total */
		gj_outcome outcome;
	} cases[] = {
		{ { "1", "2", "0", "0", "3" }, GJ_PASS },
		{ { "1", "2", "0", "0", "4" }, GJ_FAIL },
		{ { "1", "2", "", "", "3" }, GJ_ASSUMED },      /* zeros make it hold */
		{ { "1", "2", "", "", "4" }, GJ_CANNOT_ASSESS },/* a 1 would */
		{ { "1", "2", "", "", "2" }, GJ_FAIL },         /* nothing would */
		{ { "1", "2", "0", "0", "" }, GJ_CANNOT_ASSESS },/* V02's matter */
		{ { "0", "0", "0", "0", "" }, GJ_ASSUMED },
		{ { "", "", "", "", "" }, GJ_ASSUMED },
		{ { "1", "", "", "", "" }, GJ_CANNOT_ASSESS },  /* blanks on both sides */
		{ { "-1", "", "", "", "" }, GJ_CANNOT_ASSESS },
		{ { "-1", "0", "0", "0", "" }, GJ_FAIL },       /* a total is not negative */
		{ { "1", "x", "0", "0", "9" }, GJ_CANNOT_ASSESS },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		cr_expect_eq(weigh(cases[i].printed), cases[i].outcome, "case %zu", i);
}

Test(tally, compares_parts_with_wholes_as_blanks_allow)
{
	static const struct {
		const char *in_force, *repealed, *made;
		gj_outcome outcome;
	} cases[] = {
		{ "3", "2", "5", GJ_PASS },
		{ "3", "0", "5", GJ_FAIL },
		{ "", "0", "5", GJ_CANNOT_ASSESS },
		{ "", "0", "0", GJ_PASS }, /* whatever it is, it is enough */
		{ "3", "0", "", GJ_ASSUMED },
		{ "3", "", "5", GJ_CANNOT_ASSESS },
		{ "-9", "0", "5", GJ_CANNOT_ASSESS }, /* V03 says it */
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		gj_arena arena;
		gj_report report;
		const char *printed[] = { cases[i].made, cases[i].repealed, cases[i].in_force };
		gj_arena_init(&arena, BASE_ARENA);
		gj_build_report(&report, GJ_FORM_2021);
		for (int k = 0; k < 3; k++)
			gj_build_cell(&arena, &report, (gj_field)(GJ_T2_NORMATIVE_MADE + k),
			              *printed[k] ? GJ_STATE_NUMBER : GJ_STATE_BLANK, printed[k]);
		gj_verdict verdict = check(&arena, &report, true);
		cr_expect_eq(gj_verdict_outcomes(&verdict, "T05", cases[i].outcome),
		             cases[i].outcome == GJ_PASS ? 2 : 1, "case %zu", i);
		gj_arena_release(&arena);
	}
}

typedef struct gj_told {
	gj_arena arena;
	gj_report report;
	gj_verdict verdict;
} gj_told;

static void open_told(gj_told *told, gj_form_id form)
{
	gj_arena_init(&told->arena, CHECK_ARENA);
	gj_build_report(&told->report, form);
}

static void set(gj_told *told, gj_field field, int64_t number)
{
	gj_build_number(&told->arena, &told->report, field, number);
}

static void expect_told(gj_told *told, bool chinese, const char *id, const char *message)
{
	told->verdict = check(&told->arena, &told->report, chinese);
	const gj_finding *finding = gj_verdict_first(&told->verdict, id);
	cr_assert_not_null(finding, "%s", id);
	cr_expect(gj_str_equal(finding->message, gj_str_of(message)), "%.*s",
	          GJ_STR_ARG(finding->message));
}

static void expect_numbers(const gj_finding *finding, const char *expected, const char *actual,
                           const char *difference)
{
	cr_expect(gj_str_equal(finding->expected, gj_str_of(expected)), "%s", expected);
	cr_expect(gj_str_equal(finding->actual, gj_str_of(actual)), "%s", actual);
	cr_expect(gj_str_equal(finding->difference, gj_str_of(difference)), "%s", difference);
}

Test(tally, tells_a_broken_balance_as_an_equation)
{
	gj_told told;
	open_told(&told, GJ_FORM_2021);
	set(&told, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_NATURAL), 20);
	set(&told, gj_t3(GJ_T3_CARRIED_IN, GJ_T3_NATURAL), 1);
	set(&told, gj_t3(GJ_T3_PROCESSED_TOTAL, GJ_T3_NATURAL), 26);
	expect_told(&told, false, "T01",
	            "table 3, column “自然人” (natural): new_received 20 + carried_in 1 = 21, but "
	            "processed_total 26 + carried_out 0 = 26; off by 5");
	expect_told(&told, true, "T01",
	            "表三“自然人”列：新收20＋上年结转1＝21，但办理总计26＋结转下年0＝26，差5");
	const gj_finding *finding = gj_verdict_first(&told.verdict, "T01");
	cr_expect_eq(finding->field, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_NATURAL));
	cr_expect_eq(finding->field_count, 4);
	cr_expect_eq(finding->place.row, told.report.values[finding->field].place.row);
	expect_numbers(finding, "25", "20", "-5");
	gj_arena_release(&told.arena);
}

Test(tally, tells_a_long_sum_by_what_is_not_zero)
{
	gj_told told;
	open_told(&told, GJ_FORM_2021);
	set(&told, gj_t3(GJ_T3_GRANTED, GJ_T3_NATURAL), 20);
	set(&told, gj_t3(GJ_T3_REJECTED_FIRST + 1, GJ_T3_NATURAL), 6);
	set(&told, gj_t3(GJ_T3_PROCESSED_TOTAL, GJ_T3_NATURAL), 20);
	expect_told(&told, true, "T02",
	            "表三“自然人”列：办理总计20，但各项之和＝26（不为零者：予以公开20＋重复申请6），差6");
	expect_numbers(gj_verdict_first(&told.verdict, "T02"), "26", "20", "-6");
	gj_arena_release(&told.arena);
}

Test(tally, tells_rows_groups_and_blanks)
{
	gj_told told;
	open_told(&told, GJ_FORM_2021);
	gj_build_cell(&told.arena, &told.report, gj_t3(GJ_T3_GRANTED, GJ_T3_SOCIAL), GJ_STATE_BLANK, "");
	set(&told, gj_t3(GJ_T3_GRANTED, GJ_T3_NATURAL), 5);
	set(&told, gj_t3(GJ_T3_GRANTED, GJ_T3_TOTAL), 3);
	expect_told(&told, true, "T03",
	            "表三“三（一）予以公开”行：总计3，但自然人5＋商业企业0＋科研机构0＋社会公益组织空白"
	            "＋法律服务机构0＋其他0≥5，至少差2");
	set(&told, gj_t4(GJ_T4_REVIEW, GJ_T4_UPHELD), 10);
	expect_told(&told, true, "T04",
	            "表四“行政复议”：总计0，但结果维持10＋结果纠正0＋其他结果0＋尚未审结0＝10，差10");
	gj_arena_release(&told.arena);
}

Test(tally, tells_parts_that_exceed_their_whole_on_either_form)
{
	gj_told told;
	open_told(&told, GJ_FORM_2021);
	set(&told, GJ_T2_NORMATIVE_MADE, 5);
	set(&told, GJ_T2_NORMATIVE_IN_FORCE, 3);
	expect_told(&told, true, "T05",
	            "表二“行政规范性文件”：现行有效件数3＋本年废止件数0＝3，小于本年制发件数5，差2");
	expect_numbers(gj_verdict_first(&told.verdict, "T05"), "5", "3", "-2");
	gj_build_report(&told.report, GJ_FORM_2019);
	set(&told, GJ_T2_REGULATIONS_PUBLISHED, 4);
	expect_told(&told, false, "T05",
	            "table 2, “规章” (regulations): public_total 0, less than published 4; off by 4");
	cr_expect_eq(gj_verdict_first(&told.verdict, "T05")->field, GJ_T2_REGULATIONS_PUBLIC_TOTAL);
	gj_arena_release(&told.arena);
}

Test(tally, over_a_doubted_cell_is_a_note_and_taints_nothing)
{
	gj_told told;
	open_told(&told, GJ_FORM_2021);
	gj_field field = gj_t4(GJ_T4_DIRECT, GJ_T4_OTHER);
	set(&told, field, 2);
	told.verdict = check(&told.arena, &told.report, true);
	cr_expect(gj_field_set_has(&told.verdict.tainted, gj_t4(GJ_T4_DIRECT, GJ_T4_TOTAL)));
	cr_expect_not(gj_field_set_has(&told.verdict.tainted, gj_t4(GJ_T4_REVIEW, GJ_T4_TOTAL)));
	told.report.values[field].doubts = GJ_DOUBT_SPANS | GJ_DOUBT_REALIGNED;
	told.verdict = check(&told.arena, &told.report, true);
	const gj_finding *finding = gj_verdict_first(&told.verdict, "T04");
	cr_assert_not_null(finding);
	cr_expect_eq(finding->severity, GJ_NOTE);
	cr_expect(gj_str_equal(finding->doubt, GJ_STR("spans,realigned")));
	cr_expect_eq(gj_verdict_outcomes(&told.verdict, "T04", GJ_FAIL), 0);
	cr_expect_eq(gj_verdict_outcomes(&told.verdict, "T04", GJ_CANNOT_ASSESS), 1);
	cr_expect_not(gj_field_set_has(&told.verdict.tainted, gj_t4(GJ_T4_DIRECT, GJ_T4_TOTAL)));
	set(&told, gj_t4(GJ_T4_DIRECT, GJ_T4_TOTAL), 2);
	told.verdict = check(&told.arena, &told.report, true);
	cr_expect_eq(gj_verdict_outcomes(&told.verdict, "T04", GJ_PASS), GJ_T4_GROUPS);
	gj_arena_release(&told.arena);
}

Test(tally, of_rows_follows_the_form_of_table_three_unless_the_other_forms_rows_count)
{
	gj_told told;
	open_told(&told, GJ_FORM_2021);
	told.report.mixed_rows[3] = true;
	gj_build_number(&told.arena, &told.report, gj_t3(GJ_T3_OTHER, GJ_T3_NATURAL), 0);
	set(&told, gj_t3(GJ_T3_PROCESSED_TOTAL, GJ_T3_NATURAL), 4);
	told.verdict = check(&told.arena, &told.report, true);
	cr_expect_eq(gj_verdict_outcomes(&told.verdict, "T02", GJ_FAIL), 1);
	gj_build_number(&told.arena, &told.report, gj_t3(GJ_T3_OTHER, GJ_T3_NATURAL), 4);
	told.verdict = check(&told.arena, &told.report, true);
	cr_expect_eq(gj_verdict_outcomes(&told.verdict, "T02", GJ_FAIL), 0);
	cr_expect_eq(gj_verdict_outcomes(&told.verdict, "T02", GJ_CANNOT_ASSESS), 1);
	gj_arena_release(&told.arena);
}

Test(tally, of_a_missing_table_cannot_be_assessed_in_every_line)
{
	gj_told told;
	open_told(&told, GJ_FORM_2021);
	gj_build_without_table(&told.report, 3);
	told.verdict = check(&told.arena, &told.report, true);
	cr_expect_eq(gj_verdict_outcomes(&told.verdict, "T03", GJ_CANNOT_ASSESS), 25);
	told.report.tables[2] = GJ_FORM_2019;
	told.verdict = check(&told.arena, &told.report, true);
	cr_expect_eq(gj_verdict_outcomes(&told.verdict, "T03", GJ_CANNOT_ASSESS), 23);
	gj_arena_release(&told.arena);
}

Test(tally, survives_digits_beyond_any_sum)
{
	gj_told told;
	open_told(&told, GJ_FORM_2021);
	set(&told, gj_t4(GJ_T4_REVIEW, GJ_T4_UPHELD), INT64_MAX);
	set(&told, gj_t4(GJ_T4_REVIEW, GJ_T4_TOTAL), -INT64_MAX);
	told.verdict = check(&told.arena, &told.report, true);
	const gj_finding *finding = gj_verdict_first(&told.verdict, "T04");
	cr_assert_not_null(finding);
	cr_expect_null(finding->difference.ptr);
	set(&told, gj_t4(GJ_T4_REVIEW, GJ_T4_CORRECTED), INT64_MAX);
	told.verdict = check(&told.arena, &told.report, true);
	cr_expect_eq(gj_verdict_outcomes(&told.verdict, "T04", GJ_CANNOT_ASSESS), 1);
	gj_arena_release(&told.arena);
}
