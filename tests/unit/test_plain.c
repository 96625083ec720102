#include "document_text.h"

#include <criterion/criterion.h>
#include <string.h>

static void reads_as(gj_str bytes, const char *expected)
{
	static char text[GJ_DOCUMENT_TEXT_MAX];
	gj_document_text(text, bytes, NULL);
	cr_expect_str_eq(text, expected, "%.*s\nread      %s\nexpected  %s", GJ_STR_ARG(bytes), text, expected);
}

Test(plain, reads_lines_with_tabs_as_rows)
{
	reads_as(GJ_STR("题\n规章\t0\t1\n文件\t\t2\r\n\n后文"), "题 [规章|0|1] [文件||2] 后文");
	reads_as(GJ_STR("\t3.其他\t0\n一\t1\t2"), "[|3.其他|0] [一|1|2]");
	reads_as(GJ_STR("a\tb\n\t \t\nc\td"), "[a|b] [c|d]");
	reads_as(GJ_STR(" 甲 乙 \t 1 "), "[甲 乙|1]");
}

Test(plain, reads_an_indented_line_as_a_paragraph)
{
	reads_as(GJ_STR("\t一、总体情况\n\t\t本年新收3件。\t\n"), "一、总体情况 本年新收3件。");
	/* Within a table it is a row whose other cells are blank. */
	reads_as(GJ_STR("a\tb\tc\n\td\n"), "[a|b|c] [|d|.]");
}

Test(plain, reads_lines_with_bars_as_rows)
{
	reads_as(GJ_STR("甲 | 1 | 2 |\n乙 | 3 |\n"), "[甲|1|2] [乙|3|.]");
	reads_as(GJ_STR("| 甲 | 1 |\n| 乙 | |\n"), "[甲|1] [乙|]");
	reads_as(GJ_STR("甲|1\n"), "[甲|1]");
	reads_as(GJ_STR("一格 |\n又一格 |\n"), "一格 | 又一格 |");
	reads_as(GJ_STR("a\tb\nc|d"), "[a|b] [c|d]");
}

Test(plain, drops_the_rule_of_a_markdown_table_only)
{
	reads_as(GJ_STR("| 甲 | 乙 |\n| --- | :-: |\n| 1 | 2 |\n"), "[甲|乙] [1|2]");
	reads_as(GJ_STR("甲|乙\n---|---\n1|2\n"), "[甲|乙] [1|2]");
	reads_as(GJ_STR("| 甲 | 乙 |\n|:-|-:|\n| 1 | 2 |\n"), "[甲|乙] [1|2]");
	/* A row of dashes says that there is nothing to count. */
	reads_as(GJ_STR("| 甲 | 乙 |\n| --- | --- |\n| - | - |\n| 1 | 2 |\n"), "[甲|乙] [-|-] [1|2]");
	reads_as(GJ_STR("| 甲 | 乙 |\n|---|---|\n| 3 | 4 |\n|-|-|\n"), "[甲|乙] [3|4] [-|-]");
}

Test(plain, does_not_split_characters_of_gb18030)
{
	/* 瞸 is B2 7C, 剕 84 7C: the second byte is a bar. */
	reads_as(GJ_STR("\xB2\x7C\x84\x7C|\xB2\x7C|1\n"), "[瞸剕|瞸|1]");
}

Test(plain, keeps_what_looks_a_little_like_markup)
{
	reads_as(GJ_STR("a < b\n3 <4> 5"), "a < b 3 <4> 5");
	reads_as(GJ_STR("&nbsp;&lt;"), "&nbsp;&lt;");
}
