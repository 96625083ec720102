/* Headers whose columns moved, and table 四's header in other shapes. */
#include "damage.h"

#include <stdio.h>
#include <string.h>

static gj_page_cell *in_column(gj_page_row *row, int column)
{
	for (int i = 0; i < row->count; i++)
		if (row->cells[i].column == column && !row->cells[i].covered &&
		    row->cells[i].kind != GJ_LAYOUT_LABEL)
			return &row->cells[i];
	return NULL;
}

static bool begins_table_3(const gj_page_row *row)
{
	return row->table == 3 && row->head && row->begins_table;
}

/* 总计 beside 申请人情况 in the first row of the header, instead of below it. */
bool gj_damage_total_on_top(gj_page *page, gj_random *random)
{
	enum { TOTAL_COLUMN = 9 };
	int r = gj_pick_row(page, random, begins_table_3);
	if (r < 0 || r + 1 == page->count || !page->rows[r + 1].head)
		return false;
	gj_page_row *top = &page->rows[r], *below = top + 1;
	int from = below->count - 1, to = top->count - 1;
	if (from < 0 || below->cells[from].column != TOTAL_COLUMN || !below->cells[from].text[0] ||
	    (page->slots && top->cells[to].column != TOTAL_COLUMN))
		return false;
	gj_page_cell total = below->cells[from];
	if (page->slots) {
		below->cells[from] = top->cells[to];
		top->cells[to] = total;
		return true;
	}
	total.row_span++;
	top->cells[to].column_span--;
	gj_page_remove_cell(below, from);
	*gj_page_insert_cell(top, to + 1) = total;
	return true;
}

/* Rows of the table, those of its header from `from_row` on. */
static bool in_table(const gj_page *page, int at, int table, int from_row)
{
	int begin = at;
	while (begin > 0 && !page->rows[begin].begins_table)
		begin--;
	return page->rows[at].table == table && (!page->rows[at].head || at - begin >= from_row);
}

/* Whether every row has both cells, or is of those that cells reach over. */
static bool can_swap(gj_page *page, int table, int from_row, int a, int b)
{
	bool words = false;
	for (int r = 0; r < page->count; r++) {
		gj_page_row *row = &page->rows[r];
		gj_page_cell *x = in_column(row, a), *y = in_column(row, b);
		if (!in_table(page, r, table, from_row))
			continue;
		if ((x && x->column_span != 1) || (y && y->column_span != 1) ||
		    (!row->head && gj_row_has_values(row) && (!x || !y)))
			return false;
		words |= row->head && x && y && x->text[0] && y->text[0];
	}
	return words;
}

/* Two columns change places, words and numbers. Words alone changing places is
 * the same page: the reader is told by the printed word what a column holds. */
static bool swap_columns(gj_page *page, int table, int from_row, int a, int b)
{
	bool swapped = false, can_swap_now = can_swap(page, table, from_row, a, b);
	for (int r = 0; can_swap_now && r < page->count; r++) {
		gj_page_row *row = &page->rows[r];
		gj_page_cell *x = in_column(row, a), *y = in_column(row, b);
		if (!in_table(page, r, table, from_row) || !x || !y)
			continue;
		gj_page_cell kept = *x;
		*x = *y;
		*y = kept;
		x->column = a;
		y->column = b;
		swapped = true;
	}
	return swapped;
}

bool gj_damage_columns_swapped(gj_page *page, gj_random *random)
{
	int a = 4 + gj_random_below(random, 5), b = 4 + gj_random_below(random, 5);
	return a != b && swap_columns(page, 3, 2, a, b);
}

bool gj_damage_columns_swapped_4(gj_page *page, gj_random *random)
{
	int group = gj_random_below(random, GJ_T4_GROUPS) * GJ_T4_OUTCOMES;
	int a = group + gj_random_below(random, 5), b = group + gj_random_below(random, 5);
	return a != b && swap_columns(page, 4, 1, a, b);
}

/* --- table 四 in other shapes --------------------------------------------- */

static const char *const groups[] = { "行政复议", "未经复议直接起诉", "复议后起诉" };
static const char *const outcomes[] = { "结果维持", "结果纠正", "其他结果", "尚未审结", "总计" };

static void shuffle(int *order, int count, gj_random *random)
{
	for (int i = 0; i < count; i++)
		order[i] = i;
	for (int i = count - 1; i > 0; i--) {
		int j = gj_random_below(random, i + 1), kept = order[i];
		order[i] = order[j];
		order[j] = kept;
	}
}

static gj_page_row *row_of_values(gj_page *page)
{
	gj_page_row *values = NULL;
	for (int r = 0; r < page->count; r++)
		if (page->rows[r].table == 4 && gj_row_has_values(&page->rows[r]))
			values = &page->rows[r];
	return values;
}

static void sort_by_field(gj_page_row *row)
{
	for (int i = 1; i < row->count; i++) {
		for (int k = i; k > 0 && row->cells[k - 1].field > row->cells[k].field; k--) {
			gj_page_cell kept = row->cells[k];
			row->cells[k] = row->cells[k - 1];
			row->cells[k - 1] = kept;
		}
	}
}

