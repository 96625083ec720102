/* What is refused, and why. */
#include "base/file.h"
#include "form/report.h"
#include "map/read.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static gj_refusal refusal_of(gj_str bytes)
{
	gj_arena arena;
	gj_report *report = malloc(sizeof *report);
	gj_arena_init(&arena, 1 << 28);
	cr_assert_eq(gj_report_read(&arena, bytes, NULL, report, NULL), GJ_OK);
	gj_refusal refusal = report->refusal;
	gj_arena_release(&arena);
	free(report);
	return refusal;
}

static void refused(gj_str bytes, gj_refusal expected)
{
	gj_refusal refusal = refusal_of(bytes);
	cr_expect_eq(refusal, expected, "%.*s: %s, not %s", (int)(bytes.len < 60 ? bytes.len : 60), bytes.ptr,
	             gj_refusal_name(refusal), gj_refusal_name(expected));
}

Test(read, refuses_what_holds_no_text)
{
	refused(GJ_STR(""), GJ_REFUSED_EMPTY);
	refused(GJ_STR(" \r\n\t"), GJ_REFUSED_EMPTY);
	refused(GJ_STR("\xEF\xBB\xBF\n"), GJ_REFUSED_EMPTY);
	refused(GJ_STR("\xFF\xFE"), GJ_REFUSED_EMPTY);
	refused(GJ_STR("<html><body><!-- x --></body></html>"), GJ_REFUSED_EMPTY);
}

Test(read, refuses_other_kinds_of_file)
{
	refused(GJ_STR("%PDF-1.4 x"), GJ_REFUSED_KIND);
	refused(GJ_STR("\xD0\xCF\x11\xE0\xA1\xB1"), GJ_REFUSED_KIND);
	refused(GJ_STR("{\\rtf1 x"), GJ_REFUSED_KIND);
	refused(GJ_STR("\x89PNG\r\n"), GJ_REFUSED_BINARY);
	refused(GJ_STR("\xFF\xD8\xFF\xE0"), GJ_REFUSED_BINARY);
	refused(GJ_STR("GIF89a"), GJ_REFUSED_BINARY);
	refused(GJ_STR("\x1F\x8B\x08"), GJ_REFUSED_BINARY);
	refused(GJ_STR("ab\1\2\3\4\5\6"), GJ_REFUSED_BINARY);
}

Test(read, refuses_pages_without_the_tables)
{
	refused(GJ_STR("<p>通知：定于周五开会。</p>"), GJ_REFUSED_NO_TABLE);
	refused(GJ_STR("<table><tr><td>索引号<td>1<tr><td>发布日期<td>2024-01-01</table>"), GJ_REFUSED_NO_TABLE);
	refused(GJ_STR("<script src=a.js></script><div id=app></div>"), GJ_REFUSED_SCRIPT);
	refused(GJ_STR("<script>load()</script><p>加载中</p>"), GJ_REFUSED_SCRIPT);
	refused(GJ_STR("<title>某县某局2016年政府信息公开工作年度报告</title><p>本年收到申请3件。"),
	        GJ_REFUSED_LEGACY);
	refused(GJ_STR("<table><tr><td>统计指标<td>计量单位<td>统计数<tr><td>主动公开政府信息数<td>条<td>7</table>"),
	        GJ_REFUSED_LEGACY);
}

Test(read, forgets_places_in_utf16_but_not_its_size)
{
	const gj_str page = GJ_STR("\xFF\xFE<\0p\0>\0" "1\0<\0t\0a\0b\0l\0e\0>\0<\0t\0d\0>\0" "1\0<\0t\0d\0>\0" "2\0");
	gj_arena arena;
	gj_document *document;
	gj_refusal refusal;
	gj_arena_init(&arena, 1 << 24);
	cr_assert_eq(gj_document_read(&arena, page, NULL, &document, &refusal, NULL), GJ_OK);
	cr_assert_not_null(document);
	cr_expect_eq(document->charset, GJ_CHARSET_UTF16LE);
	cr_expect_eq(document->size, page.len);
	cr_assert_eq(document->block_count, 2);
	cr_expect_eq(document->blocks[1].grid->range.end, 0);
	cr_expect_eq(document->blocks[1].grid->cells[1].range.end, 0);
	gj_arena_release(&arena);
}
