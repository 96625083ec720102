/* What a count is about: the last word before it that names a matter, and
 * between that word and the number nothing that is not understood. */
#include "prose/prose.h"

#include "prose/words.h"

enum {
	NEEDS_REQUESTS = 1, /* the words themselves could speak of anything */
	NEEDS_NOUN = 2,     /* 申请 beside the number, or requests spoken of before */
	UNSURE = 4          /* other readings are likely: a mismatch is a mere note */
};

typedef struct topic_word {
	const char *word;
	gj_topic topic;
	unsigned flags;
} topic_word;

static const topic_word request_words[] = {
	{ "新收", GJ_TOPIC_NEW_RECEIVED, NEEDS_NOUN },
	{ "新收到", GJ_TOPIC_NEW_RECEIVED, NEEDS_NOUN },
	{ "新受理", GJ_TOPIC_NEW_RECEIVED, NEEDS_NOUN },
	{ "收到", GJ_TOPIC_RECEIVED, NEEDS_NOUN },
	{ "接到", GJ_TOPIC_RECEIVED, NEEDS_NOUN },
	{ "受理", GJ_TOPIC_RECEIVED, NEEDS_NOUN },
	{ "接收", GJ_TOPIC_RECEIVED, NEEDS_NOUN },
	{ "收到和办理", GJ_TOPIC_RECEIVED, NEEDS_NOUN },
	{ "收到并办理", GJ_TOPIC_RECEIVED, NEEDS_NOUN },
	{ "办结", GJ_TOPIC_PROCESSED, NEEDS_NOUN },
	{ "办理完毕", GJ_TOPIC_PROCESSED, NEEDS_NOUN },
	{ "答复完毕", GJ_TOPIC_ANSWERED, NEEDS_NOUN },
	{ "答复", GJ_TOPIC_ANSWERED, NEEDS_NOUN },
	{ "办理", GJ_TOPIC_HANDLED, NEEDS_NOUN },
	{ "处理", GJ_TOPIC_HANDLED, NEEDS_NOUN },
	{ "受理办理", GJ_TOPIC_HANDLED, NEEDS_NOUN },
	{ "予以公开", GJ_TOPIC_GRANTED, NEEDS_REQUESTS },
	{ "同意公开", GJ_TOPIC_GRANTED, NEEDS_REQUESTS },
	{ "部分公开", GJ_TOPIC_PARTIALLY_GRANTED, NEEDS_REQUESTS },
	{ "部分予以公开", GJ_TOPIC_PARTIALLY_GRANTED, NEEDS_REQUESTS },
	{ "予以部分公开", GJ_TOPIC_PARTIALLY_GRANTED, NEEDS_REQUESTS },
	{ "予以公开及部分公开", GJ_TOPIC_DISCLOSED, NEEDS_REQUESTS },
	{ "予以公开和部分公开", GJ_TOPIC_DISCLOSED, NEEDS_REQUESTS },
	{ "予以公开、部分公开", GJ_TOPIC_DISCLOSED, NEEDS_REQUESTS },
	{ "予以公开或部分公开", GJ_TOPIC_DISCLOSED, NEEDS_REQUESTS },
	{ "予以公开与部分公开", GJ_TOPIC_DISCLOSED, NEEDS_REQUESTS },
	{ "予以公开以及部分公开", GJ_TOPIC_DISCLOSED, NEEDS_REQUESTS },
	{ "不予公开", GJ_TOPIC_REFUSED, NEEDS_REQUESTS },
	{ "不予以公开", GJ_TOPIC_REFUSED, NEEDS_REQUESTS },
	{ "无法提供", GJ_TOPIC_UNAVAILABLE, NEEDS_REQUESTS },
	{ "不予处理", GJ_TOPIC_REJECTED, NEEDS_REQUESTS },
	{ "其他处理", GJ_TOPIC_OTHER_HANDLING, NEEDS_REQUESTS },
	{ "其它处理", GJ_TOPIC_OTHER_HANDLING, NEEDS_REQUESTS },
};

