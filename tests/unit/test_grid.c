#include "doc/grid.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* A cell as written: its row, spans, and a letter to print. */
typedef struct written {
	uint32_t row, columns, rows;
	const char *text;
} written;

enum { CELLS_MAX = 4096, TEXT_MAX = 4096 };

static gj_grid *expand(gj_arena *arena, const written *cells, size_t count, uint32_t rows)
{
	gj_cell *open = gj_arena_zalloc(arena, count + 1, sizeof *open);
	for (size_t i = 0; i < count; i++) {
		open[i].row = cells[i].row;
		open[i].text = gj_str_of(cells[i].text);
		open[i].column_span = (uint16_t)cells[i].columns;
		open[i].row_span = cells[i].rows;
	}
	return gj_grid_expand(arena, open, count, rows);
}

static void print_grid(char to[TEXT_MAX], const gj_grid *grid)
{
	to[0] = '\0';
	for (uint32_t r = 0; r < grid->rows; r++) {
		for (uint32_t c = 0; c < grid->columns; c++) {
			const gj_cell *cell = gj_grid_at(grid, r, c);
			strncat(to, cell ? cell->text.ptr : ".", TEXT_MAX - strlen(to) - 1);
		}
		strncat(to, " ", TEXT_MAX - strlen(to) - 1);
	}
}

/* Each slot holds a cell that covers it, and each cell its anchor or none. */
static void is_consistent(const gj_grid *grid)
{
	for (uint32_t r = 0; r < grid->rows; r++) {
		for (uint32_t c = 0; c < grid->columns; c++) {
			const gj_cell *cell = gj_grid_at(grid, r, c);
			cr_assert(!cell || (cell->row <= r && r < cell->row + cell->row_span &&
			                    cell->column <= c && c < cell->column + cell->column_span));
		}
	}
	for (uint32_t i = 0; i < grid->cell_count; i++) {
		const gj_cell *cell = &grid->cells[i];
		cr_assert(cell->column_span && cell->row_span);
		cr_assert_leq(cell->column + cell->column_span, grid->columns);
		cr_assert_leq(cell->row + cell->row_span, grid->rows);
	}
}

static void expands_to(const written *cells, size_t count, uint32_t rows, const char *expected,
                       unsigned flaws)
{
	gj_arena arena;
	char text[TEXT_MAX];
	gj_arena_init(&arena, 1 << 28);
	gj_grid *grid = expand(&arena, cells, count, rows);
	print_grid(text, grid);
	cr_expect_str_eq(text, expected);
	cr_expect_eq(grid->flaws, flaws, "%s: %u", expected, grid->flaws);
	is_consistent(grid);
	gj_arena_release(&arena);
}

#define EXPANDS(rows, expected, flaws, ...)                                                   \
	expands_to((const written[]){ __VA_ARGS__ },                                          \
	           sizeof((const written[]){ __VA_ARGS__ }) / sizeof(written), rows, expected, flaws)

Test(grid, expands_spans)
{
	EXPANDS(2, "ab cd ", 0, { 0, 1, 1, "a" }, { 0, 1, 1, "b" }, { 1, 1, 1, "c" }, { 1, 1, 1, "d" });
	EXPANDS(3, "aab aac def ", 0, { 0, 2, 2, "a" }, { 0, 1, 1, "b" }, { 1, 1, 1, "c" },
	        { 2, 1, 1, "d" }, { 2, 1, 1, "e" }, { 2, 1, 1, "f" });
	EXPANDS(2, "abc abd ", 0, { 0, 1, 2, "a" }, { 0, 1, 2, "b" }, { 0, 1, 1, "c" }, { 1, 1, 1, "d" });
}

Test(grid, treats_odd_spans_as_the_standard_does)
{
	/* 0 rows reach to the end, 0 columns are one. */
	EXPANDS(3, "ab ac ad ", 0, { 0, 1, 0, "a" }, { 0, 0, 1, "b" }, { 1, 1, 1, "c" }, { 2, 1, 1, "d" });
	EXPANDS(2, "ab ac ", 0, { 0, 1, 65000, "a" }, { 0, 1, 1, "b" }, { 1, 1, 1, "c" });
	/* Columns in which no cell begins are no columns at the right edge. */
	EXPANDS(2, "aa bc ", GJ_GRID_CLIPPED, { 0, 65000, 1, "a" }, { 1, 1, 1, "b" }, { 1, 1, 1, "c" });
}

Test(grid, notes_overlaps_and_the_first_cell_wins)
{
	EXPANDS(2, "ab. cbd ", GJ_GRID_OVERLAP | GJ_GRID_RAGGED, { 0, 1, 1, "a" }, { 0, 1, 2, "b" },
	        { 1, 2, 1, "c" }, { 1, 1, 1, "d" });
}

Test(grid, notes_ragged_rows)
{
	EXPANDS(3, "ab c. .. ", GJ_GRID_RAGGED, { 0, 1, 1, "a" }, { 0, 1, 1, "b" }, { 1, 1, 1, "c" });
	EXPANDS(2, "a . ", GJ_GRID_RAGGED, { 0, 1, 1, "a" });
}

Test(grid, holds_nothing_without_cells)
{
	gj_arena arena;
	gj_arena_init(&arena, 1 << 20);
	gj_grid *grid = expand(&arena, NULL, 0, 3);
	cr_expect_eq(grid->columns, 0);
	cr_expect_eq(grid->cell_count, 0);
	gj_arena_release(&arena);
}

Test(grid, clips_at_its_limits)
{
	gj_arena arena;
	gj_arena_init(&arena, 1 << 28);
	written *cells = calloc(CELLS_MAX, sizeof *cells);
	for (uint32_t i = 0; i < CELLS_MAX; i++)
		cells[i] = (written){ 0, 1, 1, "x" };
	gj_grid *grid = expand(&arena, cells, CELLS_MAX, 1);
	cr_expect_eq(grid->columns, GJ_GRID_COLUMNS_MAX);
	cr_expect(grid->flaws & GJ_GRID_CLIPPED);
	is_consistent(grid);
	for (uint32_t i = 0; i < CELLS_MAX; i++)
		cells[i] = (written){ i, i % 2 ? 1000u : 511u, 65000, "x" };
	grid = expand(&arena, cells, CELLS_MAX, CELLS_MAX);
	cr_expect_leq((size_t)grid->rows * grid->columns, GJ_GRID_SLOTS_MAX);
	is_consistent(grid);
	free(cells);
	gj_arena_release(&arena);
}

Test(grid, is_null_when_memory_ends)
{
	gj_arena arena;
	gj_arena_init(&arena, 1 << 20);
	gj_cell open[2] = { { .column_span = 511, .row_span = 1 }, { .column_span = 1, .row_span = 1 } };
	cr_expect_null(gj_grid_expand(&arena, open, 2, 1024));
	gj_arena_release(&arena);
}
