/* How a user lives with findings: other severities, a baseline, what is accepted. */
#ifndef GJ_DOCKET_POLICY_H
#define GJ_DOCKET_POLICY_H

#include "docket/acceptance.h"
#include "docket/baseline.h"
#include "roster/alias.h"

typedef struct gj_policy {
	gj_severity *severities; /* gj_rule_slots() of them; null = the rules' own */
	const bool *enabled;     /* likewise; null = all */
	const gj_user_rules *user; /* further rules; null = none */
	gj_calendar calendar;    /* when reports are due */
	gj_baseline *baseline;   /* null = none */
	gj_acceptances accepted;
	gj_aliases *aliases;     /* null = none */
} gj_policy;

/* Gives the findings of a verdict their severity and status. Any thread. */
void gj_policy_apply(const gj_policy *policy, gj_arena *arena, const gj_report *report,
                     gj_verdict *verdict);
/* Notes what a report shows by itself: before gj_policy_close of any report. */
void gj_policy_see(gj_policy *policy, const gj_verdict *verdict);
/* Applies it to what comparing adds, and adds what was there before and is gone. */
gj_code gj_policy_close(gj_policy *policy, gj_arena *arena, const gj_report *report,
                        gj_verdict *more, gj_err *err);

#endif
