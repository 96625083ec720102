#include "masthead/masthead.h"
#include "masthead/title.h"

#include <string.h>

/* Separator behind a part of a date; its length, 0 when there is none. */
static size_t date_mark(gj_str rest, const char *word)
{
	static const char *const marks[] = { "-", "/", "." };
	if (gj_str_starts(rest, gj_str_of(word)))
		return strlen(word);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (gj_str_starts(rest, gj_str_of(marks[i])))
			return 1;
	return 0;
}

static bool date_at(gj_str text, size_t at, int parts[3])
{
	static const char *const words[2] = { "年", "月" };
	static const size_t most[3] = { 5, 2, 2 };
	for (int i = 0; i < 3; i++) {
		size_t length;
		parts[i] = gj_masthead_number(text, at, &length, most[i]);
		if (!length || (i == 0 && length != 4))
			return false;
		at += length;
		if (i == 2)
			break;
		size_t mark = date_mark(gj_str_from(text, at), words[i]);
		if (!mark)
			return false;
		at += mark;
	}
	return parts[0] >= GJ_YEAR_FIRST && parts[0] <= GJ_YEAR_LAST && parts[1] >= 1 && parts[1] <= 12 &&
	       parts[2] >= 1 && parts[2] <= 31;
}

/* "2024-01-16", of parts with no more than so many digits. */
static gj_str date_text(gj_arena *arena, int year, int month, int day)
{
	const gj_str blank = GJ_STR("0000-00-00");
	char *to = gj_arena_copy(arena, blank.ptr, blank.len);
	const struct part {
		int value;
		size_t end;
	} parts[] = { { year, 4 }, { month, 7 }, { day, 10 } };
	for (size_t i = 0; to && i < sizeof parts / sizeof *parts; i++)
		for (size_t at = parts[i].end, rest = (size_t)parts[i].value; rest; rest /= 10)
			to[--at] = (char)('0' + rest % 10);
	return (gj_str){ to, to ? blank.len : 0 };
}

gj_str gj_title_date(gj_arena *arena, gj_str text)
{
	gj_str folded = gj_masthead_fold(arena, text);
	int parts[3];
	for (size_t at = 0; at < folded.len; at++)
		if (gj_is_digit(folded.ptr[at]) && (!at || !gj_is_digit(folded.ptr[at - 1])) &&
		    date_at(folded, at, parts))
			return date_text(arena, parts[0], parts[1], parts[2]);
	/* "20240116", as some metadata has it. */
	size_t length;
	int compact = gj_masthead_number(folded, 0, &length, 9);
	if (length == 8 && compact / 10000 >= GJ_YEAR_FIRST && compact / 10000 <= GJ_YEAR_LAST)
		return date_text(arena, compact / 10000, compact / 100 % 100, compact % 100);
	return (gj_str){ 0 };
}

/* Whether a line, folded, begins with a digit: as it is, full-width, or 二 〇 ○ 零. */
static bool begins_with_digit(gj_str line)
{
	uint32_t code;
	gj_utf8_next(line.ptr, line.len, &code);
	return (code < 0x80 && gj_is_digit((char)code)) || (code >= 0xFF10 && code <= 0xFF19) ||
	       code == 0x4E8C || code == 0x3007 || code == 0x25CB || code == 0x96F6;
}

/* A line that is only a date, as a report is signed at its end. */
static gj_str closing_date(gj_arena *arena, const gj_document *document)
{
	enum { DATE_BYTES_MAX = 48 };
	size_t last = document->block_count > GJ_FOOT_BLOCKS ? document->block_count - GJ_FOOT_BLOCKS : 0;
	for (size_t i = document->block_count; i-- > last;) {
		gj_str line = gj_str_trim(document->blocks[i].text);
		gj_str date = { 0 };
		if (line.len && line.len <= DATE_BYTES_MAX && begins_with_digit(line))
			date = gj_title_date(arena, line);
		if (date.len && gj_masthead_squeeze(arena, line).len <= strlen("2024年12月31日"))
			return date;
	}
	return (gj_str){ 0 };
}

void gj_published_read(gj_arena *arena, gj_report *report)
{
	static const char *const names[] = { "PubDate", "publishdate", "publish_date", "pub_date",
		                             "article:published_time", "firstpublishedtime",
		                             "publishtime", "createDate", "date" };
	static const gj_str labels[] = {
		GJ_WORD("发布日期"), GJ_WORD("发布时间"), GJ_WORD("發布日期"),
		GJ_WORD("發布時間"), GJ_WORD("公开日期"), GJ_WORD("公開日期"),
		GJ_WORD("信息公开日期"), GJ_WORD("发文日期"), GJ_WORD("發文日期"),
		GJ_WORD("成文日期"), GJ_WORD("成文时间"), GJ_WORD("生成日期"),
		GJ_WORD("发布于"), GJ_WORD("日期"), GJ_WORD("时间"),
	};
	gj_str meta = gj_masthead_meta(report->document, names, sizeof names / sizeof *names);
	report->published = gj_title_date(arena, meta);
	report->published_origin = GJ_ORIGIN_META;
	if (report->published.len)
		return;
	gj_str text = gj_masthead_labelled(report, labels, sizeof labels / sizeof *labels);
	report->published = gj_title_date(arena, gj_str_upto(text, 64));
	if (!report->published.len)
		report->published = closing_date(arena, report->document);
	report->published_origin = report->published.len ? GJ_ORIGIN_TEXT : GJ_ORIGIN_NONE;
}
