/* Do ranks last? Correlations between two rankings of the same agencies.
 *
 * Spearman's rho is Pearson's correlation of ranks, ties at their middle rank.
 * Kendall's tau-b is (agreeing − disagreeing pairs) / √(pairs not tied in one ×
 * pairs not tied in the other). Both are 1 for the same order and −1 for the
 * reverse; NaN below GJ_CORRELATION_MIN agencies, or when one ranking ties all.
 * Sources: C. Spearman, Am. J. Psychol. 15 (1904) 72–101; M. G. Kendall,
 * Biometrika 33 (1945) 239–251; W. R. Knight, JASA 61 (1966) 436–439 for counting
 * in n log n.
 */
#ifndef GJ_STAT_CORRELATION_H
#define GJ_STAT_CORRELATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GJ_CORRELATION_MIN = 3 };

/* The ranks of one agency; only their order matters, equal ranks are ties. */
typedef struct gj_rank_pair {
	uint32_t before, now;
} gj_rank_pair;

typedef struct gj_correlation {
	double spearman, kendall;
} gj_correlation;

/* Reorders and overwrites `pairs`; `scratch` has room for as many. */
gj_correlation gj_correlate(gj_rank_pair *pairs, size_t count, gj_rank_pair *scratch);

#endif
