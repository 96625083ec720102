#include "regrid/turned.h"

#include "doc/grid.h"
#include "form/number.h"

enum { SIDE_MAX = 64, SIDE_MIN = 3, NUMBERS_MIN = 5 };

/* A header whose numbers stand elsewhere is no table. */
static bool has_numbers(const gj_grid *grid)
{
	size_t numbers = 0;
	for (uint32_t i = 0; i < grid->cell_count && numbers < NUMBERS_MIN; i++)
		numbers += gj_entry_of(grid->cells[i].text).state == GJ_STATE_NUMBER;
	return numbers == NUMBERS_MIN;
}

gj_grid *gj_grid_turned(gj_arena *arena, const gj_grid *grid)
{
	bool fits = grid->rows >= SIDE_MIN && grid->rows <= SIDE_MAX && grid->columns >= SIDE_MIN &&
	            grid->columns <= SIDE_MAX;
	if (grid->flaws || grid->layout || grid->tabular_text || !fits || !has_numbers(grid))
		return NULL;
	gj_cell *cells = gj_arena_alloc(arena, grid->cell_count * sizeof *cells);
	size_t count = 0;
	for (uint32_t column = 0; cells && column < grid->columns; column++) {
		for (uint32_t row = 0; row < grid->rows; row++) {
			const gj_cell *cell = gj_grid_at(grid, row, column);
			if (!cell || cell->row != row || cell->column != column)
				continue;
			gj_cell *turned = &cells[count++];
			*turned = *cell;
			turned->row = column;
			turned->column_span = (uint16_t)cell->row_span;
			turned->row_span = cell->column_span;
		}
	}
	return cells ? gj_grid_expand(arena, cells, count, grid->columns) : NULL;
}
