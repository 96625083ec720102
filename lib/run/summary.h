/* summary.json: what a sweep comes to, counted from what the store has of it. */
#ifndef GJ_RUN_SUMMARY_H
#define GJ_RUN_SUMMARY_H

#include "base/name_map.h"
#include "delta/delta.h"
#include "run/coverage.h"
#include "store/load.h"

typedef struct gj_summary {
	size_t sources;
	size_t covered[GJ_COVERED_COUNT];
	size_t forms[GJ_FORM_COUNT], mixed_form, no_form;
	size_t lateness[GJ_LATENESS_UNKNOWN + 1];
	size_t timeliness[GJ_TIMELY_COUNT];
	size_t findings[GJ_ERROR + 1]; /* new and open ones */
	size_t statuses[GJ_STATUS_ACCEPTED + 1];
	gj_delta_totals changes;       /* since the sweep before */
	gj_name_map by_rule;           /* findings that are there, accepted or not */
} gj_summary;

/* Zeroed = empty. */
void gj_summary_release(gj_summary *summary);
void gj_summary_count_entry(gj_summary *summary, const gj_store_entry *entry, gj_str as_of);
/* GJ_OK or GJ_E_MEMORY. */
gj_code gj_summary_count_finding(gj_summary *summary, const gj_finding_text *finding);

/* On the calling thread (cJSON). */
gj_code gj_summary_write(const gj_summary *summary, gj_store *store, const gj_stored_sweep *sweep,
                         gj_output *output, gj_err *err);

#endif
