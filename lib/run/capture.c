#include "run/capture.h"

#include <stdlib.h>

enum { CAPTURE_ARENA_MAX = 1 << 30 }; /* one archived capture, looked at for reuse */

typedef struct collector {
	const gj_archive *archive;
	time_t reuse_since;
	gj_arena arena;
	gj_fetch_request *requests;
	size_t count;
	gj_capture_totals *totals;
} collector;

static bool already_captured(collector *c, gj_str address)
{
	if (!c->reuse_since || !gj_archive_has(c->archive, address))
		return false;
	gj_capture capture = { 0 };
	gj_code code = gj_archive_load(c->archive, address, &c->arena, &capture, NULL);
	bool fresh = code == GJ_OK && !capture.failure && capture.captured_at >= c->reuse_since;
	gj_arena_release(&c->arena);
	return fresh;
}

static gj_code collect(void *context, const gj_source *source, gj_err *err)
{
	(void)err;
	collector *c = context;
	if (!gj_source_is_remote(source))
		return GJ_OK;
	if (already_captured(c, source->url))
		c->totals->reused++;
	else
		c->requests[c->count++] = (gj_fetch_request){ .address = source->url };
	return GJ_OK;
}

typedef struct keeper {
	gj_archive *archive;
	const gj_capture_plan *plan;
	gj_capture_totals *totals;
} keeper;

static gj_code keep(void *context, gj_fetch *fetch, const gj_capture *capture, gj_err *err)
{
	(void)fetch;
	keeper *k = context;
	k->totals->addresses++;
	k->totals->failures[capture->failure]++;
	k->totals->bytes += capture->body.len;
	if (capture->failure)
		k->totals->failed++;
	else
		k->totals->captured++;
	if (capture->failure && k->plan->failed)
		k->plan->failed(k->plan->context, capture);
	/* An address whose turn never came says nothing about the address. */
	if (capture->failure == GJ_FETCH_INTERRUPTED)
		return GJ_OK;
	return gj_archive_append(k->archive, capture, err);
}

static void tick(void *context, const gj_fetch_progress *progress)
{
	keeper *k = context;
	if (k->plan->tick)
		k->plan->tick(k->plan->context, progress);
}

static double seconds_between(struct timespec begin, struct timespec end)
{
	return (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
}

gj_code gj_capture_roster(gj_archive *archive, const gj_roster *roster,
                          const gj_capture_plan *plan, gj_capture_totals *totals, gj_err *err)
{
	*totals = (gj_capture_totals){ .started = time(NULL) };
	collector c = { .archive = archive, .reuse_since = plan->reuse_since, .totals = totals };
	c.requests = calloc(roster->remote_count ? roster->remote_count : 1, sizeof *c.requests);
	if (!c.requests)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for addresses");
	gj_arena_init(&c.arena, CAPTURE_ARENA_MAX);
	gj_roster_each(roster, collect, &c, err);
	struct timespec begin, end;
	clock_gettime(CLOCK_MONOTONIC, &begin);
	keeper k = { archive, plan, totals };
	gj_code code = gj_fetch_all(c.requests, c.count, plan->fetch, keep, tick, &k, err);
	clock_gettime(CLOCK_MONOTONIC, &end);
	totals->seconds = seconds_between(begin, end);
	free(c.requests);
	return code;
}
