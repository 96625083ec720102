#include "doc/style.h"

#include <string.h>

enum { DECLARATIONS_MAX = 2048 /* bytes looked at */ };

static bool is_zero_size(const char *style)
{
	const char *size = strstr(style, "font-size:0");
	if (!size)
		return false;
	size += strlen("font-size:");
	size += strspn(size, "0.");
	return !gj_is_digit(*size);
}

bool gj_style_hides(gj_str declarations)
{
	char style[DECLARATIONS_MAX + 1];
	size_t length = 0;
	for (size_t i = 0; i < declarations.len && length < DECLARATIONS_MAX; i++) {
		char c = declarations.ptr[i];
		if ((unsigned char)c > ' ')
			style[length++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	style[length] = '\0';
	return strstr(style, "display:none") || strstr(style, "visibility:hidden") ||
	       strstr(style, "mso-hide:all") || is_zero_size(style);
}

/* --- rules ---------------------------------------------------------------- */

static bool is_name(gj_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i], letter = (char)(c | 0x20);
		if (!gj_is_digit(c) && (letter < 'a' || letter > 'z') && c != '-' && c != '_')
			return false;
	}
	return true;
}

/* ".hide", "#old", "tr.hide". */
static void add_selector(gj_hiding *hiding, gj_str text)
{
	size_t mark = 0;
	text = gj_str_trim(text);
	while (mark < text.len && text.ptr[mark] != '.' && text.ptr[mark] != '#')
		mark++;
	gj_selector s = { .tag = gj_str_upto(text, mark), .name = gj_str_from(text, mark + 1) };
	if (!s.name.len || !is_name(s.tag) || !is_name(s.name) || hiding->count == GJ_SELECTORS_MAX)
		return;
	s.id = text.ptr[mark] == '#';
	hiding->selectors[hiding->count++] = s;
}

static void add_rule(gj_hiding *hiding, gj_str selectors, gj_str declarations)
{
	if (!gj_style_hides(declarations))
		return;
	while (selectors.len) {
		size_t comma = gj_str_find(selectors, GJ_STR(","));
		add_selector(hiding, gj_str_upto(selectors, comma));
		selectors = gj_str_from(selectors, comma == SIZE_MAX ? selectors.len : comma + 1);
	}
}

/* Behind the bracket that closes the one at `at`. */
static size_t block_end(gj_str sheet, size_t at)
{
	size_t depth = 0;
	for (; at < sheet.len; at++) {
		depth += sheet.ptr[at] == '{';
		depth -= sheet.ptr[at] == '}';
		if (!depth)
			return at + 1;
	}
	return sheet.len;
}

static gj_str without_comment(gj_str sheet)
{
	gj_str rest = gj_str_trim(sheet);
	while (gj_str_starts(rest, GJ_STR("/*")) || gj_str_starts(rest, GJ_STR("<!--"))) {
		bool markup = rest.ptr[0] == '<'; /* old pages hide their rules from older browsers */
		size_t end = markup ? 2 : gj_str_find(rest, GJ_STR("*/"));
		rest = gj_str_trim(gj_str_from(rest, end == SIZE_MAX ? rest.len : end + 2));
	}
	return rest;
}

/* Where the block of a rule begins, or where an @ statement ends without one. */
static size_t head_end(gj_str rule)
{
	size_t at = 0;
	while (at < rule.len && rule.ptr[at] != '{' && !(rule.ptr[0] == '@' && rule.ptr[at] == ';'))
		at++;
	return at;
}

static void read_sheet(gj_hiding *hiding, gj_str sheet)
{
	for (gj_str rest = without_comment(sheet); rest.len; rest = without_comment(rest)) {
		size_t head = head_end(rest);
		bool block = head < rest.len && rest.ptr[head] == '{';
		size_t end = block ? block_end(rest, head) : head + 1;
		if (block && rest.ptr[0] != '@')
			add_rule(hiding, gj_str_upto(rest, head), gj_str_from(gj_str_upto(rest, end - 1), head + 1));
		rest = gj_str_from(rest, end);
	}
}

void gj_hiding_read(gj_hiding *hiding, gj_str page)
{
	hiding->count = 0;
	for (gj_str rest = page; rest.len;) {
		const char *open = memchr(rest.ptr, '<', rest.len);
		if (!open)
			return;
		rest = gj_str_from(rest, (size_t)(open - rest.ptr));
		bool style = gj_str_equal_nocase(gj_str_upto(rest, 6), GJ_STR("<style"));
		size_t begin = style ? gj_str_find(rest, GJ_STR(">")) : 0;
		rest = gj_str_from(rest, begin == SIZE_MAX ? rest.len : begin + 1);
		if (!style)
			continue;
		size_t end = 0;
		while (end < rest.len && !gj_str_starts(gj_str_from(rest, end), GJ_STR("</")))
			end++;
		read_sheet(hiding, gj_str_upto(rest, end));
		rest = gj_str_from(rest, end);
	}
}

bool gj_hiding_names(const gj_hiding *hiding, gj_str tag, gj_str value, bool id)
{
	gj_str word;
	while (gj_str_word(&value, &word)) {
		for (size_t i = 0; i < hiding->count; i++) {
			const gj_selector *s = &hiding->selectors[i];
			if (s->id == id && gj_str_equal(s->name, word) &&
			    (!s->tag.len || gj_str_equal_nocase(s->tag, tag)))
				return true;
		}
	}
	return false;
}
