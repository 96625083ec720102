#include "out/sheet.h"

#include "random.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const gj_column columns[] = {
	{ "agency", "机关名称", GJ_COLUMN_TEXT },
	{ "count", "件数", GJ_COLUMN_NUMBER },
	{ "fields", "字段", GJ_COLUMN_JSON },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const gj_sheet_cell rows[][COLUMNS] = {
	{ { "甲县", 6 }, { "-5", 2 }, { "[\"a\"]", 5 } },
	{ { "=1+1", 4 }, { "约3", 4 }, { NULL, 0 } },
};

/* Writes a sheet of `count` rows, one after the other in `cells`, and compares
 * the file with what is expected. */
static void sheet_writes(const gj_sheet_format *format, const gj_column *heads, size_t width,
                         const gj_sheet_cell *cells, size_t count, const gj_sheet_options *options,
                         const char *expected)
{
	char directory[] = "/tmp/gj_test_XXXXXX", path[64];
	cr_assert_not_null(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/sheet", directory);
	gj_output *output;
	gj_sheet *sheet;
	gj_buffer written;
	gj_buffer_init(&written, 4096);
	cr_assert_eq(gj_output_open(&output, path, NULL), GJ_OK);
	cr_assert_eq(gj_sheet_open(&sheet, format, output, heads, width, options, NULL), GJ_OK);
	for (size_t i = 0; i < count; i++)
		gj_sheet_row(sheet, cells + i * width);
	cr_assert_eq(gj_sheet_close(sheet), GJ_OK);
	cr_assert_eq(gj_output_commit(output, NULL), GJ_OK);
	cr_assert_eq(gj_file_read(path, &written, NULL), GJ_OK);
	unlink(path);
	rmdir(directory);
	cr_assert(gj_str_equal(gj_buffer_str(&written), gj_str_of(expected)), "got:\n%.*s",
	          GJ_STR_ARG(gj_buffer_str(&written)));
	gj_buffer_release(&written);
}

static void writes(const gj_sheet_format *format, const gj_sheet_options *options, size_t count,
                   const char *expected)
{
	sheet_writes(format, columns, COLUMNS, rows[0], count, options, expected);
}

Test(sheet, csv_keeps_numbers_and_guards_texts)
{
	writes(&gj_sheet_csv, NULL, 2,
	       "agency,count,fields\r\n"
	       "甲县,-5,\"[\"\"a\"\"]\"\r\n"
	       "'=1+1,约3,\r\n");
}

Test(sheet, csv_has_chinese_headers_and_a_mark_for_excel_when_asked)
{
	const gj_sheet_options options = { .chinese_headers = true, .bom = true };
	writes(&gj_sheet_csv, &options, 0, "\xEF\xBB\xBF机关名称,件数,字段\r\n");
}

Test(sheet, json_is_an_array_with_one_object_a_line)
{
	const gj_sheet_options options = { .chinese_headers = true, .bom = true };
	writes(&gj_sheet_json, &options, 2,
	       "[\n"
	       "{\"agency\":\"甲县\",\"count\":-5,\"fields\":[\"a\"]},\n"
	       "{\"agency\":\"=1+1\",\"count\":\"约3\",\"fields\":null}\n"
	       "]\n");
	writes(&gj_sheet_json, NULL, 0, "[]\n");
}

Test(sheet, ndjson_is_one_object_a_line)
{
	writes(&gj_sheet_ndjson, NULL, 2,
	       "{\"agency\":\"甲县\",\"count\":-5,\"fields\":[\"a\"]}\n"
	       "{\"agency\":\"=1+1\",\"count\":\"约3\",\"fields\":null}\n");
	writes(&gj_sheet_ndjson, NULL, 0, "");
}

Test(sheet, formats_are_known_by_name)
{
	cr_assert_eq(gj_sheet_format_by_name(GJ_STR("csv")), &gj_sheet_csv);
	cr_assert_eq(gj_sheet_format_by_name(GJ_STR("json")), &gj_sheet_json);
	cr_assert_eq(gj_sheet_format_by_name(GJ_STR("ndjson")), &gj_sheet_ndjson);
	cr_assert_null(gj_sheet_format_by_name(GJ_STR("xml")));
}

typedef void add_text(gj_buffer *buffer, gj_str text);

static void adds(add_text *add, gj_str text, gj_str expected)
{
	gj_buffer buffer;
	gj_buffer_init(&buffer, 4096);
	add(&buffer, text);
	cr_assert(gj_str_equal(gj_buffer_str(&buffer), expected), "%.*s became %.*s",
	          GJ_STR_ARG(text), GJ_STR_ARG(gj_buffer_str(&buffer)));
	gj_buffer_release(&buffer);
}

Test(csv, quotes_only_when_needed)
{
	adds(gj_csv_add_cell, GJ_STR("plain 文本；a"), GJ_STR("plain 文本；a"));
	adds(gj_csv_add_cell, GJ_STR("a,b"), GJ_STR("\"a,b\""));
	adds(gj_csv_add_cell, GJ_STR("a\"b"), GJ_STR("\"a\"\"b\""));
	adds(gj_csv_add_cell, GJ_STR("a\nb"), GJ_STR("\"a\nb\""));
	adds(gj_csv_add_cell, GJ_STR(""), GJ_STR(""));
	adds(gj_csv_add_cell, (gj_str){ 0 }, GJ_STR(""));
}

Test(csv, takes_the_formula_out_of_texts)
{
	adds(gj_csv_add_cell, GJ_STR("=SUM(A1,A2)"), GJ_STR("\"'=SUM(A1,A2)\""));
	adds(gj_csv_add_cell, GJ_STR("+86"), GJ_STR("'+86"));
	adds(gj_csv_add_cell, GJ_STR("-5"), GJ_STR("'-5"));
	adds(gj_csv_add_cell, GJ_STR("@x"), GJ_STR("'@x"));
	adds(gj_csv_add_cell, GJ_STR("\tx"), GJ_STR("'\tx"));
	adds(gj_csv_add_cell, GJ_STR("\rx"), GJ_STR("\"'\rx\""));
	adds(gj_csv_add_cell, GJ_STR("＝x"), GJ_STR("'＝x"));
	adds(gj_csv_add_cell, GJ_STR("1=1"), GJ_STR("1=1"));
	adds(gj_csv_add_cell, GJ_STR("—"), GJ_STR("—"));
}

Test(csv, is_valid_utf8_without_nul)
{
	adds(gj_csv_add_cell, GJ_STR("a\0b\xFF"
	                             "c"),
	     GJ_STR("a\uFFFDb\uFFFDc"));
}

Test(json, escapes_what_must_be)
{
	adds(gj_json_add_string, GJ_STR("a\"b\\c/政"), GJ_STR("\"a\\\"b\\\\c/政\""));
	adds(gj_json_add_string, GJ_STR("\n\r\t\0\x1F\x7F"),
	     GJ_STR("\"\\n\\r\\t\\u0000\\u001f\\u007f\""));
	adds(gj_json_add_string, GJ_STR("\u2028\u2029\xC2\x85"),
	     GJ_STR("\"\\u2028\\u2029\\u0085\""));
	adds(gj_json_add_string, GJ_STR("\xE6\x94"), GJ_STR("\"\uFFFD\uFFFD\""));
	adds(gj_json_add_string, GJ_STR("\uFFFD𠀀"), GJ_STR("\"\uFFFD𠀀\""));
}

Test(json, keeps_every_other_character)
{
	for (uint32_t code = 0xA0; code < 0x11000; code++) {
		if ((code >= 0xD800 && code < 0xE000) || code == 0x2028 || code == 0x2029)
			continue;
		char quoted[6] = { '"' };
		size_t length = gj_utf8_put(quoted + 1, code);
		quoted[1 + length] = '"';
		adds(gj_json_add_string, (gj_str){ quoted + 1, length },
		     (gj_str){ quoted, length + 2 });
	}
}

/* Appends what the characters of a text give one by one, each without its quotes. */
static void add_by_character(gj_buffer *to, gj_str text)
{
	gj_buffer one;
	gj_buffer_init(&one, 64);
	for (size_t at = 0, step; at < text.len; at += step) {
		uint32_t code;
		step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		gj_buffer_clear(&one);
		gj_json_add_string(&one, (gj_str){ text.ptr + at, step });
		gj_buffer_add(to, one.data + 1, one.length - 2);
	}
	gj_buffer_release(&one);
}

Test(json, reads_long_texts_as_short_ones)
{
	static const gj_str pieces[] = {
		GJ_WORD("政"), GJ_WORD("，"), GJ_WORD("、"), GJ_WORD("a"), GJ_WORD("7 "), GJ_WORD("\uFFFD"),
		GJ_WORD("\""), GJ_WORD("\n"), GJ_WORD("\u2028"), GJ_WORD("“"), GJ_WORD("\u00A0"),
		GJ_WORD("\uD7FB"), GJ_WORD("𠀀"), GJ_WORD("\xE6\x94"), GJ_WORD("\x94"), GJ_WORD("\xEF"),
		GJ_WORD("\xED\xA0\x80"), GJ_WORD("\xE0\x80\x80"), GJ_WORD("\\"), GJ_WORD("\x7F"),
	};
	enum { PIECES = sizeof pieces / sizeof *pieces, USUAL = 5, LONGEST = 40, TEXTS = 20000 };
	gj_random random = { 7 };
	for (int i = 0; i < TEXTS; i++) {
		char text[LONGEST * 4];
		size_t length = 0;
		for (int n = gj_random_below(&random, LONGEST); n > 0; n--) {
			bool usual = gj_random_chance(&random, 94);
			const gj_str *piece = &pieces[gj_random_below(&random, usual ? USUAL : PIECES)];
			memcpy(text + length, piece->ptr, piece->len);
			length += piece->len;
		}
		gj_buffer parts;
		gj_buffer_init(&parts, 4096);
		gj_buffer_add_char(&parts, '"');
		add_by_character(&parts, (gj_str){ text, length });
		gj_buffer_add_char(&parts, '"');
		adds(gj_json_add_string, (gj_str){ text, length }, gj_buffer_str(&parts));
		gj_buffer_release(&parts);
	}
}

static void number_cell_becomes(const char *text, const char *quote)
{
	static const gj_column column = { "n", "n", GJ_COLUMN_NUMBER };
	const gj_sheet_cell cell = gj_str_of(text);
	char expected[32];
	snprintf(expected, sizeof expected, "{\"n\":%s%.*s%s}\n", quote, GJ_STR_ARG(cell), quote);
	sheet_writes(&gj_sheet_ndjson, &column, 1, &cell, 1, NULL, expected);
}

Test(json, keeps_only_json_numbers_bare)
{
	const char *numbers[] = { "0", "-0", "12", "-1.50", "1e5", "2.5E-3" };
	const char *others[] = { "",   "-",  "+1",  "01",  ".5",   "5.",
		                 "1e", "1 ", "0x1", "NaN", "1,000" };
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		number_cell_becomes(numbers[i], "");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		number_cell_becomes(others[i], "\"");
}
