#include "doc/tag.h"

#include <string.h>

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static size_t find_byte(gj_str bytes, size_t at, char c)
{
	const char *hit = at < bytes.len ? memchr(bytes.ptr + at, c, bytes.len - at) : NULL;
	return hit ? (size_t)(hit - bytes.ptr) : bytes.len;
}

static size_t find_text(gj_str bytes, size_t at, gj_str text)
{
	size_t hit = gj_str_find(gj_str_from(bytes, at), text);
	return hit == SIZE_MAX ? bytes.len : at + hit;
}

static size_t min_size(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* "<!--" … "-->", with the standard's short forms "<!-->" and "<!--->". */
static size_t comment_end(gj_str bytes, size_t at)
{
	gj_str rest = gj_str_from(bytes, at + 4);
	if (gj_str_starts(rest, GJ_STR(">")))
		return at + 5;
	if (gj_str_starts(rest, GJ_STR("->")))
		return at + 6;
	size_t usual = find_text(bytes, at + 4, GJ_STR("-->"));
	size_t odd = find_text(gj_str_upto(bytes, usual), at + 4, GJ_STR("--!>"));
	if (odd < usual)
		return odd + 4;
	return min_size(usual + 3, bytes.len);
}

/* Offset of the '>' that ends a tag whose name ends at `at`: the attribute states
 * of the standard's tokenizer. A quote opens a value only right behind the '='
 * that ends a name. */
static size_t tag_end_by_states(gj_str bytes, size_t at)
{
	enum { BEFORE_NAME, NAME, AFTER_NAME, BEFORE_VALUE, BARE_VALUE } state = BEFORE_NAME;
	for (; at < bytes.len && bytes.ptr[at] != '>'; at++) {
		char c = bytes.ptr[at];
		if (state == BARE_VALUE) {
			state = is_space(c) ? BEFORE_NAME : BARE_VALUE;
		} else if (is_space(c)) {
			state = state == NAME ? AFTER_NAME : state;
		} else if (state == BEFORE_VALUE) {
			bool quoted = c == '"' || c == '\'';
			at = quoted ? find_byte(bytes, at + 1, c) : at;
			state = quoted ? BEFORE_NAME : BARE_VALUE;
		} else if (c == '/') {
			state = BEFORE_NAME;
		} else if (c == '=' && state != BEFORE_NAME) {
			state = BEFORE_VALUE;
		} else {
			state = NAME;
		}
	}
	return min_size(at, bytes.len);
}

static bool is_name_byte(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

/* Whether the quote at `quote` plainly opens a value: ` name="`, with nothing odd
 * before the name. `floor` is where the tag's name, or the value before, ended. */
static bool opens_value(gj_str bytes, size_t floor, size_t quote)
{
	size_t at = quote;
	if (at < floor + 2 || bytes.ptr[at - 1] != '=')
		return false;
	size_t name_end = --at;
	while (at > floor && is_name_byte(bytes.ptr[at - 1]))
		at--;
	if (at == name_end || at == floor || !is_space(bytes.ptr[at - 1]))
		return false;
	while (at > floor && is_space(bytes.ptr[at - 1]))
		at--;
	return at == floor || bytes.ptr[at - 1] != '='; /* "a= b=" gives a the value b= */
}

/* The same, by jumping from quote to quote; at the first one that is not plain
 * the states decide. */
static size_t tag_end(const gj_scanner *scanner, gj_str bytes, size_t at)
{
	if (at < bytes.len && bytes.ptr[at] == '>')
		return at;
	for (size_t floor = at, hit;; floor = at) {
		hit = scanner->tag_byte(bytes.ptr, at, bytes.len);
		if (hit == bytes.len || bytes.ptr[hit] == '>')
			return hit;
		if (!opens_value(bytes, floor, hit))
			return tag_end_by_states(bytes, floor);
		at = find_byte(bytes, hit + 1, bytes.ptr[hit]) + 1;
		if (at > bytes.len)
			return bytes.len;
	}
}

enum { NUL_IN_NAME = 0xFF /* the standard puts U+FFFD there: no known name */ };

static uint64_t read_name(gj_str bytes, size_t *at)
{
	uint64_t name = 0;
	unsigned shift = 0;
	for (; *at < bytes.len; ++*at) {
		unsigned char c = (unsigned char)bytes.ptr[*at];
		if (is_space((char)c) || c == '/' || c == '>')
			break;
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c | 0x20);
		c = c ? c : NUL_IN_NAME;
		if (shift < 64)
			name |= (uint64_t)c << shift;
		shift += 8;
	}
	return shift > 64 ? name | (uint64_t)GJ_TAG_CUT << 56 : name;
}

bool gj_tag_read(const gj_scanner *scanner, gj_str bytes, size_t at, gj_tag *tag)
{
	*tag = (gj_tag){ 0 };
	char c = at + 1 < bytes.len ? bytes.ptr[at + 1] : '\0';
	if (c == '!' || c == '?') {
		bool comment = gj_str_starts(gj_str_from(bytes, at), GJ_STR("<!--"));
		tag->end = comment ? comment_end(bytes, at)
		                   : min_size(find_byte(bytes, at, '>') + 1, bytes.len);
		return true;
	}
	tag->closing = c == '/';
	size_t start = at + 1 + tag->closing;
	if (start >= bytes.len)
		return false;
	if (!is_letter(bytes.ptr[start])) {
		/* "</3>" is a bogus comment; "<3" is text. */
		if (tag->closing)
			tag->end = min_size(find_byte(bytes, at, '>') + 1, bytes.len);
		return tag->closing;
	}
	tag->name = read_name(bytes, &start);
	size_t end = tag_end(scanner, bytes, start);
	tag->inside = gj_str_upto(gj_str_from(bytes, start), end - start);
	tag->end = min_size(end + 1, bytes.len);
	if (end == bytes.len)
		tag->name = 0; /* the file ends inside the tag: the standard drops it */
	return true;
}

/* "<name" or "</name" as a whole word. */
static bool is_tag_of(gj_str at, gj_str opening, gj_str name)
{
	gj_str behind = gj_str_from(at, opening.len + name.len);
	bool ends = !behind.len || is_space(behind.ptr[0]) || behind.ptr[0] == '/' ||
	            behind.ptr[0] == '>';
	return ends && gj_str_starts(at, opening) &&
	       gj_str_equal_nocase(gj_str_upto(gj_str_from(at, opening.len), name.len), name);
}

/* The standard's “script data double escaped” states: behind "<!--" in a script a
 * "<script" and its end tag are text. `at` is behind the "<!--"; leaves the place
 * of the end tag in `at` and true, or moves `at` behind the "-->". */
static bool escaped_script_end(gj_str bytes, size_t *at)
{
	const gj_str script = GJ_STR("script");
	size_t close = find_text(bytes, *at - 2, GJ_STR("-->"));
	bool nested = false;
	for (;; ++*at) {
		*at = find_byte(gj_str_upto(bytes, close), *at, '<');
		if (*at >= close)
			break;
		gj_str rest = gj_str_from(bytes, *at);
		if (is_tag_of(rest, GJ_STR("</"), script)) {
			if (!nested)
				return true;
			nested = false;
		} else if (is_tag_of(rest, GJ_STR("<"), script)) {
			nested = true;
		}
	}
	*at = min_size(close + 3, bytes.len);
	return false;
}

size_t gj_tag_raw_end(gj_str bytes, size_t at, gj_str name)
{
	bool script = gj_str_equal(name, GJ_STR("script"));
	for (;;) {
		at = find_byte(bytes, at, '<');
		gj_str rest = gj_str_from(bytes, at);
		if (!rest.len || is_tag_of(rest, GJ_STR("</"), name))
			return at;
		if (script && gj_str_starts(rest, GJ_STR("<!--"))) {
			at += 4;
			if (escaped_script_end(bytes, &at))
				return at;
		} else {
			at++;
		}
	}
}

static gj_str skip_space(gj_str text)
{
	size_t at = 0;
	while (at < text.len && is_space(text.ptr[at]))
		at++;
	return gj_str_from(text, at);
}

bool gj_tag_attribute(gj_str *rest, gj_str *name, gj_str *value)
{
	gj_str text = skip_space(*rest);
	while (text.len && text.ptr[0] == '/')
		text = skip_space(gj_str_from(text, 1));
	if (!text.len)
		return false;
	size_t at = 1; /* a leading '=' is part of the name */
	while (at < text.len && !is_space(text.ptr[at]) && text.ptr[at] != '=' && text.ptr[at] != '/')
		at++;
	*name = gj_str_upto(text, at);
	*value = (gj_str){ 0 };
	gj_str behind = skip_space(gj_str_from(text, at));
	if (!behind.len || behind.ptr[0] != '=') {
		*rest = behind;
		return true;
	}
	behind = skip_space(gj_str_from(behind, 1));
	bool quoted = behind.len && (behind.ptr[0] == '"' || behind.ptr[0] == '\'');
	if (quoted) {
		size_t end = find_byte(behind, 1, behind.ptr[0]);
		*value = gj_str_from(gj_str_upto(behind, end), 1);
		*rest = gj_str_from(behind, end + 1);
		return true;
	}
	for (at = 0; at < behind.len && !is_space(behind.ptr[at]); at++)
		;
	*value = gj_str_upto(behind, at);
	*rest = gj_str_from(behind, at);
	return true;
}
