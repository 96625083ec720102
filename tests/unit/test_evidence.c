/* What an auditor is shown: how a listed address led to the report, in records of
 * their own; and that a loss of power costs seconds, never what an index tells of. */
#include "base/file.h"
#include "archiving.h"
#include "warc/digest.h"

#include <criterion/criterion.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* ---- what the disk was told ---- */

static char story[400]; /* "data", "directory", "file" as they were synced, "rename" */

static void tell(const char *what)
{
	strncat(story, what, sizeof story - strlen(story) - 1);
}

/* The program's own definitions go before the C library's. */
int fdatasync(int fd)
{
	(void)fd;
	tell("data ");
	return 0;
}

int fsync(int fd)
{
	struct stat info;
	tell(fstat(fd, &info) == 0 && S_ISDIR(info.st_mode) ? "directory " : "file ");
	return 0;
}

int rename(const char *from, const char *to)
{
	tell("rename ");
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

static time_t later; /* seconds the clock is ahead */

int clock_gettime(clockid_t clock, struct timespec *now)
{
	int (*real)(clockid_t, struct timespec *);
	*(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
	int result = real(clock, now);
	now->tv_sec += later;
	return result;
}

/* ---- helpers ---- */

static void begin(void)
{
	archiving_begin();
	story[0] = '\0';
}

TestSuite(evidence, .init = begin, .fini = archiving_end);

static gj_capture answer(const char *address, const char *head, const char *body,
                         char hex[GJ_DIGEST_HEX])
{
	return (gj_capture){
		.address = gj_str_of(address),
		.final_address = gj_str_of(address),
		.captured_at = 1705392000, /* 2024-01-16T08:00:00Z */
		.status = 200,
		.request = GJ_STR("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"),
		.headers = gj_str_of(head),
		.body = gj_str_of(body),
		.digest = gj_digest(gj_str_of(body), hex),
		.attempts = 1,
	};
}

static gj_code find_file(void *context, const char *found, gj_err *unused)
{
	(void)unused;
	if (gj_str_ends(gj_str_of(found), GJ_STR(".warc.gz")))
		snprintf(context, TEST_PATH_MAX, "%s", found);
	return GJ_OK;
}

/* Writes the path of the archive's only file and gives its text. */
static gj_str text_of_file(char path[TEST_PATH_MAX])
{
	path[0] = '\0';
	gj_file_walk(archiving_directory, find_file, path, NULL);
	return archiving_inflated(path);
}

/* ---- the way to the report ---- */

static const char listed[] = "http://a.example/old", report[] = "https://b.example/report";

/* A robots.txt, a redirect, and the report that it led to. */
static void append_way(gj_archive *archive, char hop_id[GJ_WARC_ID_MAX])
{
	char hex[GJ_DIGEST_HEX], hops[200];
	gj_capture robots = answer("http://a.example/robots.txt", "HTTP/1.1 200 OK\r\n\r\n",
	                           "User-agent: *\n", hex);
	robots.role = GJ_ROLE_ROBOTS;
	archiving_append(archive, &robots);
	gj_capture hop = answer(listed, "HTTP/1.1 302 Found\r\nLocation: https://b.example/report"
	                                "\r\n\r\n", "moved", hex);
	hop.role = GJ_ROLE_REDIRECT;
	hop.status = 302;
	archiving_append_aside(archive, &hop, hop_id);
	snprintf(hops, sizeof hops, "302 %s %s\n", listed, hop_id);
	gj_capture last = answer(listed, "HTTP/2 200 \r\ncontent-type: text/html\r\n\r\n",
	                         "<p>年报</p>", hex);
	last.final_address = gj_str_of(report);
	last.request = GJ_STR("GET /report HTTP/2\r\nHost: b.example\r\n\r\n");
	last.protocol = GJ_STR("h2");
	last.redirects = 1;
	last.hops = gj_str_of(hops);
	cr_assert_eq(gj_archive_append(archive, &last, &archiving_err), GJ_OK, "%s", archiving_err.message);
}

Test(evidence, every_step_to_the_report_is_kept_and_named)
{
	char hop_id[GJ_WARC_ID_MAX], path[TEST_PATH_MAX], wanted_hops[200];
	gj_archive *archive = archiving_open(true);
	append_way(archive, hop_id);
	archiving_close(archive);
	gj_str text = text_of_file(path);
	static const char *const wanted[] = {
		"Gouji-Role: robots\r\n", "User-agent: *\n", "Gouji-Role: redirect\r\n",
		"HTTP/1.1 302 Found\r\nLocation: https://b.example/report\r\n",
		"\r\nmoved", "WARC-Target-URI: https://b.example/report\r\n",
		"WARC-Protocol: h2\r\n", "\r\n\r\nHTTP/1.1 200 \r\ncontent-type: text/html\r\n",
		"\r\n\r\nGET /report HTTP/1.1\r\nHost: b.example\r\n",
	};
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		cr_expect(gj_str_has(text, gj_str_of(wanted[i])), "%s", wanted[i]);
	snprintf(wanted_hops, sizeof wanted_hops, "WARC-Record-ID: %s\r\n", hop_id);
	cr_expect(gj_str_has(text, gj_str_of(wanted_hops)));
	snprintf(wanted_hops, sizeof wanted_hops, "302 %s %s\n", listed, hop_id);
	archive = archiving_open(false);
	gj_capture loaded;
	cr_assert_eq(gj_archive_load(archive, gj_str_of(listed), &archiving_arena, &loaded, &archiving_err), GJ_OK);
	archiving_is(loaded.hops, wanted_hops);
	archiving_is(loaded.body, "<p>年报</p>");
	archiving_is(loaded.final_address, report);
	archiving_close(archive);
}

static gj_code count_visits(void *context, const gj_capture *capture, gj_err *unused)
{
	(void)unused;
	archiving_is(capture->address, report);
	++*(int *)context;
	return GJ_OK;
}

static void expect_one_capture(void)
{
	gj_archive_entry entry;
	gj_archive *archive = archiving_open(false);
	cr_assert(gj_archive_find(archive, gj_str_of(listed), &entry));
	cr_expect_eq(entry.failure, GJ_FETCH_OK);
	archiving_close(archive);
}

Test(evidence, what_came_on_the_way_is_no_capture)
{
	char hop_id[GJ_WARC_ID_MAX], path[TEST_PATH_MAX], command[2 * TEST_PATH_MAX];
	gj_archive *archive = archiving_open(true);
	append_way(archive, hop_id);
	archiving_close(archive);
	expect_one_capture();
	/* Nor when the index is made anew from the file, … */
	snprintf(command, sizeof command, "rm %s/.*.index", archiving_directory);
	cr_assert_eq(system(command), 0);
	expect_one_capture();
	/* … nor to who reads the file. */
	int visits = 0;
	text_of_file(path);
	cr_assert_eq(gj_warc_read(path, 1000, count_visits, &visits, &archiving_err), GJ_OK);
	cr_expect_eq(visits, 1);
}

Test(evidence, a_redirect_that_came_last_does_not_hide_the_capture)
{
	char hop_id[GJ_WARC_ID_MAX], hex[GJ_DIGEST_HEX], command[2 * TEST_PATH_MAX];
	gj_archive *archive = archiving_open(true);
	gj_capture good = answer(listed, "HTTP/1.1 200 OK\r\n\r\n", "the body", hex);
	cr_assert_eq(gj_archive_append(archive, &good, &archiving_err), GJ_OK);
	/* The next run was killed after the redirect. */
	gj_capture hop = answer(listed, "HTTP/1.1 302 Found\r\n\r\n", "moved", hex);
	hop.role = GJ_ROLE_REDIRECT;
	hop.captured_at++;
	archiving_append_aside(archive, &hop, hop_id);
	archiving_close(archive);
	expect_one_capture();
	snprintf(command, sizeof command, "rm %s/.*.index", archiving_directory);
	cr_assert_eq(system(command), 0);
	expect_one_capture();
}

/* ---- robots.txt ---- */

static const char robots_txt[] = "http://a.example/robots.txt";

static void expect_robots(const char *etag, const char *body)
{
	gj_archive_entry entry;
	gj_archive *archive = archiving_open(false);
	cr_assert(gj_archive_find(archive, gj_str_of(robots_txt), &entry));
	archiving_is(entry.etag, etag);
	gj_capture capture = archiving_load(archive, robots_txt);
	archiving_is(capture.body, body);
	archiving_close(archive);
}

Test(evidence, a_good_robots_txt_can_be_asked_about_again)
{
	char hex[GJ_DIGEST_HEX], id[GJ_WARC_ID_MAX], path[TEST_PATH_MAX];
	char command[2 * TEST_PATH_MAX];
	gj_archive *archive = archiving_open(true);
	gj_capture good = answer(robots_txt, "HTTP/1.1 200 OK\r\nETag: \"r1\"\r\n\r\n",
	                         "User-agent: *\n", hex);
	good.role = GJ_ROLE_ROBOTS;
	archiving_append(archive, &good);
	/* Later it is as it was, and later still it is not to be had. */
	gj_capture same = good, gone = good;
	same.captured_at++;
	same.status = 304;
	same.headers = GJ_STR("HTTP/1.1 304 Not Modified\r\nETag: \"r1\"\r\n\r\n");
	same.body = same.digest = (gj_str){ 0 };
	same.unchanged = true;
	archiving_append(archive, &same);
	gone.captured_at += 2;
	gone.status = 503;
	gone.headers = GJ_STR("HTTP/1.1 503 Busy\r\n\r\n");
	gone.failure = GJ_FETCH_HTTP_STATUS;
	archiving_append_aside(archive, &gone, id);
	archiving_close(archive);
	gj_str text = text_of_file(path);
	cr_expect_neq(gj_str_find(text, GJ_STR("WARC-Type: revisit\r\n")), SIZE_MAX);
	expect_robots("\"r1\"", "User-agent: *\n");
	snprintf(command, sizeof command, "rm %s/.*.index", archiving_directory);
	cr_assert_eq(system(command), 0);
	expect_robots("\"r1\"", "User-agent: *\n");
	int visits = 0;
	cr_assert_eq(gj_warc_read(path, 1000, count_visits, &visits, &archiving_err), GJ_OK);
	cr_expect_eq(visits, 0);
}

/* ---- the disk ---- */

Test(evidence, captures_are_synced_every_few_seconds_and_before_their_index)
{
	char hex[GJ_DIGEST_HEX];
	gj_archive *archive = archiving_open(true);
	gj_capture capture = answer(listed, "HTTP/1.1 200 OK\r\n\r\n", "the body", hex);
	cr_assert_eq(gj_archive_append(archive, &capture, &archiving_err), GJ_OK);
	cr_expect_str_eq(story, "");
	cr_assert_eq(gj_archive_tick(archive, &archiving_err), GJ_OK);
	cr_expect_str_eq(story, "");
	/* Nothing more comes, but time goes on: the file, and its name. */
	later += GJ_ARCHIVE_SYNC_SECONDS;
	cr_assert_eq(gj_archive_tick(archive, &archiving_err), GJ_OK);
	cr_expect_str_eq(story, "data directory ");
	later += 10 * GJ_ARCHIVE_SYNC_SECONDS;
	cr_assert_eq(gj_archive_tick(archive, &archiving_err), GJ_OK);
	cr_expect_str_eq(story, "data directory ");
	/* Captures come and come. */
	for (int i = 0; i < 5; i++, later += GJ_ARCHIVE_SYNC_SECONDS - 1)
		cr_assert_eq(gj_archive_append(archive, &capture, &archiving_err), GJ_OK);
	cr_expect_str_eq(story, "data directory data ");
	archiving_close(archive);
	cr_expect_str_eq(story, "data directory data data file rename ");
}

Test(evidence, each_file_is_on_the_disk_before_the_next_is_begun)
{
	char hex[GJ_DIGEST_HEX];
	gj_archive *archive = archiving_open(true);
	gj_capture capture = answer(listed, "HTTP/1.1 200 OK\r\n\r\n", "the body", hex);
	gj_archive_rotate_at(archive, 10);
	for (int i = 0; i < 3; i++)
		cr_assert_eq(gj_archive_append(archive, &capture, &archiving_err), GJ_OK);
	/* Each file is whole on the disk before its index is, and before the next. */
	cr_expect_str_eq(story, "data directory file rename data directory file rename ");
	archiving_close(archive);
}
