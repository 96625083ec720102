#include "run/changes.h"

enum { PATHS_MAX = 1 << 16 };

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

/* The new files: complete, under their temporary names. */
static gj_delta_side new_side(const gj_results *results)
{
	gj_output *const *outputs = results->outputs;
	return (gj_delta_side){
		.reports = gj_output_place(outputs[GJ_RESULT_REPORTS_NDJSON]),
		.anomalies = gj_output_place(outputs[GJ_RESULT_ANOMALIES_JSON]),
		.coverage = gj_output_place(outputs[GJ_RESULT_COVERAGE_JSON]),
	};
}

static gj_code open_file(gj_arena *arena, const char *directory, const gj_sheet_format *format,
                         const char *name, const gj_publish_options *options, gj_output **output,
                         gj_sheet **sheet, gj_err *err)
{
	gj_sheet_options look = { .chinese_headers = options->chinese, .bom = options->excel };
	const char *path = gj_str_format(arena, "%s/%s", directory, name).ptr;
	if (!path)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	gj_code code = gj_output_open(output, path, err);
	return code ? code : gj_sheet_open(sheet, format, *output, gj_change_columns,
	                                   GJ_CHANGE_COLUMNS, &look, err);
}

gj_code gj_changes_write(gj_changes *changes, const gj_results *results, const char *directory,
                         const gj_publish_options *options, const bool *enabled,
                         gj_delta_totals *totals, gj_err *err)
{
	gj_arena arena;
	gj_arena_init(&arena, PATHS_MAX);
	gj_delta_side before, after = new_side(results);
	change_sheets to = { 0 };
	gj_delta_options delta = { .enabled = enabled };
	gj_code code = gj_changes_side(&arena, directory, &before, err);
	if (code == GJ_OK)
		code = open_file(&arena, directory, &gj_sheet_csv, "changes.csv", options,
		                 &changes->csv, &to.csv, err);
	if (code == GJ_OK)
		code = open_file(&arena, directory, &gj_sheet_json, "changes.json", options,
		                 &changes->json, &to.json, err);
	if (code == GJ_OK)
		code = gj_delta(&before, &after, &delta, write_change, &to, totals, err);
	code = gj_results_close_sheet(&to.csv, code, err);
	code = gj_results_close_sheet(&to.json, code, err);
	if (code == GJ_OK)
		code = gj_output_finish(changes->csv, err);
	if (code == GJ_OK)
		code = gj_output_finish(changes->json, err);
	gj_arena_release(&arena);
	return code;
}

static gj_code close_file(gj_output **output, gj_code code, gj_err *err)
{
	if (code == GJ_OK)
		code = gj_output_commit(*output, err);
	else
		gj_output_abandon(*output);
	*output = NULL;
	return code;
}

gj_code gj_changes_close(gj_changes *changes, gj_code code, gj_err *err)
{
	code = close_file(&changes->csv, code, err);
	return close_file(&changes->json, code, err);
}
