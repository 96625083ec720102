/* HTTP/2 as a server of others (nghttpd) speaks it, from the handshake to the
 * evidence. */
#include "fetching.h"
#include "tls_server.h"
#include "warc/archive.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { HOSTS = 3 };

static tls_files files;
static pid_t server = -1;
static char urls[HOSTS][TEST_URL_MAX];
static const char *addresses[HOSTS];

static void start(void)
{
	char port[16], page[2 * TEST_PATH_MAX];
	if (!tls_files_make(&files))
		cr_skip_test("certtool is not installed");
	unsigned number = tls_free_port();
	snprintf(port, sizeof port, "%u", number);
	test_scratch_write(files.directory, "page.html", "<p>年报</p>", strlen("<p>年报</p>"), page);
	const char *const serve[] = { "nghttpd", "--address=127.0.0.1", "-d", files.directory, port,
		                      files.key, files.certificate, NULL };
	server = tls_start(serve);
	if (server < 0)
		cr_skip_test("nghttpd is not installed");
	gj_fetch_options_init(&fetching_options);
	fetching_options.allow_private = true;
	fetching_options.delay_seconds = 0;
	for (int i = 0; i < HOSTS; i++) {
		snprintf(urls[i], sizeof urls[i], "https://county%d.localhost:%u/page.html", i, number);
		addresses[i] = urls[i];
	}
}

static void stop(void)
{
	if (server > 0)
		tls_stop(server);
	tls_files_remove(&files);
}

TestSuite(http2, .init = start, .fini = stop, .timeout = 60);

Test(http2, is_spoken_where_it_is_offered)
{
	tls_fetch(addresses, HOSTS, files.certificate);
	cr_assert_eq(fetching_count, HOSTS);
	for (int i = 0; i < HOSTS; i++) {
		const fetched *got = fetching_of(addresses[i]);
		cr_expect_eq(got->capture.failure, GJ_FETCH_OK, "%s", got->detail);
		cr_expect_eq(got->capture.status, 200);
		cr_expect_str_eq(got->protocol, "h2");
		cr_expect_str_eq(got->body, "<p>年报</p>");
		cr_expect_eq(strncmp(got->headers, "HTTP/2 200", 10), 0, "%s", got->headers);
		cr_expect(strstr(got->headers, "content-length: "));
	}
}

static gj_code keep(void *context, gj_fetch *run, const gj_capture *capture, gj_err *err)
{
	(void)run;
	return gj_archive_append(context, capture, err);
}

/* A reader of HTTP/1.1 finds what it knows. */
Test(http2, is_kept_in_the_form_that_readers_know)
{
	gj_archive *archive;
	gj_arena arena;
	gj_capture loaded;
	gj_err err = { 0 };
	char directory[TEST_PATH_MAX + 16];
	tls_fetch(addresses, 1, files.certificate); /* until it answers */
	snprintf(directory, sizeof directory, "%s/archive", files.directory);
	cr_assert_eq(gj_archive_open(&archive, directory, true, &err), GJ_OK, "%s", err.message);
	const gj_fetch_request request = { .address = gj_str_of(addresses[0]) };
	const gj_fetch_listener listener = { .done = keep, .context = archive };
	cr_assert_eq(gj_fetch_all(&request, 1, &fetching_options, &listener, &err), GJ_OK);
	gj_arena_init(&arena, 1 << 20);
	cr_assert_eq(gj_archive_load(archive, request.address, &arena, &loaded, &err), GJ_OK);
	cr_expect(gj_str_starts(loaded.headers, GJ_STR("HTTP/1.1 200")), "%.*s",
	          GJ_STR_ARG(loaded.headers));
	cr_expect_eq(loaded.status, 200);
	cr_expect(gj_str_equal(loaded.protocol, GJ_STR("h2")));
	cr_expect(gj_str_equal(loaded.body, GJ_STR("<p>年报</p>")));
	cr_expect(gj_str_has(loaded.headers, GJ_STR("\r\nX-Archive-Orig-content-length: ")));
	cr_assert_eq(gj_archive_close(archive, &err), GJ_OK);
	gj_arena_release(&arena);
}
