/* Fetching from many hosts, and from hosts that are strange. */
#include "base/buffer.h"
#include "base/clock.h"
#include "fetching.h"
#include "raw_server.h"
#include "tls_server.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static char connect_to[64];

TestSuite(hosts, .fini = fetching_stop, .timeout = 120);

/* Every host name leads to the server. */
static void lead_all_names_here(void)
{
	snprintf(connect_to, sizeof connect_to, "::127.0.0.1:%u", test_server_port(fetching_server));
	fetching_options.connect_to = connect_to;
}

/* ---- robots.txt ---- */

Test(hosts, robots_txt_is_asked_once_and_heeded)
{
	SERVE({ .path = "/robots.txt", .body = "User-agent: gouji\nDisallow: /secret\n" },
	      { .path = "/secret/a", .body = "no" }, { .path = "/b", .body = "yes" },
	      { .path = "/to-secret", .status = 302, .headers = { { "Location", "/secret/a" } } });
	char urls[3][TEST_URL_MAX];
	const char *addresses[] = { test_server_url(fetching_server, "/secret/a", urls[0]),
		                    test_server_url(fetching_server, "/b", urls[1]),
		                    test_server_url(fetching_server, "/to-secret", urls[2]) };
	fetching_all(addresses, 3);
	fetching_fails(fetching_of(addresses[0]), GJ_FETCH_ROBOTS);
	cr_expect_str_eq(fetching_of(addresses[1])->body, "yes");
	fetching_fails(fetching_of(addresses[2]), GJ_FETCH_ROBOTS);
	cr_expect_eq(test_server_hits(fetching_server, "/robots.txt"), 1);
	cr_expect_eq(test_server_hits(fetching_server, "/secret/a"), 0);
	fetching_options.user_agent = "other/1.0";
	cr_expect_str_eq(fetching_one("/secret/a")->body, "no");
	fetching_options.user_agent = NULL;
	fetching_options.no_robots = true;
	cr_expect_str_eq(fetching_one("/secret/a")->body, "no");
	cr_expect_eq(test_server_hits(fetching_server, "/robots.txt"), 2);
}

static const char *recalled; /* null = it cannot be had */

static gj_code know_robots(void *context, gj_arena *arena, gj_fetch_request *request,
                           gj_err *unused)
{
	(void)context;
	(void)unused;
	cr_expect(gj_str_ends(request->address, GJ_STR("/robots.txt")));
	request->etag = gj_str_copy(arena, GJ_STR("\"r1\""));
	return GJ_OK;
}

static gj_code recall_robots(void *context, gj_str address, gj_arena *arena, gj_str *text,
                             gj_err *unused)
{
	(void)context;
	(void)unused;
	cr_expect(gj_str_ends(address, GJ_STR("/robots.txt")));
	if (recalled)
		*text = gj_str_copy(arena, gj_str_of(recalled));
	return GJ_OK;
}

static const fetched *fetch_recalling(const char *path)
{
	char url[TEST_URL_MAX];
	const gj_fetch_request request = {
		.address = gj_str_of(test_server_url(fetching_server, path, url))
	};
	const gj_fetch_listener listener = { .done = fetching_take, .aside = fetching_take_aside,
		                             .known = know_robots, .recall = recall_robots };
	fetching_count = fetching_aside_count = 0;
	cr_assert_eq(gj_fetch_all(&request, 1, &fetching_options, &listener, &fetching_err), GJ_OK);
	cr_assert_eq(fetching_count, 1);
	return &fetching_outcomes[0];
}

Test(hosts, a_robots_txt_at_hand_is_asked_whether_it_changed)
{
	SERVE({ .path = "/robots.txt", .body = "User-agent: *\nDisallow: /b\n",
	        .headers = { { "ETag", "\"r1\"" } } },
	      { .path = "/a", .body = "x" }, { .path = "/b", .body = "y" });
	recalled = "User-agent: *\nDisallow: /a\n";
	fetching_fails(fetch_recalling("/a"), GJ_FETCH_ROBOTS);
	cr_assert_eq(fetching_aside_count, 1);
	cr_expect_eq(fetching_asides[0].capture.status, 304);
	cr_expect(fetching_asides[0].capture.unchanged);
	cr_expect_eq(test_server_hits(fetching_server, "/robots.txt"), 1);
	/* It cannot be had after all: the server's counts. */
	recalled = NULL;
	cr_expect_str_eq(fetch_recalling("/a")->body, "x");
	fetching_fails(fetch_recalling("/b"), GJ_FETCH_ROBOTS);
	cr_expect_eq(test_server_hits(fetching_server, "/robots.txt"), 5);
}

