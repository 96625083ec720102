/* Which addresses may be fetched at all: what is written (scheme, no
 * credentials) and where it leads (no private networks). */
#ifndef GJ_NET_ADDRESS_H
#define GJ_NET_ADDRESS_H

#include "base/text.h"

#include <sys/socket.h>

bool gj_address_is_remote(gj_str address);   /* begins with http:// or https:// */
bool gj_address_has_control(gj_str address); /* line breaks and such: never meant */

/* Splits a written address: `url` as it is asked for (spaces and non-ASCII
 * bytes percent-encoded, NUL-terminated) and its host in lower case, both in
 * the arena. False when it is malformed, not http or https, or holds a user
 * name or password. */
bool gj_address_parse(gj_arena *arena, gj_str address, gj_str *url, gj_str *host);

/* False for loopback, private, link-local, shared, documentation, multicast and
 * cloud metadata addresses (IANA special-purpose registries), also when an IPv4
 * one is wrapped in IPv6 (mapped, NAT64), and for families other than these. */
bool gj_address_is_public(const struct sockaddr *address, size_t length);

#endif
