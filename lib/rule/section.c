/* S05 and S06: whether sections 五 and 一 say what they are there to say. */
#include "rule/narrative.h"

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

static bool is_perfunctory(const gj_folded *text)
{
	if (gj_said_has(&text->said, GJ_SAYS_SUBSTANCE))
		return false;
	size_t length = characters(text->text);
	return length < PROBLEMS_CHARACTERS_MIN ||
	       (length < DENIAL_CHARACTERS_MAX && gj_said_has(&text->said, GJ_SAYS_NO_PROBLEM));
}

void gj_evaluate_problems(gj_check *check, const gj_rule *rule)
{
	static const gj_words empty = { "“五、存在的主要问题及改进情况”是空的",
		                        "Section 5 (存在的主要问题及改进情况) is empty" };
	static const gj_words thin = { "“五、存在的主要问题及改进情况”只是应付",
		                       "Section 5 (存在的主要问题及改进情况) says nothing of substance" };
	const gj_section *section = &check->report->sections[PROBLEMS];
	if (!section->found) { /* S01 says so */
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		return;
	}
	if (!is_perfunctory(&check->prose[PROBLEMS].folded)) {
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

typedef struct gj_overview_topic {
	gj_words name;
	bool government; /* asked of governments only */
	gj_says says;
} gj_overview_topic;

/* 国办公开办函〔2021〕30号 */
static const gj_overview_topic overview_topics[] = {
	{ { "主动公开", "proactive disclosure (主动公开)" }, false, GJ_SAYS_TOPIC_DISCLOSURE },
	{ { "依申请公开", "disclosure on request (依申请公开)" }, false, GJ_SAYS_TOPIC_ON_REQUEST },
	{ { "政府信息管理", "information management (政府信息管理)" }, false, GJ_SAYS_TOPIC_MANAGEMENT },
	{ { "政府信息公开平台建设", "platforms (平台建设)" }, false, GJ_SAYS_TOPIC_PLATFORMS },
	{ { "监督保障", "supervision and support (监督保障)" }, false, GJ_SAYS_TOPIC_SUPERVISION },
	{ { "工作考核", "appraisal (工作考核)" }, true, GJ_SAYS_TOPIC_APPRAISAL },
	{ { "社会评议", "public assessment (社会评议)" }, true, GJ_SAYS_TOPIC_ASSESSMENT },
	{ { "责任追究", "accountability (责任追究)" }, true, GJ_SAYS_TOPIC_ACCOUNTABILITY },
};

static void add_missing(gj_check *check, gj_words name, size_t *missing)
{
	if ((*missing)++)
		gj_buffer_add_text(&check->text, check->options->chinese ? "、" : ", ");
	gj_buffer_add_text(&check->text, gj_check_word(check, name));
}

void gj_evaluate_topics(gj_check *check, const gj_rule *rule)
{
	const gj_said *said = &check->prose[OVERVIEW].folded.said;
	size_t missing = 0;
	if (!check->report->sections[OVERVIEW].found) {
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		return;
	}
	/* Townships are asked for the five only: they have nobody below to appraise. */
	bool government = check->agency.whole_place;
	for (size_t i = 0; i < sizeof overview_topics / sizeof *overview_topics; i++)
		if ((government || !overview_topics[i].government) &&
		    !gj_said_has(said, overview_topics[i].says))
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
