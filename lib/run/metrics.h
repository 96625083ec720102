/* What a sweep came to, for a monitor: Prometheus' text format, as the textfile
 * collector of its node exporter reads it.
 *
 * The file has two parts. How the last run ended is always new; what the results
 * are stays, when a run wrote none, as the last one that did had left it, with
 * its time: gouji_last_success_timestamp_seconds.
 */
#ifndef GJ_RUN_METRICS_H
#define GJ_RUN_METRICS_H

#include "run/sweep.h"

typedef struct gj_metrics_run {
	const char *out;                /* the directory: a label of every metric */
	time_t began, ended;
	int status;                     /* exit code */
	const gj_sweep_result *result;  /* null, or not `published`: there are no new results */
} gj_metrics_run;

/* Writes `path` beside and renames it. GJ_E_WRITE, GJ_E_MEMORY. */
gj_code gj_metrics_write(const char *path, const gj_metrics_run *run, gj_err *err);

#endif
