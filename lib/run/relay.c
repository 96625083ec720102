#include "run/relay.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { OTHERS_MAX = 4 << 20 }; /* bytes of a capture besides its body */

typedef struct line {
	gj_parcel *first, **last; /* where the next one is linked in */
} line;

struct gj_relay {
	gj_relay_worker worker;
	size_t size_max;
	pthread_t thread;
	pthread_mutex_t dealing;     /* held while something is dealt with */
	pthread_mutex_t lock;        /* of all below */
	pthread_cond_t work, room;   /* something to deal with; something was taken up */
	line waiting, done;
	gj_parcel *spare;
	size_t waiting_count, bytes; /* of those that wait or are being dealt with */
	size_t inside;               /* put in and not given back */
	bool running, ending;
	gj_err failure;
	int news;
};

/* ---- lines ---- */

static void line_init(line *l)
{
	l->first = NULL;
	l->last = &l->first;
}

static void line_add(line *l, gj_parcel *parcel)
{
	parcel->after = NULL;
	*l->last = parcel;
	l->last = &parcel->after;
}

static gj_parcel *line_take(line *l)
{
	gj_parcel *parcel = l->first;
	if (parcel && !(l->first = parcel->after))
		l->last = &l->first;
	return parcel;
}

/* ---- parcels ---- */

static void parcel_free(gj_parcel *parcel)
{
	gj_arena_release(&parcel->arena);
	free(parcel);
}

static bool copy_texts(gj_parcel *parcel)
{
	gj_capture *capture = &parcel->capture;
	gj_str *const texts[] = {
		&capture->address, &capture->final_address, &capture->request, &capture->headers,
		&capture->content_type, &capture->body, &capture->digest, &capture->detail,
		&capture->server, &capture->protocol, &capture->hops, &capture->via,
		&capture->follow, &capture->record,
	};
	bool good = true;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (texts[i]->len) {
			*texts[i] = gj_str_copy(&parcel->arena, *texts[i]);
			good = good && texts[i]->ptr;
		}
	return good;
}

/* Under the lock. */
static gj_parcel *spare_parcel(gj_relay *relay)
{
	gj_parcel *parcel = relay->spare;
	if (parcel) {
		relay->spare = parcel->after;
	} else if ((parcel = calloc(1, sizeof *parcel))) {
		gj_arena_init(&parcel->arena, relay->size_max + OTHERS_MAX);
	}
	return parcel;
}

/* Under the lock. */
static void put_by(gj_relay *relay, gj_parcel *parcel)
{
	gj_arena_reset(&parcel->arena);
	parcel->after = relay->spare;
	relay->spare = parcel;
	relay->inside--;
}

/* ---- the thread ---- */

/* Under the lock: waits for work, but no longer than a second. */
static void wait_for_work(gj_relay *relay)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec++;
	pthread_cond_timedwait(&relay->work, &relay->lock, &until);
}

/* Under the lock, which is released meanwhile. */
static void deal_with(gj_relay *relay, gj_parcel *parcel)
{
	gj_err err = relay->failure;
	size_t bytes = parcel->capture.body.len;
	if (!err.code) {
		pthread_mutex_unlock(&relay->lock);
		pthread_mutex_lock(&relay->dealing);
		err.code = relay->worker.deal(relay->worker.context, parcel, &err);
		pthread_mutex_unlock(&relay->dealing);
		pthread_mutex_lock(&relay->lock);
	}
	relay->waiting_count--;
	relay->bytes -= bytes;
	relay->failure = err;
	pthread_cond_signal(&relay->room);
	if (err.code) {
		put_by(relay, parcel);
		return;
	}
	uint64_t once = 1;
	if (!relay->done.first)
		(void)!write(relay->news, &once, sizeof once);
	line_add(&relay->done, parcel);
}

/* Under the lock, which is released meanwhile. */
static void tick(gj_relay *relay)
{
	gj_err err = { 0 };
	pthread_mutex_unlock(&relay->lock);
	pthread_mutex_lock(&relay->dealing);
	err.code = relay->worker.tick(relay->worker.context, &err);
	pthread_mutex_unlock(&relay->dealing);
	pthread_mutex_lock(&relay->lock);
	if (err.code)
		relay->failure = err;
}

static void *run(void *context)
{
	gj_relay *relay = context;
	pthread_mutex_lock(&relay->lock);
	for (;;) {
		if (!relay->waiting.first && !relay->ending)
			wait_for_work(relay);
		gj_parcel *parcel = line_take(&relay->waiting);
		if (parcel)
			deal_with(relay, parcel);
		else if (relay->ending)
			break;
		else if (!relay->failure.code)
			tick(relay);
	}
	pthread_mutex_unlock(&relay->lock);
	return NULL;
}

/* Signals are for the thread that fetches. */
static int start_thread(gj_relay *relay)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int sys = pthread_create(&relay->thread, NULL, run, relay);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return sys;
}

/* ---- for the caller ---- */

