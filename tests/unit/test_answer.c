#include "page/answer.h"
#include "page/page.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gj_arena arena;

static void setup(void)
{
	gj_arena_init(&arena, 64 << 20);
}

static void teardown(void)
{
	gj_arena_release(&arena);
}

TestSuite(answer, .init = setup, .fini = teardown);

static const gj_expected expected = { { "临岚县教育局", sizeof "临岚县教育局" - 1 }, 2023 };

static gj_look look_at(const char *body, const char *content_type)
{
	gj_look look;
	cr_assert_eq(gj_answer_look(&look, &arena, gj_str_of(body), gj_str_of(content_type),
	                            &expected), GJ_OK);
	return look;
}

static void is(const char *body, gj_answer answer, const char *follow)
{
	gj_look look = look_at(body, "text/html");
	cr_expect_eq(look.answer, answer, "%s for %.80s", gj_answer_name(look.answer), body);
	cr_expect(gj_str_equal(look.follow, gj_str_of(follow)), "follows %.*s", GJ_STR_ARG(look.follow));
}

#define REPORT "<table><tr><td>一、本年新收政府信息公开申请数量</td></tr><tr><td>结转下年度继续办理</td></tr></table>"

Test(answer, tells_reports_and_files)
{
	is("<p>2023年度报告</p>" REPORT "<a href=a.pdf>附件：年度报告</a>", GJ_ANSWER_REPORT, "");
	is("<td>一、本年新<b>收</b>政府信息</td><td>结转<br>下年度</td>", GJ_ANSWER_REPORT, "");
	is("%PDF-1.4 …", GJ_ANSWER_ATTACHMENT, "");
	is("PK\x03\x04", GJ_ANSWER_ATTACHMENT, "");
	is("\xD0\xCF\x11\xE0", GJ_ANSWER_ATTACHMENT, "");
	is("\xFF\xD8\xFF\xE0", GJ_ANSWER_ATTACHMENT, "");
}

Test(answer, follows_the_attachment_of_a_page)
{
	is("<h1>2023年政府信息公开工作年度报告</h1><p>见附件</p>"
	   "<a href='/logo.png'>图</a><a href='P0.pdf?a=1&amp;b=2'>临岚县教育局2023年度报告</a>",
	   GJ_ANSWER_ATTACHMENT_PAGE, "P0.pdf?a=1&b=2");
	/* Better read as DOCX than as PDF; the right year before the right kind. */
	is("<a href=a.pdf>2023年年报</a><a href=b.docx>2023年年报</a><a href=c.doc>2022年年报</a>",
	   GJ_ANSWER_ATTACHMENT_PAGE, "b.docx");
	is("<title>2023年度报告</title><iframe src=\"/f/viewer.pdf\"></iframe>",
	   GJ_ANSWER_ATTACHMENT_PAGE, "/f/viewer.pdf");
	is("<a href=a.pdf>2022年年报</a>", GJ_ANSWER_UNKNOWN, "");
}

Test(answer, follows_a_picture_only_when_it_is_called_a_report)
{
	is("<title>2023年度报告</title><a href=scan.JPG>临岚县教育局2023年年度报告</a>",
	   GJ_ANSWER_ATTACHMENT_PAGE, "scan.JPG");
	is("<title>2023年度报告</title><a href=/banner.png>专题</a>", GJ_ANSWER_UNKNOWN, "");
	is("<a href=a.png>2023年年报</a><a href=a.rar>2023年年报</a>", GJ_ANSWER_ATTACHMENT_PAGE,
	   "a.rar");
}

Test(answer, goes_where_a_page_only_sends_on_to)
{
	static const char *const contents[] = {
		"0; url=/new.html", "0;URL='/new.html'", "5 , url = \"/new.html\" x", "0;/new.html",
		" 0 ;\turl=/new.html ",
	};
	for (size_t i = 0; i < sizeof contents / sizeof contents[0]; i++) {
		char page[200];
		char quote = strchr(contents[i], '"') ? '\'' : '"';
		snprintf(page, sizeof page, "<META HTTP-EQUIV=Refresh content=%c%s%c>", quote,
		         contents[i], quote);
		is(page, GJ_ANSWER_MOVED, "/new.html");
	}
	is("<meta http-equiv=refresh content='0;url=?a=1&amp;b=2'>正在跳转", GJ_ANSWER_MOVED,
	   "?a=1&b=2");
	/* One that only comes anew, one that has its text, and one that tests for a browser. */
	is("<meta http-equiv=refresh content=300>", GJ_ANSWER_UNKNOWN, "");
	is("<meta http-equiv=refresh content='0;url=/x'>" REPORT, GJ_ANSWER_REPORT, "");
	is("<meta http-equiv=refresh content='0;url=/x'><script>acw_sc__v2</script>",
	   GJ_ANSWER_CHALLENGE, "");
}

