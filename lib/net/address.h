/* Which addresses may be fetched at all: what is written (scheme, no
 * credentials) and where it leads (no private networks). */
#ifndef GJ_NET_ADDRESS_H
#define GJ_NET_ADDRESS_H

#include "base/text.h"

#include <sys/socket.h>

bool gj_address_is_remote(gj_str address);   /* begins with http:// or https:// */
bool gj_address_has_control(gj_str address); /* line breaks and such: never meant */

/* A written address, taken apart; everything in the arena. */
typedef struct gj_address {
	gj_str url;    /* as it is asked for: spaces and non-ASCII bytes percent-encoded,
	                * NUL-terminated */
	gj_str origin; /* "https://host:port": whose robots.txt counts */
	gj_str host;   /* in lower case */
} gj_address;

/* False when it is malformed, not http or https, or holds a user name or
 * password. */
bool gj_address_parse(gj_arena *arena, gj_str address, gj_address *to);
/* Where a link on a page leads; the empty slice when it is none of http or https. */
gj_str gj_address_resolve(gj_arena *arena, gj_str page, gj_str link);
/* Path and query of a url as gj_address_parse gives it. */
gj_str gj_address_path(gj_str url);

/* False for loopback, private, link-local, shared, documentation, multicast and
 * cloud metadata addresses (IANA special-purpose registries), also when an IPv4
 * one is wrapped in IPv6 (mapped, NAT64), and for families other than these. */
bool gj_address_is_public(const struct sockaddr *address, size_t length);
/* True for link-local addresses and those where clouds tell a machine its secrets: no
 * report is there, in no intranet. */
bool gj_address_is_metadata(const struct sockaddr *address, size_t length);

#endif
