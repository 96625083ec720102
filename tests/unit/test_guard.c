/* From a page that may be fetched, redirects lead inward: to addresses however
 * written, and to names that any resolver may give any address. None is connected
 * to. Names are looked up here, in this file, and not in the network. */
#include "fetching.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- the resolver ---- */

static const struct name {
	const char *name;
	const char *addresses[3]; /* up to the first null */
} names[] = {
	{ "start.example", { "127.0.0.1" } },   /* allowed to be here */
	{ "other.example", { "127.0.0.1" } },
	{ "six.example", { "::1" } },
	{ "mapped.example", { "::ffff:127.0.0.1" } },
	{ "nat.example", { "64:ff9b::7f00:1" } },
	{ "metadata.example", { "169.254.169.254" } },
	{ "metadata6.example", { "fd00:ec2::254" } },
	{ "linklocal.example", { "fe80::1" } },
	{ "office.example", { "192.168.1.1", "10.0.0.1" } },
	/* Changes its mind: the first answer is only looked at, the second connected to. */
	{ "both.example", { "::1", "127.0.0.1" } },
};

static const struct name *find_name(const char *text)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i].name, text) == 0)
			return &names[i];
	return NULL;
}

/* An address in digits as inet_aton takes them, which is what the C library does. */
static bool from_digits(const char *text, struct sockaddr_storage *to)
{
	struct sockaddr_in *four = (struct sockaddr_in *)(void *)to;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)(void *)to;
	memset(to, 0, sizeof *to);
	if (inet_pton(AF_INET6, text, &six->sin6_addr) == 1)
		to->ss_family = AF_INET6;
	else if (inet_aton(text, &four->sin_addr))
		to->ss_family = AF_INET;
	return to->ss_family != 0;
}

static struct addrinfo *entry(const struct sockaddr_storage *address, const char *service)
{
	struct addrinfo *made = calloc(1, sizeof *made + sizeof *address);
	cr_assert(made);
	unsigned short port = htons((unsigned short)(service ? atoi(service) : 0));
	made->ai_addr = (struct sockaddr *)(void *)(made + 1);
	memcpy(made->ai_addr, address, sizeof *address);
	bool four = address->ss_family == AF_INET;
	if (four)
		((struct sockaddr_in *)(void *)made->ai_addr)->sin_port = port;
	else
		((struct sockaddr_in6 *)(void *)made->ai_addr)->sin6_port = port;
	made->ai_family = address->ss_family;
	made->ai_addrlen = four ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
	made->ai_socktype = SOCK_STREAM;
	made->ai_protocol = IPPROTO_TCP;
	return made;
}

/* The program's own definition goes before the C library's, for libcurl too. */
int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
                struct addrinfo **result)
{
	(void)hints;
	struct sockaddr_storage address;
	const struct name *known = find_name(node);
	*result = NULL;
	if (!known && from_digits(node, &address)) {
		*result = entry(&address, service);
		return 0;
	}
	struct addrinfo **end = result;
	for (size_t i = 0; known && known->addresses[i]; i++) {
		cr_assert(from_digits(known->addresses[i], &address));
		*end = entry(&address, service);
		end = &(*end)->ai_next;
	}
	return known ? 0 : EAI_NONAME;
}

void freeaddrinfo(struct addrinfo *list)
{
	for (struct addrinfo *next; list; list = next) {
		next = list->ai_next;
		free(list);
	}
}

/* ---- the fetching ---- */

static gj_host_rule rule = { .domain = { "start.example", 13 }, .delay_seconds = -1,
	                     .allow_private = true };

TestSuite(guard, .fini = fetching_stop, .timeout = 60);

/* Fetches http://start.example/, which redirects to http://HOST:PORT/secret. */
static const fetched *redirected_to(const char *host)
{
	static char location[TEST_URL_MAX], url[TEST_URL_MAX];
	static const test_route routes[] = {
		{ .path = "/", .status = 302, .body = "inward",
		  .headers = { { "Location", location } } },
		{ .path = "/secret", .body = "secret" },
	};
	if (!fetching_server)
		fetching_serve(routes, 2);
	snprintf(location, sizeof location, "http://%s:%u/secret", host,
	         test_server_port(fetching_server));
	snprintf(url, sizeof url, "http://start.example:%u/", test_server_port(fetching_server));
	fetching_options.allow_private = false;
	fetching_options.hosts = &rule;
	fetching_options.host_count = 1;
	fetching_options.retries = 0;
	const char *address = url;
	fetching_all(&address, 1);
	return &fetching_outcomes[0];
}

Test(guard, the_page_itself_may_be_fetched)
{
	const fetched *got = redirected_to("start.example");
	cr_expect_eq(got->capture.failure, GJ_FETCH_OK, "%s", got->detail);
	cr_expect_str_eq(got->body, "secret");
}

Test(guard, no_redirect_leads_inward)
{
	static const char *const hosts[] = {
		"127.0.0.1", "127.1", "127.0.0.53", "2130706433", "017700000001", "0177.0.0.1",
		"0x7f000001", "0x7f.1", "0", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]",
		"[::ffff:7f00:1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]", "169.254.169.254",
		"2852039166", "0xa9fea9fe", "[::ffff:169.254.169.254]", "[fd00:ec2::254]", "[fe80::1]",
		"10.0.0.1", "localhost", "sub.localhost", "%31%32%37.0.0.1",
		"other.example", "six.example", "mapped.example", "nat.example", "metadata.example",
		"metadata6.example", "linklocal.example", "office.example", "both.example",
	};
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		const fetched *got = redirected_to(hosts[i]);
		cr_expect_eq(got->capture.failure, GJ_FETCH_REFUSED_ADDRESS, "%s: %s (%s)", hosts[i],
		             gj_fetch_failure_name(got->capture.failure), got->detail);
		cr_expect_str_eq(got->body, "");
		cr_expect_eq(test_server_hits(fetching_server, "/secret"), 0, "%s", hosts[i]);
		/* What sent us there is evidence. */
		cr_expect(strstr(got->hops, "302 http://start.example"), "%s", hosts[i]);
	}
}

/* An intranet may be allowed; where a cloud keeps a machine's secrets may not. */
Test(guard, metadata_is_never_asked_for)
{
	static const char *const hosts[] = {
		"169.254.169.254", "100.100.100.200", "192.0.0.192", "[fd00:ec2::254]", "[fe80::1]",
		"[::ffff:169.254.169.254]", "metadata.example", "metadata6.example",
		"linklocal.example",
	};
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		redirected_to("start.example"); /* options */
		fetching_options.allow_private = true;
		char url[TEST_URL_MAX];
		snprintf(url, sizeof url, "http://%s/secret", hosts[i]);
		const char *address = url;
		fetching_all(&address, 1);
		fetching_fails(&fetching_outcomes[0], GJ_FETCH_REFUSED_ADDRESS);
	}
}

/* The name of an allowed host is no pass for the address it stood for. */
Test(guard, one_allowed_host_allows_no_other)
{
	char url[TEST_URL_MAX];
	redirected_to("start.example");
	snprintf(url, sizeof url, "http://other.example:%u/secret",
	         test_server_port(fetching_server));
	const char *address = url;
	fetching_all(&address, 1);
	fetching_fails(&fetching_outcomes[0], GJ_FETCH_REFUSED_ADDRESS);
}
