#include "rule/user.h"

#include "base/ini.h"
#include "rule/evaluate.h"

#include <string.h>

enum { ARENA_MAX = 16 << 20, ID_MAX = 16 };

static const gj_words own_basis = { "用户自定规则", "a rule of the user's own" };

static bool is_id(const char *text)
{
	size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
	return length && length <= ID_MAX && !text[length];
}

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
}

static gj_code begin_rule(gj_user_rules *rules, const char *id, gj_err *err)
{
	if (!is_id(id))
		return gj_err_set(err, GJ_E_USAGE, 0, "[%.60s]: an id is 1 to 16 letters, digits, "
		                  "- or _", id);
	if (gj_rule_by_id(gj_str_of(id)))
		return gj_err_set(err, GJ_E_USAGE, 0, "[%s]: is a rule of the catalogue", id);
	for (size_t i = 0; i < rules->count; i++)
		if (strcmp(rules->items[i].rule.id, id) == 0)
			return gj_err_set(err, GJ_E_USAGE, 0, "[%s]: stands here twice", id);
	if (rules->count == GJ_USER_RULES_MAX)
		return gj_err_set(err, GJ_E_LIMIT, 0, "more than %d rules", GJ_USER_RULES_MAX);
	gj_user_rule *rule = &rules->items[rules->count];
	rule->rule.id = gj_str_copy(&rules->arena, gj_str_of(id)).ptr;
	rule->rule.severity = GJ_WARNING;
	rule->rule.basis = own_basis;
	rule->rule.evaluate = gj_evaluate_formula;
	rule->index = gj_rule_count + rules->count++;
	return rule->rule.id ? GJ_OK : no_memory(err);
}

static gj_code set_severity(gj_user_rule *rule, const char *value, gj_err *err)
{
	for (int i = GJ_NOTE; i <= GJ_ERROR; i++) {
		if (strcmp(value, gj_severity_name((gj_severity)i)) != 0)
			continue;
		rule->rule.severity = (gj_severity)i;
		return GJ_OK;
	}
	return gj_err_set(err, GJ_E_USAGE, 0, "severity: expected note, warning or error, got \"%.60s\"",
	                  value);
}

/* A continuation comes as the same key again. */
static gj_code add_formula(gj_user_rules *rules, gj_user_rule *rule, const char *value, int line,
                           gj_err *err)
{
	rule->text = gj_str_format(&rules->arena, "%.*s %s", GJ_STR_ARG(rule->text), value);
	rule->line = rule->line ? rule->line : line;
	return rule->text.len ? GJ_OK : no_memory(err);
}

static gj_code take_key(void *context, const char *section, const char *key, const char *value,
                        int line, gj_err *err)
{
	gj_user_rules *rules = context;
	if (!*section)
		return gj_err_set(err, GJ_E_USAGE, 0, "stands before any [section]");
	gj_user_rule *rule = rules->count ? &rules->items[rules->count - 1] : NULL;
	if (!rule || strcmp(rule->rule.id, section) != 0) {
		gj_code code = begin_rule(rules, section, err);
		if (code)
			return code;
		rule = &rules->items[rules->count - 1];
	}
	if (strcmp(key, "severity") == 0)
		return set_severity(rule, value, err);
	if (strcmp(key, "check") == 0)
		return add_formula(rules, rule, value, line, err);
	const char *copy = gj_str_copy(&rules->arena, gj_str_of(value)).ptr;
	if (strcmp(key, "zh") == 0)
		rule->rule.title.zh = copy;
	else if (strcmp(key, "en") == 0)
		rule->rule.title.en = copy;
	else
		return gj_err_set(err, GJ_E_USAGE, 0, "unknown key \"%.60s\"", key);
	return copy ? GJ_OK : no_memory(err);
}

