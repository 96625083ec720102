/* robots.txt as RFC 9309 reads it, with the Crawl-delay many servers write too.
 *
 * The rules of every group that names us count together; when none does, those
 * of every group for "*". The longest matching rule decides, Allow on a tie.
 */
#ifndef GJ_NET_ROBOTS_H
#define GJ_NET_ROBOTS_H

#include "base/error.h"
#include "base/text.h"

enum {
	/* The RFC has us read 500 KiB at least; what stands after this is not read. */
	GJ_ROBOTS_SIZE_MAX = 512 * 1024,
	GJ_ROBOTS_LINE_MAX = 8192, /* a longer line is cut: no path is longer */
};

typedef struct gj_robots {
	struct gj_robots_rule *rules; /* in the arena */
	size_t count;
	double delay_seconds;         /* Crawl-delay; 0 = none */
} gj_robots;

/* `agent` is a product token ("gouji"). Keeps what is about us in the arena;
 * GJ_E_MEMORY when it does not fit. */
gj_code gj_robots_parse(gj_robots *robots, gj_arena *arena, gj_str text, gj_str agent);
/* `path` with its query, as it is sent. */
bool gj_robots_allows(const gj_robots *robots, gj_str path);
/* The product token at the start of a User-Agent: letters, "_" and "-". */
gj_str gj_robots_token(gj_str user_agent);

#endif
