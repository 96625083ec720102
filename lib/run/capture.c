#include "run/capture.h"

#include "base/clock.h"
#include "base/name_map.h"
#include "net/address.h"
#include "page/answer.h"

#include <stdlib.h>

enum { PAGE_ARENA_MAX = 32 << 20 }; /* one page looked at: its text, thrice decoded */

typedef struct planned {
	gj_fetch_request request;
	time_t captured_at; /* last; 0 = never */
	size_t number;      /* in the roster's order */
} planned;

typedef struct work {
	gj_archive *archive;
	const gj_capture_plan *plan;
	gj_capture_totals *totals;
	planned *planned;
	const gj_source **sources; /* of the numbers below */
	size_t count, source_count;
	gj_name_map numbers;       /* address → its first source */
	gj_arena arena;
	char aside[GJ_WARC_ID_MAX]; /* the record of the last answer on the way */
} work;

static gj_code out_of_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for addresses");
}

/* ---- what to ask for ---- */

/* A good capture that is new enough is not asked for again. */
static bool suffices(const gj_capture_plan *plan, const gj_archive_entry *entry)
{
	if (entry->failure)
		return false;
	return plan->retry_failed ||
	       (plan->reuse_since && entry->captured_at >= plan->reuse_since);
}

/* What to send for an address; false when nothing has to be. */
static bool request_for(const work *w, gj_str address, gj_str via, gj_fetch_request *request,
                        time_t *captured_at)
{
	gj_archive_entry entry = { 0 };
	*captured_at = 0;
	*request = (gj_fetch_request){ .address = address, .via = via };
	if (!gj_archive_find(w->archive, address, &entry))
		return true;
	*captured_at = entry.captured_at;
	if (suffices(w->plan, &entry))
		return false;
	request->etag = entry.etag;
	request->last_modified = entry.last_modified;
	return true;
}

static void ask_for(work *w, gj_str address, gj_str via)
{
	planned plan = { .number = w->count };
	if (request_for(w, address, via, &plan.request, &plan.captured_at))
		w->planned[w->count++] = plan;
	else
		w->totals->reused++;
}

static gj_code collect(void *context, const gj_source *source, gj_err *err)
{
	work *w = context;
	if (!gj_source_is_remote(source) || gj_name_map_find(&w->numbers, source->url, NULL))
		return GJ_OK;
	w->sources[w->source_count] = source;
	if (gj_name_map_put(&w->numbers, source->url, w->source_count++))
		return out_of_memory(err);
	size_t before = w->count;
	ask_for(w, source->url, (gj_str){ 0 });
	gj_archive_entry entry;
	/* The page is there; the report it links to may not be. */
	if (w->count == before && gj_archive_find(w->archive, source->url, &entry) &&
	    entry.follow.len)
		ask_for(w, entry.follow, source->url);
	return GJ_OK;
}

/* ---- what came ---- */

static gj_expected expected_of(const work *w, gj_str address)
{
	size_t number;
	if (!gj_name_map_find(&w->numbers, address, &number))
		return (gj_expected){ 0 };
	return (gj_expected){ w->sources[number]->agency, w->sources[number]->year };
}

/* The address of the report, when the page only leads to it. One step: what
 * came by a link is not looked at for further ones. */
static gj_code find_follow(work *w, gj_capture *capture, gj_err *err)
{
	gj_archive_entry entry;
	if (capture->failure || capture->via.len)
		return GJ_OK;
	if (capture->unchanged && gj_archive_find(w->archive, capture->address, &entry) &&
	    entry.follow.len) {
		capture->follow = entry.follow;
		return GJ_OK;
	}
	if (!capture->body.len)
		return GJ_OK;
	gj_expected expected = expected_of(w, capture->address);
	gj_look look;
	gj_code code = gj_answer_look(&look, &w->arena, capture->body, capture->content_type,
	                              &expected);
	if (code)
		return gj_err_set(err, code, 0, "%.*s: no memory to look for links",
		                  GJ_STR_ARG(capture->address));
	if (look.follow.len)
		capture->follow = gj_address_resolve(&w->arena, capture->final_address, look.follow);
	return GJ_OK;
}

static gj_code follow(work *w, gj_fetch *fetch, const gj_capture *capture, gj_err *err)
{
	gj_fetch_request request;
	time_t captured_at;
	if (!capture->follow.len || gj_str_equal(capture->follow, capture->address) ||
	    !request_for(w, capture->follow, capture->address, &request, &captured_at))
		return GJ_OK;
	w->totals->followed++;
	return gj_fetch_add(fetch, &request, err);
}

