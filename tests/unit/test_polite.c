#include "net/polite.h"

#include "random.h"

#include <criterion/criterion.h>
#include <stdlib.h>

enum { NOTHING = 999 };

static gj_polite *polite;

static void start(size_t hosts, size_t jobs, gj_polite_limits limits)
{
	cr_assert_eq(gj_polite_new(&polite, &limits, NULL), GJ_OK);
	cr_assert_eq(gj_polite_reserve(polite, hosts, jobs, NULL), GJ_OK);
}

static void teardown(void)
{
	gj_polite_free(polite);
	polite = NULL;
}

TestSuite(polite, .fini = teardown);

static void add(size_t host, size_t job)
{
	gj_polite_add(polite, host, job, false);
}

static void done(size_t host, int64_t now, int64_t pause)
{
	gj_polite_end end = { .pause_ms = pause };
	gj_polite_done(polite, host, now, &end);
}

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
		add(0, job);
	cr_expect_eq(next(0), 0);
	cr_expect_eq(next(0), NOTHING);
	cr_expect_eq(gj_polite_wait(polite, 0), -1);
	done(0, 300, 0);
	cr_expect_eq(gj_polite_wait(polite, 300), 1000);
	cr_expect_eq(next(1299), NOTHING);
	cr_expect_eq(next(1300), 1);
	done(0, 1400, 0);
	cr_expect_eq(next(9000), 2);
	done(0, 9001, 0);
	cr_expect_eq(gj_polite_wait(polite, 99999), -1);
	cr_expect_eq(gj_polite_in_flight(polite), 0);
}

Test(polite, hosts_take_turns)
{
	start(3, 9, (gj_polite_limits){ 2, 1, 0 });
	for (size_t job = 0; job < 9; job++)
		add(job / 3, job);
	static const size_t order[] = { 0, 3, 6, 1, 4, 7, 2, 5, 8 };
	size_t running = NOTHING;
	for (size_t i = 0; i < 9; i++) {
		size_t job = next(5);
		cr_expect_eq(job, order[i], "turn %zu was job %zu", i, job);
		if (running != NOTHING)
			done(running / 3, 5, 0);
		running = job;
	}
}

Test(polite, the_number_in_flight_is_limited)
{
	start(5, 5, (gj_polite_limits){ 3, 1, 0 });
	for (size_t job = 0; job < 5; job++)
		add(job, job);
	for (size_t job = 0; job < 3; job++)
		cr_expect_eq(next(0), job);
	cr_expect_eq(next(0), NOTHING);
	cr_expect_eq(gj_polite_wait(polite, 0), -1);
	done(1, 0, 0);
	cr_expect_eq(gj_polite_wait(polite, 0), 0);
	cr_expect_eq(next(0), 3);
	cr_expect_eq(gj_polite_in_flight(polite), 3);
}

Test(polite, several_per_host_share_its_rest)
{
	start(1, 4, (gj_polite_limits){ 10, 2, 100 });
	for (size_t job = 0; job < 4; job++)
		add(0, job);
	cr_expect_eq(next(0), 0);
	cr_expect_eq(next(0), 1);
	cr_expect_eq(next(0), NOTHING);
	done(0, 10, 0);
	done(0, 50, 0);
	cr_expect_eq(next(149), NOTHING);
	cr_expect_eq(next(150), 2);
	cr_expect_eq(next(150), 3);
}

Test(polite, trouble_holds_its_host_and_no_other)
{
	start(2, 3, (gj_polite_limits){ 10, 1, 100 });
	add(0, 0);
	add(0, 1);
	add(1, 2);
	cr_expect_eq(next(0), 0);
	add(0, 0); /* to be tried again, after its neighbour */
	done(0, 0, 5000);
	cr_expect_eq(next(0), 2);
	cr_expect_eq(next(4999), NOTHING);
	cr_expect_eq(gj_polite_wait(polite, 4999), 1);
	cr_expect_eq(next(5000), 1);
	done(0, 5000, 10); /* shorter than the delay */
	cr_expect_eq(next(5099), NOTHING);
	cr_expect_eq(next(5100), 0);
}

