/* The short cuts of searching, trimming and folding say what the long way says. */
#include "base/text.h"

#include "random.h"

#include <criterion/criterion.h>
#include <utf8proc.h>

enum { CODE_BEHIND = 0x110000 };

static size_t find_slowly(gj_str text, gj_str needle)
{
	for (size_t at = 0; at + needle.len <= text.len; at++)
		if (memcmp(text.ptr + at, needle.ptr, needle.len) == 0)
			return at;
	return SIZE_MAX;
}

/* Three letters: nearly every needle stands somewhere, and nearly stands elsewhere.
 * The text ends where its memory ends, so that a sanitizer sees a step too far. */
Test(text, finds_the_first_place_in_texts_of_every_length)
{
	static const char letters[] = "a\xE6\xAD";
	gj_random random = { 5 };
	for (int trial = 0; trial < 200000; trial++) {
		char bytes[100], wanted[8];
		size_t length = (size_t)gj_random_below(&random, sizeof bytes);
		gj_str text = { bytes + sizeof bytes - length, length };
		gj_str needle = { wanted, 1 + (size_t)gj_random_below(&random, sizeof wanted) };
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = letters[gj_random_below(&random, 3)];
		for (size_t i = 0; i < sizeof wanted; i++)
			wanted[i] = letters[gj_random_below(&random, 3)];
		cr_assert_eq(gj_str_find(text, needle), find_slowly(text, needle));
	}
	cr_assert_eq(gj_str_find(GJ_STR(""), GJ_STR("a")), SIZE_MAX);
	cr_assert_eq(gj_str_find(GJ_STR("a"), GJ_STR("")), 0);
}

Test(text, trims_every_space_and_nothing_else)
{
	for (uint32_t code = 0; code < CODE_BEHIND; code++) {
		char bytes[16];
		size_t length = gj_utf8_put(bytes, code);
		bytes[length++] = 'x';
		length += gj_utf8_put(bytes + length, code);
		size_t trimmed = gj_str_trim((gj_str){ bytes, length }).len;
		cr_assert_eq(trimmed, gj_is_space(code) ? 1 : length, "U+%04X", code);
	}
}

/* Well-formed and broken sequences of up to four bytes. */
Test(text, decodes_as_the_long_way_does)
{
	static const unsigned char bounds[] = { 0x00, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1,
		                                0xE3, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF };
	enum { BOUNDS = sizeof bounds };
	for (size_t i = 0; i < (size_t)BOUNDS * BOUNDS * BOUNDS * BOUNDS; i++) {
		char bytes[4];
		size_t rest = i;
		for (size_t at = 0; at < sizeof bytes; at++, rest /= BOUNDS)
			bytes[at] = (char)bounds[rest % BOUNDS];
		for (size_t length = 1; length <= sizeof bytes; length++) {
			uint32_t code, wanted;
			size_t step = gj_utf8_next(bytes, length, &code);
			cr_assert_eq(step, gj_utf8_next_any(bytes, length, &wanted));
			cr_assert_eq(code, wanted);
		}
	}
}

/* What NFKC makes of a character; folding then drops, unifies and simplifies. */
static size_t fold_slowly(char *to, uint32_t code)
{
	utf8proc_int32_t parts[32] = { (utf8proc_int32_t)code };
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, 32,
	                                                 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, NULL);
	size_t length = 0;
	for (utf8proc_ssize_t i = 0; i < (count < 1 || count > 18 ? 1 : count); i++) {
		uint32_t part = (uint32_t)parts[i];
		bool dash = (part >= 0x2010 && part <= 0x2015) || part == 0x2212;
		bool quote = part == '\'' || part == 0x2018 || part == 0x2019 || part == 0x201C ||
		             part == 0x201D || (part >= 0x300C && part <= 0x300F) ||
		             part == 0x301D || part == 0x301E;
		if (gj_is_space(part) || part < 0x20 || length >= GJ_FOLD_GROWTH)
			continue;
		part = part >= 'A' && part <= 'Z' ? part | 0x20 : gj_simplified(part);
		length += gj_utf8_put(to + length, dash ? '-' : quote ? '"' : part);
	}
	return length;
}

Test(text, folds_every_character_as_the_standard_says)
{
	for (uint32_t code = 0; code < CODE_BEHIND; code++) {
		if (code >= 0xD800 && code < 0xE000)
			continue;
		char bytes[8], folded[64], expected[64];
		size_t length = gj_fold(folded, (gj_str){ bytes, gj_utf8_put(bytes, code) });
		gj_str slow = { expected, fold_slowly(expected, code) };
		cr_assert(gj_str_equal((gj_str){ folded, length }, slow), "U+%04X", code);
	}
}
