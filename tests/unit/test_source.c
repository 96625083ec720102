#include "net/source.h"
#include "scratch.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

static char directory[TEST_PATH_MAX], path[TEST_PATH_MAX];
static gj_source_list list;
static gj_err err;

static void setup(void)
{
	cr_assert(test_scratch_make(directory));
}

static void teardown(void)
{
	gj_source_list_release(&list);
	test_scratch_remove(directory);
}

TestSuite(source, .init = setup, .fini = teardown);

static gj_code read_bytes(const char *bytes, size_t length)
{
	test_scratch_write(directory, "sources.csv", bytes, length, path);
	return gj_source_list_read(&list, path, &err);
}

static void reads(const char *text)
{
	cr_assert_eq(read_bytes(text, strlen(text)), GJ_OK, "%s", err.message);
}

static void is(gj_str actual, const char *expected)
{
	cr_expect(gj_str_equal(actual, gj_str_of(expected)), "“%.*s” is not “%s”",
	          GJ_STR_ARG(actual), expected);
}

static void refuses(const char *text, const char *line, const char *word)
{
	cr_expect_eq(read_bytes(text, strlen(text)), GJ_E_INPUT, "%s", text);
	cr_expect_not_null(strstr(err.message, line), "%s", err.message);
	cr_expect_not_null(strstr(err.message, word), "%s", err.message);
	cr_expect_null(list.items);
}

static void complains(size_t index, uint32_t line, const char *word)
{
	cr_assert_lt(index, list.complaint_count);
	const gj_source_complaint *complaint = &list.complaints[index];
	cr_expect_eq(complaint->line, line, "line %u: %.*s", complaint->line,
	             GJ_STR_ARG(complaint->message));
	cr_expect(gj_str_has(complaint->message, gj_str_of(word)), "%.*s",
	          GJ_STR_ARG(complaint->message));
}

Test(source, reads_columns_in_any_order)
{
	reads("year,url,level,agency,kind\n"
	      "2023,https://a.example/x.html,county,甲县公安局,police\n"
	      "2022,HTTP://a.example/y.html,,甲县公安局,\n");
	cr_assert_eq(list.count, 2);
	is(list.items[0].agency, "甲县公安局");
	is(list.items[0].level, "county");
	is(list.items[0].kind, "police");
	is(list.items[0].url, "https://a.example/x.html");
	is(list.items[0].region, "");
	cr_expect_eq(list.items[0].year, 2023);
	cr_expect_eq(list.items[0].line, 2);
	cr_expect(gj_source_is_remote(&list.items[1]));
	cr_expect_eq(list.complaint_count, 0);
	cr_expect_not(list.from_directory);
}

Test(source, reads_chinese_names_and_levels_with_bom_and_crlf)
{
	reads("\xEF\xBB\xBF机关名称,行政区划,区划代码,层级,类别,上级,年度, 网址 \r\n"
	      "甲省教育厅,甲省,110000,省,教育,乙省政府,２０２３,http://a.example/1\r\n"
	      "乙街道办,乙区,110101001,街道,政府,,2023,http://a.example/2\r\n"
	      "丙局,丙市,1102,设区的市,,,2023,http://a.example/3\r\n"
	      "丁局,丁区,110203,区,,,2023,http://a.example/4\r\n");
	cr_assert_eq(list.count, 4);
	is(list.items[0].level, "province");
	is(list.items[0].region_code, "110000");
	is(list.items[0].parent, "乙省政府");
	cr_expect_eq(list.items[0].year, 2023);
	is(list.items[1].level, "township");
	is(list.items[2].level, "city");
	is(list.items[3].level, "county");
	is(list.items[3].url, "http://a.example/4");
}

Test(source, reads_gb18030)
{
	char utf8[] = "机关名称,年度,网址\n镕基县局,2023,http://a.example/\n", gb[256];
	char *in = utf8, *out = gb;
	size_t left = strlen(utf8), room = sizeof gb;
	iconv_t conversion = iconv_open("GB18030", "UTF-8");
	iconv(conversion, &in, &left, &out, &room);
	iconv_close(conversion);
	cr_assert_eq(read_bytes(gb, sizeof gb - room), GJ_OK, "%s", err.message);
	cr_assert_eq(list.count, 1);
	is(list.items[0].agency, "镕基县局");
}