Test(hosts, robots_txt_in_trouble_forbids_everything)
{
	SERVE({ .path = "/robots.txt", .status = 500 }, { .path = "/a", .body = "x" });
	fetching_options.retries = 1;
	fetching_fails(fetching_one("/a"), GJ_FETCH_ROBOTS);
	cr_expect_str_eq(fetching_outcomes[0].detail, "robots.txt: HTTP status 500");
	cr_expect_eq(test_server_hits(fetching_server, "/robots.txt"), 2);
	cr_expect_eq(test_server_hits(fetching_server, "/a"), 0);
}

Test(hosts, robots_txt_may_be_elsewhere)
{
	SERVE({ .path = "/robots.txt", .status = 301, .headers = { { "Location", "/r" } } },
	      { .path = "/r", .body = "User-agent: *\nDisallow: /a\n" }, { .path = "/a", .body = "x" });
	fetching_fails(fetching_one("/a"), GJ_FETCH_ROBOTS);
}

Test(hosts, of_a_huge_robots_txt_the_beginning_counts)
{
	enum { SIZE = 700 * 1024 };
	static char text[SIZE + 1];
	memset(text, '#', SIZE);
	static const char rules[] = "User-agent: *\nDisallow: /a\n";
	memcpy(text, rules, sizeof rules - 1);
	memcpy(text + SIZE - 30, "\nUser-agent: *\nDisallow: /b\n", 29);
	const test_route routes[] = { { .path = "/robots.txt", .body = text, .length = SIZE },
		                      { .path = "/a", .body = "x" }, { .path = "/b", .body = "y" } };
	fetching_serve(routes, 3);
	fetching_fails(fetching_one("/a"), GJ_FETCH_ROBOTS);
	cr_expect_str_eq(fetching_one("/b")->body, "y");
}

