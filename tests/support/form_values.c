#include "form_values.h"

#include <stdio.h>
#include <string.h>

typedef struct gj_profile {
	int chance;        /* percent of the ordinary cells of table 三 that are not zero */
	int most;          /* largest ordinary count */
	int decides;       /* percent that license, that fine */
	int decisions;     /* largest number of licences, of fines */
	int dispute;       /* percent of the cells of table 四 that are not zero */
} gj_profile;

static const gj_profile profiles[GJ_BUSTLE_COUNT] = {
	[GJ_QUIET] = { 3, 2, 30, 30, 2 },
	[GJ_MODEST] = { 14, 8, 60, 900, 12 },
	[GJ_BUSY] = { 38, 45, 95, 20000, 40 },
};

/* People ask more than organisations do. */
static const int applicant_weight[GJ_T3_TOTAL] = {
	[GJ_T3_NATURAL] = 6, [GJ_T3_BUSINESS] = 2, [GJ_T3_RESEARCH] = 1,
	[GJ_T3_SOCIAL] = 1,  [GJ_T3_LEGAL] = 1,    [GJ_T3_OTHERS] = 1,
};

/* How common an outcome is; what is not named here is rare. */
static const int outcome_weight[GJ_T3_ROWS] = {
	[GJ_T3_GRANTED] = 30, [GJ_T3_PARTIALLY_GRANTED] = 10,
	[GJ_T3_REFUSED_FIRST + 3] = 4, [GJ_T3_REFUSED_FIRST + 4] = 4,
	[GJ_T3_REFUSED_FIRST + 5] = 4, [GJ_T3_REFUSED_FIRST + 7] = 6,
	[GJ_T3_UNAVAILABLE_FIRST] = 20, [GJ_T3_UNAVAILABLE_FIRST + 1] = 6,
	[GJ_T3_REJECTED_FIRST] = 6, [GJ_T3_REJECTED_FIRST + 1] = 3,
	[GJ_T3_OTHER_NOT_CORRECTED] = 4, [GJ_T3_OTHER_OTHER] = 3, [GJ_T3_OTHER] = 6,
};

int64_t gj_filled_form_integer(const gj_filled_form *form, gj_field field)
{
	const gj_printed *cell = &form->cells[field];
	return cell->number.scale ? 0 : cell->number.units;
}

void gj_filled_form_print(gj_filled_form *form, gj_field field, gj_state state, gj_decimal number,
                          const char *text)
{
	gj_printed *cell = &form->cells[field];
	cell->state = state;
	cell->number = number;
	snprintf(cell->text, sizeof cell->text, "%s", text);
}

static void print_decimal(gj_filled_form *form, gj_field field, gj_decimal number)
{
	char text[GJ_DECIMAL_TEXT_MAX];
	gj_decimal_print(text, number);
	gj_filled_form_print(form, field, GJ_STATE_NUMBER, number, text);
}

void gj_filled_form_set(gj_filled_form *form, gj_field field, int64_t value)
{
	print_decimal(form, field, gj_decimal_of(value));
}

static void omit(gj_filled_form *form, gj_field field)
{
	gj_filled_form_print(form, field, GJ_STATE_ABSENT, gj_decimal_of(0), "");
}

void gj_filled_form_omit_row(gj_filled_form *form, gj_t3_row row)
{
	for (int column = 0; column < GJ_T3_COLUMNS; column++)
		omit(form, gj_t3((int)row, column));
}

void gj_filled_form_omit_table(gj_filled_form *form, int table)
{
	form->tables[table] = GJ_FORM_NONE;
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		if (gj_field_table(field) == table)
			omit(form, field);
}

static int draw(gj_random *random, int chance, int most)
{
	return gj_random_chance(random, chance) ? 1 + gj_random_below(random, most) : 0;
}

/* Both forms: 本年增/减 never takes more away than there was. */
static void fill_items(gj_filled_form *form, gj_random *random, gj_field before, gj_field change)
{
	int items = draw(random, 60, 400);
	int delta = draw(random, 50, 60);
	gj_filled_form_set(form, before, items);
	gj_filled_form_set(form, change, gj_random_chance(random, 40) && delta <= items ? -delta : delta);
}

static void fill_documents_2019(gj_filled_form *form, gj_random *random, gj_field made,
                                gj_field published, gj_field public_total, int chance)
{
	int count = draw(random, chance, 12);
	gj_filled_form_set(form, made, count);
	gj_filled_form_set(form, published, count);
	gj_filled_form_set(form, public_total, count + draw(random, chance, 150));
}

