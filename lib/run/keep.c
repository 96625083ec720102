#include "run/keep.h"

enum { WHY_MAX = 4096 }; /* all reasons of one rule, with their numbers */

gj_code gj_keep_tell(gj_arena *arena, gj_buffer *scratch, const gj_report *report,
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

gj_code gj_keep_prepare(gj_reading *reading, bool chinese, gj_kept *kept, gj_err *err)
{
	gj_arena *arena = &reading->arena;
	const gj_verdict *verdict = &reading->verdict;
	kept->findings = gj_arena_zalloc(arena, verdict->count, sizeof *kept->findings);
	if (!kept->findings)
		return gj_err_set(err, GJ_E_MEMORY, 0, "%.*s: out of memory",
		                  GJ_STR_ARG(reading->input.name));
	gj_coverage_row(arena, reading, chinese, kept->coverage);
	gj_code code = GJ_OK;
	for (size_t i = 0; i < verdict->count && code == GJ_OK; i++)
		code = gj_keep_tell(arena, &reading->scratch, &reading->report,
		                    &verdict->findings[i], &kept->findings[i], err);
	if (code == GJ_OK && gj_coverage_of(reading) == GJ_COVERED_READ)
		code = gj_store_prepare(arena, &reading->scratch, &reading->report, &kept->part,
		                        err);
	return code;
}

static gj_store_entry entry_of(const gj_reading *reading, const gj_kept *kept)
{
	const gj_sheet_cell *cells = kept->coverage;
	return (gj_store_entry){
		.source = reading->input.source,
		.agency = reading->report.agency,
		.region = reading->report.region,
		.year = reading->report.year,
		.status = cells[GJ_COVERAGE_STATUS],
		.reason = cells[GJ_COVERAGE_REASON],
		.answer = cells[GJ_COVERAGE_ANSWER],
		.published = cells[GJ_COVERAGE_PUBLISHED],
		.due = cells[GJ_COVERAGE_DUE],
		.late = cells[GJ_COVERAGE_LATE],
		.form = cells[GJ_COVERAGE_FORM],
		.year_disputed = cells[GJ_COVERAGE_YEAR_DISPUTED],
		.changed = cells[GJ_COVERAGE_CHANGED],
		.errors = gj_verdict_severity_count(&reading->verdict, GJ_ERROR),
		.warnings = gj_verdict_severity_count(&reading->verdict, GJ_WARNING),
		.tainted = &reading->verdict.tainted,
		.captured_at = reading->captured_at,
		.http_status = reading->http_status,
		.final_url = reading->final_address,
		.followed = reading->followed,
		.digest = reading->report.digest,
		.record = reading->record,
	};
}

gj_code gj_keep_reading(gj_store *store, size_t entry, const gj_reading *reading,
                        const gj_kept *kept, gj_err *err)
{
	bool read = gj_coverage_of(reading) == GJ_COVERED_READ;
	gj_store_entry row = entry_of(reading, kept);
	gj_code code = gj_store_add_entry(store, &row, read ? &reading->report : NULL,
	                                  read ? &kept->part : NULL, err);
	for (size_t i = 0; i < reading->verdict.count && code == GJ_OK; i++)
		code = gj_store_add_finding(store, entry, &kept->findings[i], err);
	return code;
}

/* {"no_last_year":3}: nothing besides names and numbers of ours. */
static gj_str reasons_of(const gj_cross *cross, const gj_rule *rule, gj_buffer *to)
{
	gj_buffer_clear(to);
	for (int i = 0; i < GJ_WHY_COUNT; i++) {
		size_t count = gj_cross_why(cross, rule, (gj_why)i);
		if (count)
			gj_buffer_printf(to, "%c\"%s\":%zu", to->length ? ',' : '{',
			                 gj_why_name((gj_why)i), count);
	}
	gj_buffer_add_text(to, to->length ? "}" : "{}");
	return gj_buffer_str(to);
}

gj_code gj_keep_rules(gj_store *store, const gj_totals *totals, const gj_user_rules *user,
                      const gj_cross *cross, gj_err *err)
{
	gj_code code = GJ_OK;
	gj_buffer why;
	gj_buffer_init(&why, WHY_MAX);
	const gj_rule *of;
	for (size_t i = 0; code == GJ_OK && (of = gj_rule_at(user, i)); i++) {
		gj_store_rule rule = { .rule = gj_str_of(of->id),
			               .severity = gj_str_of(gj_severity_name(of->severity)),
			               .why = reasons_of(cross, of, &why) };
		for (int outcome = 0; outcome < GJ_OUTCOMES; outcome++)
			rule.outcomes[outcome] = totals->rules[i].outcomes[outcome];
		code = gj_store_add_rule(store, i, &rule, err);
	}
	gj_buffer_release(&why);
	return code;
}