static double seconds_for(const char *const *addresses, size_t count)
{
	struct timespec begin, end;
	clock_gettime(CLOCK_MONOTONIC, &begin);
	fetching_all(addresses, count);
	clock_gettime(CLOCK_MONOTONIC, &end);
	return (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
}

/* A rest that was kept cannot have been shorter: no machine is too slow for that. */
Test(hosts, crawl_delay_and_the_delay_of_one_host_are_kept)
{
	SERVE({ .path = "/robots.txt", .body = "User-agent: *\nCrawl-delay: 0.2\n" },
	      { .path = "/a", .body = "x" }, { .path = "/b", .body = "x" });
	char urls[2][TEST_URL_MAX];
	const char *addresses[] = { test_server_url(fetching_server, "/a", urls[0]),
		                    test_server_url(fetching_server, "/b", urls[1]) };
	cr_expect_geq(seconds_for(addresses, 2), 0.2);
	const gj_host_rule rule = { .domain = GJ_STR("127.0.0.1"), .delay_seconds = 0.3 };
	fetching_options.no_robots = true;
	fetching_options.hosts = &rule;
	fetching_options.host_count = 1;
	cr_expect_geq(seconds_for(addresses, 2), 0.3);
}

/* ---- sites, redirects, cookies ---- */

Test(hosts, hosts_of_one_site_take_turns_and_others_do_not_wait)
{
	SERVE({ .path = "/p", .body = "x", .delay_ms = 50 });
	lead_all_names_here();
	const char *one_site[] = { "http://a.linlan.gov.cn/p", "http://b.linlan.gov.cn/p",
		                   "http://c.linlan.gov.cn/p", "http://linlan.gov.cn/p" };
	fetching_all(one_site, 4);
	cr_expect_eq(test_server_peak(fetching_server), 1);
	const char *sites[] = { "http://a.linlan.gov.cn/p", "http://a.boxi.gov.cn/p",
		                "http://a.qinghe.gov.cn/p", "http://a.lanchuan.gov.cn/p" };
	fetching_all(sites, 4);
	cr_expect_gt(test_server_peak(fetching_server), 1);
}

Test(hosts, a_redirect_waits_its_turn_at_the_other_host)
{
	SERVE({ .path = "/old", .status = 302, .headers = { { "Location", "http://b.example.com/p" } } },
	      { .path = "/p", .body = "there" },
	      { .path = "/slow", .body = "first", .delay_ms = 300 });
	lead_all_names_here();
	fetching_options.no_robots = true;
	const char *addresses[] = { "http://b.example.com/slow", "http://a.example.org/old" };
	fetching_all(addresses, 2);
	cr_expect_str_eq(fetching_outcomes[0].body, "first");
	cr_expect_str_eq(fetching_outcomes[1].body, "there");
	cr_expect_str_eq(fetching_outcomes[1].final_address, "http://b.example.com/p");
	cr_expect_eq(fetching_outcomes[1].capture.redirects, 1);
}

Test(hosts, a_connection_is_kept_for_the_next_turn)
{
	SERVE({ .path = "/p", .body = "x" }, { .path = "/q", .body = "y" });
	lead_all_names_here();
	fetching_options.parallel = 2;
	/* More hosts than transfers at once, and each of them three times. */
	const char *addresses[] = { "http://a.example/p", "http://b.example/p", "http://c.example/p",
		                    "http://d.example/p", "http://a.example/q", "http://b.example/q",
		                    "http://c.example/q", "http://d.example/q" };
	fetching_all(addresses, 8);
	cr_expect_eq(test_server_connections(fetching_server), 4);
}

Test(hosts, cookies_go_back_to_their_host_only_and_live_for_one_run)
{
	SERVE({ .path = "/door", .status = 302,
	        .headers = { { "Location", "/room" }, { "Set-Cookie", "key=7; Path=/" } } },
	      { .path = "/room", .body = "in", .needs_cookie = "key=7", .fail_status = 403 });
	lead_all_names_here();
	const char *addresses[] = { "http://a.example.com/door" };
	fetching_all(addresses, 1);
	cr_expect_str_eq(fetching_outcomes[0].body, "in");
	const char *others[] = { "http://a.example.com/door", "http://b.example.org/room" };
	fetching_options.parallel = 1;
	fetching_all(others, 2);
	fetching_fails(fetching_of(others[1]), GJ_FETCH_HTTP_STATUS);
	const char *again[] = { "http://a.example.com/room" };
	fetching_all(again, 1);
	fetching_fails(fetching_of(again[0]), GJ_FETCH_HTTP_STATUS);
}

Test(hosts, the_request_is_kept)
{
	SERVE({ .path = "/a", .body = "x" });
	const fetched *got = fetching_one("/a");
	cr_expect_eq(strncmp(got->request, "GET /a HTTP/1.1\r\nHost: 127.0.0.1", 32), 0, "%s",
	             got->request);
	cr_expect(strstr(got->request, "User-Agent: gouji/"));
}

Test(hosts, what_is_unchanged_is_not_sent_again)
{
	SERVE({ .path = "/a", .body = "long text", .headers = { { "ETag", "\"v1\"" } } });
	char url[TEST_URL_MAX];
	gj_fetch_request request = { .address = gj_str_of(test_server_url(fetching_server, "/a", url)),
		                     .etag = GJ_STR("\"v1\"") };
	fetching_count = 0;
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(gj_fetch_all(&request, 1, &fetching_options,
		                          &(gj_fetch_listener){ .done = fetching_take },
		                          &fetching_err), GJ_OK);
		request.etag = GJ_STR("\"v0\"");
	}
	cr_expect_eq(fetching_outcomes[0].capture.status, 304);
	cr_expect_eq(fetching_outcomes[0].capture.failure, GJ_FETCH_OK);
	cr_expect(fetching_outcomes[0].capture.unchanged);
	cr_expect_eq(fetching_outcomes[1].capture.status, 200);
	cr_expect_str_eq(fetching_outcomes[1].body, "long text");
	cr_expect_not(fetching_outcomes[1].capture.unchanged);
}

