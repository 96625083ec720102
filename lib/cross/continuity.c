/* C01–C04: this year's numbers against last year's. */
#include "cross/compare.h"

static unsigned doubts_of(const gj_value *a, const gj_value *b)
{
	return a->doubts | b->doubts;
}

/* False, and counted, when there is nothing to compare with. */
static bool has_last_year(gj_comparison *c, const gj_rule *rule)
{
	if (!c->last_year)
		gj_comparison_skip(c, rule, c->entry->no_last_year);
	return c->last_year;
}

/* ---- C01 ---- */

/* A blank is an unknown number ≥ 0: beside a zero it may be one. */
static gj_outcome judge_carried(const gj_value *now, const gj_value *before)
{
	bool blank_now = now->state == GJ_STATE_BLANK, blank_before = before->state == GJ_STATE_BLANK;
	if ((!blank_now && !gj_value_is_count(now)) || (!blank_before && !gj_value_is_count(before)))
		return GJ_CANNOT_ASSESS;
	if (blank_now || blank_before)
		return now->number.units || before->number.units ? GJ_CANNOT_ASSESS : GJ_ASSUMED;
	return gj_decimal_compare(now->number, before->number) ? GJ_FAIL : GJ_PASS;
}

static void report_carried(gj_comparison *c, const gj_rule *rule, int column)
{
	gj_check *check = c->check;
	gj_field fields[] = { gj_t3(GJ_T3_CARRIED_IN, column), gj_t3(GJ_T3_CARRIED_OUT, column) };
	const gj_value *now = &check->report->values[fields[0]];
	const gj_value *before = &c->last_year->values[fields[1]];
	gj_finding *finding = gj_check_fail(check, rule, doubts_of(now, before));
	gj_check_cite(check, finding, fields, 2);
	gj_decimal difference;
	finding->expected = gj_check_number(check, before->number);
	finding->actual = gj_check_number(check, now->number);
	if (gj_decimal_subtract(now->number, before->number, &difference))
		finding->difference = gj_check_number(check, difference);
	gj_str label = gj_short_label(gj_check_form_field(check, fields[0])->column_label);
	gj_str id = gj_field_column_id(fields[0]);
	finding->message = gj_check_format(
		check, "表三“%.*s”列：%d年结转下年%.*s，%d年上年结转却是%.*s",
		"table 3, column “%.*s”: %d carried %.*s out, but %d carries %.*s in",
		GJ_STR_ARG(check->options->chinese ? label : id), c->last_year->year,
		GJ_STR_ARG(finding->expected), check->report->year, GJ_STR_ARG(finding->actual));
}

void gj_compare_carried(gj_comparison *c, const gj_rule *rule)
{
	if (!has_last_year(c, rule))
		return;
	for (int column = 0; column < GJ_T3_COLUMNS; column++) {
		const gj_value *now = &c->check->report->values[gj_t3(GJ_T3_CARRIED_IN, column)];
		const gj_value *before = &c->last_year->values[gj_t3(GJ_T3_CARRIED_OUT, column)];
		gj_outcome outcome = judge_carried(now, before);
		if (outcome == GJ_FAIL)
			report_carried(c, rule, column);
		else if (outcome == GJ_CANNOT_ASSESS)
			gj_comparison_skip(c, rule, GJ_WHY_CELLS);
		else
			gj_check_count(c->check, rule, outcome);
	}
}

/* ---- C02 ---- */

typedef struct documents {
	gj_field in_force, made, repealed;
} documents;

static bool add_change(const gj_report *report, const documents *d, gj_decimal before,
                       gj_decimal *expected)
{
	return gj_decimal_add(before, report->values[d->made].number, expected) &&
	       gj_decimal_subtract(*expected, report->values[d->repealed].number, expected);
}

