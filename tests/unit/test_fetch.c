#include "fetching.h"
#include "net/address.h"
#include "warc/digest.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* ---- addresses ---- */

static bool is_public(const char *text)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return gj_address_is_public((struct sockaddr *)&v4, sizeof v4);
	cr_assert_eq(inet_pton(AF_INET6, text, &v6.sin6_addr), 1, "%s", text);
	return gj_address_is_public((struct sockaddr *)&v6, sizeof v6);
}

Test(address, private_networks_are_not_public)
{
	static const char *const inward[] = {
		"0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255",
		"127.0.0.1", "127.255.0.1", "168.63.129.16", "169.254.169.254", "172.16.0.1",
		"172.31.255.255", "192.0.0.192", "192.168.1.1", "198.19.0.1", "224.0.0.1",
		"255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.1.2.3",
		"::ffff:169.254.169.254", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254",
		"64:ff9b:1::8.8.8.8", "2001::1", "2001:db8::1", "2002:7f00:1::", "fc00::1",
		"fd00:ec2::254", "fdff::1", "fe80::1", "febf::1", "fec0::1", "ff02::1",
	};
	static const char *const outward[] = {
		"1.1.1.1", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.0.0.1", "128.0.0.1",
		"168.63.129.17", "172.15.255.255", "172.32.0.1", "192.167.0.1", "198.17.0.1",
		"198.20.0.1", "223.255.255.255", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1",
		"2400:3200::1", "2606:4700::1111", "2001:4860::1", "fbff::1",
	};
	for (size_t i = 0; i < sizeof inward / sizeof inward[0]; i++)
		cr_expect_not(is_public(inward[i]), "%s", inward[i]);
	for (size_t i = 0; i < sizeof outward / sizeof outward[0]; i++)
		cr_expect(is_public(outward[i]), "%s", outward[i]);
	struct sockaddr other = { .sa_family = AF_UNIX };
	cr_expect_not(gj_address_is_public(&other, sizeof other));
}

Test(address, only_http_without_credentials_is_taken)
{
	gj_arena arena;
	gj_arena_init(&arena, 1 << 20);
	static const char *const bad[] = {
		"", "http://", "ftp://a.example/", "file:///etc/passwd", "a.example", "//a.example/",
		"http://user@a.example/", "http://user:word@a.example/", "http://a.example:99999/",
		"http://a.example/\nHost: b", "javascript:x",
	};
	gj_address got;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_expect_not(gj_address_parse(&arena, gj_str_of(bad[i]), &got), "%s", bad[i]);
	cr_assert(gj_address_parse(&arena, GJ_STR("HTTP://A.Example:8080/年报 1.html"), &got));
	cr_expect(gj_str_equal(got.host, GJ_STR("a.example")));
	cr_expect_str_eq(got.url.ptr, "http://A.Example:8080/%e5%b9%b4%e6%8a%a5%201.html");
	cr_expect_str_eq(got.origin.ptr, "http://a.example:8080");
	cr_expect(gj_str_equal(gj_address_path(got.url), GJ_STR("/%e5%b9%b4%e6%8a%a5%201.html")));
	cr_assert(gj_address_parse(&arena, GJ_STR("https://b.example?q=1#x"), &got));
	cr_expect_str_eq(got.origin.ptr, "https://b.example:443");
	cr_expect(gj_str_equal(gj_address_path(got.url), GJ_STR("/?q=1")));
	gj_arena_release(&arena);
}

/* ---- fetching ---- */

TestSuite(fetch, .fini = fetching_stop, .timeout = 60);

Test(fetch, gives_body_headers_and_digest)
{
	SERVE({ .path = "/a", .body = "<p>年报</p>", .headers = { { "Content-Type", "text/html" } } });
	const fetched *got = fetching_one("/a");
	cr_expect_eq(got->capture.failure, GJ_FETCH_OK, "%s", got->detail);
	cr_expect_eq(got->capture.status, 200);
	cr_expect_eq(got->capture.attempts, 1);
	cr_expect_eq(got->capture.redirects, 0);
	cr_expect_gt(got->capture.captured_at, 0);
	cr_expect_str_eq(got->body, "<p>年报</p>");
	cr_expect_str_eq(got->final_address, got->address);
	cr_expect_str_eq(got->content_type, "text/html");
	char hex[GJ_DIGEST_HEX];
	gj_digest(gj_str_of(got->body), hex);
	cr_expect_str_eq(got->digest, hex);
	cr_expect_eq(strncmp(got->headers, "HTTP/1.1 200 OK\r\n", 17), 0);
	cr_expect_str_eq(got->headers + strlen(got->headers) - 4, "\r\n\r\n");
}

