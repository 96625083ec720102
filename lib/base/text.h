/* String slices, UTF-8, and the folding under which labels are compared.
 *
 * A gj_str points into memory somebody else owns (the document, the arena, a
 * literal). It is UTF-8 unless a header says otherwise, may hold NULs, and is
 * not terminated. An empty slice may have a null pointer.
 */
#ifndef GJ_BASE_TEXT_H
#define GJ_BASE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct gj_str {
	const char *ptr;
	size_t len;
} gj_str;

#define GJ_STR(literal) ((gj_str){ "" literal, sizeof(literal) - 1 })
/* For printf's "%.*s". */
#define GJ_STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

gj_str gj_str_of(const char *text); /* null gives the empty slice */
bool gj_str_equal(gj_str a, gj_str b);
/* Byte order, shorter first on a tie: <0, 0, >0. */
int gj_str_compare(gj_str a, gj_str b);
bool gj_str_equal_nocase(gj_str a, gj_str b); /* ASCII letters only */
bool gj_str_starts(gj_str text, gj_str prefix);
bool gj_str_ends(gj_str text, gj_str suffix);
/* Offset of the first occurrence, or SIZE_MAX. */
size_t gj_str_find(gj_str text, gj_str needle);
bool gj_str_has(gj_str text, gj_str needle);
gj_str gj_str_from(gj_str text, size_t start); /* clamped */
gj_str gj_str_upto(gj_str text, size_t end);   /* clamped */
/* Without white space at both ends: ASCII, U+00A0, U+3000, zero-width. */
gj_str gj_str_trim(gj_str text);
/* NUL-terminated copy in the arena; the empty slice on failure. */
gj_str gj_str_copy(gj_arena *arena, gj_str text);
/* printf into the arena; the empty slice on failure. */
gj_str gj_str_format(gj_arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Decodes one character at ptr (len > 0): its code point in *code, its length
 * returned. A malformed byte gives U+FFFD and length 1. */
size_t gj_utf8_next(const char *ptr, size_t len, uint32_t *code);
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
/* The Simplified character of a Traditional one known to the form, else itself. */
uint32_t gj_simplified(uint32_t code);
bool gj_is_space(uint32_t code); /* space, NBSP, ideographic, zero-width, BOM */

#endif
