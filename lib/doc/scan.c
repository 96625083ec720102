#include "doc/scan.h"

#include <string.h>

/* --- one byte after the other --------------------------------------------- */

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
		unsigned half = lead & 0x0F;
		bool three = lead >= 0xE0, rare = lead >= 0xF0 || half < 2 || half == 0xD;
		if (lead < 0xC0 || rare || end - at < 2u + three || !is_tail(bytes[at + 1]) ||
		    (three && !is_tail(bytes[at + 2])))
			return at;
		at += 2u + three;
	}
	return end;
}

static size_t plain_mark(const char *bytes, size_t length, uint64_t *marks)
{
	memset(marks, 0, (length / GJ_BLOCK + 1) * sizeof *marks);
	for (size_t at = 0; at < length; at++) {
		char c = bytes[at];
		if (c == '<' || c == '>' || c == '&' || c == '\'')
			marks[at / GJ_BLOCK] |= UINT64_C(1) << at % GJ_BLOCK;
	}
	marks[length / GJ_BLOCK] |= UINT64_C(1) << length % GJ_BLOCK;
	return plain_unusual(bytes, 0, length);
}

static const gj_str span_word = { "span", 4 };

static bool is_span(const char *bytes)
{
	uint32_t word, span;
	memcpy(&word, bytes, sizeof word);
	memcpy(&span, span_word.ptr, sizeof span);
	return (word | 0x20202020) == span; /* no other bytes than letters become these */
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

/* The highest bit of each byte that is at least `least`, beyond ASCII: 0x80 is left. */
AVX2 static inline __m256i at_least(__m256i v, unsigned char least)
{
	return _mm256_subs_epu8(v, _mm256_set1_epi8((char)(least - 0x80)));
}

/* The highest bit of each byte that is a tail where none is wanted by a lead one or two
 * bytes before, or is none where it is wanted; and of rare leads. The look-up is by the
 * low half, and gives nothing for bytes of which the highest bit is set. */
AVX2 static inline __m256i misplaced(const char *bytes)
{
	const __m128i halves = _mm_setr_epi8(-1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0);
	__m256i v = load(bytes), leads = at_least(v, 0xC0);
	__m256i wanted = _mm256_or_si256(at_least(load(bytes - 1), 0xC0),
	                                 at_least(load(bytes - 2), 0xE0));
	__m256i wrong = _mm256_xor_si256(wanted, _mm256_andnot_si256(leads, v));
	__m256i others_set = _mm256_xor_si256(leads, _mm256_set1_epi8((char)0x80));
	__m256i rare = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(halves), others_set);
	return _mm256_or_si256(_mm256_or_si256(wrong, rare), at_least(v, 0xF0));
}

/* Whether a block is plainly good, and ends what was begun in the two bytes before. */
AVX2 static inline bool is_usual(const char *bytes)
{
	__m256i either = _mm256_or_si256(load(bytes), load(bytes + 32));
	if (!_mm256_movemask_epi8(either) && !(bytes[-1] & 0x80))
		return true;
	return !_mm256_movemask_epi8(_mm256_or_si256(misplaced(bytes), misplaced(bytes + 32)));
}

/* How many bytes of an unfinished character of two or three stand before. */
static size_t unfinished(const char *bytes)
{
	return (unsigned char)bytes[-1] >= 0xC0 ? 1 : (unsigned char)bytes[-2] >= 0xE0 ? 2 : 0;
}

/* is_usual of a block before which nothing counts. */
AVX2 static bool begins_usually(const char *bytes)
{
	char block[2 + GJ_BLOCK] = { 0 };
	memcpy(block + 2, bytes, GJ_BLOCK);
	return is_usual(block + 2);
}

/* The end, and the block that is not all usual, are looked at byte by byte. */
AVX2 static size_t avx2_unusual(const char *bytes, size_t at, size_t end)
{
	if (end - at >= GJ_BLOCK && begins_usually(bytes + at)) {
		do
			at += GJ_BLOCK;
		while (end - at >= GJ_BLOCK && is_usual(bytes + at));
		at -= unfinished(bytes + at);
	}
	return plain_unusual(bytes, at, end);
}

/* As long as blocks are usual both is found at once. */
AVX2 static size_t avx2_mark(const char *bytes, size_t length, uint64_t *marks)
{
	size_t at = 0, usual = 0;
	if (length >= GJ_BLOCK && begins_usually(bytes)) {
		do {
			*marks++ = marked(bytes + at);
			at += GJ_BLOCK;
		} while (length - at >= GJ_BLOCK && is_usual(bytes + at));
		usual = at - unfinished(bytes + at);
	}
	for (; length - at >= GJ_BLOCK; at += GJ_BLOCK)
		*marks++ = marked(bytes + at);
	char rest[GJ_BLOCK] = { 0 };
	if (length > at)
		memcpy(rest, bytes + at, length - at);
	*marks = marked(rest) | UINT64_C(1) << (length - at);
	return plain_unusual(bytes, usual, length);
}

/* The bytes of the word's first and last letter, in any case. */
AVX2 static inline __m256i ends_of_span(const char *bytes)
{
	const __m256i lower = _mm256_set1_epi8(0x20);
	__m256i first = _mm256_or_si256(load(bytes), lower);
	__m256i fourth = _mm256_or_si256(load(bytes + 3), lower);
	return _mm256_and_si256(_mm256_cmpeq_epi8(first, _mm256_set1_epi8('s')),
	                        _mm256_cmpeq_epi8(fourth, _mm256_set1_epi8('n')));
}

/* The word that begins within the block at `at`, or the end. */
AVX2 static __attribute__((noinline)) size_t span_in_block(const char *bytes, size_t at, size_t end)
{
	uint64_t both = bits(ends_of_span(bytes + at), ends_of_span(bytes + at + 32));
	for (; both; both &= both - 1) {
		size_t hit = at + (size_t)__builtin_ctzll(both);
		if (hit + span_word.len <= end && is_span(bytes + hit))
			return hit;
	}
	return end;
}

AVX2 static size_t avx2_span(const char *bytes, size_t at, size_t end, size_t readable)
{
	const size_t reach = GJ_BLOCK + span_word.len - 1;
	size_t stop = readable < reach ? at : readable - reach, hit = end;
	for (stop = stop < end ? stop : end; at < stop && hit == end; at += GJ_BLOCK) {
		__m256i low = ends_of_span(bytes + at), high = ends_of_span(bytes + at + 32);
		if (_mm256_movemask_epi8(_mm256_or_si256(low, high)))
			hit = span_in_block(bytes, at, end);
	}
	return at < end && hit == end ? plain_span(bytes, at, end, readable) : hit;
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
	size_t usual = scanner->mark(bytes.ptr, bytes.len, words);
	const char *last =
		bytes.len > GJ_AMPLE ? memrchr(bytes.ptr, '>', bytes.len - GJ_AMPLE) : NULL;
	*marks = (gj_marks){ bytes, scanner, words, usual, last ? (size_t)(last - bytes.ptr) : 0 };
	return true;
}
