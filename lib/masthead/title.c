#include "masthead/title.h"

#include "masthead/masthead.h"

#include <string.h>

enum { TITLE_BYTES_MAX = 240 };

static bool speaks_of_report(gj_str folded)
{
	return gj_str_has(folded, GJ_STR("信息公开")) &&
	       (gj_str_has(folded, GJ_STR("年度报告")) || gj_str_has(folded, GJ_STR("年报")) ||
	        gj_str_has(folded, GJ_STR("工作报告")) || gj_str_has(folded, GJ_STR("年度工作报告")));
}

static bool is_title(gj_arena *arena, gj_str text)
{
	gj_str line = gj_str_trim(text);
	if (!line.len || line.len > TITLE_BYTES_MAX || !gj_str_has(line, GJ_STR("信")) ||
	    gj_str_has(line, GJ_STR("。")))
		return false;
	gj_str folded = gj_fold_copy(arena, line);
	if (!speaks_of_report(folded) || gj_str_has(folded, GJ_STR("。")))
		return false;
	/* A title ends with the word report, or goes on with a note in brackets. */
	size_t end = gj_str_find(folded, GJ_STR("报告"));
	size_t short_end = gj_str_find(folded, GJ_STR("年报"));
	size_t at = end != SIZE_MAX ? end : short_end;
	gj_str behind = at == SIZE_MAX ? folded : gj_str_from(folded, at + 6);
	return behind.len <= 60;
}

static int year_of(gj_arena *arena, gj_str text)
{
	return text.len ? gj_masthead_year(gj_masthead_fold(arena, text), false) : 0;
}

/* The page's own name is cut at the site's separators. */
static gj_str cut_site(gj_str title)
{
	static const char *const marks[] = { "_", "|", "-", "—", "–", " - " };
	size_t end = title.len;
	size_t report = gj_str_find(title, GJ_STR("报告"));
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t from = report == SIZE_MAX ? 0 : report;
		size_t at = gj_str_find(gj_str_from(title, from), gj_str_of(marks[i]));
		if (at != SIZE_MAX && from + at < end)
			end = from + at;
	}
	return gj_str_trim(gj_str_upto(title, end));
}

/* "2023年某市某局政府信息公开工作" / "年度报告": a title broken over two lines. */
static gj_str joined_title(gj_arena *arena, const gj_document *document, size_t at)
{
	enum { TAIL_BYTES_MAX = 45 };
	gj_str line = gj_str_trim(document->blocks[at].text);
	if (at + 1 >= document->block_count || !line.len || line.len > TITLE_BYTES_MAX ||
	    !gj_str_has(line, GJ_STR("信")))
		return (gj_str){ 0 };
	gj_str next = gj_str_trim(document->blocks[at + 1].text);
	if (!next.len || next.len > TAIL_BYTES_MAX)
		return (gj_str){ 0 };
	gj_str both = gj_str_join(arena, line, next);
	return is_title(arena, both) ? both : (gj_str){ 0 };
}

static gj_str title_in_text(gj_arena *arena, const gj_document *document)
{
	gj_str best = { 0 };
	size_t lines = 0;
	for (size_t i = 0; i < document->block_count && lines < 400; i++) {
		gj_str text = document->blocks[i].text;
		lines++;
		/* Either begins the title on this line. */
		if (gj_str_trim(text).len > TITLE_BYTES_MAX || !gj_str_has(text, GJ_STR("信")))
			continue;
		if (!is_title(arena, text))
			text = joined_title(arena, document, i);
		if (!text.len)
			continue;
		if (year_of(arena, text))
			return gj_str_trim(text);
		if (!best.len)
			best = gj_str_trim(text);
	}
	return best;
}

/* "标题：某县某局2023年…-某县": the label before and the site behind go. */
static gj_str bare_title(gj_str line)
{
	static const char *const labels[] = { "标题", "名称", "信息名称", "標題", "名稱" };
	line = gj_str_trim(line);
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (gj_str_starts(line, gj_str_of(labels[i])))
			line = gj_masthead_skip_marks(gj_str_from(line, strlen(labels[i])));
	return cut_site(line);
}

/* With the year that it names, or 0, in *year. */
static gj_str find_title(gj_arena *arena, const gj_document *document, int *year)
{
	static const char *const names[] = { "ArticleTitle", "title", "og:title" };
	gj_str meta = gj_masthead_meta(document, names, sizeof names / sizeof *names);
	*year = is_title(arena, meta) ? year_of(arena, meta) : 0;
	if (*year)
		return meta;
	gj_str text = bare_title(title_in_text(arena, document));
	*year = year_of(arena, text);
	if (*year)
		return text;
	gj_str page = cut_site(document->title), other = meta.len ? meta : page;
	gj_str title = is_title(arena, page) ? page : text.len ? text : other;
	*year = year_of(arena, title);
	return title;
}

/* --- the years ------------------------------------------------------------ */

/* "统计期限自2023年1月1日起至2023年12月31日止": the year before the first of January. */
static int period_year(gj_arena *arena, const gj_document *document)
{
	const size_t shortest = strlen("2023年1月1日12月31");
	for (size_t i = 0; i < document->block_count; i++) {
		gj_str text = document->blocks[i].text;
		bool may = text.len >= shortest && gj_str_has(text, GJ_STR("月")) &&
		           (gj_str_has(text, GJ_STR("12")) || gj_str_has(text, GJ_STR("１２")));
		if (!may)
			continue;
		gj_str folded = gj_masthead_fold(arena, text);
		size_t at = gj_str_find(folded, GJ_STR("年1月1日"));
		if (at == SIZE_MAX || at < 4 || !gj_str_has(gj_str_from(folded, at), GJ_STR("12月31")))
			continue;
		size_t length;
		int year = gj_masthead_number(folded, at - 4, &length, 4);
		if (length == 4 && year >= GJ_YEAR_FIRST && year <= GJ_YEAR_LAST)
			return year;
	}
	return 0;
}

static void read_years(gj_arena *arena, gj_report *report)
{
	report->period_year = period_year(arena, report->document);
	report->year = report->title_year ? report->title_year : report->period_year;
}

void gj_title_read(gj_arena *arena, gj_report *report)
{
	report->title = find_title(arena, report->document, &report->title_year);
	read_years(arena, report);
	gj_agency_read(arena, report);
	gj_published_read(arena, report);
}
