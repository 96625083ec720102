#include "damaged_page.h"

#include "html_writer.h"

#include <stdio.h>
#include <string.h>

/* --- laying out ----------------------------------------------------------- */

/* Which markups write one cell for each slot of a span. */
static bool writes_slots(const gj_render_style *style)
{
	return style->spans_lost || style->markup == GJ_MARKUP_TABS ||
	       style->markup == GJ_MARKUP_BARS_LED || style->markup == GJ_MARKUP_MARKDOWN;
}

static void word_cell(gj_page_cell *to, const gj_page *page, const gj_layout_cell *cell)
{
	gj_buffer words;
	gj_buffer_init(&words, GJ_PAGE_TEXT_MAX);
	if (cell->kind == GJ_LAYOUT_VALUE)
		gj_word_value(&words, &page->style->wording, &page->form->cells[cell->field]);
	else
		gj_word_label(&words, &page->style->wording, cell);
	snprintf(to->text, sizeof to->text, "%.*s", (int)words.length,
	         words.length ? words.data : "");
	gj_buffer_release(&words);
}

static void add_slot(gj_page_row *row, int column)
{
	row->cells[row->count++] = (gj_page_cell){ .kind = GJ_LAYOUT_LABEL, .field = GJ_FIELD_NONE,
		                                   .column = column, .covered = true,
		                                   .column_span = 1, .row_span = 1 };
}

static void lay_row(gj_page *page, const gj_layout *layout, int number)
{
	gj_page_row *row = &page->rows[page->count++];
	*row = (gj_page_row){ .table = layout->table, .begins_table = number == 0 };
	row->head = layout->table != 2 && number < layout->head_rows;
	for (int column = 0; column < layout->columns; column++) {
		const gj_layout_cell *cell = gj_layout_anchor(layout, number, column);
		if (!cell && page->slots)
			add_slot(row, column);
		if (!cell)
			continue;
		gj_page_cell *to = &row->cells[row->count++];
		*to = (gj_page_cell){ .kind = cell->kind, .field = cell->field, .column = column,
			              .column_span = page->slots ? 1 : cell->column_span,
			              .row_span = page->slots ? 1 : cell->row_span };
		row->head |= cell->kind == GJ_LAYOUT_HEAD;
		word_cell(to, page, cell);
		if (cell->kind != GJ_LAYOUT_VALUE)
			continue;
		const gj_printed *printed = &page->form->cells[cell->field];
		to->has_number = printed->state == GJ_STATE_NUMBER ||
		                 printed->state == GJ_STATE_ANNOTATED;
		to->number = printed->number;
	}
}

bool gj_page_lay(gj_page *page, const gj_filled_form *form, const gj_render_style *style)
{
	bool rows = style->markup != GJ_MARKUP_TABS_UNEVEN && style->markup != GJ_MARKUP_BAR_LINES &&
	            style->markup != GJ_MARKUP_BOX && style->markup != GJ_MARKUP_BOX_PLUS;
	if (!rows || style->loses_cells)
		return false;
	page->style = style;
	page->form = form;
	page->count = 0;
	page->slots = writes_slots(style);
	gj_rendering rendering = { .form = form, .style = style };
	for (int table = 2; table <= 4; table++) {
		static gj_layout pieces[GJ_PIECES_MAX];
		int count = gj_render_cut(pieces, &rendering, table);
		for (int piece = 0; piece < count; piece++)
			for (int row = 0; row < pieces[piece].rows; row++)
				lay_row(page, &pieces[piece], row);
	}
	return true;
}

/* --- rows and cells in and out -------------------------------------------- */

gj_page_row *gj_page_insert_row(gj_page *page, int at)
{
	if (page->count == GJ_PAGE_ROWS_MAX)
		return NULL;
	gj_page_row *row = &page->rows[at];
	memmove(row + 1, row, (size_t)(page->count++ - at) * sizeof *row);
	*row = (gj_page_row){ .table = row[at + 1 < page->count].table };
	return row;
}

void gj_page_remove_row(gj_page *page, int at)
{
	gj_page_row *row = &page->rows[at];
	if (row->begins_table && at + 1 < page->count && row[1].table == row->table)
		row[1].begins_table = true;
	memmove(row, row + 1, (size_t)(--page->count - at) * sizeof *row);
}

gj_page_cell *gj_page_insert_cell(gj_page_row *row, int at)
{
	if (row->count == GJ_PAGE_CELLS_MAX)
		return NULL;
	row->put = true;
	gj_page_cell *cell = &row->cells[at];
	memmove(cell + 1, cell, (size_t)(row->count++ - at) * sizeof *cell);
	*cell = (gj_page_cell){ .kind = GJ_LAYOUT_LABEL, .field = GJ_FIELD_NONE, .column = -1,
		                .column_span = 1, .row_span = 1 };
	return cell;
}

void gj_page_remove_cell(gj_page_row *row, int at)
{
	row->taken = true;
	gj_page_cell *cell = &row->cells[at];
	memmove(cell, cell + 1, (size_t)(--row->count - at) * sizeof *cell);
}

/* --- writing -------------------------------------------------------------- */

static const char *const headings[] = { "", "", "二、主动公开政府信息情况",
	                                "三、收到和处理政府信息公开申请情况",
	                                "四、政府信息公开行政复议、行政诉讼情况" };
static const char title[] = "澜川市教育局2023年政府信息公开工作年度报告";

