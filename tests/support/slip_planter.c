#include "slip_planter.h"

#include "report_builder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const gj_slip gj_planted_kinds[GJ_PLANTED_KINDS] = {
	GJ_SLIP_TRANSPOSED, GJ_SLIP_DROPPED, GJ_SLIP_DOUBLED, GJ_SLIP_CHANGED, GJ_SLIP_SIGN,
	GJ_SLIP_LEFT_ZERO, GJ_SLIP_LEFT_BLANK, GJ_SLIP_SWAPPED_COLUMN, GJ_SLIP_SWAPPED_ROW
};

void gj_planter_report(gj_report *report, gj_form_id form, gj_bustle bustle, bool smudged,
                       uint64_t seed)
{
	gj_filled_form filled;
	gj_form_plan plan = { form, form, bustle, NULL };
	gj_filled_form_random(&filled, &plan, seed);
	if (smudged)
		gj_filled_form_smudge(&filled, seed);
	gj_build_report(report, form);
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		report->values[field].state = filled.cells[field].state;
		report->values[field].number = filled.cells[field].number;
	}
}

/* ---- what a slip makes of a number ---- */

enum { DIGITS_MAX = 20, RESULTS_MAX = 9 * DIGITS_MAX };

typedef struct gj_results {
	int64_t numbers[RESULTS_MAX];
	size_t count;
} gj_results;

/* A typist does not print 012. */
static void add_result(gj_results *results, const char *digits)
{
	if (digits[0] != '\0' && (digits[0] != '0' || digits[1] == '\0'))
		results->numbers[results->count++] = atoll(digits);
}

static void slip_at(gj_results *results, const char *digits, size_t at, gj_slip slip)
{
	char text[DIGITS_MAX + 2];
	size_t length = strlen(digits);
	strcpy(text, digits);
	switch (slip) {
	case GJ_SLIP_TRANSPOSED:
		if (at + 1 == length)
			return;
		text[at] = digits[at + 1];
		text[at + 1] = digits[at];
		add_result(results, text);
		return;
	case GJ_SLIP_DROPPED:
		strcpy(text + at, digits + at + 1);
		if (strcmp(text, "0") != 0)
			add_result(results, text);
		return;
	case GJ_SLIP_DOUBLED:
		strcpy(text + at + 1, digits + at);
		if (digits[0] != '0')
			add_result(results, text);
		return;
	default:
		for (char digit = '0'; digit <= '9'; digit++) {
			text[at] = digit;
			if (digit != digits[at])
				add_result(results, text);
		}
	}
}

/* Everything that a count may be printed as by one typing slip. */
static void results_of(gj_results *results, int64_t meant, gj_slip slip)
{
	char digits[DIGITS_MAX];
	results->count = 0;
	if (slip == GJ_SLIP_SIGN) {
		results->numbers[results->count++] = -meant;
		return;
	}
	snprintf(digits, sizeof digits, "%lld", (long long)meant);
	for (size_t at = 0; digits[at]; at++)
		slip_at(results, digits, at, slip);
}

static bool is_typing_slip(int64_t printed, int64_t meant)
{
	static const gj_slip typing[] = { GJ_SLIP_TRANSPOSED, GJ_SLIP_DROPPED, GJ_SLIP_DOUBLED,
		                          GJ_SLIP_CHANGED, GJ_SLIP_SIGN };
	for (size_t i = 0; i < sizeof typing / sizeof typing[0]; i++) {
		gj_results results;
		results_of(&results, meant, typing[i]);
		for (size_t j = 0; j < results.count; j++)
			if (results.numbers[j] == printed)
				return true;
	}
	return false;
}

/* ---- planting ---- */

static bool is_total(gj_field field)
{
	if (field >= GJ_T4_BASE)
		return (field - GJ_T4_BASE) % GJ_T4_OUTCOMES == GJ_T4_TOTAL;
	return (field - GJ_T3_BASE) % GJ_T3_COLUMNS == GJ_T3_TOTAL ||
	       (field - GJ_T3_BASE) / GJ_T3_COLUMNS == GJ_T3_PROCESSED_TOTAL;
}

static bool is_number(const gj_report *report, gj_field field)
{
	return report->values[field].state == GJ_STATE_NUMBER;
}

static int64_t number_at(const gj_report *report, gj_field field)
{
	return report->values[field].number.units;
}

static gj_field neighbour(const gj_report *report, gj_field field, gj_slip slip)
{
	bool column = slip == GJ_SLIP_SWAPPED_COLUMN;
	gj_field end = field >= GJ_T4_BASE ? GJ_FIELD_COUNT : GJ_T4_BASE;
	gj_field next = (gj_field)(field + (column ? 1 : GJ_T3_COLUMNS));
	if (column && end == GJ_T4_BASE && (next - GJ_T3_BASE) % GJ_T3_COLUMNS == GJ_T3_NATURAL)
		return GJ_FIELD_NONE;
	while (!column && next < end && report->values[next].state == GJ_STATE_ABSENT)
		next = (gj_field)(next + GJ_T3_COLUMNS);
	bool row_of_table_4 = !column && field >= GJ_T4_BASE;
	return next < end && !row_of_table_4 ? next : GJ_FIELD_NONE;
}

