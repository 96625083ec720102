#include "doc/scan.h"

#include <string.h>

/* --- one byte after the other --------------------------------------------- */

static void plain_mark(const char *bytes, size_t length, uint64_t *marks)
{
	memset(marks, 0, (length / GJ_BLOCK + 1) * sizeof *marks);
	for (size_t at = 0; at < length; at++) {
		char c = bytes[at];
		if (c == '<' || c == '>' || c == '&' || c == '\'')
			marks[at / GJ_BLOCK] |= UINT64_C(1) << at % GJ_BLOCK;
	}
	marks[length / GJ_BLOCK] |= UINT64_C(1) << length % GJ_BLOCK;
}

static bool is_tail(char byte)
{
	return (byte & 0xC0) == 0x80;
}

static size_t plain_unusual(const char *bytes, size_t at, size_t end)
{
	while (at < end) {
		unsigned char lead = (unsigned char)bytes[at];
		if (lead < 0x80) {
			at++;
			continue;
		}
		bool three = (lead & 0xF0) == 0xE0;
		if (lead < 0xC2 || lead > 0xEF || lead == 0xE0 || lead == 0xED ||
		    end - at < 2u + three || !is_tail(bytes[at + 1]) ||
		    (three && !is_tail(bytes[at + 2])))
			return at;
		at += 2u + three;
	}
	return end;
}

static const gj_str span_word = { "span", 4 };

static bool is_span(const char *bytes)
{
	return gj_str_equal_nocase((gj_str){ bytes, span_word.len }, span_word);
}

static size_t plain_span(const char *bytes, size_t at, size_t end, size_t readable)
{
	(void)readable;
	for (; at + span_word.len <= end; at++)
		if ((bytes[at] | 0x20) == 's' && is_span(bytes + at))
			return at;
	return end;
}

const gj_scanner gj_scanner_plain = { "plain", plain_mark, plain_unusual, plain_span };

#if defined(__x86_64__)

#include <immintrin.h>

/* --- AVX2: a block is two vectors ----------------------------------------- */

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i load(const char *bytes)
{
	return _mm256_loadu_si256((const __m256i *)bytes);
}

/* A bit for each byte that is all ones. */
AVX2 static inline uint64_t bits(__m256i low, __m256i high)
{
	return (uint32_t)_mm256_movemask_epi8(low) |
	       (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/* The four bytes have different low halves, so a look-up by that half gives the
 * only one of them that a byte can be. For a byte ≥ 0x80 it gives zero. */
AVX2 static inline uint64_t marked(const char *bytes)
{
	const __m128i half = _mm_setr_epi8(-1, -1, -1, -1, -1, -1, '&', '\'', -1, -1, -1, -1, '<', -1, '>', -1);
	const __m256i table = _mm256_broadcastsi128_si256(half);
	__m256i low = load(bytes), high = load(bytes + 32);
	return bits(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, low), low),
	            _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, high), high));
}

AVX2 static void avx2_mark(const char *bytes, size_t length, uint64_t *marks)
{
	for (; length >= GJ_BLOCK; length -= GJ_BLOCK, bytes += GJ_BLOCK)
		*marks++ = marked(bytes);
	char rest[GJ_BLOCK] = { 0 };
	if (length)
		memcpy(rest, bytes, length);
	*marks = marked(rest) | UINT64_C(1) << length;
}

/* Bytes from `first` to `last`, by shifting them to the low end of the signed ones. */
AVX2 static inline __m256i within(__m256i v, unsigned char first, unsigned char last)
{
	__m256i shifted = _mm256_add_epi8(v, _mm256_set1_epi8((char)(0x80 - first)));
	return _mm256_cmpgt_epi8(_mm256_set1_epi8((char)(0x80 + last - first + 1)), shifted);
}

AVX2 static inline __m256i tails(__m256i v)
{
	return within(v, 0x80, 0xBF);
}

AVX2 static inline __m256i leads_of_three(__m256i v)
{
	return _mm256_andnot_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)0xED)), within(v, 0xE1, 0xEF));
}

/* A block is good when each byte beyond ASCII is a lead or a tail, and tails are where
 * the leads want them. A character that the end of the block cuts begins the next. */
AVX2 static size_t avx2_unusual(const char *bytes, size_t at, size_t end)
{
	while (end - at >= GJ_BLOCK) {
		__m256i low = load(bytes + at), high = load(bytes + at + 32);
		uint64_t beyond_ascii = bits(low, high);
		if (!beyond_ascii) {
			at += GJ_BLOCK;
			continue;
		}
		uint64_t tail = bits(tails(low), tails(high));
		uint64_t three = bits(leads_of_three(low), leads_of_three(high));
		uint64_t lead = bits(within(low, 0xC2, 0xDF), within(high, 0xC2, 0xDF)) | three;
		if ((lead | tail) != beyond_ascii || (lead << 1 | three << 2) != tail)
			break;
		at += GJ_BLOCK - (size_t)(lead >> 63 ? 1 : three >> 62 & 1 ? 2 : 0);
	}
	return plain_unusual(bytes, at, end);
}

AVX2 static size_t avx2_span(const char *bytes, size_t at, size_t end, size_t readable)
{
	const __m256i s = _mm256_set1_epi8('s'), n = _mm256_set1_epi8('n'), lower = _mm256_set1_epi8(0x20);
	const size_t width = 32, last = span_word.len - 1; /* of its letters */
	size_t stop = readable < width + last ? 0 : readable - width - last + 1;
	for (stop = stop < end ? stop : end; at < stop; at += width) {
		__m256i first = _mm256_cmpeq_epi8(_mm256_or_si256(load(bytes + at), lower), s);
		__m256i fourth = _mm256_cmpeq_epi8(_mm256_or_si256(load(bytes + at + last), lower), n);
		uint32_t both = (uint32_t)_mm256_movemask_epi8(_mm256_and_si256(first, fourth));
		for (; both; both &= both - 1) {
			size_t hit = at + (size_t)__builtin_ctz(both);
			if (hit + last >= end)
				return end;
			if (is_span(bytes + hit))
				return hit;
		}
	}
	return plain_span(bytes, at, end, readable);
}

static const gj_scanner scanner_avx2 = { "avx2", avx2_mark, avx2_unusual, avx2_span };

const gj_scanner *gj_scanner_avx2(void)
{
	return __builtin_cpu_supports("avx2") ? &scanner_avx2 : NULL;
}

#else

const gj_scanner *gj_scanner_avx2(void)
{
	return NULL;
}

#endif

const gj_scanner *gj_scanner_best(void)
{
	const gj_scanner *fast = gj_scanner_avx2();
	return fast ? fast : &gj_scanner_plain;
}

bool gj_marks_make(gj_marks *marks, gj_arena *arena, const gj_scanner *scanner, gj_str bytes)
{
	uint64_t *words = gj_arena_alloc(arena, (bytes.len / GJ_BLOCK + 1) * sizeof *words);
	if (!words)
		return false;
	scanner->mark(bytes.ptr, bytes.len, words);
	*marks = (gj_marks){ bytes, scanner, words };
	return true;
}
