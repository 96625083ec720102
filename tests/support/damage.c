#include "damage.h"

#include <stdio.h>
#include <string.h>

enum { WEB = GJ_DAMAGE_CLEAR_WEB, CLEAR = GJ_DAMAGE_CLEAR, TAGS = GJ_DAMAGE_MARKUP };

const gj_damage gj_damages[] = {
	{ "cell_unclosed", gj_damage_cell_unclosed, TAGS | WEB },
	{ "cell_unopened", gj_damage_cell_unopened, TAGS },
	{ "row_unclosed", gj_damage_row_unclosed, TAGS | WEB },
	{ "row_unopened", gj_damage_row_unopened, TAGS | WEB },
	{ "table_unclosed", gj_damage_table_unclosed, TAGS },
	{ "value_removed", gj_damage_value_removed, 0 },
	{ "label_removed", gj_damage_label_removed, 0 },
	{ "value_doubled", gj_damage_value_doubled, 0 },
	{ "empty_inserted", gj_damage_empty_inserted, 0 },
	{ "value_blanked", gj_damage_value_blanked, CLEAR },
	{ "number_in_spans", gj_damage_number_in_spans, TAGS | WEB },
	{ "number_in_lines", gj_damage_number_in_lines, TAGS },
	{ "number_spaced", gj_damage_number_spaced, 0 },
	{ "number_boxed", gj_damage_number_boxed, TAGS | WEB },
	{ "numbers_dressed", gj_damage_numbers_dressed, CLEAR },
	{ "values_merged", gj_damage_values_merged, 0 },
	{ "blanks_merged", gj_damage_blanks_merged, TAGS },
	{ "shifted_left", gj_damage_shifted_left, 0 },
	{ "shifted_right", gj_damage_shifted_right, 0 },
	{ "column_span", gj_damage_column_span, TAGS },
	{ "row_span", gj_damage_row_span, TAGS },
	{ "row_deleted", gj_damage_row_deleted, 0 },
	{ "row_doubled", gj_damage_row_doubled, CLEAR },
	{ "row_contradicted", gj_damage_row_contradicted, 0 },
	{ "items_swapped", gj_damage_items_swapped, CLEAR },
	{ "rows_swapped", gj_damage_rows_swapped, 0 },
	{ "table_cut", gj_damage_table_cut, 0 },
	{ "table_cut_with_head", gj_damage_table_cut_with_head, CLEAR },
	{ "head_repeated", gj_damage_head_repeated, CLEAR },
	{ "head_dropped", gj_damage_head_dropped, 0 },
	{ "head_row_dropped", gj_damage_head_row_dropped, 0 },
	{ "page_number", gj_damage_page_number, CLEAR },
	{ "bare_page_number", gj_damage_bare_page_number, CLEAR },
	{ "note_row", gj_damage_note_row, CLEAR },
	{ "local_row", gj_damage_local_row, CLEAR },
	{ "local_for_deleted", gj_damage_local_for_deleted, 0 },
	{ "local_column", gj_damage_local_column, 0 },
	{ "table_doubled", gj_damage_table_doubled, CLEAR },
	{ "table_contradicted", gj_damage_table_contradicted, 0 },
	{ "other_form_row", gj_damage_other_form_row, 0 },
	{ "label_letter", gj_damage_label_letter, CLEAR },
	{ "label_letters", gj_damage_label_letters, CLEAR },
	{ "label_cut_short", gj_damage_label_cut_short, CLEAR },
	{ "label_unnumbered", gj_damage_label_unnumbered, CLEAR },
	{ "label_misnumbered", gj_damage_label_misnumbered, CLEAR },
	{ "label_instructed", gj_damage_label_instructed, CLEAR },
	{ "label_dated", gj_damage_label_dated, CLEAR },
	{ "label_in_two_cells", gj_damage_label_in_two_cells, 0 },
	{ "label_in_two_rows", gj_damage_label_in_two_rows, 0 },
	{ "label_unknown", gj_damage_label_unknown, 0 },
	{ "label_of_other_row", gj_damage_label_of_other_row, 0 },
	{ "label_in_front", gj_damage_label_in_front, 0 },
	{ "group_blanked", gj_damage_group_blanked, CLEAR },
	{ "group_removed", gj_damage_group_removed, 0 },
	{ "head_letter", gj_damage_head_letter, CLEAR },
	{ "head_word_unknown", gj_damage_head_word_unknown, 0 },
	{ "total_on_top", gj_damage_total_on_top, CLEAR },
	{ "columns_swapped", gj_damage_columns_swapped, WEB },
	{ "columns_swapped_4", gj_damage_columns_swapped_4, WEB },
	{ "head_4_two_rows", gj_damage_head_4_two_rows, WEB },
	{ "head_4_one_row", gj_damage_head_4_one_row, WEB },
	{ "head_4_no_groups", gj_damage_head_4_no_groups, 0 },
	{ "table_4_line", gj_damage_table_4_line, 0 },
};

const size_t gj_damage_count = sizeof gj_damages / sizeof gj_damages[0];

/* --- picking -------------------------------------------------------------- */

int gj_pick_row(const gj_page *page, gj_random *random, gj_row_fits *fits)
{
	int count = 0, picked = -1;
	for (int i = 0; i < page->count; i++)
		if (fits(&page->rows[i]) && gj_random_below(random, ++count) == 0)
			picked = i;
	return picked;
}

int gj_pick_cell(const gj_page_row *row, gj_random *random, gj_cell_fits *fits)
{
	int count = 0, picked = -1;
	for (int i = 0; i < row->count; i++)
		if (fits(&row->cells[i]) && gj_random_below(random, ++count) == 0)
			picked = i;
	return picked;
}

gj_page_cell *gj_pick_anywhere(gj_page *page, gj_random *random, gj_cell_fits *fits,
                               gj_page_row **row, int *at)
{
	int count = 0;
	gj_page_cell *picked = NULL;
	for (int r = 0; r < page->count; r++)
		for (int c = 0; c < page->rows[r].count; c++)
			if (fits(&page->rows[r].cells[c]) && gj_random_below(random, ++count) == 0) {
				*row = &page->rows[r];
				*at = c;
				picked = &page->rows[r].cells[c];
			}
	return picked;
}

bool gj_cell_is_value(const gj_page_cell *cell)
{
	return cell->kind == GJ_LAYOUT_VALUE;
}

bool gj_cell_is_label(const gj_page_cell *cell)
{
	return cell->kind == GJ_LAYOUT_LABEL && cell->text[0] && !cell->covered && cell->column >= 0;
}

bool gj_row_has_values(const gj_page_row *row)
{
	for (int i = 0; i < row->count; i++)
		if (gj_cell_is_value(&row->cells[i]))
			return true;
	return false;
}

void gj_print_other(gj_page_cell *cell, gj_random *random)
{
	int number = 1 + gj_random_below(random, 9999);
	while (cell->has_number && !cell->number.scale && cell->number.units == number)
		number++;
	cell->has_number = true;
	cell->number = gj_decimal_of(number);
	snprintf(cell->text, sizeof cell->text, "%d", number);
}

void gj_print_blank(gj_page_cell *cell)
{
	cell->has_number = false;
	cell->text[0] = '\0';
}
