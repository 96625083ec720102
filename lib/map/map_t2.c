/* Table 二: a header row names the columns (信息内容 | 本年制发件数 | …), the rows
 * below it fill them in order. Header and data cells often have different spans,
 * so order counts first and place only where a cell is missing. */
#include "map/mapper.h"

/* Which field a row and a column make; both forms. */
static const struct crossing {
	gj_t2_row row;
	gj_t2_column column;
	gj_field field;
} crossings[] = {
	{ GJ_T2_ROW_REGULATIONS, GJ_T2_COL_MADE, GJ_T2_REGULATIONS_MADE },
	{ GJ_T2_ROW_REGULATIONS, GJ_T2_COL_REPEALED, GJ_T2_REGULATIONS_REPEALED },
	{ GJ_T2_ROW_REGULATIONS, GJ_T2_COL_IN_FORCE, GJ_T2_REGULATIONS_IN_FORCE },
	{ GJ_T2_ROW_NORMATIVE, GJ_T2_COL_MADE, GJ_T2_NORMATIVE_MADE },
	{ GJ_T2_ROW_NORMATIVE, GJ_T2_COL_REPEALED, GJ_T2_NORMATIVE_REPEALED },
	{ GJ_T2_ROW_NORMATIVE, GJ_T2_COL_IN_FORCE, GJ_T2_NORMATIVE_IN_FORCE },
	{ GJ_T2_ROW_LICENSING, GJ_T2_COL_DECISIONS, GJ_T2_LICENSING_DECISIONS },
	{ GJ_T2_ROW_PENALTIES, GJ_T2_COL_DECISIONS, GJ_T2_PENALTIES_DECISIONS },
	{ GJ_T2_ROW_COERCION, GJ_T2_COL_DECISIONS, GJ_T2_COERCION_DECISIONS },
	{ GJ_T2_ROW_FEES, GJ_T2_COL_FEE_AMOUNT, GJ_T2_FEES_AMOUNT },
	{ GJ_T2_ROW_REGULATIONS, GJ_T2_COL_NEWLY_MADE, GJ_T2_REGULATIONS_MADE },
	{ GJ_T2_ROW_REGULATIONS, GJ_T2_COL_PUBLISHED, GJ_T2_REGULATIONS_PUBLISHED },
	{ GJ_T2_ROW_REGULATIONS, GJ_T2_COL_PUBLIC_TOTAL, GJ_T2_REGULATIONS_PUBLIC_TOTAL },
	{ GJ_T2_ROW_NORMATIVE, GJ_T2_COL_NEWLY_MADE, GJ_T2_NORMATIVE_MADE },
	{ GJ_T2_ROW_NORMATIVE, GJ_T2_COL_PUBLISHED, GJ_T2_NORMATIVE_PUBLISHED },
	{ GJ_T2_ROW_NORMATIVE, GJ_T2_COL_PUBLIC_TOTAL, GJ_T2_NORMATIVE_PUBLIC_TOTAL },
	{ GJ_T2_ROW_LICENSING, GJ_T2_COL_ITEMS_BEFORE, GJ_T2_LICENSING_ITEMS_BEFORE },
	{ GJ_T2_ROW_LICENSING, GJ_T2_COL_ITEMS_CHANGE, GJ_T2_LICENSING_ITEMS_CHANGE },
	{ GJ_T2_ROW_LICENSING, GJ_T2_COL_DECISIONS_2019, GJ_T2_LICENSING_DECISIONS },
	{ GJ_T2_ROW_OTHER_SERVICES, GJ_T2_COL_ITEMS_BEFORE, GJ_T2_OTHER_SERVICES_ITEMS_BEFORE },
	{ GJ_T2_ROW_OTHER_SERVICES, GJ_T2_COL_ITEMS_CHANGE, GJ_T2_OTHER_SERVICES_ITEMS_CHANGE },
	{ GJ_T2_ROW_OTHER_SERVICES, GJ_T2_COL_DECISIONS_2019, GJ_T2_OTHER_SERVICES_DECISIONS },
	{ GJ_T2_ROW_PENALTIES, GJ_T2_COL_ITEMS_BEFORE, GJ_T2_PENALTIES_ITEMS_BEFORE },
	{ GJ_T2_ROW_PENALTIES, GJ_T2_COL_ITEMS_CHANGE, GJ_T2_PENALTIES_ITEMS_CHANGE },
	{ GJ_T2_ROW_PENALTIES, GJ_T2_COL_DECISIONS_2019, GJ_T2_PENALTIES_DECISIONS },
	{ GJ_T2_ROW_COERCION, GJ_T2_COL_ITEMS_BEFORE, GJ_T2_COERCION_ITEMS_BEFORE },
	{ GJ_T2_ROW_COERCION, GJ_T2_COL_ITEMS_CHANGE, GJ_T2_COERCION_ITEMS_CHANGE },
	{ GJ_T2_ROW_COERCION, GJ_T2_COL_DECISIONS_2019, GJ_T2_COERCION_DECISIONS },
	{ GJ_T2_ROW_FEES, GJ_T2_COL_ITEMS_BEFORE, GJ_T2_FEES_ITEMS_BEFORE },
	{ GJ_T2_ROW_FEES, GJ_T2_COL_ITEMS_CHANGE, GJ_T2_FEES_ITEMS_CHANGE },
	{ GJ_T2_ROW_PROCUREMENT, GJ_T2_COL_PROCURED_ITEMS, GJ_T2_PROCUREMENT_ITEMS },
	{ GJ_T2_ROW_PROCUREMENT, GJ_T2_COL_PROCURED_AMOUNT, GJ_T2_PROCUREMENT_AMOUNT },
};

