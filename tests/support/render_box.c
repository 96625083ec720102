/* Tables as drawings: ┌──┬──┐ with their spans, or +---+ with a box for each cell. */
#include "render_box.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	CELL_WIDTH = 14,   /* columns of a terminal between two bars */
	LINES_MAX = 1200,
	COLUMNS_MAX = 15 * (CELL_WIDTH + 1) + 1,
	ROWS_MAX = 64,
	BEHIND = 1,        /* the second column of a wide character */
};

typedef struct canvas {
	uint32_t at[LINES_MAX][COLUMNS_MAX];
	int edge[ROWS_MAX + 1]; /* the line of the rule above each row */
	bool plus;
} canvas;

static int left_of(int column)
{
	return column * (CELL_WIDTH + 1);
}

static bool is_whole(uint32_t code)
{
	return code < 0x80 || (code >= 0xFF0C && code <= 0xFF19); /* digits, separators */
}

/* Writes the text into a box of `width` columns, in as many lines as it takes; null
 * canvas: only counts them. Numbers are not broken. */
static int put_text(canvas *c, int line, int column, int width, gj_str text)
{
	int lines = 1, at = 0;
	for (size_t i = 0, step; i < text.len; i += step) {
		uint32_t code, ahead;
		step = gj_utf8_next(text.ptr + i, text.len - i, &code);
		int wide = utf8proc_charwidth((utf8proc_int32_t)code), run = wide;
		for (size_t k = i + step; is_whole(code) && k < text.len;) {
			k += gj_utf8_next(text.ptr + k, text.len - k, &ahead);
			run += is_whole(ahead) ? utf8proc_charwidth((utf8proc_int32_t)ahead) : 0;
			k = is_whole(ahead) ? k : text.len;
		}
		bool inside = i && is_whole(code) && at && run <= width && at + run > width;
		if (at + wide > width || inside) {
			lines++;
			at = 0;
		}
		if (c) {
			c->at[line + lines - 1][column + at] = code;
			if (wide == 2)
				c->at[line + lines - 1][column + at + 1] = BEHIND;
		}
		at += wide;
	}
	return lines;
}

static int width_of(const gj_layout_cell *cell)
{
	return cell->column_span * (CELL_WIDTH + 1) - 3; /* a space on either side */
}

static void word(gj_buffer *words, const gj_rendering *rendering, const gj_layout_cell *cell)
{
	gj_buffer_clear(words);
	if (cell->kind == GJ_LAYOUT_VALUE)
		gj_word_value(words, &rendering->style->wording, &rendering->form->cells[cell->field]);
	else
		gj_word_label(words, &rendering->style->wording, cell);
	for (size_t i = 0; i < words->length; i++)
		if (words->data[i] == '\n')
			words->data[i] = ' ';
}

/* Each row as high as its cells need; one over several rows makes its last one higher. */
static void find_edges(canvas *c, const gj_layout *layout, const gj_rendering *rendering, gj_buffer *words)
{
	int height[ROWS_MAX];
	for (int row = 0; row < layout->rows; row++)
		height[row] = 1;
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < layout->count; i++) {
			const gj_layout_cell *cell = &layout->cells[i];
			if ((cell->row_span > 1) != pass)
				continue;
			word(words, rendering, cell);
			int have = cell->row_span - 1;
			int need = put_text(NULL, 0, 0, width_of(cell), gj_buffer_str(words));
			for (int row = cell->row; row < cell->row + cell->row_span; row++)
				have += height[row];
			if (need > have)
				height[cell->row + cell->row_span - 1] += need - have;
		}
	}
	c->edge[0] = 0;
	for (int row = 0; row < layout->rows; row++)
		c->edge[row + 1] = c->edge[row] + height[row] + 1;
}

static void draw_frame(canvas *c, int top, int bottom, int left, int right)
{
	uint32_t across = c->plus ? '-' : 0x2500, down = c->plus ? '|' : 0x2502, corner = c->plus ? '+' : 0x253C;
	for (int x = left; x <= right; x++)
		for (int y = top; y <= bottom; y += bottom - top)
			if (c->at[y][x] == ' ')
				c->at[y][x] = across;
	for (int y = top; y <= bottom; y++)
		for (int x = left; x <= right; x += right - left)
			if (c->at[y][x] != corner)
				c->at[y][x] = y == top || y == bottom ? corner : c->at[y][x] == across ? corner : down;
}

static void write_lines(gj_buffer *out, const canvas *c, int lines, int columns)
{
	for (int y = 0; y < lines; y++) {
		for (int x = 0; x < columns; x++) {
			char utf8[4];
			size_t length = c->at[y][x] == BEHIND ? 0 : gj_utf8_put(utf8, c->at[y][x]);
			gj_buffer_add(out, utf8, length);
		}
		gj_buffer_add_char(out, '\n');
	}
}

void gj_render_box(gj_buffer *out, const gj_rendering *rendering, const gj_layout *layout)
{
	canvas *c = malloc(sizeof *c);
	gj_buffer words;
	gj_buffer_init(&words, out->ceiling);
	c->plus = rendering->style->markup == GJ_MARKUP_BOX_PLUS;
	for (int y = 0; y < LINES_MAX; y++)
		for (int x = 0; x < COLUMNS_MAX; x++)
			c->at[y][x] = ' ';
	find_edges(c, layout, rendering, &words);
	for (int i = 0; i < layout->count; i++) {
		const gj_layout_cell *cell = &layout->cells[i];
		int left = left_of(cell->column), right = left_of(cell->column + cell->column_span);
		int top = c->edge[cell->row], bottom = c->edge[cell->row + cell->row_span];
		draw_frame(c, top, bottom, left, right);
		word(&words, rendering, cell);
		put_text(c, top + 1, left + 2, width_of(cell), gj_buffer_str(&words));
	}
	write_lines(out, c, c->edge[layout->rows] + 1, left_of(layout->columns) + 1);
	gj_buffer_release(&words);
	free(c);
}
