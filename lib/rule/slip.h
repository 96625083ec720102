/* What kind of slip turns one number into another.
 *
 * Pure and without allocation; a few dozen steps a call.
 */
#ifndef GJ_RULE_SLIP_H
#define GJ_RULE_SLIP_H

#include "rule/rule.h"

/* What the digits tell of a cell that prints `printed` where `suggested` was
 * meant: TRANSPOSED … SIGN, or ARBITRARY. The numbers differ. */
gj_slip gj_slip_between(int64_t printed, int64_t suggested);

/* Whether it explains the printed number, and how strongly: smaller is stronger. */
gj_plausibility gj_slip_plausibility(gj_slip slip);
int gj_slip_weight(gj_slip slip);
const gj_words *gj_slip_words(gj_slip slip); /* 数字颠倒 */

#endif
