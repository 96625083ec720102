/* N01 and N05: what the text says against what the tables print. */
#include "rule/narrative.h"

/* The totals that a stated count may mean, as rows of fields. */
typedef struct gj_run {
	gj_field first, last;
	uint8_t stride;
} gj_run;

enum { RUNS_MAX = 3, PART_OF_NONE = 0 };

typedef struct gj_alternative {
	gj_run runs[RUNS_MAX]; /* stride 0 ends them */
} gj_alternative;

#define T3(row, column) ((gj_field)(GJ_T3_BASE + (row) * GJ_T3_COLUMNS + (column)))
#define ROWS(from, to) { T3(from, GJ_T3_TOTAL), T3(to, GJ_T3_TOTAL), GJ_T3_COLUMNS }
#define ROW(row) ROWS(row, row)
#define GROUP(group) { (gj_field)(GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + GJ_T4_TOTAL), \
	               (gj_field)(GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + GJ_T4_TOTAL), 1 }
#define CELL(field) { (field), (field), 1 }

static const gj_alternative alternatives[GJ_TOPICS][GJ_ALTERNATIVES_MAX] = {
	[GJ_TOPIC_NEW_RECEIVED] = { { { ROW(GJ_T3_NEW_RECEIVED) } } },
	[GJ_TOPIC_RECEIVED] = { { { ROW(GJ_T3_NEW_RECEIVED) } },
	                        { { ROWS(GJ_T3_NEW_RECEIVED, GJ_T3_CARRIED_IN) } } },
	[GJ_TOPIC_CARRIED_IN] = { { { ROW(GJ_T3_CARRIED_IN) } } },
	[GJ_TOPIC_CARRIED_OUT] = { { { ROW(GJ_T3_CARRIED_OUT) } } },
	[GJ_TOPIC_PROCESSED] = { { { ROW(GJ_T3_PROCESSED_TOTAL) } } },
	/* Withdrawn and lapsed requests, and those not dealt with, get no answer. */
	[GJ_TOPIC_ANSWERED] = { { { ROW(GJ_T3_PROCESSED_TOTAL) } },
	                        { { ROWS(GJ_T3_GRANTED, GJ_T3_REJECTED_LAST) } },
	                        { { ROWS(GJ_T3_GRANTED, GJ_T3_UNAVAILABLE_LAST) } },
	                        { { ROW(GJ_T3_NEW_RECEIVED) } } },
	[GJ_TOPIC_HANDLED] = { { { ROW(GJ_T3_PROCESSED_TOTAL) } },
	                       { { ROW(GJ_T3_NEW_RECEIVED) } },
	                       { { ROWS(GJ_T3_NEW_RECEIVED, GJ_T3_CARRIED_IN) } } },
	[GJ_TOPIC_GRANTED] = { { { ROW(GJ_T3_GRANTED) } } },
	[GJ_TOPIC_PARTIALLY_GRANTED] = { { { ROW(GJ_T3_PARTIALLY_GRANTED) } } },
	[GJ_TOPIC_DISCLOSED] = { { { ROWS(GJ_T3_GRANTED, GJ_T3_PARTIALLY_GRANTED) } } },
	[GJ_TOPIC_REFUSED] = { { { ROWS(GJ_T3_REFUSED_FIRST, GJ_T3_REFUSED_LAST) } } },
	[GJ_TOPIC_UNAVAILABLE] = { { { ROWS(GJ_T3_UNAVAILABLE_FIRST, GJ_T3_UNAVAILABLE_LAST) } } },
	[GJ_TOPIC_NOT_HELD] = { { { ROW(GJ_T3_UNAVAILABLE_FIRST) } },
	                        { { ROWS(GJ_T3_UNAVAILABLE_FIRST, GJ_T3_UNAVAILABLE_LAST) } } },
	[GJ_TOPIC_REJECTED] = { { { ROWS(GJ_T3_REJECTED_FIRST, GJ_T3_REJECTED_LAST) } } },
	[GJ_TOPIC_OTHER_HANDLING] = { { { ROWS(GJ_T3_OTHER_NOT_CORRECTED, GJ_T3_OTHER) } } },
	[GJ_TOPIC_REVIEW] = { { { GROUP(GJ_T4_REVIEW) } } },
	[GJ_TOPIC_LITIGATION] = { { { GROUP(GJ_T4_DIRECT), GROUP(GJ_T4_AFTER_REVIEW) } } },
	[GJ_TOPIC_DIRECT_LITIGATION] = { { { GROUP(GJ_T4_DIRECT) } } },
	[GJ_TOPIC_LITIGATION_AFTER_REVIEW] = { { { GROUP(GJ_T4_AFTER_REVIEW) } } },
	[GJ_TOPIC_DISPUTES] = { { { GROUP(GJ_T4_REVIEW), GROUP(GJ_T4_DIRECT),
	                            GROUP(GJ_T4_AFTER_REVIEW) } } },
	[GJ_TOPIC_REGULATIONS_MADE] = { { { CELL(GJ_T2_REGULATIONS_MADE) } },
	                                { { CELL(GJ_T2_REGULATIONS_PUBLISHED) } } },
	[GJ_TOPIC_REGULATIONS_REPEALED] = { { { CELL(GJ_T2_REGULATIONS_REPEALED) } } },
	[GJ_TOPIC_REGULATIONS_IN_FORCE] = { { { CELL(GJ_T2_REGULATIONS_IN_FORCE) } },
	                                    { { CELL(GJ_T2_REGULATIONS_PUBLIC_TOTAL) } } },
	[GJ_TOPIC_NORMATIVE_MADE] = { { { CELL(GJ_T2_NORMATIVE_MADE) } },
	                              { { CELL(GJ_T2_NORMATIVE_PUBLISHED) } } },
	[GJ_TOPIC_NORMATIVE_REPEALED] = { { { CELL(GJ_T2_NORMATIVE_REPEALED) } } },
	[GJ_TOPIC_NORMATIVE_IN_FORCE] = { { { CELL(GJ_T2_NORMATIVE_IN_FORCE) } },
	                                  { { CELL(GJ_T2_NORMATIVE_PUBLIC_TOTAL) } } },
	[GJ_TOPIC_LICENSING] = { { { CELL(GJ_T2_LICENSING_DECISIONS) } } },
	[GJ_TOPIC_PENALTIES] = { { { CELL(GJ_T2_PENALTIES_DECISIONS) } } },
	[GJ_TOPIC_COERCION] = { { { CELL(GJ_T2_COERCION_DECISIONS) } } },
	[GJ_TOPIC_FEES] = { { { CELL(GJ_T2_FEES_AMOUNT) } } },
};