static gj_field crossing(gj_t2_row row, gj_t2_column column)
{
	for (size_t i = 0; i < sizeof crossings / sizeof *crossings; i++)
		if (crossings[i].row == row && crossings[i].column == column)
			return crossings[i].field;
	return GJ_FIELD_NONE;
}

/* --- headers -------------------------------------------------------------- */

static bool is_item_word(const gj_read_cell *cell, int code)
{
	gj_match match = gj_map_word(cell, GJ_WORDS_ITEM);
	return match.strength != GJ_MATCH_NONE && match.code == code;
}

/* The headers that stand over the kinds of information, both forms. */
enum { COLUMNS_TOGETHER = 3 };
static const struct together {
	int count;
	gj_t2_column columns[COLUMNS_TOGETHER];
} togethers[] = {
	{ 3, { GJ_T2_COL_MADE, GJ_T2_COL_REPEALED, GJ_T2_COL_IN_FORCE } },
	{ 1, { GJ_T2_COL_DECISIONS } },
	{ 1, { GJ_T2_COL_FEE_AMOUNT } },
	{ 3, { GJ_T2_COL_NEWLY_MADE, GJ_T2_COL_PUBLISHED, GJ_T2_COL_PUBLIC_TOTAL } },
	{ 3, { GJ_T2_COL_ITEMS_BEFORE, GJ_T2_COL_ITEMS_CHANGE, GJ_T2_COL_DECISIONS_2019 } },
	{ 2, { GJ_T2_COL_ITEMS_BEFORE, GJ_T2_COL_ITEMS_CHANGE } },
	{ 2, { GJ_T2_COL_PROCURED_ITEMS, GJ_T2_COL_PROCURED_AMOUNT } },
};

/* How many of the header's columns are as in `t`; negative when one is another. */
static int fitting(const gj_mapper *mapper, const struct together *t)
{
	int fit = 0;
	if ((int)mapper->t2.count != t->count)
		return -1;
	for (int i = 0; i < t->count; i++) {
		bool same = mapper->t2.columns[i] == t->columns[i];
		if (!same && mapper->t2.columns[i] != GJ_T2_COLS && !mapper->t2.weak[i])
			return -1;
		fit += same;
	}
	return fit;
}

