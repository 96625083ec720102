/* Stretches of folded text, and what words of the vocabulary (tables/vocabulary.inc) stand
 * in them.
 *
 * Reading a text spots every word of every list in one pass (prose/folded.h); a question
 * then walks the few spots of its stretch. A word counts when the whole of it lies inside.
 * Places are bytes of the folded text. */
#ifndef GJ_PROSE_SPAN_H
#define GJ_PROSE_SPAN_H

#include "prose/folded.h"

typedef struct gj_span {
	const gj_folded *of;
	uint32_t begin, end;
} gj_span;

#define GJ_NOWHERE UINT32_MAX /* no place */

static inline gj_span gj_span_of(const gj_folded *folded)
{
	return (gj_span){ folded, 0, (uint32_t)folded->text.len };
}

/* Parts; places outside the span are moved to its nearest end. */
static inline gj_span gj_span_from(gj_span span, uint32_t begin)
{
	uint32_t least = begin > span.begin ? begin : span.begin;
	return (gj_span){ span.of, least < span.end ? least : span.end, span.end };
}

static inline gj_span gj_span_upto(gj_span span, uint32_t end)
{
	uint32_t most = end < span.end ? end : span.end;
	return (gj_span){ span.of, span.begin, most > span.begin ? most : span.begin };
}

static inline uint32_t gj_span_length(gj_span span)
{
	return span.end - span.begin;
}

gj_str gj_span_text(gj_span span);

/* The first spot that begins in the span or behind it; spots follow each other up to one
 * that begins GJ_NOWHERE. */
static inline const gj_spot *gj_span_spots(gj_span span)
{
	const gj_spot *spot = span.of->spots + span.of->blocks[span.begin / GJ_SPOT_BLOCK];
	while (spot->begin < span.begin)
		spot++;
	return spot;
}

static inline bool gj_spot_is(const gj_spot *spot, gj_says list)
{
	return gj_said_has(&gj_word_lists[spot->word], list);
}

static inline uint32_t gj_spot_end(const gj_spot *spot)
{
	return spot->begin + spot->length;
}

/* All lists with a word in the span. */
gj_said gj_span_said(gj_span span);
bool gj_span_says(gj_span span, gj_says list);
bool gj_span_ends(gj_span span, gj_says list);
/* Where the first begins, and where the last ends; GJ_NOWHERE when there is none. */
uint32_t gj_span_first(gj_span span, gj_says list);
uint32_t gj_span_last(gj_span span, gj_says list);
/* The word that ends last, the longest of those; null if none. */
const gj_spot *gj_span_last_spot(gj_span span, gj_says list);

/* Whether a filler stands anywhere, opens the span, or closes it. */
bool gj_span_holds(gj_span span, gj_fills list);
bool gj_span_opens(gj_span span, gj_fills list);
bool gj_span_closes(gj_span span, gj_fills list);
/* Where the words that the span opens with end, each the longest that fits. */
uint32_t gj_span_led(gj_span span, gj_fills list);
/* Whether the span is made of nothing but these words, each the longest that fits. */
bool gj_span_only(gj_span span, gj_fills list);

#endif
