#include "policy.h"

#include "message.h"
#include "reader.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Of the catalogue or of the user's own; null when unknown. */
static const gj_rule *find_rule(const gj_policy *policy, gj_str id)
{
	const gj_rule *rule;
	for (size_t i = 0; (rule = gj_rule_at(policy->user, i)); i++)
		if (gj_str_equal_nocase(id, gj_str_of(rule->id)))
			return rule;
	return NULL;
}

static gj_code set_severity(gj_policy *policy, gj_str item, gj_err *err)
{
	size_t equals = gj_str_find(item, GJ_STR("="));
	gj_str level = gj_str_from(item, equals == SIZE_MAX ? item.len : equals + 1);
	const gj_rule *rule = find_rule(policy, gj_str_upto(item, equals));
	for (int i = GJ_NOTE; i <= GJ_ERROR && rule; i++) {
		if (!gj_str_equal_nocase(level, gj_str_of(gj_severity_name((gj_severity)i))))
			continue;
		policy->severities[gj_rule_index(rule)] = (gj_severity)i;
		return GJ_OK;
	}
	return gj_err_set(err, GJ_E_USAGE, 0, "--severity: expected RULE=note|warning|error, "
	                  "got \"%.*s\"", GJ_STR_ARG(gj_str_upto(item, 100)));
}

static gj_code read_severities(gj_policy *policy, gj_arena *arena, const char *list, gj_err *err)
{
	policy->severities = gj_arena_zalloc(arena, gj_rule_slots(), sizeof *policy->severities);
	if (!policy->severities)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	const gj_rule *rule;
	for (size_t i = 0; (rule = gj_rule_at(policy->user, i)); i++)
		policy->severities[i] = rule->severity;
	gj_code code = GJ_OK;
	while (*list && code == GJ_OK) {
		size_t length = strcspn(list, ", ");
		if (length)
			code = set_severity(policy, (gj_str){ list, length }, err);
		list += length + strspn(list + length, ", ");
	}
	return code;
}

static gj_code read_accepted(gj_policy *policy, const settings *s, gj_err *err)
{
	char today[16] = "";
	time_t now = time(NULL);
	struct tm parts;
	if (localtime_r(&now, &parts))
		strftime(today, sizeof today, "%Y-%m-%d", &parts);
	gj_code code = gj_acceptances_read(&policy->accepted, s->accept, gj_str_of(today), err);
	for (size_t i = 0; code == GJ_OK && i < policy->accepted.count; i++) {
		const gj_acceptance *item = &policy->accepted.items[i];
		if (item->expired)
			tell_event(LEVEL_WARNING, "acceptance_expired",
			     FIELDS(TEXT("file", gj_str_of(s->accept)),
			            TEXT("section", item->name), TEXT("expired", item->expires)),
			     settings_chinese(s) ? "%s：[%.*s] 已于 %.*s 到期"
			                         : "%s: [%.*s] expired on %.*s",
			     s->accept, GJ_STR_ARG(item->name), GJ_STR_ARG(item->expires));
	}
	return code;
}

static gj_code read_deadline(gj_deadline *deadline, const char *option, const char *text, gj_err *err)
{
	if (gj_deadline_read(gj_str_of(text), deadline))
		return GJ_OK;
	return gj_err_set(err, GJ_E_USAGE, 0, "--%s: \"%s\" is no day of the year; write MM-DD, as 02-15",
	                  option, text);
}

static gj_code read_calendar(gj_policy *policy, const settings *s, gj_err *err)
{
	gj_code code = GJ_OK;
	gj_calendar *calendar = &policy->calendar;
	*calendar = gj_calendar_of_law;
	calendar->local = s->due;
	calendar->local_count = s->due_count;
	if (s->due_departments)
		code = read_deadline(&calendar->days[0], "due-departments", s->due_departments, err);
	if (code == GJ_OK && s->due_governments)
		code = read_deadline(&calendar->days[1], "due-governments", s->due_governments, err);
	return code;
}

/* Every name of a list of rules, built-in ones and the user's own. */
static gj_code check_names(const gj_policy *policy, const char *option, const char *list, gj_err *err)
{
	for (; list && *list; list += strspn(list, ", ")) {
		gj_str name = { list, strcspn(list, ", ") };
		const gj_rule *rule = NULL;
		for (size_t i = 0; (rule = gj_rule_at(policy->user, i)); i++)
			if (gj_str_equal_nocase(name, gj_str_of(rule->id)))
				break;
		if (name.len && !rule)
			return gj_err_set(err, GJ_E_USAGE, 0,
			                  "--%s: no rule is called \"%.*s\"; gouji explain lists them",
			                  option, GJ_STR_ARG(name));
		list += name.len;
	}
	return GJ_OK;
}

static gj_code choose_rules(gj_policy *policy, gj_arena *arena, const settings *s, gj_err *err)
{
	gj_code code = check_names(policy, "rules", s->rules, err);
	if (code == GJ_OK)
		code = check_names(policy, "skip", s->skip, err);
	policy->enabled = enabled_rules(s, policy->user, arena);
	if (code == GJ_OK && !policy->enabled)
		code = gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	return code;
}

gj_code policy_init(gj_policy *policy, gj_user_rules *user, gj_arena *arena, const settings *s,
                    gj_err *err)
{
	*policy = (gj_policy){ .user = user };
	*user = (gj_user_rules){ .count = 0 };
	gj_code code = gj_baseline_new(&policy->baseline, err);
	if (code == GJ_OK)
		code = read_calendar(policy, s, err);
	if (code == GJ_OK && s->rules_file)
		code = gj_user_rules_read(user, s->rules_file, err);
	if (code == GJ_OK)
		code = choose_rules(policy, arena, s, err);
	if (code == GJ_OK && s->severity)
		code = read_severities(policy, arena, s->severity, err);
	if (code == GJ_OK && s->baseline)
		code = gj_baseline_read(policy->baseline, s->baseline, err);
	if (code == GJ_OK && s->accept)
		code = read_accepted(policy, s, err);
	if (code == GJ_OK && s->aliases)
		code = gj_aliases_read(&policy->aliases, s->aliases, err);
	return code;
}

void policy_release(gj_policy *policy, gj_user_rules *user)
{
	gj_user_rules_release(user);
	gj_baseline_free(policy->baseline);
	gj_acceptances_release(&policy->accepted);
	gj_aliases_free(policy->aliases);
}

bool finding_fails(const settings *s, const gj_finding *finding)
{
	return gj_finding_counts(finding) && !finding->baselined &&
	       severity_fails(s, finding->severity);
}
