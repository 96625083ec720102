/* What a page does not show is no part of its numbers. */
#include "doc/hidden.h"
#include "base/buffer.h"
#include "report_reader.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static gj_arena arena;

static void removed_from(const char *page, bool everywhere, const char *expected)
{
	gj_arena_init(&arena, 1 << 20);
	gj_str shown = gj_hidden_removed(&arena, gj_str_of(page), everywhere);
	char text[512];
	size_t length = 0;
	for (size_t i = 0; i < shown.len; i++)
		if (shown.ptr[i] != ' ')
			text[length++] = shown.ptr[i];
	text[length] = '\0';
	cr_expect_eq(shown.len, strlen(page));
	cr_expect_str_eq(text, expected, "%s\nbecame %s", page, text);
	gj_arena_release(&arena);
}

static void removed(const char *page, const char *expected)
{
	removed_from(page, false, expected);
}

Test(hidden, elements_of_tables_become_comments)
{
	removed("<td>1<b style='display:none'>2</b>3", "<td>1<!>3");
	removed("<td>1<b style='DISPLAY : None'>2<b>3</b></b>4</td>", "<td>1<!>4</td>");
	removed("<td>1<i hidden>2</td><td>3", "<td>1<!></td><td>3");
	removed("<td>1<i style=font-size:0pt>2</i><td>3", "<td>1<!><td>3");
	removed("<tr><td style=\"x:1;display:none\">1</td><td>2</td>", "<tr><!><td>2</td>");
	removed("<tr style='display:none'><td>1<td>2</tr><tr><td>3", "<!><tr><td>3");
	removed("<tr style='display:none'><td>1<td>2<tr><td>3", "<!><tr><td>3");
	removed("<td><i hidden><table><tr><td>1</td></tr></table>2</i>3", "<td><!>3");
}

#define STYLE(rules) "<style>" rules "</style>"

Test(hidden, rules_of_the_page_hide_classes_and_ids)
{
	removed(STYLE(".a{display:none}") "<td>1<b class=a>2</b>3", STYLE(".a{display:none}") "<td>1<!>3");
	removed(STYLE("p{x:y}td.a,.b{display:none}") "<td class='c b'>1<td class=a>2<td class=c>3",
	        STYLE("p{x:y}td.a,.b{display:none}") "<!><!><tdclass=c>3");
	removed(STYLE("<!--/*x*/#a{DISPLAY:NONE}-->") "<td>1<b id=a>2</b>", STYLE("<!--/*x*/#a{DISPLAY:NONE}-->") "<td>1<!>");
	/* Rules of other selectors, of print, of other tags, of other names. */
	static const char *const pages[] = {
		STYLE(".ab{display:none}"), STYLE(".x.a{display:none}"), STYLE("@mediaprint{.a{display:none}}"),
		STYLE("p.a{display:none}"), STYLE("#a{display:none}"), STYLE(".a:hover{display:none}"), STYLE(".a{color:red}"),
		STYLE("@importurl(x);.c{display:none}"), STYLE(".a{display:none"), STYLE("}.b{display:none}"), "<style>.a{",
	};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		char page[256], expected[256];
		snprintf(page, sizeof page, "%s<td class=a>1</td>", pages[i]);
		snprintf(expected, sizeof expected, "%s<tdclass=a>1</td>", pages[i]);
		removed(page, expected);
	}
}

Test(hidden, tables_and_what_is_around_them_go_where_all_is_searched)
{
	removed_from("<table style='display:none'><tr><td><table><td>1</table></table>2", true, "<!>2");
	removed_from("<div hidden><div>1</div><table><td>2</table></div>3", true, "<!>3");
	removed_from(STYLE(".a{display:none}") "<table class=a><td>1</table><table><td>2</table>", true,
	             STYLE(".a{display:none}") "<!><table><td>2</table>");
	removed_from("<body style='display:none'>1</body>", true, "<bodystyle='display:none'>1</body>");
	removed_from("<div hidden>1<p>2", true, "<!>1<p>2");
}

Test(hidden, others_stay)
{
	static const char *const pages[] = {
		"<td>1<i>2</i>3", "<td>1<i style='font-size:0.5em'>2</i>", "<td>1<i style='font-size:10pt'>2</i>",
		"<td>1<i style='border:none'>2</i>", "<p style='display:none'>1</p><td>2", "<td><!--<i hidden>-->2</td>",
		"<td>1<img style='display:none'>2</td>", "<table style='display:none'><td>1</table>",
	};
	gj_arena_init(&arena, 1 << 20);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		gj_str page = gj_str_of(pages[i]);
		cr_expect(gj_str_equal(gj_hidden_removed(&arena, page, false), page), "%s", pages[i]);
	}
	gj_arena_release(&arena);
}

