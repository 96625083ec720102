/* What a roster adds to a reading: whose report it is, and the rules that only
 * a roster can answer (A01, A02). */
#ifndef GJ_RUN_JUDGE_H
#define GJ_RUN_JUDGE_H

#include "run/batch.h"

/* Names the report after its roster entry; a report that does not say its year
 * gets the roster's. Nothing without an entry. */
void gj_judge_adopt(gj_reading *reading);

/* Evaluates the rules, or says why there is nothing to evaluate. */
gj_code gj_judge(gj_reading *reading, const gj_batch_options *options, gj_err *err);

#endif
