/* What an archive and a directory of results remember, for a store that has to be made
 * again: the versions of reports that were captured once, and the last roster.
 */
#ifndef GJ_RUN_HISTORY_H
#define GJ_RUN_HISTORY_H

#include "run/roster.h"
#include "store/save.h"

typedef struct gj_history {
	size_t files, unreadable; /* WARC files, and those of them that end early */
	size_t captures;          /* answers of addresses of the roster */
	size_t reports;           /* reports among them */
} gj_history;

/* Adds every report that the archive has of the roster's addresses, oldest files first,
 * to the store with a sweep begun; a missing directory has none. */
gj_code gj_history_keep(gj_store *store, const char *archive, const gj_roster *roster,
                        size_t size_max, gj_history *history, gj_err *err);

/* The roster of the last sweep, out of its coverage.json. GJ_E_USAGE when that cannot be
 * opened, GJ_E_INPUT. Release the roster in every case. */
gj_code gj_history_roster(gj_roster *roster, const char *directory, gj_err *err);

#endif