static gj_code take_and_add(void *context, gj_fetch *run, const gj_capture *capture, gj_err *e)
{
	char link[TEST_URL_MAX];
	gj_fetch_request more = { .address = gj_str_of(test_server_url(fetching_server, "/more", link)),
		                  .via = capture->address };
	fetching_take(context, run, capture, e);
	return gj_fetch_add(run, &more, e);
}

Test(hosts, the_callback_can_add_addresses)
{
	SERVE({ .path = "/a", .body = "x" }, { .path = "/b", .body = "y" }, { .path = "/more", .body = "z" });
	char urls[2][TEST_URL_MAX];
	const char *addresses[] = { test_server_url(fetching_server, "/a", urls[0]),
		                    test_server_url(fetching_server, "/b", urls[1]) };
	cr_assert_eq(fetching_run(addresses, 2, take_and_add), GJ_OK);
	cr_expect_eq(fetching_count, 3);
	cr_expect_eq(test_server_hits(fetching_server, "/more"), 1);
	char more[TEST_URL_MAX];
	cr_expect_str_eq(fetching_of(test_server_url(fetching_server, "/more", more))->via, urls[0]);
}

Test(hosts, a_host_in_trouble_is_left_alone)
{
	SERVE({ .path = "/robots.txt", .body = "" });
	fetching_options.retries = 0;
	fetching_options.timeout_seconds = 0.05;
	/* All routes of this host are asked for, and none answers in time. */
	static const test_route slow[] = { { .path = "/robots.txt", .body = "" },
		{ .path = "/0", .delay_ms = 9000 }, { .path = "/1", .delay_ms = 9000 },
		{ .path = "/2", .delay_ms = 9000 }, { .path = "/3", .delay_ms = 9000 },
		{ .path = "/4", .delay_ms = 9000 }, { .path = "/5", .delay_ms = 9000 },
		{ .path = "/6", .delay_ms = 9000 }, { .path = "/7", .delay_ms = 9000 } };
	test_server_stop(fetching_server);
	fetching_server = test_server_start(slow, 9);
	char urls[8][TEST_URL_MAX], path[8];
	const char *addresses[8];
	for (int i = 0; i < 8; i++) {
		snprintf(path, sizeof path, "/%d", i);
		addresses[i] = test_server_url(fetching_server, path, urls[i]);
	}
	fetching_options.no_robots = true;
	fetching_all(addresses, 8);
	for (int i = 0; i < 8; i++)
		fetching_fails(fetching_of(addresses[i]),
		               i < GJ_FETCH_LOST_MAX ? GJ_FETCH_TIMEOUT : GJ_FETCH_HOST_STOPPED);
	cr_expect_eq(test_server_hits(fetching_server, "/7"), 0);
}

/* ---- many ---- */

enum { MANY = 1500 };

static size_t many_good;

static gj_code count_good(void *context, gj_fetch *run, const gj_capture *capture, gj_err *unused)
{
	(void)context;
	(void)run;
	(void)unused;
	many_good += capture->failure == GJ_FETCH_OK;
	return GJ_OK;
}

