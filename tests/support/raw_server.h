/* A server that answers every connection with the same bytes, or as many of them
 * as it was told to, and closes. On a free port of the loopback address.
 */
#ifndef TEST_RAW_SERVER_H
#define TEST_RAW_SERVER_H

#include <stddef.h>

typedef struct raw_server raw_server;

/* The bytes must outlive it. Null when it cannot start. */
raw_server *raw_server_start(const char *bytes, size_t length);
void raw_server_stop(raw_server *server); /* null is fine */
/* From now on only the first `length` bytes are sent. */
void raw_server_cut(raw_server *server, size_t length);
unsigned raw_server_port(const raw_server *server);

#endif