/* --- what the tables print ------------------------------------------------ */

static bool add_number(gj_tabled *tabled, const gj_value *value, gj_field field)
{
	if (tabled->count >= GJ_TABLED_FIELDS_MAX ||
	    !gj_decimal_add(tabled->sum, value->number, &tabled->sum))
		return false;
	tabled->fields[tabled->count++] = field;
	return true;
}

/* How many cells before a total add up to it; 0 when it is not one. */
static int parts_of(gj_field field)
{
	if (field >= GJ_T4_BASE)
		return GJ_T4_TOTAL;
	return field >= GJ_T3_BASE ? GJ_T3_TOTAL : PART_OF_NONE;
}

/* A blank total leaves its parts; blanks among those are unknown numbers ≥ 0. */
static bool add_parts(gj_tabled *tabled, const gj_report *report, gj_field total)
{
	int parts = parts_of(total);
	tabled->fields[tabled->count++] = total;
	if (!parts)
		tabled->blank = true;
	for (int i = parts; i > 0; i--) {
		const gj_value *value = &report->values[total - i];
		if (value->state == GJ_STATE_BLANK)
			tabled->blank = true;
		else if (!gj_value_is_count(value) || !add_number(tabled, value, (gj_field)(total - i)))
			return false;
	}
	return true;
}

