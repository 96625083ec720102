#include "net/loop.h"

#include "base/clock.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

enum {
	SITES_EACH = 32,  /* of a multi handle, when there is a choice */
	EVENTS_MAX = 128, /* taken at a time */
};

#define NEVER INT64_MAX
#define OTHERS UINT32_MAX /* in place of the number of a part: a socket of none */

/* A multi handle and what it wants. */
typedef struct part {
	CURLM *multi;
	gj_loop *loop;
	uint32_t number;
	int64_t due; /* when its timers have to be looked at */
} part;

struct gj_loop {
	int epoll;
	size_t part_count, reaped; /* the part to look for ended transfers in */
	part *parts;
	gj_code failed; /* in a callback of libcurl's */
};

/* ---- what libcurl calls ---- */

static uint64_t event_of(uint32_t number, int fd)
{
	return (uint64_t)number << 32 | (uint32_t)fd;
}

/* A descriptor that was closed has left by itself, and its number may come again. */
static bool ask_for_events(int epoll, int fd, struct epoll_event *event, bool known)
{
	if (epoll_ctl(epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, event) == 0)
		return true;
	if (errno != ENOENT && errno != EEXIST)
		return false;
	return epoll_ctl(epoll, known ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, event) == 0;
}

static int watch_socket(CURL *easy, curl_socket_t fd, int what, void *context, void *watched)
{
	(void)easy;
	const part *of = context;
	int epoll = of->loop->epoll;
	if (what == CURL_POLL_REMOVE) {
		epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL);
		return 0;
	}
	struct epoll_event event = { .data.u64 = event_of(of->number, fd) };
	if (what & CURL_POLL_IN)
		event.events |= EPOLLIN;
	if (what & CURL_POLL_OUT)
		event.events |= EPOLLOUT;
	if (!ask_for_events(epoll, fd, &event, watched))
		of->loop->failed = GJ_E_MEMORY;
	curl_multi_assign(of->multi, fd, context);
	return 0;
}

static int set_timer(CURLM *multi, long milliseconds, void *context)
{
	(void)multi;
	part *of = context;
	of->due = milliseconds < 0 ? NEVER : gj_monotonic_ms() + milliseconds;
	return 0;
}

/* ---- making and freeing ---- */

static gj_code out_of_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "no memory for transfers");
}

static bool part_init(part *of, long connections)
{
	of->multi = curl_multi_init();
	of->due = NEVER;
	return of->multi &&
	       curl_multi_setopt(of->multi, CURLMOPT_SOCKETFUNCTION, watch_socket) == CURLM_OK &&
	       curl_multi_setopt(of->multi, CURLMOPT_SOCKETDATA, of) == CURLM_OK &&
	       curl_multi_setopt(of->multi, CURLMOPT_TIMERFUNCTION, set_timer) == CURLM_OK &&
	       curl_multi_setopt(of->multi, CURLMOPT_TIMERDATA, of) == CURLM_OK &&
	       curl_multi_setopt(of->multi, CURLMOPT_MAXCONNECTS, connections) == CURLM_OK &&
	       curl_multi_setopt(of->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections) == CURLM_OK;
}

static size_t quotient(size_t number, size_t by)
{
	return (number + by - 1) / by;
}

/* Each part must have room for all transfers of its sites that may be under way:
 * what finds none would wait inside libcurl, with its time running. */
static size_t choose_parts(const gj_loop_limits *limits)
{
	size_t parts = quotient(limits->sites, SITES_EACH);
	size_t most = limits->connections / limits->parallel;
	if (parts <= most)
		return parts ? parts : 1;
	size_t busy = quotient(limits->sites, parts) * limits->per_site;
	return busy <= limits->connections / parts ? parts : most;
}

gj_code gj_loop_new(gj_loop **loop, const gj_loop_limits *limits, gj_err *err)
{
	gj_loop *made = *loop = calloc(1, sizeof *made);
	if (!made)
		return out_of_memory(err);
	made->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (made->epoll < 0)
		return gj_err_set(err, GJ_E_INTERNAL, errno, "cannot wait for transfers");
	size_t count = choose_parts(limits);
	made->parts = calloc(count, sizeof *made->parts);
	if (!made->parts)
		return out_of_memory(err);
	for (size_t i = 0; i < count; i++) {
		made->parts[i] = (part){ .loop = made, .number = (uint32_t)i };
		made->part_count++;
		if (!part_init(&made->parts[i], (long)(limits->connections / count)))
			return out_of_memory(err);
	}
	return GJ_OK;
}

