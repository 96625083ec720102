#include "page/page.h"

#include "base/buffer.h"
#include "doc/charset.h"
#include "doc/tag.h"

enum { LINK_TEXT_MAX = 600 }; /* bytes; a title is some 100 */

#define TAG_A GJ_TAG('a', 0, 0, 0, 0, 0, 0, 0)
#define TAG_META GJ_TAG('m', 'e', 't', 'a', 0, 0, 0, 0)
#define TAG_INPUT GJ_TAG('i', 'n', 'p', 'u', 't', 0, 0, 0)
#define TAG_TITLE GJ_TAG('t', 'i', 't', 'l', 'e', 0, 0, 0)
#define TAG_SCRIPT GJ_TAG('s', 'c', 'r', 'i', 'p', 't', 0, 0)
#define TAG_STYLE GJ_TAG('s', 't', 'y', 'l', 'e', 0, 0, 0)
#define TAG_IFRAME GJ_TAG('i', 'f', 'r', 'a', 'm', 'e', 0, 0)
#define TAG_EMBED GJ_TAG('e', 'm', 'b', 'e', 'd', 0, 0, 0)
#define TAG_OBJECT GJ_TAG('o', 'b', 'j', 'e', 'c', 't', 0, 0)

typedef struct reader {
	gj_page *page;
	gj_marks marks;
	gj_arena *arena;
	gj_buffer text, links; /* of gj_link */
	gj_buffer anchor;      /* text of the open link */
	gj_link open;
	bool in_link;
	gj_code failed;
} reader;

static gj_str attribute(const reader *r, const gj_tag *tag, gj_str wanted)
{
	gj_str inside = gj_tag_inside(r->page->html, tag);
	for (gj_str name, value; gj_tag_attribute(&inside, &name, &value);)
		if (gj_str_equal_nocase(name, wanted))
			return gj_str_trim(value);
	return (gj_str){ 0 };
}

/* The address as the markup means it. */
static gj_str address_of(reader *r, gj_str written)
{
	gj_str amp = GJ_STR("&amp;");
	size_t at = gj_str_find(written, amp);
	if (at == SIZE_MAX)
		return written;
	gj_buffer plain;
	gj_buffer_init(&plain, GJ_PAGE_READ_MAX);
	for (; at != SIZE_MAX; at = gj_str_find(written, amp)) {
		gj_buffer_add_str(&plain, gj_str_upto(written, at));
		gj_buffer_add_char(&plain, '&');
		written = gj_str_from(written, at + amp.len);
	}
	gj_buffer_add_str(&plain, written);
	gj_str copy = gj_str_copy(r->arena, gj_buffer_str(&plain));
	gj_buffer_release(&plain);
	return copy;
}

static void add_link(reader *r, gj_str href, gj_str text)
{
	if (!href.len || r->links.length / sizeof(gj_link) >= GJ_PAGE_LINKS_MAX)
		return;
	gj_link made = { address_of(r, href), gj_str_copy(r->arena, text) };
	if (!made.text.ptr || !made.href.ptr)
		r->failed = GJ_E_MEMORY;
	gj_buffer_add(&r->links, (const char *)&made, sizeof made);
}

static void close_link(reader *r)
{
	if (!r->in_link)
		return;
	r->in_link = false;
	gj_str text = gj_str_trim(gj_buffer_str(&r->anchor));
	add_link(r, r->open.href, text.len ? text : r->open.text);
}

static void open_link(reader *r, const gj_tag *tag)
{
	close_link(r);
	r->in_link = true;
	r->open = (gj_link){ attribute(r, tag, GJ_STR("href")), attribute(r, tag, GJ_STR("title")) };
	gj_buffer_clear(&r->anchor);
}

/* Text up to the next tag, with white space made single. */
static void take_text(reader *r, gj_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		bool space = (unsigned char)text.ptr[i] <= ' ';
		r->page->text_length += !space;
		gj_buffer *to[] = { &r->text, &r->anchor };
		for (size_t k = 0; k < 1 + (size_t)r->in_link; k++) {
			bool after_space = !to[k]->length || to[k]->data[to[k]->length - 1] == ' ';
			if (!space)
				gj_buffer_add_char(to[k], text.ptr[i]);
			else if (!after_space)
				gj_buffer_add_char(to[k], ' ');
		}
	}
}

/* "0; url='/new.html'" → /new.html, as browsers read it. */
static gj_str refresh_target(gj_str content)
{
	size_t at = 0;
	while (at < content.len && content.ptr[at] != ';' && content.ptr[at] != ',')
		at++;
	gj_str rest = gj_str_trim(gj_str_from(content, at + 1));
	if (gj_str_equal_nocase(gj_str_upto(rest, 3), GJ_STR("url"))) {
		gj_str value = gj_str_trim(gj_str_from(rest, 3));
		if (gj_str_starts(value, GJ_STR("=")))
			rest = gj_str_trim(gj_str_from(value, 1));
	}
	for (const char *quote = "'\""; *quote; quote++)
		if (rest.len && rest.ptr[0] == *quote) {
			rest = gj_str_from(rest, 1);
			return gj_str_upto(rest, gj_str_find(rest, (gj_str){ quote, 1 }));
		}
	return rest;
}

static void take_meta(reader *r, const gj_tag *tag)
{
	if (r->page->refresh.len ||
	    !gj_str_equal_nocase(attribute(r, tag, GJ_STR("http-equiv")), GJ_STR("refresh")))
		return;
	gj_str target = refresh_target(attribute(r, tag, GJ_STR("content")));
	r->page->refresh = address_of(r, target);
	if (target.len && !r->page->refresh.ptr)
		r->failed = GJ_E_MEMORY;
}

