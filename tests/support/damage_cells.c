/* Damage to tags, cells and spans. */
#include "damage.h"

#include <stdio.h>
#include <string.h>

static bool any_cell(const gj_page_cell *cell)
{
	return !cell->unclosed && !cell->unopened;
}

static bool any_row(const gj_page_row *row)
{
	return !row->as_line && row->count && !row->unclosed;
}

/* Of two rows without a tag between them no one can tell where one ends. */
static bool can_open(const gj_page *page)
{
	return !page->style->unclosed;
}

static bool is_number(const gj_page_cell *cell)
{
	return gj_cell_is_value(cell) && cell->text[0] && strlen(cell->text) > 1 &&
	       strspn(cell->text, "0123456789") == strlen(cell->text);
}

static bool is_filled(const gj_page_cell *cell)
{
	return gj_cell_is_value(cell) && cell->text[0];
}

bool gj_damage_cell_unclosed(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *cell = gj_pick_anywhere(page, random, any_cell, &row, &at);
	return cell && (cell->unclosed = true);
}

bool gj_damage_cell_unopened(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *cell = gj_pick_anywhere(page, random, any_cell, &row, &at);
	return cell && (row->taken = cell->unopened = true);
}

bool gj_damage_row_unclosed(gj_page *page, gj_random *random)
{
	int at = gj_pick_row(page, random, any_row);
	return at >= 0 && (page->rows[at].unclosed = true);
}

bool gj_damage_row_unopened(gj_page *page, gj_random *random)
{
	int at = can_open(page) ? gj_pick_row(page, random, any_row) : -1;
	return at >= 0 && (page->rows[at].unopened = true);
}

/* The rows of a table up to its end tag; `at` is its first row. */
static int table_end(const gj_page *page, int at)
{
	int end = at + 1;
	while (end < page->count && !page->rows[end].begins_table)
		end++;
	return end;
}

static bool begins_table(const gj_page_row *row)
{
	return row->begins_table;
}

bool gj_damage_table_unclosed(gj_page *page, gj_random *random)
{
	int at = gj_pick_row(page, random, begins_table);
	return at >= 0 && (page->rows[table_end(page, at) - 1].table_unclosed = true);
}

bool gj_damage_value_removed(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	if (!gj_pick_anywhere(page, random, gj_cell_is_value, &row, &at))
		return false;
	gj_page_remove_cell(row, at);
	return true;
}

bool gj_damage_label_removed(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	if (!gj_pick_anywhere(page, random, gj_cell_is_label, &row, &at))
		return false;
	row->nameless = true;
	gj_page_remove_cell(row, at);
	return true;
}

bool gj_damage_value_doubled(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	if (!gj_pick_anywhere(page, random, gj_cell_is_value, &row, &at) ||
	    !gj_page_insert_cell(row, at))
		return false;
	row->cells[at] = row->cells[at + 1];
	return true;
}

bool gj_damage_empty_inserted(gj_page *page, gj_random *random)
{
	int row = gj_pick_row(page, random, gj_row_has_values);
	return row >= 0 &&
	       gj_page_insert_cell(&page->rows[row],
	                           gj_random_below(random, page->rows[row].count + 1));
}

bool gj_damage_value_blanked(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *cell = gj_pick_anywhere(page, random, is_filled, &row, &at);
	if (cell)
		gj_print_blank(cell);
	return cell;
}

static gj_page_cell *pick_number(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	return gj_pick_anywhere(page, random, is_number, &row, &at);
}

bool gj_damage_number_in_spans(gj_page *page, gj_random *random)
{
	gj_page_cell *cell = pick_number(page, random);
	return cell && (cell->wrap = GJ_WRAP_SPANS);
}

bool gj_damage_number_boxed(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *cell = gj_pick_anywhere(page, random, any_cell, &row, &at);
	return cell && (cell->wrap = GJ_WRAP_TABLE);
}

static bool part_number(gj_page *page, gj_random *random, char with)
{
	gj_page_cell *cell = pick_number(page, random);
	if (!cell)
		return false;
	size_t length = strlen(cell->text);
	size_t at = 1 + (size_t)gj_random_below(random, (int)length - 1);
	memmove(cell->text + at + 1, cell->text + at, length + 1 - at);
	cell->text[at] = with;
	return true;
}

bool gj_damage_number_in_lines(gj_page *page, gj_random *random)
{
	return part_number(page, random, '\n');
}

bool gj_damage_number_spaced(gj_page *page, gj_random *random)
{
	return part_number(page, random, ' ');
}