static void compare_documents(gj_comparison *c, const gj_rule *rule, const documents *d)
{
	gj_check *check = c->check;
	const gj_value *values = check->report->values, *now = &values[d->in_force];
	const gj_value *before = &c->last_year->values[d->in_force];
	gj_decimal expected, difference;
	bool usable = gj_value_is_count(now) && gj_value_is_count(before) &&
	              gj_value_is_count(&values[d->made]) &&
	              gj_value_is_count(&values[d->repealed]);
	if (!usable || !add_change(check->report, d, before->number, &expected) ||
	    !gj_decimal_subtract(now->number, expected, &difference)) {
		gj_comparison_skip(c, rule, GJ_WHY_CELLS);
		return;
	}
	if (!difference.units) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	gj_field fields[] = { d->in_force, d->made, d->repealed };
	gj_finding *finding = gj_check_fail(check, rule,
	                                    doubts_of(now, before) | values[d->made].doubts |
	                                    values[d->repealed].doubts);
	gj_check_cite(check, finding, fields, 3);
	finding->expected = gj_check_number(check, expected);
	finding->actual = gj_check_number(check, now->number);
	finding->difference = gj_check_number(check, difference);
	gj_str last = gj_check_number(check, before->number);
	gj_str made = gj_check_number(check, values[d->made].number);
	gj_str repealed = gj_check_number(check, values[d->repealed].number);
	gj_str label = gj_short_label(gj_check_form_field(check, d->in_force)->row_label);
	finding->message = gj_check_format(
		check, "表二“%.*s”：%d年现行有效%.*s＋制发%.*s－废止%.*s＝%.*s，但印的是%.*s",
		"table 2 “%.*s”: in force in %d %.*s + made %.*s − repealed %.*s = %.*s, but %.*s is printed",
		GJ_STR_ARG(label), c->last_year->year, GJ_STR_ARG(last), GJ_STR_ARG(made),
		GJ_STR_ARG(repealed), GJ_STR_ARG(finding->expected), GJ_STR_ARG(finding->actual));
}

void gj_compare_in_force(gj_comparison *c, const gj_rule *rule)
{
	static const documents kinds[] = {
		{ GJ_T2_REGULATIONS_IN_FORCE, GJ_T2_REGULATIONS_MADE, GJ_T2_REGULATIONS_REPEALED },
		{ GJ_T2_NORMATIVE_IN_FORCE, GJ_T2_NORMATIVE_MADE, GJ_T2_NORMATIVE_REPEALED },
	};
	if (!has_last_year(c, rule))
		return;
	if (c->entry->tables[2] != GJ_FORM_2021 || c->last_year->tables[2] != GJ_FORM_2021) {
		gj_comparison_skip(c, rule, GJ_WHY_FORMS);
		return;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		compare_documents(c, rule, &kinds[i]);
}

/* ---- C03 ---- */

enum {
	/* One request fills six cells with 1; a table must say more than that. */
	SAME_CELLS_MIN = 8,
	SAME_VALUES_MIN = 4
};

typedef struct likeness {
	size_t cells, values; /* not zero and equal; different ones among them */
	bool equal;
	gj_field fields[GJ_FIELD_COUNT];
	unsigned doubts;
} likeness;

static bool is_new_value(const gj_report *report, const likeness *seen, gj_decimal number)
{
	for (size_t i = 0; i < seen->cells; i++)
		if (gj_decimal_compare(report->values[seen->fields[i]].number, number) == 0)
			return false;
	return true;
}

static void weigh_table(const gj_comparison *c, int table, likeness *seen)
{
	*seen = (likeness){ .equal = true };
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		const gj_value *now = &c->check->report->values[field];
		const gj_value *before = &c->last_year->values[field];
		if (gj_field_table(field) != table)
			continue;
		if (gj_decimal_compare(now->number, before->number) != 0)
			seen->equal = false;
		if (now->number.units == 0)
			continue;
		seen->doubts |= doubts_of(now, before);
		seen->values += is_new_value(c->check->report, seen, now->number);
		seen->fields[seen->cells++] = field;
	}
}