Test(fetch, says_who_asks)
{
	char value[TEST_URL_MAX];
	SERVE({ .path = "/a", .body = "x" });
	fetching_one("/a");
	test_server_last(fetching_server, "User-Agent", value);
	cr_expect_eq(strncmp(value, "gouji/", 6), 0, "%s", value);
	fetching_options.user_agent = "mine";
	fetching_options.contact = "https://c.example/";
	fetching_one("/a");
	test_server_last(fetching_server, "User-Agent", value);
	cr_expect_str_eq(value, "mine (+https://c.example/)");
}

Test(fetch, keeps_the_answer_of_an_error_status)
{
	SERVE({ .path = "/gone", .status = 410, .body = "taken down" });
	const fetched *got = fetching_one("/gone");
	fetching_fails(got, GJ_FETCH_REMOVED);
	cr_expect_eq(got->capture.status, 410);
	cr_expect_eq(got->capture.attempts, 1);
	cr_expect_str_eq(got->body, "taken down");
	cr_expect(got->headers[0]);
}

Test(fetch, follows_redirects_and_ends_circles)
{
	SERVE({ .path = "/old", .status = 302, .body = "moved", .headers = { { "Location", "/new" } } },
	      { .path = "/new", .body = "here" },
	      { .path = "/loop", .status = 301, .headers = { { "Location", "/loop" } } },
	      { .path = "/file", .status = 302, .headers = { { "Location", "file:///etc/passwd" } } },
	      { .path = "/ftp", .status = 302, .headers = { { "Location", "ftp://127.0.0.1/x" } } },
	      { .path = "/login", .status = 302, .headers = { { "Location", "http://u:p@127.0.0.1/" } } });
	fetching_options.redirects = 3;
	const fetched *got = fetching_one("/old");
	char url[TEST_URL_MAX];
	cr_expect_eq(got->capture.failure, GJ_FETCH_OK, "%s", got->detail);
	cr_expect_str_eq(got->body, "here");
	cr_expect_str_eq(got->final_address, test_server_url(fetching_server, "/new", url));
	cr_expect_eq(got->capture.redirects, 1);
	cr_expect_null(strstr(got->headers, "302"));
	/* The way there: robots.txt, and the redirect. */
	cr_assert_eq(fetching_aside_count, 2);
	cr_expect_eq(fetching_asides[0].capture.role, GJ_ROLE_ROBOTS);
	cr_expect_str_eq(fetching_asides[0].address,
	                 test_server_url(fetching_server, "/robots.txt", url));
	cr_expect_eq(fetching_asides[0].capture.status, 404);
	cr_expect_eq(fetching_asides[1].capture.role, GJ_ROLE_REDIRECT);
	cr_expect_eq(fetching_asides[1].capture.status, 302);
	cr_expect_str_eq(fetching_asides[1].address, got->address);
	cr_expect_str_eq(fetching_asides[1].body, "moved");
	cr_expect(strstr(fetching_asides[1].headers, "Location: /new"));
	char way[TEST_URL_MAX + 40];
	snprintf(way, sizeof way, "302 %s <record-1>\n", got->address);
	cr_expect_str_eq(got->hops, way);
	static const char *const bad[] = { "/loop", "/file", "/ftp", "/login" };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		fetching_fails(fetching_one(bad[i]), GJ_FETCH_REDIRECTS);
	cr_expect_eq(test_server_hits(fetching_server, "/loop"), 4);
	fetching_options.redirects = 0;
	fetching_fails(fetching_one("/old"), GJ_FETCH_REDIRECTS);
}

Test(fetch, tries_transient_failures_again)
{
	SERVE({ .path = "/503", .body = "up", .fail_first = 2, .fail_status = 503 },
	      { .path = "/429", .body = "calm", .fail_first = 1, .fail_status = 429,
	        .headers = { { "Retry-After", "1" } } },
	      { .path = "/500", .status = 500 });
	const fetched *got = fetching_one("/503");
	cr_expect_str_eq(got->body, "up");
	cr_expect_eq(got->capture.attempts, 3);
	got = fetching_one("/429");
	cr_expect_str_eq(got->body, "calm");
	cr_expect_eq(got->capture.attempts, 2);
	fetching_options.retries = 1;
	got = fetching_one("/500");
	fetching_fails(got, GJ_FETCH_HTTP_STATUS);
	cr_expect_eq(got->capture.attempts, 2);
	cr_expect_eq(test_server_hits(fetching_server, "/500"), 2);
}

Test(fetch, a_torn_answer_is_broken)
{
	SERVE({ .path = "/torn", .body = "half of it", .promise = 1000 });
	fetching_options.retries = 1;
	const fetched *got = fetching_one("/torn");
	fetching_fails(got, GJ_FETCH_BROKEN);
	cr_expect_eq(got->capture.attempts, 2);
	cr_expect_str_eq(got->body, "");
}