/* 依申请公开5件, without a verb: received or dealt with. */
static const topic_word bare_request = { "依申请公开", GJ_TOPIC_HANDLED, NEEDS_NOUN | UNSURE };

/* Topic words that name something else when these stand before them: right before
 * (未收到, 主动予以公开), or anywhere in the clause (协助市局办理). */
static const char *const spoiling_prefixes[] = { "未", "没有", "主动", "转", "应", "拟", "重新", "非", "免",
	                                         NULL };
static const char *const spoiling_words[] = { "协助", "协办", "转办", "代为", "转送", "配合", "帮助", "指导", "督促",
	                                      "补正", "撤回", NULL };

/* What may stand between a topic word and its number. */
static const char *const request_fillers[] = {
	"政府信息公开", "政府信息", "信息公开", "信息", "公开", "依申请公开", "依申请", "申请公开", "申请", "申请件",
	"申请数量", "申请书", "申请事项", "事项", "件", "数量", "数", "的", "有", "为", "共", "共计", "计", "合计",
	"总计", "总数", "了", "各类", "公民、法人和其他组织", "公民、法人或者其他组织", "公民、法人或其他组织", "公众",
	"社会公众", "群众", "提出", "提交", "向本机关", "关于", ":", "约", "近", "超过", "逾", "累计", "答复", "办理",
	"决定", "“", "”", "\"", "本年度", "本年", "全年", "涉及", "类", "情况", "达", "达到", "其中", "及", "是",
	"分别为", NULL
};

/* In a clause with one of these a count of requests is of some of them only. */
static const char *const partial_words[] = {
	"自然人", "个人申请", "公民个人", "企业", "法人", "其他组织", "科研", "网络", "网上", "网站", "信函", "邮寄",
	"邮政", "当面", "现场", "来信", "来访", "传真", "邮件", "邮箱", "平台", "窗口", "渠道", "互联网", "书面申请",
	"书面形式", "线上", "线下", "在线", "电子", "口头", "挂号", "快递", "EMS", "ems", NULL
};

static const char *const whole_public[] = { "公民、法人和其他组织", "公民、法人或者其他组织",
	                                    "公民、法人或其他组织", "公民、法人及其他组织", NULL };

static gj_str tail_of(gj_str text, size_t from)
{
	return gj_str_from(text, from);
}

/* The table's word that ends last in `text`, the longest of those; null if none. */
static const topic_word *last_word(gj_str text, const topic_word *words, size_t count, size_t *end)
{
	const topic_word *best = NULL;
	size_t best_length = 0;
	*end = 0;
	for (size_t i = 0; i < count; i++) {
		gj_str word = gj_str_of(words[i].word);
		size_t at = gj_str_find_last(text, word);
		if (at == SIZE_MAX || at + word.len < *end ||
		    (at + word.len == *end && word.len <= best_length))
			continue;
		best = &words[i];
		best_length = word.len;
		*end = at + word.len;
	}
	return best;
}

static bool is_request_unit(gj_unit unit)
{
	return unit >= GJ_UNIT_PIECE && unit <= GJ_UNIT_ANY;
}

static void set(gj_count *count, gj_topic topic, bool sure)
{
	count->topic = topic;
	count->sure = sure;
}

/* --- carried over --------------------------------------------------------- */

static const char *const carry_verbs[] = { "结转", "转入", "转至", "转到", "转结", "顺延", "延至", "延到",
	                                   "转下", "转来", "转", NULL };

static bool bind_carried(const gj_prose_setting *setting, gj_count *count, gj_str words)
{
	if (!gj_words_in(words, carry_verbs))
		return false;
	bool last = gj_names_last_year(words, setting->year);
	bool next = gj_names_next_year(words, setting->year);
	static const char *const others[] = { "转办", "移转", "转发", "转载", "转交", "复议", "诉讼", "除",
		                              "运转", "转变", "流转", "好转", "转送", "转移", NULL };
	if (last == next || gj_words_in(words, others))
		return false;
	set(count, last ? GJ_TOPIC_CARRIED_IN : GJ_TOPIC_CARRIED_OUT, true);
	return true;
}

