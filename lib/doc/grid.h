/* Expanding cells with spans into a grid, as the HTML standard's table model
 * does (https://html.spec.whatwg.org/#forming-a-table), within limits. */
#ifndef GJ_DOC_GRID_H
#define GJ_DOC_GRID_H

#include "doc/builder.h"

/* `open` are the cells in document order with `row` set; `rows` were begun.
 * NULL when the arena is exhausted. */
gj_grid *gj_grid_expand(gj_arena *arena, const gj_open_cell *open, size_t count, uint32_t rows);

#endif
