/* Tables drawn in plain text. */
#include "document_text.h"
#include "random.h"
#include "report_reader.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static void reads_as(const char *bytes, const char *expected)
{
	static char text[GJ_DOCUMENT_TEXT_MAX];
	gj_document_text(text, gj_str_of(bytes), NULL);
	cr_expect_str_eq(text, expected, "%s\nread      %s\nexpected  %s", bytes, text, expected);
}

Test(box, joins_the_lines_of_a_cell)
{
	reads_as("前文\n+------+-----+\n| 本年 | 1   |\n| 新收 |     |\n+======+=====+\n| 总计 | 22  |\n+------+-----+\n后文\n",
	         "前文 [本年/新收|1] [总计|22] 后文");
	reads_as("┌────┬──┐\n│自然│ 1│\n│人  │  │\n├────┼──┤\n│其他│ -│\n└────┴──┘\n", "[自然/人|1] [其他|-]");
	/* Anywhere on the page. */
	reads_as("  +----+---+\n  | 甲 | 1 |\n  +----+---+\n  | 乙 | 2 |\n  +----+---+\n", "[甲|1] [乙|2]");
}

Test(box, follows_spans)
{
	reads_as("┌──┬─────┐\n│  │申请 │\n│  ├──┬──┤\n│表│甲│乙│\n├──┼──┼──┤\n│一│ 1│ 2│\n│  ├──┼──┤\n│  │ 3│ 4│\n└──┴──┴──┘\n",
	         "[表|申请|申请] [表|甲|乙] [一|1|2] [一|3|4]");
	reads_as("+----+---+---+\n| 表 | 1 | 2 |\n|    +---+---+\n|    | 3     |\n+----+-------+\n", "[表|1|2] [表|3|3]");
}

Test(box, takes_bars_within_a_cell_for_text_and_corners_side_by_side_for_a_rule)
{
	reads_as("+--------+----+\n| | 本年 | 1  |\n| | 新收 |    |\n+--------+----+\n| 总|计  | 2  |\n+--------+----+\n",
	         "[本年/新收|1] [总|计|2]");
	reads_as("┌───┬───┐\n│甲 │ 1 │\n├──┬┴───┤\n│乙│ 2  │\n└──┴────┘\n", "[甲|甲|1] [乙|2|2]");
}

Test(box, bears_with_letters_whose_width_is_the_fonts)
{
	reads_as("┌────────┬──┐\n│“三安”│ 1│\n├────────┼──┤\n│其他    │ 2│\n└────────┴──┘\n", "[“三安”|1] [其他|2]");
	reads_as("┌──────┬──┐\n│“三安”│ 1│\n├──────┼──┤\n│其他  │ 2│\n└──────┴──┘\n", "[“三安”|1] [其他|2]");
	reads_as("┌─┬─┐\n│甲│１│\n├─┼─┤\n│乙│２│\n└─┴─┘\n", "[甲|１] [乙|２]");
}

Test(box, leaves_rows_without_rules_and_drawings_that_are_none)
{
	reads_as("+----+---+---+\n| 表 | a | b |\n+----+---+---+\n| 甲 | 1 | 2 |\n| 乙 | 3 | 4 |\n+----+---+---+\n",
	         "[表|a|b] [甲|1|2] [乙|3|4]");
	reads_as("+----+---+\n| 甲长 | 1 |\n+----+---+\n| 乙 | 2 |\n+----+---+\n", "[甲长|1] [乙|2]");
	reads_as("────────\n正文\n────────\n", "正文");
	reads_as("+--+\n", "+--+");
	reads_as("┌──┐\n│公告│\n", "公告");
}

Test(box, knows_gb18030)
{
	/* ┌─┬─┐ 甲 乙 and the strokes between them. */
	reads_as("\xA9\xB0\xA9\xA4\xA9\xA4\xA9\xD0\xA9\xA4\xA9\xA4\xA9\xB4\n\xA9\xA6\xBC\xD7\xA9\xA6 1\xA9\xA6\n"
	         "\xA9\xC0\xA9\xA4\xA9\xA4\xA9\xE0\xA9\xA4\xA9\xA4\xA9\xC8\n\xA9\xA6\xD2\xD2\xA9\xA6 2\xA9\xA6\n"
	         "\xA9\xB8\xA9\xA4\xA9\xA4\xA9\xD8\xA9\xA4\xA9\xA4\xA9\xBC\n",
	         "[甲|1] [乙|2]");
}

Test(box, doubts_a_number_broken_over_lines)
{
	static gj_arena arena;
	static gj_report report;
	gj_read_page(&arena, &report,
	             "某县教育局2023年政府信息公开工作年度报告\n+----------+--------+--------+--------+\n| 信息内容 | 本年制 | 本年废 | 现行有 |\n"
	             "|          | 发件数 | 止件数 | 效件数 |\n+----------+--------+--------+--------+\n| 规章     | 10     | 0      | 0      |\n"
	             "|          | 07     |        |        |\n+----------+--------+--------+--------+\n| 行政规范 | 2      | 3      | 4      |\n"
	             "| 性文件   |        |        |        |\n+----------+--------+--------+--------+\n");
	const gj_value *made = &report.values[GJ_T2_REGULATIONS_MADE], *normative = &report.values[GJ_T2_NORMATIVE_MADE];
	cr_expect(made->doubts & GJ_DOUBT_JOINED);
	cr_expect_eq(made->number.units, 1007);
	cr_expect_eq(normative->number.units, 2);
	cr_expect_eq(normative->doubts, 0);
	gj_arena_release(&arena);
}

/* Whatever is drawn, reading ends. */
Test(box, survives_any_strokes)
{
	static const char *const pieces[] = { "+", "-", "|", "│", "─", "┼", "├", " ", "1", "甲", "\n", "+--+--+\n", "| 1|", "“", "\xA9" };
	gj_random random = { 7 };
	for (int trial = 0; trial < 4000; trial++) {
		char bytes[4096] = "+--+--+\n";
		for (int n = gj_random_below(&random, 200); n > 0; n--)
			strcat(bytes, pieces[gj_random_below(&random, sizeof pieces / sizeof *pieces)]);
		static char text[GJ_DOCUMENT_TEXT_MAX];
		gj_document_text(text, gj_str_of(bytes), NULL);
	}
}
