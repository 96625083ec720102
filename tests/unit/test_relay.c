/* What is handed on is dealt with by another thread, in its order, and bounded. */
#include "run/relay.h"

#include <criterion/criterion.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MANY = 2000 };

typedef struct dealer {
	atomic_size_t dealt, ticks;
	atomic_bool hold; /* deals with nothing meanwhile */
	size_t fails_at;  /* 0 = never */
	bool follows;
} dealer;

static gj_code deal(void *context, gj_parcel *parcel, gj_err *err)
{
	dealer *d = context;
	while (atomic_load(&d->hold))
		usleep(100);
	size_t number = atomic_fetch_add(&d->dealt, 1) + 1;
	if (number == d->fails_at)
		return gj_err_set(err, GJ_E_WRITE, 0, "disk full");
	if (d->follows)
		parcel->next.address = gj_str_copy(&parcel->arena, parcel->capture.address);
	return GJ_OK;
}

static gj_code tick(void *context, gj_err *err)
{
	(void)err;
	dealer *d = context;
	atomic_fetch_add(&d->ticks, 1);
	return GJ_OK;
}

static gj_relay *begin(dealer *d)
{
	gj_relay *relay;
	gj_err err;
	const gj_relay_worker worker = { deal, tick, d };
	cr_assert_eq(gj_relay_begin(&relay, &worker, GJ_RELAY_BYTES_MOST, &err), GJ_OK);
	return relay;
}

/* The text is gone when it returns. */
static gj_code put(gj_relay *relay, size_t number, gj_err *err)
{
	char address[32], body[32];
	snprintf(address, sizeof address, "http://h.example/%zu", number);
	snprintf(body, sizeof body, "body %zu", number);
	gj_capture capture = { .address = gj_str_of(address), .body = gj_str_of(body) };
	gj_code code = gj_relay_put(relay, &capture, NULL, err);
	memset(address, 'x', sizeof address - 1);
	memset(body, 'x', sizeof body - 1);
	return code;
}

static size_t take_all(gj_relay *relay, size_t from)
{
	char address[32], body[32];
	for (gj_parcel *parcel; (parcel = gj_relay_take(relay)); from++) {
		snprintf(address, sizeof address, "http://h.example/%zu", from);
		snprintf(body, sizeof body, "body %zu", from);
		cr_assert(gj_str_equal(parcel->capture.address, gj_str_of(address)));
		cr_assert(gj_str_equal(parcel->capture.body, gj_str_of(body)));
		cr_assert(gj_str_equal(parcel->next.address, gj_str_of(address)));
		gj_relay_give_back(relay, parcel);
	}
	return from;
}

static bool has_news(const gj_relay *relay, int wait_ms)
{
	struct pollfd news = { .fd = gj_relay_news(relay), .events = POLLIN };
	return poll(&news, 1, wait_ms) == 1;
}

TestSuite(relay, .timeout = 60);

Test(relay, everything_comes_back_in_its_order)
{
	dealer d = { .follows = true };
	gj_relay *relay = begin(&d);
	size_t taken = 0;
	for (size_t i = 0; i < MANY; i++) {
		cr_assert_eq(put(relay, i, NULL), GJ_OK);
		if (i % 3 == 0)
			taken = take_all(relay, taken);
	}
	while (gj_relay_is_busy(relay) && has_news(relay, 10000))
		taken = take_all(relay, taken);
	cr_expect_eq(taken, MANY);
	cr_expect_not(has_news(relay, 0));
	gj_relay_free(relay);
}

Test(relay, what_waits_is_dealt_with_at_the_end)
{
	dealer d = { .follows = true, .hold = true };
	gj_relay *relay = begin(&d);
	for (size_t i = 0; i < GJ_RELAY_MOST; i++)
		cr_assert_eq(put(relay, i, NULL), GJ_OK);
	cr_expect(gj_relay_is_busy(relay));
	cr_expect_not(has_news(relay, 0));
	atomic_store(&d.hold, false);
	gj_relay_end(relay);
	cr_expect_eq(atomic_load(&d.dealt), GJ_RELAY_MOST);
	cr_expect(has_news(relay, 0));
	cr_expect_eq(take_all(relay, 0), GJ_RELAY_MOST);
	cr_expect_not(gj_relay_is_busy(relay));
	gj_relay_free(relay);
}

Test(relay, no_more_than_so_much_waits)
{
	static char body[1 << 20];
	enum { BODIES = 100 };
	dealer d = { .follows = false };
	gj_relay *relay = begin(&d);
	gj_capture capture = { .address = GJ_STR("http://h.example/"), .body = { body, sizeof body } };
	for (size_t i = 1; i <= BODIES; i++) {
		cr_assert_eq(gj_relay_put(relay, &capture, NULL, NULL), GJ_OK);
		/* One above the limit, which it did not know of. */
		size_t waits = i - atomic_load(&d.dealt);
		cr_expect_leq(waits, GJ_RELAY_BYTES_MOST / sizeof body + 2, "%zu", waits);
	}
	gj_relay_free(relay);
	cr_expect_eq(atomic_load(&d.dealt), BODIES);
}

Test(relay, after_a_failure_nothing_is_dealt_with)
{
	dealer d = { .follows = true, .fails_at = 4 };
	gj_relay *relay = begin(&d);
	gj_err err = { 0 };
	gj_code code = GJ_OK;
	for (size_t i = 0; i < MANY && !code; i++)
		code = put(relay, i, &err);
	gj_relay_end(relay);
	cr_expect_eq(code, GJ_E_WRITE);
	cr_expect_str_eq(err.message, "disk full");
	cr_expect_eq(atomic_load(&d.dealt), 4);
	cr_expect_eq(take_all(relay, 0), 3);
	gj_err again = { 0 };
	cr_expect_eq(gj_relay_failure(relay, &again), GJ_E_WRITE);
	cr_expect_str_eq(again.message, "disk full");
	cr_expect_not(gj_relay_is_busy(relay));
	gj_relay_free(relay);
}

Test(relay, the_thread_is_heard_of_without_work)
{
	dealer d = { .follows = false };
	gj_relay *relay = begin(&d);
	for (int i = 0; i < 100 && !atomic_load(&d.ticks); i++)
		usleep(100000);
	cr_expect_gt(atomic_load(&d.ticks), 0);
	gj_relay_free(relay);
}
