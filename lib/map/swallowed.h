/* Cells that swallowed tables: where the end of a table is missing, the tables behind
 * it stand in its last cell, and what that printed went to the paragraphs. */
#ifndef GJ_MAP_SWALLOWED_H
#define GJ_MAP_SWALLOWED_H

#include "map/mapper.h"

/* Whether a table stands in the blank cell: what is left there is not what it printed. */
bool gj_map_swallowed(const gj_mapper *mapper, const gj_cell *cell);

/* Where the last cell of the mapper's grid holds tables, it is read again as the number
 * it printed before them. */
void gj_map_restore(gj_mapper *mapper);

#endif
