#include "prose.h"

#include <stdlib.h>
#include <string.h>

enum { PARAGRAPHS_MAX = 9 };

/* {agency} {year} {title} {posts} {new} {in} {done} {out}: see fill(). A paragraph that
 * starts with '+' is for governments only. */
typedef struct gj_voice {
	const char *title, *opening;
	const char *sections[GJ_SECTIONS][PARAGRAPHS_MAX];
} gj_voice;

static const gj_voice voices[GJ_VOICES] = {
	{
		.title = "{agency}{title}年政府信息公开工作年度报告",
		.opening = "本报告由{agency}依照政府信息公开条例编写。所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
		.sections = {
			{
				"（一）主动公开。全年通过门户网站和公示栏发布信息{posts}条，机构职责、办事流程与年度预算都能在专栏里查到。",
				"（二）依申请公开。本年新收申请{new}件，上年转入{in}件，办结{done}件，转入下年{out}件。",
				"（三）政府信息管理。文件起草时即标明公开属性，发布之前由两人交叉核对。",
				"（四）政府信息公开平台建设。专栏按主题重排，旧链接逐条检查后修复或撤下。",
				"（五）监督保障。每季度抽查一次，问题清单当月销号。",
				"+（六）工作考核、社会评议与责任追究。公开工作计入年终考评，居民评议结果在网上张贴，未发生需要追究责任的情形。",
			},
			{ 0 },
			{ 0 },
			{ 0 },
			{
				"一年下来看，专栏里的说明偏长，手机上读起来费力；个别科室报送材料不够及时。",
				"下一步，把常用说明改写成一页以内的问答，并给每个科室指定一名联络人。",
			},
			{ "本年度没有收取信息处理费，也没有其他要说明的事情。" },
		},
	},
	{
		.title = "{agency}{title}年度政府信息公开工作年度报告",
		.opening = "按照有关规定，{agency}编制了{year}年度报告，数据统计周期自{year}年1月1日起到12月31日止。",
		.sections = {
			{
				"{year}年，本单位把公开当作日常业务来做，重点是让居民少跑路、看得懂。",
				"（一）主动公开情况。共上传各类信息{posts}条，配图解读十余篇。",
				"（二）依申请公开情况。{year}年新收申请{new}件，答复均在规定时间内完成，结转下一年度{out}件。",
				"（三）政府信息管理情况。建立了文件台账，失效的文件及时加注。",
				"（四）平台建设情况。网站改版后增加了按年份检索的入口。",
				"（五）监督保障情况。请热心居民担任观察员，意见逐条回复。",
				"+（六）考核评议情况。对下级单位开展两次评查，评议分数公布在网站，没有责任追究事项。",
			},
			{ 0 },
			{ 0 },
			{ 0 },
			{
				"（一）问题。更新频率不均匀，月初多、月末少；新来的同事对答复文书还不熟。",
				"（二）改进。排出全年发布日历，春秋两季各办一次练习。",
			},
			{
				"（一）信息处理费：没有发出收费通知，没有收取费用。",
				"（二）其他事项：无。",
			},
		},
	},
	{
		.title = "{title}年{agency}政府信息公开工作年度报告",
		.opening = "现将{agency}{year}年政府信息公开情况报告如下，统计时限从{year}年1月1日至{year}年12月31日。",
		.sections = {
			{
				"（一）主动公开。网站、公众号和村居公告栏合计发布{posts}条，涉及民生的占大半。",
				"（二）依申请公开。窗口与网上渠道并行，{year}年新收{new}件，连同上年结转的{in}件，共办结{done}件。",
				"（三）政府信息管理。对历年文件做了一遍清点，补录了缺失的文号。",
				"（四）平台建设。检索框支持按文号和关键词查找，页面打开更快。",
				"（五）监督保障。明确一名分管负责人和一名经办人，培训两场。",
				"+（六）其他工作。年度考核权重百分之四，社会评议邀请六十人参加，责任追究零起。",
			},
			{ 0 },
			{ 0 },
			{ 0 },
			{
				"主要不足是表格多、解释少，居民来电询问仍然不少。今后给每张表配一段白话说明，并公布咨询电话的接听时间。",
			},
			{ "{year}年未产生信息处理费。" },
		},
	},
};

