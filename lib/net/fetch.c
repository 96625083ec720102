#include "net/fetch.h"

#include "base/clock.h"
#include "net/frontier.h"
#include "net/loop.h"
#include "net/transfer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>

enum {
	PARALLEL_MAX = 5000,
	IDLE_MAX = 5000,      /* connections kept for a host's next turn */
	POLL_MOST_MS = 200,   /* so that a stop is seen soon */
	TICK_MS = 250,
	STOP_GRACE_MS = 1000, /* what is nearly here may still arrive */
	/* A connection, and while its name is looked up the resolver's pair. */
	DESCRIPTORS_EACH = 3,
	DESCRIPTORS_OTHERS = 64,
	RECALLED_MAX = 4 << 20, /* bytes of a robots.txt at hand, with its record */
};

struct gj_fetch {
	gj_fetch_options options;
	const gj_fetch_listener *listener;
	gj_err *err;
	gj_frontier frontier;
	gj_transfer_pool pool;
	gj_loop *loop;
	gj_transfer **transfers;   /* made when first needed, never more than parallel */
	size_t transfer_count;
	gj_transfer *idle;
	gj_fetch_progress progress;
	int64_t ticked_at, stop_at;
	bool stopping;
	bool more; /* addresses may come though all at hand are done */
};

void gj_fetch_options_init(gj_fetch_options *options)
{
	*options = (gj_fetch_options){
		.parallel = 200,
		.per_host = 1,
		.delay_seconds = 1,
		.timeout_seconds = 60,
		.connect_seconds = 15,
		.retries = 3,
		.redirects = 10,
		.size_max = 64 << 20,
	};
}

