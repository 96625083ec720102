#include "tally/tally.h"

#include <string.h>

/* The rows of table 三 a form has, in printed order. */
typedef struct gj_t3_rows {
	uint8_t rows[GJ_T3_ROWS];
	size_t count;
} gj_t3_rows;

static const gj_tally part_and_whole[GJ_FORM_COUNT][2] = {
	[GJ_FORM_2021] = {
		{ "T05", GJ_AT_LEAST, false, 2, 1,
		  { GJ_T2_REGULATIONS_IN_FORCE, GJ_T2_REGULATIONS_REPEALED,
		    GJ_T2_REGULATIONS_MADE } },
		{ "T05", GJ_AT_LEAST, false, 2, 1,
		  { GJ_T2_NORMATIVE_IN_FORCE, GJ_T2_NORMATIVE_REPEALED, GJ_T2_NORMATIVE_MADE } },
	},
	[GJ_FORM_2019] = {
		{ "T05", GJ_AT_LEAST, false, 1, 1,
		  { GJ_T2_REGULATIONS_PUBLIC_TOTAL, GJ_T2_REGULATIONS_PUBLISHED } },
		{ "T05", GJ_AT_LEAST, false, 1, 1,
		  { GJ_T2_NORMATIVE_PUBLIC_TOTAL, GJ_T2_NORMATIVE_PUBLISHED } },
	},
};

static void rows_of_form(gj_t3_rows *rows, gj_form_id id)
{
	const gj_form *form = gj_form_of(id);
	rows->count = 0;
	for (size_t i = 0; i < form->count; i++) {
		gj_field field = form->fields[i].field;
		if (form->fields[i].table == 3 && (field - GJ_T3_BASE) % GJ_T3_COLUMNS == 0)
			rows->rows[rows->count++] = (uint8_t)((field - GJ_T3_BASE) / GJ_T3_COLUMNS);
	}
}

static gj_tally *add_equation(gj_tally_list *list, const char *rule, bool down, gj_field first)
{
	gj_tally *tally = &list->items[list->count++];
	*tally = (gj_tally){ .rule = rule, .down = down, .left = 1, .terms = { first } };
	return tally;
}

static void add_right(gj_tally *tally, gj_field field)
{
	tally->terms[tally->left + tally->right++] = field;
}

/* T01, printed over table 三: 第一项加第二项之和，等于第三项加第四项之和. */
static void add_balances(gj_tally_list *list)
{
	for (int column = 0; column < GJ_T3_COLUMNS; column++) {
		gj_tally *tally = add_equation(list, "T01", true, gj_t3(GJ_T3_NEW_RECEIVED, column));
		tally->terms[tally->left++] = gj_t3(GJ_T3_CARRIED_IN, column);
		add_right(tally, gj_t3(GJ_T3_PROCESSED_TOTAL, column));
		add_right(tally, gj_t3(GJ_T3_CARRIED_OUT, column));
	}
}

static void add_column_totals(gj_tally_list *list, const gj_t3_rows *rows)
{
	for (int column = 0; column < GJ_T3_COLUMNS; column++) {
		gj_tally *tally =
			add_equation(list, "T02", true, gj_t3(GJ_T3_PROCESSED_TOTAL, column));
		for (size_t i = 0; i < rows->count; i++)
			if (rows->rows[i] >= GJ_T3_GRANTED && rows->rows[i] < GJ_T3_PROCESSED_TOTAL)
				add_right(tally, gj_t3(rows->rows[i], column));
	}
}

static void add_row_totals(gj_tally_list *list, const gj_t3_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		gj_tally *tally =
			add_equation(list, "T03", false, gj_t3(rows->rows[i], GJ_T3_TOTAL));
		for (int column = 0; column < GJ_T3_TOTAL; column++)
			add_right(tally, gj_t3(rows->rows[i], column));
	}
}

static void add_dispute_totals(gj_tally_list *list)
{
	for (int group = 0; group < GJ_T4_GROUPS; group++) {
		gj_tally *tally = add_equation(list, "T04", false, gj_t4(group, GJ_T4_TOTAL));
		for (int outcome = 0; outcome < GJ_T4_TOTAL; outcome++)
			add_right(tally, gj_t4(group, outcome));
	}
}

void gj_tally_list_init(gj_tally_list *list, gj_form_id table_2, gj_form_id table_3)
{
	gj_t3_rows rows;
	rows_of_form(&rows, table_3);
	list->count = 0;
	add_balances(list);
	add_column_totals(list, &rows);
	add_row_totals(list, &rows);
	add_dispute_totals(list);
	for (size_t i = 0; i < 2; i++)
		list->items[list->count++] = part_and_whole[table_2][i];
}

bool gj_value_is_count(const gj_value *value)
{
	static const char *const magnitudes[] = { "万", "萬", "亿", "億", "千", "百", "%", "％" };
	if (value->state == GJ_STATE_NUMBER)
		return true;
	if (value->state != GJ_STATE_ANNOTATED)
		return false;
	for (size_t i = 0; i < sizeof magnitudes / sizeof magnitudes[0]; i++)
		if (gj_str_has(value->printed, gj_str_of(magnitudes[i])))
			return false;
	return true;
}

/* False when an operand cannot be used or the sum overflows. */
static bool sum_side(const gj_tally *tally, size_t from, size_t count, const gj_value *values,
                     gj_decimal *sum, bool *blank)
{
	*sum = gj_decimal_of(0);
	*blank = false;
	for (size_t i = from; i < from + count; i++) {
		const gj_value *value = &values[tally->terms[i]];
		if (value->state == GJ_STATE_BLANK) {
			*blank = true;
			continue;
		}
		/* Nearly all: plain counts, summed as they are. */
		if (value->state == GJ_STATE_NUMBER && !value->number.scale && !sum->scale &&
		    value->number.units >= 0) {
			if (__builtin_add_overflow(sum->units, value->number.units, &sum->units))
				return false;
			continue;
		}
		/* A negative count is V03's matter; comparing a part with it says nothing. */
		if (!gj_value_is_count(value) ||
		    (tally->relation == GJ_AT_LEAST && value->number.units < 0) ||
		    !gj_decimal_add(*sum, value->number, sum))
			return false;
	}
	return true;
}

/* An unknown number can only raise its own side. */
static gj_outcome judge(gj_relation relation, int order, const gj_tally_sums *sums)
{
	bool holds_with_zeros = relation == GJ_EQUALS ? order == 0 : order >= 0;
	bool could_break = sums->blank_right || (relation == GJ_EQUALS && sums->blank_left);
	bool could_mend = order < 0 ? sums->blank_left : sums->blank_right;
	if (holds_with_zeros)
		return could_break ? GJ_ASSUMED : GJ_PASS;
	return could_mend ? GJ_CANNOT_ASSESS : GJ_FAIL;
}

gj_outcome gj_tally_weigh(const gj_tally *tally, const gj_value *values, gj_tally_sums *sums)
{
	if (!sum_side(tally, 0, tally->left, values, &sums->left, &sums->blank_left) ||
	    !sum_side(tally, tally->left, tally->right, values, &sums->right, &sums->blank_right))
		return GJ_CANNOT_ASSESS;
	return judge(tally->relation, gj_decimal_compare(sums->left, sums->right), sums);
}
