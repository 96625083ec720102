#include "net/csv_read.h"

#include <string.h>

gj_csv gj_csv_start(gj_str text)
{
	const char *at = text.ptr ? text.ptr : "";
	return (gj_csv){ at, at + text.len, 1 };
}

static bool at_line_end(const gj_csv *csv)
{
	return csv->at == csv->end || *csv->at == '\n' || *csv->at == '\r';
}

/* Steps over one line end (LF, CRLF or CR), if there is one. */
static void pass_line_end(gj_csv *csv)
{
	if (csv->at == csv->end)
		return;
	bool pair = *csv->at == '\r' && csv->end - csv->at > 1 && csv->at[1] == '\n';
	csv->at += pair ? 2 : 1;
	csv->line++;
}

static void pass_line(gj_csv *csv)
{
	while (!at_line_end(csv))
		csv->at++;
	pass_line_end(csv);
}

static gj_str plain_field(gj_csv *csv)
{
	const char *start = csv->at;
	while (!at_line_end(csv) && *csv->at != ',')
		csv->at++;
	return (gj_str){ start, (size_t)(csv->at - start) };
}

/* Moves from behind the opening quote to behind the closing one; false when
 * there is none. */
static bool pass_quoted(gj_csv *csv, size_t *doubled)
{
	const char *start = csv->at;
	while (csv->at < csv->end && csv->at - start <= GJ_CSV_FIELD_MAX) {
		if (*csv->at == '\n' || *csv->at == '\r') {
			pass_line_end(csv);
		} else if (*csv->at != '"') {
			csv->at++;
		} else if (csv->end - csv->at > 1 && csv->at[1] == '"') {
			csv->at += 2;
			++*doubled;
		} else {
			csv->at++;
			return true;
		}
	}
	return false;
}

static gj_csv_result undouble(gj_arena *arena, gj_str *field)
{
	char *to = gj_arena_alloc(arena, field->len);
	if (!to)
		return GJ_CSV_MEMORY;
	size_t length = 0;
	for (size_t i = 0; i < field->len; i++) {
		to[length++] = field->ptr[i];
		if (field->ptr[i] == '"')
			i++;
	}
	*field = (gj_str){ to, length };
	return GJ_CSV_ROW;
}

static gj_csv_result quoted_field(gj_csv *csv, gj_arena *arena, gj_str *field)
{
	const char *start = ++csv->at;
	size_t doubled = 0;
	if (!pass_quoted(csv, &doubled))
		return GJ_CSV_BAD_QUOTE;
	*field = (gj_str){ start, (size_t)(csv->at - start) - 1 };
	if (!at_line_end(csv) && *csv->at != ',')
		return GJ_CSV_BAD_QUOTE;
	return doubled ? undouble(arena, field) : GJ_CSV_ROW;
}

static gj_csv_result read_row(gj_csv *csv, gj_arena *arena, gj_csv_row *row)
{
	for (row->count = 0;; csv->at++) {
		gj_str field;
		gj_csv_result result = GJ_CSV_ROW;
		if (csv->at < csv->end && *csv->at == '"')
			result = quoted_field(csv, arena, &field);
		else
			field = plain_field(csv);
		if (result != GJ_CSV_ROW)
			return result;
		if (row->count < GJ_CSV_FIELDS_MAX)
			row->fields[row->count] = field;
		row->count++;
		if (at_line_end(csv)) {
			pass_line_end(csv);
			return GJ_CSV_ROW;
		}
	}
}

static bool is_blank(const gj_csv_row *row)
{
	for (size_t i = 0; i < row->count && i < GJ_CSV_FIELDS_MAX; i++)
		if (gj_str_trim(row->fields[i]).len)
			return false;
	return row->count <= GJ_CSV_FIELDS_MAX;
}

gj_csv_result gj_csv_next(gj_csv *csv, gj_arena *arena, gj_csv_row *row)
{
	while (csv->at < csv->end) {
		gj_csv begin = *csv;
		row->line = csv->line;
		gj_csv_result result = read_row(csv, arena, row);
		if (result == GJ_CSV_BAD_QUOTE) {
			/* Only the line itself is lost, not what its quote ran over. */
			*csv = begin;
			pass_line(csv);
		}
		if (result != GJ_CSV_ROW || !is_blank(row))
			return result;
	}
	return GJ_CSV_END;
}
