/* Plain text. Drawn tables are read as drawn (box.h). Lines with tabs, or with `|`
 * (Markdown tables too) or the bars of a drawing that is none, are rows of a grid; other
 * lines are paragraphs. Positions in such a grid are what the separators say: spans are
 * unknown, which `tabular_text` tells the mapper. */
#include "doc/box.h"
#include "doc/builder.h"
#include "doc/decoder.h"

#include <string.h>

typedef struct plain {
	gj_str bytes;
	gj_charset charset;
	gj_builder builder;
	bool in_table;
	char separator; /* of the open table */
	bool led;       /* its rows begin with a bar, which opens no cell */
	size_t run_known; /* up to there run_led is known: see run_is_led() */
	bool run_led;
	gj_box *box;      /* null before the first drawing */
	size_t box_known; /* up to there no drawing can be read */
} plain;

/* Bytes [begin, end) of the document. */
typedef struct piece {
	size_t begin, end;
} piece;

static unsigned char byte_at(const plain *p, size_t at)
{
	return (unsigned char)p->bytes.ptr[at];
}

/* The bytes of the character at `at`. In GB18030 a '|' can be the second one. */
static size_t character(const plain *p, size_t at, size_t end)
{
	unsigned char lead = byte_at(p, at);
	size_t length = 1;
	if (p->charset == GJ_CHARSET_GB18030)
		length = lead >= 0x81 && at + 1 < end && byte_at(p, at + 1) >= 0x40 ? 2 : 1;
	else if (lead >= 0xE0)
		length = 3;
	return at + length <= end ? length : 1;
}

/* U+2500–257F, of which GB2312 has most: the lines and corners of drawn boxes. */
static bool draws_box(const plain *p, size_t at, size_t length)
{
	if (p->charset == GJ_CHARSET_GB18030)
		return length == 2 && byte_at(p, at) == 0xA9 && byte_at(p, at + 1) >= 0xA4 &&
		       byte_at(p, at + 1) <= 0xEF;
	return length == 3 && byte_at(p, at) == 0xE2 && (byte_at(p, at + 1) & 0xFE) == 0x94;
}

/* | ｜ │ ┃ */
static bool is_bar(const plain *p, size_t at, size_t length)
{
	static const char *const bars[][3] = { { "\uFF5C", "\u2502", "\u2503" },
		                               { "\xA3\xFC", "\xA9\xA6", "\xA9\xA7" } };
	bool gb = p->charset == GJ_CHARSET_GB18030;
	if (length == 1)
		return p->bytes.ptr[at] == '|';
	for (size_t i = 0; length == (gb ? 2 : 3) && i < 3; i++)
		if (memcmp(p->bytes.ptr + at, bars[gb][i], length) == 0)
			return true;
	return false;
}

