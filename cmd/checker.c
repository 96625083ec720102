#include "checker.h"
#include "cross/cross.h"
#include "message.h"
#include "reader.h"
#include "run/inputs.h"

#include <stdlib.h>

typedef struct checker {
	reader reader;
	const gj_teller *teller;
	gj_tell_options tell;
	gj_policy *policy;
	gj_docket docket;
	gj_cross *cross;
} checker;

/* What one reading gives, made on a worker. */
typedef struct prepared {
	gj_cross_part part;
} prepared;

static gj_code prepare(const void *context, gj_reading *reading, gj_err *err)
{
	const checker *c = context;
	prepared *made = gj_arena_zalloc(&reading->arena, 1, sizeof *made);
	reading->rendered = made;
	if (!made)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	gj_policy_apply(c->policy, &reading->arena, &reading->report, &reading->verdict);
	gj_docket_word(c->teller, &c->tell, &reading->text, &reading->arena, &reading->report,
	               &reading->verdict, 0);
	if (reading->text.failed)
		return gj_err_set(err, reading->text.failed, 0, "%.*s: the findings are too long",
		                  GJ_STR_ARG(reading->input.name));
	return gj_cross_prepare(&reading->arena, &reading->scratch, &reading->report, &made->part,
	                        err);
}

static void judge_severities(checker *c, const gj_verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++)
		if (finding_fails(c->reader.s, &verdict->findings[i]))
			c->reader.status = highest(c->reader.status, EXIT_FINDINGS);
}

static gj_code take(void *context, gj_reading *reading, gj_err *err)
{
	static const gj_cross_facts no_roster = { 0 };
	checker *c = context;
	if (!reader_accepts(&c->reader, reading))
		return GJ_OK;
	const prepared *made = reading->rendered;
	judge_severities(c, &reading->verdict);
	gj_policy_see(c->policy, &reading->verdict);
	gj_code code = gj_docket_add(&c->docket, gj_buffer_str(&reading->text), &reading->verdict,
	                             err);
	return code ? code : gj_cross_add(c->cross, &reading->report, &reading->verdict, &no_roster,
	                                  &made->part, err);
}

static gj_code tell(void *context, size_t index, const gj_report *report,
                    gj_verdict *verdict, gj_arena *arena, gj_err *err)
{
	checker *c = context;
	gj_code code = gj_policy_close(c->policy, arena, report, verdict, err);
	judge_severities(c, verdict);
	return code ? code : gj_docket_tell(&c->docket, index, report, verdict, arena, err);
}

static gj_code run(checker *c, char **operands, size_t count, gj_err *err)
{
	const settings *s = c->reader.s;
	gj_batch_options options = {
		.jobs = s->jobs,
		.most = gj_inputs_most(operands, count),
		.size_max = s->fetch.size_max,
		.check = true,
		.digest = s->digest,
		.chinese = settings_chinese(s),
		.enabled = c->policy->enabled,
		.user = c->policy->user,
		.calendar = &c->policy->calendar,
		.render = prepare,
		.render_context = c,
		.take = take,
		.take_context = c,
	};
	gj_check_options check = { .chinese = options.chinese, .enabled = options.enabled,
		                   .user = options.user, .calendar = options.calendar };
	gj_code code = reader_run(&c->reader, operands, count, reader_add_path, &options, err);
	if (code == GJ_OK)
		code = gj_cross_run(c->cross, &check, tell, c, err);
	if (code == GJ_OK)
		code = gj_docket_end(&c->docket, err);
	return code;
}

static const char *temporary_directory(void)
{
	const char *directory = getenv("TMPDIR");
	return directory && *directory ? directory : "/tmp";
}

gj_code check_operands_into(const settings *s, char **operands, size_t count, gj_policy *policy,
                            const gj_teller *teller, gj_output *output, int *status,
                            gj_err *err)
{
	bool text = teller == &gj_teller_text;
	checker c = {
		.reader = { .s = s, .output = output, .status = *status },
		.teller = teller,
		.policy = policy,
		.tell = { .chinese = settings_chinese(s), .colour = text && wants_colour(),
		          .all = s->verbose, .silent = s->quiet, .bom = s->excel,
		          .user = policy->user, .compared = s->baseline },
	};
	const char *directory = temporary_directory();
	gj_code code = gj_docket_init(&c.docket, c.teller, &c.tell, output, directory, err);
	if (code == GJ_OK)
		code = gj_cross_new(&c.cross, directory, policy->aliases, err);
	if (code == GJ_OK)
		code = run(&c, operands, count, err);
	gj_cross_free(c.cross);
	gj_docket_release(&c.docket);
	*status = c.reader.status;
	return code;
}
