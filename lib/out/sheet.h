/* A sheet is a typed table on its way out: columns, then rows one at a time.
 * One writer per format, each an entry of a const table; a writer knows sheets
 * and nothing else. Rows stream: nothing is kept.
 */
#ifndef GJ_OUT_SHEET_H
#define GJ_OUT_SHEET_H

#include "base/buffer.h"
#include "base/file.h"

typedef enum gj_column_type {
	GJ_COLUMN_TEXT,
	GJ_COLUMN_NUMBER, /* the cell's text is a JSON number */
	GJ_COLUMN_JSON    /* the cell's text is JSON; CSV prints it as text */
} gj_column_type;

typedef struct gj_column {
	const char *name;    /* English, public */
	const char *name_zh; /* shown with --lang zh */
	gj_column_type type;
} gj_column;

/* A cell of a row; a null ptr is null (CSV: nothing, JSON: null). */
typedef gj_str gj_sheet_cell;

typedef struct gj_sheet_options {
	bool chinese_headers; /* CSV only: JSON keys never change */
	bool bom;             /* CSV: UTF-8 byte order mark, for Excel */
} gj_sheet_options;

typedef struct gj_sheet_format gj_sheet_format;
extern const gj_sheet_format gj_sheet_csv;    /* RFC 4180 with a formula guard */
extern const gj_sheet_format gj_sheet_json;   /* an array of objects */
extern const gj_sheet_format gj_sheet_ndjson; /* one object a line */
const gj_sheet_format *gj_sheet_format_by_name(gj_str name); /* null when unknown */

typedef struct gj_sheet gj_sheet;

/* `output` stays the caller's, who commits it after gj_sheet_close. `columns`
 * outlives the sheet. */
gj_code gj_sheet_open(gj_sheet **sheet, const gj_sheet_format *format, gj_output *output,
                      const gj_column *columns, size_t count, const gj_sheet_options *options,
                      gj_err *err);
void gj_sheet_row(gj_sheet *sheet, const gj_sheet_cell *cells);
/* Writes the end and frees; null is fine. GJ_E_LIMIT or GJ_E_MEMORY when a row
 * could not be formatted and is missing: the output is then to be abandoned. */
gj_code gj_sheet_close(gj_sheet *sheet);

/* Appending one value of a format; the row writers and bulk JSON use these. */
void gj_csv_add_cell(gj_buffer *buffer, gj_str text); /* quoting and formula guard */
void gj_csv_add_head(gj_buffer *buffer, const gj_column *columns, size_t count,
                     const gj_sheet_options *options);
void gj_csv_add_row(gj_buffer *buffer, const gj_column *columns, const gj_sheet_cell *cells,
                    size_t count);
void gj_json_add_string(gj_buffer *buffer, gj_str text); /* with quotes; bad UTF-8 → U+FFFD */

#endif