static void fill_table_2_2019(gj_filled_form *form, const gj_profile *profile, gj_random *random)
{
	fill_documents_2019(form, random, GJ_T2_REGULATIONS_MADE, GJ_T2_REGULATIONS_PUBLISHED,
	                    GJ_T2_REGULATIONS_PUBLIC_TOTAL, 5);
	fill_documents_2019(form, random, GJ_T2_NORMATIVE_MADE, GJ_T2_NORMATIVE_PUBLISHED,
	                    GJ_T2_NORMATIVE_PUBLIC_TOTAL, 50);
	fill_items(form, random, GJ_T2_LICENSING_ITEMS_BEFORE, GJ_T2_LICENSING_ITEMS_CHANGE);
	fill_items(form, random, GJ_T2_OTHER_SERVICES_ITEMS_BEFORE,
	           GJ_T2_OTHER_SERVICES_ITEMS_CHANGE);
	fill_items(form, random, GJ_T2_PENALTIES_ITEMS_BEFORE, GJ_T2_PENALTIES_ITEMS_CHANGE);
	fill_items(form, random, GJ_T2_COERCION_ITEMS_BEFORE, GJ_T2_COERCION_ITEMS_CHANGE);
	fill_items(form, random, GJ_T2_FEES_ITEMS_BEFORE, GJ_T2_FEES_ITEMS_CHANGE);
	gj_filled_form_set(form, GJ_T2_OTHER_SERVICES_DECISIONS, draw(random, profile->decides, profile->decisions));
	int purchases = draw(random, 60, 40);
	gj_filled_form_set(form, GJ_T2_PROCUREMENT_ITEMS, purchases);
	print_decimal(form, GJ_T2_PROCUREMENT_AMOUNT,
	              (gj_decimal){ (int64_t)purchases * (1 + gj_random_below(random, 90000)), 2 });
}

static void fill_documents_2021(gj_filled_form *form, gj_random *random, gj_field made,
                                const gj_filled_form *last_year, int chance)
{
	gj_field repealed = (gj_field)(made + 1), in_force = (gj_field)(made + 2);
	int64_t before = draw(random, chance, 60);
	if (last_year && last_year->cells[in_force].state == GJ_STATE_NUMBER)
		before = gj_filled_form_integer(last_year, in_force);
	int64_t now = draw(random, chance, 9), gone = draw(random, chance / 2, 4);
	if (gone > before)
		gone = before;
	gj_filled_form_set(form, made, now);
	gj_filled_form_set(form, repealed, gone);
	gj_filled_form_set(form, in_force, before + now - gone);
}

static void fill_table_2_2021(gj_filled_form *form, const gj_filled_form *last_year,
                              gj_random *random)
{
	fill_documents_2021(form, random, GJ_T2_REGULATIONS_MADE, last_year, 4);
	fill_documents_2021(form, random, GJ_T2_NORMATIVE_MADE, last_year, 50);
	static const uint8_t scales[] = { 0, 1, 2, 4 };
	uint8_t scale = scales[gj_random_below(random, 4)];
	int amount = draw(random, 40, 300);
	for (int i = 0; amount && i < scale; i++)
		amount = amount * 10 + gj_random_below(random, 10);
	print_decimal(form, GJ_T2_FEES_AMOUNT, (gj_decimal){ amount, amount ? scale : 0 });
}

static void fill_table_2(gj_filled_form *form, const gj_form_plan *plan, gj_random *random)
{
	const gj_profile *profile = &profiles[plan->bustle];
	if (plan->table_2 == GJ_FORM_2019)
		fill_table_2_2019(form, profile, random);
	else
		fill_table_2_2021(form, plan->last_year, random);
	gj_filled_form_set(form, GJ_T2_LICENSING_DECISIONS, draw(random, profile->decides, profile->decisions));
	gj_filled_form_set(form, GJ_T2_PENALTIES_DECISIONS, draw(random, profile->decides, profile->decisions));
	gj_filled_form_set(form, GJ_T2_COERCION_DECISIONS, draw(random, 25, profile->decisions / 20));
}

static bool row_in_form(gj_form_id id, int row)
{
	return gj_form_find(id, gj_t3(row, GJ_T3_NATURAL)) != NULL;
}

/* （七）总计 of one column, after drawing its parts. */
static int64_t fill_outcomes(gj_filled_form *form, const gj_form_plan *plan, int column,
                             gj_random *random)
{
	const gj_profile *profile = &profiles[plan->bustle];
	int64_t sum = 0;
	for (int row = GJ_T3_GRANTED; row <= GJ_T3_OTHER; row++) {
		if (!row_in_form(plan->table_3, row))
			continue;
		int common = 1 + outcome_weight[row], asks = applicant_weight[column];
		int count = draw(random, profile->chance * (common + asks + 2) / 12,
		                 1 + profile->most * common * asks / 100);
		gj_filled_form_set(form, gj_t3(row, column), count);
		sum += count;
	}
	gj_filled_form_set(form, gj_t3(GJ_T3_PROCESSED_TOTAL, column), sum);
	return sum;
}

