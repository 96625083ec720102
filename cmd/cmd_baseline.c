#include "checker.h"
#include "message.h"

#include <string.h>

enum { RULES_ARENA_MAX = 1 << 16, SWEEP_LINES_MAX = 1 << 30 };

/* What the sweeps among the operands found; the others move to the front. */
static gj_code copy_sweeps(char **operands, size_t *count, gj_output *output, gj_err *err)
{
	size_t left = 0;
	gj_buffer lines;
	gj_buffer_init(&lines, SWEEP_LINES_MAX);
	gj_code code = GJ_OK;
	for (size_t i = 0; i < *count && code == GJ_OK; i++) {
		bool found = false;
		code = gj_baseline_copy_sweep(&lines, operands[i], &found, err);
		if (!found)
			operands[left++] = operands[i];
	}
	gj_output_write_str(output, gj_buffer_str(&lines));
	gj_buffer_release(&lines);
	*count = left;
	return code;
}

static gj_code write_baseline(const settings *s, char **operands, size_t count, gj_policy *policy,
                              int *status, gj_err *err)
{
	gj_output *output;
	gj_code code = gj_output_open(&output, s->out, err);
	if (code)
		return code;
	code = copy_sweeps(operands, &count, output, err);
	if (code == GJ_OK && count)
		code = check_operands_into(s, operands, count, policy, &gj_teller_baseline, output,
		                           status, err);
	if (code == GJ_OK)
		return gj_output_commit(output, err);
	gj_output_abandon(output);
	return code;
}

int cmd_baseline(const settings *s, char **operands, size_t count)
{
	gj_err err = { 0 };
	gj_policy policy;
	gj_user_rules user;
	gj_arena arena;
	int status = EXIT_NOTHING;
	if (strcmp(operands[0], "write") != 0)
		gj_err_set(&err, GJ_E_USAGE, 0, "baseline: unknown action \"%.60s\"; known is write",
		           operands[0]);
	else if (!s->out)
		gj_err_set(&err, GJ_E_USAGE, 0, "baseline: needs --out FILE");
	if (err.code)
		return say_error(s, &err);
	gj_arena_init(&arena, RULES_ARENA_MAX);
	gj_code code = policy_init(&policy, &user, &arena, s, &err);
	if (code == GJ_OK)
		code = write_baseline(s, operands + 1, count - 1, &policy, &status, &err);
	/* Findings are what a baseline is made of, not a failure. */
	status = code ? say_error(s, &err) : status == EXIT_FINDINGS ? EXIT_NOTHING : status;
	policy_release(&policy, &user);
	gj_arena_release(&arena);
	return status;
}