Test(polite, many_hosts_come_in_the_order_of_their_times)
{
	enum { HOSTS = 200 };
	start(HOSTS, 2 * HOSTS, (gj_polite_limits){ HOSTS, 1, 0 });
	for (size_t job = 0; job < 2 * HOSTS; job++)
		add(job % HOSTS, job);
	for (size_t i = 0; i < HOSTS; i++)
		cr_assert_eq(next(0), i);
	/* Pauses are a permutation of 0…199. */
	for (size_t i = 0; i < HOSTS; i++)
		done(i, 0, (int64_t)(i * 37 % HOSTS));
	for (int64_t now = 0; now < HOSTS; now++) {
		size_t job = next(now);
		cr_assert_eq((int64_t)((job - HOSTS) * 37 % HOSTS), now);
		cr_assert_eq(next(now), NOTHING);
	}
}

Test(polite, an_overloaded_host_rests_longer_until_it_does_well)
{
	start(1, 20, (gj_polite_limits){ 1, 1, 1000 });
	const gj_polite_end overloaded = { .overloaded = true }, well = { 0 };
	int64_t now = 0, rests[12];
	for (size_t job = 0; job < 12; job++) {
		add(0, job);
		now += gj_polite_wait(polite, now);
		cr_assert_eq(next(now), job);
		gj_polite_done(polite, 0, now, job < 3 ? &overloaded : &well);
		add(0, job + 1);
		rests[job] = gj_polite_wait(polite, now);
		size_t dropped;
		cr_assert(gj_polite_drop(polite, 0, &dropped));
	}
	cr_expect_eq(rests[0], 2000);
	cr_expect_eq(rests[1], 3000);
	cr_expect_eq(rests[2], 5000);
	for (size_t i = 3; i < 12; i++)
		cr_expect_lt(rests[i], rests[i - 1]);
	cr_expect_lt(rests[11], 1400);
}

Test(polite, a_host_that_slows_down_rests_as_long_as_it_works)
{
	start(1, 20, (gj_polite_limits){ 1, 1, 100 });
	static const int64_t latencies[] = { 50, 60, 50, 4000, 4000, 4000 };
	int64_t now = 0, rest = 0;
	for (size_t job = 0; job < 6; job++) {
		add(0, job);
		now += gj_polite_wait(polite, now);
		cr_assert_eq(next(now), job);
		now += latencies[job];
		gj_polite_end end = { .latency_ms = latencies[job] };
		gj_polite_done(polite, 0, now, &end);
		add(0, 19);
		rest = gj_polite_wait(polite, now);
		if (job < 3)
			cr_expect_eq(rest, 100);
		size_t dropped;
		cr_assert(gj_polite_drop(polite, 0, &dropped));
	}
	cr_expect_gt(rest, 2000);
	cr_expect_leq(rest, 4000);
}

Test(polite, chance_makes_a_rest_a_hundredth_longer_at_most)
{
	start(1, 2, (gj_polite_limits){ 1, 1, 1000 });
	add(0, 0);
	cr_assert_eq(next(0), 0);
	gj_polite_end end = { .chance = 0.999999 };
	gj_polite_done(polite, 0, 0, &end);
	add(0, 1);
	cr_expect_geq(gj_polite_wait(polite, 0), 1009);
	cr_expect_leq(gj_polite_wait(polite, 0), 1010);
}

