/* Other people's TLS servers (gnutls-serv, nghttpd) for tests: a certificate for
 * localhost, and a process on a port of the loopback address.
 */
#ifndef TEST_TLS_SERVER_H
#define TEST_TLS_SERVER_H

#include "scratch.h"

#include <stdbool.h>
#include <sys/types.h>

typedef struct tls_files {
	char directory[TEST_PATH_MAX], key[TEST_PATH_MAX + 16], certificate[TEST_PATH_MAX + 16];
} tls_files;

/* A key, and a certificate for localhost and county0 to county2 below it, good for two days;
 * false when certtool is not installed. Remove them in every case. */
bool tls_files_make(tls_files *files);
void tls_files_remove(const tls_files *files);

/* A port that was free a moment ago. */
unsigned tls_free_port(void);
/* Starts a program with its output thrown away; -1 when it is not installed. */
pid_t tls_start(const char *const *arguments);
void tls_stop(pid_t server);

/* Fetches an address as soon as the server answers; its files count as known. */
void tls_fetch(const char *const *addresses, size_t count, const char *certificate);

#endif
