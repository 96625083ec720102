/* Prose folded for comparison, with the way back to what is printed.
 *
 * Folding is that of labels (base/text.h): NFKC, Simplified characters, no
 * spaces. Paragraph ends stay as '\n'; a line that was only wrapped (text out of
 * a PDF) is joined with the next. Cost: one pass, five times the text in memory.
 */
#ifndef GJ_PROSE_FOLDED_H
#define GJ_PROSE_FOLDED_H

#include "base/arena.h"
#include "base/text.h"

typedef struct gj_folded {
	gj_str text;
	const uint32_t *origin; /* for each byte of `text`, and its end: byte in the original */
} gj_folded;

/* False when the arena is full. */
bool gj_folded_read(gj_arena *arena, gj_str text, gj_folded *folded);

#endif
