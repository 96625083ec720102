/* Source lists: what is worked out where they say nothing, and what is wrong in them. */
#include "base/buffer.h"
#include "roster/check.h"
#include "roster/infer.h"
#include "roster/region.h"

#include "scratch.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static char directory[TEST_PATH_MAX], path[TEST_PATH_MAX];
static gj_source_list list;
static gj_err err;
static gj_buffer text;

enum { TEXT_MAX = 256 << 20 };

static void start(void)
{
	cr_assert(test_scratch_make(directory));
	gj_buffer_init(&text, TEXT_MAX);
}

static void stop(void)
{
	gj_source_list_release(&list);
	gj_buffer_release(&text);
	test_scratch_remove(directory);
}

TestSuite(infer, .init = start, .fini = stop);
TestSuite(survey, .init = start, .fini = stop);

static void read_bytes(const char *bytes, size_t length)
{
	test_scratch_write(directory, "list.csv", bytes, length, path);
	cr_assert_eq(gj_source_list_read(&list, path, &err), GJ_OK, "%s", err.message);
}

static void read_text(const char *bytes)
{
	read_bytes(bytes, strlen(bytes));
}

/* ---- what is worked out ---- */

/* "411481 county police 永城市人民政府" of one entry. */
static void inferred(size_t index, const char *expected)
{
	const gj_source *s = &list.items[index];
	char shown[256];
	snprintf(shown, sizeof shown, "%.*s %.*s %.*s %.*s", GJ_STR_ARG(s->region_code),
	         GJ_STR_ARG(s->level), GJ_STR_ARG(s->kind), GJ_STR_ARG(s->parent));
	cr_expect_str_eq(shown, expected, "line %u: “%s”, not “%s”", s->line, shown, expected);
}

Test(infer, codes_levels_kinds_and_parents)
{
	read_text("agency,region,region_code,year,url\n"
	          "河南省人民政府,,,2023,a\n"
	          "商丘市人民政府,,,2023,b\n"
	          "永城市政府,,,2023,c\n"
	          "永城市公安局,,,2023,d\n"
	          "财政局,永城市,,2023,e\n"
	          "永城市演集镇人民政府,,,2023,f\n"
	          "永城市气象局,,,2023,g\n"
	          "商丘市公安局永城分局,,,2023,h\n"
	          "永城市公安局,,,2022,i\n"
	          "东莞市长安镇人民政府,,,2023,j\n"
	          "济源市教育局,,,2023,k\n"
	          "北京市东城区东四街道,,,2023,l\n"
	          "石家庄高新区管委会,,,2023,m\n"
	          "财政局,,320302,2023,n\n"
	          "永城市园林绿化中心,,,2023,o\n"
	          "永城市招商局,,,2023,p\n");
	cr_assert_eq(gj_roster_infer(&list, 1, &err), GJ_OK);
	inferred(0, "410000 province government ");
	inferred(1, "411400 city government 河南省人民政府");
	inferred(2, "411481 county government 商丘市人民政府");
	inferred(3, "411481 county police 永城市政府");
	inferred(4, "411481 county finance 永城市政府");
	inferred(5, "411481 township government 永城市政府");
	inferred(6, "411481 county weather ");
	inferred(7, "411481 county police ");
	inferred(8, "411481 county police "); /* no government listed for 2022 */
	inferred(9, "441900 township government ");
	inferred(10, "419001 county education ");
	inferred(11, "110101 township government ");
	inferred(12, "130171 county government ");
	inferred(13, "320302 county finance ");
	inferred(14, "   ");
	inferred(15, "411481 county  永城市政府");
	cr_expect_eq(list.items[3].inferred, GJ_INFERRED_CODE | GJ_INFERRED_LEVEL | GJ_INFERRED_KIND |
	                                             GJ_INFERRED_PARENT);
	cr_expect_eq(list.items[13].inferred, GJ_INFERRED_LEVEL | GJ_INFERRED_KIND);
}

Test(infer, what_is_given_stands)
{
	read_text("agency,region,region_code,level,kind,parent,year,url\n"
	          "永城市人民政府,河南,990100,city,政府,某人,2023,a\n"
	          "永城市公安局,,,township,警察,,2023,b\n"
	          "夏邑县公安局,,,,,,2023,c\n");
	cr_assert_eq(gj_roster_infer(&list, 1, &err), GJ_OK);
	inferred(0, "990100 city 政府 某人");
	inferred(1, "411481 township 警察 永城市人民政府");
	inferred(2, "411426 county 警察 "); /* the list's own word */
	cr_expect_eq(list.items[0].inferred, 0);
}

