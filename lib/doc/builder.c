#include "doc/builder.h"

#include "doc/charset.h"
#include "doc/grid.h"
#include "doc/word.h"

#include <stdlib.h>
#include <string.h>

enum {
	TEXT_CHUNK = 32 * 1024,
	/* Rows of one table that are looked at; more cannot fit into any grid. */
	ROWS_MAX = GJ_GRID_SLOTS_MAX
};

void gj_builder_init(gj_builder *builder, gj_arena *arena, gj_charset charset, bool sound,
                     size_t readable)
{
	memset(builder, 0, sizeof *builder);
	builder->arena = arena;
	builder->charset = charset;
	builder->as_it_is = sound && charset == GJ_CHARSET_UTF8;
	builder->not_copied = builder->as_it_is ? 0 : GJ_WORD_OF(0x80);
	if (readable > GJ_WORD)
		builder->copied_to = readable - GJ_WORD;
}

static void *fail(gj_builder *builder)
{
	builder->failed = GJ_E_LIMIT;
	return NULL;
}

/* An array in the arena that doubles; the old copy is left behind. */
static void *grow(gj_builder *builder, void *items, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return items;
	size_t wanted = *capacity ? *capacity * 2 : 64;
	void *bigger = gj_arena_alloc(builder->arena, wanted * size);
	if (!bigger)
		return fail(builder);
	if (count)
		memcpy(bigger, items, count * size);
	*capacity = wanted;
	return bigger;
}

/* --- text ---------------------------------------------------------------- */

static __attribute__((noinline)) char *more_room(gj_builder *builder, size_t more)
{
	size_t kept = builder->used - builder->piece;
	size_t size = TEXT_CHUNK;
	while (size < (kept + more) * 2)
		size *= 2;
	char *chunk = gj_arena_alloc(builder->arena, size);
	if (!chunk)
		return fail(builder);
	if (kept)
		memcpy(chunk, builder->chunk + builder->piece, kept);
	builder->chunk = chunk;
	builder->chunk_size = size;
	builder->used = kept;
	builder->piece = 0;
	return chunk + kept;
}

/* Room for `more` bytes behind the open piece, which moves to a new chunk when
 * the old one is full. */
static char *room(gj_builder *builder, size_t more)
{
	if (builder->failed)
		return NULL;
	bool fits = builder->chunk_size - builder->used >= more;
	return fits ? builder->chunk + builder->used : more_room(builder, more);
}

static bool piece_empty(const gj_builder *builder)
{
	return builder->used == builder->piece;
}

static void put_pending(gj_builder *builder)
{
	if (!builder->pending)
		return;
	char *to = builder->chunk[builder->used - 1] == '\n' ? NULL : room(builder, 1);
	if (to) {
		*to = builder->pending == GJ_PENDING_LINE ? '\n' : ' ';
		builder->used++;
	}
	builder->pending = GJ_PENDING_NOTHING;
}

static bool is_markup_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\0';
}

/* How much stands before the first white space. */
static size_t run_length(const char *from, size_t length)
{
	for (size_t at = 0, step; at < length; at += step) {
		step = length - at < GJ_WORD ? length - at : GJ_WORD;
		uint64_t low = gj_word_below(gj_word_upto(from + at, step), ' ' + 1);
		if (!low)
			continue;
		step = gj_word_first(low);
		if (is_markup_space(from[at + step]))
			return at + step;
		step++; /* a control character is text */
	}
	return length;
}

/* The text up to the first white space; its length is returned. */
static size_t put_run(gj_builder *builder, const char *raw, size_t length, size_t offset)
{
	put_pending(builder);
	length = run_length(raw, length);
	char *to = room(builder, builder->as_it_is ? length : length * GJ_DECODE_GROWTH);
	if (!to)
		return length;
	if (builder->as_it_is) {
		memcpy(to, raw, length);
		builder->used += length;
	} else {
		builder->used += gj_charset_decode(builder->charset, raw, length, to,
		                                   &builder->malformed);
	}
	gj_builder_printed(builder, offset, offset + length);
	return length;
}

