/* The three statutory tables as officially laid out: a filled form becomes
 * cells with spans, which the renderers turn into markup. Also cuts a table at
 * page breaks, as word processors do.
 */
#ifndef GJ_SUPPORT_FORM_LAYOUT_H
#define GJ_SUPPORT_FORM_LAYOUT_H

#include "form_values.h"

typedef enum gj_layout_kind { GJ_LAYOUT_BAND, GJ_LAYOUT_HEAD, GJ_LAYOUT_LABEL, GJ_LAYOUT_VALUE } gj_layout_kind;

/* How a label is numbered: 一、 then （一） then 1. */
typedef enum gj_numbering_level { GJ_LEVEL_NONE, GJ_LEVEL_PART, GJ_LEVEL_CLAUSE, GJ_LEVEL_ITEM } gj_numbering_level;

typedef struct gj_layout_cell {
	gj_layout_kind kind;
	gj_numbering_level level;
	int ordinal;      /* from 1 where there is a level */
	const char *text; /* the label without its number; null for a value */
	gj_field field;   /* of a value */
	int row, column, row_span, column_span;
} gj_layout_cell;

/* The largest, table 三 of the 2021 form, has 257 cells. */
enum { GJ_LAYOUT_CELLS_MAX = 320 };

typedef struct gj_layout {
	int table, rows, columns, head_rows;
	int count;
	gj_layout_cell cells[GJ_LAYOUT_CELLS_MAX]; /* by row, then column */
} gj_layout;

/* Table 2, 3 or 4 of `form`; rows of which every cell is absent are left out. */
void gj_layout_table(gj_layout *layout, const gj_filled_form *form, int table);

/* Table 二 in five columns, as some bureaus draw it: the second column is wide
 * under the numbers and the third in the head, so that a number stands under two
 * words. Only its order in the row tells which is meant. */
void gj_layout_wander(gj_layout *layout);

/* Rows [from, to) of `whole` as a table of their own. A label whose span is cut
 * stands again at the top of the later part, or leaves an empty cell there. */
typedef struct gj_layout_cut {
	int from, to;
	bool repeat_head, repeat_labels;
} gj_layout_cut;
void gj_layout_slice(gj_layout *part, const gj_layout *whole, const gj_layout_cut *cut);

/* The cell that begins at a slot, or null. */
const gj_layout_cell *gj_layout_anchor(const gj_layout *layout, int row, int column);

#endif
