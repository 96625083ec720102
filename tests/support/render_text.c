/* Reports as plain text: tables as lines of cells. */
#include "render_box.h"

#include <string.h>

typedef struct gj_text_page {
	gj_buffer *out;
	const gj_rendering *rendering;
	const gj_wording *wording;
} gj_text_page;

static void cell_text(const gj_text_page *page, const gj_layout_cell *cell)
{
	size_t start = page->out->length;
	if (cell->kind == GJ_LAYOUT_VALUE)
		gj_word_value(page->out, page->wording, &page->rendering->form->cells[cell->field]);
	else
		gj_word_label(page->out, page->wording, cell);
	for (size_t i = start; i < page->out->length; i++)
		if (page->out->data[i] == '\n')
			page->out->data[i] = ' ';
}

/* Every slot of the grid, spanned ones empty. */
static void row_of_slots(const gj_text_page *page, const gj_layout *layout, int row,
                         const char *separator)
{
	for (int column = 0; column < layout->columns; column++) {
		const gj_layout_cell *cell = gj_layout_anchor(layout, row, column);
		if (column)
			gj_buffer_add_text(page->out, separator);
		if (cell)
			cell_text(page, cell);
	}
}

/* Only the cells that begin here, as after a copy out of a browser. */
static void row_of_cells(const gj_text_page *page, const gj_layout *layout, int row,
                         const char *separator)
{
	for (int column = 0; column < layout->columns; column++) {
		const gj_layout_cell *cell = gj_layout_anchor(layout, row, column);
		if (!cell)
			continue;
		cell_text(page, cell);
		gj_buffer_add_text(page->out, separator);
	}
}

static void tabs(const gj_text_page *page, const gj_layout *layout, int row)
{
	row_of_slots(page, layout, row, "\t");
	gj_buffer_add_char(page->out, '\n');
}

/* Slots up to the first value, but a label that spans columns takes one, or two
 * when it spans all; then the values and one tab more. */
static void tabs_uneven(const gj_text_page *page, const gj_layout *layout, int row)
{
	for (int column = 0; column < layout->columns; column++) {
		const gj_layout_cell *cell = gj_layout_anchor(layout, row, column);
		if (cell)
			cell_text(page, cell);
		gj_buffer_add_char(page->out, '\t');
		if (!cell || layout->table != 3 || row < layout->head_rows)
			continue;
		if (cell->column_span == 3)
			gj_buffer_add_char(page->out, '\t');
		column += cell->column_span - 1;
	}
	gj_buffer_add_char(page->out, '\n');
}

static void bars(const gj_text_page *page, const gj_layout *layout, int row)
{
	row_of_cells(page, layout, row, " | ");
	page->out->data[page->out->length - 1] = '\n';
}

static void bars_led(const gj_text_page *page, const gj_layout *layout, int row)
{
	for (int column = 0; column < layout->columns; column++) {
		const gj_layout_cell *cell = gj_layout_anchor(layout, row, column);
		gj_buffer_add_text(page->out, cell ? "| " : "|");
		if (cell)
			cell_text(page, cell);
		if (cell)
			gj_buffer_add_char(page->out, ' ');
	}
	gj_buffer_add_text(page->out, "|\n");
}

/* The slots that spans leave over follow at the end of the row. */
static void bar_lines(const gj_text_page *page, const gj_layout *layout, int row)
{
	int left = 0;
	for (int column = 0; column < layout->columns; column++) {
		const gj_layout_cell *cell = gj_layout_anchor(layout, row, column);
		if (!cell)
			continue;
		size_t start = page->out->length;
		cell_text(page, cell);
		gj_buffer_add_text(page->out, page->out->length > start ? " |\n" : "|\n");
		left += cell->column_span - 1;
	}
	for (int i = 0; i < left; i++)
		gj_buffer_add_char(page->out, '|');
	if (left)
		gj_buffer_add_char(page->out, '\n');
}

static void markdown(const gj_text_page *page, const gj_layout *layout, int row)
{
	gj_buffer_add_text(page->out, "| ");
	row_of_slots(page, layout, row, " | ");
	gj_buffer_add_text(page->out, " |\n");
	for (int column = 0; row == 0 && column < layout->columns; column++)
		gj_buffer_add_text(page->out, column ? "---|" : "|---|");
	if (row == 0)
		gj_buffer_add_char(page->out, '\n');
}

