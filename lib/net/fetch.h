/* Fetching many addresses at once with one libcurl multi loop, on the calling
 * thread. http and https only, also after redirects. Each final answer, good or
 * bad, is handed to the callback in order of arrival.
 *
 * Hosts of one registered domain share a queue with a delay (polite.h); each
 * hop of a redirect waits its turn at the host it leads to. robots.txt is asked
 * for once a day for each origin, or whether it changed.
 *
 * Time: what politeness costs is a rest after each request to a site but the last,
 * its robots.txt and redirects being requests too. A site of n pages takes at least
 * n delays, and one with Crawl-delay or trouble more; a run takes as long as its
 * slowest site, and up to one per cent of jitter.
 *
 * Descriptors stay below three a transfer and, for connections kept open meanwhile,
 * half of what the process may have besides. Bodies on their way share
 * GJ_FETCH_BODIES_MAX. Otherwise memory is some 400 bytes an address.
 */
#ifndef GJ_NET_FETCH_H
#define GJ_NET_FETCH_H

#include "base/arena.h"
#include "base/error.h"
#include "net/source.h"
#include "warc/capture.h"

#include <stdatomic.h>
#include <time.h>

enum {
	/* Bytes of all bodies on their way; beyond it one grows and the others wait. */
	GJ_FETCH_BODIES_MAX = 256 << 20,
	/* Addresses of one origin in a row that got no answer at all; then it is
	 * left alone for this run. */
	GJ_FETCH_LOST_MAX = 5,
	/* Seconds; a longer Crawl-delay is taken for this. */
	GJ_CRAWL_DELAY_MAX = 30,
};

/* What holds for one domain and the hosts below it. */
typedef struct gj_host_rule {
	gj_str domain;        /* in lower case */
	unsigned per_host;    /* 0 = as for others */
	double delay_seconds; /* negative = as for others */
	bool allow_private;   /* it may be in a private network, and no other */
	bool legacy_tls;      /* TLS 1.0, weak keys and renegotiation as of before RFC 5746;
	                       * certificates are verified all the same */
} gj_host_rule;

typedef struct gj_fetch_options {
	unsigned parallel;         /* transfers in flight, 200 */
	unsigned per_host;         /* in flight to one registered domain, 1 */
	double delay_seconds;      /* between the end of one and the start of the next there, 1 */
	double timeout_seconds;    /* whole transfer, 60 */
	double connect_seconds;    /* 15 */
	unsigned retries;          /* of transient failures, 3 */
	unsigned redirects;        /* 10 */
	size_t size_max;           /* bytes of a decoded body, 64 MiB */
	const char *user_agent;    /* null = gouji/VERSION */
	const char *contact;       /* added to the User-Agent; null = none */
	bool allow_private;        /* loopback and private addresses */
	bool no_robots;            /* robots.txt is not asked for */
	const gj_host_rule *hosts; /* the longest domain that covers a host counts */
	size_t host_count;
	const char *connect_to;    /* "::ADDRESS:PORT": connect there whatever the address
	                            * says; null = as it says */
	const char *ca_file;       /* certificates to trust; null = the system's */
	time_t deadline;           /* from then on nothing new is asked for; 0 = none */
	const atomic_bool *stop;   /* set by a signal handler: finish in-flight quickly; null = never */
} gj_fetch_options;

void gj_fetch_options_init(gj_fetch_options *options); /* the defaults above */

/* One address to fetch. Slices outlive the run, but for those given to
 * gj_fetch_add, which are copied. */
typedef struct gj_fetch_request {
	gj_str address;
	gj_str via;                 /* kept in the capture */
	gj_str etag, last_modified; /* of the capture at hand: unchanged when they still hold */
} gj_fetch_request;

typedef struct gj_fetch_progress {
	size_t total, done, failed, in_flight, waiting;
	size_t waiting_hosts; /* that rest, or have jobs and wait for a place */
	uint64_t bytes;
} gj_fetch_progress;

typedef struct gj_fetch gj_fetch; /* a run under way */

/* Called once per address with its final outcome; a code other than GJ_OK ends
 * the run. `capture` lives until it returns. */
typedef gj_code gj_fetch_done(void *context, gj_fetch *fetch, const gj_capture *capture,
                              gj_err *err);
/* Called with what came on the way (its role): redirects, robots.txt. *record says
 * where it was kept, for `hops` of the final capture; read at once. */
typedef gj_code gj_fetch_aside(void *context, const gj_capture *capture, gj_str *record,
                               gj_err *err);
/* Called in every round of the loop: hands in what was found out meanwhile. With *more
 * the run does not end for want of addresses. */
typedef gj_code gj_fetch_round(void *context, gj_fetch *fetch, bool *more, gj_err *err);
/* Adds the validators of the robots.txt at hand, if there is one; in the arena. */
typedef gj_code gj_fetch_known(void *context, gj_arena *arena, gj_fetch_request *request,
                               gj_err *err);
/* Gives the text of that robots.txt, in the arena: it still holds. Without pointer when
 * it cannot be had. */
typedef gj_code gj_fetch_recall(void *context, gj_str address, gj_arena *arena, gj_str *text,
                                gj_err *err);
/* Called a few times a second. */
typedef gj_code gj_fetch_tick(void *context, const gj_fetch_progress *progress, gj_err *err);

/* Who is told. */
typedef struct gj_fetch_listener {
	gj_fetch_done *done;
	gj_fetch_aside *aside; /* may be null */
	gj_fetch_tick *tick;   /* may be null */
	void *context;
	gj_fetch_round *round; /* may be null; otherwise … */
	int news;              /* … a descriptor that can be read when there is a reason for it */
	gj_fetch_known *known; /* may be null; otherwise with … */
	gj_fetch_recall *recall;
} gj_fetch_listener;

/* Each address is fetched once even if listed twice. */
gj_code gj_fetch_all(const gj_fetch_request *requests, size_t count,
                     const gj_fetch_options *options, const gj_fetch_listener *listener,
                     gj_err *err);
/* From within a callback: one more address, unless the run has it already. */
gj_code gj_fetch_add(gj_fetch *fetch, const gj_fetch_request *request, gj_err *err);

#endif
