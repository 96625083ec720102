#include "net/fetch.h"

#include "net/address.h"
#include "base/name_map.h"
#include "net/polite.h"
#include "net/transfer.h"

#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

enum {
	PARALLEL_MAX = 5000,  /* transfers; each may need a few descriptors */
	LIST_MAX = 1 << 30,   /* bytes for addresses; 100,000 are about 30 MB */
	POLL_MOST_MS = 200,   /* so that a stop is seen soon */
	TICK_MS = 250,
	STOP_GRACE_MS = 1000, /* what is nearly here may still arrive */
};

typedef struct job {
	gj_str address;
	gj_str url;  /* as it is asked for; empty = not an address */
	size_t host;
	unsigned attempts;
	bool done;
} job;

typedef struct run {
	gj_fetch_options options;
	gj_fetch_done *done;
	gj_fetch_tick *tick;
	void *context;
	gj_err *err;
	gj_arena arena;            /* jobs, addresses, user agent */
	job *jobs;
	size_t count, hosts;
	const char *user_agent;
	CURLM *multi;
	gj_polite *polite;
	gj_transfer **transfers;   /* made when first needed, never more than parallel */
	size_t transfer_count;
	gj_fetch_progress progress;
	int64_t ticked_at, stop_at;
	bool stopping;
} run;

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

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* 0 ≤ chance < 1 */
static double chance(void)
{
	uint32_t random = 0;
	if (getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
		return 0.5;
	return (double)random / 4294967296.0;
}

static int64_t delay_ms(const run *fetch)
{
	double seconds = fetch->options.delay_seconds;
	return seconds > 0 && seconds < 1e6 ? (int64_t)(seconds * 1000) : 0;
}

static gj_code out_of_memory(const run *fetch)
{
	return gj_err_set(fetch->err, GJ_E_MEMORY, 0, "no memory to fetch %zu addresses",
	                  fetch->count);
}

/* ---- preparing ---- */

/* The number of a host, a new one when it was not met before. */
static gj_code number_host(run *fetch, gj_name_map *hosts, gj_str name, size_t *number)
{
	if (gj_name_map_find(hosts, name, number))
		return GJ_OK;
	*number = fetch->hosts++;
	return gj_name_map_put(hosts, name, *number);
}

static gj_code prepare_jobs(run *fetch, const gj_str *addresses, size_t count)
{
	gj_name_map seen = { 0 }, hosts = { 0 };
	gj_code code = GJ_OK;
	for (size_t i = 0; i < count && !code; i++) {
		if (gj_name_map_find(&seen, addresses[i], NULL))
			continue;
		job *made = &fetch->jobs[fetch->count++];
		*made = (job){ .address = addresses[i] };
		gj_str host;
		if (gj_address_parse(&fetch->arena, addresses[i], &made->url, &host))
			code = number_host(fetch, &hosts, host, &made->host);
		else
			made->url = (gj_str){ 0 };
		if (!code)
			code = gj_name_map_put(&seen, addresses[i], i);
	}
	gj_name_map_release(&seen);
	gj_name_map_release(&hosts);
	return code ? out_of_memory(fetch) : GJ_OK;
}

static gj_code prepare_schedule(run *fetch)
{
	gj_polite_limits limits = { fetch->options.parallel, fetch->options.per_host,
		                    delay_ms(fetch) };
	gj_code code = gj_polite_new(&fetch->polite, fetch->hosts, fetch->count, &limits, fetch->err);
	for (size_t i = 0; i < fetch->count && !code; i++)
		if (fetch->jobs[i].url.len)
			gj_polite_add(fetch->polite, fetch->jobs[i].host, i);
	return code;
}

static const char *make_user_agent(run *fetch)
{
	const gj_fetch_options *options = &fetch->options;
	const char *name = options->user_agent ? options->user_agent : "gouji/" GJ_VERSION;
	if (!options->contact)
		return name;
	return gj_str_format(&fetch->arena, "%s (+%s)", name, options->contact).ptr;
}

static unsigned at_least_one(unsigned number, unsigned most)
{
	return number < 1 ? 1 : number < most ? number : most;
}

static gj_code prepare(run *fetch, const gj_str *addresses, size_t count)
{
	gj_fetch_options *options = &fetch->options;
	options->parallel = at_least_one(options->parallel, PARALLEL_MAX);
	options->per_host = at_least_one(options->per_host, PARALLEL_MAX);
	gj_arena_init(&fetch->arena, LIST_MAX);
	fetch->multi = curl_multi_init();
	fetch->jobs = gj_arena_zalloc(&fetch->arena, count, sizeof *fetch->jobs);
	fetch->transfers = gj_arena_zalloc(&fetch->arena, options->parallel, sizeof(gj_transfer *));
	fetch->user_agent = make_user_agent(fetch);
	if (!fetch->multi || !fetch->jobs || !fetch->transfers || !fetch->user_agent)
		return out_of_memory(fetch);
	curl_multi_setopt(fetch->multi, CURLMOPT_MAXCONNECTS, (long)options->parallel);
	gj_code code = prepare_jobs(fetch, addresses, count);
	fetch->progress.total = fetch->progress.waiting = fetch->count;
	return code ? code : prepare_schedule(fetch);
}

static void release(run *fetch)
{
	for (size_t i = 0; i < fetch->transfer_count; i++) {
		gj_transfer *transfer = fetch->transfers[i];
		if (transfer->job != GJ_TRANSFER_IDLE)
			curl_multi_remove_handle(fetch->multi, transfer->easy);
		gj_transfer_free(transfer);
	}
	curl_multi_cleanup(fetch->multi);
	gj_polite_free(fetch->polite);
	gj_arena_release(&fetch->arena);
}

/* ---- outcomes ---- */

static gj_code report(run *fetch, job *of, const gj_capture *capture)
{
	of->done = true;
	fetch->progress.done++;
	fetch->progress.failed += capture->failure != GJ_FETCH_OK;
	return fetch->done(fetch->context, capture, fetch->err);
}

static gj_code report_without_attempt(run *fetch, job *of, gj_fetch_failure failure)
{
	gj_capture capture = {
		.address = of->address,
		.final_address = of->address,
		.captured_at = time(NULL),
		.failure = failure,
		.detail = gj_str_of(gj_fetch_failure_sentence(failure, false)),
		.attempts = of->attempts,
	};
	return report(fetch, of, &capture);
}

/* Ends an attempt: the host rests, and the job is done or queued again. */
static gj_code conclude(run *fetch, gj_transfer *transfer, CURLcode result)
{
	job *of = &fetch->jobs[transfer->job];
	gj_capture capture = { .address = of->address, .final_address = of->address };
	gj_attempt attempt = gj_transfer_outcome(transfer, result, &capture);
	capture.attempts = ++of->attempts;
	curl_off_t bytes = 0;
	curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
	fetch->progress.bytes += (uint64_t)bytes;
	int64_t pause = 0;
	if (attempt.transient)
		pause = gj_polite_backoff(delay_ms(fetch), of->attempts, chance(),
		                          attempt.retry_after_ms);
	gj_code code = GJ_OK;
	if (attempt.transient && of->attempts <= fetch->options.retries && !fetch->stopping)
		gj_polite_add(fetch->polite, of->host, transfer->job);
	else
		code = report(fetch, of, &capture);
	gj_polite_done(fetch->polite, of->host, now_ms(), pause);
	gj_transfer_end(transfer);
	return code;
}

static gj_code reap(run *fetch)
{
	int left;
	gj_code code = GJ_OK;
	for (const CURLMsg *message; !code && (message = curl_multi_info_read(fetch->multi, &left));) {
		if (message->msg != CURLMSG_DONE)
			continue;
		CURL *easy = message->easy_handle;
		CURLcode result = message->data.result;
		char *owner = NULL;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &owner);
		curl_multi_remove_handle(fetch->multi, easy);
		code = conclude(fetch, (gj_transfer *)(void *)owner, result);
	}
	return code;
}