static void init_locks(gj_relay *relay)
{
	pthread_condattr_t steady;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_mutex_init(&relay->dealing, NULL);
	pthread_mutex_init(&relay->lock, NULL);
	pthread_cond_init(&relay->work, &steady);
	pthread_cond_init(&relay->room, NULL);
	pthread_condattr_destroy(&steady);
}

gj_code gj_relay_begin(gj_relay **relay, const gj_relay_worker *worker, size_t size_max,
                       gj_err *err)
{
	gj_relay *made = *relay = calloc(1, sizeof *made);
	if (!made)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	made->worker = *worker;
	made->size_max = size_max;
	line_init(&made->waiting);
	line_init(&made->done);
	init_locks(made);
	made->news = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	int sys = made->news < 0 ? errno : start_thread(made);
	made->running = !sys;
	return sys ? gj_err_set(err, GJ_E_INTERNAL, sys, "cannot keep captures") : GJ_OK;
}

static bool is_full(const gj_relay *relay)
{
	return relay->waiting_count >= GJ_RELAY_MOST ||
	       (relay->waiting_count && relay->bytes > GJ_RELAY_BYTES_MOST);
}

static void put_in(gj_relay *relay, gj_parcel *parcel)
{
	pthread_mutex_lock(&relay->lock);
	relay->waiting_count++;
	relay->bytes += parcel->capture.body.len;
	line_add(&relay->waiting, parcel);
	pthread_cond_signal(&relay->work);
	pthread_mutex_unlock(&relay->lock);
}

gj_code gj_relay_put(gj_relay *relay, const gj_capture *capture, const char *id, gj_err *err)
{
	pthread_mutex_lock(&relay->lock);
	while (!relay->failure.code && is_full(relay))
		pthread_cond_wait(&relay->room, &relay->lock);
	gj_err failure = relay->failure;
	gj_parcel *parcel = failure.code ? NULL : spare_parcel(relay);
	relay->inside += parcel != NULL;
	pthread_mutex_unlock(&relay->lock);
	if (failure.code && err)
		*err = failure;
	if (failure.code)
		return failure.code;
	if (!parcel)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	parcel->capture = *capture;
	parcel->next = (gj_fetch_request){ 0 };
	if (id)
		memcpy(parcel->id, id, sizeof parcel->id);
	if (copy_texts(parcel)) {
		put_in(relay, parcel);
		return GJ_OK;
	}
	gj_relay_give_back(relay, parcel);
	return gj_err_set(err, GJ_E_MEMORY, 0, "%.*s: no memory to keep it",
	                  GJ_STR_ARG(capture->address));
}

gj_parcel *gj_relay_take(gj_relay *relay)
{
	uint64_t times;
	pthread_mutex_lock(&relay->lock);
	gj_parcel *parcel = line_take(&relay->done);
	if (parcel && !relay->done.first)
		(void)!read(relay->news, &times, sizeof times);
	pthread_mutex_unlock(&relay->lock);
	return parcel;
}

void gj_relay_give_back(gj_relay *relay, gj_parcel *parcel)
{
	pthread_mutex_lock(&relay->lock);
	put_by(relay, parcel);
	pthread_mutex_unlock(&relay->lock);
}

void gj_relay_hold(gj_relay *relay)
{
	pthread_mutex_lock(&relay->dealing);
}

void gj_relay_let_go(gj_relay *relay)
{
	pthread_mutex_unlock(&relay->dealing);
}

bool gj_relay_is_pressed(gj_relay *relay)
{
	pthread_mutex_lock(&relay->lock);
	bool pressed = relay->waiting_count > GJ_RELAY_MUCH;
	pthread_mutex_unlock(&relay->lock);
	return pressed;
}

bool gj_relay_is_busy(gj_relay *relay)
{
	pthread_mutex_lock(&relay->lock);
	bool busy = relay->inside != 0;
	pthread_mutex_unlock(&relay->lock);
	return busy;
}

gj_code gj_relay_failure(gj_relay *relay, gj_err *err)
{
	pthread_mutex_lock(&relay->lock);
	gj_err failure = relay->failure;
	pthread_mutex_unlock(&relay->lock);
	if (failure.code && err)
		*err = failure;
	return failure.code;
}

int gj_relay_news(const gj_relay *relay)
{
	return relay->news;
}

void gj_relay_end(gj_relay *relay)
{
	if (!relay->running)
		return;
	pthread_mutex_lock(&relay->lock);
	relay->ending = true;
	pthread_cond_signal(&relay->work);
	pthread_mutex_unlock(&relay->lock);
	pthread_join(relay->thread, NULL);
	relay->running = false;
}

void gj_relay_free(gj_relay *relay)
{
	if (!relay)
		return;
	gj_relay_end(relay);
	for (gj_parcel *parcel; (parcel = line_take(&relay->done));)
		parcel_free(parcel);
	for (gj_parcel *parcel; (parcel = relay->spare);) {
		relay->spare = parcel->after;
		parcel_free(parcel);
	}
	if (relay->news >= 0)
		close(relay->news);
	pthread_cond_destroy(&relay->work);
	pthread_cond_destroy(&relay->room);
	pthread_mutex_destroy(&relay->lock);
	pthread_mutex_destroy(&relay->dealing);
	free(relay);
}
