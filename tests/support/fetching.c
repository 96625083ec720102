#include "fetching.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

test_server *fetching_server;
gj_fetch_options fetching_options;
fetched fetching_outcomes[FETCHING_MAX];
size_t fetching_count;
fetched fetching_asides[FETCHING_MAX];
size_t fetching_aside_count;
gj_err fetching_err;
atomic_bool fetching_interrupt;

static void keep(char *to, size_t size, gj_str text)
{
	snprintf(to, size, "%.*s", GJ_STR_ARG(text));
}

#define KEEP(to, text) keep(to, sizeof(to), text)

static void copy(fetched *to, const gj_capture *capture)
{
	to->capture = *capture;
	KEEP(to->address, capture->address);
	KEEP(to->final_address, capture->final_address);
	KEEP(to->body, capture->body);
	KEEP(to->headers, capture->headers);
	KEEP(to->request, capture->request);
	KEEP(to->content_type, capture->content_type);
	KEEP(to->digest, capture->digest);
	KEEP(to->detail, capture->detail);
	KEEP(to->via, capture->via);
	KEEP(to->hops, capture->hops);
	KEEP(to->protocol, capture->protocol);
}

gj_code fetching_take(void *context, gj_fetch *run, const gj_capture *capture, gj_err *unused)
{
	(void)context;
	(void)run;
	(void)unused;
	cr_assert_lt(fetching_count, FETCHING_MAX);
	copy(&fetching_outcomes[fetching_count++], capture);
	return GJ_OK;
}

gj_code fetching_take_aside(void *context, const gj_capture *capture, gj_str *record,
                            gj_err *unused)
{
	static char name[32];
	(void)context;
	(void)unused;
	cr_assert_lt(fetching_aside_count, FETCHING_MAX);
	snprintf(name, sizeof name, "<record-%zu>", fetching_aside_count);
	*record = gj_str_of(name);
	copy(&fetching_asides[fetching_aside_count++], capture);
	return GJ_OK;
}

void fetching_stop(void)
{
	test_server_stop(fetching_server);
}

void fetching_serve(const test_route *routes, size_t count)
{
	fetching_server = test_server_start(routes, count);
	cr_assert(fetching_server);
	gj_fetch_options_init(&fetching_options);
	fetching_options.allow_private = true;
	fetching_options.delay_seconds = 0;
	fetching_options.stop = &fetching_interrupt;
}

gj_code fetching_run(const char *const *addresses, size_t count, gj_fetch_done *done)
{
	gj_fetch_request list[FETCHING_MAX] = { 0 };
	for (size_t i = 0; i < count; i++)
		list[i].address = gj_str_of(addresses[i]);
	const gj_fetch_listener listener = { .done = done, .aside = fetching_take_aside };
	fetching_count = fetching_aside_count = 0;
	return gj_fetch_all(list, count, &fetching_options, &listener, &fetching_err);
}

void fetching_all(const char *const *addresses, size_t count)
{
	cr_assert_eq(fetching_run(addresses, count, fetching_take), GJ_OK, "%s",
	             fetching_err.message);
}

const fetched *fetching_one(const char *path)
{
	char url[TEST_URL_MAX];
	const char *address = test_server_url(fetching_server, path, url);
	fetching_all(&address, 1);
	cr_assert_eq(fetching_count, 1);
	return &fetching_outcomes[0];
}

const fetched *fetching_of(const char *address)
{
	for (size_t i = 0; i < fetching_count; i++)
		if (strcmp(fetching_outcomes[i].address, address) == 0)
			return &fetching_outcomes[i];
	cr_assert_fail("no outcome for %s", address);
	return NULL;
}

void fetching_fails(const fetched *got, gj_fetch_failure failure)
{
	cr_expect_eq(got->capture.failure, failure, "%s: %s (%s)", got->address,
	             gj_fetch_failure_name(got->capture.failure), got->detail);
	cr_expect(got->detail[0]);
}
