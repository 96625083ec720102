/* Table 四: one row of fifteen numbers under a header of three levels. The words
 * are read twice, by the column they stand over and in reading order. */
#include "map/map_t4.h"

#include <string.h>

enum { FIFTEEN = GJ_T4_FIFTEEN, VALUES_ENOUGH = 5, WORDS_ENOUGH = 4 };

static bool take_head(gj_mapper *mapper, const gj_row *row)
{
	if (row->numbers || !row->texts)
		return false;
	size_t words = 0;
	bool group = false;
	for (size_t i = 0; i < row->count; i++) {
		gj_match match = gj_map_word(&row->cells[i], GJ_WORDS_T4_HEAD);
		if (match.strength != GJ_MATCH_NONE)
			group |= match.code < GJ_T4_HEAD_OUTCOME;
		else if (gj_map_t4_field(row->cells[i].core) == GJ_FIELD_NONE)
			continue;
		words++;
	}
	if (!group && !(mapper->table == 4 && words) && words < WORDS_ENOUGH)
		return false;
	mapper->table = 4;
	mapper->t4.headed |= words >= WORDS_ENOUGH;
	gj_map_extend_head(mapper, &mapper->t4.head, row);
	return true;
}

/* --- the fifteen numbers -------------------------------------------------- */

typedef struct values {
	const gj_read_cell *cells[GJ_ROW_CELLS_MAX];
	size_t count;
} values;

/* The field that the words above a cell name. */
static gj_field field_under(const gj_mapper *mapper, const gj_read_cell *cell)
{
	char path[GJ_LABEL_TEXT_MAX];
	return gj_map_t4_field(gj_map_head_path(&mapper->t4.head, cell->cell->column, path, sizeof path));
}

/* By place: true when the header words give fifteen cells fifteen fields. */
static bool read_by_place(const gj_mapper *mapper, const values *v, gj_field fields[FIFTEEN])
{
	if (mapper->grid->tabular_text || mapper->t4.head.grid != mapper->grid || v->count != FIFTEEN)
		return false;
	bool taken[FIFTEEN] = { false };
	for (size_t i = 0; i < FIFTEEN; i++) {
		gj_field field = field_under(mapper, v->cells[i]);
		if (field == GJ_FIELD_NONE || taken[field - GJ_T4_BASE])
			return false;
		taken[field - GJ_T4_BASE] = true;
		fields[i] = field;
	}
	return true;
}

/* The fields of fifteen cells in a row and what is doubtful about them. */
static unsigned read_head(const gj_mapper *mapper, const values *v, gj_field fields[FIFTEEN])
{
	gj_field placed[FIFTEEN];
	bool assumed;
	bool worded = gj_map_t4_words(&mapper->t4.head, fields, &assumed);
	if (read_by_place(mapper, v, placed)) {
		bool agree = !worded || memcmp(fields, placed, sizeof placed) == 0;
		memcpy(fields, placed, sizeof placed);
		return agree ? 0 : GJ_DOUBT_READINGS;
	}
	for (size_t i = 0; !worded && i < FIFTEEN; i++)
		fields[i] = (gj_field)(GJ_T4_BASE + i);
	if (!worded) /* text without cells is doubted for that already */
		return mapper->loose ? 0 : GJ_DOUBT_READINGS;
	return assumed ? GJ_DOUBT_WEAK_LABEL : 0;
}

/* Whether fifteen cells from `first` on, in the official order, add up. */
static bool adds_up(const values *v, size_t first)
{
	for (int group = 0; group < GJ_T4_GROUPS; group++) {
		int64_t sum = 0;
		for (int o = 0; o < GJ_T4_OUTCOMES; o++) {
			size_t i = first + (size_t)(group * GJ_T4_OUTCOMES + o);
			int64_t units = v->cells[i]->reading.number.units;
			sum += o == GJ_T4_TOTAL ? -units : units;
		}
		if (sum)
			return false;
	}
	return true;
}

static values collect(const gj_row *row)
{
	values v;
	v.count = 0;
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].value)
			v.cells[v.count++] = &row->cells[i];
	return v;
}

/* Whether a cell of the header stands over the cell. */
static bool is_headed(const gj_mapper *mapper, const gj_read_cell *cell)
{
	const gj_head *head = &mapper->t4.head;
	return head->grid == mapper->grid && gj_grid_at(head->grid, head->end - 1, cell->cell->column);
}

