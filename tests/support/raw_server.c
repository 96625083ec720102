#include "raw_server.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct raw_server {
	int listener;
	pthread_t thread;
	const char *bytes;
	atomic_size_t length;
};

static void answer(const raw_server *server, int client)
{
	char request[4096];
	size_t length = atomic_load(&server->length);
	if (recv(client, request, sizeof request, 0) > 0 && length)
		(void)!send(client, server->bytes, length, MSG_NOSIGNAL);
	shutdown(client, SHUT_WR);
	while (recv(client, request, sizeof request, 0) > 0)
		;
	close(client);
}

static void *serve(void *context)
{
	const raw_server *server = context;
	for (int client; (client = accept(server->listener, NULL, NULL)) >= 0;)
		answer(server, client);
	return NULL;
}

raw_server *raw_server_start(const char *bytes, size_t length)
{
	raw_server *server = calloc(1, sizeof *server);
	if (!server)
		return NULL;
	struct sockaddr_in loopback = { .sin_family = AF_INET,
		                        .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	server->bytes = bytes;
	atomic_init(&server->length, length);
	server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (server->listener >= 0 &&
	    bind(server->listener, (struct sockaddr *)&loopback, sizeof loopback) == 0 &&
	    listen(server->listener, 64) == 0 &&
	    pthread_create(&server->thread, NULL, serve, server) == 0)
		return server;
	close(server->listener);
	free(server);
	return NULL;
}

void raw_server_stop(raw_server *server)
{
	if (!server)
		return;
	shutdown(server->listener, SHUT_RDWR);
	pthread_join(server->thread, NULL);
	close(server->listener);
	free(server);
}

void raw_server_cut(raw_server *server, size_t length)
{
	atomic_store(&server->length, length);
}

unsigned raw_server_port(const raw_server *server)
{
	struct sockaddr_in address = { 0 };
	socklen_t length = sizeof address;
	getsockname(server->listener, (struct sockaddr *)&address, &length);
	return ntohs(address.sin_port);
}
