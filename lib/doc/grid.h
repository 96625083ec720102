/* Expanding cells with spans into a grid, as the HTML standard's table model
 * does (https://html.spec.whatwg.org/#forming-a-table), within limits. */
#ifndef GJ_DOC_GRID_H
#define GJ_DOC_GRID_H

#include "doc/document.h"

/* `written` are the cells in document order with `row` set and the spans as
 * written, of which a row span of 0 reaches to the end. `rows` were begun. NULL when the
 * arena is exhausted. */
gj_grid *gj_grid_expand(gj_arena *arena, const gj_cell *written, size_t count, uint32_t rows);

#endif
