/* One decoder per kind of file, each an entry of a const table (document.c). */
#ifndef GJ_DOC_DECODER_H
#define GJ_DOC_DECODER_H

#include "doc/charset.h"
#include "doc/scan.h"

typedef struct gj_decoder {
	const char *format;
	/* Fills `document` from the bytes that `marks` is of, behind their byte order
	 * mark; ranges count from the start, before it. */
	gj_code (*decode)(gj_arena *arena, const gj_marks *marks, gj_encoding encoding,
	                  gj_document *document, gj_err *err);
} gj_decoder;

extern const gj_decoder gj_decoder_html, gj_decoder_plain;

#endif
