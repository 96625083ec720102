/* Who an agency is, however its name is written: the key under which its reports of
 * several years, and its entries in several lists, belong together.
 *
 * Two agencies that are different never share a key: a name of which it is not certain
 * what region it belongs to, or what it is, has none or keeps its full text.
 */
#ifndef GJ_ROSTER_IDENTITY_H
#define GJ_ROSTER_IDENTITY_H

#include "roster/alias.h"
#include "roster/organ.h"
#include "roster/seat.h"

/* As lists or reports have them; all but the agency may be empty. */
typedef struct gj_agency_names {
	gj_str agency, region, region_code;
	int year;
} gj_agency_names;

typedef struct gj_identity {
	gj_seat seat;
	uint32_t region;       /* the agency's, after branches and aliases; 0 = not certain */
	gj_str organ;          /* gj_organ's name, else the folded rest of the name */
	const gj_organ *known; /* null when the table does not know it */
	bool township;         /* 镇, 乡, 街道 */
	bool committee;        /* 管理委员会: stands for the government of a zone */
	bool branch;           /* 分局 */
	bool aliased;
	gj_str key;            /* "411481|公安局"; empty when not certain */
} gj_identity;

/* Texts are the arena's or the tables'. GJ_OK or GJ_E_MEMORY. `aliases` may be null. */
gj_code gj_identity_of(gj_arena *arena, const gj_agency_names *names, const gj_aliases *aliases,
                       gj_identity *identity);

/* The key of the same region's organ of that name, in the arena. */
gj_str gj_identity_key(gj_arena *arena, uint32_t region, gj_str organ);

#endif
