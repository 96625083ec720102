#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

gj_str gj_str_of(const char *text)
{
	return (gj_str){ text, text ? strlen(text) : 0 };
}

int gj_str_compare(gj_str a, gj_str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool gj_str_equal_nocase(gj_str a, gj_str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (lower(a.ptr[i]) != lower(b.ptr[i]))
			return false;
	return true;
}

size_t gj_str_find(gj_str text, gj_str needle)
{
	if (!needle.len)
		return 0;
	if (text.len < needle.len)
		return SIZE_MAX;
	const char *hit = memmem(text.ptr, text.len, needle.ptr, needle.len);
	return hit ? (size_t)(hit - text.ptr) : SIZE_MAX;
}

bool gj_str_has(gj_str text, gj_str needle)
{
	return gj_str_find(text, needle) != SIZE_MAX;
}

static size_t leading_space(gj_str text)
{
	size_t at = 0;
	while (at < text.len) {
		uint32_t code;
		size_t step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (!gj_is_space(code))
			break;
		at += step;
	}
	return at;
}

gj_str gj_str_trim_any(gj_str text)
{
	text = gj_str_from(text, leading_space(text));
	while (text.len) {
		size_t start = text.len - 1;
		while (start && ((unsigned char)text.ptr[start] & 0xC0) == 0x80 && text.len - start < 4)
			start--;
		uint32_t code;
		size_t step = gj_utf8_next(text.ptr + start, text.len - start, &code);
		if (start + step != text.len || !gj_is_space(code))
			break;
		text.len = start;
	}
	return text;
}

gj_str gj_str_copy(gj_arena *arena, gj_str text)
{
	char *copy = gj_arena_copy(arena, text.ptr, text.len);
	return (gj_str){ copy, copy ? text.len : 0 };
}

gj_str gj_str_format(gj_arena *arena, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *to = length < 0 ? NULL : gj_arena_alloc(arena, (size_t)length + 1);
	if (to)
		vsnprintf(to, (size_t)length + 1, format, again);
	va_end(again);
	return (gj_str){ to, to ? (size_t)length : 0 };
}

enum { REPLACEMENT = 0xFFFD };

static bool continues(const char *ptr, size_t len, size_t index)
{
	return index < len && ((unsigned char)ptr[index] & 0xC0) == 0x80;
}

size_t gj_utf8_next_any(const char *ptr, size_t len, uint32_t *code)
{
	unsigned char lead = (unsigned char)ptr[0];
	if (lead < 0x80) {
		*code = lead;
		return 1;
	}
	size_t size = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
	if (lead >= 0xF5)
		size = 0;
	uint32_t value = size == 4 ? lead & 0x07u : size == 3 ? lead & 0x0Fu : lead & 0x1Fu;
	for (size_t i = 1; i < size; i++) {
		if (!continues(ptr, len, i))
			size = 0;
		else
			value = value << 6 | ((unsigned char)ptr[i] & 0x3Fu);
	}
	bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
	if (!size || overlong || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
		*code = REPLACEMENT;
		return 1;
	}
	*code = value;
	return size;
}

size_t gj_utf8_put(char *to, uint32_t code)
{
	if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
		code = REPLACEMENT;
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xC0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xE0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3F));
		to[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3F));
	to[2] = (char)(0x80 | (code >> 6 & 0x3F));
	to[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

bool gj_utf8_valid(gj_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (code == REPLACEMENT && step == 1)
			return false;
		at += step;
	}
	return true;
}

bool gj_is_space(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x00A0 || code == 0x3000 ||
	       (code >= 0x2000 && code <= 0x200F) || code == 0x2028 || code == 0x2029 ||
	       code == 0x202F || code == 0x205F || code == 0x2060 || code == 0xFEFF || code == 0x00AD;
}

enum { IDEOGRAPH_FIRST = 0x3400, IDEOGRAPH_BEHIND = 0xA000 };

#include "simplified.inc"

uint32_t gj_simplified(uint32_t code)
{
	bool known = code >= IDEOGRAPH_FIRST && code < IDEOGRAPH_BEHIND;
	return known ? simplified[code - IDEOGRAPH_FIRST] : code;
}

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

/* Characters outside the ideographs and ASCII are rare enough for the library. */
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

/* Three bytes that are an ideograph: the usual character of a label. */
static bool is_ideograph(const unsigned char *at, size_t len)
{
	return len >= 3 && at[0] >= 0xE4 && at[0] <= 0xE9 && (at[1] & 0xC0) == 0x80 &&
	       (at[2] & 0xC0) == 0x80 && (at[0] > 0xE4 || at[1] >= 0xB8);
}

size_t gj_fold(char *to, gj_str text)
{
	size_t length = 0;
	for (size_t at = 0; at < text.len;) {
		const unsigned char *from = (const unsigned char *)text.ptr + at;
		uint32_t code;
		if (is_ideograph(from, text.len - at)) {
			code = (from[0] & 0x0Fu) << 12 | (from[1] & 0x3Fu) << 6 | (from[2] & 0x3Fu);
			length += gj_utf8_put(to + length, simplified[code - IDEOGRAPH_FIRST]);
			at += 3;
			continue;
		}
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		length += code < 0x80 ? put_folded(to + length, code)
		                      : put_decomposed(to + length, code);
	}
	return length;
}

gj_str gj_fold_copy(gj_arena *arena, gj_str text)
{
	char *scratch = gj_arena_alloc(arena, text.len * GJ_FOLD_GROWTH + 4);
	return scratch ? (gj_str){ scratch, gj_fold(scratch, text) } : (gj_str){ 0 };
}
