/* Reports read back for ranking: from a store, from the reports.ndjson of a sweep, or
 * from the lines that `gouji parse` prints. */
#ifndef GJ_RUN_RECORDS_H
#define GJ_RUN_RECORDS_H

#include "stat/frame.h"

/* Fills `frame` from a sweep's directory, a store or a file of records ("-" is standard
 * input). A store gives the newest version of every report it ever saw, of all years,
 * and a directory is read by its store. A directory without one also tells level, kind,
 * region and parent of each agency and what its report was found to hold wrong; for a
 * file of records the tallies are checked again. GJ_E_USAGE when it cannot be opened,
 * GJ_E_INPUT with the line that is no record, GJ_E_DAMAGED. */
gj_code gj_records_read(gj_frame *frame, const char *path, gj_err *err);

/* Visits the same reports, each with all its cells, in the order of the frame's
 * samples. What is given lives until the visitor returns. */
typedef gj_code gj_record_visit(void *context, const gj_report *report,
                                const gj_sample_facts *facts, gj_err *err);
gj_code gj_records_each(const char *path, gj_record_visit *visit, void *context, gj_err *err);

/* Adds the agencies of the last sweep of which no report was read; for a file of
 * records, which knows none, nothing. */
gj_code gj_records_add_absentees(gj_frame *frame, const char *path, gj_err *err);

#endif
