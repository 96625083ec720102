/* For whom, and for which year, a number speaks. */
#include "prose/prose.h"

#include "prose/words.h"

#include <stdio.h>
#include <string.h>

enum { SENTENCES_BACK = 3 /* that a subject holds for, when none of them names another */ };

static const char *const wider_words[] = {
	"全市", "全县", "全区", "全州", "全省", "全旗", "全国", "全系统", "各级", "各部门", "各单位", "各县",
	"各区", "各镇", "各乡", "各街道", "各市", "市县", "县区", "区县", "市直", "县直", "区直",
	"省直", "系统内", "系统共", "本系统", "局系统", "各分局", "各派出", NULL
};
static const char *const office_words[] = {
	"办公室", "办公厅", "本级", "政府办", "党政办", "县局", "市局", "区局", "局机关", NULL
};
/* One of its departments in a government's report. */
static const char *const own_words[] = { "我局", "我委", "我厅", "我部", "我单位", "我办", "我处", "我队",
	                                 "我院", "我中心", "本单位", "本局", "本委", "本厅", "本办",
	                                 "本部门", NULL };
static const char *const organ_words[] = { "本机关", "我镇", "我乡", "我街道", "本镇", "本乡", "本街道", NULL };
/* Itself in a government's report, all the others besides in a department's. */
static const char *const place_words[] = { "我市", "我县", "我区", "我州", "我省", "我旗", "本市",
	                                   "本县", "本区", "本州", "本省", NULL };
static const char *const last_year_words[] = { "上年", "上一年", "去年", "往年", NULL };
static const char *const next_year_words[] = { "下年", "下一年", "下一个年度", "次年", "明年",
	                                       "下一个年", NULL };
static const char *const past_words[] = { "历年", "历史", "近年来", "同期", "上半年", "下半年", NULL };
static const char *const this_year_words[] = { "今年", "本年", "当年", "全年", "年内", NULL };

static bool names_year(gj_str words, int year)
{
	char text[32];
	int length = year ? snprintf(text, sizeof text, "%d年", year) : 0;
	return length > 0 && gj_str_has(words, (gj_str){ text, (size_t)length });
}

bool gj_names_last_year(gj_str words, int year)
{
	return gj_words_in(words, last_year_words) || names_year(words, year - 1);
}

bool gj_names_next_year(gj_str words, int year)
{
	return gj_words_in(words, next_year_words) || names_year(words, year + 1);
}

/* 2022年 in words[at…]: the year, or 0. */
static int year_before(gj_str words, size_t at)
{
	int year = 0;
	if (at < 4)
		return 0;
	for (size_t i = at - 4; i < at; i++) {
		char c = words.ptr[i];
		if (c < '0' || c > '9')
			return 0;
		year = year * 10 + (c - '0');
	}
	return year >= 1990 && year <= 2100 ? year : 0;
}

/* 《2022年工作要点》, 2022年度报告: names of papers, not the time spoken of. */
static bool names_paper(gj_str words, size_t behind)
{
	static const char *const papers[] = { "度报告", "年报", "度政府信息公开工作年度报告", "工作要点",
		                              "度工作要点", "政府信息公开工作年度报告", NULL };
	size_t open = gj_str_find_last(gj_str_upto(words, behind), GJ_STR("《"));
	size_t close = gj_str_find_last(gj_str_upto(words, behind), GJ_STR("》"));
	bool quoted = open != SIZE_MAX && (close == SIZE_MAX || close < open);
	return quoted || gj_words_start(gj_str_from(words, behind), papers);
}

/* A word for a time that starts at `at`: its length, or 0. */
static size_t time_at(gj_str words, size_t at, int year, bool *past)
{
	static const struct {
		const char *const *list;
		bool past;
	} kinds[] = { { this_year_words, false }, { last_year_words, true }, { past_words, true } };
	gj_str rest = gj_str_from(words, at);
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (const char *const *word = kinds[k].list; *word; word++)
			if (gj_str_starts(rest, gj_str_of(*word))) {
				*past = kinds[k].past;
				return gj_str_of(*word).len;
			}
	if (!gj_str_starts(rest, GJ_STR("年")))
		return 0;
	int named = year_before(words, at);
	*past = year && named != year;
	return named && !names_paper(words, at + GJ_STR("年").len) ? GJ_STR("年").len : 0;
}

/* 上年结转5件 is a count of this year's table. */
static bool carries(gj_str behind)
{
	static const char *const verbs[] = { "结转", "转入", "转来", "遗留", "转结", "度结转", "度转入",
		                             "度转来", "末结转", "度末结转", "度遗留", NULL };
	return gj_words_start(behind, verbs);
}

/* 较上年, 与2022年相比: holds for its own clause only. */
static bool compares(gj_str words, size_t at)
{
	static const char *const verbs[] = { "较", "比", "与", "同", "和", "从", "由", NULL };
	while (at && words.ptr[at - 1] >= '0' && words.ptr[at - 1] <= '9')
		at--;
	return gj_words_end(gj_str_upto(words, at), verbs);
}

