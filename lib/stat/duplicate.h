/* Near-duplicate texts among many, in near-linear time.
 *
 * A text becomes the set of its shingles (runs of characters, without digits,
 * punctuation and spaces, so that a copy with other numbers is still a copy), of
 * which one in sixteen stays, chosen by its hash and therefore the same in every
 * text. Shingles that many owners share are boilerplate and dropped. MinHash with
 * banding finds the pairs worth comparing; those are compared exactly. Source:
 * A. Broder, On the resemblance and containment of documents (1997).
 *
 * Cost: about 0.6 KB a text; 20,000 texts in a second or two.
 */
#ifndef GJ_STAT_DUPLICATE_H
#define GJ_STAT_DUPLICATE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

typedef struct gj_sketch {
	uint32_t *shingles; /* ascending, each once */
	uint32_t count;
} gj_sketch;

/* The sketch of a text, in the arena; false when that is exhausted. */
bool gj_sketch_make(gj_arena *arena, gj_str text, gj_sketch *sketch);

enum {
	/* With fewer owners nobody can say what is boilerplate. */
	GJ_DUPLICATE_OWNERS_MIN = 8,
	/* Sketches with fewer shingles of their own are too short to judge. */
	GJ_DUPLICATE_SHINGLES_MIN = 8,
};
/* Jaccard likeness from which two texts are near-duplicates. */
#define GJ_DUPLICATE_LIKENESS 0.7

typedef struct gj_text_of {
	gj_sketch sketch;
	uint32_t owner; /* texts of one owner are not compared by gj_duplicates_find */
} gj_text_of;

/* Drops from every sketch the shingles that many owners share: more than a tenth
 * of them, or fifty, whatever is less, and at least four. False without memory. */
bool gj_duplicates_discount(gj_text_of *texts, size_t count);

typedef struct gj_likeness {
	size_t other; /* SIZE_MAX = none */
	double value; /* 0 … 1 */
} gj_likeness;

/* For each text the likest of another owner, if it reaches GJ_DUPLICATE_LIKENESS
 * (the earliest of several). False without memory. */
bool gj_duplicates_find(const gj_text_of *texts, size_t count, gj_likeness *likest);
/* Shared shingles over all shingles of both; 0 for empty ones. */
double gj_sketch_likeness(const gj_sketch *a, const gj_sketch *b);

/* A run of text both have. */
enum { GJ_PASSAGES_MAX = 2 };
typedef struct gj_passages {
	gj_str text[GJ_PASSAGES_MAX]; /* of the first text, in its order */
	size_t count;
} gj_passages;
/* The longest sentences of `text` that `other` has too, numbers aside, and that
 * hold a shingle of `own` (the discounted sketch of `text`). */
bool gj_shared_passages(gj_arena *arena, gj_str text, gj_str other, const gj_sketch *own,
                        gj_passages *passages);

#endif
