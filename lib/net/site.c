#include "net/site.h"

#include <libpsl.h>
#include <string.h>

enum { HOST_MAX = 256 }; /* bytes; DNS allows 253 */

static bool is_numeric(gj_str host)
{
	for (size_t i = 0; i < host.len; i++)
		if (!strchr("0123456789.", host.ptr[i]))
			return host.ptr[0] == '[';
	return true;
}

gj_str gj_site_of(gj_str host)
{
	char name[HOST_MAX];
	if (!host.len || host.len >= sizeof name || is_numeric(host))
		return host;
	memcpy(name, host.ptr, host.len);
	name[host.len] = '\0';
	const psl_ctx_t *list = psl_builtin();
	const char *registered = list ? psl_registrable_domain(list, name) : NULL;
	return registered ? gj_str_from(host, (size_t)(registered - name)) : host;
}

bool gj_site_covers(gj_str domain, gj_str host)
{
	return gj_str_ends(host, domain) &&
	       (host.len == domain.len || host.ptr[host.len - domain.len - 1] == '.');
}
