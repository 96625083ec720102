#include "run/summary.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

gj_code gj_totals_init(gj_totals *totals, gj_err *err)
{
	*totals = (gj_totals){ 0 };
	totals->rules = calloc(gj_rule_slots(), sizeof *totals->rules);
	totals->rule_findings = calloc(gj_rule_slots(), sizeof *totals->rule_findings);
	if (totals->rules && totals->rule_findings)
		return GJ_OK;
	gj_totals_release(totals);
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
}

void gj_totals_release(gj_totals *totals)
{
	free(totals->rules);
	free(totals->rule_findings);
	*totals = (gj_totals){ 0 };
}

void gj_totals_count_verdict(gj_totals *totals, const gj_verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++) {
		const gj_finding *finding = &verdict->findings[i];
		bool counts = gj_finding_counts(finding);
		totals->findings[finding->severity] += counts;
		totals->failing[finding->severity] += counts && !finding->baselined;
		totals->statuses[finding->status]++;
		totals->rule_findings[gj_rule_index(finding->rule)] +=
			finding->status != GJ_STATUS_RESOLVED;
	}
	for (size_t rule = 0; verdict->counts && rule < gj_rule_slots(); rule++) {
		for (int outcome = 0; outcome < GJ_OUTCOMES; outcome++)
			totals->rules[rule].outcomes[outcome] +=
				verdict->counts[rule].outcomes[outcome];
	}
}

void gj_totals_count(gj_totals *totals, gj_reading *reading)
{
	gj_coverage coverage = gj_coverage_of(reading);
	totals->sources++;
	totals->covered[coverage]++;
	gj_totals_count_verdict(totals, &reading->verdict);
	if (coverage != GJ_COVERED_READ)
		return;
	gj_str due = gj_coverage_due(&reading->arena, reading);
	totals->lateness[gj_coverage_lateness(reading->report.published, due)]++;
	gj_form_id form = gj_report_form(&reading->report);
	bool named = *gj_report_form_name(&reading->report);
	if (form != GJ_FORM_NONE)
		totals->forms[form]++;
	else if (named)
		totals->mixed_form++;
	else
		totals->no_form++;
}

static void add_count(cJSON *object, const char *name, size_t count)
{
	cJSON_AddNumberToObject(object, name, (double)count);
}

static void add_coverage(cJSON *root, const gj_totals *totals)
{
	char text[64];
	snprintf(text, sizeof text, "%zu/%zu", totals->covered[GJ_COVERED_READ], totals->sources);
	cJSON *coverage = cJSON_AddObjectToObject(root, "coverage");
	cJSON_AddStringToObject(coverage, "text", text);
	add_count(coverage, "sources", totals->sources);
	for (int i = 0; i < GJ_COVERED_COUNT; i++)
		add_count(coverage, gj_coverage_name((gj_coverage)i), totals->covered[i]);
	add_count(coverage, "late", totals->lateness[GJ_LATE]);
	add_count(coverage, "in_time", totals->lateness[GJ_IN_TIME]);
	add_count(coverage, "date_unknown", totals->lateness[GJ_LATENESS_UNKNOWN]);
	add_count(coverage, "unusable_lines", totals->unusable_lines);
}

static void add_findings(cJSON *root, const gj_totals *totals)
{
	cJSON *forms = cJSON_AddObjectToObject(root, "forms");
	for (int i = 0; i < GJ_FORM_COUNT; i++)
		add_count(forms, gj_form_of((gj_form_id)i)->name, totals->forms[i]);
	add_count(forms, "mixed", totals->mixed_form);
	add_count(forms, "unknown", totals->no_form);
	cJSON *findings = cJSON_AddObjectToObject(root, "findings");
	for (int severity = GJ_ERROR; severity >= GJ_NOTE; severity--)
		add_count(findings, gj_severity_name((gj_severity)severity),
		          totals->findings[severity]);
	cJSON *statuses = cJSON_AddObjectToObject(root, "status");
	for (int status = GJ_STATUS_NEW; status <= GJ_STATUS_ACCEPTED; status++)
		add_count(statuses, gj_status_name((gj_status)status), totals->statuses[status]);
}