static void spaces(const gj_text_page *page, const gj_layout *layout, int row)
{
	row_of_cells(page, layout, row, " ");
	page->out->data[page->out->length - 1] = '\n';
}

static void lines(const gj_text_page *page, const gj_layout *layout, int row)
{
	row_of_cells(page, layout, row, "\n");
}

/* All labels of a row as one text, to be released; where its last one begins. */
static size_t labels_of(const gj_text_page *page, const gj_layout *layout, int row,
                        gj_buffer *words)
{
	gj_text_page labels = *page;
	size_t last = 0;
	gj_buffer_init(words, page->out->ceiling);
	labels.out = words;
	for (int column = 0; column < layout->columns; column++) {
		const gj_layout_cell *cell = gj_layout_anchor(layout, row, column);
		if (!cell || cell->kind == GJ_LAYOUT_VALUE)
			continue;
		last = words->length;
		cell_text(&labels, cell);
	}
	return last;
}

/* The labels of a row without anything between them, broken where a narrow column
 * ends; then the values. Header words stay apart. */
static void wrapped(const gj_text_page *page, const gj_layout *layout, int row)
{
	enum { LETTERS = 12 };
	gj_buffer words;
	bool head = row < layout->head_rows || layout->table == 2;
	if (head) {
		spaces(page, layout, row);
		return;
	}
	labels_of(page, layout, row, &words);
	size_t letters = 0;
	for (size_t at = 0; at < words.length;) {
		uint32_t code;
		size_t step = gj_utf8_next(words.data + at, words.length - at, &code);
		if (letters++ && letters % LETTERS == 1)
			gj_buffer_add_char(page->out, '\n');
		gj_buffer_add(page->out, words.data + at, step);
		at += step;
	}
	gj_buffer_release(&words);
	for (int column = 0; column < layout->columns; column++) {
		const gj_layout_cell *cell = gj_layout_anchor(layout, row, column);
		if (!cell || cell->kind != GJ_LAYOUT_VALUE)
			continue;
		gj_buffer_add_char(page->out, ' ');
		cell_text(page, cell);
	}
	gj_buffer_add_char(page->out, '\n');
}

/* The next piece of a text of at most `letters`, on a line of its own. */
static bool piece_of(gj_str *rest, size_t letters, gj_str *piece)
{
	size_t at = 0;
	for (size_t n = 0; n < letters && at < rest->len; n++) {
		uint32_t code;
		at += gj_utf8_next(rest->ptr + at, rest->len - at, &code);
	}
	*piece = gj_str_upto(*rest, at);
	*rest = gj_str_from(*rest, at);
	return at > 0;
}

static void values_of(const gj_text_page *page, const gj_layout *layout, int row)
{
	for (int column = 0; column < layout->columns; column++) {
		const gj_layout_cell *cell = gj_layout_anchor(layout, row, column);
		if (!cell || cell->kind != GJ_LAYOUT_VALUE)
			continue;
		gj_buffer_add_text(page->out, "   ");
		cell_text(page, cell);
	}
	gj_buffer_add_char(page->out, '\n');
}

/* The last label of a row, broken in the lines of a narrow column, with the numbers
 * beside its middle; labels of groups stand broken before its lines. */
static void pages(const gj_text_page *page, const gj_layout *layout, int row)
{
	enum { LETTERS = 8, GROUP_LETTERS = 4, PAGE_ROWS = 14 };
	gj_buffer words;
	if (row < layout->head_rows || layout->table != 3) {
		spaces(page, layout, row);
		return;
	}
	size_t item = labels_of(page, layout, row, &words);
	gj_str group = gj_str_upto(gj_buffer_str(&words), item), piece;
	gj_str rest = gj_str_from(gj_buffer_str(&words), item);
	size_t half = rest.len / 2;
	bool numbers = false;
	while (piece_of(&group, GROUP_LETTERS, &piece) || rest.len) {
		gj_buffer_add(page->out, piece.ptr, piece.len);
		gj_buffer_add_text(page->out, "  ");
		if (piece_of(&rest, LETTERS, &piece))
			gj_buffer_add(page->out, piece.ptr, piece.len);
		if (!numbers && rest.len <= half)
			values_of(page, layout, row);
		else
			gj_buffer_add_char(page->out, '\n');
		numbers |= rest.len <= half;
	}
	gj_buffer_release(&words);
	if (row == PAGE_ROWS)
		gj_buffer_add_text(page->out, "\n        3\n\f\n");
}

