/* One decoder per kind of file, each an entry of a const table (document.c). */
#ifndef GJ_DOC_DECODER_H
#define GJ_DOC_DECODER_H

#include "doc/charset.h"

typedef struct gj_decoder {
	const char *format;
	/* Fills `document` from text bytes without their byte order mark; ranges count
	 * from the start of the file, before it. */
	gj_code (*decode)(gj_arena *arena, gj_str bytes, gj_encoding encoding,
	                  gj_document *document, gj_err *err);
} gj_decoder;

extern const gj_decoder gj_decoder_html, gj_decoder_plain;

#endif
