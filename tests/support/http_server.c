#include "http_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdio.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATHS_MAX = 256, BLOCK = 4096 };

struct test_server {
	struct MHD_Daemon *daemon;
	const test_route *routes;
	size_t count;
	pthread_mutex_t lock;
	pthread_cond_t stopped;
	int stopping;
	unsigned running, peak, connections;
	char paths[PATHS_MAX][TEST_URL_MAX]; /* asked for, with … */
	unsigned hits[PATHS_MAX];
	char last[16][TEST_URL_MAX];         /* "Name: value" of the newest request */
	size_t last_count;
};

/* One that was counted. */
typedef struct request {
	unsigned earlier; /* for the same path */
	bool answered; /* counted as running no more */
} request;

/* What one answer still has to send. */
typedef struct answer {
	test_server *server;
	const test_route *route;
	size_t length;
} answer;

static const test_route *route_of(const test_server *server, const char *path)
{
	for (size_t i = 0; i < server->count; i++)
		if (strcmp(server->routes[i].path, path) == 0)
			return &server->routes[i];
	return NULL;
}

/* Under the lock. */
static unsigned *hits_of(test_server *server, const char *path)
{
	size_t i = 0;
	while (i < PATHS_MAX - 1 && server->paths[i][0] && strcmp(server->paths[i], path) != 0)
		i++;
	snprintf(server->paths[i], TEST_URL_MAX, "%s", path);
	return &server->hits[i];
}

static enum MHD_Result note_header(void *context, enum MHD_ValueKind kind, const char *name,
                                   const char *value)
{
	(void)kind;
	test_server *server = context;
	if (server->last_count < sizeof server->last / sizeof server->last[0])
		snprintf(server->last[server->last_count++], TEST_URL_MAX, "%s: %s", name,
		         value ? value : "");
	return MHD_YES;
}

/* Counts the request; the number of earlier ones for the path is returned. */
static unsigned note_request(test_server *server, struct MHD_Connection *connection,
                             const char *path)
{
	pthread_mutex_lock(&server->lock);
	unsigned earlier = (*hits_of(server, path))++;
	server->last_count = 0;
	MHD_get_connection_values(connection, MHD_HEADER_KIND, note_header, server);
	server->running++;
	if (server->running > server->peak)
		server->peak = server->running;
	pthread_mutex_unlock(&server->lock);
	return earlier;
}

/* Waits, but no longer than the server lives; 0 milliseconds = as long as that. */
static void rest(test_server *server, unsigned milliseconds)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += milliseconds / 1000;
	until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&server->lock);
	int result = 0;
	while (!server->stopping && result != ETIMEDOUT)
		result = milliseconds
		                 ? pthread_cond_timedwait(&server->stopped, &server->lock, &until)
		                 : pthread_cond_wait(&server->stopped, &server->lock);
	pthread_mutex_unlock(&server->lock);
}

static ssize_t send_some(void *context, uint64_t position, char *to, size_t room)
{
	const answer *left = context;
	if (position >= left->length) {
		if (left->route->stall)
			rest(left->server, 0);
		return MHD_CONTENT_READER_END_WITH_ERROR;
	}
	size_t size = left->length - (size_t)position;
	if (size > room)
		size = room;
	memcpy(to, left->route->body + position, size);
	return (ssize_t)size;
}

static struct MHD_Response *unfinished_response(test_server *server, const test_route *route,
                                                size_t length)
{
	answer *left = malloc(sizeof *left);
	if (!left)
		return NULL;
	*left = (answer){ server, route, length };
	uint64_t promised = route->promise ? route->promise : MHD_SIZE_UNKNOWN;
	return MHD_create_response_from_callback(promised, BLOCK, send_some, left, free);
}

static struct MHD_Response *response_of(test_server *server, const test_route *route, int failing)
{
	const char *body = route->body && !failing ? route->body : "";
	size_t length = route->length && !failing ? route->length : strlen(body);
	struct MHD_Response *response;
	if ((route->promise || route->stall) && !failing)
		response = unfinished_response(server, route, length);
	else
		response = MHD_create_response_from_buffer(length, (void *)(size_t)body,
		                                           MHD_RESPMEM_PERSISTENT);
	for (size_t i = 0; response && i < TEST_HEADERS_MAX && route->headers[i].name; i++)
		MHD_add_response_header(response, route->headers[i].name, route->headers[i].value);
	return response;
}

static int is_unchanged(struct MHD_Connection *connection, const test_route *route)
{
	const char *known = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "If-None-Match");
	for (size_t i = 0; known && i < TEST_HEADERS_MAX && route->headers[i].name; i++)
		if (strcmp(route->headers[i].name, "ETag") == 0)
			return strcmp(route->headers[i].value, known) == 0;
	return 0;
}

static int lacks_cookie(struct MHD_Connection *connection, const test_route *route)
{
	const char *sent = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Cookie");
	return route->needs_cookie && (!sent || strcmp(sent, route->needs_cookie) != 0);
}

