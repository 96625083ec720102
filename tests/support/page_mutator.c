#include "page_mutator.h"

#include <string.h>

static const char *const tags[] = {
	"<td>", "</td>", "<th>", "</th>", "<tr>", "</tr>", "<table>", "</table>", "<tbody>", "</tbody>",
	"<thead>", "</thead>", "<tfoot>", "</tfoot>", "<caption>", "</caption>", "<col>", "<colgroup>",
	"</colgroup>", "<td colspan=2>", "<td rowspan=2>", "<td rowspan=0>", "<td colspan=\"3\" rowspan='2'>",
	"<p>", "</p>", "<br>", "<div>", "</div>", "<span>", "</span>", "<b>", "</b>", "<font>", "</font>",
	"<o:p>", "</o:p>", "<!--", "-->", "<![if x]>", "<![endif]>", "<li>", "<center>", "</body>", "</html>",
	"<table><tr><td>1</td></tr></table>", "<table><td>1<td>2</table>", "<form>", "<input>", "<style>",
	"</style>", "<title>", "</title>", "<script>", "</script>", "<h2>", "</h2>", "<td", "<tr ", "</",
};

static const char *const signs[] = {
	"<", ">", "\"", "'", "&", "=", "/", "!", "-", "0", "7", " ", "\n", "=\"", "='", "</", "&#", "<!", "?",
};

/* Bytes [begin, end) of a page. */
typedef struct stretch {
	size_t begin, end;
} stretch;

static size_t place(gj_random *random, gj_str page)
{
	return page.len ? (size_t)gj_random_below(random, (int)page.len) : 0;
}

/* The first tag behind a random place; empty when there is none. */
static stretch some_tag(gj_random *random, gj_str page)
{
	size_t from = place(random, page);
	size_t open = gj_str_find(gj_str_from(page, from), GJ_STR("<"));
	if (open == SIZE_MAX)
		return (stretch){ page.len, page.len };
	open += from;
	size_t close = gj_str_find(gj_str_from(page, open), GJ_STR(">"));
	return (stretch){ open, close == SIZE_MAX ? page.len : open + close + 1 };
}

static void splice(gj_buffer *out, gj_str page, stretch cut, gj_str in)
{
	gj_buffer_clear(out);
	gj_buffer_add_str(out, gj_str_upto(page, cut.begin));
	gj_buffer_add_str(out, in);
	gj_buffer_add_str(out, gj_str_from(page, cut.end));
}

static void move_tag(gj_random *random, gj_str page, gj_buffer *out)
{
	stretch tag = some_tag(random, page);
	gj_str text = gj_str_from(gj_str_upto(page, tag.end), tag.begin);
	stretch to = some_tag(random, page);
	gj_buffer_clear(out);
	if (to.begin < tag.begin) {
		gj_buffer_add_str(out, gj_str_upto(page, to.begin));
		gj_buffer_add_str(out, text);
		gj_buffer_add_str(out, gj_str_from(gj_str_upto(page, tag.begin), to.begin));
		gj_buffer_add_str(out, gj_str_from(page, tag.end));
	} else {
		splice(out, page, tag, (gj_str){ 0 });
	}
}

static void drop_some(gj_random *random, gj_str page, gj_str what, gj_buffer *out)
{
	gj_buffer_clear(out);
	for (;;) {
		size_t at = gj_str_find(page, what);
		gj_buffer_add_str(out, gj_str_upto(page, at));
		if (at == SIZE_MAX)
			return;
		if (gj_random_chance(random, 50))
			gj_buffer_add_str(out, what);
		page = gj_str_from(page, at + what.len);
	}
}

static void damage(gj_random *random, gj_str page, gj_buffer *out)
{
	static const char *const closings[] = { "</td>", "</tr>", "</table>", "</p>", "</tbody>", "</th>" };
	size_t at = place(random, page);
	stretch tag = some_tag(random, page);
	int tag_count = (int)(sizeof tags / sizeof *tags), sign_count = (int)(sizeof signs / sizeof *signs);
	gj_str text = gj_str_from(gj_str_upto(page, tag.end), tag.begin);
	char byte = (char)gj_random_next(random);
	switch (gj_random_below(random, 13)) {
	case 0: case 1: /* a tag is lost */
		splice(out, page, tag, (gj_str){ 0 });
		return;
	case 2: /* a tag is doubled */
		splice(out, page, (stretch){ tag.end, tag.end }, text);
		return;
	case 3: case 4: case 5: /* a tag too many, before another or in the text */
		at = gj_random_chance(random, 60) ? tag.begin : at;
		splice(out, page, (stretch){ at, at }, gj_str_of(tags[gj_random_below(random, tag_count)]));
		return;
	case 6: case 7:
		splice(out, page, (stretch){ at, at }, gj_str_of(signs[gj_random_below(random, sign_count)]));
		return;
	case 8:
		splice(out, page, (stretch){ at, page.len ? at + 1 : at }, (gj_str){ &byte, 1 });
		return;
	case 9:
		drop_some(random, page, gj_str_of(closings[gj_random_below(random, 6)]), out);
		return;
	case 10:
		move_tag(random, page, out);
		return;
	case 11: /* a stretch is lost */
		splice(out, page, (stretch){ at, at + (size_t)gj_random_below(random, 40) }, (gj_str){ 0 });
		return;
	default: /* the end is lost; not so often */
		splice(out, page, (stretch){ gj_random_chance(random, 20) ? at : page.len, page.len },
		       (gj_str){ 0 });
		return;
	}
}

void gj_mutate_page(gj_random *random, gj_str page, int most, gj_buffer *out)
{
	gj_buffer spare;
	gj_buffer_init(&spare, out->ceiling);
	gj_buffer_clear(out);
	gj_buffer_add_str(out, page);
	for (int left = 1 + gj_random_below(random, most); left; left--) {
		damage(random, gj_buffer_str(out), &spare);
		gj_buffer kept = *out;
		*out = spare;
		spare = kept;
	}
	gj_buffer_release(&spare);
}
