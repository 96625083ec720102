/* A version of a report as rows: `reports`, `cell_marks`, `sections`. Only for
 * lib/store.
 */
#ifndef GJ_STORE_REPORT_ROW_H
#define GJ_STORE_REPORT_ROW_H

#include "store/pack.h"
#include "store/query.h"

enum { GJ_TAINT_BYTES = 128 }; /* of entries.tainted: a bit for each of 1,023 fields */

/* The row of this version, a new one when it is new. */
gj_code gj_report_row_keep(gj_store *store, int64_t agency, const gj_report *report,
                           const gj_store_part *part, int64_t *id, gj_err *err);

/* Reading versions back. */
typedef struct gj_report_reader {
	gj_store *store;
	sqlite3_stmt *report, *marks, *sections; /* the last is null when not asked for */
	gj_field fields[GJ_FIELD_COUNT];
	size_t field_count;
	gj_field_set wanted;
	gj_field of_id[8 * GJ_TAINT_BYTES]; /* by row of `fields` */
	gj_report read;
	gj_arena arena; /* texts of `read` */
} gj_report_reader;

/* `fields` null = all. Release in every case. */
gj_code gj_report_reader_init(gj_report_reader *reader, gj_store *store,
                              const gj_field_set *fields, bool sections, gj_err *err);
void gj_report_reader_release(gj_report_reader *reader);
/* Fills `reader->read` but for names, year, source and digest. */
gj_code gj_report_reader_load(gj_report_reader *reader, int64_t id, gj_err *err);

#endif
