#include "base/file.h"
#include "warc/digest.h"
#include "archiving.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static char path[TEST_PATH_MAX];

TestSuite(archive, .init = archiving_begin, .fini = archiving_end);
TestSuite(warc, .init = archiving_begin, .fini = archiving_end);

static gj_capture page(const char *address, const char *body, char hex[GJ_DIGEST_HEX])
{
	return (gj_capture){
		.address = gj_str_of(address),
		.final_address = gj_str_of(address),
		.captured_at = 1705392000, /* 2024-01-16T08:00:00Z */
		.status = 200,
		.headers = GJ_STR("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		                  "Content-Encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n"),
		.content_type = GJ_STR("text/html"),
		.body = gj_str_of(body),
		.digest = gj_digest(gj_str_of(body), hex),
		.attempts = 1,
	};
}

static void write_page(const char *address, const char *body, time_t when)
{
	char hex[GJ_DIGEST_HEX];
	gj_archive *archive = archiving_open(true);
	gj_capture capture = page(address, body, hex);
	capture.captured_at = when;
	archiving_append(archive, &capture);
	archiving_close(archive);
}

static gj_code first_path(void *context, const char *found, gj_err *unused)
{
	(void)unused;
	if (!*(char *)context)
		snprintf(context, TEST_PATH_MAX, "%s", found);
	return GJ_OK;
}

/* The path of the archive's first file. */
static const char *first_file(void)
{
	path[0] = '\0';
	gj_file_walk(archiving_directory, first_path, path, NULL);
	cr_assert(path[0]);
	return path;
}

Test(archive, gives_back_what_was_appended)
{
	char hex[GJ_DIGEST_HEX];
	gj_archive *archive = archiving_open(true);
	gj_capture capture = page("http://a.example/1", "<p>正文</p>", hex);
	capture.final_address = GJ_STR("https://b.example/2");
	capture.attempts = 2;
	capture.redirects = 3;
	archiving_append(archive, &capture);
	for (int again = 0; again < 2; again++) {
		cr_expect(gj_archive_has(archive, capture.address));
		cr_expect_not(gj_archive_has(archive, capture.final_address));
		gj_capture loaded = archiving_load(archive, "http://a.example/1");
		archiving_is(loaded.address, "http://a.example/1");
		archiving_is(loaded.final_address, "https://b.example/2");
		archiving_is(loaded.body, "<p>正文</p>");
		archiving_is(loaded.content_type, "text/html");
		archiving_is(loaded.digest, hex);
		cr_expect_eq(loaded.failure, GJ_FETCH_OK);
		cr_expect_eq(loaded.status, 200);
		cr_expect_eq(loaded.captured_at, 1705392000);
		cr_expect_eq(loaded.attempts, 2);
		cr_expect_eq(loaded.redirects, 3);
		archiving_close(archive);
		archive = archiving_open(false);
	}
	archiving_close(archive);
}

Test(archive, stores_decoded_bodies_and_says_so)
{
	write_page("http://a.example/1", "body", 1705392000);
	gj_str text = archiving_inflated(first_file());
	static const char *const wanted[] = {
		"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "WARC-Type: response\r\n",
		"WARC-Date: 2024-01-16T08:00:00Z\r\n", "WARC-Target-URI: http://a.example/1\r\n",
		"sha256:230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5\r\n",
		"WARC-Payload-Digest: sha256:230d83",
		"\r\nX-Archive-Orig-Content-Encoding: gzip\r\n",
		"\r\nX-Archive-Orig-transfer-encoding: chunked\r\nContent-Length: 4\r\n\r\nbody\r\n\r\n",
		"Content-Type: application/warc-fields\r\n", "failure: ok\r\n",
	};
	cr_expect(gj_str_starts(text, gj_str_of(wanted[0])));
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		cr_expect(gj_str_has(text, gj_str_of(wanted[i])), "%s", wanted[i]);
}

Test(archive, keeps_failures_without_body)
{
	gj_archive *archive = archiving_open(true);
	gj_capture dead = { .address = GJ_STR("http://dead.example/"), .captured_at = 1705392000,
		            .failure = GJ_FETCH_TIMEOUT, .attempts = 4,
		            .detail = GJ_STR("no answer\r\nfailure: ok") };
	archiving_append(archive, &dead);
	char hex[GJ_DIGEST_HEX];
	gj_capture gone = page("http://a.example/gone", "not here", hex);
	gone.failure = GJ_FETCH_HTTP_STATUS;
	gone.status = 404;
	archiving_append(archive, &gone);
	archiving_close(archive);
	archive = archiving_open(false);
	gj_capture loaded = archiving_load(archive, "http://dead.example/");
	cr_expect_eq(loaded.failure, GJ_FETCH_TIMEOUT);
	cr_expect_eq(loaded.attempts, 4);
	archiving_is(loaded.detail, "no answer  failure: ok");
	loaded = archiving_load(archive, "http://a.example/gone");
	cr_expect_eq(loaded.failure, GJ_FETCH_HTTP_STATUS);
	cr_expect_eq(loaded.status, 404);
	cr_expect_eq(loaded.body.len, 0);
	loaded = archiving_load(archive, "http://never.example/");
	cr_expect_eq(loaded.failure, GJ_FETCH_NOT_CAPTURED);
	archiving_is(loaded.address, "http://never.example/");
	archiving_close(archive);
}

Test(archive, finds_the_newest_capture)
{
	write_page("http://a.example/", "old", 1000);
	write_page("http://a.example/", "newer", 3000);
	write_page("http://a.example/", "older again", 2000);
	gj_archive *archive = archiving_open(false);
	archiving_is(archiving_load(archive, "http://a.example/").body, "newer");
	archiving_close(archive);
	write_page("http://a.example/", "same second", 3000);
	archive = archiving_open(false);
	archiving_is(archiving_load(archive, "http://a.example/").body, "same second");
	archiving_close(archive);
}

Test(archive, skips_a_torn_record_and_goes_on_in_a_new_file)
{
	char hex[GJ_DIGEST_HEX];
	gj_archive *archive = archiving_open(true);
	gj_capture first = page("http://a.example/1", "first", hex);
	archiving_append(archive, &first);
	const char *file = first_file();
	struct stat whole, both;
	cr_assert_eq(stat(file, &whole), 0);
	gj_capture second = page("http://a.example/2", "second", hex);
	archiving_append(archive, &second);
	archiving_close(archive);
	cr_assert_eq(stat(file, &both), 0);
	int answers = 0;
	for (off_t size = both.st_size - 1; size >= whole.st_size; size--) {
		cr_assert_eq(truncate(first_file(), size), 0);
		archive = archiving_open(false);
		cr_assert(gj_archive_has(archive, first.address), "at %ld", (long)size);
		/* A cut in its metadata leaves the answer itself whole. */
		if (gj_archive_has(archive, second.address)) {
			archiving_is(archiving_load(archive, "http://a.example/2").body, "second");
			answers++;
		}
		archiving_is(archiving_load(archive, "http://a.example/1").body, "first");
		gj_arena_reset(&archiving_arena);
		archiving_close(archive);
	}
	cr_expect_gt(answers, 0);
	cr_assert_eq(truncate(first_file(), both.st_size - 3), 0);
	write_page("http://a.example/2", "again", 1705392001);
	archive = archiving_open(false);
	archiving_is(archiving_load(archive, "http://a.example/1").body, "first");
	archiving_is(archiving_load(archive, "http://a.example/2").body, "again");
	archiving_close(archive);
}

Test(archive, takes_back_a_capture_that_did_not_fit)
{
	char hex[GJ_DIGEST_HEX];
	static char noise[200000];
	uint32_t random = 1;
	for (size_t i = 0; i < sizeof noise - 1; i++) {
		random = random * 1664525 + 1013904223;
		noise[i] = (char)('!' + random % 89 * (random >> 16) % 89);
	}
	gj_archive *archive = archiving_open(true);
	gj_capture small = page("http://a.example/small", "fits", hex);
	archiving_append(archive, &small);
	signal(SIGXFSZ, SIG_IGN);
	struct rlimit old, tight;
	getrlimit(RLIMIT_FSIZE, &old);
	tight = (struct rlimit){ 30000, old.rlim_max };
	setrlimit(RLIMIT_FSIZE, &tight);
	gj_capture large = page("http://a.example/large", noise, hex);
	gj_code code = gj_archive_append(archive, &large, &archiving_err);
	setrlimit(RLIMIT_FSIZE, &old);
	cr_expect_eq(code, GJ_E_WRITE);
	cr_expect_not(gj_archive_has(archive, large.address));
	small.address = small.final_address = GJ_STR("http://a.example/next");
	archiving_append(archive, &small);
	archiving_close(archive);
	archive = archiving_open(false);
	archiving_is(archiving_load(archive, "http://a.example/next").body, "fits");
	cr_expect_not(gj_archive_has(archive, large.address));
	archiving_close(archive);
}

Test(archive, tells_a_body_too_large_for_the_arena)
{
	write_page("http://a.example/1", "0123456789012345678901234567890123456789", 1);
	gj_archive *archive = archiving_open(false);
	gj_arena small;
	gj_arena_init(&small, 64);
	gj_capture capture;
	cr_expect_eq(gj_archive_load(archive, GJ_STR("http://a.example/1"), &small, &capture, &archiving_err),
	             GJ_E_LIMIT);
	gj_arena_release(&small);
	archiving_close(archive);
}

Test(archive, needs_a_directory_and_permission_to_write)
{
	gj_archive *archive;
	cr_expect_eq(gj_archive_open(&archive, "/nonexistent/archive", false, &archiving_err), GJ_E_READ);
	write_page("http://a.example/", "x", 1);
	cr_expect_eq(gj_archive_open(&archive, first_file(), false, &archiving_err), GJ_E_READ);
	archive = archiving_open(false);
	gj_capture capture = { .address = GJ_STR("http://a.example/") };
	cr_expect_eq(gj_archive_append(archive, &capture, &archiving_err), GJ_E_USAGE);
	archiving_close(archive);
	cr_expect_eq(gj_archive_close(NULL, &archiving_err), GJ_OK);
}

static gj_code pass_over(void *context, const gj_capture *capture, gj_err *unused)
{
	(void)context;
	(void)capture;
	(void)unused;
	return GJ_OK;
}

/* ---- unchanged captures, rotation, the index ---- */

static size_t count_files(const char *suffix)
{
	char command[2 * TEST_PATH_MAX];
	snprintf(command, sizeof command, "ls -A '%s' | grep -c '%s$'", archiving_directory, suffix);
	FILE *pipe = popen(command, "r");
	size_t count = 0;
	cr_assert_eq(fscanf(pipe, "%zu", &count), 1);
	pclose(pipe);
	return count;
}

static void remove_indexes(void)
{
	char command[2 * TEST_PATH_MAX];
	snprintf(command, sizeof command, "rm -f '%s'/.*.index", archiving_directory);
	cr_assert_eq(system(command), 0);
}

static gj_capture not_modified(const char *address, time_t when)
{
	return (gj_capture){
		.address = gj_str_of(address),
		.final_address = gj_str_of(address),
		.captured_at = when,
		.status = 304,
		.request = GJ_STR("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"),
		.headers = GJ_STR("HTTP/1.1 304 Not Modified\r\n\r\n"),
		.unchanged = true,
		.attempts = 1,
	};
}

static void expect_entry(const gj_archive *archive, const char *address, gj_fetch_failure failure,
                         time_t when)
{
	gj_archive_entry entry;
	cr_assert(gj_archive_find(archive, gj_str_of(address), &entry));
	cr_expect_eq(entry.failure, failure);
	cr_expect_eq(entry.captured_at, when);
	archiving_is(entry.etag, "\"v1\"");
	archiving_is(entry.last_modified, "Tue, 16 Jan 2024 08:00:00 GMT");
}

Test(archive, an_unchanged_capture_refers_to_the_one_before)
{
	char hex[GJ_DIGEST_HEX];
	gj_archive *archive = archiving_open(true);
	gj_capture first = page("http://a.example/", "the body", hex);
	first.headers = GJ_STR("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: \"v1\"\r\n"
	                       "Last-Modified: Tue, 16 Jan 2024 08:00:00 GMT\r\n\r\n");
	archiving_append(archive, &first);
	archiving_close(archive);
	archive = archiving_open(true);
	gj_capture second = not_modified("http://a.example/", 1705392001);
	archiving_append(archive, &second);
	gj_capture third = first; /* the same bytes once more */
	third.captured_at = 1705392002;
	archiving_append(archive, &third);
	for (int again = 0; again < 3; again++) {
		expect_entry(archive, "http://a.example/", GJ_FETCH_OK, 1705392002);
		gj_capture loaded = archiving_load(archive, "http://a.example/");
		archiving_is(loaded.body, "the body");
		archiving_is(loaded.content_type, "text/html");
		archiving_is(loaded.digest, hex);
		cr_expect(loaded.unchanged);
		cr_expect_eq(loaded.captured_at, 1705392002);
		archiving_close(archive);
		if (again)
			remove_indexes();
		archive = archiving_open(again == 0);
	}
	archiving_close(archive);
	gj_str text = { 0 };
	snprintf(path, sizeof path, "cd %.200s && cat *.gz >all", archiving_directory);
	cr_assert_eq(system(path), 0);
	snprintf(path, sizeof path, "%.200s/all", archiving_directory);
	text = archiving_inflated(path);
	static const char *const wanted[] = {
		"WARC-Type: request\r\n", "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
		"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n",
		"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n",
		"WARC-Refers-To: <urn:uuid:", "WARC-Refers-To-Target-URI: http://a.example/\r\n",
		"WARC-Refers-To-Date: 2024-01-16T08:00:00Z\r\n", "unchanged: yes\r\n",
	};
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		cr_expect(gj_str_has(text, gj_str_of(wanted[i])), "%s", wanted[i]);
	size_t body = gj_str_find(text, GJ_STR("the body"));
	cr_expect_not(gj_str_has(gj_str_from(text, body + 1), GJ_STR("the body")));
}

Test(archive, a_failure_between_does_not_forget_the_body)
{
	char hex[GJ_DIGEST_HEX];
	gj_archive *archive = archiving_open(true);
	gj_capture first = page("http://a.example/", "the body", hex);
	archiving_append(archive, &first);
	gj_capture dead = { .address = first.address, .captured_at = 1705392001,
		            .failure = GJ_FETCH_TIMEOUT, .attempts = 4 };
	archiving_append(archive, &dead);
	cr_expect_eq(archiving_load(archive, "http://a.example/").failure, GJ_FETCH_TIMEOUT);
	gj_capture again = not_modified("http://a.example/", 1705392002);
	archiving_append(archive, &again);
	archiving_is(archiving_load(archive, "http://a.example/").body, "the body");
	gj_capture changed = page("http://a.example/", "another body", hex);
	changed.captured_at = 1705392003;
	archiving_append(archive, &changed);
	archiving_is(archiving_load(archive, "http://a.example/").body, "another body");
	cr_expect_not(archiving_load(archive, "http://a.example/").unchanged);
	archiving_close(archive);
}

Test(archive, files_are_rotated_and_indexed)
{
	gj_archive *archive = archiving_open(true);
	gj_archive_rotate_at(archive, 4000);
	for (int i = 0; i < 40; i++) {
		char hex[GJ_DIGEST_HEX], address[64];
		snprintf(address, sizeof address, "http://a.example/%d", i);
		gj_capture capture = page(address, address, hex);
		archiving_append(archive, &capture);
	}
	archiving_close(archive);
	size_t files = count_files("warc.gz");
	cr_expect_gt(files, 3);
	cr_expect_lt(files, 40);
	cr_expect_eq(count_files("index"), files);
	for (int round = 0; round < 3; round++) {
		archive = archiving_open(round == 1);
		for (int i = 0; i < 40; i++) {
			char address[64];
			snprintf(address, sizeof address, "http://a.example/%d", i);
			archiving_is(archiving_load(archive, address).body, address);
		}
		archiving_close(archive);
		/* Missing ones are written again by who may write. */
		cr_expect_eq(count_files("index"), round == 2 ? 0 : files);
		remove_indexes();
	}
}

Test(archive, a_damaged_index_is_not_believed)
{
	write_page("http://a.example/1", "first", 1);
	snprintf(path, sizeof path, "for f in %.100s/.*.index; do sed -i 's/a.example/b.example/;$d' $f; done",
	         archiving_directory);
	cr_assert_eq(system(path), 0);
	gj_archive *archive = archiving_open(false);
	archiving_is(archiving_load(archive, "http://a.example/1").body, "first");
	cr_expect_not(gj_archive_has(archive, GJ_STR("http://b.example/1")));
	archiving_close(archive);
}

Test(archive, a_torn_end_is_set_aside_and_told)
{
	char hex[GJ_DIGEST_HEX];
	gj_archive *archive = archiving_open(true);
	gj_capture capture = page("http://a.example/1", "first", hex);
	archiving_append(archive, &capture);
	capture.address = capture.final_address = GJ_STR("http://a.example/2");
	archiving_append(archive, &capture);
	archiving_close(archive);
	const char *file = first_file();
	struct stat info;
	cr_assert_eq(stat(file, &info), 0);
	cr_assert_eq(truncate(file, info.st_size - 5), 0);
	archive = archiving_open(false); /* a reader touches nothing */
	gj_archive_trouble trouble = gj_archive_trouble_of(archive);
	cr_expect_eq(trouble.torn_files, 1);
	cr_expect_gt(trouble.torn_bytes, 0);
	archiving_close(archive);
	cr_expect_eq(count_files("torn"), 0);
	archive = archiving_open(true);
	cr_expect_eq(gj_archive_trouble_of(archive).torn_files, 1);
	archiving_close(archive);
	cr_expect_eq(count_files("torn"), 1);
	archive = archiving_open(true);
	cr_expect_eq(gj_archive_trouble_of(archive).torn_files, 0);
	archiving_is(archiving_load(archive, "http://a.example/1").body, "first");
	archiving_is(archiving_load(archive, "http://a.example/2").body, "first");
	archiving_close(archive);
	cr_expect_eq(gj_warc_read(first_file(), 1000, pass_over, NULL, &archiving_err), GJ_OK, "%s", archiving_err.message);
}

/* Killed before the first record was whole, or before there was any. */
Test(archive, files_that_were_only_begun_are_cleared_away)
{
	write_page("http://a.example/1", "first", 1);
	char text[TEST_PATH_MAX];
	test_scratch_write(archiving_directory, "gouji-20240101000000-00000.warc.gz", "\x1F\x8B\x08half", 7, text);
	test_scratch_write(archiving_directory, "gouji-20240101000000-00001.warc.gz", "", 0, text);
	test_scratch_write(archiving_directory, "foreign.warc.gz", "\x1F\x8B\x08half", 7, text);
	archiving_close(archiving_open(false));
	cr_expect_eq(count_files("warc.gz"), 4, "a reader touches nothing");
	gj_archive *archive = archiving_open(true);
	cr_expect_eq(gj_archive_trouble_of(archive).torn_files, 2);
	archiving_is(archiving_load(archive, "http://a.example/1").body, "first");
	archiving_close(archive);
	cr_expect_eq(count_files("warc.gz"), 2);
	cr_expect_eq(count_files("torn"), 1);
}

Test(archive, damage_inside_a_file_costs_only_what_it_hit)
{
	char hex[GJ_DIGEST_HEX];
	gj_archive *archive = archiving_open(true);
	for (int i = 0; i < 5; i++) {
		char address[64];
		snprintf(address, sizeof address, "http://a.example/%d", i);
		gj_capture capture = page(address, address, hex);
		archiving_append(archive, &capture);
	}
	archiving_close(archive);
	FILE *file = fopen(first_file(), "r+");
	struct stat info;
	cr_assert_eq(fstat(fileno(file), &info), 0);
	fseek(file, info.st_size / 2, SEEK_SET);
	fwrite("\0\0\0\0\0\0\0\0", 1, 8, file);
	fclose(file);
	remove_indexes();
	archive = archiving_open(true);
	cr_expect_eq(gj_archive_trouble_of(archive).damaged, 1);
	cr_expect_eq(gj_archive_trouble_of(archive).torn_files, 0);
	int found = 0;
	for (int i = 0; i < 5; i++) {
		char address[64];
		snprintf(address, sizeof address, "http://a.example/%d", i);
		found += gj_archive_has(archive, gj_str_of(address));
	}
	cr_expect_geq(found, 4);
	cr_expect(gj_archive_has(archive, GJ_STR("http://a.example/4")));
	archiving_close(archive);
}

enum { THREADS = 4, PAGES = 40 };

static void *load_all(void *context)
{
	gj_arena own;
	gj_arena_init(&own, 1 << 20);
	size_t wrong = 0;
	for (int i = 0; i < PAGES; i++) {
		char address[64];
		snprintf(address, sizeof address, "http://a.example/%d", i);
		gj_capture capture;
		gj_code code = gj_archive_load(context, gj_str_of(address), &own, &capture, NULL);
		wrong += code || !gj_str_equal(capture.body, gj_str_of(address));
		gj_arena_reset(&own);
	}
	gj_arena_release(&own);
	return (void *)wrong;
}

Test(archive, loads_from_several_threads)
{
	gj_archive *archive = archiving_open(true);
	for (int i = 0; i < PAGES; i++) {
		char hex[GJ_DIGEST_HEX], address[64];
		snprintf(address, sizeof address, "http://a.example/%d", i);
		gj_capture capture = page(address, address, hex);
		archiving_append(archive, &capture);
	}
	pthread_t threads[THREADS];
	for (int i = 0; i < THREADS; i++)
		cr_assert_eq(pthread_create(&threads[i], NULL, load_all, archive), 0);
	for (int i = 0; i < THREADS; i++) {
		void *wrong;
		pthread_join(threads[i], &wrong);
		cr_expect_null(wrong);
	}
	archiving_close(archive);
}

/* ---- WARC files of others ---- */

typedef struct seen {
	size_t count;
	char text[2000]; /* "address status failure body|" of each */
	gj_code answer;
} seen;

static gj_code note(void *context, const gj_capture *capture, gj_err *unused)
{
	(void)unused;
	seen *all = context;
	size_t at = strlen(all->text);
	snprintf(all->text + at, sizeof all->text - at, "%.*s %ld %s %.*s|",
	         GJ_STR_ARG(capture->address), capture->status,
	         gj_fetch_failure_name(capture->failure), GJ_STR_ARG(capture->body));
	all->count++;
	return all->answer;
}

static void add_record(gj_buffer *to, const char *type, const char *address, const char *content,
                       gj_str block)
{
	gj_buffer_printf(to, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n"
	                 "WARC-Date: 2024-01-16T08:00:00Z\r\nContent-Type: %s\r\n"
	                 "Content-Length: %zu\r\n\r\n", type, address, content, block.len);
	gj_buffer_add_str(to, block);
	gj_buffer_add_text(to, "\r\n\r\n");
}

static const char http[] = "application/http; msgtype=response";

static void gzip_body(gj_buffer *to, gj_str text)
{
	char packed[4096];
	z_stream z = { .next_in = (Bytef *)(uintptr_t)text.ptr, .avail_in = (uInt)text.len,
		       .next_out = (Bytef *)packed, .avail_out = sizeof packed };
	cr_assert_eq(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, 0), Z_OK);
	cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	gj_buffer_add(to, packed, z.total_out);
	deflateEnd(&z);
}