/* A word that is only like a column's is sure where the whole header is one of the
 * form's, and so is one unknown word among known ones. */
static void confirm_by_form(gj_mapper *mapper)
{
	mapper->t2.odd = false;
	for (size_t k = 0; k < sizeof togethers / sizeof *togethers; k++) {
		const struct together *t = &togethers[k];
		int fit = fitting(mapper, t);
		if (fit < 1 || fit < t->count - 1)
			continue;
		for (int i = 0; i < t->count; i++) {
			mapper->t2.columns[i] = t->columns[i];
			mapper->t2.column_seen[t->columns[i]] = true;
			mapper->t2.weak[i] = false;
		}
		return;
	}
	mapper->t2.odd = mapper->t2.count > 0;
}

static void add_column(gj_mapper *mapper, const gj_read_cell *cell, gj_match match)
{
	bool found = match.strength != GJ_MATCH_NONE;
	size_t at = mapper->t2.count++;
	mapper->t2.columns[at] = found ? (gj_t2_column)match.code : GJ_T2_COLS;
	mapper->t2.cells[at] = cell;
	mapper->t2.weak[at] = match.strength == GJ_MATCH_WEAK;
	if (found)
		mapper->t2.column_seen[match.code] = true;
}

static void note_unknown_columns(gj_mapper *mapper)
{
	for (size_t i = 0; i < mapper->t2.count; i++)
		if (mapper->t2.columns[i] == GJ_T2_COLS)
			gj_map_oddity(mapper, GJ_ODDITY_UNKNOWN_COLUMN, 2, GJ_FIELD_NONE,
			              mapper->t2.cells[i]->printed, mapper->t2.cells[i]);
}

/* Whether the row has words of a header: 信息内容 over the labels, or a column's. */
static bool is_head(const gj_row *row)
{
	if (row->numbers || !row->texts)
		return false;
	for (size_t i = 0; i < row->count; i++)
		if (is_item_word(&row->cells[i], 2) ||
		    gj_map_word(&row->cells[i], GJ_WORDS_T2_COLUMN).strength == GJ_MATCH_EXACT)
			return true;
	return false;
}

static bool take_head(gj_mapper *mapper, const gj_row *row)
{
	if (!is_head(row))
		return false;
	mapper->table = 2;
	mapper->t2.grid = mapper->grid;
	mapper->t2.count = 0;
	for (size_t i = 0; i < row->count; i++) {
		const gj_read_cell *cell = &row->cells[i];
		bool units = gj_str_equal(cell->core, GJ_STR("单位")) || gj_str_equal(cell->core, GJ_STR("计量单位"));
		if (cell->value || units || is_item_word(cell, 2) || is_item_word(cell, 1))
			continue;
		gj_match match = gj_map_word_alike(cell, GJ_WORDS_T2_COLUMN);
		/* What cannot be read in the first column stands over the labels. */
		if (i || match.strength != GJ_MATCH_NONE)
			add_column(mapper, cell, match);
	}
	mapper->t2.spare = 0;
	for (size_t i = row->count; i-- > 0 && gj_map_is_blank(&row->cells[i]);)
		mapper->t2.spare++;
	confirm_by_form(mapper);
	note_unknown_columns(mapper);
	return true;
}

/* --- data rows ------------------------------------------------------------ */

/* The data cell under (or overlapping) a header cell, when a row is incomplete. */
static const gj_read_cell *under(const gj_mapper *mapper, const gj_row *row, size_t first,
                                 const gj_read_cell *head)
{
	if (mapper->t2.grid != mapper->grid)
		return NULL;
	const gj_read_cell *cell = gj_map_at(mapper, row->index, head->cell->column);
	return cell && cell >= row->cells + first && cell < row->cells + row->count ? cell : NULL;
}

/* The cells of a row that stand for the header's columns, in order. */
typedef struct run {
	size_t first, end;
	unsigned doubts;
} run;

