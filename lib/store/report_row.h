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

#endif
