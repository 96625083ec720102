/* Hypotheses for failed tallies: which cell, which slip, and when it cannot be told. */
#include "diagnosis_score.h"
#include "report_builder.h"
#include "rule/finding.h"
#include "tally/slip.h"
#include "verdict_reader.h"

#include <criterion/criterion.h>
#include <string.h>

enum { ARENA_BYTES = 1 << 22, TEXT_MAX = 1 << 16 };

typedef struct gj_case {
	gj_arena arena;
	gj_report report;
	gj_verdict verdict;
} gj_case;

typedef struct gj_figure {
	gj_field field;
	int64_t number;
} gj_figure;

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define T3(row, column) (GJ_T3_BASE + (row) * GJ_T3_COLUMNS + (column))
#define T4(group, outcome) (GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + (outcome))

static void open_case(gj_case *c, gj_form_id form)
{
	memset(c, 0, sizeof *c);
	gj_arena_init(&c->arena, ARENA_BYTES);
	gj_build_report(&c->report, form);
}

static void close_case(gj_case *c)
{
	gj_arena_release(&c->arena);
}

static void print(gj_case *c, const gj_figure *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		gj_build_number(&c->arena, &c->report, cells[i].field, cells[i].number);
}

static void check(gj_case *c, bool chinese)
{
	gj_check_options options = { .chinese = chinese };
	cr_assert_eq(gj_check_report(&c->arena, &c->report, &options, &c->verdict, NULL), GJ_OK);
}

/* Opens and checks a report that prints these numbers and else zeros. */
static void check_figures(gj_case *c, gj_form_id form, const gj_figure *cells, size_t count)
{
	open_case(c, form);
	print(c, cells, count);
	check(c, true);
}

/* A row and its column of table 三: 97 requests of people, 61 answered at once. */
static void open_busy(gj_case *c)
{
	static const gj_figure cells[] = {
		{ T3(GJ_T3_NEW_RECEIVED, GJ_T3_NATURAL), 97 },
		{ T3(GJ_T3_NEW_RECEIVED, GJ_T3_BUSINESS), 13 },
		{ T3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), 110 },
		{ T3(GJ_T3_GRANTED, GJ_T3_NATURAL), 61 },
		{ T3(GJ_T3_GRANTED, GJ_T3_BUSINESS), 13 },
		{ T3(GJ_T3_GRANTED, GJ_T3_TOTAL), 74 },
		{ T3(GJ_T3_PARTIALLY_GRANTED, GJ_T3_NATURAL), 36 },
		{ T3(GJ_T3_PARTIALLY_GRANTED, GJ_T3_TOTAL), 36 },
		{ T3(GJ_T3_PROCESSED_TOTAL, GJ_T3_NATURAL), 97 },
		{ T3(GJ_T3_PROCESSED_TOTAL, GJ_T3_BUSINESS), 13 },
		{ T3(GJ_T3_PROCESSED_TOTAL, GJ_T3_TOTAL), 110 },
	};
	open_case(c, GJ_FORM_2021);
	print(c, cells, COUNT_OF(cells));
}

static const gj_hypothesis *best(const gj_case *c, const char *rule)
{
	const gj_finding *finding = gj_verdict_first(&c->verdict, rule);
	cr_assert_not_null(finding, "%s passes", rule);
	cr_assert_gt(finding->hypothesis_count, 0, "%s is not explained", rule);
	return finding->hypotheses;
}

static void expect_cell(const gj_changed_cell *cell, gj_field field, int64_t suggested, gj_slip slip)
{
	cr_expect_str_eq(gj_field_id(cell->field), gj_field_id(field));
	cr_expect_eq(cell->suggested, suggested);
	cr_expect_str_eq(gj_slip_name(cell->slip), gj_slip_name(slip));
}

