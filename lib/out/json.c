/* JSON (RFC 8259): an array with one object a line inside, or one object a line. */
#include "out/format.h"

static bool is_plain(uint32_t code)
{
	if (code < 0x7F)
		return code >= 0x20 && code != '"' && code != '\\';
	/* U+2028 and U+2029 end a line in old JavaScript. */
	return code > 0x9F && code != 0x2028 && code != 0x2029;
}

static void add_hex_escape(gj_buffer *buffer, uint32_t code)
{
	static const char hex[] = "0123456789abcdef";
	const char escape[] = { '\\', 'u', hex[code >> 12 & 15], hex[code >> 8 & 15],
		                hex[code >> 4 & 15], hex[code & 15] };
	gj_buffer_add(buffer, escape, sizeof escape);
}

static void respell(gj_buffer *buffer, uint32_t code)
{
	switch (code) {
	case '"':
		gj_buffer_add_text(buffer, "\\\"");
		break;
	case '\\':
		gj_buffer_add_text(buffer, "\\\\");
		break;
	case '\n':
		gj_buffer_add_text(buffer, "\\n");
		break;
	case '\r':
		gj_buffer_add_text(buffer, "\\r");
		break;
	case '\t':
		gj_buffer_add_text(buffer, "\\t");
		break;
	case 0xFFFD:
		gj_add_character(buffer, code);
		break;
	default:
		add_hex_escape(buffer, code);
	}
}

void gj_json_add_string(gj_buffer *buffer, gj_str text)
{
	gj_buffer_add_char(buffer, '"');
	gj_add_respelled(buffer, text, is_plain, respell);
	gj_buffer_add_char(buffer, '"');
}

static void add_cell(gj_buffer *buffer, gj_column_type type, gj_str text)
{
	bool verbatim = type == GJ_COLUMN_JSON ||
	                (type == GJ_COLUMN_NUMBER && gj_sheet_is_number(text));
	if (!text.ptr)
		gj_buffer_add_text(buffer, "null");
	else if (verbatim)
		gj_buffer_add_str(buffer, text);
	else
		gj_json_add_string(buffer, text);
}

static void add_object(gj_sheet *sheet, const gj_sheet_cell *cells)
{
	gj_buffer *line = &sheet->line;
	gj_buffer_add_char(line, '{');
	for (size_t i = 0; i < sheet->count; i++) {
		if (i)
			gj_buffer_add_char(line, ',');
		gj_json_add_string(line, gj_str_of(sheet->columns[i].name));
		gj_buffer_add_char(line, ':');
		add_cell(line, sheet->columns[i].type, cells[i]);
	}
	gj_buffer_add_char(line, '}');
}

static void array_begin(gj_sheet *sheet)
{
	gj_buffer_add_char(&sheet->line, '[');
}

static void array_row(gj_sheet *sheet, const gj_sheet_cell *cells)
{
	gj_buffer_add_text(&sheet->line, sheet->rows > 1 ? ",\n" : "\n");
	add_object(sheet, cells);
}

static void array_end(gj_sheet *sheet)
{
	gj_buffer_add_text(&sheet->line, sheet->rows ? "\n]\n" : "]\n");
}

static void lines_row(gj_sheet *sheet, const gj_sheet_cell *cells)
{
	add_object(sheet, cells);
	gj_buffer_add_char(&sheet->line, '\n');
}

const gj_sheet_format gj_sheet_json = { "json", array_begin, array_row, array_end };
const gj_sheet_format gj_sheet_ndjson = { "ndjson", NULL, lines_row, NULL };
