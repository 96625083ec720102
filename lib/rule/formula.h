/* Linear identities and inequalities over fields, as a person writes them:
 *
 *     t2.penalties.decisions >= t4.review.total
 *     t3.new_received.total + t3.carried_in.total = t3.processed_total.total + t3.carried_out.total
 *     2*t2.normative_documents.made <= t2.normative_documents.in_force + 10
 *
 * Sums and differences of fields, each with a whole number before it if need be,
 * and whole numbers alone; one of = >= <= between both sides. The built-in tallies
 * are written in the same form.
 */
#ifndef GJ_RULE_FORMULA_H
#define GJ_RULE_FORMULA_H

#include "rule/rule.h"

enum {
	GJ_FORMULA_TERMS_MAX = 64,
	/* Larger factors and constants are a slip of the pen. */
	GJ_FORMULA_NUMBER_MAX = 1000000000
};

typedef struct gj_formula_term {
	gj_field field;
	int64_t factor;
	bool right; /* which side it stands on */
} gj_formula_term;

typedef struct gj_formula {
	gj_relation relation;
	bool turned; /* written with <=: the sides are swapped */
	size_t count;
	gj_formula_term terms[GJ_FORMULA_TERMS_MAX]; /* as written; swapped when turned */
	int64_t constants[2]; /* left, right */
} gj_formula;

/* GJ_E_USAGE naming the token that is wrong. */
gj_code gj_formula_parse(gj_str text, gj_formula *formula, gj_err *err);
void gj_formula_of_tally(const gj_tally *tally, gj_formula *formula);
/* Appends it in the form that gj_formula_parse reads. */
void gj_formula_print(gj_buffer *buffer, const gj_formula *formula);

/* Like gj_tally_weigh; `values` are GJ_FIELD_COUNT. */
gj_outcome gj_formula_weigh(const gj_formula *formula, const gj_value *values,
                            gj_tally_sums *sums);

#endif
