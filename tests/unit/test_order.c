/* Text in which the numbers kept the form's order and the labels went elsewhere. */
#include "report_reader.h"
#include "map/read.h"

#include <criterion/criterion.h>
#include <string.h>

static gj_arena arena;
static gj_report report;

#define HEAD \
	"柏溪县水务局2023年政府信息公开工作年度报告\n" \
	"三、收到和处理政府信息公开申请情况\n" \
	"申请人情况\n自然人 法人或其他组织 总计\n" \
	"商业企业 科研机构 社会公益组织 法律服务机构 其他\n"
#define TAIL \
	"四、政府信息公开行政复议、行政诉讼情况\n" \
	"行政复议 行政诉讼\n结果 结果 其他 尚未\n总计\n维持 纠正 结果 审结\n" \
	"1 0 2 0 3 0 0 0 0 0 4 0 0 1 5\n" \
	"五、存在的主要问题及改进情况\n"

static const char nothing[] = "0 0 0 0 0 0 0\n";

/* The 25 rows of the 2021 form: 20 received, 5 carried in, 18 granted, 4 refused as
 * 内部事务, 22 processed, 3 carried out; null is a row of zeros. */
static void read_rows(const char *const rows[25], const char *before_row_9)
{
	gj_err err = { 0 };
	gj_buffer text;
	gj_buffer_init(&text, 1 << 16);
	gj_buffer_add_text(&text, HEAD);
	for (int row = 0; row < 25; row++) {
		if (row == 9)
			gj_buffer_add_text(&text, before_row_9);
		gj_buffer_add_text(&text, "理结果\n"); /* of a label far away */
		gj_buffer_add_text(&text, rows[row] ? rows[row] : nothing);
	}
	gj_buffer_add_text(&text, TAIL);
	gj_arena_init(&arena, GJ_READER_CEILING);
	cr_assert_eq(gj_report_read(&arena, gj_buffer_str(&text), NULL, &report, &err), GJ_OK, "%s",
	             err.message);
	cr_assert_eq(report.refusal, GJ_REFUSED_NOT);
	gj_buffer_release(&text);
}

static const char *const usual[25] = {
	[0] = "17 3 0 0 0 0 20\n", [1] = "5 0 0 0 0 0 5\n", [2] = "16 2 0 0 0 0 18\n",
	[8] = "3 1 0 0 0 0 4\n", [23] = "19 3 0 0 0 0 22\n", [24] = "3 0 0 0 0 0 3\n",
};

typedef struct other_row {
	int row;
	const char *text;
} other_row;

/* The usual rows with up to four others. */
static void read_with(const other_row others[4], const char *before_row_9)
{
	const char *rows[25];
	memcpy(rows, usual, sizeof rows);
	for (int i = 0; i < 4 && others[i].text; i++)
		rows[others[i].row] = others[i].text;
	read_rows(rows, before_row_9);
}

#define WITH(...) ((const other_row[4]){ __VA_ARGS__ })
#define LABELLED \
	{ 2, "（一）予以公开 16 2 0 0 0 0 18\n" }, { 4, "1.属于国家秘密 0 0 0 0 0 0 0\n" }, \
	{ 23, "（七）总计 19 3 0 0 0 0 22\n" }

static void expect_number(gj_field field, int64_t number)
{
	const gj_value *value = &report.values[field];
	cr_expect_eq(value->state, GJ_STATE_NUMBER, "%s", gj_field_id(field));
	cr_expect_eq(value->number.units, number, "%s", gj_field_id(field));
	cr_expect_eq(value->doubts, GJ_DOUBT_NO_GRID, "%s: %x", gj_field_id(field), value->doubts);
}

static void expect_nothing_of_table_3(void)
{
	for (gj_field field = GJ_T3_BASE; field < GJ_T4_BASE; field++)
		cr_expect_eq(report.values[field].state, GJ_STATE_ABSENT, "%s", gj_field_id(field));
	gj_arena_release(&arena);
}

Test(order, rows_without_labels_are_the_forms_where_all_sums_hold)
{
	read_with(WITH({ 0 }), "");
	expect_number(gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), 20);
	expect_number(gj_t3(GJ_T3_REFUSED_FIRST + 4, GJ_T3_BUSINESS), 1);
	expect_number(gj_t3(GJ_T3_OTHER_OTHER, GJ_T3_NATURAL), 0);
	expect_number(gj_t3(GJ_T3_CARRIED_OUT, GJ_T3_TOTAL), 3);
	expect_number(gj_t4(GJ_T4_REVIEW, GJ_T4_OTHER), 2);
	expect_number(gj_t4(GJ_T4_AFTER_REVIEW, GJ_T4_TOTAL), 5);
	cr_expect_eq(report.tables[3], GJ_FORM_2021);
	gj_arena_release(&arena);
}

