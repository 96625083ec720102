#include "doc/box.h"

#include "doc/charset.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	SEGMENTS_MAX = 64, /* of a line; fifteen cells are the most of a form */
	EDGES_MAX = 2 * SEGMENTS_MAX,
	CELLS_MAX = 2048,
	PIECES_MAX = 8192
};

static const uint32_t NOTHING = UINT32_MAX;

/* What stands between two bars of a line. */
typedef struct segment {
	uint32_t left, right; /* columns of the bars */
	size_t begin, end;    /* bytes */
	bool rule, blank, number;
} segment;

typedef struct piece {
	size_t begin, end;
	uint32_t next;
} piece;

typedef struct box_cell {
	uint32_t left, right;   /* columns of the bars */
	uint32_t row, end_row;
	uint32_t first, last;   /* pieces; NOTHING when it prints none */
	size_t begin;
} box_cell;

struct gj_box {
	gj_str bytes;
	gj_charset charset;
	unsigned stroke;  /* columns that a stroke of the drawing takes */
	segment line[SEGMENTS_MAX];
	size_t segments;
	segment above[SEGMENTS_MAX]; /* the line before */
	size_t above_count;
	uint32_t open[SEGMENTS_MAX]; /* cells */
	size_t open_count;
	box_cell cells[CELLS_MAX];
	uint32_t cell_count;
	piece pieces[PIECES_MAX];
	uint32_t piece_count;
	uint32_t edges[EDGES_MAX]; /* columns of bars, in order */
	size_t edge_count;
	uint32_t row;
	bool row_filled;
};

/* --- characters ----------------------------------------------------------- */

typedef enum ink { TEXT, SPACE, BAR, RULE, CORNER, DASH, PLUS } ink;

static ink ink_of(uint32_t code)
{
	switch (code) {
	case ' ': case '\t': return SPACE;
	case '|': case 0xFF5C: case 0x2502: case 0x2503: case 0x2551: return BAR;
	case 0x2500: case 0x2501: case 0x2550: return RULE;
	case '-': case '=': case ':': return DASH;
	case '+': return PLUS;
	default: return code >= 0x2504 && code < 0x2580 ? CORNER : TEXT;
	}
}

/* The character at `at`; its bytes are returned. */
static size_t next(const gj_box *box, size_t at, size_t end, uint32_t *code)
{
	const char *from = box->bytes.ptr + at;
	size_t left = end - at;
	if (box->charset != GJ_CHARSET_GB18030 || (unsigned char)*from < 0x80)
		return gj_utf8_next(from, left, code);
	char utf8[4 * GJ_DECODE_GROWTH];
	bool malformed = false;
	size_t length = left > 1 && gj_is_digit(from[1]) && left >= 4 ? 4 : left > 1 ? 2 : 1;
	size_t written = gj_charset_decode(box->charset, from, length, utf8, &malformed);
	gj_utf8_next(utf8, written, code);
	return malformed ? 1 : length;
}

/* Quotation marks, dashes, circled digits are as wide as the font has them. */
static bool is_ambiguous(uint32_t code)
{
	return (code >= 0x2010 && code < 0x2E80) || code == 0xB7 || code == 0xD7;
}

static unsigned width_of(const gj_box *box, uint32_t code, unsigned ambiguous)
{
	if (code < 0x80)
		return 1;
	if (code >= 0x2500 && code < 0x2580)
		return box->stroke;
	int width = utf8proc_charwidth((utf8proc_int32_t)code);
	return width == 1 && is_ambiguous(code) ? ambiguous : (unsigned)(width > 0 ? width : 0);
}

/* --- lines ---------------------------------------------------------------- */

static size_t line_end(gj_str bytes, size_t at)
{
	const char *feed = memchr(bytes.ptr + at, '\n', bytes.len - at);
	size_t end = feed ? (size_t)(feed - bytes.ptr) : bytes.len;
	while (end > at && memchr(" \t\r", bytes.ptr[end - 1], 3))
		end--;
	return end;
}