/* --- disputes ------------------------------------------------------------- */

static const char *const dispute_fillers[] = {
	"案件", "申请", "案", "情况", "数量", "数", "共", "共计", "均为", "各", "件", "为", "有", "的", "计", ":",
	"分别为", "总数", "合计", "约", NULL
};
/* A bureau that decides disputes of others counts those too. */
static const char *const hearing_words[] = { "办理", "审理", "审结", "受理", "应诉", "化解", "代理", "立案",
	                                     "承办", "出庭", "调解", "纠错", "败诉", "撤销", "指导",
	                                     "维持", "纠正", "审查", "办结", NULL };
static const char *const review_words[] = { "复议", NULL };
static const char *const litigation_words[] = { "诉讼", "复议后起诉", "直接起诉", NULL };
static const char *const either_words[] = { "复议和行政诉讼", "复议、行政诉讼", "复议及行政诉讼",
	                                    "复议或行政诉讼", "复议、诉讼", "复议和诉讼",
	                                    "复议与行政诉讼", "复议以及行政诉讼", "复议或诉讼",
	                                    "复议及诉讼", "复议或者行政诉讼", "复议、提起行政诉讼",
	                                    "复议和提起行政诉讼", NULL };

static gj_topic dispute_named(gj_str words)
{
	size_t review = gj_words_last(words, review_words);
	size_t litigation = gj_words_last(words, litigation_words);
	size_t either = gj_words_last(words, either_words);
	if (either != SIZE_MAX && either == litigation)
		return GJ_TOPIC_DISPUTES;
	if (litigation == SIZE_MAX || (review != SIZE_MAX && review > litigation))
		return review == SIZE_MAX ? GJ_TOPIC_NONE : GJ_TOPIC_REVIEW;
	if (gj_str_has(words, GJ_STR("未经复议")) || gj_str_has(words, GJ_STR("直接起诉")))
		return GJ_TOPIC_DIRECT_LITIGATION;
	return gj_str_has(words, GJ_STR("复议后")) ? GJ_TOPIC_LITIGATION_AFTER_REVIEW
	                                           : GJ_TOPIC_LITIGATION;
}

static size_t dispute_end(gj_str words)
{
	size_t review = gj_words_last(words, review_words);
	size_t litigation = gj_words_last(words, litigation_words);
	if (review == SIZE_MAX || (litigation != SIZE_MAX && litigation > review))
		return litigation;
	return review;
}

static bool is_case_unit(gj_unit unit)
{
	return unit == GJ_UNIT_PIECE || unit == GJ_UNIT_CASE || unit == GJ_UNIT_TIME ||
	       unit == GJ_UNIT_COPY || unit == GJ_UNIT_ITEM;
}

static bool bind_dispute(const gj_prose *prose, gj_count *count)
{
	gj_str words = count->before;
	bool behind = dispute_named(words) == GJ_TOPIC_NONE;
	if (behind)
		words = count->after;
	gj_topic topic = dispute_named(words);
	if (topic == GJ_TOPIC_NONE)
		return false;
	gj_str tail = tail_of(words, dispute_end(words));
	gj_str context = gj_prose_context(prose, count->sentence, count->end + (uint32_t)count->after.len);
	bool ours = gj_str_has(context, GJ_STR("信息公开")) || gj_str_has(context, GJ_STR("依申请"));
	if (ours && is_case_unit(count->unit) && gj_words_only(tail, dispute_fillers) &&
	    !gj_words_in(count->before, hearing_words) && !gj_words_in(count->after, hearing_words))
		set(count, topic, !behind || gj_str_has(words, GJ_STR("信息公开")));
	return true;
}

/* --- documents and decisions (table 二) ----------------------------------- */

static const char *const document_fillers[] = { "共", "共计", "合计", "数量", "的", "有", "为", "总数",
	                                        "达", ":", "文件", NULL };