Test(source, refuses_text_in_no_known_charset)
{
	refuses("agency,year,url\n\xFF\xFF\xFF,2023,x\n", "line 2", "GB18030");
	static const char utf16[] = "a\0g\0e\0n\0c\0y\0";
	cr_expect_eq(read_bytes(utf16, sizeof utf16), GJ_E_INPUT);
	cr_expect_not_null(strstr(err.message, "UTF-16"));
}

Test(source, quotes_hold_commas_quotes_and_line_breaks)
{
	reads("agency,year,url,kind\n"
	      "\"甲,局\",2023,http://a.example/1,\"says \"\"hi\"\"\"\n"
	      "\"乙\n局\",2023,http://a.example/2,\n"
	      "丙局,20x3,http://a.example/3,\n");
	cr_assert_eq(list.count, 2);
	is(list.items[0].agency, "甲,局");
	is(list.items[0].kind, "says \"hi\"");
	is(list.items[1].agency, "乙\n局");
	cr_expect_eq(list.items[1].line, 3);
	complains(0, 5, "year");
}

Test(source, names_the_bad_column_and_line)
{
	refuses("agency,year,url,colour\n甲,2023,x,red\n", "line 1", "colour");
	refuses("\n\nagency,year,url,地址\n", "line 3", "地址");
	refuses("agency,url\n", "line 1", "year (年度)");
	refuses("agency,year,url,网址\n", "line 1", "twice");
	refuses("agency,year,url,\n", "line 1", "unknown column");
	refuses("", "line 1", "empty");
	refuses("agency,\"year,url\n", "line 1", "quote");
	refuses("<html>\n", "line 1", "<html>");
}

Test(source, complains_about_bad_lines_and_goes_on)
{
	reads("agency,year,url\n"
	      ",2023,http://a.example/\n"
	      "甲,二三,http://a.example/\n"
	      "甲,1989,http://a.example/\n"
	      "甲,2101,http://a.example/\n"
	      "甲,,http://a.example/\n"
	      "甲,2023,ftp://a.example/\n"
	      "甲,2023,file:///etc/passwd\n"
	      "乙,2023,\n"
	      "甲,2023\n"
	      "甲,2023,http://a.example/,x\n"
	      "甲,2023,\"http://a.example/\n"
	      "甲,2023,\"http://a.example/\"x\n"
	      ",,\n"
	      "甲,2023,http://a.example/good\n"
	      "甲,2023,http://a.example/again\n"
	      "甲,99999999999999999999,x\n");
	static const struct {
		uint32_t line;
		const char *word;
	} expected[] = {
		{ 2, "agency" }, { 3, "year" }, { 4, "1990" }, { 5, "2100" }, { 6, "year" },
		{ 7, "url" }, { 8, "file:///etc/passwd" }, { 10, "url" },
		{ 11, "more fields" }, { 12, "quote" }, { 13, "quote" }, { 16, "line 15" }, { 17, "year" },
	};
	size_t count = sizeof expected / sizeof expected[0];
	cr_assert_eq(list.complaint_count, count);
	for (size_t i = 0; i < count; i++)
		complains(i, expected[i].line, expected[i].word);
	/* An agency without a known address is an entry: its report is missing. */
	cr_assert_eq(list.count, 2);
	cr_expect_eq(list.items[0].line, 9);
	cr_expect_eq(list.items[0].url.len, 0);
	cr_expect_eq(list.items[1].line, 15);
	is(list.items[1].url, "http://a.example/good");
}

Test(source, complains_about_an_unknown_level)
{
	reads("agency,year,url,level\n甲,2023,x,县\n乙,2023,x,邦\n");
	cr_expect_eq(list.count, 1);
	complains(0, 3, "level “邦”");
}

Test(source, takes_local_paths_from_the_lists_folder)
{
	char expected[2 * TEST_PATH_MAX];
	reads("agency,year,url\n甲,2023,pages/甲.html\n乙,2023,/srv/b.html\n丙,2023,./a:b.html\n");
	cr_assert_eq(list.count, 3);
	snprintf(expected, sizeof expected, "%s/pages/甲.html", directory);
	is(list.items[0].url, expected);
	cr_expect_eq(strlen(list.items[0].url.ptr), list.items[0].url.len);
	is(list.items[1].url, "/srv/b.html");
	snprintf(expected, sizeof expected, "%s/./a:b.html", directory);
	is(list.items[2].url, expected);
	cr_expect_not(gj_source_is_remote(&list.items[2]));
}