static void write_runs(const gj_html_writer *writer, const gj_page_cell *cell)
{
	gj_str text = gj_str_of(cell->text);
	if (cell->wrap != GJ_WRAP_SPANS) {
		gj_html_paragraph(writer, text, true);
		return;
	}
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t length = gj_utf8_next(text.ptr + at, text.len - at, &code);
		gj_html_open(writer, "span", "lang=\"EN-US\"");
		gj_html_text(writer, (gj_str){ text.ptr + at, length });
		gj_html_close(writer, "span");
		at += length;
	}
}

static void write_cell(const gj_html_writer *writer, const gj_page_cell *cell)
{
	char attributes[64] = "align=\"center\"";
	if (cell->column_span != 1)
		snprintf(attributes + strlen(attributes), 24, " colspan=\"%d\"", cell->column_span);
	if (cell->row_span != 1)
		snprintf(attributes + strlen(attributes), 24, " rowspan=\"%d\"", cell->row_span);
	if (!cell->unopened)
		gj_html_open(writer, "td", attributes);
	if (cell->wrap == GJ_WRAP_TABLE)
		gj_buffer_add_text(writer->out, "<table><tr><td>");
	write_runs(writer, cell);
	if (cell->wrap == GJ_WRAP_TABLE)
		gj_buffer_add_text(writer->out, "</td></tr></table>");
	if (!cell->unclosed)
		gj_html_close(writer, "td");
}

static void write_html_row(const gj_html_writer *writer, const gj_page_row *row)
{
	if (row->as_line) {
		for (int i = 0; i < row->count; i++)
			gj_buffer_printf(writer->out, "%s%s", i ? row->as_line : "", row->cells[i].text);
		gj_html_open(writer, "br", NULL);
		return;
	}
	if (!row->unopened)
		gj_html_open(writer, "tr", NULL);
	for (int i = 0; i < row->count; i++)
		write_cell(writer, &row->cells[i]);
	if (!row->unclosed)
		gj_html_close(writer, "tr");
	gj_buffer_add_char(writer->out, '\n');
}

static void write_html(gj_buffer *out, const gj_page *page)
{
	gj_html_writer writer = { out, page->style };
	gj_buffer_printf(out, "<html><body><h1>%s</h1>\n", title);
	bool open = false;
	for (int i = 0; i < page->count; i++) {
		const gj_page_row *row = &page->rows[i];
		bool new_section = i == 0 || row[-1].table != row->table;
		bool begins = row->begins_table || new_section;
		if (begins && open && !row[-1].table_unclosed)
			gj_buffer_add_text(out, "</table>\n");
		if (new_section)
			gj_buffer_printf(out, "<h2>%s</h2>\n", headings[row->table]);
		else if (begins)
			gj_buffer_printf(out, "<p>— %d —</p>\n", i);
		if (begins && !row->as_line)
			gj_buffer_add_text(out, "<table border=\"1\">\n");
		open = (begins ? !row->as_line : open);
		write_html_row(&writer, row);
	}
	gj_buffer_add_text(out, open ? "</table>\n</body></html>\n" : "</body></html>\n");
}

static void write_text_cell(gj_buffer *out, const gj_page_cell *cell)
{
	for (const char *c = cell->text; *c; c++)
		gj_buffer_add_char(out, *c == '\n' ? ' ' : *c);
}

/* What stands before, between and behind the cells of a row. */
static const struct bars {
	const char *before, *between, *behind;
} bars[] = {
	[GJ_MARKUP_TABS] = { "", "\t", "\n" },
	[GJ_MARKUP_BARS] = { "", " | ", " |\n" },
	[GJ_MARKUP_BARS_LED] = { "| ", " | ", " |\n" },
	[GJ_MARKUP_MARKDOWN] = { "| ", " | ", " |\n" },
};

static void write_text_row(gj_buffer *out, const gj_page *page, const gj_page_row *row)
{
	const struct bars *b = &bars[page->style->markup];
	gj_buffer_add_text(out, row->as_line ? "" : b->before);
	for (int i = 0; i < row->count; i++) {
		if (i)
			gj_buffer_add_text(out, row->as_line ? row->as_line : b->between);
		write_text_cell(out, &row->cells[i]);
	}
	gj_buffer_add_text(out, row->as_line ? "\n" : b->behind);
}

static void write_text(gj_buffer *out, const gj_page *page)
{
	gj_buffer_printf(out, "%s\n\n", title);
	for (int i = 0; i < page->count; i++) {
		const gj_page_row *row = &page->rows[i];
		bool new_section = i == 0 || row[-1].table != row->table;
		if (new_section)
			gj_buffer_printf(out, "\n%s\n\n", headings[row->table]);
		else if (row->begins_table)
			gj_buffer_add_text(out, "\n");
		write_text_row(out, page, row);
		bool rule = page->style->markup == GJ_MARKUP_MARKDOWN && row->begins_table;
		for (int c = 0; rule && c < row->count; c++)
			gj_buffer_add_text(out, c ? "---|" : "|---|");
		gj_buffer_add_text(out, rule ? "\n" : "");
	}
}

void gj_page_write(gj_buffer *out, const gj_page *page)
{
	gj_buffer_clear(out);
	if (page->style->markup == GJ_MARKUP_HTML)
		write_html(out, page);
	else
		write_text(out, page);
}
