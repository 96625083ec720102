/* Table 二: a header row names the columns (信息内容 | 本年制发件数 | …), the rows
 * below it fill them in order. Header and data cells often have different spans,
 * so order counts first and place only where a cell is missing. */
#include "form/mapper.h"

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

static bool is_item_word(gj_str core, int code)
{
	gj_match match = gj_label_match(GJ_WORDS_ITEM, core, false);
	return match.strength != GJ_MATCH_NONE && match.code == code;
}

/* A word only like a column's is sure when its neighbour is the form's neighbour. */
static void confirm_by_order(gj_mapper *mapper)
{
	const gj_t2_column *columns = mapper->t2.columns;
	for (size_t i = 0; i < mapper->t2.count; i++) {
		bool before = i > 0 && columns[i - 1] + 1 == columns[i];
		bool behind = i + 1 < mapper->t2.count && columns[i] + 1 == columns[i + 1];
		if (before || behind)
			mapper->t2.weak[i] = false;
	}
}

/* A header row: 信息内容 or known column words, and no numbers. */
static bool take_head(gj_mapper *mapper, const gj_row *row)
{
	if (row->numbers || !row->texts)
		return false;
	size_t known = 0;
	bool opens = false;
	for (size_t i = 0; i < row->count; i++) {
		known += gj_label_match(GJ_WORDS_T2_COLUMN, row->cells[i].core, false).strength ==
		         GJ_MATCH_EXACT;
		opens |= is_item_word(row->cells[i].core, 2);
	}
	if (!known && !opens)
		return false;
	mapper->table = 2;
	mapper->t2.grid = mapper->grid;
	mapper->t2.count = 0;
	for (size_t i = 0; i < row->count; i++) {
		const gj_row_cell *cell = &row->cells[i];
		if (cell->value || is_item_word(cell->core, 2) || is_item_word(cell->core, 1))
			continue;
		gj_match match = gj_label_match(GJ_WORDS_T2_COLUMN, cell->core, true);
		bool found = match.strength != GJ_MATCH_NONE;
		size_t at = mapper->t2.count++;
		mapper->t2.columns[at] = found ? (gj_t2_column)match.code : GJ_T2_COLS;
		mapper->t2.cells[at] = cell->cell;
		mapper->t2.weak[at] = match.strength == GJ_MATCH_WEAK;
		if (found)
			mapper->t2.column_seen[match.code] = true;
		else
			gj_map_oddity(mapper, GJ_ODDITY_UNKNOWN_COLUMN, 2, GJ_FIELD_NONE,
			              gj_str_trim(cell->cell->text), cell->cell);
	}
	confirm_by_order(mapper);
	return true;
}

/* --- data rows ------------------------------------------------------------ */

/* The data cell under (or overlapping) a header cell, when a row is incomplete. */
static const gj_cell *under(const gj_mapper *mapper, const gj_row *row, size_t first,
                            const gj_cell *head)
{
	if (mapper->t2.grid != mapper->grid)
		return NULL;
	const gj_cell *cell = gj_grid_at(mapper->grid, row->index, head->column);
	for (size_t i = first; i < row->count; i++)
		if (row->cells[i].cell == cell)
			return cell;
	return NULL;
}

static void map_values(gj_mapper *mapper, const gj_row *row, size_t first, gj_t2_row label,
                       unsigned doubts)
{
	size_t end = row->count, wanted = mapper->t2.count;
	while (end - first > wanted && row->cells[end - 1].reading.state == GJ_STATE_BLANK)
		end--;
	bool complete = end - first == wanted;
	if (end - first > wanted)
		doubts |= GJ_DOUBT_SURPLUS;
	else if (!complete)
		doubts |= GJ_DOUBT_MISSING;
	if (doubts & GJ_DOUBT_SURPLUS)
		gj_map_oddity(mapper, GJ_ODDITY_SURPLUS_NUMBER, 2, GJ_FIELD_NONE,
		              gj_str_trim(row->cells[first - 1].cell->text), row->cells[end - 1].cell);
	for (size_t i = 0; i < wanted; i++) {
		gj_t2_column column = mapper->t2.columns[i];
		gj_field field = column == GJ_T2_COLS ? (gj_field)GJ_FIELD_NONE : crossing(label, column);
		if (field == GJ_FIELD_NONE)
			continue;
		const gj_cell *cell = first + i < end ? row->cells[first + i].cell : NULL;
		if (!complete && !(doubts & GJ_DOUBT_SURPLUS))
			cell = under(mapper, row, first, mapper->t2.cells[i]);
		gj_map_value(mapper, field, cell,
		             doubts | (mapper->t2.weak[i] ? GJ_DOUBT_WEAK_LABEL : 0u));
	}
}

bool gj_map_t2_row(gj_mapper *mapper, const gj_row *row)
{
	if (take_head(mapper, row))
		return true;
	if (row->texts == 1 && !row->numbers && row->cells[0].core.len &&
	    is_item_word(row->cells[0].core, 1)) {
		mapper->table = 2;
		mapper->t2.count = 0;
		return true;
	}
	if (mapper->table != 2 || !mapper->t2.count)
		return false;
	size_t label;
	gj_match match = gj_map_label(mapper, row, GJ_WORDS_T2_ROW, true, &label);
	if (match.strength == GJ_MATCH_NONE || (label + 1 >= row->count && !gj_map_names_only(mapper, row)))
		return false;
	if (mapper->t2.row_seen[match.code])
		gj_map_oddity(mapper, GJ_ODDITY_DOUBLED_ROW, 2, crossing((gj_t2_row)match.code, mapper->t2.columns[0]),
		              gj_str_trim(row->cells[label].cell->text), row->cells[label].cell);
	mapper->t2.row_seen[match.code] = true;
	map_values(mapper, row, label + 1, (gj_t2_row)match.code,
	           match.strength == GJ_MATCH_WEAK ? GJ_DOUBT_WEAK_LABEL : 0);
	return true;
}
