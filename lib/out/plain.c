/* Text as it stands, sixteen bytes at a time. */
#include "out/format.h"

#ifdef __SSE2__
#include <emmintrin.h>

enum { BLOCK = sizeof(__m128i) };

static __m128i is(__m128i bytes, int byte)
{
	return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)byte));
}

/* Bytes above one and below another, both from 0x80 on or both before. */
static __m128i between(__m128i bytes, int above, int below)
{
	return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)above)),
	                     _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)below)));
}

static unsigned bits(__m128i bytes)
{
	return (unsigned)_mm_movemask_epi8(bytes);
}

/* Of a block that begins with a character. Of three-byte characters those count that
 * begin with 0xE1 to 0xEF, whatever follows: but for 0xE2, where U+2028 is, and 0xED,
 * where surrogates are. */
static size_t plain_in_block(const char *block)
{
	const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)block);
	const __m128i marks = _mm_or_si128(is(bytes, '"'), is(bytes, '\\'));
	const __m128i others = _mm_or_si128(is(bytes, 0xE2), is(bytes, 0xED));
	unsigned ascii = bits(_mm_andnot_si128(marks, between(bytes, 0x1F, 0x7F)));
	unsigned leads = bits(_mm_andnot_si128(others, between(bytes, 0xE0, 0xF0)));
	unsigned tails = bits(_mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xC0)));
	/* The bits behind the block's are wrong, too. */
	unsigned wrong = ~(ascii | leads | tails) | (tails ^ (leads << 1 | leads << 2));
	size_t length = (size_t)__builtin_ctz(wrong);
	/* A lead among the last two: its character is not whole. */
	unsigned cut = leads << 2 >> length & 3;
	return length - (cut ? 3 - cut : 0);
}

size_t gj_plain_run(gj_str text)
{
	enum { ALL_BUT_CUT = BLOCK - 2 };
	size_t at = 0, step = BLOCK;
	for (; text.len - at >= BLOCK && step >= ALL_BUT_CUT; at += step)
		step = plain_in_block(text.ptr + at);
	return at;
}
#else
size_t gj_plain_run(gj_str text)
{
	(void)text;
	return 0;
}
#endif
