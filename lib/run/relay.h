/* What a run fetched, handed on to a thread that keeps it: looking at pages, packing
 * and writing them must not hold up the network.
 *
 * One thread puts captures in and takes them out again when they are dealt with, both
 * in the order in which they came. So much waits and no more: who puts has to wait
 * then. After a failure nothing more is dealt with, and every call says so.
 */
#ifndef GJ_RUN_RELAY_H
#define GJ_RUN_RELAY_H

#include "base/arena.h"
#include "net/fetch.h"
#include "warc/archive.h"

enum {
	GJ_RELAY_MUCH = 16,             /* captures that wait are much … */
	GJ_RELAY_MOST = 256,            /* … or all there may be … */
	GJ_RELAY_BYTES_MOST = 32 << 20, /* … and bytes of them, but for a single one */
};

/* One capture on its way. */
typedef struct gj_parcel {
	gj_capture capture;      /* a copy, in the arena */
	char id[GJ_WARC_ID_MAX]; /* of its record, when the caller chose it */
	gj_fetch_request next;   /* to be asked for because of it; no address = nothing */
	gj_arena arena;
	struct gj_parcel *after; /* the relay's */
} gj_parcel;

/* What the thread does. */
typedef struct gj_relay_worker {
	gj_code (*deal)(void *context, gj_parcel *parcel, gj_err *err);
	gj_code (*tick)(void *context, gj_err *err); /* each second without work */
	void *context;
} gj_relay_worker;

typedef struct gj_relay gj_relay;

/* `size_max` is that of a body. GJ_E_MEMORY, GJ_E_INTERNAL when there is no thread. */
gj_code gj_relay_begin(gj_relay **relay, const gj_relay_worker *worker, size_t size_max,
                       gj_err *err);
/* Copies what it is given; `id` may be null. The failure, if there was one. */
gj_code gj_relay_put(gj_relay *relay, const gj_capture *capture, const char *id, gj_err *err);
/* Takes one that was dealt with; null when there is none. To be given back. */
gj_parcel *gj_relay_take(gj_relay *relay);
void gj_relay_give_back(gj_relay *relay, gj_parcel *parcel);
/* Between these nothing is dealt with: what the thread has may be looked at. */
void gj_relay_hold(gj_relay *relay);
void gj_relay_let_go(gj_relay *relay);
/* True while much waits, for whoever deals with it. */
bool gj_relay_is_pressed(gj_relay *relay);
/* True while something was put in and not taken out. */
bool gj_relay_is_busy(gj_relay *relay);
/* The failure of a put that came too late to say so; GJ_OK when there is none. */
gj_code gj_relay_failure(gj_relay *relay, gj_err *err);
/* Readable while there is something to take. */
int gj_relay_news(const gj_relay *relay);
/* Deals with what waits, and ends the thread; what was dealt with may be taken still. */
void gj_relay_end(gj_relay *relay);
/* Ends it first when it has not ended; null is fine. */
void gj_relay_free(gj_relay *relay);

#endif
