/* What a count is about: the last word before it that names a matter, and
 * between that word and the number nothing that is not understood. */
#include "prose/topic.h"

#include "prose/words.h"

gj_topic gj_topic_entry(const gj_prose *prose, const gj_spot *spot, const gj_topic_word *words)
{
	gj_str text = gj_span_text(gj_prose_span(prose, spot->begin, gj_spot_end(spot)));
	while (!gj_str_equal(text, gj_str_of(words->word)))
		words++;
	return words->topic;
}

bool gj_topic_is_whole(const gj_prose *prose, const gj_prose_setting *setting,
                       const gj_count *count, gj_span head)
{
	uint32_t begin = prose->sentences[count->sentence].begin;
	gj_span said = gj_prose_span(prose, begin, count->clause);
	size_t open = gj_str_find_last(gj_span_text(said), GJ_STR("("));
	gj_span before = { said.of, begin, begin };
	if (open != SIZE_MAX && gj_str_ends(gj_span_text(said), GJ_STR(")"))) {
		before.end = begin + (uint32_t)open;
		uint32_t mark = gj_span_last(before, GJ_SAYS_CLAUSE_MARKS);
		before = gj_span_from(before, mark == GJ_NOWHERE ? begin : mark);
	}
	return gj_words_are_plain(head, setting) && gj_words_are_plain(before, setting);
}

/* --- disputes ------------------------------------------------------------- */

static gj_topic dispute_named(gj_span words)
{
	uint32_t review = gj_span_last(words, GJ_SAYS_REVIEW);
	uint32_t litigation = gj_span_last(words, GJ_SAYS_LITIGATION);
	uint32_t either = gj_span_last(words, GJ_SAYS_EITHER_DISPUTE);
	if (either != GJ_NOWHERE && either == litigation)
		return GJ_TOPIC_DISPUTES;
	if (litigation == GJ_NOWHERE || (review != GJ_NOWHERE && review > litigation))
		return review == GJ_NOWHERE ? GJ_TOPIC_NONE : GJ_TOPIC_REVIEW;
	gj_str text = gj_span_text(words);
	if (gj_str_has(text, GJ_STR("未经复议")) || gj_str_has(text, GJ_STR("直接起诉")))
		return GJ_TOPIC_DIRECT_LITIGATION;
	return gj_str_has(text, GJ_STR("复议后")) ? GJ_TOPIC_LITIGATION_AFTER_REVIEW
	                                          : GJ_TOPIC_LITIGATION;
}

static uint32_t dispute_end(gj_span words)
{
	uint32_t review = gj_span_last(words, GJ_SAYS_REVIEW);
	uint32_t litigation = gj_span_last(words, GJ_SAYS_LITIGATION);
	if (review == GJ_NOWHERE || (litigation != GJ_NOWHERE && litigation > review))
		return litigation;
	return review;
}

static bool is_case_unit(gj_unit unit)
{
	return unit == GJ_UNIT_PIECE || unit == GJ_UNIT_CASE || unit == GJ_UNIT_TIME ||
	       unit == GJ_UNIT_COPY || unit == GJ_UNIT_ITEM;
}

static bool names_dispute(const gj_said *said)
{
	return gj_said_has(said, GJ_SAYS_REVIEW) || gj_said_has(said, GJ_SAYS_LITIGATION);
}

static bool bind_dispute(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	bool behind = !names_dispute(&count->said_before);
	if (behind && !names_dispute(&count->said_after))
		return false;
	gj_span words = behind ? gj_count_after(prose, count) : gj_count_before(prose, count);
	gj_topic topic = dispute_named(words);
	gj_span tail = gj_span_from(words, dispute_end(words));
	gj_span context = gj_prose_context(prose, count->sentence, count->after);
	if (gj_span_says(context, GJ_SAYS_OUR_MATTER) && is_case_unit(count->unit) &&
	    gj_span_only(tail, GJ_FILLS_AFTER_DISPUTE) && !gj_says_before(count, GJ_SAYS_HEARING) &&
	    !gj_says_after(count, GJ_SAYS_HEARING))
		gj_topic_set(count, topic,
		             (!behind || gj_str_has(gj_span_text(words), GJ_STR("信息公开"))) &&
		                     gj_topic_is_whole(prose, setting, count,
		                                       gj_span_upto(words, dispute_end(words))));
	return true;
}

