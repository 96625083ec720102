/* Which form each table follows, and what it lacks of that form. */
#ifndef GJ_MAP_JUDGE_H
#define GJ_MAP_JUDGE_H

#include "map/mapper.h"

/* Judges the tables that were not found before by the rows and columns seen. */
void gj_map_judge(gj_mapper *mapper);
/* Notes the fields of the table's form that no cell was found for: whole columns of
 * table 三, and rows. */
void gj_map_note_missing(gj_mapper *mapper, int table);

#endif
