/* What a run counts as it goes: enough for its last words and its exit code. */
#ifndef GJ_RUN_TOTALS_H
#define GJ_RUN_TOTALS_H

#include "delta/delta.h"
#include "run/capture.h"
#include "run/coverage.h"

typedef struct gj_totals {
	size_t sources;
	size_t unusable_lines;                /* of the source lists */
	size_t covered[GJ_COVERED_COUNT];
	size_t timeliness[GJ_TIMELY_COUNT];
	size_t findings[GJ_ERROR + 1];        /* new and open ones */
	size_t failing[GJ_ERROR + 1];         /* those of them that no baseline knows */
	size_t statuses[GJ_STATUS_ACCEPTED + 1];
	gj_tally_count *rules;                /* gj_rule_slots() of them */
	bool fetched;                         /* `capture` is filled */
	gj_capture_totals capture;
	gj_delta_totals changes;              /* since the last sweep into the directory */
} gj_totals;

gj_code gj_totals_init(gj_totals *totals, gj_err *err);
void gj_totals_release(gj_totals *totals);
void gj_totals_count(gj_totals *totals, const gj_reading *reading, const gj_store_entry *entry);
void gj_totals_count_verdict(gj_totals *totals, const gj_verdict *verdict);

/* Appends what fetching came to as JSON, nothing when there was none. Uses cJSON: one
 * thread. */
gj_code gj_totals_tell_fetch(const gj_totals *totals, gj_buffer *to, gj_err *err);

#endif
