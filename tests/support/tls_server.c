#include "tls_server.h"

#include "fetching.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>

pid_t tls_start(const char *const *arguments)
{
	extern char **environ;
	pid_t pid;
	posix_spawn_file_actions_t quiet;
	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", 0, 0);
	posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", 1, 0);
	posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", 1, 0);
	int result = posix_spawnp(&pid, arguments[0], &quiet, NULL,
	                          (char *const *)(size_t)arguments, environ);
	posix_spawn_file_actions_destroy(&quiet);
	return result == 0 ? pid : -1;
}

void tls_stop(pid_t server)
{
	kill(server, SIGKILL);
	waitpid(server, NULL, 0);
}

static bool run(const char *const *arguments)
{
	pid_t pid = tls_start(arguments);
	int status = 1;
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

bool tls_files_make(tls_files *files)
{
	static const char text[] = "cn = localhost\ndns_name = localhost\n"
				   "dns_name = county0.localhost\ndns_name = county1.localhost\n"
				   "dns_name = county2.localhost\nca\nsigning_key\ntls_www_server\n"
				   "expiration_days = 2\n";
	char template[TEST_PATH_MAX + 16];
	cr_assert(test_scratch_make(files->directory));
	snprintf(files->key, sizeof files->key, "%s/key.pem", files->directory);
	snprintf(files->certificate, sizeof files->certificate, "%s/cert.pem", files->directory);
	snprintf(template, sizeof template, "%s/template", files->directory);
	FILE *file = fopen(template, "w");
	fputs(text, file);
	fclose(file);
	const char *const make_key[] = { "certtool", "--generate-privkey", "--outfile", files->key,
		                         NULL };
	const char *const make_certificate[] = { "certtool", "--generate-self-signed",
		                                 "--load-privkey", files->key, "--template",
		                                 template, "--outfile", files->certificate, NULL };
	return run(make_key) && run(make_certificate);
}

void tls_files_remove(const tls_files *files)
{
	test_scratch_remove(files->directory);
}

unsigned tls_free_port(void)
{
	test_server *probe = test_server_start(NULL, 0);
	cr_assert(probe);
	unsigned port = test_server_port(probe);
	test_server_stop(probe);
	return port;
}

void tls_fetch(const char *const *addresses, size_t count, const char *certificate)
{
	enum { TRIES = 100 };
	fetching_options.ca_file = certificate;
	for (int i = 0; i < TRIES; i++) {
		fetching_all(addresses, count);
		if (fetching_outcomes[0].capture.failure != GJ_FETCH_CONNECT)
			return;
		nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
	}
}