void gj_builder_text_any(gj_builder *builder, const char *raw, size_t length, size_t offset)
{
	for (size_t at = 0; at < length;) {
		if (is_markup_space(raw[at])) {
			if (raw[at++])
				gj_builder_space(builder);
		} else {
			at += put_run(builder, raw + at, length - at, offset + at);
		}
	}
}

void gj_builder_character(gj_builder *builder, uint32_t code, size_t begin, size_t end)
{
	put_pending(builder);
	char *to = room(builder, 4);
	if (!to)
		return;
	builder->used += gj_utf8_put(to, code);
	gj_builder_printed(builder, begin, end);
}

/* Ends the open piece: its text (trimmed of trailing breaks) and a new piece. */
static gj_str end_piece(gj_builder *builder, gj_range *range)
{
	gj_str text = { builder->chunk ? builder->chunk + builder->piece : "",
		        builder->used - builder->piece };
	while (text.len && text.ptr[text.len - 1] == '\n')
		text.len--;
	*range = builder->piece_range;
	builder->piece = builder->used;
	builder->piece_range = (gj_range){ 0, 0 };
	builder->pending = GJ_PENDING_NOTHING;
	return text;
}

/* --- blocks -------------------------------------------------------------- */

static void add_block(gj_builder *builder, gj_block block)
{
	if (builder->block_count == GJ_BLOCKS_MAX)
		fail(builder);
	gj_block *blocks = grow(builder, builder->blocks, builder->block_count,
	                        &builder->block_capacity, sizeof *blocks);
	if (!blocks)
		return;
	builder->blocks = blocks;
	builder->blocks[builder->block_count++] = block;
}

/* Text of a dissolved cell becomes paragraphs again, a line each. */
static void add_paragraphs(gj_builder *builder, gj_str text, gj_range range)
{
	while (text.len) {
		const char *feed = memchr(text.ptr, '\n', text.len);
		gj_str line = feed ? (gj_str){ text.ptr, (size_t)(feed - text.ptr) } : text;
		if (gj_str_trim(line).len)
			add_block(builder, (gj_block){ .text = line, .range = range });
		text = gj_str_from(text, line.len + 1);
	}
}

void gj_builder_end_paragraph(gj_builder *builder)
{
	gj_range range;
	gj_str text = end_piece(builder, &range);
	add_paragraphs(builder, text, range);
}

/* --- tables -------------------------------------------------------------- */

void gj_builder_open_table(gj_builder *builder, size_t offset)
{
	if (builder->depth == GJ_TABLE_DEPTH_MAX) {
		builder->ignored_depth++;
		return;
	}
	gj_builder_break(builder);
	gj_open_table table = { .first_cell = builder->cell_count,
		                .group_cell = builder->cell_count,
		                .begin = (uint32_t)offset };
	put_pending(builder);
	/* What the cell around has printed so far; the break before ended it with '\n'. */
	table.outer_text = (gj_str){ builder->chunk ? builder->chunk + builder->piece : "",
		                     builder->used - builder->piece };
	gj_range range;
	end_piece(builder, &range);
	table.outer_range = range;
	builder->table = &builder->tables[builder->depth++];
	*builder->table = table;
}

void gj_builder_open_row(gj_builder *builder)
{
	gj_open_table *table = builder->table;
	if (!table)
		return;
	table->rows++;
	table->in_row = true;
}

void gj_builder_close_row(gj_builder *builder)
{
	gj_open_table *table = builder->table;
	if (table)
		table->in_row = false;
}

void gj_builder_close_group(gj_builder *builder)
{
	gj_open_table *table = builder->table;
	if (!table)
		return;
	for (size_t i = table->group_cell; i < builder->cell_count; i++) {
		gj_cell *cell = &builder->cells[i];
		uint32_t left = table->rows - cell->row;
		if (!cell->row_span || cell->row_span > left)
			cell->row_span = left;
	}
	table->group_cell = builder->cell_count;
}

static inline void add_cell(gj_builder *builder, size_t offset, uint32_t column_span,
                            uint32_t row_span, bool header)
{
	gj_open_table *table = builder->table;
	builder->cells[builder->cell_count++] = (gj_cell){
		.row = table->rows ? table->rows - 1 : 0,
		.range = { (uint32_t)offset, (uint32_t)offset },
		.header = header,
		.column_span = (uint16_t)(column_span < GJ_COLSPAN_MAX ? column_span : GJ_COLSPAN_MAX),
		.row_span = row_span,
	};
	table->in_cell = true;
}

