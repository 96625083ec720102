/* The words of header rows, by column and in reading order. */
#include "map/mapper.h"

#include <string.h>

static bool prints(const gj_head *head, uint32_t row, uint32_t column, gj_str text)
{
	const gj_cell *cell = gj_grid_at(head->grid, row, column);
	return cell && gj_str_equal(gj_str_trim(cell->text), text);
}

/* Text may print a spanned cell's words again in each slot of the span; columns mean
 * something there only when every row has all of them. */
static bool repeats(const gj_head *head, const gj_cell *cell)
{
	if (!head->grid->tabular_text || head->grid->flaws & GJ_GRID_RAGGED)
		return false;
	gj_str text = gj_str_trim(cell->text);
	return text.len && ((cell->column && prints(head, cell->row, cell->column - 1u, text)) ||
	                    (cell->row > head->begin && prints(head, cell->row - 1, cell->column, text)));
}

gj_str gj_map_core(const gj_read_cell *cell, char core[GJ_LABEL_CORE_MAX])
{
	/* Only values were read without theirs. */
	bool text = !cell->value && cell->reading.state == GJ_STATE_NOT_A_NUMBER;
	if (text || cell->core.len || gj_map_is_blank(cell))
		return cell->core;
	return gj_label_core(core, cell->cell->text);
}

gj_str gj_map_head_path(const gj_head *head, uint32_t column, char *to, size_t size)
{
	size_t length = 0;
	const gj_cell *last = NULL;
	for (uint32_t row = head->begin; row < head->end; row++) {
		const gj_cell *cell = gj_grid_at(head->grid, row, column);
		if (!cell || cell == last)
			continue;
		last = cell;
		char core[GJ_LABEL_CORE_MAX];
		gj_str words = gj_map_core(&head->cells[cell - head->grid->cells], core);
		if (words.len > size - length)
			break;
		if (words.len)
			memcpy(to + length, words.ptr, words.len);
		length += words.len;
	}
	return (gj_str){ to, length };
}

void gj_map_extend_head(gj_mapper *mapper, gj_head *head, const gj_row *row)
{
	bool follows = head->grid == mapper->grid && head->end == row->index &&
	               head->end - head->begin < GJ_HEAD_ROWS_MAX;
	if (!follows)
		*head = (gj_head){ mapper->grid, mapper->cells, row->index, row->index,
			           (uint32_t)(row->cells - mapper->cells) };
	head->end = row->index + 1;
}

bool gj_map_head_next(const gj_head *head, uint32_t *at, const gj_read_cell **cell)
{
	uint32_t index = *at ? *at : head->first_cell;
	if (!head->grid)
		return false;
	while (index < head->grid->cell_count && repeats(head, &head->grid->cells[index]))
		index++;
	if (index >= head->grid->cell_count || head->grid->cells[index].row >= head->end)
		return false;
	*cell = &head->cells[index];
	*at = index + 1;
	return true;
}
