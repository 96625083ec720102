/* Tables printed with their rows as columns. */
#ifndef GJ_REGRID_TURNED_H
#define GJ_REGRID_TURNED_H

#include "base/arena.h"
#include "doc/document.h"

/* The grid with rows and columns exchanged, its cells' places in it too. Null for one
 * with flaws, one that no form's table fits, or when the arena is exhausted. */
gj_grid *gj_grid_turned(gj_arena *arena, const gj_grid *grid);

#endif