static void print_number(gj_report *report, gj_field field, int64_t number)
{
	report->values[field].number = gj_decimal_of(number);
}

static bool plant_swap(gj_report *report, gj_field field, gj_planted *planted)
{
	gj_field other = neighbour(report, field, planted->slip);
	if (other == GJ_FIELD_NONE || !is_number(report, other) ||
	    number_at(report, other) == number_at(report, field))
		return false;
	planted->count = 2;
	planted->fields[1] = other;
	planted->meant[1] = number_at(report, other);
	print_number(report, other, planted->meant[0]);
	print_number(report, field, planted->meant[1]);
	return true;
}

static bool plant_left_out(gj_report *report, gj_field field, gj_slip slip)
{
	if (!is_total(field) || number_at(report, field) == 0)
		return false;
	print_number(report, field, 0);
	if (slip == GJ_SLIP_LEFT_BLANK)
		report->values[field].state = GJ_STATE_BLANK;
	return true;
}

static bool plant_typing(gj_report *report, gj_field field, gj_slip slip, gj_random *random)
{
	gj_results results;
	int64_t meant = number_at(report, field);
	results_of(&results, meant, slip);
	if (meant == 0 || results.count == 0)
		return false;
	print_number(report, field,
	             results.numbers[gj_random_below(random, (int)results.count)]);
	return number_at(report, field) != meant;
}

static bool plant_at(gj_report *report, gj_field field, gj_random *random, gj_planted *planted)
{
	planted->count = 1;
	planted->fields[0] = field;
	planted->meant[0] = number_at(report, field);
	if (planted->slip == GJ_SLIP_SWAPPED_COLUMN || planted->slip == GJ_SLIP_SWAPPED_ROW)
		return plant_swap(report, field, planted);
	if (planted->slip == GJ_SLIP_LEFT_ZERO || planted->slip == GJ_SLIP_LEFT_BLANK)
		return plant_left_out(report, field, planted->slip);
	return plant_typing(report, field, planted->slip, random);
}

bool gj_plant_slip(gj_report *report, gj_slip slip, const gj_planted *other, gj_random *random,
                   gj_planted *planted)
{
	int cells = GJ_FIELD_COUNT - GJ_T3_BASE;
	*planted = (gj_planted){ .slip = slip };
	for (int tries = 0; tries < 40 * cells; tries++) {
		gj_field field = (gj_field)(GJ_T3_BASE + gj_random_below(random, cells));
		if (other && field == other->fields[0])
			continue;
		if (is_number(report, field) && plant_at(report, field, random, planted))
			return true;
	}
	return false;
}

bool gj_is_planted(const gj_hypothesis *hypothesis, const gj_planted *planted, bool whole)
{
	const gj_repair *repair = &hypothesis->repair;
	size_t found = 0;
	for (size_t i = 0; i < repair->cell_count; i++)
		for (size_t j = 0; j < planted->count; j++)
			found += repair->cells[i].field == planted->fields[j] &&
			         repair->cells[i].suggested == planted->meant[j];
	return found == planted->count && (!whole || repair->cell_count == planted->count);
}

/* ---- what can be known ---- */

typedef struct gj_trial {
	gj_report report; /* numbers are tried in it */
	const gj_tally_list *tallies;
	gj_outcome before[GJ_TALLIES_MAX];
	bool off[GJ_TALLIES_MAX];
	const gj_planted *planted;
	gj_plausibility planted_plausibility;
	bool rivalled;
} gj_trial;

static bool is_equation(const gj_tally *tally)
{
	return tally->relation == GJ_EQUALS;
}

/* A blank total is a slip that no tally fails by, but some cannot be assessed. */
static void start_trial(gj_trial *trial, const gj_report *report)
{
	trial->report = *report;
	trial->tallies = gj_tallies_of(report->tables[2], report->tables[3]);
	for (size_t i = 0; i < trial->tallies->count; i++) {
		gj_tally_sums sums;
		trial->before[i] =
			gj_tally_weigh(&trial->tallies->items[i], report->values, &sums);
		trial->off[i] = is_equation(&trial->tallies->items[i]) &&
		                trial->before[i] == GJ_FAIL;
	}
}

static bool all_hold(const gj_trial *trial)
{
	for (size_t i = 0; i < trial->tallies->count; i++) {
		gj_tally_sums sums;
		if (!is_equation(&trial->tallies->items[i]))
			continue;
		gj_outcome outcome =
			gj_tally_weigh(&trial->tallies->items[i], trial->report.values, &sums);
		if (outcome == GJ_FAIL ||
		    (outcome == GJ_CANNOT_ASSESS && trial->before[i] != GJ_CANNOT_ASSESS))
			return false;
	}
	for (gj_field field = GJ_T3_BASE; field < GJ_FIELD_COUNT; field++)
		if (gj_value_has_number(&trial->report.values[field]) &&
		    number_at(&trial->report, field) < 0)
			return false;
	return true;
}

