/* The set of files a sweep writes: all appear together, or none does. */
#ifndef GJ_RUN_RESULTS_H
#define GJ_RUN_RESULTS_H

#include "delta/delta.h"

typedef enum gj_result_file {
	GJ_RESULT_REPORTS_CSV,
	GJ_RESULT_REPORTS_NDJSON,
	GJ_RESULT_ANOMALIES_CSV,
	GJ_RESULT_ANOMALIES_JSON,
	GJ_RESULT_RANKINGS_CSV,
	GJ_RESULT_RANKINGS_JSON,
	GJ_RESULT_GROUPS_CSV,
	GJ_RESULT_GROUPS_JSON,
	GJ_RESULT_COVERAGE_CSV,
	GJ_RESULT_COVERAGE_JSON,
	GJ_RESULT_CHANGES_CSV,
	GJ_RESULT_CHANGES_JSON,
	GJ_RESULT_SUMMARY_JSON, /* the last renamed: when it is new, all are */
	GJ_RESULT_COUNT
} gj_result_file;

const char *gj_result_name(gj_result_file file);

/* Refuses (GJ_E_USAGE) a directory that holds files but never held a sweep,
 * unless `force`. A missing or empty one is fine, and so is one with nothing
 * but an archive in it. GJ_E_WRITE when it cannot be listed. */
gj_code gj_results_check(const char *directory, bool force, gj_err *err);

typedef struct gj_results {
	gj_output *outputs[GJ_RESULT_COUNT];
	gj_delta_totals changes; /* since the sweep before */
} gj_results;

/* Opens every file under a temporary name; none stays open on failure. */
gj_code gj_results_open(gj_results *results, const char *directory, gj_err *err);
/* Completes all under their temporary names: what comes then is renaming. */
gj_code gj_results_finish(gj_results *results, gj_err *err);
/* Finishes, then renames all. Closed in every case. */
gj_code gj_results_commit(gj_results *results, gj_err *err);
void gj_results_abandon(gj_results *results);

/* Closes a sheet and hands on the first code that is not GJ_OK. */
gj_code gj_results_close_sheet(gj_sheet **sheet, gj_code code, gj_err *err);

/* A JSON array of objects made elsewhere, one a line. */
typedef struct gj_json_list {
	gj_output *output;
	bool begun;
} gj_json_list;
void gj_json_list_add(gj_json_list *list, gj_str object);
void gj_json_list_end(gj_json_list *list);

#endif