static gj_topic document_topic(gj_str verbs, bool regulations)
{
	static const char *const in_force[] = { "现行有效", "继续有效", "有效", NULL };
	static const char *const repealed[] = { "废止", NULL };
	static const char *const made[] = { "制发", "制定", "制作", "印发", "出台", "新制定", "制定并公开",
		                            "制定并主动公开", "制发并公开", NULL };
	static const char *const neither[] = { "清理", "审查", "修订", "修改", "备案", "审核", "起草", "代拟",
		                               "报送", "解读", "梳理", "宣布失效", "拟", NULL };
	gj_topic base = regulations ? GJ_TOPIC_REGULATIONS_MADE : GJ_TOPIC_NORMATIVE_MADE;
	if (gj_words_in(verbs, neither))
		return GJ_TOPIC_NONE;
	size_t ends[] = { gj_words_last(verbs, made), gj_words_last(verbs, repealed),
		          gj_words_last(verbs, in_force) };
	int best = -1, named = 0;
	for (int i = 0; i < 3; i++)
		if (ends[i] != SIZE_MAX) {
			best = i;
			named++;
		}
	return named == 1 ? (gj_topic)((int)base + best) : GJ_TOPIC_NONE;
}

/* …规范性文件3件，废止1件，现行有效12件: the noun was said before. */
static bool continues_document(const gj_prose *prose, gj_count *count)
{
	static const char *const in_force[] = { "现行有效", "现行", "有效", "共", NULL };
	static const char *const repealed[] = { "废止", "宣布", "共", NULL };
	const gj_count *before = count - 1;
	if (count == prose->counts || before->sentence != count->sentence || !count->before.len ||
	    before->topic < GJ_TOPIC_REGULATIONS_MADE || before->topic > GJ_TOPIC_NORMATIVE_IN_FORCE ||
	    before->unit != count->unit)
		return false;
	bool regulations = before->topic <= GJ_TOPIC_REGULATIONS_IN_FORCE;
	if (gj_words_only(count->before, repealed))
		set(count, regulations ? GJ_TOPIC_REGULATIONS_REPEALED : GJ_TOPIC_NORMATIVE_REPEALED, true);
	else if (gj_words_only(count->before, in_force) && gj_str_has(count->before, GJ_STR("有效")))
		set(count, regulations ? GJ_TOPIC_REGULATIONS_IN_FORCE : GJ_TOPIC_NORMATIVE_IN_FORCE, true);
	return count->topic != GJ_TOPIC_NONE;
}

static bool bind_document(gj_count *count)
{
	static const struct {
		const char *noun;
		bool regulations;
	} nouns[] = { { "规范性文件", false }, { "规章", true } };
	for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
		gj_str noun = gj_str_of(nouns[i].noun);
		size_t at = gj_str_find_last(count->before, noun);
		gj_str verbs = gj_str_upto(count->before, at);
		gj_str tail = at == SIZE_MAX ? (gj_str){ 0 } : gj_str_from(count->before, at + noun.len);
		static const char *const leads[] = { "行政规范性文件", "规范性文件", "规章", NULL };
		if (at == SIZE_MAX) {
			/* 制发3件规范性文件 */
			if (!gj_words_start(count->after, leads) || !gj_str_has(count->after, noun) ||
			    gj_str_has(count->after, GJ_STR("规章制度")))
				continue;
			verbs = count->before;
		}
		/* 规章、规范性文件5件 counts both; 规章制度 is no 规章. */
		bool both = gj_str_has(verbs, GJ_STR("规章")) || gj_str_has(verbs, GJ_STR("规范性文件"));
		gj_topic topic = document_topic(verbs, nouns[i].regulations);
		if (!both && topic && is_case_unit(count->unit) && gj_words_only(tail, document_fillers))
			set(count, topic, true);
		return true;
	}
	return false;
}

