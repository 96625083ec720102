/* N02 and N03: shares and changes that the text states, worked out again. */
#include "rule/narrative.h"

#include "prose/words.h"

enum { PERCENT = 100 };

/* The count of its sentence that stands nearest before it. */
static const gj_count *count_before(const gj_prose *prose, const gj_count *count, gj_role role)
{
	const gj_sentence *sentence = &prose->sentences[count->sentence];
	const gj_count *found = NULL;
	for (const gj_count *other = &prose->counts[sentence->first]; other < count; other++)
		if (other->role == role && other->unit < GJ_UNIT_PERCENT)
			found = other;
	return found;
}

static void fail_figure(gj_check *check, const gj_rule *rule, int section, const gj_count *count,
                        const gj_count *from, gj_words complaint)
{
	gj_finding *finding = gj_check_fail(check, rule, 0);
	if (from && from->scope != GJ_SCOPE_OWN && count->scope != GJ_SCOPE_OWN)
		finding->severity = GJ_NOTE;
	finding->actual = gj_check_number(check, count->figure.value);
	gj_check_cite_prose(check, finding, section, count->sentence, finding->actual);
	uint32_t begin = from && from->sentence == count->sentence ? from->clause : count->clause;
	gj_str quote = gj_check_quote_prose(check, section, begin, count->end);
	finding->message = gj_check_format(check, "%s：“%.*s”", "%s: “%.*s”",
	                                   gj_check_word(check, complaint), GJ_STR_ARG(quote));
}

/* Judges a figure and sets *from to the count it rests on, or null. */
typedef gj_outcome gj_figure_judge(const gj_check *check, const gj_prose *prose,
                                   const gj_count *figure, const gj_count **from);

/* All figures of some roles (bits), wherever they stand. */
static void evaluate_figures(gj_check *check, const gj_rule *rule, unsigned roles,
                             gj_figure_judge *judge, gj_words complaint)
{
	bool any = false;
	for (int section = 0; section < GJ_SECTIONS; section++) {
		const gj_prose *prose = &check->prose[section];
		for (size_t i = 0; i < prose->count; i++) {
			const gj_count *figure = &prose->counts[i], *from;
			if (!(roles >> figure->role & 1))
				continue;
			any = true;
			gj_outcome outcome = judge(check, prose, figure, &from);
			if (outcome == GJ_FAIL)
				fail_figure(check, rule, section, figure, from, complaint);
			else
				gj_check_count(check, rule, outcome);
		}
	}
	if (!any)
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
}

/* --- N02 ------------------------------------------------------------------ */

/* The totals that a share may be of, besides what the text states. */
static const gj_topic wholes[] = { GJ_TOPIC_RECEIVED, GJ_TOPIC_HANDLED, GJ_TOPIC_ANSWERED,
	                           GJ_TOPIC_DISPUTES };

static bool is_share_of_tables(const gj_check *check, const gj_count *share, int64_t part)
{
	for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) {
		gj_tabled tabled[GJ_ALTERNATIVES_MAX];
		bool open = false;
		size_t known = gj_tabled_of(check, check->report, wholes[i], tabled, &open);
		for (size_t k = 0; k < known; k++)
			if (gj_figure_is_ratio(&share->figure, part, tabled[k].sum.units, PERCENT))
				return true;
	}
	return false;
}

/* Any count of the section may be the whole, or two kinds of paper together. */
static bool is_share_of_text(const gj_prose *prose, const gj_count *share, int64_t part)
{
	for (size_t i = 0; i < prose->count; i++) {
		const gj_count *whole = &prose->counts[i];
		if (whole->role == GJ_ROLE_COUNT && !whole->figure.value.scale &&
		    gj_figure_is_ratio(&share->figure, part, whole->figure.value.units, PERCENT))
			return true;
	}
	return false;
}

