/* Any bytes make a document, a refusal or the limit. */
#include "fuzz_target.h"

#include "doc/document.h"

void gj_fuzz(const uint8_t *bytes, size_t size)
{
	gj_arena arena;
	gj_document *document;
	gj_refusal refusal;
	gj_arena_init(&arena, GJ_FUZZ_CEILING);
	gj_str page = { (const char *)bytes, size };
	gj_code code = gj_document_read(&arena, page, NULL, &document, &refusal, NULL);
	gj_fuzz_check(code == GJ_OK || code == GJ_E_LIMIT);
	for (size_t i = 0; code == GJ_OK && document && i < document->block_count; i++) {
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
	gj_arena_release(&arena);
}
