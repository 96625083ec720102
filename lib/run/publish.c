#include "run/publish.h"

#include "base/clock.h"
#include "form/record.h"
#include "run/changes.h"
#include "run/summary.h"

#include <stdio.h>
#include <string.h>

enum {
	ROW_ARENA_MAX = 16 << 20,    /* one row of any file */
	COLUMNS_ARENA_MAX = 1 << 20, /* the heads of reports.csv; words of the sweep */
	TEXT_MAX = 256 << 20         /* one record or finding as JSON */
};

/* The files of one sweep on their way. */
typedef struct publication {
	gj_store *store;
	const gj_publish_options *options;
	gj_results *results;
	gj_sheet_options look;
	gj_sheet *reports, *coverage, *coverage_json, *anomalies;
	gj_json_list anomalies_json;
	gj_arena columns, row;
	gj_buffer text;
	gj_frame frame;
	gj_summary summary;
	gj_stored_sweep sweep;
	char as_of[GJ_DAY_SIZE]; /* the day of judgement, or empty */
} publication;

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the results");
}

/* ---- reports and coverage ---- */

static gj_code open_sheet(publication *p, gj_sheet **sheet, const gj_sheet_format *format,
                          gj_result_file file, const gj_column *columns, size_t count,
                          gj_err *err)
{
	return gj_sheet_open(sheet, format, p->results->outputs[file], columns, count, &p->look,
	                     err);
}

static gj_code open_sheets(publication *p, gj_err *err)
{
	const gj_column *columns = gj_record_columns(&p->columns);
	if (!columns)
		return no_memory(err);
	gj_code code = open_sheet(p, &p->reports, &gj_sheet_csv, GJ_RESULT_REPORTS_CSV, columns,
	                          GJ_RECORD_COLUMNS, err);
	if (code == GJ_OK)
		code = open_sheet(p, &p->coverage, &gj_sheet_csv, GJ_RESULT_COVERAGE_CSV,
		                  gj_coverage_columns, GJ_COVERAGE_COLUMNS, err);
	if (code == GJ_OK)
		code = open_sheet(p, &p->coverage_json, &gj_sheet_json, GJ_RESULT_COVERAGE_JSON,
		                  gj_coverage_columns, GJ_COVERAGE_COLUMNS, err);
	if (code == GJ_OK)
		code = open_sheet(p, &p->anomalies, &gj_sheet_csv, GJ_RESULT_ANOMALIES_CSV,
		                  gj_finding_columns, GJ_FINDING_COLUMNS, err);
	return code;
}

static gj_code close_sheets(publication *p, gj_code code, gj_err *err)
{
	code = gj_results_close_sheet(&p->reports, code, err);
	code = gj_results_close_sheet(&p->coverage, code, err);
	code = gj_results_close_sheet(&p->coverage_json, code, err);
	return gj_results_close_sheet(&p->anomalies, code, err);
}

static gj_code write_report(publication *p, const gj_store_entry *entry, const gj_report *report,
                            gj_err *err)
{
	gj_sheet_cell cells[GJ_RECORD_COLUMNS];
	gj_sample_facts facts = gj_store_facts(entry);
	gj_buffer_clear(&p->text);
	gj_record_json(&p->text, report);
	if (p->text.failed || !gj_record_row(&p->row, report, cells))
		return no_memory(err);
	gj_sheet_row(p->reports, cells);
	gj_output_write_str(p->results->outputs[GJ_RESULT_REPORTS_NDJSON],
	                    gj_buffer_str(&p->text));
	return gj_frame_add(&p->frame, report, &facts, err);
}

static gj_code write_entry(void *context, const gj_store_entry *entry, const gj_report *report,
                           gj_err *err)
{
	publication *p = context;
	gj_sheet_cell cells[GJ_COVERAGE_COLUMNS];
	gj_coverage_row(&p->row, entry, gj_str_of(p->as_of), p->options->chinese, cells);
	gj_sheet_row(p->coverage, cells);
	gj_sheet_row(p->coverage_json, cells);
	gj_summary_count_entry(&p->summary, entry, gj_str_of(p->as_of));
	gj_code code = report ? write_report(p, entry, report, err) : GJ_OK;
	gj_arena_reset(&p->row);
	return code;
}

