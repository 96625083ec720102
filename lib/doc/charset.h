/* Which charset a document is in, and decoding its text to UTF-8.
 *
 * The bytes are believed before any declaration: Chinese text that is valid
 * UTF-8 is UTF-8, since GB18030 text of more than a few characters never is.
 * Every gb* label means GB18030.
 */
#ifndef GJ_DOC_CHARSET_H
#define GJ_DOC_CHARSET_H

#include "doc/document.h"

typedef struct gj_encoding {
	gj_charset charset;
	size_t bom; /* bytes of the byte order mark, 0 = none */
	bool sound; /* valid UTF-8 throughout: nothing needs checking again */
} gj_encoding;

/* `content_type` is the transport's, may be empty. */
gj_encoding gj_charset_detect(gj_str bytes, gj_str content_type);
/* The same, when the first `usual` bytes are known to be good UTF-8. */
gj_encoding gj_charset_detect_from(gj_str bytes, size_t usual, gj_str content_type);

/* Decodes a run of text (UTF-8 or GB18030) to UTF-8. `to` has room for
 * GJ_DECODE_GROWTH × length bytes. Malformed bytes become U+FFFD one by one and
 * set *malformed; an ASCII byte is never swallowed by a broken lead byte before
 * it. Returns the bytes written. */
enum { GJ_DECODE_GROWTH = 3 };
size_t gj_charset_decode(gj_charset charset, const char *from, size_t length, char *to,
                         bool *malformed);

/* UTF-16 as a whole to UTF-8 in the arena; the empty slice when memory is out. */
gj_str gj_charset_from_utf16(gj_arena *arena, gj_str bytes, bool big_endian);

#endif
