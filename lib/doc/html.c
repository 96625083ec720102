/* HTML: one pass over undecoded bytes. Table structure follows the HTML
 * standard's tree construction (“in table”, “in row”, “in cell” modes); all
 * else only matters as text and line breaks. */
#include "doc/builder.h"
#include "doc/charset.h"
#include "doc/decoder.h"
#include "doc/entity.h"
#include "doc/tag.h"

#include <string.h>

enum { METAS_MAX = 256 /* a head of a real page has about thirty */ };

typedef struct html {
	gj_str bytes;
	size_t base; /* bytes of the mark before `bytes` */
	gj_builder builder;
	uint64_t parts[GJ_TABLE_DEPTH_MAX]; /* of each open table: see part() */
	gj_arena *arena;
	gj_document *document;
} html;

static bool in_table(const html *h)
{
	return h->builder.depth > 0 && !h->builder.ignored_depth;
}

static void text(html *h, size_t from, size_t to)
{
	const char *raw = h->bytes.ptr;
	while (from < to) {
		const char *amp = memchr(raw + from, '&', to - from);
		size_t stop = amp ? (size_t)(amp - raw) : to;
		if (stop > from)
			gj_builder_text(&h->builder, raw + from, stop - from, h->base + from);
		if (!amp)
			return;
		uint32_t code;
		size_t length = gj_entity_next(gj_str_upto(gj_str_from(h->bytes, stop), to - stop), &code);
		if (length)
			gj_builder_character(&h->builder, code, h->base + stop, h->base + stop + length);
		else
			gj_builder_text(&h->builder, "&", 1, h->base + stop);
		from = stop + (length ? length : 1);
	}
}

/* --- attributes ---------------------------------------------------------- */

/* The standard's rules for parsing non-negative integers; 1 when it is none. */
static uint32_t span_of(gj_str value)
{
	uint32_t number = 0;
	size_t at = 0;
	while (at < value.len && memchr(" \t\n\r\f", value.ptr[at], 5))
		at++;
	at += at < value.len && value.ptr[at] == '+';
	size_t first = at;
	for (; at < value.len && value.ptr[at] >= '0' && value.ptr[at] <= '9'; at++)
		number = number > GJ_ROWSPAN_MAX ? number : number * 10 + (uint32_t)(value.ptr[at] - '0');
	return at > first ? number : 1;
}

/* Of an attribute given twice the first counts. */
static void read_spans(gj_str inside, uint32_t *columns, uint32_t *rows)
{
	bool has_columns = false, has_rows = false;
	gj_str name, value;
	*columns = *rows = 1;
	while (gj_tag_attribute(&inside, &name, &value)) {
		if (!has_columns && gj_str_equal_nocase(name, GJ_STR("colspan"))) {
			*columns = span_of(value);
			has_columns = true;
		} else if (!has_rows && gj_str_equal_nocase(name, GJ_STR("rowspan"))) {
			*rows = span_of(value);
			has_rows = true;
		}
	}
}

/* Attribute values and <title>: decoded on their own, entities and all. */
static gj_str decode_apart(html *h, gj_str raw)
{
	char *to = gj_arena_alloc(h->arena, raw.len * GJ_DECODE_GROWTH + 4);
	if (!to)
		return (gj_str){ 0 };
	size_t written = 0;
	bool malformed = false;
	for (size_t at = 0; at < raw.len;) {
		uint32_t code;
		size_t length = raw.ptr[at] == '&' ? gj_entity_next(gj_str_from(raw, at), &code) : 0;
		if (length) {
			written += gj_utf8_put(to + written, code);
			at += length;
			continue;
		}
		const char *amp = memchr(raw.ptr + at + 1, '&', raw.len - at - 1);
		size_t stop = amp ? (size_t)(amp - raw.ptr) : raw.len;
		written += gj_charset_decode(h->builder.charset, raw.ptr + at, stop - at, to + written,
		                             &malformed);
		at = stop;
	}
	return gj_str_trim((gj_str){ to, written });
}

