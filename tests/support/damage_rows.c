/* Damage to rows and whole tables. */
#include "damage.h"

#include <stdio.h>
#include <string.h>

static bool is_body_3(const gj_page_row *row)
{
	return row->table == 3 && gj_row_has_values(row);
}

/* A row that carries no label reaching over other rows. */
static bool stands_alone(const gj_page_row *row)
{
	for (int i = 0; i < row->count; i++)
		if (row->cells[i].row_span != 1)
			return false;
	return is_body_3(row);
}

static bool is_inner(const gj_page_row *row)
{
	return gj_row_has_values(row) && !row->begins_table;
}

static bool is_head(const gj_page_row *row)
{
	return row->head;
}

bool gj_damage_row_deleted(gj_page *page, gj_random *random)
{
	int at = gj_pick_row(page, random, gj_row_has_values);
	if (at >= 0)
		gj_page_remove_row(page, at);
	return at >= 0;
}

/* Labels that reach over the row at `at` reach over one row more. */
static void widen_labels(gj_page *page, int at)
{
	for (int r = at - 1; r >= 0 && page->rows[r].table == page->rows[at].table; r--)
		for (int i = 0; i < page->rows[r].count; i++)
			if (page->rows[r].cells[i].row_span > at - r)
				page->rows[r].cells[i].row_span++;
}

static bool double_row(gj_page *page, gj_random *random, gj_row_fits *fits, int *copy)
{
	int at = gj_pick_row(page, random, fits);
	if (at < 0 || !gj_page_insert_row(page, at + 1))
		return false;
	page->rows[at + 1] = page->rows[at];
	page->rows[at + 1].begins_table = false;
	*copy = at + 1;
	return true;
}

bool gj_damage_row_doubled(gj_page *page, gj_random *random)
{
	int copy;
	if (!double_row(page, random, stands_alone, &copy))
		return false;
	widen_labels(page, copy - 1);
	return true;
}

static void contradict(gj_page_row *row, gj_random *random, int percent)
{
	for (int i = 0; i < row->count; i++)
		if (gj_cell_is_value(&row->cells[i]) && gj_random_chance(random, percent))
			gj_print_other(&row->cells[i], random);
}

bool gj_damage_row_contradicted(gj_page *page, gj_random *random)
{
	int copy;
	if (!double_row(page, random, gj_row_has_values, &copy))
		return false;
	contradict(&page->rows[copy], random, 60);
	return true;
}

static bool swap_rows(gj_page *page, gj_random *random, gj_row_fits *fits)
{
	int a = gj_pick_row(page, random, fits), b = gj_pick_row(page, random, fits);
	if (a < 0 || a == b || page->rows[a].table != page->rows[b].table)
		return false;
	static gj_page_row kept;
	kept = page->rows[a];
	page->rows[a] = page->rows[b];
	page->rows[b] = kept;
	page->rows[b].begins_table = page->rows[a].begins_table;
	page->rows[a].begins_table = kept.begins_table;
	return true;
}

/* The first cell of a row that no label above reaches into stands in column 0. */
static int first_column(const gj_page_row *row)
{
	return row->cells[0].column;
}

/* Two rows of one group change places. */
bool gj_damage_items_swapped(gj_page *page, gj_random *random)
{
	int a = gj_pick_row(page, random, stands_alone);
	if (a < 0 || a + 1 == page->count || !stands_alone(&page->rows[a + 1]) ||
	    page->rows[a + 1].begins_table || page->rows[a].begins_table ||
	    first_column(&page->rows[a]) != first_column(&page->rows[a + 1]))
		return false;
	static gj_page_row kept;
	kept = page->rows[a];
	page->rows[a] = page->rows[a + 1];
	page->rows[a + 1] = kept;
	return true;
}

bool gj_damage_rows_swapped(gj_page *page, gj_random *random)
{
	return swap_rows(page, random, gj_row_has_values);
}

bool gj_damage_table_cut(gj_page *page, gj_random *random)
{
	int times = 1 + gj_random_below(random, 2);
	bool cut = false;
	while (times--) {
		int at = gj_pick_row(page, random, is_inner);
		if (at >= 0)
			cut = page->rows[at].begins_table = true;
	}
	return cut;
}

