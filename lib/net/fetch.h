/* Fetching many addresses at once with one libcurl multi loop, on the calling
 * thread. http and https only, also after redirects. Each final answer, good or
 * bad, is handed to the callback in order of arrival.
 */
#ifndef GJ_NET_FETCH_H
#define GJ_NET_FETCH_H

#include "base/buffer.h"
#include "warc/capture.h"
#include "net/source.h"

#include <stdatomic.h>

typedef struct gj_fetch_options {
	unsigned parallel;         /* transfers in flight, 200 */
	unsigned per_host;         /* in flight to one host, 1 */
	double delay_seconds;      /* between the end of one and the start of the next to a host, 1 */
	double timeout_seconds;    /* whole transfer, 60 */
	double connect_seconds;    /* 15 */
	unsigned retries;          /* of transient failures, 3 */
	unsigned redirects;        /* 10 */
	size_t size_max;           /* bytes of a decoded body, 64 MiB */
	const char *user_agent;    /* null = gouji/VERSION */
	const char *contact;       /* added to the User-Agent; null = none */
	bool allow_private;        /* loopback and private addresses */
	const atomic_bool *stop;   /* set by a signal handler: finish in-flight quickly; null = never */
} gj_fetch_options;

void gj_fetch_options_init(gj_fetch_options *options); /* the defaults above */

typedef struct gj_fetch_progress {
	size_t total, done, failed, in_flight, waiting;
	uint64_t bytes;
} gj_fetch_progress;

/* Called once per address with its final outcome; a code other than GJ_OK ends
 * the run. `capture` lives until it returns. */
typedef gj_code gj_fetch_done(void *context, const gj_capture *capture, gj_err *err);
/* Called a few times a second; may be null. */
typedef void gj_fetch_tick(void *context, const gj_fetch_progress *progress);

/* Each address is fetched once even if listed twice. */
gj_code gj_fetch_all(const gj_str *addresses, size_t count, const gj_fetch_options *options,
                     gj_fetch_done *done, gj_fetch_tick *tick, void *context, gj_err *err);

#endif
