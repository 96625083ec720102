#include "net/frontier.h"

#include "net/address.h"
#include "net/site.h"
#include "warc/http_head.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONE SIZE_MAX

enum {
	RUN_MEMORY_MAX = 1 << 30,  /* origins, rules, added addresses; 100,000 need some 50 MB */
	PARSE_MEMORY_MAX = 1 << 20, /* one address in its parts */
};

static const gj_job_list no_jobs = { NONE, NONE };

static gj_code out_of_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "no memory for the addresses");
}

gj_code gj_frontier_init(gj_frontier *frontier, const gj_fetch_options *options,
                         const char *user_agent, gj_err *err)
{
	gj_str token = gj_robots_token(gj_str_of(user_agent));
	*frontier = (gj_frontier){ .options = options, .barred = no_jobs,
		                   .token = token.len ? token : GJ_STR("gouji") };
	gj_arena_init(&frontier->arena, RUN_MEMORY_MAX);
	gj_arena_init(&frontier->scratch, PARSE_MEMORY_MAX);
	gj_buffer_init(&frontier->jobs, RUN_MEMORY_MAX);
	gj_buffer_init(&frontier->origins, RUN_MEMORY_MAX);
	gj_buffer_init(&frontier->delays, RUN_MEMORY_MAX);
	gj_polite_limits limits = { options->parallel, options->per_host, 0 };
	return gj_polite_new(&frontier->polite, &limits, err);
}

void gj_frontier_release(gj_frontier *frontier)
{
	for (size_t i = 0; i < gj_frontier_job_count(frontier); i++)
		gj_frontier_forget(frontier, i);
	gj_polite_free(frontier->polite);
	gj_name_map_release(&frontier->seen);
	gj_name_map_release(&frontier->origin_numbers);
	gj_name_map_release(&frontier->site_numbers);
	gj_buffer_release(&frontier->jobs);
	gj_buffer_release(&frontier->origins);
	gj_buffer_release(&frontier->delays);
	gj_arena_release(&frontier->arena);
	gj_arena_release(&frontier->scratch);
}

void gj_frontier_forget(gj_frontier *frontier, size_t number)
{
	gj_job *job = gj_frontier_job(frontier, number);
	free(job->url);
	free(job->hops);
	job->url = job->hops = NULL;
}

gj_job *gj_frontier_job(const gj_frontier *frontier, size_t job)
{
	return (gj_job *)(void *)frontier->jobs.data + job;
}

size_t gj_frontier_job_count(const gj_frontier *frontier)
{
	return frontier->jobs.length / sizeof(gj_job);
}

size_t gj_frontier_site_count(const gj_frontier *frontier)
{
	return frontier->delays.length / sizeof(int64_t);
}

static gj_net_origin *origin_at(const gj_frontier *frontier, size_t number)
{
	return (gj_net_origin *)(void *)frontier->origins.data + number;
}

const gj_net_origin *gj_frontier_origin(const gj_frontier *frontier, const gj_job *job)
{
	return origin_at(frontier, job->origin);
}

static int64_t site_delay(const gj_frontier *frontier, size_t site)
{
	int64_t delay;
	memcpy(&delay, frontier->delays.data + site * sizeof delay, sizeof delay);
	return delay;
}

int64_t gj_frontier_delay(const gj_frontier *frontier, const gj_job *job)
{
	return site_delay(frontier, origin_at(frontier, job->origin)->site);
}

/* ---- lists ---- */

static void append(gj_frontier *frontier, gj_job_list *list, size_t job)
{
	gj_frontier_job(frontier, job)->next = NONE;
	if (list->first == NONE)
		list->first = job;
	else
		gj_frontier_job(frontier, list->last)->next = job;
	list->last = job;
}

static bool take_first(gj_frontier *frontier, gj_job_list *list, size_t *job)
{
	*job = list->first;
	if (*job == NONE)
		return false;
	list->first = gj_frontier_job(frontier, *job)->next;
	return true;
}

static void bar(gj_frontier *frontier, size_t job, gj_fetch_failure failure, gj_str detail)
{
	gj_job *barred = gj_frontier_job(frontier, job);
	barred->failure = failure;
	barred->detail = detail;
	append(frontier, &frontier->barred, job);
}

bool gj_frontier_next_barred(gj_frontier *frontier, size_t *job)
{
	return take_first(frontier, &frontier->barred, job);
}

/* ---- origins and sites ---- */

static int64_t delay_ms(double seconds)
{
	return seconds > 0 && seconds < 1e6 ? (int64_t)(seconds * 1000) : 0;
}

/* The rule of the longest domain that covers the host, or that the site covers
 * when `within`: a rule for one host of a site holds for the site's queue. */
