/* The record as JSON (one object, one line) and back; the row of reports.csv. */
#ifndef GJ_FORM_RECORD_H
#define GJ_FORM_RECORD_H

#include "form/report.h"
#include "out/sheet.h"

/* Appends the record of INTERFACE “Record” and a newline. */
void gj_record_json(gj_buffer *buffer, const gj_report *report);

/* Reads one such line back: cells, marks, sections, agency, year, forms, doubts.
 * Places are not in the record and stay empty. GJ_E_INPUT with the reason. */
gj_code gj_record_parse(gj_arena *arena, gj_str line, gj_report *report, gj_err *err);

/* Columns of reports.csv: record header, every field of both forms, then
 * `marks`, `doubts`. Constant; GJ_RECORD_COLUMNS of them. */
enum { GJ_RECORD_HEAD = 12, GJ_RECORD_COLUMNS = GJ_RECORD_HEAD + GJ_FIELD_COUNT + 2 };
const gj_column *gj_record_columns(void);
/* Fills `cells` (GJ_RECORD_COLUMNS of them) with text in the arena. */
void gj_record_row(gj_arena *arena, const gj_report *report, gj_sheet_cell *cells);

#endif
