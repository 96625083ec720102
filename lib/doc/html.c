/* HTML: one pass over undecoded bytes. Table structure follows the HTML
 * standard's tree construction (“in table”, “in row”, “in cell” modes); all
 * else only matters as text and line breaks. Most tags of a page are inside a line
 * and mean nothing here: for those only their end is looked for. Markup that repeats is
 * not read again at all: see refrain.h. */
#include "doc/builder.h"
#include "doc/charset.h"
#include "doc/decoder.h"
#include "doc/element.h"
#include "doc/entity.h"
#include "doc/refrain.h"

#include <string.h>

enum { METAS_MAX = 256 /* a head of a real page has about thirty */ };

typedef struct spans {
	gj_str inside; /* of the tag */
	uint16_t columns, rows;
} spans;

typedef struct html {
	gj_str bytes;
	gj_marks marks;
	gj_builder builder;
	gj_refrains refrains;
	gj_element parts[GJ_TABLE_DEPTH_MAX]; /* of each open table: see part() */
	spans spans; /* of the last cell */
	gj_arena *arena;
	gj_document *document;
} html;

static bool in_table(const html *h)
{
	return h->builder.table && !h->builder.ignored_depth;
}

/* The first '&' of [from, to), or `to`. */
static size_t find_entity(const html *h, size_t from, size_t to)
{
	size_t at = gj_marks_next(&h->marks, from);
	while (at < to && h->bytes.ptr[at] != '&')
		at = gj_marks_next(&h->marks, at + 1);
	return at < to ? at : to;
}

static void text_with_entities(html *h, size_t from, size_t to)
{
	const char *raw = h->bytes.ptr;
	while (from < to) {
		size_t stop = find_entity(h, from, to);
		if (stop > from)
			gj_builder_text(&h->builder, raw + from, stop - from, from);
		if (stop == to)
			return;
		uint32_t code;
		size_t length = gj_entity_next(gj_str_upto(gj_str_from(h->bytes, stop), to - stop), &code);
		if (length)
			gj_builder_character(&h->builder, code, stop, stop + length);
		else
			gj_builder_text(&h->builder, raw + stop, 1, stop);
		from = stop + (length ? length : 1);
	}
}

/* --- attributes ---------------------------------------------------------- */

/* The standard's rules for parsing non-negative integers; 1 when it is none. */
static uint16_t span_of(gj_str value, uint16_t max)
{
	uint32_t number = 0;
	size_t at = 0;
	while (at < value.len && gj_tag_is_space(value.ptr[at]))
		at++;
	at += at < value.len && value.ptr[at] == '+';
	size_t first = at;
	for (; at < value.len && value.ptr[at] >= '0' && value.ptr[at] <= '9'; at++)
		number = number > max ? number : number * 10 + (uint32_t)(value.ptr[at] - '0');
	number = number > max ? max : number;
	return at > first ? (uint16_t)number : 1;
}

/* Where the word "span" stands in the tag, from `at` on; or its '>'. */
static size_t find_span(const html *h, const gj_tag *tag, size_t at)
{
	size_t end = tag->end - 1;
	return at == end ? end : h->marks.scanner->span(h->bytes.ptr, at, end, h->bytes.len);
}

/* The spans of a cell. Of an attribute given twice the first counts. Most cells have
 * none: attributes are read only where the word "span" stands. */
