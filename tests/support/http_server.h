/* A scripted web server for tests, on a free port of the loopback address, one
 * thread a connection. Routes are data; anything else is a 404. A request whose
 * If-None-Match is the route's ETag gets a 304.
 */
#ifndef TEST_HTTP_SERVER_H
#define TEST_HTTP_SERVER_H

#include <stddef.h>

enum { TEST_HEADERS_MAX = 4, TEST_URL_MAX = 256 };

typedef struct test_header {
	const char *name, *value;
} test_header;

typedef struct test_route {
	const char *path;
	unsigned status;                       /* 0 = 200 */
	test_header headers[TEST_HEADERS_MAX]; /* up to the first without name */
	const char *body;                      /* null = none */
	size_t length;                         /* of the body; 0 = up to its NUL */
	unsigned delay_ms;                     /* before the answer begins */
	/* The first `fail_first` requests get `fail_status` and the headers, but no body. */
	unsigned fail_first, fail_status;
	size_t promise; /* Content-Length to announce; the connection ends after the body */
	const char *needs_cookie; /* "name=value": without it the answer is the failing one */
	int stall;      /* after the body, nothing more comes and the connection stays open */
} test_route;

typedef struct test_server test_server;

/* Null when it cannot start. The routes must outlive it. */
test_server *test_server_start(const test_route *routes, size_t count);
void test_server_stop(test_server *server); /* null is fine */

/* Writes "http://127.0.0.1:PORT" and the path, and returns `to`. */
const char *test_server_url(const test_server *server, const char *path, char to[TEST_URL_MAX]);
unsigned test_server_port(const test_server *server);
/* Requests for a path so far, those without a route included. */
unsigned test_server_hits(test_server *server, const char *path);
/* Most requests that were being answered at one time. */
unsigned test_server_peak(test_server *server);
/* Connections so far. */
unsigned test_server_connections(test_server *server);
/* Copies a header of the newest request; empty when it had none. */
void test_server_last(test_server *server, const char *header, char to[TEST_URL_MAX]);

#endif
