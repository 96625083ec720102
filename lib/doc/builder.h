/* Building a document: decoders say what they meet, in file order, and the
 * builder makes paragraphs and grids of it.
 *
 * Outside a table, text collects into a paragraph until gj_builder_break. Inside
 * a cell, breaks become '\n'. A table inside a cell makes the outer one a layout
 * table: its cells' own text becomes paragraphs too. Only a table of a single
 * cell is transparent: its text belongs to the cell, or the page, around it. Memory failures are sticky.
 */
#ifndef GJ_DOC_BUILDER_H
#define GJ_DOC_BUILDER_H

#include "doc/document.h"
#include "doc/word.h"

typedef struct gj_open_table {
	size_t first_cell;      /* in builder.cells */
	uint32_t begin;
	uint32_t rows;          /* begun so far */
	size_t group_cell;      /* in builder.cells: the first of the open group of rows */
	bool in_row, in_cell;
	bool clipped;           /* cells were dropped at a limit */
	bool holds_tables;      /* a table of several cells stands inside */
	gj_str outer_text;      /* what the cell around it had printed before */
	gj_range outer_range;
} gj_open_table;

/* What is put before the next text, if any comes. */
typedef enum gj_pending { GJ_PENDING_NOTHING, GJ_PENDING_SPACE, GJ_PENDING_LINE } gj_pending;

typedef struct gj_builder {
	gj_arena *arena;
	gj_charset charset;
	bool as_it_is;          /* valid UTF-8 throughout: text is copied */
	size_t copied_to;       /* text up to this offset is copied a word at a time */
	uint64_t not_copied;    /* words that have one of these bits are not */
	bool tabular_text;

	char *chunk;            /* text being written; the open piece is its tail */
	size_t chunk_size, used, piece;
	gj_range piece_range;   /* first to last printed byte of the piece */
	gj_pending pending;     /* only when the piece is not empty */
	bool malformed;

	gj_cell *cells;         /* of the open tables, inner ones last; spans as written */
	size_t cell_count, cell_capacity;
	gj_open_table tables[GJ_TABLE_DEPTH_MAX];
	gj_open_table *table;   /* the innermost open one, or null */
	size_t depth;
	size_t ignored_depth;   /* tables deeper than the limit, read as text */

	gj_block *blocks;
	size_t block_count, block_capacity;
	gj_code failed;
} gj_builder;

/* `sound`: no byte needs checking; UTF-8 is then copied as it is. `readable`: the
 * bytes of every text can be read up to this offset of the document, or 0. */
void gj_builder_init(gj_builder *builder, gj_arena *arena, gj_charset charset, bool sound,
                     size_t readable);

void gj_builder_text_any(gj_builder *builder, const char *raw, size_t length, size_t offset);

static inline void gj_builder_printed(gj_builder *builder, size_t begin, size_t end)
{
	if (builder->piece_range.end == 0)
		builder->piece_range.begin = (uint32_t)begin;
	builder->piece_range.end = (uint32_t)end;
}

/* Raw bytes of the document, at least one: decoded, with white space collapsed as HTML
 * does. Most are a few characters without white space. */
static inline void gj_builder_text(gj_builder *builder, const char *raw, size_t length,
                                   size_t offset)
{
	size_t end = offset + length;
	if (end > builder->copied_to || builder->pending ||
	    builder->chunk_size - builder->used < length + GJ_WORD) {
		gj_builder_text_any(builder, raw, length, offset);
		return;
	}
	char *to = builder->chunk + builder->used;
	size_t at = 0;
	do {
		uint64_t word = gj_word_at(raw + at);
		uint64_t other = gj_word_below(word, ' ' + 1) | (word & builder->not_copied);
		gj_word_put(to + at, word);
		if (other && at + gj_word_first(other) < length) {
			gj_builder_text_any(builder, raw, length, offset);
			return;
		}
		at += GJ_WORD;
	} while (at < length);
	builder->used += length;
	gj_builder_printed(builder, offset, end);
}

/* One character that the source wrote otherwise (an entity). */
void gj_builder_character(gj_builder *builder, uint32_t code, size_t begin, size_t end);

void gj_builder_open_table(gj_builder *builder, size_t offset);
void gj_builder_close_table(gj_builder *builder, size_t offset, unsigned flaws);
void gj_builder_open_row(gj_builder *builder);
void gj_builder_close_row(gj_builder *builder);
/* The end of a thead, tbody or tfoot: spans do not reach beyond it. */
void gj_builder_close_group(gj_builder *builder);
void gj_builder_open_cell(gj_builder *builder, size_t offset, uint32_t column_span,
                          uint32_t row_span, bool header);
void gj_builder_close_open_cell(gj_builder *builder, size_t offset);
/* Text of another kind begins or ends, in the open cell if there is one. */
void gj_builder_aside(gj_builder *builder);

static inline bool gj_builder_in_cell(const gj_builder *builder)
{
	return builder->table && builder->table->in_cell;
}

static inline bool gj_builder_in_header(const gj_builder *builder) /* in a <th> */
{
	return gj_builder_in_cell(builder) && builder->cells[builder->cell_count - 1].header;
}

static inline void gj_builder_close_cell(gj_builder *builder, size_t offset) /* if any */
{
	if (gj_builder_in_cell(builder))
		gj_builder_close_open_cell(builder, offset);
}

void gj_builder_end_paragraph(gj_builder *builder);

/* A line break in a cell, the end of a paragraph elsewhere. Most break nothing. */
static inline void gj_builder_break(gj_builder *builder)
{
	if (builder->used == builder->piece)
		return;
	if (gj_builder_in_cell(builder))
		builder->pending = GJ_PENDING_LINE;
	else
		gj_builder_end_paragraph(builder);
}

/* White space. */
static inline void gj_builder_space(gj_builder *builder)
{
	if (builder->used > builder->piece && !builder->pending)
		builder->pending = GJ_PENDING_SPACE;
}

/* Closes what is open and hands over the blocks in reading order. */
gj_code gj_builder_finish(gj_builder *builder, size_t size, gj_document *document, gj_err *err);

#endif
