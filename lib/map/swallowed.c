#include "map/swallowed.h"

static bool lies_within(gj_range inner, gj_range outer)
{
	return inner.begin >= outer.begin && inner.end <= outer.end;
}

bool gj_map_swallowed(const gj_mapper *mapper, const gj_cell *cell)
{
	const gj_document *document = mapper->report->document;
	for (size_t i = 0; mapper->grid->layout && i < document->block_count; i++) {
		const gj_block *block = &document->blocks[i];
		bool inner = block->grid && block->grid != mapper->grid;
		if (inner && lies_within(block->range, cell->range))
			return true;
	}
	return false;
}

/* The blocks that stand in the room before and up to the first table there: the first
 * paragraph in *line, if there is one. False without a table. */
static bool holds_table(const gj_mapper *mapper, gj_range room, const gj_block **line)
{
	const gj_document *document = mapper->report->document;
	*line = NULL;
	for (size_t i = 0; i < document->block_count; i++) {
		const gj_block *block = &document->blocks[i];
		if (!lies_within(block->range, room) || block->grid == mapper->grid)
			continue;
		if (block->grid)
			return true;
		*line = *line ? *line : block;
	}
	return false;
}

void gj_map_restore(gj_mapper *mapper)
{
	const gj_grid *grid = mapper->grid;
	if (!grid->layout || grid->cell_count < 2)
		return;
	const gj_block *line;
	gj_read_cell *last = &mapper->cells[grid->cell_count - 1];
	gj_range room = { last[-1].cell->range.end, grid->range.end };
	last->torn = holds_table(mapper, room, &line);
	gj_str printed = last->torn && line ? gj_str_trim(line->text) : (gj_str){ 0 };
	gj_entry reading = gj_entry_of(printed);
	gj_cell *cell = printed.len ? gj_arena_alloc(mapper->arena, sizeof *cell) : NULL;
	if (!cell || !gj_entry_is_value(printed, &reading))
		return;
	*cell = *last->cell;
	cell->text = printed;
	cell->range = line->range; /* of all lines before the table: the first is the cell's */
	*last = (gj_read_cell){ .cell = cell, .printed = printed, .reading = reading, .value = true, .torn = true };
}
