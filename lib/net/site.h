/* Whose server a host name is: the domain somebody registered, below the public
 * suffix. Its hosts share one delay, since they commonly share one machine.
 */
#ifndef GJ_NET_SITE_H
#define GJ_NET_SITE_H

#include "base/text.h"

/* "zwgk.linlan.gov.cn" → "linlan.gov.cn": a part of `host`, which is in lower
 * case. Addresses in digits, and names without a public suffix, are their own. */
gj_str gj_site_of(gj_str host);
/* True when `host` is `domain` or below it. */
bool gj_site_covers(gj_str domain, gj_str host);

#endif