static bool in_last_clause(gj_str words, size_t at)
{
	return gj_str_find(gj_str_from(words, at), GJ_STR(",")) == SIZE_MAX;
}

/* 上去往历近同下今本当全年: the first characters of all words for a time, all of three
 * bytes; most of a text is passed over by them. */
static bool opens_time(gj_str words, size_t at)
{
	static const char first[] = "上去往历近同下今本当全年";
	for (size_t i = 0; i + 3 < sizeof first; i += 3)
		if (words.len - at >= 3 && memcmp(words.ptr + at, first + i, 3) == 0)
			return true;
	return false;
}

/* Whether the time last spoken of is another year. */
static bool is_past(gj_str words, int year)
{
	bool past = false;
	size_t semicolon = gj_str_find_last(words, GJ_STR(";"));
	if (semicolon != SIZE_MAX)
		words = gj_str_from(words, semicolon);
	for (size_t at = 0; at < words.len; at++) {
		bool other;
		if (((unsigned char)words.ptr[at] & 0xC0) == 0x80 || !opens_time(words, at))
			continue;
		size_t length = time_at(words, at, year, &other);
		bool local = compares(words, at) && !in_last_clause(words, at);
		if (length && !local && !carries(gj_str_from(words, at + length)))
			past = other;
	}
	return past;
}

/* Only a word that opens its clause is the subject: 落实各级要求 is not. */
static bool opens_clause(gj_str words, size_t end)
{
	static const char *const before[] = {
		"我", "本", "市", "县", "区", "州", "省", "镇", "政府", "人民政府", "2", "0", "1", "3", "4", "5", "6", "7",
		"8", "9", "年", "度", "月", "日", "底", "全年", "今年", "截至", "其中", "全", "各级", "行政机关", "、", "和",
		"及", "主动公开", "依申请公开", "情况", ":", "-", NULL
	};
	gj_str upto = gj_str_upto(words, end);
	size_t start = end;
	while (start && upto.ptr[start - 1] != ',' && upto.ptr[start - 1] != ';' &&
	       upto.ptr[start - 1] != '(' && upto.ptr[start - 1] != ')')
		start--;
	gj_str clause = gj_str_from(upto, start);
	size_t first = gj_words_first(clause, wider_words);
	size_t place = gj_words_first(clause, place_words);
	return gj_words_only(gj_str_upto(clause, place < first ? place : first), before);
}

static size_t last_end(gj_str words, const char *const *list)
{
	size_t end = gj_words_last(words, list);
	return end == SIZE_MAX ? 0 : end;
}

/* Where the last of the words that opens a clause ends; 0 when none does. */
static size_t last_subject(gj_str words, const char *const *list)
{
	size_t end = gj_words_last(words, list);
	return end != SIZE_MAX && opens_clause(words, end) ? end : 0;
}

/* Of the words for whom is spoken the last counts. */
static bool find_scope(gj_str words, const gj_prose_setting *setting, gj_scope *scope)
{
	const struct {
		size_t end;
		gj_scope scope;
	} found[] = {
		{ last_end(words, own_words), setting->government ? GJ_SCOPE_OFFICE : GJ_SCOPE_OWN },
		{ last_end(words, organ_words), GJ_SCOPE_OWN },
		{ last_subject(words, place_words),
		  setting->government ? GJ_SCOPE_OWN : GJ_SCOPE_WIDER },
		{ setting->government ? last_end(words, office_words) : 0, GJ_SCOPE_OFFICE },
		{ last_subject(words, wider_words), GJ_SCOPE_WIDER },
	};
	size_t last = 0;
	for (size_t i = 0; i < sizeof found / sizeof *found; i++)
		if (found[i].end > last) {
			last = found[i].end;
			*scope = found[i].scope;
		}
	return last > 0;
}

gj_scope gj_scope_at(const gj_prose *prose, const gj_prose_setting *setting, uint32_t sentence,
                     uint32_t end)
{
	const gj_sentence *own = &prose->sentences[sentence];
	uint32_t from = end - own->begin > GJ_PROSE_CONTEXT_MAX ? end - GJ_PROSE_CONTEXT_MAX : own->begin;
	gj_str words = gj_str_from(gj_str_upto(prose->folded.text, end), from);
	gj_scope scope = GJ_SCOPE_OWN;
	if (is_past(words, setting->year))
		return GJ_SCOPE_PAST;
	/* A subject that counted something stays until the paragraph names another. */
	for (uint32_t i = sentence; !find_scope(words, setting, &scope) && i && sentence - i < SENTENCES_BACK; i--) {
		const gj_sentence *before = &prose->sentences[i - 1];
		bool counts = before->paragraph == own->paragraph && before->count;
		if (!counts)
			break;
		words = gj_prose_sentence(prose, before);
	}
	return scope;
}