static bool bind_decision(const gj_prose *prose, gj_count *count)
{
	static const topic_word decisions[] = {
		{ "行政许可", GJ_TOPIC_LICENSING, 0 },
		{ "行政处罚", GJ_TOPIC_PENALTIES, 0 },
		{ "行政强制", GJ_TOPIC_COERCION, 0 },
	};
	static const char *const fillers[] = { "决定", "决定书", "处理决定", "数量", "共", "共计", "的", "为",
		                               ":", "总数", "数", "合计", NULL };
	/* Of cases taken up or closed the table may count others. */
	static const char *const vague[] = { "办理", "受理", "办结", "查处", "立案", "审批", "实施", "案件", NULL };
	/* Notices about decisions, and lists of what was published, count other things. */
	static const char *const published[] = { "公开", "公示", "发布", "公布", "上传", "录入", "归集", "报送",
		                                 "信息", "推送", "事项", "目录", "清单", NULL };
	size_t end;
	const topic_word *found = last_word(count->before, decisions, 3, &end);
	if (!found)
		return false;
	gj_str head = gj_str_upto(count->before, end);
	gj_str said = gj_str_from(gj_str_upto(prose->folded.text, count->begin),
	                          prose->sentences[count->sentence].begin);
	bool several = gj_str_has(head, GJ_STR("、")) || gj_str_has(head, GJ_STR("和")) ||
	               gj_str_has(head, GJ_STR("及"));
	if (several || (count->unit != GJ_UNIT_PIECE && count->unit != GJ_UNIT_CASE) ||
	    !gj_words_only(tail_of(count->before, end), fillers) || gj_words_in(said, published))
		return true;
	set(count, found->topic, !gj_words_in(count->before, vague));
	return true;
}

static bool bind_fees(gj_count *count)
{
	static const char *const fillers[] = { "金额", "共", "共计", "合计", "总额", "总金额", "收入", "为",
		                               "约", ":", "的", NULL };
	gj_str word = GJ_STR("行政事业性收费");
	size_t at = gj_str_find_last(count->before, word);
	if (at == SIZE_MAX)
		return false;
	if ((count->unit == GJ_UNIT_YUAN || count->unit == GJ_UNIT_WAN_YUAN) &&
	    gj_words_only(gj_str_from(count->before, at + word.len), fillers))
		set(count, GJ_TOPIC_FEES, true);
	return true;
}

/* --- requests ------------------------------------------------------------- */

/* The clause before, when it says by which way or by whom: 通过网上渠道,收到5件. */
static bool is_part_of_requests(const gj_prose *prose, const gj_count *count)
{
	gj_str clause = count->before;
	uint32_t from = prose->sentences[count->sentence].begin, at = count->clause;
	if (gj_words_in(clause, partial_words) && !gj_words_in(clause, whole_public))
		return true;
	gj_str said = gj_str_from(gj_str_upto(prose->folded.text, at ? at - 1 : 0), from);
	size_t comma = gj_str_find_last(said, GJ_STR(","));
	gj_str before = gj_str_from(said, comma == SIZE_MAX ? 0 : comma + 1);
	static const char *const ways[] = { "通过", "以", "经", "从", "其中通过", "其中", NULL };
	return gj_words_start(before, ways) && gj_words_in(before, partial_words);
}

/* After 其中 a total would be of a part. */
static bool follows_of_which(const gj_prose *prose, const gj_count *count)
{
	gj_str said = gj_str_from(gj_str_upto(prose->folded.text, count->begin),
	                          prose->sentences[count->sentence].begin);
	size_t semicolon = gj_str_find_last(said, GJ_STR(";"));
	said = gj_str_from(said, semicolon == SIZE_MAX ? 0 : semicolon);
	return gj_str_has(said, GJ_STR("其中")) || gj_str_has(said, GJ_STR("包括"));
}

static bool is_total(gj_topic topic)
{
	return topic == GJ_TOPIC_RECEIVED || topic == GJ_TOPIC_ANSWERED ||
	       topic == GJ_TOPIC_HANDLED || topic == GJ_TOPIC_PROCESSED;
}

