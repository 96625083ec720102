/* What `gouji explain` says of a rule or of a field, in one language. */
#ifndef GJ_RULE_EXPLAIN_H
#define GJ_RULE_EXPLAIN_H

#include "rule/rule.h"

/* Appends a few lines on a rule (“T01”, in any case) or a field
 * (“t3.granted.total”); false, with nothing appended, when `id` is neither. */
bool gj_explain(gj_buffer *buffer, gj_str id, bool chinese);

#endif
