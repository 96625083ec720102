/* The source lists of one run, one after the other. */
#ifndef GJ_RUN_ROSTER_H
#define GJ_RUN_ROSTER_H

#include "net/source.h"

typedef struct gj_roster {
	gj_source_list *lists;
	size_t list_count;
	size_t source_count;
	size_t remote_count;    /* sources with an http(s) address */
	size_t complaint_count; /* lines that could not be used */
} gj_roster;

/* Reads every list or directory. GJ_E_USAGE when one cannot be opened: nothing
 * can be done without it; GJ_E_INPUT for one that cannot be understood. */
gj_code gj_roster_read(gj_roster *roster, char *const *paths, size_t count, gj_err *err);
/* Counts one more of its lists, filled by the caller. */
void gj_roster_count(gj_roster *roster, const gj_source_list *list);
void gj_roster_release(gj_roster *roster);

/* Calls `visit` for every source in order; a code other than GJ_OK ends it. */
typedef gj_code gj_roster_visit(void *context, const gj_source *source, gj_err *err);
gj_code gj_roster_each(const gj_roster *roster, gj_roster_visit *visit, void *context,
                       gj_err *err);

#endif
