#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/* Two offsets in a needle. Of a Chinese character the first byte says little: six
 * values begin nearly all of them. */
typedef struct probe {
	size_t first, last;
} probe;

static probe probe_of(gj_str needle)
{
	bool wide = needle.len > 2 && (unsigned char)needle.ptr[0] >= 0xE0;
	return (probe){ wide, needle.len - 1 };
}

#ifdef __SSE2__
enum { STEP = sizeof(__m128i) };

/* Offsets sixteen at a time, by the two probed bytes; the last sixteen may be in
 * part the same again. *at is the hit, or the first offset that was not tried. */
static bool find_in_steps(gj_str text, size_t *at, gj_str needle, probe p)
{
	const __m128i first = _mm_set1_epi8(needle.ptr[p.first]);
	const __m128i last = _mm_set1_epi8(needle.ptr[p.last]);
	if (text.len < needle.len + STEP - 1)
		return false;
	for (size_t final = text.len - needle.len - STEP + 1;; *at += STEP) {
		*at = *at < final ? *at : final;
		const char *here = text.ptr + *at;
		__m128i firsts = _mm_loadu_si128((const __m128i *)(const void *)(here + p.first));
		__m128i lasts = _mm_loadu_si128((const __m128i *)(const void *)(here + p.last));
		__m128i both = _mm_and_si128(_mm_cmpeq_epi8(firsts, first), _mm_cmpeq_epi8(lasts, last));
		for (unsigned hits = (unsigned)_mm_movemask_epi8(both); hits; hits &= hits - 1) {
			size_t hit = *at + (size_t)__builtin_ctz(hits);
			if (memcmp(text.ptr + hit, needle.ptr, needle.len) == 0) {
				*at = hit;
				return true;
			}
		}
		if (*at == final)
			break;
	}
	*at = text.len;
	return false;
}
#else
static bool find_in_steps(gj_str text, size_t *at, gj_str needle, probe p)
{
	(void)p;
	const char *hit = memmem(text.ptr, text.len, needle.ptr, needle.len);
	*at = hit ? (size_t)(hit - text.ptr) : text.len;
	return hit;
}
#endif

size_t gj_str_find(gj_str text, gj_str needle)
{
	if (!needle.len)
		return 0;
	if (text.len < needle.len)
		return SIZE_MAX;
	if (needle.len == 1) {
		const char *hit = memchr(text.ptr, needle.ptr[0], text.len);
		return hit ? (size_t)(hit - text.ptr) : SIZE_MAX;
	}
	probe p = probe_of(needle);
	size_t at = 0;
	if (find_in_steps(text, &at, needle, p))
		return at;
	for (; at + needle.len <= text.len; at++) {
		const char *hit = memchr(text.ptr + at + p.last, needle.ptr[p.last],
		                         text.len - at - p.last);
		if (!hit)
			break;
		at = (size_t)(hit - text.ptr) - p.last;
		if (text.ptr[at + p.first] == needle.ptr[p.first] &&
		    memcmp(text.ptr + at, needle.ptr, needle.len) == 0)
			return at;
	}
	return SIZE_MAX;
}

bool gj_str_has(gj_str text, gj_str needle)
{
	return gj_str_find(text, needle) != SIZE_MAX;
}

gj_phrases gj_phrases_of(const gj_str *phrases, size_t count)
{
	gj_phrases p = { phrases, count, 0, 0 };
	for (size_t i = 0; i < count; i++) {
		p.seconds |= UINT64_C(1) << (phrases[i].ptr[1] & 63);
		p.thirds |= UINT64_C(1) << (phrases[i].ptr[2] & 63);
	}
	return p;
}

/* Two bytes tell most phrases apart without a call. */
static bool begins_with_any(const gj_phrases *p, gj_str text)
{
	for (size_t i = 0; i < p->count; i++) {
		const char *phrase = p->phrases[i].ptr;
		if (phrase[2] == text.ptr[2] && phrase[1] == text.ptr[1] &&
		    gj_str_starts(text, p->phrases[i]))
			return true;
	}
	return false;
}

