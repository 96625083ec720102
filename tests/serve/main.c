/* gj_serve DIR PORTFILE [LOG]: serves the files of DIR on 127.0.0.1, on a free port
 * whose number it writes to PORTFILE; a symbolic link is a redirect there. Requests below /ping are answered by nothing
 * but 200, and written to LOG: method, path, and what was posted. Ends on SIGTERM or SIGINT, and by itself
 * after a while, so that a broken script leaves nothing behind.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	LIFETIME_SECONDS = 30 * 60,
	CONNECTIONS_MAX = 20000, /* as far as the system gives descriptors */
	CONNECTION_BYTES = 16 * 1024,
};

/* HTML without charset, as many servers send it: the page must tell. */
static const struct kind {
	const char *extension, *type;
} kinds[] = {
	{ ".html", "text/html" },
	{ ".htm", "text/html" },
	{ ".txt", "text/plain" },
	{ ".md", "text/markdown" },
	{ ".csv", "text/csv" },
	{ ".json", "application/json" },
	{ ".pdf", "application/pdf" },
	{ ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
};

static const char *type_of(const char *path)
{
	const char *dot = strrchr(path, '.');
	for (size_t i = 0; dot && i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcasecmp(dot, kinds[i].extension) == 0)
			return kinds[i].type;
	return "application/octet-stream";
}

static enum MHD_Result queue(struct MHD_Connection *connection, unsigned status,
                             struct MHD_Response *response)
{
	if (!response)
		return MHD_NO;
	enum MHD_Result result = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return result;
}

typedef struct site {
	int directory;
	FILE *log; /* null = none */
} site;

static enum MHD_Result log_ping(FILE *log, struct MHD_Connection *connection, const char *path,
                                const char *method, const char *upload, size_t *upload_size,
                                void **state)
{
	static char begun;
	if (!*state) {
		*state = &begun;
		fprintf(log, "%s %s\n", method, path);
		return MHD_YES;
	}
	if (*upload_size) {
		fwrite(upload, 1, *upload_size, log);
		*upload_size = 0;
		return MHD_YES;
	}
	fflush(log);
	return queue(connection, MHD_HTTP_OK,
	             MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT));
}

static enum MHD_Result not_found(struct MHD_Connection *connection)
{
	static char text[] = "not found\n";
	return queue(connection, MHD_HTTP_NOT_FOUND,
	             MHD_create_response_from_buffer(sizeof text - 1, text, MHD_RESPMEM_PERSISTENT));
}

/* Where a symbolic link points; false when it is none. */
static bool read_redirect(int directory, const char *path, char target[PATH_MAX])
{
	ssize_t length = path[0] == '/' && path[1] ? readlinkat(directory, path + 1, target, PATH_MAX - 1)
	                                           : -1;
	if (length > 0)
		target[length] = 0;
	return length > 0;
}

static enum MHD_Result redirect(struct MHD_Connection *connection, const char *target)
{
	struct MHD_Response *response =
		MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
	if (response)
		MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, target);
	return queue(connection, MHD_HTTP_FOUND, response);
}

/* A descriptor of the regular file, or -1. */
static int open_file(int directory, const char *path, struct stat *info)
{
	if (path[0] != '/' || path[1] == '/' || strstr(path, ".."))
		return -1;
	int fd = openat(directory, path + 1, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 && fstat(fd, info) == 0 && S_ISREG(info->st_mode))
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

static enum MHD_Result serve(void *context, struct MHD_Connection *connection, const char *path,
                             const char *method, const char *version, const char *upload,
                             size_t *upload_size, void **state)
{
	(void)version;
	const site *s = context;
	if (s->log && strncmp(path, "/ping", 5) == 0)
		return log_ping(s->log, connection, path, method, upload, upload_size, state);
	/* The first call is for the head alone; who answers then ends the connection. */
	static char begun;
	if (!*state) {
		*state = &begun;
		return MHD_YES;
	}
	char target[PATH_MAX];
	if (read_redirect(s->directory, path, target))
		return redirect(connection, target);
	struct stat info;
	int fd = open_file(s->directory, path, &info);
	if (fd < 0 || (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)) {
		if (fd >= 0)
			close(fd);
		return not_found(connection);
	}
	char tag[64];
	snprintf(tag, sizeof tag, "\"%llx-%llx\"", (unsigned long long)info.st_mtim.tv_nsec,
	         (unsigned long long)info.st_size);
	const char *known = MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
	                                                MHD_HTTP_HEADER_IF_NONE_MATCH);
	if (known && strcmp(known, tag) == 0) {
		close(fd);
		return queue(connection, MHD_HTTP_NOT_MODIFIED,
		             MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT));
	}
	struct MHD_Response *response = MHD_create_response_from_fd64((uint64_t)info.st_size, fd);
	if (response) {
		MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type_of(path));
		MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, tag);
	} else {
		close(fd);
	}
	return queue(connection, MHD_HTTP_OK, response);
}

static int complain(const char *what)
{
	fprintf(stderr, "gj_serve: %s: %s\n", what, strerror(errno));
	return 1;
}

/* Under another name first: who waits for the file finds the number in it. */
static int write_port(const char *path, unsigned port)
{
	char temporary[4096];
	int length = snprintf(temporary, sizeof temporary, "%s.tmp", path);
	FILE *file = length < (int)sizeof temporary ? fopen(temporary, "w") : NULL;
	if (!file)
		return complain(path);
	fprintf(file, "%u\n", port);
	if (fclose(file) != 0 || rename(temporary, path) != 0)
		return complain(path);
	return 0;
}

static void wait_for_the_end(const sigset_t *ends)
{
	struct timespec lifetime = { .tv_sec = LIFETIME_SECONDS };
	while (sigtimedwait(ends, NULL, &lifetime) < 0 && errno == EINTR)
		;
}

int main(int argc, char **argv)
{
	if (argc != 3 && argc != 4) {
		fprintf(stderr, "usage: gj_serve DIR PORTFILE [LOG]\n");
		return 2;
	}
	site s = { .directory = open(argv[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
	if (s.directory < 0)
		return complain(argv[1]);
	if (argc == 4 && !(s.log = fopen(argv[3], "we")))
		return complain(argv[3]);
	sigset_t ends;
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	struct sockaddr_in loopback = { .sin_family = AF_INET,
		                        .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct MHD_Daemon *daemon = MHD_start_daemon(
		MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, serve, &s, MHD_OPTION_SOCK_ADDR,
		(struct sockaddr *)&loopback, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES, MHD_OPTION_END);
	if (!daemon)
		return complain("cannot listen");
	int result = write_port(argv[2], MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
	if (!result)
		wait_for_the_end(&ends);
	MHD_stop_daemon(daemon);
	close(s.directory);
	if (s.log)
		fclose(s.log);
	return result;
}
