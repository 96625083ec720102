/* Who may be asked next, and when: a scheduler that never looks at a clock.
 *
 * Jobs wait in one queue per host. A host may be asked when fewer than its
 * share of jobs are in flight and its rest is over. The rest after a job grows
 * when the host says that it is overloaded, or answers ever more slowly, and
 * shrinks again when it does well. Hosts whose rest is over take turns in the
 * order in which they became ready. Times are milliseconds of any clock that
 * does not run backwards; chance comes from the caller too.
 *
 * Cost: O(log hosts) a job; some 100 bytes a host, 8 bytes a job.
 */
#ifndef GJ_NET_POLITE_H
#define GJ_NET_POLITE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct gj_polite gj_polite;

typedef struct gj_polite_limits {
	unsigned parallel; /* jobs in flight, at least 1 */
	unsigned per_host; /* of one host, at least 1 */
	int64_t delay_ms;  /* between the end of a job and the next start at its host */
} gj_polite_limits;

/* How a job ended, as far as its host's rest depends on it. */
typedef struct gj_polite_end {
	int64_t latency_ms; /* until the answer began; 0 = none came */
	int64_t pause_ms;   /* the host rests at least so long */
	bool overloaded;    /* it said so (429, 503), or did not answer in time */
	double chance;      /* 0 ≤ chance < 1: up to so much of the jitter */
} gj_polite_end;

gj_code gj_polite_new(gj_polite **polite, const gj_polite_limits *limits, gj_err *err);
void gj_polite_free(gj_polite *polite); /* null is fine */

/* Jobs and hosts are known by number, from 0: makes room for so many. GJ_E_MEMORY. */
gj_code gj_polite_reserve(gj_polite *polite, size_t hosts, size_t jobs, gj_err *err);
/* Another share or delay for one host, before its first job. */
void gj_polite_set_host(gj_polite *polite, size_t host, unsigned per_host, int64_t delay_ms);
/* A longer delay for one host, at any time; a shorter one changes nothing. */
void gj_polite_slow_down(gj_polite *polite, size_t host, int64_t delay_ms);

/* Queues a job that is neither queued nor in flight; ahead of the others with `first`. */
void gj_polite_add(gj_polite *polite, size_t host, size_t job, bool first);
/* Takes a job that may start now; it is in flight then. */
bool gj_polite_next(gj_polite *polite, int64_t now, size_t *job);
/* Ends a job in flight. */
void gj_polite_done(gj_polite *polite, size_t host, int64_t now, const gj_polite_end *end);
/* Takes a waiting job off a host's queue for good; false when there is none. */
bool gj_polite_drop(gj_polite *polite, size_t host, size_t *job);
/* Until some job may start: 0 = now, -1 = not before a job in flight has ended. */
int64_t gj_polite_wait(const gj_polite *polite, int64_t now);
size_t gj_polite_in_flight(const gj_polite *polite);
size_t gj_polite_waiting_hosts(const gj_polite *polite); /* with jobs that may not start yet */

/* The pause after the n-th failed attempt (from 1): the delay doubled each
 * time, with up to half as much again by chance (0 ≤ chance < 1), so that many
 * clients do not come back together; at least what the server asked for. */
int64_t gj_polite_backoff(int64_t delay_ms, unsigned attempt, double chance,
                          int64_t retry_after_ms);

enum {
	GJ_BACKOFF_LEAST_MS = 100,    /* also with a delay of nothing */
	GJ_BACKOFF_MOST_MS = 60000,
	/* A server that asks for more is asked again at the next sweep. */
	GJ_RETRY_AFTER_MOST_MS = 300000,
	/* A host answers ever more slowly when its answers of late took more than
	 * GROWTH times its quickest, and SLACK: then it rests as long as it works. */
	GJ_LATENCY_GROWTH = 4,
	GJ_LATENCY_SLACK_MS = 250,
	GJ_JITTER_PARTS = 100, /* a rest is up to a hundredth longer by chance */
};

#endif
