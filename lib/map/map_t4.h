/* Table 四: what its header says. Shared by map_t4.c and map_t4_head.c only. */
#ifndef GJ_FORM_MAP_T4_H
#define GJ_FORM_MAP_T4_H

#include "map/mapper.h"

enum { GJ_T4_FIFTEEN = GJ_T4_GROUPS * GJ_T4_OUTCOMES };

/* The field that all header words above one column name together, or
 * GJ_FIELD_NONE. */
gj_field gj_map_t4_field(gj_str path);

/* The fifteen fields in the order in which the words of `head` give them. False
 * when they do not; `assumed`: some words are missing and the form's order stands
 * in for them. */
bool gj_map_t4_words(const gj_head *head, gj_field fields[GJ_T4_FIFTEEN], bool *assumed);

#endif
