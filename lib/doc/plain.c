/* Plain text. Lines with tabs, or with `|` (Markdown tables too), are rows of a
 * grid; other lines are paragraphs. Positions in such a grid are what the
 * separators say: spans are unknown, which `tabular_text` tells the mapper. */
#include "doc/builder.h"
#include "doc/decoder.h"

#include <string.h>

typedef struct plain {
	gj_str bytes;
	size_t base;
	gj_charset charset;
	gj_builder builder;
	bool in_table;
	char separator; /* of the open table */
} plain;

/* Bytes [begin, end) of the document. */
typedef struct piece {
	size_t begin, end;
} piece;

static unsigned char byte_at(const plain *p, size_t at)
{
	return (unsigned char)p->bytes.ptr[at];
}

/* In GB18030 a '|' can be the second byte of a character. */
static size_t next_separator(const plain *p, size_t at, size_t end, char separator)
{
	while (at < end && p->bytes.ptr[at] != separator) {
		bool pair = p->charset == GJ_CHARSET_GB18030 && byte_at(p, at) >= 0x81 && at + 1 < end &&
		            byte_at(p, at + 1) >= 0x40;
		at += pair ? 2 : 1;
	}
	return at;
}

static bool is_blank(const plain *p, piece cell)
{
	for (size_t at = cell.begin; at < cell.end; at++)
		if (!strchr(" \t\r\f", p->bytes.ptr[at]))
			return false;
	return true;
}

static piece trimmed(const plain *p, piece line)
{
	while (line.begin < line.end && strchr(" \t\r", p->bytes.ptr[line.begin]))
		line.begin++;
	while (line.end > line.begin && strchr(" \t\r", p->bytes.ptr[line.end - 1]))
		line.end--;
	return line;
}

/* A line of Markdown under the head of a table: only | - : and spaces. */
static bool is_rule(const plain *p, piece line)
{
	bool dash = false;
	for (size_t at = line.begin; at < line.end; at++) {
		if (!strchr("|-: \t\r", p->bytes.ptr[at]))
			return false;
		dash |= p->bytes.ptr[at] == '-';
	}
	return dash;
}

/* Which separator makes the line a row, or 0. With `|`, one cell and a closing
 * bar is a line of a text that lost its rows, not a row. */
static char separator_of(const plain *p, piece line, piece *cells)
{
	*cells = line;
	if (memchr(p->bytes.ptr + line.begin, '\t', line.end - line.begin)) {
		if (!is_blank(p, line))
			return '\t';
	}
	piece inner = trimmed(p, line);
	size_t first = next_separator(p, inner.begin, inner.end, '|');
	if (first == inner.end)
		return 0;
	bool opens = first == inner.begin;
	size_t last = first;
	for (size_t at = first; at < inner.end; at = next_separator(p, at + 1, inner.end, '|'))
		last = at;
	bool closes = last == inner.end - 1 && last != first;
	cells->begin = inner.begin + opens;
	cells->end = closes ? inner.end - 1 : inner.end;
	bool several = next_separator(p, cells->begin, cells->end, '|') < cells->end;
	return (several && !(last == first && last == inner.end - 1)) || (opens && closes) ? '|' : 0;
}

static void close_table(plain *p, size_t at)
{
	if (p->in_table)
		gj_builder_close_table(&p->builder, p->base + at, 0);
	p->in_table = false;
}

static void add_row(plain *p, piece cells, char separator)
{
	if (p->in_table && p->separator != separator)
		close_table(p, cells.begin);
	if (!p->in_table)
		gj_builder_open_table(&p->builder, p->base + cells.begin);
	p->in_table = true;
	p->separator = separator;
	gj_builder_open_row(&p->builder);
	for (size_t at = cells.begin; at <= cells.end;) {
		size_t end = next_separator(p, at, cells.end, separator);
		gj_builder_open_cell(&p->builder, p->base + at, 1, 1, false);
		gj_builder_text(&p->builder, p->bytes.ptr + at, end - at, p->base + at);
		gj_builder_close_cell(&p->builder, p->base + end);
		at = end + 1;
	}
	gj_builder_close_row(&p->builder);
}

static void add_line(plain *p, piece line)
{
	piece cells;
	char separator = separator_of(p, line, &cells);
	if (separator == '|' && is_rule(p, line))
		return;
	if (separator) {
		add_row(p, cells, separator);
		return;
	}
	close_table(p, line.begin);
	gj_builder_text(&p->builder, p->bytes.ptr + line.begin, line.end - line.begin,
	                p->base + line.begin);
	gj_builder_break(&p->builder);
}

static gj_code decode_plain(gj_arena *arena, gj_str bytes, gj_charset charset, size_t bom,
                            gj_document *document, gj_err *err)
{
	plain *p = gj_arena_zalloc(arena, 1, sizeof *p);
	if (!p)
		return gj_err_set(err, GJ_E_LIMIT, 0, "document needs too much memory");
	p->bytes = bytes;
	p->base = bom;
	p->charset = charset;
	gj_builder_init(&p->builder, arena, charset);
	p->builder.tabular_text = true;
	for (size_t at = 0; at < bytes.len && !p->builder.failed;) {
		const char *newline = memchr(bytes.ptr + at, '\n', bytes.len - at);
		size_t end = newline ? (size_t)(newline - bytes.ptr) : bytes.len;
		add_line(p, (piece){ at, end });
		at = end + 1;
	}
	close_table(p, bytes.len);
	return gj_builder_finish(&p->builder, bom + bytes.len, document, err);
}

const gj_decoder gj_decoder_plain = { "text", decode_plain };