static size_t open_descriptors(void)
{
	size_t count = 0;
	for (int fd = 0; fd < 4096; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

static gj_code check_descriptors(void *context, const gj_fetch_progress *progress, gj_err *unused)
{
	(void)progress;
	(void)unused;
	size_t *most = context, now = open_descriptors();
	*most = now > *most ? now : *most;
	return GJ_OK;
}

Test(hosts, thousands_of_hosts_need_few_descriptors)
{
	SERVE({ .path = "/p", .body = "x" });
	lead_all_names_here();
	static char names[MANY][40];
	static gj_fetch_request requests[MANY];
	for (size_t i = 0; i < MANY; i++) {
		snprintf(names[i], sizeof names[i], "http://www.county%zu.gov.cn/p", i);
		requests[i].address = gj_str_of(names[i]);
	}
	/* Connections are kept as far as this allows: 50 + (700 - 64 - 150) / 2 = 293; the
	 * server, whose ends are counted too, gets the rest. */
	struct rlimit limit;
	cr_assert_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_cur = 700;
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
	fetching_options.parallel = 50;
	fetching_options.delay_seconds = 0.01;
	size_t most = 0;
	const gj_fetch_listener listener = { .done = count_good, .tick = check_descriptors,
		                             .context = &most };
	cr_assert_eq(gj_fetch_all(requests, MANY, &fetching_options, &listener, &fetching_err),
	             GJ_OK);
	cr_expect_eq(many_good, MANY);
	cr_expect_leq(test_server_peak(fetching_server), 50);
	cr_expect_lt(most, 700, "%zu", most);
}

Test(hosts, of_hundreds_of_hosts_each_keeps_its_connection)
{
	enum { HOSTS = 300, PAGES = 2 };
	SERVE({ .path = "/0", .body = "x" }, { .path = "/1", .body = "y" });
	lead_all_names_here();
	static char names[PAGES * HOSTS][40];
	static gj_fetch_request requests[PAGES * HOSTS];
	for (size_t i = 0; i < PAGES * HOSTS; i++) {
		snprintf(names[i], sizeof names[i], "http://www.county%zu.gov.cn/%zu", i % HOSTS,
		         i / HOSTS);
		requests[i].address = gj_str_of(names[i]);
	}
	fetching_options.parallel = 20;
	const gj_fetch_listener listener = { .done = count_good };
	many_good = 0;
	cr_assert_eq(gj_fetch_all(requests, PAGES * HOSTS, &fetching_options, &listener,
	                          &fetching_err), GJ_OK);
	cr_expect_eq(many_good, PAGES * HOSTS);
	cr_expect_eq(test_server_connections(fetching_server), HOSTS);
}

/* ---- broken at every byte ---- */

Test(hosts, an_answer_cut_at_any_byte_is_never_taken_for_whole)
{
	static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
				     "Content-Length: 20\r\nETag: \"x\"\r\n\r\n<p>twenty bytes</p>\n";
	SERVE({ .path = "/" });
	raw_server *raw = raw_server_start(answer, sizeof answer - 1);
	cr_assert(raw);
	char url[TEST_URL_MAX];
	snprintf(url, sizeof url, "http://127.0.0.1:%u/", raw_server_port(raw));
	const char *address = url;
	fetching_options.retries = 0;
	fetching_options.no_robots = true;
	fetching_options.timeout_seconds = 5;
	for (size_t length = 0; length < sizeof answer - 1; length++) {
		raw_server_cut(raw, length);
		fetching_all(&address, 1);
		fetching_fails(&fetching_outcomes[0], GJ_FETCH_BROKEN);
		cr_expect_str_eq(fetching_outcomes[0].body, "");
	}
	raw_server_cut(raw, sizeof answer - 1);
	fetching_all(&address, 1);
	cr_expect_str_eq(fetching_outcomes[0].body, "<p>twenty bytes</p>\n");
	raw_server_stop(raw);
}

Test(hosts, what_is_no_answer_of_http_is_broken)
{
	static const struct {
		const char *bytes;
		size_t repeat; /* of the last line */
	} answers[] = {
		{ "<html>no head</html>", 0 },
		{ "HTTP/9.9 200 OK\r\n\r\n", 0 },
		{ "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n", 0 },
		{ "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n\x1F\x8B\x08rubbish", 0 },
		{ "HTTP/1.1 200 OK\r\nX-Flood: and on it goes, header after header\r\n", 10000 },
	};
	SERVE({ .path = "/" });
	fetching_options.retries = 0;
	fetching_options.no_robots = true;
	gj_buffer whole;
	gj_buffer_init(&whole, 1 << 20);
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		gj_buffer_clear(&whole);
		gj_buffer_add_text(&whole, answers[i].bytes);
		for (size_t k = 0; k < answers[i].repeat; k++)
			gj_buffer_add_text(&whole, strchr(answers[i].bytes, '\n') + 1);
		raw_server *raw = raw_server_start(whole.data, whole.length);
		char url[TEST_URL_MAX];
		snprintf(url, sizeof url, "http://127.0.0.1:%u/", raw_server_port(raw));
		const char *address = url;
		fetching_all(&address, 1);
		fetching_fails(&fetching_outcomes[0], GJ_FETCH_BROKEN);
		raw_server_stop(raw);
	}
	gj_buffer_release(&whole);
}

/* A date, and one that is over. */
Test(hosts, retry_after_may_be_a_date)
{
	SERVE({ .path = "/" });
	fetching_options.retries = 1;
	fetching_options.no_robots = true;
	static const struct {
		int ahead, least_ms; /* of the rest before the second attempt */
	} cases[] = { { 2, 900 }, { -3600, 0 } };
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char answer[200], date[64], url[TEST_URL_MAX];
		time_t then = time(NULL) + cases[i].ahead;
		struct tm utc;
		strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&then, &utc));
		int length = snprintf(answer, sizeof answer, "HTTP/1.1 503 Busy\r\nRetry-After: %s\r\n"
		                      "Content-Length: 0\r\n\r\n", date);
		raw_server *raw = raw_server_start(answer, (size_t)length);
		snprintf(url, sizeof url, "http://127.0.0.1:%u/", raw_server_port(raw));
		const char *address = url;
		int64_t began = gj_monotonic_ms();
		fetching_all(&address, 1);
		int64_t took = gj_monotonic_ms() - began;
		fetching_fails(&fetching_outcomes[0], GJ_FETCH_HTTP_STATUS);
		cr_expect_eq(fetching_outcomes[0].capture.attempts, 2);
		cr_expect_geq(took, cases[i].least_ms);
		raw_server_stop(raw);
	}
}

