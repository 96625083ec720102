/* What the elements of HTML mean to a reader of tables and text. */
#ifndef GJ_DOC_ELEMENT_H
#define GJ_DOC_ELEMENT_H

#include "doc/tag.h"

typedef enum gj_element {
	GJ_ELEMENT_OTHER,   /* nothing: inside a line, or unknown */
	GJ_ELEMENT_LINE,    /* stands on lines of its own */
	GJ_ELEMENT_ASIDE,   /* raised, struck or set above: no part of the number beside it */
	GJ_ELEMENT_META,
	GJ_ELEMENT_INPUT,   /* prints its value */
	GJ_ELEMENT_SELECT,  /* prints one of its options */
	GJ_ELEMENT_SCRIPT,  /* from here: the content is no markup */
	GJ_ELEMENT_TITLE,
	GJ_ELEMENT_RAW,     /* prints nothing either */
	GJ_ELEMENT_TABLE,   /* from here: the structure of tables */
	GJ_ELEMENT_TR,
	GJ_ELEMENT_TD,
	GJ_ELEMENT_TH,
	GJ_ELEMENT_CAPTION,
	GJ_ELEMENT_COLGROUP,
	GJ_ELEMENT_COL,
	GJ_ELEMENT_THEAD,
	GJ_ELEMENT_TBODY,
	GJ_ELEMENT_TFOOT
} gj_element;

typedef struct gj_element_name {
	uint64_t name; /* GJ_TAG word */
	gj_element element;
} gj_element_name;

/* A name stands in the slot that its product with a factor gives. The factor was
 * searched for so that no two names share one; the compiler complains of two
 * initialisers for a slot when a new name does. */
enum { GJ_ELEMENT_SLOT_BITS = 7 };
#define GJ_ELEMENT_SLOT(name) \
	((uint64_t)((name) * UINT64_C(0x92e715214378aa39)) >> (64 - GJ_ELEMENT_SLOT_BITS))

extern const gj_element_name gj_element_names[1 << GJ_ELEMENT_SLOT_BITS];

static inline gj_element gj_element_of(uint64_t name)
{
	const gj_element_name *slot = &gj_element_names[GJ_ELEMENT_SLOT(name)];
	return slot->name == name ? slot->element : GJ_ELEMENT_OTHER;
}

/* Whether more than the tag itself is to be read: its attributes, or what follows it. */
static inline bool gj_element_is_apart(gj_element element)
{
	return element >= GJ_ELEMENT_META && element <= GJ_ELEMENT_RAW;
}

static inline bool gj_element_is_cell(gj_element element)
{
	return element == GJ_ELEMENT_TD || element == GJ_ELEMENT_TH;
}

/* The tags that fill pages, one for each letter their name may begin with, and then
 * their end tags, whose "/" counts as part of the name. */
typedef struct gj_usual_tag {
	uint64_t whole; /* the name and '>', which is the highest byte */
	uint64_t lower; /* 0x20 in as many bytes as the name has, from the lowest on */
	uint8_t shift;  /* by which those come to where they stand in `whole` */
	uint8_t width;  /* of '<' and the name */
	uint8_t element;
	uint8_t unused[13]; /* 32 bytes in all: a row is found without multiplying */
} gj_usual_tag;

enum { GJ_USUAL_ROWS = 32 };
extern const gj_usual_tag gj_usual_tags[2][GJ_USUAL_ROWS];

/* gj_element_next for one token of any kind, or none. */
size_t gj_element_read(const gj_marks *marks, size_t at, gj_tag *tag, gj_element *element);

/* Moves from `at` over tags that mean nothing, to one that does, of which all but the
 * name is read; or to what may be text, or the end of the page, where the element is
 * GJ_ELEMENT_OTHER. Returns the place. */
static inline size_t gj_element_next(const gj_marks *marks, size_t at, gj_tag *tag,
                                     gj_element *element)
{
	const uint64_t above_space = (uint64_t)('>' - ' ') << 56;
	const char *bytes = marks->bytes.ptr;
	for (size_t behind; at < marks->ample; at = behind) {
		if (bytes[at] != '<') {
			*element = GJ_ELEMENT_OTHER;
			return at;
		}
		uint64_t word = gj_word_at(bytes + at + 1);
		bool closing = (char)word == '/';
		const gj_usual_tag *usual = closing ? gj_usual_tags[1] + word / 256 % GJ_USUAL_ROWS
		                                    : gj_usual_tags[0] + word % GJ_USUAL_ROWS;
		uint64_t text = (word | usual->lower) << usual->shift;
		size_t name_end = at + usual->width;
		behind = name_end + 1;
		if (text != usual->whole) {
			bool spaced = text == usual->whole - above_space;
			behind = spaced ? gj_tag_quoted_end(marks, name_end) : 0;
			if (!behind)
				break;
		}
		if (usual->element) {
			tag->closing = closing;
			tag->name_end = name_end;
			tag->end = behind;
			*element = (gj_element)usual->element;
			return at;
		}
	}
	return gj_element_read(marks, at, tag, element);
}

#endif
