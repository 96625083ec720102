#include "run/changes.h"

typedef struct change_sheets {
	gj_sheet *csv, *json;
} change_sheets;

static gj_code write_change(void *context, const gj_change *change, gj_err *err)
{
	(void)err;
	const change_sheets *to = context;
	gj_sheet_cell cells[GJ_CHANGE_COLUMNS];
	gj_change_row(change, cells);
	gj_sheet_row(to->csv, cells);
	gj_sheet_row(to->json, cells);
	return GJ_OK;
}

static const char *path_in(gj_arena *arena, const char *directory, gj_result_file file)
{
	return gj_str_format(arena, "%s/%s", directory, gj_result_name(file)).ptr;
}

gj_code gj_changes_side(gj_arena *arena, const char *directory, gj_delta_side *side, gj_err *err)
{
	side->reports = path_in(arena, directory, GJ_RESULT_REPORTS_NDJSON);
	side->anomalies = path_in(arena, directory, GJ_RESULT_ANOMALIES_JSON);
	side->coverage = path_in(arena, directory, GJ_RESULT_COVERAGE_JSON);
	if (side->reports && side->anomalies && side->coverage)
		return GJ_OK;
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
}

gj_delta_side gj_changes_new_side(const gj_results *results)
{
	gj_output *const *outputs = results->outputs;
	return (gj_delta_side){
		.reports = gj_output_place(outputs[GJ_RESULT_REPORTS_NDJSON]),
		.anomalies = gj_output_place(outputs[GJ_RESULT_ANOMALIES_JSON]),
		.coverage = gj_output_place(outputs[GJ_RESULT_COVERAGE_JSON]),
	};
}

static gj_code compare(gj_results *results, const gj_publish_options *options, change_sheets *to,
                       gj_err *err)
{
	static const gj_result_file compared[] = { GJ_RESULT_REPORTS_NDJSON,
		                                   GJ_RESULT_ANOMALIES_JSON,
		                                   GJ_RESULT_COVERAGE_JSON };
	gj_delta_options delta = { .enabled = options->enabled };
	gj_code code = GJ_OK;
	for (size_t i = 0; i < sizeof compared / sizeof *compared && code == GJ_OK; i++)
		code = gj_output_finish(results->outputs[compared[i]], err);
	gj_delta_side after = gj_changes_new_side(results);
	return code ? code : gj_delta(options->before, &after, &delta, write_change, to,
	                              &results->changes, err);
}

gj_code gj_changes_write(gj_results *results, const gj_publish_options *options, gj_err *err)
{
	gj_sheet_options look = { .chinese_headers = options->chinese, .bom = options->excel };
	change_sheets to = { 0 };
	gj_code code = gj_sheet_open(&to.csv, &gj_sheet_csv, results->outputs[GJ_RESULT_CHANGES_CSV],
	                             gj_change_columns, GJ_CHANGE_COLUMNS, &look, err);
	if (code == GJ_OK)
		code = gj_sheet_open(&to.json, &gj_sheet_json,
		                     results->outputs[GJ_RESULT_CHANGES_JSON], gj_change_columns,
		                     GJ_CHANGE_COLUMNS, &look, err);
	if (code == GJ_OK && options->before)
		code = compare(results, options, &to, err);
	code = gj_results_close_sheet(&to.csv, code, err);
	return gj_results_close_sheet(&to.json, code, err);
}