/* Words that are missing in one language are those of the other. */
static gj_code complete(gj_user_rules *rules, gj_user_rule *rule, gj_err *err)
{
	gj_rule *of = &rule->rule;
	if (!rule->text.len)
		return gj_err_set(err, GJ_E_USAGE, 0, "[%s] lacks check", of->id);
	if (!of->title.zh && !of->title.en)
		return gj_err_set(err, GJ_E_USAGE, 0, "[%s] lacks zh or en", of->id);
	gj_code code = gj_formula_parse(rule->text, &rule->formula, err);
	if (code)
		return gj_err_context(err, "line %d: check", rule->line);
	of->title.zh = of->title.zh ? of->title.zh : of->title.en;
	of->title.en = of->title.en ? of->title.en : of->title.zh;
	gj_str text = gj_str_trim(rule->text);
	of->checks = of->example = (gj_words){ gj_str_copy(&rules->arena, text).ptr, NULL };
	of->checks.en = of->example.en = of->checks.zh;
	return of->checks.zh ? GJ_OK : no_memory(err);
}

gj_code gj_user_rules_read(gj_user_rules *rules, const char *path, gj_err *err)
{
	*rules = (gj_user_rules){ .count = 0 };
	gj_arena_init(&rules->arena, ARENA_MAX);
	rules->items = gj_arena_zalloc(&rules->arena, GJ_USER_RULES_MAX, sizeof *rules->items);
	if (!rules->items)
		return no_memory(err);
	gj_code code = gj_ini_read(path, take_key, rules, err);
	if (code)
		return code;
	for (size_t i = 0; i < rules->count && code == GJ_OK; i++)
		code = complete(rules, &rules->items[i], err);
	return code ? gj_err_context(err, "%s", path) : code;
}

void gj_user_rules_release(gj_user_rules *rules)
{
	gj_arena_release(&rules->arena);
	*rules = (gj_user_rules){ .count = 0 };
}

static void report_formula(gj_check *check, const gj_user_rule *own, const gj_tally_sums *sums)
{
	const gj_formula *formula = &own->formula;
	gj_field fields[GJ_FORMULA_TERMS_MAX];
	gj_decimal difference;
	for (size_t i = 0; i < formula->count; i++)
		fields[i] = formula->terms[i].field;
	gj_finding *finding = gj_check_fail_fields(check, &own->rule, fields, formula->count);
	gj_decimal left = formula->turned ? sums->right : sums->left;
	gj_decimal right = formula->turned ? sums->left : sums->right;
	finding->actual = gj_check_number(check, left);
	finding->expected = gj_check_number(check, right);
	if (gj_decimal_subtract(left, right, &difference))
		finding->difference = gj_check_number(check, difference);
	finding->message = gj_check_format(
		check, "%s：%s；左边%.*s，右边%.*s", "%s: %s; left %.*s, right %.*s",
		gj_check_word(check, own->rule.title), gj_check_word(check, own->rule.checks),
		GJ_STR_ARG(finding->actual), GJ_STR_ARG(finding->expected));
}

void gj_evaluate_formula(gj_check *check, const gj_rule *rule)
{
	const gj_user_rule *own = (const gj_user_rule *)(const void *)rule;
	gj_tally_sums sums;
	gj_outcome outcome = gj_formula_weigh(&own->formula, check->report->values, &sums);
	if (outcome == GJ_FAIL)
		report_formula(check, own, &sums);
	else
		gj_check_count(check, rule, outcome);
}

const gj_rule *gj_rule_at(const gj_user_rules *user, size_t index)
{
	if (index < gj_rule_count)
		return &gj_rules[index];
	index -= gj_rule_count;
	return user && index < user->count ? &user->items[index].rule : NULL;
}

/* Rules are either in the catalogue or the first member of a gj_user_rule. */
size_t gj_rule_index(const gj_rule *rule)
{
	uintptr_t at = (uintptr_t)rule, begin = (uintptr_t)gj_rules;
	if (at >= begin && at < (uintptr_t)(gj_rules + gj_rule_count))
		return (size_t)(rule - gj_rules);
	return ((const gj_user_rule *)(const void *)rule)->index;
}