static void read_meta(html *h, gj_str inside)
{
	gj_str name, value, key = { 0 }, content = { 0 };
	while (gj_tag_attribute(&inside, &name, &value)) {
		if (gj_str_equal_nocase(name, GJ_STR("name")) ||
		    gj_str_equal_nocase(name, GJ_STR("property")))
			key = value;
		else if (gj_str_equal_nocase(name, GJ_STR("content")))
			content = value;
	}
	gj_document *document = h->document;
	if (!key.len || !content.len || document->meta_count == METAS_MAX)
		return;
	if (!document->metas)
		document->metas = gj_arena_alloc(h->arena, METAS_MAX * sizeof *document->metas);
	if (document->metas)
		document->metas[document->meta_count++] =
			(gj_meta){ decode_apart(h, key), decode_apart(h, content) };
}

/* --- tables (HTML standard, 13.2.6.4.9–15) -------------------------------- */

static const uint64_t TABLE = GJ_TAG('t', 'a', 'b', 'l', 'e', 0, 0, 0);
static const uint64_t TBODY = GJ_TAG('t', 'b', 'o', 'd', 'y', 0, 0, 0);
static const uint64_t TH = GJ_TAG('t', 'h', 0, 0, 0, 0, 0, 0);
static const uint64_t CAPTION = GJ_TAG('c', 'a', 'p', 't', 'i', 'o', 'n', 0);

/* What of the innermost table is open between it and its rows: thead, tbody,
 * tfoot, caption, or 0. */
static uint64_t *part(html *h)
{
	return &h->parts[h->builder.depth - 1];
}

static void close_row(html *h, size_t at)
{
	gj_builder_close_cell(&h->builder, h->base + at);
	gj_builder_close_row(&h->builder);
}

static void close_part(html *h, size_t at)
{
	close_row(h, at);
	gj_builder_close_group(&h->builder);
	*part(h) = 0;
}

static void open_table(html *h, size_t at)
{
	/* Directly inside a table (not in a cell) it ends that table first. */
	if (in_table(h) && !gj_builder_in_cell(&h->builder) && *part(h) != CAPTION)
		gj_builder_close_table(&h->builder, h->base + at, 0);
	gj_builder_open_table(&h->builder, h->base + at);
	if (in_table(h))
		*part(h) = 0;
}

static void open_row(html *h, size_t at)
{
	if (!*part(h) || *part(h) == CAPTION) {
		close_part(h, at);
		*part(h) = TBODY;
	}
	close_row(h, at);
	gj_builder_open_row(&h->builder);
}

static void open_cell(html *h, const gj_tag *tag, size_t at)
{
	uint32_t columns, rows;
	gj_builder_close_cell(&h->builder, h->base + at);
	if (!h->builder.tables[h->builder.depth - 1].in_row)
		open_row(h, at);
	read_spans(tag->inside, &columns, &rows);
	gj_builder_open_cell(&h->builder, h->base + tag->end, columns, rows, tag->name == TH);
}

/* An end tag that does not fit what is open is ignored. */
static void close_cell(html *h, const gj_tag *tag, size_t at)
{
	if (gj_builder_in_header(&h->builder) == (tag->name == TH))
		gj_builder_close_cell(&h->builder, h->base + at);
}

/* thead, tbody, tfoot, caption, colgroup, col. */
static void change_part(html *h, const gj_tag *tag, size_t at)
{
	bool holds_nothing = (tag->name & 0xFFFFFF) == GJ_TAG('c', 'o', 'l', 0, 0, 0, 0, 0);
	if (tag->closing && *part(h) != tag->name)
		return;
	close_part(h, at);
	if (!tag->closing && !holds_nothing)
		*part(h) = tag->name;
}

static void handle_table(html *h, const gj_tag *tag, size_t at)
{
	if (!tag->closing)
		open_table(h, at);
	else if (h->builder.depth)
		gj_builder_close_table(&h->builder, h->base + at, 0);
}

static void handle_row(html *h, const gj_tag *tag, size_t at)
{
	if (!tag->closing)
		open_row(h, at);
	else if (*part(h) != CAPTION)
		close_row(h, at);
}

