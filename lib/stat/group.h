/* What one peer group is like under one metric in one year.
 *
 * Quantiles are of the ranked agencies' values by linear interpolation at
 * (n − 1)·p, as R's type 7, NumPy and a spreadsheet's PERCENTILE.INC have them.
 * The weighted mean is the sum of numerators over the sum of denominators: the
 * value of all ranked agencies taken as one. (For a count: the mean.)
 *
 * An outlier is further than GJ_OUTLIER_SCORE from the median, as in rule P02:
 * counts on a log scale, rates, growth and days as they are; at least
 * GJ_PEERS_MIN ranked agencies, of which no more than half have one value.
 *
 * Deciles: the top decile are the n/10 (rounded down) best ranked; agencies that
 * tie across its edge are outside, and so below ten there is none. The bottom
 * decile is the same from the other end.
 */
#ifndef GJ_STAT_GROUP_H
#define GJ_STAT_GROUP_H

#include "stat/correlation.h"
#include "stat/frame.h"
#include "stat/outlier.h"

typedef enum gj_decile { GJ_DECILE_MIDDLE, GJ_DECILE_TOP, GJ_DECILE_BOTTOM } gj_decile;

/* One report under one metric. */
typedef struct gj_standing {
	int64_t numerator, denominator;
	uint32_t sample;   /* of the frame */
	uint32_t position; /* in order of group and agency */
	uint32_t rank;     /* 0 = unranked; ties share a rank */
	uint8_t exclusion; /* gj_exclusion, with what only a ranking excludes */
	uint8_t decile;    /* gj_decile */
} gj_standing;

static inline double gj_standing_value(const gj_standing *standing)
{
	return (double)standing->numerator / (double)standing->denominator;
}

/* <0, 0, >0 by value, exactly. Both have a denominator above 0. */
int gj_standing_compare(const gj_standing *a, const gj_standing *b);

/* The agencies ranked in this group this year and last. */
typedef struct gj_persistence {
	size_t both;                /* how many */
	gj_correlation correlation; /* of their two ranks */
	size_t top, top_stayed;     /* of them: in last year's top decile; in this year's too */
	size_t bottom, bottom_stayed;
} gj_persistence;

typedef struct gj_group {
	const gj_metric *metric;
	int year;
	gj_str name;
	size_t listed, ranked, outliers;
	double p10, median, p90;  /* NaN when nobody is ranked */
	int64_t numerator, denominator; /* sums; both 0 when too large to add */
	double mean;              /* weighted */
	bool has_spread;
	gj_spread spread;
	gj_persistence persistence;
} gj_group;

/* Sorts `ranked` by rank (ties by position), and gives ranks and deciles. */
void gj_group_rank(const gj_metric *metric, gj_standing *ranked, size_t count);
/* Fills all but name, year, `listed` and persistence from what gj_group_rank left. */
void gj_group_measure(gj_group *group, const gj_metric *metric, const gj_standing *ranked,
                      size_t count);
/* How far a ranked one stands from the median; NaN when there is no spread. */
double gj_group_score(const gj_group *group, const gj_standing *standing);
bool gj_is_outlier(double score);
/* Adds one agency that was ranked in both years; its pair is added to `pairs`. */
void gj_persistence_add(gj_persistence *persistence, const gj_standing *before,
                        const gj_standing *now, gj_rank_pair *pairs);

#endif
