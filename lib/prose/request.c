/* Requests: which of them a count is of, by the last word before it that says what came of
 * them. */
#include "prose/topic.h"

#include "prose/words.h"

static const gj_topic_word request_words[] = {
	{ "新收", GJ_TOPIC_NEW_RECEIVED },
	{ "新收到", GJ_TOPIC_NEW_RECEIVED },
	{ "新受理", GJ_TOPIC_NEW_RECEIVED },
	{ "收到", GJ_TOPIC_RECEIVED },
	{ "接到", GJ_TOPIC_RECEIVED },
	{ "受理", GJ_TOPIC_RECEIVED },
	{ "接收", GJ_TOPIC_RECEIVED },
	{ "收到和办理", GJ_TOPIC_RECEIVED },
	{ "收到并办理", GJ_TOPIC_RECEIVED },
	{ "办结", GJ_TOPIC_PROCESSED },
	{ "办理完毕", GJ_TOPIC_PROCESSED },
	{ "答复完毕", GJ_TOPIC_ANSWERED },
	{ "答复", GJ_TOPIC_ANSWERED },
	{ "办理", GJ_TOPIC_HANDLED },
	{ "处理", GJ_TOPIC_HANDLED },
	{ "受理办理", GJ_TOPIC_HANDLED },
	{ "予以公开", GJ_TOPIC_GRANTED },
	{ "同意公开", GJ_TOPIC_GRANTED },
	{ "部分公开", GJ_TOPIC_PARTIALLY_GRANTED },
	{ "部分予以公开", GJ_TOPIC_PARTIALLY_GRANTED },
	{ "予以部分公开", GJ_TOPIC_PARTIALLY_GRANTED },
	{ "予以公开及部分公开", GJ_TOPIC_DISCLOSED },
	{ "予以公开和部分公开", GJ_TOPIC_DISCLOSED },
	{ "予以公开、部分公开", GJ_TOPIC_DISCLOSED },
	{ "予以公开或部分公开", GJ_TOPIC_DISCLOSED },
	{ "予以公开与部分公开", GJ_TOPIC_DISCLOSED },
	{ "予以公开以及部分公开", GJ_TOPIC_DISCLOSED },
	{ "不予公开", GJ_TOPIC_REFUSED },
	{ "不予以公开", GJ_TOPIC_REFUSED },
	{ "无法提供", GJ_TOPIC_UNAVAILABLE },
	{ "不予处理", GJ_TOPIC_REJECTED },
	{ "其他处理", GJ_TOPIC_OTHER_HANDLING },
	{ "其它处理", GJ_TOPIC_OTHER_HANDLING },
};

static bool is_request_unit(gj_unit unit)
{
	return unit >= GJ_UNIT_PIECE && unit <= GJ_UNIT_ANY;
}

/* --- which requests -------------------------------------------------------- */

static bool is_about_requests(const gj_prose *prose, const gj_count *count)
{
	return gj_prose_about_requests(gj_prose_context(prose, count->sentence, count->begin));
}

/* The clause before, when it says by which way or by whom: 通过网上渠道,收到5件. */
static bool is_part_of_requests(const gj_prose *prose, const gj_count *count)
{
	static const char *const ways[] = { "通过", "以", "经", "从", "其中通过", "其中", NULL };
	if (gj_says_before(count, GJ_SAYS_PARTIAL) && !gj_says_before(count, GJ_SAYS_WHOLE_PUBLIC))
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
	if (other->end == count->clause && gj_says_before(count, GJ_SAYS_REQUEST))
		return true;
	bool divides = gj_says_before(other, GJ_SAYS_PARTIAL) || gj_says_before(other, GJ_SAYS_OF_WHICH);
	return !divides && gj_says_before(other, GJ_SAYS_REQUEST) &&
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
	gj_topic topic;
	bool bare;          /* 依申请公开5件, without a verb: received or dealt with */
	gj_span head, tail; /* before and behind it, in the clause */
	bool named;         /* 申请 stands beside the number */
	bool public_named;  /* and says what it is for */
	bool noun_behind;   /* 5件申请 */
} request_phrase;

