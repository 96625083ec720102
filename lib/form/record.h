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

/* Columns of reports.csv: record header, every field of the 2021 form in its
 * order, those only in the 2019 form, then `marks`, `doubts`; GJ_RECORD_COLUMNS
 * of them, made from the form tables in the arena. Null when that is exhausted. */
enum { GJ_RECORD_HEAD = 12, GJ_RECORD_COLUMNS = GJ_RECORD_HEAD + GJ_FIELD_COUNT + 2 };
const gj_column *gj_record_columns(gj_arena *arena);
/* Fills `cells` (GJ_RECORD_COLUMNS of them) with text in the arena; false when
 * that is exhausted, and then the row is not to be written. */
bool gj_record_row(gj_arena *arena, const gj_report *report, gj_sheet_cell *cells);

#endif
