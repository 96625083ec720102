/* A contestant does one job: all cells of all tables of a page as expanded
 * grids. Parsers that hand over tags feed them to the same builder as gouji's
 * reader, so that what is compared is the parsing.
 */
#ifndef GJ_BENCH_CONTESTANT_H
#define GJ_BENCH_CONTESTANT_H

#include "base/buffer.h"
#include "doc/builder.h"

/* What one thread works with. */
typedef struct gj_bench_work {
	gj_arena arena;
	gj_buffer text;        /* the page in UTF-8, for parsers that read only that */
	gj_buffer record;
	gj_document *document; /* the grids; null when the contestant makes none */
} gj_bench_work;

/* `bytes` is followed by a NUL. False when the page cannot be read. */
typedef bool gj_bench_extract(gj_bench_work *work, gj_str bytes);

gj_bench_extract gj_bench_read_only, gj_bench_grids, gj_bench_report, gj_bench_check;
gj_bench_extract gj_bench_libxml2_sax, gj_bench_libxml2_tree, gj_bench_gumbo;

/* Tags and text of another parser become grids. Only what stands in cells is
 * kept; script and style are left out. */
typedef struct gj_bench_feed {
	gj_builder builder;
	size_t clock;   /* stands for the offset, which parsers do not tell */
	size_t hidden;  /* open script and style elements */
} gj_bench_feed;

void gj_bench_feed_init(gj_bench_feed *feed, gj_bench_work *work);
void gj_bench_feed_open(gj_bench_feed *feed, const char *name, const char *column_span,
                        const char *row_span);
void gj_bench_feed_close(gj_bench_feed *feed, const char *name);
void gj_bench_feed_text(gj_bench_feed *feed, const char *text, size_t length);
bool gj_bench_feed_finish(gj_bench_feed *feed, gj_bench_work *work);

/* "UTF-8" or "GB18030": every parser is told what the bytes are. */
const char *gj_bench_encoding(gj_str bytes);

#endif
