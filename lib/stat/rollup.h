/* Parents against the sum of their children: what a government prints beside what
 * those under it print, added up.
 *
 * A child is an agency whose parent, in the roster, is that name. Only sure numbers
 * are added (those a ranking would take, however few the cases), and how many of the
 * children gave one is told: `counted` of `children`, which includes those of which no
 * report was read. A government's own office may be one of the children; its part is
 * told apart, because some governments count it and some do not.
 */
#ifndef GJ_STAT_ROLLUP_H
#define GJ_STAT_ROLLUP_H

#include "stat/frame.h"

/* Whether `child` is the office of `parent`: its name and 办公室 or 办公厅. */
bool gj_is_own_office(gj_str child, gj_str parent);

typedef struct gj_roll_up {
	const gj_metric *metric;
	int year;
	gj_str agency, region;  /* the parent */
	bool reported;          /* a report of its own was read: `own` is filled */
	gj_ratio own;
	size_t children, counted;
	int64_t numerator, denominator; /* of the counted, added up; the denominator of a
	                                 * count is 1 */
	bool overflow;          /* they are too large to add: both sums are void */
	bool office_listed;
	int64_t office_numerator, office_denominator; /* its part of the sums, 0 if unsure */
} gj_roll_up;

/* Calls `visit` for each metric that adds cells up (`metrics` as in gj_rank_options),
 * then by year and by name of the parent in byte order. n log n; 80 bytes a sample. */
typedef gj_code gj_roll_up_visit(void *context, const gj_roll_up *roll_up, gj_err *err);
gj_code gj_roll_up_frame(const gj_frame *frame, const bool *metrics, gj_roll_up_visit *visit,
                         void *context, gj_err *err);

#endif
