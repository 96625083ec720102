#include "stat/correlation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sums of squares of ranks, and products of numbers of pairs. */
__extension__ typedef __int128 wide;

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int by_now(const void *x, const void *y)
{
	const gj_rank_pair *a = x, *b = y;
	int order = compare(a->now, b->now);
	return order ? order : compare(a->before, b->before);
}

static int by_before(const void *x, const void *y)
{
	const gj_rank_pair *a = x, *b = y;
	int order = compare(a->before, b->before);
	return order ? order : compare(a->now, b->now);
}

/* Where the block of ties that begins at `start` ends. */
static size_t end_of_ties(const gj_rank_pair *pairs, size_t count, size_t start, bool now)
{
	size_t end = start + 1;
	while (end < count && (now ? pairs[end].now == pairs[start].now
	                           : pairs[end].before == pairs[start].before))
		end++;
	return end;
}

static int64_t pairs_of(size_t count)
{
	return (int64_t)count * ((int64_t)count - 1) / 2;
}

/* Ranks become twice their middle ranks, which are whole; returns how many pairs
 * are tied. `pairs` is in order of those ranks. */
static int64_t set_middle_ranks(gj_rank_pair *pairs, size_t count, bool now)
{
	int64_t tied = 0;
	for (size_t start = 0, end; start < count; start = end) {
		end = end_of_ties(pairs, count, start, now);
		tied += pairs_of(end - start);
		for (size_t i = start; i < end; i++)
			*(now ? &pairs[i].now : &pairs[i].before) = (uint32_t)(start + end + 1);
	}
	return tied;
}

static double spearman(const gj_rank_pair *pairs, size_t count)
{
	wide now = 0, before = 0, both = 0;
	int64_t middle = (int64_t)count + 1;
	for (size_t i = 0; i < count; i++) {
		int64_t x = pairs[i].now - middle, y = pairs[i].before - middle;
		now += x * x;
		before += y * y;
		both += x * y;
	}
	return (double)both / sqrt((double)now * (double)before);
}

/* Sorts by `now` from bottom to top, and counts how many pairs stood the wrong way
 * round. */
static int64_t count_inversions(gj_rank_pair *pairs, size_t count, gj_rank_pair *scratch)
{
	int64_t inversions = 0;
	for (size_t width = 1; width < count; width *= 2) {
		for (size_t start = 0; start < count; start += 2 * width) {
			size_t middle = start + width < count ? start + width : count;
			size_t end = middle + width < count ? middle + width : count;
			size_t left = start, right = middle;
			for (size_t to = start; to < end; to++) {
				bool take_left = right == end ||
				                 (left < middle && pairs[left].now <= pairs[right].now);
				inversions += take_left ? 0 : (int64_t)(middle - left);
				scratch[to] = pairs[take_left ? left++ : right++];
			}
		}
		memcpy(pairs, scratch, count * sizeof *pairs);
	}
	return inversions;
}

/* Pairs tied in both rankings; `pairs` is in order of both. */
static int64_t count_tied_in_both(const gj_rank_pair *pairs, size_t count)
{
	int64_t tied = 0;
	for (size_t start = 0, end; start < count; start = end) {
		for (end = start + 1; end < count; end++)
			if (by_before(&pairs[start], &pairs[end]) != 0)
				break;
		tied += pairs_of(end - start);
	}
	return tied;
}

gj_correlation gj_correlate(gj_rank_pair *pairs, size_t count, gj_rank_pair *scratch)
{
	gj_correlation correlation = { NAN, NAN };
	if (count < GJ_CORRELATION_MIN)
		return correlation;
	qsort(pairs, count, sizeof *pairs, by_now);
	int64_t tied_now = set_middle_ranks(pairs, count, true);
	qsort(pairs, count, sizeof *pairs, by_before);
	int64_t tied_before = set_middle_ranks(pairs, count, false);
	int64_t all = pairs_of(count);
	if (tied_now == all || tied_before == all)
		return correlation;
	correlation.spearman = spearman(pairs, count);
	int64_t tied = count_tied_in_both(pairs, count);
	int64_t disagreeing = count_inversions(pairs, count, scratch);
	double score = (double)(all - tied_now - tied_before + tied - 2 * disagreeing);
	correlation.kendall = score / sqrt((double)(all - tied_now) * (double)(all - tied_before));
	return correlation;
}
