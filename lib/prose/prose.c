#include "prose/prose.h"

#include "prose/words.h"

#include <string.h>

enum {
	SENTENCES_MAX = 2048, /* of one section; more is no report */
	COUNTS_MAX = 1024,    /* the richest report seen has about 150 */
	CONTEXT_PARAGRAPHS = 1, /* before its own, in which a count's matter may be named */
	/* A page without a full stop must not be one sentence, over which each of its
	 * counts is looked up. The longest seen, a list of 31 items, has 1,400 bytes. */
	SENTENCE_BYTES_MAX = 6000
};

static gj_str slice(gj_str text, size_t begin, size_t end)
{
	return gj_str_from(gj_str_upto(text, end), begin);
}

gj_str gj_prose_sentence(const gj_prose *prose, const gj_sentence *sentence)
{
	return slice(prose->folded.text, sentence->begin, sentence->end);
}

gj_str gj_prose_printed(const gj_prose *prose, uint32_t begin, uint32_t end)
{
	return slice(prose->text, prose->folded.origin[begin], prose->folded.origin[end]);
}

gj_str gj_prose_context(const gj_prose *prose, uint32_t sentence, uint32_t end)
{
	uint32_t first = sentence, paragraph = prose->sentences[sentence].paragraph;
	while (first && paragraph - prose->sentences[first - 1].paragraph <= CONTEXT_PARAGRAPHS &&
	       end - prose->sentences[first].begin < GJ_PROSE_CONTEXT_MAX)
		first--;
	gj_str context = slice(prose->folded.text, prose->sentences[first].begin, end);
	return context.len > GJ_PROSE_CONTEXT_MAX
	               ? gj_str_from(context, context.len - GJ_PROSE_CONTEXT_MAX)
	               : context;
}

bool gj_prose_about_requests(gj_str context)
{
	static const char *const requests[] = { "依申请公开", "依申请信息", "信息公开申请",
		                                "信息公开的申请", "信息公开件", "公开申请",
		                                "申请公开", "信息依申请", "依申请", "新收", NULL };
	static const char *const others[] = { "建议", "提案", "投诉", "留言", "信箱", "来信", "来电",
		                              "热线", "工单", "咨询", "复议", "诉讼", "应诉", "审批",
		                              "许可", "处罚", "征询", "征求意见", "信访", "档案", "公文",
		                              "网络问政", "问政", "规范性文件", "解读", "协助", "协办",
		                              NULL };
	size_t request = gj_words_last(context, requests), other = gj_words_last(context, others);
	return request != SIZE_MAX && (other == SIZE_MAX || request > other);
}

/* --- sentences ------------------------------------------------------------ */

