/* Table 三's header: which of the columns behind the labels holds what. The
 * printed word decides, not the official order: a bureau that moves a column
 * moves its word with it. */
#include "form/mapper.h"

static bool ends_with_word(gj_str path, int *column)
{
	static const char *const words[GJ_T3_COLUMNS] = { "自然人",       "商业企业",     "科研机构", "社会公益组织",
		                                          "法律服务机构", "其他",         "总计" };
	for (int c = 0; c < GJ_T3_COLUMNS; c++) {
		if (gj_str_ends(path, gj_str_of(words[c]))) {
			*column = c;
			return true;
		}
	}
	return false;
}

/* In text, the header's columns are the rows' columns only if no label of a row
 * stands under them: text views often print the two unevenly. */
static bool labels_stand_under(gj_mapper *mapper, uint32_t first)
{
	const gj_grid *grid = mapper->t3.head.grid;
	for (uint32_t i = 0; i < grid->cell_count; i++) {
		const gj_cell *cell = &grid->cells[i];
		if (cell->row < mapper->t3.head.end || cell->column < first)
			continue;
		gj_reading reading = gj_reading_of(cell->text);
		if (gj_reading_is_value(cell->text, &reading))
			continue;
		char core[GJ_LABEL_CORE_MAX];
		gj_str label = gj_label_core(core, cell->text);
		if (gj_label_match(GJ_WORDS_T3_ROW, label, false).strength != GJ_MATCH_NONE &&
		    gj_label_match(GJ_WORDS_T3_COLUMN, label, false).strength == GJ_MATCH_NONE)
			return true;
	}
	return false;
}

/* The columns from the first known word on, as the header prints them. */
typedef struct leaves {
	bool found[GJ_T3_COLUMNS];
	uint32_t column[GJ_T3_COLUMNS]; /* of the grid */
	uint32_t rank[GJ_T3_COLUMNS];   /* among the leaves */
	size_t known, count;
	int first;   /* the first known word */
	bool broken; /* a hole between known words: spans tore the header apart */
} leaves;

/* A word that spans several columns counts where it begins, a column without any
 * word only before one with words. */
static leaves find_leaves(const gj_head *head)
{
	leaves l = { .count = 0 };
	bool hole = false;
	uint32_t leaf = 0;
	const gj_cell *before = NULL;
	for (uint32_t c = 0; c < head->grid->columns; c++) {
		const gj_cell *bottom = gj_grid_at(head->grid, head->end - 1, c);
		char path[GJ_LABEL_TEXT_MAX];
		int column;
		gj_str words = gj_map_head_path(head, c, path, sizeof path);
		bool known = ends_with_word(words, &column) && !l.found[column];
		if (!l.known && !known)
			continue;
		if (known) {
			l.first = l.known ? l.first : column;
			l.found[column] = true;
			l.column[column] = c;
			l.rank[column] = leaf;
			l.known++;
			l.broken |= hole;
		}
		hole |= !bottom;
		leaf += known || (bottom && bottom != before);
		if (words.len)
			l.count = leaf;
		before = bottom;
	}
	return l;
}

/* Whether seven columns stand there and every known word where the form has it. */
static bool official(const leaves *l)
{
	for (int c = 0; c < GJ_T3_COLUMNS; c++)
		if (l->found[c] && (int)l->rank[c] != c - l->first)
			return false;
	return (int)l->count == GJ_T3_COLUMNS - l->first;
}

/* Whether in each row of the header the words follow one another as in the form:
 * all that can be told where text lost the columns. */
static bool in_order(const gj_head *head)
{
	int last = -1;
	uint32_t row = 0;
	char core[GJ_LABEL_CORE_MAX];
	for (uint32_t i = 0; i < head->grid->cell_count; i++) {
		const gj_cell *cell = &head->grid->cells[i];
		if (cell->row < head->begin || cell->row >= head->end)
			continue;
		if (cell->row != row)
			last = -1;
		row = cell->row;
		gj_match match = gj_label_match(GJ_WORDS_T3_COLUMN, gj_label_core(core, cell->text), false);
		if (match.strength == GJ_MATCH_NONE || match.code >= GJ_T3_COLUMNS)
			continue;
		if (match.code < last)
			return false;
		last = match.code;
	}
	return true;
}

static void find_columns(gj_mapper *mapper, size_t head_cells)
{
	const gj_head *head = &mapper->t3.head;
	leaves l = find_leaves(head);
	bool text = head->grid->tabular_text;
	bool all = l.known == GJ_T3_COLUMNS && !l.broken &&
	           !(text && labels_stand_under(mapper, l.column[GJ_T3_NATURAL]));
	mapper->t3.columns_known = all;
	mapper->t3.grid_columns = head->grid->columns;
	mapper->t3.head_cells = head_cells;
	mapper->t3.wanted = all ? l.count : GJ_T3_COLUMNS;
	mapper->t3.disordered = !all && !(text ? in_order(head) : official(&l));
	for (uint32_t c = 0; c < GJ_T3_COLUMNS; c++) {
		mapper->t3.column[c] = l.column[c];
		mapper->t3.rank[c] = all ? l.rank[c] : c;
	}
}

bool gj_map_t3_head(gj_mapper *mapper, const gj_row *row)
{
	if (row->numbers || !row->texts)
		return false;
	size_t words = 0;
	bool sure = false;
	for (size_t i = 0; i < row->count; i++) {
		gj_match match = gj_label_match(GJ_WORDS_T3_COLUMN, row->cells[i].core, false);
		if (match.strength == GJ_MATCH_NONE)
			continue;
		words++;
		sure |= match.code >= GJ_T3_HEAD_APPLICANTS || match.code == GJ_T3_NATURAL ||
		        (match.code >= GJ_T3_BUSINESS && match.code <= GJ_T3_LEGAL);
	}
	bool goes_on = mapper->table == 3 && mapper->t3.head.grid == mapper->grid &&
	               mapper->t3.head.end == row->index && row->texts > 1 && words;
	if (!sure && !goes_on)
		return false;
	mapper->table = 3;
	gj_map_extend_head(mapper, &mapper->t3.head, row);
	find_columns(mapper, row->count);
	return true;
}
