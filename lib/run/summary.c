#include "run/summary.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

void gj_summary_release(gj_summary *summary)
{
	gj_name_map_release(&summary->by_rule);
	*summary = (gj_summary){ 0 };
}

/* ---- counting ---- */

/* Which of `count` names that is, or `count`. */
typedef const char *namer(int index);
static int index_of(gj_str name, namer *names, int count)
{
	int at = 0;
	while (at < count && !gj_str_equal(name, gj_str_of(names(at))))
		at++;
	return at;
}

static const char *coverage_name(int index)
{
	return gj_coverage_name((gj_coverage)index);
}

static const char *form_name(int index)
{
	return gj_form_of((gj_form_id)index)->name;
}

static const char *lateness_name(int index)
{
	return gj_lateness_name((gj_lateness)index);
}

static const char *severity_name(int index)
{
	return gj_severity_name((gj_severity)index);
}

static const char *status_name(int index)
{
	return gj_status_name((gj_status)index);
}

void gj_summary_count_entry(gj_summary *summary, const gj_store_entry *entry, gj_str as_of)
{
	int coverage = index_of(entry->status, coverage_name, GJ_COVERED_COUNT);
	summary->sources++;
	summary->timeliness[gj_coverage_timeliness(entry, as_of)]++;
	if (coverage < GJ_COVERED_COUNT)
		summary->covered[coverage]++;
	if (coverage != GJ_COVERED_READ)
		return;
	int late = index_of(entry->late, lateness_name, GJ_LATENESS_UNKNOWN);
	int form = index_of(entry->form, form_name, GJ_FORM_COUNT);
	summary->lateness[late]++;
	if (form < GJ_FORM_COUNT)
		summary->forms[form]++;
	else if (entry->form.len)
		summary->mixed_form++;
	else
		summary->no_form++;
}

gj_code gj_summary_count_finding(gj_summary *summary, const gj_finding_text *finding)
{
	int severity = index_of(finding->cells[GJ_FINDING_SEVERITY], severity_name, GJ_ERROR);
	int status = index_of(finding->cells[GJ_FINDING_STATUS], status_name, GJ_STATUS_ACCEPTED);
	summary->statuses[status]++;
	summary->findings[severity] += status == GJ_STATUS_NEW || status == GJ_STATUS_OPEN;
	if (status == GJ_STATUS_RESOLVED)
		return GJ_OK;
	size_t before = 0;
	gj_str rule = finding->cells[GJ_FINDING_RULE];
	gj_name_map_find(&summary->by_rule, rule, &before);
	return gj_name_map_put(&summary->by_rule, rule, before + 1);
}

/* ---- writing ---- */

static void add_count(cJSON *object, const char *name, size_t count)
{
	cJSON_AddNumberToObject(object, name, (double)count);
}

static void add_coverage(cJSON *root, const gj_summary *summary, const gj_stored_sweep *sweep)
{
	char text[64];
	snprintf(text, sizeof text, "%zu/%zu", summary->covered[GJ_COVERED_READ],
	         summary->sources);
	cJSON *coverage = cJSON_AddObjectToObject(root, "coverage");
	cJSON_AddStringToObject(coverage, "text", text);
	add_count(coverage, "sources", summary->sources);
	for (int i = 0; i < GJ_COVERED_COUNT; i++)
		add_count(coverage, gj_coverage_name((gj_coverage)i), summary->covered[i]);
	add_count(coverage, "late", summary->lateness[GJ_LATE]);
	add_count(coverage, "in_time", summary->lateness[GJ_IN_TIME]);
	add_count(coverage, "date_unknown", summary->lateness[GJ_LATENESS_UNKNOWN]);
	add_count(coverage, "unusable_lines", sweep->unusable_lines);
	cJSON *timeliness = cJSON_AddObjectToObject(coverage, "timeliness");
	for (int i = 0; i < GJ_TIMELY_COUNT; i++)
		add_count(timeliness, gj_timeliness_name((gj_timeliness)i), summary->timeliness[i]);
}

static void add_findings(cJSON *root, const gj_summary *summary)
{
	cJSON *forms = cJSON_AddObjectToObject(root, "forms");
	for (int i = 0; i < GJ_FORM_COUNT; i++)
		add_count(forms, gj_form_of((gj_form_id)i)->name, summary->forms[i]);
	add_count(forms, "mixed", summary->mixed_form);
	add_count(forms, "unknown", summary->no_form);
	cJSON *findings = cJSON_AddObjectToObject(root, "findings");
	for (int severity = GJ_ERROR; severity >= GJ_NOTE; severity--)
		add_count(findings, gj_severity_name((gj_severity)severity),
		          summary->findings[severity]);
	cJSON *statuses = cJSON_AddObjectToObject(root, "status");
	for (int status = GJ_STATUS_NEW; status <= GJ_STATUS_ACCEPTED; status++)
		add_count(statuses, gj_status_name((gj_status)status), summary->statuses[status]);
}