static bool find_request(const gj_prose *prose, const gj_count *count, request_phrase *found)
{
	gj_span before = gj_count_before(prose, count), after = gj_count_after(prose, count);
	const gj_spot *spot = NULL;
	if (gj_says_before(count, GJ_SAYS_REQUEST_TOPICS))
		spot = gj_span_last_spot(before, GJ_SAYS_REQUEST_TOPICS);
	else if (gj_says_before(count, GJ_SAYS_BARE_REQUEST))
		spot = gj_span_last_spot(before, GJ_SAYS_BARE_REQUEST);
	if (!spot)
		return false;
	bool bare = !gj_spot_is(spot, GJ_SAYS_REQUEST_TOPICS);
	gj_span noun = gj_span_from(before, spot->begin);
	*found = (request_phrase){
		.topic = bare ? GJ_TOPIC_HANDLED : gj_topic_entry(prose, spot, request_words),
		.bare = bare,
		.head = gj_span_upto(before, spot->begin),
		.tail = gj_span_from(before, gj_spot_end(spot)),
		.noun_behind = gj_span_opens(after, GJ_FILLS_REQUEST_NOUNS),
	};
	found->named = found->noun_behind || gj_span_says(noun, GJ_SAYS_REQUEST);
	found->public_named = found->named && (gj_span_says(noun, GJ_SAYS_PUBLIC) ||
	                                       gj_says_after(count, GJ_SAYS_PUBLIC));
	return true;
}

static void bind_request(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	request_phrase found;
	if (!is_request_unit(count->unit) || count->figure.value.scale ||
	    !find_request(prose, count, &found))
		return;
	gj_topic topic = found.topic;
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
		gj_topic_set(count, topic,
		             !found.bare && !gj_str_has(before, GJ_STR("累计")) &&
		                     gj_topic_is_whole(prose, setting, count, found.head) &&
		                     (topic < GJ_TOPIC_PROCESSED || !follows_a_part(prose, setting, count)));
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
	gj_topic_set(count, last ? GJ_TOPIC_CARRIED_IN : GJ_TOPIC_CARRIED_OUT, true);
	return true;
}

/* 2件予以公开, 1件结转下年度继续办理 */
static bool bind_behind(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	static const char *const empty_heads[] = { "其中", "另有", "剩余", "余", "尚有", "还有", "有", "其余",
		                                   ":", "、", "另外", NULL };
	if (!gj_says_after(count, GJ_SAYS_CARRY_VERBS) || !is_request_unit(count->unit) ||
	    !gj_words_only(gj_span_text(gj_count_before(prose, count)), empty_heads) ||
	    !is_about_requests(prose, count))
		return false;
	return bind_carried(setting, count, gj_count_after(prose, count));
}

/* 上年结转5件; not 收到上年结转的申请后办结5件. */
static bool bind_before(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	if (!gj_says_before(count, GJ_SAYS_CARRY_VERBS) || !is_request_unit(count->unit))
		return false;
	gj_span before = gj_count_before(prose, count);
	const gj_spot *word = gj_span_last_spot(before, GJ_SAYS_REQUEST_TOPICS);
	bool other = word && gj_topic_entry(prose, word, request_words) != GJ_TOPIC_HANDLED &&
	             !gj_span_says(gj_span_from(before, gj_spot_end(word)), GJ_SAYS_CARRY_VERBS);
	return !other && is_about_requests(prose, count) && bind_carried(setting, count, before);
}

void gj_request_bind(const gj_prose *prose, const gj_prose_setting *setting, gj_count *count)
{
	if (bind_behind(prose, setting, count) || count->begin == count->clause)
		return;
	if (!bind_before(prose, setting, count))
		bind_request(prose, setting, count);
}
