/* Prose and links, added before the page is encoded. */
#include "html_writer.h"
#include "page_weight.h"

enum { LINKS_BEFORE = 36, LINKS_AFTER = 18, SENTENCES_MIN = 2, SENTENCES_MORE = 3 };

static const char *const sentences[] = {
	"窗口工作人员轮流到社区坐班，把常见的问题当面说清楚，回来再补进问答栏目。",
	"凡是与居民生活有关的文件，先写一份看得懂的说明，再同正文一起挂到网上。",
	"对长期无人点击的栏目逐个评估，内容并入相近栏目，原来的链接保留跳转。",
	"业务科室拟文时要写明公开的方式和理由，办公室只做复核，不代替判断。",
	"遇到多个部门都掌握的信息，由牵头部门统一答复，避免申请人来回奔波。",
	"把历年的规范性文件按年代和主题重新编目，失效的标注日期，继续有效的补上文号。",
	"网站支持字号放大和语音朗读，老年读者也能独立查到办事流程和联系方式。",
	"预算、决算和采购结果放在同一页面，附上名词解释，方便对照阅读。",
	"每逢集市日在广场设咨询台，收集的意见当周分送有关科室，答复情况张贴公布。",
	"新进人员上岗前先学习条例和答复文书的写法，由老同事带着办完头几件。",
	"对答复书逐份复核，着重看引用条款是否准确、救济渠道是否写明、送达日期是否留痕。",
	"收到要求更正的意见后，先核对原始记录，再决定是否修改，结果都告知来信人。",
	"把会议、调研和检查的安排提前公布，欢迎有兴趣的居民报名旁听。",
	"建设项目从立项到验收的主要文件按时间顺序排列，点开一页就能看到全过程。",
	"发布之前检查有无身份证号、电话和住址，需要遮盖的先遮盖，再由第二个人看一遍。",
	"教育、医疗、养老和供水供电等公共服务单位的收费标准，每季度核对一次，有变动当天更新。",
};
enum { SENTENCES = sizeof sentences / sizeof sentences[0] };

static const char *const topics[] = {
	"机构职能", "领导分工", "政策文件", "政策解读", "规划计划", "财政信息",
	"重点项目", "公共服务", "办事指南", "统计数据", "应急管理", "环境保护",
	"建议提案", "公开指南", "公开制度", "年度报告", "人事招考", "征集调查",
};
enum { TOPICS = sizeof topics / sizeof topics[0] };

static void add_links(gj_buffer *out, const char *box, int count, gj_random *random)
{
	gj_buffer_printf(out, "\n<div class=\"%s\" id=\"%s\">\n<ul class=\"clearfix\">\n", box, box);
	for (int i = 0; i < count; i++) {
		const char *topic = topics[gj_random_below(random, TOPICS)];
		int page = gj_random_below(random, 90000) + 10000;
		gj_buffer_printf(out,
		                 "<li class=\"item-%d\"><a href=\"/zwgk/fdzdgknr/%d/t%d.html?from=list&amp;"
		                 "page=%d\" target=\"_blank\" title=\"%s\">%s</a></li>\n",
		                 i, page, page * 7, i, topic, topic);
	}
	gj_buffer_add_text(out, "</ul>\n</div>\n");
}

static void add_paragraph(const gj_html_writer *writer, gj_random *random)
{
	gj_buffer words;
	gj_buffer_init(&words, writer->out->ceiling);
	int count = SENTENCES_MIN + gj_random_below(random, SENTENCES_MORE);
	for (int i = 0; i < count; i++)
		gj_buffer_add_text(&words, sentences[gj_random_below(random, SENTENCES)]);
	if (writer->style->heading == GJ_HEADING_BREAKS) {
		gj_html_run(writer, gj_buffer_str(&words));
		gj_html_open(writer, "br", NULL);
	} else {
		gj_html_paragraph(writer, gj_buffer_str(&words), false);
	}
	gj_buffer_add_char(writer->out, '\n');
	gj_buffer_release(&words);
}

/* Splits `rest` behind the next `mark`; all of it when there is none. */
static gj_str take_past(gj_str *rest, gj_str mark)
{
	size_t at = gj_str_find(*rest, mark);
	size_t end = at == SIZE_MAX ? rest->len : at + mark.len;
	gj_str taken = gj_str_upto(*rest, end);
	*rest = gj_str_from(*rest, end);
	return taken;
}

/* Lines end here; the first is the opening, before any section. */
static gj_str line_end(const gj_render_style *style)
{
	return style->heading == GJ_HEADING_BREAKS ? GJ_STR("<br>\n") : GJ_STR("</p>\n");
}

static void add_prose(gj_buffer *out, gj_str before_tables, const gj_render_style *style,
                      size_t prose, gj_random *random)
{
	gj_html_writer writer = { out, style };
	gj_str end = line_end(style), rest = before_tables;
	int places = 0;
	for (gj_str count = rest; count.len; places++)
		take_past(&count, end);
	gj_buffer_add_str(out, take_past(&rest, end));
	for (int left = places - 2; rest.len && left > 0; left--) {
		gj_buffer_add_str(out, take_past(&rest, end));
		size_t start = out->length;
		while (out->length - start < prose / (size_t)left)
			add_paragraph(&writer, random);
		size_t added = out->length - start;
		prose -= added < prose ? added : prose;
	}
	gj_buffer_add_str(out, rest);
}

void gj_weight_words(gj_buffer *out, gj_str page, const gj_render_style *style, size_t prose,
                     gj_random *random)
{
	gj_str rest = page;
	gj_buffer_add_str(out, take_past(&rest, GJ_STR("<body>")));
	add_links(out, "site-nav", LINKS_BEFORE, random);
	size_t tables = gj_str_find(rest, GJ_STR("<table border=\"1\""));
	gj_str before = gj_str_upto(rest, tables);
	add_prose(out, before, style, prose, random);
	rest = gj_str_from(rest, before.len);
	size_t end = gj_str_find(rest, GJ_STR("</body>"));
	gj_buffer_add_str(out, gj_str_upto(rest, end));
	add_links(out, "site-foot", LINKS_AFTER, random);
	gj_buffer_add_str(out, gj_str_from(rest, end));
}
