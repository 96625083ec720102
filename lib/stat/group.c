#include "stat/group.h"

#include <math.h>
#include <stdlib.h>

/* Products and sums of counts. */
__extension__ typedef __int128 wide;

int gj_standing_compare(const gj_standing *a, const gj_standing *b)
{
	wide left = (wide)a->numerator * b->denominator;
	wide right = (wide)b->numerator * a->denominator;
	return (left > right) - (left < right);
}

static int by_position(const gj_standing *a, const gj_standing *b)
{
	return (a->position > b->position) - (a->position < b->position);
}

static int least_first(const void *a, const void *b)
{
	int order = gj_standing_compare(a, b);
	return order ? order : by_position(a, b);
}

static int most_first(const void *a, const void *b)
{
	int order = gj_standing_compare(b, a);
	return order ? order : by_position(a, b);
}

void gj_group_rank(const gj_metric *metric, gj_standing *ranked, size_t count)
{
	size_t tenth = count / 10;
	qsort(ranked, count, sizeof *ranked, metric->most_is_first ? most_first : least_first);
	for (size_t start = 0, end; start < count; start = end) {
		for (end = start + 1; end < count; end++)
			if (gj_standing_compare(&ranked[start], &ranked[end]) != 0)
				break;
		gj_decile decile = end <= tenth             ? GJ_DECILE_TOP
		                   : count - start <= tenth ? GJ_DECILE_BOTTOM
		                                            : GJ_DECILE_MIDDLE;
		for (size_t i = start; i < end; i++) {
			ranked[i].rank = (uint32_t)start + 1;
			ranked[i].decile = (uint8_t)decile;
		}
	}
}

/* ---- what a group is like ---- */

/* Its ranked members from the smallest value. */
typedef struct ascending {
	const gj_metric *metric;
	const gj_standing *ranked;
	size_t count;
} ascending;

static const gj_standing *member(const ascending *a, size_t index)
{
	return &a->ranked[a->metric->most_is_first ? a->count - 1 - index : index];
}

/* Counts of agencies differ by factors; days may be below zero. */
static double on_scale(const gj_metric *metric, double value)
{
	bool count = metric->kind == GJ_METRIC_IS_COUNT && metric->numerator != GJ_QUANTITY_DAYS_LATE;
	return count ? log1p(value) : value;
}

static double scaled_at(const void *context, size_t index)
{
	const ascending *a = context;
	return on_scale(a->metric, gj_standing_value(member(a, index)));
}

static double quantile(const ascending *a, size_t percent)
{
	if (!a->count)
		return NAN;
	size_t hundredths = (a->count - 1) * percent, below = hundredths / 100;
	double low = gj_standing_value(member(a, below));
	if (hundredths % 100 == 0)
		return low;
	double high = gj_standing_value(member(a, below + 1));
	return low + (high - low) * (double)(hundredths % 100) / 100;
}

static void add_up(gj_group *group, const ascending *a)
{
	wide numerator = 0, denominator = 0;
	for (size_t i = 0; i < a->count; i++) {
		numerator += a->ranked[i].numerator;
		denominator += a->ranked[i].denominator;
	}
	group->mean = a->count ? (double)numerator / (double)denominator : NAN;
	if (numerator > INT64_MAX || numerator < INT64_MIN || denominator > INT64_MAX)
		return;
	group->numerator = (int64_t)numerator;
	group->denominator = (int64_t)denominator;
}

double gj_group_score(const gj_group *group, const gj_standing *standing)
{
	double value = on_scale(group->metric, gj_standing_value(standing));
	return group->has_spread ? gj_spread_score_of(&group->spread, value) : NAN;
}

bool gj_is_outlier(double score)
{
	return fabs(score) > GJ_OUTLIER_SCORE; /* not for NaN */
}

void gj_group_measure(gj_group *group, const gj_metric *metric, const gj_standing *ranked,
                      size_t count)
{
	const ascending a = { metric, ranked, count };
	group->metric = metric;
	group->ranked = count;
	group->p10 = quantile(&a, 10);
	group->median = quantile(&a, 50);
	group->p90 = quantile(&a, 90);
	add_up(group, &a);
	group->has_spread = gj_spread_measure(&a, scaled_at, count, &group->spread);
	for (size_t i = 0; i < count; i++)
		group->outliers += gj_is_outlier(gj_group_score(group, &ranked[i]));
}

void gj_persistence_add(gj_persistence *persistence, const gj_standing *before,
                        const gj_standing *now, gj_rank_pair *pairs)
{
	pairs[persistence->both++] = (gj_rank_pair){ before->rank, now->rank };
	bool top = before->decile == GJ_DECILE_TOP, bottom = before->decile == GJ_DECILE_BOTTOM;
	persistence->top += top;
	persistence->bottom += bottom;
	persistence->top_stayed += top && now->decile == GJ_DECILE_TOP;
	persistence->bottom_stayed += bottom && now->decile == GJ_DECILE_BOTTOM;
}
