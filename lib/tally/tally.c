#include "tally/tally.h"

#include <string.h>

/* --- the tallies ---------------------------------------------------------- */

#define T3(row, column) (GJ_T3_BASE + (row) * GJ_T3_COLUMNS + (column))
#define T4(group, outcome) (GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + (outcome))
#define EACH_COLUMN(TALLY) \
	TALLY(GJ_T3_NATURAL), TALLY(GJ_T3_BUSINESS), TALLY(GJ_T3_RESEARCH), TALLY(GJ_T3_SOCIAL), \
	TALLY(GJ_T3_LEGAL), TALLY(GJ_T3_OTHERS), TALLY(GJ_T3_TOTAL)

/* T01, printed over table 三: 第一项加第二项之和，等于第三项加第四项之和. */
#define BALANCE(column) \
	{ "T01", GJ_EQUALS, true, 2, 2, \
	  { T3(GJ_T3_NEW_RECEIVED, column), T3(GJ_T3_CARRIED_IN, column), \
	    T3(GJ_T3_PROCESSED_TOTAL, column), T3(GJ_T3_CARRIED_OUT, column) } }

/* T02: （七）总计 and the rows it sums: 18 that both forms have, then （六）. */
#define ITEMS_OF_BOTH(column) \
	T3(GJ_T3_PROCESSED_TOTAL, column), T3(GJ_T3_GRANTED, column), \
	T3(GJ_T3_PARTIALLY_GRANTED, column), \
	T3(GJ_T3_REFUSED_FIRST, column), T3(GJ_T3_REFUSED_FIRST + 1, column), \
	T3(GJ_T3_REFUSED_FIRST + 2, column), T3(GJ_T3_REFUSED_FIRST + 3, column), \
	T3(GJ_T3_REFUSED_FIRST + 4, column), T3(GJ_T3_REFUSED_FIRST + 5, column), \
	T3(GJ_T3_REFUSED_FIRST + 6, column), T3(GJ_T3_REFUSED_FIRST + 7, column), \
	T3(GJ_T3_UNAVAILABLE_FIRST, column), T3(GJ_T3_UNAVAILABLE_FIRST + 1, column), \
	T3(GJ_T3_UNAVAILABLE_FIRST + 2, column), \
	T3(GJ_T3_REJECTED_FIRST, column), T3(GJ_T3_REJECTED_FIRST + 1, column), \
	T3(GJ_T3_REJECTED_FIRST + 2, column), T3(GJ_T3_REJECTED_FIRST + 3, column), \
	T3(GJ_T3_REJECTED_FIRST + 4, column)
#define COLUMN_TOTAL_2021(column) \
	{ "T02", GJ_EQUALS, true, 1, 21, \
	  { ITEMS_OF_BOTH(column), T3(GJ_T3_OTHER_NOT_CORRECTED, column), \
	    T3(GJ_T3_OTHER_FEE_UNPAID, column), T3(GJ_T3_OTHER_OTHER, column) } }
#define COLUMN_TOTAL_2019(column) \
	{ "T02", GJ_EQUALS, true, 1, 19, { ITEMS_OF_BOTH(column), T3(GJ_T3_OTHER, column) } }

/* T03, for each row of table 三. */
#define ROW_TOTAL(row) \
	{ "T03", GJ_EQUALS, false, 1, GJ_T3_TOTAL, \
	  { T3(row, GJ_T3_TOTAL), T3(row, GJ_T3_NATURAL), T3(row, GJ_T3_BUSINESS), \
	    T3(row, GJ_T3_RESEARCH), T3(row, GJ_T3_SOCIAL), T3(row, GJ_T3_LEGAL), \
	    T3(row, GJ_T3_OTHERS) } }
#define ROW_TOTALS_BEFORE_OTHER \
	ROW_TOTAL(GJ_T3_NEW_RECEIVED), ROW_TOTAL(GJ_T3_CARRIED_IN), ROW_TOTAL(GJ_T3_GRANTED), \
	ROW_TOTAL(GJ_T3_PARTIALLY_GRANTED), ROW_TOTAL(GJ_T3_REFUSED_FIRST), \
	ROW_TOTAL(GJ_T3_REFUSED_FIRST + 1), ROW_TOTAL(GJ_T3_REFUSED_FIRST + 2), \
	ROW_TOTAL(GJ_T3_REFUSED_FIRST + 3), ROW_TOTAL(GJ_T3_REFUSED_FIRST + 4), \
	ROW_TOTAL(GJ_T3_REFUSED_FIRST + 5), ROW_TOTAL(GJ_T3_REFUSED_FIRST + 6), \
	ROW_TOTAL(GJ_T3_REFUSED_FIRST + 7), ROW_TOTAL(GJ_T3_UNAVAILABLE_FIRST), \
	ROW_TOTAL(GJ_T3_UNAVAILABLE_FIRST + 1), ROW_TOTAL(GJ_T3_UNAVAILABLE_FIRST + 2), \
	ROW_TOTAL(GJ_T3_REJECTED_FIRST), ROW_TOTAL(GJ_T3_REJECTED_FIRST + 1), \
	ROW_TOTAL(GJ_T3_REJECTED_FIRST + 2), ROW_TOTAL(GJ_T3_REJECTED_FIRST + 3), \
	ROW_TOTAL(GJ_T3_REJECTED_FIRST + 4)
