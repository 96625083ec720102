/* A document as a line of text, so that a test can say what it expects: paragraphs
 * as they are, rows of a grid as [a|b|c], the text of a span in each of its slots,
 * "." where no cell is, "/" for a line break inside a text, and a space between
 * all of these. The rows of a layout table begin with '~'. */
#ifndef GJ_SUPPORT_DOCUMENT_TEXT_H
#define GJ_SUPPORT_DOCUMENT_TEXT_H

#include "doc/document.h"

enum { GJ_DOCUMENT_TEXT_MAX = 1 << 16 };

/* Reads `bytes` and writes the text and a NUL; "refused" when they are refused. */
void gj_document_text(char to[GJ_DOCUMENT_TEXT_MAX], gj_str bytes, const char *content_type);

/* The first grid of a document, or null. */
const gj_grid *gj_first_grid(const gj_document *document);

#endif
