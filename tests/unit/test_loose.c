/* Tables in text without cells: what is beside a grid, and what a grid lacks. */
#include "report_reader.h"
#include "map/read.h"

#include <criterion/criterion.h>

static gj_arena arena;
static gj_report report;

static void read_text(const char *text)
{
	gj_err err = { 0 };
	gj_arena_init(&arena, GJ_READER_CEILING);
	cr_assert_eq(gj_report_read(&arena, gj_str_of(text), NULL, &report, &err), GJ_OK, "%s",
	             err.message);
	cr_assert_eq(report.refusal, GJ_REFUSED_NOT);
}

static void expect_number(gj_field field, int64_t number, unsigned doubts)
{
	const gj_value *value = &report.values[field];
	cr_expect_eq(value->state, GJ_STATE_NUMBER, "%s", gj_field_id(field));
	cr_expect_eq(value->number.units, number, "%s", gj_field_id(field));
	cr_expect_eq(value->doubts, doubts, "%s", gj_field_id(field));
}

static size_t missing_rows(void)
{
	size_t count = 0;
	for (size_t i = 0; i < report.oddity_count; i++)
		count += report.oddities[i].kind == GJ_ODDITY_MISSING_ROW;
	return count;
}

static const char torn[] =
	"柏溪县水务局2023年政府信息公开工作年度报告\n"
	"一、主动公开政府信息情况\n"
	"信息内容本年处理决定数量\n"
	"行政许可 97\n"
	"信息内容 本年处理决定数量\n"
	"行政处罚 2\n"
	"3 行政强制 4\n"
	"信息内容本年收费金额（单位：万元）\n"
	"行政事业性收费 5\n"
	"| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
	"|---|---|---|---|\n"
	"| 规章 | 0 | 0 | 0 |\n"
	"| 规范性文件 | 13 | 1 | 55 |\n";

Test(loose, adds_the_rows_that_a_grid_lacks)
{
	read_text(torn);
	expect_number(GJ_T2_NORMATIVE_MADE, 13, 0);
	expect_number(GJ_T2_LICENSING_DECISIONS, 97, GJ_DOUBT_NO_GRID);
	expect_number(GJ_T2_PENALTIES_DECISIONS, 2, GJ_DOUBT_NO_GRID);
	expect_number(GJ_T2_COERCION_DECISIONS, 4, GJ_DOUBT_NO_GRID);
	expect_number(GJ_T2_FEES_AMOUNT, 5, GJ_DOUBT_NO_GRID);
	cr_expect_eq(missing_rows(), 0);
	gj_arena_release(&arena);
}

Test(loose, never_says_other_than_a_grid)
{
	static const char twice[] =
		"柏溪县水务局2023年政府信息公开工作年度报告\n"
		"信息内容 本年制发件数 本年废止件数 现行有效件数\n"
		"规章 7 7 7\n"
		"规范性文件 7 7 7\n"
		"| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
		"| 规章 | 0 | 0 | 0 |\n"
		"| 规范性文件 | 13 | 1 | 55 |\n";
	read_text(twice);
	expect_number(GJ_T2_REGULATIONS_MADE, 0, 0);
	expect_number(GJ_T2_NORMATIVE_IN_FORCE, 55, 0);
	gj_arena_release(&arena);
}

/* Rows whose labels went elsewhere are there: the form's rows are not missing, but one
 * more than it has leaves no telling which is which. */
Test(loose, numbers_without_a_label_are_a_doubt_of_the_rows_not_found)
{
	static const char page[] =
		"柏溪县水务局2023年政府信息公开工作年度报告\n"
		"三、收到和处理政府信息公开申请情况\n"
		"| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
		"| 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n"
		"| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
		"| （一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
		"\n"
		"（二）部分公开的标签和\n"
		"| 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
		"| 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
		"| 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
		"\n"
		"| 2.其他法律行政法规禁止公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
		"| （七）总计 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n";
	read_text(page);
	const gj_value *partial = &report.values[gj_t3(GJ_T3_PARTIALLY_GRANTED, GJ_T3_NATURAL)];
	cr_expect_eq(partial->state, GJ_STATE_ABSENT);
	cr_expect(partial->doubts & GJ_DOUBT_WEAK_LABEL);
	for (size_t i = 0; i < report.oddity_count; i++)
		cr_expect_neq(report.oddities[i].field, gj_t3(GJ_T3_PARTIALLY_GRANTED, 0));
	cr_expect_eq(report.values[gj_t3(GJ_T3_REJECTED_FIRST, 0)].doubts, 0);
	gj_arena_release(&arena);
}

Test(loose, boxes_drawn_with_characters_are_tables)
{
	static const char page[] =
		"柏溪县水务局2023年政府信息公开工作年度报告\n"
		"┌────┬────┬────┬────┐\n"
		"│ 信息内容 │ 本年制发件数 │ 本年废止件数 │ 现行有效件数 │\n"
		"├────┼────┼────┼────┤\n"
		"│ 规章 │ 0 │  │ 0 │\n"
		"├────┼────┼────┼────┤\n"
		"│ 规范性文件 │ 13 │ 1 │ 55 │\n"
		"└────┴────┴────┴────┘\n";
	read_text(page);
	expect_number(GJ_T2_REGULATIONS_IN_FORCE, 0, 0);
	cr_expect_eq(report.values[GJ_T2_REGULATIONS_REPEALED].state, GJ_STATE_BLANK);
	expect_number(GJ_T2_NORMATIVE_MADE, 13, 0);
	gj_arena_release(&arena);
}

/* A strange row among them: how many rows stand without a label is not known, not even
 * where the form has one more than could be kept. */
Test(loose, rows_of_which_one_is_strange_are_not_told_by_their_number)
{
	static const char text[] =
		"柏溪县水务局2023年政府信息公开工作年度报告\n"
		"| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
		"| 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
		"| （一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
		"| 甲乙丙丁 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
		"| 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
		"| （七）总计 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n";
	read_text(text);
	for (int row = GJ_T3_PARTIALLY_GRANTED; row <= GJ_T3_REJECTED_FIRST; row++)
		cr_expect_eq(report.values[gj_t3(row, 0)].state, GJ_STATE_ABSENT, "%d", row);
	gj_arena_release(&arena);
}

Test(loose, reads_a_list_of_values_as_its_cells)
{
	read_text("柏溪县水务局2023年政府信息公开工作年度报告\n行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉\n"
	          "结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计\n1、0、0、2、3、0，\n"
	          "1、0、0、2、3、0、0、0、0、0、0、0、0、0、0\n");
	cr_expect_eq(report.values[GJ_T4_BASE].doubts & GJ_DOUBT_NO_GRID, GJ_DOUBT_NO_GRID);
	cr_expect_eq(report.values[GJ_T4_BASE + 4].number.units, 3);
	gj_arena_release(&arena);
}