/* 0 ≤ chance < 1 */
static double chance(void)
{
	uint32_t random = 0;
	if (getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
		return 0.5;
	return (double)random / 4294967296.0;
}

static gj_code out_of_memory(const gj_fetch *fetch)
{
	return gj_err_set(fetch->err, GJ_E_MEMORY, 0, "no memory to fetch %zu addresses",
	                  fetch->frontier.page_count);
}

static gj_job *job_at(gj_fetch *fetch, size_t job)
{
	return gj_frontier_job(&fetch->frontier, job);
}

/* The registered domain a job has to ask next. */
static size_t site_of(gj_fetch *fetch, size_t job)
{
	return gj_frontier_origin(&fetch->frontier, job_at(fetch, job))->site;
}

/* ---- preparing ---- */

static const char *make_user_agent(gj_fetch *fetch)
{
	const gj_fetch_options *options = &fetch->options;
	const char *name = options->user_agent ? options->user_agent : "gouji/" GJ_VERSION;
	if (!options->contact)
		return name;
	return gj_str_format(&fetch->frontier.arena, "%s (+%s)", name, options->contact).ptr;
}

static unsigned at_least_one(unsigned number, unsigned most)
{
	return number < 1 || most < 1 ? 1 : number < most ? number : most;
}

/* How many the process may have for connections. */
static unsigned descriptors_most(void)
{
	enum { MOST = DESCRIPTORS_EACH * PARALLEL_MAX + 2 * IDLE_MAX };
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
		return MOST;
	rlim_t most = limit.rlim_cur < DESCRIPTORS_OTHERS ? 0 : limit.rlim_cur - DESCRIPTORS_OTHERS;
	return most < MOST ? (unsigned)most : MOST;
}

/* Hosts rest between their turns; a connection that is kept spares them a new one.
 * Half of what is left may be used for that. */
static unsigned connections_most(unsigned parallel, unsigned descriptors)
{
	unsigned busy = DESCRIPTORS_EACH * parallel;
	unsigned idle = descriptors > busy ? (descriptors - busy) / 2 : 0;
	return parallel + (idle < IDLE_MAX ? idle : IDLE_MAX);
}

static gj_code prepare(gj_fetch *fetch, const gj_fetch_request *requests, size_t count)
{
	gj_fetch_options *options = &fetch->options;
	unsigned descriptors = descriptors_most();
	options->parallel = at_least_one(options->parallel, descriptors / DESCRIPTORS_EACH);
	options->per_host = at_least_one(options->per_host, PARALLEL_MAX);
	const char *named = options->user_agent ? options->user_agent : "gouji";
	gj_code code = gj_frontier_init(&fetch->frontier, options, named, fetch->err);
	if (code)
		return code;
	fetch->frontier.listener = fetch->listener;
	fetch->transfers = calloc(options->parallel, sizeof(gj_transfer *));
	const char *user_agent = make_user_agent(fetch);
	if (!fetch->transfers || !user_agent)
		return out_of_memory(fetch);
	code = gj_transfer_pool_init(&fetch->pool, options, user_agent, fetch->err);
	for (size_t i = 0; i < count && !code; i++)
		code = gj_frontier_add(&fetch->frontier, &requests[i], fetch->err);
	if (code)
		return code;
	const gj_loop_limits limits = {
		.sites = gj_frontier_site_count(&fetch->frontier),
		.parallel = options->parallel,
		.per_site = options->per_host,
		.connections = connections_most(options->parallel, descriptors),
	};
	code = gj_loop_new(&fetch->loop, &limits, fetch->err);
	if (!code && fetch->listener->round)
		code = gj_loop_watch(fetch->loop, fetch->listener->news, fetch->err);
	return code;
}

static void release(gj_fetch *fetch)
{
	for (size_t i = 0; i < fetch->transfer_count; i++) {
		gj_transfer *transfer = fetch->transfers[i];
		if (transfer->job != GJ_TRANSFER_IDLE)
			gj_loop_drop(fetch->loop, site_of(fetch, transfer->job), transfer->easy);
		gj_transfer_free(transfer);
	}
	free(fetch->transfers);
	gj_loop_free(fetch->loop);
	gj_transfer_pool_release(&fetch->pool);
	gj_frontier_release(&fetch->frontier);
}

gj_code gj_fetch_add(gj_fetch *fetch, const gj_fetch_request *request, gj_err *err)
{
	gj_arena *arena = &fetch->frontier.arena;
	gj_fetch_request copy = {
		.address = gj_str_copy(arena, request->address),
		.via = gj_str_copy(arena, request->via),
		.etag = gj_str_copy(arena, request->etag),
		.last_modified = gj_str_copy(arena, request->last_modified),
	};
	if (!copy.address.ptr || !copy.via.ptr || !copy.etag.ptr || !copy.last_modified.ptr)
		return gj_err_set(err, GJ_E_MEMORY, 0, "no memory for one more address");
	return gj_frontier_add(&fetch->frontier, &copy, err);
}

/* ---- outcomes ---- */

static gj_capture blank_capture(const gj_job *job)
{
	return (gj_capture){
		.role = job->robots ? GJ_ROLE_ROBOTS : GJ_ROLE_ANSWER,
		.address = job->request.address,
		.final_address = job->request.address,
		.via = job->request.via,
		.captured_at = time(NULL),
		.attempts = job->attempts,
		.redirects = job->redirects,
		.hops = gj_str_of(job->hops),
	};
}

/* What came is no address's final answer, but evidence. */
static gj_code report_aside(gj_fetch *fetch, const gj_capture *capture, gj_str *record)
{
	const gj_fetch_listener *to = fetch->listener;
	return to->aside ? to->aside(to->context, capture, record, fetch->err) : GJ_OK;
}

/* The rules of a robots.txt that came, or of the one at hand when it still holds. When
 * that cannot be had, it is asked for without conditions. */
static gj_code take_robots(gj_fetch *fetch, size_t number, const gj_capture *capture)
{
	const gj_fetch_listener *to = fetch->listener;
	gj_job *job = job_at(fetch, number);
	gj_capture read = *capture;
	gj_arena arena;
	gj_arena_init(&arena, RECALLED_MAX);
	gj_code code = GJ_OK;
	if (capture->unchanged)
		code = to->recall(to->context, capture->address, &arena, &read.body, fetch->err);
	if (!code && capture->unchanged && !read.body.ptr) {
		job->done = false;
		job->request.etag = job->request.last_modified = (gj_str){ 0 };
		gj_frontier_retry(&fetch->frontier, number);
	} else if (!code) {
		code = gj_frontier_take_robots(&fetch->frontier, number, &read,
		                               gj_monotonic_ms(), fetch->err);
	}
	gj_arena_release(&arena);
	return code;
}

/* The job has its final outcome. */
static gj_code report(gj_fetch *fetch, size_t number, const gj_capture *capture)
{
	gj_job *job = job_at(fetch, number);
	job->done = true;
	gj_str record = { 0 };
	gj_code code = GJ_OK;
	if (job->robots) {
		code = report_aside(fetch, capture, &record);
		return code ? code : take_robots(fetch, number, capture);
	}
	fetch->progress.done++;
	fetch->progress.failed += capture->failure != GJ_FETCH_OK;
	code = fetch->listener->done(fetch->listener->context, fetch, capture, fetch->err);
	gj_frontier_forget(&fetch->frontier, number);
	return code;
}

static gj_code report_without_attempt(gj_fetch *fetch, size_t number, gj_fetch_failure failure,
                                      gj_str detail)
{
	gj_capture capture = blank_capture(job_at(fetch, number));
	capture.failure = failure;
	capture.detail = detail;
	return report(fetch, number, &capture);
}

static gj_code report_barred(gj_fetch *fetch)
{
	gj_code code = GJ_OK;
	for (size_t number; !code && gj_frontier_next_barred(&fetch->frontier, &number);) {
		const gj_job *job = job_at(fetch, number);
		code = report_without_attempt(fetch, number, job->failure, job->detail);
	}
	return code;
}

/* A redirect that is followed is evidence of the way; one that is not is the
 * final answer. */
static gj_code follow(gj_fetch *fetch, size_t number, const gj_attempt *attempt,
                      gj_capture *capture)
{
	gj_frontier *frontier = &fetch->frontier;
	if (gj_frontier_may_redirect(frontier, number, attempt->redirect)) {
		gj_str record = { 0 };
		gj_capture hop = *capture;
		if (!job_at(fetch, number)->robots)
			hop.role = GJ_ROLE_REDIRECT;
		gj_code code = report_aside(fetch, &hop, &record);
		if (!code)
			code = gj_frontier_note_hop(frontier, number, &hop, record, fetch->err);
		return code ? code : gj_frontier_redirect(frontier, number, attempt->redirect,
		                                          fetch->err);
	}
	capture->failure = GJ_FETCH_REDIRECTS;
	capture->detail = attempt->redirect;
	capture->attempts = ++job_at(fetch, number)->attempts;
	return report(fetch, number, capture);
}

/* The attempt is over: the job goes on, comes back later, or has its outcome. */
static gj_code settle(gj_fetch *fetch, size_t number, const gj_attempt *attempt,
                      gj_capture *capture)
{
	if (attempt->redirect.len)
		return follow(fetch, number, attempt, capture);
	gj_job *job = job_at(fetch, number);
	capture->attempts = ++job->attempts;
	if (attempt->transient && job->attempts <= fetch->options.retries && !fetch->stopping) {
		gj_frontier_retry(&fetch->frontier, number);
		return GJ_OK;
	}
	gj_code code = job->robots ? GJ_OK : gj_frontier_note(&fetch->frontier, number, capture,
	                                                      fetch->err);
	return code ? code : report(fetch, number, capture);
}

static gj_code conclude(gj_fetch *fetch, gj_transfer *transfer, CURLcode result)
{
	size_t number = transfer->job;
	const gj_job *job = job_at(fetch, number);
	gj_capture capture = blank_capture(job);
	gj_attempt attempt = gj_transfer_outcome(transfer, result, &capture);
	curl_off_t bytes = 0;
	curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
	fetch->progress.bytes += (uint64_t)bytes;
	fetch->progress.in_flight -= !job->robots;
	gj_polite_end end = { .latency_ms = attempt.latency_ms, .overloaded = attempt.overloaded,
		              .chance = chance() };
	if (attempt.transient)
		end.pause_ms = gj_polite_backoff(gj_frontier_delay(&fetch->frontier, job),
		                                 job->attempts + 1, chance(),
		                                 attempt.retry_after_ms);
	gj_polite_done(fetch->frontier.polite, site_of(fetch, number), gj_monotonic_ms(), &end);
	gj_code code = settle(fetch, number, &attempt, &capture);
	gj_transfer_end(transfer);
	transfer->next = fetch->idle;
	fetch->idle = transfer;
	return code;
}

static void resume_paused(gj_fetch *fetch)
{
	if (!fetch->pool.paused)
		return;
	for (size_t i = 0; i < fetch->transfer_count; i++)
		gj_transfer_resume(fetch->transfers[i]);
}

static gj_code reap(gj_fetch *fetch)
{
	gj_code code = GJ_OK;
	CURLcode result;
	for (CURL *easy; !code && (easy = gj_loop_take(fetch->loop, &result));) {
		char *owner = NULL;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &owner);
		code = conclude(fetch, (gj_transfer *)(void *)owner, result);
		resume_paused(fetch);
	}
	return code;
}

