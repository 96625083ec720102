/* Robust outliers: how far a number stands from its peers' median, in units of
 * their spread.
 *
 * On a log scale (log1p, so that zeros have a place), because counts of agencies
 * differ by factors. Modified z-score 0.6745·(x − median)/MAD. Source: B.
 * Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers (1993).
 */
#ifndef GJ_STAT_OUTLIER_H
#define GJ_STAT_OUTLIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GJ_PEERS_MIN = 8 };
/* Iglewicz and Hoaglin advise 3.5 for normal data; counts have longer tails. */
#define GJ_OUTLIER_SCORE 5.0

typedef struct gj_spread {
	double median, deviation; /* of log1p for counts; deviation is the MAD */
	double middle;            /* of counts: the median itself */
	size_t count;
} gj_spread;

/* Of `count` counts of at least 0; sorts them. False with fewer than
 * GJ_PEERS_MIN, or when more than half are equal (no spread to measure with). */
bool gj_spread_of(int64_t *counts, size_t count, gj_spread *spread);
double gj_spread_score(const gj_spread *spread, int64_t count);

/* The same of any numbers in ascending order, on the scale they come in: `at`
 * gives the one at `index`. */
typedef double gj_spread_at(const void *numbers, size_t index);
bool gj_spread_measure(const void *numbers, gj_spread_at *at, size_t count, gj_spread *spread);
double gj_spread_score_of(const gj_spread *spread, double number);

#endif