static bool same_prints(const values *a, const values *b)
{
	for (size_t i = 0; i < FIFTEEN; i++)
		if (!gj_str_equal(a->cells[i]->printed, b->cells[i]->printed))
			return false;
	return true;
}

/* Whether fifteen of sixteen cells add up, and no other fifteen that print otherwise. */
static bool alone_add_up(const values *chosen, const values *all)
{
	if (!adds_up(chosen, 0))
		return false;
	for (size_t out = 0; all->count == FIFTEEN + 1 && out < all->count; out++) {
		values v = { .count = 0 };
		for (size_t i = 0; i < all->count; i++)
			if (i != out)
				v.cells[v.count++] = all->cells[i];
		if (adds_up(&v, 0) && !same_prints(&v, chosen))
			return false;
	}
	return true;
}

/* Without blank cells too many at either end; false when one of those dropped may
 * as well be one of the fifteen: others are blank too, or neither sums nor columns tell
 * that it was none. */
static bool trim_blanks(const gj_mapper *mapper, values *v)
{
	const values all = *v;
	size_t before = v->count;
	while (v->count > FIFTEEN && gj_map_is_blank(v->cells[v->count - 1]))
		v->count--;
	size_t behind = v->count;
	while (v->count > FIFTEEN && gj_map_is_blank(v->cells[0]))
		memmove(v->cells, v->cells + 1, --v->count * sizeof *v->cells);
	bool sure = true;
	for (size_t i = 0; v->count < before && i < v->count; i++)
		sure &= !gj_map_is_blank(v->cells[i]);
	gj_field fields[FIFTEEN];
	bool in_front = v->count < behind, at_end = behind < before;
	if (v->count != FIFTEEN || !(in_front || at_end) || alone_add_up(v, &all))
		return sure;
	return sure && (in_front ? read_by_place(mapper, v, fields) : is_headed(mapper, all.cells[before - 1]));
}

static void map_surplus(gj_mapper *mapper, const values *v)
{
	size_t first = 0;
	while (first + FIFTEEN < v->count && !adds_up(v, first))
		first++;
	if (!adds_up(v, first))
		first = 0;
	gj_field fields[FIFTEEN];
	read_head(mapper, v, fields);
	for (size_t i = 0; i < FIFTEEN; i++)
		gj_map_value(mapper, fields[i], v->cells[first + i], GJ_DOUBT_SURPLUS);
	gj_map_oddity(mapper, GJ_ODDITY_SURPLUS_NUMBER, 4, GJ_T4_BASE, GJ_STR(""),
	              v->cells[v->count - 1]);
}

/* Whether the cells are one or two whole groups in the form's order: a table for each. */
static bool whole_groups(const gj_mapper *mapper, const values *v)
{
	for (size_t i = 0; i < v->count; i++) {
		gj_field first = field_under(mapper, v->cells[i - i % GJ_T4_OUTCOMES]);
		bool begins = first != GJ_FIELD_NONE && (first - GJ_T4_BASE) % GJ_T4_OUTCOMES == 0;
		if (!begins || field_under(mapper, v->cells[i]) != first + (gj_field)(i % GJ_T4_OUTCOMES))
			return false;
	}
	return v->count % GJ_T4_OUTCOMES == 0;
}

static void doubt_table(gj_mapper *mapper)
{
	for (gj_field field = GJ_T4_BASE; field < GJ_FIELD_COUNT; field++)
		gj_map_value(mapper, field, NULL, GJ_DOUBT_MISSING);
}

/* Fewer than fifteen: only header words can tell which, and, but for whole groups, only
 * with doubt. In text they cannot; what is read of the table elsewhere is in doubt. */
static void map_incomplete(gj_mapper *mapper, const gj_row *row, const values *v)
{
	bool headed = mapper->t4.head.grid == mapper->grid, text = mapper->grid->tabular_text;
	if (headed && text && !mapper->loose && row->index == mapper->t4.head.end)
		doubt_table(mapper);
	if (!headed || text)
		return;
	bool found = false, whole = whole_groups(mapper, v);
	for (size_t i = 0; i < v->count; i++) {
		gj_field field = field_under(mapper, v->cells[i]);
		if (field == GJ_FIELD_NONE)
			continue;
		gj_map_value(mapper, field, v->cells[i], whole ? 0 : GJ_DOUBT_MISSING);
		found = true;
	}
	if (found && !whole)
		doubt_table(mapper);
}

