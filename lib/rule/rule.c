#include "rule/evaluate.h"

#include <string.h>

const char *gj_severity_name(gj_severity severity)
{
	static const char *const names[] = {
		[GJ_NOTE] = "note", [GJ_WARNING] = "warning", [GJ_ERROR] = "error"
	};
	return names[severity];
}

const char *gj_status_name(gj_status status)
{
	static const char *const names[] = {
		[GJ_STATUS_NEW] = "new", [GJ_STATUS_OPEN] = "open",
		[GJ_STATUS_RESOLVED] = "resolved", [GJ_STATUS_ACCEPTED] = "accepted"
	};
	return names[status];
}

const gj_rule *gj_rule_by_id(gj_str id)
{
	for (size_t i = 0; i < gj_rule_count; i++)
		if (gj_str_equal_nocase(id, gj_str_of(gj_rules[i].id)))
			return &gj_rules[i];
	return NULL;
}

size_t gj_rule_slots(void)
{
	return gj_rule_count + GJ_USER_RULES_MAX;
}

gj_code gj_verdict_init(gj_arena *arena, gj_verdict *verdict, gj_err *err)
{
	*verdict = (gj_verdict){ .counts = gj_arena_zalloc(arena, gj_rule_slots(),
		                                           sizeof *verdict->counts) };
	return verdict->counts ? GJ_OK : gj_err_set(err, GJ_E_LIMIT, 0, "no room for findings");
}

void gj_verdict_count(gj_verdict *verdict, const gj_rule *rule, gj_outcome outcome)
{
	verdict->counts[gj_rule_index(rule)].outcomes[outcome]++;
}

enum { FIRST_FINDINGS = 8 };

/* Full at 0 and at every power of two from FIRST_FINDINGS on. */
static bool is_full(size_t count)
{
	return count == 0 || (count >= FIRST_FINDINGS && (count & (count - 1)) == 0);
}

gj_finding *gj_verdict_add(gj_arena *arena, gj_verdict *verdict, const gj_rule *rule)
{
	size_t count = verdict->count;
	if (is_full(count)) {
		size_t capacity = count ? 2 * count : FIRST_FINDINGS;
		gj_finding *grown = gj_arena_alloc(arena, capacity * sizeof *grown);
		if (!grown)
			return NULL;
		if (count)
			memcpy(grown, verdict->findings, count * sizeof *grown);
		verdict->findings = grown;
	}
	gj_finding *finding = &verdict->findings[verdict->count++];
	*finding = (gj_finding){ .rule = rule, .severity = rule->severity, .field = GJ_FIELD_NONE };
	return finding;
}

gj_code gj_verdict_report(gj_arena *arena, gj_verdict *verdict, const gj_rule *rule,
                          gj_str message, gj_err *err)
{
	gj_str copy = gj_str_copy(arena, message);
	gj_finding *finding = copy.ptr ? gj_verdict_add(arena, verdict, rule) : NULL;
	if (!finding)
		return gj_err_set(err, GJ_E_LIMIT, 0, "no room for findings");
	finding->message = copy;
	gj_verdict_count(verdict, rule, GJ_FAIL);
	return GJ_OK;
}
