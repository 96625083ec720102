/* The tallies (勾稽) as data: linear relations between fields,
 * sum(left) = sum(right) or sum(left) ≥ sum(right).
 *
 * 42 equations on the 2021 form, 40 on the 2019 form (T01–T04), and two
 * inequalities over table 二 of each (T05).
 * Pure: nothing in this room knows of rules' words or findings.
 */
#ifndef GJ_TALLY_TALLY_H
#define GJ_TALLY_TALLY_H

#include "form/report.h"

/* What came of comparing; see lib/rule for what a blank does. */
typedef enum gj_outcome { GJ_PASS, GJ_FAIL, GJ_ASSUMED, GJ_CANNOT_ASSESS, GJ_OUTCOMES } gj_outcome;

typedef enum gj_relation { GJ_EQUALS, GJ_AT_LEAST } gj_relation;

enum {
	/* The longest: （七）总计 and the 21 rows it sums on the 2021 form. */
	GJ_TALLY_TERMS_MAX = 22,
	GJ_TALLIES_MAX = 44
};

typedef struct gj_tally {
	const char *rule; /* "T03" */
	gj_relation relation;
	bool down;        /* its terms stand below each other in one column */
	uint8_t left, right; /* how many terms on each side */
	gj_field terms[GJ_TALLY_TERMS_MAX]; /* left ones first; the first is what a finding names */
} gj_tally;

typedef struct gj_tally_list {
	gj_tally items[GJ_TALLIES_MAX]; /* by rule, then by first term */
	size_t count;
} gj_tally_list;

/* All tallies of a report with these forms of table 二 and 三 (not NONE). Table
 * 四 is the same in both. */
const gj_tally_list *gj_tallies_of(gj_form_id table_2, gj_form_id table_3);

typedef struct gj_tally_sums {
	gj_decimal left, right; /* of what is printed */
	bool blank_left, blank_right; /* at least one unknown number ≥ 0 besides */
} gj_tally_sums;

/* Whether a tally holds for `values` (GJ_FIELD_COUNT of them), whatever their
 * doubts. GJ_CANNOT_ASSESS leaves `sums` unspecified. */
gj_outcome gj_tally_weigh(const gj_tally *tally, const gj_value *values, gj_tally_sums *sums);

/* A number that means what it says: printed, without 万, 亿, 千, 百 or % beside it. */
bool gj_value_is_count(const gj_value *value);

#endif