static void count(gj_capture_totals *totals, const gj_capture *capture)
{
	totals->addresses++;
	totals->failures[capture->failure]++;
	totals->bytes += capture->body.len;
	bool left = capture->failure == GJ_FETCH_INTERRUPTED;
	totals->left += left;
	totals->failed += capture->failure != GJ_FETCH_OK && !left;
	totals->captured += capture->failure == GJ_FETCH_OK;
	totals->unchanged += capture->unchanged;
}

static gj_code keep(void *context, gj_fetch *fetch, const gj_capture *came, gj_err *err)
{
	work *w = context;
	gj_capture capture = *came;
	gj_archive_entry entry;
	/* A server without validators sends the same bytes once more. */
	if (!capture.failure && gj_archive_find(w->archive, capture.address, &entry))
		capture.unchanged |= entry.digest.len && gj_str_equal(entry.digest, capture.digest);
	gj_code code = find_follow(w, &capture, err);
	count(w->totals, &capture);
	if (w->plan->told)
		w->plan->told(w->plan->context, &capture);
	/* An address whose turn never came says nothing about the address. */
	if (!code && capture.failure != GJ_FETCH_INTERRUPTED)
		code = gj_archive_append(w->archive, &capture, err);
	if (!code)
		code = follow(w, fetch, &capture, err);
	gj_arena_reset(&w->arena);
	return code;
}

static gj_code keep_aside(void *context, const gj_capture *capture, gj_str *record, gj_err *err)
{
	work *w = context;
	gj_code code = gj_archive_append_aside(w->archive, capture, w->aside, err);
	*record = gj_str_of(w->aside);
	return code;
}

static gj_code tick(void *context, const gj_fetch_progress *progress, gj_err *err)
{
	const work *w = context;
	if (w->plan->tick)
		w->plan->tick(w->plan->context, progress);
	return gj_archive_tick(w->archive, err);
}

/* ---- all of it ---- */

/* What waits longest comes first: a deadline may keep the last ones from their turn. */
static int by_waiting(const void *a, const void *b)
{
	const planned *x = a, *y = b;
	int order = (x->captured_at > y->captured_at) - (x->captured_at < y->captured_at);
	return order ? order : (x->number > y->number) - (x->number < y->number);
}

static gj_code fetch_planned(work *w, gj_err *err)
{
	gj_fetch_request *requests = calloc(w->count + 1, sizeof *requests);
	if (!requests)
		return out_of_memory(err);
	qsort(w->planned, w->count, sizeof *w->planned, by_waiting);
	for (size_t i = 0; i < w->count; i++)
		requests[i] = w->planned[i].request;
	const gj_fetch_listener listener = { keep, keep_aside, tick, w };
	gj_code code = gj_fetch_all(requests, w->count, w->plan->fetch, &listener, err);
	free(requests);
	return code;
}

gj_code gj_capture_roster(gj_archive *archive, const gj_roster *roster,
                          const gj_capture_plan *plan, gj_capture_totals *totals, gj_err *err)
{
	*totals = (gj_capture_totals){ .started = time(NULL),
		                       .archive = gj_archive_trouble_of(archive) };
	work w = { .archive = archive, .plan = plan, .totals = totals };
	w.planned = calloc(roster->remote_count + 1, sizeof *w.planned);
	w.sources = calloc(roster->remote_count + 1, sizeof *w.sources);
	gj_arena_init(&w.arena, PAGE_ARENA_MAX);
	gj_code code = w.planned && w.sources ? gj_roster_each(roster, collect, &w, err)
	                                       : out_of_memory(err);
	double began = gj_monotonic_seconds();
	if (!code)
		code = fetch_planned(&w, err);
	totals->seconds = gj_monotonic_seconds() - began;
	gj_arena_release(&w.arena);
	gj_name_map_release(&w.numbers);
	free(w.planned);
	free(w.sources);
	return code;
}

/* ---- how old it is ---- */

typedef struct newest {
	const gj_archive *archive;
	time_t captured_at;
} newest;

static void look_at(newest *n, gj_str address, gj_str *follow)
{
	gj_archive_entry entry = { 0 };
	if (gj_archive_find(n->archive, address, &entry) && entry.captured_at > n->captured_at)
		n->captured_at = entry.captured_at;
	*follow = entry.follow;
}

static gj_code look_at_source(void *context, const gj_source *source, gj_err *err)
{
	(void)err;
	gj_str follow = { 0 };
	if (gj_source_is_remote(source))
		look_at(context, source->url, &follow);
	if (follow.len)
		look_at(context, follow, &follow);
	return GJ_OK;
}

time_t gj_capture_newest(const gj_archive *archive, const gj_roster *roster)
{
	newest n = { .archive = archive };
	gj_roster_each(roster, look_at_source, &n, NULL);
	return n.captured_at;
}
