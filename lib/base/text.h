/* String slices, UTF-8, and the folding under which labels are compared.
 *
 * A gj_str points into memory somebody else owns (the document, the arena, a
 * literal). It is UTF-8 unless a header says otherwise, may hold NULs, and is
 * not terminated. An empty slice may have a null pointer.
 */
#ifndef GJ_BASE_TEXT_H
#define GJ_BASE_TEXT_H

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct gj_str {
	const char *ptr;
	size_t len;
} gj_str;

/* The same said in both languages. */
typedef struct gj_words {
	const char *zh, *en;
} gj_words;

#define GJ_STR(literal) ((gj_str){ "" literal, sizeof(literal) - 1 })
/* The same where only constants may stand, as in a table. */
#define GJ_WORD(literal) { "" literal, sizeof(literal) - 1 }
/* For printf's "%.*s". */
#define GJ_STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

static inline bool gj_is_digit(char c) /* ASCII */
{
	return c >= '0' && c <= '9';
}

static inline gj_str gj_str_of(const char *text) /* null gives the empty slice */
{
	return (gj_str){ text, text ? strlen(text) : 0 };
}

static inline bool gj_str_equal(gj_str a, gj_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
/* Byte order, shorter first on a tie: <0, 0, >0. */
int gj_str_compare(gj_str a, gj_str b);
bool gj_str_equal_nocase(gj_str a, gj_str b); /* ASCII letters only */
/* Offset of the first occurrence, or SIZE_MAX. */
size_t gj_str_find(gj_str text, gj_str needle);
bool gj_str_has(gj_str text, gj_str needle);

/* Phrases of at least three bytes, to be sought all at once. Of a Chinese character
 * the second and third byte tell the most: a set of either keeps others out. */
typedef struct gj_phrases {
	const gj_str *phrases;
	size_t count;
	uint64_t seconds, thirds; /* bits by the lowest six of the byte */
} gj_phrases;

gj_phrases gj_phrases_of(const gj_str *phrases, size_t count);

/* False where none of the phrases begins at `here`, which has two bytes behind it. */
static inline bool gj_phrases_may_begin(const gj_phrases *p, const char *here)
{
	return p->thirds >> (here[2] & 63) & p->seconds >> (here[1] & 63) & 1;
}

/* Whether any of them stands in the text, which is valid UTF-8: one pass over its
 * characters. */
bool gj_phrases_stand_in(const gj_phrases *phrases, gj_str text);
/* Parts; offsets past the end are clamped. */
static inline gj_str gj_str_from(gj_str text, size_t start)
{
	if (start > text.len)
		start = text.len;
	return (gj_str){ text.ptr ? text.ptr + start : NULL, text.len - start };
}

static inline gj_str gj_str_upto(gj_str text, size_t end)
{
	return (gj_str){ text.ptr, end < text.len ? end : text.len };
}

static inline bool gj_str_starts(gj_str text, gj_str prefix)
{
	return text.len >= prefix.len && gj_str_equal(gj_str_upto(text, prefix.len), prefix);
}

static inline bool gj_str_ends(gj_str text, gj_str suffix)
{
	return text.len >= suffix.len && gj_str_equal(gj_str_from(text, text.len - suffix.len), suffix);
}
/* False for bytes that white space does not begin with: of visible ASCII and of most
 * Chinese characters. */
static inline bool gj_may_be_space(char first)
{
	unsigned char c = (unsigned char)first;
	bool chinese = c >= 0xE4 && c < 0xEF, visible = c > ' ' && c < 0x80;
	return !chinese && !visible;
}

/* The first character is one of those, or a mark as （ and 、; text.len > 0. */
static inline bool gj_str_begins_visibly(gj_str text)
{
	const unsigned char *at = (const unsigned char *)text.ptr;
	if (!gj_may_be_space(text.ptr[0]))
		return true;
	/* U+FF00 to U+FF3F; U+3001 to U+303F, before which U+3000 is a space. */
	return text.len >= 3 && ((at[0] == 0xEF && at[1] == 0xBC) ||
	                         (at[0] == 0xE3 && at[1] == 0x80 && at[2] > 0x80));
}

/* The last character is a visible ASCII one, a Chinese one, or a mark as 。 and ）;
 * text.len > 0. */
static inline bool gj_str_ends_visibly(gj_str text)
{
	const unsigned char *end = (const unsigned char *)text.ptr + text.len;
	if (end[-1] < 0x80)
		return end[-1] > ' ' && end[-1] < 0x7F;
	if (text.len < 3 || (end[-1] & 0xC0) != 0x80)
		return false;
	if (end[-3] >= 0xE4 && end[-3] <= 0xE9)
		return (end[-2] & 0xC0) == 0x80;
	return (end[-3] == 0xEF && end[-2] == 0xBC) ||
	       (end[-3] == 0xE3 && end[-2] == 0x80 && end[-1] > 0x80);
}

/* Without white space at both ends: ASCII, U+00A0, U+3000, zero-width. */
gj_str gj_str_trim_any(gj_str text);

static inline gj_str gj_str_trim(gj_str text)
{
	bool bare = text.len && gj_str_begins_visibly(text) && gj_str_ends_visibly(text);
	return bare ? text : gj_str_trim_any(text);
}
/* Whether the text ends or begins with one of the words, none of which is empty. */
static inline bool gj_str_ends_any(gj_str text, const gj_str *words, size_t count)
{
	for (size_t i = 0; text.len && i < count; i++) {
		char last = words[i].ptr[words[i].len - 1]; /* most differ in it */
		if (last == text.ptr[text.len - 1] && gj_str_ends(text, words[i]))
			return true;
	}
	return false;
}

static inline bool gj_str_starts_any(gj_str text, const gj_str *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (gj_str_starts(text, words[i]))
			return true;
	return false;
}
/* NUL-terminated copy in the arena; the empty slice on failure. */
gj_str gj_str_copy(gj_arena *arena, gj_str text);
/* Both, one behind the other. */
gj_str gj_str_join(gj_arena *arena, gj_str a, gj_str b);
/* printf into the arena; the empty slice on failure. */
gj_str gj_str_format(gj_arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
gj_str gj_str_vformat(gj_arena *arena, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Decodes one character at ptr (len > 0): its code point in *code, its length
 * returned. A malformed byte gives U+FFFD and length 1. */
size_t gj_utf8_next_any(const char *ptr, size_t len, uint32_t *code);

/* The same; ASCII and the plane of Chinese are decoded in place. */
static inline size_t gj_utf8_next(const char *ptr, size_t len, uint32_t *code)
{
	const unsigned char *p = (const unsigned char *)ptr;
	if (p[0] < 0x80) {
		*code = p[0];
		return 1;
	}
	bool sure = p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED; /* neither long nor surrogate */
	if (sure && len >= 3 && (((p[1] ^ 0x80) | (p[2] ^ 0x80)) & 0xC0) == 0) {
		*code = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
		return 3;
	}
	return gj_utf8_next_any(ptr, len, code);
}

/* Three bytes that are an ideograph, U+4E00 to U+9FFF: the usual character. */
static inline bool gj_begins_with_ideograph(gj_str text)
{
	const unsigned char *at = (const unsigned char *)text.ptr;
	return text.len >= 3 && at[0] >= 0xE4 && at[0] <= 0xE9 && (at[1] & 0xC0) == 0x80 &&
	       (at[2] & 0xC0) == 0x80 && (at[0] > 0xE4 || at[1] >= 0xB8);
}
/* Writes 1–4 bytes; a surrogate or a code above U+10FFFF becomes U+FFFD. */
size_t gj_utf8_put(char *to, uint32_t code);
bool gj_utf8_valid(gj_str text);

/* Folds text for comparison: NFKC (full-width to ASCII, ① to 1), Traditional
 * characters of the form's vocabulary to Simplified, ASCII to lower case, quote
 * and dash variants to one, and every space, control and zero-width character
 * dropped. `to` has room for GJ_FOLD_GROWTH × text.len bytes; returns the
 * length written. Two labels mean the same when their folds are equal. */
enum { GJ_FOLD_GROWTH = 6 };
size_t gj_fold(char *to, gj_str text);
gj_str gj_fold_copy(gj_arena *arena, gj_str text);
/* The parts of a fold, for callers that look at it on the way: the ideographs that
 * `text` begins with, as long folded as they are; and its first character (of
 * text.len > 0), whose own length is *step. */
size_t gj_fold_ideographs(char *to, gj_str text);
size_t gj_fold_one(char *to, gj_str text, size_t *step);
/* For the ideographs from U+3400 the Simplified form of each. */
enum { GJ_IDEOGRAPH_FIRST = 0x3400, GJ_IDEOGRAPH_BEHIND = 0xA000 };
extern const uint16_t gj_simplified_forms[];
/* The Simplified character of a Traditional one known to the form, else itself. */
static inline uint32_t gj_simplified(uint32_t code)
{
	bool known = code >= GJ_IDEOGRAPH_FIRST && code < GJ_IDEOGRAPH_BEHIND;
	return known ? gj_simplified_forms[code - GJ_IDEOGRAPH_FIRST] : code;
}
/* Folds an ideograph, which stays as long as it is, and returns its code. */
static inline uint32_t gj_fold_ideograph(char *to, const char *ideograph)
{
	const unsigned char *from = (const unsigned char *)ideograph;
	uint32_t code = (from[0] & 0x0Fu) << 12 | (from[1] & 0x3Fu) << 6 | (from[2] & 0x3Fu);
	uint32_t simplified = gj_simplified_forms[code - GJ_IDEOGRAPH_FIRST];
	if (simplified == code)
		memcpy(to, from, 3);
	else
		gj_utf8_put(to, simplified);
	return simplified;
}
/* What 〇, 零, 一 … 九 stand for, or -1. */
static inline int gj_numeral_digit(uint32_t code)
{
	switch (code) {
	case 0x3007: case 0x96F6: return 0; /* 〇 零 */
	case 0x4E00: return 1;
	case 0x4E8C: return 2;
	case 0x4E09: return 3;
	case 0x56DB: return 4;
	case 0x4E94: return 5;
	case 0x516D: return 6;
	case 0x4E03: return 7;
	case 0x516B: return 8;
	case 0x4E5D: return 9;
	default: return -1;
	}
}
/* Takes the next word off *rest; words stand between white space. False at the end. */
bool gj_str_word(gj_str *rest, gj_str *word);
bool gj_is_space(uint32_t code); /* space, NBSP, ideographic, zero-width, BOM */

#endif