static size_t sentence_end(gj_str text, size_t at)
{
	static const char *const ends[] = { "。", "!", "?", "\n", NULL };
	gj_str rest = gj_str_upto(gj_str_from(text, at), SENTENCE_BYTES_MAX);
	size_t end = gj_words_first(rest, ends);
	end = at + (end == SIZE_MAX ? rest.len : end);
	while (end < text.len && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
		end++;
	return end;
}

static size_t mark_length(gj_str text, size_t at)
{
	gj_str rest = gj_str_from(text, at);
	if (gj_str_starts(rest, GJ_STR("。")))
		return GJ_STR("。").len;
	return rest.len && (rest.ptr[0] == '!' || rest.ptr[0] == '?' || rest.ptr[0] == '\n');
}

static size_t split(gj_str text, gj_sentence *sentences)
{
	size_t count = 0, at = 0;
	uint32_t paragraph = 0;
	while (at < text.len && count < SENTENCES_MAX) {
		size_t end = sentence_end(text, at);
		if (end > at) {
			if (sentences)
				sentences[count] = (gj_sentence){ (uint32_t)at, (uint32_t)end, paragraph, 0, 0 };
			count++;
		}
		paragraph += end < text.len && text.ptr[end] == '\n';
		at = end + mark_length(text, end);
	}
	return count;
}

/* --- counts --------------------------------------------------------------- */

static bool is_clause_mark(char c)
{
	return c == ',' || c == ';' || c == '(' || c == ')';
}

static uint32_t clause_start(gj_str text, uint32_t from, uint32_t at)
{
	while (at > from && !is_clause_mark(text.ptr[at - 1]))
		at--;
	return at;
}

/* Up to the next mark; empty when the next number comes first, whose words they are. */
static gj_str words_after(gj_str text, uint32_t at, uint32_t end)
{
	gj_figure figure;
	gj_unit unit;
	for (uint32_t i = at; i < end && !is_clause_mark(text.ptr[i]); i++)
		if (gj_figure_read(gj_str_upto(text, end), i, &figure, &unit))
			return (gj_str){ 0 };
	uint32_t stop = at;
	while (stop < end && !is_clause_mark(text.ptr[stop]) &&
	       !gj_str_starts(gj_str_from(text, stop), GJ_STR("、")))
		stop++;
	return slice(text, at, stop);
}

static const char *const rises[] = { "增长", "上升", "增加", "提高", "增幅", "上涨", "净增", "增",
	                             "多", "增多", "提升", NULL };
static const char *const drops[] = { "下降", "减少", "回落", "降低", "下滑", "降幅", "减", "少",
	                             "缩减", "降", NULL };

static gj_str without_tail(gj_str words)
{
	static const char *const tails[] = { "了", "约", "近", "为", "达", "超", "到", "超过", NULL };
	for (size_t i = 0; tails[i];)
		if (gj_str_ends(words, gj_str_of(tails[i]))) {
			words.len -= strlen(tails[i]);
			i = 0;
		} else {
			i++;
		}
	return words;
}

static gj_role role_of_ratio(const gj_count *count, gj_str words, bool change)
{
	static const char *const shares[] = { "占", NULL };
	if (change)
		return GJ_ROLE_CHANGE;
	return count->unit == GJ_UNIT_PERCENT && gj_words_in(words, shares) ? GJ_ROLE_SHARE
	                                                                    : GJ_ROLE_OTHER;
}

static gj_role role_of(gj_count *count)
{
	static const char *const averages[] = { "平均", "日均", "月均", "人均", "每", NULL };
	gj_str words = without_tail(count->before);
	count->falls = gj_words_end(words, drops);
	bool change = count->falls || gj_words_end(words, rises);
	if (count->unit == GJ_UNIT_PERCENT || count->unit == GJ_UNIT_FOLD)
		return role_of_ratio(count, words, change);
	/* 新增5件 is a count. */
	if (change && !gj_str_ends(words, GJ_STR("新增")))
		return GJ_ROLE_DIFFERENCE;
	return gj_words_in(words, averages) ? GJ_ROLE_OTHER : GJ_ROLE_COUNT;
}

typedef struct counter {
	gj_count *counts; /* null: only counting */
	size_t count;
} counter;

static void count_sentence(const gj_prose *prose, uint32_t index, counter *c)
{
	gj_str text = prose->folded.text;
	const gj_sentence *sentence = &prose->sentences[index];
	gj_str upto = gj_str_upto(text, sentence->end);
	uint32_t from = sentence->begin;
	uint8_t depth = 0;
	for (uint32_t at = sentence->begin; at < sentence->end && c->count < COUNTS_MAX;) {
		gj_count found = { .sentence = index, .begin = at };
		size_t length = gj_figure_read(upto, at, &found.figure, &found.unit);
		if (!length) {
			depth = (uint8_t)(depth + (text.ptr[at] == '(' && depth < 9) -
			                  (text.ptr[at] == ')' && depth));
			/* No figure begins inside a character. */
			do
				at++;
			while (at < sentence->end && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
			continue;
		}
		found.depth = depth;
		found.end = at + (uint32_t)length;
		found.clause = clause_start(text, from, at);
		found.before = slice(text, found.clause, at);
		if (c->counts) {
			found.after = words_after(text, found.end, sentence->end);
			found.role = role_of(&found);
			c->counts[c->count] = found;
		}
		c->count++;
		at = from = found.end;
	}
}

static size_t count_all(gj_prose *prose, gj_count *counts)
{
	counter c = { counts, 0 };
	for (uint32_t i = 0; i < prose->sentence_count; i++) {
		uint32_t first = (uint32_t)c.count;
		count_sentence(prose, i, &c);
		prose->sentences[i].first = first;
		prose->sentences[i].count = (uint32_t)c.count - first;
	}
	return c.count;
}

gj_code gj_prose_read(gj_arena *arena, gj_str text, const gj_prose_setting *setting,
                      gj_prose *prose, gj_err *err)
{
	*prose = (gj_prose){ .text = gj_str_upto(text, GJ_PROSE_TEXT_MAX) };
	if (!gj_folded_read(arena, prose->text, &prose->folded))
		return gj_err_set(err, GJ_E_LIMIT, 0, "no room to read the prose");
	prose->sentence_count = split(prose->folded.text, NULL);
	prose->sentences = gj_arena_zalloc(arena, prose->sentence_count, sizeof *prose->sentences);
	if (!prose->sentences)
		return gj_err_set(err, GJ_E_LIMIT, 0, "no room to read the prose");
	split(prose->folded.text, prose->sentences);
	prose->count = count_all(prose, NULL);
	prose->counts = gj_arena_zalloc(arena, prose->count, sizeof *prose->counts);
	if (!prose->counts)
		return gj_err_set(err, GJ_E_LIMIT, 0, "no room to read the prose");
	count_all(prose, prose->counts);
	for (size_t i = 0; i < prose->count; i++) {
		gj_count *count = &prose->counts[i];
		count->scope = gj_scope_at(prose, setting, count->sentence, count->begin);
		if (count->role == GJ_ROLE_COUNT)
			gj_topic_bind(prose, setting, count);
		/* The other year is part of what carried over means. */
		if (count->topic == GJ_TOPIC_CARRIED_IN || count->topic == GJ_TOPIC_CARRIED_OUT)
			count->scope = gj_scope_at(prose, setting, count->sentence, count->clause);
	}
	return gj_claims_read(arena, setting, prose, err);
}