static void expect_one(const gj_case *c, const char *rule, gj_field field, int64_t suggested,
                       gj_slip slip, size_t rivals)
{
	const gj_hypothesis *hypothesis = best(c, rule);
	cr_expect_eq(hypothesis->repair.cell_count, 1);
	expect_cell(&hypothesis->repair.cells[0], field, suggested, slip);
	cr_expect_eq(hypothesis->rivals, rivals, "%zu rivals", hypothesis->rivals);
}

Test(slip, is_told_by_the_digits)
{
	static const struct {
		int64_t printed, suggested;
		gj_slip slip;
	} cases[] = {
		{ 21, 12, GJ_SLIP_TRANSPOSED }, { 1324, 1234, GJ_SLIP_TRANSPOSED },
		{ 321, 123, GJ_SLIP_ARBITRARY }, { 122, 12, GJ_SLIP_DOUBLED },
		{ 112, 12, GJ_SLIP_DOUBLED },   { 132, 12, GJ_SLIP_ADDED },
		{ 12, 132, GJ_SLIP_DROPPED },   { 12, 122, GJ_SLIP_DROPPED },
		{ 12, 1234, GJ_SLIP_ARBITRARY }, { 17, 12, GJ_SLIP_CHANGED },
		{ 3, 7, GJ_SLIP_CHANGED },      { 87, 12, GJ_SLIP_ARBITRARY },
		{ -12, 12, GJ_SLIP_SIGN },      { -12, 13, GJ_SLIP_ARBITRARY },
		{ 0, 10, GJ_SLIP_ARBITRARY },   { 10, 0, GJ_SLIP_ARBITRARY },
		{ 5, 0, GJ_SLIP_CHANGED },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		cr_expect_str_eq(gj_slip_name(gj_slip_between(cases[i].printed, cases[i].suggested)),
		                 gj_slip_name(cases[i].slip), "%lld for %lld",
		                 (long long)cases[i].printed, (long long)cases[i].suggested);
}

Test(diagnose, names_the_cell_and_says_it_in_both_languages)
{
	static const char zh[] = "表三“三（一）予以公开”行“自然人”列的“16”疑为“61”之误（数字颠倒）"
				 "：改正后 T02、T03 均成立";
	static const char en[] = "table 3 “三（一）予以公开 / 自然人” (t3.granted.natural): “16” may "
				 "stand for “61” (digits transposed); then T02 and T03 hold";
	gj_figure slip = { T3(GJ_T3_GRANTED, GJ_T3_NATURAL), 16 };
	gj_case c;
	open_busy(&c);
	print(&c, &slip, 1);
	check(&c, true);
	expect_one(&c, "T02", slip.field, 61, GJ_SLIP_TRANSPOSED, 0);
	expect_one(&c, "T03", slip.field, 61, GJ_SLIP_TRANSPOSED, 0);
	cr_expect(gj_str_equal(gj_verdict_first(&c.verdict, "T02")->hypothesis, gj_str_of(zh)));
	check(&c, false);
	cr_expect(gj_str_equal(gj_verdict_first(&c.verdict, "T03")->hypothesis, gj_str_of(en)));
	close_case(&c);
}

Test(diagnose, reaches_json_and_csv)
{
	static const char json[] =
		"\"hypotheses\":[{\"cells\":[{\"field\":\"t3.granted.natural\",\"printed\":16,"
		"\"suggested\":61,\"slip\":\"transposed\"}],\"fixes\":[\"T02\",\"T03\"],"
		"\"plausibility\":\"slip\",\"rivals\":0,\"sentence\":\"";
	gj_figure slip = { T3(GJ_T3_GRANTED, GJ_T3_NATURAL), 16 };
	gj_case c;
	gj_buffer text;
	open_busy(&c);
	gj_buffer_init(&text, TEXT_MAX);
	print(&c, &slip, 1);
	check(&c, true);
	const gj_finding *finding = gj_verdict_first(&c.verdict, "T02");
	gj_finding_json(&c.arena, &text, &c.report, finding);
	cr_expect(gj_str_has(gj_buffer_str(&text), gj_str_of(json)), "%.*s", (int)text.length, text.data);
	gj_sheet_cell cells[GJ_FINDING_COLUMNS];
	gj_finding_row(&c.arena, &c.report, finding, cells);
	cr_expect_str_eq(gj_finding_columns[11].name, "hypothesis");
	cr_expect(gj_str_equal(cells[11], finding->hypothesis));
	gj_buffer_release(&text);
	close_case(&c);
}

Test(diagnose, tells_a_total_left_at_zero_from_one_left_blank)
{
	gj_field total = gj_t3(GJ_T3_GRANTED, GJ_T3_TOTAL);
	gj_case c;
	open_busy(&c);
	gj_build_number(&c.arena, &c.report, total, 0);
	check(&c, true);
	expect_one(&c, "T03", total, 74, GJ_SLIP_LEFT_ZERO, 0);
	gj_build_cell(&c.arena, &c.report, total, GJ_STATE_BLANK, "");
	check(&c, true);
	cr_expect_null(gj_verdict_first(&c.verdict, "T03"));
	expect_one(&c, "V02", total, 74, GJ_SLIP_LEFT_BLANK, 0);
	close_case(&c);
}

Test(diagnose, finds_a_blank_total_beside_a_slip_in_its_row)
{
	gj_figure slip = { T3(GJ_T3_GRANTED, GJ_T3_NATURAL), 16 };
	gj_field total = gj_t3(GJ_T3_GRANTED, GJ_T3_TOTAL);
	gj_case c;
	open_busy(&c);
	print(&c, &slip, 1);
	gj_build_cell(&c.arena, &c.report, total, GJ_STATE_BLANK, "");
	check(&c, true);
	expect_one(&c, "T02", slip.field, 61, GJ_SLIP_TRANSPOSED, 0);
	expect_one(&c, "V02", total, 74, GJ_SLIP_LEFT_BLANK, 0);
	close_case(&c);
}

Test(diagnose, says_nothing_of_blanks_that_may_be_zero)
{
	gj_case c;
	open_busy(&c);
	for (int column = GJ_T3_RESEARCH; column < GJ_T3_TOTAL; column++)
		gj_build_cell(&c.arena, &c.report, gj_t3(GJ_T3_CARRIED_IN, column), GJ_STATE_BLANK, "");
	check(&c, true);
	const gj_finding *blanks = gj_verdict_first(&c.verdict, "V02");
	cr_assert_not_null(blanks);
	cr_expect_eq(blanks->hypothesis_count, 0);
	cr_expect_eq(blanks->hypothesis.len, 0);
	close_case(&c);
}

Test(diagnose, finds_neighbours_swapped)
{
	static const gj_figure columns[] = { { T3(GJ_T3_GRANTED, GJ_T3_NATURAL), 13 },
		                           { T3(GJ_T3_GRANTED, GJ_T3_BUSINESS), 61 } };
	static const gj_figure rows[] = { { T3(GJ_T3_GRANTED, GJ_T3_NATURAL), 36 },
		                        { T3(GJ_T3_PARTIALLY_GRANTED, GJ_T3_NATURAL), 61 } };
	gj_case c;
	open_busy(&c);
	print(&c, columns, 2);
	check(&c, true);
	const gj_repair *repair = &best(&c, "T02")->repair;
	cr_assert_eq(repair->cell_count, 2);
	expect_cell(&repair->cells[0], columns[0].field, 61, GJ_SLIP_SWAPPED_COLUMN);
	expect_cell(&repair->cells[1], columns[1].field, 13, GJ_SLIP_SWAPPED_COLUMN);
	close_case(&c);
	open_busy(&c);
	print(&c, rows, 2);
	check(&c, true);
	repair = &best(&c, "T03")->repair;
	expect_cell(&repair->cells[0], rows[0].field, 61, GJ_SLIP_SWAPPED_ROW);
	expect_cell(&repair->cells[1], rows[1].field, 36, GJ_SLIP_SWAPPED_ROW);
	close_case(&c);
}

Test(diagnose, prefers_one_swap_to_a_slip_in_each_group_of_table_4)
{
	static const gj_figure cells[] = { { T4(GJ_T4_REVIEW, GJ_T4_UPHELD), 4 },
		                         { T4(GJ_T4_REVIEW, GJ_T4_TOTAL), 2 },
		                         { T4(GJ_T4_DIRECT, GJ_T4_UPHELD), 4 },
		                         { T4(GJ_T4_DIRECT, GJ_T4_TOTAL), 2 } };
	gj_case c;
	check_figures(&c, GJ_FORM_2021, cells, COUNT_OF(cells));
	const gj_hypothesis *first = best(&c, "T04");
	cr_assert_eq(first->repair.cell_count, 2);
	expect_cell(&first->repair.cells[0], cells[1].field, 4, GJ_SLIP_SWAPPED_COLUMN);
	expect_cell(&first->repair.cells[1], cells[2].field, 2, GJ_SLIP_SWAPPED_COLUMN);
	cr_expect_eq(first->rivals, 0);
	close_case(&c);
}

Test(diagnose, says_when_cells_cannot_be_told_apart)
{
	static const gj_figure cells[] = { { T4(GJ_T4_REVIEW, GJ_T4_UPHELD), 4 },
		                         { T4(GJ_T4_REVIEW, GJ_T4_CORRECTED), 1 },
		                         { T4(GJ_T4_REVIEW, GJ_T4_TOTAL), 8 } };
	gj_case c;
	check_figures(&c, GJ_FORM_2021, cells, COUNT_OF(cells));
	const gj_finding *finding = gj_verdict_first(&c.verdict, "T04");
	cr_assert_not_null(finding);
	cr_expect_eq(finding->hypothesis_count, GJ_HYPOTHESES_MAX);
	cr_expect_eq(finding->hypotheses[0].rivals, 4);
	cr_expect(gj_str_ends(finding->hypothesis, GJ_STR("；另有4种改法同样说得通，无法断定")));
	close_case(&c);
}

Test(diagnose, never_suggests_a_negative_count)
{
	static const gj_figure cells[] = { { T4(GJ_T4_AFTER_REVIEW, GJ_T4_UPHELD), 14 },
		                         { T4(GJ_T4_AFTER_REVIEW, GJ_T4_CORRECTED), 3 },
		                         { T4(GJ_T4_AFTER_REVIEW, GJ_T4_TOTAL), 0 } };
	gj_case c;
	check_figures(&c, GJ_FORM_2021, cells, COUNT_OF(cells));
	cr_expect_eq(gj_verdict_first(&c.verdict, "T04")->hypothesis_count, 1);
	expect_one(&c, "T04", cells[2].field, 17, GJ_SLIP_LEFT_ZERO, 0);
	close_case(&c);
}

Test(diagnose, holds_the_negative_cell_itself_for_the_culprit)
{
	static const gj_figure cells[] = { { T4(GJ_T4_REVIEW, GJ_T4_UPHELD), -3 },
		                         { T4(GJ_T4_REVIEW, GJ_T4_CORRECTED), 1 },
		                         { T4(GJ_T4_REVIEW, GJ_T4_TOTAL), 4 } };
	gj_case c;
	check_figures(&c, GJ_FORM_2021, cells, COUNT_OF(cells));
	expect_one(&c, "T04", cells[0].field, 3, GJ_SLIP_SIGN, 0);
	close_case(&c);
}

Test(diagnose, says_when_no_small_repair_exists)
{
	static const gj_figure cells[] = { { T3(GJ_T3_GRANTED, GJ_T3_LEGAL), 2 },
		                         { T3(GJ_T3_PARTIALLY_GRANTED, GJ_T3_RESEARCH), 5 },
		                         { T3(GJ_T3_REFUSED_FIRST, GJ_T3_OTHERS), 9 } };
	gj_case c;
	open_busy(&c);
	print(&c, cells, COUNT_OF(cells));
	check(&c, true);
	for (size_t i = 0; i < c.verdict.count; i++) {
		cr_expect_eq(c.verdict.findings[i].hypothesis_count, 0);
		cr_expect(gj_str_equal(c.verdict.findings[i].hypothesis,
		                       GJ_STR("改动一格或两格都不能使有关勾稽成立")));
	}
	cr_expect_eq(c.verdict.count, 6);
	close_case(&c);
}

Test(diagnose, says_when_the_reading_itself_is_doubtful)
{
	gj_figure slip = { T3(GJ_T3_GRANTED, GJ_T3_NATURAL), 16 };
	gj_case c;
	open_busy(&c);
	print(&c, &slip, 1);
	c.report.values[slip.field].doubts = GJ_DOUBT_REALIGNED;
	check(&c, true);
	const gj_hypothesis *hypothesis = best(&c, "T02");
	cr_expect(hypothesis->repair.cells[0].doubted);
	cr_expect(gj_str_has(hypothesis->sentence, GJ_STR("读取存疑")));
	close_case(&c);
}

Test(diagnose, leaves_out_tallies_that_hold_no_number)
{
	gj_figure slip = { T3(GJ_T3_GRANTED, GJ_T3_NATURAL), 16 };
	gj_case c;
	open_busy(&c);
	print(&c, &slip, 1);
	gj_build_cell(&c.arena, &c.report, gj_t3(GJ_T3_GRANTED, GJ_T3_LEGAL),
	              GJ_STATE_NOT_A_NUMBER, "—");
	check(&c, true);
	/* Every other row adds up: a change there would break it. */
	expect_one(&c, "T02", slip.field, 61, GJ_SLIP_TRANSPOSED, 0);
	cr_expect_eq(best(&c, "T02")->fix_count, 1);
	close_case(&c);
}

/* ---- figures of real reports ---- */

/* Table 三 of a county's report for 2020: the items of two columns come to 6
 * more than their totals, while every row adds up. */
Test(diagnose, lists_both_rows_that_may_be_six_too_high)
{
	static const gj_figure cells[] = {
		{ T3(GJ_T3_NEW_RECEIVED, GJ_T3_NATURAL), 20 },
		{ T3(GJ_T3_NEW_RECEIVED, GJ_T3_OTHERS), 1 },
		{ T3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), 21 },
		{ T3(GJ_T3_GRANTED, GJ_T3_NATURAL), 6 },
		{ T3(GJ_T3_GRANTED, GJ_T3_OTHERS), 1 },
		{ T3(GJ_T3_GRANTED, GJ_T3_TOTAL), 7 },
		{ T3(GJ_T3_PARTIALLY_GRANTED, GJ_T3_NATURAL), 6 },
		{ T3(GJ_T3_PARTIALLY_GRANTED, GJ_T3_TOTAL), 6 },
		{ T3(GJ_T3_UNAVAILABLE_FIRST, GJ_T3_NATURAL), 4 },
		{ T3(GJ_T3_UNAVAILABLE_FIRST, GJ_T3_TOTAL), 4 },
		{ T3(GJ_T3_UNAVAILABLE_LAST, GJ_T3_NATURAL), 3 },
		{ T3(GJ_T3_UNAVAILABLE_LAST, GJ_T3_TOTAL), 3 },
		{ T3(GJ_T3_REJECTED_FIRST + 1, GJ_T3_NATURAL), 3 },
		{ T3(GJ_T3_REJECTED_FIRST + 1, GJ_T3_TOTAL), 3 },
		{ T3(GJ_T3_OTHER, GJ_T3_NATURAL), 4 },
		{ T3(GJ_T3_OTHER, GJ_T3_TOTAL), 4 },
		{ T3(GJ_T3_PROCESSED_TOTAL, GJ_T3_NATURAL), 20 },
		{ T3(GJ_T3_PROCESSED_TOTAL, GJ_T3_OTHERS), 1 },
		{ T3(GJ_T3_PROCESSED_TOTAL, GJ_T3_TOTAL), 21 },
	};
	gj_case c;
	check_figures(&c, GJ_FORM_2019, cells, COUNT_OF(cells));
	const gj_finding *finding = gj_verdict_first(&c.verdict, "T02");
	cr_assert_not_null(finding);
	cr_assert_eq(finding->hypothesis_count, 2);
	for (size_t i = 0; i < 2; i++) {
		const gj_repair *repair = &finding->hypotheses[i].repair;
		cr_expect_eq(finding->hypotheses[i].rivals, 1);
		cr_assert_eq(repair->cell_count, 2);
		for (size_t j = 0; j < 2; j++)
			cr_expect_eq(repair->cells[j].printed - repair->cells[j].suggested, 6);
	}
	close_case(&c);
}