/* The next separator from `at` on, and its bytes; `end` and 0 when there is none. */
static size_t next_separator(const plain *p, size_t at, size_t end, char separator, size_t *bytes)
{
	for (size_t length; at < end; at += length) {
		length = *bytes = character(p, at, end);
		if (separator == '|' ? is_bar(p, at, length) : p->bytes.ptr[at] == separator)
			return at;
	}
	*bytes = 0;
	return end;
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

/* The line under the head of a Markdown table: only | - : and spaces. Cells of one
 * dash each are values: "nothing to count". */
static bool is_rule(const plain *p, piece line)
{
	size_t dashes = 0;
	bool long_or_aligned = false;
	for (size_t at = line.begin; at < line.end; at++) {
		char c = p->bytes.ptr[at];
		if (!strchr("|-: \t\r", c))
			return false;
		dashes = c == '-' ? dashes + 1 : 0;
		long_or_aligned |= dashes == 3 || c == ':';
	}
	return long_or_aligned;
}

/* The line between two rows of a drawn box. */
static bool is_box_rule(const plain *p, piece line)
{
	if (gj_box_is_plus_rule(p->bytes, line.begin, line.end))
		return true;
	piece inner = trimmed(p, line);
	bool drawn = false;
	for (size_t at = inner.begin, length; at < inner.end; at += length) {
		length = character(p, at, inner.end);
		if (draws_box(p, at, length))
			drawn = true;
		else if (!strchr("+-= ", p->bytes.ptr[at]))
			return false;
	}
	return drawn;
}

/* A tab makes a row, but not one that only indents a line of prose. */
static bool has_tab_cells(const plain *p, piece line)
{
	bool goes_on = p->in_table && p->separator == '\t';
	piece inner = goes_on ? line : trimmed(p, line);
	return memchr(p->bytes.ptr + inner.begin, '\t', inner.end - inner.begin) && !is_blank(p, line);
}

/* The bars of a line: how many, and how many bytes one has that opens or closes it. */
typedef struct bars {
	piece inner; /* the line without white space at its ends */
	size_t count, bytes;
	size_t opens, closes;
} bars;

static bars bars_of(const plain *p, piece line)
{
	bars b = { .inner = trimmed(p, line) };
	size_t end = b.inner.end, bytes;
	for (size_t at = next_separator(p, b.inner.begin, end, '|', &bytes); at < end;
	     at = next_separator(p, at + bytes, end, '|', &bytes)) {
		b.count++;
		b.bytes += bytes;
		b.opens = at == b.inner.begin ? bytes : b.opens;
		b.closes = at + bytes == end ? bytes : 0;
	}
	return b;
}

/* One cell and a closing bar is a line of a text that lost its rows; several
 * bars alone end such a row. */
static bool is_bar_row(bars b)
{
	size_t edges = (size_t)(b.opens > 0) + (b.closes > 0);
	bool only_bars = b.bytes == b.inner.end - b.inner.begin;
	return !only_bars && (b.count > edges || (edges == 2 && b.count == 2));
}

static piece line_at(const plain *p, size_t at)
{
	const char *newline = memchr(p->bytes.ptr + at, '\n', p->bytes.len - at);
	return (piece){ at, newline ? (size_t)(newline - p->bytes.ptr) : p->bytes.len };
}

/* Whether every row from `line` on, to the end of its run, begins with a bar: in
 * one that does not always, a leading bar means a blank first cell. The answer
 * holds up to the line that gave it, so that a run is looked through once. */
static bool run_is_led(plain *p, piece line)
{
	if (line.begin < p->run_known)
		return p->run_led;
	for (;;) {
		bars b = bars_of(p, line);
		p->run_known = line.end;
		p->run_led = !is_bar_row(b) || b.opens > 0;
		if (!b.count || !p->run_led || line.end >= p->bytes.len)
			return p->run_led;
		line = line_at(p, line.end + 1);
	}
}

/* Which separator makes the line a row, or 0. */
static char separator_of(const plain *p, piece line)
{
	if (has_tab_cells(p, line))
		return '\t';
	return is_bar_row(bars_of(p, line)) ? '|' : 0;
}

/* The cells of a row of bars, without the bars at its edges. */
static piece bar_cells(const plain *p, piece line)
{
	bars b = bars_of(p, line);
	return (piece){ b.inner.begin + (p->led ? b.opens : 0), b.inner.end - b.closes };
}

static void close_table(plain *p, size_t at)
{
	if (p->in_table)
		gj_builder_close_table(&p->builder, at, 0);
	p->in_table = false;
}

static void add_text(plain *p, size_t begin, size_t end)
{
	if (end > begin)
		gj_builder_text(&p->builder, p->bytes.ptr + begin, end - begin, begin);
}

static void add_row(plain *p, piece line, char separator)
{
	if (p->in_table && p->separator != separator)
		close_table(p, line.begin);
	if (!p->in_table) {
		gj_builder_open_table(&p->builder, line.begin);
		p->led = separator == '|' && run_is_led(p, line);
	}
	p->in_table = true;
	p->separator = separator;
	piece cells = separator == '|' ? bar_cells(p, line) : line;
	gj_builder_open_row(&p->builder);
	for (size_t at = cells.begin; at <= cells.end;) {
		size_t bytes, end = next_separator(p, at, cells.end, separator, &bytes);
		gj_builder_open_cell(&p->builder, at, 1, 1, false);
		add_text(p, at, end);
		gj_builder_close_cell(&p->builder, end);
		at = end + (bytes ? bytes : 1);
	}
	gj_builder_close_row(&p->builder);
}

/* Markdown: "## 一、总体情况", "**总体情况**". */
static piece without_heading_mark(const plain *p, piece line)
{
	piece inner = trimmed(p, line);
	size_t at = inner.begin;
	while (at < inner.end && p->bytes.ptr[at] == '#')
		at++;
	if (at > inner.begin && at < inner.end && p->bytes.ptr[at] == ' ')
		return (piece){ at + 1, inner.end };
	const char *text = p->bytes.ptr;
	bool bold = inner.end - inner.begin > 4 && memcmp(text + inner.begin, "**", 2) == 0 &&
	            memcmp(text + inner.end - 2, "**", 2) == 0;
	return bold ? (piece){ inner.begin + 2, inner.end - 2 } : line;
}

static void add_line(plain *p, piece line)
{
	char separator = separator_of(p, line);
	if ((separator == '|' && is_rule(p, line)) || is_box_rule(p, line))
		return;
	if (separator) {
		add_row(p, line, separator);
		return;
	}
	close_table(p, line.begin);
	line = without_heading_mark(p, line);
	add_text(p, line.begin, line.end);
	gj_builder_break(&p->builder);
}

/* A drawing that begins with this line; *end is behind it. */
static bool add_box(plain *p, piece line, size_t *end)
{
	if (line.begin < p->box_known || !is_box_rule(p, line))
		return false;
	if (!p->box)
		p->box = gj_box_new(p->builder.arena, p->bytes, p->charset);
	close_table(p, line.begin);
	bool read = p->box && gj_box_read(p->box, &p->builder, line.begin, end);
	p->box_known = read || !p->box ? line.end : *end;
	return read;
}

static gj_code decode_plain(gj_arena *arena, const gj_marks *marks, gj_encoding encoding,
                            gj_document *document, gj_err *err)
{
	plain *p = gj_arena_zalloc(arena, 1, sizeof *p);
	gj_str bytes = marks->bytes;
	if (!p)
		return gj_err_set(err, GJ_E_LIMIT, 0, "document needs too much memory");
	p->bytes = bytes;
	p->charset = encoding.charset;
	gj_builder_init(&p->builder, arena, encoding.charset, encoding.sound, bytes.len);
	p->builder.tabular_text = true;
	for (size_t at = encoding.bom; at < bytes.len && !p->builder.failed;) {
		piece line = line_at(p, at);
		if (add_box(p, line, &at))
			continue;
		add_line(p, line);
		at = line.end + 1;
	}
	close_table(p, bytes.len);
	return gj_builder_finish(&p->builder, bytes.len, document, err);
}

const gj_decoder gj_decoder_plain = { "text", decode_plain };
