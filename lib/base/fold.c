#include "base/text.h"

#include <utf8proc.h>

#include "simplified.inc"

static uint32_t one_punctuation(uint32_t code)
{
	switch (code) {
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212:
		return '-';
	case 0x2018: case 0x2019: case 0x201C: case 0x201D: case 0x300C: case 0x300D: case 0x300E:
	case 0x300F: case 0x301D: case 0x301E: case '\'':
		return '"';
	default:
		return code;
	}
}

static size_t put_folded(char *to, uint32_t code)
{
	if (gj_is_space(code) || code < 0x20)
		return 0;
	if (code >= 'A' && code <= 'Z')
		code += 'a' - 'A';
	return gj_utf8_put(to, one_punctuation(gj_simplified(code)));
}

/* What is neither ASCII nor usual in Chinese text is rare enough for the library. */
static size_t put_decomposed(char *to, uint32_t code)
{
	enum { PARTS_MAX = 18 };
	utf8proc_int32_t parts[PARTS_MAX];
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, PARTS_MAX,
	                                                 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, NULL);
	if (count < 1 || count > PARTS_MAX)
		return put_folded(to, code);
	size_t length = 0;
	/* Growth is bounded: a character that unfolds into a phrase (U+FDFA) is no label. */
	for (utf8proc_ssize_t i = 0; i < count && length < GJ_FOLD_GROWTH; i++)
		length += put_folded(to + length, (uint32_t)parts[i]);
	return length;
}

/* Whether NFKC leaves a character of Chinese text as it is: 、。《》「」, “ ” — */
static bool is_composed(uint32_t code)
{
	return (code >= 0x3001 && code <= 0x301F) || (code >= 0x2012 && code <= 0x2015) ||
	       (code >= 0x2018 && code <= 0x201F);
}

size_t gj_fold_one(char *to, gj_str text, size_t *step)
{
	uint32_t code;
	*step = gj_utf8_next(text.ptr, text.len, &code);
	if (code >= 0xFF01 && code <= 0xFF5E) /* full-width ASCII */
		code -= 0xFF00 - ' ';
	return code < 0x80 || is_composed(code) ? put_folded(to, code) : put_decomposed(to, code);
}

size_t gj_fold_ideographs(char *to, gj_str text)
{
	size_t at = 0;
	for (; gj_begins_with_ideograph((gj_str){ text.ptr + at, text.len - at }); at += 3)
		gj_fold_ideograph(to + at, text.ptr + at);
	return at;
}

size_t gj_fold(char *to, gj_str text)
{
	size_t length = 0;
	while (text.len) {
		size_t run = gj_fold_ideographs(to + length, text);
		length += run;
		text = gj_str_from(text, run);
		size_t step = 0;
		if (text.len)
			length += gj_fold_one(to + length, text, &step);
		text = gj_str_from(text, step);
	}
	return length;
}

gj_str gj_fold_copy(gj_arena *arena, gj_str text)
{
	char *scratch = gj_arena_alloc(arena, text.len * GJ_FOLD_GROWTH + 4);
	return scratch ? (gj_str){ scratch, gj_fold(scratch, text) } : (gj_str){ 0 };
}
