#include "doc/tag.h"

#include <criterion/criterion.h>
#include <string.h>

static const uint64_t TD = GJ_TAG('t', 'd', 0, 0, 0, 0, 0, 0);

/* `rest` is what stands behind the token. */
static void token(const char *page, bool is_token, uint64_t name, bool closing, const char *rest)
{
	gj_tag tag;
	gj_str bytes = gj_str_of(page);
	bool read = gj_tag_read(&gj_scanner_plain, bytes, 0, &tag);
	cr_expect_eq(read, is_token, "%s", page);
	if (!read || !is_token)
		return;
	cr_expect_eq(tag.name, name, "%s", page);
	cr_expect_eq(tag.closing, closing, "%s", page);
	cr_expect(gj_str_equal(gj_str_from(bytes, tag.end), gj_str_of(rest)), "%s: %s", page, page + tag.end);
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
	gj_tag tag;
	cr_assert(gj_tag_read(&gj_scanner_plain, GJ_STR("<td\0>1"), 0, &tag));
	cr_expect_neq(tag.name, TD);
	cr_expect_eq(tag.end, 5);
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
}

Test(tag, finds_the_end_of_raw_text)
{
	gj_str page = GJ_STR("a</b></scriptx></script >b");
	cr_expect_eq(gj_tag_raw_end(page, 0, GJ_STR("script")), 15);
	cr_expect_eq(gj_tag_raw_end(GJ_STR("a</SCRIPT"), 0, GJ_STR("script")), 1);
	cr_expect_eq(gj_tag_raw_end(GJ_STR("a</scrip>"), 0, GJ_STR("script")), 9);
	cr_expect_eq(gj_tag_raw_end(GJ_STR("<"), 0, GJ_STR("script")), 1);
}

static void script_ends(const char *page, const char *rest)
{
	gj_str bytes = gj_str_of(page);
	size_t end = gj_tag_raw_end(bytes, 0, GJ_STR("script"));
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
