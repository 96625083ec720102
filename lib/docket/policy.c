#include "docket/policy.h"

void gj_policy_apply(const gj_policy *policy, gj_arena *arena, const gj_report *report,
                     gj_verdict *verdict)
{
	/* A doubted finding stays a note: the reading may be at fault. */
	for (size_t i = 0; i < verdict->count && policy->severities; i++) {
		gj_finding *finding = &verdict->findings[i];
		size_t rule = gj_rule_index(finding->rule);
		if (!finding->doubt.len && policy->severities[rule] != finding->rule->severity)
			finding->severity = policy->severities[rule];
	}
	if (policy->baseline)
		gj_baseline_compare(policy->baseline, arena, report, verdict);
	if (policy->accepted.count)
		gj_acceptances_apply(&policy->accepted, arena, report, verdict);
}

void gj_policy_see(gj_policy *policy, const gj_verdict *verdict)
{
	if (policy->baseline)
		gj_baseline_see(policy->baseline, verdict);
}

gj_code gj_policy_close(gj_policy *policy, gj_arena *arena, const gj_report *report,
                        gj_verdict *more, gj_err *err)
{
	gj_policy_apply(policy, arena, report, more);
	if (!policy->baseline)
		return GJ_OK;
	gj_baseline_see(policy->baseline, more);
	return gj_baseline_add_resolved(policy->baseline, arena, report, policy->enabled, more, err);
}
