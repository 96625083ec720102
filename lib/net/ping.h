/* Telling a monitor that a run begins or ends: one short request, whose answer
 * matters to nobody but its status. The address is the operator's own, so it may
 * be a private one.
 */
#ifndef GJ_NET_PING_H
#define GJ_NET_PING_H

#include "base/error.h"
#include "base/text.h"

enum { GJ_PING_SECONDS_MAX = 10 }; /* all of it; a run must not wait for its monitor */

/* True for an http or https address without a user name. */
bool gj_ping_possible(gj_str url);

/* Requests `url` with `step` ("/start", "/fail" or "") added to its path: POST with
 * `body`, or GET when it is empty. GJ_E_NETWORK with the reason, which never holds
 * the path of the address: often that is its secret. */
gj_code gj_ping(gj_str url, const char *step, gj_str body, gj_err *err);

#endif