Test(fetch, slow_and_stalled_servers_time_out)
{
	SERVE({ .path = "/slow", .body = "late", .delay_ms = 5000 },
	      { .path = "/stall", .body = "the first half", .stall = 1 });
	fetching_options.timeout_seconds = 0.2;
	fetching_options.retries = 0;
	fetching_fails(fetching_one("/slow"), GJ_FETCH_TIMEOUT);
	fetching_fails(fetching_one("/stall"), GJ_FETCH_TIMEOUT);
}

Test(fetch, limits_the_decoded_size)
{
	static char zeros[100000];
	static char packed[2000];
	uLongf length = sizeof packed;
	z_stream z = { .next_in = (Bytef *)zeros, .avail_in = sizeof zeros,
		       .next_out = (Bytef *)packed, .avail_out = sizeof packed };
	memset(zeros, '0', sizeof zeros);
	cr_assert_eq(deflateInit2(&z, 9, Z_DEFLATED, 31, 8, 0), Z_OK);
	cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	length = z.total_out;
	deflateEnd(&z);
	const test_route routes[] = {
		{ .path = "/announced", .body = zeros, .length = sizeof zeros },
		{ .path = "/unannounced", .body = zeros, .length = sizeof zeros, .stall = 1 },
		{ .path = "/bomb", .body = packed, .length = length,
		  .headers = { { "Content-Encoding", "gzip" } } },
		{ .path = "/fits", .body = "0123456789" },
	};
	fetching_serve(routes, 4);
	fetching_options.size_max = 50000;
	fetching_fails(fetching_one("/announced"), GJ_FETCH_TOO_LARGE);
	fetching_fails(fetching_one("/unannounced"), GJ_FETCH_TOO_LARGE);
	const fetched *got = fetching_one("/bomb");
	fetching_fails(got, GJ_FETCH_TOO_LARGE);
	cr_expect_eq(got->capture.attempts, 1);
	cr_expect_eq(got->capture.body.len, 0);
	fetching_options.size_max = 10;
	cr_expect_str_eq(fetching_one("/fits")->body, "0123456789");
	fetching_options.size_max = 100000;
	got = fetching_one("/bomb");
	cr_expect_eq(got->capture.failure, GJ_FETCH_OK, "%s", got->detail);
	cr_expect_eq(got->capture.body.len, 100000);
}

Test(fetch, refuses_private_addresses_however_written)
{
	SERVE({ .path = "/a", .body = "secret" });
	fetching_options.allow_private = false;
	fetching_fails(fetching_one("/a"), GJ_FETCH_REFUSED_ADDRESS);
	char port[TEST_URL_MAX];
	static const char *const hosts[] = { "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "0" };
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		snprintf(port, sizeof port, "http://%s:%u/a", hosts[i], test_server_port(fetching_server));
		const char *address = port;
		fetching_all(&address, 1);
		fetching_fails(&fetching_outcomes[0], GJ_FETCH_REFUSED_ADDRESS);
		cr_expect_eq(fetching_outcomes[0].capture.attempts, 1);
	}
	cr_expect_eq(test_server_hits(fetching_server, "/a"), 0);
}

Test(fetch, tells_bad_addresses_dead_ports_and_no_tls)
{
	SERVE({ .path = "/a", .body = "x" });
	char dead[TEST_URL_MAX], tls[TEST_URL_MAX], good[TEST_URL_MAX];
	test_server *other = test_server_start(NULL, 0);
	test_server_url(other, "/", dead);
	test_server_stop(other);
	snprintf(tls, sizeof tls, "https://127.0.0.1:%u/a", test_server_port(fetching_server));
	test_server_url(fetching_server, "/a", good);
	fetching_options.retries = 1;
	const char *const addresses[] = { "pages/a.html", dead, tls, "http://u:p@127.0.0.1/", good };
	fetching_all(addresses, 5);
	cr_assert_eq(fetching_count, 5);
	fetching_fails(fetching_of("pages/a.html"), GJ_FETCH_BAD_ADDRESS);
	cr_expect_eq(fetching_of("pages/a.html")->capture.attempts, 0);
	fetching_fails(fetching_of("http://u:p@127.0.0.1/"), GJ_FETCH_BAD_ADDRESS);
	fetching_fails(fetching_of(dead), GJ_FETCH_CONNECT);
	cr_expect_eq(fetching_of(dead)->capture.attempts, 2);
	fetching_fails(fetching_of(tls), GJ_FETCH_TLS);
	cr_expect_eq(fetching_of(good)->capture.failure, GJ_FETCH_OK);
}