Test(order, labels_broken_around_their_numbers_do_no_harm)
{
	read_with(WITH({ 3, "（二）部分公开（区\n 理结果 分处理的，\n0 0 0 0 0 0 0\n只计这一情形）\n" }), "");
	expect_number(gj_t3(GJ_T3_PARTIALLY_GRANTED, GJ_T3_TOTAL), 0);
	expect_number(gj_t3(GJ_T3_PROCESSED_TOTAL, GJ_T3_NATURAL), 19);
	gj_arena_release(&arena);
}

Test(order, the_number_of_a_page_stands_between_rows)
{
	read_with(WITH({ 0 }), "7\n\f\n");
	expect_number(gj_t3(GJ_T3_REFUSED_FIRST + 4, GJ_T3_NATURAL), 3);
	expect_number(gj_t3(GJ_T3_CARRIED_OUT, GJ_T3_NATURAL), 3);
	gj_arena_release(&arena);
}

Test(order, a_number_too_many_in_a_row_is_no_page)
{
	read_with(WITH({ 10, "0 0 0 0 0 0 0 7\n" }), "");
	expect_nothing_of_table_3();
}

Test(order, columns_that_do_not_add_up_need_labels)
{
	static const char off[] = "9 0 0 0 0 0 9\n";
	read_with(WITH({ 13, off }), "");
	expect_nothing_of_table_3();
	read_with(WITH({ 13, off }, LABELLED), "");
	expect_number(gj_t3(GJ_T3_UNAVAILABLE_FIRST + 1, GJ_T3_TOTAL), 9);
	gj_arena_release(&arena);
}

Test(order, one_row_may_be_wrong_in_the_report)
{
	read_with(WITH({ 0, "17 3 0 0 0 0 21\n" }, LABELLED), "");
	expect_number(gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), 21);
	gj_arena_release(&arena);
}

/* A row that its label puts elsewhere speaks against the order. */
Test(order, a_label_that_says_otherwise_forbids_it)
{
	read_with(WITH({ 8, "（一）予以公开 3 1 0 0 0 0 4\n" }), "");
	cr_expect_eq(report.values[gj_t3(GJ_T3_CARRIED_IN, 0)].state, GJ_STATE_ABSENT);
	cr_expect_eq(report.values[gj_t3(GJ_T3_GRANTED, 0)].number.units, 3);
	gj_arena_release(&arena);
}

/* 本年新制作数量 and 本年新公开数量 broken in lines: the row's numbers tell. */
Test(order, a_header_that_lost_words_is_told_by_its_rows)
{
	static const char text[] =
		"柏溪县水务局2020年政府信息公开工作年度报告\n"
		"二、主动公开政府信息情况\n第二十条第（一）项\n"
		"本年新\n本年新\n信息内容 对外公开总数量\n制作数量 公开数量\n"
		"规章 0 0 7\n规范性文件 77 78 166\n"
		"第二十条第（五）项\n信息内容 上一年项目数量 本年增/减 处理决定数量\n"
		"行政许可 396 442 278\n";
	gj_err err = { 0 };
	gj_arena_init(&arena, GJ_READER_CEILING);
	cr_assert_eq(gj_report_read(&arena, gj_str_of(text), NULL, &report, &err), GJ_OK);
	cr_expect_eq(report.values[GJ_T2_REGULATIONS_PUBLIC_TOTAL].number.units, 7);
	cr_expect_eq(report.values[GJ_T2_NORMATIVE_MADE].number.units, 77);
	cr_expect_eq(report.values[GJ_T2_NORMATIVE_PUBLISHED].number.units, 78);
	cr_expect_eq(report.values[GJ_T2_NORMATIVE_PUBLIC_TOTAL].number.units, 166);
	cr_expect(report.values[GJ_T2_NORMATIVE_PUBLIC_TOTAL].doubts & GJ_DOUBT_WEAK_LABEL);
	gj_arena_release(&arena);
}

/* The row of a wiki's table ends with "|-", which is no number. */
Test(order, the_end_of_a_wikis_row_is_no_number)
{
	static const char text[] =
		"<p>柏溪县水务局2023年政府信息公开工作年度报告</p>"
		"<p>{|\n| 信息内容\n| 本年制发件数\n| 本年废止件数\n| 现行有效件数\n|-\n"
		"| 规章\n| 0\n| 0\n| 0\n|-\n| 行政规范性文件\n| 62\n| 33\n| 440\n|-\n|}</p>";
	gj_err err = { 0 };
	gj_arena_init(&arena, GJ_READER_CEILING);
	cr_assert_eq(gj_report_read(&arena, gj_str_of(text), NULL, &report, &err), GJ_OK);
	expect_number(GJ_T2_NORMATIVE_MADE, 62);
	expect_number(GJ_T2_NORMATIVE_IN_FORCE, 440);
	gj_arena_release(&arena);
}
