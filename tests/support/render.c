#include "render.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

const char *gj_render_extension(const gj_render_style *style)
{
	if (style->markup == GJ_MARKUP_HTML)
		return "html";
	return style->markup == GJ_MARKUP_MARKDOWN ? "md" : "txt";
}

size_t gj_render_content_type(char to[64], const gj_rendering *rendering)
{
	bool html = rendering->style->markup == GJ_MARKUP_HTML;
	const char *declared = html ? NULL : rendering->charset->declared;
	int length = snprintf(to, 64, "text/%s%s%s", html ? "html" : "plain",
	                      declared ? "; charset=" : "", declared ? declared : "");
	return (size_t)length;
}

int gj_render_cut(gj_layout pieces[GJ_PIECES_MAX], const gj_rendering *rendering, int table)
{
	const gj_render_style *style = rendering->style;
	gj_layout whole;
	gj_layout_table(&whole, rendering->form, table);
	if (table == 2 && style->wandering)
		gj_layout_wander(&whole);
	int count = table == 3 && style->pieces > 1 ? style->pieces : 1;
	/* A long table two meets a page break when table three meets several. */
	if (table == 2 && style->pieces == GJ_PIECES_MAX)
		count = 2;
	int body = whole.rows - whole.head_rows;
	for (int i = 0; i < count; i++) {
		gj_layout_cut cut = { i ? whole.head_rows + body * i / count : 0,
			              whole.head_rows + body * (i + 1) / count,
			              style->repeat_head, style->repeat_labels };
		gj_layout_slice(&pieces[i], &whole, &cut);
	}
	return count;
}

bool gj_render_encode(gj_buffer *out, gj_str text, const gj_render_charset *charset)
{
	iconv_t converter = iconv_open(charset->encoding, "UTF-8");
	if (converter == (iconv_t)-1)
		return false;
	/* GB18030 needs at most four bytes where UTF-8 needs two or more. */
	char *to = gj_buffer_reserve(out, 2 * text.len + 4);
	char *from = (char *)text.ptr;
	size_t left = text.len, room = 2 * text.len + 4;
	bool done = to && iconv(converter, &from, &left, &to, &room) != (size_t)-1 && !left;
	if (done)
		out->length += 2 * text.len + 4 - room;
	iconv_close(converter);
	return done;
}

bool gj_render(gj_buffer *out, const gj_rendering *rendering)
{
	gj_buffer text;
	gj_buffer_init(&text, out->ceiling);
	gj_buffer_clear(out);
	if (rendering->charset->mark)
		gj_buffer_add_text(&text, "\xEF\xBB\xBF");
	if (rendering->style->markup == GJ_MARKUP_HTML)
		gj_render_html(&text, rendering);
	else
		gj_render_text(&text, rendering);
	bool done = text.failed == GJ_OK &&
	            gj_render_encode(out, gj_buffer_str(&text), rendering->charset);
	gj_buffer_release(&text);
	return done;
}