static void add_kinds(cJSON *changes, const char *name, const size_t counts[GJ_DELTA_KINDS],
                      const gj_delta_kind *kinds, size_t count)
{
	cJSON *object = cJSON_AddObjectToObject(changes, name);
	for (size_t i = 0; i < count; i++)
		add_count(object, gj_delta_kind_name(kinds[i]), counts[kinds[i]]);
}

/* Null in the first sweep. */
static void add_changes(cJSON *root, const gj_delta_totals *totals)
{
	static const gj_delta_kind things[] = { GJ_DELTA_NEW, GJ_DELTA_VANISHED, GJ_DELTA_CHANGED };
	static const gj_delta_kind findings[] = { GJ_DELTA_NEW, GJ_DELTA_RESOLVED, GJ_DELTA_OPEN };
	if (!totals->compared) {
		cJSON_AddNullToObject(root, "changes");
		return;
	}
	cJSON *changes = cJSON_AddObjectToObject(root, "changes");
	add_kinds(changes, "reports", totals->reports, things, 3);
	add_count(cJSON_GetObjectItem(changes, "reports"), "same", totals->reports_same);
	add_count(changes, "cells", totals->cells);
	add_count(changes, "texts", totals->texts);
	add_kinds(changes, "findings", totals->findings, findings, 3);
	add_kinds(changes, "sources", totals->sources, things, 3);
}

typedef struct rule_list {
	cJSON *array;
	const gj_summary *summary;
} rule_list;

static void add_text(cJSON *object, const char *name, gj_str text)
{
	char copy[128]; /* ids and severities */
	snprintf(copy, sizeof copy, "%.*s", GJ_STR_ARG(text));
	cJSON_AddStringToObject(object, name, copy);
}

static gj_code add_rule(void *context, const gj_store_rule *of, gj_err *err)
{
	(void)err;
	static const char *const names[GJ_OUTCOMES] = { [GJ_PASS] = "pass", [GJ_FAIL] = "fail",
		                                        [GJ_ASSUMED] = "assumed",
		                                        [GJ_CANNOT_ASSESS] = "cannot_assess" };
	rule_list *list = context;
	size_t findings = 0;
	gj_name_map_find(&list->summary->by_rule, of->rule, &findings);
	cJSON *rule = cJSON_CreateObject();
	add_text(rule, "rule", of->rule);
	add_text(rule, "severity", of->severity);
	for (int outcome = 0; outcome < GJ_OUTCOMES; outcome++)
		add_count(rule, names[outcome], of->outcomes[outcome]);
	add_count(rule, "findings", findings);
	cJSON *why = cJSON_ParseWithLength(of->why.ptr, of->why.len);
	if (why && why->child)
		cJSON_AddItemToObject(rule, "why", why);
	else
		cJSON_Delete(why);
	cJSON_AddItemToArray(list->array, rule);
	return GJ_OK;
}

gj_code gj_summary_write(const gj_summary *summary, gj_store *store, const gj_stored_sweep *sweep,
                         gj_output *output, gj_err *err)
{
	cJSON *root = cJSON_CreateObject();
	cJSON_AddStringToObject(root, "program", "gouji");
	add_text(root, "version", sweep->program);
	add_coverage(root, summary, sweep);
	add_findings(root, summary);
	add_changes(root, &summary->changes);
	rule_list list = { cJSON_AddArrayToObject(root, "rules"), summary };
	gj_code code = gj_store_each_rule(store, sweep->id, add_rule, &list, err);
	cJSON *fetch = sweep->fetch.len ? cJSON_ParseWithLength(sweep->fetch.ptr, sweep->fetch.len)
	                                : cJSON_CreateNull();
	cJSON_AddItemToObject(root, "fetch", fetch);
	char *text = cJSON_Print(root);
	cJSON_Delete(root);
	if (code == GJ_OK && !text)
		code = gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the summary");
	if (code == GJ_OK) {
		gj_output_write(output, text, strlen(text));
		gj_output_write(output, "\n", 1);
	}
	cJSON_free(text);
	return code;
}