/* --- rows ----------------------------------------------------------------- */

/* The only cell of a row that is not blank, or null. */
static const gj_read_cell *only_cell(const gj_row *row)
{
	const gj_read_cell *only = NULL;
	for (size_t i = 0; i < row->count; i++) {
		if (gj_map_is_blank(&row->cells[i]))
			continue;
		if (only)
			return NULL;
		only = &row->cells[i];
	}
	return only;
}

/* The fifteen numbers of a line that is nothing else; false when it is another. */
static bool split_line(gj_mapper *mapper, const gj_read_cell *line, values *v)
{
	gj_str printed[FIFTEEN];
	if (gj_entry_list(line->printed, printed, FIFTEEN) != FIFTEEN)
		return false;
	gj_read_cell *parts = gj_arena_zalloc(mapper->arena, FIFTEEN, sizeof *parts);
	for (; parts && v->count < FIFTEEN; v->count++) {
		gj_read_cell *part = &parts[v->count];
		part->cell = line->cell;
		part->printed = printed[v->count];
		part->reading = gj_entry_of(part->printed);
		v->cells[v->count] = part;
	}
	return parts != NULL;
}

/* Fifteen numbers written into one cell. */
static bool map_line(gj_mapper *mapper, const gj_row *row)
{
	const gj_read_cell *line = only_cell(row);
	values v = { .count = 0 };
	gj_field fields[FIFTEEN];
	bool assumed;
	if (!line || !split_line(mapper, line, &v) ||
	    !gj_map_t4_words(&mapper->t4.head, fields, &assumed))
		return false;
	for (size_t i = 0; i < FIFTEEN; i++)
		gj_map_value(mapper, fields[i], v.cells[i], GJ_DOUBT_NO_GRID);
	return true;
}

/* One number, of none mostly, in a cell over all fifteen columns. */
static bool map_merged(gj_mapper *mapper, const gj_row *row)
{
	const gj_read_cell *only = only_cell(row);
	bool under = mapper->t4.head.grid == mapper->grid && !mapper->grid->tabular_text;
	if (!only || !only->value || !under || only->cell->column_span < FIFTEEN)
		return false;
	for (gj_field field = GJ_T4_BASE; field < GJ_FIELD_COUNT; field++)
		gj_map_value(mapper, field, only, GJ_DOUBT_SPANS);
	return true;
}

/* Five numbers under the five outcomes: of a group that is named elsewhere. */
static bool keep_five(gj_mapper *mapper, const gj_row *row, const values *v)
{
	if (v->count != GJ_T4_OUTCOMES || row->texts || mapper->t4.head.grid != mapper->grid)
		return false;
	for (size_t i = 0; i < v->count; i++) {
		char path[GJ_LABEL_TEXT_MAX];
		gj_str words = gj_map_head_path(&mapper->t4.head, v->cells[i]->cell->column, path, sizeof path);
		gj_str grouped = gj_str_join(mapper->arena, GJ_STR("行政复议"), words);
		if (gj_map_t4_field(words) != GJ_FIELD_NONE ||
		    gj_map_t4_field(grouped) != gj_t4(GJ_T4_REVIEW, (int)i))
			return false;
	}
	if (mapper->t4.five_count++ < GJ_T4_GROUPS)
		gj_map_keep(mapper, row, &mapper->t4.fives[mapper->t4.five_count - 1]);
	return true;
}

/* Three rows of five are the form's groups in order. */
static void map_fives(gj_mapper *mapper)
{
	for (size_t i = 0; mapper->t4.five_count == GJ_T4_GROUPS && i < FIFTEEN; i++)
		gj_map_kept_value(mapper, &mapper->t4.fives[i / GJ_T4_OUTCOMES], (gj_field)(GJ_T4_BASE + i),
		                  i % GJ_T4_OUTCOMES, GJ_DOUBT_WEAK_LABEL);
}

static void map_fifteen(gj_mapper *mapper, const values *v, unsigned doubts)
{
	gj_field fields[FIFTEEN];
	doubts |= read_head(mapper, v, fields);
	for (size_t i = 0; i < FIFTEEN; i++)
		gj_map_value(mapper, fields[i], v->cells[i], doubts);
}

/* --- groups as rows ------------------------------------------------------- */

/* What stands left of `column`, and above it, as one text: with the groups in rows,
 * or every number in a row of its own, that names the field. */
