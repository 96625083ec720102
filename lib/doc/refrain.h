/* Markup that a page repeats.
 *
 * Between the texts of two cells stand the same tags again and again, byte for byte:
 * "</span></p></td><td class=…><p style=…><span>". Such a run of tags is read once
 * and what they are is kept, a step for each that means something; where the same bytes
 * stand again they are told by comparing, and their steps are taken without reading a tag.
 *
 * That is sound: a run begins where a tag may begin and consists of whole tags, and how
 * markup is cut into tags depends on its own bytes only. What the tags do depends on what
 * is open, and is not kept.
 *
 * Which run comes next is guessed from those that followed this one before: the cells of
 * a row are alike, and the rows. */
#ifndef GJ_DOC_REFRAIN_H
#define GJ_DOC_REFRAIN_H

#include "doc/element.h"

enum {
	GJ_STEPS_MAX = 8, /* "</p></td></tr></tbody></table><p>" has six */
	GJ_GUESSES = 4,
	GJ_REFRAINS = 64, /* the tables of a page have about as many */
	GJ_REFRAIN_SLOTS = 256
};

/* A tag that means something, or white space between two. */
typedef struct gj_step {
	uint32_t at, end;       /* of its bytes in the page, where it was read */
	uint16_t columns, rows; /* the spans of a cell that opens */
	uint8_t element;        /* gj_element; GJ_ELEMENT_OTHER for white space */
	bool closing;           /* </name> */
} gj_step;

typedef struct gj_refrain {
	uint64_t tail;            /* its last bytes, and those before it when it is shorter */
	uint32_t begin, length;   /* in the page, where it was read */
	uint8_t next[GJ_GUESSES]; /* those that followed: the first, and the latest; 0: none */
	uint8_t count;
	gj_step steps[GJ_STEPS_MAX];
} gj_refrain;

typedef struct gj_refrains {
	uint8_t slots[GJ_REFRAIN_SLOTS]; /* by length and tail: which of `kept`; 0: none */
	uint8_t last;                    /* that before */
	uint8_t count;                   /* the next is the place of that being read */
	gj_refrain kept[GJ_REFRAINS];    /* [0] never stands anywhere */
} gj_refrains;

static inline void gj_refrains_init(gj_refrains *refrains)
{
	memset(refrains, 0, offsetof(gj_refrains, kept) + sizeof refrains->kept[0]);
	refrains->count = 1;
}

static inline bool gj_refrain_stands(const gj_refrain *run, gj_str bytes, size_t at)
{
	return run->length - 1u < bytes.len - at && /* and is not 0 */
	       gj_word_at(bytes.ptr + at + run->length - GJ_WORD) == run->tail &&
	       !memcmp(bytes.ptr + at, bytes.ptr + run->begin, run->length);
}

/* The run that stands at `at` as it stood before, if it is one of those guessed. */
static inline const gj_refrain *gj_refrain_find(gj_refrains *refrains, gj_str bytes, size_t at)
{
	const uint8_t *next = refrains->kept[refrains->last].next;
	for (size_t i = 0; i < GJ_GUESSES && next[i]; i++) {
		const gj_refrain *run = &refrains->kept[next[i]];
		if (gj_refrain_stands(run, bytes, at)) {
			refrains->last = next[i];
			return run;
		}
	}
	return NULL;
}

/* The place of a run that is about to be read: the oldest gives way. */
gj_refrain *gj_refrain_open(gj_refrains *refrains);

/* Adds a step of it, unless it is one of those that do nothing whatever is open. */
void gj_refrain_add(gj_refrain *run, const gj_step *step);

/* The run was read: it is [begin, end). Kept, if it is not already. */
void gj_refrain_close(gj_refrains *refrains, gj_str bytes, size_t begin, size_t end);

#endif
