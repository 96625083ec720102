/* Formulas: what is printed reads back, what is wrong is named, and blanks are
 * unknown numbers. */
#include "report_builder.h"

#include "rule/formula.h"

#include <criterion/criterion.h>
#include <string.h>

static bool same(const gj_formula *a, const gj_formula *b)
{
	bool equal = a->relation == b->relation && a->turned == b->turned && a->count == b->count &&
	             a->constants[0] == b->constants[0] && a->constants[1] == b->constants[1];
	for (size_t i = 0; i < a->count && equal; i++)
		equal = a->terms[i].field == b->terms[i].field &&
		        a->terms[i].factor == b->terms[i].factor &&
		        a->terms[i].right == b->terms[i].right;
	return equal;
}

static void expect_same_when_printed(const gj_formula *formula)
{
	gj_buffer text;
	gj_formula back;
	gj_err err = { 0 };
	gj_buffer_init(&text, 1 << 16);
	gj_formula_print(&text, formula);
	cr_assert_eq(gj_formula_parse(gj_buffer_str(&text), &back, &err), GJ_OK, "%.*s: %s",
	             GJ_STR_ARG(gj_buffer_str(&text)), err.message);
	cr_expect(same(formula, &back), "%.*s", GJ_STR_ARG(gj_buffer_str(&text)));
	gj_buffer_release(&text);
}

Test(formula, every_built_in_tally_reads_back_as_printed)
{
	for (gj_form_id form = GJ_FORM_2019; form <= GJ_FORM_2021; form++) {
		const gj_tally_list *list = gj_tallies_of(form, form);
		gj_formula formula;
		cr_assert_gt(list->count, 40);
		for (size_t i = 0; i < list->count; i++) {
			gj_formula_of_tally(&list->items[i], &formula);
			expect_same_when_printed(&formula);
		}
	}
}

Test(formula, takes_signs_factors_constants_and_spaces)
{
	static const char *const texts[] = {
		"t2.fees.amount=0",
		" - 3*t2.fees.amount + 10 - t3.granted.total >= -2*t4.review.total-1 ",
		"t2.penalties.decisions <= t4.review.total + 5",
		"0 == t3.granted.natural - t3.granted.business",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		gj_formula formula;
		gj_err err = { 0 };
		cr_assert_eq(gj_formula_parse(gj_str_of(texts[i]), &formula, &err), GJ_OK, "%s: %s",
		             texts[i], err.message);
		expect_same_when_printed(&formula);
	}
}

Test(formula, names_the_token_that_is_wrong)
{
	static const struct {
		const char *text, *complaint;
	} cases[] = {
		{ "", "expected a field or a number at the end" },
		{ "t2.fees.amount", "expected +, -, =, >= or <= at the end" },
		{ "t2.fees.amont >= 1", "got \"t2.fees.amont\"" },
		{ "t2.fees.amount > 1", "got \">\"" },
		{ "t2.fees.amount = 1 2", "expected +, - or the end, got \"2\"" },
		{ "t2.fees.amount = 1x", "expected a whole number, got \"1x\"" },
		{ "t2.fees.amount = 99999999999", "at most 1000000000" },
		{ "t2.fees.amount = + 3", "got \"+\"" },
		{ "t2.fees.amount ＝ 3", "got \"＝\"" },
		{ "1 = 1", "names no field" },
		{ "2*3 = t2.fees.amount", "expected a field such as t3.granted.total, got \"3\"" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		gj_formula formula;
		gj_err err = { 0 };
		cr_expect_eq(gj_formula_parse(gj_str_of(cases[i].text), &formula, &err), GJ_E_USAGE);
		cr_expect_not_null(strstr(err.message, cases[i].complaint), "%s: %s", cases[i].text,
		                   err.message);
	}
}

static gj_outcome weigh(gj_report *report, const char *text)
{
	gj_formula formula;
	gj_tally_sums sums;
	cr_assert_eq(gj_formula_parse(gj_str_of(text), &formula, NULL), GJ_OK);
	return gj_formula_weigh(&formula, report->values, &sums);
}

Test(formula, weighs_numbers_and_unknown_blanks)
{
	gj_arena arena;
	gj_report report;
	gj_arena_init(&arena, 1 << 20);
	gj_build_report(&report, GJ_FORM_2021);
	gj_build_number(&arena, &report, GJ_T2_PENALTIES_DECISIONS, 3);
	gj_build_cell(&arena, &report, GJ_T2_COERCION_DECISIONS, GJ_STATE_BLANK, "");
	gj_build_cell(&arena, &report, GJ_T2_FEES_AMOUNT, GJ_STATE_NOT_A_NUMBER, "/");
	cr_expect_eq(weigh(&report, "2*t2.penalties.decisions = 6"), GJ_PASS);
	cr_expect_eq(weigh(&report, "t2.penalties.decisions >= 4"), GJ_FAIL);
	cr_expect_eq(weigh(&report, "t2.penalties.decisions <= 4"), GJ_PASS);
	cr_expect_eq(weigh(&report, "t2.penalties.decisions - t2.coercion.decisions = 3"), GJ_ASSUMED);
	cr_expect_eq(weigh(&report, "t2.penalties.decisions - t2.coercion.decisions >= 4"), GJ_FAIL);
	cr_expect_eq(weigh(&report, "t2.penalties.decisions + t2.coercion.decisions >= 4"),
	             GJ_CANNOT_ASSESS);
	cr_expect_eq(weigh(&report, "t2.penalties.decisions >= t2.coercion.decisions"), GJ_ASSUMED);
	cr_expect_eq(weigh(&report, "t2.fees.amount >= 0"), GJ_CANNOT_ASSESS);
	gj_build_number(&arena, &report, GJ_T2_PENALTIES_DECISIONS, INT64_MAX);
	cr_expect_eq(weigh(&report, "2*t2.penalties.decisions >= 0"), GJ_CANNOT_ASSESS);
	gj_arena_release(&arena);
}
