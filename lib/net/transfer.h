/* One transfer at a time on one libcurl handle: how it is set up, what is kept
 * of the answer, and what the outcome means. Handles are used again.
 */
#ifndef GJ_NET_TRANSFER_H
#define GJ_NET_TRANSFER_H

#include "base/buffer.h"
#include "warc/digest.h"
#include "net/fetch.h"

#include <curl/curl.h>

#define GJ_TRANSFER_IDLE SIZE_MAX

/* What all transfers of a run have in common. */
typedef struct gj_transfer_pool {
	const gj_fetch_options *options;
	const char *user_agent;
	CURLSH *share;            /* cookies, for this run only */
	struct curl_slist *connect_to;
	size_t cookies;           /* set so far */
	size_t held;              /* bytes of all bodies */
	size_t paused;            /* transfers that wait for room */
	struct gj_transfer *grower; /* the one that may grow though too much is held */
} gj_transfer_pool;

/* What is to be asked. */
typedef struct gj_transfer_task {
	size_t job;
	const char *url;
	gj_str etag, last_modified; /* ask only for what changed since; may be empty */
	size_t prefix_max;          /* that much of the body is enough; 0 = all of it */
	bool allow_private, legacy_tls; /* for this host */
} gj_transfer_task;

typedef struct gj_transfer {
	CURL *easy;
	gj_transfer_pool *pool;
	struct gj_transfer *next; /* among the idle */
	size_t job;               /* the caller's; GJ_TRANSFER_IDLE between jobs */
	struct curl_slist *conditions;
	size_t prefix_max;
	bool allow_private, legacy_tls;
	gj_buffer request;        /* as it was sent */
	gj_buffer headers, body;  /* of the last answer; the body decoded */
	bool paused;              /* too much is held by others */
	bool speaks_tlcp;         /* its first record was of that protocol */
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
	bool overloaded;        /* the server wants to be asked less often */
	int64_t retry_after_ms; /* as the server asked; 0 = it did not */
	int64_t latency_ms;     /* until the answer began; 0 = none came */
	gj_str redirect;        /* where it leads to; lives until the next task */
} gj_attempt;

gj_code gj_transfer_pool_init(gj_transfer_pool *pool, const gj_fetch_options *options,
                              const char *user_agent, gj_err *err);
/* After all its transfers were freed. */
void gj_transfer_pool_release(gj_transfer_pool *pool);

/* A handle for transfers of the pool, or NULL. */
gj_transfer *gj_transfer_new(gj_transfer_pool *pool);
void gj_transfer_free(gj_transfer *transfer); /* null is fine */

/* Prepares the handle for an address. GJ_E_MEMORY. */
gj_code gj_transfer_begin(gj_transfer *transfer, const gj_transfer_task *task);
/* Reads the result into `capture` (address, attempts left to the caller), whose
 * slices live until gj_transfer_end. */
gj_attempt gj_transfer_outcome(gj_transfer *transfer, CURLcode result, gj_capture *capture);
/* Gives back what the answer took. */
void gj_transfer_end(gj_transfer *transfer);
/* Lets a transfer that waits for room go on, if there is some; not from a callback. */
void gj_transfer_resume(gj_transfer *transfer);

#endif