/* ---- starting ---- */

static gj_transfer *idle_transfer(gj_fetch *fetch)
{
	gj_transfer *transfer = fetch->idle;
	if (transfer) {
		fetch->idle = transfer->next;
		return transfer;
	}
	transfer = gj_transfer_new(&fetch->pool);
	if (transfer)
		fetch->transfers[fetch->transfer_count++] = transfer;
	return transfer;
}

static gj_code start(gj_fetch *fetch, size_t number, int64_t now)
{
	gj_code code = gj_frontier_refresh(&fetch->frontier, &number, now, fetch->err);
	if (code)
		return code;
	const gj_job *job = job_at(fetch, number);
	const gj_net_origin *origin = gj_frontier_origin(&fetch->frontier, job);
	gj_transfer *transfer = idle_transfer(fetch);
	gj_transfer_task task = {
		.job = number,
		.url = job->url,
		.etag = job->request.etag,
		.last_modified = job->request.last_modified,
		.prefix_max = job->robots ? GJ_ROBOTS_SIZE_MAX : 0,
		.allow_private = origin->allow_private,
		.legacy_tls = origin->legacy_tls,
	};
	fetch->progress.in_flight += !job->robots;
	if (!transfer)
		return out_of_memory(fetch);
	code = gj_transfer_begin(transfer, &task) ? out_of_memory(fetch) : GJ_OK;
	if (!code)
		code = gj_loop_add(fetch->loop, origin->site, transfer->easy, fetch->err);
	if (code)
		gj_transfer_end(transfer);
	return code;
}

