/* What was found before: a baseline that somebody wrote down, and the last sweep
 * into the same directory.
 *
 * A baseline is a file of JSON objects, one a line, each with a finding's
 * `fingerprint`, `rule`, `severity`, `agency`, `region`, `year`, `source`, `field`
 * and `message`. Findings keep their fingerprint as long as agency, year, rule and
 * fields stay the same, whatever the numbers.
 */
#ifndef GJ_DOCKET_BASELINE_H
#define GJ_DOCKET_BASELINE_H

#include "docket/teller.h"

typedef struct gj_baseline gj_baseline;

gj_code gj_baseline_new(gj_baseline **baseline, gj_err *err);
void gj_baseline_free(gj_baseline *baseline); /* null is fine */

/* Adds what a baseline file knows: those findings are not news and fail no run.
 * GJ_E_USAGE when it cannot be opened, GJ_E_INPUT with the line that is wrong. */
gj_code gj_baseline_read(gj_baseline *baseline, const char *path, gj_err *err);
/* Adds what the last sweep into `directory` found; nothing when there was none.
 * GJ_E_INPUT when its anomalies.json cannot be understood. */
gj_code gj_baseline_read_sweep(gj_baseline *baseline, const char *directory, gj_err *err);
/* Appends the lines of a baseline for what the sweep in `directory` found; false
 * when there was none. */
gj_code gj_baseline_copy_sweep(gj_buffer *to, const char *directory, bool *found, gj_err *err);

/* Sets the status of every finding and its fingerprint. Any thread. */
void gj_baseline_compare(const gj_baseline *baseline, gj_arena *arena, const gj_report *report,
                         gj_verdict *verdict);
/* Notes that these findings are still there. One thread. */
void gj_baseline_see(gj_baseline *baseline, const gj_verdict *verdict);
/* Forgets what was seen and told: the same run begins again. */
void gj_baseline_restart(gj_baseline *baseline);
/* Adds to a verdict what was known of this report and is gone, once each, but for
 * rules not `enabled` (null = all). Call it when all of the report is seen. */
gj_code gj_baseline_add_resolved(gj_baseline *baseline, gj_arena *arena, const gj_report *report,
                                 const bool *enabled, gj_verdict *verdict, gj_err *err);

/* Writes findings as lines of a baseline. */
extern const gj_teller gj_teller_baseline;

#endif