/* ---- starting ---- */

static gj_transfer *idle_transfer(run *fetch)
{
	for (size_t i = 0; i < fetch->transfer_count; i++)
		if (fetch->transfers[i]->job == GJ_TRANSFER_IDLE)
			return fetch->transfers[i];
	gj_transfer *made = gj_transfer_new(&fetch->options, fetch->user_agent);
	if (made)
		fetch->transfers[fetch->transfer_count++] = made;
	return made;
}

static gj_code start_ready(run *fetch, int64_t now)
{
	size_t next;
	while (!fetch->stopping && gj_polite_next(fetch->polite, now, &next)) {
		gj_transfer *transfer = idle_transfer(fetch);
		if (!transfer)
			return out_of_memory(fetch);
		gj_transfer_begin(transfer, next, fetch->jobs[next].url.ptr);
		if (curl_multi_add_handle(fetch->multi, transfer->easy) != CURLM_OK) {
			gj_transfer_end(transfer);
			return out_of_memory(fetch);
		}
	}
	return GJ_OK;
}

/* ---- the loop ---- */

static void tell_progress(run *fetch, int64_t now)
{
	gj_fetch_progress *progress = &fetch->progress;
	progress->in_flight = gj_polite_in_flight(fetch->polite);
	progress->waiting = progress->total - progress->done - progress->in_flight;
	if (!fetch->tick || now - fetch->ticked_at < TICK_MS)
		return;
	fetch->ticked_at = now;
	fetch->tick(fetch->context, progress);
}

