#include "doc/hidden.h"

#include "doc/style.h"
#include "doc/tag.h"

#include <string.h>

enum {
	MARKUP_MAX = 4096, /* bytes of a cell before its text */
	/* How often a page is looked through for where hidden elements end. Of many that
	 * never end each would be looked for to the end of the page. */
	PASSES_MAX = 16
};

typedef struct tag {
	size_t begin, end;
	gj_str name, inside; /* `inside`: its attributes */
	bool closing;
} tag;

/* --- what hides ----------------------------------------------------------- */

/* `hiding` null: the page's rules are not looked at. */
static bool hides(const tag *t, const gj_hiding *hiding)
{
	gj_str rest = t->inside, name, value;
	while (!t->closing && gj_tag_attribute(&rest, &name, &value)) {
		bool id = gj_str_equal_nocase(name, GJ_STR("id"));
		bool names = hiding && (id || gj_str_equal_nocase(name, GJ_STR("class")));
		if (gj_str_equal_nocase(name, GJ_STR("hidden")) ||
		    (gj_str_equal_nocase(name, GJ_STR("style")) && gj_style_hides(value)) ||
		    (names && gj_hiding_names(hiding, t->name, value, id)))
			return true;
	}
	return false;
}

/* --- tags ----------------------------------------------------------------- */

static size_t tag_end(gj_str page, size_t at)
{
	char quote = 0;
	for (; at < page.len; at++) {
		char c = page.ptr[at];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '>')
			return at + 1;
		else if ((c == '"' || c == '\'') && page.ptr[at - 1] == '=')
			quote = c;
	}
	return page.len;
}

/* The next tag from `at` on, passing over comments; false when there is none. */
static bool next_tag(gj_str page, size_t at, tag *t)
{
	for (; at < page.len; at++) {
		const char *open = memchr(page.ptr + at, '<', page.len - at);
		if (!open)
			return false;
		at = (size_t)(open - page.ptr);
		gj_str rest = gj_str_from(page, at);
		if (gj_str_starts(rest, GJ_STR("<!--"))) {
			size_t end = gj_str_find(rest, GJ_STR("-->"));
			at += end == SIZE_MAX ? rest.len : end;
			continue;
		}
		bool closing = gj_str_starts(rest, GJ_STR("</"));
		size_t start = at + 1 + closing, name_end = start;
		while (name_end < page.len && !memchr(" \t\r\n\f/>", page.ptr[name_end], 7))
			name_end++;
		char first = start < page.len ? (char)(page.ptr[start] | 0x20) : '\0';
		if (first < 'a' || first > 'z')
			continue;
		size_t end = tag_end(page, name_end);
		*t = (tag){ .begin = at, .end = end, .closing = closing };
		t->name = gj_str_from(gj_str_upto(page, name_end), start);
		t->inside = gj_str_from(gj_str_upto(page, end - 1), name_end);
		return true;
	}
	return false;
}

static bool is(const tag *t, const char *name)
{
	return gj_str_equal_nocase(t->name, gj_str_of(name));
}

static bool is_cell(const tag *t)
{
	return is(t, "td") || is(t, "th");
}

/* --- finding -------------------------------------------------------------- */

/* Where the tag begins that stands right before a text, or the text. */
static size_t tag_before(gj_str page, size_t text)
{
	size_t room = text < MARKUP_MAX ? text : MARKUP_MAX;
	const char *open = memrchr(page.ptr + text - room, '<', room);
	return open ? (size_t)(open - page.ptr) : text;
}

static bool opens_cell(gj_str rest)
{
	char t = rest.len > 3 ? rest.ptr[1] : '\0', dh = t ? (char)(rest.ptr[2] | 0x20) : '\0';
	return (t | 0x20) == 't' && (dh == 'd' || dh == 'h') && memchr(" >\t\r\n", rest.ptr[3], 5);
}

/* Where the tag of the cell begins that a text stands in. */
static size_t cell_before(gj_str page, size_t text)
{
	size_t at = text, before;
	while (text - at < MARKUP_MAX && (before = tag_before(page, at)) < at) {
		at = before;
		if (opens_cell(gj_str_from(page, at)))
			return at;
	}
	return text;
}

static size_t harmless_length(const gj_hidden_finder *finder, gj_str rest)
{
	for (size_t i = 0; i < GJ_HARMLESS_TAGS; i++)
		if (finder->harmless[i].len && gj_str_starts(rest, finder->harmless[i]))
			return finder->harmless[i].len;
	return 0;
}

