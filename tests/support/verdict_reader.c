#include "verdict_reader.h"

uint32_t gj_verdict_outcomes(const gj_verdict *verdict, const char *rule_id, gj_outcome outcome)
{
	const gj_rule *rule = gj_rule_by_id(gj_str_of(rule_id));
	return verdict->counts[gj_rule_index(rule)].outcomes[outcome];
}

const gj_finding *gj_verdict_first(const gj_verdict *verdict, const char *rule_id)
{
	const gj_rule *rule = gj_rule_by_id(gj_str_of(rule_id));
	for (size_t i = 0; i < verdict->count; i++)
		if (verdict->findings[i].rule == rule)
			return &verdict->findings[i];
	return NULL;
}