static __attribute__((noinline)) spans read_spans(const html *h, const gj_tag *tag)
{
	const uint64_t colspan = GJ_TAG('c', 'o', 'l', 's', 'p', 'a', 'n', 0xFF);
	const uint64_t rowspan = GJ_TAG('r', 'o', 'w', 's', 'p', 'a', 'n', 0xFF);
	spans read = { .columns = 1, .rows = 1, .inside = gj_tag_inside(h->bytes, tag) };
	gj_str rest = read.inside, name, value;
	bool has_columns = false, has_rows = false;
	size_t hit = find_span(h, tag, tag->name_end);
	while (hit < tag->end - 1 && gj_tag_attribute(&rest, &name, &value)) {
		size_t at = (size_t)(rest.ptr - h->bytes.ptr);
		if (at <= hit)
			continue;
		bool fits = name.len == sizeof "colspan" - 1;
		uint64_t word = fits ? gj_word_upto(name.ptr, name.len) | GJ_WORD_OF(0x20) : 0;
		if (word == colspan && !has_columns) {
			read.columns = span_of(value, GJ_COLSPAN_MAX);
			has_columns = true;
		} else if (word == rowspan && !has_rows) {
			read.rows = span_of(value, GJ_ROWSPAN_MAX);
			has_rows = true;
		}
		hit = find_span(h, tag, at);
	}
	return read;
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

/* What of the innermost table is open between it and its rows: thead, tbody,
 * tfoot, caption, or nothing. */
static gj_element *part(html *h)
{
	return &h->parts[h->builder.depth - 1];
}

static void close_row(html *h, size_t at)
{
	gj_builder_close_cell(&h->builder, at);
	gj_builder_close_row(&h->builder);
}

static void close_part(html *h, size_t at)
{
	close_row(h, at);
	gj_builder_close_group(&h->builder);
	*part(h) = GJ_ELEMENT_OTHER;
}

static void open_table(html *h, size_t at)
{
	/* Directly inside a table (not in a cell) it ends that table first. */
	if (in_table(h) && !gj_builder_in_cell(&h->builder) && *part(h) != GJ_ELEMENT_CAPTION)
		gj_builder_close_table(&h->builder, at, 0);
	gj_builder_open_table(&h->builder, at);
	if (in_table(h))
		*part(h) = GJ_ELEMENT_OTHER;
}

static void open_row(html *h, size_t at)
{
	if (!*part(h) || *part(h) == GJ_ELEMENT_CAPTION) {
		close_part(h, at);
		*part(h) = GJ_ELEMENT_TBODY;
	}
	close_row(h, at);
	gj_builder_open_row(&h->builder);
}

static void open_cell(html *h, const gj_step *step, size_t shift)
{
	gj_builder_close_cell(&h->builder, step->at + shift);
	if (!h->builder.table->in_row)
		open_row(h, step->at + shift);
	gj_builder_open_cell(&h->builder, step->end + shift, step->columns, step->rows,
	                     step->element == GJ_ELEMENT_TH);
}

static void handle_cell(html *h, const gj_step *step, size_t shift)
{
	bool header = step->element == GJ_ELEMENT_TH;
	if (!in_table(h))
		gj_builder_break(&h->builder); /* texts of two cells stay apart */
	else if (!step->closing)
		open_cell(h, step, shift);
	else if (gj_builder_in_header(&h->builder) == header) /* else it fits nothing open */
		gj_builder_close_cell(&h->builder, step->at + shift);
}

/* thead, tbody, tfoot, caption, colgroup, col. */
static void change_part(html *h, const gj_step *step, size_t at)
{
	gj_element element = step->element;
	bool holds_nothing = element == GJ_ELEMENT_COL || element == GJ_ELEMENT_COLGROUP;
	if (step->closing && *part(h) != element)
		return;
	close_part(h, at);
	if (!step->closing && !holds_nothing)
		*part(h) = element;
}

static void handle_table(html *h, bool closing, size_t at)
{
	if (!closing)
		open_table(h, at);
	else if (h->builder.depth)
		gj_builder_close_table(&h->builder, at, 0);
}

static void handle_row(html *h, bool closing, size_t at)
{
	if (!closing)
		open_row(h, at);
	else if (*part(h) != GJ_ELEMENT_CAPTION)
		close_row(h, at);
}

/* What is neither a cell nor a line. */
static void handle_other(html *h, const gj_step *step, size_t at)
{
	if (step->element == GJ_ELEMENT_ASIDE)
		gj_builder_aside(&h->builder);
	else if (step->element == GJ_ELEMENT_TABLE)
		handle_table(h, step->closing, at);
	else if (!in_table(h))
		gj_builder_break(&h->builder);
	else if (step->element == GJ_ELEMENT_TR)
		handle_row(h, step->closing, at);
	else
		change_part(h, step, at);
}

/* --- everything else ------------------------------------------------------ */

/* Content that is not markup prints nothing, but for the title. */
static size_t skip_raw(html *h, const gj_tag *tag, gj_element element, size_t at)
{
	gj_str name = gj_str_from(gj_str_upto(h->bytes, tag->name_end), at + 1);
	size_t end = gj_tag_raw_end(&h->marks, tag->end, name);
	h->document->scripted |= element == GJ_ELEMENT_SCRIPT;
	if (element == GJ_ELEMENT_TITLE && !h->document->title.len)
		h->document->title =
			decode_apart(h, gj_str_from(gj_str_upto(h->bytes, end), tag->end));
	return end;
}

/* What a field to be filled in holds stands apart from the text beside it. */
static void print_field(html *h, size_t from, size_t to)
{
	gj_builder_break(&h->builder);
	text_with_entities(h, from, to);
	gj_builder_break(&h->builder);
}

/* A form pasted into a page: the numbers stand in fields to be filled in. Those that no
 * person reads (hidden, buttons, boxes to tick) print nothing here. */
static void print_input(html *h, gj_str inside)
{
	enum { VALUE_MAX = 64 /* bytes of a number; longer ones tell what to type */ };
	gj_str name, value, printed = { 0 }, type = GJ_STR("text");
	while (gj_tag_attribute(&inside, &name, &value)) {
		if (gj_str_equal_nocase(name, GJ_STR("value")))
			printed = value;
		else if (gj_str_equal_nocase(name, GJ_STR("type")))
			type = value;
	}
	bool shown = gj_str_equal_nocase(type, GJ_STR("text")) || gj_str_equal_nocase(type, GJ_STR("number")) ||
	             !type.len;
	size_t from = printed.len ? (size_t)(printed.ptr - h->bytes.ptr) : 0;
	if (shown && printed.len <= VALUE_MAX && gj_builder_in_cell(&h->builder))
		print_field(h, from, from + printed.len);
}

static bool is_selected(gj_str inside)
{
	gj_str name, value;
	while (gj_tag_attribute(&inside, &name, &value))
		if (gj_str_equal_nocase(name, GJ_STR("selected")))
			return true;
	return false;
}

/* Prints the option that is selected, or else the first, of a list whose tags begin at
 * `at`. Returns where another tag stands. */
static size_t print_selected(html *h, size_t at)
{
	const uint64_t option = GJ_TAG('o', 'p', 't', 'i', 'o', 'n', 0, 0);
	const uint64_t group = GJ_TAG('o', 'p', 't', 'g', 'r', 'o', 'u', 'p');
	size_t from = 0, to = 0, open = gj_marks_find(&h->marks, at, '<');
	bool selected = false;
	while (open < h->bytes.len) {
		gj_tag tag = gj_tag_read(&h->marks, open);
		if (tag.name && tag.name != option && tag.name != group)
			break;
		size_t next = gj_marks_find(&h->marks, tag.end > open ? tag.end : open + 1, '<');
		if (tag.name == option && !tag.closing && !selected) {
			selected = is_selected(gj_tag_inside(h->bytes, &tag));
			from = !from || selected ? tag.end : from;
			to = from == tag.end ? next : to;
		}
		open = next;
	}
	print_field(h, from, to);
	return open;
}

/* A tag that is handled by itself, at `at`; where to go on is returned. */
static size_t handle_apart(html *h, const gj_tag *tag, gj_element element, size_t at)
{
	if (element == GJ_ELEMENT_META)
		read_meta(h, gj_tag_inside(h->bytes, tag));
	else if (element == GJ_ELEMENT_INPUT)
		print_input(h, gj_tag_inside(h->bytes, tag));
	else if (element == GJ_ELEMENT_SELECT && !tag->closing && gj_builder_in_cell(&h->builder))
		return print_selected(h, tag->end);
	else if (element != GJ_ELEMENT_SELECT && !tag->closing)
		return skip_raw(h, tag, element, at);
	return tag->end;
}

/* --- runs of tags --------------------------------------------------------- */

/* What these tags do, which stand `shift` bytes behind where they were read. */
static void take(html *h, const gj_step *steps, size_t count, size_t shift)
{
	for (const gj_step *step = steps; step < steps + count; step++)
		switch (step->element) {
		case GJ_ELEMENT_OTHER:
			gj_builder_space(&h->builder);
			break;
		case GJ_ELEMENT_LINE:
			gj_builder_break(&h->builder);
			break;
		case GJ_ELEMENT_TD:
		case GJ_ELEMENT_TH:
			handle_cell(h, step, shift);
			break;
		default:
			handle_other(h, step, step->at + shift);
		}
}

/* The end of the white space at `at` when '<' stands behind it, else `at`. */
static size_t behind_space(gj_str bytes, size_t at)
{
	size_t end = at;
	while (end < bytes.len && gj_tag_is_space(bytes.ptr[end]))
		end++;
	return end < bytes.len && bytes.ptr[end] == '<' ? end : at;
}

static gj_step step_of(html *h, const gj_tag *tag, gj_element element, size_t at)
{
	gj_step step = { .at = (uint32_t)at, .end = (uint32_t)tag->end,
		         .element = (uint8_t)element, .closing = tag->closing };
	if (gj_element_is_cell(element) && !tag->closing) {
		/* Cells are most often written like the one before. */
		if (!gj_str_equal(gj_tag_inside(h->bytes, tag), h->spans.inside))
			h->spans = read_spans(h, tag);
		step.columns = h->spans.columns;
		step.rows = h->spans.rows;
	}
	return step;
}

/* Takes the tags from `from` on, up to text or to one that is handled apart. Returns
 * where they end. */
static size_t read_run(html *h, size_t from)
{
	gj_refrain *run = gj_refrain_open(&h->refrains);
	size_t at = from;
	while (run->count < GJ_STEPS_MAX && !h->builder.failed) {
		gj_tag tag = { 0 };
		gj_element element;
		at = gj_element_next(&h->marks, at, &tag, &element);
		if (element == GJ_ELEMENT_OTHER) {
			tag.end = behind_space(h->bytes, at);
			if (tag.end == at)
				break;
		} else if (gj_element_is_apart(element)) {
			break;
		}
		gj_step step = step_of(h, &tag, element, at);
		take(h, &step, 1, 0);
		gj_refrain_add(run, &step);
		at = tag.end;
	}
	if (at > from)
		gj_refrain_close(&h->refrains, h->bytes, from, at);
	return at;
}

/* One tag that is handled apart, if it is one. */
static __attribute__((noinline)) size_t read_apart(html *h, size_t at)
{
	gj_tag tag;
	gj_element element;
	at = gj_element_read(&h->marks, at, &tag, &element);
	return element ? handle_apart(h, &tag, element, at) : at;
}

/* The tags at '<', as far as they form a run, or one that is handled apart. Returns
 * where they end: `from` when they are text. */
static size_t read_markup(html *h, size_t from)
{
	const gj_refrain *run = gj_refrain_find(&h->refrains, h->bytes, from);
	if (run) {
		take(h, run->steps, run->count, from - run->begin);
		return from + run->length;
	}
	size_t at = read_run(h, from);
	return at > from ? at : read_apart(h, from);
}

/* Text from `from` to the next tag, whose place is returned, or the end of the page. */
static __attribute__((noinline)) size_t read_text_any(html *h, size_t from)
{
	size_t to = gj_marks_next(&h->marks, from);
	for (; to < h->bytes.len; to = gj_marks_next(&h->marks, to + 1))
		if (h->bytes.ptr[to] == '<' && gj_tag_begins(h->bytes, to))
			break;
	text_with_entities(h, from, to);
	return to;
}

/* The same, or a part: to the first '<', if no other mark comes before. */
static inline size_t read_text(html *h, size_t from)
{
	const char *bytes = h->bytes.ptr;
	if (from >= h->marks.ample)
		return read_text_any(h, from);
	size_t to = gj_marks_next(&h->marks, from);
	if (bytes[to] != '<' || to == from)
		return read_text_any(h, from);
	gj_builder_text(&h->builder, bytes + from, to - from, from);
	return to;
}

static void read_page(html *h, size_t at)
{
	while (at < h->bytes.len && !h->builder.failed) {
		size_t behind = h->bytes.ptr[at] == '<' ? read_markup(h, at) : at;
		at = behind > at ? behind : read_text(h, at);
	}
}

static gj_code decode_html(gj_arena *arena, const gj_marks *marks, gj_encoding encoding,
                           gj_document *document, gj_err *err)
{
	html *h = gj_arena_alloc(arena, sizeof *h);
	if (!h)
		return gj_err_set(err, GJ_E_LIMIT, 0, "document needs too much memory");
	h->bytes = marks->bytes;
	h->marks = *marks;
	h->spans = (spans){ .columns = 1, .rows = 1 };
	gj_refrains_init(&h->refrains);
	h->arena = arena;
	h->document = document;
	gj_builder_init(&h->builder, arena, encoding.charset, encoding.sound, h->bytes.len);
	read_page(h, encoding.bom);
	return gj_builder_finish(&h->builder, h->bytes.len, document, err);
}

const gj_decoder gj_decoder_html = { "html", decode_html };