/* False when a cell that belongs to the sum holds no number. */
static bool add_run(const gj_check *check, const gj_report *report, const gj_run *run,
                    gj_tabled *tabled)
{
	for (gj_field field = run->first; field <= run->last; field = (gj_field)(field + run->stride)) {
		const gj_value *value = &report->values[field];
		if (tabled->count >= GJ_TABLED_FIELDS_MAX)
			return false;
		if (value->state == GJ_STATE_BLANK) {
			if (!add_parts(tabled, report, field))
				return false;
		} else if (gj_value_is_count(value)) {
			if (!add_number(tabled, value, field))
				return false;
		} else if (value->state != GJ_STATE_ABSENT ||
		           gj_form_find(check->forms[gj_field_table(field)], field)) {
			return false;
		}
	}
	return true;
}

size_t gj_tabled_of(const gj_check *check, const gj_report *report, gj_topic topic,
                    gj_tabled tabled[GJ_ALTERNATIVES_MAX], bool *open)
{
	size_t count = 0;
	for (size_t i = 0; i < GJ_ALTERNATIVES_MAX; i++) {
		const gj_alternative *alternative = &alternatives[topic][i];
		bool known = true;
		tabled[count] = (gj_tabled){ 0 };
		if (!alternative->runs[0].stride)
			break; /* there are no more */
		for (size_t r = 0; r < RUNS_MAX && alternative->runs[r].stride && known; r++)
			known = add_run(check, report, &alternative->runs[r], &tabled[count]);
		*open |= !known;
		if (known && tabled[count].count)
			count++;
	}
	return count;
}

/* --- N01 ------------------------------------------------------------------ */

static bool far_off(const gj_figure *figure, gj_decimal number)
{
	double stated = gj_decimal_double(figure->value), printed = gj_decimal_double(number);
	return printed < 0.8 * stated || printed > 1.25 * stated;
}

/* Amounts: the table prints 万元 with a precision of its own. */
static gj_figure in_unit_of(gj_topic topic, const gj_count *count)
{
	enum { WAN_PLACES = 4 };
	gj_figure figure = count->figure;
	if (topic == GJ_TOPIC_FEES && count->unit == GJ_UNIT_YUAN &&
	    figure.value.scale + WAN_PLACES <= GJ_DECIMAL_SCALE_MAX) {
		figure.value.scale = (uint8_t)(figure.value.scale + WAN_PLACES);
		figure.step.scale = (uint8_t)(figure.step.scale + WAN_PLACES);
	}
	return figure;
}

static gj_outcome weigh(const gj_figure *figure, const gj_tabled *tabled)
{
	gj_figure printed = { tabled->sum, { 1, tabled->sum.scale }, GJ_BOUND_EXACT };
	if (figure->bound == GJ_BOUND_ABOUT)
		return far_off(figure, tabled->sum) ? GJ_CANNOT_ASSESS : GJ_PASS;
	bool agrees = gj_figure_agrees(figure, tabled->sum) ||
	              (tabled->sum.scale && gj_figure_agrees(&printed, figure->value));
	if (agrees)
		return tabled->blank ? GJ_ASSUMED : GJ_PASS;
	bool could_mend = tabled->blank && gj_decimal_compare(figure->value, tabled->sum) > 0;
	return could_mend ? GJ_CANNOT_ASSESS : GJ_FAIL;
}