/* A drawing is no matter of rows. */
typedef void row_writer(const gj_text_page *page, const gj_layout *layout, int row);

static row_writer *const row_writers[] = {
	[GJ_MARKUP_TABS] = tabs,           [GJ_MARKUP_TABS_UNEVEN] = tabs_uneven,
	[GJ_MARKUP_BARS] = bars,           [GJ_MARKUP_BARS_LED] = bars_led,
	[GJ_MARKUP_BAR_LINES] = bar_lines, [GJ_MARKUP_MARKDOWN] = markdown,
	[GJ_MARKUP_SPACES] = spaces,       [GJ_MARKUP_LINES] = lines,
	[GJ_MARKUP_WRAPPED] = wrapped,     [GJ_MARKUP_PAGES] = pages,
};

static void table(const gj_text_page *page, int number)
{
	gj_layout pieces[GJ_PIECES_MAX];
	int count = gj_render_cut(pieces, page->rendering, number);
	row_writer *write = row_writers[page->rendering->style->markup];
	for (int i = 0; i < count; i++) {
		if (!write)
			gj_render_box(page->out, page->rendering, &pieces[i]);
		for (int row = 0; write && row < pieces[i].rows; row++)
			write(page, &pieces[i], row);
		gj_buffer_add_char(page->out, '\n');
	}
}

typedef void prose_writer(gj_buffer *out, const gj_masthead *masthead);

static void line(const gj_text_page *page, const char *before, prose_writer *write)
{
	gj_buffer words;
	gj_buffer_init(&words, page->out->ceiling);
	write(&words, page->rendering->masthead);
	gj_buffer_add_char(&words, '\0');
	gj_buffer_add_text(page->out, before);
	gj_word_text(page->out, page->wording, words.data);
	gj_buffer_add_text(page->out, "\n\n");
	gj_buffer_release(&words);
}

static void section(const gj_text_page *page, int number)
{
	const gj_rendering *rendering = page->rendering;
	bool markdown_heads = rendering->style->markup == GJ_MARKUP_MARKDOWN;
	gj_buffer_add_text(page->out, markdown_heads ? "## " : "");
	gj_word_heading(page->out, page->wording, number,
	                gj_prose_heading(rendering->form, number));
	gj_buffer_add_text(page->out, "\n\n");
	gj_buffer words;
	gj_buffer_init(&words, page->out->ceiling);
	for (int i = 0; gj_prose_paragraph(&words, rendering->masthead, rendering->form, number, i);
	     i++) {
		gj_buffer_add_char(&words, '\0');
		gj_word_text(page->out, page->wording, words.data);
		gj_buffer_add_text(page->out, "\n\n");
		gj_buffer_clear(&words);
	}
	gj_buffer_release(&words);
	if (number >= 2 && number <= 4 && rendering->form->tables[number] != GJ_FORM_NONE)
		table(page, number);
}

static void published(gj_buffer *out, const gj_masthead *masthead)
{
	gj_buffer_add_text(out, "发布时间：");
	gj_buffer_add_text(out, masthead->published);
}

void gj_render_text(gj_buffer *out, const gj_rendering *rendering)
{
	gj_text_page page = { out, rendering, &rendering->style->wording };
	line(&page, rendering->style->markup == GJ_MARKUP_MARKDOWN ? "# " : "", gj_prose_title);
	if (rendering->style->dateline == GJ_DATELINE_BYLINE)
		line(&page, "", published);
	line(&page, "", gj_prose_opening);
	for (int number = 1; number <= GJ_SECTIONS; number++)
		if (!(rendering->masthead->sections_missing & 1u << (number - 1)))
			section(&page, number);
	if (rendering->style->dateline == GJ_DATELINE_CLOSING)
		line(&page, "", gj_prose_date);
}