static size_t next_line(gj_str bytes, size_t at)
{
	const char *feed = memchr(bytes.ptr + at, '\n', bytes.len - at);
	return feed ? (size_t)(feed - bytes.ptr) + 1 : bytes.len;
}

bool gj_box_is_plus_rule(gj_str bytes, size_t begin, size_t end)
{
	enum { DASHES_ENOUGH = 3 };
	size_t pluses = 0, dashes = 0;
	while (begin < end && memchr(" \t", bytes.ptr[begin], 2))
		begin++;
	while (end > begin && memchr(" \t\r", bytes.ptr[end - 1], 3))
		end--;
	for (size_t at = begin; at < end; at++) {
		pluses += bytes.ptr[at] == '+';
		dashes += bytes.ptr[at] == '-' || bytes.ptr[at] == '=';
		if (!memchr("+-=:", bytes.ptr[at], 4))
			return false;
	}
	return end > begin && bytes.ptr[begin] == '+' && bytes.ptr[end - 1] == '+' && pluses > 1 &&
	       dashes >= DASHES_ENOUGH;
}

/* Where the first stroke of a drawing's line stands, or its end. */
static size_t first_stroke(const gj_box *box, size_t at, size_t end)
{
	uint32_t code = 0;
	while (at < end && memchr(" \t", box->bytes.ptr[at], 2))
		at++;
	if (at < end)
		next(box, at, end, &code);
	ink s = code ? ink_of(code) : TEXT;
	return s == BAR || s == CORNER || s == PLUS ? at : end;
}

/* A segment being read. */
typedef struct reading {
	segment segment;
	bool text, spaces, strokes, dashes;
	bool after_corner;
} reading;

static bool is_dash_at(const gj_box *box, size_t at)
{
	return at < box->bytes.len && memchr("-=:", box->bytes.ptr[at], 3);
}

/* Closes the segment at a bar. False when the line has too many. */
static bool close_segment(gj_box *box, reading *r, uint32_t column, size_t at, bool corner)
{
	segment *s = &r->segment;
	bool dashed = r->dashes && !r->strokes && !r->spaces && !r->text && (corner || r->after_corner);
	s->right = column;
	s->end = at;
	bool strokes = r->strokes || (at == s->begin && corner && r->after_corner); /* "┴┬" */
	s->rule = dashed || (strokes && !r->text && !r->spaces && !r->dashes);
	s->blank = !r->text && !r->dashes && !s->rule;
	if (box->segments == SEGMENTS_MAX)
		return false;
	box->line[box->segments++] = *s;
	return true;
}

static void take_character(reading *r, ink s, size_t at, const gj_box *box)
{
	r->segment.number |= gj_is_digit(box->bytes.ptr[at]) && !r->text;
	r->text |= s == TEXT || s == PLUS || s == BAR;
	r->spaces |= s == SPACE;
	r->strokes |= s == RULE;
	r->dashes |= s == DASH;
}

/* Whether the line above has a bar or a corner in the column. */
static bool is_edge_above(const gj_box *box, uint32_t column)
{
	bool found = !box->above_count;
	for (size_t i = 0; i < box->above_count; i++)
		found |= box->above[i].left == column || box->above[i].right == column;
	return found;
}

/* The segments of a line; false when it is none of a drawing. */
static bool split(gj_box *box, size_t at, size_t end, unsigned ambiguous)
{
	uint32_t column = 0, code;
	bool open = false, ends = false;
	reading r = { .text = false };
	box->segments = 0;
	for (size_t begin = at, length; at < end; at += length) {
		length = next(box, at, end, &code);
		ink s = ink_of(code);
		bool beside = is_dash_at(box, at + 1) || (at > begin && is_dash_at(box, at - 1));
		bool corner = s == CORNER || (s == PLUS && beside);
		bool bar = corner || (s == BAR && is_edge_above(box, column));
		if (bar && open && !close_segment(box, &r, column, at, corner))
			return false;
		if (bar)
			r = (reading){ .segment = { .left = column, .begin = at + length }, .after_corner = corner };
		else if (open)
			take_character(&r, s, at, box);
		else if (s != SPACE)
			return false;
		open |= bar;
		ends = bar;
		column += width_of(box, code, ambiguous);
	}
	return ends && box->segments;
}

