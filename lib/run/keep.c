#include "run/keep.h"

enum {
	FINDING_MAX = 1 << 20, /* one finding as JSON */
	TOLD_MAX = 1 << 16     /* what fetching came to; all reasons of one rule */
};

/* What the store keeps of one reading, made where it was read, in its arena. */
typedef struct kept {
	gj_store_entry entry;
	gj_store_part part;         /* when a report was read */
	gj_store_finding *findings; /* of its verdict */
	gj_cross_part cross;
} kept;

gj_code gj_keeper_init(gj_keeper *keeper, gj_store *store, const char *directory,
                       const gj_check_options *check, gj_policy *policy, gj_totals *totals,
                       gj_err *err)
{
	*keeper = (gj_keeper){ .store = store, .check = *check, .policy = policy,
		               .totals = totals };
	gj_buffer_init(&keeper->scratch, FINDING_MAX);
	return gj_cross_new(&keeper->cross, directory, policy->aliases, err);
}

void gj_keeper_release(gj_keeper *keeper)
{
	gj_cross_free(keeper->cross);
	gj_buffer_release(&keeper->scratch);
	keeper->cross = NULL;
}

/* ---- one reading ---- */

static gj_code tell(gj_arena *arena, gj_buffer *scratch, const gj_report *report,
                    const gj_finding *finding, gj_store_finding *told, gj_err *err)
{
	told->severity = finding->severity;
	told->rule_index = gj_rule_index(finding->rule);
	told->year = report->year;
	if (gj_finding_tell(arena, scratch, report, finding, &told->text))
		return GJ_OK;
	return gj_err_set(err, GJ_E_MEMORY, 0, "%.*s: out of memory for findings",
	                  GJ_STR_ARG(report->source));
}

gj_code gj_keep_render(const void *context, gj_reading *reading, gj_err *err)
{
	const gj_keeper *keeper = context;
	gj_arena *arena = &reading->arena;
	const gj_verdict *verdict = &reading->verdict;
	kept *made = gj_arena_zalloc(arena, 1, sizeof *made);
	gj_store_finding *findings = gj_arena_zalloc(arena, verdict->count, sizeof *findings);
	if (!made || !findings)
		return gj_err_set(err, GJ_E_MEMORY, 0, "%.*s: out of memory",
		                  GJ_STR_ARG(reading->input.name));
	gj_policy_apply(keeper->policy, arena, &reading->report, &reading->verdict);
	gj_code code = GJ_OK;
	for (size_t i = 0; i < verdict->count && code == GJ_OK; i++)
		code = tell(arena, &reading->scratch, &reading->report, &verdict->findings[i],
		            &findings[i], err);
	made->findings = findings;
	made->entry = gj_coverage_entry(arena, reading);
	reading->rendered = made;
	if (code == GJ_OK && gj_coverage_of(reading) == GJ_COVERED_READ)
		code = gj_store_prepare(arena, &reading->scratch, &reading->report, &made->part,
		                        err);
	return code ? code : gj_cross_prepare(arena, &reading->scratch, &reading->report,
	                                      &made->cross, err);
}

static gj_code add_to_compare(gj_keeper *keeper, const gj_reading *reading, gj_err *err)
{
	const kept *made = reading->rendered;
	const gj_source *source = reading->input.source;
	gj_cross_facts facts = { source->region_code, source->level, source->kind, source->parent,
		                 source->inferred & GJ_INFERRED_PARENT };
	gj_coverage coverage = gj_coverage_of(reading);
	bool given = coverage == GJ_COVERED_READ || coverage == GJ_COVERED_REFUSED;
	return gj_cross_add(keeper->cross, &reading->report, &reading->verdict, &facts,
	                    given ? &made->cross : NULL, err);
}