static const gj_value *new_received(gj_report *report, const char *natural, const char *tag)
{
	char page[2048];
	snprintf(page, sizeof page, "<table><tr><td>申请人情况<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"
	         "<tr><td>一、本年新收政府信息公开申请数量%s%s</td><td>2<td>3<td>4<td>5<td>6<td>21"
	         "<tr><td>二、上年结转政府信息公开申请数量<td>0<td>0<td>0<td>0<td>0<td>0<td>0</table>", tag, natural);
	cr_assert(gj_read_page(&arena, report, page));
	return &report->values[GJ_T3_BASE];
}

Test(hidden, digits_are_no_part_of_a_number)
{
	static const char *const cells[] = {
		"<span style='display:none'>9</span>1", "1<span style=\"visibility: hidden\">9</span>",
		"<b><span style='mso-hide:all'>9</span><font>1</font></b>", "<p><span hidden>9</span>1</p>",
		"<span id=b style='display:none'></span>1",
	};
	gj_report report;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		const gj_value *value = new_received(&report, cells[i], "<td>");
		cr_expect(gj_str_equal(value->printed, GJ_STR("1")), "%s: %.*s", cells[i], GJ_STR_ARG(value->printed));
		cr_expect_eq(value->doubts, 0);
		gj_arena_release(&arena);
	}
}

Test(hidden, cells_do_not_count)
{
	gj_report report;
	const gj_value *value = new_received(&report, "1", "<td style='display:none'>9</td><td>");
	cr_expect(gj_str_equal(value->printed, GJ_STR("1")), "%.*s", GJ_STR_ARG(value->printed));
	cr_expect_eq(value->doubts, 0);
	gj_arena_release(&arena);
	value = new_received(&report, "<span style='display:none'>9</span>", "<td>");
	cr_expect_eq(value->state, GJ_STATE_BLANK);
	gj_arena_release(&arena);
}

#define TABLE(attributes, n)                                                                  \
	"<table" attributes "><tr><td>申请人情况<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"    \
	"<tr><td>一、本年新收政府信息公开申请数量<td>" n "<td>2<td>3<td>4<td>5<td>6<td>21"                                             \
	"<tr><td>二、上年结转政府信息公开申请数量<td>0<td>0<td>0<td>0<td>0<td>0<td>0</table>"

Test(hidden, tables_do_not_stand_beside_those_that_are_shown)
{
	static const char *const pages[] = {
		TABLE(" style='display:none'", "9") TABLE("", "1"), STYLE(".old{display:none}") TABLE(" class='old'", "9") TABLE("", "1"),
		"<div hidden>" TABLE("", "") "</div>" TABLE("", "1"), TABLE("", "1") "<div style='display: none'>" TABLE("", "9") "</div>",
	};
	gj_report report;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		cr_assert(gj_read_page(&arena, &report, pages[i]));
		const gj_value *value = &report.values[GJ_T3_BASE];
		cr_expect(gj_str_equal(value->printed, GJ_STR("1")), "%s: %.*s", pages[i], GJ_STR_ARG(value->printed));
		cr_expect_eq(value->doubts, 0);
		gj_arena_release(&arena);
	}
	/* A tab that a script shows: it is the only one. */
	cr_assert(gj_read_page(&arena, &report, "<div hidden>" TABLE("", "1") TABLE("", "9") "</div>"));
	cr_expect(gj_str_equal(report.values[GJ_T3_BASE].printed, GJ_STR("1")));
	cr_expect_eq(report.values[GJ_T3_BASE].doubts, GJ_DOUBT_DOUBLED);
	gj_arena_release(&arena);
}

/* Both would take minutes if what does not end were looked for again and again. */
enum { HOSTILE_BYTES = 16 << 20 };

static void removes_within_the_time(const char *begin, const char *again)
{
	gj_buffer page;
	gj_buffer_init(&page, 2 * HOSTILE_BYTES);
	gj_arena_init(&arena, 2 * HOSTILE_BYTES);
	gj_buffer_add_text(&page, begin);
	while (page.length < HOSTILE_BYTES)
		gj_buffer_add_text(&page, again);
	cr_expect_eq(gj_hidden_removed(&arena, gj_buffer_str(&page), true).len, page.length);
	gj_arena_release(&arena);
	gj_buffer_release(&page);
}

Test(hidden, elements_that_never_end_are_not_looked_for_without_end, .timeout = 120)
{
	removes_within_the_time("<td>", "<i hidden>1<table><tr><td>");
}

Test(hidden, rules_that_never_end_are_read_once, .timeout = 120)
{
	removes_within_the_time("<style>", "a{}");
	removes_within_the_time("<style>", "@a;");
	removes_within_the_time("<style>", "@a{");
	removes_within_the_time("<style>", "<style");
}
