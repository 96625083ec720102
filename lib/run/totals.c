#include "run/totals.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

gj_code gj_totals_init(gj_totals *totals, gj_err *err)
{
	*totals = (gj_totals){ 0 };
	totals->rules = calloc(gj_rule_slots(), sizeof *totals->rules);
	return totals->rules ? GJ_OK : gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
}

void gj_totals_release(gj_totals *totals)
{
	free(totals->rules);
	*totals = (gj_totals){ 0 };
}

void gj_totals_count_verdict(gj_totals *totals, const gj_verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++) {
		const gj_finding *finding = &verdict->findings[i];
		bool counts = gj_finding_counts(finding);
		totals->findings[finding->severity] += counts;
		totals->statuses[finding->status]++;
		totals->failing[finding->severity] += counts && !finding->baselined;
	}
	for (size_t rule = 0; verdict->counts && rule < gj_rule_slots(); rule++) {
		for (int outcome = 0; outcome < GJ_OUTCOMES; outcome++)
			totals->rules[rule].outcomes[outcome] +=
				verdict->counts[rule].outcomes[outcome];
	}
}

void gj_totals_count(gj_totals *totals, const gj_reading *reading, const gj_store_entry *entry)
{
	totals->sources++;
	totals->covered[gj_coverage_of(reading)]++;
	totals->timeliness[gj_coverage_timeliness(entry, reading->as_of)]++;
	gj_totals_count_verdict(totals, &reading->verdict);
}

static void add_count(cJSON *object, const char *name, size_t count)
{
	cJSON_AddNumberToObject(object, name, (double)count);
}

gj_code gj_totals_tell_fetch(const gj_totals *totals, gj_buffer *to, gj_err *err)
{
	if (!totals->fetched)
		return GJ_OK;
	const gj_capture_totals *capture = &totals->capture;
	char started[32] = "";
	struct tm parts;
	if (gmtime_r(&capture->started, &parts))
		strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", &parts);
	cJSON *fetch = cJSON_CreateObject();
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
	char *text = cJSON_PrintUnformatted(fetch);
	cJSON_Delete(fetch);
	if (text)
		gj_buffer_add_text(to, text);
	bool told = text && !to->failed;
	cJSON_free(text);
	return told ? GJ_OK : gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the totals");
}