/* Whether a tag between `at` and `end` hides something. */
static bool some_tag_hides(gj_hidden_finder *finder, size_t at, size_t end)
{
	gj_str markup = gj_str_upto(finder->page, end);
	const char *open;
	while (at < end && (open = memchr(markup.ptr + at, '<', end - at)) != NULL) {
		at = (size_t)(open - markup.ptr);
		gj_str rest = gj_str_from(markup, at);
		size_t known = gj_str_starts(rest, GJ_STR("</")) ? 2 : harmless_length(finder, rest);
		tag t;
		at += known;
		if (known)
			continue;
		if (!next_tag(markup, at, &t))
			return false;
		if (hides(&t, NULL))
			return true;
		finder->harmless[finder->next++ % GJ_HARMLESS_TAGS] =
			gj_str_from(gj_str_upto(markup, t.end), t.begin);
		at = t.end;
	}
	return false;
}

/* Whether `text` ends with the tag; short ones are compared in two words. */
static inline bool ends_with_tag(gj_str text, gj_str last)
{
	if (!last.len || text.len < last.len)
		return false;
	const char *at = text.ptr + text.len - last.len;
	size_t rest = last.len - GJ_WORD;
	if (last.len < GJ_WORD || last.len > 2 * (size_t)GJ_WORD)
		return memcmp(at, last.ptr, last.len) == 0;
	return gj_word_at(at) == gj_word_at(last.ptr) && gj_word_at(at + rest) == gj_word_at(last.ptr + rest);
}

bool gj_hidden_at(gj_hidden_finder *finder, gj_range range, size_t printed)
{
	gj_str page = finder->page, before = gj_str_upto(page, range.begin);
	if (!range.end || range.end > page.len)
		return false;
	if (range.end - range.begin != printed)
		return some_tag_hides(finder, cell_before(page, range.begin), range.end);
	if (ends_with_tag(before, finder->before))
		return false;
	size_t at = tag_before(page, range.begin);
	finder->before = gj_str_from(before, at);
	return some_tag_hides(finder, at, range.begin);
}

/* --- removing ------------------------------------------------------------- */

static bool is_void(const tag *t)
{
	static const char *const names[] = { "br", "img", "input", "hr", "col", "wbr", "meta", "link", "embed" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is(t, names[i]))
			return true;
	return false;
}

/* Whether tag `t` of the same table ends the element, and behind or before it. */
static bool ends_element(const tag *element, const tag *t, size_t *depth, size_t *end)
{
	bool same = gj_str_equal_nocase(element->name, t->name);
	bool structure = is_cell(t) || is(t, "tr") || is(t, "tbody");
	bool outside = is(element, "tr") ? !is_cell(t) : true;
	*depth += same && !t->closing && !structure;
	*depth -= same && t->closing;
	*end = same && t->closing ? t->end : t->begin;
	return !*depth || (structure && outside);
}

static size_t element_end(gj_str page, const tag *element)
{
	size_t tables = 0, depth = 1, end, at = element->end;
	bool whole_table = is(element, "table");
	for (tag t; next_tag(page, at, &t); at = t.end) {
		bool table = is(&t, "table");
		if (table && t.closing && !tables)
			return whole_table ? t.end : t.begin;
		if (table)
			tables += t.closing ? (size_t)-1 : 1;
		else if (!tables && !whole_table && ends_element(element, &t, &depth, &end))
			return end;
	}
	return element->end; /* to the end of the page: that hides too much to be meant */
}

/* Over a tag at least, which has room for it. */
static void write_comment(char *to, size_t length)
{
	memset(to, ' ', length);
	to[0] = '<';
	to[1] = '!';
	to[length - 1] = '>';
}

gj_str gj_hidden_removed(gj_arena *arena, gj_str page, bool everywhere)
{
	char *copy = gj_arena_alloc(arena, page.len ? page.len : 1);
	if (!copy)
		return (gj_str){ 0 };
	memcpy(copy, page.ptr, page.len);
	gj_hiding hiding;
	gj_hiding_read(&hiding, page);
	bool in_cell = false;
	size_t at = 0, left = PASSES_MAX * page.len;
	for (tag t; next_tag(page, at, &t); at = at > t.end ? at : t.end) {
		bool structure = is_cell(&t) || is(&t, "tr"), table = is(&t, "table");
		bool inner = structure || (in_cell && !is_void(&t) && !table);
		bool outer = everywhere && !is_void(&t) && !is(&t, "html") && !is(&t, "body");
		if ((inner || outer) && hides(&t, &hiding)) {
			gj_str within = gj_str_upto(page, t.end + left);
			at = element_end(within, &t);
			left -= (at > t.end ? at : within.len) - t.end;
			write_comment(copy + t.begin, at - t.begin);
			in_cell &= !structure;
		} else if (structure || table) {
			in_cell = is_cell(&t) && !t.closing;
		}
	}
	return (gj_str){ copy, page.len };
}