/* --- documents and decisions (table 二) ----------------------------------- */

static const gj_topic_word decision_words[] = {
	{ "行政许可", GJ_TOPIC_LICENSING },
	{ "行政处罚", GJ_TOPIC_PENALTIES },
	{ "行政强制", GJ_TOPIC_COERCION },
};

static gj_topic document_topic(gj_span verbs, bool regulations)
{
	gj_topic base = regulations ? GJ_TOPIC_REGULATIONS_MADE : GJ_TOPIC_NORMATIVE_MADE;
	if (gj_span_says(verbs, GJ_SAYS_NEITHER_MADE_NOR_REPEALED))
		return GJ_TOPIC_NONE;
	static const gj_says kinds[] = { GJ_SAYS_MADE, GJ_SAYS_REPEALED, GJ_SAYS_IN_FORCE };
	int best = -1, named = 0;
	for (int i = 0; i < 3; i++)
		if (gj_span_says(verbs, kinds[i])) {
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
	if (count == prose->counts || before->sentence != count->sentence ||
	    before->topic < GJ_TOPIC_REGULATIONS_MADE || before->topic > GJ_TOPIC_NORMATIVE_IN_FORCE ||
	    before->unit != count->unit || count->begin == count->clause)
		return false;
	bool regulations = before->topic <= GJ_TOPIC_REGULATIONS_IN_FORCE;
	gj_str words = gj_span_text(gj_count_before(prose, count));
	if (gj_words_only(words, repealed))
		gj_topic_set(count, regulations ? GJ_TOPIC_REGULATIONS_REPEALED : GJ_TOPIC_NORMATIVE_REPEALED, true);
	else if (gj_words_only(words, in_force) && gj_str_has(words, GJ_STR("有效")))
		gj_topic_set(count, regulations ? GJ_TOPIC_REGULATIONS_IN_FORCE : GJ_TOPIC_NORMATIVE_IN_FORCE, true);
	return count->topic != GJ_TOPIC_NONE;
}

/* 制发3件规范性文件 */
static bool document_behind(const gj_prose *prose, const gj_count *count, gj_says noun)
{
	static const char *const leads[] = { "行政规范性文件", "规范性文件", "规章", NULL };
	gj_str after = gj_span_text(gj_count_after(prose, count));
	return gj_says_after(count, noun) && gj_words_start(after, leads) &&
	       !gj_str_has(after, GJ_STR("规章制度"));
}

static bool bind_document(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	static const struct {
		gj_says noun;
		bool regulations;
	} nouns[] = { { GJ_SAYS_NORMATIVE, false }, { GJ_SAYS_REGULATION, true } };
	gj_span before = gj_count_before(prose, count);
	for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
		bool named = gj_says_before(count, nouns[i].noun);
		if (!named && !document_behind(prose, count, nouns[i].noun))
			continue;
		const gj_spot *noun = named ? gj_span_last_spot(before, nouns[i].noun) : NULL;
		gj_span verbs = noun ? gj_span_upto(before, noun->begin) : before;
		gj_span tail = gj_span_from(before, noun ? gj_spot_end(noun) : before.end);
		/* 规章、规范性文件5件 counts both; 规章制度 is no 规章. */
		bool both = gj_span_says(verbs, GJ_SAYS_REGULATION) || gj_span_says(verbs, GJ_SAYS_NORMATIVE);
		gj_topic topic = document_topic(verbs, nouns[i].regulations);
		if (!both && topic && is_case_unit(count->unit) &&
		    gj_span_only(tail, GJ_FILLS_AFTER_DOCUMENT))
			gj_topic_set(count, topic, gj_topic_is_whole(prose, setting, count, verbs));
		return true;
	}
	return false;
}