/* Table 四 of a district's report for 2023: 10 + 1 and 5, but both totals are 0. */
Test(diagnose, finds_both_totals_of_table_4_left_at_zero)
{
	static const gj_figure cells[] = { { T4(GJ_T4_REVIEW, GJ_T4_UPHELD), 10 },
		                         { T4(GJ_T4_REVIEW, GJ_T4_CORRECTED), 1 },
		                         { T4(GJ_T4_AFTER_REVIEW, GJ_T4_UPHELD), 5 } };
	gj_case c;
	check_figures(&c, GJ_FORM_2021, cells, COUNT_OF(cells));
	cr_assert_eq(c.verdict.count, 2);
	const gj_hypothesis *review = c.verdict.findings[0].hypotheses;
	const gj_hypothesis *litigation = c.verdict.findings[1].hypotheses;
	expect_cell(&review->repair.cells[0], gj_t4(GJ_T4_REVIEW, GJ_T4_TOTAL), 11,
	            GJ_SLIP_LEFT_ZERO);
	cr_expect_eq(review->rivals, 0);
	expect_cell(&litigation->repair.cells[0], gj_t4(GJ_T4_AFTER_REVIEW, GJ_T4_TOTAL), 5,
	            GJ_SLIP_LEFT_ZERO);
	/* 5 for 0 in the other cell would do as well. */
	cr_expect_eq(litigation->rivals, 1);
	close_case(&c);
}

