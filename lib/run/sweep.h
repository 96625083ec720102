/* The main job: fetch a roster, read and check every report, rank the agencies,
 * and write the results into one directory.
 *
 * Results are in roster order whatever the threads or the network did. What is found
 * goes into the store as it is found; all files are written from there under temporary
 * names, then the sweep becomes complete in the store, then the files are renamed. So a
 * sweep that was cut short is either not complete, and nothing shows it, or complete,
 * and the next one shows it first. A store that is damaged is set aside, and a new one
 * begun. What a document holds wrong is a finding; an error is only what keeps this run
 * from its results. Memory grows with a few hundred bytes a report (rankings).
 */
#ifndef GJ_RUN_SWEEP_H
#define GJ_RUN_SWEEP_H

#include "docket/policy.h"
#include "run/history.h"
#include "run/publish.h"
#include "run/totals.h"

typedef enum gj_phase { GJ_PHASE_FETCH, GJ_PHASE_READ, GJ_PHASE_PUBLISH, GJ_PHASE_COUNT } gj_phase;

typedef struct gj_sweep_progress {
	gj_phase phase;
	size_t total, done, failed, in_flight;
	size_t waiting_hosts; /* that may not be asked yet */
	uint64_t bytes;
} gj_sweep_progress;

typedef void gj_sweep_tick(void *context, const gj_sweep_progress *progress);

/* From the options kept with a sweep in the store to what they mean; what they point to
 * outlives the call. */
typedef gj_code gj_sweep_recall(void *context, gj_store *store, int64_t sweep,
                                gj_publish_options *options, gj_err *err);

typedef struct gj_sweep_options {
	const char *out;            /* where the results go */
	const char *archive;        /* null = OUT/archive */
	bool offline;               /* the archive only */
	bool dig;                   /* keep what the archive has of the past too */
	bool force;                 /* write beside files that are not of a sweep */
	bool digest;                /* SHA-256 of local files too */
	unsigned jobs;              /* 0 = all cores */
	gj_policy *policy;          /* its baseline takes in the last sweep into `out` */
	gj_publish_options publish; /* its language is that of findings too */
	const gj_store_option *recorded; /* the same as the user spells it: kept with the sweep */
	size_t recorded_count;
	gj_sweep_recall *recall;    /* may be null: then files that were not written are not */
	const char *as_of;          /* the day of judgement; null = that of the newest capture */
	gj_fetch_options fetch;     /* its `stop` also ends the reading */
	time_t since;               /* good captures since then are not fetched again */
	bool retry_failed;          /* nor any good one, however old */
	gj_capture_told *told;      /* may be null */
	gj_sweep_tick *tick;        /* may be null */
	void *context;
} gj_sweep_options;

typedef struct gj_sweep_result {
	gj_totals totals;
	bool resumed;     /* a run that was cut short went on here */
	bool interrupted; /* `stop` was set: no result file was touched */
	gj_history history; /* with `dig` */
	bool published;   /* the result files are there */
	double seconds[GJ_PHASE_COUNT];
	bool shown_late;  /* the last sweep had been cut short before its files appeared */
	char aside[PATH_MAX]; /* where a damaged store was put; empty = none */
} gj_sweep_result;

/* GJ_E_USAGE for a directory that is not a sweep's, GJ_E_LOCKED, GJ_E_WRITE…
 * Release `result` in every case. */
gj_code gj_sweep(const gj_sweep_options *options, const gj_roster *roster,
                 gj_sweep_result *result, gj_err *err);
void gj_sweep_result_release(gj_sweep_result *result);

/* Fetches only: the archive directory is made and locked for the time. */
gj_code gj_sweep_fetch(const gj_sweep_options *options, const gj_roster *roster,
                       gj_capture_totals *totals, gj_err *err);

#endif
