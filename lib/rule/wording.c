/* N06 and N07: words that come from another report, or were never filled in. */
#include "rule/narrative.h"

#include "prose/words.h"

#include <stdio.h>
#include <string.h>

/* --- N06: another year ---------------------------------------------------- */

enum {
	FIRST_YEAR = 2008, /* the 条例 took effect: no report is older */
	PROBLEMS = 4       /* section 五 */
};

/* A sentence that opens with a year: that year, and what follows it. */
static int opening_year(gj_str sentence, gj_str *rest)
{
	int year = 0;
	if (sentence.len < 7)
		return 0;
	for (size_t i = 0; i < 4; i++) {
		if (sentence.ptr[i] < '0' || sentence.ptr[i] > '9')
			return 0;
		year = year * 10 + (sentence.ptr[i] - '0');
	}
	*rest = gj_str_from(sentence, 4);
	return gj_str_starts(*rest, GJ_STR("年")) ? year : 0;
}

/* “2022年，我局…” in a report on 2023, where nothing compares and nothing tells of
 * a plan, a document or an event with a date of its own. */
static bool speaks_of_work(gj_str rest)
{
	static const char *const work[] = { "年,我", "年度,我", "年我", "年度我", "年,本", "年度,本", "年本", "年度本",
		                            "年,全年", "年度未", "年未", "年度没有", "年没有", "年,共", "年共",
		                            "年全年", "年度共", "年,未", "年度,未", "年,没有", "年度,没有", NULL };
	static const char *const others[] = { "较", "比", "增长", "下降", "上年", "去年", "结转", "历年", "累计", "以来",
		                              "起", "截至", "印发", "制定", "成立", "施行", "获", "荣", "将", "计划",
		                              "不足", "问题", "整改", NULL };
	return gj_words_start(rest, work) && !gj_words_in(rest, others);
}

/* The paragraph names the right year too: it compares. */
static bool names_both(const gj_check *check, const gj_prose *prose, uint32_t paragraph)
{
	char year[16];
	int length = snprintf(year, sizeof year, "%d年", check->year);
	for (size_t i = 0; i < prose->sentence_count; i++) {
		gj_str text = gj_span_text(gj_prose_sentence(prose, &prose->sentences[i]));
		if (prose->sentences[i].paragraph == paragraph &&
		    (gj_str_has(text, (gj_str){ year, (size_t)length }) ||
		     gj_str_has(text, GJ_STR("今年")) || gj_str_has(text, GJ_STR("本年"))))
			return true;
	}
	return false;
}

static gj_finding *report_words(gj_check *check, const gj_rule *rule, int section, uint32_t sentence,
                                uint32_t begin, uint32_t end, gj_words complaint)
{
	gj_finding *finding = gj_check_fail(check, rule, 0);
	gj_str quote = gj_check_quote_prose(check, section, begin, end);
	gj_check_cite_prose(check, finding, section, sentence, quote);
	finding->message = gj_check_format(check, "%s：“%.*s”", "%s: “%.*s”",
	                                   gj_check_word(check, complaint), GJ_STR_ARG(quote));
	return finding;
}

static void evaluate_year(gj_check *check, const gj_rule *rule, int section, uint32_t index)
{
	static const gj_words complaint = { "说的不是报告年度", "speaks of a year that is not reported on" };
	const gj_prose *prose = &check->prose[section];
	const gj_sentence *sentence = &prose->sentences[index];
	gj_str rest;
	int year = opening_year(gj_span_text(gj_prose_sentence(prose, sentence)), &rest);
	int own = check->year;
	if (!year)
		return;
	if (year == own || year < FIRST_YEAR || year > own || !speaks_of_work(rest) ||
	    names_both(check, prose, sentence->paragraph)) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	gj_finding *finding = report_words(check, rule, section, index, sentence->begin, sentence->end,
	                                   complaint);
	finding->expected = gj_check_number(check, gj_decimal_of(own));
	finding->actual = gj_check_number(check, gj_decimal_of(year));
	finding->difference = gj_check_number(check, gj_decimal_of(year - own));
}

/* --- N06: another agency -------------------------------------------------- */

