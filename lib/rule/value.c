/* V01–V05: what stands in a cell. */
#include "rule/evaluate.h"

#include <string.h>

typedef gj_outcome gj_cell_judge(const gj_value *value);

static gj_outcome judge_word(const gj_value *value)
{
	if (value->state == GJ_STATE_ABSENT)
		return GJ_CANNOT_ASSESS;
	return value->state == GJ_STATE_NOT_A_NUMBER ? GJ_FAIL : GJ_PASS;
}

static gj_outcome judge_negative(const gj_value *value)
{
	if (!gj_value_has_number(value))
		return GJ_CANNOT_ASSESS;
	return value->number.units < 0 ? GJ_FAIL : GJ_PASS;
}

static gj_outcome judge_fraction(const gj_value *value)
{
	if (!gj_value_is_count(value))
		return GJ_CANNOT_ASSESS;
	return gj_decimal_is_integer(value->number) ? GJ_PASS : GJ_FAIL;
}

static gj_outcome judge_annotation(const gj_value *value)
{
	if (value->state == GJ_STATE_ABSENT || value->state == GJ_STATE_NOT_A_NUMBER)
		return GJ_CANNOT_ASSESS;
	return value->state == GJ_STATE_ANNOTATED ? GJ_FAIL : GJ_PASS;
}

enum {
	COUNTS = 1 << GJ_TYPE_INTEGER,
	CHANGES = 1 << GJ_TYPE_SIGNED,
	AMOUNTS = 1 << GJ_TYPE_DECIMAL
};

typedef struct gj_cell_rule {
	const char *id;
	unsigned types; /* of the fields it applies to */
	gj_cell_judge *judge;
	gj_words complaint; /* between the cell's name and what is printed in it */
} gj_cell_rule;

static const gj_cell_rule cell_rules[] = {
	{ "V01", COUNTS | CHANGES | AMOUNTS, judge_word, { "没有数", "holds no number" } },
	{ "V03", COUNTS, judge_negative, { "是负数", "is negative" } },
	{ "V04", COUNTS | CHANGES, judge_fraction, { "不是整数", "is not a whole number" } },
	{ "V05", COUNTS | CHANGES | AMOUNTS, judge_annotation,
	  { "的数字带有其他文字或符号", "has more than a number in it" } },
};

static const gj_cell_rule *cell_rule_of(const gj_rule *rule)
{
	const gj_cell_rule *found = cell_rules;
	while (strcmp(found->id, rule->id) != 0)
		found++;
	return found;
}

static void report_cell(gj_check *check, const gj_rule *rule, const gj_cell_rule *cell_rule,
                        gj_field field)
{
	const gj_value *value = &check->report->values[field];
	gj_finding *finding = gj_check_fail_fields(check, rule, &field, 1);
	if (gj_value_has_number(value))
		finding->actual = gj_check_number(check, value->number);
	const bool zh = check->options->chinese;
	const gj_str message[] = { gj_check_cell_name(check, field),
		                   zh ? GJ_STR("") : GJ_STR(" "),
		                   gj_str_of(gj_check_word(check, cell_rule->complaint)),
		                   zh ? GJ_STR("：“") : GJ_STR(": “"),
		                   gj_check_quote(check, value->printed),
		                   GJ_STR("”") };
	finding->message = gj_check_join(check, message, sizeof message / sizeof *message);
}

void gj_evaluate_cells(gj_check *check, const gj_rule *rule)
{
	const gj_cell_rule *cell_rule = cell_rule_of(rule);
	uint32_t *outcomes = check->verdict->counts[gj_rule_index(rule)].outcomes;
	/* A plain count passes all of these rules. */
	for (int type = 0; type < GJ_TYPE_COUNT; type++)
		outcomes[GJ_PASS] += cell_rule->types >> type & 1 ? check->plain[type] : 0;
	for (gj_field field = gj_field_set_next(&check->odd, 0); field < GJ_FIELD_COUNT;
	     field = gj_field_set_next(&check->odd, (gj_field)(field + 1))) {
		if (!(cell_rule->types >> gj_field_type_of(field) & 1))
			continue;
		gj_outcome outcome = cell_rule->judge(&check->report->values[field]);
		if (outcome == GJ_FAIL)
			report_cell(check, rule, cell_rule, field);
		else
			gj_check_count(check, rule, outcome);
	}
}

/* Blank cells named in the message; all are in the finding's fields. */
enum { BLANKS_NAMED = 6 };

typedef struct gj_blanks {
	gj_field fields[GJ_FIELD_COUNT];
	size_t count;   /* in `fields` */
	size_t others;  /* blank cells left out: doubted where the sure ones were asked for */
} gj_blanks;

/* Where the fields of a table begin and, one further, end. */
static const gj_field table_begin[] = {
	[2] = 0, [3] = GJ_T3_BASE, [4] = GJ_T4_BASE, [5] = GJ_FIELD_COUNT
};

static bool has_numbers(const gj_check *check, int table)
{
	for (gj_field field = table_begin[table]; field < table_begin[table + 1]; field++)
		if (gj_value_has_number(&check->report->values[field]))
			return true;
	return false;
}

static void collect_blanks(const gj_check *check, int table, bool doubted, gj_blanks *blanks)
{
	blanks->count = blanks->others = 0;
	for (gj_field field = gj_field_set_next(&check->odd, table_begin[table]);
	     field < table_begin[table + 1];
	     field = gj_field_set_next(&check->odd, (gj_field)(field + 1))) {
		const gj_value *value = &check->report->values[field];
		if (value->state == GJ_STATE_BLANK && (value->doubts != 0) == doubted)
			blanks->fields[blanks->count++] = field;
		else if (value->state == GJ_STATE_BLANK)
			blanks->others++;
	}
}

static void report_blanks(gj_check *check, const gj_rule *rule, int table, const gj_blanks *blanks)
{
	gj_finding *finding = gj_check_fail_fields(check, rule, blanks->fields, blanks->count);
	bool chinese = check->options->chinese;
	gj_buffer_printf(&check->text, chinese ? "%s有%zu个单元格空白：" : "%s: %zu cells are blank: ",
	                 gj_check_table_name(check, table), blanks->count);
	for (size_t i = 0; i < blanks->count && i < BLANKS_NAMED; i++) {
		const gj_form_field *cell = gj_check_form_field(check, blanks->fields[i]);
		gj_str row = gj_short_label(cell->row_label), column = gj_short_label(cell->column_label);
		if (i)
			gj_buffer_add_text(&check->text, chinese ? "、" : ", ");
		if (chinese)
			gj_buffer_printf(&check->text, "%.*s／%.*s", GJ_STR_ARG(row), GJ_STR_ARG(column));
		else
			gj_buffer_add_text(&check->text, gj_field_id(cell->field));
	}
	if (blanks->count > BLANKS_NAMED)
		gj_buffer_add_text(&check->text, chinese ? "等" : " …");
	finding->message = gj_check_take_text(check);
}

void gj_evaluate_blanks(gj_check *check, const gj_rule *rule)
{
	gj_blanks blanks;
	for (int table = 2; table <= 4; table++) {
		collect_blanks(check, table, false, &blanks);
		/* A finding rests on sure blanks where there are any. */
		if (!blanks.count && blanks.others)
			collect_blanks(check, table, true, &blanks);
		if (!has_numbers(check, table))
			gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		else if (blanks.count)
			report_blanks(check, rule, table, &blanks);
		else
			gj_check_count(check, rule, GJ_PASS);
	}
}