static gj_topic refine(gj_topic topic, gj_str before)
{
	if (topic != GJ_TOPIC_UNAVAILABLE)
		return topic;
	/* 因本机关不掌握等原因 is the group, 因本机关不掌握 may be the first of its rows. */
	bool row = gj_str_has(before, GJ_STR("不掌握")) && !gj_str_has(before, GJ_STR("等"));
	bool sub = gj_str_has(before, GJ_STR("不存在")) || gj_str_has(before, GJ_STR("现成")) ||
	           gj_str_has(before, GJ_STR("不明确"));
	return row ? GJ_TOPIC_NOT_HELD : sub ? GJ_TOPIC_NONE : topic;
}

static bool spoils(gj_str head)
{
	return gj_words_end(head, spoiling_prefixes) || gj_words_in(head, spoiling_words);
}

static bool noun_behind(gj_str after)
{
	static const char *const nouns[] = { "政府信息公开申请", "信息公开申请", "依申请公开", "政府信息依申请公开",
		                             "公开申请", "政府信息公开的申请", "依申请", "申请公开",
		                             "政府信息申请", "信息依申请公开", "依申请", "申请", NULL };
	return gj_words_start(after, nouns);
}

static void bind_request(const gj_prose *prose, gj_count *count)
{
	size_t end;
	gj_str before = count->before;
	const topic_word *found =
		last_word(before, request_words, sizeof request_words / sizeof *request_words, &end);
	if (!found)
		found = last_word(before, &bare_request, 1, &end);
	if (!found || !is_request_unit(count->unit) || count->figure.value.scale)
		return;
	gj_str head = gj_str_upto(before, end - gj_str_of(found->word).len);
	gj_str tail = tail_of(before, end), noun = gj_str_from(before, head.len);
	gj_str context = gj_prose_context(prose, count->sentence, count->begin);
	bool named = gj_str_has(noun, GJ_STR("申请")) || noun_behind(count->after);
	bool public_named = named && (gj_str_has(noun, GJ_STR("公开")) || gj_str_has(count->after, GJ_STR("公开")));
	if (spoils(head) || !gj_words_only(tail, request_fillers) ||
	    (!public_named && !gj_prose_about_requests(context)))
		return;
	if (!(found->flags & NEEDS_REQUESTS) && is_total(found->topic) &&
	    (is_part_of_requests(prose, count) || follows_of_which(prose, count)))
		return;
	if (found->topic == GJ_TOPIC_NEW_RECEIVED && is_part_of_requests(prose, count))
		return;
	/* 收到5件复议, 收到3份意见征询: what comes behind names another matter. */
	if (is_total(found->topic) && count->after.len && !noun_behind(count->after) && !named)
		return;
	gj_topic topic = refine(found->topic, before);
	if (topic)
		set(count, topic, !(found->flags & UNSURE) && !gj_str_has(before, GJ_STR("累计")));
}

/* 2件予以公开, 1件结转下年度继续办理 */
static bool bind_behind(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	static const char *const empty_heads[] = { "其中", "另有", "剩余", "余", "尚有", "还有", "有", "其余",
		                                   ":", "、", "另外", NULL };
	if (!gj_words_only(count->before, empty_heads) || !is_request_unit(count->unit) ||
	    !gj_words_in(count->after, carry_verbs) ||
	    !gj_prose_about_requests(gj_prose_context(prose, count->sentence, count->begin)))
		return false;
	return bind_carried(setting, count, count->after);
}

void gj_topic_bind(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	if (bind_dispute(prose, count) || bind_document(count) || continues_document(prose, count) || bind_decision(prose, count) ||
	    bind_fees(count))
		return;
	if (!count->before.len || bind_behind(prose, setting, count)) {
		if (!count->before.len)
			bind_behind(prose, setting, count);
		return;
	}
	size_t end;
	const topic_word *word =
		last_word(count->before, request_words, sizeof request_words / sizeof *request_words, &end);
	bool carried = (!word || gj_words_in(gj_str_from(count->before, end), carry_verbs) ||
	                word->topic == GJ_TOPIC_HANDLED) &&
	               is_request_unit(count->unit) && gj_words_in(count->before, carry_verbs) &&
	               gj_prose_about_requests(
			       gj_prose_context(prose, count->sentence, count->begin)) &&
	               bind_carried(setting, count, count->before);
	if (!carried)
		bind_request(prose, count);
}
