#include "testdata.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

enum { PATH_BYTES = 4096, FILE_BYTES = 4 << 20 };

static gj_code write_file(const char *folder, const char *name, gj_str content, gj_err *err)
{
	char path[PATH_BYTES];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	char *slash = strrchr(path, '/');
	*slash = '\0';
	gj_code code = gj_directory_make(path, err);
	*slash = '/';
	gj_output *output;
	if (code == GJ_OK)
		code = gj_output_open(&output, path, err);
	if (code != GJ_OK)
		return code;
	gj_output_write_str(output, content);
	return gj_output_commit(output, err);
}

static gj_code write_report(const char *folder, const gj_test_report *report, gj_err *err)
{
	gj_buffer bytes;
	gj_buffer_init(&bytes, FILE_BYTES);
	gj_code code = gj_render(&bytes, &report->rendering)
	                       ? write_file(folder, report->path, gj_buffer_str(&bytes), err)
	                       : gj_err_set(err, GJ_E_INTERNAL, 0, "cannot render %s", report->path);
	gj_buffer_release(&bytes);
	return code;
}

/* Sources that are no report: the roster lists them all the same. */
static const struct gj_test_gap {
	const char *region, *name, *agency, *kind, *path;
} gaps[] = {
	{ "临岚县", "临岚县人民政府", "临岚县交通运输局", "transport",
	  "sites/linlan/transport/2023.html" }, /* a news page */
	{ "柏溪县", "柏溪县人民政府", "柏溪县自然资源局", "resources",
	  "sites/boxi/resources/2023.html" },   /* not there */
};

/* The government above: of a department its own, of a government the next. */
static void add_parent(gj_buffer *list, const gj_test_report *report)
{
	const gj_test_region *region = report->agency->region;
	if (report->masthead.government) {
		gj_buffer_add_text(list, region->parent);
	} else {
		gj_buffer_add_text(list, region->name);
		gj_buffer_add_text(list, "人民政府");
	}
}

static void add_sources(gj_buffer *list, const char *base)
{
	gj_buffer_add_text(list, "agency,region,region_code,level,kind,parent,year,url\n");
	gj_test_report report;
	for (size_t agency = 0; agency < gj_test_agency_count; agency++)
		for (int year = GJ_TEST_FIRST_YEAR; year < GJ_TEST_FIRST_YEAR + GJ_TEST_YEARS;
		     year++) {
			gj_test_report_plan(&report, agency, year);
			const gj_test_region *region = report.agency->region;
			gj_buffer_printf(list, "%s,%s,%s,%s,%s,", report.name, region->name,
			                 region->code, region->level, report.agency->kind);
			add_parent(list, &report);
			gj_buffer_printf(list, ",%d,%s%s\n", year, base, report.path);
		}
	for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++)
		gj_buffer_printf(list, "%s,%s,%s,county,%s,%s,2023,%s%s\n", gaps[i].agency,
		                 gaps[i].region, i ? "990122" : "990123", gaps[i].kind, gaps[i].name,
		                 base, gaps[i].path);
}

static const char news[] =
	"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>临岚县交通运输局开展道路巡查</title></head>\n"
	"<body><div class=\"nav\"><a href=\"/\">首页</a> <a href=\"/xxgk/\">政府信息公开</a></div>\n"
	"<h1>临岚县交通运输局开展道路巡查</h1><p>发布时间：2024-01-12</p>\n"
	"<p>1月12日，县交通运输局组织三个小组沿乡道查看桥涵和标牌，共记下问题14处，已修好11处。</p>\n"
	"<table><tr><td>路段</td><td>问题</td></tr><tr><td>石坝至柳湾</td><td>5</td></tr></table>\n"
	"</body></html>\n";

static const char legacy[] =
	"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>柏溪县财政局2017年政府信息公开工作年度报告</title></head>\n"
	"<body><h1>柏溪县财政局2017年政府信息公开工作年度报告</h1>\n"
	"<p>一、概述</p><p>本局按要求做好公开工作。</p>\n"
	"<p>二、主动公开政府信息的情况</p><p>公开信息206条。</p>\n"
	"<p>三、政府信息依申请公开办理情况</p><p>收到申请两件，均已答复。</p>\n"
	"<p>四、政府信息公开情况统计表</p>\n"
	"<table border=\"1\"><tr><td>指标名称</td><td>计量单位</td><td>2017年度</td><td>历年累计</td></tr>\n"
	"<tr><td>主动公开文件数</td><td>条</td><td>206</td><td>911</td></tr>\n"
	"<tr><td>其中：1.政府网站公开数</td><td>条</td><td>206</td><td>911</td></tr>\n"
	"<tr><td>受理依申请公开信息总数</td><td>条</td><td>2</td><td>7</td></tr>\n"
	"<tr><td>行政复议数</td><td>件</td><td>0</td><td>0</td></tr></table>\n</body></html>\n";