static uint32_t leading_mark(gj_span words)
{
	gj_str mark = GJ_STR("、");
	return gj_str_starts(gj_span_text(words), mark) ? (uint32_t)mark.len : 0;
}

static bool bind_decision(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	static const char *const fillers[] = { "决定", "决定书", "处理决定", "数量", "共", "共计", "的", "为",
		                               ":", "总数", "数", "合计", NULL };
	if (!gj_says_before(count, GJ_SAYS_DECISIONS))
		return false;
	gj_span before = gj_count_before(prose, count);
	const gj_spot *found = gj_span_last_spot(before, GJ_SAYS_DECISIONS);
	/* 行政许可5件、行政处罚3件: the mark ends the count before. */
	gj_span lead = gj_span_from(before, before.begin + leading_mark(before));
	gj_str head = gj_span_text(gj_span_upto(lead, gj_spot_end(found)));
	gj_str tail = gj_span_text(gj_span_from(before, gj_spot_end(found)));
	bool several = gj_str_has(head, GJ_STR("、")) || gj_str_has(head, GJ_STR("和")) ||
	               gj_str_has(head, GJ_STR("及"));
	if (several || (count->unit != GJ_UNIT_PIECE && count->unit != GJ_UNIT_CASE) ||
	    !gj_words_only(tail, fillers) || gj_span_says(gj_count_said(prose, count), GJ_SAYS_PUBLISHED))
		return true;
	gj_topic_set(count, gj_topic_entry(prose, found, decision_words),
	             !gj_says_before(count, GJ_SAYS_VAGUE_DECISIONS) &&
	                     gj_topic_is_whole(prose, setting, count, gj_span_upto(lead, found->begin)));
	return true;
}

static bool bind_fees(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	static const char *const fillers[] = { "金额", "共", "共计", "合计", "总额", "总金额", "收入", "为",
		                               "约", ":", "的", NULL };
	if (!gj_says_before(count, GJ_SAYS_ADMINISTRATIVE_FEES))
		return false;
	gj_span before = gj_count_before(prose, count);
	const gj_spot *found = gj_span_last_spot(before, GJ_SAYS_ADMINISTRATIVE_FEES);
	gj_span tail = gj_span_from(before, gj_spot_end(found));
	if ((count->unit == GJ_UNIT_YUAN || count->unit == GJ_UNIT_WAN_YUAN) &&
	    gj_words_only(gj_span_text(tail), fillers) &&
	    gj_topic_is_whole(prose, setting, count, gj_span_upto(before, found->begin)))
		gj_topic_set(count, GJ_TOPIC_FEES, true);
	return true;
}

/* --- whichever it is ------------------------------------------------------ */

/* 行政复议新收3件，上年结转1件 */
static bool speaks_of_disputes(const gj_prose *prose, const gj_count *count)
{
	gj_span said = gj_count_said(prose, count);
	uint32_t request = gj_span_last(said, GJ_SAYS_REQUEST);
	uint32_t dispute = dispute_end(said);
	return dispute != GJ_NOWHERE && (request == GJ_NOWHERE || request < dispute);
}

static void bind(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	bool bound = bind_dispute(prose, setting, count) || bind_document(prose, setting, count) ||
	             continues_document(prose, count) || bind_decision(prose, setting, count) ||
	             bind_fees(prose, setting, count);
	if (!bound)
		gj_request_bind(prose, setting, count);
}

void gj_topic_bind(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	bind(prose, setting, count);
	if (!count->topic)
		return;
	gj_span said = gj_count_said(prose, count);
	const gj_said *lists = &prose->sentences[count->sentence].said;
	bool of_requests = count->topic <= GJ_TOPIC_OTHER_HANDLING;
	if ((gj_said_has(lists, GJ_SAYS_MONTHS) && gj_names_part_of_year(said)) ||
	    gj_names_several_years(said) ||
	    (of_requests && speaks_of_disputes(prose, count)))
		gj_topic_set(count, GJ_TOPIC_NONE, false);
}
