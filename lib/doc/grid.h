/* Expanding cells with spans into a grid, as the HTML standard's table model
 * does (https://html.spec.whatwg.org/#forming-a-table), within limits. */
#ifndef GJ_DOC_GRID_H
#define GJ_DOC_GRID_H

#include "doc/document.h"

/* `cells` are in document order with `row` set and the spans as written, of which a row
 * span of 0 reaches to the end; they become the grid's, and must live as long as the
 * arena. `rows` were begun. NULL when the arena is exhausted. */
gj_grid *gj_grid_expand(gj_arena *arena, gj_cell *cells, size_t count, uint32_t rows);

#endif
