#include "doc/grid.h"

#include <string.h>

/* Per column, the first row that no cell from above covers any more. */
typedef struct carry {
	uint32_t until[GJ_GRID_COLUMNS_MAX];
} carry;

/* A cell that spans covers slots of its own row and of those below. */
static void cover(gj_grid *grid, const gj_cell *cell, carry *above)
{
	uint32_t below = cell->row + cell->row_span;
	for (uint32_t column = cell->column; column < cell->column + cell->column_span; column++) {
		if (above->until[column] > cell->row)
			grid->flaws |= GJ_GRID_OVERLAP;
		if (above->until[column] < below)
			above->until[column] = below;
	}
}

/* Gives the cell its column; false when the row is full. */
static bool place(gj_grid *grid, gj_cell *cell, carry *above, uint32_t *cursor)
{
	uint32_t column = *cursor;
	while (column < GJ_GRID_COLUMNS_MAX && above->until[column] > cell->row)
		column++;
	*cursor = column;
	if (column >= GJ_GRID_COLUMNS_MAX) {
		grid->flaws |= GJ_GRID_CLIPPED;
		return false;
	}
	cell->column = (uint16_t)column;
	if (cell->column_span > GJ_GRID_COLUMNS_MAX - column) {
		cell->column_span = (uint16_t)(GJ_GRID_COLUMNS_MAX - column);
		grid->flaws |= GJ_GRID_CLIPPED;
	}
	*cursor += cell->column_span;
	if (cell->row_span != 1 || cell->column_span != 1)
		cover(grid, cell, above);
	return true;
}

/* Places all cells; the grid's width is that of its rightmost anchor: columns in
 * which no cell begins hold nothing of their own at the right edge. */
static void place_all(gj_grid *grid, size_t count)
{
	carry above = { 0 };
	uint32_t row = 0, cursor = 0, columns = 0;
	gj_cell *kept = grid->cells;
	for (gj_cell *cell = kept; cell < grid->cells + count && cell->row < grid->rows; cell++) {
		cursor = cell->row == row ? cursor : 0;
		row = cell->row;
		if (!cell->column_span)
			cell->column_span = 1;
		if (!cell->row_span || cell->row_span > grid->rows - row)
			cell->row_span = grid->rows - row;
		if (!place(grid, cell, &above, &cursor))
			continue;
		columns = cell->column >= columns ? cell->column + 1u : columns;
		if (kept != cell)
			*kept = *cell;
		kept++;
	}
	grid->columns = columns;
	grid->cell_count = (uint32_t)(kept - grid->cells);
}

static void fill_spans(gj_grid *grid, uint32_t index)
{
	gj_cell *cell = &grid->cells[index];
	if (cell->column_span > grid->columns - cell->column)
		cell->column_span = (uint16_t)(grid->columns - cell->column);
	if (cell->row_span > grid->rows - cell->row)
		cell->row_span = grid->rows - cell->row;
	for (uint32_t r = 0; r < cell->row_span; r++) {
		uint32_t *slot = &grid->slots[(size_t)(cell->row + r) * grid->columns + cell->column];
		for (uint32_t c = 0; c < cell->column_span; c++)
			if (slot[c] == GJ_SLOT_EMPTY)
				slot[c] = index;
	}
}

static void fill(gj_grid *grid, uint32_t index)
{
	const gj_cell *cell = &grid->cells[index];
	if (cell->row_span == 1 && cell->column_span == 1)
		grid->slots[(size_t)cell->row * grid->columns + cell->column] = index;
	else
		fill_spans(grid, index);
}

static void find_ragged(gj_grid *grid)
{
	size_t slots = (size_t)grid->rows * grid->columns;
	for (size_t i = grid->columns ? grid->columns - 1 : 0; i < slots; i += grid->columns)
		if (grid->slots[i] == GJ_SLOT_EMPTY)
			grid->flaws |= GJ_GRID_RAGGED;
}

gj_grid *gj_grid_expand(gj_arena *arena, gj_cell *cells, size_t count, uint32_t rows)
{
	gj_grid *grid = gj_arena_zalloc(arena, 1, sizeof *grid);
	if (!grid)
		return NULL;
	grid->rows = rows;
	grid->cells = cells;
	place_all(grid, count);
	if (grid->columns && grid->rows > GJ_GRID_SLOTS_MAX / grid->columns) {
		grid->rows = GJ_GRID_SLOTS_MAX / grid->columns;
		grid->flaws |= GJ_GRID_CLIPPED;
		while (grid->cell_count && grid->cells[grid->cell_count - 1].row >= grid->rows)
			grid->cell_count--;
	}
	size_t slots = (size_t)grid->rows * grid->columns;
	grid->slots = gj_arena_alloc(arena, (slots ? slots : 1) * sizeof *grid->slots);
	if (!grid->slots)
		return NULL;
	memset(grid->slots, 0xFF, slots * sizeof *grid->slots);
	for (uint32_t i = 0; i < grid->cell_count; i++)
		fill(grid, i);
	find_ragged(grid);
	return grid;
}
