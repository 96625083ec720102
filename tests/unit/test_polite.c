#include "net/polite.h"

#include <criterion/criterion.h>

enum { NOTHING = 999 };

static gj_polite *polite;

static void start(size_t hosts, size_t jobs, gj_polite_limits limits)
{
	cr_assert_eq(gj_polite_new(&polite, hosts, jobs, &limits, NULL), GJ_OK);
}

static void teardown(void)
{
	gj_polite_free(polite);
	polite = NULL;
}

TestSuite(polite, .fini = teardown);

/* The job that may start now, or NOTHING. */
static size_t next(int64_t now)
{
	size_t job;
	return gj_polite_next(polite, now, &job) ? job : NOTHING;
}

Test(polite, one_host_is_asked_one_at_a_time_with_a_rest)
{
	start(1, 3, (gj_polite_limits){ 10, 1, 1000 });
	for (size_t job = 0; job < 3; job++)
		gj_polite_add(polite, 0, job);
	cr_expect_eq(next(0), 0);
	cr_expect_eq(next(0), NOTHING);
	cr_expect_eq(gj_polite_wait(polite, 0), -1);
	gj_polite_done(polite, 0, 300, 0);
	cr_expect_eq(gj_polite_wait(polite, 300), 1000);
	cr_expect_eq(next(1299), NOTHING);
	cr_expect_eq(next(1300), 1);
	gj_polite_done(polite, 0, 1400, 0);
	cr_expect_eq(next(9000), 2);
	gj_polite_done(polite, 0, 9001, 0);
	cr_expect_eq(gj_polite_wait(polite, 99999), -1);
	cr_expect_eq(gj_polite_in_flight(polite), 0);
}

Test(polite, hosts_take_turns)
{
	start(3, 9, (gj_polite_limits){ 2, 1, 0 });
	for (size_t job = 0; job < 9; job++)
		gj_polite_add(polite, job / 3, job);
	static const size_t order[] = { 0, 3, 6, 1, 4, 7, 2, 5, 8 };
	size_t running = NOTHING;
	for (size_t i = 0; i < 9; i++) {
		size_t job = next(5);
		cr_expect_eq(job, order[i], "turn %zu was job %zu", i, job);
		if (running != NOTHING)
			gj_polite_done(polite, running / 3, 5, 0);
		running = job;
	}
}

Test(polite, the_number_in_flight_is_limited)
{
	start(5, 5, (gj_polite_limits){ 3, 1, 0 });
	for (size_t job = 0; job < 5; job++)
		gj_polite_add(polite, job, job);
	for (size_t job = 0; job < 3; job++)
		cr_expect_eq(next(0), job);
	cr_expect_eq(next(0), NOTHING);
	cr_expect_eq(gj_polite_wait(polite, 0), -1);
	gj_polite_done(polite, 1, 0, 0);
	cr_expect_eq(gj_polite_wait(polite, 0), 0);
	cr_expect_eq(next(0), 3);
	cr_expect_eq(gj_polite_in_flight(polite), 3);
}

Test(polite, several_per_host_share_its_rest)
{
	start(1, 4, (gj_polite_limits){ 10, 2, 100 });
	for (size_t job = 0; job < 4; job++)
		gj_polite_add(polite, 0, job);
	cr_expect_eq(next(0), 0);
	cr_expect_eq(next(0), 1);
	cr_expect_eq(next(0), NOTHING);
	gj_polite_done(polite, 0, 10, 0);
	gj_polite_done(polite, 0, 50, 0);
	cr_expect_eq(next(149), NOTHING);
	cr_expect_eq(next(150), 2);
	cr_expect_eq(next(150), 3);
}

Test(polite, trouble_holds_its_host_and_no_other)
{
	start(2, 3, (gj_polite_limits){ 10, 1, 100 });
	gj_polite_add(polite, 0, 0);
	gj_polite_add(polite, 0, 1);
	gj_polite_add(polite, 1, 2);
	cr_expect_eq(next(0), 0);
	gj_polite_add(polite, 0, 0); /* to be tried again, after its neighbour */
	gj_polite_done(polite, 0, 0, 5000);
	cr_expect_eq(next(0), 2);
	cr_expect_eq(next(4999), NOTHING);
	cr_expect_eq(gj_polite_wait(polite, 4999), 1);
	cr_expect_eq(next(5000), 1);
	gj_polite_done(polite, 0, 5000, 10); /* shorter than the delay */
	cr_expect_eq(next(5099), NOTHING);
	cr_expect_eq(next(5100), 0);
}

Test(polite, many_hosts_come_in_the_order_of_their_times)
{
	enum { HOSTS = 200 };
	start(HOSTS, 2 * HOSTS, (gj_polite_limits){ HOSTS, 1, 0 });
	for (size_t job = 0; job < 2 * HOSTS; job++)
		gj_polite_add(polite, job % HOSTS, job);
	for (size_t i = 0; i < HOSTS; i++)
		cr_assert_eq(next(0), i);
	/* Pauses are a permutation of 0…199. */
	for (size_t i = 0; i < HOSTS; i++)
		gj_polite_done(polite, i, 0, (int64_t)(i * 37 % HOSTS));
	for (int64_t now = 0; now < HOSTS; now++) {
		size_t job = next(now);
		cr_assert_eq((int64_t)((job - HOSTS) * 37 % HOSTS), now);
		cr_assert_eq(next(now), NOTHING);
	}
}

Test(polite, backoff_doubles_and_heeds_retry_after)
{
	cr_expect_eq(gj_polite_backoff(1000, 1, 0, 0), 1000);
	cr_expect_eq(gj_polite_backoff(1000, 2, 0, 0), 2000);
	cr_expect_eq(gj_polite_backoff(1000, 3, 0, 0), 4000);
	cr_expect_eq(gj_polite_backoff(1000, 3, 0.5, 0), 5000);
	cr_expect_eq(gj_polite_backoff(0, 1, 0, 0), GJ_BACKOFF_LEAST_MS);
	cr_expect_eq(gj_polite_backoff(1000, 4000000000u, 0, 0), GJ_BACKOFF_MOST_MS);
	cr_expect_eq(gj_polite_backoff(1000, 1, 0.9, 30000), 30000);
	cr_expect_eq(gj_polite_backoff(1000, 1, 0, INT64_MAX), GJ_RETRY_AFTER_MOST_MS);
	cr_expect_eq(gj_polite_backoff(1000, 1, 0, -5), 1000);
}
