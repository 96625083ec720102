#include "random.h"
#include "stat/correlation.h"

#include <criterion/criterion.h>
#include <math.h>

enum { MOST = 64 };

static gj_correlation of(const uint32_t *before, const uint32_t *now, size_t count)
{
	gj_rank_pair pairs[MOST], scratch[MOST];
	for (size_t i = 0; i < count; i++)
		pairs[i] = (gj_rank_pair){ before[i], now[i] };
	return gj_correlate(pairs, count, scratch);
}

Test(correlation, is_one_for_the_same_order_and_minus_one_for_the_reverse)
{
	const uint32_t up[] = { 1, 2, 3, 4, 5 }, down[] = { 9, 7, 5, 3, 1 };
	gj_correlation same = of(up, up, 5), reverse = of(up, down, 5);
	cr_assert(same.spearman == 1 && same.kendall == 1);
	cr_assert(reverse.spearman == -1 && reverse.kendall == -1);
}

Test(correlation, is_the_published_one)
{
	/* Kendall, Rank Correlation Methods (1948), chapter 1: ten boys ranked in mathematics
	 * and music, tau 0.11 and rho 0.14. */
	const uint32_t a[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
	const uint32_t b[] = { 4, 7, 2, 10, 3, 6, 8, 1, 5, 9 };
	gj_correlation c = of(a, b, 10);
	cr_assert_float_eq(c.kendall, 5.0 / 45, 1e-12);
	cr_assert_float_eq(c.spearman, 1 - 6.0 * 142 / 990, 1e-12);
}

Test(correlation, needs_three_that_do_not_all_tie)
{
	const uint32_t up[] = { 1, 2, 3 }, ties[] = { 1, 1, 1 };
	cr_assert(isnan(of(up, up, 2).spearman) && isnan(of(up, up, 0).kendall));
	cr_assert(isnan(of(up, ties, 3).spearman) && isnan(of(ties, up, 3).kendall));
}

Test(correlation, counts_pairs_as_going_through_them_does)
{
	gj_random random = { 7 };
	for (int round = 0; round < 200; round++) {
		uint32_t a[MOST], b[MOST];
		size_t count = 3 + (size_t)gj_random_below(&random, MOST - 3);
		int64_t score = 0, untied_a = 0, untied_b = 0;
		for (size_t i = 0; i < count; i++) {
			a[i] = 1 + (uint32_t)gj_random_below(&random, 9);
			b[i] = 1 + (uint32_t)gj_random_below(&random, 30);
			for (size_t j = 0; j < i; j++) {
				int x = (a[i] > a[j]) - (a[i] < a[j]), y = (b[i] > b[j]) - (b[i] < b[j]);
				score += x * y;
				untied_a += x != 0;
				untied_b += y != 0;
			}
		}
		double kendall = (double)score / sqrt((double)untied_a * (double)untied_b);
		double got = of(a, b, count).kendall;
		cr_assert(isnan(kendall) ? isnan(got) : fabs(got - kendall) < 1e-12);
	}
}
