/* Tables in text that lost its cells: one cell a line, cells parted by spaces or
 * by lone `|`. Lines are sorted into labels, header words and values, and rows
 * are made of them that the mapper can read by label and count.
 */
#ifndef GJ_REGRID_LOOSE_H
#define GJ_REGRID_LOOSE_H

#include "doc/document.h"

/* Makes a grid of the paragraphs blocks[begin, end), or NULL when they hold no
 * row of a statutory table (or the arena is exhausted). Of each of them `tabled`
 * tells whether it is nothing but cells of such rows. */
gj_grid *gj_loose_grid(gj_arena *arena, const gj_block *blocks, size_t begin, size_t end,
                       bool *tabled);

#endif