Test(polite, hosts_have_their_own_share_and_delay)
{
	start(2, 6, (gj_polite_limits){ 10, 1, 100 });
	gj_polite_set_host(polite, 1, 2, 500);
	gj_polite_slow_down(polite, 0, 50); /* no: it waits longer already */
	for (size_t job = 0; job < 6; job++)
		add(job % 2, job);
	cr_expect_eq(next(0), 0);
	cr_expect_eq(next(0), 1);
	cr_expect_eq(next(0), 3);
	cr_expect_eq(next(0), NOTHING);
	done(1, 0, 0);
	cr_expect_eq(next(499), NOTHING);
	cr_expect_eq(next(500), 5);
	done(0, 500, 0);
	cr_expect_eq(gj_polite_wait(polite, 500), 100);
	gj_polite_add(polite, 0, 0, true); /* ahead of the others */
	cr_expect_eq(next(600), 0);
	cr_expect_eq(gj_polite_waiting_hosts(polite), 0);
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

/* ---- a whole run, in time that is made up ---- */

enum { RUN_PARALLEL = 200, RUN_PAGES = 20, RUN_DELAY = 1000 };

typedef struct transfer {
	int64_t end, latency;
	size_t host;
} transfer;

typedef struct run {
	gj_random random;
	transfer transfers[RUN_PARALLEL];
	size_t count;
	int64_t now, longest; /* of all transfers of one host together */
	int64_t *busy;        /* of each host */
} run;

static void begin_transfers(run *r, size_t hosts)
{
	for (size_t job; gj_polite_next(polite, r->now, &job);) {
		int64_t latency = 5 + gj_random_below(&r->random, 30);
		r->transfers[r->count++] = (transfer){ r->now + latency, latency, job % hosts };
	}
}

static void end_transfer(run *r, size_t index)
{
	transfer ended = r->transfers[index];
	gj_polite_end end = { .latency_ms = ended.latency,
		              .chance = gj_random_below(&r->random, 1000) / 1000.0 };
	r->transfers[index] = r->transfers[--r->count];
	gj_polite_done(polite, ended.host, r->now, &end);
	r->busy[ended.host] += ended.latency;
	if (r->busy[ended.host] > r->longest)
		r->longest = r->busy[ended.host];
}

/* To the next time at which something happens; false when nothing will. */
static bool go_on(run *r)
{
	int64_t wait = gj_polite_wait(polite, r->now), soonest = wait < 0 ? INT64_MAX : r->now + wait;
	for (size_t i = 0; i < r->count; i++)
		if (r->transfers[i].end < soonest)
			soonest = r->transfers[i].end;
	if (soonest == INT64_MAX)
		return false;
	r->now = soonest;
	for (size_t i = r->count; i-- > 0;)
		if (r->transfers[i].end <= r->now)
			end_transfer(r, i);
	return true;
}

/* Milliseconds a run takes that asks each host for its robots.txt and its pages. */
static run whole_run(size_t hosts)
{
	run r = { .random = { 7 }, .busy = calloc(hosts, sizeof(int64_t)) };
	size_t jobs = hosts * (RUN_PAGES + 1);
	start(hosts, jobs, (gj_polite_limits){ RUN_PARALLEL, 1, RUN_DELAY });
	for (size_t job = 0; job < jobs; job++)
		add(job % hosts, job);
	do
		begin_transfers(&r, hosts);
	while (go_on(&r));
	free(r.busy);
	gj_polite_free(polite);
	polite = NULL;
	return r;
}

/* The bound is what the slowest host needs: its rests and its transfers. */
Test(polite, a_run_takes_hardly_longer_than_its_slowest_host_must)
{
	static const size_t hosts[] = { 1, 2, 50, 200, 500, 2000, 5000 };
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		run r = whole_run(hosts[i]);
		int64_t bound = (int64_t)RUN_PAGES * RUN_DELAY + r.longest;
		cr_expect_geq(r.now, (int64_t)RUN_PAGES * RUN_DELAY, "%zu hosts", hosts[i]);
		cr_expect_leq(r.now, bound + bound / 20, "%zu hosts: %lld of %lld ms", hosts[i],
		              (long long)r.now, (long long)bound);
	}
}