void gj_loop_free(gj_loop *loop)
{
	if (!loop)
		return;
	for (size_t i = 0; i < loop->part_count; i++)
		curl_multi_cleanup(loop->parts[i].multi);
	free(loop->parts);
	if (loop->epoll >= 0)
		close(loop->epoll);
	free(loop);
}

/* ---- transfers ---- */

static CURLM *multi_of(const gj_loop *loop, size_t site)
{
	return loop->parts[site % loop->part_count].multi;
}

gj_code gj_loop_add(gj_loop *loop, size_t site, CURL *easy, gj_err *err)
{
	return curl_multi_add_handle(multi_of(loop, site), easy) == CURLM_OK ? GJ_OK
	                                                                     : out_of_memory(err);
}

void gj_loop_drop(gj_loop *loop, size_t site, CURL *easy)
{
	curl_multi_remove_handle(multi_of(loop, site), easy);
}

CURL *gj_loop_take(gj_loop *loop, CURLcode *result)
{
	for (size_t i = 0; i < loop->part_count; i++) {
		CURLM *multi = loop->parts[loop->reaped].multi;
		int left;
		for (const CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
			if (message->msg != CURLMSG_DONE)
				continue;
			CURL *easy = message->easy_handle;
			*result = message->data.result;
			curl_multi_remove_handle(multi, easy);
			return easy;
		}
		loop->reaped = (loop->reaped + 1) % loop->part_count;
	}
	return NULL;
}

/* ---- waiting ---- */

static int64_t first_due(const gj_loop *loop)
{
	int64_t first = NEVER;
	for (size_t i = 0; i < loop->part_count; i++)
		if (loop->parts[i].due < first)
			first = loop->parts[i].due;
	return first;
}

static bool act(gj_loop *loop, part *of, curl_socket_t fd, int what)
{
	int running;
	return curl_multi_socket_action(of->multi, fd, what, &running) == CURLM_OK &&
	       loop->failed == GJ_OK;
}

static bool act_on(gj_loop *loop, const struct epoll_event *event)
{
	uint32_t number = (uint32_t)(event->data.u64 >> 32);
	if (number == OTHERS)
		return true; /* whoever has it watched looks himself */
	/* 0, when it is an error alone: libcurl looks what it is. */
	int what = (event->events & EPOLLIN ? CURL_CSELECT_IN : 0) |
	           (event->events & EPOLLOUT ? CURL_CSELECT_OUT : 0);
	return act(loop, &loop->parts[number], (curl_socket_t)(uint32_t)event->data.u64, what);
}

static bool act_on_timers(gj_loop *loop)
{
	int64_t now = gj_monotonic_ms();
	bool good = true;
	for (size_t i = 0; i < loop->part_count && good; i++) {
		part *of = &loop->parts[i];
		if (of->due > now)
			continue;
		of->due = NEVER; /* unless it asks again */
		good = act(loop, of, CURL_SOCKET_TIMEOUT, 0);
	}
	return good;
}

gj_code gj_loop_wait(gj_loop *loop, int64_t most_ms, gj_err *err)
{
	int64_t due = first_due(loop), now = gj_monotonic_ms();
	if (due != NEVER && due - now < most_ms)
		most_ms = due > now ? due - now : 0;
	struct epoll_event events[EVENTS_MAX];
	int count = epoll_wait(loop->epoll, events, EVENTS_MAX, (int)most_ms);
	bool good = count >= 0 || errno == EINTR;
	for (int i = 0; i < count && good; i++)
		good = act_on(loop, &events[i]);
	return good && act_on_timers(loop) ? GJ_OK : out_of_memory(err);
}

gj_code gj_loop_watch(gj_loop *loop, int fd, gj_err *err)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u64 = event_of(OTHERS, fd) };
	return epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &event) == 0 ? GJ_OK
	                                                              : out_of_memory(err);
}
