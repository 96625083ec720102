#include "doc/grid.h"

#include <string.h>

/* Per column, how many further rows (including the current) a cell from above
 * still covers. */
typedef struct carry {
	uint32_t left[GJ_GRID_COLUMNS_MAX];
	uint32_t width; /* columns ever used */
} carry;

static uint32_t clamp(uint32_t value, uint32_t low, uint32_t high)
{
	return value < low ? low : value > high ? high : value;
}

/* Gives the cell its column; false when the row is full. */
static bool place(gj_grid *grid, gj_cell *cell, carry *above, uint32_t *cursor)
{
	while (*cursor < GJ_GRID_COLUMNS_MAX && above->left[*cursor])
		++*cursor;
	if (*cursor >= GJ_GRID_COLUMNS_MAX) {
		grid->flaws |= GJ_GRID_CLIPPED;
		return false;
	}
	cell->column = (uint16_t)*cursor;
	if (cell->column_span > GJ_GRID_COLUMNS_MAX - *cursor) {
		cell->column_span = (uint16_t)(GJ_GRID_COLUMNS_MAX - *cursor);
		grid->flaws |= GJ_GRID_CLIPPED;
	}
	for (uint32_t i = 0; i < cell->column_span; i++, ++*cursor) {
		if (above->left[*cursor])
			grid->flaws |= GJ_GRID_OVERLAP;
		if (above->left[*cursor] < cell->row_span)
			above->left[*cursor] = cell->row_span;
	}
	if (above->width < *cursor)
		above->width = *cursor;
	return true;
}

static void next_row(carry *above)
{
	for (uint32_t i = 0; i < above->width; i++)
		above->left[i] -= above->left[i] > 0;
}

/* Places all cells; the grid's width is that of its rightmost anchor: columns in
 * which no cell begins hold nothing of their own at the right edge. */
static void place_all(gj_grid *grid, const gj_open_cell *open, size_t count)
{
	carry above = { 0 };
	uint32_t row = 0, cursor = 0;
	for (size_t i = 0; i < count && open[i].cell.row < grid->rows; i++) {
		for (; row < open[i].cell.row; row++, cursor = 0)
			next_row(&above);
		gj_cell cell = open[i].cell;
		uint32_t wanted_rows = open[i].written_row_span;
		cell.column_span = (uint16_t)clamp(open[i].written_column_span, 1, GJ_COLSPAN_MAX);
		cell.row_span = wanted_rows ? clamp(wanted_rows, 1, grid->rows - row) : grid->rows - row;
		if (!place(grid, &cell, &above, &cursor))
			continue;
		if (cell.column >= grid->columns)
			grid->columns = cell.column + 1u;
		grid->cells[grid->cell_count++] = cell;
	}
}

static void fill(gj_grid *grid, uint32_t index)
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

static void find_ragged(gj_grid *grid)
{
	size_t slots = (size_t)grid->rows * grid->columns;
	for (size_t i = grid->columns ? grid->columns - 1 : 0; i < slots; i += grid->columns)
		if (grid->slots[i] == GJ_SLOT_EMPTY)
			grid->flaws |= GJ_GRID_RAGGED;
}

gj_grid *gj_grid_expand(gj_arena *arena, const gj_open_cell *open, size_t count, uint32_t rows)
{
	gj_grid *grid = gj_arena_zalloc(arena, 1, sizeof *grid);
	if (!grid)
		return NULL;
	grid->rows = rows;
	grid->cells = gj_arena_alloc(arena, (count ? count : 1) * sizeof *grid->cells);
	if (!grid->cells)
		return NULL;
	place_all(grid, open, count);
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
