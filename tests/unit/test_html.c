#include "document_text.h"

#include "base/file.h"
#include "doc/charset.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* A page that begins with markup, so that it is taken for HTML. */
static void reads_as(const char *page, const char *expected)
{
	static char text[GJ_DOCUMENT_TEXT_MAX];
	char whole[4096];
	snprintf(whole, sizeof whole, "<div>%s", page);
	gj_document_text(text, gj_str_of(whole), NULL);
	cr_expect_str_eq(text, expected, "%s\nread      %s\nexpected  %s", page, text, expected);
}

Test(html, makes_paragraphs_of_lines)
{
	reads_as("<p>一<p>二</p>三<br>四<div>五</div>六<h2>七</h2><li>八<li>九", "一 二 三 四 五 六 七 八 九");
	reads_as("  一 \n\t 二 <b>三</b><i> 四</i>", "一 二 三 四");
	reads_as("<span>20</span><font>2</font><o:p>3</o:p>年", "2023年");
}

Test(html, reads_entities)
{
	reads_as("&lt;td&gt;&amp;nbsp;&quot;", "<td>&nbsp;\"");
	reads_as("&#x4E00;&#20108;&#x4e09", "一二三");
	reads_as("1&nbsp;2&#160;3", "1\xC2\xA0""2\xC2\xA0""3");
	reads_as("&nbsp1 &copy2 &lt3", "\xC2\xA0""1 ©2 <3");
	reads_as("& &; &# &#; &#x; &zzz; &ldquo &ldquo;", "& &; &# &#; &#x; &zzz; &ldquo “");
	reads_as("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
	reads_as("&#128;&#150;&#x85;", "€–…");
}

Test(html, reads_the_fields_of_forms_in_cells)
{
	reads_as("<table><tr><td><input type=\"text\" value=\"12\"><td><INPUT VALUE='3' readonly/><td><input name=a value=5>件</table>",
	         "[12|3|5/件]");
	reads_as("<table><tr><td>5<input value=7><td><input type=number value='&#49;'><td><input></table>", "[5/7|1|]");
	/* What nobody reads as text. */
	reads_as("<table><tr><td><input type=hidden value=9>1<td><input type=submit value=2><td><input type='checkbox' value=3></table>",
	         "[1||]");
	reads_as("<input value=5><p>一</p>", "一");
	reads_as("<table><tr><td><select><option>0<option value=1 selected>12</option><option>3</select><td>2</table>", "[12|2]");
	reads_as("<table><tr><td><select><optgroup><option value=x>4</option><option>5</option></optgroup></select>件<td><select></select></table>",
	         "[4/件|]");
	reads_as("<table><tr><td><select><option selected>1<td>2<option>3</table>", "[1|2/3]");
	reads_as("<select><option>一</option><option>二</option></select>", "一 二");
	reads_as("<table><tr><td><select><option selected>1", "1");
}

Test(html, keeps_signs_that_are_no_markup)
{
	reads_as("<table><tr><td>a < b<td>1<2<td>3 > 2<td>a<=b<td>x</td></table>", "[a < b|1<2|3 > 2|a<=b|x]");
	reads_as("1</3>2<?php x?>3<!x>4</>5", "12345");
	reads_as("完<", "完<");
	reads_as("完</", "完</");
	reads_as("完<td", "完");
	reads_as("一<p 二", "一");
	reads_as("一<p title=\"二</p>三", "一");
}

Test(html, ends_a_tag_where_the_standard_does)
{
	reads_as("<table><tr><td title=\"a>b<td>\">1<td title='<table>'>2</table>", "[1|2]");
	reads_as("<table><tr><td a=b=\"c>1<td x=y\"z>2<td =\">3<td a==\">4<td a= >5</table>", "[1|2|3|4|5]");
	reads_as("<table><tr><td/colspan=2/>1<td a=\"x\"colspan=2>2</table>", "[1|1|2]");
	reads_as("<table><tr><td a=\"x\"colspan=2>1<td>2<tr><td>3<td>4<td>5</table>", "[1|1|2] [3|4|5]");
	reads_as("<table><tr><td a = 'x>' b\n=\n\">\" >1</table>2", "1 2");
}

Test(html, skips_comments)
{
	reads_as("<!-- <table><td>1 -->2", "2");
	reads_as("<!-->1<!--->2<!-- x --!>3<!-- a -- b -->4<!-- unclosed 5", "1234");
	reads_as("<table><tr><td><![if !supportEmptyParas]>&nbsp;<![endif]><td>1</table>", "[\xC2\xA0|1]");
	reads_as("<!--[if gte mso 9]><xml><table><td>9</table></xml><![endif]-->1", "1");
	reads_as("<table><tr><td>1<td>2<![if !supportMisalignedColumns]><tr><td><td><![endif]></table>",
	         "[1|2] [|]");
}

Test(html, skips_what_is_not_markup)
{
	reads_as("<script>a('<table><td>1'); if (a<b) {}</script>2", "2");
	reads_as("<style><!-- td {} --></style>1<textarea><td></textarea>2<iframe><p>x</iframe>3", "123");
	reads_as("<SCRIPT>x</script >1<script>y</scripts></SCRIPT\n>2<script>unclosed", "12");
	reads_as("<textareas>1<td>2", "1 2");
}

Test(html, follows_the_table_modes_of_the_standard)
{
	static const struct {
		const char *page, *expected;
	} cases[] = {
		{ "<table><tr><td>1<td>2<tr><td>3<td>4</table>", "[1|2] [3|4]" },
		{ "<TABLE><TR><TD>1<TH>2</TR><TD>3<TD>4</TABLE>", "[1|2] [3|4]" },
		{ "<table><td>1<td>2</tr><td>3</table>", "[1|2] [3|.]" },
		{ "<table><tr><td>1</tbody><td>2<tr><td>3</table>", "[1] [2] [3]" },
		{ "<table><tr><td>1</thead><td>2</tfoot></caption></col><td>3</table>", "[1|2|3]" },
		{ "<table><tr><td>1</th>2<th>3</td>4<td>5</table>", "[12|34|5]" },
		{ "<table><tr><td>1<col><td>2<colgroup><td>3<caption>x<td>4<td>5</table>",
		  "[1|.] [2|.] [3|.] [4|5] x" },
		{ "<table><caption>题<tr><td>1<td>2</table>", "[1|2] 题" },
		{ "<table><tr><td>1<td>2<table><tr><td>3</table><td>4</table>", "[1|2/3|4]" },
		{ "<table><table><tr><td>1<td>2</table>3", "[1|2] 3" },
		{ "<table><tr><td>1<td>2<tr><table><tr><td>3<td>4</table>5", "[1|2] [.|.] [3|4] 5" },
		{ "<table><tr><td>1<td>2</table></td></tr></table><tr><td>3", "[1|2] 3" },
		{ "<table><tr><td>1<td>2", "[1|2]" },
		{ "<table><tr><td><p>1</td><td>2</body></html><td>3</table>", "[1|2|3]" },
		{ "<table><tr></tr><tr><td>1<td>2</tr><tr></tr></table>", "[.|.] [1|2] [.|.]" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		reads_as(cases[i].page, cases[i].expected);
}

Test(html, keeps_text_between_rows_out_of_cells)
{
	reads_as("<table>前<tr>中<td>1<td>2</tr>后<tr><td>3<td>4</table>", "[1|2] [3|4] 前中 后");
	/* In a table inside a cell such text must not join the cell's digits. */
	reads_as("<table><tr><td>1<table>2<tr><td>3</table><td>4</table>", "[1/3|4] 2");
	reads_as("<table><tr><td>1<table><tr><td>3</tr>2</table><td>4</table>", "[1/3|4] 2");
}

Test(html, breaks_lines_inside_cells)
{
	reads_as("<table><tr><td>一<br>二<br/><br>三<td><p>四</p><p>五</p><td>六<div>七</div>八</table>",
	         "[一/二/三|四/五|六/七/八]");
	reads_as("<table><tr><td><br>1<br></td><td><p></p></td></table>", "[1|]");
}

Test(html, sees_through_tables_of_one_cell)
{
	reads_as("<table><tr><td>一</td></tr></table>", "一");
	reads_as("<table><tr><td>1<table><tr><td>2</table>3<td>4</table>", "[1/2/3|4]");
	reads_as("<table><tr><td><table><td><table><td>1</table></table><td>2</table>", "[1|2]");
	reads_as("<table><tr><td>1<table></table>2<table><tr></table><td>3</table>", "[1/2|3]");
}

Test(html, makes_layout_tables_paragraphs_as_well)
{
	reads_as("<table><tr><td>导航<td>正文<table><tr><td>1<td>2</table>后文</table>",
	         "~[导航|后文] 导航 正文 [1|2] 后文");
	reads_as("<table><tr><td><table><tr><td>1<td>2</table><table><tr><td>3<td>4</table></table>",
	         "~[] [1|2] [3|4]");
}

Test(html, reads_tables_beyond_the_depth_limit_as_text)
{
	char page[16384] = "<div>";
	static char text[GJ_DOCUMENT_TEXT_MAX];
	for (int i = 0; i < GJ_TABLE_DEPTH_MAX; i++)
		strcat(page, "<table><tr><td>");
	strcat(page, "<table><tr><td>1<td>2<tr><td>3</table>");
	gj_document_text(text, gj_str_of(page), NULL);
	/* Numbers of two cells never become one. */
	cr_expect_str_eq(text, "1 2 3");
}

Test(html, takes_title_and_metas)
{
	gj_arena arena;
	gj_document *d;
	gj_refusal refusal;
	gj_arena_init(&arena, 1 << 24);
	const char *page = "<title> 甲&amp;乙 </title><meta name=PubDate content='2024-01-16'>"
			   "<META CONTENT=\"某&ldquo;局&rdquo;\" NAME='ContentSource'><meta charset=utf-8>"
			   "<meta property='og:title' content=丙><script></script><svg><title>x</title></svg>";
	cr_assert_eq(gj_document_read(&arena, gj_str_of(page), NULL, &d, &refusal, NULL), GJ_OK);
	cr_assert(gj_str_equal(d->title, GJ_STR("甲&乙")));
	cr_assert_eq(d->meta_count, 3);
	cr_expect(gj_str_equal(d->metas[0].name, GJ_STR("PubDate")));
	cr_expect(gj_str_equal(d->metas[0].value, GJ_STR("2024-01-16")));
	cr_expect(gj_str_equal(d->metas[1].value, GJ_STR("某“局”")));
	cr_expect(gj_str_equal(d->metas[2].name, GJ_STR("og:title")));
	cr_expect(d->scripted, "a page with <script> may fill itself");
	gj_arena_release(&arena);
}

/* --- places ----------------------------------------------------------------- */

/* First and last printed character of a text, as bytes of the document. */
static gj_str edge(gj_str text, bool first)
{
	text = gj_str_trim(text);
	size_t last = text.len;
	while (last && ((unsigned char)text.ptr[--last] & 0xC0) == 0x80)
		;
	uint32_t code;
	size_t step = text.len ? gj_utf8_next(text.ptr, text.len, &code) : 0;
	return first ? gj_str_upto(text, step) : gj_str_from(text, last);
}

static bool place_holds(gj_str original, gj_charset charset, const gj_cell *cell)
{
	static char decoded[1 << 16];
	bool malformed = false;
	if (cell->range.begin > cell->range.end || cell->range.end > original.len)
		return false;
	size_t size = cell->range.end - cell->range.begin;
	if (size * GJ_DECODE_GROWTH > sizeof decoded)
		return false;
	size_t length = gj_charset_decode(charset, original.ptr + cell->range.begin, size, decoded, &malformed);
	gj_str raw = { decoded, length };
	bool entities = gj_str_has(raw, GJ_STR("&"));
	gj_str first = edge(cell->text, true), last = edge(cell->text, false);
	return entities || !first.len || (gj_str_starts(raw, first) && gj_str_ends(raw, last));
}

static size_t checked;

static gj_code check_places(void *context, const char *path, gj_err *err)
{
	(void)context;
	gj_buffer bytes;
	gj_arena arena;
	gj_document *d;
	gj_refusal refusal;
	gj_buffer_init(&bytes, 1 << 24);
	gj_arena_init(&arena, 1 << 28);
	cr_assert_eq(gj_file_read(path, &bytes, err), GJ_OK);
	gj_str original = gj_buffer_str(&bytes);
	cr_assert_eq(gj_document_read(&arena, original, NULL, &d, &refusal, err), GJ_OK);
	bool utf16 = d && (d->charset == GJ_CHARSET_UTF16LE || d->charset == GJ_CHARSET_UTF16BE);
	for (size_t i = 0; d && !utf16 && i < d->block_count; i++) {
		const gj_grid *grid = d->blocks[i].grid;
		for (uint32_t c = 0; grid && c < grid->cell_count; c++, checked++)
			cr_expect(place_holds(original, d->charset, &grid->cells[c]), "%s: %.*s at %u", path,
			          GJ_STR_ARG(grid->cells[c].text), grid->cells[c].range.begin);
	}
	gj_arena_release(&arena);
	gj_buffer_release(&bytes);
	return GJ_OK;
}

Test(html, knows_where_each_cell_stands)
{
	cr_assert_eq(gj_file_walk(GJ_TESTDATA "/sites", check_places, NULL, NULL), GJ_OK);
	cr_assert_eq(gj_file_walk(GJ_TESTS_DIR "/fuzz/corpus", check_places, NULL, NULL), GJ_OK);
	cr_expect_gt(checked, 5000);
}
