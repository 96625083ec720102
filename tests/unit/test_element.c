#include "doc/element.h"
#include "random.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(element, each_name_is_found_in_its_slot)
{
	size_t count = 0;
	for (size_t i = 0; i < sizeof gj_element_names / sizeof *gj_element_names; i++) {
		const gj_element_name *entry = &gj_element_names[i];
		count += entry->name != 0;
		if (entry->name)
			cr_expect_eq(gj_element_of(entry->name), entry->element, "slot %zu", i);
		else
			cr_expect_eq(entry->element, GJ_ELEMENT_OTHER, "slot %zu", i);
	}
	cr_expect_gt(count, 40);
}

Test(element, tells_names_apart)
{
	cr_expect_eq(gj_element_of(GJ_TAG('t', 'd', 0, 0, 0, 0, 0, 0)), GJ_ELEMENT_TD);
	cr_expect_eq(gj_element_of(GJ_TAG('t', 'd', 'x', 0, 0, 0, 0, 0)), GJ_ELEMENT_OTHER);
	cr_expect_eq(gj_element_of(GJ_TAG('s', 'p', 'a', 'n', 0, 0, 0, 0)), GJ_ELEMENT_OTHER);
	cr_expect_eq(gj_element_of(GJ_TAG('t', 'e', 'x', 't', 'a', 'r', 'e', 'a')), GJ_ELEMENT_RAW);
	cr_expect_eq(gj_element_of(GJ_TAG('t', 'e', 'x', 't', 'a', 'r', 'e', 'a' | GJ_TAG_CUT)),
	             GJ_ELEMENT_OTHER);
	cr_expect_eq(gj_element_of(GJ_TAG('b', 'l', 'o', 'c', 'k', 'q', 'u', 'o' | GJ_TAG_CUT)),
	             GJ_ELEMENT_LINE);
	cr_expect_eq(gj_element_of(0), GJ_ELEMENT_OTHER, "a comment");
}

static uint64_t name_of(const gj_usual_tag *usual)
{
	return (usual->whole & ~UINT64_C(0) >> 8) >> usual->shift;
}

Test(element, usual_tags_are_in_the_table_of_all_names_too)
{
	size_t count = 0;
	for (size_t row = 1; row < GJ_USUAL_ROWS; row++) {
		const gj_usual_tag *opening = &gj_usual_tags[0][row];
		const gj_usual_tag *closing = &gj_usual_tags[1][row];
		if (!opening->width)
			continue;
		uint64_t name = name_of(opening);
		count++;
		cr_expect_eq(name % GJ_USUAL_ROWS, row);
		cr_expect_eq(gj_element_of(name), opening->element, "row %zu", row);
		cr_expect_eq(name_of(closing), name << 8 | '/', "row %zu", row);
		cr_expect_eq(closing->element, opening->element, "row %zu", row);
		cr_expect_eq(closing->width, opening->width + 1, "row %zu", row);
	}
	cr_expect_gt(count, 8);
}

typedef size_t reader(const gj_marks *, size_t, gj_tag *, gj_element *);

static size_t next_at_once(const gj_marks *marks, size_t at, gj_tag *tag, gj_element *element)
{
	return gj_element_next(marks, at, tag, element);
}

/* The next tag that means something, or text. */
static size_t next_by(reader *read, const gj_marks *marks, size_t at, gj_tag *tag,
                      gj_element *element)
{
	size_t place = read(marks, at, tag, element);
	return *element || place == at ? place : next_by(read, marks, place, tag, element);
}

static void agree_on(const gj_marks *marks)
{
	for (size_t at = 0; at <= marks->bytes.len; at++) {
		gj_tag tag, slow_tag;
		gj_element element, slow_element;
		size_t place = next_by(next_at_once, marks, at, &tag, &element);
		size_t slow_place = next_by(gj_element_read, marks, at, &slow_tag, &slow_element);
		const char *from = marks->bytes.ptr + at;
		cr_assert_eq(place, slow_place, "%zu, not %zu: %s", place - at, slow_place - at, from);
		cr_assert_eq(element, slow_element, "%s", from);
		if (!element)
			continue;
		cr_assert_eq(tag.closing, slow_tag.closing, "%s", from);
		cr_assert_eq(tag.name_end, slow_tag.name_end, "%s", from);
		cr_assert_eq(tag.end, slow_tag.end, "%s", from);
	}
}

Test(element, usual_tags_are_read_as_all_others)
{
	static const char *const pieces[] = {
		"<",  "</",   "span", "SPAN", "font", "o:p", "o\x1ap", "p",     "td",    "tD", "div", "li",
		"a",  "b",    "i",    "em",   "u",    "br",  "tr",     "strong", "spans", "x",  ">",   "\x1e",
		" ",  "\n",   "/",    "=",    "\"",   "'",   "=\"",    "=\"a\"",  "='b'",  "\">", "'>",
		" c=\"d\">",
		"\x01", "3", "&", "<span>", "</span>", "<p>", "</td>", "<font color=\"red\">",
	};
	gj_random random = { 1 };
	gj_arena arena;
	gj_arena_init(&arena, 1 << 20);
	for (int run = 0; run < 20000; run++) {
		char page[512] = "";
		for (int count = gj_random_below(&random, 24); count; count--)
			strcat(page, pieces[gj_random_below(&random, (int)(sizeof pieces / sizeof *pieces))]);
		gj_marks marks;
		cr_assert(gj_marks_make(&marks, &arena, gj_scanner_best(), gj_str_of(page)));
		agree_on(&marks);
		gj_arena_reset(&arena);
	}
	gj_arena_release(&arena);
}

Test(element, nul_begins_no_usual_name)
{
	static const char page[] = "<\0\0\0\0\0\0\0>, and so on, up to the end>";
	gj_marks marks;
	gj_arena arena;
	gj_tag tag;
	gj_element element;
	gj_arena_init(&arena, 1 << 20);
	cr_assert(gj_marks_make(&marks, &arena, &gj_scanner_plain, (gj_str){ page, sizeof page - 1 }));
	cr_expect_eq(gj_element_next(&marks, 0, &tag, &element), 0);
	cr_expect_eq(element, GJ_ELEMENT_OTHER);
	gj_arena_release(&arena);
}
