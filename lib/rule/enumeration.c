/* N04: a total and the parts that the text lists behind it.
 *
 *	发布信息315条。其中，工作情况45条，机构职能13条（联系方式1条，…），许可62条…
 *	         whole        part          part  (depth 1: its own)    part
 *
 * 其中 and 包括 open partial lists: only parts that exceed the whole are wrong. A
 * list that ends with 其余 says that it is complete. One list may divide the same
 * whole several ways (by channel, then by applicant): each division counts alone.
 */
#include "rule/narrative.h"

typedef enum gj_division { DIVIDED_OTHERWISE, BY_CHANNEL, BY_APPLICANT, BY_OUTCOME } gj_division;

typedef struct gj_list {
	const gj_count *whole;
	int64_t total;  /* of all counts the list may divide: 新收20件，结转3件，其中… */
	int64_t slack;  /* what parts may exceed it by */
	int64_t sum;    /* of the present division */
	int64_t most;   /* of any */
	gj_division division;
	bool approximate, complete;
	size_t parts;
	const gj_count *last;
} gj_list;

static gj_division division_of(const gj_count *part)
{
	const gj_said *said[] = { &part->said_before, &part->said_after };
	for (size_t i = 0; i < 2; i++) {
		if (gj_said_has(said[i], GJ_SAYS_CHANNELS))
			return BY_CHANNEL;
		if (gj_said_has(said[i], GJ_SAYS_APPLICANTS))
			return BY_APPLICANT;
		if (gj_said_has(said[i], GJ_SAYS_OUTCOMES))
			return BY_OUTCOME;
	}
	return DIVIDED_OTHERWISE;
}

/* A new total, not a part of the one before. */
static bool is_total_of_its_own(gj_topic topic)
{
	return (topic >= GJ_TOPIC_NEW_RECEIVED && topic <= GJ_TOPIC_HANDLED) ||
	       topic >= GJ_TOPIC_REVIEW;
}

static uint8_t depth_at(gj_str text, uint32_t from, uint32_t at)
{
	uint8_t depth = 0;
	for (uint32_t i = from; i < at; i++)
		depth = (uint8_t)(depth + (text.ptr[i] == '(' && depth < 9) - (text.ptr[i] == ')' && depth));
	return depth;
}

static bool is_sure(const gj_count *count)
{
	return count->figure.bound == GJ_BOUND_EXACT && !count->figure.value.scale;
}

/* The counts before the mark that the list may divide: in the sentence, or in the
 * one before when the mark opens its own. */
static bool find_whole(const gj_check *check, const gj_prose *prose, uint32_t sentence, uint32_t mark,
                       gj_list *list)
{
	uint32_t own = sentence;
	bool opens = mark == prose->sentences[sentence].begin;
	if (opens && (!sentence || prose->sentences[sentence - 1].paragraph !=
	                                   prose->sentences[sentence].paragraph))
		return false;
	own -= opens;
	uint8_t depth = opens ? 0 : depth_at(prose->folded.text, prose->sentences[own].begin, mark);
	for (uint32_t i = 0; i < prose->sentences[own].count; i++) {
		const gj_count *count = &prose->counts[prose->sentences[own].first + i];
		/* Brackets hold parts of what stands before them: 办结177件（含上年3件），其中… */
		if (count->begin >= mark || count->role != GJ_ROLE_COUNT || count->depth > depth)
			continue;
		bool together = list->whole && list->whole->unit == count->unit && !depth;
		list->total = (together ? list->total : 0) + count->figure.value.units;
		list->approximate = (together && list->approximate) || !is_sure(count);
		/* 1.2万条 stands for anything up to 1.3万. */
		list->slack += count->figure.step.units - 1;
		list->whole = count;
	}
	gj_tabled tabled[GJ_ALTERNATIVES_MAX];
	bool open = false;
	/* What was dealt with includes what was carried in. */
	if (list->whole && list->whole->topic != GJ_TOPIC_NONE &&
	    gj_tabled_of(check, check->report, GJ_TOPIC_CARRIED_IN, tabled, &open))
		list->slack += tabled[0].sum.units;
	return list->whole && list->whole->scope != GJ_SCOPE_PAST;
}

static void add_part(const gj_prose *prose, gj_list *list, const gj_count *part)
{
	gj_division division = division_of(part);
	if (division != list->division || list->sum == list->whole->figure.value.units)
		list->sum = 0;
	list->division = division;
	list->sum += part->figure.value.units;
	list->most = list->sum > list->most ? list->sum : list->most;
	list->approximate |= part->figure.bound == GJ_BOUND_ABOUT || part->figure.value.scale;
	list->slack += part->figure.step.units / 2;
	list->complete = gj_str_has(gj_span_text(gj_count_before(prose, part)), GJ_STR("其余")) && gj_is_whole_number(part);
	list->parts++;
	list->last = part;
}

