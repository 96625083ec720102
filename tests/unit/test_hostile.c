/* Pages made to eat time or memory. Each is read under the ceiling that a run
 * gives a report; the runner's time limit is the guard against what grows faster
 * than the page. */
#include "doc/document.h"
#include "form/report.h"
#include "map/read.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
#ifdef __SANITIZE_ADDRESS__
	PAGE_KB = 256, /* every piece of an arena is an allocation of its own there */
#else
	PAGE_KB = 2048,
#endif
	SECONDS_MAX = 300, /* ten times what it takes under the sanitizers; what is quadratic takes hours */
};

static const size_t ceiling = (size_t)1 << 30;

static size_t page_size(void)
{
	/* Raise it: reading time must not grow faster. */
	const char *wanted = getenv("GJ_HOSTILE_KB");
	return (wanted ? strtoul(wanted, NULL, 10) : PAGE_KB) << 10;
}

static const struct trap {
	const char *name, *begin, *piece, *end;
} traps[] = {
	{ "cells", "<table><tr>", "<td>", "" },
	{ "cells with spans", "<table><tr>", "<td colspan=1000 rowspan=65000>", "" },
	{ "rows", "<table>", "<tr>", "" },
	{ "rows of one cell", "<table>", "<tr><td>1", "" },
	{ "rows that span", "<table>", "<tr><td colspan=511 rowspan=0><td>", "" },
	{ "groups", "<table>", "<tbody>", "" },
	{ "groups of one cell", "<table>", "<tbody><tr><td rowspan=0>", "" },
	{ "tables", "<p>", "<table>", "" },
	{ "tables in cells", "<p>", "<table><td>", "" },
	{ "small tables", "<p>", "<table><td>1<td>2</table>", "" },
	{ "wide tables", "<p>", "<table><td colspan=511><td></table>", "" },
	{ "single cells in a cell", "<table><td>", "<table><td>1</table>", "<td>2</table>" },
	{ "single cells and text", "<table><td>", "x<table><td>1</table>y", "<td>2</table>" },
	{ "text between rows", "<table><td><table>", "<tr>x", "" },
	{ "captions", "<table>", "<caption>", "" },
	{ "tables in captions", "<p>", "<table><caption>", "" },
	{ "ampersands", "<p>", "&", "" },
	{ "entities", "<p>", "&nbsp;", "" },
	{ "unknown entities", "<p>", "&zzz;", "" },
	{ "numbers of characters", "<p>&#", "9", "" },
	{ "comments", "<p>", "<!--", "" },
	{ "comments closed oddly", "<p>", "<!----!", "" },
	{ "short comments", "<p>", "<!-->", "" },
	{ "questions", "<p>", "<?", "" },
	{ "tags that do not end", "<p>", "<p ", "" },
	{ "quotes that do not end", "<p>", "<p a=\"", "" },
	{ "quotes of two kinds", "<p>", "<p a=\"<p b='", "" },
	{ "attributes", "<table><tr><td ", "a=b ", ">" },
	{ "slashes", "<table><tr><td ", "/", ">" },
	{ "signs that are no tags", "<p>", "<", "" },
	{ "closings that are no tags", "<p>", "</", "" },
	{ "closed paragraphs", "<p>", "</p>", "" },
	{ "line breaks", "<p>", "<br>", "" },
	{ "line breaks in a cell", "<table><td>x", "<br>", "<td>2</table>" },
	{ "scripts", "<p>", "<script>", "" },
	{ "scripts that end", "<p>", "<script></script>", "" },
	{ "nearly ends of a script", "<script>", "</scrip", "" },
	{ "comments in a script", "<script>", "<!-- -->", "" },
	{ "scripts in a comment in a script", "<script><!--", "<script></script >", "" },
	{ "beginnings of comments in a script", "<script>", "<!--<script ", "" },
	{ "titles", "<p>", "<title>x</title>", "" },
	{ "empty titles", "<p>", "<title></title>", "" },
	{ "metas", "<p>", "<meta name=a content=b>", "" },
	{ "one long word", "<p>", "a", "" },
	{ "one long word of Chinese", "<p>", "\xE6\x94\xBF", "" },
	{ "broken bytes", "<p>", "\xFF", "" },
	{ "broken lead bytes", "<p>", "\x81<", "" },
	{ "spaces", "<p>", " ", "x" },
	{ "words", "<p>", "a ", "" },
	{ "paragraphs", "<p>", "<p>x", "" },
	{ "declarations", "<meta ", "charset=", "\xFF>" },
	{ "tabs", "", "x\t", "" },
	{ "lines with tabs", "", "1\t2\n", "" },
	{ "bars", "", "|", "" },
	{ "rules", "", "|---", "" },
	{ "lines with bars", "", "1|2\n", "" },
	{ "bars and tabs in turn", "", "|1|2\n|\t|x\t|\n", "" },
	{ "rows and bars alone in turn", "", "|1|2\n|\n", "" },
	{ "lines", "", "x\n", "" },
	{ "rows of the form", "<table>", "<tr><td>（一）予以公开<td>1<td>2<td>3<td>4<td>5<td>6<td>7", "" },
	{ "rows resembling the form", "<table><tr><td>自然人", "<tr><td>其他法律行政止公<td>1", "" },
	{ "headings", "<table><tr><td>自然人</table>", "<p>一、总体情况", "" },
	{ "marks of numbers", "<table><tr><td>自然人</table><p>", "二、", "" },
	{ "years", "<title>政府信息公开年度报告</title><p>", "2023年1月1日", "" },
	{ "heads", "<table>", "<tr><td>自然人<td>总计", "" },
	{ "heads of table four", "<table>", "<tr><td>行政复议<td>总计", "" },
	{ "apostrophes and no entity", "<table>", "<tr><td>a'b<td>c>d", "" },
	{ "fields", "<table>", "<tr><td><input value=1><td><input value=\"2'3\">", "" },
	{ "lists that do not end", "<table><tr><td>", "<select><option>1<option selected>2", "" },
};

