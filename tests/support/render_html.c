/* Reports as web pages. */
#include "html_writer.h"
#include "page_chrome.h"

#include <stdio.h>
#include <string.h>

typedef struct gj_html_page {
	gj_html_writer writer;
	const gj_rendering *rendering;
	gj_buffer words; /* of the piece being written */
} gj_html_page;

static gj_str words(gj_html_page *page)
{
	return gj_buffer_str(&page->words);
}

typedef void prose_writer(gj_buffer *out, const gj_masthead *masthead);

/* The words of `write` as this style prints them, into page->words. */
static void word(gj_html_page *page, prose_writer *write)
{
	gj_buffer plain;
	gj_buffer_init(&plain, page->words.ceiling);
	write(&plain, page->rendering->masthead);
	gj_buffer_add_char(&plain, '\0');
	gj_buffer_clear(&page->words);
	gj_word_text(&page->words, &page->rendering->style->wording, plain.data);
	gj_buffer_release(&plain);
}

static bool word_paragraph(gj_html_page *page, int section, int index)
{
	const gj_rendering *rendering = page->rendering;
	gj_buffer plain;
	gj_buffer_init(&plain, page->words.ceiling);
	bool more = gj_prose_paragraph(&plain, rendering->masthead, rendering->form, section,
	                               index);
	gj_buffer_add_char(&plain, '\0');
	gj_buffer_clear(&page->words);
	gj_word_text(&page->words, &rendering->style->wording, plain.data);
	gj_buffer_release(&plain);
	return more;
}

static void word_heading(gj_html_page *page, int section)
{
	gj_buffer_clear(&page->words);
	gj_word_heading(&page->words, &page->rendering->style->wording, section,
	                gj_prose_heading(page->rendering->form, section));
}

static bool in_breaks(const gj_html_page *page)
{
	return page->rendering->style->heading == GJ_HEADING_BREAKS;
}

/* A line of the report's text: a paragraph, or a stretch between <br>. */
static void line(gj_html_page *page)
{
	if (in_breaks(page)) {
		gj_html_run(&page->writer, words(page));
		gj_html_open(&page->writer, "br", NULL);
	} else {
		gj_html_paragraph(&page->writer, words(page), false);
	}
	gj_buffer_add_char(page->writer.out, '\n');
}

static void tagged(gj_html_page *page, const char *tag)
{
	gj_html_open(&page->writer, tag, NULL);
	gj_html_run(&page->writer, words(page));
	gj_html_close(&page->writer, tag);
}

static void heading(gj_html_page *page)
{
	switch (page->rendering->style->heading) {
	case GJ_HEADING_TAG:
		tagged(page, "h2");
		break;
	case GJ_HEADING_BOLD:
		gj_html_open(&page->writer, "p", NULL);
		tagged(page, "strong");
		gj_html_close(&page->writer, "p");
		break;
	case GJ_HEADING_BREAKS:
	case GJ_HEADING_ROW:
		line(page);
		return;
	}
	gj_buffer_add_char(page->writer.out, '\n');
}

static void open_cell(gj_html_page *page, int row_span, int column_span)
{
	char attributes[64] = "align=\"center\"";
	if (!page->rendering->style->spans_lost && column_span > 1)
		snprintf(attributes + strlen(attributes), 24, " colspan=\"%d\"", column_span);
	if (!page->rendering->style->spans_lost && row_span > 1)
		snprintf(attributes + strlen(attributes), 24, " rowspan=\"%d\"", row_span);
	gj_html_open(&page->writer, "td", attributes);
}

static void cell(gj_html_page *page, const gj_layout_cell *cell)
{
	const gj_rendering *rendering = page->rendering;
	open_cell(page, cell->row_span, cell->column_span);
	gj_buffer_clear(&page->words);
	if (cell->kind == GJ_LAYOUT_VALUE)
		gj_word_value(&page->words, &rendering->style->wording,
		              &rendering->form->cells[cell->field]);
	else
		gj_word_label(&page->words, &rendering->style->wording, cell);
	gj_html_paragraph(&page->writer, words(page), true);
	gj_html_close(&page->writer, "td");
}

static void row(gj_html_page *page, const gj_layout *layout, int number)
{
	gj_html_open(&page->writer, "tr", NULL);
	for (int column = 0; column < layout->columns; column++) {
		const gj_layout_cell *begins = gj_layout_anchor(layout, number, column);
		if (begins) {
			cell(page, begins);
		} else if (page->rendering->style->spans_lost) {
			open_cell(page, 1, 1);
			gj_html_close(&page->writer, "td");
		}
	}
	gj_html_close(&page->writer, "tr");
	gj_buffer_add_char(page->writer.out, '\n');
}

static void open_table(gj_html_page *page)
{
	gj_html_open(&page->writer, "table", "border=\"1\" cellspacing=\"0\" width=\"640\"");
	gj_html_open(&page->writer, "tbody", NULL);
	gj_buffer_add_char(page->writer.out, '\n');
}

static void close_table(gj_html_page *page)
{
	gj_html_close(&page->writer, "tbody");
	gj_html_close(&page->writer, "table");
	gj_buffer_add_char(page->writer.out, '\n');
}

/* The section's heading as the first row of its table. */
static void heading_row(gj_html_page *page, int section, int columns)
{
	word_heading(page, section);
	gj_html_open(&page->writer, "tr", NULL);
	open_cell(page, 1, columns);
	tagged(page, "b");
	gj_html_close(&page->writer, "td");
	gj_html_close(&page->writer, "tr");
}

