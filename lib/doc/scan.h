/* Finding the bytes that matter, 64 at a time.
 *
 * A page is looked through once before it is read: gj_marks has a bit for each of
 * its bytes, set where one of < > & ' stands. Reading then goes from mark to mark
 * by counting zero bits; what lies between is never looked at unless it is text.
 *
 * This works on undecoded bytes. That is sound in UTF-8, whose multi-byte characters
 * have only bytes ≥ 0x80, and in valid GB18030: trail bytes are 0x40–0x7E and
 * 0x80–0xFE, four-byte forms add only digits, so none of < > & " ' / = ! # ; and
 * nothing up to 0x20 occurs inside a character. A lead byte broken off before '<'
 * leaves '<' as markup. Letters, digits and | \ [ ] { } ^ _ @ ` can be trail bytes:
 * text must not be searched for those, while the inside of a tag may be, whose
 * names and spans are ASCII.
 *
 * There are two scanners with the same results: a plain one, and one for
 * processors with AVX2; gj_scanner_best picks at run time. A test holds both to
 * each other.
 */
#ifndef GJ_DOC_SCAN_H
#define GJ_DOC_SCAN_H

#include "base/text.h"

enum {
	GJ_BLOCK = 64, /* bytes a word of marks is for */
	GJ_AMPLE = 16  /* "</", a word, and some bytes that follow a short name */
};

typedef struct gj_scanner {
	const char *name;
	/* Writes length / GJ_BLOCK + 1 words: bit i of word w for byte 64 w + i, and a
	 * last mark at `length`. Returns unusual(bytes, 0, length). */
	size_t (*mark)(const char *bytes, size_t length, uint64_t *marks);
	/* The first offset in [at, end), where a character begins, of one that is
	 * neither ASCII nor plainly good UTF-8: a lead C_ or D_ and a tail, E_ and two.
	 * Rare leads are not plainly good: F_ and, as C0, C1, E0 and ED are bad or have
	 * conditions, all with the low half 0, 1 or D. */
	size_t (*unusual)(const char *bytes, size_t at, size_t end);
	/* The first offset of the word "span", in any case, within [at, end). Bytes up
	 * to `readable` may be read. */
	size_t (*span)(const char *bytes, size_t at, size_t end, size_t readable);
} gj_scanner;

extern const gj_scanner gj_scanner_plain;

/* Null where the program was built for, or runs on, another processor. */
const gj_scanner *gj_scanner_avx2(void);

const gj_scanner *gj_scanner_best(void);

typedef struct gj_marks {
	gj_str bytes;
	const gj_scanner *scanner;
	const uint64_t *words;
	size_t usual; /* so many bytes are plainly good UTF-8: up to the scanner's `unusual` */
	size_t ample; /* before this place GJ_AMPLE bytes can be read, and a '>' is to come */
} gj_marks;

/* In the arena: an eighth of the page. False when it is exhausted. */
bool gj_marks_make(gj_marks *marks, gj_arena *arena, const gj_scanner *scanner, gj_str bytes);

/* The marks from `at` to the end of its block, the first in the lowest bit. */
static inline uint64_t gj_marks_from(const gj_marks *marks, size_t at)
{
	return marks->words[at / GJ_BLOCK] >> at % GJ_BLOCK;
}

static inline size_t gj_marks_next_block(size_t at)
{
	return (at | (GJ_BLOCK - 1)) + 1;
}

/* The place of the first mark in a word that has one. */
static inline size_t gj_marks_first(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits);
}

/* The first mark at or after `at` (at most the length): its offset, or the length. */
static inline size_t gj_marks_next(const gj_marks *marks, size_t at)
{
	uint64_t bits = gj_marks_from(marks, at);
	for (; !bits; bits = gj_marks_from(marks, at))
		at = gj_marks_next_block(at);
	return at + gj_marks_first(bits);
}

/* The first `byte`, which is one of < > & '. */
static inline size_t gj_marks_find(const gj_marks *marks, size_t at, char byte)
{
	for (; at < marks->bytes.len; at++) {
		at = gj_marks_next(marks, at);
		if (at == marks->bytes.len || marks->bytes.ptr[at] == byte)
			return at;
	}
	return marks->bytes.len;
}

#endif