/* Numbers of table 三 that the words state: 总计 of a row. */
static const struct stated_count {
	const char *placeholder;
	int row;
} stated_counts[] = {
	{ "{new}", GJ_T3_NEW_RECEIVED },
	{ "{in}", GJ_T3_CARRIED_IN },
	{ "{done}", GJ_T3_PROCESSED_TOTAL },
	{ "{out}", GJ_T3_CARRIED_OUT },
};

static bool takes(const char **at, const char *placeholder)
{
	size_t length = strlen(placeholder);
	bool matches = strncmp(*at, placeholder, length) == 0;
	*at += matches ? length : 0;
	return matches;
}

static bool fill_count(gj_buffer *out, const char **at, const gj_filled_form *form)
{
	for (size_t i = 0; i < sizeof stated_counts / sizeof stated_counts[0]; i++)
		if (takes(at, stated_counts[i].placeholder)) {
			gj_buffer_add_integer(out, gj_filled_form_integer(
							   form, gj_t3(stated_counts[i].row, GJ_T3_TOTAL)));
			return true;
		}
	return false;
}

static void fill(gj_buffer *out, const char *at, const gj_masthead *masthead,
                 const gj_filled_form *form)
{
	while (*at) {
		if (takes(&at, "{agency}"))
			gj_buffer_add_text(out, masthead->agency);
		else if (takes(&at, "{year}"))
			gj_buffer_add_integer(out, masthead->year);
		else if (takes(&at, "{title}"))
			gj_buffer_add_integer(out, masthead->title_year ? masthead->title_year
			                                                : masthead->year);
		else if (takes(&at, "{posts}"))
			gj_buffer_add_integer(out, 120 + 7 * (int64_t)strlen(masthead->agency));
		else if (!fill_count(out, &at, form))
			gj_buffer_add_char(out, *at++);
	}
}

void gj_prose_title(gj_buffer *out, const gj_masthead *masthead)
{
	fill(out, voices[masthead->voice].title, masthead, NULL);
}

void gj_prose_opening(gj_buffer *out, const gj_masthead *masthead)
{
	fill(out, voices[masthead->voice].opening, masthead, NULL);
}

void gj_prose_date(gj_buffer *out, const gj_masthead *masthead)
{
	static const char *const units[] = { "年", "月", "日" };
	const char *at = masthead->published;
	for (int i = 0; i < 3; i++) {
		char *end;
		gj_buffer_add_integer(out, strtol(at, &end, 10));
		gj_buffer_add_text(out, units[i]);
		at = *end ? end + 1 : end;
	}
}

const char *gj_prose_heading(const gj_filled_form *form, int section)
{
	static const char *const headings[GJ_SECTIONS] = {
		"总体情况",
		"主动公开政府信息情况",
		"收到和处理政府信息公开申请情况",
		"政府信息公开行政复议、行政诉讼情况",
		"存在的主要问题及改进情况",
		"其他需要报告的事项",
	};
	if (section == 4 && form->tables[3] == GJ_FORM_2019)
		return "因政府信息公开工作被申请行政复议、提起行政诉讼情况";
	return headings[section - 1];
}

bool gj_prose_paragraph(gj_buffer *out, const gj_masthead *masthead, const gj_filled_form *form,
                        int section, int index)
{
	const char *const *paragraphs = voices[masthead->voice].sections[section - 1];
	const char *text = paragraphs[index];
	if (text && *text == '+')
		text = masthead->government ? text + 1 : NULL;
	if (!text)
		return false;
	fill(out, text, masthead, form);
	return true;
}
