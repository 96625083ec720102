/* From a document to the record of a report: its tables, and what stands around
 * them. */
#ifndef GJ_MAP_READ_H
#define GJ_MAP_READ_H

#include "form/report.h"

/* Reads one document. GJ_OK with refusal set when it is no report. */
gj_code gj_report_read(gj_arena *arena, gj_str bytes, const gj_document_hints *hints,
                       gj_report *report, gj_err *err);

/* The same from a document already decoded, which lives in the same arena. */
gj_code gj_report_map(gj_arena *arena, const gj_document *document, gj_report *report,
                      gj_err *err);

#endif
