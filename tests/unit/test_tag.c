#include "doc/tag.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const uint64_t TD = GJ_TAG('t', 'd', 0, 0, 0, 0, 0, 0);

static gj_arena arena;

static void release(void)
{
	gj_arena_release(&arena);
}

TestSuite(tag, .fini = release);

static gj_marks marks_of(gj_str page)
{
	gj_marks marks;
	gj_arena_init(&arena, 1 << 20);
	cr_assert(gj_marks_make(&marks, &arena, &gj_scanner_plain, page));
	return marks;
}

static void token_of(gj_str page, bool is_token, uint64_t name, bool closing, gj_str rest)
{
	gj_marks marks = marks_of(page);
	gj_tag tag = gj_tag_read(&marks, 0);
	bool read = tag.end > 0;
	gj_arena_release(&arena);
	cr_expect_eq(read, is_token, "%.*s", GJ_STR_ARG(page));
	cr_expect_eq(gj_tag_begins(page, 0), is_token, "%.*s", GJ_STR_ARG(page));
	if (!read || !is_token)
		return;
	cr_expect_eq(tag.name, name, "%.*s", GJ_STR_ARG(page));
	cr_expect_eq(tag.closing, closing, "%.*s", GJ_STR_ARG(page));
	cr_expect(gj_str_equal(gj_str_from(page, tag.end), rest), "%.*s: %.*s", GJ_STR_ARG(page),
	          GJ_STR_ARG(gj_str_from(page, tag.end)));
}

/* `rest` is what stands behind the token. Short pages and the last tags of a page
 * are read byte by byte, others eight bytes at once: both must see the same. */
static void token(const char *page, bool is_token, uint64_t name, bool closing, const char *rest)
{
	char longer[128], longer_rest[128];
	token_of(gj_str_of(page), is_token, name, closing, gj_str_of(rest));
	if (!rest[0])
		return;
	snprintf(longer, sizeof longer, "%s, and so on", page);
	snprintf(longer_rest, sizeof longer_rest, "%s, and so on", rest);
	token_of(gj_str_of(longer), is_token, name, closing, gj_str_of(longer_rest));
}

Test(tag, reads_the_tokens_of_the_standard)
{
	token("<td>1", true, TD, false, "1");
	token("</TD >1", true, TD, true, "1");
	token("<td/>1", true, TD, false, "1");
	token("<td\n\tclass=x>1", true, TD, false, "1");
	token("<tdx>1", true, GJ_TAG('t', 'd', 'x', 0, 0, 0, 0, 0), false, "1");
	token("<colgroup>1", true, GJ_TAG('c', 'o', 'l', 'g', 'r', 'o', 'u', 'p'), false, "1");
	token("<colgroups>1", true, GJ_TAG('c', 'o', 'l', 'g', 'r', 'o', 'u', 'p' | GJ_TAG_CUT), false, "1");
	token("< td>", false, 0, false, "");
	token("<3", false, 0, false, "");
	token("<", false, 0, false, "");
	token("</", false, 0, false, "");
	token("<=", false, 0, false, "");
	token("</3>1", true, 0, true, "1");
	token("</>1", true, 0, true, "1");
	token("<!x>1", true, 0, false, "1");
	token("<?php a>1", true, 0, false, "1");
	token("<td", true, 0, false, "");
	token("<td class=\"x", true, 0, false, "");
}

Test(tag, does_not_take_a_broken_name_for_a_known_one)
{
	static const gj_str pages[] = { { "<td\0>1", 6 }, { "<td\0>1, and so on", 17 },
		                        { "<td\1>1, and so on", 17 }, { "<t\x44>1, and so on", 16 },
		                        { "<TD\x2d>1, and so on", 17 } };
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		gj_marks marks = marks_of(pages[i]);
		gj_tag tag = gj_tag_read(&marks, 0);
		cr_assert(tag.end);
		cr_expect_eq(tag.name == TD, i == 3, "page %zu", i);
		cr_expect_eq(pages[i].ptr[tag.end], '1', "page %zu", i);
		gj_arena_release(&arena);
	}
}

Test(tag, ends_comments_where_the_standard_does)
{
	token("<!--a-->1", true, 0, false, "1");
	token("<!-->1", true, 0, false, "1");
	token("<!--->1", true, 0, false, "1");
	token("<!---->1", true, 0, false, "1");
	token("<!--a--!>1", true, 0, false, "1");
	token("<!--a--b->>c-->1", true, 0, false, "1");
	token("<!--<!--a-->1", true, 0, false, "1");
	token("<!-a-->1", true, 0, false, "1");
	token("<!--a", true, 0, false, "");
	token("<![if x]>1", true, 0, false, "1");
	token("<![CDATA[a>1", true, 0, false, "1");
}

