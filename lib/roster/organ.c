#include "roster/organ.h"

static bool is_written(const gj_organ *organ, gj_str name)
{
	if (gj_str_equal(name, gj_str_of(organ->name)))
		return true;
	for (const char *const *other = organ->others; other && *other; other++)
		if (gj_str_equal(name, gj_str_of(*other)))
			return true;
	return false;
}

const gj_organ *gj_organ_by_name(gj_str name)
{
	for (size_t i = 0; i < gj_organ_count; i++)
		if (is_written(&gj_organs[i], name))
			return &gj_organs[i];
	return NULL;
}

static bool is_note(gj_str text)
{
	static const char *const begins[] = { "原", "加挂", "挂", "镜像", "劫持", "转载" };
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (gj_str_starts(text, gj_str_of(begins[i])))
			return true;
	/* The plate of another organ at the same door; a branch would be another agency. */
	return !gj_str_ends(text, GJ_STR("分局")) && gj_organ_by_name(text);
}

/* Length of the joining word at the start, 0 = none; not in 和平 or 和谐. */
static size_t joining_word(gj_str text)
{
	static const char *const words[] = { "和", "与", "及" };
	static const char *const not[] = { "和平", "和谐", "和解", "与会" };
	for (size_t i = 0; i < sizeof not / sizeof *not; i++)
		if (gj_str_starts(text, gj_str_of(not[i])))
			return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (gj_str_starts(text, gj_str_of(words[i])))
			return strlen(words[i]);
	return 0;
}

static bool ends_as_office(gj_str name)
{
	static const char *const ends[] = { "局", "委", "委员会", "厅", "办", "办公室" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (gj_str_ends(name, gj_str_of(ends[i])))
			return true;
	return false;
}

/* Length of a note in brackets at the start, with them; 0 = none. gj_fold made the
 * brackets ASCII. */
static size_t note_at(gj_str text)
{
	if (!text.len || text.ptr[0] != '(')
		return 0;
	size_t end = gj_str_find(text, GJ_STR(")"));
	gj_str inside = gj_str_upto(gj_str_from(text, 1), end == SIZE_MAX ? text.len : end - 1);
	return end != SIZE_MAX && is_note(inside) ? end + 1 : 0;
}

/* Copies `name` without every piece whose length `find` tells. */
static gj_str leave_out(gj_arena *arena, gj_str name, size_t (*find)(gj_str text))
{
	char *to = gj_arena_alloc(arena, name.len);
	size_t length = 0;
	for (size_t at = 0; to && at < name.len;) {
		size_t skip = find(gj_str_from(name, at));
		if (!skip)
			to[length++] = name.ptr[at];
		at += skip ? skip : 1;
	}
	return to ? (gj_str){ to, length } : (gj_str){ 0 };
}

gj_str gj_organ_plain(gj_arena *arena, gj_str name)
{
	gj_str plain = gj_str_has(name, GJ_STR("(")) ? leave_out(arena, name, note_at) : name;
	/* Between two parts: a name does not begin with it. */
	return ends_as_office(plain) ? leave_out(arena, plain, joining_word) : plain;
}
