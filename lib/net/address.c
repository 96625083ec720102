#include "net/address.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>

enum { ADDRESS_MAX = 8192 }; /* bytes; what servers commonly accept */

bool gj_address_is_remote(gj_str address)
{
	return gj_str_equal_nocase(gj_str_upto(address, 7), GJ_STR("http://")) ||
	       gj_str_equal_nocase(gj_str_upto(address, 8), GJ_STR("https://"));
}

bool gj_address_has_control(gj_str address)
{
	for (size_t i = 0; i < address.len; i++)
		if ((unsigned char)address.ptr[i] < ' ' || address.ptr[i] == 0x7F)
			return true;
	return false;
}

/* One part of the parsed address, copied into the arena. */
static gj_str part(CURLU *parsed, CURLUPart which, unsigned flags, gj_arena *arena)
{
	char *text = NULL;
	gj_str copy = { 0 };
	if (curl_url_get(parsed, which, &text, flags) == CURLUE_OK)
		copy = gj_str_copy(arena, gj_str_of(text));
	curl_free(text);
	return copy;
}

static void lower(gj_str text)
{
	for (char *at = (char *)(uintptr_t)text.ptr; at && *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + ('a' - 'A'));
}

static bool take_apart(CURLU *parsed, gj_arena *arena, gj_address *to)
{
	gj_str scheme = part(parsed, CURLUPART_SCHEME, 0, arena);
	gj_str port = part(parsed, CURLUPART_PORT, CURLU_DEFAULT_PORT, arena);
	to->url = part(parsed, CURLUPART_URL, 0, arena);
	to->host = part(parsed, CURLUPART_HOST, 0, arena);
	lower(to->host);
	to->origin = gj_str_format(arena, "%.*s://%.*s:%.*s", GJ_STR_ARG(scheme),
	                           GJ_STR_ARG(to->host), GJ_STR_ARG(port));
	return to->url.len && to->host.len && to->origin.len;
}

bool gj_address_parse(gj_arena *arena, gj_str address, gj_address *to)
{
	*to = (gj_address){ 0 };
	const char *text = gj_arena_copy(arena, address.ptr, address.len);
	if (!text || !gj_address_is_remote(address) || address.len > ADDRESS_MAX ||
	    gj_address_has_control(address))
		return false;
	CURLU *parsed = curl_url();
	bool good = parsed && curl_url_set(parsed, CURLUPART_URL, text,
	                                   CURLU_URLENCODE | CURLU_ALLOW_SPACE |
	                                           CURLU_DISALLOW_USER) == CURLUE_OK;
	good = good && take_apart(parsed, arena, to);
	curl_url_cleanup(parsed);
	return good;
}

gj_str gj_address_resolve(gj_arena *arena, gj_str page, gj_str link)
{
	const unsigned flags = CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_DISALLOW_USER;
	const char *base = gj_arena_copy(arena, page.ptr, page.len);
	const char *relative = gj_arena_copy(arena, link.ptr, link.len);
	CURLU *parsed = curl_url();
	gj_str url = { 0 };
	bool good = parsed && base && relative && link.len <= ADDRESS_MAX &&
	            !gj_address_has_control(link) &&
	            curl_url_set(parsed, CURLUPART_URL, base, flags) == CURLUE_OK &&
	            curl_url_set(parsed, CURLUPART_URL, relative, flags) == CURLUE_OK &&
	            curl_url_set(parsed, CURLUPART_FRAGMENT, NULL, 0) == CURLUE_OK;
	if (good)
		url = part(parsed, CURLUPART_URL, 0, arena);
	curl_url_cleanup(parsed);
	return gj_address_is_remote(url) ? url : (gj_str){ 0 };
}

gj_str gj_address_path(gj_str url)
{
	size_t scheme = gj_str_find(url, GJ_STR("://"));
	gj_str rest = gj_str_from(url, scheme == SIZE_MAX ? url.len : scheme + 3);
	rest = gj_str_from(rest, gj_str_find(rest, GJ_STR("/")));
	return gj_str_upto(rest, gj_str_find(rest, GJ_STR("#")));
}

/* ---- where it leads ---- */

typedef struct network {
	unsigned char bytes[16];
	unsigned bits; /* of the prefix */
} network;

