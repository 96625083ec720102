/* One report for a person: its tables as read, each finding beside its row, and
 * where every number stands in the source. */
#ifndef GOUJI_SHOW_TABLES_H
#define GOUJI_SHOW_TABLES_H

#include "run/batch.h"

/* Head, the three tables with what was found in them, and other findings. */
void show_report(gj_buffer *to, gj_reading *reading, bool chinese, bool colour);

/* A line a cell: field, printed text, state, doubts, table, row, column, bytes. */
void show_cells(gj_buffer *to, const gj_reading *reading);

#endif
