/* T01–T05: weighing the tallies, and saying in an equation what does not add up. */
#include "rule/evaluate.h"

#include <string.h>

/* Sides with more terms than this are told by their sum and what is not zero. */
enum { TERMS_TOLD_WHOLE = 7 };

/* 本年新收政府信息公开申请数量 four times in a sentence is hard to read. */
static gj_str term_label(const gj_check *check, const gj_tally *tally, gj_field field)
{
	static const struct {
		gj_t3_row row;
		const char *zh;
	} short_rows[] = {
		{ GJ_T3_NEW_RECEIVED, "新收" },
		{ GJ_T3_CARRIED_IN, "上年结转" },
		{ GJ_T3_PROCESSED_TOTAL, "办理总计" },
		{ GJ_T3_CARRIED_OUT, "结转下年" },
	};
	if (!check->options->chinese)
		return tally->down ? gj_field_row_id(field) : gj_field_column_id(field);
	const gj_form_field *cell = gj_check_form_field(check, field);
	if (!tally->down)
		return gj_short_label(cell->column_label);
	for (size_t i = 0; i < sizeof short_rows / sizeof short_rows[0]; i++)
		if ((field - GJ_T3_BASE) / GJ_T3_COLUMNS == (int)short_rows[i].row)
			return gj_str_of(short_rows[i].zh);
	return gj_short_label(cell->row_label);
}

static void add_term(gj_check *check, const gj_tally *tally, gj_field field)
{
	static const gj_words blank = { "空白", " blank" };
	const gj_value *value = &check->report->values[field];
	gj_buffer_add_str(&check->text, term_label(check, tally, field));
	if (value->state == GJ_STATE_BLANK) {
		gj_buffer_add_text(&check->text, gj_check_word(check, blank));
		return;
	}
	if (!check->options->chinese)
		gj_buffer_add_char(&check->text, ' ');
	gj_buffer_add_decimal(&check->text, value->number);
}

static void add_words(gj_check *check, const char *zh, const char *en)
{
	gj_buffer_add_text(&check->text, check->options->chinese ? zh : en);
}

static void add_sum(gj_check *check, gj_decimal sum, bool at_least)
{
	if (at_least)
		add_words(check, "≥", " ≥ ");
	else
		add_words(check, "＝", " = ");
	gj_buffer_add_decimal(&check->text, sum);
}

/* 新收20＋上年结转0＝20 */
static void add_short_side(gj_check *check, const gj_tally *tally, size_t from, size_t count)
{
	for (size_t i = from; i < from + count; i++) {
		if (i > from)
			add_words(check, "＋", " + ");
		add_term(check, tally, tally->terms[i]);
	}
}

/* 各项之和＝26（不为零者：予以公开20＋重复申请6） */
static void add_long_side(gj_check *check, const gj_tally *tally, size_t from, size_t count)
{
	size_t told = 0;
	for (size_t i = from; i < from + count; i++) {
		const gj_value *value = &check->report->values[tally->terms[i]];
		if (value->state == GJ_STATE_BLANK || value->number.units == 0)
			continue;
		if (told++)
			add_words(check, "＋", " + ");
		else
			add_words(check, "（不为零者：", " (not zero: ");
		add_term(check, tally, tally->terms[i]);
	}
	if (told)
		add_words(check, "）", ")");
}

static void add_side(gj_check *check, const gj_tally *tally, size_t from, size_t count,
                     gj_decimal sum, bool blank)
{
	if (count > TERMS_TOLD_WHOLE) {
		add_words(check, "各项之和", "the sum of its items");
		add_sum(check, sum, blank);
		add_long_side(check, tally, from, count);
		return;
	}
	add_short_side(check, tally, from, count);
	if (count > 1)
		add_sum(check, sum, blank);
}

/* 表三“自然人”列：, 表三“三（一）予以公开”行：, 表四“行政复议”： */
static void add_heading(gj_check *check, const gj_tally *tally)
{
	const gj_form_field *cell = gj_check_form_field(check, tally->terms[0]);
	bool chinese = check->options->chinese;
	gj_str label = gj_short_label(tally->down ? cell->column_label : cell->row_label);
	gj_str id = tally->down ? gj_field_column_id(cell->field) : gj_field_row_id(cell->field);
	const char *item = !tally->down && cell->table == 3 ? cell->item : "";
	const char *line_zh = cell->table != 3 ? "" : tally->down ? "列" : "行";
	const char *line_en = cell->table != 3 ? "" : tally->down ? "column " : "row ";
	gj_buffer_add_text(&check->text, gj_check_table_name(check, cell->table));
	if (chinese)
		gj_buffer_printf(&check->text, "“%s%.*s”%s：", item, GJ_STR_ARG(label), line_zh);
	else
		gj_buffer_printf(&check->text, ", %s“%s%.*s” (%.*s): ", line_en, item,
		                 GJ_STR_ARG(label), GJ_STR_ARG(id));
}