/* ---- TLS ---- */

Test(hosts, a_server_of_tlcp_is_told_apart)
{
	/* An alert of GB/T 38636: version 1.1. */
	static const char alert[] = { 0x15, 1, 1, 0, 2, 2, 70 };
	static const char tls_alert[] = { 0x15, 3, 3, 0, 2, 2, 40 };
	SERVE({ .path = "/" });
	for (int i = 0; i < 2; i++) {
		raw_server *raw = raw_server_start(i ? tls_alert : alert, sizeof alert);
		char url[TEST_URL_MAX];
		snprintf(url, sizeof url, "https://127.0.0.1:%u/", raw_server_port(raw));
		const char *address = url;
		fetching_all(&address, 1);
		fetching_fails(&fetching_outcomes[0], i ? GJ_FETCH_TLS : GJ_FETCH_TLS_SM2);
		raw_server_stop(raw);
	}
}

static void fetch_tls(unsigned port, const gj_host_rule *rule, const char *ca)
{
	char url[TEST_URL_MAX];
	snprintf(url, sizeof url, "https://localhost:%u/", port);
	const char *address = url;
	fetching_options.hosts = rule;
	fetching_options.host_count = rule ? 1 : 0;
	tls_fetch(&address, 1, ca);
}

Test(hosts, old_tls_needs_a_word_and_a_good_certificate)
{
	tls_files files;
	char port[16];
	SERVE({ .path = "/" });
	if (!tls_files_make(&files)) {
		tls_files_remove(&files);
		cr_skip_test("certtool is not installed");
	}
	unsigned number = tls_free_port();
	snprintf(port, sizeof port, "%u", number);
	const char *const serve[] = { "gnutls-serv", "--http", "--port", port, "--x509keyfile",
		                      files.key, "--x509certfile", files.certificate, "--priority",
		                      "NORMAL:-VERS-ALL:+VERS-TLS1.0:%COMPAT", NULL };
	pid_t server = tls_start(serve);
	cr_assert_gt(server, 0);
	fetching_options.no_robots = true;
	fetching_options.retries = 0;
	const gj_host_rule legacy = { .domain = GJ_STR("localhost"), .delay_seconds = -1,
		                      .legacy_tls = true };
	fetch_tls(number, NULL, files.certificate);
	fetching_fails(&fetching_outcomes[0], GJ_FETCH_TLS_LEGACY);
	fetch_tls(number, &legacy, files.certificate);
	cr_expect_eq(fetching_outcomes[0].capture.failure, GJ_FETCH_OK, "%s",
	             fetching_outcomes[0].detail);
	cr_expect(fetching_outcomes[0].capture.legacy_tls);
	fetch_tls(number, &legacy, NULL);
	fetching_fails(&fetching_outcomes[0], GJ_FETCH_CERTIFICATE);
	tls_stop(server);
	tls_files_remove(&files);
}