static gj_field field_of_row(const gj_mapper *mapper, const gj_cell *value)
{
	char path[2 * GJ_LABEL_TEXT_MAX], core[GJ_LABEL_CORE_MAX];
	size_t length = 0;
	const gj_read_cell *last = NULL;
	for (uint32_t c = 0; c < value->column; c++) {
		const gj_read_cell *cell = gj_map_at(mapper, value->row, c);
		gj_str words = cell && cell != last ? gj_map_core(cell, core) : (gj_str){ 0 };
		if (words.len > GJ_LABEL_TEXT_MAX - length)
			return GJ_FIELD_NONE;
		memcpy(path + length, words.len ? words.ptr : "", words.len);
		length += words.len;
		last = cell;
	}
	gj_str total = gj_str_join(mapper->arena, (gj_str){ path, length }, GJ_STR("总计"));
	bool named = gj_map_t4_field(total) != GJ_FIELD_NONE;
	if (!named)
		return GJ_FIELD_NONE;
	if (mapper->t4.head.grid == mapper->grid)
		length += gj_map_head_path(&mapper->t4.head, value->column, path + length,
		                           GJ_LABEL_TEXT_MAX).len;
	return gj_map_t4_field((gj_str){ path, length });
}

/* 行政复议 | 1 | 0 | 0 | 0 | 1 under the five outcomes, or 行政复议 | 结果维持 | 1. */
static bool map_group_row(gj_mapper *mapper, const gj_row *row)
{
	gj_field fields[GJ_T4_OUTCOMES];
	values v = collect(row);
	bool whole = v.count == GJ_T4_OUTCOMES || (v.count == 1 && row->texts);
	if (!whole || !row->lead || row->texts > 3)
		return false;
	for (size_t i = 0; i < v.count; i++) {
		fields[i] = field_of_row(mapper, v.cells[i]->cell);
		if (fields[i] == GJ_FIELD_NONE || (i && fields[i] != fields[0] + (gj_field)i))
			return false;
	}
	mapper->table = 4;
	for (size_t i = 0; i < v.count; i++)
		gj_map_value(mapper, fields[i], v.cells[i], 0);
	return true;
}

/* --- numbers without a header --------------------------------------------- */

/* Fifteen numbers and no word. */
static void note_headless(gj_mapper *mapper, const gj_row *row)
{
	if (!row->texts && row->count == FIFTEEN && !mapper->loose && !mapper->t4.headless.row.cells)
		gj_map_keep(mapper, row, &mapper->t4.headless);
}

void gj_map_t4_headless(gj_mapper *mapper)
{
	const gj_kept_row *kept = &mapper->t4.headless;
	bool read = false;
	for (gj_field field = GJ_T4_BASE; field < GJ_FIELD_COUNT; field++)
		read |= mapper->report->values[field].place.table > 0;
	if (!read)
		map_fives(mapper);
	if (!kept->row.cells)
		return;
	values v = collect(&kept->row);
	if (!read && !adds_up(&v, 0))
		return;
	for (size_t i = 0; i < FIFTEEN; i++)
		gj_map_kept_value(mapper, kept, (gj_field)(GJ_T4_BASE + i), i, GJ_DOUBT_READINGS);
}

bool gj_map_t4_row(gj_mapper *mapper, const gj_row *row)
{
	if (map_group_row(mapper, row) || take_head(mapper, row))
		return true;
	if (mapper->table != 4) {
		note_headless(mapper, row);
		return false;
	}
	if (map_line(mapper, row) || map_merged(mapper, row))
		return true;
	values v = collect(row);
	if (keep_five(mapper, row, &v))
		return true;
	if (v.count < VALUES_ENOUGH || row->texts > 1)
		return false;
	bool sure = trim_blanks(mapper, &v);
	if (v.count > FIFTEEN)
		map_surplus(mapper, &v);
	else if (v.count < FIFTEEN)
		map_incomplete(mapper, row, &v);
	else
		map_fifteen(mapper, &v, sure ? 0 : GJ_DOUBT_REALIGNED);
	return true;
}

void gj_map_t4_end(gj_mapper *mapper)
{
	gj_report *report = mapper->report;
	if (!mapper->t4.headed || report->tables[4] != GJ_FORM_NONE)
		return;
	report->tables[4] = GJ_FORM_2021;
	doubt_table(mapper);
}