/* 县, 镇 at the end */
static bool ends_with_place(gj_str text)
{
	static const gj_str marks[] = { GJ_WORD("省"), GJ_WORD("市"), GJ_WORD("县"), GJ_WORD("区"),
		                        GJ_WORD("州"), GJ_WORD("旗"), GJ_WORD("镇"), GJ_WORD("乡") };
	return gj_str_ends_any(text, marks, sizeof marks / sizeof *marks);
}

/* 青山县林业局 → 林业局, 青山县市场监督管理局 → 市场监督管理局 */
static gj_str organ_of(gj_str agency)
{
	/* Organs whose names hold a character that marks places. */
	static const char *const organs[] = { "市场监督", "市政", "乡村振兴", "城市管理", NULL };
	size_t organ = gj_words_first(agency, organs);
	for (size_t end = organ < agency.len ? organ : agency.len; end; end--)
		if (ends_with_place(gj_str_upto(agency, end)))
			return gj_str_from(agency, end);
	return (gj_str){ 0 };
}

/* The place right before an organ's name, as its last characters: “山县” of 青山县.
 * Empty when it is no name of its own (我县, 本市, 全区). */
static gj_str place_before(gj_str text)
{
	enum { CHARACTER = 3 }; /* bytes of a Chinese character */
	static const gj_str no_names[] = {
		GJ_WORD("我"), GJ_WORD("本"), GJ_WORD("全"), GJ_WORD("各"), GJ_WORD("该"), GJ_WORD("由"),
		GJ_WORD("与"), GJ_WORD("向"), GJ_WORD("和"), GJ_WORD("的"), GJ_WORD("在"), GJ_WORD("经"),
		GJ_WORD("及"), GJ_WORD("、"), GJ_WORD(","),  GJ_WORD("是"), GJ_WORD("请"), GJ_WORD("到"),
		GJ_WORD("对"), GJ_WORD("市"), GJ_WORD("县"), GJ_WORD("区"), GJ_WORD("省"),
	};
	if (text.len < 3 * CHARACTER || !ends_with_place(text))
		return (gj_str){ 0 };
	gj_str name = gj_str_upto(text, text.len - CHARACTER), before = name;
	for (int i = 0; i < 2; i++) {
		if (gj_str_ends_any(before, no_names, sizeof no_names / sizeof *no_names) ||
		    (unsigned char)before.ptr[before.len - CHARACTER] < 0xE4)
			return (gj_str){ 0 };
		before = gj_str_upto(before, before.len - CHARACTER);
	}
	return gj_str_from(text, text.len - 3 * CHARACTER);
}

/* Whether a name in a sentence is used for the agency itself: to be asked about this
 * report, or at work at the head of its clause. 按照某市林业局要求 is another's. */
static bool stands_for_itself(gj_str sentence, size_t begin, size_t end)
{
	static const char *const contact[] = { "联系", "编制", "负责解释", "编写", NULL };
	static const char *const at_work[] = { "高度重视", "认真", "严格", "坚持", "积极", "全面", "深入", "主动公开",
		                               "共主动公开", "共收到", "收到", "未收到", "没有收到", "全年", NULL };
	enum { PREFIX_MAX = 18 /* bytes: 某某省某市 */ };
	gj_str behind = gj_str_from(sentence, end);
	size_t start = begin;
	while (start && sentence.ptr[start - 1] != ',' && sentence.ptr[start - 1] != ';')
		start--;
	gj_str before = gj_str_from(gj_str_upto(sentence, begin), start);
	if (gj_str_has(sentence, GJ_STR("本报告")))
		return gj_words_in(behind, contact);
	bool heads = !before.len || (before.len <= PREFIX_MAX && ends_with_place(before));
	return heads && gj_words_start(behind, at_work);
}

