#include "doc/element.h"

#define NAME(element, ...) \
	[GJ_ELEMENT_SLOT(GJ_TAG(__VA_ARGS__))] = { GJ_TAG(__VA_ARGS__), GJ_ELEMENT_##element }

const gj_element_name gj_element_names[1 << GJ_ELEMENT_SLOT_BITS] = {
	NAME(LINE, 'p', 0, 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'b', 'r', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'd', 'i', 'v', 0, 0, 0, 0, 0),
	NAME(LINE, 'l', 'i', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'u', 'l', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'o', 'l', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'd', 'l', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'd', 't', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'd', 'd', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'h', '1', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'h', '2', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'h', '3', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'h', '4', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'h', '5', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'h', '6', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'h', 'r', 0, 0, 0, 0, 0, 0),
	NAME(LINE, 'p', 'r', 'e', 0, 0, 0, 0, 0),
	NAME(LINE, 'n', 'a', 'v', 0, 0, 0, 0, 0),
	NAME(LINE, 'm', 'a', 'i', 'n', 0, 0, 0, 0),
	NAME(LINE, 'f', 'o', 'r', 'm', 0, 0, 0, 0),
	NAME(LINE, 'b', 'o', 'd', 'y', 0, 0, 0, 0),
	NAME(LINE, 'h', 'e', 'a', 'd', 'e', 'r', 0, 0),
	NAME(LINE, 'f', 'o', 'o', 't', 'e', 'r', 0, 0),
	NAME(LINE, 'c', 'e', 'n', 't', 'e', 'r', 0, 0),
	NAME(LINE, 'o', 'p', 't', 'i', 'o', 'n', 0, 0),
	NAME(LINE, 's', 'e', 'c', 't', 'i', 'o', 'n', 0),
	NAME(LINE, 'a', 'r', 't', 'i', 'c', 'l', 'e', 0),
	NAME(LINE, 'f', 'i', 'e', 'l', 'd', 's', 'e', 't'),
	NAME(LINE, 'u', 'c', 'a', 'p', 't', 'i', 't', 'l' | GJ_TAG_CUT),
	NAME(LINE, 'b', 'l', 'o', 'c', 'k', 'q', 'u', 'o' | GJ_TAG_CUT),
	NAME(ASIDE, 's', 'u', 'p', 0, 0, 0, 0, 0),
	NAME(ASIDE, 's', 'u', 'b', 0, 0, 0, 0, 0),
	NAME(ASIDE, 'd', 'e', 'l', 0, 0, 0, 0, 0),
	NAME(ASIDE, 's', 0, 0, 0, 0, 0, 0, 0),
	NAME(ASIDE, 's', 't', 'r', 'i', 'k', 'e', 0, 0),
	NAME(ASIDE, 'r', 't', 0, 0, 0, 0, 0, 0),
	NAME(META, 'm', 'e', 't', 'a', 0, 0, 0, 0),
	NAME(INPUT, 'i', 'n', 'p', 'u', 't', 0, 0, 0),
	NAME(SELECT, 's', 'e', 'l', 'e', 'c', 't', 0, 0),
	NAME(SCRIPT, 's', 'c', 'r', 'i', 'p', 't', 0, 0),
	NAME(TITLE, 't', 'i', 't', 'l', 'e', 0, 0, 0),
	NAME(RAW, 's', 't', 'y', 'l', 'e', 0, 0, 0),
	NAME(RAW, 't', 'e', 'x', 't', 'a', 'r', 'e', 'a'),
	NAME(RAW, 'i', 'f', 'r', 'a', 'm', 'e', 0, 0),
	NAME(RAW, 'n', 'o', 'f', 'r', 'a', 'm', 'e', 's'),
	NAME(RAW, 'n', 'o', 'e', 'm', 'b', 'e', 'd', 0),
	NAME(RAW, 'x', 'm', 'p', 0, 0, 0, 0, 0),
	NAME(TABLE, 't', 'a', 'b', 'l', 'e', 0, 0, 0),
	NAME(TR, 't', 'r', 0, 0, 0, 0, 0, 0),
	NAME(TD, 't', 'd', 0, 0, 0, 0, 0, 0),
	NAME(TH, 't', 'h', 0, 0, 0, 0, 0, 0),
	NAME(CAPTION, 'c', 'a', 'p', 't', 'i', 'o', 'n', 0),
	NAME(COLGROUP, 'c', 'o', 'l', 'g', 'r', 'o', 'u', 'p'),
	NAME(COL, 'c', 'o', 'l', 0, 0, 0, 0, 0),
	NAME(THEAD, 't', 'h', 'e', 'a', 'd', 0, 0, 0),
	NAME(TBODY, 't', 'b', 'o', 'd', 'y', 0, 0, 0),
	NAME(TFOOT, 't', 'f', 'o', 'o', 't', 0, 0, 0),
};

#define SHIFT(length) (8 * (GJ_WORD - 1 - (length)))
#define ROW(element, length, name)                                                            \
	{ (name) << SHIFT(length) | (uint64_t)'>' << 56, GJ_WORD_OF(0x20) >> 8 >> SHIFT(length), \
	  SHIFT(length), (length) + 1, GJ_ELEMENT_##element, { 0 } }
#define USUAL(element, length, first, ...)                                                    \
	[0][(first) % GJ_USUAL_ROWS] = ROW(element, length, GJ_TAG(first, __VA_ARGS__)),      \
	[1][(first) % GJ_USUAL_ROWS] =                                                        \
		ROW(element, (length) + 1, GJ_TAG(first, __VA_ARGS__) << 8 | '/')

const gj_usual_tag gj_usual_tags[2][GJ_USUAL_ROWS] = {
	[0][0] = { .whole = 1 }, /* else "<" and NULs would be a name without letters */
	USUAL(OTHER, 1, 'a', 0, 0, 0, 0, 0, 0, 0),
	USUAL(OTHER, 1, 'b', 0, 0, 0, 0, 0, 0, 0),
	USUAL(LINE, 3, 'd', 'i', 'v', 0, 0, 0, 0, 0),
	USUAL(OTHER, 2, 'e', 'm', 0, 0, 0, 0, 0, 0),
	USUAL(OTHER, 4, 'f', 'o', 'n', 't', 0, 0, 0, 0),
	USUAL(OTHER, 1, 'i', 0, 0, 0, 0, 0, 0, 0),
	USUAL(LINE, 2, 'l', 'i', 0, 0, 0, 0, 0, 0),
	USUAL(OTHER, 3, 'o', ':', 'p', 0, 0, 0, 0, 0),
	USUAL(LINE, 1, 'p', 0, 0, 0, 0, 0, 0, 0),
	USUAL(OTHER, 4, 's', 'p', 'a', 'n', 0, 0, 0, 0),
	USUAL(TD, 2, 't', 'd', 0, 0, 0, 0, 0, 0),
	USUAL(OTHER, 1, 'u', 0, 0, 0, 0, 0, 0, 0),
};

size_t gj_element_read(const gj_marks *marks, size_t at, gj_tag *tag, gj_element *element)
{
	*element = GJ_ELEMENT_OTHER;
	if (at == marks->bytes.len || marks->bytes.ptr[at] != '<')
		return at;
	*tag = gj_tag_read(marks, at);
	*element = gj_element_of(tag->name);
	return *element ? at : tag->end;
}
