/* Who may be asked next, and when: a scheduler that never looks at a clock.
 *
 * Jobs wait in one queue per host. A host may be asked when fewer than
 * per_host of its jobs are in flight and its pause is over; pauses follow each
 * finished job and each trouble. Hosts whose pause is over take turns in the
 * order in which they became ready. Times are milliseconds of any clock that
 * does not run backwards.
 *
 * Cost: O(log hosts) a job; memory for all hosts and jobs is taken at the start.
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

/* Jobs and hosts are known by number, from 0. GJ_E_MEMORY. */
gj_code gj_polite_new(gj_polite **polite, size_t hosts, size_t jobs,
                      const gj_polite_limits *limits, gj_err *err);
void gj_polite_free(gj_polite *polite); /* null is fine */

/* Queues a job that is neither queued nor in flight. */
void gj_polite_add(gj_polite *polite, size_t host, size_t job);
/* Takes a job that may start now; it is in flight then. */
bool gj_polite_next(gj_polite *polite, int64_t now, size_t *job);
/* Ends a job in flight; its host rests for the delay, or for `pause_ms` if that
 * is longer. */
void gj_polite_done(gj_polite *polite, size_t host, int64_t now, int64_t pause_ms);
/* Until some job may start: 0 = now, -1 = not before a job in flight has ended. */
int64_t gj_polite_wait(const gj_polite *polite, int64_t now);
size_t gj_polite_in_flight(const gj_polite *polite);

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
};

#endif
