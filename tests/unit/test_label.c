#include "form/label.h"

#include "form/likeness.h"
#include "form/number.h"
#include "random.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static void has_core(const char *text, const char *expected)
{
	static char to[GJ_LABEL_CORE_MAX];
	gj_str core = gj_label_core(to, gj_str_of(text));
	cr_expect(gj_str_equal(core, gj_str_of(expected)), "“%s” has the core “%.*s”, not “%s”", text,
	          GJ_STR_ARG(core), expected);
}

Test(label, is_reduced_to_its_core)
{
	has_core("总 计", "总计");
	has_core("總　計", "总计");
	has_core("三 、本 年 度\n办理结果", "本年度办理结果");
	has_core("（一）予以公开", "予以公开");
	has_core("(一)予以公开", "予以公开");
	has_core("一、予以公开", "予以公开");
	has_core("1.属于国家秘密", "属于国家秘密");
	has_core("１．属于国家秘密", "属于国家秘密");
	has_core("1、属于国家秘密", "属于国家秘密");
	has_core("①属于国家秘密", "属于国家秘密");
	has_core("3.危及“三安全一稳定”", "危及三安全一稳定");
	has_core("部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开");
	has_core("本年收费金额（单位：万元", "本年收费金额");
	has_core("本年(2023)制发件数", "本年制发件数");
	has_core("一、本年新收政府信息公开申请数量", "本年新收政府信息公开申请数量");
	has_core("（六）其他处理", "其他处理");
	has_core("II. 其他处理", "其他处理");
	has_core("Ⅳ、其他处理", "其他处理");
	has_core("（v）其他处理", "其他处理");
	has_core("A、其他处理", "其他处理");
	has_core("㈥其他处理", "其他处理");
	has_core("⑶其他处理", "其他处理");
	has_core("⒊其他处理", "其他处理");
	has_core("3）其他处理", "其他处理");
	has_core("【六】其他处理", "其他处理");
	has_core("〔六〕其他处理", "其他处理");
	has_core("[六]其他处理", "其他处理");
	has_core("其中：其他处理", "其中其他处理");
	has_core("A4纸", "a4纸");
	has_core("", "");
	has_core("（）", "");
	has_core("12", "12");
	has_core("一", "一");
	has_core("三安全一稳定", "三安全一稳定");
}

Test(label, of_prose_is_empty)
{
	char text[GJ_LABEL_TEXT_MAX + 8];
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	has_core(text, "");
}

static gj_match match(gj_vocabulary vocabulary, const char *text, bool likeness)
{
	static char to[GJ_LABEL_CORE_MAX];
	return gj_label_match(vocabulary, gj_label_core(to, gj_str_of(text)), likeness);
}

static void means(gj_vocabulary vocabulary, const char *text, int code, gj_strength strength)
{
	gj_match m = match(vocabulary, text, true);
	cr_expect(m.strength == strength && (strength == GJ_MATCH_NONE || m.code == code),
	          "“%s” matched %d with strength %d", text, m.code, m.strength);
}

Test(label, is_known_in_all_spellings)
{
	means(GJ_WORDS_T3_ROW, "2.其他法律行政法规禁止公开", GJ_T3_REFUSED_FIRST + 1, GJ_MATCH_EXACT);
	means(GJ_WORDS_T3_ROW, "2.其他法律行政止公开", GJ_T3_REFUSED_FIRST + 1, GJ_MATCH_WEAK);
	means(GJ_WORDS_T3_ROW, "8.屬於行政查詢事項", GJ_T3_REFUSED_LAST, GJ_MATCH_EXACT);
	means(GJ_WORDS_T3_ROW, "属于行政执法案卷信息", GJ_T3_REFUSED_FIRST + 6, GJ_MATCH_WEAK);
	means(GJ_WORDS_T3_ROW, "（七）总 计", GJ_T3_PROCESSED_TOTAL, GJ_MATCH_EXACT);
	means(GJ_WORDS_T3_ROW, "3.其他", GJ_T3_OTHER_OTHER, GJ_MATCH_EXACT);
	means(GJ_WORDS_T3_ROW, "（六）其他处理", GJ_T3_OTHER, GJ_MATCH_EXACT);
	means(GJ_WORDS_T3_COLUMN, "法律服务\n机构", GJ_T3_LEGAL, GJ_MATCH_EXACT);
	means(GJ_WORDS_T2_ROW, "行政规范性文件", GJ_T2_ROW_NORMATIVE, GJ_MATCH_EXACT);
	means(GJ_WORDS_T2_COLUMN, "本年收费金额（单位：万元）", GJ_T2_COL_FEE_AMOUNT, GJ_MATCH_EXACT);
	means(GJ_WORDS_T4_HEAD, "尚未\n审结", GJ_T4_HEAD_OUTCOME + GJ_T4_PENDING, GJ_MATCH_EXACT);
}

