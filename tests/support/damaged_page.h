/* A report's tables as rows of cells in the order they are written, open to
 * damage: each cell knows which field it belongs to whatever happens to it, so
 * what a reader may find is known after any damage. Cost: a page is a few
 * megabytes and belongs in static storage.
 */
#ifndef GJ_SUPPORT_DAMAGED_PAGE_H
#define GJ_SUPPORT_DAMAGED_PAGE_H

#include "render.h"

enum { GJ_PAGE_CELLS_MAX = 32, GJ_PAGE_ROWS_MAX = 160, GJ_PAGE_TEXT_MAX = 256 };

/* How the content of a cell is wrapped in a web page. */
typedef enum gj_wrap { GJ_WRAP_NONE, GJ_WRAP_SPANS, GJ_WRAP_TABLE } gj_wrap;

typedef struct gj_page_cell {
	gj_layout_kind kind;
	gj_field field; /* GJ_FIELD_NONE for all but values, and for values of no form */
	gj_wrap wrap;
	bool covered;            /* a slot under a span, where the markup writes slots */
	bool unopened, unclosed; /* the tag is missing */
	int column; /* of the official grid; -1 for cells it does not have */
	int column_span, row_span;
	bool has_number; /* what a reader should make of a value */
	gj_decimal number;
	char text[GJ_PAGE_TEXT_MAX];
} gj_page_cell;

typedef struct gj_page_row {
	int table;         /* 2, 3, 4 */
	bool begins_table; /* a table of its own begins here */
	bool head;         /* header words */
	bool unopened, unclosed, table_unclosed;
	bool taken, put;   /* a cell was taken out, put in */
	bool nameless;     /* its label is lost */
	const char *as_line; /* not a row of the table: a line of text, this between its cells */
	int count;
	gj_page_cell cells[GJ_PAGE_CELLS_MAX];
} gj_page_row;

typedef struct gj_page {
	const gj_render_style *style;
	const gj_filled_form *form;
	bool slots; /* the markup writes a cell for each slot of a span */
	int count;
	gj_page_row rows[GJ_PAGE_ROWS_MAX];
} gj_page;

/* The undamaged page; false for a markup that has no rows, or no cells. */
bool gj_page_lay(gj_page *page, const gj_filled_form *form, const gj_render_style *style);
/* The page as a file in UTF-8. */
void gj_page_write(gj_buffer *out, const gj_page *page);

/* Where `row` may be inserted or taken out; null when there is no room. */
gj_page_row *gj_page_insert_row(gj_page *page, int at);
void gj_page_remove_row(gj_page *page, int at);
gj_page_cell *gj_page_insert_cell(gj_page_row *row, int at);
void gj_page_remove_cell(gj_page_row *row, int at);

#endif
