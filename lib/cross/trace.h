/* A report's numbers in small: enough of each cell to compare it with another
 * report's, in about 1.2 KB instead of some 300 KB.
 *
 * Of a cell stay state, doubts, number and place; of its text only what it means
 * for sums (5.2万 comes back as no number). Agency, year, sections and title are
 * the caller's to keep.
 */
#ifndef GJ_CROSS_TRACE_H
#define GJ_CROSS_TRACE_H

#include "form/report.h"

/* Appends the trace of every value. */
void gj_trace_pack(gj_buffer *to, const gj_report *report);
/* Sets every value of `report` from a trace; its other parts are left alone. */
void gj_trace_unpack(gj_str trace, gj_report *report);

#endif