Test(label, does_not_confuse_rows_that_resemble_each_other)
{
	/* Between two rows of nearly equal likeness there is no choice. */
	means(GJ_WORDS_T3_ROW, "属于三四类信息", 0, GJ_MATCH_NONE);
	means(GJ_WORDS_T3_ROW, "属于", 0, GJ_MATCH_NONE);
	means(GJ_WORDS_T3_ROW, "政府信息公开工作年度报告", 0, GJ_MATCH_NONE);
	means(GJ_WORDS_T3_ROW, "领导信箱", 0, GJ_MATCH_NONE);
	means(GJ_WORDS_T2_ROW, "规", 0, GJ_MATCH_NONE);
	means(GJ_WORDS_T2_ROW, "行政", 0, GJ_MATCH_NONE);
	cr_expect_eq(match(GJ_WORDS_T3_ROW, "2.其他法律行政止公开", false).strength, GJ_MATCH_NONE,
	             "likeness only when asked for");
}

/* Each canonical row is found under its own code and no other. */
Test(label, finds_every_row_of_table_three)
{
	for (int row = 0; row < GJ_T3_ROWS; row++) {
		const char *core = gj_label_t3_row((gj_t3_row)row);
		cr_assert(*core, "row %d has no label", row);
		means(GJ_WORDS_T3_ROW, core, row, GJ_MATCH_EXACT);
	}
}

/* With one character lost, a row is found weakly, exactly, or not at all, but
 * never as another. */
Test(label, is_never_taken_for_another_when_a_character_is_lost)
{
	for (int row = 0; row < GJ_T3_ROWS; row++) {
		const char *core = gj_label_t3_row((gj_t3_row)row);
		for (size_t lost = 0; lost < strlen(core); lost += 3) {
			char text[256];
			memcpy(text, core, lost);
			strcpy(text + lost, core + lost + 3);
			gj_match m = match(GJ_WORDS_T3_ROW, text, true);
			cr_expect(m.strength == GJ_MATCH_NONE || m.code == row, "%s became %d", text, m.code);
		}
	}
}

Test(label, likeness_is_the_share_of_common_characters)
{
	cr_expect_eq(gj_likeness_between(GJ_STR("其他处理"), GJ_STR("其他处理")), 100);
	cr_expect_eq(gj_likeness_between(GJ_STR("其他"), GJ_STR("其他处理")), 66);
	cr_expect_eq(gj_likeness_between(GJ_STR("其他"), GJ_STR("总计")), 0);
	cr_expect_eq(gj_likeness_between(GJ_STR(""), GJ_STR("总计")), 0);
}

/* The longest common subsequence as the textbook has it. */
static size_t common_slowly(const char *a, size_t m, const char *b, size_t n)
{
	size_t row[80] = { 0 };
	for (size_t i = 0; i < m; i++) {
		size_t diagonal = 0;
		for (size_t j = 0; j < n; j++) {
			size_t above = row[j + 1];
			row[j + 1] = a[i] == b[j] ? diagonal + 1 : row[j] > above ? row[j] : above;
			diagonal = above;
		}
	}
	return row[n];
}

Test(label, likeness_of_any_two_texts_is_that_of_the_textbook)
{
	gj_random random = { 11 };
	for (int trial = 0; trial < 20000; trial++) {
		char a[70], b[70];
		size_t m = (size_t)gj_random_below(&random, sizeof a);
		size_t n = (size_t)gj_random_below(&random, sizeof b);
		int letters = 1 + gj_random_below(&random, 90);
		for (size_t i = 0; i < sizeof a; i++) {
			a[i] = (char)(' ' + gj_random_below(&random, letters));
			b[i] = (char)(' ' + gj_random_below(&random, letters));
		}
		size_t slow = m && n && m <= 64 && n <= 64 ? 200 * common_slowly(a, m, b, n) / (m + n) : 0;
		cr_assert_eq(gj_likeness_between((gj_str){ a, m }, (gj_str){ b, n }), slow);
	}
}

