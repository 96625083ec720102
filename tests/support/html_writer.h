/* Writes tags and text the way the style asks: case, quotes, left-out end tags,
 * entities, and the dress of word processors around each run of text. */
#ifndef GJ_SUPPORT_HTML_WRITER_H
#define GJ_SUPPORT_HTML_WRITER_H

#include "render.h"

typedef struct gj_html_writer {
	gj_buffer *out;
	const gj_render_style *style;
} gj_html_writer;

/* `attributes` as `name="value" name="value"`, or null. */
void gj_html_open(const gj_html_writer *writer, const char *tag, const char *attributes);
void gj_html_close(const gj_html_writer *writer, const char *tag);
/* Escaped text; '\n' becomes <br>. */
void gj_html_text(const gj_html_writer *writer, gj_str text);
/* Text of the report's body, dressed. */
void gj_html_run(const gj_html_writer *writer, gj_str text);
/* A whole dressed paragraph, or just the text where there is no dress and
 * `bare` is set. Empty text gives what word processors leave in empty cells. */
void gj_html_paragraph(const gj_html_writer *writer, gj_str text, bool bare);
/* What word processors put into the head and the top of the body. */
void gj_html_office_head(const gj_html_writer *writer);
void gj_html_office_shapes(const gj_html_writer *writer);

#endif
