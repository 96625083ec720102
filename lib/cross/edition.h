/* What an earlier sweep read of the same reports, to tell which cells were changed
 * since without a word (A03). Compares what was read, not the page's bytes:
 * counters and dates around a report change daily. About 1.3 KB a report.
 */
#ifndef GJ_CROSS_EDITION_H
#define GJ_CROSS_EDITION_H

#include "rule/rule.h"

typedef struct gj_editions gj_editions;

/* Reads the records of an earlier sweep; a missing file gives an empty set.
 * GJ_E_INPUT with the line that is no record. Uses cJSON: one thread. */
gj_code gj_editions_read(gj_editions **editions, const char *path, gj_err *err);
void gj_editions_free(gj_editions *editions); /* null is fine */

/* Evaluates A03 for a report: cannot be assessed without an earlier edition of the
 * same agency, region and year. Doubted cells are left alone. Any thread. */
gj_code gj_editions_compare(const gj_editions *editions, gj_arena *arena, const gj_report *report,
                            const gj_check_options *options, gj_verdict *verdict, gj_err *err);

#endif