Test(label, a_core_is_found_in_every_vocabulary_that_has_it)
{
	const gj_known *known = gj_label_find(GJ_STR("其他"));
	cr_assert_not_null(known);
	cr_expect_eq(known->codes[GJ_WORDS_T3_ROW], GJ_T3_OTHER_OTHER);
	cr_expect_eq(known->codes[GJ_WORDS_T3_COLUMN], GJ_T3_OTHERS);
	cr_expect_eq(known->codes[GJ_WORDS_T4_HEAD], GJ_T4_HEAD_OUTCOME + GJ_T4_OTHER);
	cr_expect_eq(known->codes[GJ_WORDS_T2_ROW], GJ_NO_WORD);
	cr_expect_null(gj_label_find(GJ_STR("其它")));
	cr_expect_null(gj_label_find(GJ_STR("")));
}

/* What a printed text gives at once is what its core gives. */
static void printed_is_its_core(gj_str text)
{
	static char to[GJ_LABEL_CORE_MAX];
	const gj_known *known = gj_label_printed(text);
	if (!known)
		return;
	gj_str core = gj_label_core(to, text);
	const gj_known *found = gj_label_find(core);
	cr_assert(gj_str_equal(known->core, core), "“%.*s” has the core “%.*s”, not “%.*s”",
	          GJ_STR_ARG(text), GJ_STR_ARG(core), GJ_STR_ARG(known->core));
	for (int v = 0; v < GJ_VOCABULARIES; v++)
		cr_assert_eq(known->codes[v], found ? found->codes[v] : GJ_NO_WORD, "%.*s",
		             GJ_STR_ARG(text));
}

static void form_prints(const char *label)
{
	static char to[GJ_LABEL_CORE_MAX];
	gj_str text = gj_str_of(label);
	gj_entry reading = gj_entry_of(text);
	printed_is_its_core(text);
	if (gj_label_find(text))
		cr_expect_not(gj_entry_is_value(text, &reading), "%s passes for a number", label);
	if (gj_label_find(gj_label_core(to, text)))
		cr_expect_not_null(gj_label_printed(text), "%s is found by its core only", label);
}

static void form_prints_numbered(const char *label)
{
	static const char *const numbers[] = { "一、", "四、", "（一）", "（七）", "1.", "2.", "3.", "8.", "12." };
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char text[256];
		snprintf(text, sizeof text, "%s%s", numbers[i], label);
		form_prints(text);
	}
}

Test(label, is_found_at_once_where_it_is_printed_as_the_form_has_it)
{
	for (gj_form_id id = 0; id < GJ_FORM_COUNT; id++) {
		const gj_form *form = gj_form_of(id);
		for (size_t i = 0; i < form->count; i++) {
			form_prints(form->fields[i].item);
			form_prints(form->fields[i].row_label);
			form_prints(form->fields[i].column_label);
			form_prints_numbered(form->fields[i].row_label);
		}
	}
	form_prints("四、政府信息公开行政复议、行政诉讼情况");
	form_prints("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况");
	form_prints("（七）总计");
	form_prints("3.其他");
}

Test(label, printed_with_anything_beside_it_is_what_its_core_is)
{
	static const gj_str pieces[] = {
		GJ_WORD("总计"), GJ_WORD("其他"), GJ_WORD("其他处理"), GJ_WORD("危及“三安全一稳定”"),
		GJ_WORD("第二十条第（一）项"), GJ_WORD("总体情况"), GJ_WORD("（"), GJ_WORD("）"), GJ_WORD("("),
		GJ_WORD(")"), GJ_WORD("一"), GJ_WORD("（六）"), GJ_WORD("3"), GJ_WORD("."), GJ_WORD("、"),
		GJ_WORD("三、"), GJ_WORD("12."), GJ_WORD(" "), GJ_WORD("　"), GJ_WORD("注"), GJ_WORD("總"),
		GJ_WORD("\n"), GJ_WORD("\u00A0"), GJ_WORD("\u200B"), GJ_WORD("结\n果维 持"),
	};
	gj_random random = { 3 };
	for (int trial = 0; trial < 200000; trial++) {
		char text[256];
		size_t length = 0;
		for (int n = gj_random_below(&random, 6); n >= 0; n--) {
			const gj_str *piece = &pieces[gj_random_below(&random, sizeof pieces / sizeof *pieces)];
			memcpy(text + length, piece->ptr, piece->len);
			length += piece->len;
		}
		printed_is_its_core((gj_str){ text, length });
	}
}