static const gj_host_rule *rule_of(const gj_fetch_options *options, gj_str host, bool within)
{
	const gj_host_rule *found = NULL;
	for (size_t i = 0; i < options->host_count; i++) {
		const gj_host_rule *rule = &options->hosts[i];
		bool covers = gj_site_covers(rule->domain, host) ||
		              (within && gj_site_covers(host, rule->domain));
		if (covers && (!found || rule->domain.len > found->domain.len))
			found = rule;
	}
	return found;
}

static gj_code number_site(gj_frontier *frontier, gj_str site, size_t *number, gj_err *err)
{
	if (gj_name_map_find(&frontier->site_numbers, site, number))
		return GJ_OK;
	const gj_fetch_options *options = frontier->options;
	const gj_host_rule *rule = rule_of(options, site, true);
	double seconds = rule && rule->delay_seconds >= 0 ? rule->delay_seconds
	                                                  : options->delay_seconds;
	int64_t delay = delay_ms(seconds);
	*number = gj_frontier_site_count(frontier);
	gj_code code = gj_polite_reserve(frontier->polite, *number + 1, 0, err);
	if (code)
		return code;
	gj_polite_set_host(frontier->polite, *number,
	                   rule && rule->per_host ? rule->per_host : options->per_host, delay);
	gj_buffer_add(&frontier->delays, (const char *)&delay, sizeof delay);
	if (frontier->delays.failed || gj_name_map_put(&frontier->site_numbers, site, *number))
		return out_of_memory(err);
	return GJ_OK;
}

static gj_code number_origin(gj_frontier *frontier, const gj_address *address, size_t *number,
                             gj_err *err)
{
	if (gj_name_map_find(&frontier->origin_numbers, address->origin, number))
		return GJ_OK;
	*number = frontier->origins.length / sizeof(gj_net_origin);
	const gj_host_rule *rule = rule_of(frontier->options, address->host, false);
	gj_net_origin made = {
		.name = gj_str_copy(&frontier->arena, address->origin),
		.state = frontier->options->no_robots ? GJ_ORIGIN_OPEN : GJ_ORIGIN_NEW,
		.waiting = no_jobs,
		.allow_private = rule && rule->allow_private,
		.legacy_tls = rule && rule->legacy_tls,
	};
	gj_code code = number_site(frontier, gj_site_of(address->host), &made.site, err);
	gj_buffer_add(&frontier->origins, (const char *)&made, sizeof made);
	if (!code && (!made.name.ptr || frontier->origins.failed ||
	              gj_name_map_put(&frontier->origin_numbers, made.name, *number)))
		code = out_of_memory(err);
	return code;
}

/* ---- jobs ---- */

static gj_code new_job(gj_frontier *frontier, const gj_job *job, size_t *number, gj_err *err)
{
	*number = gj_frontier_job_count(frontier);
	gj_code code = gj_polite_reserve(frontier->polite, 0, *number + 1, err);
	gj_buffer_add(&frontier->jobs, (const char *)job, sizeof *job);
	return code ? code : frontier->jobs.failed ? out_of_memory(err) : GJ_OK;
}

/* "https://host:443" → "https://host", as people write it. */
static gj_str without_usual_port(gj_str origin)
{
	bool secure = gj_str_starts(origin, GJ_STR("https:"));
	gj_str port = secure ? GJ_STR(":443") : GJ_STR(":80");
	return gj_str_ends(origin, port) ? gj_str_upto(origin, origin.len - port.len) : origin;
}

/* A job that asks for the robots.txt of an origin; not queued yet. */
static gj_code new_robots_job(gj_frontier *frontier, size_t origin, size_t *number, gj_err *err)
{
	gj_job job = { .origin = origin, .robots = true, .robots_of = origin };
	gj_str base = without_usual_port(origin_at(frontier, origin)->name);
	if (asprintf(&job.url, "%.*s/robots.txt", GJ_STR_ARG(base)) < 0)
		return out_of_memory(err);
	const gj_fetch_listener *to = frontier->listener;
	job.request.address = gj_str_copy(&frontier->arena, gj_str_of(job.url));
	gj_code code = job.request.address.ptr ? GJ_OK : out_of_memory(err);
	if (!code && to && to->known)
		code = to->known(to->context, &frontier->arena, &job.request, err);
	if (!code)
		code = new_job(frontier, &job, number, err);
	if (code)
		free(job.url);
	return code;
}

static gj_code ask_for_robots(gj_frontier *frontier, size_t origin, gj_err *err)
{
	size_t number;
	gj_code code = new_robots_job(frontier, origin, &number, err);
	if (code)
		return code;
	gj_net_origin *at = origin_at(frontier, origin);
	at->state = GJ_ORIGIN_ASKED;
	gj_polite_add(frontier->polite, at->site, number, true);
	return GJ_OK;
}

