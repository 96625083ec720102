/* How much of one text another has in the same order: for labels and headings that
 * are cut, misspelt or have words too many. */
#ifndef GJ_FORM_LIKENESS_H
#define GJ_FORM_LIKENESS_H

#include "base/text.h"

enum {
	GJ_LIKENESS_MAX = 64, /* characters: one bit of a word each */
	GJ_LIKENESS_SLOTS = 128 /* a power of two */
};

/* One text, prepared to be compared with many: where each of its characters
 * stands, as a bit mask, in an open table. */
typedef struct gj_likeness {
	size_t count; /* characters; 0 for a text that is like nothing */
	uint32_t codes[GJ_LIKENESS_SLOTS];
	uint64_t places[GJ_LIKENESS_SLOTS]; /* set where codes[] is */
} gj_likeness;

void gj_likeness_to(gj_likeness *likeness, gj_str text);

/* 2 × longest common subsequence over the sum of lengths, in percent; 0 when a
 * text is empty or has more than 64 characters. Cost: the length of `other`
 * (H. Hyyrö, Bit-parallel LCS-length computation revisited, 2004). */
unsigned gj_likeness_of(const gj_likeness *likeness, gj_str other);
unsigned gj_likeness_between(gj_str a, gj_str b);

#endif
