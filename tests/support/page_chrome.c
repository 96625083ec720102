#include "page_chrome.h"

/* {agency} and {published} are the report's. */
static const struct chrome {
	const char *before_title, *before_body, *after;
} chromes[] = {
	[GJ_CHROME_NONE] = { "", "", "" },
	[GJ_CHROME_UCAP] = {
		"<div class=\"nav\"><ul><li><a href=\"/index.html\">首页</a></li>"
		"<li><a href=\"/xxgk/\">政府信息公开</a></li><li><a href=\"/xxgk/nb/\">年度报告</a></li></ul></div>\n"
		"<table class=\"info\"><tbody>\n"
		"<tr><td>索引号</td><td>000014349/2024-00017</td><td>主题分类</td><td>政务公开</td></tr>\n"
		"<tr><td>发布机构</td><td>{agency}</td><td>发布日期</td><td><publishtime>{published}</publishtime></td></tr>\n"
		"<tr><td>文号</td><td></td><td>有效性</td><td>有效</td></tr>\n"
		"</tbody></table>\n",
		"<div class=\"article-content\" id=\"zoomcon\"><ucapcontent>\n",
		"</ucapcontent></div>\n<div class=\"share\">分享到：<a href=\"#\">微信</a></div>\n",
	},
	[GJ_CHROME_TRS] = {
		"<div class=\"breadcrumb\"><span>当前位置：</span><ul><li><a href=\"../../\" title=\"首页\">首页</a></li>"
		"<li><a href=\"../\">政务公开</a></li></ul></div>\n<div class=\"article\">\n",
		"<span class=\"source\">来源：{agency}</span>\n"
		"<div class=\"article_content\"><div class=TRS_Editor>\n",
		"</div></div></div>\n<div class=\"foot\">主办：{agency}　备案号：000000</div>\n",
	},
	[GJ_CHROME_ZOOM] = {
		"<script type=\"text/javascript\">var pages = 12; if (pages < 20 && pages > 2) { "
		"document.write('<table><tr><td>0</td></tr></table>'); }</script>\n"
		"<style type=\"text/css\">.title { font-size: 24px } table > tr { color: #333 }</style>\n"
		"<select><option>市直部门</option><option>县级政府</option></select>\n",
		"<div id=\"zoom\">\n",
		"</div>\n<ul class=\"related\"><li><a href=\"1.html\">政府信息公开指南</a><span>2019-05-15</span></li>"
		"<li><a href=\"2.html\">2020年政府信息公开工作年度报告</a><span>2021-01-20</span></li></ul>\n",
	},
	[GJ_CHROME_TABLES] = {
		"<table width=\"1000\" border=\"0\"><tr><td height=\"90\" colspan=\"2\"><img src=\"top.jpg\"></td></tr>\n"
		"<tr><td width=\"180\" valign=\"top\"><table><tr><td><a href=\"a.html\">机构职能</a></td></tr>"
		"<tr><td><a href=\"b.html\">年度报告</a></td></tr></table></td>\n<td valign=\"top\"><table><tr><td>\n",
		"</td></tr><tr><td>\n",
		"</td></tr></table></td></tr>\n"
		"<tr><td colspan=\"2\" align=\"center\">版权所有：{agency}</td></tr></table>\n",
	},
};

static void chrome(const gj_html_writer *writer, const gj_rendering *rendering, const char *at)
{
	static const gj_str agency = { "{agency}", 8 }, published = { "{published}", 11 };
	for (gj_str rest = gj_str_of(at); rest.len;) {
		if (gj_str_starts(rest, agency)) {
			gj_word_text(writer->out, &rendering->style->wording, rendering->masthead->agency);
			rest = gj_str_from(rest, agency.len);
		} else if (gj_str_starts(rest, published)) {
			gj_buffer_add_text(writer->out, rendering->masthead->published);
			rest = gj_str_from(rest, published.len);
		} else {
			gj_buffer_add_char(writer->out, *rest.ptr);
			rest = gj_str_from(rest, 1);
		}
	}
}

void gj_page_chrome_before_title(const gj_html_writer *writer, const gj_rendering *rendering)
{
	chrome(writer, rendering, chromes[rendering->style->chrome].before_title);
}

void gj_page_chrome_before_body(const gj_html_writer *writer, const gj_rendering *rendering)
{
	chrome(writer, rendering, chromes[rendering->style->chrome].before_body);
}

void gj_page_chrome_after(const gj_html_writer *writer, const gj_rendering *rendering)
{
	chrome(writer, rendering, chromes[rendering->style->chrome].after);
}
