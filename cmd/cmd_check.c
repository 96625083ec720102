#include "checker.h"
#include "message.h"
#include "reader.h"

enum { RULES_ARENA_MAX = 1 << 16 };

int cmd_check(const settings *s, char **operands, size_t count)
{
	reader r = { .s = s };
	gj_err err = { 0 };
	gj_policy policy;
	gj_user_rules user;
	gj_arena arena;
	gj_arena_init(&arena, RULES_ARENA_MAX);
	gj_code code = policy_init(&policy, &user, &arena, s, &err);
	if (code == GJ_OK)
		code = gj_output_open(&r.output, "-", &err);
	if (code == GJ_OK)
		code = check_operands_into(s, operands, count, &policy,
		                           gj_teller_by_name(gj_str_of(s->check_format)), r.output,
		                           &r.status, &err);
	int status = r.output ? reader_finish(&r, code, &err) : say_error(s, &err);
	policy_release(&policy, &user);
	gj_arena_release(&arena);
	return status;
}
