/* Eight bytes at once in one 64-bit word, in plain C: the first byte of the text is
 * the lowest of the word. The tests for a byte mark the highest bit of each byte
 * that is meant; above the first marked one there may be false marks (a borrow), so
 * only the lowest is to be used, or whether there is any. */
#ifndef GJ_DOC_WORD_H
#define GJ_DOC_WORD_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { GJ_WORD = sizeof(uint64_t) };

#define GJ_WORD_OF(byte) (UINT64_C(0x0101010101010101) * (byte))

static inline uint64_t gj_word_at(const char *bytes)
{
	uint64_t word;
	memcpy(&word, bytes, sizeof word);
	return le64toh(word);
}

/* The first `length` bytes (at most eight, at least one), 0xFF behind them. */
static inline uint64_t gj_word_upto(const char *bytes, size_t length)
{
	uint32_t first, last;
	uint64_t word = (unsigned char)bytes[0];
	if (length >= GJ_WORD)
		return gj_word_at(bytes);
	if (length >= sizeof first) {
		memcpy(&first, bytes, sizeof first);
		memcpy(&last, bytes + length - sizeof last, sizeof last);
		word = le32toh(first) | (uint64_t)le32toh(last) << 8 * (length - sizeof last);
	} else if (length > 1) {
		word |= (uint64_t)(unsigned char)bytes[1] << 8 |
		        (uint64_t)(unsigned char)bytes[length - 1] << 8 * (length - 1);
	}
	return word | ~UINT64_C(0) << 8 * length;
}

static inline void gj_word_put(char *to, uint64_t word)
{
	word = htole64(word);
	memcpy(to, &word, sizeof word);
}

/* Bytes below `limit`, which is at most 0x80. */
static inline uint64_t gj_word_below(uint64_t word, unsigned char limit)
{
	return (word - GJ_WORD_OF(limit)) & ~word & GJ_WORD_OF(0x80);
}

static inline uint64_t gj_word_equal(uint64_t word, unsigned char byte)
{
	return gj_word_below(word ^ GJ_WORD_OF(byte), 1);
}

/* All ones in the bytes before the first marked one. */
static inline uint64_t gj_word_before(uint64_t marked)
{
	return (marked ^ (marked - 1)) >> 8;
}

static inline size_t gj_word_first(uint64_t marked)
{
	return (unsigned)__builtin_ctzll(marked) / 8;
}

#endif