static void add_difference(gj_check *check, gj_str difference, bool at_least)
{
	if (at_least)
		add_words(check, "，至少差", "; off by at least ");
	else
		add_words(check, "，差", "; off by ");
	gj_buffer_add_str(&check->text, gj_str_from(difference, gj_str_starts(difference, GJ_STR("-"))));
}

/* What the other side gives, and how far off it is. Digits so many that the
 * difference overflows leave both without a number. */
static void fill_numbers(gj_check *check, gj_finding *finding, const gj_tally *tally,
                         const gj_tally_sums *sums)
{
	const gj_value *named = &check->report->values[tally->terms[0]];
	bool printed = named->state != GJ_STATE_BLANK;
	gj_decimal actual = printed ? named->number : gj_decimal_of(0), difference, expected;
	if (printed)
		finding->actual = gj_check_number(check, actual);
	if (!gj_decimal_subtract(sums->left, sums->right, &difference))
		return;
	finding->difference = gj_check_number(check, difference);
	if (gj_decimal_subtract(actual, difference, &expected))
		finding->expected = gj_check_number(check, expected);
}

static void report_failure(gj_check *check, const gj_rule *rule, const gj_tally *tally,
                           const gj_tally_sums *sums)
{
	size_t terms = (size_t)tally->left + tally->right;
	gj_finding *finding = gj_check_fail_fields(check, rule, tally->terms, terms);
	fill_numbers(check, finding, tally, sums);
	add_heading(check, tally);
	add_side(check, tally, 0, tally->left, sums->left, sums->blank_left);
	if (tally->relation == GJ_EQUALS)
		add_words(check, "，但", ", but ");
	else
		add_words(check, "，小于", ", less than ");
	add_side(check, tally, tally->left, tally->right, sums->right, sums->blank_right);
	if (finding->difference.len)
		add_difference(check, finding->difference, sums->blank_left || sums->blank_right);
	finding->message = gj_check_take_text(check);
	/* A doubted failure is no failure: only its doubted cells are left out of rankings. */
	for (size_t i = 0; i < terms && !finding->doubt.len; i++)
		gj_field_set_add(&check->verdict->tainted, tally->terms[i]);
}

bool gj_tally_disputed(const gj_check *check, const gj_tally *tally)
{
	if (strcmp(tally->rule, "T02") != 0 || !check->report->mixed_rows[3])
		return false;
	int column = (tally->terms[0] - GJ_T3_BASE) % GJ_T3_COLUMNS;
	for (int row = GJ_T3_OTHER_NOT_CORRECTED; row <= GJ_T3_OTHER; row++) {
		const gj_value *value = &check->report->values[gj_t3(row, column)];
		if (!gj_form_find(check->forms[3], gj_t3(row, column)) &&
		    gj_value_has_number(value) && value->number.units != 0)
			return true;
	}
	return false;
}

void gj_evaluate_tallies(gj_check *check, const gj_rule *rule)
{
	uint32_t *outcomes = check->verdict->counts[gj_rule_index(rule)].outcomes;
	const char *last = NULL; /* the rule of the tally before, nearly always that of the next */
	bool ours = false;
	for (size_t i = 0; i < check->tallies->count; i++) {
		const gj_tally *tally = &check->tallies->items[i];
		ours = tally->rule == last ? ours : strcmp(tally->rule, rule->id) == 0;
		last = tally->rule;
		if (!ours)
			continue;
		gj_tally_sums sums;
		gj_outcome outcome = gj_tally_weigh(tally, check->report->values, &sums);
		if (outcome == GJ_FAIL && gj_tally_disputed(check, tally))
			outcome = GJ_CANNOT_ASSESS;
		if (outcome == GJ_FAIL)
			report_failure(check, rule, tally, &sums);
		else
			outcomes[outcome]++;
	}
}