/* A foreign file with one of everything. */
static void foreign(gj_buffer *to)
{
	gj_buffer block;
	gj_buffer_init(&block, 1 << 16);
	add_record(to, "warcinfo", "", "application/warc-fields", GJ_STR("software: x\r\n"));
	add_record(to, "request", "http://b.example/", "application/http; msgtype=request",
	           GJ_STR("GET / HTTP/1.1\r\n\r\n"));
	add_record(to, "response", "<http://b.example/plain>", http,
	           GJ_STR("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nplain"));
	add_record(to, "response", "http://b.example/chunked", http,
	           GJ_STR("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	                  "3;x=y\r\nabc\r\n0A\r\n0123456789\r\n0\r\n\r\n"));
	add_record(to, "response", "http://b.example/unchunked", http,
	           GJ_STR("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>done</p>"));
	add_record(to, "response", "http://b.example/half", http,
	           GJ_STR("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"));
	gj_buffer_add_text(&block, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
	gzip_body(&block, GJ_STR("unpacked"));
	add_record(to, "response", "http://b.example/gzip", http, gj_buffer_str(&block));
	block.length -= 9;
	add_record(to, "response", "http://b.example/torn", http, gj_buffer_str(&block));
	add_record(to, "response", "http://b.example/br", http,
	           GJ_STR("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n???"));
	add_record(to, "response", "http://b.example/404", http,
	           GJ_STR("HTTP/1.0 404 Not Found\r\n\r\nsorry"));
	add_record(to, "response", "http://b.example/junk", http, GJ_STR("junk"));
	add_record(to, "response", "dns:b.example", "text/dns", GJ_STR("b.example A"));
	add_record(to, "revisit", "http://b.example/", http, GJ_STR("HTTP/1.1 200 OK\r\n\r\n"));
	gj_buffer_release(&block);
}

static const char foreign_seen[] =
	"http://b.example/plain 200 ok plain|"
	"http://b.example/chunked 200 ok abc0123456789|"
	"http://b.example/unchunked 200 ok <p>done</p>|"
	"http://b.example/half 200 broken |"
	"http://b.example/gzip 200 ok unpacked|"
	"http://b.example/torn 200 broken |"
	"http://b.example/br 200 broken |"
	"http://b.example/404 404 removed sorry|"
	"http://b.example/junk 0 broken |";

Test(warc, reads_files_of_others_plain_and_packed)
{
	gj_buffer plain, packed;
	gj_buffer_init(&plain, 1 << 16);
	gj_buffer_init(&packed, 1 << 16);
	foreign(&plain);
	gzip_body(&packed, gj_buffer_str(&plain)); /* all records in one member */
	const gj_buffer *forms[] = { &plain, &packed };
	for (size_t i = 0; i < 2; i++) {
		seen all = { 0 };
		test_scratch_write(archiving_directory, "other.warc", forms[i]->data, forms[i]->length, path);
		cr_assert_eq(gj_warc_read(path, 1 << 16, note, &all, &archiving_err), GJ_OK, "%s", archiving_err.message);
		cr_expect_str_eq(all.text, foreign_seen);
	}
	gj_buffer_release(&plain);
	gj_buffer_release(&packed);
}

Test(warc, reads_our_own_files)
{
	write_page("http://a.example/1", "mine", 1705392000);
	seen all = { 0 };
	cr_assert_eq(gj_warc_read(first_file(), 100, note, &all, &archiving_err), GJ_OK, "%s", archiving_err.message);
	cr_expect_str_eq(all.text, "http://a.example/1 200 ok mine|");
}

Test(warc, bodies_above_the_limit_are_failures)
{
	gj_buffer file, block;
	gj_buffer_init(&file, 1 << 22);
	gj_buffer_init(&block, 1 << 22);
	gj_buffer_add_text(&block, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
	gj_buffer zeros;
	gj_buffer_init(&zeros, 1 << 20);
	memset(gj_buffer_reserve(&zeros, 1 << 20), '0', 1 << 20);
	zeros.length = 1 << 20;
	gzip_body(&block, gj_buffer_str(&zeros));
	add_record(&file, "response", "http://b.example/bomb", http, gj_buffer_str(&block));
	add_record(&file, "response", "http://b.example/11", http,
	           GJ_STR("HTTP/1.1 200 OK\r\n\r\n01234567890"));
	add_record(&file, "response", "http://b.example/10", http,
	           GJ_STR("HTTP/1.1 200 OK\r\n\r\n0123456789"));
	gj_buffer_clear(&block);
	gj_buffer_add_text(&block, "HTTP/1.1 200 OK\r\n\r\n");
	gj_buffer_add_str(&block, gj_buffer_str(&zeros));
	gj_buffer_add_str(&block, gj_buffer_str(&zeros));
	add_record(&file, "response", "http://b.example/2m", http, gj_buffer_str(&block));
	test_scratch_write(archiving_directory, "big.warc", file.data, file.length, path);
	seen all = { 0 };
	cr_expect_eq(gj_warc_read(path, 10, note, &all, &archiving_err), GJ_OK, "%s", archiving_err.message);
	cr_expect_str_eq(all.text, "http://b.example/bomb 200 too_large |"
	                           "http://b.example/11 200 too_large |"
	                           "http://b.example/10 200 ok 0123456789|"
	                           "http://b.example/2m 0 too_large |");
	gj_buffer_release(&zeros);
	gj_buffer_release(&file);
	gj_buffer_release(&block);
}

Test(warc, tells_torn_damaged_and_foreign_files)
{
	gj_buffer file;
	gj_buffer_init(&file, 1 << 16);
	add_record(&file, "response", "http://b.example/1", http,
	           GJ_STR("HTTP/1.1 200 OK\r\n\r\nfirst"));
	size_t whole = file.length;
	add_record(&file, "response", "http://b.example/2", http,
	           GJ_STR("HTTP/1.1 200 OK\r\n\r\nsecond"));
	for (size_t length = whole + 1; length < file.length - 4; length += 7) {
		seen all = { 0 };
		test_scratch_write(archiving_directory, "torn.warc", file.data, length, path);
		cr_expect_eq(gj_warc_read(path, 100, note, &all, &archiving_err), GJ_E_INPUT);
		cr_expect_str_eq(all.text, "http://b.example/1 200 ok first|");
	}
	seen all = { .answer = GJ_E_NETWORK };
	test_scratch_write(archiving_directory, "whole.warc", file.data, file.length, path);
	cr_expect_eq(gj_warc_read(path, 100, note, &all, &archiving_err), GJ_E_NETWORK);
	cr_expect_eq(all.count, 1);
	test_scratch_write(archiving_directory, "page.warc", "<html>", 6, path);
	cr_expect_eq(gj_warc_read(path, 100, note, &all, &archiving_err), GJ_E_INPUT);
	test_scratch_write(archiving_directory, "bad.warc", "\x1F\x8B\x08garbage", 10, path);
	cr_expect_eq(gj_warc_read(path, 100, note, &all, &archiving_err), GJ_E_INPUT);
	test_scratch_write(archiving_directory, "length.warc", "WARC/1.1\r\nContent-Length: -1\r\n\r\n", 32, path);
	cr_expect_eq(gj_warc_read(path, 100, note, &all, &archiving_err), GJ_E_INPUT);
	cr_expect_eq(gj_warc_read("/nonexistent.warc", 100, note, &all, &archiving_err), GJ_E_READ);
	gj_buffer_release(&file);
}

Test(archive, every_failure_has_name_and_sentences)
{
	for (gj_fetch_failure i = GJ_FETCH_OK; i < GJ_FETCH_FAILURE_COUNT; i++) {
		cr_expect(gj_fetch_failure_name(i)[0]);
		cr_expect(gj_fetch_failure_sentence(i, false)[0]);
		cr_expect(gj_fetch_failure_sentence(i, true)[0]);
	}
}