static void collect_parts(const gj_prose *prose, uint32_t sentence, uint32_t mark, uint32_t end,
                          gj_list *list)
{
	const gj_sentence *own = &prose->sentences[sentence];
	uint8_t depth = depth_at(prose->folded.text, own->begin, mark);
	for (uint32_t i = 0; i < own->count; i++) {
		const gj_count *part = &prose->counts[own->first + i];
		if (part->begin < mark || part->depth > depth || part->role != GJ_ROLE_COUNT)
			continue;
		if (part->depth < depth || part->begin >= end || part->unit != list->whole->unit ||
		    is_total_of_its_own(part->topic) || part->scope == GJ_SCOPE_PAST)
			return;
		add_part(prose, list, part);
	}
}

static gj_outcome judge_list(const gj_list *list)
{
	if (list->approximate || list->parts < 2)
		return GJ_CANNOT_ASSESS;
	if (list->most > list->total + list->slack)
		return GJ_FAIL;
	bool equal = list->sum == list->total || list->sum == list->whole->figure.value.units;
	return list->complete && !equal ? GJ_FAIL : GJ_PASS;
}

static void report_list(gj_check *check, const gj_rule *rule, int section, const gj_list *list)
{
	gj_finding *finding = gj_check_fail(check, rule, 0);
	int64_t whole = list->total;
	int64_t sum = list->most > list->total + list->slack ? list->most : list->sum;
	finding->expected = gj_check_number(check, gj_decimal_of(whole));
	finding->actual = gj_check_number(check, gj_decimal_of(sum));
	finding->difference = gj_check_number(check, gj_decimal_of(sum - whole));
	gj_check_cite_prose(check, finding, section, list->whole->sentence, finding->expected);
	gj_str quote = gj_check_quote_prose(check, section, list->whole->clause, list->last->end);
	finding->message = gj_check_format(
		check, "所列各项之和为%.*s，总数为%.*s：“%.*s”",
		"The parts listed sum to %.*s, their total is %.*s: “%.*s”", GJ_STR_ARG(finding->actual),
		GJ_STR_ARG(finding->expected), GJ_STR_ARG(quote));
}

/* The mark after `at` in the sentence, or its end. */
static uint32_t next_mark(const gj_prose *prose, const gj_sentence *sentence, uint32_t at)
{
	gj_span rest = gj_span_from(gj_prose_sentence(prose, sentence), at);
	uint32_t mark = gj_span_first(rest, GJ_SAYS_OF_WHICH);
	return mark == GJ_NOWHERE ? sentence->end : mark;
}

/* Where the parts of a list end: before the total that the next mark divides. */
static uint32_t parts_end(const gj_prose *prose, const gj_sentence *sentence, uint32_t next)
{
	uint32_t end = next;
	for (uint32_t i = 0; next < sentence->end && i < sentence->count; i++) {
		const gj_count *count = &prose->counts[sentence->first + i];
		if (count->begin < next)
			end = count->begin;
	}
	return end;
}

static bool evaluate_sentence(gj_check *check, const gj_rule *rule, int section, uint32_t index)
{
	const gj_prose *prose = &check->prose[section];
	const gj_sentence *sentence = &prose->sentences[index];
	bool any = false;
	for (uint32_t mark = next_mark(prose, sentence, sentence->begin); mark < sentence->end;) {
		/* 其中包括 is one mark; both are two characters long. */
		uint32_t behind = mark + (uint32_t)GJ_STR("其中").len;
		uint32_t next = next_mark(prose, sentence, behind);
		if (next == behind)
			next = next_mark(prose, sentence, behind + (uint32_t)GJ_STR("包括").len);
		gj_list list = { .division = DIVIDED_OTHERWISE };
		if (find_whole(check, prose, index, mark, &list)) {
			collect_parts(prose, index, mark, parts_end(prose, sentence, next), &list);
			any = true;
			gj_outcome outcome = judge_list(&list);
			if (outcome == GJ_FAIL)
				report_list(check, rule, section, &list);
			else
				gj_check_count(check, rule, outcome);
		}
		mark = next;
	}
	return any;
}

void gj_evaluate_lists(gj_check *check, const gj_rule *rule)
{
	bool any = false;
	for (int section = 0; section < GJ_SECTIONS; section++) {
		const gj_prose *prose = &check->prose[section];
		for (uint32_t i = 0; i < prose->sentence_count; i++)
			if (gj_said_has(&prose->sentences[i].said, GJ_SAYS_OF_WHICH))
				any |= evaluate_sentence(check, rule, section, i);
	}
	if (!any)
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
}
