/* Text of a page that people do not see: of elements with the attribute `hidden` or a
 * style that hides them (style.h).
 *
 * Reading a page does not look for such text, for hardly one has any; whoever has
 * read a number asks here, at the cost of a comparison, and reads the page anew
 * without what is hidden if it was there. Only the cell's own tags are asked then;
 * whoever found a table twice should have the whole page searched.
 */
#ifndef GJ_DOC_HIDDEN_H
#define GJ_DOC_HIDDEN_H

#include "doc/document.h"

enum { GJ_HARMLESS_TAGS = 4 };

typedef struct gj_hidden_finder {
	gj_str page;
	gj_str before; /* the last tag before a text, which hides nothing */
	gj_str harmless[GJ_HARMLESS_TAGS]; /* others seen, for cells are marked up alike */
	size_t next; /* of them to be replaced */
} gj_hidden_finder;

/* Whether some of the text that stands at `range`, `printed` bytes long without its
 * markup, is hidden by the tag before it or by one within its cell. */
bool gj_hidden_at(gj_hidden_finder *finder, gj_range range, size_t printed);

/* The page with a comment, as long, in the place of each hidden element of a table, or
 * `everywhere`: what is left stands where it stood. Empty when the arena is exhausted. */
gj_str gj_hidden_removed(gj_arena *arena, gj_str page, bool everywhere);

#endif
