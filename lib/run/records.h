/* Records read back for ranking: the reports.ndjson of a sweep, or the lines
 * that `gouji parse` prints. */
#ifndef GJ_RUN_RECORDS_H
#define GJ_RUN_RECORDS_H

#include "stat/frame.h"

/* Fills `frame` from a sweep's directory or a file of records ("-" is standard
 * input). A directory also tells level, kind, region and parent of each agency
 * and what its report was found to hold wrong; for a file of records the
 * tallies are checked again. GJ_E_USAGE when it cannot be opened, GJ_E_INPUT
 * with the line that is no record. */
gj_code gj_records_read(gj_frame *frame, const char *path, gj_err *err);

#endif
