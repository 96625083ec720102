#include "report_reader.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define TABLE                                                                                 \
	"<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数"                 \
	"<tr><td>规章<td>0<td>0<td>0<tr><td>行政规范性文件<td>1<td>0<td>2</table>"

static gj_arena arena;
static gj_report report;

/* `texts`: of sections 1 to 6; null for one that is not there. */
static void sections_are(const char *page, const char *const texts[GJ_SECTIONS])
{
	cr_assert(gj_read_page(&arena, &report, page), "%s", page);
	for (int s = 0; s < GJ_SECTIONS; s++) {
		const gj_section *section = &report.sections[s];
		cr_expect_eq(section->found, texts[s] != NULL, "%s: section %d", page, s + 1);
		if (section->found && texts[s])
			cr_expect(gj_str_equal(section->text, gj_str_of(texts[s])), "%s: section %d: “%.*s”", page,
			          s + 1, GJ_STR_ARG(section->text));
	}
	gj_arena_release(&arena);
}

Test(section, are_found_under_their_headings)
{
	sections_are("<h1>河洲县2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>甲。</p><p>乙。</p>"
		     "<h2>二、主动公开政府信息情况</h2>" TABLE
		     "<h2>三、收到和处理政府信息公开申请情况</h2><p>丙。</p>"
		     "<h2>四、政府信息公开行政复议、行政诉讼情况</h2>"
		     "<h2>五、存在的主要问题及改进情况</h2><p>丁。</p><h2>六、其他需要报告的事项</h2><p>无。</p>",
		     (const char *const[]){ "甲。\n乙。", "", "丙。", "", "丁。", "无。" });
}

Test(section, are_found_with_other_numbers_and_without)
{
	sections_are("<p>总体情况</p><p>甲。</p><p>（二）主动公开</p><p>乙。</p><p><b>二 、主动公开政府信息情况</b></p>" TABLE
		     "<p>四、存在的主要问题及改进情况</p><p>丁。</p>",
		     (const char *const[]){ "甲。\n（二）主动公开\n乙。", "", NULL, NULL, "丁。", NULL });
}

Test(section, are_split_where_all_stand_in_one_paragraph)
{
	sections_are("<p>一、总体情况<br>甲。<br>二、主动公开政府信息情况</p>" TABLE
		     "<p>五、存在的主要问题及改进情况 主动公开还不够及时，明年改进。六、其他需要报告的事项 本年没有收取信息处理费。</p>",
		     (const char *const[]){ "甲。", "", NULL, NULL, "主动公开还不够及时，明年改进。",
		                            "本年没有收取信息处理费。" });
}

Test(section, may_be_one_word_behind_their_heading)
{
	sections_are(TABLE "<p>六、其他需要报告的事项：无。</p>",
		     (const char *const[]){ NULL, NULL, NULL, NULL, NULL, "无。" });
}

Test(section, are_not_the_list_of_contents)
{
	sections_are("<p>本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况、"
		     "其他需要报告的事项组成。</p><p>一、总体情况</p><p>甲。</p><p>二、主动公开政府信息情况</p>" TABLE,
		     (const char *const[]){ "甲。", "", NULL, NULL, NULL, NULL });
}

Test(section, end_before_the_foot_of_the_page)
{
	sections_are(TABLE "<p>六、其他需要报告的事项</p><p>无。</p><p>版权所有：河洲县</p><p>备案</p>",
		     (const char *const[]){ NULL, NULL, NULL, NULL, NULL, "无。" });
}

Test(section, know_their_order)
{
	cr_assert(gj_read_page(&arena, &report,
	                       "<p>二、主动公开政府信息情况</p>" TABLE "<p>一、总体情况</p><p>甲。</p>"));
	cr_expect_eq(report.sections[1].order, 1);
	cr_expect_eq(report.sections[0].order, 2);
	cr_expect_eq(report.sections[5].order, 0);
	gj_arena_release(&arena);
}