/* The cells behind the label without blank ones too many. Where the row has more
 * or fewer of those than the header, a blank that is kept or dropped is in doubt. */
static run cells_behind(const gj_mapper *mapper, const gj_row *row, size_t first)
{
	run r = { first, row->count, 0 };
	size_t wanted = mapper->t2.count;
	while (r.end - first > wanted && gj_map_is_blank(&row->cells[r.end - 1]))
		r.end--;
	if (r.end - first > wanted)
		r.doubts = GJ_DOUBT_SURPLUS;
	else if (r.end - first < wanted)
		r.doubts = GJ_DOUBT_MISSING;
	size_t dropped = row->count - r.end;
	bool blank = dropped > mapper->t2.spare;
	for (size_t i = first; i < r.end; i++)
		blank |= gj_map_is_blank(&row->cells[i]);
	if (dropped != mapper->t2.spare && blank)
		r.doubts |= GJ_DOUBT_REALIGNED;
	return r;
}

/* A row without its header: of the 2021 form only, where one number stands for the
 * one field. Any other is not read, and what is read of it elsewhere is in doubt. */
static void map_unheaded(gj_mapper *mapper, const gj_row *row, size_t first, gj_t2_row label)
{
	static const gj_t2_column alone[] = { GJ_T2_COL_DECISIONS, GJ_T2_COL_FEE_AMOUNT };
	const gj_read_cell *only = NULL;
	for (size_t i = first; i < row->count && row->numbers == 1; i++)
		if (!gj_map_is_blank(&row->cells[i]))
			only = &row->cells[i];
	bool read = false;
	for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
		gj_field field = crossing(label, alone[i]);
		if (field == GJ_FIELD_NONE)
			continue;
		gj_map_value(mapper, field, only, GJ_DOUBT_READINGS);
		read = only;
	}
	mapper->t2.unread[label] |= !read;
}

static bool has_column(const struct together *t, gj_t2_column column)
{
	for (int i = 0; i < t->count; i++)
		if (t->columns[i] == column)
			return true;
	return false;
}

/* Whether it has the columns of the header, and the row a cell in each of its own. */
static bool may_complete(const gj_mapper *mapper, const struct together *t, gj_t2_row label)
{
	for (size_t i = 0; i < mapper->t2.count; i++)
		if (!has_column(t, mapper->t2.columns[i]))
			return false;
	for (int i = 0; i < t->count; i++)
		if (crossing(label, t->columns[i]) == GJ_FIELD_NONE)
			return false;
	return true;
}

/* Lines may break the words of a header so that some are lost: the row's numbers tell
 * which of the form's headers it is. */
static bool complete_head(gj_mapper *mapper, size_t wanted, gj_t2_row label)
{
	const struct together *only = NULL;
	size_t fit = 0;
	for (size_t k = 0; k < sizeof togethers / sizeof *togethers; k++) {
		if ((size_t)togethers[k].count != wanted || !may_complete(mapper, &togethers[k], label))
			continue;
		only = &togethers[k];
		fit++;
	}
	if (fit != 1)
		return false;
	for (size_t i = 0; i < wanted; i++) {
		mapper->t2.columns[i] = only->columns[i];
		mapper->t2.column_seen[only->columns[i]] = true;
		mapper->t2.cells[i] = mapper->t2.cells[0];
		mapper->t2.weak[i] = true;
	}
	mapper->t2.count = wanted;
	return true;
}

/* A number too many may be that of a column whose word the header lost: what is read of
 * that elsewhere is in doubt. */
static void doubt_lost_columns(gj_mapper *mapper, gj_t2_row label)
{
	for (size_t k = 0; k < sizeof togethers / sizeof *togethers; k++) {
		const struct together *t = &togethers[k];
		for (int i = 0; may_complete(mapper, t, label) && i < t->count; i++)
			gj_map_value(mapper, crossing(label, t->columns[i]), NULL, GJ_DOUBT_SURPLUS);
	}
}

