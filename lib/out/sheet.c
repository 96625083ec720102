#include "out/format.h"

#include <stdlib.h>

/* One row; the longest real ones (a finding with its evidence, a record) stay
 * below a megabyte, and a page that fills a cell is at most 64 MiB. */
static const size_t row_ceiling = (size_t)256 << 20;

static const gj_sheet_format *const formats[] = { &gj_sheet_csv, &gj_sheet_json, &gj_sheet_ndjson };

const gj_sheet_format *gj_sheet_format_by_name(gj_str name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (gj_str_equal(name, gj_str_of(formats[i]->name)))
			return formats[i];
	return NULL;
}

static size_t digits_at(gj_str text, size_t at)
{
	size_t count = 0;
	while (at + count < text.len && text.ptr[at + count] >= '0' && text.ptr[at + count] <= '9')
		count++;
	return count;
}

static bool char_at(gj_str text, size_t at, char c)
{
	return at < text.len && text.ptr[at] == c;
}

bool gj_sheet_is_number(gj_str text)
{
	size_t at = char_at(text, 0, '-') ? 1 : 0;
	size_t whole = digits_at(text, at);
	if (!whole || (whole > 1 && text.ptr[at] == '0'))
		return false;
	at += whole;
	if (char_at(text, at, '.')) {
		size_t decimals = digits_at(text, at + 1);
		if (!decimals)
			return false;
		at += 1 + decimals;
	}
	if (char_at(text, at, 'e') || char_at(text, at, 'E')) {
		at += char_at(text, at + 1, '-') || char_at(text, at + 1, '+') ? 2 : 1;
		size_t exponent = digits_at(text, at);
		if (!exponent)
			return false;
		at += exponent;
	}
	return at == text.len;
}

/* A row goes out whole or not at all. */
static void flush(gj_sheet *sheet)
{
	if (!sheet->line.failed)
		gj_output_write_str(sheet->output, gj_buffer_str(&sheet->line));
	else if (!sheet->failed)
		sheet->failed = sheet->line.failed;
	gj_buffer_clear(&sheet->line);
}

gj_code gj_sheet_open(gj_sheet **sheet, const gj_sheet_format *format, gj_output *output,
                      const gj_column *columns, size_t count, const gj_sheet_options *options,
                      gj_err *err)
{
	gj_sheet *made = calloc(1, sizeof *made);
	*sheet = made;
	if (!made)
		return gj_err_set(err, GJ_E_MEMORY, 0, "no memory for a table");
	*made = (gj_sheet){
		.format = format, .output = output, .columns = columns, .count = count,
	};
	if (options)
		made->options = *options;
	gj_buffer_init(&made->line, row_ceiling);
	if (format->begin)
		format->begin(made);
	flush(made);
	return GJ_OK;
}

void gj_sheet_row(gj_sheet *sheet, const gj_sheet_cell *cells)
{
	sheet->rows++;
	sheet->format->row(sheet, cells);
	flush(sheet);
}

gj_code gj_sheet_close(gj_sheet *sheet)
{
	if (!sheet)
		return GJ_OK;
	if (sheet->format->end)
		sheet->format->end(sheet);
	flush(sheet);
	gj_code failed = sheet->failed;
	gj_buffer_release(&sheet->line);
	free(sheet);
	return failed;
}