/* The head rows of the table that `row` stands in, copied before it. */
static bool repeat_head(gj_page *page, int at, bool cut)
{
	int end = at - 1;
	while (end >= 0 && !page->rows[end].head)
		end--;
	int begin = end;
	while (begin > 0 && page->rows[begin - 1].head)
		begin--;
	if (end < 0 || page->rows[end].table != page->rows[at].table ||
	    page->count + end - begin + 1 > GJ_PAGE_ROWS_MAX)
		return false;
	for (int i = 0; i <= end - begin; i++) {
		gj_page_insert_row(page, at + i);
		page->rows[at + i] = page->rows[begin + i];
		page->rows[at + i].begins_table = cut && i == 0;
	}
	return true;
}

/* No label reaches from above into the row. */
static bool is_free(const gj_page_row *row)
{
	return is_inner(row) && row->table == 3 && row->cells[0].column == 0 && !row->cells[0].covered;
}

bool gj_damage_table_cut_with_head(gj_page *page, gj_random *random)
{
	int at = gj_pick_row(page, random, is_free);
	return at >= 0 && repeat_head(page, at, true);
}

bool gj_damage_head_repeated(gj_page *page, gj_random *random)
{
	int at = gj_pick_row(page, random, is_free);
	return at >= 0 && repeat_head(page, at, false);
}

bool gj_damage_head_dropped(gj_page *page, gj_random *random)
{
	int at = gj_pick_row(page, random, is_head);
	if (at < 0)
		return false;
	while (at > 0 && page->rows[at - 1].head)
		at--;
	while (at < page->count && page->rows[at].head)
		gj_page_remove_row(page, at);
	return true;
}

bool gj_damage_head_row_dropped(gj_page *page, gj_random *random)
{
	int at = gj_pick_row(page, random, is_head);
	if (at >= 0)
		gj_page_remove_row(page, at);
	return at >= 0;
}

static bool insert_line(gj_page *page, gj_random *random, const char *text, bool wide)
{
	int at = gj_pick_row(page, random, is_free);
	if (at < 0 || !gj_page_insert_row(page, at))
		return false;
	gj_page_cell *cell = gj_page_insert_cell(&page->rows[at], 0);
	if (wide && !page->slots)
		cell->column_span = 10;
	snprintf(cell->text, sizeof cell->text, "%s", text);
	for (int i = 1; page->slots && i < 10; i++)
		gj_page_insert_cell(&page->rows[at], i);
	return true;
}

bool gj_damage_page_number(gj_page *page, gj_random *random)
{
	return insert_line(page, random, "— 3 —", gj_random_chance(random, 50));
}

bool gj_damage_bare_page_number(gj_page *page, gj_random *random)
{
	return insert_line(page, random, "12", gj_random_chance(random, 50));
}

bool gj_damage_note_row(gj_page *page, gj_random *random)
{
	static const char *const notes[] = { "注：本表数据截至2023年12月31日。", "（续表）",
		                             "填表说明：各项均按件数统计，共7项", "单位：件" };
	return insert_line(page, random, notes[gj_random_below(random, 4)], true);
}

static bool insert_local(gj_page *page, gj_random *random, int at)
{
	static const char *const labels[] = { "其中：网络申请", "当面申请办理", "（八）转送其他机关",
		                              "涉密审查后公开" };
	if (!gj_page_insert_row(page, at))
		return false;
	page->rows[at] = page->rows[at + 1];
	page->rows[at].begins_table = false;
	gj_page_row *row = &page->rows[at];
	for (int i = 0; i < row->count; i++) {
		row->cells[i].field = GJ_FIELD_NONE;
		if (gj_cell_is_value(&row->cells[i]))
			gj_print_other(&row->cells[i], random);
		else if (gj_cell_is_label(&row->cells[i]))
			snprintf(row->cells[i].text, sizeof row->cells[i].text, "%s",
			         labels[gj_random_below(random, 4)]);
	}
	return true;
}

bool gj_damage_local_row(gj_page *page, gj_random *random)
{
	int at = gj_pick_row(page, random, stands_alone);
	if (at < 0 || page->rows[at].begins_table || !insert_local(page, random, at))
		return false;
	widen_labels(page, at);
	return true;
}

/* A row of the form gone, and a row of the agency's own in its place. */
bool gj_damage_local_for_deleted(gj_page *page, gj_random *random)
{
	int at = gj_pick_row(page, random, stands_alone);
	if (at < 0 || !insert_local(page, random, at))
		return false;
	gj_page_remove_row(page, at + 1);
	return true;
}

/* 申请人情况 and 法人或其他组织 reach over one column more. */
static void widen_heads(gj_page_row *row)
{
	for (int i = 0; i < row->count; i++)
		if (row->cells[i].kind == GJ_LAYOUT_HEAD && row->cells[i].column_span >= 5)
			row->cells[i].column_span++;
}