/* A part needs a whole of its unit before it, or nobody knows what it is a part of. */
static bool has_whole(const gj_prose *prose, const gj_count *part)
{
	uint32_t paragraph = prose->sentences[part->sentence].paragraph;
	for (const gj_count *whole = part; whole-- > prose->counts;) {
		if (prose->sentences[whole->sentence].paragraph != paragraph)
			return false;
		if (whole->role == GJ_ROLE_COUNT && whole->unit == part->unit &&
		    whole->scope != GJ_SCOPE_PAST && gj_is_whole_number(whole) &&
		    whole->figure.value.units >= part->figure.value.units)
			return true;
	}
	return false;
}

/* 占33.9%, 占比, 占总数的: of the count before, and of a plain total. 占全部行政许可的
 * names a whole of its own. */
static bool is_of_count_before(const gj_prose *prose, const gj_count *share)
{
	static const char *const fillers[] = { "比", "比例", "的", "为", "约", "总数", "总量", "总申请量", "申请总数",
		                               "申请总量", "全部申请", "申请", "总", "比重", "答复总数", "办结总数",
		                               "全部", "数", "量", "受理", "办理", "总体", "达", ":", "到", NULL };
	static const char *const subjects[] = { "约", "大约", "分别", "各", "共", NULL };
	gj_str before = gj_span_text(gj_count_before(prose, share));
	size_t at = gj_str_find_last(before, GJ_STR("占"));
	/* 网站占75% speaks of the site's count, whichever that is. */
	return gj_words_only(gj_str_upto(before, at), subjects) &&
	       gj_words_only(gj_str_from(before, at + GJ_STR("占").len), fillers);
}

static gj_outcome judge_share(const gj_check *check, const gj_prose *prose, const gj_count *share,
                              const gj_count *part)
{
	if (!part || !gj_is_whole_number(part) || share->figure.bound != GJ_BOUND_EXACT)
		return GJ_CANNOT_ASSESS;
	int64_t number = part->figure.value.units;
	if (is_share_of_text(prose, share, number) || is_share_of_tables(check, share, number))
		return GJ_PASS;
	return has_whole(prose, part) && is_of_count_before(prose, share) ? GJ_FAIL : GJ_CANNOT_ASSESS;
}

static gj_outcome judge_share_of_part(const gj_check *check, const gj_prose *prose,
                                      const gj_count *share, const gj_count **part)
{
	*part = count_before(prose, share, GJ_ROLE_COUNT);
	return judge_share(check, prose, share, *part);
}

void gj_evaluate_shares(gj_check *check, const gj_rule *rule)
{
	static const gj_words complaint = { "占比按文中和表中任何总数都算不出来",
		                            "no total of the text or the tables gives this share" };
	evaluate_figures(check, rule, 1u << GJ_ROLE_SHARE, judge_share_of_part, complaint);
}

/* --- N03 ------------------------------------------------------------------ */

/* A change with a subject of its own (网站访问量同比增长…) is not of the count before. */
static bool continues_count(const gj_prose *prose, const gj_count *change)
{
	static const char *const fillers[] = {
		"同比", "环比", "较", "比", "与", "同", "相比", "上一年度", "上一年", "上年度", "上年", "去年", "同期", "年",
		"度", "增长", "增加", "上升", "提高", "下降", "减少", "回落", "降低", "下滑", "增幅", "降幅", "增", "减", "升",
		"降", "了", "为", "达", "约", "申请数量", "申请量", "申请", "数量", "总量", "件数", "受理", "收到", "的", "有所",
		"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "多", "少", "净", NULL
	};
	return gj_words_only(gj_span_text(gj_count_before(prose, change)), fillers);
}

static bool is_change(const gj_count *change, int64_t now, int64_t before)
{
	int64_t difference = change->falls ? before - now : now - before;
	if (change->role == GJ_ROLE_DIFFERENCE)
		return gj_figure_agrees(&change->figure, gj_decimal_of(difference));
	return gj_figure_is_ratio(&change->figure, difference, before,
	                          change->unit == GJ_UNIT_PERCENT ? PERCENT : 1);
}

