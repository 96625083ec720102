/* Reading the store: sweeps, what became of their entries with the reports as they were
 * then, findings, rules; and of every report ever read the newest version.
 *
 * What a visitor is given lives until it returns.
 */
#ifndef GJ_STORE_LOAD_H
#define GJ_STORE_LOAD_H

#include "stat/frame.h"
#include "store/save.h"

typedef struct gj_stored_sweep {
	int64_t id;
	time_t started, finished;
	bool shown;      /* its files were written */
	gj_str program;  /* version of gouji */
	size_t unusable_lines;
	gj_str fetch;    /* JSON; empty when nothing was fetched */
} gj_stored_sweep;

/* The complete sweep of that id, or the last one for 0; texts in the arena. *found is
 * false when there is none. */
gj_code gj_store_find_sweep(gj_store *store, int64_t id, gj_arena *arena, gj_stored_sweep *sweep,
                            bool *found, gj_err *err);
/* The complete sweeps, oldest first. */
typedef gj_code gj_store_sweep_visit(void *context, const gj_stored_sweep *sweep, gj_err *err);
gj_code gj_store_each_sweep(gj_store *store, gj_store_sweep_visit *visit, void *context,
                            gj_err *err);

/* Calls `visit` for each option of a sweep, by name. */
typedef gj_code gj_store_option_visit(void *context, const gj_store_option *option, gj_err *err);
gj_code gj_store_each_option(gj_store *store, int64_t sweep, gj_store_option_visit *visit,
                             void *context, gj_err *err);

/* What is read of each report. */
typedef struct gj_load_plan {
	const gj_field_set *fields; /* null = all; the others read as absent */
	bool sections;
} gj_load_plan;

/* `report` is null unless one was read. */
typedef gj_code gj_store_entry_visit(void *context, const gj_store_entry *entry,
                                     const gj_report *report, gj_err *err);
/* The entries of a sweep, in roster order. */
gj_code gj_store_each_entry(gj_store *store, int64_t sweep, const gj_load_plan *plan,
                            gj_store_entry_visit *visit, void *context, gj_err *err);
/* Of every agency and year ever read, the entries of the last complete sweep that read
 * a report of it (two when two addresses gave one): by agency as first seen, then year. */
gj_code gj_store_each_newest(gj_store *store, const gj_load_plan *plan,
                             gj_store_entry_visit *visit, void *context, gj_err *err);

/* What ranking needs to know of an entry. */
gj_sample_facts gj_store_facts(const gj_store_entry *entry);
/* Adds to a frame the reports of a sweep, in roster order, or with 0 the newest version
 * of every report in the store. Reads only the cells that metrics need. */
gj_code gj_store_fill_frame(gj_store *store, int64_t sweep, gj_frame *frame, gj_err *err);

/* The findings of a sweep, worst first; `position` counts entries from 0. */
typedef gj_code gj_store_finding_visit(void *context, size_t entry,
                                       const gj_finding_text *finding, gj_err *err);
gj_code gj_store_each_finding(gj_store *store, int64_t sweep, gj_store_finding_visit *visit,
                              void *context, gj_err *err);

typedef gj_code gj_store_rule_visit(void *context, const gj_store_rule *rule, gj_err *err);
gj_code gj_store_each_rule(gj_store *store, int64_t sweep, gj_store_rule_visit *visit,
                           void *context, gj_err *err);

#endif