static void add_reasons(cJSON *to, const gj_cross *cross, const gj_rule *rule)
{
	cJSON *why = NULL;
	for (int i = 0; i < GJ_WHY_COUNT; i++) {
		size_t count = gj_cross_why(cross, rule, (gj_why)i);
		if (count && !why)
			why = cJSON_AddObjectToObject(to, "why");
		if (count)
			add_count(why, gj_why_name((gj_why)i), count);
	}
}

static void add_rules(cJSON *root, const gj_totals *totals, const gj_user_rules *user,
                      const gj_cross *cross)
{
	cJSON *rules = cJSON_AddArrayToObject(root, "rules");
	const gj_rule *of;
	for (size_t i = 0; (of = gj_rule_at(user, i)); i++) {
		const uint32_t *outcomes = totals->rules[i].outcomes;
		cJSON *rule = cJSON_CreateObject();
		cJSON_AddStringToObject(rule, "rule", of->id);
		cJSON_AddStringToObject(rule, "severity", gj_severity_name(of->severity));
		add_count(rule, "pass", outcomes[GJ_PASS]);
		add_count(rule, "fail", outcomes[GJ_FAIL]);
		add_count(rule, "assumed", outcomes[GJ_ASSUMED]);
		add_count(rule, "cannot_assess", outcomes[GJ_CANNOT_ASSESS]);
		add_count(rule, "findings", totals->rule_findings[i]);
		add_reasons(rule, cross, of);
		cJSON_AddItemToArray(rules, rule);
	}
}

static void add_fetch(cJSON *root, const gj_totals *totals)
{
	if (!totals->fetched) {
		cJSON_AddNullToObject(root, "fetch");
		return;
	}
	const gj_capture_totals *capture = &totals->capture;
	char started[32] = "";
	struct tm parts;
	if (gmtime_r(&capture->started, &parts))
		strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", &parts);
	cJSON *fetch = cJSON_AddObjectToObject(root, "fetch");
	cJSON_AddStringToObject(fetch, "started", started);
	/* Milliseconds are as fine as a network is repeatable. */
	cJSON_AddNumberToObject(fetch, "seconds", (double)(long)(capture->seconds * 1000) / 1000);
	add_count(fetch, "addresses", capture->addresses);
	add_count(fetch, "captured", capture->captured);
	add_count(fetch, "failed", capture->failed);
	add_count(fetch, "left", capture->left);
	add_count(fetch, "reused", capture->reused);
	add_count(fetch, "unchanged", capture->unchanged);
	add_count(fetch, "followed", capture->followed);
	cJSON_AddNumberToObject(fetch, "bytes", (double)capture->bytes);
	cJSON *failures = cJSON_AddObjectToObject(fetch, "failures");
	for (int i = GJ_FETCH_OK + 1; i < GJ_FETCH_FAILURE_COUNT; i++) {
		if (capture->failures[i])
			add_count(failures, gj_fetch_failure_name((gj_fetch_failure)i),
			          capture->failures[i]);
	}
}

gj_code gj_summary_write(const gj_totals *totals, const gj_user_rules *user,
                         const gj_cross *cross, gj_output *output, gj_err *err)
{
	cJSON *root = cJSON_CreateObject();
	cJSON_AddStringToObject(root, "program", "gouji");
	cJSON_AddStringToObject(root, "version", GJ_VERSION);
	add_coverage(root, totals);
	add_findings(root, totals);
	add_rules(root, totals, user, cross);
	add_fetch(root, totals);
	char *text = cJSON_Print(root);
	cJSON_Delete(root);
	if (!text)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the summary");
	gj_output_write(output, text, strlen(text));
	gj_output_write(output, "\n", 1);
	cJSON_free(text);
	return GJ_OK;
}
