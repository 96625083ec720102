/* Splitting a run of digits into numbers, with their last the sum of the others. */
#ifndef GJ_REGRID_SPLIT_H
#define GJ_REGRID_SPLIT_H

#include "base/text.h"

enum {
	GJ_SPLIT_PARTS_MAX = 7,
	GJ_SPLITS_MAX = 32,  /* more ways than this are as good as unknown */
	GJ_SPLIT_DIGITS_MAX = 24
};

typedef struct gj_split {
	uint8_t end[GJ_SPLIT_PARTS_MAX]; /* offset behind each number */
	int64_t value[GJ_SPLIT_PARTS_MAX];
} gj_split;

typedef struct gj_splits {
	gj_split ways[GJ_SPLITS_MAX];
	size_t count;  /* GJ_SPLITS_MAX: there may be more */
} gj_splits;

/* All ways to read `digits` as `parts` numbers without leading zeros; with
 * `total`, only those whose last number is the sum of the others. None when
 * there are more than GJ_SPLIT_DIGITS_MAX digits. */
void gj_split_digits(gj_str digits, int parts, bool total, gj_splits *out);

#endif
