/* Text with commas or semicolons between its cells. */
#include "doc/separated.h"
#include "report_reader.h"

#include <criterion/criterion.h>
#include <string.h>

static gj_arena arena;
static gj_report report;

static void tabbed(const char *text, unsigned separator, const char *expected)
{
	gj_arena_init(&arena, 1 << 20);
	gj_str read = gj_text_tabbed(&arena, gj_str_of(text), GJ_CHARSET_UTF8, separator);
	cr_expect(gj_str_equal(read, gj_str_of(expected)), "%s\nbecame\n%.*s", text, GJ_STR_ARG(read));
	gj_arena_release(&arena);
}

#define EIGHT "1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n"
#define TABBED "1\t2\n1\t2\n1\t2\n1\t2\n1\t2\n1\t2\n1\t2\n1\t2\n"

Test(separated, lines_that_may_be_rows_get_tabs)
{
	tabbed("甲,乙,\n" EIGHT, 0, "甲\t乙\t\n" TABBED);
	tabbed("\"甲,乙\",\"1\",丙\n" EIGHT, 0, " 甲,乙 \t 1 \t丙\n" TABBED);
	tabbed("\"甲\n乙\",1\n" EIGHT, 0, " 甲 乙 \t1\n" TABBED);
	tabbed("甲\"乙\",\"丙\n" EIGHT, 0, "甲\"乙\"\t\"丙\n" TABBED);
	tabbed("甲；乙\n1；2\n1；2\n1；2\n1；2\n1；2\n1；2\n1；2\n1；2", 3,
	       "甲\t  乙\n1\t  2\n1\t  2\n1\t  2\n1\t  2\n1\t  2\n1\t  2\n1\t  2\n1\t  2");
}

/* "、" stands in labels too. */
Test(separated, enumeration_commas_part_values_and_the_words_of_a_header)
{
#define LISTED "甲、1、2\n甲、1、2\n甲、1、2\n甲、1、2\n甲、1、2\n甲、1、2\n甲、1、2\n甲、1、2\n"
#define LISTED_TABS "甲\t  1\t  2\n甲\t  1\t  2\n甲\t  1\t  2\n甲\t  1\t  2\n甲\t  1\t  2\n甲\t  1\t  2\n甲\t  1\t  2\n甲\t  1\t  2\n"
	tabbed("一、本年新收、1、—、无\n" LISTED, 4, "一、本年新收\t  1\t  —\t  无\n" LISTED_TABS);
	tabbed("自然人、商业企业、其他、总计\n" LISTED, 4, "自然人\t  商业企业\t  其他\t  总计\n" LISTED_TABS);
	tabbed("四、行政复议、行政诉讼、其他情况\n" LISTED, 4, "四、行政复议、行政诉讼、其他情况\n" LISTED_TABS);
}

Test(separated, prose_stays)
{
	tabbed("今年,我局公开1条。\n" EIGHT, 0, "今年,我局公开1条。\n" TABBED);
	tabbed("一,二\n三,四\n", 0, "");
	tabbed("1;2\n", 0, "");
}

#define SEVEN ",1,2,3,4,5,6,21\n"
#define PAGE                                                                                  \
	"某县教育局2023年政府信息公开工作年度报告\n信息内容,本年制发件数,本年废止件数,现行有效件数\n规章,0,0,0\n"          \
	"行政规范性文件,\"1,234\",2,33\n信息内容,本年处理决定数量\n行政许可,120\n,自然人,商业企业,科研机构,社会公益组织,法律服务机构,"  \
	"其他,总计\n一、本年新收政府信息公开申请数量" SEVEN "二、上年结转政府信息公开申请数量" SEVEN "（一）予以公开" SEVEN         \
	"\"（二）部分公开（区分处理的,只计这一情形）\"" SEVEN "1.属于国家秘密" SEVEN

Test(separated, reports_are_read)
{
	cr_assert(gj_read_page(&arena, &report, PAGE));
	cr_expect_neq(report.tables[2], GJ_FORM_NONE);
	cr_expect_neq(report.tables[3], GJ_FORM_NONE);
	cr_expect_eq(report.values[GJ_T2_NORMATIVE_MADE].number.units, 1234);
	cr_expect_eq(report.values[GJ_T2_LICENSING_DECISIONS].number.units, 120);
	cr_expect_eq(report.values[gj_t3(GJ_T3_PARTIALLY_GRANTED, GJ_T3_TOTAL)].number.units, 21);
	cr_expect_eq(report.values[gj_t3(GJ_T3_PARTIALLY_GRANTED, GJ_T3_TOTAL)].doubts, 0);
	gj_range range = report.values[GJ_T2_LICENSING_DECISIONS].place.range;
	cr_expect(gj_str_equal(gj_str_from(gj_str_upto(GJ_STR(PAGE), range.end), range.begin), GJ_STR("120")));
	gj_arena_release(&arena);
}

#define DUN "、1、2、3、4、5、6、21\n"

Test(separated, reports_of_enumeration_commas_are_read_with_doubt)
{
	cr_assert(gj_read_page(&arena, &report,
	                       "某县教育局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
	                       "项目、自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计\n"
	                       "一、本年新收政府信息公开申请数量" DUN "二、上年结转政府信息公开申请数量" DUN "（一）予以公开" DUN
	                       "1.属于国家秘密" DUN "2.重复申请" DUN "3.要求提供公开出版物" DUN "（七）总计" DUN
	                       "四、结转下年度继续办理" DUN));
	const gj_value *value = &report.values[gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_OTHERS)];
	cr_expect_eq(value->number.units, 6);
	cr_expect_eq(value->doubts, GJ_DOUBT_NO_GRID);
	gj_arena_release(&arena);
}