Test(fetch, ignores_proxies_of_the_environment)
{
	SERVE({ .path = "/a", .body = "direct" });
	setenv("http_proxy", "http://127.0.0.1:1/", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:1/", 1);
	cr_expect_str_eq(fetching_one("/a")->body, "direct");
}

static void many(char urls[][TEST_URL_MAX], const char **addresses, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char path[32];
		snprintf(path, sizeof path, "/%zu", i);
		addresses[i] = test_server_url(fetching_server, path, urls[i]);
	}
}

Test(fetch, asks_one_host_as_often_as_allowed_and_each_address_once)
{
	SERVE({ .path = "/0", .body = "x", .delay_ms = 30 }, { .path = "/1", .body = "x", .delay_ms = 30 },
	      { .path = "/2", .body = "x", .delay_ms = 30 }, { .path = "/3", .body = "x", .delay_ms = 30 });
	char urls[4][TEST_URL_MAX];
	const char *addresses[8];
	many(urls, addresses, 4);
	memcpy(addresses + 4, addresses, 4 * sizeof addresses[0]);
	fetching_all(addresses, 8);
	cr_expect_eq(fetching_count, 4);
	cr_expect_eq(test_server_peak(fetching_server), 1);
	cr_expect_eq(test_server_hits(fetching_server, "/2"), 1);
	fetching_options.per_host = 3;
	fetching_all(addresses, 8);
	cr_expect_eq(fetching_count, 4);
	cr_expect_leq(test_server_peak(fetching_server), 3);
	cr_expect_gt(test_server_peak(fetching_server), 1);
}

static gj_code stop_after_one(void *context, gj_fetch *run, const gj_capture *capture, gj_err *e)
{
	atomic_store(&fetching_interrupt, true);
	return fetching_take(context, run, capture, e);
}

Test(fetch, a_stop_reports_the_rest_as_interrupted)
{
	SERVE({ .path = "/0", .body = "x" }, { .path = "/1", .stall = 1, .body = "y" });
	char urls[6][TEST_URL_MAX];
	const char *addresses[6];
	many(urls, addresses, 6);
	fetching_options.per_host = 2; /* the stalled one is in flight when the stop comes */
	cr_assert_eq(fetching_run(addresses, 6, stop_after_one), GJ_OK);
	cr_assert_eq(fetching_count, 6);
	cr_expect_eq(fetching_of(addresses[0])->capture.failure, GJ_FETCH_OK);
	for (size_t i = 1; i < 6; i++)
		fetching_fails(fetching_of(addresses[i]), GJ_FETCH_INTERRUPTED);
	cr_expect_eq(test_server_hits(fetching_server, "/5"), 0);
}

static gj_code disk_full(void *context, gj_fetch *run, const gj_capture *capture, gj_err *e)
{
	fetching_take(context, run, capture, e);
	return gj_err_set(e, GJ_E_WRITE, 0, "disk full");
}

Test(fetch, the_callback_can_end_the_run)
{
	SERVE({ .path = "/0", .body = "x" }, { .path = "/1", .body = "x" });
	char urls[6][TEST_URL_MAX];
	const char *addresses[6];
	many(urls, addresses, 6);
	fetching_options.per_host = 6;
	cr_expect_eq(fetching_run(addresses, 6, disk_full), GJ_E_WRITE);
	cr_expect_str_eq(fetching_err.message, "disk full");
	cr_expect_eq(fetching_count, 1);
}

static gj_code note_progress(void *context, const gj_fetch_progress *progress, gj_err *unused)
{
	(void)unused;
	gj_fetch_progress *last = context;
	cr_expect_eq(progress->done + progress->in_flight + progress->waiting, progress->total);
	cr_expect_geq(progress->done, last->done);
	*last = *progress;
	return GJ_OK;
}

Test(fetch, tells_its_progress)
{
	SERVE({ .path = "/0", .body = "x", .delay_ms = 300 }, { .path = "/1", .body = "x" });
	char urls[3][TEST_URL_MAX];
	const char *addresses[3];
	many(urls, addresses, 3);
	gj_fetch_request list[3] = { 0 };
	for (size_t i = 0; i < 3; i++)
		list[i].address = gj_str_of(addresses[i]);
	gj_fetch_progress last = { 0 };
	fetching_count = 0;
	const gj_fetch_listener listener = { .done = fetching_take, .tick = note_progress,
		                             .context = &last };
	cr_assert_eq(gj_fetch_all(list, 3, &fetching_options, &listener, &fetching_err), GJ_OK);
	cr_expect_eq(last.total, 3);
	cr_expect_gt(last.in_flight + last.done, 0);
}

Test(fetch, nothing_to_do_is_done)
{
	SERVE({ .path = "/0" });
	cr_expect_eq(fetching_run(NULL, 0, fetching_take), GJ_OK);
	cr_expect_eq(fetching_count, 0);
}
