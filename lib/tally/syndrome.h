/* By how much every tally is off, kept current while other numbers are tried.
 *
 * The tallies are a linear code over the cells: each cell stands in at most
 * three of them, with coefficient +1 (left) or −1 (right). A blank is an unknown
 * number ≥ 0, as everywhere: a tally that is off and that blanks could mend is
 * open, else it is failing. Tallies with a cell that is absent or no whole count
 * are left out.
 *
 * Cost: one walk over all terms to set up, below 5 µs; a few steps for each
 * number tried. No allocation.
 */
#ifndef GJ_TALLY_SYNDROME_H
#define GJ_TALLY_SYNDROME_H

#include "tally/tally.h"

_Static_assert(GJ_TALLIES_MAX <= 64, "a set of tallies is a uint64_t");

typedef struct gj_syndrome {
	const gj_tally_list *tallies;
	const gj_value *printed;
	uint64_t failing, open;      /* tallies, by their place in the list */
	uint64_t in[GJ_FIELD_COUNT]; /* the tallies a cell stands in … */
	uint64_t on_left[GJ_FIELD_COUNT]; /* … and on whose left */
	int64_t number[GJ_FIELD_COUNT];   /* printed, or what is tried; 0 for blanks */
	int64_t off[GJ_TALLIES_MAX];      /* left − right */
	uint8_t blanks[GJ_TALLIES_MAX][2]; /* on the left, on the right */
	gj_field_set members;  /* cells of any tally, also of those left out */
	gj_field_set readable; /* members that print a count or nothing */
	gj_field_set totals;   /* members that are a sum of others */
} gj_syndrome;

/* `excluded`: tallies to leave out. List and values must outlive the syndrome. */
void gj_syndrome_init(gj_syndrome *syndrome, const gj_tally_list *tallies, uint64_t excluded,
                      const gj_value *values);
/* Tries a number in a cell of some tally. */
void gj_syndrome_put(gj_syndrome *syndrome, gj_field field, int64_t number);
/* What the report prints in a cell of some tally; 0 for a blank. */
int64_t gj_syndrome_printed(const gj_syndrome *syndrome, gj_field field);
/* The tallies that hang together with those of the set `start` by shared cells:
 * what is wrong in table 四 says nothing of table 三. */
uint64_t gj_syndrome_component(const gj_syndrome *syndrome, uint64_t start);

/* The first tally of a set that is not empty. */
static inline unsigned gj_lowest_tally(uint64_t set)
{
	return (unsigned)__builtin_ctzll(set);
}

#endif
