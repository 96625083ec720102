/* What is asked for next, and what robots.txt has to say in a run of days: with a
 * clock of our own and no network. */
#include "net/frontier.h"

#include <criterion/criterion.h>
#include <string.h>

static gj_fetch_options options;
static gj_frontier frontier;
static gj_err err;
static int64_t now;

static void start(void)
{
	gj_fetch_options_init(&options);
	options.delay_seconds = 0;
	cr_assert_eq(gj_frontier_init(&frontier, &options, "gouji/1", &err), GJ_OK);
	now = 1000;
}

static void stop(void)
{
	gj_frontier_release(&frontier);
}

TestSuite(frontier, .init = start, .fini = stop);

static void add(const char *address)
{
	const gj_fetch_request request = { .address = gj_str_of(address) };
	cr_assert_eq(gj_frontier_add(&frontier, &request, &err), GJ_OK);
}

/* The address that is asked for next, "" when there is none. */
static const char *next(size_t *job)
{
	if (!gj_polite_next(frontier.polite, now, job))
		return "";
	cr_assert_eq(gj_frontier_refresh(&frontier, job, now, &err), GJ_OK);
	return gj_frontier_job(&frontier, *job)->url;
}

static void end(size_t job)
{
	const gj_polite_end fine = { .latency_ms = 1 };
	size_t site = gj_frontier_origin(&frontier, gj_frontier_job(&frontier, job))->site;
	gj_polite_done(frontier.polite, site, now, &fine);
}

/* The robots.txt came: with a body, or a status and a failure. */
static void answer(size_t job, const char *body, long status, gj_fetch_failure failure)
{
	const gj_capture capture = { .role = GJ_ROLE_ROBOTS, .status = status, .failure = failure,
		                     .body = gj_str_of(body), .attempts = 1 };
	end(job);
	cr_assert_eq(gj_frontier_take_robots(&frontier, job, &capture, now, &err), GJ_OK);
}

static void expect_next(const char *url, size_t *job)
{
	const char *got = next(job);
	cr_expect_str_eq(got, url);
}

Test(frontier, robots_txt_is_asked_for_again_after_a_day)
{
	size_t job;
	add("http://a.example/1");
	add("http://a.example/2");
	add("http://a.example/3");
	expect_next("http://a.example/robots.txt", &job);
	answer(job, "User-agent: *\nDisallow: /0\n", 200, GJ_FETCH_OK);
	now += GJ_ROBOTS_AGE_MAX - 1;
	expect_next("http://a.example/1", &job);
	end(job);
	now += 1;
	expect_next("http://a.example/robots.txt", &job);
	answer(job, "User-agent: *\nDisallow: /3\n", 200, GJ_FETCH_OK);
	/* What was taken for it comes in its turn; what is queued obeys the new rules. */
	expect_next("http://a.example/2", &job);
	end(job);
	expect_next("", &job);
	cr_assert(gj_frontier_next_barred(&frontier, &job));
	cr_expect_str_eq(gj_frontier_job(&frontier, job)->url, "http://a.example/3");
	cr_expect_eq(gj_frontier_job(&frontier, job)->failure, GJ_FETCH_ROBOTS);
	cr_expect_not(gj_frontier_next_barred(&frontier, &job));
}

/* RFC 9309, 2.4: a copy may be used longer when there is no new one. */
Test(frontier, the_old_robots_txt_counts_while_no_new_one_can_be_had)
{
	size_t job;
	add("http://a.example/1");
	add("http://a.example/2");
	expect_next("http://a.example/robots.txt", &job);
	answer(job, "User-agent: *\nDisallow: /2\n", 200, GJ_FETCH_OK);
	cr_assert(gj_frontier_next_barred(&frontier, &job));
	now += GJ_ROBOTS_AGE_MAX;
	add("http://a.example/21");
	cr_assert(gj_frontier_next_barred(&frontier, &job));
	expect_next("http://a.example/robots.txt", &job);
	answer(job, "", 500, GJ_FETCH_HTTP_STATUS);
	expect_next("http://a.example/1", &job);
	end(job);
	add("http://a.example/22");
	cr_expect(gj_frontier_next_barred(&frontier, &job));
	/* One that is gone forbids nothing, though. */
	now += GJ_ROBOTS_AGE_MAX;
	add("http://a.example/3");
	expect_next("http://a.example/robots.txt", &job);
	answer(job, "", 404, GJ_FETCH_REMOVED);
	add("http://a.example/23");
	expect_next("http://a.example/3", &job);
	end(job);
	expect_next("http://a.example/23", &job);
}

Test(frontier, other_origins_of_a_site_keep_their_order)
{
	size_t job;
	const char *const urls[] = { "http://a.example.org/1", "http://b.example.org/1",
		                     "http://a.example.org/2", "http://b.example.org/2" };
	for (size_t i = 0; i < 4; i++)
		add(urls[i]);
	for (int i = 0; i < 2; i++) {
		const char *asked = next(&job);
		cr_expect(strstr(asked, "/robots.txt"), "%s", asked);
		answer(job, "", 200, GJ_FETCH_OK);
	}
	now += GJ_ROBOTS_AGE_MAX;
	size_t robots = 0;
	char seen[200] = "";
	for (int i = 0; i < 6; i++) {
		const char *asked = next(&job);
		if (strstr(asked, "robots")) {
			robots++;
			answer(job, "", 200, GJ_FETCH_OK);
			continue;
		}
		strcat(seen, asked + strlen("http://"));
		strcat(seen, " ");
		end(job);
	}
	cr_expect_eq(robots, 2);
	/* Of each origin in its order. */
	cr_expect_lt(strstr(seen, "a.example.org/1"), strstr(seen, "a.example.org/2"), "%s", seen);
	cr_expect_lt(strstr(seen, "b.example.org/1"), strstr(seen, "b.example.org/2"), "%s", seen);
}
