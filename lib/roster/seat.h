/* Which region an agency belongs to, from its name, its region and its region code. */
#ifndef GJ_ROSTER_SEAT_H
#define GJ_ROSTER_SEAT_H

#include "roster/region.h"

typedef enum gj_seat_state {
	GJ_SEAT_NONE,        /* nothing names a region */
	GJ_SEAT_FOUND,
	GJ_SEAT_AMBIGUOUS,   /* 鼓楼区: there are several, and nothing tells which */
	GJ_SEAT_CONTRADICTED /* code, region and name speak of different places */
} gj_seat_state;

typedef struct gj_seat {
	gj_seat_state state;
	uint32_t code;       /* the agency's own region, in use today where that is known; or 0 */
	uint32_t by_code;    /* what region_code says (as written, may be retired), 0 = nothing usable */
	uint32_t by_region;  /* what the region says, 0 = nothing */
	uint32_t by_name;    /* what the agency's name begins with, 0 = no region */
	gj_str rest;         /* of the agency's name, behind the region */
	uint32_t candidates[4]; /* of an ambiguous name */
	size_t candidate_count;
} gj_seat;

/* `agency` and `region` are folded (gj_fold); `digits` is the code as given. All may be
 * empty. Texts of the result are parts of `agency`. */
gj_seat gj_seat_of(gj_str agency, gj_str region, gj_str digits);

/* A region's name as people write it (河南省商丘市永城市, 河南永城, 永城): all of `name`
 * must be read. The code; 0 when unknown or, then with *several set, ambiguous. */
uint32_t gj_region_by_name(gj_str name, uint32_t near, bool *several);

#endif
