/* The smallest repairs of numbers that break the tallies.
 *
 * One wrong cell puts the tallies it stands in off by its error, and no others:
 * so it stands in every failing tally, and any of them gives the error. Of two
 * wrong cells, one stands in a failing tally without the other; mended, it
 * leaves the syndrome of the other.
 *   I. P. Fellegi, D. Holt: A Systematic Approach to Automatic Edit and
 *   Imputation, JASA 71 (1976): change the fewest fields.
 *
 * No suggested count is negative.
 *
 * Cost: below 10 µs for one cell, below 1 ms for two. No allocation.
 */
#ifndef GJ_TALLY_REPAIR_H
#define GJ_TALLY_REPAIR_H

#include "tally/slip.h"
#include "tally/syndrome.h"

typedef struct gj_changed_cell {
	gj_field field;
	bool blank;        /* prints nothing; `printed` is 0 */
	bool doubted;      /* the reading is doubtful: the slip may be ours */
	gj_slip slip;
	int64_t printed, suggested;
} gj_changed_cell;

enum { GJ_REPAIR_CELLS = 2 };

typedef struct gj_repair {
	gj_changed_cell cells[GJ_REPAIR_CELLS];
	size_t cell_count;
	gj_plausibility plausibility;
	int mended; /* failing tallies that hold with it; all else being equal, more is better */
	int weight; /* orders repairs of one plausibility, smaller is likelier */
} gj_repair;

/* More than this many repairs are as good as any number. */
enum { GJ_REPAIRS_MAX = 128 };

typedef struct gj_repair_list {
	gj_repair items[GJ_REPAIRS_MAX]; /* best first */
	size_t count;
} gj_repair_list;

/* All repairs of one cell, or of two neighbours swapped, that make the failing
 * tallies of `component` hold and break none; if there is none, of two cells.
 * The syndrome is as before when it returns. */
void gj_repairs_find(gj_syndrome *syndrome, uint64_t component, gj_repair_list *list);
/* Totals left blank that their own parts give: each a repair of its own. */
void gj_repairs_of_blank_totals(gj_syndrome *syndrome, gj_repair_list *list);
/* Takes a repair as true: its numbers replace the printed ones in the syndrome. */
void gj_repair_accept(gj_syndrome *syndrome, const gj_repair *repair);

/* How many others of the list may as well be true as `repair`, which is in it. */
size_t gj_repair_rivals(const gj_repair_list *list, const gj_repair *repair);

#endif