/* Puts a job that knows its url and origin where it has to wait. */
static gj_code place(gj_frontier *frontier, size_t number, gj_err *err)
{
	gj_job *job = gj_frontier_job(frontier, number);
	gj_net_origin *origin = origin_at(frontier, job->origin);
	bool new = origin->state == GJ_ORIGIN_NEW;
	if (origin->state == GJ_ORIGIN_CLOSED)
		bar(frontier, number, origin->failure, origin->detail);
	else if (job->robots) /* redirected: its origin's own rules do not count */
		gj_polite_add(frontier->polite, origin->site, number, true);
	else if (origin->state != GJ_ORIGIN_OPEN)
		append(frontier, &origin->waiting, number);
	else if (gj_robots_allows(&origin->robots, gj_address_path(gj_str_of(job->url))))
		gj_polite_add(frontier->polite, origin->site, number, false);
	else
		bar(frontier, number, GJ_FETCH_ROBOTS, GJ_STR("robots.txt does not allow it"));
	return new && !job->robots ? ask_for_robots(frontier, job->origin, err) : GJ_OK;
}

/* Gives a job the address to ask next; *good is false when it is none. */
static gj_code set_address(gj_frontier *frontier, size_t number, gj_str written, bool *good,
                           gj_err *err)
{
	gj_address address;
	gj_arena_reset(&frontier->scratch);
	*good = gj_address_parse(&frontier->scratch, written, &address);
	if (!*good)
		return GJ_OK;
	size_t origin;
	gj_code code = number_origin(frontier, &address, &origin, err);
	char *url = strndup(address.url.ptr, address.url.len);
	if (!code && !url)
		code = out_of_memory(err);
	if (code) {
		free(url);
		return code;
	}
	gj_job *job = gj_frontier_job(frontier, number);
	free(job->url);
	job->url = url;
	job->origin = origin;
	return GJ_OK;
}

gj_code gj_frontier_add(gj_frontier *frontier, const gj_fetch_request *request, gj_err *err)
{
	if (gj_name_map_find(&frontier->seen, request->address, NULL))
		return GJ_OK;
	size_t number;
	bool good;
	gj_job job = { .request = *request, .origin = NONE };
	gj_code code = new_job(frontier, &job, &number, err);
	if (code)
		return code;
	frontier->page_count++;
	if (gj_name_map_put(&frontier->seen, request->address, number))
		return out_of_memory(err);
	code = set_address(frontier, number, request->address, &good, err);
	if (code)
		return code;
	if (good)
		return place(frontier, number, err);
	bar(frontier, number, GJ_FETCH_BAD_ADDRESS,
	    gj_str_of(gj_fetch_failure_sentence(GJ_FETCH_BAD_ADDRESS, false)));
	return GJ_OK;
}

bool gj_frontier_may_redirect(gj_frontier *frontier, size_t number, gj_str url)
{
	gj_address address;
	gj_arena_reset(&frontier->scratch);
	return gj_frontier_job(frontier, number)->redirects < frontier->options->redirects &&
	       gj_address_parse(&frontier->scratch, url, &address);
}

gj_code gj_frontier_note_hop(gj_frontier *frontier, size_t number, const gj_capture *hop,
                             gj_str record, gj_err *err)
{
	gj_job *job = gj_frontier_job(frontier, number);
	char *longer;
	if (asprintf(&longer, "%s%ld %.*s %.*s\n", job->hops ? job->hops : "", hop->status,
	             GJ_STR_ARG(hop->final_address), GJ_STR_ARG(record)) < 0)
		return out_of_memory(err);
	free(job->hops);
	job->hops = longer;
	return GJ_OK;
}

gj_code gj_frontier_redirect(gj_frontier *frontier, size_t number, gj_str url, gj_err *err)
{
	bool good;
	gj_code code = set_address(frontier, number, url, &good, err);
	if (code)
		return code;
	gj_frontier_job(frontier, number)->redirects++;
	return place(frontier, number, err);
}

void gj_frontier_retry(gj_frontier *frontier, size_t number)
{
	const gj_job *job = gj_frontier_job(frontier, number);
	gj_polite_add(frontier->polite, origin_at(frontier, job->origin)->site, number, job->robots);
}

/* ---- robots.txt ---- */

static gj_code open_origin(gj_frontier *frontier, gj_net_origin *origin, gj_str text, gj_err *err)
{
	origin->state = GJ_ORIGIN_OPEN;
	if (gj_robots_parse(&origin->robots, &frontier->arena, text, frontier->token))
		return out_of_memory(err);
	double delay = origin->robots.delay_seconds;
	if (delay > GJ_CRAWL_DELAY_MAX)
		delay = GJ_CRAWL_DELAY_MAX;
	gj_polite_slow_down(frontier->polite, origin->site, delay_ms(delay));
	return GJ_OK;
}