/* --- cells ---------------------------------------------------------------- */

static bool overlap(const box_cell *cell, const segment *s)
{
	return s->left < cell->right && cell->left < s->right;
}

/* The open cell between the bars of the segment; NOTHING when there is none. *fits is
 * false when another one is in its way. */
static uint32_t open_cell(const gj_box *box, const segment *s, bool *fits)
{
	for (size_t i = 0; i < box->open_count; i++) {
		const box_cell *cell = &box->cells[box->open[i]];
		if (!overlap(cell, s))
			continue;
		*fits &= cell->left == s->left && cell->right == s->right;
		return box->open[i];
	}
	return NOTHING;
}

static bool has_rule(const gj_box *box)
{
	for (size_t i = 0; i < box->segments; i++)
		if (box->line[i].rule)
			return true;
	return false;
}

/* Whether the line's texts stand in open cells, or in new ones below a rule's corners. */
static bool fits(const gj_box *box)
{
	bool fit = true;
	for (size_t i = 0; fit && i < box->segments; i++) {
		const segment *s = &box->line[i];
		if (!s->rule && open_cell(box, s, &fit) == NOTHING)
			fit = is_edge_above(box, s->left) && is_edge_above(box, s->right);
	}
	return fit;
}

static void close_ruled(gj_box *box)
{
	size_t kept = 0;
	for (size_t i = 0; i < box->open_count; i++) {
		box_cell *cell = &box->cells[box->open[i]];
		bool ruled = false;
		for (size_t k = 0; k < box->segments; k++)
			ruled |= box->line[k].rule && overlap(cell, &box->line[k]);
		cell->end_row = box->row;
		if (!ruled)
			box->open[kept++] = box->open[i];
	}
	box->open_count = kept;
}

/* The place of a column among the bars, or where it belongs. */
static size_t edge_at(const gj_box *box, uint32_t column)
{
	size_t at = 0;
	while (at < box->edge_count && box->edges[at] < column)
		at++;
	return at;
}

/* False when there is no room for it. */
static bool add_edge(gj_box *box, uint32_t column)
{
	size_t at = edge_at(box, column);
	if (at < box->edge_count && box->edges[at] == column)
		return true;
	if (box->edge_count == EDGES_MAX)
		return false;
	memmove(box->edges + at + 1, box->edges + at, (box->edge_count++ - at) * sizeof *box->edges);
	box->edges[at] = column;
	return true;
}

/* Behind the bar with which some mark that a line of a cell is one of its own. */
static size_t behind_mark(const gj_box *box, const segment *s)
{
	size_t at = s->begin;
	while (at < s->end && box->bytes.ptr[at] == ' ')
		at++;
	return at < s->end && box->bytes.ptr[at] == '|' ? at + 1 : s->begin;
}

/* Adds what the segment prints to its cell, which may begin there. False when there is no
 * room for it. */
static bool add_text(gj_box *box, const segment *s)
{
	bool fit;
	uint32_t index = open_cell(box, s, &fit);
	if (index == NOTHING) {
		if (box->cell_count == CELLS_MAX || box->open_count == SEGMENTS_MAX ||
		    !add_edge(box, s->left) || !add_edge(box, s->right))
			return false;
		index = box->cell_count++;
		box->cells[index] = (box_cell){ .left = s->left, .right = s->right, .row = box->row,
			                        .first = NOTHING, .last = NOTHING, .begin = s->begin };
		box->open[box->open_count++] = index;
	}
	box->row_filled = true;
	if (s->blank)
		return true;
	if (box->piece_count == PIECES_MAX)
		return false;
	box_cell *cell = &box->cells[index];
	uint32_t added = box->piece_count++;
	box->pieces[added] = (piece){ behind_mark(box, s), s->end, NOTHING };
	if (cell->last == NOTHING)
		cell->first = added;
	else
		box->pieces[cell->last].next = added;
	cell->last = added;
	return true;
}