Test(infer, nothing_where_it_is_not_certain)
{
	read_text("agency,region,region_code,year,url\n"
	          "鼓楼区财政局,,,2023,a\n"
	          "永城市公安局,夏邑县,411426,2023,b\n"
	          "商丘市公安局,,411481,2023,c\n"
	          "自然资源部,,,2023,d\n"
	          "武汉市东湖生态旅游风景区管委会市场监督管理局,,,2023,e\n"
	          "深圳市深汕特别合作区管理委员会,,,2023,f\n"
	          "某某大学,永城市,,2023,g\n");
	cr_assert_eq(gj_roster_infer(&list, 1, &err), GJ_OK);
	inferred(0, "  finance ");
	inferred(1, "411426  police ");
	inferred(2, "411481  police ");
	inferred(3, "   ");
	inferred(4, "   ");
	inferred(5, "  government ");
	inferred(6, "   ");
}

/* ---- what is wrong ---- */

static gj_code note(void *context, const gj_roster_finding *finding, gj_err *e)
{
	size_t *count = context;
	(void)e;
	(*count)++;
	gj_str who = finding->agency.len ? finding->agency : finding->region;
	gj_buffer_printf(&text, "%u %s ", finding->line, gj_roster_problem_name(finding->problem));
	gj_buffer_add_str(&text, who);
	gj_buffer_printf(&text, " %d\n", finding->year);
	return GJ_OK;
}

static size_t check(int year)
{
	size_t count = 0;
	char *names[] = { path };
	gj_roster_check_options options = { .year = year, .this_year = 2026, .names = names };
	cr_assert_eq(gj_roster_check(&list, 1, &options, note, &count, &err), GJ_OK);
	gj_buffer_add_char(&text, '\0');
	return count;
}

Test(survey, a_whole_list_has_nothing_to_tell)
{
	read_text("agency,region,region_code,level,kind,parent,year,url\n"
	          "永城市人民政府,永城市,411481,county,government,,2023,http://ycs.gov.cn/1\n"
	          "永城市公安局,永城市,411481000000,county,police,永城市人民政府,2023,http://ycs.gov.cn/2\n"
	          "永城市演集镇人民政府,河南省永城市,411481,township,government,永城市人民政府,2023,http://ycs.gov.cn/3\n"
	          "石家庄高新区管委会,石家庄高新区,130171,city,government,,2023,http://x.gov.cn/4\n"
	          "济源市教育局,济源市,419001,city,education,,2023,http://x.gov.cn/5\n"
	          "东莞市教育局,东莞,441900,city,education,,2023,http://x.gov.cn/6\n"
	          "桥东区教育局,桥东区,130502,county,education,,2023,http://x.gov.cn/7\n"
	          "商丘市公安局永城分局,永城市,411481,county,police,,2023,http://ycs.gov.cn/8\n");
	cr_expect_eq(check(0), 0, "%s", text.data);
}

Test(survey, kinds_that_most_siblings_have_are_missed)
{
	read_text("agency,year,url\n"
	          "永城市财政局,2023,a\n夏邑县财政局,2023,b\n虞城县财政局,2023,c\n柘城县财政局,2023,d\n"
	          "宁陵县教体局,2023,e\n永城市教育局,2023,f\n夏邑县教育局,2023,g\n虞城县教育局,2023,h\n"
	          "柘城县教育局,2022,i\n");
	/* 宁陵县 has no finance; its education is of the same kind under another name. */
	cr_expect_eq(check(2023), 2);
	cr_expect_str_eq(text.data, "10 agency_missing 柘城县教育局 2023\n"
	                            "6 kind_missing 宁陵县 2023\n");
}

Test(survey, renamed_agencies_are_not_missed)
{
	read_text("agency,year,url\n"
	          "永城市国土资源局,2018,a\n永城市自然资源局,2019,b\n"
	          "永城市卫计委,2018,c\n永城市卫健委,2019,d\n"
	          "永城市公安局,2018,e\n永城市公安局,2019,f\n永城市工商局,2018,g\n");
	cr_expect_eq(check(0), 1);
	cr_expect_str_eq(text.data, "8 agency_missing 永城市工商局 2019\n");
	gj_buffer_clear(&text);
	cr_expect_eq(check(2018), 0, "%s", text.data);
}

