#include "masthead/title.h"
#include "report_reader.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void agency_is(const char *title, const char *expected)
{
	gj_arena arena;
	gj_arena_init(&arena, 1 << 20);
	gj_str agency = gj_title_agency(&arena, gj_str_of(title));
	cr_expect(gj_str_equal(agency, gj_str_of(expected)), "“%s”: “%.*s”, not “%s”", title,
	          GJ_STR_ARG(agency), expected);
	gj_arena_release(&arena);
}

Test(title, names_the_agency)
{
	agency_is("河洲市粮食局2023年政府信息公开工作年度报告", "河洲市粮食局");
	agency_is("2022年河洲县教育局政府信息公开工作年度报告", "河洲县教育局");
	agency_is("河洲市林泉区统计局 2024 年度政府信息公开工作年度报告", "河洲市林泉区统计局");
	agency_is("河洲县气象局２０２２年政府信息公开工作年度报告", "河洲县气象局");
	agency_is("河洲县石坝镇人民政府二〇二一年政府信息公开工作年度报告", "河洲县石坝镇人民政府");
	agency_is("河洲县教育和体育局2022年政府信息公开工作报告", "河洲县教育和体育局");
	agency_is("河洲市公安局关于2020年政府信息公开工作年度报告", "河洲市公安局");
	agency_is("河洲市公安局2020年度政府信息公开年报", "河洲市公安局");
	agency_is("《河洲市公安局2020年政府信息公开工作年度报告》", "河洲市公安局");
	agency_is("林泉區氣象局2022年度政府信息公開工作年度報告", "林泉区气象局");
	agency_is("国家测绘总署2024年政府信息公开工作年度报告", "国家测绘总署");
	agency_is("通知公告", "");
	agency_is("2023年政府信息公开工作年度报告", "");
	agency_is("", "");
}

static void date_is(const char *text, const char *expected)
{
	gj_arena arena;
	gj_arena_init(&arena, 1 << 20);
	gj_str date = gj_title_date(&arena, gj_str_of(text));
	cr_expect(gj_str_equal(date, gj_str_of(expected)), "“%s”: “%.*s”, not “%s”", text, GJ_STR_ARG(date),
	          expected);
	gj_arena_release(&arena);
}

Test(title, reads_dates)
{
	date_is("2024年1月16日", "2024-01-16");
	date_is("2024-1-16", "2024-01-16");
	date_is("发布时间：2024/01/16 08:00", "2024-01-16");
	date_is("2024.03.31", "2024-03-31");
	date_is("2024 年 1 月 9 日", "2024-01-09");
	date_is("２０２４年１月１６日", "2024-01-16");
	date_is("20240116", "2024-01-16");
	date_is("20251月1日", ""); /* lost characters are no date */
	date_is("2024年13月1日", "");
	date_is("2024年1月32日", "");
	date_is("1999年1月1日", "");
	date_is("2024年", "");
	date_is("", "");
}

typedef struct reading {
	gj_arena arena;
	gj_report report;
} reading;

static reading *read_page(const char *page)
{
	static const char table[] = "<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数"
				    "<tr><td>规章<td>0<td>0<td>0<tr><td>行政规范性文件<td>1<td>0<td>2</table>";
	char whole[8192];
	reading *r = malloc(sizeof *r);
	strcpy(whole, page);
	strcat(whole, table);
	cr_assert(gj_read_page(&r->arena, &r->report, whole), "%s", page);
	return r;
}

static void page_says(const char *page, const char *agency, int year, const char *published)
{
	reading *r = read_page(page);
	cr_expect(gj_str_equal(r->report.agency, gj_str_of(agency)), "%s: agency “%.*s”", page,
	          GJ_STR_ARG(r->report.agency));
	cr_expect_eq(r->report.year, year, "%s: year %d", page, r->report.year);
	cr_expect(gj_str_equal(r->report.published, gj_str_of(published)), "%s: published “%.*s”", page,
	          GJ_STR_ARG(r->report.published));
	gj_arena_release(&r->arena);
	free(r);
}

Test(title, takes_agency_year_and_date_from_where_they_stand)
{
	page_says("<title>河洲市粮食局2023年政府信息公开工作年度报告_河洲市人民政府</title>"
		  "<meta name=PubDate content='2024-01-16 09:00'>",
		  "河洲市粮食局", 2023, "2024-01-16");
	page_says("<meta name=ArticleTitle content='河洲市粮食局2023年政府信息公开工作年度报告'>"
		  "<title>河洲市人民政府门户网站</title><p>发布时间：2024-01-20 来源：河洲市粮食局</p>",
		  "河洲市粮食局", 2023, "2024-01-20");
	page_says("<h1>2023年政府信息公开工作年度报告</h1><p>河洲市粮食局</p><p>2024年1月16日</p>",
		  "河洲市粮食局", 2023, "2024-01-16");
	page_says("<h1>河洲市粮食局</h1><h1>2023年政府信息公开工作年度报告</h1>", "河洲市粮食局", 2023, "");
	page_says("<h1>河洲县周湾镇2021年政府信息公开工作年度报告</h1>", "河洲县周湾镇人民政府", 2021, "");
	page_says("<h1>河洲经济开发区2021年政府信息公开工作年度报告</h1>", "河洲经济开发区", 2021, "");
	page_says("<h1>河洲市林泉区东门街道2021年政府信息公开工作年度报告</h1>", "河洲市林泉区东门街道", 2021, "");
	page_says("<h1>河洲市粮食局政府信息公开工作年度报告</h1>"
		  "<p>统计期限自2022年1月1日起至2022年12月31日止。</p>",
		  "河洲市粮食局", 2022, "");
}
