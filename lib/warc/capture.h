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
	GJ_FETCH_ROBOTS,        /* robots.txt forbids it, or cannot be had */
	GJ_FETCH_DNS,
	GJ_FETCH_CONNECT,
	GJ_FETCH_TLS,           /* no secure connection, for none of the reasons below */
	GJ_FETCH_TLS_LEGACY,    /* the server offers only what is outdated */
	GJ_FETCH_TLS_SM2,       /* the server speaks TLCP (GB/T 38636), not TLS */
	GJ_FETCH_CERTIFICATE,   /* not valid, not for this host, not from a known issuer */
	GJ_FETCH_TIMEOUT,
	GJ_FETCH_TOO_LARGE,
	GJ_FETCH_REDIRECTS,     /* too many, or to a forbidden scheme */
	GJ_FETCH_REMOVED,       /* 404, 410 */
	GJ_FETCH_LOGIN,         /* 401, 407, 511 */
	GJ_FETCH_CHALLENGE,     /* 412, 521: a test for browsers, never passed by us */
	GJ_FETCH_HTTP_STATUS,   /* another 4xx, 5xx after retries */
	GJ_FETCH_BROKEN,        /* transfer ended early, protocol error */
	GJ_FETCH_HOST_STOPPED,  /* the host failed again and again: not asked any more */
	GJ_FETCH_FILE,          /* local path cannot be read */
	GJ_FETCH_NOT_CAPTURED,  /* offline and not in the archive */
	GJ_FETCH_INTERRUPTED,   /* a signal ended the run before its turn */
	GJ_FETCH_FAILURE_COUNT
} gj_fetch_failure;

const char *gj_fetch_failure_name(gj_fetch_failure failure);                /* "timeout" */
/* GJ_FETCH_FAILURE_COUNT when there is none of that name. */
gj_fetch_failure gj_fetch_failure_of_name(gj_str name);
/* What happened, and what to do next. */
const char *gj_fetch_failure_sentence(gj_fetch_failure failure, bool chinese);
/* What a status other than 2xx comes to. */
gj_fetch_failure gj_fetch_failure_of_status(long status);

/* What an answer was to the run. */
typedef enum gj_capture_role {
	GJ_ROLE_ANSWER,   /* the final one for a listed address */
	GJ_ROLE_REDIRECT, /* one that sent us on from there */
	GJ_ROLE_ROBOTS,   /* a robots.txt (a good one is indexed, so that it can be asked
	                   * whether it changed), or a redirect on the way to one */
} gj_capture_role;

/* One answer (or final failure) for one address. Slices belong to whoever
 * filled it: the fetcher's callback, or the arena of gj_archive_load. */
typedef struct gj_capture {
	gj_capture_role role;
	gj_str address, final_address;
	time_t captured_at;      /* when the answer began, UTC; 0 = local file */
	long status;             /* HTTP status, 0 = none */
	gj_str request;          /* as it was sent, with its headers; empty = not known */
	gj_str headers;          /* raw response headers of the final answer */
	gj_str content_type;
	gj_str body;
	gj_str digest;           /* sha256 of the body, hex */
	gj_fetch_failure failure;
	gj_str detail;           /* the failure in words, e.g. libcurl's */
	gj_str server;           /* the address that answered, in digits; empty = not known */
	gj_str protocol;         /* "http/1.1", "h2"; empty = not known */
	gj_str hops;             /* the redirects that led here, a line each: status, address
	                          * and record id; empty = none */
	gj_str via;              /* the page that links here, when that is why it was fetched */
	gj_str follow;           /* the link on this page that leads to the report */
	gj_str record;           /* where the body is kept: file, byte, record; empty = not yet */
	unsigned attempts, redirects;
	bool unchanged;          /* what the archive already has: 304, or the same bytes */
	bool legacy_tls;         /* fetched with outdated TLS allowed for this host */
} gj_capture;

#endif
