/* One answer of a server, or why there is none: what the fetcher hands over and
 * the archive keeps.
 */
#ifndef GJ_WARC_CAPTURE_H
#define GJ_WARC_CAPTURE_H

#include "base/text.h"

#include <time.h>

/* Why a source gave no document; names are public (coverage.csv). */
typedef enum gj_fetch_failure {
	GJ_FETCH_OK,
	GJ_FETCH_BAD_ADDRESS,   /* not http(s), malformed */
	GJ_FETCH_REFUSED_ADDRESS, /* private or loopback without --allow-private */
	GJ_FETCH_DNS,
	GJ_FETCH_CONNECT,
	GJ_FETCH_TLS,
	GJ_FETCH_TIMEOUT,
	GJ_FETCH_TOO_LARGE,
	GJ_FETCH_REDIRECTS,     /* too many, or to a forbidden scheme */
	GJ_FETCH_HTTP_STATUS,   /* 4xx, 5xx after retries */
	GJ_FETCH_BROKEN,        /* transfer ended early, protocol error */
	GJ_FETCH_FILE,          /* local path cannot be read */
	GJ_FETCH_NOT_CAPTURED,  /* offline and not in the archive */
	GJ_FETCH_INTERRUPTED,   /* a signal ended the run before its turn */
	GJ_FETCH_FAILURE_COUNT
} gj_fetch_failure;

const char *gj_fetch_failure_name(gj_fetch_failure failure);                /* "timeout" */
const char *gj_fetch_failure_sentence(gj_fetch_failure failure, bool chinese);

/* One answer (or final failure) for one address. Slices belong to whoever
 * filled it: the fetcher's callback, or the arena of gj_archive_load. */
typedef struct gj_capture {
	gj_str address, final_address;
	time_t captured_at;      /* when the answer began, UTC; 0 = local file */
	long status;             /* HTTP status, 0 = none */
	gj_str headers;          /* raw response headers of the final answer */
	gj_str content_type;
	gj_str body;
	gj_str digest;           /* sha256 of the body, hex */
	gj_fetch_failure failure;
	gj_str detail;           /* the failure in words, e.g. libcurl's */
	unsigned attempts, redirects;
} gj_capture;

#endif
