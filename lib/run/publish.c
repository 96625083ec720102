#include "run/publish.h"

#include "form/record.h"
#include "rule/finding.h"

#include <string.h>

enum {
	ROW_ARENA_MAX = 16 << 20,    /* one row of a ranking */
	COLUMNS_ARENA_MAX = 1 << 20, /* the heads of reports.csv */
	FINDING_MAX = 1 << 20,       /* one finding as JSON */
};

/* What one reading adds to the files, made on a worker. */
typedef struct rendered {
	gj_sheet_cell record[GJ_RECORD_COLUMNS];
	gj_kept kept;
	gj_cross_part part;
} rendered;

gj_code gj_publisher_open(gj_publisher *publisher, const char *directory,
                          gj_store *store, const gj_sheet_options *sheet,
                          const gj_check_options *check, gj_policy *policy, gj_totals *totals, gj_err *err)
{
	*publisher = (gj_publisher){ .store = store, .sheet = *sheet, .check = *check, .policy = policy,
		                       .totals = totals };
	gj_spool_init(&publisher->spool, directory);
	gj_waiting_init(&publisher->waiting, directory);
	gj_frame_init(&publisher->frame);
	gj_buffer_init(&publisher->scratch, FINDING_MAX);
	gj_code code = gj_results_open(&publisher->results, directory, err);
	if (code)
		return code;
	gj_output **outputs = publisher->results.outputs;
	code = gj_cross_new(&publisher->cross, directory, policy->aliases, err);
	gj_arena_init(&publisher->columns, COLUMNS_ARENA_MAX);
	const gj_column *columns = gj_record_columns(&publisher->columns);
	if (code == GJ_OK && !columns)
		code = gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	if (code == GJ_OK)
		code = gj_sheet_open(&publisher->reports, &gj_sheet_csv,
		                     outputs[GJ_RESULT_REPORTS_CSV], columns, GJ_RECORD_COLUMNS,
		                     sheet, err);
	if (code == GJ_OK)
		code = gj_sheet_open(&publisher->coverage, &gj_sheet_csv,
		                     outputs[GJ_RESULT_COVERAGE_CSV], gj_coverage_columns,
		                     GJ_COVERAGE_COLUMNS, sheet, err);
	if (code == GJ_OK)
		code = gj_sheet_open(&publisher->coverage_json, &gj_sheet_json,
		                     outputs[GJ_RESULT_COVERAGE_JSON], gj_coverage_columns,
		                     GJ_COVERAGE_COLUMNS, sheet, err);
	return code;
}

static gj_code no_memory(const gj_reading *reading, gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "%.*s: out of memory",
	                  GJ_STR_ARG(reading->input.name));
}

static gj_code spool_finding(gj_publisher *publisher, const gj_store_finding *told, gj_err *err)
{
	gj_spooled spooled = { .severity = told->severity, .rule = told->rule_index };
	memcpy(spooled.cells, told->text.cells, sizeof spooled.cells);
	gj_buffer_clear(&publisher->scratch);
	gj_finding_text_json(&publisher->scratch, &told->text);
	if (publisher->scratch.failed)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for findings");
	spooled.json = gj_buffer_str(&publisher->scratch);
	return gj_spool_add(&publisher->spool, &spooled, err);
}

gj_code gj_publish_render(const void *context, gj_reading *reading, gj_err *err)
{
	const gj_publisher *publisher = context;
	rendered *made = gj_arena_zalloc(&reading->arena, 1, sizeof *made);
	if (!made)
		return no_memory(reading, err);
	gj_policy_apply(publisher->policy, &reading->arena, &reading->report, &reading->verdict);
	gj_code code = gj_keep_prepare(reading, publisher->check.chinese, &made->kept, err);
	if (code)
		return code;
	if (gj_coverage_of(reading) == GJ_COVERED_READ) {
		if (!gj_record_row(&reading->arena, &reading->report, made->record))
			return no_memory(reading, err);
		gj_record_json(&reading->text, &reading->report);
	}
	reading->rendered = made;
	if (reading->text.failed)
		return no_memory(reading, err);
	return gj_cross_prepare(&reading->arena, &reading->scratch, &reading->report, &made->part,
	                        err);
}

static gj_code add_sample(gj_publisher *publisher, const gj_reading *reading, gj_err *err)
{
	const gj_source *source = reading->input.source;
	gj_sample_facts facts = {
		.region = source->region,
		.level = source->level,
		.kind = source->kind,
		.parent = source->parent,
		.tainted = &reading->verdict.tainted,
		.year_disputed = gj_coverage_year_disputed(&reading->verdict),
		.errors = gj_verdict_severity_count(&reading->verdict, GJ_ERROR),
		.warnings = gj_verdict_severity_count(&reading->verdict, GJ_WARNING),
		.checked = true,
		.due = ((const rendered *)reading->rendered)->kept.coverage[GJ_COVERAGE_DUE],
	};
	return gj_frame_add(&publisher->frame, &reading->report, &facts, err);
}