static const network private_v4[] = {
	{ { 0 }, 8 },                  /* this network */
	{ { 10 }, 8 },                 /* private, RFC 1918 */
	{ { 100, 64 }, 10 },           /* shared, RFC 6598; a cloud's metadata server is here */
	{ { 127 }, 8 },                /* loopback */
	{ { 168, 63, 129, 16 }, 32 },  /* a cloud's metadata server */
	{ { 169, 254 }, 16 },          /* link-local; most clouds' metadata servers */
	{ { 172, 16 }, 12 },           /* private */
	{ { 192, 0, 0 }, 24 },         /* protocol assignments; a cloud's metadata server */
	{ { 192, 0, 2 }, 24 },         /* documentation */
	{ { 192, 168 }, 16 },          /* private */
	{ { 198, 18 }, 15 },           /* benchmarks */
	{ { 198, 51, 100 }, 24 },      /* documentation */
	{ { 203, 0, 113 }, 24 },       /* documentation */
	{ { 224 }, 3 },                /* multicast, reserved, broadcast */
};

static const network private_v6[] = {
	{ { 0 }, 96 },                              /* unspecified, loopback, IPv4-compatible */
	{ { 0x00, 0x64, 0xFF, 0x9B, 0, 1 }, 48 },   /* local NAT64 */
	{ { 0x01 }, 64 },                           /* discard only */
	{ { 0x20, 0x01, 0, 0 }, 32 },               /* Teredo: holds an IPv4 address */
	{ { 0x20, 0x01, 0x0D, 0xB8 }, 32 },         /* documentation */
	{ { 0x20, 0x02 }, 16 },                     /* 6to4: holds an IPv4 address */
	{ { 0xFC }, 7 },                            /* unique local */
	{ { 0xFE, 0x80 }, 10 },                     /* link-local */
	{ { 0xFE, 0xC0 }, 10 },                     /* site-local */
	{ { 0xFF }, 8 },                            /* multicast */
};

/* Public when the IPv4 address in their last four bytes is. */
static const network wrapped_v4[] = {
	{ { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF }, 96 }, /* IPv4-mapped */
	{ { 0x00, 0x64, 0xFF, 0x9B }, 96 },                   /* NAT64 */
};

/* … and what is never asked, whatever is allowed. */
static const network metadata_v4[] = {
	{ { 100, 100, 100, 200 }, 32 },
	{ { 168, 63, 129, 16 }, 32 },
	{ { 169, 254 }, 16 },
	{ { 192, 0, 0, 192 }, 32 },
};

static const network metadata_v6[] = {
	{ { 0xFD, 0x00, 0x0E, 0xC2 }, 32 },
	{ { 0xFE, 0x80 }, 10 },
};

static bool inside(const unsigned char *address, const network *networks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t whole = networks[i].bits / 8;
		unsigned mask = 0xFF00u >> networks[i].bits % 8 & 0xFF;
		if (memcmp(address, networks[i].bytes, whole) == 0 &&
		    (!mask || (address[whole] & mask) == networks[i].bytes[whole]))
			return true;
	}
	return false;
}

#define INSIDE(address, table) inside(address, table, sizeof(table) / sizeof((table)[0]))

/* Whether an address is in one of the networks; what is wrapped counts as what it is. */
static bool is_in(const struct sockaddr *address, size_t length, const network *v4, size_t v4_count,
                  const network *v6, size_t v6_count, bool otherwise)
{
	if (address->sa_family == AF_INET && length >= sizeof(struct sockaddr_in)) {
		struct sockaddr_in four;
		memcpy(&four, address, sizeof four);
		return inside((const unsigned char *)&four.sin_addr, v4, v4_count);
	}
	if (address->sa_family == AF_INET6 && length >= sizeof(struct sockaddr_in6)) {
		struct sockaddr_in6 six;
		memcpy(&six, address, sizeof six);
		const unsigned char *bytes = six.sin6_addr.s6_addr;
		return INSIDE(bytes, wrapped_v4) ? inside(bytes + 12, v4, v4_count)
		                                 : inside(bytes, v6, v6_count);
	}
	return otherwise;
}

#define IS_IN(address, length, v4, v6, otherwise)                                     \
	is_in(address, length, v4, sizeof(v4) / sizeof((v4)[0]), v6,                  \
	      sizeof(v6) / sizeof((v6)[0]), otherwise)

bool gj_address_is_public(const struct sockaddr *address, size_t length)
{
	return !IS_IN(address, length, private_v4, private_v6, true);
}

bool gj_address_is_metadata(const struct sockaddr *address, size_t length)
{
	return IS_IN(address, length, metadata_v4, metadata_v6, false);
}
