/* Kinds of damage that real reports come with, as a const table: each takes a
 * laid-out page and breaks it in one place. What may still be read from the
 * page is in its cells (see damaged_page.h).
 */
#ifndef GJ_SUPPORT_DAMAGE_H
#define GJ_SUPPORT_DAMAGE_H

#include "damaged_page.h"
#include "random.h"

/* False, and the page as it was, where the damage finds nothing to break. */
typedef bool gj_damage_apply(gj_page *page, gj_random *random);

typedef enum gj_damage_flag {
	GJ_DAMAGE_MARKUP = 1,     /* to tags and spans: web pages only */
	GJ_DAMAGE_CLEAR_WEB = 2,  /* leaves a web page unambiguous: right and free of doubt */
	GJ_DAMAGE_CLEAR_TEXT = 4, /* the same for a text */
	GJ_DAMAGE_CLEAR = 6
} gj_damage_flag;

typedef struct gj_damage {
	const char *name;
	gj_damage_apply *apply;
	unsigned flags;
} gj_damage;

extern const gj_damage gj_damages[];
extern const size_t gj_damage_count;

/* A random row or cell that `fits`, or -1; used by the kinds themselves. */
typedef bool gj_row_fits(const gj_page_row *row);
typedef bool gj_cell_fits(const gj_page_cell *cell);
int gj_pick_row(const gj_page *page, gj_random *random, gj_row_fits *fits);
int gj_pick_cell(const gj_page_row *row, gj_random *random, gj_cell_fits *fits);
bool gj_row_has_values(const gj_page_row *row);
bool gj_cell_is_value(const gj_page_cell *cell);
bool gj_cell_is_label(const gj_page_cell *cell);
/* A cell anywhere. */
gj_page_cell *gj_pick_anywhere(gj_page *page, gj_random *random, gj_cell_fits *fits,
                               gj_page_row **row, int *at);
/* Another number than the cell prints. */
void gj_print_other(gj_page_cell *cell, gj_random *random);

void gj_print_blank(gj_page_cell *cell);

/* damage_cells.c */
gj_damage_apply gj_damage_cell_unclosed, gj_damage_cell_unopened, gj_damage_row_unclosed,
	gj_damage_row_unopened, gj_damage_table_unclosed, gj_damage_value_removed,
	gj_damage_label_removed, gj_damage_value_doubled, gj_damage_empty_inserted,
	gj_damage_value_blanked, gj_damage_number_in_spans, gj_damage_number_in_lines,
	gj_damage_number_spaced, gj_damage_number_boxed, gj_damage_numbers_dressed,
	gj_damage_values_merged, gj_damage_blanks_merged, gj_damage_shifted_left,
	gj_damage_shifted_right, gj_damage_column_span, gj_damage_row_span;
/* damage_rows.c */
gj_damage_apply gj_damage_row_deleted, gj_damage_row_doubled, gj_damage_row_contradicted,
	gj_damage_items_swapped, gj_damage_rows_swapped, gj_damage_table_cut,
	gj_damage_table_cut_with_head, gj_damage_head_repeated, gj_damage_head_dropped,
	gj_damage_head_row_dropped, gj_damage_page_number, gj_damage_bare_page_number, gj_damage_note_row,
	gj_damage_local_row, gj_damage_local_column, gj_damage_table_doubled,
	gj_damage_table_contradicted, gj_damage_other_form_row, gj_damage_local_for_deleted;
/* damage_words.c */
gj_damage_apply gj_damage_label_letter, gj_damage_label_letters, gj_damage_label_cut_short,
	gj_damage_label_unnumbered, gj_damage_label_misnumbered, gj_damage_label_instructed,
	gj_damage_label_dated, gj_damage_label_in_two_cells, gj_damage_label_in_two_rows,
	gj_damage_label_unknown, gj_damage_label_of_other_row, gj_damage_label_in_front,
	gj_damage_group_blanked, gj_damage_group_removed, gj_damage_head_letter,
	gj_damage_head_word_unknown;
/* damage_heads.c */
gj_damage_apply gj_damage_total_on_top, gj_damage_columns_swapped, gj_damage_columns_swapped_4,
	gj_damage_head_4_two_rows, gj_damage_head_4_one_row, gj_damage_head_4_no_groups,
	gj_damage_table_4_line;

#endif
