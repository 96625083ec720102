/* What must hold of a document made from any bytes. */
#ifndef GJ_FUZZ_DOCUMENT_CHECKS_H
#define GJ_FUZZ_DOCUMENT_CHECKS_H

#include "fuzz_target.h"

#include "doc/decoder.h"

/* Texts are UTF-8, cells stand in their grid and in the file of `size` bytes. */
static inline void gj_fuzz_check_document(const gj_document *document, size_t size)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const gj_grid *grid = document->blocks[i].grid;
		gj_fuzz_check(gj_utf8_valid(document->blocks[i].text));
		for (uint32_t c = 0; grid && c < grid->cell_count; c++) {
			const gj_cell *cell = &grid->cells[c];
			gj_fuzz_check(gj_utf8_valid(cell->text));
			gj_fuzz_check(cell->row + cell->row_span <= grid->rows);
			gj_fuzz_check((uint32_t)cell->column + cell->column_span <= grid->columns);
			gj_fuzz_check(cell->range.begin <= cell->range.end && cell->range.end <= size);
		}
	}
}

/* One decoder, whatever kind of file the bytes look like. */
static inline void gj_fuzz_decoder(const gj_decoder *decoder, const uint8_t *bytes, size_t size)
{
	gj_arena arena;
	gj_document document = { 0 };
	gj_str page = { (const char *)bytes, size };
	gj_encoding encoding = gj_charset_detect(page, (gj_str){ 0 });
	if (encoding.charset == GJ_CHARSET_UTF16LE || encoding.charset == GJ_CHARSET_UTF16BE)
		return; /* turned into UTF-8 before a decoder sees it */
	gj_arena_init(&arena, GJ_FUZZ_CEILING);
	gj_marks marks;
	if (!gj_marks_make(&marks, &arena, gj_scanner_best(), page)) {
		gj_arena_release(&arena);
		return;
	}
	gj_code code = decoder->decode(&arena, &marks, encoding, &document, NULL);
	gj_fuzz_check(code == GJ_OK || code == GJ_E_LIMIT);
	if (code == GJ_OK)
		gj_fuzz_check_document(&document, size);
	gj_arena_release(&arena);
}

#endif
