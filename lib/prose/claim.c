/* Sweeping claims: everything was settled, nothing was received, nobody sued. */
#include "prose/prose.h"

#include "prose/words.h"

enum { CLAIMS_MAX = 256 /* of one section */ };

static gj_str clause_at(gj_str sentence, size_t *at)
{
	static const char *const marks[] = { ",", ";", NULL };
	gj_str rest = gj_str_from(sentence, *at);
	size_t end = gj_words_first(rest, marks);
	gj_str clause = gj_str_upto(rest, end);
	*at += clause.len + (end != SIZE_MAX);
	return clause;
}

/* 未 … 申请 without anything that makes it a part or another matter. */
static bool none_received(gj_str clause, gj_str context)
{
	static const char *const verbs[] = { "未收到", "没有收到", "未接到", "没有接到", "未受理", "没有受理",
		                             "无政府信息公开申请", "无依申请公开", "未接收", NULL };
	static const char *const nouns[] = { "信息公开申请", "信息公开的申请", "依申请公开", "申请公开", "公开申请",
		                             "依申请信息", "政府信息申请", NULL };
	static const char *const parts[] = { "复议", "诉讼", "投诉", "举报", "建议", "意见", "收费", "费用", "法人",
		                             "企业", "网络", "网上", "信函", "邮", "当面", "传真", "重复",
		                             "科研", "疑难", "不予", NULL };
	static const char *const everybody[] = { "公民、法人", "个人、法人", "自然人、法人", "公民,法人", NULL };
	size_t verb = gj_words_first(clause, verbs);
	if (verb == SIZE_MAX)
		return false;
	gj_str said = gj_str_from(clause, verb);
	bool plain = gj_str_has(said, GJ_STR("申请")) && gj_prose_about_requests(context);
	return (gj_words_in(said, nouns) || plain) &&
	       (!gj_words_in(said, parts) || (gj_words_in(said, everybody) &&
	                                      !gj_str_has(said, GJ_STR("复议")) &&
	                                      !gj_str_has(said, GJ_STR("诉讼"))));
}

/* 未发生…行政复议、行政诉讼: bit 0 for 复议, bit 1 for 诉讼. */
static unsigned no_disputes(gj_str clause, gj_str context)
{
	static const char *const verbs[] = { "未发生", "没有发生", "未收到", "没有收到", "未产生", "没有产生",
		                             "未出现", "没有出现", "未引起", "未引发", "没有引发",
		                             "不存在因", "无因", "未有因", "没有因", "无行政复议",
		                             "无行政诉讼", "没有行政复议", "没有被申请", "未被申请",
		                             "没有人", "没有引起", "未涉及", NULL };
	static const char *const others[] = { "纠错", "败诉", "撤销", "纠正", "责令", "违法", "超期", "逾期", "未经",
		                              "不服", "被复议机关", "未审结", "尚未审结", "变更", NULL };
	size_t verb = gj_words_first(clause, verbs);
	if (verb == SIZE_MAX)
		return 0;
	gj_str said = gj_str_from(clause, verb);
	bool ours = gj_str_has(context, GJ_STR("信息公开")) || gj_str_has(context, GJ_STR("依申请"));
	if (!ours || gj_words_in(said, others))
		return 0;
	return (unsigned)gj_str_has(said, GJ_STR("复议")) | (unsigned)gj_str_has(said, GJ_STR("诉讼")) << 1;
}

static bool all_done(gj_str clause, gj_str sentence, gj_str context)
{
	static const char *const all[] = { "全部", "均", "皆", "都已", NULL };
	static const char *const done[] = { "办结", "办理完毕", "办理完成", "处理完毕", NULL };
	static const char *const excepted[] = { "除", "结转", "顺延", "剩余", "其余", "尚未", "正在", "下年", "下一年",
		                                "结果", NULL };
	size_t first = gj_words_first(clause, all);
	return first != SIZE_MAX && gj_words_in(gj_str_from(clause, first), done) &&
	       !gj_words_in(sentence, excepted) && gj_prose_about_requests(context);
}

static void add(gj_prose *prose, gj_claim *claims, gj_claim_kind kind, uint32_t sentence,
                uint32_t begin, uint32_t end)
{
	if (prose->claim_count >= CLAIMS_MAX)
		return;
	if (claims)
		claims[prose->claim_count] = (gj_claim){ kind, GJ_SCOPE_OWN, sentence, begin, end };
	prose->claim_count++;
}

static void read_clause(gj_prose *prose, gj_claim *claims, uint32_t index, uint32_t begin,
                        gj_str clause)
{
	static const char *const openers[] = { "未", "没有", "无", "不存在", "全部", "均", "皆", "都已", NULL };
	if (!gj_words_in(clause, openers))
		return;
	uint32_t end = begin + (uint32_t)clause.len;
	gj_str context = gj_prose_context(prose, index, end);
	gj_str sentence = gj_prose_sentence(prose, &prose->sentences[index]);
	unsigned disputes = no_disputes(clause, context);
	if (none_received(clause, context))
		add(prose, claims, GJ_CLAIM_NONE_RECEIVED, index, begin, end);
	if (disputes & 1)
		add(prose, claims, GJ_CLAIM_NO_REVIEW, index, begin, end);
	if (disputes & 2)
		add(prose, claims, GJ_CLAIM_NO_LITIGATION, index, begin, end);
	if (!disputes && all_done(clause, sentence, context))
		add(prose, claims, GJ_CLAIM_ALL_DONE, index, begin, end);
}

static void read_all(gj_prose *prose, gj_claim *claims)
{
	prose->claim_count = 0;
	for (uint32_t i = 0; i < prose->sentence_count; i++) {
		gj_str sentence = gj_prose_sentence(prose, &prose->sentences[i]);
		for (size_t at = 0; at < sentence.len;) {
			uint32_t begin = prose->sentences[i].begin + (uint32_t)at;
			read_clause(prose, claims, i, begin, clause_at(sentence, &at));
		}
	}
}

gj_code gj_claims_read(gj_arena *arena, const gj_prose_setting *setting, gj_prose *prose,
                       gj_err *err)
{
	read_all(prose, NULL);
	prose->claims = gj_arena_zalloc(arena, prose->claim_count, sizeof *prose->claims);
	if (!prose->claims)
		return gj_err_set(err, GJ_E_LIMIT, 0, "no room to read the prose");
	read_all(prose, prose->claims);
	for (size_t i = 0; i < prose->claim_count; i++)
		prose->claims[i].scope = gj_scope_at(prose, setting, prose->claims[i].sentence,
		                                     prose->claims[i].end);
	return GJ_OK;
}