Test(answer, follows_a_list_only_to_the_one_meant)
{
	static const char list[] =
		"<a href=1.html>临岚县财政局2023年政府信息公开工作年度报告</a>"
		"<a href=2.html title=\"临岚县教育局2023年政府信息公开工作年度报告\"></a>"
		"<a href=3.html>临岚县教育局2022年政府信息公开工作年度报告</a>";
	is(list, GJ_ANSWER_LIST, "2.html");
	is("<a href=1.html>财政局2023年年度报告</a><a href=2.html>公安局2023年年度报告</a>"
	   "<a href=3.html>民政局2023年年度报告</a>", GJ_ANSWER_LIST, "");
	is("<a href=1.html>首页</a><a href=2.html>新闻</a>", GJ_ANSWER_UNKNOWN, "");
}

Test(answer, tells_what_is_no_report)
{
	is("<script>document.cookie='__jsl_clearance=1';location.href='/'</script>",
	   GJ_ANSWER_CHALLENGE, "");
	is("<html><script>$_ts=window['$_ts'];</script><body></body></html>", GJ_ANSWER_CHALLENGE, "");
	is("<title>访问验证</title><p>拖动滑块</p>", GJ_ANSWER_CHALLENGE, "");
	is("<form><input name=u><input type='PASSWORD' name=p></form>", GJ_ANSWER_LOGIN, "");
	is("<title>统一身份认证平台</title>", GJ_ANSWER_LOGIN, "");
	is("<p>您访问的页面不存在或已被删除</p>", GJ_ANSWER_REMOVED, "");
	is("<title>502 Bad Gateway</title><center>nginx</center>", GJ_ANSWER_ERROR, "");
	is("<p>系统错误，请联系管理员</p>", GJ_ANSWER_ERROR, "");
	is("<div id=app></div><script src=/app.js></script>", GJ_ANSWER_SCRIPT, "");
	is("<p>今天天气很好</p>", GJ_ANSWER_UNKNOWN, "");
	is("", GJ_ANSWER_UNKNOWN, "");
}

Test(answer, tells_a_wrong_charset)
{
	cr_expect_eq(look_at(REPORT, "text/html; charset=GB2312").answer, GJ_ANSWER_WRONG_CHARSET);
	cr_expect_eq(look_at(REPORT, "text/html; charset=utf-8").answer, GJ_ANSWER_REPORT);
	/* 本年新收 … 结转下年度 in GB18030 */
	static const char gb[] = "<td>\xB1\xBE\xC4\xEA\xD0\xC2\xCA\xD5</td><td>\xBD\xE1\xD7\xAA\xCF\xC2\xC4\xEA\xB6\xC8</td>";
	cr_expect_eq(look_at(gb, "text/html; charset=UTF-8").answer, GJ_ANSWER_WRONG_CHARSET);
	cr_expect_eq(look_at(gb, "text/html; charset=gbk").answer, GJ_ANSWER_REPORT);
}

Test(answer, hostile_pages_stay_within_limits)
{
	enum { SIZE = 3 << 20 };
	char *body = malloc(SIZE + 1);
	size_t length = 0;
	while (length < SIZE - 64)
		length += (size_t)sprintf(body + length, "<a href=x%zu.pdf>年报<", length);
	gj_look look;
	cr_expect_eq(gj_answer_look(&look, &arena, (gj_str){ body, length }, (gj_str){ 0 }, &expected),
	             GJ_OK);
	cr_expect_eq(look.answer, GJ_ANSWER_ATTACHMENT_PAGE);
	gj_arena small;
	gj_arena_init(&small, 1000);
	cr_expect_eq(gj_answer_look(&look, &small, (gj_str){ body, length }, (gj_str){ 0 }, &expected),
	             GJ_E_MEMORY);
	gj_arena_release(&small);
	free(body);
}

Test(answer, every_kind_has_name_and_sentences)
{
	for (gj_answer i = GJ_ANSWER_UNKNOWN; i < GJ_ANSWER_COUNT; i++) {
		cr_expect(gj_answer_name(i)[0]);
		cr_expect(gj_answer_sentence(i, false)[0]);
		cr_expect(gj_answer_sentence(i, true)[0]);
	}
}