static int rows_of_values(const gj_page *page)
{
	int count = 0;
	for (int r = 0; r < page->count; r++)
		count += page->rows[r].table == 4 && gj_row_has_values(&page->rows[r]);
	return count;
}

/* Leaves only the values of table 四, fifteen of them; null when it is not so. */
static gj_page_row *bare_values(gj_page *page)
{
	if (rows_of_values(page) != 1)
		return NULL;
	for (int r = page->count; r-- > 0;)
		if (page->rows[r].table == 4 && !gj_row_has_values(&page->rows[r]))
			gj_page_remove_row(page, r);
	gj_page_row *values = row_of_values(page);
	if (!values || values->count != GJ_T4_GROUPS * GJ_T4_OUTCOMES)
		return NULL;
	for (int i = 0; i < values->count; i++)
		if (values->cells[i].field == GJ_FIELD_NONE)
			return NULL;
	values->begins_table = true;
	sort_by_field(values);
	return values;
}

static gj_page_row *insert_head(gj_page *page, gj_page_row *values)
{
	gj_page_row *row = gj_page_insert_row(page, (int)(values - page->rows));
	row->table = 4;
	row->head = row->begins_table = true;
	row[1].begins_table = false;
	return row;
}

static void add_word(const gj_page *page, gj_page_row *row, int span, const char *a, const char *b)
{
	gj_page_cell *cell = gj_page_insert_cell(row, row->count);
	cell->kind = GJ_LAYOUT_HEAD;
	cell->column = span == 1 ? row->count - 1 : -1;
	cell->column_span = page->slots ? 1 : span;
	snprintf(cell->text, sizeof cell->text, "%s%s", a, b);
	for (int i = 1; page->slots && i < span; i++)
		gj_page_insert_cell(row, row->count);
}

/* Groups in any order, and their outcomes, all groups alike. */
static gj_page_row *permute(gj_page *page, gj_random *random)
{
	gj_page_row *values = bare_values(page);
	if (!values)
		return NULL;
	static gj_page_row kept;
	int group_order[GJ_T4_GROUPS], outcome_order[GJ_T4_OUTCOMES];
	kept = *values;
	shuffle(group_order, GJ_T4_GROUPS, random);
	shuffle(outcome_order, GJ_T4_OUTCOMES, random);
	for (int i = 0; i < GJ_T4_GROUPS * GJ_T4_OUTCOMES; i++) {
		int group = group_order[i / GJ_T4_OUTCOMES], outcome = outcome_order[i % GJ_T4_OUTCOMES];
		values->cells[i] = kept.cells[group * GJ_T4_OUTCOMES + outcome];
		values->cells[i].column = i;
	}
	return values;
}

/* A row of fifteen words over the values, each with its group's or without. */
static gj_page_row *insert_words(gj_page *page, gj_page_row *values, bool grouped)
{
	gj_page_row *words = insert_head(page, values);
	for (int i = 0; i < GJ_T4_GROUPS * GJ_T4_OUTCOMES; i++) {
		int at = words[1].cells[i].field - GJ_T4_BASE;
		add_word(page, words, 1, grouped ? groups[at / GJ_T4_OUTCOMES] : "",
		         outcomes[at % GJ_T4_OUTCOMES]);
	}
	return words;
}

bool gj_damage_head_4_two_rows(gj_page *page, gj_random *random)
{
	gj_page_row *values = permute(page, random);
	if (!values)
		return false;
	gj_page_row *above = insert_head(page, insert_words(page, values, false));
	values = above + 2;
	for (int i = 0; i < GJ_T4_GROUPS; i++) {
		int at = values->cells[i * GJ_T4_OUTCOMES].field - GJ_T4_BASE;
		add_word(page, above, GJ_T4_OUTCOMES, groups[at / GJ_T4_OUTCOMES], "");
	}
	return true;
}

bool gj_damage_head_4_one_row(gj_page *page, gj_random *random)
{
	gj_page_row *values = permute(page, random);
	return values && insert_words(page, values, true);
}

bool gj_damage_head_4_no_groups(gj_page *page, gj_random *random)
{
	(void)random;
	gj_page_row *values = bare_values(page);
	return values && insert_words(page, values, false);
}

/* The fifteen numbers as a line of text under the header, in a cell or none. */
bool gj_damage_table_4_line(gj_page *page, gj_random *random)
{
	static const char *const between[] = { " ", "、", "，", ",", "；", "　" };
	gj_page_row *values = row_of_values(page);
	if (!values || values->begins_table || rows_of_values(page) != 1)
		return false;
	const char *mark = between[gj_random_below(random, sizeof between / sizeof *between)];
	if (gj_random_chance(random, 50)) {
		values->begins_table = true;
		values->as_line = mark;
		return true;
	}
	char line[GJ_PAGE_TEXT_MAX] = "";
	for (int i = 0; i < values->count; i++)
		snprintf(line + strlen(line), sizeof line - strlen(line), "%s%s", i ? mark : "",
		         values->cells[i].text);
	values->count = 0;
	add_word(page, values, GJ_T4_GROUPS * GJ_T4_OUTCOMES, line, "");
	values->cells[0].kind = GJ_LAYOUT_LABEL;
	return true;
}