static void table(gj_html_page *page, int number)
{
	gj_layout pieces[GJ_PIECES_MAX];
	int count = gj_render_cut(pieces, page->rendering, number);
	for (int i = 0; i < count; i++) {
		if (i)
			gj_buffer_printf(page->writer.out, "<p align=\"center\">— %d —</p>\n", number + i);
		open_table(page);
		if (page->rendering->style->heading == GJ_HEADING_ROW && i == 0)
			heading_row(page, number, pieces[i].columns);
		for (int at = 0; at < pieces[i].rows; at++)
			row(page, &pieces[i], at);
		close_table(page);
	}
}

static void paragraphs(gj_html_page *page, int number)
{
	for (int i = 0; word_paragraph(page, number, i); i++)
		line(page);
}

/* A section without a table, all of it in one. */
static void boxed_section(gj_html_page *page, int number)
{
	open_table(page);
	heading_row(page, number, 1);
	gj_html_open(&page->writer, "tr", NULL);
	gj_html_open(&page->writer, "td", NULL);
	paragraphs(page, number);
	gj_html_close(&page->writer, "td");
	gj_html_close(&page->writer, "tr");
	close_table(page);
}

static void section(gj_html_page *page, int number)
{
	bool has_table = number >= 2 && number <= 4;
	bool table_there = has_table && page->rendering->form->tables[number] != GJ_FORM_NONE;
	bool boxed = page->rendering->style->heading == GJ_HEADING_ROW;
	if (boxed && !table_there) {
		boxed_section(page, number);
		return;
	}
	if (!boxed) {
		word_heading(page, number);
		heading(page);
		paragraphs(page, number);
	}
	if (!table_there)
		return;
	if (in_breaks(page))
		gj_html_close(&page->writer, "p");
	table(page, number);
	if (in_breaks(page))
		gj_html_open(&page->writer, "p", NULL);
}

static void published(gj_buffer *out, const gj_masthead *masthead)
{
	gj_buffer_add_text(out, "发布时间：");
	gj_buffer_add_text(out, masthead->published);
	gj_buffer_add_text(out, " 09:30");
}

static void title(gj_html_page *page)
{
	word(page, gj_prose_title);
	gj_html_open(&page->writer, "h1", "class=\"title\"");
	gj_html_text(&page->writer, words(page));
	gj_html_close(&page->writer, "h1");
	gj_buffer_add_char(page->writer.out, '\n');
	if (page->rendering->style->dateline != GJ_DATELINE_BYLINE)
		return;
	word(page, published);
	gj_html_open(&page->writer, "div", "class=\"byline\"");
	gj_html_text(&page->writer, words(page));
	gj_html_close(&page->writer, "div");
	gj_buffer_add_char(page->writer.out, '\n');
}

static void report(gj_html_page *page)
{
	const gj_rendering *rendering = page->rendering;
	if (in_breaks(page))
		gj_html_open(&page->writer, "p", NULL);
	word(page, gj_prose_opening);
	line(page);
	for (int number = 1; number <= GJ_SECTIONS; number++)
		if (!(rendering->masthead->sections_missing & 1u << (number - 1)))
			section(page, number);
	if (rendering->style->dateline == GJ_DATELINE_CLOSING) {
		word(page, gj_prose_date);
		line(page);
	}
	if (in_breaks(page))
		gj_html_close(&page->writer, "p");
}

static void add_meta(gj_html_page *page, const char *name, gj_str value)
{
	gj_buffer *out = page->writer.out;
	gj_buffer_add_text(out, "<meta name=\"");
	gj_buffer_add_text(out, name);
	gj_buffer_add_text(out, "\" content=\"");
	gj_html_text(&page->writer, value);
	gj_buffer_add_text(out, "\">\n");
}

static void head(gj_html_page *page)
{
	const gj_rendering *rendering = page->rendering;
	gj_buffer *out = page->writer.out;
	gj_html_open(&page->writer, "head", NULL);
	if (rendering->charset->declared)
		gj_buffer_printf(out, "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=%s\">\n",
		                 rendering->charset->declared);
	word(page, gj_prose_title);
	gj_html_open(&page->writer, "title", NULL);
	gj_html_text(&page->writer, words(page));
	gj_html_close(&page->writer, "title");
	gj_buffer_add_char(out, '\n');
	if (rendering->style->dateline == GJ_DATELINE_META) {
		add_meta(page, "ArticleTitle", words(page));
		add_meta(page, "PubDate", gj_str_of(rendering->masthead->published));
	}
	gj_html_office_head(&page->writer);
	gj_html_close(&page->writer, "head");
	gj_buffer_add_char(out, '\n');
}

void gj_render_html(gj_buffer *out, const gj_rendering *rendering)
{
	gj_html_page page = { .writer = { out, rendering->style }, .rendering = rendering };
	gj_buffer_init(&page.words, out->ceiling);
	gj_buffer_add_text(out, "<!DOCTYPE html>\n");
	gj_html_open(&page.writer, "html", NULL);
	head(&page);
	gj_html_open(&page.writer, "body", NULL);
	gj_html_office_shapes(&page.writer);
	gj_page_chrome_before_title(&page.writer, rendering);
	title(&page);
	gj_page_chrome_before_body(&page.writer, rendering);
	report(&page);
	gj_page_chrome_after(&page.writer, rendering);
	gj_html_close(&page.writer, "body");
	gj_html_close(&page.writer, "html");
	gj_buffer_add_char(out, '\n');
	gj_buffer_release(&page.words);
}