static bool has_surplus(const gj_builder *builder, const gj_open_table *table)
{
	return builder->cell_count - table->first_cell >= GJ_GRID_SLOTS_MAX ||
	       table->rows > ROWS_MAX;
}

/* No grid holds more cells than slots: of a larger table each further cell takes
 * the place of the last. */
static void drop_surplus(gj_builder *builder, gj_open_table *table)
{
	if (!has_surplus(builder, table))
		return;
	builder->cell_count -= builder->cell_count > table->first_cell;
	table->clipped = true;
}

static __attribute__((noinline)) void open_cell_slowly(gj_builder *builder, size_t offset,
                                                       uint32_t column_span, uint32_t row_span,
                                                       bool header)
{
	gj_builder_break(builder); /* text between cells belongs before the table */
	drop_surplus(builder, builder->table);
	gj_cell *cells = grow(builder, builder->cells, builder->cell_count, &builder->cell_capacity,
	                      sizeof *cells);
	if (!cells)
		return;
	builder->cells = cells;
	add_cell(builder, offset, column_span, row_span, header);
}

void gj_builder_open_cell(gj_builder *builder, size_t offset, uint32_t column_span,
                          uint32_t row_span, bool header)
{
	const gj_open_table *table = builder->table;
	if (!table)
		return;
	if (piece_empty(builder) && builder->cell_count < builder->cell_capacity &&
	    !has_surplus(builder, table))
		add_cell(builder, offset, column_span, row_span, header);
	else
		open_cell_slowly(builder, offset, column_span, row_span, header);
}

void gj_builder_aside(gj_builder *builder)
{
	if (gj_builder_in_cell(builder))
		builder->cells[builder->cell_count - 1].aside = true;
}

void gj_builder_close_open_cell(gj_builder *builder, size_t offset)
{
	gj_cell *cell = &builder->cells[builder->cell_count - 1];
	gj_range range;
	cell->text = end_piece(builder, &range);
	/* A blank cell is the place between its tags. */
	cell->range.end = (uint32_t)offset;
	if (range.end)
		cell->range = range;
	builder->table->in_cell = false;
}

/* The cells of a layout table become paragraphs in its place. */
static void dissolve(gj_builder *builder, const gj_open_table *table, size_t count)
{
	const gj_cell *cells = builder->cells + table->first_cell;
	for (size_t i = 0; i < count; i++)
		add_paragraphs(builder, cells[i].text, cells[i].range);
}

static gj_range join(gj_range a, gj_range b)
{
	if (!a.end)
		return b;
	return b.end ? (gj_range){ a.begin, b.end } : a;
}

/* Whether the chunk ends with `before` and `behind`, one after the other, and
 * nothing else but line breaks. */
static bool side_by_side(const gj_builder *builder, gj_str before, gj_str behind)
{
	uintptr_t end = (uintptr_t)builder->chunk + builder->used, at = (uintptr_t)before.ptr;
	if (at < (uintptr_t)builder->chunk || at >= end)
		return false;
	const char *rest = before.ptr + before.len;
	if (behind.len && behind.ptr != rest)
		return false;
	for (rest += behind.len; (uintptr_t)rest < end; rest++)
		if (*rest != '\n')
			return false;
	return true;
}

/* A table of one cell inside a cell is transparent: its text goes on where the
 * text around it stopped. Both usually lie side by side in the chunk already. */
static void merge_into_outer(gj_builder *builder, const gj_open_table *table, size_t count)
{
	gj_str outer = table->outer_text, inner = { 0 };
	gj_range range = { 0, 0 };
	if (count) {
		const gj_cell *cell = &builder->cells[table->first_cell];
		inner = cell->text;
		range = inner.len ? cell->range : range;
	}
	if (outer.len && side_by_side(builder, outer, inner)) {
		builder->piece = (size_t)(outer.ptr - builder->chunk);
	} else {
		char *to = room(builder, outer.len + inner.len);
		if (!to)
			return;
		memcpy(to, outer.len ? outer.ptr : "", outer.len);
		memcpy(to + outer.len, inner.len ? inner.ptr : "", inner.len);
		builder->used += outer.len + inner.len;
	}
	builder->piece_range = join(table->outer_range, range);
	gj_builder_break(builder);
}