bool gj_phrases_stand_in(const gj_phrases *phrases, gj_str text)
{
	enum { THREE_BYTES = 0xE0 }; /* and four, of which the last begins nothing */
	for (size_t at = 0; at + 2 < text.len;) {
		const char *here = text.ptr + at;
		if (gj_phrases_may_begin(phrases, here) && begins_with_any(phrases, gj_str_from(text, at)))
			return true;
		at += (unsigned char)here[0] >= THREE_BYTES ? 3 : 1;
	}
	return false;
}

static const gj_str no_break_space = GJ_WORD("\u00A0"); /* the usual one in HTML */

/* The length of the space that a text begins with, 0 when it begins with another
 * character; text.len > 0. */
static size_t space_at_start(gj_str text)
{
	if (gj_str_begins_visibly(text))
		return 0;
	if (gj_str_starts(text, no_break_space))
		return no_break_space.len;
	uint32_t code;
	size_t length = gj_utf8_next(text.ptr, text.len, &code);
	return gj_is_space(code) ? length : 0;
}

static size_t space_at_end(gj_str text)
{
	if (gj_str_ends_visibly(text))
		return 0;
	if (gj_str_ends(text, no_break_space))
		return no_break_space.len;
	size_t start = text.len - 1;
	while (start && ((unsigned char)text.ptr[start] & 0xC0) == 0x80 && text.len - start < 4)
		start--;
	uint32_t code;
	size_t length = gj_utf8_next(text.ptr + start, text.len - start, &code);
	return start + length == text.len && gj_is_space(code) ? length : 0;
}

gj_str gj_str_trim_any(gj_str text)
{
	for (size_t space = 1; text.len && space; text = gj_str_from(text, space))
		space = space_at_start(text);
	for (size_t space = 1; text.len && space; text.len -= space)
		space = space_at_end(text);
	return text;
}

gj_str gj_str_copy(gj_arena *arena, gj_str text)
{
	char *copy = gj_arena_copy(arena, text.ptr, text.len);
	return (gj_str){ copy, copy ? text.len : 0 };
}

gj_str gj_str_join(gj_arena *arena, gj_str a, gj_str b)
{
	char *to = gj_arena_alloc(arena, a.len + b.len + 1);
	if (!to)
		return (gj_str){ 0 };
	if (a.len)
		memcpy(to, a.ptr, a.len);
	if (b.len)
		memcpy(to + a.len, b.ptr, b.len);
	to[a.len + b.len] = '\0';
	return (gj_str){ to, a.len + b.len };
}

gj_str gj_str_vformat(gj_arena *arena, const char *format, va_list args)
{
	enum { USUAL = 1024 }; /* longer ones are printed twice */
	char text[USUAL];
	va_list again;
	va_copy(again, args);
	int length = vsnprintf(text, sizeof text, format, args);
	char *to = length < 0 ? NULL : gj_arena_alloc(arena, (size_t)length + 1);
	if (to && length < USUAL)
		memcpy(to, text, (size_t)length + 1);
	else if (to)
		vsnprintf(to, (size_t)length + 1, format, again);
	va_end(again);
	return (gj_str){ to, to ? (size_t)length : 0 };
}

gj_str gj_str_format(gj_arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	gj_str text = gj_str_vformat(arena, format, args);
	va_end(args);
	return text;
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

bool gj_str_word(gj_str *rest, gj_str *word)
{
	size_t begin = 0, end, step;
	bool inside = false;
	for (end = 0; end < rest->len; end += step) {
		uint32_t code;
		step = gj_utf8_next(rest->ptr + end, rest->len - end, &code);
		bool space = gj_is_space(code);
		if (inside && space)
			break;
		if (!inside && !space)
			begin = end;
		inside |= !space;
	}
	if (!inside)
		return false;
	*word = (gj_str){ rest->ptr + begin, end - begin };
	*rest = gj_str_from(*rest, end);
	return true;
}