static int first_from(const gj_page_row *row, int column)
{
	int at = 0;
	while (at < row->count && row->cells[at].column < column)
		at++;
	return at;
}

/* Whether every row below the header has a cell of its own there. */
static bool has_column(const gj_page *page, int column)
{
	for (int r = 0; r < page->count; r++) {
		const gj_page_row *row = &page->rows[r];
		int at = first_from(row, column);
		if (row->table == 3 && (row->count == GJ_PAGE_CELLS_MAX ||
		    (!row->head && (at == row->count || row->cells[at].column != column))))
			return false;
	}
	return true;
}

/* A column more among the organisations of table 三, with a word of its own. */
bool gj_damage_local_column(gj_page *page, gj_random *random)
{
	static const char *const words[] = { "其中网络申请", "境外组织", "备注" };
	const char *word = words[gj_random_below(random, 3)];
	int column = 5 + gj_random_below(random, 4);
	bool filled = gj_random_chance(random, 80), worded = false;
	for (int r = 0; has_column(page, column) && r < page->count; r++) {
		gj_page_row *row = &page->rows[r];
		if (row->table != 3)
			continue;
		int at = first_from(row, column);
		bool leaf = row->head && at < row->count && row->cells[at].text[0] &&
		            row->cells[at].column == column;
		if (row->head && !page->slots)
			widen_heads(row);
		if (row->head && !page->slots && !leaf)
			continue;
		gj_page_cell *cell = gj_page_insert_cell(row, at);
		if (leaf)
			snprintf(cell->text, sizeof cell->text, "%s", word);
		cell->kind = row->head ? GJ_LAYOUT_HEAD : GJ_LAYOUT_VALUE;
		if (!row->head && filled)
			gj_print_other(cell, random);
		worded |= leaf;
	}
	return worded;
}

static bool double_table(gj_page *page, gj_random *random, int percent)
{
	int table = 2 + gj_random_below(random, 3), begin = 0, end = 0;
	while (begin < page->count && page->rows[begin].table != table)
		begin++;
	for (end = begin; end < page->count && page->rows[end].table == table;)
		end++;
	int count = end - begin;
	if (!count || page->count + count > GJ_PAGE_ROWS_MAX)
		return false;
	for (int i = 0; i < count; i++) {
		gj_page_insert_row(page, end + i);
		page->rows[end + i] = page->rows[begin + i];
		contradict(&page->rows[end + i], random, percent);
	}
	page->rows[end].begins_table = true;
	return true;
}

bool gj_damage_table_doubled(gj_page *page, gj_random *random)
{
	return double_table(page, random, 0);
}

bool gj_damage_table_contradicted(gj_page *page, gj_random *random)
{
	return double_table(page, random, 50);
}

static bool prints_fields(const gj_page_row *row)
{
	for (int i = 0; i < row->count; i++)
		if (row->cells[i].field != GJ_FIELD_NONE)
			return true;
	return false;
}

/* （六）其他处理 of the 2019 form among the rows of the 2021 form, and the rows of
 * the 2021 form in the 2019 form. */
bool gj_damage_other_form_row(gj_page *page, gj_random *random)
{
	bool old = page->form->tables[3] == GJ_FORM_2019;
	gj_t3_row code = old ? (gj_t3_row)(GJ_T3_OTHER_NOT_CORRECTED + gj_random_below(random, 3)) :
	                       GJ_T3_OTHER;
	gj_field first = gj_t3((int)code, 0);
	const gj_form_field *field = gj_form_find(old ? GJ_FORM_2021 : GJ_FORM_2019, first);
	int at = gj_pick_row(page, random, stands_alone);
	if (at < 0 || page->rows[at].begins_table || !prints_fields(&page->rows[at]) ||
	    !insert_local(page, random, at))
		return false;
	gj_page_row *row = &page->rows[at];
	for (int i = 0; i < row->count; i++) {
		gj_page_cell *cell = &row->cells[i];
		gj_field copied = row[1].cells[i].field;
		if (gj_cell_is_value(cell) && copied != GJ_FIELD_NONE)
			cell->field = (gj_field)(first + (copied - GJ_T3_BASE) % GJ_T3_COLUMNS);
		if (gj_cell_is_label(cell))
			snprintf(cell->text, sizeof cell->text, "%s%s", old ? "3." : "（六）",
			         field->row_label);
	}
	return true;
}
