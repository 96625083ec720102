/* What --severity, --baseline, --accept, --rules and --skip come to. */
#ifndef GOUJI_POLICY_H
#define GOUJI_POLICY_H

#include "command.h"
#include "docket/policy.h"
#include "rule/user.h"

/* `user` outlives the policy. Release in every case. GJ_E_USAGE or GJ_E_INPUT names the option or the file. */
gj_code policy_init(gj_policy *policy, gj_user_rules *user, gj_arena *arena, const settings *s, gj_err *err);
void policy_release(gj_policy *policy, gj_user_rules *user);

/* A finding that makes the run fail under --fail-on. */
bool finding_fails(const settings *s, const gj_finding *finding);

#endif
