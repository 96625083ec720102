#include "net/robots.h"
#include "net/site.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gj_arena arena;

static void setup(void)
{
	gj_arena_init(&arena, 64 << 20);
}

static void teardown(void)
{
	gj_arena_release(&arena);
}

TestSuite(robots, .init = setup, .fini = teardown, .timeout = 60);

static gj_robots parse(const char *text, const char *agent)
{
	gj_robots robots;
	cr_assert_eq(gj_robots_parse(&robots, &arena, gj_str_of(text), gj_str_of(agent)), GJ_OK);
	return robots;
}

static bool allows(const char *text, const char *agent, const char *path)
{
	gj_robots robots = parse(text, agent);
	return gj_robots_allows(&robots, gj_str_of(path));
}

/* RFC 9309, 5.1 */
static const char simple[] =
	"User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n"
	"User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n"
	"User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\n"
	"User-Agent: quxbot\n\nEOF\n";

Test(robots, reads_the_example_of_the_rfc)
{
	static const struct {
		const char *agent, *path;
		bool allowed;
	} cases[] = {
		{ "gouji", "/", true }, { "gouji", "/a.gif", false }, { "gouji", "/a.gif?x", true },
		{ "gouji", "/example/a", false }, { "gouji", "/publications/", true },
		{ "gouji", "/publications/a.gif", true }, /* the longer rule */
		{ "foobot", "/", false }, { "FooBot", "/publications/", false },
		{ "foobot", "/example/page.html", true }, { "foobot", "/example/allowed.gif", true },
		{ "foobot", "/robots.txt", true }, { "barbot", "/example/page.html", false },
		{ "bazbot", "/example/page.html", false }, { "bazbot", "/example/a.gif", true },
		{ "quxbot", "/example/", true }, { "quxbot", "/a.gif", true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(allows(simple, cases[i].agent, cases[i].path), cases[i].allowed,
		             "%s %s", cases[i].agent, cases[i].path);
}

/* RFC 9309, 5.2 and 2.2.2 */
Test(robots, the_longest_match_counts_and_allow_on_a_tie)
{
	static const char longest[] = "User-agent: *\nAllow: /example/page/\n"
				      "Disallow: /example/page/disallowed.gif\n";
	cr_expect(allows(longest, "x", "/example/page/a"));
	cr_expect_not(allows(longest, "x", "/example/page/disallowed.gif"));
	static const char tie[] = "User-agent: *\nDisallow: /a\nAllow: /a\n";
	cr_expect(allows(tie, "x", "/abc"));
}

/* RFC 9309, 2.2.1: groups for the same agent are one. */
Test(robots, groups_of_one_agent_are_joined)
{
	static const char text[] = "user-agent: ExampleBot\ndisallow: /foo\ndisallow: /bar\n\n"
				   "user-agent: ExampleBot\ndisallow: /baz\n\n"
				   "user-agent: *\ndisallow: /\n";
	cr_expect_not(allows(text, "examplebot", "/foo"));
	cr_expect_not(allows(text, "examplebot", "/baz"));
	cr_expect(allows(text, "examplebot", "/else"));
	cr_expect_not(allows(text, "gouji", "/else"));
}

/* RFC 9309, 2.2.2: the table of percent-encodings. */
Test(robots, paths_are_compared_in_one_spelling)
{
	static const struct {
		const char *pattern, *path;
	} same[] = {
		{ "/foo/bar?baz=quz", "/foo/bar?baz=quz" },
		{ "/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar" },
		{ "/foo/bar/\xE3\x83\x84", "/foo/bar/%E3%83%84" },
		{ "/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84" },
		{ "/foo/bar/%62%61%7A", "/foo/bar/baz" },
		{ "/foo/%2A", "/foo/*" },
		{ "/foo/%24", "/foo/$" },
	};
	char text[200];
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		snprintf(text, sizeof text, "User-agent: *\nDisallow: %s\n", same[i].pattern);
		cr_expect_not(allows(text, "x", same[i].path), "%s", same[i].pattern);
	}
	cr_expect(allows("User-agent: *\nDisallow: /foo%2Fbar\n", "x", "/foo/bar"));
}

Test(robots, wildcards_and_ends)
{
	static const struct {
		const char *pattern, *path;
		bool matched;
	} cases[] = {
		{ "/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true },
		{ "/this/*/exactly", "/this/path/exactly", true },
		{ "/this/*/exactly", "/this/path/exactly/and/more", true },
		{ "/this/*/exactly$", "/this/path/exactly/and/more", false },
		{ "/this$", "/this", true }, { "/this$", "/this/", false },
		{ "*", "/any", true }, { "/*$", "/any", true }, { "/a*b*c$", "/a1b2b3c", true },
		{ "/a*b*c$", "/a1b2b3cd", false }, { "/fish", "/Fish", false },
		{ "/a**b", "/axxb", true }, { "$", "/", false },
	};
	char text[200];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(text, sizeof text, "User-agent: *\nDisallow: %s\n", cases[i].pattern);
		cr_expect_eq(allows(text, "x", cases[i].path), !cases[i].matched, "%s against %s",
		             cases[i].pattern, cases[i].path);
	}
}

Test(robots, sloppy_files_are_read_as_meant)
{
	cr_expect_not(allows("\xEF\xBB\xBFUSER-AGENT : * # all\r\n  Disallow : /a # why\r\n", "x", "/a"));
	cr_expect_not(allows("User-agent: *\rDisallow: /a\r", "x", "/a"));
	cr_expect(allows("Disallow: /\nUser-agent: *\nDisallow:\n", "x", "/a"));
	cr_expect(allows("<html><body>User-agent: *", "x", "/a"));
	cr_expect(allows("", "x", "/a"));
	/* A Sitemap between them splits no group. */
	cr_expect_not(allows("User-agent: x\nSitemap: /s\nUser-agent: y\nDisallow: /a\n", "x", "/a"));
	cr_expect_not(allows("User-agent: gouji/0.1 (mine)\nDisallow: /a\n", "gouji", "/a"));
	cr_expect(allows("User-agent: goujix\nDisallow: /a\n", "gouji", "/a"));
}

Test(robots, crawl_delay_is_the_longest_of_our_groups)
{
	static const char text[] = "User-agent: *\nCrawl-delay: 9\n\nUser-agent: gouji\n"
				   "crawl-delay: 1.5\nDisallow: /x\nCrawl-delay: 0.25\n";
	cr_expect_float_eq(parse(text, "gouji").delay_seconds, 1.5, 1e-9);
	cr_expect_float_eq(parse(text, "other").delay_seconds, 9, 1e-9);
	cr_expect_eq(parse("User-agent: *\nCrawl-delay: soon\n", "x").delay_seconds, 0);
}

/* Rules made to be slow are not. */
Test(robots, hostile_patterns_cost_little)
{
	enum { SIZE = GJ_ROBOTS_SIZE_MAX };
	char *text = malloc(SIZE + 1), path[8000];
	size_t length = (size_t)sprintf(text, "User-agent: *\n");
	while (length < SIZE - 4000) {
		length += (size_t)sprintf(text + length, "Disallow: /");
		for (int i = 0; i < 900; i++)
			length += (size_t)sprintf(text + length, "*a");
		length += (size_t)sprintf(text + length, "*b$\n");
	}
	memset(path, 'a', sizeof path - 1);
	path[0] = '/';
	path[sizeof path - 1] = '\0';
	for (int i = 0; i < 20; i++)
		cr_expect(allows(text, "x", path));
	free(text);
}

Test(robots, the_product_token_is_what_the_user_agent_begins_with)
{
	gj_str token = gj_robots_token(GJ_STR("gouji/0.1 (+https://c.example/)"));
	cr_expect(gj_str_equal(token, GJ_STR("gouji")));
}

static bool site_is(const char *host, const char *site)
{
	return gj_str_equal(gj_site_of(gj_str_of(host)), gj_str_of(site));
}

Test(site, hosts_of_one_registered_domain_are_one_site)
{
	cr_expect(site_is("www.linlan.gov.cn", "linlan.gov.cn"));
	cr_expect(site_is("zwgk.jyj.linlan.gov.cn", "linlan.gov.cn"));
	cr_expect(site_is("linlan.gov.cn", "linlan.gov.cn"));
	cr_expect(site_is("www.linlan.cn", "linlan.cn"));
	cr_expect(site_is("gov.cn", "gov.cn"));
	cr_expect(site_is("127.0.0.1", "127.0.0.1"));
	cr_expect(site_is("[::1]", "[::1]"));
	cr_expect(site_is("localhost", "localhost"));
	cr_expect(gj_site_covers(GJ_STR("linlan.gov.cn"), GJ_STR("www.linlan.gov.cn")));
	cr_expect(gj_site_covers(GJ_STR("linlan.gov.cn"), GJ_STR("linlan.gov.cn")));
	cr_expect_not(gj_site_covers(GJ_STR("linlan.gov.cn"), GJ_STR("xlinlan.gov.cn")));
}
