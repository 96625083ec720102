#include "run/capture.h"

#include "base/clock.h"
#include "base/name_map.h"
#include "net/address.h"
#include "page/answer.h"
#include "run/relay.h"

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
	gj_relay *relay;           /* its thread has the archive while it runs, and … */
	gj_arena arena;            /* … this for the page it looks at */
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
static gj_code find_follow(work *w, gj_parcel *parcel, gj_err *err)
{
	gj_capture *capture = &parcel->capture;
	gj_archive_entry entry;
	if (capture->failure || capture->via.len)
		return GJ_OK;
	if (capture->unchanged && gj_archive_find(w->archive, capture->address, &entry) &&
	    entry.follow.len) {
		capture->follow = gj_str_copy(&parcel->arena, entry.follow);
		return capture->follow.ptr ? GJ_OK : out_of_memory(err);
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
		capture->follow = gj_address_resolve(&parcel->arena, capture->final_address,
		                                     look.follow);
	return GJ_OK;
}

/* What to ask for next; its texts have to outlive the next append. */
static gj_code plan_next(work *w, gj_parcel *parcel, gj_err *err)
{
	gj_fetch_request next;
	time_t captured_at;
	const gj_capture *capture = &parcel->capture;
	if (!capture->follow.len || gj_str_equal(capture->follow, capture->address) ||
	    !request_for(w, capture->follow, capture->address, &next, &captured_at))
		return GJ_OK;
	gj_str *const texts[] = { &next.address, &next.via, &next.etag, &next.last_modified };
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		*texts[i] = gj_str_copy(&parcel->arena, *texts[i]);
		if (!texts[i]->ptr)
			return out_of_memory(err);
	}
	parcel->next = next;
	return GJ_OK;
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

/* On the thread of the relay: looks at what came and writes it down. */
static gj_code deal(void *context, gj_parcel *parcel, gj_err *err)
{
	work *w = context;
	gj_capture *capture = &parcel->capture;
	gj_archive_entry entry;
	bool page = capture->role == GJ_ROLE_ANSWER;
	gj_archive_hurry(w->archive, gj_relay_is_pressed(w->relay));
	if (!page && (capture->role != GJ_ROLE_ROBOTS || capture->failure))
		return gj_archive_append_aside(w->archive, capture, parcel->id, err);
	/* An address whose turn never came says nothing about the address. */
	if (capture->failure == GJ_FETCH_INTERRUPTED)
		return GJ_OK;
	/* A server without validators sends the same bytes once more. */
	if (!capture->failure && gj_archive_find(w->archive, capture->address, &entry))
		capture->unchanged |= entry.digest.len && gj_str_equal(entry.digest, capture->digest);
	gj_code code = page ? find_follow(w, parcel, err) : GJ_OK;
	if (!code)
		code = gj_archive_append(w->archive, capture, err);
	if (!code)
		code = plan_next(w, parcel, err);
	gj_arena_reset(&w->arena);
	return code;
}

static gj_code keep_safe(void *context, gj_err *err)
{
	work *w = context;
	return gj_archive_tick(w->archive, err);
}

static gj_code know_robots(void *context, gj_arena *arena, gj_fetch_request *request, gj_err *err)
{
	work *w = context;
	gj_archive_entry entry = { 0 };
	gj_relay_hold(w->relay);
	bool found = gj_archive_find(w->archive, request->address, &entry);
	if (found) {
		request->etag = gj_str_copy(arena, entry.etag);
		request->last_modified = gj_str_copy(arena, entry.last_modified);
	}
	gj_relay_let_go(w->relay);
	return found && (!request->etag.ptr || !request->last_modified.ptr) ? out_of_memory(err)
	                                                                    : GJ_OK;
}

/* A record that cannot be read is as good as none: the text is asked for anew. */
static gj_code recall_robots(void *context, gj_str address, gj_arena *arena, gj_str *text,
                             gj_err *err)
{
	work *w = context;
	gj_capture capture;
	gj_relay_hold(w->relay);
	gj_code code = gj_archive_load(w->archive, address, arena, &capture, err);
	gj_relay_let_go(w->relay);
	*text = code || capture.failure ? (gj_str){ 0 } : capture.body;
	return code == GJ_E_MEMORY ? code : GJ_OK;
}

static gj_code hand_on(void *context, gj_fetch *fetch, const gj_capture *capture, gj_err *err)
{
	(void)fetch;
	work *w = context;
	return gj_relay_put(w->relay, capture, NULL, err);
}

static gj_code hand_on_aside(void *context, const gj_capture *capture, gj_str *record, gj_err *err)
{
	work *w = context;
	gj_code code = gj_warc_make_id(w->aside, err);
	*record = gj_str_of(w->aside);
	return code ? code : gj_relay_put(w->relay, capture, w->aside, err);
}

/* It stands in the archive. */
static gj_code tell(work *w, gj_fetch *fetch, const gj_parcel *parcel, gj_err *err)
{
	const gj_capture *capture = &parcel->capture;
	if (w->plan->told)
		w->plan->told(w->plan->context, capture);
	if (capture->role != GJ_ROLE_ANSWER)
		return GJ_OK;
	count(w->totals, capture);
	if (!fetch || !parcel->next.address.len)
		return GJ_OK;
	w->totals->followed++;
	return gj_fetch_add(fetch, &parcel->next, err);
}

/* Without `fetch`, which is over, nothing further is asked for. */
static gj_code take_all(work *w, gj_fetch *fetch, gj_err *err)
{
	gj_code code = GJ_OK;
	for (gj_parcel *parcel; !code && (parcel = gj_relay_take(w->relay));) {
		code = tell(w, fetch, parcel, err);
		gj_relay_give_back(w->relay, parcel);
	}
	return code ? code : gj_relay_failure(w->relay, err);
}

static gj_code look_round(void *context, gj_fetch *fetch, bool *more, gj_err *err)
{
	work *w = context;
	gj_code code = take_all(w, fetch, err);
	*more = gj_relay_is_busy(w->relay);
	return code;
}

static gj_code tick(void *context, const gj_fetch_progress *progress, gj_err *err)
{
	(void)err;
	const work *w = context;
	if (w->plan->tick)
		w->plan->tick(w->plan->context, progress);
	return GJ_OK;
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
	const gj_relay_worker worker = { deal, keep_safe, w };
	gj_code code = gj_relay_begin(&w->relay, &worker, w->plan->fetch->size_max, err);
	if (!code) {
		const gj_fetch_listener listener = {
			.done = hand_on, .aside = hand_on_aside, .tick = tick, .context = w,
			.round = look_round, .news = gj_relay_news(w->relay),
			.known = know_robots, .recall = recall_robots,
		};
		code = gj_fetch_all(requests, w->count, w->plan->fetch, &listener, err);
		gj_relay_end(w->relay);
		gj_code rest = take_all(w, NULL, code ? NULL : err);
		code = code ? code : rest;
	}
	gj_relay_free(w->relay);
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
