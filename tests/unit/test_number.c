#include "form/number.h"

#include "random.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* "blank", "5", "5 joined", "22 noted", "nan", "nan value": a mark that stands
 * where a number belongs. */
static void reads_as(const char *text, const char *expected)
{
	char read[128] = "blank", number[GJ_DECIMAL_TEXT_MAX];
	gj_entry reading = gj_entry_of(gj_str_of(text));
	bool value = gj_entry_is_value(gj_str_of(text), &reading);
	if (reading.state == GJ_STATE_NUMBER || reading.state == GJ_STATE_ANNOTATED) {
		gj_decimal_print(number, reading.number);
		snprintf(read, sizeof read, "%s%s%s", number,
			 reading.state == GJ_STATE_ANNOTATED ? " noted" : "", reading.joined ? " joined" : "");
	} else if (reading.state == GJ_STATE_NOT_A_NUMBER) {
		strcpy(read, value ? "nan value" : "nan");
	}
	cr_expect_str_eq(read, expected, "“%s” read as %s, not %s", text, read, expected);
	cr_expect(value || reading.state == GJ_STATE_NOT_A_NUMBER);
}

Test(number, tells_blank_zero_mark_and_word_apart)
{
	reads_as("", "blank");
	reads_as(" \n\xC2\xA0\xE3\x80\x80\xE2\x80\x8B", "blank");
	reads_as("0", "0");
	reads_as(" 0 ", "0");
	static const char *const marks[] = { "/", "-", "—", "——", "－", "–", "无", "無", "\\", "／", "--", "〇", "*",
		                             "———", "----", "──", "- -", "//", "…", "……", "***", "·", "N/A", "n/a",
		                             "无。", "零", "暂无", "没有", "不适用", "不涉及", "未涉及", "无此项",
		                             "无数据", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "null", "（无）", "(-)" };
	reads_as("（一）", "nan");
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		reads_as(marks[i], "nan value");
}

Test(number, reads_plain_numbers)
{
	reads_as("7", "7");
	reads_as("2023", "2023");
	reads_as("１２", "12");
	reads_as("1941.3385", "1941.3385");
	reads_as("7730.280", "7730.280");
	reads_as("0.50", "0.50");
	reads_as("１２．５", "12.5");
	reads_as("-8", "-8");
	reads_as("－18", "-18");
	reads_as("−3", "-3");
	reads_as("- 18", "-18");
	reads_as("1\xE2\x80\x8B""4", "14");
	reads_as("\xEF\xBB\xBF""5", "5");
	reads_as("\U0001D7D1", "3");             /* mathematical digits: bold, */
	reads_as("\U0001D7E2\U0001D7DA", "2 noted"); /* sans-serif, double-struck */
}

Test(number, reads_through_thousands_separators)
{
	reads_as("14,474", "14474");
	reads_as("14，474", "14474");
	reads_as("1,234,567.89", "1234567.89");
	reads_as("14 474", "14474 joined"); /* or two numbers: nobody can tell */
	reads_as("14\xC2\xA0""474", "14474 joined");
	reads_as("1 234 567", "1234567 joined");
	reads_as("14,47", "nan");
	reads_as("1,2", "nan");
	reads_as("1,2345", "nan");
	reads_as("1234,567", "nan");
	reads_as(",474", "nan");
	reads_as("14,474,", "nan");
}

Test(number, doubts_digits_that_stand_apart)
{
	reads_as("2 3", "23 joined");
	reads_as("1\n4", "14 joined");
	reads_as("20 23", "2023 joined");
	reads_as("0 0", "nan");
	reads_as("0 5", "nan");
	reads_as("0\n0", "nan");
	reads_as("00", "0 noted");
	reads_as("007", "7 noted");
}

Test(number, keeps_the_value_beside_a_note)
{
	reads_as("22（其中修订16件）", "22 noted");
	reads_as("22；其中修订16件", "22 noted");
	reads_as("251000元", "251000 noted");
	reads_as("减4", "-4 noted");
	reads_as("减少 4", "-4 noted");
	reads_as("增3", "3 noted");
	reads_as("+3", "3 noted");
	reads_as("5.2万", "5.2 noted");
	reads_as("5件", "5 noted");
	reads_as("1941.3385万元", "1941.3385 noted");
	reads_as("14,474元", "14474 noted");
	reads_as("0（无）", "0 noted");
	reads_as("约5", "5 noted");
	/* Circled and raised digits are notes. */
	/* Brackets around all of it, a mark behind it. */
	reads_as("(5)", "5 noted");
	reads_as("（５）", "5 noted");
	reads_as("（ 12 ）", "12 noted");
	reads_as("(1,234)", "1234 noted");
	reads_as("【3】", "3 noted");
	reads_as("[3]", "3 noted");
	reads_as("“3”", "3 noted");
	reads_as("\"3\"", "3 noted");
	reads_as("（5件）", "5 noted");
	reads_as("3。", "3 noted");
	reads_as("3.", "3 noted");
	reads_as("3．", "3 noted");
	reads_as("3；", "3 noted");
	reads_as("3;", "3 noted");
	reads_as("3、", "3 noted");
	reads_as("5①", "5 noted");
	reads_as("5²", "5 noted");
	/* What a spreadsheet keeps as text. */
	reads_as("'98", "98 noted");
	reads_as("’0", "0 noted");
	reads_as("=98", "98 noted");
	reads_as("=\"1,234\"", "1234 noted");
	reads_as("=\"\"98\"\"", "98 noted");
	reads_as("= -12.5", "-12.5 noted");
}

