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

static const topic_word decision_words[] = {
	{ "行政许可", GJ_TOPIC_LICENSING, 0 },
	{ "行政处罚", GJ_TOPIC_PENALTIES, 0 },
	{ "行政强制", GJ_TOPIC_COERCION, 0 },
};

/* The entry of a spot of the list that has the table's words. */
static const topic_word *entry_of(const gj_prose *prose, const gj_spot *spot, const topic_word *words)
{
	gj_str text = gj_span_text(gj_prose_span(prose, spot->begin, gj_spot_end(spot)));
	while (!gj_str_equal(text, gj_str_of(words->word)))
		words++;
	return words;
}

/* Whether what stands before a count says a word of the list. */
static bool says_before(const gj_count *count, gj_says list)
{
	return gj_said_has(&count->said_before, list);
}

static bool says_after(const gj_count *count, gj_says list)
{
	return gj_said_has(&count->said_after, list);
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

/* Whether nothing before a word at `end` makes its count one of some only; words before a
 * bracket still speak of what stands behind it: 乡镇(街道)制发. */
static bool is_whole(const gj_prose *prose, const gj_prose_setting *setting, const gj_count *count,
                     gj_span head)
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

/* --- carried over --------------------------------------------------------- */

static bool bind_carried(const gj_prose_setting *setting, gj_count *count, gj_span words)
{
	if (!gj_span_says(words, GJ_SAYS_CARRY_VERBS))
		return false;
	bool last = gj_names_last_year(words, setting->year);
	bool next = gj_names_next_year(words, setting->year);
	if (last == next || gj_span_says(words, GJ_SAYS_NOT_CARRIED))
		return false;
	set(count, last ? GJ_TOPIC_CARRIED_IN : GJ_TOPIC_CARRIED_OUT, true);
	return true;
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
	    gj_span_only(tail, GJ_FILLS_AFTER_DISPUTE) && !says_before(count, GJ_SAYS_HEARING) &&
	    !says_after(count, GJ_SAYS_HEARING))
		set(count, topic,
		    (!behind || gj_str_has(gj_span_text(words), GJ_STR("信息公开"))) &&
		        is_whole(prose, setting, count, gj_span_upto(words, dispute_end(words))));
	return true;
}

/* --- documents and decisions (table 二) ----------------------------------- */

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
		set(count, regulations ? GJ_TOPIC_REGULATIONS_REPEALED : GJ_TOPIC_NORMATIVE_REPEALED, true);
	else if (gj_words_only(words, in_force) && gj_str_has(words, GJ_STR("有效")))
		set(count, regulations ? GJ_TOPIC_REGULATIONS_IN_FORCE : GJ_TOPIC_NORMATIVE_IN_FORCE, true);
	return count->topic != GJ_TOPIC_NONE;
}

/* 制发3件规范性文件 */
static bool document_behind(const gj_prose *prose, const gj_count *count, gj_says noun)
{
	static const char *const leads[] = { "行政规范性文件", "规范性文件", "规章", NULL };
	gj_str after = gj_span_text(gj_count_after(prose, count));
	return says_after(count, noun) && gj_words_start(after, leads) &&
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
		bool named = says_before(count, nouns[i].noun);
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
			set(count, topic, is_whole(prose, setting, count, verbs));
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
	if (!says_before(count, GJ_SAYS_DECISIONS))
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
	set(count, entry_of(prose, found, decision_words)->topic,
	    !says_before(count, GJ_SAYS_VAGUE_DECISIONS) &&
	        is_whole(prose, setting, count, gj_span_upto(lead, found->begin)));
	return true;
}

static bool bind_fees(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	static const char *const fillers[] = { "金额", "共", "共计", "合计", "总额", "总金额", "收入", "为",
		                               "约", ":", "的", NULL };
	if (!says_before(count, GJ_SAYS_ADMINISTRATIVE_FEES))
		return false;
	gj_span before = gj_count_before(prose, count);
	const gj_spot *found = gj_span_last_spot(before, GJ_SAYS_ADMINISTRATIVE_FEES);
	gj_span tail = gj_span_from(before, gj_spot_end(found));
	if ((count->unit == GJ_UNIT_YUAN || count->unit == GJ_UNIT_WAN_YUAN) &&
	    gj_words_only(gj_span_text(tail), fillers) &&
	    is_whole(prose, setting, count, gj_span_upto(before, found->begin)))
		set(count, GJ_TOPIC_FEES, true);
	return true;
}

/* --- requests ------------------------------------------------------------- */

static bool is_about_requests(const gj_prose *prose, const gj_count *count)
{
	return gj_prose_about_requests(gj_prose_context(prose, count->sentence, count->begin));
}

