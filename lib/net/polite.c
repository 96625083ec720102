#include "net/polite.h"

#include <stdlib.h>

#define NONE SIZE_MAX

typedef struct host {
	size_t first, last;  /* queue of jobs; NONE = empty */
	size_t slot;         /* in the heap; NONE = not there */
	unsigned in_flight;
	int64_t ready_at;    /* end of its pause */
	uint64_t turn;       /* orders hosts that are ready together */
} host;

struct gj_polite {
	gj_polite_limits limits;
	host *hosts;
	size_t *next;        /* of each job in its queue */
	size_t *heap;        /* hosts that have jobs and room, the next one first */
	size_t heap_count, in_flight;
	uint64_t turns;
};

gj_code gj_polite_new(gj_polite **polite, size_t hosts, size_t jobs,
                      const gj_polite_limits *limits, gj_err *err)
{
	gj_polite *made = calloc(1, sizeof *made);
	*polite = made;
	if (made) {
		made->limits = *limits;
		made->hosts = calloc(hosts + 1, sizeof *made->hosts);
		made->next = calloc(jobs + 1, sizeof *made->next);
		made->heap = calloc(hosts + 1, sizeof *made->heap);
	}
	if (!made || !made->hosts || !made->next || !made->heap) {
		gj_polite_free(made);
		*polite = NULL;
		return gj_err_set(err, GJ_E_MEMORY, 0, "no memory for %zu addresses", jobs);
	}
	for (size_t i = 0; i < hosts; i++)
		made->hosts[i] = (host){ .first = NONE, .last = NONE, .slot = NONE,
			                 .ready_at = INT64_MIN };
	return GJ_OK;
}

void gj_polite_free(gj_polite *polite)
{
	if (!polite)
		return;
	free(polite->hosts);
	free(polite->next);
	free(polite->heap);
	free(polite);
}

/* ---- the heap ---- */

static bool before(const gj_polite *polite, size_t a, size_t b)
{
	const host *x = &polite->hosts[a], *y = &polite->hosts[b];
	return x->ready_at != y->ready_at ? x->ready_at < y->ready_at : x->turn < y->turn;
}

static void put(gj_polite *polite, size_t slot, size_t id)
{
	polite->heap[slot] = id;
	polite->hosts[id].slot = slot;
}

static void sift_up(gj_polite *polite, size_t slot)
{
	size_t id = polite->heap[slot];
	for (; slot && before(polite, id, polite->heap[(slot - 1) / 2]); slot = (slot - 1) / 2)
		put(polite, slot, polite->heap[(slot - 1) / 2]);
	put(polite, slot, id);
}

static void sift_down(gj_polite *polite, size_t slot)
{
	size_t id = polite->heap[slot];
	for (size_t child; (child = 2 * slot + 1) < polite->heap_count; slot = child) {
		if (child + 1 < polite->heap_count &&
		    before(polite, polite->heap[child + 1], polite->heap[child]))
			child++;
		if (!before(polite, polite->heap[child], id))
			break;
		put(polite, slot, polite->heap[child]);
	}
	put(polite, slot, id);
}

static void heap_remove(gj_polite *polite, size_t id)
{
	size_t slot = polite->hosts[id].slot, last = polite->heap[--polite->heap_count];
	polite->hosts[id].slot = NONE;
	if (last == id)
		return;
	put(polite, slot, last);
	sift_up(polite, slot);
	sift_down(polite, polite->hosts[last].slot);
}

/* Puts a host where it belongs after a change: into the heap or out of it. */
static void settle(gj_polite *polite, size_t id)
{
	host *changed = &polite->hosts[id];
	if (changed->slot != NONE)
		heap_remove(polite, id);
	if (changed->first == NONE || changed->in_flight >= polite->limits.per_host)
		return;
	changed->turn = polite->turns++;
	put(polite, polite->heap_count++, id);
	sift_up(polite, polite->heap_count - 1);
}

/* ---- jobs ---- */

void gj_polite_add(gj_polite *polite, size_t host_id, size_t job)
{
	host *to = &polite->hosts[host_id];
	polite->next[job] = NONE;
	if (to->first != NONE) {
		polite->next[to->last] = job;
		to->last = job;
		return;
	}
	to->first = to->last = job;
	settle(polite, host_id);
}

bool gj_polite_next(gj_polite *polite, int64_t now, size_t *job)
{
	if (gj_polite_wait(polite, now) != 0)
		return false;
	size_t id = polite->heap[0];
	host *from = &polite->hosts[id];
	*job = from->first;
	from->first = polite->next[*job];
	from->in_flight++;
	polite->in_flight++;
	settle(polite, id);
	return true;
}

void gj_polite_done(gj_polite *polite, size_t host_id, int64_t now, int64_t pause_ms)
{
	host *at = &polite->hosts[host_id];
	int64_t rest = pause_ms > polite->limits.delay_ms ? pause_ms : polite->limits.delay_ms;
	at->in_flight--;
	polite->in_flight--;
	if (at->ready_at < now + rest)
		at->ready_at = now + rest;
	settle(polite, host_id);
}

int64_t gj_polite_wait(const gj_polite *polite, int64_t now)
{
	if (!polite->heap_count || polite->in_flight >= polite->limits.parallel)
		return -1;
	int64_t ready_at = polite->hosts[polite->heap[0]].ready_at;
	return ready_at > now ? ready_at - now : 0;
}

size_t gj_polite_in_flight(const gj_polite *polite)
{
	return polite->in_flight;
}

/* ---- back-off ---- */

int64_t gj_polite_backoff(int64_t delay_ms, unsigned attempt, double chance,
                          int64_t retry_after_ms)
{
	int64_t pause = delay_ms > GJ_BACKOFF_LEAST_MS ? delay_ms : GJ_BACKOFF_LEAST_MS;
	for (unsigned i = 1; i < attempt && pause < GJ_BACKOFF_MOST_MS; i++)
		pause *= 2;
	if (pause > GJ_BACKOFF_MOST_MS)
		pause = GJ_BACKOFF_MOST_MS;
	pause += (int64_t)((double)pause * chance / 2);
	if (retry_after_ms > GJ_RETRY_AFTER_MOST_MS)
		retry_after_ms = GJ_RETRY_AFTER_MOST_MS;
	return pause > retry_after_ms ? pause : retry_after_ms;
}
