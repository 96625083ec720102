/* One transfer at a time on one libcurl handle: how it is set up, what is kept
 * of the answer, and what the outcome means. Handles are used again.
 */
#ifndef GJ_NET_TRANSFER_H
#define GJ_NET_TRANSFER_H

#include "warc/digest.h"
#include "net/fetch.h"

#include <curl/curl.h>

#define GJ_TRANSFER_IDLE SIZE_MAX

typedef struct gj_transfer {
	CURL *easy;
	const gj_fetch_options *options;
	size_t job;               /* the caller's; GJ_TRANSFER_IDLE between jobs */
	gj_buffer headers, body;  /* of the last answer; the body decoded */
	bool headers_complete;
	bool refused;             /* since the last answer, the guard turned an address away */
	bool reached;             /* … or let one through */
	time_t answered_at;       /* when the last answer began; 0 = none */
	char detail[CURL_ERROR_SIZE];
	char digest[GJ_DIGEST_HEX];
} gj_transfer;

/* What became of one attempt, beside the capture itself. */
typedef struct gj_attempt {
	bool transient;         /* may be different the next time */
	int64_t retry_after_ms; /* as the server asked; 0 = it did not */
} gj_attempt;

/* A handle for transfers with these options, which must outlive it, or NULL. */
gj_transfer *gj_transfer_new(const gj_fetch_options *options, const char *user_agent);
void gj_transfer_free(gj_transfer *transfer); /* null is fine */

/* Prepares the handle for an address. */
void gj_transfer_begin(gj_transfer *transfer, size_t job, const char *url);
/* Reads the result into `capture` (address, attempts left to the caller), whose
 * slices live until gj_transfer_end. */
gj_attempt gj_transfer_outcome(gj_transfer *transfer, CURLcode result, gj_capture *capture);
/* Gives back what the answer took. */
void gj_transfer_end(gj_transfer *transfer);

#endif
