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

/* What gj_tag_read does with all that is not plainly a tag. */
gj_tag gj_tag_read_any(const gj_marks *marks, size_t at);

/* Offset of the '>' that ends a tag whose name ends at `at`, or the length. `mark` is
 * the first mark from there on. */
size_t gj_tag_end(const gj_marks *marks, size_t at, size_t mark);

/* The tag is whole only when the file does not end in it: the standard drops it then.
 * Most tags end with a value in double quotes and have no other mark in them: no
 * apostrophe, so that only a double quote could be open, and the last one is not, for
 * only one behind '=', or white space after that, opens a value. */
static inline gj_tag gj_tag_finish(const gj_marks *marks, gj_tag tag)
{
	const char *bytes = marks->bytes.ptr;
	size_t end = gj_marks_next(marks, tag.name_end);
	if (end < marks->bytes.len && bytes[end] == '>' && bytes[end - 1] == '"' &&
	    bytes[end - 2] != '=' && (unsigned char)bytes[end - 2] > ' ') {
		tag.end = end + 1;
		return tag;
	}
	end = gj_tag_end(marks, tag.name_end, end);
	bool cut = end == marks->bytes.len;
	tag.name = cut ? 0 : tag.name;
	tag.end = end + !cut;
	return tag;
}

/* White space or '/': a name goes on with any other byte but '>'. */
static inline bool gj_tag_name_ends(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '/';
}

/* Whether the '<' begins a tag, or something else that prints nothing. */
static inline bool gj_tag_begins(gj_str bytes, size_t at)
{
	char c = at + 1 < bytes.len ? bytes.ptr[at + 1] : '\0';
	bool letter = (unsigned char)((c | 0x20) - 'a') < 26;
	return letter || c == '!' || c == '?' || (c == '/' && at + 2 < bytes.len);
}

/* Reads the token at '<'. */
static inline gj_tag gj_tag_read(const gj_marks *marks, size_t at)
{
	const char *bytes = marks->bytes.ptr;
	if (marks->bytes.len - at < 2 + GJ_WORD)
		return gj_tag_read_any(marks, at);
	bool closing = bytes[at + 1] == '/';
	size_t start = at + 1 + closing;
	uint64_t name = gj_word_at(bytes + start) | GJ_WORD_OF(0x20); /* lower case */
	/* Bytes that are no letters: what ends the name, or a digit or ':' in it. */
	uint64_t stop = gj_word_below(name, '@');
	bool letter = (unsigned char)((char)name - 'a') < 26;
	if (!letter)
		return gj_tag_read_any(marks, at);
	for (; stop; stop &= stop - 1) {
		size_t end = start + gj_word_first(stop);
		char behind = bytes[end];
		gj_tag tag = { name & gj_word_before(stop), closing, end, end + 1 };
		if (behind == '>')
			return tag;
		if (behind == ' ' || gj_tag_name_ends(behind))
			return gj_tag_finish(marks, tag);
		if (behind < '0' || behind > ':')
			break;
	}
	return gj_tag_read_any(marks, at);
}

/* Between the name and '>'. */
static inline gj_str gj_tag_inside(gj_str bytes, const gj_tag *tag)
{
	return gj_str_from(gj_str_upto(bytes, tag->end - 1), tag->name_end);
}

/* Offset of the closing tag of a raw-text element (script, style, title …) whose
 * content starts at `at`, or the length. */
size_t gj_tag_raw_end(const gj_marks *marks, size_t at, gj_str name);

/* The next attribute of `rest`, which moves on. Values keep their entities.
 * False at the end. */
bool gj_tag_attribute(gj_str *rest, gj_str *name, gj_str *value);

#endif
