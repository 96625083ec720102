#include "run/results.h"
#include "run/lock.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static const char *const names[GJ_RESULT_COUNT] = {
	[GJ_RESULT_REPORTS_CSV] = "reports.csv",
	[GJ_RESULT_REPORTS_NDJSON] = "reports.ndjson",
	[GJ_RESULT_ANOMALIES_CSV] = "anomalies.csv",
	[GJ_RESULT_ANOMALIES_JSON] = "anomalies.json",
	[GJ_RESULT_RANKINGS_CSV] = "rankings.csv",
	[GJ_RESULT_RANKINGS_JSON] = "rankings.json",
	[GJ_RESULT_GROUPS_CSV] = "groups.csv",
	[GJ_RESULT_GROUPS_JSON] = "groups.json",
	[GJ_RESULT_COVERAGE_CSV] = "coverage.csv",
	[GJ_RESULT_COVERAGE_JSON] = "coverage.json",
	[GJ_RESULT_CHANGES_CSV] = "changes.csv",
	[GJ_RESULT_CHANGES_JSON] = "changes.json",
	[GJ_RESULT_SUMMARY_JSON] = "summary.json",
};

const char *gj_result_name(gj_result_file file)
{
	return names[file];
}

typedef struct listing {
	bool ours;         /* a sweep was here */
	char foreign[256]; /* a file that is none of ours, or "" */
} listing;

static void note_entry(listing *seen, const char *name)
{
	if (strcmp(name, GJ_LOCK_NAME) == 0)
		seen->ours = true;
	bool expected = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	                strcmp(name, "archive") == 0 || strcmp(name, "lost+found") == 0;
	if (!expected)
		snprintf(seen->foreign, sizeof seen->foreign, "%s", name);
}

gj_code gj_results_check(const char *directory, bool force, gj_err *err)
{
	DIR *handle = opendir(directory);
	if (!handle && errno == ENOENT)
		return GJ_OK;
	if (!handle)
		return gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot use as output directory",
		                  directory);
	listing seen = { 0 };
	for (struct dirent *entry; (entry = readdir(handle));)
		note_entry(&seen, entry->d_name);
	closedir(handle);
	if (force || seen.ours || !seen.foreign[0])
		return GJ_OK;
	return gj_err_set(err, GJ_E_USAGE, 0,
	                  "%s: holds files that are not of a sweep (%s); choose an empty "
	                  "directory, or --force to write beside them", directory, seen.foreign);
}

gj_code gj_results_open(gj_results *results, const char *directory, gj_err *err)
{
	*results = (gj_results){ 0 };
	for (int i = 0; i < GJ_RESULT_COUNT; i++) {
		char path[PATH_MAX];
		int length = snprintf(path, sizeof path, "%s/%s", directory, names[i]);
		gj_code code = GJ_OK;
		if (length < 0 || length >= PATH_MAX)
			code = gj_err_set(err, GJ_E_WRITE, ENAMETOOLONG, "%s", directory);
		else
			code = gj_output_open(&results->outputs[i], path, err);
		if (code) {
			gj_results_abandon(results);
			return code;
		}
	}
	return GJ_OK;
}

gj_code gj_results_finish(gj_results *results, gj_err *err)
{
	gj_code code = GJ_OK;
	for (int i = 0; i < GJ_RESULT_COUNT && code == GJ_OK; i++)
		code = gj_output_finish(results->outputs[i], err);
	return code;
}

gj_code gj_results_commit(gj_results *results, gj_err *err)
{
	gj_code code = gj_results_finish(results, err);
	for (int i = 0; i < GJ_RESULT_COUNT && code == GJ_OK; i++) {
		code = gj_output_commit(results->outputs[i], err);
		results->outputs[i] = NULL;
	}
	gj_results_abandon(results);
	return code;
}

void gj_results_abandon(gj_results *results)
{
	for (int i = 0; i < GJ_RESULT_COUNT; i++) {
		gj_output_abandon(results->outputs[i]);
		results->outputs[i] = NULL;
	}
}

gj_code gj_results_close_sheet(gj_sheet **sheet, gj_code code, gj_err *err)
{
	gj_code closed = gj_sheet_close(*sheet);
	*sheet = NULL;
	if (code || !closed)
		return code;
	return gj_err_set(err, closed, 0, "a row is too large to be written");
}

void gj_json_list_add(gj_json_list *list, gj_str object)
{
	gj_output_write_str(list->output, list->begun ? GJ_STR(",\n") : GJ_STR("[\n"));
	gj_output_write_str(list->output, object);
	list->begun = true;
}

void gj_json_list_end(gj_json_list *list)
{
	gj_output_write_str(list->output, list->begun ? GJ_STR("\n]\n") : GJ_STR("[]\n"));
}