/* The clause before, when it says by which way or by whom: 通过网上渠道,收到5件. */
static bool is_part_of_requests(const gj_prose *prose, const gj_count *count)
{
	static const char *const ways[] = { "通过", "以", "经", "从", "其中通过", "其中", NULL };
	if (says_before(count, GJ_SAYS_PARTIAL) && !says_before(count, GJ_SAYS_WHOLE_PUBLIC))
		return true;
	uint32_t begin = prose->sentences[count->sentence].begin;
	gj_span said = gj_prose_span(prose, begin, count->clause > begin ? count->clause - 1 : begin);
	uint32_t mark = gj_span_last(said, GJ_SAYS_COMMAS);
	gj_span before = gj_span_from(said, mark == GJ_NOWHERE ? begin : mark);
	return gj_words_start(gj_span_text(before), ways) && gj_span_says(before, GJ_SAYS_PARTIAL);
}

/* After 其中 a total would be of a part. */
static bool follows_of_which(const gj_prose *prose, const gj_count *count)
{
	gj_span said = gj_count_said(prose, count);
	size_t semicolon = gj_str_find_last(gj_span_text(said), GJ_STR(";"));
	if (semicolon != SIZE_MAX)
		said = gj_span_from(said, said.begin + (uint32_t)semicolon);
	return gj_span_says(said, GJ_SAYS_OF_WHICH);
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

static bool spoils(gj_span head)
{
	return gj_span_closes(head, GJ_FILLS_SPOILING_PREFIXES) || gj_span_says(head, GJ_SAYS_SPOILING);
}

static bool is_outcome(gj_topic topic)
{
	return topic >= GJ_TOPIC_GRANTED && topic <= GJ_TOPIC_OTHER_HANDLING;
}

/* A count of requests that is no total: 涉及征地的申请9件, 自然人20件申请中. */
static bool counts_a_part(const gj_prose *prose, const gj_prose_setting *setting,
                          const gj_count *other, const gj_count *count)
{
	if (other->topic != GJ_TOPIC_NONE || other->role != GJ_ROLE_COUNT || other->unit != count->unit)
		return false;
	if (other->end == count->clause && says_before(count, GJ_SAYS_REQUEST))
		return true;
	bool divides = says_before(other, GJ_SAYS_PARTIAL) || says_before(other, GJ_SAYS_OF_WHICH);
	return !divides && says_before(other, GJ_SAYS_REQUEST) &&
	       !gj_words_are_plain(gj_count_before(prose, other), setting);
}

/* 涉及征地的申请9件，予以公开4件: what comes of some requests only, or of which is not known. */
static bool follows_a_part(const gj_prose *prose, const gj_prose_setting *setting,
                           const gj_count *count)
{
	const gj_count *first = &prose->counts[prose->sentences[count->sentence].first];
	for (const gj_count *other = count; other-- > first;) {
		if (is_total(other->topic) || other->topic == GJ_TOPIC_NEW_RECEIVED)
			return !other->sure;
		if (counts_a_part(prose, setting, other, count) || (is_outcome(other->topic) && !other->sure))
			return true;
	}
	return false;
}

/* 上年结转3件，已办结3件；新收25件，已办结23件: settled apart. 共办结 is a total. */
static bool is_settled_apart(const gj_prose *prose, const gj_count *count)
{
	const gj_count *first = &prose->counts[prose->sentences[count->sentence].first];
	bool carried[2] = { false }, received[2] = { false }; /* before and since the semicolon */
	gj_str said = gj_span_text(gj_count_said(prose, count));
	size_t semicolon = gj_str_find_last(said, GJ_STR(";"));
	uint32_t since = gj_count_said(prose, count).begin + (semicolon == SIZE_MAX ? 0 : (uint32_t)semicolon);
	if (gj_str_has(gj_span_text(gj_count_before(prose, count)), GJ_STR("共")))
		return false;
	for (const gj_count *other = first; other < count; other++) {
		carried[other->begin >= since] |= other->topic == GJ_TOPIC_CARRIED_IN;
		received[other->begin >= since] |= other->topic == GJ_TOPIC_NEW_RECEIVED ||
		                                   other->topic == GJ_TOPIC_RECEIVED;
	}
	return carried[1] ? !received[1] && !received[0] : received[1] && carried[0];
}

/* 办结26件，其中上年结转3件、本年新收23件 */
static bool divides_settled(const gj_prose *prose, const gj_count *count)
{
	const gj_count *first = &prose->counts[prose->sentences[count->sentence].first];
	for (const gj_count *other = count; other-- > first;)
		if (is_total(other->topic))
			return other->topic != GJ_TOPIC_RECEIVED && follows_of_which(prose, count);
	return false;
}

/* Whether a count of requests is, for all its sentence says, one of all of them. */
static bool is_of_all_requests(const gj_prose *prose, const gj_count *count, gj_topic topic)
{
	bool settled = topic == GJ_TOPIC_PROCESSED || topic == GJ_TOPIC_ANSWERED;
	if (is_total(topic) && follows_of_which(prose, count))
		return false;
	if (settled && is_settled_apart(prose, count))
		return false;
	return !(topic == GJ_TOPIC_NEW_RECEIVED && divides_settled(prose, count)) &&
	       !is_part_of_requests(prose, count);
}

/* What the words that bind a request are: 收到 | 政府信息公开申请 | 5件 | 申请. */
typedef struct request_phrase {
	const topic_word *word;
	gj_span head, tail; /* before and behind it, in the clause */
	bool named;         /* 申请 stands beside the number */
	bool public_named;  /* and says what it is for */
	bool noun_behind;   /* 5件申请 */
} request_phrase;

static bool find_request(const gj_prose *prose, const gj_count *count, request_phrase *found)
{
	gj_span before = gj_count_before(prose, count), after = gj_count_after(prose, count);
	const gj_spot *spot = NULL;
	if (says_before(count, GJ_SAYS_REQUEST_TOPICS))
		spot = gj_span_last_spot(before, GJ_SAYS_REQUEST_TOPICS);
	else if (says_before(count, GJ_SAYS_BARE_REQUEST))
		spot = gj_span_last_spot(before, GJ_SAYS_BARE_REQUEST);
	if (!spot)
		return false;
	bool bare = !gj_spot_is(spot, GJ_SAYS_REQUEST_TOPICS);
	gj_span noun = gj_span_from(before, spot->begin);
	*found = (request_phrase){ .word = bare ? &bare_request : entry_of(prose, spot, request_words),
		                     .head = gj_span_upto(before, spot->begin),
		                     .tail = gj_span_from(before, gj_spot_end(spot)),
		                     .noun_behind = gj_span_opens(after, GJ_FILLS_REQUEST_NOUNS) };
	found->named = found->noun_behind || gj_span_says(noun, GJ_SAYS_REQUEST);
	found->public_named = found->named && (gj_span_says(noun, GJ_SAYS_PUBLIC) ||
	                                       says_after(count, GJ_SAYS_PUBLIC));
	return true;
}

static void bind_request(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	request_phrase found;
	if (!is_request_unit(count->unit) || count->figure.value.scale ||
	    !find_request(prose, count, &found))
		return;
	gj_topic topic = found.word->topic;
	if (spoils(found.head) || !gj_span_only(found.tail, GJ_FILLS_AFTER_REQUEST) ||
	    (!found.public_named && !is_about_requests(prose, count)))
		return;
	if (!is_of_all_requests(prose, count, topic))
		return;
	/* 收到5件复议, 收到3份意见征询: what comes behind names another matter. */
	if (is_total(topic) && count->after > count->end && !found.noun_behind && !found.named)
		return;
	gj_str before = gj_span_text(gj_count_before(prose, count));
	topic = refine(topic, before);
	if (topic)
		set(count, topic, !(found.word->flags & UNSURE) && !gj_str_has(before, GJ_STR("累计")) &&
		                      is_whole(prose, setting, count, found.head) &&
		                      (topic < GJ_TOPIC_PROCESSED || !follows_a_part(prose, setting, count)));
}

/* 2件予以公开, 1件结转下年度继续办理 */
static bool bind_behind(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	static const char *const empty_heads[] = { "其中", "另有", "剩余", "余", "尚有", "还有", "有", "其余",
		                                   ":", "、", "另外", NULL };
	if (!says_after(count, GJ_SAYS_CARRY_VERBS) || !is_request_unit(count->unit) ||
	    !gj_words_only(gj_span_text(gj_count_before(prose, count)), empty_heads) ||
	    !is_about_requests(prose, count))
		return false;
	return bind_carried(setting, count, gj_count_after(prose, count));
}

/* 上年结转5件; not 收到上年结转的申请后办结5件. */
static bool bind_before(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	if (!says_before(count, GJ_SAYS_CARRY_VERBS) || !is_request_unit(count->unit))
		return false;
	gj_span before = gj_count_before(prose, count);
	const gj_spot *word = gj_span_last_spot(before, GJ_SAYS_REQUEST_TOPICS);
	bool other = word && entry_of(prose, word, request_words)->topic != GJ_TOPIC_HANDLED &&
	             !gj_span_says(gj_span_from(before, gj_spot_end(word)), GJ_SAYS_CARRY_VERBS);
	return !other && is_about_requests(prose, count) && bind_carried(setting, count, before);
}

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
	if (bind_dispute(prose, setting, count) || bind_document(prose, setting, count) ||
	    continues_document(prose, count) || bind_decision(prose, setting, count) ||
	    bind_fees(prose, setting, count) || bind_behind(prose, setting, count) ||
	    count->begin == count->clause)
		return;
	if (!bind_before(prose, setting, count))
		bind_request(prose, setting, count);
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
		set(count, GJ_TOPIC_NONE, false);
}
