/* Whether a cell says something else than it did. */
#ifndef GJ_FORM_DIFFERENCE_H
#define GJ_FORM_DIFFERENCE_H

#include "form/report.h"

/* Another number, or a number where there was none. What either reading doubts is
 * left alone: the difference may be ours. */
bool gj_value_differs(const gj_value *before, const gj_value *now);
/* The number as printed, else the name of the state, in the arena. */
gj_str gj_value_shown(gj_arena *arena, const gj_value *value);

#endif
