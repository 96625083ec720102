/* Table 四 told in sentences: "行政复议结果维持0件，结果纠正1件，其他结果0件，尚未审结0件".
 *
 * A number counts right behind the word of its outcome and before 件, and a group only
 * where all four outcomes are told of it; its total may be missing.
 */
#ifndef GJ_REGRID_TOLD_H
#define GJ_REGRID_TOLD_H

#include "doc/document.h"

/* A grid of rows of a group, an outcome and a number found in the paragraphs
 * blocks[begin, end), or NULL when there are none (or the arena is exhausted). `tabled`
 * is left as it is: they are prose. */
gj_grid *gj_told_grid(gj_arena *arena, const gj_block *blocks, size_t begin, size_t end, bool *tabled);

#endif
