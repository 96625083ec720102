/* Markup tokens of HTML, found in undecoded bytes.
 *
 * Why that is sound: in UTF-8 every byte of a multi-byte character is ≥ 0x80;
 * in valid GB18030 the bytes < > & " ' / = ! # ; and space never occur inside a
 * character (trail bytes are 0x40–0x7E and 0x80–0xFE, four-byte forms add only
 * digits). A lead byte broken off before '<' leaves '<' as markup.
 *
 * Rules of the HTML standard's tokenizer: '<' begins a tag only before a letter,
 * "/letter", '!' or '?'; '>' inside a quoted attribute value does not end it.
 */
#ifndef GJ_DOC_TAG_H
#define GJ_DOC_TAG_H

#include "base/text.h"
#include "doc/scan.h"

/* Tag names are compared as up to eight lower-case bytes in one word. Longer names
 * are cut, with GJ_TAG_CUT on the eighth byte: <textarea> is not <textareas>. */
enum { GJ_TAG_CUT = 0x80 };
#define GJ_TAG(a, b, c, d, e, f, g, h)                                                        \
	((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 |     \
	 (uint64_t)(e) << 32 | (uint64_t)(f) << 40 | (uint64_t)(g) << 48 | (uint64_t)(h) << 56)

typedef struct gj_tag {
	uint64_t name;   /* GJ_TAG word; 0 = a comment, doctype or bogus comment */
	bool closing;    /* </name> */
	gj_str inside;   /* between the name and '>' */
	size_t end;      /* offset just behind '>' */
} gj_tag;

/* Reads the token at bytes[at] == '<'. False when that '<' is text. */
bool gj_tag_read(const gj_scanner *scanner, gj_str bytes, size_t at, gj_tag *tag);

/* Offset of the closing tag of a raw-text element (script, style, title …) whose
 * content starts at `at`, or bytes.len. */
size_t gj_tag_raw_end(gj_str bytes, size_t at, gj_str name);

/* The next attribute of `rest`, which moves on. Values keep their entities.
 * False at the end. */
bool gj_tag_attribute(gj_str *rest, gj_str *name, gj_str *value);

#endif
