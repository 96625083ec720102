/* What kind of slip turns one number into another.
 *
 * Pure and without allocation; a few dozen steps a call.
 */
#ifndef GJ_TALLY_SLIP_H
#define GJ_TALLY_SLIP_H

#include "base/text.h"

/* How a number may have come to be printed wrongly, as far as its digits tell. */
typedef enum gj_slip {
	GJ_SLIP_TRANSPOSED,     /* 21 for 12 */
	GJ_SLIP_DOUBLED,        /* 122 for 12 */
	GJ_SLIP_DROPPED,        /* 12 for 132 */
	GJ_SLIP_ADDED,          /* 132 for 12 */
	GJ_SLIP_CHANGED,        /* 17 for 12 */
	GJ_SLIP_SIGN,           /* -12 for 12 */
	GJ_SLIP_LEFT_ZERO,      /* a total of 0 for 12 */
	GJ_SLIP_LEFT_BLANK,     /* nothing for 12 */
	GJ_SLIP_SWAPPED_COLUMN, /* the number of the cell beside it */
	GJ_SLIP_SWAPPED_ROW,    /* the number of the cell above or below */
	GJ_SLIP_OFFSET,         /* as many too few in one cell as too many in another of its line */
	GJ_SLIP_ARBITRARY,      /* the digits tell nothing */
	GJ_SLIPS
} gj_slip;

const char *gj_slip_name(gj_slip slip); /* "transposed", public, never changes */

/* Likelier ones first. */
typedef enum gj_plausibility {
	GJ_PLAUSIBLE_SLIP,     /* one typing slip */
	GJ_PLAUSIBLE_SWAP,     /* two neighbours in each other's place */
	GJ_PLAUSIBLE_LEFT_OUT, /* a total left blank or zero */
	GJ_PLAUSIBLE_PAIR,     /* two slips, or a number moved from one cell to another */
	GJ_PLAUSIBLE_ARBITRARY /* some number for another */
} gj_plausibility;

const char *gj_plausibility_name(gj_plausibility plausibility); /* "slip", public */

/* What the digits tell of a cell that prints `printed` where `suggested` was
 * meant: TRANSPOSED … SIGN, or ARBITRARY. The numbers differ. */
gj_slip gj_slip_between(int64_t printed, int64_t suggested);

/* Whether it explains the printed number, and how strongly: smaller is stronger. */
gj_plausibility gj_slip_plausibility(gj_slip slip);
int gj_slip_weight(gj_slip slip);
const gj_words *gj_slip_words(gj_slip slip); /* 数字颠倒 */

#endif