static void put(gj_trial *trial, gj_field field, int64_t number)
{
	trial->report.values[field].state = GJ_STATE_NUMBER;
	trial->report.values[field].number = gj_decimal_of(number);
}

static gj_plausibility plausibility_of(int64_t printed, int64_t meant, bool left_out)
{
	if (is_typing_slip(printed, meant))
		return GJ_PLAUSIBLE_SLIP;
	return left_out ? GJ_PLAUSIBLE_LEFT_OUT : GJ_PLAUSIBLE_ARBITRARY;
}

static void try_number(gj_trial *trial, gj_field field, int64_t number)
{
	gj_value before = trial->report.values[field];
	int64_t printed = before.number.units;
	bool left_out = printed == 0 && (is_total(field) || before.state == GJ_STATE_BLANK);
	gj_plausibility plausibility = plausibility_of(printed, number, left_out);
	bool is_truth = trial->planted->count == 1 && trial->planted->fields[0] == field;
	if (number < 0 || is_truth || plausibility > trial->planted_plausibility)
		return;
	put(trial, field, number);
	trial->rivalled |= all_hold(trial);
	trial->report.values[field] = before;
}

/* Each cell of a failing tally, with the number that makes it hold. */
static void try_each_number(gj_trial *trial, const gj_tally *tally)
{
	gj_tally_sums sums;
	gj_decimal off;
	gj_tally_weigh(tally, trial->report.values, &sums);
	gj_decimal_subtract(sums.left, sums.right, &off);
	for (size_t i = 0; i < (size_t)tally->left + tally->right; i++) {
		int64_t printed = number_at(&trial->report, tally->terms[i]);
		try_number(trial, tally->terms[i],
		           i < tally->left ? printed - off.units : printed + off.units);
	}
}

static void try_swap(gj_trial *trial, gj_field field, gj_slip slip)
{
	gj_field other = neighbour(&trial->report, field, slip);
	if (other == GJ_FIELD_NONE ||
	    (trial->planted->count == 2 && trial->planted->fields[0] == field &&
	     trial->planted->fields[1] == other))
		return;
	gj_value a = trial->report.values[field], b = trial->report.values[other];
	bool counts = (gj_value_is_count(&a) || a.state == GJ_STATE_BLANK) &&
	              (gj_value_is_count(&b) || b.state == GJ_STATE_BLANK);
	if (!counts || a.number.units == b.number.units)
		return;
	put(trial, field, b.number.units);
	put(trial, other, a.number.units);
	trial->rivalled |= all_hold(trial);
	trial->report.values[field] = a;
	trial->report.values[other] = b;
}

static void look_for_rivals(gj_trial *trial)
{
	bool failing = false;
	for (size_t i = 0; i < trial->tallies->count; i++) {
		if (!trial->off[i])
			continue;
		if (!failing)
			try_each_number(trial, &trial->tallies->items[i]);
		failing = true;
	}
	for (gj_field field = GJ_T3_BASE; field < GJ_FIELD_COUNT; field++)
		if (failing && trial->planted_plausibility >= GJ_PLAUSIBLE_SWAP) {
			try_swap(trial, field, GJ_SLIP_SWAPPED_COLUMN);
			try_swap(trial, field, GJ_SLIP_SWAPPED_ROW);
		}
}

static bool any_off(const gj_trial *trial)
{
	for (size_t i = 0; i < trial->tallies->count; i++)
		if (trial->off[i])
			return true;
	return false;
}

/* V02 tells a blank total; its parts give it where a 0 would not add up. */
static bool has_parts(gj_trial *trial, gj_field total)
{
	bool found = false;
	put(trial, total, 0);
	for (size_t i = 0; i < trial->tallies->count; i++) {
		const gj_tally *tally = &trial->tallies->items[i];
		gj_tally_sums sums;
		found |= is_equation(tally) && tally->left == 1 && tally->terms[0] == total &&
		         gj_tally_weigh(tally, trial->report.values, &sums) == GJ_FAIL;
	}
	return found;
}

gj_traceable gj_trace_slip(const gj_report *report, const gj_planted *planted)
{
	gj_trial trial = { .planted = planted };
	gj_field field = planted->fields[0];
	start_trial(&trial, report);
	if (report->values[field].state == GJ_STATE_BLANK)
		return has_parts(&trial, field) ? GJ_TRACE_UNIQUE : GJ_TRACE_NONE;
	if (!any_off(&trial))
		return GJ_TRACE_NONE;
	trial.planted_plausibility =
		planted->count == 2 ? GJ_PLAUSIBLE_SWAP
		                    : plausibility_of(number_at(report, field), planted->meant[0],
		                                      planted->slip == GJ_SLIP_LEFT_ZERO);
	look_for_rivals(&trial);
	return trial.rivalled ? GJ_TRACE_AMBIGUOUS : GJ_TRACE_UNIQUE;
}