static void evaluate_names(gj_check *check, const gj_rule *rule, int section, uint32_t index,
                           gj_str agency, gj_str organ)
{
	static const gj_words complaint = { "写的是另一个机关的名称", "names another agency as its own" };
	const gj_prose *prose = &check->prose[section];
	const gj_sentence *sentence = &prose->sentences[index];
	gj_str text = gj_span_text(gj_prose_sentence(prose, sentence));
	for (size_t at = 0, hit; (hit = gj_str_find(gj_str_from(text, at), organ)) != SIZE_MAX;) {
		size_t begin = at + hit;
		gj_str place = place_before(gj_str_upto(text, begin));
		at = begin + organ.len;
		if (!place.len)
			continue;
		if (gj_str_has(agency, place) || !stands_for_itself(text, begin - place.len, at)) {
			gj_check_count(check, rule, GJ_PASS);
			continue;
		}
		uint32_t from = sentence->begin + (uint32_t)(begin - place.len);
		gj_finding *finding = report_words(check, rule, section, index, from,
		                                   sentence->begin + (uint32_t)at, complaint);
		finding->message = gj_check_format(check, "%.*s，本报告的机关是%.*s",
		                                   "%.*s; this report is that of %.*s",
		                                   GJ_STR_ARG(finding->message),
		                                   GJ_STR_ARG(check->agency.name));
	}
}

/* Whether a sentence holds a name. The text is searched on from *found, a place of the name
 * that is kept from sentence to sentence. */
static bool holds_name(const gj_prose *prose, const gj_sentence *sentence, gj_str name, size_t *found)
{
	if (*found < sentence->begin) {
		size_t hit = gj_str_find(gj_str_from(prose->folded.text, sentence->begin), name);
		*found = hit == SIZE_MAX ? SIZE_MAX - name.len : sentence->begin + hit;
	}
	return *found + name.len <= sentence->end;
}

void gj_evaluate_strangers(gj_check *check, const gj_rule *rule)
{
	gj_str agency = gj_fold_copy(check->arena, check->agency.name);
	gj_str organ = organ_of(agency);
	uint32_t *counts = check->verdict->counts[gj_rule_index(rule)].outcomes;
	bool named = organ.len >= GJ_STR("林业局").len;
	for (int section = 0; section <= GJ_SECTIONS; section++) {
		const gj_prose *prose = &check->prose[section];
		/* Section five looks back at last year's problems. */
		bool years = check->year && section != PROBLEMS && section < GJ_SECTIONS;
		size_t hit = gj_str_find(prose->folded.text, organ);
		hit = hit == SIZE_MAX ? SIZE_MAX - organ.len : hit;
		for (uint32_t i = 0; i < prose->sentence_count; i++) {
			if (years)
				evaluate_year(check, rule, section, i);
			if (named && holds_name(prose, &prose->sentences[i], organ, &hit))
				evaluate_names(check, rule, section, i, agency, organ);
		}
	}
	if (!counts[GJ_PASS] && !counts[GJ_FAIL])
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
}

/* --- N07 ------------------------------------------------------------------ */

static bool is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '@' || c == '/' ||
	       c == '-' || c == ':' || c == '_';
}

/* XX, ××, □□ that stand for something to be filled in; not a piece of an address. */
static bool is_placeholder(gj_str text, const gj_spot *spot)
{
	char first = text.ptr[spot->begin];
	bool glued = (spot->begin && is_word_byte(text.ptr[spot->begin - 1])) ||
	             (gj_spot_end(spot) < text.len && is_word_byte(text.ptr[gj_spot_end(spot)]));
	return first != 'x' || !glued;
}

/* 县政府政府信息公开, 政府信息信息化, 依申请申请人, 的的确确 are good Chinese. */
static bool is_doubled(gj_str text, const gj_spot *spot)
{
	static const char *const good[] = { "信息公开", "信息化", "网站", "门户", "公报", "采购", "信息网", "人",
		                            "确", "系统", NULL };
	return !gj_words_start(gj_str_from(text, gj_spot_end(spot)), good);
}

/* “主动公开信息　条，”: a unit with nothing but space where its number should be. */
static bool is_gap(gj_str printed, size_t at, size_t *length)
{
	static const char *const nouns[] = { "信息", "申请", "共", "文件", "公开", "发布", "收到", "办结", "数", "为", NULL };
	static const char *const units[] = { "条", "件", "份", "项", "篇", "次", NULL };
	static const char *const ends[] = { "，", "。", "；", "、", ",", ";", "（", "(", NULL };
	gj_str rest = gj_str_from(printed, at), behind = gj_str_trim(rest);
	size_t space = rest.len - behind.len;
	bool wide = gj_str_starts(rest, GJ_STR("　")) || space >= 2;
	if (!space || !wide || gj_str_find(gj_str_upto(rest, space), GJ_STR("\n")) != SIZE_MAX ||
	    !gj_words_start(behind, units) || !gj_words_end(gj_str_upto(printed, at), nouns))
		return false;
	*length = space + GJ_STR("条").len;
	return gj_words_start(gj_str_from(behind, GJ_STR("条").len), ends);
}