static gj_code add_to_compare(gj_publisher *publisher, const gj_reading *reading, gj_err *err)
{
	const rendered *made = reading->rendered;
	const gj_source *source = reading->input.source;
	gj_cross_facts facts = { source->region_code, source->level, source->kind, source->parent };
	gj_coverage coverage = gj_coverage_of(reading);
	bool given = coverage == GJ_COVERED_READ || coverage == GJ_COVERED_REFUSED;
	return gj_cross_add(publisher->cross, &reading->report, &reading->verdict, &facts,
	                    given ? &made->part : NULL, err);
}

gj_code gj_publish_take(gj_publisher *publisher, gj_reading *reading, gj_err *err)
{
	const rendered *made = reading->rendered;
	bool read = gj_coverage_of(reading) == GJ_COVERED_READ;
	gj_totals_count(publisher->totals, reading);
	gj_policy_see(publisher->policy, &reading->verdict);
	gj_code code = gj_waiting_add(&publisher->waiting, made->kept.coverage, &reading->verdict,
	                              read ? publisher->frame.count : SIZE_MAX, err);
	if (code == GJ_OK)
		code = add_to_compare(publisher, reading, err);
	if (code == GJ_OK)
		code = gj_keep_reading(publisher->store, publisher->waiting.count - 1, reading,
		                       &made->kept, err);
	for (size_t i = 0; i < reading->verdict.count && code == GJ_OK; i++)
		code = spool_finding(publisher, &made->kept.findings[i], err);
	if (code || !read)
		return code;
	gj_sheet_row(publisher->reports, made->record);
	gj_output_write_str(publisher->results.outputs[GJ_RESULT_REPORTS_NDJSON],
	                    gj_buffer_str(&reading->text));
	return add_sample(publisher, reading, err);
}

/* ---- when all are read ---- */

static gj_code take_comparison(void *context, size_t index, const gj_report *report,
                               gj_verdict *verdict, gj_arena *arena, gj_err *err)
{
	gj_publisher *publisher = context;
	gj_code code = gj_policy_close(publisher->policy, arena, report, verdict, err);
	gj_totals_count_verdict(publisher->totals, verdict);
	size_t sample = gj_waiting_count(&publisher->waiting, index, verdict);
	if (sample != SIZE_MAX)
		gj_frame_add_faults(&publisher->frame, sample,
		                    gj_verdict_severity_count(verdict, GJ_ERROR) +
		                    gj_verdict_severity_count(verdict, GJ_WARNING));
	gj_code code_kept = gj_store_add_faults(publisher->store, index,
	                                        gj_verdict_severity_count(verdict, GJ_ERROR),
	                                        gj_verdict_severity_count(verdict, GJ_WARNING),
	                                        err);
	if (code == GJ_OK)
		code = code_kept;
	for (size_t i = 0; i < verdict->count && code == GJ_OK; i++) {
		gj_store_finding told;
		code = gj_keep_tell(arena, &publisher->scratch, report, &verdict->findings[i],
		                    &told, err);
		if (code == GJ_OK)
			code = spool_finding(publisher, &told, err);
		if (code == GJ_OK)
			code = gj_store_add_finding(publisher->store, index, &told, err);
	}
	return code;
}

static void write_coverage(void *context, const gj_sheet_cell *cells)
{
	gj_publisher *publisher = context;
	gj_sheet_row(publisher->coverage, cells);
	gj_sheet_row(publisher->coverage_json, cells);
}

typedef struct anomalies {
	gj_sheet *csv;
	gj_json_list json;
} anomalies;

static gj_code write_anomaly(void *context, const gj_spooled *finding, gj_err *err)
{
	(void)err;
	anomalies *a = context;
	gj_sheet_row(a->csv, finding->cells);
	gj_json_list_add(&a->json, finding->json);
	return GJ_OK;
}

static gj_code write_anomalies(gj_publisher *publisher, gj_err *err)
{
	gj_output **outputs = publisher->results.outputs;
	anomalies a = { .json.output = outputs[GJ_RESULT_ANOMALIES_JSON] };
	gj_code code = gj_sheet_open(&a.csv, &gj_sheet_csv, outputs[GJ_RESULT_ANOMALIES_CSV],
	                             gj_finding_columns, GJ_FINDING_COLUMNS, &publisher->sheet, err);
	if (code)
		return code;
	code = gj_spool_each(&publisher->spool, write_anomaly, &a, err);
	gj_json_list_end(&a.json);
	return gj_results_close_sheet(&a.csv, code, err);
}

typedef struct ranking_writer {
	const gj_ranking_sheets *sheets;
	size_t left; /* places still to come of the group that was written last */
	gj_arena arena;
	bool chinese;
} ranking_writer;