/* A table of several cells inside a cell: the outer one is layout, and what its
 * cell printed before the table is a paragraph. */
static void end_outer_piece(gj_builder *builder, const gj_open_table *table)
{
	builder->table->holds_tables = true;
	add_paragraphs(builder, table->outer_text, table->outer_range);
}

/* The cells of a closed table, for a grid to keep. Those of the open tables around it
 * must go on side by side: then they are a copy. */
static gj_cell *hand_over(gj_builder *builder, const gj_open_table *table, size_t count)
{
	gj_cell *cells = builder->cells + table->first_cell;
	if (!builder->depth && count) {
		builder->cells += count;
		builder->cell_capacity -= count;
		return cells;
	}
	gj_cell *copy = gj_arena_alloc(builder->arena, (count ? count : 1) * sizeof *copy);
	return copy && count ? memcpy(copy, cells, count * sizeof *copy) : copy;
}

static void add_grid(gj_builder *builder, const gj_open_table *table, size_t count, size_t offset,
                     unsigned flaws)
{
	gj_cell *cells = hand_over(builder, table, count);
	gj_grid *grid = cells ? gj_grid_expand(builder->arena, cells, count, table->rows) : NULL;
	if (!grid) {
		fail(builder);
		return;
	}
	grid->range = (gj_range){ table->begin, (uint32_t)offset };
	grid->flaws |= flaws;
	grid->tabular_text = builder->tabular_text;
	grid->layout = table->holds_tables;
	add_block(builder, (gj_block){ .range = grid->range, .grid = grid });
}

void gj_builder_close_table(gj_builder *builder, size_t offset, unsigned flaws)
{
	if (builder->ignored_depth) {
		builder->ignored_depth--;
		return;
	}
	gj_open_table *table = builder->table;
	if (!table)
		return;
	gj_builder_close_cell(builder, offset);
	gj_builder_end_paragraph(builder);
	builder->depth--;
	builder->table = builder->depth ? table - 1 : NULL;
	size_t count = builder->cell_count - table->first_cell;
	bool single = count < 2 && !table->holds_tables;
	builder->cell_count = table->first_cell;
	if (single && builder->depth) {
		merge_into_outer(builder, table, count);
		return;
	}
	if (builder->depth)
		end_outer_piece(builder, table);
	if (single || table->holds_tables)
		dissolve(builder, table, count);
	if (!single)
		add_grid(builder, table, count, offset,
		         flaws | (table->clipped ? GJ_GRID_CLIPPED : 0u));
}

/* --- the end ------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
	const gj_block *x = a, *y = b;
	if (x->range.begin != y->range.begin)
		return x->range.begin < y->range.begin ? -1 : 1;
	/* Lines of one dissolved cell share a range: their text is in order. */
	return (x->text.ptr > y->text.ptr) - (x->text.ptr < y->text.ptr);
}

/* Only dissolved and nested tables put blocks out of order. */
static void sort_blocks(gj_builder *builder)
{
	bool sorted = true;
	for (size_t i = 1; i < builder->block_count && sorted; i++)
		sorted = by_place(&builder->blocks[i - 1], &builder->blocks[i]) <= 0;
	if (!sorted)
		qsort(builder->blocks, builder->block_count, sizeof *builder->blocks, by_place);
}

gj_code gj_builder_finish(gj_builder *builder, size_t size, gj_document *document, gj_err *err)
{
	while (builder->ignored_depth || builder->depth)
		gj_builder_close_table(builder, size, GJ_GRID_UNCLOSED);
	gj_builder_end_paragraph(builder);
	if (builder->failed)
		return gj_err_set(err, builder->failed, 0,
		                  "document has more than %d blocks or needs more than %zu bytes of memory",
		                  GJ_BLOCKS_MAX, builder->arena->ceiling);
	sort_blocks(builder);
	document->blocks = builder->blocks;
	document->block_count = builder->block_count;
	document->charset = builder->charset;
	document->malformed_text = builder->malformed;
	document->size = size;
	return GJ_OK;
}
