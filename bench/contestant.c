#include "contestant.h"

#include "doc/charset.h"

#include <stdlib.h>
#include <string.h>

void gj_bench_feed_init(gj_bench_feed *feed, gj_bench_work *work)
{
	gj_builder_init(&feed->builder, &work->arena, GJ_CHARSET_UTF8, true, 0);
	feed->clock = 1;
	feed->hidden = 0;
}

static bool is(const char *name, const char *tag)
{
	return strcmp(name, tag) == 0;
}

static bool hides_text(const char *name)
{
	return is(name, "script") || is(name, "style");
}

static uint32_t span(const char *written)
{
	return written ? (uint32_t)strtoul(written, NULL, 10) : 1;
}

void gj_bench_feed_open(gj_bench_feed *feed, const char *name, const char *column_span,
                        const char *row_span)
{
	gj_builder *builder = &feed->builder;
	feed->clock++;
	if (is(name, "td") || is(name, "th"))
		gj_builder_open_cell(builder, feed->clock, span(column_span), span(row_span),
		                     name[1] == 'h');
	else if (is(name, "tr"))
		gj_builder_open_row(builder);
	else if (is(name, "table"))
		gj_builder_open_table(builder, feed->clock);
	else if (hides_text(name))
		feed->hidden++;
}

void gj_bench_feed_close(gj_bench_feed *feed, const char *name)
{
	gj_builder *builder = &feed->builder;
	feed->clock++;
	if (is(name, "td") || is(name, "th"))
		gj_builder_close_cell(builder, feed->clock);
	else if (is(name, "tr"))
		gj_builder_close_row(builder);
	else if (is(name, "table"))
		gj_builder_close_table(builder, feed->clock, 0);
	else if (hides_text(name) && feed->hidden)
		feed->hidden--;
}

void gj_bench_feed_text(gj_bench_feed *feed, const char *text, size_t length)
{
	if (gj_builder_in_cell(&feed->builder) && !feed->hidden)
		gj_builder_text(&feed->builder, text, length, ++feed->clock);
}

bool gj_bench_feed_finish(gj_bench_feed *feed, gj_bench_work *work)
{
	work->document = gj_arena_zalloc(&work->arena, 1, sizeof *work->document);
	return work->document &&
	       gj_builder_finish(&feed->builder, feed->clock, work->document, NULL) == GJ_OK;
}

const char *gj_bench_encoding(gj_str bytes)
{
	bool utf8 = gj_charset_detect(bytes, (gj_str){ 0 }).charset == GJ_CHARSET_UTF8;
	return utf8 ? "UTF-8" : "GB18030";
}
