#include "page/answer.h"

#include "page/page.h"

#include <stdio.h>

enum {
	NOTICE_MAX = 3000,  /* bytes of text: a page that only says one thing has less */
	SHELL_MAX = 300,    /* … a page that fills itself by script */
	LIST_LEAST = 3,     /* links to reports that make a list */
};

static const struct answer_text {
	const char *name, *english, *chinese;
} texts[GJ_ANSWER_COUNT] = {
	[GJ_ANSWER_UNKNOWN] = { "unknown", "No report; open the address and look.",
	                        "不是年报；请打开网址查看。" },
	[GJ_ANSWER_REPORT] = { "report", "A report.", "年报。" },
	[GJ_ANSWER_LIST] = { "list",
	                     "A list of pages; give the address of the report itself.",
	                     "列表页；请填写年报本身的网址。" },
	[GJ_ANSWER_ATTACHMENT_PAGE] = { "attachment_page",
	                                "The report is in a file that the page links to; the file "
	                                "was fetched too.",
	                                "年报在该页链接的附件中；附件已一并下载。" },
	[GJ_ANSWER_ATTACHMENT] = { "attachment",
	                           "The report is a file of a kind that is kept, but not read here; "
	                           "look for a web page of it.",
	                           "年报是本程序不读取的文件类型（已存档）；请查找网页版。" },
	[GJ_ANSWER_MOVED] = { "moved",
	                      "The page only sends on to another, which was fetched too.",
	                      "该页只是跳转到另一网页；目标网页已一并下载。" },
	[GJ_ANSWER_SCRIPT] = { "script",
	                       "The page loads its text by script; open it in a browser and save it.",
	                       "网页内容由脚本加载；请用浏览器打开并保存。" },
	[GJ_ANSWER_LOGIN] = { "login", "The page wants a login; look for a public address.",
	                      "网页要求登录；请查找公开的网址。" },
	[GJ_ANSWER_CHALLENGE] = { "challenge",
	                          "The server tests for a browser and lets no program in; open the "
	                          "page by hand and save it.",
	                          "服务器要求通过浏览器验证，不接受程序访问；请人工打开并保存网页。" },
	[GJ_ANSWER_ERROR] = { "error_page", "The page tells an error of the server; try again later.",
	                      "网页显示服务器出错；请稍后重试。" },
	[GJ_ANSWER_REMOVED] = { "removed",
	                        "The page says that its text is gone; look for its new address.",
	                        "网页提示内容不存在或已删除；请查找新的网址。" },
	[GJ_ANSWER_WRONG_CHARSET] = { "wrong_charset",
	                              "A report whose server declares another charset; it was read "
	                              "as its bytes are. Tell the site.",
	                              "年报，但服务器声明的字符编码有误；已按实际编码读取，可告知网站。" },
};

const char *gj_answer_name(gj_answer answer)
{
	return texts[answer].name;
}

const char *gj_answer_sentence(gj_answer answer, bool chinese)
{
	return chinese ? texts[answer].chinese : texts[answer].english;
}

/* ---- files ---- */

static const struct magic {
	gj_str bytes;
} magics[] = {
	{ { "%PDF", 4 } },             { { "PK\x03\x04", 4 } },       { { "\xD0\xCF\x11\xE0", 4 } },
	{ { "\xFF\xD8\xFF", 3 } },     { { "\x89PNG", 4 } },          { { "GIF8", 4 } },
	{ { "II*\0", 4 } },            { { "MM\0*", 4 } },            { { "Rar!", 4 } },
	{ { "{\\rtf", 5 } },           { { "%!PS", 4 } },
};

static bool is_file(gj_str body)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (gj_str_starts(body, magics[i].bytes))
			return true;
	return false;
}

/* Kinds of files reports are attached as, the likeliest to be read first. */
static const char *const extensions[] = {
	".docx", ".doc", ".pdf", ".wps", ".ofd", ".rtf", ".xlsx", ".xls", ".zip", ".rar",
};

