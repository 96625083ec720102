/* Markup tokens of HTML, found in undecoded bytes from mark to mark; scan.h says why
 * that is sound.
 *
 * Rules of the HTML standard's tokenizer: '<' begins a tag only before a letter,
 * "/letter", '!' or '?'; '>' inside a quoted attribute value does not end it.
 */
#ifndef GJ_DOC_TAG_H
#define GJ_DOC_TAG_H

#include "doc/scan.h"
#include "doc/word.h"

/* Tag names are compared as up to eight lower-case bytes in one word. Longer names
 * are cut, with GJ_TAG_CUT on the eighth byte: <textarea> is not <textareas>. Of a
 * name that is not made of letters only some other word comes, none of a real name. */
enum { GJ_TAG_CUT = 0x80 };
#define GJ_TAG(a, b, c, d, e, f, g, h)                                                        \
	((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 |     \
	 (uint64_t)(e) << 32 | (uint64_t)(f) << 40 | (uint64_t)(g) << 48 | (uint64_t)(h) << 56)

typedef struct gj_tag {
	uint64_t name;   /* GJ_TAG word; 0 = a comment, doctype or bogus comment */
	bool closing;    /* </name> */
	size_t name_end; /* where the attributes begin */
	size_t end;      /* offset just behind '>'; that of the '<' when it is text */
} gj_tag;

/* What the standard calls white space. */
static inline bool gj_tag_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Whether the '<' begins a tag, or something else that prints nothing. */
static inline bool gj_tag_begins(gj_str bytes, size_t at)
{
	char c = at + 1 < bytes.len ? bytes.ptr[at + 1] : '\0';
	bool letter = (unsigned char)((c | 0x20) - 'a') < 26;
	return letter || c == '!' || c == '?' || (c == '/' && at + 2 < bytes.len);
}

/* Reads the token at '<'. */
gj_tag gj_tag_read(const gj_marks *marks, size_t at);

/* '=' before a quote lets it open a value, as does white space behind that. */
static inline bool gj_tag_opens_value(const char *quote)
{
	return quote[-1] == '=' || (unsigned char)quote[-1] <= ' ';
}

/* Behind the '>' of a tag whose name ends at `at`, when that is plain to see; else 0.
 * Most tags end with a value in double quotes and hold no apostrophe that opens one:
 * then only a double quote could be open at the first '>', and the last one is not. The
 * '<' is before marks->ample. */
static inline size_t gj_tag_quoted_end(const gj_marks *marks, size_t at)
{
	const char *bytes = marks->bytes.ptr;
	uint64_t bits = gj_marks_from(marks, at);
	for (;; bits &= bits - 1) {
		for (; !bits; bits = gj_marks_from(marks, at))
			at = gj_marks_next_block(at);
		const char *mark = bytes + at + gj_marks_first(bits);
		if (*mark == '>' && mark[-1] == '"' && !gj_tag_opens_value(mark - 1))
			return (size_t)(mark + 1 - bytes);
		if (*mark == '>' || (*mark == '\'' && gj_tag_opens_value(mark)))
			return 0;
	}
}

/* Between the name and '>' of a tag that has a name. */
static inline gj_str gj_tag_inside(gj_str bytes, const gj_tag *tag)
{
	return (gj_str){ bytes.ptr + tag->name_end, tag->end - 1 - tag->name_end };
}

/* Offset of the closing tag of a raw-text element (script, style, title …) whose
 * content starts at `at`, or the length. */
size_t gj_tag_raw_end(const gj_marks *marks, size_t at, gj_str name);

/* The next attribute of `rest`, which moves on. Values keep their entities.
 * False at the end. */
bool gj_tag_attribute(gj_str *rest, gj_str *name, gj_str *value);

#endif
