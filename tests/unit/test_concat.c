#include "regrid/concat.h"
#include "form/report.h"
#include "regrid/split.h"
#include "map/read.h"

#include <criterion/criterion.h>
#include <string.h>

static size_t ways(const char *digits, int parts, bool total)
{
	gj_splits splits;
	gj_split_digits(gj_str_of(digits), parts, total, &splits);
	return splits.count;
}

Test(split, zeros_have_one_way)
{
	cr_assert_eq(ways("0000000", 7, true), 1);
	cr_assert_eq(ways("007", 3, false), 1);
}

Test(split, the_total_decides)
{
	gj_splits splits;
	gj_split_digits(GJ_STR("200000121"), 7, true, &splits);
	cr_assert_eq(splits.count, 1);
	cr_assert_eq(splits.ways[0].value[0], 20);
	cr_assert_eq(splits.ways[0].value[5], 1);
	cr_assert_eq(splits.ways[0].value[6], 21);
}

Test(split, several_ways_are_all_told)
{
	cr_assert_gt(ways("6233440", 3, false), 1);
	cr_assert_eq(ways("123", 7, true), 0);
	cr_assert_eq(ways("0000001", 7, true), 0);
}

static gj_arena arena;
static gj_report report;

static void read_text(const char *text)
{
	gj_err err = { 0 };
	gj_arena_init(&arena, 1 << 24);
	cr_assert_eq(gj_report_read(&arena, gj_str_of(text), NULL, &report, &err), GJ_OK, "%s",
	             err.message);
}

static const char glued[] =
	"南江县水务局2023年政府信息公开工作年度报告\n"
	"二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000"
	"行政规范性文件6233440第二十条第（五）项信息内容本年处理决定数量行政许可4529第二十条第（六）项"
	"信息内容本年处理决定数量行政处罚1100行政强制65第二十条第（八）项信息内容本年收费金额（单位：万元）"
	"行政事业性收费18.06三、收到和处理政府信息公开申请情况申请人情况自然人法人或其他组织总计"
	"一、本年新收政府信息公开申请数量122000014二、上年结转政府信息公开申请数量0000000"
	"三、本年度办理结果（一）予以公开112000013（二）部分公开（区分处理的，只计这一情形，不计其他情形）1000001"
	"（七）总计122000014四、结转下年度继续办理0000000"
	"四、政府信息公开行政复议、行政诉讼情况行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计"
	"未经复议直接起诉复议后起诉结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计"
	"213170000013240\n";

Test(concat, unique_splits_are_read_with_doubt)
{
	read_text(glued);
	cr_assert_eq(report.refusal, GJ_REFUSED_NOT);
	const gj_value *licensing = &report.values[GJ_T2_LICENSING_DECISIONS];
	cr_assert_eq(licensing->number.units, 4529);
	cr_assert(licensing->doubts & GJ_DOUBT_NO_GRID);
	const gj_value *total = &report.values[gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL)];
	cr_assert_eq(total->number.units, 14);
	gj_arena_release(&arena);
}

Test(concat, ambiguous_splits_are_not_read)
{
	read_text(glued);
	const gj_value *made = &report.values[GJ_T2_NORMATIVE_MADE];
	cr_assert_eq(made->state, GJ_STATE_ABSENT);
	cr_assert(made->doubts & GJ_DOUBT_MISSING);
	/* Fourteen digits cannot be fifteen numbers that add up. */
	cr_assert_eq(report.tables[4], GJ_FORM_NONE);
	gj_arena_release(&arena);
}
