/* Finding the few bytes that matter, 32 at a time.
 *
 * Works on undecoded bytes. That is sound in UTF-8, whose multi-byte characters
 * have only bytes ≥ 0x80, and in valid GB18030: trail bytes are 0x40–0x7E and
 * 0x80–0xFE, four-byte forms add only digits, so none of < > & " ' / = ! # ; and
 * nothing up to 0x20 occurs inside a character. Letters, digits and | \ [ ] { }
 * ^ _ @ ` can be trail bytes and are never searched for here.
 *
 * There are two scanners with the same results: a plain one, and one for
 * processors with AVX2; gj_scanner_best picks at run time. A test holds both to
 * each other. Each function returns the first offset in [at, end) whose byte is
 * sought, or `end`; it reads nothing outside [at, end).
 */
#ifndef GJ_DOC_SCAN_H
#define GJ_DOC_SCAN_H

#include <stddef.h>

typedef struct gj_scanner {
	const char *name;
	size_t (*tag_byte)(const char *bytes, size_t at, size_t end); /* > " ' */
	size_t (*low)(const char *bytes, size_t at, size_t end);      /* ≤ 0x20: space, controls */
	size_t (*high)(const char *bytes, size_t at, size_t end);     /* ≥ 0x80: not ASCII */
} gj_scanner;

extern const gj_scanner gj_scanner_plain;

/* Null where the program was built for, or runs on, another processor. */
const gj_scanner *gj_scanner_avx2(void);

const gj_scanner *gj_scanner_best(void);

#endif