static gj_code start_ready(gj_fetch *fetch, int64_t now)
{
	size_t next;
	gj_code code = GJ_OK;
	while (!code && !fetch->stopping && gj_polite_next(fetch->frontier.polite, now, &next))
		code = start(fetch, next, now);
	return code;
}

/* ---- the loop ---- */

static gj_code tell_progress(gj_fetch *fetch, int64_t now)
{
	gj_fetch_progress *progress = &fetch->progress;
	progress->total = fetch->frontier.page_count;
	progress->waiting = progress->total - progress->done - progress->in_flight;
	progress->waiting_hosts = gj_polite_waiting_hosts(fetch->frontier.polite);
	const gj_fetch_listener *to = fetch->listener;
	if (!to->tick || now - fetch->ticked_at < TICK_MS)
		return GJ_OK;
	fetch->ticked_at = now;
	return to->tick(to->context, progress, fetch->err);
}

static bool must_stop(const gj_fetch_options *options)
{
	return (options->stop && atomic_load(options->stop)) ||
	       (options->deadline && time(NULL) >= options->deadline);
}

static void notice_stop(gj_fetch *fetch, int64_t now)
{
	if (fetch->stopping || !must_stop(&fetch->options))
		return;
	fetch->stopping = true;
	fetch->stop_at = now + STOP_GRACE_MS;
}

static bool is_over(const gj_fetch *fetch, int64_t now)
{
	if (fetch->progress.done == fetch->frontier.page_count && !fetch->more)
		return true;
	return fetch->stopping &&
	       (gj_polite_in_flight(fetch->frontier.polite) == 0 || now >= fetch->stop_at);
}

static gj_code wait_for_news(gj_fetch *fetch)
{
	int64_t now = gj_monotonic_ms(), wait = gj_polite_wait(fetch->frontier.polite, now);
	if (is_over(fetch, now))
		return GJ_OK;
	bool later = fetch->stopping || wait < 0 || wait > POLL_MOST_MS;
	return gj_loop_wait(fetch->loop, later ? POLL_MOST_MS : wait, fetch->err);
}

static gj_code look_round(gj_fetch *fetch)
{
	const gj_fetch_listener *to = fetch->listener;
	return to->round ? to->round(to->context, fetch, &fetch->more, fetch->err) : GJ_OK;
}

static gj_code drive(gj_fetch *fetch)
{
	for (;;) {
		int64_t now = gj_monotonic_ms();
		notice_stop(fetch, now);
		gj_code code = look_round(fetch);
		if (!code)
			code = tell_progress(fetch, now);
		if (code || is_over(fetch, now))
			return code;
		code = start_ready(fetch, now);
		if (!code)
			code = report_barred(fetch);
		if (!code)
			code = wait_for_news(fetch);
		if (!code)
			code = reap(fetch);
		if (code)
			return code;
	}
}

static gj_code report_interrupted(gj_fetch *fetch)
{
	gj_str sentence = gj_str_of(gj_fetch_failure_sentence(GJ_FETCH_INTERRUPTED, false));
	gj_code code = GJ_OK;
	for (size_t i = 0; i < gj_frontier_job_count(&fetch->frontier) && !code; i++)
		if (!job_at(fetch, i)->done && !job_at(fetch, i)->robots)
			code = report_without_attempt(fetch, i, GJ_FETCH_INTERRUPTED, sentence);
	return code;
}

gj_code gj_fetch_all(const gj_fetch_request *requests, size_t count,
                     const gj_fetch_options *options, const gj_fetch_listener *listener,
                     gj_err *err)
{
	gj_fetch fetch = { .options = *options, .listener = listener, .err = err };
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return gj_err_set(err, GJ_E_INTERNAL, 0, "libcurl cannot start");
	gj_code code = prepare(&fetch, requests, count);
	if (!code)
		code = drive(&fetch);
	if (!code)
		code = report_interrupted(&fetch);
	release(&fetch);
	curl_global_cleanup();
	return code;
}
