/* What of a text is gone, and what came. */
#ifndef GJ_DELTA_TEXT_H
#define GJ_DELTA_TEXT_H

#include "base/error.h"
#include "base/text.h"

/* Compares sentences as they fold (gj_fold), wherever they stand; *gone and *came are
 * those that have no like on the other side, in their order, in the arena; both empty
 * when nothing changed. GJ_E_MEMORY. */
gj_code gj_text_changes(gj_arena *arena, gj_str before, gj_str after, gj_str *gone, gj_str *came,
                        gj_err *err);

#endif
