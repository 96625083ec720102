/* The grids of a page as text, slot by slot and without white space, from two
 * readers: ours, and gumbo, which builds the tree of the HTML standard. Equal
 * texts mean that both see the same tables.
 */
#ifndef GJ_SUPPORT_GRID_DUMP_H
#define GJ_SUPPORT_GRID_DUMP_H

#include "doc/document.h"
#include "base/buffer.h"

/* "grid 2x3\n" and a line a row, slots ended by U+001F. */
void gj_dump_grids(gj_buffer *to, const gj_document *document);
/* The same from a page in valid UTF-8. A table of one cell inside a cell belongs
 * to it; text that stands in a table but in no cell belongs to no cell. */
void gj_dump_gumbo_grids(gj_buffer *to, gj_str page);

#endif
