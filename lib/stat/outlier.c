#include "stat/outlier.h"

#include <math.h>
#include <stdlib.h>

/* The MAD of a normal distribution is 0.6745 of its standard deviation. */
static const double normal_mad = 0.6745;

static int compare_counts(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static double middle_of(double low, double high)
{
	return (low + high) / 2;
}

/* The median of |log1p(count) − median| over sorted counts: the distances grow
 * to both sides of the median, so the smaller is taken next until half are. */
static double deviation_of(const int64_t *sorted, size_t count, double median)
{
	size_t below = count / 2, above = count / 2;
	double last = 0, before = 0;
	for (size_t taken = 0; taken <= count / 2; taken++) {
		double down = below > 0 ? median - log1p((double)sorted[below - 1]) : INFINITY;
		double up = above < count ? log1p((double)sorted[above]) - median : INFINITY;
		before = last;
		if (down < up) {
			last = down;
			below--;
		} else {
			last = up;
			above++;
		}
	}
	return count % 2 ? last : middle_of(before, last);
}

bool gj_spread_of(int64_t *counts, size_t count, gj_spread *spread)
{
	if (count < GJ_PEERS_MIN)
		return false;
	qsort(counts, count, sizeof *counts, compare_counts);
	double low = (double)counts[(count - 1) / 2], high = (double)counts[count / 2];
	spread->count = count;
	spread->middle = middle_of(low, high);
	spread->median = middle_of(log1p(low), log1p(high));
	spread->deviation = deviation_of(counts, count, spread->median);
	return spread->deviation > 0;
}

double gj_spread_score(const gj_spread *spread, int64_t count)
{
	return normal_mad * (log1p((double)count) - spread->median) / spread->deviation;
}