/* The last sentence that begins at or before `at`. */
static uint32_t sentence_at(const gj_prose *prose, uint32_t at)
{
	uint32_t low = 0, high = (uint32_t)prose->sentence_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (prose->sentences[middle].begin <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* A few characters before a gap, so that a person finds it. */
static uint32_t some_before(const gj_prose *prose, uint32_t at)
{
	enum { BYTES_BEFORE = 18 };
	uint32_t begin = prose->sentences[sentence_at(prose, at)].begin;
	uint32_t from = at > begin + BYTES_BEFORE ? at - BYTES_BEFORE : begin;
	while (from > begin && ((unsigned char)prose->folded.text.ptr[from] & 0xC0) == 0x80)
		from--;
	return from;
}

/* Gaps and slips told of a section; a text with more is no text, and one finding
 * each would bury all others. */
enum { SLIPS_TOLD = 50 };

static bool find_gaps(gj_check *check, const gj_rule *rule, int section)
{
	static const gj_words gap = { "数字没有填", "a number was not filled in" };
	const gj_prose *prose = &check->prose[section];
	int told = 0;
	size_t length;
	for (size_t at = 0; prose->folded.spaced && at < prose->text.len && told < SLIPS_TOLD; at++) {
		char c = prose->text.ptr[at];
		bool space = c == ' ' || c == '\xE3' || c == '\xC2';
		if (!space || !is_gap(prose->text, at, &length))
			continue;
		uint32_t end = gj_folded_place(&prose->folded, at + length);
		uint32_t from = gj_folded_place(&prose->folded, at);
		report_words(check, rule, section, sentence_at(prose, from), some_before(prose, from), end, gap);
		told++;
		at += length - 1;
	}
	return told > 0;
}

static bool find_slips(gj_check *check, const gj_rule *rule, int section)
{
	static const gj_words placeholder = { "占位符没有替换", "a placeholder was left in" };
	static const gj_words doubled = { "词语重复", "a word is doubled" };
	const gj_prose *prose = &check->prose[section];
	gj_str text = prose->folded.text;
	uint32_t behind = 0; /* the slip told last */
	int told = 0;
	if (!gj_said_has(&prose->folded.said, GJ_SAYS_PLACEHOLDERS) &&
	    !gj_said_has(&prose->folded.said, GJ_SAYS_DOUBLED))
		return false;
	for (const gj_spot *spot = prose->folded.spots; spot->begin != GJ_NOWHERE && told < SLIPS_TOLD; spot++) {
		/* Of xx and xxx in one place the longer counts, which comes behind. */
		bool longer = spot[1].begin == spot->begin && gj_spot_is(&spot[1], GJ_SAYS_PLACEHOLDERS);
		bool held = !longer && gj_spot_is(spot, GJ_SAYS_PLACEHOLDERS) && is_placeholder(text, spot);
		bool twice = !held && gj_spot_is(spot, GJ_SAYS_DOUBLED) && is_doubled(text, spot);
		if (spot->begin < behind || (!held && !twice))
			continue;
		behind = gj_spot_end(spot);
		report_words(check, rule, section, sentence_at(prose, spot->begin),
		             some_before(prose, spot->begin), behind, held ? placeholder : doubled);
		told++;
	}
	return told > 0;
}

void gj_evaluate_gaps(gj_check *check, const gj_rule *rule)
{
	bool read = false;
	for (int section = 0; section < GJ_SECTIONS; section++) {
		if (!check->prose[section].sentence_count)
			continue;
		read = true;
		bool found = find_gaps(check, rule, section);
		found |= find_slips(check, rule, section);
		if (!found)
			gj_check_count(check, rule, GJ_PASS);
	}
	if (!read)
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
}
