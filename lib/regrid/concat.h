/* Tables in text that lost every separator: "…申请数量200000121二、上年结转…".
 *
 * The digits behind a label are split in every way that leaves no leading zeros;
 * the tallies decide: a row's total, then the columns' sums and balances. Where
 * exactly one way is left, that is the reading (the mapper doubts it as no_grid);
 * where several are, or none, the row is named without values.
 */
#ifndef GJ_REGRID_CONCAT_H
#define GJ_REGRID_CONCAT_H

#include "doc/document.h"

/* A grid of label-and-value rows found in the paragraphs blocks[begin, end), or
 * NULL when there is no such text (or the arena is exhausted). Tables and prose
 * share its paragraphs: `tabled` is left as it is. */
gj_grid *gj_concat_grid(gj_arena *arena, const gj_block *blocks, size_t begin, size_t end,
                        bool *tabled);

#endif