static void stop_counting(test_server *server, request *begun)
{
	pthread_mutex_lock(&server->lock);
	server->running -= !begun->answered;
	begun->answered = true;
	pthread_mutex_unlock(&server->lock);
}

static enum MHD_Result answer_request(void *context, struct MHD_Connection *connection,
                                      const char *path, const char *method, const char *version,
                                      const char *upload, size_t *upload_size, void **state)
{
	static const test_route missing = { .status = 404, .body = "no such page" };
	(void)method;
	(void)version;
	(void)upload;
	(void)upload_size;
	test_server *server = context;
	/* The first call is for the head alone; who answers then ends the connection. */
	if (!*state) {
		request *begun = malloc(sizeof *begun);
		if (!begun)
			return MHD_NO;
		*begun = (request){ .earlier = note_request(server, connection, path) };
		*state = begun;
		return MHD_YES;
	}
	unsigned earlier = ((request *)*state)->earlier;
	const test_route *route = route_of(server, path);
	if (!route)
		route = &missing;
	if (route->delay_ms)
		rest(server, route->delay_ms);
	int failing = earlier < route->fail_first || lacks_cookie(connection, route);
	int unchanged = !failing && is_unchanged(connection, route);
	struct MHD_Response *response = response_of(server, route, failing || unchanged);
	if (!response)
		return MHD_NO;
	unsigned status = unchanged ? 304 : failing ? route->fail_status : route->status ? route->status : 200;
	/* The client may ask again before the server hears that all was sent. */
	if (!route->promise && !route->stall)
		stop_counting(server, *state);
	enum MHD_Result result = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return result;
}

static void connection_changed(void *context, struct MHD_Connection *connection, void **state,
                               enum MHD_ConnectionNotificationCode how)
{
	(void)connection;
	(void)state;
	test_server *server = context;
	pthread_mutex_lock(&server->lock);
	server->connections += how == MHD_CONNECTION_NOTIFY_STARTED;
	pthread_mutex_unlock(&server->lock);
}

static void request_ended(void *context, struct MHD_Connection *connection, void **state,
                          enum MHD_RequestTerminationCode how)
{
	(void)connection;
	(void)how;
	test_server *server = context;
	if (!*state)
		return;
	stop_counting(server, *state);
	free(*state);
	*state = NULL;
}

test_server *test_server_start(const test_route *routes, size_t count)
{
	test_server *server = calloc(1, sizeof *server);
	if (!server)
		return NULL;
	server->routes = routes;
	server->count = count;
	pthread_mutex_init(&server->lock, NULL);
	pthread_cond_init(&server->stopped, NULL);
	struct sockaddr_in loopback = { .sin_family = AF_INET,
		                        .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	server->daemon = MHD_start_daemon(
		MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL,
		answer_request, server, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&loopback,
		MHD_OPTION_NOTIFY_COMPLETED, request_ended, server,
		MHD_OPTION_NOTIFY_CONNECTION, connection_changed, server, MHD_OPTION_END);
	if (server->daemon)
		return server;
	test_server_stop(server);
	return NULL;
}

void test_server_stop(test_server *server)
{
	if (!server)
		return;
	pthread_mutex_lock(&server->lock);
	server->stopping = 1;
	pthread_cond_broadcast(&server->stopped);
	pthread_mutex_unlock(&server->lock);
	if (server->daemon)
		MHD_stop_daemon(server->daemon);
	pthread_cond_destroy(&server->stopped);
	pthread_mutex_destroy(&server->lock);
	free(server);
}

unsigned test_server_port(const test_server *server)
{
	return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

const char *test_server_url(const test_server *server, const char *path, char to[TEST_URL_MAX])
{
	snprintf(to, TEST_URL_MAX, "http://127.0.0.1:%u%s", test_server_port(server), path);
	return to;
}

unsigned test_server_hits(test_server *server, const char *path)
{
	pthread_mutex_lock(&server->lock);
	unsigned hits = *hits_of(server, path);
	pthread_mutex_unlock(&server->lock);
	return hits;
}

unsigned test_server_peak(test_server *server)
{
	pthread_mutex_lock(&server->lock);
	unsigned peak = server->peak;
	pthread_mutex_unlock(&server->lock);
	return peak;
}

unsigned test_server_connections(test_server *server)
{
	pthread_mutex_lock(&server->lock);
	unsigned connections = server->connections;
	pthread_mutex_unlock(&server->lock);
	return connections;
}

void test_server_last(test_server *server, const char *header, char to[TEST_URL_MAX])
{
	size_t length = strlen(header);
	to[0] = '\0';
	pthread_mutex_lock(&server->lock);
	for (size_t i = 0; i < server->last_count; i++)
		if (strncasecmp(server->last[i], header, length) == 0 &&
		    strncmp(server->last[i] + length, ": ", 2) == 0)
			snprintf(to, TEST_URL_MAX, "%.*s", TEST_URL_MAX - 1, server->last[i] + length + 2);
	pthread_mutex_unlock(&server->lock);
}
