/* What a verdict says of one rule, for tests. */
#ifndef GJ_SUPPORT_VERDICT_READER_H
#define GJ_SUPPORT_VERDICT_READER_H

#include "rule/rule.h"

uint32_t gj_verdict_outcomes(const gj_verdict *verdict, const char *rule_id, gj_outcome outcome);
/* The first finding of a rule, or null. */
const gj_finding *gj_verdict_first(const gj_verdict *verdict, const char *rule_id);

#endif
