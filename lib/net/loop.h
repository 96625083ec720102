/* Transfers under way, waited for together.
 *
 * Whenever a transfer ends, libcurl looks through every connection and every name
 * that its multi handle keeps: with thousands of hosts that is most of the work. So
 * there are several multi handles, each for some of the sites, and one epoll for the
 * sockets of all.
 */
#ifndef GJ_NET_LOOP_H
#define GJ_NET_LOOP_H

#include "base/error.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct gj_loop gj_loop;

typedef struct gj_loop_limits {
	size_t sites;         /* expected; there may be more */
	unsigned parallel;    /* transfers under way, at least 1 … */
	unsigned per_site;    /* … and those of one site */
	unsigned connections; /* open, those kept for later included; at least `parallel` */
} gj_loop_limits;

/* GJ_E_MEMORY, or GJ_E_INTERNAL when the system has no descriptors left. */
gj_code gj_loop_new(gj_loop **loop, const gj_loop_limits *limits, gj_err *err);
/* After its transfers were taken or dropped; null is fine. */
void gj_loop_free(gj_loop *loop);

/* Starts a transfer. What is of one site shares connections. GJ_E_MEMORY. */
gj_code gj_loop_add(gj_loop *loop, size_t site, CURL *easy, gj_err *err);
/* Gives one up that has not ended. */
void gj_loop_drop(gj_loop *loop, size_t site, CURL *easy);
/* Waits until something can go on, `most_ms` at the longest, and lets it. */
gj_code gj_loop_wait(gj_loop *loop, int64_t most_ms, gj_err *err);
/* Takes a transfer that has ended; null when there is none. */
CURL *gj_loop_take(gj_loop *loop, CURLcode *result);
/* Ends the waiting whenever `fd`, which is none of libcurl's, can be read. GJ_E_MEMORY. */
gj_code gj_loop_watch(gj_loop *loop, int fd, gj_err *err);

#endif
