#include "doc/tag.h"

#include <string.h>

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* A name goes on with any other byte but '>'. */
static bool name_ends(char c)
{
	return gj_tag_is_space(c) || c == '/';
}

static size_t find_byte(gj_str bytes, size_t at, char c)
{
	const char *hit = at < bytes.len ? memchr(bytes.ptr + at, c, bytes.len - at) : NULL;
	return hit ? (size_t)(hit - bytes.ptr) : bytes.len;
}

static size_t min_size(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t behind_next(const gj_marks *marks, size_t at, char byte)
{
	return min_size(gj_marks_find(marks, at, byte) + 1, marks->bytes.len);
}

/* Behind the first "-->" whose dashes stand at or after `at`, or "--!>" where that
 * ends it too. */
static size_t behind_dashes(const gj_marks *marks, size_t at, bool or_bang)
{
	for (size_t end = at; end < marks->bytes.len; end++) {
		end = gj_marks_find(marks, end, '>');
		gj_str before = gj_str_from(gj_str_upto(marks->bytes, end), at);
		if (end < marks->bytes.len &&
		    (gj_str_ends(before, GJ_STR("--")) || (or_bang && gj_str_ends(before, GJ_STR("--!")))))
			return end + 1;
	}
	return marks->bytes.len;
}

/* "<!--" … "-->", with the standard's short forms "<!-->" and "<!--->". */
static size_t comment_end(const gj_marks *marks, size_t at)
{
	gj_str rest = gj_str_from(marks->bytes, at + 4);
	if (gj_str_starts(rest, GJ_STR(">")))
		return at + 5;
	if (gj_str_starts(rest, GJ_STR("->")))
		return at + 6;
	return behind_dashes(marks, at + 4, true);
}

enum { NUL_IN_NAME = 0xFF /* the standard puts U+FFFD there: no known name */ };

static uint64_t read_name(gj_str bytes, size_t *at)
{
	uint64_t name = 0;
	unsigned shift = 0;
	for (; *at < bytes.len; ++*at) {
		unsigned char c = (unsigned char)bytes.ptr[*at];
		if (c == '>' || name_ends((char)c))
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

/* tag_end by the attribute states of the standard's tokenizer, byte by byte. A
 * quote opens a value only right behind the '=' that ends a name. */
static __attribute__((noinline)) size_t tag_end_by_states(gj_str bytes, size_t at)
{
	enum { BEFORE_NAME, NAME, AFTER_NAME, BEFORE_VALUE, BARE_VALUE } state = BEFORE_NAME;
	for (; at < bytes.len && bytes.ptr[at] != '>'; at++) {
		char c = bytes.ptr[at];
		if (state == BARE_VALUE) {
			state = gj_tag_is_space(c) ? BEFORE_NAME : BARE_VALUE;
		} else if (gj_tag_is_space(c)) {
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

/* The first '>' ends the tag unless it stands in a quoted value. The quote that
 * opened that would be the last of its kind before the '>', and stand behind a '=' or
 * white space. That tells, but of a tag like <td title="a = ">: there, and where '>'
 * does stand in a value, the states decide. */
static size_t tag_end(const gj_marks *marks, size_t at)
{
	size_t end = gj_marks_find(marks, at, '>');
	if (end == marks->bytes.len)
		return end;
	const char *bytes = marks->bytes.ptr;
	const char *quote = memrchr(bytes + at, '"', end - at);
	const char *apostrophe = memrchr(bytes + at, '\'', end - at);
	bool open = (quote && gj_tag_opens_value(quote)) ||
	            (apostrophe && gj_tag_opens_value(apostrophe));
	return open ? tag_end_by_states(marks->bytes, at) : end;
}

/* The tag is whole only when the file does not end in it: the standard drops it then. */
static gj_tag finish(const gj_marks *marks, gj_tag tag)
{
	size_t end = tag_end(marks, tag.name_end);
	bool cut = end == marks->bytes.len;
	tag.name = cut ? 0 : tag.name;
	tag.end = end + !cut;
	return tag;
}

/* What gj_tag_read does with all that is not plainly a tag. */
static gj_tag read_any(const gj_marks *marks, size_t at)
{
	gj_str bytes = marks->bytes;
	gj_tag tag = { .end = at };
	char c = at + 1 < bytes.len ? bytes.ptr[at + 1] : '\0';
	if (c == '!' || c == '?') {
		bool comment = gj_str_starts(gj_str_from(bytes, at), GJ_STR("<!--"));
		tag.end = comment ? comment_end(marks, at) : behind_next(marks, at, '>');
		return tag;
	}
	tag.closing = c == '/';
	size_t start = at + 1 + tag.closing;
	if (start >= bytes.len)
		return tag;
	if (!is_letter(bytes.ptr[start])) {
		/* "</3>" is a bogus comment; "<3" is text. */
		if (tag.closing)
			tag.end = behind_next(marks, at, '>');
		return tag;
	}
	tag.name = read_name(bytes, &start);
	tag.name_end = start;
	return finish(marks, tag);
}

gj_tag gj_tag_read(const gj_marks *marks, size_t at)
{
	const char *bytes = marks->bytes.ptr;
	if (at >= marks->ample)
		return read_any(marks, at);
	bool closing = bytes[at + 1] == '/';
	size_t start = at + 1 + closing;
	uint64_t name = gj_word_at(bytes + start) | GJ_WORD_OF(0x20); /* lower case */
	/* Bytes that are no letters: what ends the name, or a digit or ':' in it. */
	uint64_t stop = is_letter((char)name) ? gj_word_below(name, '@') : 0;
	for (; stop; stop &= stop - 1) {
		size_t end = start + gj_word_first(stop);
		gj_tag tag = { name & gj_word_before(stop), closing, end, end + 1 };
		if (bytes[end] == '>')
			return tag;
		if (name_ends(bytes[end])) {
			tag.end = gj_tag_quoted_end(marks, end);
			return tag.end ? tag : finish(marks, tag);
		}
		if (bytes[end] < '0' || bytes[end] > ':')
			break;
	}
	return read_any(marks, at);
}

/* "<name" or "</name" as a whole word. */
static bool is_tag_of(gj_str at, gj_str opening, gj_str name)
{
	gj_str behind = gj_str_from(at, opening.len + name.len);
	bool ends = !behind.len || gj_tag_is_space(behind.ptr[0]) || behind.ptr[0] == '/' ||
	            behind.ptr[0] == '>';
	return ends && gj_str_starts(at, opening) &&
	       gj_str_equal_nocase(gj_str_upto(gj_str_from(at, opening.len), name.len), name);
}

/* The standard's “script data double escaped” states: behind "<!--" in a script a
 * "<script" and its end tag are text. `at` is behind the "<!--"; leaves the place
 * of the end tag in `at` and true, or moves `at` behind the "-->". */
static bool escaped_script_end(const gj_marks *marks, size_t *at)
{
	const gj_str script = GJ_STR("script");
	size_t end = behind_dashes(marks, *at - 2, false);
	bool nested = false;
	for (;; ++*at) {
		*at = gj_marks_find(marks, *at, '<');
		if (*at >= end)
			break;
		gj_str rest = gj_str_from(marks->bytes, *at);
		if (is_tag_of(rest, GJ_STR("</"), script)) {
			if (!nested)
				return true;
			nested = false;
		} else if (is_tag_of(rest, GJ_STR("<"), script)) {
			nested = true;
		}
	}
	*at = end;
	return false;
}

size_t gj_tag_raw_end(const gj_marks *marks, size_t at, gj_str name)
{
	bool script = gj_str_equal_nocase(name, GJ_STR("script"));
	for (;;) {
		at = find_byte(marks->bytes, at, '<');
		gj_str rest = gj_str_from(marks->bytes, at);
		if (!rest.len || (rest.len > 1 && rest.ptr[1] == '/' && is_tag_of(rest, GJ_STR("</"), name)))
			return at;
		if (script && gj_str_starts(rest, GJ_STR("<!--"))) {
			at += 4;
			if (escaped_script_end(marks, &at))
				return at;
		} else {
			at++;
		}
	}
}

static gj_str skip_space(gj_str text)
{
	size_t at = 0;
	while (at < text.len && gj_tag_is_space(text.ptr[at]))
		at++;
	return gj_str_from(text, at);
}

/* A name goes on with nearly all that stands behind '=' in ASCII. */
static bool ends_attribute_name(char c)
{
	return (unsigned char)c <= '=' && (c == '=' || name_ends(c));
}

/* What stands behind the '=' that begins `rest`, which moves on. */
static gj_str read_value(gj_str *rest)
{
	gj_str value = skip_space(gj_str_from(*rest, 1));
	char quote = value.len ? value.ptr[0] : '\0';
	size_t end = 0;
	if (quote == '"' || quote == '\'') {
		value = gj_str_from(value, 1);
		end = find_byte(value, 0, quote);
		*rest = gj_str_from(value, end + 1);
	} else {
		while (end < value.len && !gj_tag_is_space(value.ptr[end]))
			end++;
		*rest = gj_str_from(value, end);
	}
	return gj_str_upto(value, end);
}

bool gj_tag_attribute(gj_str *rest, gj_str *name, gj_str *value)
{
	const char *at = rest->ptr, *end = at + rest->len;
	while (at < end && (gj_tag_is_space(*at) || *at == '/'))
		at++;
	if (at == end)
		return false;
	name->ptr = at++; /* a leading '=' is part of the name */
	while (at < end && !ends_attribute_name(*at))
		at++;
	name->len = (size_t)(at - name->ptr);
	while (at < end && gj_tag_is_space(*at))
		at++;
	bool has_value = at < end && *at == '=';
	*value = (gj_str){ 0 };
	*rest = (gj_str){ at, (size_t)(end - at) };
	if (has_value)
		*value = read_value(rest);
	return true;
}