#define ROW_TOTALS_BEHIND_OTHER ROW_TOTAL(GJ_T3_PROCESSED_TOTAL), ROW_TOTAL(GJ_T3_CARRIED_OUT)

/* T04 */
#define DISPUTE_TOTAL(group) \
	{ "T04", GJ_EQUALS, false, 1, GJ_T4_TOTAL, \
	  { T4(group, GJ_T4_TOTAL), T4(group, GJ_T4_UPHELD), T4(group, GJ_T4_CORRECTED), \
	    T4(group, GJ_T4_OTHER), T4(group, GJ_T4_PENDING) } }

#define OF_TABLE_3_AND_4_2021 \
	EACH_COLUMN(BALANCE), EACH_COLUMN(COLUMN_TOTAL_2021), ROW_TOTALS_BEFORE_OTHER, \
	ROW_TOTAL(GJ_T3_OTHER_NOT_CORRECTED), ROW_TOTAL(GJ_T3_OTHER_FEE_UNPAID), \
	ROW_TOTAL(GJ_T3_OTHER_OTHER), ROW_TOTALS_BEHIND_OTHER, DISPUTE_TOTAL(GJ_T4_REVIEW), \
	DISPUTE_TOTAL(GJ_T4_DIRECT), DISPUTE_TOTAL(GJ_T4_AFTER_REVIEW)
#define OF_TABLE_3_AND_4_2019 \
	EACH_COLUMN(BALANCE), EACH_COLUMN(COLUMN_TOTAL_2019), ROW_TOTALS_BEFORE_OTHER, \
	ROW_TOTAL(GJ_T3_OTHER), ROW_TOTALS_BEHIND_OTHER, DISPUTE_TOTAL(GJ_T4_REVIEW), \
	DISPUTE_TOTAL(GJ_T4_DIRECT), DISPUTE_TOTAL(GJ_T4_AFTER_REVIEW)

/* T05: a part, and the whole it cannot exceed. */
#define OF_TABLE_2_2021 \
	{ "T05", GJ_AT_LEAST, false, 2, 1, \
	  { GJ_T2_REGULATIONS_IN_FORCE, GJ_T2_REGULATIONS_REPEALED, GJ_T2_REGULATIONS_MADE } }, \
	{ "T05", GJ_AT_LEAST, false, 2, 1, \
	  { GJ_T2_NORMATIVE_IN_FORCE, GJ_T2_NORMATIVE_REPEALED, GJ_T2_NORMATIVE_MADE } }
#define OF_TABLE_2_2019 \
	{ "T05", GJ_AT_LEAST, false, 1, 1, \
	  { GJ_T2_REGULATIONS_PUBLIC_TOTAL, GJ_T2_REGULATIONS_PUBLISHED } }, \
	{ "T05", GJ_AT_LEAST, false, 1, 1, \
	  { GJ_T2_NORMATIVE_PUBLIC_TOTAL, GJ_T2_NORMATIVE_PUBLISHED } }

enum { COUNT_2021 = 44, COUNT_2019 = 42 };

static const gj_tally_list tallies[GJ_FORM_COUNT][GJ_FORM_COUNT] = {
	[GJ_FORM_2021][GJ_FORM_2021] = { { OF_TABLE_3_AND_4_2021, OF_TABLE_2_2021 }, COUNT_2021 },
	[GJ_FORM_2021][GJ_FORM_2019] = { { OF_TABLE_3_AND_4_2019, OF_TABLE_2_2021 }, COUNT_2019 },
	[GJ_FORM_2019][GJ_FORM_2021] = { { OF_TABLE_3_AND_4_2021, OF_TABLE_2_2019 }, COUNT_2021 },
	[GJ_FORM_2019][GJ_FORM_2019] = { { OF_TABLE_3_AND_4_2019, OF_TABLE_2_2019 }, COUNT_2019 },
};

const gj_tally_list *gj_tallies_of(gj_form_id table_2, gj_form_id table_3)
{
	return &tallies[table_2][table_3];
}

/* --- weighing them -------------------------------------------------------- */

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

/* Sums plain counts, which nearly all are; false when others are among them. */
static inline bool sum_plain(const gj_field *terms, size_t count, const gj_value *values, int64_t *sum)
{
	enum { SAFE_BITS = 57 }; /* no sum of GJ_TALLY_TERMS_MAX such counts overflows */
	uint64_t total = 0, other = 0;
	for (size_t i = 0; i < count; i++) {
		const gj_value *value = &values[terms[i]];
		uint64_t units = (uint64_t)value->number.units;
		other |= (unsigned)value->state ^ (unsigned)GJ_STATE_NUMBER;
		other |= value->number.scale | units >> SAFE_BITS;
		total += units;
	}
	*sum = (int64_t)total;
	return !other;
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
	int64_t left, right;
	if (sum_plain(tally->terms, tally->left, values, &left) &&
	    sum_plain(tally->terms + tally->left, tally->right, values, &right)) {
		*sums = (gj_tally_sums){ { left, 0 }, { right, 0 }, false, false };
		return (tally->relation == GJ_EQUALS ? left == right : left >= right) ? GJ_PASS : GJ_FAIL;
	}
	if (!sum_side(tally, 0, tally->left, values, &sums->left, &sums->blank_left) ||
	    !sum_side(tally, tally->left, tally->right, values, &sums->right, &sums->blank_right))
		return GJ_CANNOT_ASSESS;
	return judge(tally->relation, gj_decimal_compare(sums->left, sums->right), sums);
}