Test(survey, a_host_of_another_region_is_told)
{
	read_text("agency,year,url\n"
	          "永城市公安局,2023,http://www.ycs.gov.cn/1\n永城市财政局,2023,http://www.ycs.gov.cn/2\n"
	          "永城市教育局,2023,http://www.ycs.gov.cn/3\n永城市民政局,2023,https://www.ycs.gov.cn:443/4\n"
	          "商丘市审计局,2023,http://www.ycs.gov.cn/5\n夏邑县司法局,2023,http://www.ycs.gov.cn/6\n"
	          "睢县公安局,2023,http://portal.gov.cn/1\n夏邑县公安局,2023,http://portal.gov.cn/2\n"
	          "虞城县公安局,2023,http://portal.gov.cn/3\n民权县公安局,2023,http://portal.gov.cn/4\n"
	          "宁陵县公安局,2023,http://portal.gov.cn/5\n");
	cr_expect_eq(check(2023), 1);
	cr_expect_str_eq(text.data, "7 url_of_other_region 夏邑县司法局 2023\n");
}

/* ---- hostile lists ---- */

Test(survey, gb18030_and_a_byte_order_mark_are_read)
{
	static const char lines[] = "机关名称,年度,网址\n\"永城市公安局\",2023,a\n“永城市”公安局,2023,b\n";
	char gb[256], *in = (char *)(uintptr_t)lines, *out = gb;
	size_t left = sizeof lines - 1, room = sizeof gb;
	iconv_t conversion = iconv_open("GB18030", "UTF-8");
	cr_assert_neq(iconv(conversion, &in, &left, &out, &room), (size_t)-1);
	iconv_close(conversion);
	read_bytes(gb, sizeof gb - room);
	cr_expect_eq(check(2023), 0, "%s", text.data);
	gj_source_list_release(&list);
	read_text("\xEF\xBB\xBF" "agency,year,url\n永城市公安局,2023,a\n");
	gj_buffer_clear(&text);
	cr_expect_eq(check(2023), 0, "%s", text.data);
}

Test(survey, names_without_end_and_without_sense)
{
	gj_buffer lines;
	gj_buffer_init(&lines, TEXT_MAX);
	gj_buffer_add_text(&lines, "agency,region,region_code,level,parent,year,url\n");
	for (int i = 0; i < 3000; i++)
		gj_buffer_add_text(&lines, i % 2 ? "新华区" : "朝阳");
	gj_buffer_add_text(&lines, "公安局,鼓楼区,99999999999999999999,county,,2023,a\n");
	for (int i = 0; i < 3000; i++)
		gj_buffer_add_text(&lines, "河南省");
	gj_buffer_add_text(&lines, ",永城市,411481,,(((((原,2023,http://\n");
	gj_buffer_add_text(&lines, "%s%n(原)()(,局分局,-1,,%d,2023,http://::::\n");
	gj_buffer_add_text(&lines, "市,省,00,county,市,2023,b\n");
	gj_buffer_add_text(&lines, "\"a\xF0\x9F\x98\x80\"\"局\",\"\n\",411481,,,2023,c\n");
	cr_assert(!lines.failed);
	read_bytes(lines.data, lines.length);
	gj_buffer_release(&lines);
	cr_expect_gt(check(2023), 0);
	cr_assert_eq(gj_roster_infer(&list, 1, &err), GJ_OK);
}

Test(survey, a_hundred_thousand_lines)
{
	gj_buffer lines;
	gj_buffer_init(&lines, TEXT_MAX);
	gj_buffer_add_text(&lines, "agency,year,url\n");
	static const char *const organs[] = { "人民政府", "公安局", "财政局", "教育局", "民政局", "司法局",
		                              "审计局", "统计局", "住建局", "市监局", "信访局" };
	size_t lines_made = 0;
	for (size_t i = 0; lines_made < 100000; i++)
		for (size_t k = 0; k < sizeof organs / sizeof *organs && lines_made < 100000; k++) {
			gj_region region = gj_region_at(i % gj_region_count());
			gj_str above = gj_region_name(gj_region_parent(region.code));
			gj_buffer_printf(&lines, "%.*s%.*s%s,%zu,http://h%u.gov.cn/%zu\n", GJ_STR_ARG(above),
			                 GJ_STR_ARG(region.name), organs[k], 2015 + i / gj_region_count(),
			                 region.code, lines_made++);
		}
	cr_assert(!lines.failed);
	read_bytes(lines.data, lines.length);
	gj_buffer_release(&lines);
	size_t findings = check(2017);
	cr_assert_eq(gj_roster_infer(&list, 1, &err), GJ_OK);
	size_t coded = 0;
	for (size_t i = 0; i < list.count; i++)
		coded += list.items[i].region_code.len == 6;
	/* All but the rows that are no places (市辖区 and such) and their like. */
	cr_expect_gt(coded * 100, list.count * 99, "%zu of %zu", coded, list.count);
	cr_expect_gt(findings, 0);
}
