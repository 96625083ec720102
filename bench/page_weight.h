/* What makes a real page ten times as big as what it says: a style on every
 * tag, style sheets and scripts in the head, the site's links around the report,
 * and longer prose. The same input gives the same bytes.
 */
#ifndef GJ_BENCH_PAGE_WEIGHT_H
#define GJ_BENCH_PAGE_WEIGHT_H

#include "render.h"

/* Appends the page (rendered, in UTF-8) with about `prose` bytes of paragraphs
 * more before its first table, and links before and after the report. */
void gj_weight_words(gj_buffer *out, gj_str page, const gj_render_style *style, size_t prose,
                     gj_random *random);

typedef struct gj_markup_weight {
	size_t bytes;      /* to add */
	int tag_percent;   /* of them, as styles of cells, paragraphs and spans */
	bool office;       /* those of word processors, else those of web editors */
	bool boxed_cells;  /* a <p> in each cell */
} gj_markup_weight;

/* Appends the page, in any of the charsets of gj_render_charsets: what is added
 * is ASCII. */
void gj_weight_markup(gj_buffer *out, gj_str page, const gj_markup_weight *weight,
                      gj_random *random);

#endif