Test(number, does_not_take_texts_for_numbers)
{
	static const char *const texts[] = {
		"1.属于国家秘密", "2、重复申请", "3)其他", "3）其他", "2023年", "2023年事项数", "1月", "1-8",
		"5/6", "50%", "50％", "①", "③其他", "x²", "一", "十二", "三、本年度办理结果",
		"abc", "件", "1.2.3", "1..2", "--5", "+-5", "+", "(5", "5)", "(5)(6)", "（5）件", "()", "((5))", "（一）", "1e5", "0x10", "½", "Ⅻ",
		"99999999999999999999", "12345678901234567890123456789012345", "1O", "5l", "1；2", "0;0;1", "4；；0", "0；/；1", "0；无；1", "=1+2", "=SUM(B2:B9)", "=A3", "'", "=", "=\"\"", "'1.属于国家秘密", "''5", "5（ 6 7 ）8 9",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		gj_entry reading = gj_entry_of(gj_str_of(texts[i]));
		char number[GJ_DECIMAL_TEXT_MAX];
		gj_decimal_print(number, reading.number);
		cr_expect_eq(reading.state, GJ_STATE_NOT_A_NUMBER, "“%s” read as %s (%s)", texts[i], number,
			     gj_state_name(reading.state));
	}
}

Test(number, takes_long_prose_for_text)
{
	char text[600] = "5";
	for (int i = 0; i < 180; i++)
		strcat(text, "件");
	reads_as(text, "nan");
}

/* What begins as a label is text, whatever follows. */
Test(number, tells_most_labels_by_how_they_begin)
{
	static const gj_str pieces[] = {
		GJ_WORD("属"), GJ_WORD("减"), GJ_WORD("共"), GJ_WORD("无"), GJ_WORD("一"), GJ_WORD("件"), GJ_WORD("（"),
		GJ_WORD("）"), GJ_WORD("("), GJ_WORD(")"), GJ_WORD("3"), GJ_WORD("0"), GJ_WORD("."), GJ_WORD(","),
		GJ_WORD("、"), GJ_WORD("-"), GJ_WORD("—"), GJ_WORD("/"), GJ_WORD(" "), GJ_WORD("１"), GJ_WORD("年"),
	};
	gj_random random = { 5 };
	size_t labels = 0;
	for (int trial = 0; trial < 200000; trial++) {
		char bytes[64];
		size_t length = 0;
		for (int n = gj_random_below(&random, 6); n >= 0; n--) {
			const gj_str *piece = &pieces[gj_random_below(&random, sizeof pieces / sizeof *pieces)];
			memcpy(bytes + length, piece->ptr, piece->len);
			length += piece->len;
		}
		gj_str text = gj_str_trim((gj_str){ bytes, length });
		gj_entry reading = gj_entry_of(text);
		bool label = gj_entry_is_label(text);
		labels += label;
		cr_assert(!label || !gj_entry_is_value(text, &reading), "%.*s", GJ_STR_ARG(text));
	}
	cr_expect_gt(labels, 0);
	cr_expect(gj_entry_is_label(GJ_STR("1.属于国家秘密")));
	cr_expect(gj_entry_is_label(GJ_STR("（一）予以公开")));
	cr_expect(gj_entry_is_label(GJ_STR("自然人")));
}

static void lists(const char *line, size_t expected, const char *last)
{
	gj_str values[8];
	size_t count = gj_entry_list(gj_str_of(line), values, 8);
	cr_assert_eq(count, expected, "“%s”: %zu", line, count);
	if (count)
		cr_expect(gj_str_equal(values[count - 1], gj_str_of(last)), "%.*s", GJ_STR_ARG(values[count - 1]));
}

Test(number, takes_the_values_of_a_line_apart)
{
	lists("0 1 2", 3, "2");
	lists(" 0\xC2\xA0""1　２ ", 3, "２");
	lists("0、1、 —、无、", 4, "无");
	lists("1,234；5；6", 3, "6");
	lists("1,234 5", 2, "5");
	lists("0，0，3", 3, "3");
	lists("0,,3", 3, "3");
	lists("0|1", 2, "1");
	lists("0、1件、2", 3, "2");
	lists("0、1、其他", 0, "");
	lists("1 2 3 4 5 6 7 8 9", 0, "");
	lists("", 0, "");
}
