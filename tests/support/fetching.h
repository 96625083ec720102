/* Fetching in tests: a scripted server, the run's options, and what came, kept. */
#ifndef TEST_FETCHING_H
#define TEST_FETCHING_H

#include "http_server.h"
#include "net/fetch.h"

enum { FETCHING_MAX = 64 };

typedef struct fetched {
	char address[TEST_URL_MAX], final_address[TEST_URL_MAX], body[128], headers[512];
	char request[1024], content_type[64], digest[80], detail[300], via[TEST_URL_MAX];
	char hops[512], protocol[16];
	gj_capture capture; /* its numbers; its slices are gone */
} fetched;

extern test_server *fetching_server;
extern gj_fetch_options fetching_options;
extern fetched fetching_outcomes[FETCHING_MAX];
extern size_t fetching_count;
/* Redirects and robots.txt, in their order. */
extern fetched fetching_asides[FETCHING_MAX];
extern size_t fetching_aside_count;
extern gj_err fetching_err;
extern atomic_bool fetching_interrupt;

/* Starts the server; options are the defaults, without delay, for loopback. */
void fetching_serve(const test_route *routes, size_t count);
void fetching_stop(void);

#define SERVE(...)                                                      \
	static const test_route routes[] = { __VA_ARGS__ };             \
	fetching_serve(routes, sizeof routes / sizeof routes[0])

/* The callback that keeps what came. */
gj_code fetching_take(void *context, gj_fetch *run, const gj_capture *capture, gj_err *unused);
/* Keeps what came on the way as "<record-0>", "<record-1>" … */
gj_code fetching_take_aside(void *context, const gj_capture *capture, gj_str *record,
                            gj_err *unused);
gj_code fetching_run(const char *const *addresses, size_t count, gj_fetch_done *done);
void fetching_all(const char *const *addresses, size_t count);
/* Fetches one path of the server. */
const fetched *fetching_one(const char *path);
const fetched *fetching_of(const char *address);
void fetching_fails(const fetched *got, gj_fetch_failure failure);

#endif