/* ---- findings ---- */

static gj_code write_finding(void *context, size_t entry, const gj_finding_text *finding,
                             gj_err *err)
{
	(void)entry;
	publication *p = context;
	gj_sheet_row(p->anomalies, finding->cells);
	gj_buffer_clear(&p->text);
	gj_finding_text_json(&p->text, finding);
	gj_json_list_add(&p->anomalies_json, gj_buffer_str(&p->text));
	bool counted = gj_summary_count_finding(&p->summary, finding) == GJ_OK;
	return p->text.failed || !counted ? no_memory(err) : GJ_OK;
}

/* ---- rankings ---- */

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

static gj_code write_rankings(publication *p, gj_err *err)
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
		                     p->results->outputs[files[i].file], files[i].columns,
		                     files[i].count, &p->look, err);
	if (code == GJ_OK)
		code = gj_publish_ranking(&p->frame, &p->options->rank, &sheets, err);
	for (size_t i = 0; i < FILES; i++)
		code = gj_results_close_sheet(files[i].sheet, code, err);
	return code;
}

/* ---- all of it ---- */

static gj_code write_all(publication *p, gj_err *err)
{
	static const gj_load_plan plan = { .sections = true };
	gj_code code = open_sheets(p, err);
	if (code == GJ_OK)
		code = gj_store_each_entry(p->store, p->sweep.id, &plan, write_entry, p, err);
	p->anomalies_json.output = p->results->outputs[GJ_RESULT_ANOMALIES_JSON];
	if (code == GJ_OK)
		code = gj_store_each_finding(p->store, p->sweep.id, write_finding, p, err);
	gj_json_list_end(&p->anomalies_json);
	code = close_sheets(p, code, err);
	if (code == GJ_OK)
		code = write_rankings(p, err);
	if (code == GJ_OK)
		code = gj_changes_write(p->results, p->options, err);
	p->summary.changes = p->results->changes;
	if (code == GJ_OK)
		code = gj_summary_write(&p->summary, p->store, &p->sweep,
		                        p->results->outputs[GJ_RESULT_SUMMARY_JSON], err);
	return code ? code : gj_results_finish(p->results, err);
}

static gj_code take_as_of(void *context, const gj_store_option *option, gj_err *err)
{
	(void)err;
	publication *p = context;
	if (strcmp(option->name, GJ_PUBLISH_AS_OF) == 0)
		snprintf(p->as_of, sizeof p->as_of, "%s", option->value);
	return GJ_OK;
}

static gj_code find_sweep(publication *p, int64_t sweep, gj_err *err)
{
	bool found;
	gj_code code = gj_store_find_sweep(p->store, sweep, &p->columns, &p->sweep, &found, err);
	if (code == GJ_OK && found)
		code = gj_store_each_option(p->store, p->sweep.id, take_as_of, p, err);
	if (code || found)
		return code;
	return sweep ? gj_err_set(err, GJ_E_USAGE, 0, "the store has no complete sweep %lld",
	                          (long long)sweep)
	             : gj_err_set(err, GJ_E_USAGE, 0, "the store has no complete sweep yet");
}

gj_code gj_publish(gj_store *store, int64_t sweep, const char *directory,
                   const gj_publish_options *options, gj_results *results, gj_err *err)
{
	publication p = { .store = store, .options = options, .results = results,
		          .look = { .chinese_headers = options->chinese,
		                    .bom = options->excel } };
	*results = (gj_results){ 0 };
	gj_arena_init(&p.columns, COLUMNS_ARENA_MAX);
	gj_arena_init(&p.row, ROW_ARENA_MAX);
	gj_buffer_init(&p.text, TEXT_MAX);
	gj_frame_init(&p.frame);
	gj_code code = find_sweep(&p, sweep, err);
	if (code == GJ_OK)
		code = gj_results_open(results, directory, err);
	if (code == GJ_OK)
		code = write_all(&p, err);
	if (code)
		gj_results_abandon(results);
	gj_summary_release(&p.summary);
	gj_frame_release(&p.frame);
	gj_buffer_release(&p.text);
	gj_arena_release(&p.row);
	gj_arena_release(&p.columns);
	return code;
}
