/* What a sweep comes to: counts, and summary.json. */
#ifndef GJ_RUN_SUMMARY_H
#define GJ_RUN_SUMMARY_H

#include "cross/cross.h"
#include "run/capture.h"
#include "run/coverage.h"

typedef struct gj_totals {
	size_t sources;
	size_t unusable_lines;                /* of the source lists */
	size_t covered[GJ_COVERED_COUNT];
	size_t forms[GJ_FORM_COUNT], mixed_form, no_form;
	size_t lateness[GJ_LATENESS_UNKNOWN + 1];
	size_t findings[GJ_ERROR + 1];        /* new and open ones */
	size_t failing[GJ_ERROR + 1];         /* those of them that no baseline knows */
	size_t statuses[GJ_STATUS_ACCEPTED + 1];
	gj_tally_count *rules;                /* gj_rule_slots() of them */
	size_t *rule_findings;                /* gj_rule_slots() of them */
	bool fetched;                         /* `capture` is filled */
	gj_capture_totals capture;
} gj_totals;

gj_code gj_totals_init(gj_totals *totals, gj_err *err);
void gj_totals_release(gj_totals *totals);
void gj_totals_count(gj_totals *totals, gj_reading *reading);
void gj_totals_count_verdict(gj_totals *totals, const gj_verdict *verdict);

/* summary.json; on the calling thread (cJSON). `cross` says why rules could not be
 * assessed. */
gj_code gj_summary_write(const gj_totals *totals, const gj_user_rules *user,
                         const gj_cross *cross, gj_output *output, gj_err *err);

#endif
