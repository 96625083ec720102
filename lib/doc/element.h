/* What the elements of HTML mean to a reader of tables and text. */
#ifndef GJ_DOC_ELEMENT_H
#define GJ_DOC_ELEMENT_H

#include "doc/tag.h"

typedef enum gj_element {
	GJ_ELEMENT_OTHER,   /* nothing: inside a line, or unknown */
	GJ_ELEMENT_LINE,    /* stands on lines of its own */
	GJ_ELEMENT_ASIDE,   /* raised, struck or set above: no part of the number beside it */
	GJ_ELEMENT_META,
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
	((uint64_t)((name) * UINT64_C(0xf4050f3376b316bb)) >> (64 - GJ_ELEMENT_SLOT_BITS))

extern const gj_element_name gj_element_names[1 << GJ_ELEMENT_SLOT_BITS];

static inline gj_element gj_element_of(uint64_t name)
{
	const gj_element_name *slot = &gj_element_names[GJ_ELEMENT_SLOT(name)];
	return slot->name == name ? slot->element : GJ_ELEMENT_OTHER;
}

#endif