/* ---- how often it is right; bench/diagnose.c measures it on more reports ---- */

enum { REPORTS_A_KIND = 40, REPORTS_WITH_TWO = 300 };

static void expect_scores(bool smudged)
{
	gj_score score = { 0 };
	for (size_t kind = 0; kind < GJ_PLANTED_KINDS; kind++)
		for (uint64_t i = 0; i < REPORTS_A_KIND; i++)
			gj_score_slip(&score, gj_planted_kinds[kind], smudged,
			              kind + GJ_PLANTED_KINDS * i);
	cr_expect_gt(score.unique, score.planted / 3);
	cr_expect_geq(100 * score.unique_first, 95 * score.unique, "%zu of %zu",
	              score.unique_first, score.unique);
	cr_expect_eq(score.ambiguous_said, score.ambiguous);
	for (uint64_t i = 0; i < REPORTS_WITH_TWO; i++)
		gj_score_two_slips(&score, smudged, i);
	cr_expect_gt(score.pairs_seen, REPORTS_WITH_TWO / 8);
	cr_expect_geq(100 * score.pairs_listed, 80 * score.pairs_seen, "%zu of %zu",
	              score.pairs_listed, score.pairs_seen);
}

Test(diagnose, finds_planted_slips)
{
	expect_scores(false);
}

Test(diagnose, finds_planted_slips_among_blanks_and_marks)
{
	expect_scores(true);
}