Test(tag, ends_tags_where_the_standard_does)
{
	token("<td a=\">\">1", true, TD, false, "1");
	token("<td a='>'>1", true, TD, false, "1");
	token("<td a = \"\n>\">1", true, TD, false, "1");
	token("<td a=\"x\"b='>'>1", true, TD, false, "1");
	token("<td a=b\">1", true, TD, false, "1");
	token("<td a=b=\">1", true, TD, false, "1");
	token("<td \"a>1", true, TD, false, "1");
	token("<td a\">1", true, TD, false, "1");
	token("<td =\">1", true, TD, false, "1");
	token("<td a==\">1", true, TD, false, "1");
	token("<td a=>1", true, TD, false, "1");
	token("<td/=\">1", true, TD, false, "1");
	token("<td a=/\">1", true, TD, false, "1");
	token("<td a/=\">1", true, TD, false, "1");
	token("<td a=\">\" b=\"=\">1", true, TD, false, "1");
	token("<td a='\">'>1", true, TD, false, "1");
	token("<td a='\"' b=\"'>'\">1", true, TD, false, "1");
	token("<td a=\"x \">1", true, TD, false, "1");
	token("<td a=\"x=\">1", true, TD, false, "1");
	token("<td a=\"'>1\">1", true, TD, false, "1");
	token("<td a='b\">c'>1", true, TD, false, "1");
	token("<td a=\"x: 'y'\">1", true, TD, false, "1");
	token("<td a='b' c=\"d\">1", true, TD, false, "1");
}

static size_t raw_end(gj_str page)
{
	gj_marks marks = marks_of(page);
	size_t end = gj_tag_raw_end(&marks, 0, GJ_STR("script"));
	gj_arena_release(&arena);
	return end;
}

Test(tag, finds_the_end_of_raw_text)
{
	cr_expect_eq(raw_end(GJ_STR("a</b></scriptx></script >b")), 15);
	cr_expect_eq(raw_end(GJ_STR("a</SCRIPT")), 1);
	cr_expect_eq(raw_end(GJ_STR("a</scrip>")), 9);
	cr_expect_eq(raw_end(GJ_STR("<")), 1);
}

static void script_ends(const char *page, const char *rest)
{
	gj_str bytes = gj_str_of(page);
	size_t end = raw_end(bytes);
	cr_expect(gj_str_equal(gj_str_from(bytes, end), gj_str_of(rest)), "%s: %s", page, page + end);
}

Test(tag, does_not_end_a_script_at_the_end_of_one_that_it_writes)
{
	script_ends("<!-- w('<script src=a></script>'); --></script>1", "</script>1");
	script_ends("<!-- a --></script>1", "</script>1");
	script_ends("<!-- a </script>1", "</script>1");
	script_ends("<!--></script>1", "</script>1");
	script_ends("<!--><script></script>1", "</script>1");
	script_ends("<!-- <scripts> </script>1", "</script>1");
	script_ends("<!-- <script> </script> </script>1", "</script>1");
	script_ends("<!-- <script> --> </script>1", "</script>1");
	script_ends("<!-- <script> </script>1", "");
	script_ends("w('<script></script>1", "</script>1");
}

static void attributes(const char *inside, const char *expected)
{
	char text[256] = "";
	gj_str rest = gj_str_of(inside), name, value;
	while (gj_tag_attribute(&rest, &name, &value)) {
		strncat(text, name.ptr, name.len);
		strcat(text, ":");
		if (value.len)
			strncat(text, value.ptr, value.len);
		strcat(text, ";");
	}
	cr_expect_str_eq(text, expected, "%s", inside);
}

Test(tag, splits_attributes)
{
	attributes("", "");
	attributes("  / ", "");
	attributes(" a=1 b=\"2 3\" c='4' d", "a:1;b:2 3;c:4;d:;");
	attributes(" a = 1\nb= '2'c=3", "a:1;b:2;c:3;");
	attributes("/a=1/b=2", "a:1/b=2;");
	attributes(" =x=1 a==2 b=", "=x:1;a:=2;b:;");
	attributes(" a=\"\" b=x\"y", "a:;b:x\"y;");
	attributes(" a=\"unclosed", "a:unclosed;");
}
