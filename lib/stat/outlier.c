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

/* The median of |number − median|: the distances grow to both sides of the
 * median, so the smaller is taken next until half are. */
static double deviation_of(const void *numbers, gj_spread_at *at, size_t count, double median)
{
	size_t below = count / 2, above = count / 2;
	double last = 0, before = 0;
	for (size_t taken = 0; taken <= count / 2; taken++) {
		double down = below > 0 ? median - at(numbers, below - 1) : INFINITY;
		double up = above < count ? at(numbers, above) - median : INFINITY;
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

bool gj_spread_measure(const void *numbers, gj_spread_at *at, size_t count, gj_spread *spread)
{
	*spread = (gj_spread){ .count = count };
	if (count < GJ_PEERS_MIN)
		return false;
	spread->median = middle_of(at(numbers, (count - 1) / 2), at(numbers, count / 2));
	spread->deviation = deviation_of(numbers, at, count, spread->median);
	return spread->deviation > 0;
}

double gj_spread_score_of(const gj_spread *spread, double number)
{
	return normal_mad * (number - spread->median) / spread->deviation;
}

static double log_at(const void *counts, size_t index)
{
	return log1p((double)((const int64_t *)counts)[index]);
}

bool gj_spread_of(int64_t *counts, size_t count, gj_spread *spread)
{
	if (count < GJ_PEERS_MIN)
		return false;
	qsort(counts, count, sizeof *counts, compare_counts);
	bool measured = gj_spread_measure(counts, log_at, count, spread);
	spread->middle = middle_of((double)counts[(count - 1) / 2], (double)counts[count / 2]);
	return measured;
}

double gj_spread_score(const gj_spread *spread, int64_t count)
{
	return gj_spread_score_of(spread, log1p((double)count));
}
