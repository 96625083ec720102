/* Ranking agencies within peer groups. */
#ifndef GJ_STAT_RANK_H
#define GJ_STAT_RANK_H

#include "out/sheet.h"
#include "stat/frame.h"

typedef enum gj_peers {
	GJ_PEERS_LEVEL_KIND, /* the default: level × kind, "county × police" */
	GJ_PEERS_ALL,
	GJ_PEERS_LEVEL,
	GJ_PEERS_KIND,
	GJ_PEERS_REGION,
	GJ_PEERS_PARENT,
	GJ_PEERS_COUNT
} gj_peers;

bool gj_peers_by_name(gj_str name, gj_peers *peers); /* "level-kind", "all", … */

typedef struct gj_rank_options {
	int64_t min_cases;  /* 30 */
	gj_peers peers;
	const bool *metrics; /* GJ_METRIC_COUNT of them; null = all */
	bool chinese;        /* language of `note` */
} gj_rank_options;

/* One line of rankings.csv. */
typedef struct gj_place_in_ranking {
	const gj_metric *metric;
	int year;
	gj_str peer_group;
	size_t rank; /* 0 = unranked, see note; ties share a rank */
	size_t of;   /* ranked agencies in the group */
	const gj_sample *sample;
	double value; /* NaN when unknown, as when the denominator is 0 */
	int64_t numerator, denominator;
	double ci_low, ci_high; /* Wilson, 95 %; NaN but for rates of at most 1 */
	gj_exclusion exclusion;
} gj_place_in_ranking;

/* Calls `visit` in output order: metric, year, peer group, rank (unranked last),
 * agency in byte order. Of several reports of one agency (same name and region)
 * for one year the first in the frame that can be ranked is; the others are
 * listed unranked, so that nobody counts twice and nothing is hidden. */
typedef gj_code gj_rank_visit(void *context, const gj_place_in_ranking *place, gj_err *err);
gj_code gj_rank(const gj_frame *frame, const gj_rank_options *options, gj_rank_visit *visit,
                void *context, gj_err *err);

/* Wilson score interval for `hits` of `cases` at 95 % (z = 1.959964); NaN when
 * that is no proportion (no cases, or more hits than cases: disputes of a year
 * may outnumber its requests). Source: E. B. Wilson, JASA 22 (1927) 209–212. */
void gj_wilson(int64_t hits, int64_t cases, double *low, double *high);

enum { GJ_RANKING_COLUMNS = 13 };
extern const gj_column gj_ranking_columns[GJ_RANKING_COLUMNS];
/* Text in the arena; false when that is exhausted. */
bool gj_ranking_row(gj_arena *arena, const gj_place_in_ranking *place, bool chinese,
                    gj_sheet_cell cells[GJ_RANKING_COLUMNS]);

#endif