/* True when the tag is part of a table's structure. */
static bool table_tag(html *h, const gj_tag *tag, size_t at)
{
	switch (tag->name) {
	case GJ_TAG('t', 'a', 'b', 'l', 'e', 0, 0, 0):
	case GJ_TAG('t', 'r', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('t', 'd', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('t', 'h', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('t', 'b', 'o', 'd', 'y', 0, 0, 0):
	case GJ_TAG('t', 'h', 'e', 'a', 'd', 0, 0, 0):
	case GJ_TAG('t', 'f', 'o', 'o', 't', 0, 0, 0):
	case GJ_TAG('c', 'a', 'p', 't', 'i', 'o', 'n', 0):
	case GJ_TAG('c', 'o', 'l', 'g', 'r', 'o', 'u', 'p'):
	case GJ_TAG('c', 'o', 'l', 0, 0, 0, 0, 0):
		break;
	default:
		return false;
	}
	if (tag->name == TABLE)
		handle_table(h, tag, at);
	else if (!in_table(h))
		gj_builder_break(&h->builder); /* texts of two cells stay apart */
	else if (tag->name == GJ_TAG('t', 'r', 0, 0, 0, 0, 0, 0))
		handle_row(h, tag, at);
	else if (tag->name != TH && tag->name != GJ_TAG('t', 'd', 0, 0, 0, 0, 0, 0))
		change_part(h, tag, at);
	else if (tag->closing)
		close_cell(h, tag, at);
	else
		open_cell(h, tag, at);
	return true;
}

/* --- everything else ------------------------------------------------------ */

/* Elements whose content is not markup; those that print nothing are skipped. */
static const struct raw_element {
	uint64_t name;
	const char *text;
} raw_elements[] = {
	{ GJ_TAG('s', 'c', 'r', 'i', 'p', 't', 0, 0), "script" },
	{ GJ_TAG('s', 't', 'y', 'l', 'e', 0, 0, 0), "style" },
	{ GJ_TAG('t', 'i', 't', 'l', 'e', 0, 0, 0), "title" },
	{ GJ_TAG('t', 'e', 'x', 't', 'a', 'r', 'e', 'a'), "textarea" },
	{ GJ_TAG('i', 'f', 'r', 'a', 'm', 'e', 0, 0), "iframe" },
	{ GJ_TAG('n', 'o', 'f', 'r', 'a', 'm', 'e', 's'), "noframes" },
	{ GJ_TAG('n', 'o', 'e', 'm', 'b', 'e', 'd', 0), "noembed" },
	{ GJ_TAG('x', 'm', 'p', 0, 0, 0, 0, 0), "xmp" },
};

static size_t skip_raw(html *h, const gj_tag *tag)
{
	for (size_t i = 0; i < sizeof raw_elements / sizeof *raw_elements; i++) {
		if (tag->name != raw_elements[i].name)
			continue;
		size_t end = gj_tag_raw_end(h->bytes, tag->end, gj_str_of(raw_elements[i].text));
		h->document->scripted |= tag->name == GJ_TAG('s', 'c', 'r', 'i', 'p', 't', 0, 0);
		bool title = tag->name == GJ_TAG('t', 'i', 't', 'l', 'e', 0, 0, 0);
		if (title && !h->document->title.len)
			h->document->title = decode_apart(
				h, gj_str_upto(gj_str_from(h->bytes, tag->end), end - tag->end));
		return end;
	}
	return tag->end;
}

/* Elements that stand on lines of their own. */
static bool breaks_line(uint64_t name)
{
	switch (name) {
	case GJ_TAG('p', 0, 0, 0, 0, 0, 0, 0):
	case GJ_TAG('b', 'r', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('d', 'i', 'v', 0, 0, 0, 0, 0):
	case GJ_TAG('l', 'i', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('u', 'l', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('o', 'l', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('d', 'l', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('d', 't', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('d', 'd', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('h', '1', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('h', '2', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('h', '3', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('h', '4', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('h', '5', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('h', '6', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('h', 'r', 0, 0, 0, 0, 0, 0):
	case GJ_TAG('p', 'r', 'e', 0, 0, 0, 0, 0):
	case GJ_TAG('n', 'a', 'v', 0, 0, 0, 0, 0):
	case GJ_TAG('m', 'a', 'i', 'n', 0, 0, 0, 0):
	case GJ_TAG('f', 'o', 'r', 'm', 0, 0, 0, 0):
	case GJ_TAG('b', 'o', 'd', 'y', 0, 0, 0, 0):
	case GJ_TAG('h', 'e', 'a', 'd', 'e', 'r', 0, 0):
	case GJ_TAG('f', 'o', 'o', 't', 'e', 'r', 0, 0):
	case GJ_TAG('c', 'e', 'n', 't', 'e', 'r', 0, 0):
	case GJ_TAG('o', 'p', 't', 'i', 'o', 'n', 0, 0):
	case GJ_TAG('s', 'e', 'c', 't', 'i', 'o', 'n', 0):
	case GJ_TAG('a', 'r', 't', 'i', 'c', 'l', 'e', 0):
	case GJ_TAG('f', 'i', 'e', 'l', 'd', 's', 'e', 't'):
	case GJ_TAG('u', 'c', 'a', 'p', 't', 'i', 't', 'l' | GJ_TAG_CUT):
	case GJ_TAG('b', 'l', 'o', 'c', 'k', 'q', 'u', 'o' | GJ_TAG_CUT):
		return true;
	default:
		return false;
	}
}

/* Elements inside a line: most tags of a Word page, and nothing to do. */
static bool is_inline(uint64_t name)
{
	switch (name) {
	case 0: /* a comment */
	case GJ_TAG('s', 'p', 'a', 'n', 0, 0, 0, 0):
	case GJ_TAG('f', 'o', 'n', 't', 0, 0, 0, 0):
	case GJ_TAG('o', ':', 'p', 0, 0, 0, 0, 0):
	case GJ_TAG('s', 't', 'r', 'o', 'n', 'g', 0, 0):
	case GJ_TAG('a', 0, 0, 0, 0, 0, 0, 0):
	case GJ_TAG('b', 0, 0, 0, 0, 0, 0, 0):
	case GJ_TAG('u', 0, 0, 0, 0, 0, 0, 0):
		return true;
	default:
		return false;
	}
}

static size_t handle_tag(html *h, const gj_tag *tag, size_t at)
{
	if (is_inline(tag->name) || table_tag(h, tag, at))
		return tag->end;
	if (breaks_line(tag->name))
		gj_builder_break(&h->builder);
	else if (tag->name == GJ_TAG('m', 'e', 't', 'a', 0, 0, 0, 0))
		read_meta(h, tag->inside);
	return tag->closing ? tag->end : skip_raw(h, tag);
}

static gj_code decode_html(gj_arena *arena, gj_str bytes, gj_encoding encoding,
                           gj_document *document, gj_err *err)
{
	html *h = gj_arena_alloc(arena, sizeof *h);
	if (!h)
		return gj_err_set(err, GJ_E_LIMIT, 0, "document needs too much memory");
	h->bytes = bytes;
	h->base = encoding.bom;
	h->arena = arena;
	h->document = document;
	gj_builder_init(&h->builder, arena, encoding.charset, encoding.sound);
	size_t from = 0, at = 0;
	while (at < bytes.len && !h->builder.failed) {
		const char *lt = memchr(bytes.ptr + at, '<', bytes.len - at);
		if (!lt)
			break;
		at = (size_t)(lt - bytes.ptr);
		gj_tag tag;
		if (!gj_tag_read(h->builder.scanner, bytes, at, &tag)) {
			at++;
			continue;
		}
		text(h, from, at);
		from = at = handle_tag(h, &tag, at);
	}
	text(h, from, bytes.len);
	return gj_builder_finish(&h->builder, encoding.bom + bytes.len, document, err);
}

const gj_decoder gj_decoder_html = { "html", decode_html };
