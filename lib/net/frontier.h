/* What a run still has to ask for: addresses, the robots.txt of their origins,
 * and where redirects lead; and which of it may be asked now.
 *
 * A job is an address on its way, known by number. It waits in the queue of its
 * registered domain (polite.h), or behind the robots.txt of its origin, or
 * among those that are not to be asked at all.
 */
#ifndef GJ_NET_FRONTIER_H
#define GJ_NET_FRONTIER_H

#include "base/buffer.h"
#include "base/name_map.h"
#include "net/fetch.h"
#include "net/polite.h"
#include "net/robots.h"

enum { GJ_ROBOTS_AGE_MAX = 24 * 3600 * 1000 }; /* milliseconds; RFC 9309, 2.4 */

typedef struct gj_job {
	gj_fetch_request request;
	char *url;                /* to ask next, owned; null = no address */
	size_t origin;
	size_t next;              /* in the list it waits in, if that is one of ours */
	unsigned attempts, redirects;
	gj_fetch_failure failure; /* why it is not asked; OK = it may be */
	gj_str detail;
	char *hops;               /* followed so far, a line each, as in gj_capture; owned */
	bool robots;              /* asks for a robots.txt … */
	size_t robots_of;         /* … of this origin, wherever redirects lead */
	bool done;
} gj_job;

typedef struct gj_job_list {
	size_t first, last; /* by number; SIZE_MAX = empty */
} gj_job_list;

typedef enum gj_origin_state {
	GJ_ORIGIN_NEW,
	GJ_ORIGIN_ASKED,  /* for its robots.txt, the first time */
	GJ_ORIGIN_OPEN,   /* the rules are known */
	GJ_ORIGIN_CLOSED  /* nothing there is asked, for the failure noted */
} gj_origin_state;

typedef struct gj_net_origin {
	gj_str name;            /* "https://host:443" */
	size_t site;
	gj_origin_state state;
	gj_robots robots;
	gj_job_list waiting;    /* for the robots.txt */
	unsigned lost;          /* jobs in a row without an answer */
	gj_fetch_failure failure;
	gj_str detail;
	int64_t read_at;        /* when its robots.txt came; meaningful once open */
	bool allow_private, legacy_tls;
} gj_net_origin;

typedef struct gj_frontier {
	const gj_fetch_options *options;
	const gj_fetch_listener *listener; /* who may know a robots.txt; null = nobody */
	gj_str token;           /* our name in robots.txt */
	gj_arena arena;         /* what lives as long as the run */
	gj_arena scratch;
	gj_polite *polite;
	gj_buffer jobs;         /* of gj_job */
	gj_buffer origins;      /* of gj_net_origin */
	gj_buffer delays;       /* of each site, int64_t milliseconds */
	gj_name_map seen, origin_numbers, site_numbers;
	gj_job_list barred;
	size_t page_count;      /* jobs that are no robots.txt */
} gj_frontier;

/* `options` and `user_agent` outlive it. Release in every case. */
gj_code gj_frontier_init(gj_frontier *frontier, const gj_fetch_options *options,
                         const char *user_agent, gj_err *err);
void gj_frontier_release(gj_frontier *frontier);

/* Valid until a job is added. */
gj_job *gj_frontier_job(const gj_frontier *frontier, size_t job);
size_t gj_frontier_job_count(const gj_frontier *frontier);
size_t gj_frontier_site_count(const gj_frontier *frontier); /* registered domains */
const gj_net_origin *gj_frontier_origin(const gj_frontier *frontier, const gj_job *job);
int64_t gj_frontier_delay(const gj_frontier *frontier, const gj_job *job);

/* Takes an address up; one that is known already is passed over. The slices
 * must live as long as the run. */
gj_code gj_frontier_add(gj_frontier *frontier, const gj_fetch_request *request, gj_err *err);
/* Whether a job in flight may go on at `url`, where its answer redirects to: not
 * when that is no place to go to, or one too many. */
bool gj_frontier_may_redirect(gj_frontier *frontier, size_t job, gj_str url);
/* Notes the redirect for `hops`; `record` is where it was kept, or empty. */
gj_code gj_frontier_note_hop(gj_frontier *frontier, size_t job, const gj_capture *hop,
                             gj_str record, gj_err *err);
/* The job goes on there. */
gj_code gj_frontier_redirect(gj_frontier *frontier, size_t job, gj_str url, gj_err *err);
/* A job in flight is to be asked for again. */
void gj_frontier_retry(gj_frontier *frontier, size_t job);
/* The robots.txt of an origin came, or did not: its waiting jobs go on. `now` is
 * in milliseconds of any clock. */
gj_code gj_frontier_take_robots(gj_frontier *frontier, size_t job, const gj_capture *capture,
                                int64_t now, gj_err *err);
/* Before a job that gj_polite_next gave is started: when the robots.txt of its
 * origin is older than GJ_ROBOTS_AGE_MAX, *job becomes one that asks for it anew,
 * and the other waits. */
gj_code gj_frontier_refresh(gj_frontier *frontier, size_t *job, int64_t now, gj_err *err);
/* A page's last attempt ended: whether its host answers at all. */
gj_code gj_frontier_note(gj_frontier *frontier, size_t job, const gj_capture *capture,
                         gj_err *err);
/* Gives back what a job took that has its outcome. */
void gj_frontier_forget(gj_frontier *frontier, size_t job);
/* Takes a job that is not to be asked; false when there is none. */
bool gj_frontier_next_barred(gj_frontier *frontier, size_t *job);

#endif
