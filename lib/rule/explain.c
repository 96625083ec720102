#include "rule/explain.h"
#include "rule/formula.h"

#include <string.h>

/* “name: text” on a line. */
static void add_line(gj_buffer *buffer, bool chinese, gj_words name, const char *text)
{
	gj_buffer_add_text(buffer, chinese ? name.zh : name.en);
	gj_buffer_add_text(buffer, chinese ? "：" : ": ");
	gj_buffer_add_text(buffer, text);
	gj_buffer_add_char(buffer, '\n');
}

static const char *severity_word(gj_severity severity, bool chinese)
{
	static const char *const zh[] = {
		[GJ_NOTE] = "提示", [GJ_WARNING] = "警告", [GJ_ERROR] = "错误"
	};
	return chinese ? zh[severity] : gj_severity_name(severity);
}

static void explain_cell(gj_buffer *buffer, gj_form_id id, const gj_form_field *cell, bool chinese)
{
	const gj_form *form = gj_form_of(id);
	gj_buffer_printf(buffer, chinese ? "%s年式（%s）：" : "%s form (%s): ", form->name,
	                 form->document);
	if (!cell) {
		gj_buffer_add_text(buffer, chinese ? "没有此格\n" : "has no such cell\n");
		return;
	}
	gj_buffer_printf(buffer, "%s%s%s / %s", cell->item, *cell->item ? " " : "", cell->row_label,
	                 cell->column_label);
	gj_buffer_printf(buffer, chinese ? "，单位%s\n" : ", unit %s\n", cell->unit);
}

static void add_formula(gj_buffer *buffer, const gj_tally *tally)
{
	gj_formula formula;
	gj_formula_of_tally(tally, &formula);
	gj_formula_print(buffer, &formula);
	gj_buffer_add_char(buffer, '\n');
}

static void add_tally(gj_buffer *buffer, const gj_tally *tally)
{
	gj_buffer_printf(buffer, "%s ", tally->rule);
	add_formula(buffer, tally);
}

/* What a tally's rule computes on the 2021 form, in the form that a user's own
 * rules take: its first formula stands for the other columns or rows. */
static void explain_formula(gj_buffer *buffer, const gj_rule *rule, bool chinese)
{
	const gj_tally_list *list = gj_tallies_of(GJ_FORM_2021, GJ_FORM_2021);
	const gj_tally *first = NULL;
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i].rule, rule->id) != 0)
			continue;
		first = first ? first : &list->items[i];
		count++;
	}
	if (!first)
		return;
	gj_buffer_printf(buffer, chinese ? "算式（共%zu条，第一条）：" : "formula (the first of %zu): ",
	                 count);
	add_formula(buffer, first);
}

static void explain_rule(gj_buffer *buffer, const gj_rule *rule, bool chinese)
{
	const struct {
		gj_words name, text;
	} lines[] = {
		{ { "检查", "checks" }, rule->checks },
		{ { "依据", "basis" }, rule->basis },
		{ { "示例", "example" }, rule->example },
	};
	gj_buffer_printf(buffer, chinese ? "%s %s（%s）\n" : "%s %s (%s)\n", rule->id,
	                 chinese ? rule->title.zh : rule->title.en,
	                 severity_word(rule->severity, chinese));
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		add_line(buffer, chinese, lines[i].name, chinese ? lines[i].text.zh : lines[i].text.en);
	explain_formula(buffer, rule, chinese);
}

static bool has_term(const gj_tally *tally, gj_field field)
{
	for (int i = 0; i < tally->left + tally->right; i++)
		if (tally->terms[i] == field)
			return true;
	return false;
}

static bool same_tally(const gj_tally *a, const gj_tally *b)
{
	for (int i = 0; i < a->left + a->right; i++)
		if (a->terms[i] != b->terms[i])
			return false;
	return a->left == b->left && a->right == b->right;
}

static bool lists_tally(const gj_tally_list *list, const gj_tally *tally)
{
	for (size_t i = 0; i < list->count; i++)
		if (same_tally(&list->items[i], tally))
			return true;
	return false;
}

/* The tallies of the 2021 form, then those that only the 2019 form has. */
static void explain_tallies(gj_buffer *buffer, gj_field field, bool chinese)
{
	const gj_tally_list *newer = gj_tallies_of(GJ_FORM_2021, GJ_FORM_2021);
	const gj_tally_list *older = gj_tallies_of(GJ_FORM_2019, GJ_FORM_2019);
	for (size_t i = 0; i < newer->count; i++)
		if (has_term(&newer->items[i], field))
			add_tally(buffer, &newer->items[i]);
	for (size_t i = 0; i < older->count; i++)
		if (has_term(&older->items[i], field) && !lists_tally(newer, &older->items[i])) {
			gj_buffer_add_text(buffer, chinese ? "（2019年式）" : "(2019 form) ");
			add_tally(buffer, &older->items[i]);
		}
}

static void explain_field(gj_buffer *buffer, gj_field field, bool chinese)
{
	static const gj_words types[] = {
		[GJ_TYPE_INTEGER] = { "非负整数", "count, a whole number of at least 0" },
		[GJ_TYPE_SIGNED] = { "整数，可为负", "whole number, may be negative" },
		[GJ_TYPE_DECIMAL] = { "金额，可有小数", "amount, may have decimals" },
	};
	static const gj_words tables[] = {
		[2] = { "表二 主动公开政府信息情况", "2, proactive disclosure" },
		[3] = { "表三 收到和处理政府信息公开申请情况", "3, requests received and processed" },
		[4] = { "表四 政府信息公开行政复议、行政诉讼情况", "4, reconsideration and litigation" },
	};
	gj_words type = types[gj_field_type_of(field)], table = tables[gj_field_table(field)];
	gj_buffer_printf(buffer, "%s\n", gj_field_id(field));
	add_line(buffer, chinese, (gj_words){ "表", "table" }, chinese ? table.zh : table.en);
	add_line(buffer, chinese, (gj_words){ "类型", "type" }, chinese ? type.zh : type.en);
	explain_cell(buffer, GJ_FORM_2021, gj_form_find(GJ_FORM_2021, field), chinese);
	explain_cell(buffer, GJ_FORM_2019, gj_form_find(GJ_FORM_2019, field), chinese);
	explain_tallies(buffer, field, chinese);
}

bool gj_explain(gj_buffer *buffer, gj_str id, bool chinese)
{
	const gj_rule *rule = gj_rule_by_id(id);
	gj_field field = gj_field_by_id(id);
	if (rule)
		explain_rule(buffer, rule, chinese);
	else if (field != GJ_FIELD_NONE)
		explain_field(buffer, field, chinese);
	return rule || field != GJ_FIELD_NONE;
}
