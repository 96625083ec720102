/* How often the diagnosis finds a planted slip, counted. */
#ifndef GJ_SUPPORT_DIAGNOSIS_SCORE_H
#define GJ_SUPPORT_DIAGNOSIS_SCORE_H

#include "slip_planter.h"

typedef struct gj_score {
	size_t planted;
	size_t unseen;          /* no tally is off */
	size_t unique, unique_first;     /* nothing else explains it; and it is named first */
	size_t unique_doubted;           /* of those first: said to be uncertain all the same */
	size_t ambiguous, ambiguous_said, ambiguous_first;
	size_t pairs;           /* two slips … */
	size_t pairs_seen, pairs_listed; /* each of which shows; and both cells are listed */
	double seconds, seconds_most;    /* processor time for checking the reports with slips */
	double seconds_clean;            /* in checking the same reports before */
} gj_score;

/* Plants one slip in a random report and adds to the score how it was diagnosed. */
void gj_score_slip(gj_score *score, gj_slip slip, bool smudged, uint64_t seed);
/* Plants two slips of one cell each, of random kinds. */
void gj_score_two_slips(gj_score *score, bool smudged, uint64_t seed);

#endif
