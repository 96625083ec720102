/* Hypotheses for failed tallies: which cell is wrong, and by what slip. */
#ifndef GJ_RULE_DIAGNOSE_H
#define GJ_RULE_DIAGNOSE_H

#include "rule/evaluate.h"

/* Gives each finding of T01–T04 the smallest repairs that make its tallies hold,
 * or says that there is none, and each finding of V02 the blank totals that
 * their parts give. Does nothing where there is no such finding. */
void gj_diagnose(gj_check *check);

#endif