/* The best outcome over all that the words may mean. */
static gj_outcome compare(const gj_check *check, const gj_count *count, gj_tabled *nearest)
{
	gj_tabled tabled[GJ_ALTERNATIVES_MAX];
	bool open = false;
	size_t known = gj_tabled_of(check, check->report, count->topic, tabled, &open);
	gj_figure figure = in_unit_of(count->topic, count);
	gj_outcome best = open || !known ? GJ_CANNOT_ASSESS : GJ_FAIL;
	bool may_be_part = !count->sure && count->scope == GJ_SCOPE_OWN;
	for (size_t i = 0; i < known; i++) {
		gj_outcome outcome = weigh(&figure, &tabled[i]);
		bool smaller = gj_decimal_compare(figure.value, tabled[i].sum) < 0;
		if (outcome == GJ_FAIL && may_be_part && smaller)
			outcome = GJ_CANNOT_ASSESS;
		if (outcome == GJ_PASS || (outcome == GJ_ASSUMED && best != GJ_PASS))
			best = outcome;
		else if (outcome == GJ_CANNOT_ASSESS && best == GJ_FAIL)
			best = outcome;
	}
	*nearest = tabled[0];
	return best;
}

void gj_check_cite_prose(gj_check *check, gj_finding *finding, int section, uint32_t sentence,
                         gj_str subject)
{
	finding->place = (gj_place){ 0 };
	gj_str name = section < GJ_SECTIONS ? gj_str_format(check->arena, "section %d", section + 1)
	                                    : GJ_STR("preamble");
	finding->section = gj_check_format(check, "%.*s sentence %u", "%.*s sentence %u",
	                                   GJ_STR_ARG(name), sentence + 1);
	finding->subject = gj_check_format(check, "%.*s %.*s", "%.*s %.*s", GJ_STR_ARG(name),
	                                   GJ_STR_ARG(subject));
}

gj_str gj_check_quote_prose(gj_check *check, int section, uint32_t begin, uint32_t end)
{
	return gj_check_quote(check, gj_str_trim(gj_prose_printed(&check->prose[section], begin, end)));
}

static const char *unsure_remark(const gj_check *check, const gj_count *count)
{
	static const gj_words remark = { "（文中说的可能不是同一口径）",
		                         " (the text may count something else)" };
	return count->sure || count->scope != GJ_SCOPE_OWN ? "" : gj_check_word(check, remark);
}

const char *gj_check_scope_remark(const gj_check *check, gj_scope scope)
{
	static const gj_words remarks[] = {
		[GJ_SCOPE_OWN] = { "", "" },
		[GJ_SCOPE_WIDER] = { "（文中说的范围更大，口径可能不同）",
		                     " (the text speaks for more than this agency; the scopes may differ)" },
		[GJ_SCOPE_OFFICE] = { "（文中只说其中一个单位，口径可能不同）",
		                      " (the text speaks for one office only; the scopes may differ)" },
		[GJ_SCOPE_PAST] = { "", "" },
	};
	return gj_check_word(check, remarks[scope]);
}

static void report_count(gj_check *check, const gj_rule *rule, int section, const gj_count *count,
                         const gj_tabled *tabled)
{
	gj_finding *finding = gj_check_fail_fields(check, rule, tabled->fields, tabled->count);
	gj_figure figure = in_unit_of(count->topic, count);
	gj_decimal difference;
	if (count->scope != GJ_SCOPE_OWN || !count->sure)
		finding->severity = GJ_NOTE;
	finding->expected = gj_check_number(check, tabled->sum);
	finding->actual = gj_check_number(check, figure.value);
	if (gj_decimal_subtract(figure.value, tabled->sum, &difference))
		finding->difference = gj_check_number(check, difference);
	gj_check_cite_prose(check, finding, section, count->sentence, finding->actual);
	gj_str quote = gj_check_quote_prose(check, section, count->clause, count->end);
	gj_str cell = gj_check_cell_name(check, tabled->fields[0]);
	const char *sum = tabled->count < 2 ? "" : check->options->chinese ? "等各格之和" : " and others, summed";
	finding->message = gj_check_format(
		check, "文中写“%.*s”，而%.*s%s为%.*s%s%s",
		"The text says “%.*s”, but %.*s%s print %.*s%s%s", GJ_STR_ARG(quote), GJ_STR_ARG(cell), sum,
		GJ_STR_ARG(finding->expected), gj_check_scope_remark(check, count->scope),
		unsure_remark(check, count));
}