/* Elements whose content is no text; returns where to go on. */
static size_t take_raw(reader *r, const gj_tag *tag, gj_str name)
{
	gj_str html = r->page->html;
	size_t end = gj_tag_raw_end(&r->marks, tag->end, name);
	if (tag->name == TAG_TITLE && !r->page->title.len)
		r->page->title = gj_str_trim(gj_str_upto(gj_str_from(html, tag->end), end - tag->end));
	r->page->script_count += tag->name == TAG_SCRIPT;
	return end;
}

static size_t take_tag(reader *r, const gj_tag *tag)
{
	if (tag->name == TAG_A && tag->closing)
		close_link(r);
	if (tag->closing)
		return tag->end;
	if (tag->name == TAG_SCRIPT)
		return take_raw(r, tag, GJ_STR("script"));
	if (tag->name == TAG_STYLE)
		return take_raw(r, tag, GJ_STR("style"));
	if (tag->name == TAG_TITLE)
		return take_raw(r, tag, GJ_STR("title"));
	if (tag->name == TAG_A)
		open_link(r, tag);
	else if (tag->name == TAG_META)
		take_meta(r, tag);
	else if (tag->name == TAG_INPUT)
		r->page->asks_password |= gj_str_equal_nocase(attribute(r, tag, GJ_STR("type")),
		                                              GJ_STR("password"));
	else if (tag->name == TAG_IFRAME || tag->name == TAG_EMBED)
		add_link(r, attribute(r, tag, GJ_STR("src")), (gj_str){ 0 });
	else if (tag->name == TAG_OBJECT)
		add_link(r, attribute(r, tag, GJ_STR("data")), (gj_str){ 0 });
	return tag->end;
}

static void scan(reader *r)
{
	gj_str html = r->page->html;
	for (size_t at = 0; at < html.len;) {
		size_t open = gj_marks_find(&r->marks, at, '<');
		take_text(r, gj_str_upto(gj_str_from(html, at), open - at));
		if (open == html.len)
			break;
		gj_tag tag = gj_tag_read(&r->marks, open);
		at = tag.end > open ? take_tag(r, &tag) : open + 1;
	}
	close_link(r);
}

static bool has_label(gj_str content_type, const char *label)
{
	gj_str name = gj_str_of(label);
	for (size_t at = 0; at + name.len <= content_type.len; at++)
		if (gj_str_equal_nocase(gj_str_upto(gj_str_from(content_type, at), name.len), name))
			return true;
	return false;
}

/* ASCII text is in every charset. */
static bool is_ascii(gj_str bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if ((unsigned char)bytes.ptr[i] >= 0x80)
			return false;
	return true;
}

static bool declares_another(gj_str bytes, gj_str content_type, gj_charset charset)
{
	bool says_utf8 = has_label(content_type, "charset=utf-8");
	bool says_gb = has_label(content_type, "charset=gb");
	return ((charset == GJ_CHARSET_GB18030 && says_utf8) ||
	        (charset == GJ_CHARSET_UTF8 && says_gb)) && !is_ascii(bytes);
}

gj_code gj_page_decode(gj_page *page, gj_arena *arena, gj_str bytes, gj_str content_type)
{
	*page = (gj_page){ 0 };
	bytes = gj_str_upto(bytes, GJ_PAGE_READ_MAX);
	gj_encoding encoding = gj_charset_detect(bytes, content_type);
	gj_charset charset = encoding.charset;
	page->wrong_charset = declares_another(bytes, content_type, charset);
	bytes = gj_str_from(bytes, encoding.bom);
	if (charset == GJ_CHARSET_UTF16LE || charset == GJ_CHARSET_UTF16BE) {
		page->html = gj_charset_from_utf16(arena, bytes, charset == GJ_CHARSET_UTF16BE);
		return page->html.ptr ? GJ_OK : GJ_E_MEMORY;
	}
	bool malformed = false;
	char *to = gj_arena_alloc(arena, GJ_DECODE_GROWTH * bytes.len);
	if (!to)
		return GJ_E_MEMORY;
	page->html = (gj_str){ to, gj_charset_decode(charset, bytes.ptr, bytes.len, to, &malformed) };
	return GJ_OK;
}

gj_code gj_page_read(gj_page *page, gj_arena *arena)
{
	reader r = { .page = page, .arena = arena };
	if (!gj_marks_make(&r.marks, arena, gj_scanner_best(), page->html))
		return GJ_E_MEMORY;
	gj_buffer_init(&r.text, GJ_PAGE_TEXT_MAX);
	gj_buffer_init(&r.anchor, LINK_TEXT_MAX);
	gj_buffer_init(&r.links, GJ_PAGE_LINKS_MAX * sizeof(gj_link));
	scan(&r);
	page->text = gj_str_copy(arena, gj_buffer_str(&r.text));
	page->link_count = r.links.length / sizeof(gj_link);
	gj_str links = gj_str_copy(arena, gj_buffer_str(&r.links));
	page->links = (gj_link *)(uintptr_t)links.ptr;
	if (!page->text.ptr || !links.ptr)
		r.failed = GJ_E_MEMORY;
	gj_buffer_release(&r.text);
	gj_buffer_release(&r.anchor);
	gj_buffer_release(&r.links);
	return r.failed;
}