/* 新收 + 上年结转 = （七）总计 + 结转下年; where last year left more than this year
 * settled, the rest is carried on. */
static void fill_balance(gj_filled_form *form, const gj_form_plan *plan, int column,
                         int64_t processed, gj_random *random)
{
	int64_t out = draw(random, profiles[plan->bustle].chance, 1 + applicant_weight[column]);
	int64_t in = processed ? draw(random, profiles[plan->bustle].chance, (int)processed) / 3 : 0;
	if (plan->last_year)
		in = gj_filled_form_integer(plan->last_year, gj_t3(GJ_T3_CARRIED_OUT, column));
	if (in > processed + out)
		out = in - processed;
	gj_filled_form_set(form, gj_t3(GJ_T3_CARRIED_IN, column), in);
	gj_filled_form_set(form, gj_t3(GJ_T3_CARRIED_OUT, column), out);
	gj_filled_form_set(form, gj_t3(GJ_T3_NEW_RECEIVED, column), processed + out - in);
}

static void fill_table_3(gj_filled_form *form, const gj_form_plan *plan, gj_random *random)
{
	for (int column = 0; column < GJ_T3_TOTAL; column++)
		fill_balance(form, plan, column, fill_outcomes(form, plan, column, random), random);
	for (int row = 0; row < GJ_T3_ROWS; row++) {
		int64_t sum = 0;
		for (int column = 0; column < GJ_T3_TOTAL; column++)
			sum += gj_filled_form_integer(form, gj_t3(row, column));
		if (row_in_form(plan->table_3, row))
			gj_filled_form_set(form, gj_t3(row, GJ_T3_TOTAL), sum);
	}
}

static void fill_table_4(gj_filled_form *form, const gj_form_plan *plan, gj_random *random)
{
	for (int group = 0; group < GJ_T4_GROUPS; group++) {
		int64_t sum = 0;
		for (int outcome = 0; outcome < GJ_T4_TOTAL; outcome++) {
			int count = draw(random, profiles[plan->bustle].dispute, 9);
			gj_filled_form_set(form, gj_t4(group, outcome), count);
			sum += count;
		}
		gj_filled_form_set(form, gj_t4(group, GJ_T4_TOTAL), sum);
	}
}

void gj_filled_form_random(gj_filled_form *form, const gj_form_plan *plan, uint64_t seed)
{
	gj_random random = { seed };
	memset(form, 0, sizeof *form);
	form->tables[2] = plan->table_2;
	form->tables[3] = form->tables[4] = plan->table_3;
	fill_table_2(form, plan, &random);
	fill_table_3(form, plan, &random);
	fill_table_4(form, plan, &random);
}

static void smudge_zero(gj_filled_form *form, gj_field field, gj_random *random)
{
	static const char *const marks[] = { "/", "—", "-", "无" };
	if (gj_random_chance(random, 15))
		gj_filled_form_print(form, field, GJ_STATE_NOT_A_NUMBER, gj_decimal_of(0),
		                     marks[gj_random_below(random, 4)]);
	else if (gj_random_chance(random, 40))
		gj_filled_form_print(form, field, GJ_STATE_BLANK, gj_decimal_of(0), "");
}

static void note_number(gj_filled_form *form, gj_field field, gj_random *random)
{
	static const char *const notes[] = { "件", "（其中修订2件）", "（含上年）" };
	bool amount = gj_field_type_of(field) == GJ_TYPE_DECIMAL;
	char printed[GJ_DECIMAL_TEXT_MAX], text[GJ_PRINTED_MAX];
	gj_decimal_print(printed, form->cells[field].number);
	snprintf(text, sizeof text, "%s%s", printed,
	         amount ? "万元" : notes[gj_random_below(random, 3)]);
	gj_filled_form_print(form, field, GJ_STATE_ANNOTATED, form->cells[field].number, text);
}

void gj_filled_form_smudge(gj_filled_form *form, uint64_t seed)
{
	gj_random random = { seed ^ UINT64_C(0x5EED) };
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		const gj_printed *cell = &form->cells[field];
		if (cell->state != GJ_STATE_NUMBER)
			continue;
		if (!cell->number.units)
			smudge_zero(form, field, &random);
		else if (cell->number.units > 0 && gj_random_chance(&random, 8))
			note_number(form, field, &random);
	}
}
