/* For whom, and for which year, a number speaks. */
#include "prose/prose.h"

#include "prose/words.h"

#include <string.h>

enum { SENTENCES_BACK = 3 /* that a subject holds for, when none of them names another */ };

static bool names_year(gj_span words, int year)
{
	char text[GJ_DECIMAL_TEXT_MAX + sizeof "年"];
	size_t length = year ? gj_decimal_print(text, gj_decimal_of(year)) : 0;
	memcpy(text + length, "年", sizeof "年");
	return length && gj_str_has(gj_span_text(words), gj_str_of(text));
}

bool gj_names_last_year(gj_span words, int year)
{
	return gj_span_says(words, GJ_SAYS_LAST_YEAR) || names_year(words, year - 1);
}

bool gj_names_next_year(gj_span words, int year)
{
	return gj_span_says(words, GJ_SAYS_NEXT_YEAR) || names_year(words, year + 1);
}

/* --- when ----------------------------------------------------------------- */

/* 2022年 in words[at…]: the year, or 0. */
static int year_before(gj_str words, size_t at)
{
	int year = 0;
	if (at < 4)
		return 0;
	for (size_t i = at - 4; i < at; i++) {
		char c = words.ptr[i];
		if (!gj_is_digit(c))
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
	static const gj_str verbs[] = { GJ_WORD("较"), GJ_WORD("比"), GJ_WORD("与"), GJ_WORD("同"),
		                        GJ_WORD("和"), GJ_WORD("从"), GJ_WORD("由") };
	while (at && gj_is_digit(words.ptr[at - 1]))
		at--;
	return gj_str_ends_any(gj_str_upto(words, at), verbs, sizeof verbs / sizeof *verbs);
}

static bool in_last_clause(gj_str words, size_t at)
{
	gj_str rest = gj_str_from(words, at);
	return !rest.len || !memchr(rest.ptr, ',', rest.len);
}

/* A time that a word of `words` names, if it names one; the words begin at `from`. */
typedef struct named_time {
	size_t at, behind; /* in `words` */
	bool named, past;
} named_time;

static named_time time_of(gj_str words, uint32_t from, const gj_spot *spot, int year)
{
	named_time time = { spot->begin - from, gj_spot_end(spot) - from, true, false };
	if (gj_spot_is(spot, GJ_SAYS_THIS_YEAR))
		return time;
	time.past = true;
	if (gj_spot_is(spot, GJ_SAYS_LAST_YEAR) || gj_spot_is(spot, GJ_SAYS_PAST))
		return time;
	/* 年 in itself names the year before it; 年内 is a word of its own. */
	int before = gj_spot_is(spot, GJ_SAYS_YEAR) ? year_before(words, time.at) : 0;
	time.named = before && !gj_str_starts(gj_str_from(words, time.behind), GJ_STR("内")) &&
	             !names_paper(words, time.behind);
	time.past = year && before != year;
	return time;
}

static gj_said lists_of_times(void)
{
	gj_said set = { { 0 } };
	set = gj_said_and(gj_said_and(set, GJ_SAYS_THIS_YEAR), GJ_SAYS_LAST_YEAR);
	return gj_said_and(gj_said_and(set, GJ_SAYS_PAST), GJ_SAYS_YEAR);
}

static gj_span since_semicolon(gj_span span)
{
	gj_str text = gj_span_text(span);
	const char *semicolon = text.len ? memrchr(text.ptr, ';', text.len) : NULL;
	return semicolon ? gj_span_from(span, span.begin + (uint32_t)(semicolon - text.ptr)) : span;
}

/* Whether the time last spoken of is another year. */
static bool is_past(gj_span span, const gj_said *times, int year)
{
	bool past = false;
	span = since_semicolon(span);
	gj_str words = gj_span_text(span);
	for (const gj_spot *spot = gj_span_spots(span); spot->begin < span.end; spot++) {
		if (!gj_said_any(&gj_word_lists[spot->word], times) || gj_spot_end(spot) > span.end)
			continue;
		named_time time = time_of(words, span.begin, spot, year);
		if (!time.named || carries(gj_str_from(words, time.behind)))
			continue;
		if (!compares(words, time.at) || in_last_clause(words, time.at))
			past = time.past;
	}
	return past;
}

/* 截至12月 is the whole year. */
static bool is_year_end(gj_span words, const gj_spot *month)
{
	enum { NEAR = 24 /* bytes: 截至2023年12 */ };
	gj_span around = gj_span_from(words, month->begin > NEAR ? month->begin - NEAR : 0);
	for (const gj_spot *spot = gj_span_spots(around); spot->begin <= month->begin; spot++)
		if (gj_spot_is(spot, GJ_SAYS_YEAR_ENDS) && gj_spot_end(spot) > month->begin)
			return true;
	gj_str before = gj_span_text(gj_span_upto(around, month->begin));
	return gj_str_ends(before, GJ_STR("12")) && gj_str_has(before, GJ_STR("截"));
}

bool gj_names_part_of_year(gj_span words)
{
	words = since_semicolon(words);
	const gj_spot *month = gj_span_last_spot(words, GJ_SAYS_MONTHS);
	if (!month || is_year_end(words, month))
		return false;
	uint32_t year = gj_span_last(words, GJ_SAYS_THIS_YEAR);
	return year == GJ_NOWHERE || year < gj_spot_end(month);
}

bool gj_names_several_years(gj_span words)
{
	static const char *const before[] = { "、", "和", "及", "至", "-", NULL };
	static const char *const behind[] = { "、2", "和2", "及2", "至2", "-2", NULL };
	words = since_semicolon(words);
	gj_str text = gj_span_text(words);
	for (const gj_spot *spot = gj_span_spots(words); spot->begin < words.end; spot++) {
		size_t at = spot->begin - words.begin;
		if (!gj_spot_is(spot, GJ_SAYS_YEAR) || !year_before(text, at))
			continue;
		gj_str earlier = gj_str_upto(text, at - 4); /* without its four digits */
		bool follows = gj_words_end(earlier, before) && !gj_str_ends(earlier, GJ_STR("截至"));
		if (gj_words_start(gj_str_from(text, at + spot->length), behind) ||
		    (follows && earlier.len > 4 && gj_is_digit(earlier.ptr[earlier.len - 4])))
			return true;
	}
	return false;
}

/* --- for whom ------------------------------------------------------------- */

/* Only a word that opens its clause is the subject: 落实各级要求 is not. */
static bool opens_clause(gj_span words, uint32_t end)
{
	static const char *const before[] = {
		"我", "本", "市", "县", "区", "州", "省", "镇", "政府", "人民政府", "2", "0", "1", "3", "4", "5", "6", "7",
		"8", "9", "年", "度", "月", "日", "底", "全年", "今年", "截至", "其中", "全", "各级", "行政机关", "、", "和",
		"及", "主动公开", "依申请公开", "情况", ":", "-", NULL
	};
	gj_span clause = gj_span_upto(words, end);
	uint32_t mark = gj_span_last(clause, GJ_SAYS_CLAUSE_MARKS);
	if (mark != GJ_NOWHERE)
		clause = gj_span_from(clause, mark);
	uint32_t first = gj_span_first(clause, GJ_SAYS_WIDER), place = gj_span_first(clause, GJ_SAYS_PLACE);
	clause = gj_span_upto(clause, place < first ? place : first);
	return gj_words_only(gj_span_text(clause), before);
}

/* Words for whom is spoken, and for whom they speak in the report of a department and of
 * a government. */
static const struct {
	gj_says words;
	bool opening;            /* only where they open a clause */
	bool of_government_only; /* they mean nothing in the report of a department */
	gj_scope of_department, of_government;
} subjects[] = {
	{ GJ_SAYS_OWN_BODY, false, false, GJ_SCOPE_OWN, GJ_SCOPE_OFFICE },
	{ GJ_SAYS_ORGAN, false, false, GJ_SCOPE_OWN, GJ_SCOPE_OWN },
	{ GJ_SAYS_PLACE, true, false, GJ_SCOPE_WIDER, GJ_SCOPE_OWN },
	{ GJ_SAYS_OFFICE, false, true, GJ_SCOPE_OFFICE, GJ_SCOPE_OFFICE },
	{ GJ_SAYS_SUBORDINATES, false, false, GJ_SCOPE_OFFICE, GJ_SCOPE_OFFICE },
	{ GJ_SAYS_WIDER, true, false, GJ_SCOPE_WIDER, GJ_SCOPE_WIDER },
};

/* Of the words of a sentence for whom is spoken the last counts. */
static bool find_scope(gj_span words, const gj_said *said, const gj_prose_setting *setting,
                       gj_scope *scope)
{
	uint32_t last = words.begin;
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
		if (!gj_said_has(said, subjects[i].words) ||
		    (subjects[i].of_government_only && !setting->government))
			continue;
		uint32_t end = gj_span_last(words, subjects[i].words);
		if (end == GJ_NOWHERE || end <= last || (subjects[i].opening && !opens_clause(words, end)))
			continue;
		last = end;
		*scope = setting->government ? subjects[i].of_government : subjects[i].of_department;
	}
	return last > words.begin;
}

gj_scope gj_scope_at(const gj_prose *prose, const gj_prose_setting *setting, uint32_t sentence,
                     uint32_t end)
{
	const gj_sentence *own = &prose->sentences[sentence];
	uint32_t from = end - own->begin > GJ_PROSE_CONTEXT_MAX ? end - GJ_PROSE_CONTEXT_MAX : own->begin;
	gj_span words = gj_prose_span(prose, from, end);
	gj_scope scope = GJ_SCOPE_OWN;
	const gj_said times = lists_of_times();
	if (gj_said_any(&own->said, &times) && is_past(words, &times, setting->year))
		return GJ_SCOPE_PAST;
	/* A subject that counted something stays until the paragraph names another. */
	const gj_sentence *read = own;
	for (uint32_t i = sentence; !find_scope(words, &read->said, setting, &scope) && i && sentence - i < SENTENCES_BACK; i--) {
		read = &prose->sentences[i - 1];
		if (read->paragraph != own->paragraph || !read->count)
			break;
		words = gj_prose_sentence(prose, read);
	}
	return scope;
}
