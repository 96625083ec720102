/* Prose folded for comparison, with the words found in it and the way back to what is
 * printed.
 *
 * Folding is that of labels (base/text.h): NFKC, Simplified characters, no spaces.
 * Paragraph ends stay as '\n'; a line that was only wrapped (text out of a PDF) is joined
 * with the next. The words of tables/vocabulary.inc are spotted on the way; prose/span.h
 * asks for them. Cost: two passes, about 55 instructions a character; room for fifty
 * times the text, a tenth of it touched.
 */
#ifndef GJ_PROSE_FOLDED_H
#define GJ_PROSE_FOLDED_H

#include "base/arena.h"
#include "base/text.h"

/* The lists of the vocabulary whose words are spotted: GJ_SAYS_REQUESTS, … */
typedef enum gj_says {
#define FILLERS(name, ...)
#define WORDS(name, ...) GJ_SAYS_##name,
#include "prose/tables/vocabulary.inc"
#undef FILLERS
#undef WORDS
	GJ_SAYS_COUNT
} gj_says;

/* Those whose words are followed where they are asked for: GJ_FILLS_PLAIN, … */
typedef enum gj_fills {
#define FILLERS(name, ...) GJ_FILLS_##name,
#define WORDS(name, ...)
#include "prose/tables/vocabulary.inc"
#undef FILLERS
#undef WORDS
	GJ_FILLS_COUNT
} gj_fills;

/* A set of lists. */
typedef struct gj_said {
	uint64_t lists[2];
} gj_said;

static inline bool gj_said_has(const gj_said *said, gj_says list)
{
	return said->lists[list / 64] >> (list % 64) & 1;
}

static inline gj_said gj_said_and(gj_said set, gj_says list)
{
	set.lists[list / 64] |= UINT64_C(1) << (list % 64);
	return set;
}

static inline gj_said gj_said_both(const gj_said *a, const gj_said *b)
{
	return (gj_said){ { a->lists[0] | b->lists[0], a->lists[1] | b->lists[1] } };
}

static inline bool gj_said_any(const gj_said *said, const gj_said *of)
{
	return (said->lists[0] & of->lists[0]) || (said->lists[1] & of->lists[1]);
}

/* The lists each spotted word stands in. */
extern const gj_said gj_word_lists[];

/* A word of the vocabulary in the text. Where several begin the shorter come first. */
typedef struct gj_spot {
	uint32_t begin;
	uint16_t length, word;
} gj_spot;

enum {
	GJ_SPOT_BLOCK = 32,   /* bytes of text that share an entry of gj_folded.blocks */
	GJ_SPOT_LENGTH_MAX = 48 /* of a word of the vocabulary, in bytes */
};

/* From `folded` on, up to the next landmark, the text is as printed from `printed` on. */
typedef struct gj_landmark {
	uint32_t folded, printed;
} gj_landmark;

typedef struct gj_folded {
	gj_str text;
	const gj_landmark *landmarks;
	size_t landmark_count;
	const gj_spot *spots;   /* by place; the last begins nowhere */
	const uint32_t *blocks; /* for each block of text the first spot that begins there or later */
	gj_said said;           /* all lists with a word in the text */
	bool spaced;            /* a space stands behind a character of its line */
} gj_folded;

/* Which words are spotted: none but those of the vocabulary's first list, or all. */
typedef enum gj_spotted { GJ_SPOT_SENTENCE_ENDS, GJ_SPOT_ALL } gj_spotted;

/* False when the arena is full. */
bool gj_folded_read(gj_arena *arena, gj_str text, gj_spotted spotted, gj_folded *folded);

/* The length of the longest word of the list that folded text begins with, 0 if none. */
size_t gj_filler_length(gj_str text, gj_fills list);

/* The byte of the original that the character at `at`, or the end, is printed at. */
uint32_t gj_folded_printed(const gj_folded *folded, uint32_t at);
/* Where in the folded text is what is printed at a byte of the original, or follows it. */
uint32_t gj_folded_place(const gj_folded *folded, size_t printed);

#endif