/* RFC 9309, 2.3.1: what cannot be found forbids nothing; a server in trouble
 * forbids everything for now. Our own limit of requests is trouble too. */
static bool forbids_nothing(const gj_capture *capture)
{
	return (capture->status >= 400 && capture->status < 500 && capture->status != 429) ||
	       capture->failure == GJ_FETCH_REDIRECTS;
}

/* A server that cannot be reached is so for its pages too, and they say so. */
static void close_origin(gj_frontier *frontier, gj_net_origin *origin, gj_fetch_failure failure,
                         gj_str detail)
{
	bool answered = failure == GJ_FETCH_HTTP_STATUS;
	origin->state = GJ_ORIGIN_CLOSED;
	origin->failure = answered ? GJ_FETCH_ROBOTS : failure;
	origin->detail = gj_str_format(&frontier->arena, "%s%.*s", answered ? "robots.txt: " : "",
	                               GJ_STR_ARG(detail));
}

/* What is queued for an origin waits behind what waits for its robots.txt, to be
 * placed anew; jobs of its site's other origins keep their order. */
static void take_back(gj_frontier *frontier, size_t number)
{
	gj_net_origin *origin = origin_at(frontier, number);
	gj_job_list kept = no_jobs;
	for (size_t job; gj_polite_drop(frontier->polite, origin->site, &job);) {
		bool ours = gj_frontier_job(frontier, job)->origin == number;
		append(frontier, ours ? &origin->waiting : &kept, job);
	}
	for (size_t job; take_first(frontier, &kept, &job);)
		gj_polite_add(frontier->polite, origin->site, job, false);
}

/* What waited for the robots.txt goes on. */
static gj_code release_waiting(gj_frontier *frontier, size_t number, unsigned attempts,
                               gj_err *err)
{
	gj_net_origin *origin = origin_at(frontier, number);
	gj_job_list waiting = origin->waiting;
	bool closed = origin->state == GJ_ORIGIN_CLOSED;
	origin->waiting = no_jobs;
	gj_code code = GJ_OK;
	for (size_t job; !code && take_first(frontier, &waiting, &job);) {
		if (closed)
			gj_frontier_job(frontier, job)->attempts += attempts;
		code = place(frontier, job, err);
	}
	return code;
}

gj_code gj_frontier_take_robots(gj_frontier *frontier, size_t number, const gj_capture *capture,
                                int64_t now, gj_err *err)
{
	size_t at = gj_frontier_job(frontier, number)->robots_of;
	gj_net_origin *origin = origin_at(frontier, at);
	bool again = origin->state == GJ_ORIGIN_OPEN;
	gj_code code = GJ_OK;
	origin->read_at = now;
	if (!capture->failure)
		code = open_origin(frontier, origin, capture->body, err);
	else if (forbids_nothing(capture))
		code = open_origin(frontier, origin, (gj_str){ 0 }, err);
	else if (!again) /* otherwise the copy at hand still counts: RFC 9309, 2.4 */
		close_origin(frontier, origin, capture->failure, capture->detail);
	if (again)
		take_back(frontier, at);
	return code ? code : release_waiting(frontier, at, capture->attempts, err);
}

gj_code gj_frontier_refresh(gj_frontier *frontier, size_t *number, int64_t now, gj_err *err)
{
	const gj_job *job = gj_frontier_job(frontier, *number);
	gj_net_origin *origin = origin_at(frontier, job->origin);
	if (job->robots || frontier->options->no_robots ||
	    now - origin->read_at < GJ_ROBOTS_AGE_MAX)
		return GJ_OK;
	origin->read_at = now; /* asked for once; others need not wait for it */
	append(frontier, &origin->waiting, *number);
	return new_robots_job(frontier, job->origin, number, err);
}

/* ---- hosts that do not answer ---- */

static bool got_no_answer(const gj_capture *capture)
{
	return capture->failure == GJ_FETCH_DNS || capture->failure == GJ_FETCH_CONNECT ||
	       capture->failure == GJ_FETCH_TIMEOUT || capture->status == 429 ||
	       capture->status == 503;
}

gj_code gj_frontier_note(gj_frontier *frontier, size_t number, const gj_capture *capture,
                         gj_err *err)
{
	size_t at = gj_frontier_job(frontier, number)->origin;
	gj_net_origin *origin = origin_at(frontier, at);
	origin->lost = got_no_answer(capture) ? origin->lost + 1 : 0;
	if (origin->lost < GJ_FETCH_LOST_MAX || origin->state == GJ_ORIGIN_CLOSED)
		return GJ_OK;
	origin->state = GJ_ORIGIN_CLOSED;
	origin->failure = GJ_FETCH_HOST_STOPPED;
	origin->detail = gj_str_of(gj_fetch_failure_name(capture->failure));
	take_back(frontier, at);
	return release_waiting(frontier, at, 0, err);
}
