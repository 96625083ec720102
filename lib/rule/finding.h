/* Findings as JSON and as rows of anomalies.csv (INTERFACE, “Finding”). */
#ifndef GJ_RULE_FINDING_H
#define GJ_RULE_FINDING_H

#include "out/sheet.h"
#include "rule/rule.h"

enum {
	GJ_FINDING_RULE, GJ_FINDING_SEVERITY, GJ_FINDING_STATUS, GJ_FINDING_AGENCY,
	GJ_FINDING_REGION, GJ_FINDING_YEAR, GJ_FINDING_FIELD, GJ_FINDING_EXPECTED,
	GJ_FINDING_ACTUAL, GJ_FINDING_DIFFERENCE, GJ_FINDING_MESSAGE, GJ_FINDING_HYPOTHESIS,
	GJ_FINDING_DOUBT, GJ_FINDING_SOURCE, GJ_FINDING_LOCATION, GJ_FINDING_COLUMNS
};
extern const gj_column gj_finding_columns[GJ_FINDING_COLUMNS];
void gj_finding_row(gj_arena *arena, const gj_report *report, const gj_finding *finding,
                    gj_sheet_cell cells[GJ_FINDING_COLUMNS]);

/* All that is told of a finding, in words. */
typedef struct gj_finding_text {
	gj_sheet_cell cells[GJ_FINDING_COLUMNS];
	gj_str fields, hypotheses; /* JSON arrays */
	gj_str fingerprint, justification;
} gj_finding_text;
/* In the arena; false when memory is out. */
bool gj_finding_tell(gj_arena *arena, gj_buffer *scratch, const gj_report *report,
                     const gj_finding *finding, gj_finding_text *text);
void gj_finding_text_json(gj_buffer *buffer, const gj_finding_text *text);
/* One finding as a JSON object, no newline. */
void gj_finding_json(gj_arena *arena, gj_buffer *buffer, const gj_report *report,
                     const gj_finding *finding);
/* One report's verdict as a JSON object, no newline, around its findings:
 * {"source","agency","year","findings":[ … ],"rules":[{"rule","pass",…}]}. */
void gj_verdict_json_begin(gj_buffer *buffer, const gj_report *report);
void gj_verdict_json_end(gj_buffer *buffer, const gj_user_rules *user,
                         const gj_tally_count *counts);

#endif