static void write_row(gj_sheet *const sheets[2], const gj_sheet_cell *cells)
{
	for (int i = 0; i < 2; i++)
		if (sheets[i])
			gj_sheet_row(sheets[i], cells);
}

static gj_code write_place(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	ranking_writer *w = context;
	gj_sheet_cell cells[GJ_RANKING_COLUMNS], group[GJ_GROUP_COLUMNS];
	bool first = w->left == 0;
	if (!gj_ranking_row(&w->arena, place, w->chinese, cells) ||
	    (first && !gj_group_row(&w->arena, place->group, group)))
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the rankings");
	if (first) {
		write_row(w->sheets->groups, group);
		w->left = place->group->listed;
	}
	w->left--;
	write_row(w->sheets->places, cells);
	gj_arena_reset(&w->arena);
	return GJ_OK;
}

gj_code gj_publish_ranking(const gj_frame *frame, const gj_rank_options *rank,
                           const gj_ranking_sheets *sheets, gj_err *err)
{
	ranking_writer w = { .sheets = sheets, .chinese = rank->chinese };
	gj_arena_init(&w.arena, ROW_ARENA_MAX);
	gj_code code = gj_rank(frame, rank, write_place, &w, err);
	gj_arena_release(&w.arena);
	return code;
}

static gj_code write_rankings(gj_publisher *publisher, const gj_rank_options *rank, gj_err *err)
{
	gj_ranking_sheets sheets = { 0 };
	const struct {
		gj_sheet **sheet;
		const gj_sheet_format *format;
		gj_result_file file;
		const gj_column *columns;
		size_t count;
	} files[] = {
		{ &sheets.places[0], &gj_sheet_csv, GJ_RESULT_RANKINGS_CSV, gj_ranking_columns,
		  GJ_RANKING_COLUMNS },
		{ &sheets.places[1], &gj_sheet_json, GJ_RESULT_RANKINGS_JSON, gj_ranking_columns,
		  GJ_RANKING_COLUMNS },
		{ &sheets.groups[0], &gj_sheet_csv, GJ_RESULT_GROUPS_CSV, gj_group_columns,
		  GJ_GROUP_COLUMNS },
		{ &sheets.groups[1], &gj_sheet_json, GJ_RESULT_GROUPS_JSON, gj_group_columns,
		  GJ_GROUP_COLUMNS },
	};
	enum { FILES = sizeof files / sizeof *files };
	gj_code code = GJ_OK;
	for (size_t i = 0; i < FILES && code == GJ_OK; i++)
		code = gj_sheet_open(files[i].sheet, files[i].format,
		                     publisher->results.outputs[files[i].file], files[i].columns,
		                     files[i].count, &publisher->sheet, err);
	if (code == GJ_OK)
		code = gj_publish_ranking(&publisher->frame, rank, &sheets, err);
	for (size_t i = 0; i < FILES; i++)
		code = gj_results_close_sheet(files[i].sheet, code, err);
	return code;
}

static gj_code close_sheets(gj_publisher *publisher, gj_code code, gj_err *err)
{
	code = gj_results_close_sheet(&publisher->reports, code, err);
	code = gj_results_close_sheet(&publisher->coverage, code, err);
	return gj_results_close_sheet(&publisher->coverage_json, code, err);
}

gj_code gj_publisher_commit(gj_publisher *publisher, const gj_rank_options *rank, gj_err *err)
{
	gj_code code = gj_cross_run(publisher->cross, &publisher->check, take_comparison, publisher,
	                            err);
	if (code == GJ_OK)
		code = gj_waiting_each(&publisher->waiting, write_coverage, publisher, err);
	code = close_sheets(publisher, code, err);
	if (code == GJ_OK)
		code = write_anomalies(publisher, err);
	if (code == GJ_OK)
		code = write_rankings(publisher, rank, err);
	if (code == GJ_OK)
		code = gj_summary_write(publisher->totals, publisher->check.user, publisher->cross,
		                        publisher->results.outputs[GJ_RESULT_SUMMARY_JSON], err);
	if (code == GJ_OK)
		code = gj_keep_rules(publisher->store, publisher->totals, publisher->check.user,
		                     publisher->cross, err);
	if (code == GJ_OK)
		code = gj_store_end(publisher->store, time(NULL), (gj_str){ 0 }, err);
	if (code == GJ_OK)
		code = gj_results_commit(&publisher->results, err);
	return code ? code
	            : gj_store_shown(publisher->store, gj_store_sweep_id(publisher->store), err);
}

void gj_publisher_abandon(gj_publisher *publisher)
{
	close_sheets(publisher, GJ_OK, NULL);
	gj_results_abandon(&publisher->results);
	gj_spool_release(&publisher->spool);
	gj_waiting_release(&publisher->waiting);
	gj_cross_free(publisher->cross);
	publisher->cross = NULL;
	gj_frame_release(&publisher->frame);
	gj_arena_release(&publisher->columns);
	gj_buffer_release(&publisher->scratch);
}
