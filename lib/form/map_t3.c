/* Table 三: 25 (or 23) rows of seven numbers. */
#include "form/mapper.h"

#include <string.h>

/* --- headers -------------------------------------------------------------- */

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
static bool labels_stand_under(gj_mapper *mapper)
{
	const gj_grid *grid = mapper->t3.head.grid;
	for (uint32_t i = 0; i < grid->cell_count; i++) {
		const gj_cell *cell = &grid->cells[i];
		if (cell->row < mapper->t3.head.end || cell->column < mapper->t3.column[GJ_T3_NATURAL])
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

/* Finds the grid column of each of the seven words. A word that spans several
 * columns counts where it begins. */
static void find_columns(gj_mapper *mapper)
{
	const gj_head *head = &mapper->t3.head;
	bool found[GJ_T3_COLUMNS] = { false };
	size_t count = 0;
	for (uint32_t c = 0; c < head->grid->columns; c++) {
		char path[GJ_LABEL_TEXT_MAX];
		int column;
		gj_str words = gj_map_head_path(head, c, path, sizeof path);
		if (!ends_with_word(words, &column) || found[column])
			continue;
		found[column] = true;
		mapper->t3.column[column] = c;
		count++;
	}
	mapper->t3.columns_known = count == GJ_T3_COLUMNS &&
	                           !(head->grid->tabular_text && labels_stand_under(mapper));
	mapper->t3.grid_columns = head->grid->columns;
}

static bool take_head(gj_mapper *mapper, const gj_row *row)
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
	find_columns(mapper);
	return true;
}

/* --- which row ------------------------------------------------------------ */

static bool follows(const gj_mapper *mapper, int code)
{
	int last = mapper->t3.last;
	if (code == last + 1)
		return true;
	return (last == GJ_T3_REJECTED_LAST && code == GJ_T3_OTHER) ||
	       (last == GJ_T3_OTHER_OTHER && code == GJ_T3_PROCESSED_TOTAL);
}

/* Words that mean a row of this table only where the table has begun. */
static bool needs_context(int code)
{
	return code == GJ_T3_OTHER || code == GJ_T3_OTHER_OTHER || code == GJ_T3_PROCESSED_TOTAL ||
	       code == GJ_T3_GRANTED || code == GJ_T3_PARTIALLY_GRANTED;
}

/* （六） printed as "其他" in the 2019 form, "3.其他" in the 2021 form. */
static int settle_other(const gj_mapper *mapper, int code)
{
	if (code == GJ_T3_OTHER_OTHER && mapper->t3.last == GJ_T3_REJECTED_LAST)
		return GJ_T3_OTHER;
	return code;
}

/* Rows that stand inside a group, their label in the third column. */
static bool is_item(int code)
{
	return code >= GJ_T3_REFUSED_FIRST && code <= GJ_T3_OTHER_OTHER;
}

/* --- the seven numbers ---------------------------------------------------- */

typedef struct seven {
	const gj_cell *cells[GJ_T3_COLUMNS];
	unsigned doubts[GJ_T3_COLUMNS];
} seven;

typedef struct behind {
	size_t first, end;
	bool shifted; /* a blank cell between label and numbers was passed over */
} behind;

static bool is_blank(const gj_row *row, size_t i)
{
	return row->cells[i].reading.state == GJ_STATE_BLANK;
}

/* The cells behind the label, without blank ones too many at either end. */
static behind cells_behind(const gj_row *row, size_t label)
{
	behind b = { label + 1, row->count, false };
	while (b.end - b.first > GJ_T3_COLUMNS && is_blank(row, b.end - 1))
		b.end--;
	while (b.end - b.first > GJ_T3_COLUMNS && is_blank(row, b.first)) {
		b.first++;
		b.shifted = true;
	}
	return b;
}

/* In text, columns mean something only where every row has all of them. */
static bool place_known(const gj_mapper *mapper)
{
	bool even = !mapper->grid->tabular_text || !(mapper->grid->flaws & GJ_GRID_RAGGED);
	return mapper->t3.columns_known && even && mapper->t3.grid_columns == mapper->grid->columns;
}

static bool same_text(const gj_cell *a, const gj_cell *b)
{
	return a == b || (a && b && gj_str_equal(gj_str_trim(a->text), gj_str_trim(b->text)));
}

/* By label and count: exactly seven cells stand behind the label. */
static void read_by_count(const gj_mapper *mapper, const gj_row *row, behind b, bool realigned,
                          seven *out)
{
	for (int c = 0; c < GJ_T3_COLUMNS; c++) {
		out->cells[c] = row->cells[b.first + (size_t)c].cell;
		if (!place_known(mapper)) {
			out->doubts[c] = realigned ? GJ_DOUBT_REALIGNED : 0;
			continue;
		}
		const gj_cell *there = gj_grid_at(mapper->grid, row->index, mapper->t3.column[c]);
		out->doubts[c] = same_text(there, out->cells[c]) ? 0 : GJ_DOUBT_READINGS;
	}
}

/* A number behind the label that no column takes. */
static const gj_cell *left_over(const gj_row *row, size_t label, const seven *taken)
{
	for (size_t i = label + 1; i < row->count; i++) {
		bool used = is_blank(row, i);
		for (int c = 0; c < GJ_T3_COLUMNS; c++)
			used |= taken->cells[c] == row->cells[i].cell;
		if (!used)
			return row->cells[i].cell;
	}
	return NULL;
}

/* By place only: the row has too few or too many cells. */
static void read_by_place(const gj_mapper *mapper, const gj_row *row, size_t label, seven *out)
{
	unsigned all = 0;
	const gj_cell *before = row->cells[label].cell;
	for (int c = 0; c < GJ_T3_COLUMNS; c++) {
		const gj_cell *cell = gj_grid_at(mapper->grid, row->index, mapper->t3.column[c]);
		bool usable = cell && cell != row->cells[label].cell;
		bool printed = usable && gj_str_trim(cell->text).len;
		out->cells[c] = usable ? cell : NULL;
		out->doubts[c] = usable ? 0 : GJ_DOUBT_MISSING;
		/* One number over several columns, or reaching down from another row. */
		if (printed && (cell == before || cell->row != row->index))
			out->doubts[c] |= GJ_DOUBT_SPANS;
		if (!usable || (printed && cell == before))
			all |= GJ_DOUBT_MISSING;
		before = usable ? cell : before;
	}
	if (left_over(row, label, out))
		all |= GJ_DOUBT_SURPLUS;
	for (int c = 0; c < GJ_T3_COLUMNS; c++)
		out->doubts[c] |= all;
}

static void read_nothing(const gj_row *row, behind b, seven *out)
{
	bool surplus = b.end - b.first > GJ_T3_COLUMNS;
	for (int c = 0; c < GJ_T3_COLUMNS; c++) {
		out->cells[c] = surplus ? row->cells[b.first + (size_t)c].cell : NULL;
		out->doubts[c] = surplus ? GJ_DOUBT_SURPLUS : GJ_DOUBT_MISSING;
	}
}

static void note_oddities(gj_mapper *mapper, const gj_row *row, size_t label, int code,
                          const seven *values)
{
	gj_str text = gj_str_trim(row->cells[label].cell->text);
	if (values->doubts[0] & GJ_DOUBT_SURPLUS)
		gj_map_oddity(mapper, GJ_ODDITY_SURPLUS_NUMBER, 3, gj_t3(code, 0), text,
		              row->cells[row->count - 1].cell);
	if (values->doubts[0] & GJ_DOUBT_REALIGNED)
		gj_map_oddity(mapper, GJ_ODDITY_MISPLACED_LABEL, 3, gj_t3(code, 0), text,
		              row->cells[label].cell);
}

static void map_values(gj_mapper *mapper, const gj_row *row, size_t label, int code, unsigned doubts)
{
	seven values;
	behind b = cells_behind(row, label);
	bool exactly = row->count - label - 1 == GJ_T3_COLUMNS;
	/* In text, a blank cell behind the label of a main row is the label's own
	 * width; behind a numbered item's it says that the label moved. */
	bool realigned = b.shifted && is_item(code);
	if (!exactly && place_known(mapper))
		read_by_place(mapper, row, label, &values);
	else if (b.end - b.first == GJ_T3_COLUMNS)
		read_by_count(mapper, row, b, realigned, &values);
	else
		read_nothing(row, b, &values);
	note_oddities(mapper, row, label, code, &values);
	for (int c = 0; c < GJ_T3_COLUMNS; c++)
		gj_map_value(mapper, gj_t3(code, c), values.cells[c], values.doubts[c] | doubts);
}

bool gj_map_t3_row(gj_mapper *mapper, const gj_row *row)
{
	if (take_head(mapper, row))
		return true;
	size_t label = 0;
	gj_match match = gj_map_label(mapper, row, GJ_WORDS_T3_ROW, mapper->table == 3, &label);
	if (match.strength == GJ_MATCH_NONE || (label + 1 >= row->count && !gj_map_names_only(mapper, row)))
		return false;
	int code = settle_other(mapper, match.code);
	if (needs_context(code) && mapper->table != 3)
		return false;
	unsigned doubts = 0;
	if (match.strength == GJ_MATCH_WEAK && !follows(mapper, code))
		doubts = GJ_DOUBT_WEAK_LABEL;
	if (mapper->t3.row_seen[code])
		gj_map_oddity(mapper, GJ_ODDITY_DOUBLED_ROW, 3, gj_t3(code, 0),
		              gj_str_trim(row->cells[label].cell->text), row->cells[label].cell);
	mapper->table = 3;
	mapper->t3.row_seen[code] = true;
	mapper->t3.last = code;
	map_values(mapper, row, label, code, doubts);
	return true;
}