static void notice_stop(run *fetch, int64_t now)
{
	if (fetch->stopping || !fetch->options.stop || !atomic_load(fetch->options.stop))
		return;
	fetch->stopping = true;
	fetch->stop_at = now + STOP_GRACE_MS;
}

static bool is_over(const run *fetch, int64_t now)
{
	if (fetch->progress.done == fetch->progress.total)
		return true;
	return fetch->stopping &&
	       (gj_polite_in_flight(fetch->polite) == 0 || now >= fetch->stop_at);
}

static void wait_for_news(run *fetch)
{
	int64_t now = now_ms(), wait = gj_polite_wait(fetch->polite, now);
	if (is_over(fetch, now))
		return;
	bool later = fetch->stopping || wait < 0 || wait > POLL_MOST_MS;
	curl_multi_poll(fetch->multi, NULL, 0, later ? POLL_MOST_MS : (int)wait, NULL);
}

static gj_code drive(run *fetch)
{
	for (;;) {
		int64_t now = now_ms();
		notice_stop(fetch, now);
		tell_progress(fetch, now);
		if (is_over(fetch, now))
			return GJ_OK;
		int running;
		gj_code code = start_ready(fetch, now);
		if (!code && curl_multi_perform(fetch->multi, &running) != CURLM_OK)
			code = out_of_memory(fetch);
		if (!code)
			code = reap(fetch);
		if (code)
			return code;
		wait_for_news(fetch);
	}
}

static gj_code report_bad_addresses(run *fetch)
{
	gj_code code = GJ_OK;
	for (size_t i = 0; i < fetch->count && !code; i++)
		if (!fetch->jobs[i].url.len)
			code = report_without_attempt(fetch, &fetch->jobs[i], GJ_FETCH_BAD_ADDRESS);
	return code;
}

static gj_code report_interrupted(run *fetch)
{
	gj_code code = GJ_OK;
	for (size_t i = 0; i < fetch->count && !code; i++)
		if (!fetch->jobs[i].done)
			code = report_without_attempt(fetch, &fetch->jobs[i], GJ_FETCH_INTERRUPTED);
	return code;
}

gj_code gj_fetch_all(const gj_str *addresses, size_t count, const gj_fetch_options *options,
                     gj_fetch_done *done, gj_fetch_tick *tick, void *context, gj_err *err)
{
	run fetch = { .options = *options, .done = done, .tick = tick, .context = context,
		      .err = err };
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return gj_err_set(err, GJ_E_INTERNAL, 0, "libcurl cannot start");
	gj_code code = prepare(&fetch, addresses, count);
	if (!code)
		code = report_bad_addresses(&fetch);
	if (!code)
		code = drive(&fetch);
	if (!code)
		code = report_interrupted(&fetch);
	release(&fetch);
	curl_global_cleanup();
	return code;
}
