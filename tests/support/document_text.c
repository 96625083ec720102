#include "document_text.h"

#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

static void add_text(gj_buffer *to, gj_str text)
{
	for (size_t i = 0; i < text.len; i++)
		gj_buffer_add_char(to, text.ptr[i] == '\n' ? '/' : text.ptr[i]);
}

static void add_row(gj_buffer *to, const gj_grid *grid, uint32_t row)
{
	if (grid->layout)
		gj_buffer_add_char(to, '~');
	gj_buffer_add_char(to, '[');
	for (uint32_t c = 0; c < grid->columns; c++) {
		const gj_cell *cell = gj_grid_at(grid, row, c);
		if (c)
			gj_buffer_add_char(to, '|');
		add_text(to, cell ? cell->text : GJ_STR("."));
	}
	gj_buffer_add_char(to, ']');
}

static void add_document(gj_buffer *to, const gj_document *document)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const gj_block *block = &document->blocks[i];
		if (to->length)
			gj_buffer_add_char(to, ' ');
		add_text(to, block->text);
		for (uint32_t r = 0; block->grid && r < block->grid->rows; r++) {
			if (r)
				gj_buffer_add_char(to, ' ');
			add_row(to, block->grid, r);
		}
	}
}

void gj_document_text(char to[GJ_DOCUMENT_TEXT_MAX], gj_str bytes, const char *content_type)
{
	gj_arena arena;
	gj_buffer text;
	gj_document *document;
	gj_refusal refusal;
	gj_document_hints hints = { .content_type = gj_str_of(content_type) };
	gj_arena_init(&arena, (size_t)1 << 28);
	gj_buffer_init(&text, GJ_DOCUMENT_TEXT_MAX - 1);
	gj_code code = gj_document_read(&arena, bytes, &hints, &document, &refusal, NULL);
	if (code != GJ_OK)
		gj_buffer_add_text(&text, "failed");
	else if (!document)
		gj_buffer_add_text(&text, "refused");
	else
		add_document(&text, document);
	snprintf(to, GJ_DOCUMENT_TEXT_MAX, "%.*s", GJ_STR_ARG(gj_buffer_str(&text)));
	gj_buffer_release(&text);
	gj_arena_release(&arena);
}

const gj_grid *gj_first_grid(const gj_document *document)
{
	for (size_t i = 0; i < document->block_count; i++)
		if (document->blocks[i].grid)
			return document->blocks[i].grid;
	return NULL;
}