static void compare_table(gj_comparison *c, const gj_rule *rule, int table)
{
	likeness seen;
	gj_check *check = c->check;
	if (c->entry->tables[table] == GJ_FORM_NONE ||
	    c->entry->tables[table] != c->last_year->tables[table]) {
		gj_comparison_skip(c, rule, GJ_WHY_FORMS);
		return;
	}
	weigh_table(c, table, &seen);
	if (!seen.equal) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	if (seen.cells < SAME_CELLS_MIN || seen.values < SAME_VALUES_MIN) {
		gj_comparison_skip(c, rule, GJ_WHY_FEW_NUMBERS);
		return;
	}
	gj_finding *finding = gj_check_fail(check, rule, seen.doubts);
	gj_check_cite(check, finding, seen.fields, seen.cells);
	finding->message = gj_check_format(
		check, "%s的%zu个非零数与%d年的完全相同", "%s: all %zu numbers other than zero equal those of %d",
		gj_check_table_name(check, table), seen.cells, c->last_year->year);
}

void gj_compare_tables(gj_comparison *c, const gj_rule *rule)
{
	if (!has_last_year(c, rule))
		return;
	for (int table = 2; table <= 4; table++)
		compare_table(c, rule, table);
}

/* ---- C04 ---- */

enum { JUMP_FACTOR = 5, JUMP_BASE_MIN = 20 };

static bool is_whole_count(const gj_value *value)
{
	return gj_value_is_count(value) && value->number.scale == 0 && value->number.units >= 0;
}

/* Without overflow: `large` is more than JUMP_FACTOR × `small`. */
static bool is_jump(int64_t small, int64_t large)
{
	return large / JUMP_FACTOR > small ||
	       (large / JUMP_FACTOR == small && large % JUMP_FACTOR > 0);
}

static void report_jump(gj_comparison *c, const gj_rule *rule, gj_field field)
{
	gj_check *check = c->check;
	const gj_value *now = &check->report->values[field], *before = &c->last_year->values[field];
	gj_finding *finding = gj_check_fail(check, rule, doubts_of(now, before));
	gj_check_cite(check, finding, &field, 1);
	gj_str name = gj_check_cell_name(check, field);
	gj_str from = gj_check_number(check, before->number);
	finding->actual = gj_check_number(check, now->number);
	finding->difference =
		gj_check_number(check, gj_decimal_of(now->number.units - before->number.units));
	finding->message = gj_check_format(check, "%.*s：%d年%.*s，%d年%.*s", "%.*s: %d %.*s, %d %.*s",
	                                   GJ_STR_ARG(name), c->last_year->year, GJ_STR_ARG(from),
	                                   check->report->year, GJ_STR_ARG(finding->actual));
}

void gj_compare_counts(gj_comparison *c, const gj_rule *rule)
{
	size_t few = 0, unusable = 0;
	if (!has_last_year(c, rule))
		return;
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		const gj_value *now = &c->check->report->values[field];
		const gj_value *before = &c->last_year->values[field];
		if (gj_field_type_of(field) != GJ_TYPE_INTEGER ||
		    now->state == GJ_STATE_ABSENT || before->state == GJ_STATE_ABSENT)
			continue;
		if (!is_whole_count(now) || !is_whole_count(before))
			unusable++;
		else if (before->number.units < JUMP_BASE_MIN)
			few++;
		else if (is_jump(before->number.units, now->number.units) ||
		         is_jump(now->number.units, before->number.units))
			report_jump(c, rule, field);
		else
			gj_check_count(c->check, rule, GJ_PASS);
	}
	for (; unusable; unusable--)
		gj_comparison_skip(c, rule, GJ_WHY_CELLS);
	for (; few; few--)
		gj_comparison_skip(c, rule, GJ_WHY_FEW_NUMBERS);
}
