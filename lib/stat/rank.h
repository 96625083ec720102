/* Ranking agencies within peer groups, over all the years of a frame.
 *
 * Every year is ranked by itself. A place also tells how the same agency stood in
 * the same group the year before, if it was ranked there, and how often in all
 * years it was ranked, in whatever group.
 *
 * Cost: n log n per metric; about 100 bytes a sample while it runs (frame.h has
 * what the samples take), and 1.4 million samples take some seconds a metric.
 */
#ifndef GJ_STAT_RANK_H
#define GJ_STAT_RANK_H

#include "stat/group.h"
#include "stat/peers.h"

typedef struct gj_rank_options {
	int64_t min_cases;  /* 30 */
	gj_peers peers;
	const bool *metrics; /* GJ_METRIC_COUNT of them; null = all */
	bool chinese;        /* language of `note` */
} gj_rank_options;

/* One line of rankings.csv. */
typedef struct gj_place_in_ranking {
	const gj_metric *metric;
	const gj_group *group; /* the same for all its places, which come together */
	int year;
	gj_str peer_group;
	size_t rank; /* 0 = unranked, see exclusion; ties share a rank */
	size_t of;   /* ranked agencies in the group */
	const gj_sample *sample;
	gj_str agency, region;
	double value; /* NaN when unknown, as when the denominator is 0 */
	int64_t numerator, denominator;
	double ci_low, ci_high; /* Wilson, 95 %; NaN but for rates of at most 1 */
	gj_exclusion exclusion;
	/* The year before, in the same group; null when it was not ranked there. Rank
	 * and value compare only with a place that is ranked. */
	const gj_standing *last_year;
	/* In all years, this one too; deciles are those of group.h. */
	unsigned years_ranked, years_top, years_bottom;
	double score; /* modified z-score among the ranked; NaN when there is none */
} gj_place_in_ranking;

/* Calls `visit` in output order: metric, year, peer group, rank (unranked last),
 * agency in byte order. Of several reports of one agency (same name and region)
 * for one year the first in the frame that can be ranked is; the others are
 * listed unranked, so that nobody counts twice and nothing is hidden. Stops at the
 * first code that is not GJ_OK and returns it. */
typedef gj_code gj_rank_visit(void *context, const gj_place_in_ranking *place, gj_err *err);
gj_code gj_rank(const gj_frame *frame, const gj_rank_options *options, gj_rank_visit *visit,
                void *context, gj_err *err);

/* Wilson score interval for `hits` of `cases` at 95 % (z = 1.959964); NaN when
 * that is no proportion (no cases, or more hits than cases: disputes of a year
 * may outnumber its requests). Source: E. B. Wilson, JASA 22 (1927) 209–212. */
void gj_wilson(int64_t hits, int64_t cases, double *low, double *high);

#endif
