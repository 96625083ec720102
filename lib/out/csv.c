/* CSV as RFC 4180 has it: lines end in CRLF, which every reader takes and some
 * insist on, and which keeps them apart from the plain LF inside a cell. */
#include "out/format.h"

#include <string.h>

/* A text that starts with one of these is run as a formula by spreadsheets; the
 * full-width ones by those in East Asian locales. */
static const char *const formula_starts[] = { "=", "+", "-", "@", "\t", "\r",
	                                      "＝", "＋", "－", "＠" };

static bool looks_like_formula(gj_str text)
{
	for (size_t i = 0; i < sizeof formula_starts / sizeof *formula_starts; i++)
		if (gj_str_starts(text, gj_str_of(formula_starts[i])))
			return true;
	return false;
}

static bool needs_quotes(gj_str text)
{
	return text.len && (memchr(text.ptr, '"', text.len) || memchr(text.ptr, ',', text.len) ||
	                    memchr(text.ptr, '\n', text.len) || memchr(text.ptr, '\r', text.len));
}

static bool is_plain(uint32_t code)
{
	return code != '"' && code != 0;
}

static void respell(gj_buffer *buffer, uint32_t code)
{
	if (code == '"')
		gj_buffer_add_text(buffer, "\"\"");
	else
		gj_add_character(buffer, 0xFFFD); /* NUL, too: it ends the file for some readers */
}

void gj_csv_add_cell(gj_buffer *buffer, gj_str text)
{
	bool quotes = needs_quotes(text);
	if (quotes)
		gj_buffer_add_char(buffer, '"');
	if (looks_like_formula(text))
		gj_buffer_add_char(buffer, '\'');
	gj_add_respelled(buffer, text, is_plain, respell);
	if (quotes)
		gj_buffer_add_char(buffer, '"');
}

void gj_csv_add_row(gj_buffer *buffer, const gj_column *columns, const gj_sheet_cell *cells,
                    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			gj_buffer_add_char(buffer, ',');
		/* A negative number is no formula. */
		if (columns[i].type == GJ_COLUMN_NUMBER && gj_sheet_is_number(cells[i]))
			gj_buffer_add_str(buffer, cells[i]);
		else
			gj_csv_add_cell(buffer, cells[i]);
	}
	gj_buffer_add_text(buffer, "\r\n");
}

void gj_csv_add_head(gj_buffer *buffer, const gj_column *columns, size_t count,
                     const gj_sheet_options *options)
{
	if (options->bom)
		gj_buffer_add_text(buffer, "\xEF\xBB\xBF");
	for (size_t i = 0; i < count; i++) {
		if (i)
			gj_buffer_add_char(buffer, ',');
		gj_csv_add_cell(buffer, gj_str_of(options->chinese_headers ? columns[i].name_zh
		                                                           : columns[i].name));
	}
	gj_buffer_add_text(buffer, "\r\n");
}

static void begin(gj_sheet *sheet)
{
	gj_csv_add_head(&sheet->line, sheet->columns, sheet->count, &sheet->options);
}

static void row(gj_sheet *sheet, const gj_sheet_cell *cells)
{
	gj_csv_add_row(&sheet->line, sheet->columns, cells, sheet->count);
}

const gj_sheet_format gj_sheet_csv = { "csv", begin, row, NULL };