gj_code gj_keep_take(gj_keeper *keeper, gj_reading *reading, gj_err *err)
{
	const kept *made = reading->rendered;
	bool read = gj_coverage_of(reading) == GJ_COVERED_READ;
	gj_totals_count(keeper->totals, reading, &made->entry);
	gj_policy_see(keeper->policy, &reading->verdict);
	gj_code code = add_to_compare(keeper, reading, err);
	if (code == GJ_OK)
		code = gj_store_add_entry(keeper->store, &made->entry,
		                          read ? &reading->report : NULL,
		                          read ? &made->part : NULL, err);
	for (size_t i = 0; i < reading->verdict.count && code == GJ_OK; i++)
		code = gj_store_add_finding(keeper->store, keeper->entries, &made->findings[i],
		                            err);
	keeper->entries++;
	return code;
}

/* ---- when all are read ---- */

static gj_code take_comparison(void *context, size_t index, const gj_report *report,
                               gj_verdict *verdict, gj_arena *arena, gj_err *err)
{
	gj_keeper *keeper = context;
	gj_code code = gj_policy_close(keeper->policy, arena, report, verdict, err);
	gj_totals_count_verdict(keeper->totals, verdict);
	if (code == GJ_OK)
		code = gj_store_add_faults(keeper->store, index,
		                           gj_verdict_severity_count(verdict, GJ_ERROR),
		                           gj_verdict_severity_count(verdict, GJ_WARNING), err);
	for (size_t i = 0; i < verdict->count && code == GJ_OK; i++) {
		gj_store_finding told;
		code = tell(arena, &keeper->scratch, report, &verdict->findings[i], &told, err);
		if (code == GJ_OK)
			code = gj_store_add_finding(keeper->store, index, &told, err);
	}
	return code;
}

static void add_reason(gj_buffer *to, const char *name, size_t count)
{
	if (count)
		gj_buffer_printf(to, "%c\"%s\":%zu", to->length ? ',' : '{', name, count);
}

/* {"no_last_year":3}: nothing besides names and numbers of ours. */
static gj_str reasons_of(const gj_keeper *keeper, const gj_rule *rule, gj_buffer *to)
{
	gj_buffer_clear(to);
	for (int i = 0; i < GJ_WHY_COUNT; i++)
		add_reason(to, gj_why_name((gj_why)i), gj_cross_why(keeper->cross, rule, (gj_why)i));
	/* See gj_judge: nothing else keeps them from being assessed. */
	if (rule == gj_rule_by_id(GJ_STR("A01")) || rule == gj_rule_by_id(GJ_STR("A02")))
		add_reason(to, gj_timeliness_name(GJ_TIMELY_NOT_YET_DUE),
		           keeper->totals->rules[gj_rule_index(rule)].outcomes[GJ_CANNOT_ASSESS]);
	gj_buffer_add_text(to, to->length ? "}" : "{}");
	return gj_buffer_str(to);
}

static gj_code keep_rules(gj_keeper *keeper, gj_buffer *why, gj_err *err)
{
	gj_code code = GJ_OK;
	const gj_rule *of;
	for (size_t i = 0; code == GJ_OK && (of = gj_rule_at(keeper->check.user, i)); i++) {
		gj_store_rule rule = { .rule = gj_str_of(of->id),
			               .severity = gj_str_of(gj_severity_name(of->severity)),
			               .why = reasons_of(keeper, of, why) };
		for (int outcome = 0; outcome < GJ_OUTCOMES; outcome++)
			rule.outcomes[outcome] = keeper->totals->rules[i].outcomes[outcome];
		code = gj_store_add_rule(keeper->store, i, &rule, err);
	}
	return code;
}

gj_code gj_keep_finish(gj_keeper *keeper, gj_err *err)
{
	gj_buffer text;
	gj_buffer_init(&text, TOLD_MAX);
	gj_code code = gj_cross_run(keeper->cross, &keeper->check, take_comparison, keeper, err);
	if (code == GJ_OK)
		code = keep_rules(keeper, &text, err);
	gj_buffer_clear(&text);
	if (code == GJ_OK)
		code = gj_totals_tell_fetch(keeper->totals, &text, err);
	if (code == GJ_OK)
		code = gj_store_end(keeper->store, time(NULL), gj_buffer_str(&text), err);
	gj_buffer_release(&text);
	return code;
}