/* 5件, ５, 1,234, '5, ="5". */
bool gj_damage_numbers_dressed(gj_page *page, gj_random *random)
{
	gj_page_cell *first = pick_number(page, random);
	if (!first)
		return false;
	char number[GJ_PAGE_TEXT_MAX / 4];
	snprintf(number, sizeof number, "%.32s", first->text);
	size_t length = strlen(number);
	switch (gj_random_below(random, 6)) {
	case 0:
		snprintf(first->text, sizeof first->text, "%s件", number);
		break;
	case 3:
		snprintf(first->text, sizeof first->text, "'%s", number);
		break;
	case 4:
		snprintf(first->text, sizeof first->text, "=\"%s\"", number);
		break;
	case 1:
		snprintf(first->text, sizeof first->text, "%s（其中修订16件）", number);
		break;
	case 2:
		if (length == 4) /* 1，234 */
			snprintf(first->text, sizeof first->text, "%c，%.3s", number[0], number + 1);
		break;
	default:
		first->text[0] = '\0';
		for (size_t i = 0; i < length; i++) {
			size_t end = gj_utf8_put(first->text + 3 * i,
			                         0xFF10u + (unsigned)(number[i] - '0'));
			first->text[3 * i + end] = '\0';
		}
	}
	return true;
}

/* "12 345" is one number to any reader. */
static bool looks_grouped(const gj_page_cell *a, const gj_page_cell *b)
{
	return strlen(a->text) <= 3 && strlen(b->text) == 3;
}

/* Two numbers in one cell, on two lines. */
bool gj_damage_values_merged(gj_page *page, gj_random *random)
{
	int r = gj_pick_row(page, random, gj_row_has_values);
	if (r < 0)
		return false;
	gj_page_row *row = &page->rows[r];
	int at = gj_pick_cell(row, random, is_number);
	if (at < 0 || at + 1 == row->count || !is_number(&row->cells[at + 1]) ||
	    looks_grouped(&row->cells[at], &row->cells[at + 1]))
		return false;
	char joined[GJ_PAGE_TEXT_MAX];
	snprintf(joined, sizeof joined, "%.100s%c%.100s", row->cells[at].text,
	         gj_random_chance(random, 50) ? '\n' : ' ', row->cells[at + 1].text);
	memcpy(row->cells[at].text, joined, sizeof joined);
	row->cells[at].field = GJ_FIELD_NONE;
	if (gj_random_chance(random, 50))
		gj_page_remove_cell(row, at + 1);
	else
		row->cells[at + 1] = (gj_page_cell){ .kind = GJ_LAYOUT_LABEL, .field = GJ_FIELD_NONE,
			                             .column = -1, .column_span = 1, .row_span = 1 };
	return true;
}

/* Two blank cells side by side, drawn as one. */
bool gj_damage_blanks_merged(gj_page *page, gj_random *random)
{
	int r = gj_pick_row(page, random, gj_row_has_values);
	if (r < 0)
		return false;
	gj_page_row *row = &page->rows[r];
	int at = gj_pick_cell(row, random, gj_cell_is_value);
	if (at + 1 == row->count || !gj_cell_is_value(&row->cells[at + 1]))
		return false;
	gj_print_blank(&row->cells[at]);
	row->cells[at].column_span += row->cells[at + 1].column_span;
	gj_page_remove_cell(row, at + 1);
	return true;
}

bool gj_damage_shifted_left(gj_page *page, gj_random *random)
{
	int r = gj_pick_row(page, random, gj_row_has_values);
	if (r < 0 || gj_cell_is_value(&page->rows[r].cells[0]))
		return false;
	page->rows[r].nameless = true;
	gj_page_remove_cell(&page->rows[r], 0);
	return true;
}

bool gj_damage_shifted_right(gj_page *page, gj_random *random)
{
	int r = gj_pick_row(page, random, gj_row_has_values);
	return r >= 0 && gj_page_insert_cell(&page->rows[r], 0);
}

static int other_span(int span, gj_random *random)
{
	static const int odd[] = { 0, 2, 3, 65000 };
	if (gj_random_chance(random, 30))
		return odd[gj_random_below(random, 4)];
	return gj_random_chance(random, 50) ? span + 1 : span - 1;
}

bool gj_damage_column_span(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *cell = gj_pick_anywhere(page, random, any_cell, &row, &at);
	if (cell)
		cell->column_span = other_span(cell->column_span, random);
	return cell;
}

bool gj_damage_row_span(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *cell = gj_pick_anywhere(page, random, any_cell, &row, &at);
	if (cell)
		cell->row_span = other_span(cell->row_span, random);
	return cell;
}
