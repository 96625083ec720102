/* Findings as JSON and as rows of anomalies.csv (INTERFACE, “Finding”). */
#ifndef GJ_RULE_FINDING_H
#define GJ_RULE_FINDING_H

#include "out/sheet.h"
#include "rule/rule.h"

enum { GJ_FINDING_COLUMNS = 15 };
extern const gj_column gj_finding_columns[GJ_FINDING_COLUMNS];
void gj_finding_row(gj_arena *arena, const gj_report *report, const gj_finding *finding,
                    gj_sheet_cell cells[GJ_FINDING_COLUMNS]);
/* One finding as a JSON object, no newline. */
void gj_finding_json(gj_arena *arena, gj_buffer *buffer, const gj_report *report,
                     const gj_finding *finding);
/* One report's verdict as a JSON object, no newline, around its findings:
 * {"source","agency","year","findings":[ … ],"rules":[{"rule","pass",…}]}. */
void gj_verdict_json_begin(gj_buffer *buffer, const gj_report *report);
void gj_verdict_json_end(gj_buffer *buffer, const gj_user_rules *user,
                         const gj_tally_count *counts);

#endif
