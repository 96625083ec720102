/* Writing a sweep into the store: begin, entry by entry in roster order with the
 * findings of each, what comparing the reports added, end.
 *
 * Rows are committed in batches of some thousands, so that a sweep that is cut short
 * loses no version of a report it had committed. Only the last transaction makes the
 * sweep complete.
 */
#ifndef GJ_STORE_SAVE_H
#define GJ_STORE_SAVE_H

#include "net/source.h"
#include "rule/finding.h"
#include "store/pack.h"
#include "store/store.h"

/* An option that shapes what a sweep writes, as the user spells it. */
typedef struct gj_store_option {
	const char *name, *value;
} gj_store_option;

typedef struct gj_store_sweep {
	time_t started;
	size_t unusable_lines; /* of the source lists */
	const gj_store_option *options;
	size_t option_count;
} gj_store_sweep;

/* What is left of a sweep that was cut short is no longer shown as running. */
gj_code gj_store_begin(gj_store *store, const gj_store_sweep *sweep, gj_err *err);
int64_t gj_store_sweep_id(const gj_store *store); /* of the sweep begun last */

/* What became of a roster entry; texts are those of coverage.csv. */
typedef struct gj_store_entry {
	const gj_source *source;
	gj_str agency, region; /* as the report is named */
	int year;              /* reported on, 0 = unknown */
	gj_str status, reason, answer, published, due, late, form, year_disputed, changed;
	uint32_t errors, warnings;
	const gj_field_set *tainted; /* null = none */
	/* What the address gave; all empty for a local file without digest. */
	time_t captured_at;
	long http_status;
	gj_str final_url, followed, digest, record;
} gj_store_entry;

/* The next entry; `report` and `part` are null unless a report was read. */
gj_code gj_store_add_entry(gj_store *store, const gj_store_entry *entry, const gj_report *report,
                           const gj_store_part *part, gj_err *err);
/* A version of a report that no entry of this sweep is about: of its past. */
gj_code gj_store_add_version(gj_store *store, const gj_report *report, const gj_store_part *part,
                             gj_err *err);
/* More errors and warnings of an entry, from 0, that comparing the reports found. */
gj_code gj_store_add_faults(gj_store *store, size_t entry, uint32_t errors, uint32_t warnings,
                            gj_err *err);

typedef struct gj_store_finding {
	gj_severity severity;
	size_t rule_index; /* see gj_rule_index */
	int year;
	gj_finding_text text;
} gj_store_finding;

/* A finding of an entry, counted from 0, that was added. */
gj_code gj_store_add_finding(gj_store *store, size_t entry, const gj_store_finding *finding,
                             gj_err *err);

/* How a rule fared. */
typedef struct gj_store_rule {
	gj_str rule, severity;
	uint64_t outcomes[GJ_OUTCOMES];
	gj_str why; /* JSON: reasons it could not be assessed */
} gj_store_rule;
gj_code gj_store_add_rule(gj_store *store, size_t ordinal, const gj_store_rule *rule, gj_err *err);

/* Makes the sweep complete, for this store alone until gj_store_commit ends the last
 * transaction. `fetch` is JSON, or empty when nothing was fetched. */
gj_code gj_store_end(gj_store *store, time_t finished, gj_str fetch, gj_err *err);
gj_code gj_store_commit(gj_store *store, gj_err *err);
/* Notes that the files of a complete sweep are written. */
gj_code gj_store_shown(gj_store *store, int64_t sweep, gj_err *err);

#endif
