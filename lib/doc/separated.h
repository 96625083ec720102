/* Text whose cells are parted by commas or semicolons: CSV as spreadsheets save it, or
 * lines with "，", "；" or "、" between the cells.
 *
 * Such marks stand in prose too, so that text is read without them first; whoever
 * found no table asks here for the text with tabs in their place.
 */
#ifndef GJ_DOC_SEPARATED_H
#define GJ_DOC_SEPARATED_H

#include "doc/charset.h"

/* Each has a number from 0 on. Behind the sure ones comes "、", which labels have too. */
enum { GJ_SURE_SEPARATORS = 4, GJ_SEPARATORS };

/* The text, as long as it is, with tabs in the place of one separator where lines may
 * be rows, and without the quotes around cells: what is left stands where it stood.
 * Empty when hardly a line may be a row, or the arena is exhausted. */
gj_str gj_text_tabbed(gj_arena *arena, gj_str text, gj_charset charset, unsigned separator);

#endif