/* The base in the same sentence: 较上年的100条增长20%. */
static const gj_count *base_in_text(const gj_prose *prose, const gj_count *change,
                                    const gj_count *now)
{
	const gj_sentence *sentence = &prose->sentences[change->sentence];
	const gj_count *found = NULL;
	for (uint32_t i = 0; i < sentence->count; i++) {
		const gj_count *base = &prose->counts[sentence->first + i];
		if (base->role != GJ_ROLE_COUNT || base->scope != GJ_SCOPE_PAST || base->unit != now->unit ||
		    base->topic == GJ_TOPIC_CARRIED_IN)
			continue;
		if (found)
			return NULL; /* several earlier counts: which is meant? */
		found = base;
	}
	return found;
}

/* The count that changes: the nearest one of this year before it. */
static const gj_count *count_of_now(const gj_prose *prose, const gj_count *change)
{
	const gj_sentence *sentence = &prose->sentences[change->sentence];
	const gj_count *found = NULL;
	for (const gj_count *other = &prose->counts[sentence->first]; other < change; other++)
		if (other->role == GJ_ROLE_COUNT && other->unit < GJ_UNIT_YUAN &&
		    other->scope != GJ_SCOPE_PAST)
			found = other;
	return found;
}

bool gj_states_changes(const gj_check *check)
{
	for (int section = 0; section < GJ_SECTIONS; section++)
		for (size_t i = 0; i < check->prose[section].count; i++) {
			gj_role role = check->prose[section].counts[i].role;
			if (role == GJ_ROLE_CHANGE || role == GJ_ROLE_DIFFERENCE)
				return true;
		}
	return false;
}

static gj_outcome judge_against_last_year(const gj_check *check, const gj_count *change,
                                          const gj_count *now)
{
	gj_tabled last[GJ_ALTERNATIVES_MAX];
	bool open = false;
	if (!check->options->previous || check->options->previous->refusal ||
	    now->topic == GJ_TOPIC_NONE || now->scope != GJ_SCOPE_OWN)
		return GJ_CANNOT_ASSESS;
	size_t known = gj_tabled_of(check, check->options->previous, now->topic, last, &open);
	gj_outcome outcome = open || !known ? GJ_CANNOT_ASSESS : GJ_FAIL;
	for (size_t i = 0; i < known; i++) {
		if (is_change(change, now->figure.value.units, last[i].sum.units))
			return GJ_PASS;
		if (last[i].blank || !gj_decimal_is_integer(last[i].sum) || !last[i].sum.units)
			outcome = GJ_CANNOT_ASSESS;
		for (size_t k = 0; k < last[i].count; k++)
			if (check->options->previous->values[last[i].fields[k]].doubts)
				outcome = GJ_CANNOT_ASSESS;
	}
	return outcome;
}

static gj_outcome judge_change(const gj_check *check, const gj_prose *prose, const gj_count *change,
                               const gj_count *now)
{
	if (!now || !gj_is_whole_number(now) || !continues_count(prose, change) ||
	    change->figure.bound == GJ_BOUND_ABOUT)
		return GJ_CANNOT_ASSESS;
	const gj_count *base = base_in_text(prose, change, now);
	if (!base)
		return judge_against_last_year(check, change, now);
	if (!gj_is_whole_number(base) || !base->figure.value.units)
		return GJ_CANNOT_ASSESS;
	return is_change(change, now->figure.value.units, base->figure.value.units) ? GJ_PASS : GJ_FAIL;
}

static gj_outcome judge_change_of_count(const gj_check *check, const gj_prose *prose,
                                        const gj_count *change, const gj_count **now)
{
	*now = count_of_now(prose, change);
	return judge_change(check, prose, change, *now);
}

void gj_evaluate_changes(gj_check *check, const gj_rule *rule)
{
	static const gj_words complaint = { "与上年相比的变化算不出来",
		                            "this change against the year before does not work out" };
	evaluate_figures(check, rule, 1u << GJ_ROLE_CHANGE | 1u << GJ_ROLE_DIFFERENCE,
	                 judge_change_of_count, complaint);
}
