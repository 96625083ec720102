#include "net/polite.h"

#include <stdlib.h>

#define NONE SIZE_MAX

typedef struct host {
	size_t first, last;   /* queue of jobs; NONE = empty */
	size_t slot;          /* in the heap; NONE = not there */
	unsigned in_flight, per_host;
	int64_t delay_ms;
	int64_t strain_ms;    /* rests so much longer, having been overloaded */
	int64_t recent_ms;    /* how long answers took of late; 0 = none yet */
	int64_t quickest_ms;
	int64_t ready_at;     /* end of its rest */
	uint64_t turn;        /* orders hosts that are ready together */
} host;

struct gj_polite {
	gj_polite_limits limits;
	host *hosts;
	size_t *next;         /* of each job in its queue */
	size_t *heap;         /* hosts that have jobs and room, the next one first */
	size_t host_count, host_room, job_room;
	size_t heap_count, in_flight;
	uint64_t turns;
};

gj_code gj_polite_new(gj_polite **polite, const gj_polite_limits *limits, gj_err *err)
{
	*polite = calloc(1, sizeof **polite);
	if (!*polite)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	(*polite)->limits = *limits;
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

/* Makes room for `count` items, and as many again. */
static bool grow(void **items, size_t *room, size_t count, size_t size)
{
	if (count <= *room)
		return true;
	if (count > SIZE_MAX / 2 / size)
		return false;
	void *larger = realloc(*items, 2 * count * size);
	if (!larger)
		return false;
	*items = larger;
	*room = 2 * count;
	return true;
}

gj_code gj_polite_reserve(gj_polite *polite, size_t hosts, size_t jobs, gj_err *err)
{
	size_t heap_room = polite->host_room;
	void *grown[] = { polite->hosts, polite->heap, polite->next };
	bool fits = grow(&grown[0], &polite->host_room, hosts, sizeof *polite->hosts);
	polite->hosts = grown[0];
	fits = fits && grow(&grown[1], &heap_room, hosts, sizeof *polite->heap);
	polite->heap = grown[1];
	fits = fits && grow(&grown[2], &polite->job_room, jobs, sizeof *polite->next);
	polite->next = grown[2];
	if (!fits)
		return gj_err_set(err, GJ_E_MEMORY, 0, "no memory for %zu addresses", jobs);
	for (; polite->host_count < hosts; polite->host_count++)
		polite->hosts[polite->host_count] = (host){
			.first = NONE, .last = NONE, .slot = NONE, .ready_at = INT64_MIN,
			.per_host = polite->limits.per_host, .delay_ms = polite->limits.delay_ms
		};
	return GJ_OK;
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
	if (changed->first == NONE || changed->in_flight >= changed->per_host)
		return;
	changed->turn = polite->turns++;
	put(polite, polite->heap_count++, id);
	sift_up(polite, polite->heap_count - 1);
}

/* ---- jobs ---- */

void gj_polite_set_host(gj_polite *polite, size_t host_id, unsigned per_host, int64_t delay_ms)
{
	polite->hosts[host_id].per_host = per_host;
	polite->hosts[host_id].delay_ms = delay_ms;
}

void gj_polite_slow_down(gj_polite *polite, size_t host_id, int64_t delay_ms)
{
	if (polite->hosts[host_id].delay_ms < delay_ms)
		polite->hosts[host_id].delay_ms = delay_ms;
}

void gj_polite_add(gj_polite *polite, size_t host_id, size_t job, bool first)
{
	host *to = &polite->hosts[host_id];
	bool empty = to->first == NONE;
	polite->next[job] = first ? to->first : NONE;
	if (!first && !empty)
		polite->next[to->last] = job;
	if (first || empty)
		to->first = job;
	if (!first || empty)
		to->last = job;
	if (empty)
		settle(polite, host_id);
}

static size_t take_first(gj_polite *polite, host *from)
{
	size_t job = from->first;
	from->first = polite->next[job];
	return job;
}

bool gj_polite_drop(gj_polite *polite, size_t host_id, size_t *job)
{
	host *from = &polite->hosts[host_id];
	if (from->first == NONE)
		return false;
	*job = take_first(polite, from);
	settle(polite, host_id);
	return true;
}

bool gj_polite_next(gj_polite *polite, int64_t now, size_t *job)
{
	if (gj_polite_wait(polite, now) != 0)
		return false;
	size_t id = polite->heap[0];
	host *from = &polite->hosts[id];
	*job = take_first(polite, from);
	from->in_flight++;
	polite->in_flight++;
	settle(polite, id);
	return true;
}

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static void learn(host *at, const gj_polite_end *end)
{
	if (end->overloaded) {
		at->strain_ms = larger(2 * at->strain_ms, larger(at->delay_ms, GJ_BACKOFF_LEAST_MS));
		if (at->strain_ms > GJ_BACKOFF_MOST_MS)
			at->strain_ms = GJ_BACKOFF_MOST_MS;
	} else {
		at->strain_ms -= (at->strain_ms + 3) / 4;
	}
	if (!end->latency_ms)
		return;
	bool first = !at->recent_ms;
	at->recent_ms = first ? end->latency_ms : (3 * at->recent_ms + end->latency_ms) / 4;
	if (first || end->latency_ms < at->quickest_ms)
		at->quickest_ms = end->latency_ms;
}

static int64_t rest_of(const host *at, const gj_polite_end *end)
{
	int64_t rest = larger(at->delay_ms + at->strain_ms, end->pause_ms);
	if (at->recent_ms > GJ_LATENCY_GROWTH * at->quickest_ms + GJ_LATENCY_SLACK_MS)
		rest = larger(rest, at->recent_ms);
	return rest + (int64_t)((double)rest * end->chance / GJ_JITTER_PARTS);
}

void gj_polite_done(gj_polite *polite, size_t host_id, int64_t now, const gj_polite_end *end)
{
	host *at = &polite->hosts[host_id];
	learn(at, end);
	int64_t ready_at = now + rest_of(at, end);
	at->in_flight--;
	polite->in_flight--;
	if (at->ready_at < ready_at)
		at->ready_at = ready_at;
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

size_t gj_polite_waiting_hosts(const gj_polite *polite)
{
	return polite->heap_count;
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