Test(source, reads_json_arrays_and_lines)
{
	static const char *const forms[] = {
		"[\n{\"agency\":\"甲\",\"year\":2023,\"url\":\"http://a.example/\",\n\"层级\":\"市\"},\n"
		"{\"agency\":\"乙\",\"year\":\"2022\",\"url\":\"b.html\",\"region_code\":110101,"
		"\"kind\":null}\n]\n",
		"\n{\"agency\":\"甲\",\"year\":2023,\"url\":\"http://a.example/\",\"level\":\n\"city\"}\n"
		"{\"agency\":\"乙\",\"year\":2022,\"url\":\"b.html\",\"region_code\":\"110101\"}",
	};
	for (size_t i = 0; i < 2; i++) {
		reads(forms[i]);
		cr_assert_eq(list.count, 2);
		is(list.items[0].level, "city");
		cr_expect_eq(list.items[0].line, 2);
		cr_expect_eq(list.items[1].line, 4);
		cr_expect_eq(list.items[1].year, 2022);
		is(list.items[1].region_code, "110101");
		gj_source_list_release(&list);
	}
	reads("[]");
	cr_expect_eq(list.count, 0);
}

Test(source, refuses_broken_json_and_unknown_names)
{
	refuses("[\n{\"agency\":\"甲\",\n\"year\":}]", "line 3", "JSON");
	refuses("[{\"agency\":\"甲\",\"year\":2023,\"url\":\"x\"},\n", "line 2", "JSON");
	refuses("[{\"agency\":\"甲\",\"year\":2023,\"url\":\"x\"}\n", "line 2", "]");
	refuses("[\n\n7]", "line 3", "object");
	refuses("[]\n[]", "line 2", "after the end");
	refuses("[\n{\"agency\":\"甲\",\"colour\":\"red\"}]", "line 2", "colour");
}

Test(source, complains_about_bad_json_objects)
{
	reads("{\"agency\":\"甲\",\"url\":\"x\"}\n{\"agency\":[],\"year\":2023,\"url\":\"x\"}\n"
	      "{\"agency\":\"甲\",\"year\":2023.5,\"url\":\"x\"}\n");
	cr_assert_eq(list.complaint_count, 3);
	complains(0, 1, "year");
	complains(1, 2, "agency");
	complains(2, 3, "2023.5");
}

Test(source, a_directory_is_one_source_a_file)
{
	test_scratch_write(directory, "b/2.html", "x", 1, path);
	test_scratch_write(directory, "a.html", "x", 1, path);
	test_scratch_write(directory, ".hidden", "x", 1, path);
	cr_assert_eq(gj_source_list_read(&list, directory, &err), GJ_OK, "%s", err.message);
	cr_expect(list.from_directory);
	cr_assert_eq(list.count, 2);
	cr_expect(gj_str_ends(list.items[0].url, GJ_STR("/a.html")));
	cr_expect(gj_str_ends(list.items[1].url, GJ_STR("/b/2.html")));
	cr_expect_eq(list.items[1].year, 0);
	cr_expect_eq(list.items[1].line, 0);
}

Test(source, a_missing_list_cannot_be_read)
{
	char missing[TEST_PATH_MAX + 16];
	snprintf(missing, sizeof missing, "%s/none.csv", directory);
	cr_expect_eq(gj_source_list_read(&list, missing, &err), GJ_E_READ);
	cr_expect_not_null(strstr(err.message, "none.csv"));
}

Test(source, one_name_in_two_regions_is_two_agencies)
{
	reads("agency,region,year,url\n"
	      "财政局,永城市,2023,a\n"
	      "财政局,夏邑县,2023,b\n"
	      "财政局,永城市,2023,c\n");
	cr_assert_eq(list.count, 2);
	cr_assert_eq(list.complaint_count, 1);
	complains(0, 4, "already in line 2");
}
