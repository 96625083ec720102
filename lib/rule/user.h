/* Rules of a user's own, from a file in the configuration's format:
 *
 *     [U01]
 *     severity = warning
 *     check = t2.penalties.decisions >= t4.review.total
 *     zh = 行政处罚少于行政复议
 *     en = fewer penalties than reconsiderations
 *
 * The section is the rule's id. A long formula goes on in the next line, indented.
 */
#ifndef GJ_RULE_USER_H
#define GJ_RULE_USER_H

#include "rule/formula.h"

struct gj_user_rule {
	gj_rule rule;  /* first, so that a rule of the catalogue and this are told alike */
	size_t index;  /* behind the catalogue */
	gj_formula formula;
	gj_str text;   /* of the formula, while it is read */
	int line;
};

struct gj_user_rules {
	gj_arena arena;
	gj_user_rule *items;
	size_t count;
};

/* GJ_E_USAGE, naming file, line and token. Release in every case. */
gj_code gj_user_rules_read(gj_user_rules *rules, const char *path, gj_err *err);
void gj_user_rules_release(gj_user_rules *rules);

#endif
