#include "doc/scan.h"

#include <stdbool.h>
#include <stdint.h>

#define SCAN_PLAIN(name, condition)                                    \
	static size_t name(const char *bytes, size_t at, size_t end)   \
	{                                                              \
		for (; at < end; at++) {                               \
			unsigned char c = (unsigned char)bytes[at];    \
			if (condition)                                 \
				break;                                 \
		}                                                      \
		return at;                                             \
	}

SCAN_PLAIN(plain_tag_byte, c == '>' || c == '"' || c == '\'')
SCAN_PLAIN(plain_low, c <= 0x20)
SCAN_PLAIN(plain_high, c >= 0x80)

const gj_scanner gj_scanner_plain = { "plain", plain_tag_byte, plain_low, plain_high };

#if defined(__x86_64__)

#include <immintrin.h>

enum { WIDTH = 32 };

/* A bit for each of 32 bytes that is sought; the rest of a run shorter than that
 * is left to the plain scanner, so that no byte outside is read. */
#define SCAN_AVX2(name, plain, found)                                                  \
	__attribute__((target("avx2"))) static size_t name(const char *bytes, size_t at, \
	                                                   size_t end)                   \
	{                                                                              \
		for (; end - at >= WIDTH; at += WIDTH) {                               \
			__m256i v = _mm256_loadu_si256((const __m256i *)(bytes + at)); \
			uint32_t mask = (uint32_t)_mm256_movemask_epi8(found);         \
			if (mask)                                                      \
				return at + (size_t)__builtin_ctz(mask);               \
		}                                                                      \
		return plain(bytes, at, end);                                          \
	}

#define EQUAL(c) _mm256_cmpeq_epi8(v, _mm256_set1_epi8(c))

SCAN_AVX2(avx2_tag_byte, plain_tag_byte,
          _mm256_or_si256(EQUAL('>'), _mm256_or_si256(EQUAL('"'), EQUAL('\''))))
SCAN_AVX2(avx2_low, plain_low, _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8(0x20)), v))
SCAN_AVX2(avx2_high, plain_high, v)

static const gj_scanner scanner_avx2 = { "avx2", avx2_tag_byte, avx2_low, avx2_high };

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