/* Scans of a report; and every other picture. */
static const char *const pictures[] = { ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif" };

enum { KINDS = sizeof extensions / sizeof *extensions, PICTURE_MERIT = 1 };

static bool ends_as(gj_str href, const char *extension)
{
	gj_str wanted = gj_str_of(extension);
	gj_str end = gj_str_from(href, href.len > wanted.len ? href.len - wanted.len : 0);
	return gj_str_equal_nocase(end, wanted);
}

/* How well a file of that name would serve; 0 = it is no file. */
static int file_merit(gj_str href)
{
	href = gj_str_upto(href, gj_str_find(href, GJ_STR("?")));
	href = gj_str_upto(href, gj_str_find(href, GJ_STR("#")));
	for (int i = 0; i < KINDS; i++)
		if (ends_as(href, extensions[i]))
			return PICTURE_MERIT + KINDS - i;
	for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
		if (ends_as(href, pictures[i]))
			return PICTURE_MERIT;
	return 0;
}

/* ---- words ---- */

typedef const char *const words[];

static const words challenge_words = {
	"__jsl_clearance", "$_ts", "acw_sc__v2", "__cf_chl", "cf-browser-verification", "安全验证",
	"访问验证", "人机验证", "滑动验证", "请完成验证", "请开启JavaScript并刷新", NULL,
};
static const words login_words = { "统一身份认证", "用户登录", "请登录", "请先登录", "单点登录", NULL };
static const words removed_words = {
	"页面不存在", "网页不存在", "内容不存在", "文章不存在", "信息不存在", "已被删除", "已经删除", "页面已删除",
	"找不到页面", "无法找到", "页面未找到", "404 Not Found", "Page Not Found", "抱歉，您访问的", NULL,
};
static const words error_words = {
	"系统错误", "服务器错误", "系统繁忙", "访问出错", "服务不可用", "数据库连接", "内部错误", "系统维护",
	"Internal Server Error", "Service Unavailable", "Bad Gateway", "Gateway Time", NULL,
};
/* Lines of table 三 that every form has. */
static const words report_words = { "结转下年度", "本年新收", NULL };

static bool has_any(gj_str text, const char *const *list)
{
	for (; *list; list++)
		if (gj_str_has(text, gj_str_of(*list)))
			return true;
	return false;
}

static bool has_all(gj_str text, const char *const *list)
{
	for (; *list; list++)
		if (!gj_str_has(text, gj_str_of(*list)))
			return false;
	return true;
}

/* ---- links ---- */

static bool has_year(gj_str text, int year)
{
	char number[16];
	snprintf(number, sizeof number, "%d", year);
	return year && gj_str_has(text, gj_str_of(number));
}

static bool names_report(gj_str text)
{
	static const words names = { "年度报告", "年报", NULL };
	return has_any(text, names);
}

/* How surely a link leads to the report; 0 = it does not. */
static int link_merit(const gj_page *page, const gj_link *link, const gj_expected *expected)
{
	int file = file_merit(link->href);
	/* Of pictures there are many: one is meant that is called a report. */
	bool kept = file > PICTURE_MERIT;
	bool named = names_report(link->text) ||
	             (kept && (names_report(link->href) || names_report(page->title)));
	if (!named)
		return 0;
	/* Another year's report is worse than none. */
	bool wrong_year = false;
	for (int year = expected->year - 9; expected->year && year < expected->year + 10; year++)
		wrong_year |= year != expected->year && has_year(link->text, year);
	bool right_year = has_year(link->text, expected->year);
	if (wrong_year && !right_year)
		return 0;
	bool agency = expected->agency.len && gj_str_has(link->text, expected->agency);
	return 1 + (file ? 10 + file : 0) + (right_year ? 100 : 0) + (agency ? 200 : 0);
}

/* A page of its own gives one link that fits best; a list must name the agency
 * or have a single one for the year. */
static void choose_link(gj_look *look, const gj_page *page, const gj_expected *expected)
{
	int best = 0, reports = 0, ties = 0;
	for (size_t i = 0; i < page->link_count; i++) {
		const gj_link *link = &page->links[i];
		int merit = link_merit(page, link, expected);
		reports += names_report(link->text) && !file_merit(link->href);
		bool same = look->follow.len && gj_str_equal(look->follow, link->href);
		ties = merit > best ? 1 : ties + (merit == best && merit > 0 && !same);
		if (merit <= best)
			continue;
		look->follow = link->href;
		best = merit;
	}
	bool file = look->follow.len && file_merit(look->follow) > 0;
	if (file)
		look->answer = GJ_ANSWER_ATTACHMENT_PAGE;
	else if (reports >= LIST_LEAST || look->follow.len)
		look->answer = GJ_ANSWER_LIST;
	if (!file && ties > 1)
		look->follow = (gj_str){ 0 };
}

/* ---- the page ---- */

/* A page that says one thing only, and no report. */
static gj_answer notice_of(const gj_page *page)
{
	bool brief = page->text_length < NOTICE_MAX;
	if (page->text_length < SHELL_MAX && has_any(page->html, challenge_words))
		return GJ_ANSWER_CHALLENGE;
	if (brief && (has_any(page->title, challenge_words) || has_any(page->text, challenge_words)))
		return GJ_ANSWER_CHALLENGE;
	if (brief && (page->asks_password || has_any(page->title, login_words)))
		return GJ_ANSWER_LOGIN;
	if (brief && (has_any(page->title, removed_words) || has_any(page->text, removed_words)))
		return GJ_ANSWER_REMOVED;
	if (brief && (has_any(page->title, error_words) || has_any(page->text, error_words)))
		return GJ_ANSWER_ERROR;
	return GJ_ANSWER_UNKNOWN;
}

gj_code gj_answer_look(gj_look *look, gj_arena *arena, gj_str body, gj_str content_type,
                       const gj_expected *expected)
{
	*look = (gj_look){ .answer = GJ_ANSWER_ATTACHMENT };
	if (is_file(body))
		return GJ_OK;
	gj_page page;
	gj_code code = gj_page_decode(&page, arena, body, content_type);
	/* Most answers are reports: seen at once, or between markup. */
	bool report = !code && has_all(page.html, report_words);
	if (!code && !report) {
		code = gj_page_read(&page, arena);
		report = !code && has_all(page.text, report_words);
	}
	if (code)
		return code;
	if (report) {
		look->answer = page.wrong_charset ? GJ_ANSWER_WRONG_CHARSET : GJ_ANSWER_REPORT;
		return GJ_OK;
	}
	look->answer = notice_of(&page);
	if (look->answer == GJ_ANSWER_UNKNOWN)
		choose_link(look, &page, expected);
	if (look->answer == GJ_ANSWER_UNKNOWN && page.text_length < SHELL_MAX && page.refresh.len) {
		look->answer = GJ_ANSWER_MOVED;
		look->follow = page.refresh;
	}
	if (look->answer == GJ_ANSWER_UNKNOWN && page.text_length < SHELL_MAX && page.script_count)
		look->answer = GJ_ANSWER_SCRIPT;
	return GJ_OK;
}