static char *fill(const struct trap *trap, size_t *size)
{
	size_t begin = strlen(trap->begin), piece = strlen(trap->piece), end = strlen(trap->end);
	size_t count = (page_size() - begin - end) / piece;
	char *page = malloc(page_size());
	memcpy(page, trap->begin, begin);
	for (size_t i = 0; i < count; i++)
		memcpy(page + begin + i * piece, trap->piece, piece);
	memcpy(page + begin + count * piece, trap->end, end);
	*size = begin + count * piece + end;
	return page;
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Reading ends in a report, a refusal, or the limit: never in anything else. */
static void survive(const char *name, gj_str page)
{
	gj_arena arena;
	gj_report *report = malloc(sizeof *report);
	gj_arena_init(&arena, ceiling);
	double start = now();
	gj_code code = gj_report_read(&arena, page, NULL, report, NULL);
	cr_expect(code == GJ_OK || code == GJ_E_LIMIT, "%s: code %d", name, code);
	cr_log_info("%-28s %6.2f s %5zu MB %s", name, now() - start, arena.used >> 20,
	            code == GJ_OK ? gj_refusal_name(report->refusal) : "limit");
	gj_arena_release(&arena);
	free(report);
}

Test(hostile, pages_of_one_piece_end_in_time, .timeout = SECONDS_MAX)
{
	for (size_t i = 0; i < sizeof traps / sizeof *traps; i++) {
		size_t size;
		char *page = fill(&traps[i], &size);
		survive(traps[i].name, (gj_str){ page, size });
		free(page);
	}
}

Test(hostile, ten_thousand_nested_tables_are_read, .timeout = SECONDS_MAX)
{
	const char *open = "<table><tr><td>1<td>2", *close = "</table>";
	size_t count = 10000, size = 0;
	char *page = malloc(count * (strlen(open) + strlen(close)));
	for (size_t i = 0; i < count; i++, size += strlen(open))
		memcpy(page + size, open, strlen(open));
	for (size_t i = 0; i < count; i++, size += strlen(close))
		memcpy(page + size, close, strlen(close));
	survive("ten thousand nested tables", (gj_str){ page, size });
	free(page);
}

Test(hostile, pages_cut_anywhere_are_read, .timeout = SECONDS_MAX)
{
	const gj_str page = GJ_STR("<!DOCTYPE html><meta name='a' content=\"b&amp;\"><title>题</title><!-- x --><script>y</script>"
				   "<table><caption>表</caption><tr><td colspan=\"2\" rowspan='3'>政府&nbsp;信息<td>1"
				   "<table><td>2</table></table><p>\xD5\xFE\xB8\xAE \x81\x30\x81\x30</p>");
	gj_arena arena;
	gj_arena_init(&arena, ceiling);
	for (size_t length = 0; length <= page.len; length++) {
		gj_document *document;
		gj_refusal refusal;
		/* A copy of just that length, so that a byte read too many is seen. */
		char *copy = malloc(length + !length);
		memcpy(copy, page.ptr, length);
		gj_str cut = { copy, length };
		cr_expect_eq(gj_document_read(&arena, cut, NULL, &document, &refusal, NULL), GJ_OK);
		free(copy);
		gj_arena_reset(&arena);
	}
	gj_arena_release(&arena);
}

Test(hostile, nul_bytes_change_nothing_but_themselves)
{
	gj_arena arena;
	gj_document *document;
	gj_refusal refusal;
	gj_arena_init(&arena, ceiling);
	/* Few of them are a broken page, many a binary file. */
	char page[400];
	memset(page, ' ', sizeof page);
	const gj_str table = GJ_STR("<table><td>1\0002<td>\0</table>");
	memcpy(page, table.ptr, table.len);
	cr_assert_eq(gj_document_read(&arena, (gj_str){ page, sizeof page }, NULL, &document, &refusal, NULL), GJ_OK);
	cr_assert_not_null(document);
	cr_expect(gj_str_equal(document->blocks[0].grid->cells[0].text, GJ_STR("12")));
	cr_expect_eq(document->blocks[0].grid->cells[1].text.len, 0);
	memset(page + table.len, 0, 40);
	cr_assert_eq(gj_document_read(&arena, (gj_str){ page, sizeof page }, NULL, &document, &refusal, NULL), GJ_OK);
	cr_expect_eq(refusal, GJ_REFUSED_BINARY);
	gj_arena_release(&arena);
}

/* Whatever the ceiling, running into it is an error and not a crash. */
Test(hostile, every_small_ceiling_is_an_error, .timeout = SECONDS_MAX)
{
	const struct trap page = { "", "<title>2023年政府信息公开年度报告</title><table><tr><td>自然人<td>总计", 
				   "<tr><td>（一）予以公开<td>1<table><td>2<td>3</table><p>一、总体情况", "" };
	char text[8192] = "";
	strcat(text, page.begin);
	for (int i = 0; i < 60; i++)
		strcat(text, page.piece);
	gj_report *report = malloc(sizeof *report);
	size_t limited = 0;
	for (size_t most = 0; most < 6 << 20; most += most < 65536 ? 997 : 65536) {
		gj_arena arena;
		gj_arena_init(&arena, most);
		gj_code code = gj_report_read(&arena, gj_str_of(text), NULL, report, NULL);
		cr_expect(code == GJ_OK || code == GJ_E_LIMIT, "ceiling %zu: code %d", most, code);
		limited += code == GJ_E_LIMIT;
		gj_arena_release(&arena);
	}
	cr_expect_gt(limited, 10);
	free(report);
}