void gj_evaluate_stated_counts(gj_check *check, const gj_rule *rule)
{
	bool any = false;
	for (int section = 0; section < GJ_SECTIONS; section++)
		for (size_t i = 0; i < check->prose[section].count; i++) {
			const gj_count *count = &check->prose[section].counts[i];
			gj_tabled tabled;
			if (count->topic == GJ_TOPIC_NONE || count->scope == GJ_SCOPE_PAST)
				continue;
			any = true;
			gj_outcome outcome = compare(check, count, &tabled);
			if (outcome == GJ_FAIL)
				report_count(check, rule, section, count, &tabled);
			else
				gj_check_count(check, rule, outcome);
		}
	if (!any)
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
}

/* --- N05 ------------------------------------------------------------------ */

static const struct {
	gj_topic topic;
	gj_words matter;
} refutations[] = {
	[GJ_CLAIM_ALL_DONE] = { GJ_TOPIC_CARRIED_OUT, { "结转下年", "carried out" } },
	[GJ_CLAIM_NONE_RECEIVED] = { GJ_TOPIC_NEW_RECEIVED, { "本年新收", "newly received" } },
	[GJ_CLAIM_NO_REVIEW] = { GJ_TOPIC_REVIEW, { "行政复议", "reconsideration" } },
	[GJ_CLAIM_NO_LITIGATION] = { GJ_TOPIC_LITIGATION, { "行政诉讼", "litigation" } },
};

/* A text that tells elsewhere what is still open does not hide it. */
static bool admits(const gj_check *check, gj_topic topic)
{
	for (int section = 0; section < GJ_SECTIONS; section++)
		for (size_t i = 0; i < check->prose[section].count; i++) {
			const gj_count *count = &check->prose[section].counts[i];
			if (count->topic == topic && count->figure.value.units > 0)
				return true;
		}
	return false;
}

static void report_claim(gj_check *check, const gj_rule *rule, int section, const gj_claim *claim,
                         const gj_tabled *tabled)
{
	gj_finding *finding = gj_check_fail_fields(check, rule, tabled->fields, tabled->count);
	if (claim->scope != GJ_SCOPE_OWN || !claim->sure)
		finding->severity = GJ_NOTE;
	finding->expected = gj_check_number(check, gj_decimal_of(0));
	finding->actual = finding->difference = gj_check_number(check, tabled->sum);
	gj_check_cite_prose(check, finding, section, claim->sentence, GJ_STR("claim"));
	gj_str quote = gj_check_quote_prose(check, section, claim->begin, claim->end);
	finding->message = gj_check_format(
		check, "文中写“%.*s”，而表中%s为%.*s%s", "The text says “%.*s”, but the tables print %s %.*s%s",
		GJ_STR_ARG(quote), gj_check_word(check, refutations[claim->kind].matter),
		GJ_STR_ARG(finding->actual), gj_check_scope_remark(check, claim->scope));
}

static void evaluate_claim(gj_check *check, const gj_rule *rule, int section, const gj_claim *claim)
{
	gj_tabled tabled[GJ_ALTERNATIVES_MAX];
	bool open = false;
	gj_topic topic = refutations[claim->kind].topic;
	size_t known = gj_tabled_of(check, check->report, topic, tabled, &open);
	if (!known)
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
	else if (tabled[0].sum.units == 0)
		gj_check_count(check, rule, tabled[0].blank ? GJ_ASSUMED : GJ_PASS);
	else if (admits(check, topic))
		gj_check_count(check, rule, GJ_PASS);
	else
		report_claim(check, rule, section, claim, &tabled[0]);
}

void gj_evaluate_claims(gj_check *check, const gj_rule *rule)
{
	bool any = false;
	for (int section = 0; section < GJ_SECTIONS; section++)
		for (size_t i = 0; i < check->prose[section].claim_count; i++) {
			const gj_claim *claim = &check->prose[section].claims[i];
			if (claim->scope == GJ_SCOPE_PAST)
				continue;
			any = true;
			evaluate_claim(check, rule, section, claim);
		}
	if (!any)
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
}