static const char shell[] =
	"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>青禾县人民政府</title>\n"
	"<script src=\"/static/js/app.js\"></script></head>\n"
	"<body><div id=\"app\"></div><noscript>请打开浏览器的脚本功能。</noscript>\n"
	"<script>window.page = { id: 20231, kind: \"report\" };</script></body></html>\n";

/* One pixel. */
static const char picture[] =
	"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9c"
	"c\xf8\xcf\xc0\xf0\x1f\0\5\0\1\xff\x89\x99=\x1d\0\0\0\0IEND\xae""B`\x82";

static const struct gj_test_other {
	const char *path;
	gj_str content;
} others[] = {
	{ "sites/linlan/transport/2023.html", { news, sizeof news - 1 } },
	{ "refused/news.html", { news, sizeof news - 1 } },
	{ "refused/legacy_2017.html", { legacy, sizeof legacy - 1 } },
	{ "refused/script_shell.html", { shell, sizeof shell - 1 } },
	{ "refused/empty.html", { "", 0 } },
	{ "refused/picture.html", { picture, sizeof picture - 1 } },
};

static void add_readme(gj_buffer *text)
{
	gj_buffer_add_text(
		text,
		"# Test data\n\n"
		"A made-up city, its three counties and a township: every agency, name and figure is\n"
		"invented. `gj_make_testdata testdata` writes all of it, this file too, from the tables in\n"
		"`tests/support/testdata_plan.c`; change those, not these files.\n\n"
		"- `sites/REGION/AGENCY/YEAR.*` — reports, each in another markup and charset\n"
		"- `sources.csv` — the source list, with paths from here\n"
		"- `sources-http.csv` — the same for a web server over this folder; replace `PORT`\n"
		"- `refused/` — files that are no report: a layout from before 2019, a news page, a page\n"
		"  filled by script, an empty file, a picture under a wrong name\n\n"
		"Both lists name one address that leads nowhere (柏溪县自然资源局) and one agency whose\n"
		"address holds a news page (临岚县交通运输局). All other reports are right but for these:\n\n"
		"| agency | year | file | what is wrong | rules |\n|---|---|---|---|---|\n");
	gj_test_report report;
	for (size_t agency = 0; agency < gj_test_agency_count; agency++)
		for (int year = GJ_TEST_FIRST_YEAR; year < GJ_TEST_FIRST_YEAR + GJ_TEST_YEARS;
		     year++) {
			gj_test_report_plan(&report, agency, year);
			const gj_test_flaw *flaw = gj_test_flaw_of(report.agency, year);
			if (flaw)
				gj_buffer_printf(text, "| %s | %d | `%s` | %s | %s |\n", report.name,
				                 year, report.path, flaw->what,
				                 *flaw->rules ? flaw->rules : "—");
		}
}

static void add_local_sources(gj_buffer *list)
{
	add_sources(list, "");
}

static void add_http_sources(gj_buffer *list)
{
	add_sources(list, "http://127.0.0.1:PORT/");
}

static gj_code write_composed(const char *folder, const char *name, void (*compose)(gj_buffer *),
                              gj_err *err)
{
	gj_buffer text;
	gj_buffer_init(&text, FILE_BYTES);
	compose(&text);
	gj_code code = write_file(folder, name, gj_buffer_str(&text), err);
	gj_buffer_release(&text);
	return code;
}

static gj_code write_reports(const char *folder, gj_err *err)
{
	gj_test_report report;
	gj_code code = GJ_OK;
	for (size_t i = 0; code == GJ_OK && i < gj_test_agency_count * GJ_TEST_YEARS; i++) {
		gj_test_report_plan(&report, i / GJ_TEST_YEARS,
		                    GJ_TEST_FIRST_YEAR + (int)(i % GJ_TEST_YEARS));
		code = write_report(folder, &report, err);
	}
	return code;
}

gj_code gj_testdata_write(const char *folder, gj_err *err)
{
	gj_code code = write_reports(folder, err);
	for (size_t i = 0; code == GJ_OK && i < sizeof others / sizeof others[0]; i++)
		code = write_file(folder, others[i].path, others[i].content, err);
	if (code == GJ_OK)
		code = write_composed(folder, "sources.csv", add_local_sources, err);
	if (code == GJ_OK)
		code = write_composed(folder, "sources-http.csv", add_http_sources, err);
	if (code == GJ_OK)
		code = write_composed(folder, "README.md", add_readme, err);
	return code;
}