/* Two lines with several numbers each, in the same columns: two rows without a rule. */
static bool repeats_numbers(const gj_box *box)
{
	size_t numbers = 0;
	if (box->above_count != box->segments)
		return false;
	for (size_t i = 0; i < box->segments; i++) {
		const segment *s = &box->line[i], *above = &box->above[i];
		if (s->number != above->number || s->left != above->left || s->rule || above->rule)
			return false;
		numbers += s->number;
	}
	return numbers > 1;
}

static bool take_line(gj_box *box, size_t at, size_t end)
{
	bool fit = false;
	for (unsigned ambiguous = 1; !fit && ambiguous <= 2; ambiguous++)
		fit = split(box, at, end, ambiguous) && fits(box);
	if (!fit || repeats_numbers(box))
		return false;
	if (has_rule(box)) { /* what follows is a row below */
		box->row += box->row_filled;
		box->row_filled = false;
		close_ruled(box);
	}
	for (size_t i = 0; i < box->segments; i++)
		if (!box->line[i].rule && !add_text(box, &box->line[i]))
			return false;
	memcpy(box->above, box->line, box->segments * sizeof *box->line);
	box->above_count = box->segments;
	return true;
}

/* --- the table ------------------------------------------------------------ */

static int by_row(const void *a, const void *b)
{
	const box_cell *x = a, *y = b;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->left > y->left) - (x->left < y->left);
}

static void add_cell(gj_box *box, gj_builder *builder, const box_cell *cell)
{
	size_t span = edge_at(box, cell->right) - edge_at(box, cell->left);
	size_t end = cell->begin;
	gj_builder_open_cell(builder, cell->begin, (uint32_t)span, cell->end_row - cell->row, false);
	for (uint32_t i = cell->first; i != NOTHING; i = box->pieces[i].next) {
		const piece *p = &box->pieces[i];
		gj_builder_break(builder);
		gj_builder_text(builder, box->bytes.ptr + p->begin, p->end - p->begin, p->begin);
		end = p->end;
	}
	gj_builder_close_cell(builder, end);
}

static void add_table(gj_box *box, gj_builder *builder, size_t begin, size_t end)
{
	box->row += box->row_filled;
	for (size_t i = 0; i < box->open_count; i++)
		box->cells[box->open[i]].end_row = box->row;
	qsort(box->cells, box->cell_count, sizeof *box->cells, by_row);
	bool tabular = builder->tabular_text;
	builder->tabular_text = false; /* spans are known */
	gj_builder_open_table(builder, begin);
	for (uint32_t row = 0, at = 0; row < box->row; row++) {
		gj_builder_open_row(builder);
		for (; at < box->cell_count && box->cells[at].row == row; at++)
			add_cell(box, builder, &box->cells[at]);
		gj_builder_close_row(builder);
	}
	gj_builder_close_table(builder, end, 0);
	builder->tabular_text = tabular;
}

gj_box *gj_box_new(gj_arena *arena, gj_str bytes, gj_charset charset)
{
	gj_box *box = gj_arena_alloc(arena, sizeof *box);
	if (!box)
		return NULL;
	box->bytes = bytes;
	box->charset = charset;
	return box;
}

static void begin(gj_box *box, unsigned stroke)
{
	box->stroke = stroke;
	box->open_count = box->edge_count = box->above_count = 0;
	box->cell_count = box->piece_count = box->row = 0;
	box->row_filled = false;
}

bool gj_box_read(gj_box *box, gj_builder *builder, size_t at, size_t *end)
{
	gj_str bytes = box->bytes;
	bool read = false;
	for (unsigned stroke = 1; !read && stroke <= 2; stroke++) {
		begin(box, stroke);
		read = true;
		for (*end = at; *end < bytes.len; *end = next_line(bytes, *end)) {
			size_t stop = line_end(bytes, *end);
			if (first_stroke(box, *end, stop) == stop)
				break;
			read = read && take_line(box, *end, stop);
		}
	}
	read = read && box->row + box->row_filled > 1;
	if (read)
		add_table(box, builder, at, *end);
	return read;
}