static void map_values(gj_mapper *mapper, const gj_row *row, size_t first, gj_t2_row label,
                       unsigned doubts)
{
	run r = cells_behind(mapper, row, first);
	bool lost_words = mapper->grid->tabular_text && (r.doubts & GJ_DOUBT_SURPLUS);
	if (lost_words && complete_head(mapper, r.end - first, label))
		r.doubts &= ~(unsigned)GJ_DOUBT_SURPLUS;
	doubts |= r.doubts | (mapper->t2.odd ? GJ_DOUBT_WEAK_LABEL : 0u);
	if (doubts & GJ_DOUBT_SURPLUS) {
		doubt_lost_columns(mapper, label);
		gj_map_oddity(mapper, GJ_ODDITY_SURPLUS_NUMBER, 2, GJ_FIELD_NONE,
		              row->cells[first - 1].printed, &row->cells[r.end - 1]);
	}
	bool headed = false;
	for (size_t i = 0; i < mapper->t2.count; i++) {
		gj_t2_column column = mapper->t2.columns[i];
		gj_field field = column == GJ_T2_COLS ? (gj_field)GJ_FIELD_NONE : crossing(label, column);
		if (field == GJ_FIELD_NONE)
			continue;
		headed = true;
		const gj_read_cell *cell = first + i < r.end ? &row->cells[first + i] : NULL;
		if (mapper->loose && (doubts & GJ_DOUBT_SURPLUS))
			cell = NULL; /* which columns they are cannot be told */
		if (doubts & GJ_DOUBT_MISSING)
			cell = under(mapper, row, first, mapper->t2.cells[i]);
		gj_map_value(mapper, field, cell,
		             doubts | (mapper->t2.weak[i] ? GJ_DOUBT_WEAK_LABEL : 0u));
	}
	if (!headed && row->numbers)
		map_unheaded(mapper, row, first, label);
}

/* Whether a form has row `code` right behind row `last`. */
static bool comes_next(int last, int code)
{
	return code == last + 1 || (last == GJ_T2_ROW_LICENSING && code == GJ_T2_ROW_PENALTIES);
}

/* Doubts what was read of the row. */
static void doubt_row(gj_mapper *mapper, int code, unsigned doubts)
{
	for (size_t i = 0; i < sizeof crossings / sizeof *crossings; i++)
		if ((int)crossings[i].row == code &&
		    mapper->report->values[crossings[i].field].place.table)
			gj_map_value(mapper, crossings[i].field, NULL, doubts);
}

/* Numbers without a known label may belong to the blank row above, or, where the
 * row they stand for was read already, say otherwise. */
static void note_strange(gj_mapper *mapper, const gj_row *row)
{
	if (!row->numbers)
		return;
	mapper->t2.strange = true;
	mapper->t2.strange_label = row->lead ? row->cells[row->lead - 1].core : (gj_str){ 0 };
	if (mapper->t2.blank_row >= 0)
		doubt_row(mapper, mapper->t2.blank_row, GJ_DOUBT_WEAK_LABEL);
	mapper->t2.blank_row = -1;
}

/* Whether the numbers above may be the row's: their label is a piece of its own. */
static bool strange_is_piece_of(const gj_mapper *mapper, gj_str label)
{
	enum { PIECE_MIN = 6 /* bytes: two characters */ };
	gj_str piece = mapper->t2.strange_label;
	return mapper->t2.strange && piece.len >= PIECE_MIN && gj_str_has(label, piece);
}

static void settle_strange(gj_mapper *mapper, int next)
{
	int first = next > mapper->t2.last ? mapper->t2.last + 1 : 0; /* the table over again */
	for (int code = first; mapper->t2.strange && code < next; code++)
		mapper->t2.unread[code] = true;
	mapper->t2.strange = false;
}

