/* S05 and S06: whether sections 五 and 一 say what they are there to say. */
#include "rule/narrative.h"

#include "prose/words.h"

#include <string.h>

enum {
	/* Characters of section 五 below which it can hardly name a problem and what is
	 * done about it; “无” and its like have under ten, the shortest real ones that
	 * say something about fifty. */
	PROBLEMS_CHARACTERS_MIN = 40,
	/* Up to here a text that denies all problems is nothing but that. */
	DENIAL_CHARACTERS_MAX = 60
};

enum { OVERVIEW, PROBLEMS = 4 };

/* Chinese characters of folded text. */
static size_t characters(gj_str text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		count += code >= 0x4E00 && code < 0xA000;
	}
	return count;
}

static bool is_perfunctory(gj_str text)
{
	static const char *const substance[] = { "不够", "不足", "不强", "不高", "不全", "不及时", "有待", "滞后", "薄弱",
		                                 "欠缺", "缺乏", "不少", "需要进一步", "仍需", "还需", "下一步", "加强", "提高",
		                                 "改进措施", "完善", "不均", "偏", "不熟", "今后", NULL };
	static const char *const denials[] = { "不存在问题", "没有问题", "无问题", "不存在", "暂无", "无。", NULL };
	size_t length = characters(text);
	if (length < PROBLEMS_CHARACTERS_MIN && !gj_words_in(text, substance))
		return true;
	return length < DENIAL_CHARACTERS_MAX && gj_words_in(text, denials) &&
	       !gj_words_in(text, substance);
}

void gj_evaluate_problems(gj_check *check, const gj_rule *rule)
{
	static const gj_words empty = { "“五、存在的主要问题及改进情况”是空的",
		                        "Section 5 (存在的主要问题及改进情况) is empty" };
	static const gj_words thin = { "“五、存在的主要问题及改进情况”只是应付",
		                       "Section 5 (存在的主要问题及改进情况) says nothing of substance" };
	const gj_section *section = &check->report->sections[PROBLEMS];
	gj_str text = check->prose[PROBLEMS].folded.text;
	if (!section->found) { /* S01 says so */
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		return;
	}
	if (!is_perfunctory(text)) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	/* In text without cells the section's words may have gone to a table. */
	unsigned doubts = check->report->doubts & GJ_DOUBTS_OF_STRUCTURE;
	gj_finding *finding = gj_check_fail(check, rule, doubts);
	gj_str quote = gj_check_quote(check, gj_str_trim(section->text));
	const char *complaint = gj_check_word(check, quote.len ? thin : empty);
	finding->message = quote.len ? gj_check_format(check, "%s：“%.*s”", "%s: “%.*s”", complaint,
	                                               GJ_STR_ARG(quote))
	                             : gj_str_of(complaint);
	finding->section = finding->subject = gj_check_format(check, "section %d", "section %d",
	                                                      PROBLEMS + 1);
}

/* --- S06 ------------------------------------------------------------------ */

enum { TOPIC_WORDS_MAX = 12 };

typedef struct gj_overview_topic {
	gj_words name;
	bool government; /* asked of governments only */
	const char *words[TOPIC_WORDS_MAX + 1];
} gj_overview_topic;

/* 国办公开办函〔2021〕30号, with the words reports use for each. */
static const gj_overview_topic overview_topics[] = {
	{ { "主动公开", "proactive disclosure (主动公开)" }, false,
	  { "主动公开", "公开政府信息", "公开信息", "发布信息", "发布各类", "公开各类", "公开规章", "上传各类", NULL } },
	{ { "依申请公开", "disclosure on request (依申请公开)" }, false,
	  { "依申请", "申请公开", "公开申请", "信息公开的申请", "收到申请", "新收申请", NULL } },
	{ { "政府信息管理", "information management (政府信息管理)" }, false,
	  { "信息管理", "管理", "审查", "审核", "台账", "目录", "规范性文件", "公开属性", "动态调整", NULL } },
	{ { "政府信息公开平台建设", "platforms (平台建设)" }, false,
	  { "平台", "网站", "专栏", "公众号", "新媒体", "微博", "微信", "公报", "渠道", "栏目", NULL } },
	{ { "监督保障", "supervision and support (监督保障)" }, false,
	  { "监督", "保障", "培训", "考核", "领导小组", "评议", "检查", "分管", "督查", "责任", NULL } },
	{ { "工作考核", "appraisal (工作考核)" }, true,
	  { "考核", "考评", "评查", "绩效", "评估", NULL } },
	{ { "社会评议", "public assessment (社会评议)" }, true,
	  { "评议", "测评", "满意度", "评价", "监督员", "意见征集", NULL } },
	{ { "责任追究", "accountability (责任追究)" }, true,
	  { "责任追究", "追责", "问责", "追究", NULL } },
};

static void add_missing(gj_check *check, gj_words name, size_t *missing)
{
	if ((*missing)++)
		gj_buffer_add_text(&check->text, check->options->chinese ? "、" : ", ");
	gj_buffer_add_text(&check->text, gj_check_word(check, name));
}

void gj_evaluate_topics(gj_check *check, const gj_rule *rule)
{
	gj_str text = check->prose[OVERVIEW].folded.text;
	size_t missing = 0;
	if (!check->report->sections[OVERVIEW].found) {
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		return;
	}
	/* Townships are asked for the five only: they have nobody below to appraise. */
	bool government = check->agency.whole_place;
	for (size_t i = 0; i < sizeof overview_topics / sizeof *overview_topics; i++)
		if ((government || !overview_topics[i].government) &&
		    !gj_words_in(text, overview_topics[i].words))
			add_missing(check, overview_topics[i].name, &missing);
	gj_str names = gj_check_take_text(check);
	if (!missing) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	gj_finding *finding =
		gj_check_fail(check, rule, check->report->doubts & GJ_DOUBTS_OF_STRUCTURE);
	finding->message = gj_check_format(check, "“一、总体情况”没有说到：%.*s",
	                                   "Section 1 (总体情况) says nothing of: %.*s",
	                                   GJ_STR_ARG(names));
	finding->section = finding->subject = gj_check_format(check, "section %d", "section %d",
	                                                      OVERVIEW + 1);
}
