/* Fetching a roster's remote addresses into the archive: only what changed, and
 * one step further where a page but links to the report. */
#ifndef GJ_RUN_CAPTURE_H
#define GJ_RUN_CAPTURE_H

#include "net/fetch.h"
#include "warc/archive.h"
#include "run/roster.h"

typedef struct gj_capture_totals {
	size_t addresses; /* asked for */
	size_t reused;    /* captured before, and not asked for again */
	size_t captured, failed;
	size_t left;      /* of the addresses: their turn never came */
	size_t unchanged; /* of those captured: as the archive had them */
	size_t followed;  /* of the addresses: links to reports that pages gave */
	uint64_t bytes;
	time_t started;
	double seconds;
	size_t failures[GJ_FETCH_FAILURE_COUNT];
	gj_archive_trouble archive; /* as it was found */
} gj_capture_totals;

/* Told of each outcome, for a log. */
typedef void gj_capture_told(void *context, const gj_capture *capture);

typedef struct gj_capture_plan {
	const gj_fetch_options *fetch;
	time_t reuse_since;       /* good captures since then are not fetched again; 0 = fetch all */
	bool retry_failed;        /* no good capture is, however old */
	gj_capture_told *told;    /* may be null */
	/* A few times a second; may be null. */
	void (*tick)(void *context, const gj_fetch_progress *progress);
	void *context;
} gj_capture_plan;

/* Asks first for what was never captured, then for what was captured longest ago.
 * Failures are archived too, and are no error here. When `fetch->stop` was set,
 * the archive is complete as far as it goes. */
gj_code gj_capture_roster(gj_archive *archive, const gj_roster *roster,
                          const gj_capture_plan *plan, gj_capture_totals *totals, gj_err *err);

/* When the newest capture of these addresses was made, or tried; 0 = the archive has none. */
time_t gj_capture_newest(const gj_archive *archive, const gj_roster *roster);

#endif