static void map_row(gj_mapper *mapper, const gj_row *row, size_t label, int code, bool weak)
{
	bool strange_above = mapper->t2.strange;
	bool twice = strange_is_piece_of(mapper, row->cells[label].core);
	settle_strange(mapper, code);
	bool sure = !weak || (comes_next(mapper->t2.last, code) && row->numbers);
	sure &= row->numbers || !strange_above;
	mapper->t2.blank_row = row->numbers ? -1 : code;
	if (mapper->t2.row_seen[code])
		gj_map_oddity(mapper, GJ_ODDITY_DOUBLED_ROW, 2,
		              crossing((gj_t2_row)code, mapper->t2.columns[0]),
		              row->cells[label].printed, &row->cells[label]);
	mapper->t2.row_seen[code] = true;
	mapper->t2.last = code;
	map_values(mapper, row, label + 1, (gj_t2_row)code,
	           (sure ? 0 : GJ_DOUBT_WEAK_LABEL) | (twice ? GJ_DOUBT_DOUBLED : 0));
}

/* --- rows of one cell each ------------------------------------------------- */

static bool says_number(gj_str core)
{
	return gj_str_has(core, GJ_STR("件数")) || gj_str_has(core, GJ_STR("数量")) || gj_str_has(core, GJ_STR("金额"));
}

/* The row and the column that a label names together; false when it does not. */
static bool split_label(gj_str core, gj_t2_row *row, gj_t2_column *column)
{
	for (size_t at = 0; at < core.len;) {
		uint32_t code;
		at += gj_utf8_next(core.ptr + at, core.len - at, &code);
		gj_match r = gj_label_match(GJ_WORDS_T2_ROW, gj_str_upto(core, at), false);
		gj_match c = gj_label_match(GJ_WORDS_T2_COLUMN, gj_str_from(core, at), false);
		*row = (gj_t2_row)r.code;
		*column = (gj_t2_column)c.code;
		if (r.strength == GJ_MATCH_EXACT && c.strength == GJ_MATCH_EXACT)
			return true;
	}
	return false;
}

/* "规章本年制发件数 | 3": the table as a list. */
static bool map_single(gj_mapper *mapper, const gj_row *row)
{
	gj_t2_row label;
	gj_t2_column column;
	bool pair = row->count == 2 && row->texts == 1 && row->lead && row->cells[1].value;
	if (!pair || !says_number(row->cells[0].core) || !split_label(row->cells[0].core, &label, &column))
		return false;
	gj_field field = crossing(label, column);
	if (field == GJ_FIELD_NONE)
		return false;
	mapper->table = 2;
	mapper->t2.row_seen[label] = mapper->t2.column_seen[column] = true;
	mapper->t2.last = (int)label;
	gj_map_value(mapper, field, &row->cells[1], GJ_DOUBT_WEAK_LABEL);
	return true;
}

bool gj_map_t2_row(gj_mapper *mapper, const gj_row *row)
{
	if (take_head(mapper, row) || map_single(mapper, row))
		return true;
	if (row->texts == 1 && !row->numbers && is_item_word(&row->cells[0], 1)) {
		mapper->table = 2;
		mapper->t2.count = 0;
		return true;
	}
	if (mapper->table != 2)
		return false;
	size_t label;
	gj_match match = gj_map_label(mapper, row, GJ_WORDS_T2_ROW, true, &label);
	if (match.strength == GJ_MATCH_NONE || (label + 1 >= row->count && !gj_map_names_only(mapper, row))) {
		note_strange(mapper, row);
		return false;
	}
	if (!mapper->t2.count) {
		if (row->numbers)
			map_unheaded(mapper, row, label + 1, (gj_t2_row)match.code);
		return false;
	}
	map_row(mapper, row, label, match.code, match.strength == GJ_MATCH_WEAK);
	return true;
}

/* Of a row that stands twice and was read once, the other half may differ. */
void gj_map_t2_end(gj_mapper *mapper)
{
	settle_strange(mapper, GJ_T2_ROWS);
	for (int code = 0; code < GJ_T2_ROWS; code++)
		if (mapper->t2.unread[code])
			doubt_row(mapper, code, GJ_DOUBT_DOUBLED);
}
