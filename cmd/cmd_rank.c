#include "message.h"
#include "ranking.h"
#include "run/publish.h"
#include "run/records.h"

#include <string.h>

gj_rank_options rank_options(const settings *s, bool metrics[GJ_METRIC_COUNT])
{
	for (int i = 0; i < GJ_METRIC_COUNT; i++)
		metrics[i] = !s->metric || opt_list_has(s->metric, gj_metrics[i].name);
	gj_rank_options options = {
		.min_cases = s->min_cases, .metrics = metrics, .chinese = settings_chinese(s)
	};
	gj_peers_by_name(gj_str_of(s->peers), &options.peers);
	return options;
}

static gj_code write_ranking(const settings *s, const gj_frame *frame,
                             const gj_rank_options *options, gj_output *output, gj_err *err)
{
	gj_sheet_options look = { .chinese_headers = options->chinese, .bom = s->excel };
	gj_ranking_sheets sheets = { 0 };
	gj_sheet **sheet = s->groups ? &sheets.groups[0] : &sheets.places[0];
	gj_code code = gj_sheet_open(sheet, gj_sheet_format_by_name(gj_str_of(s->rank_format)), output,
	                             s->groups ? gj_group_columns : gj_ranking_columns,
	                             s->groups ? GJ_GROUP_COLUMNS : GJ_RANKING_COLUMNS, &look, err);
	if (code == GJ_OK)
		code = gj_publish_ranking(frame, options, &sheets, err);
	return gj_results_close_sheet(sheet, code, err);
}

enum { ROW_ARENA_MAX = 1 << 20 };

/* Where rows of a roll-up go. */
typedef struct roll_up_writer {
	gj_sheet *sheet;
	gj_arena arena;
	bool chinese;
} roll_up_writer;

static gj_code write_roll_up(void *context, const gj_roll_up *roll_up, gj_err *err)
{
	roll_up_writer *w = context;
	gj_sheet_cell cells[GJ_ROLL_UP_COLUMNS];
	if (!gj_roll_up_row(&w->arena, roll_up, w->chinese, cells))
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	gj_sheet_row(w->sheet, cells);
	gj_arena_reset(&w->arena);
	return GJ_OK;
}

static gj_code roll_up(const settings *s, gj_frame *frame, const char *path,
                       const gj_rank_options *options, gj_output *output, gj_err *err)
{
	gj_sheet_options look = { .chinese_headers = options->chinese, .bom = s->excel };
	roll_up_writer w = { .chinese = options->chinese };
	gj_arena_init(&w.arena, ROW_ARENA_MAX);
	gj_code code = gj_records_add_absentees(frame, path, err);
	if (code == GJ_OK)
		code = gj_sheet_open(&w.sheet, gj_sheet_format_by_name(gj_str_of(s->rank_format)),
		                     output, gj_roll_up_columns, GJ_ROLL_UP_COLUMNS, &look, err);
	if (code == GJ_OK)
		code = gj_roll_up_frame(frame, options->metrics, write_roll_up, &w, err);
	gj_arena_release(&w.arena);
	return gj_results_close_sheet(&w.sheet, code, err);
}

static int rank_frame(const settings *s, gj_frame *frame, const char *path,
                      gj_output *output, gj_err *err)
{
	bool metrics[GJ_METRIC_COUNT];
	gj_rank_options options = rank_options(s, metrics);
	if (s->explain)
		return rank_explain(s, frame, path, &options, output, err);
	gj_code code = s->roll_up ? roll_up(s, frame, path, &options, output, err)
	                          : write_ranking(s, frame, &options, output, err);
	return code ? say_error(s, err) : EXIT_NOTHING;
}

int cmd_rank(const settings *s, char **operands, size_t count)
{
	(void)count;
	gj_err err = { 0 };
	gj_frame frame;
	gj_output *output = NULL;
	if (s->explain && strcmp(operands[0], "-") == 0) {
		say("rank: %s", settings_chinese(s) ? "--explain 需要读两遍，不能用标准输入"
		                                    : "--explain reads twice: not from standard input");
		return EXIT_USAGE;
	}
	gj_frame_init(&frame);
	gj_code code = gj_records_read(&frame, operands[0], &err);
	if (code == GJ_OK)
		code = gj_output_open(&output, "-", &err);
	int status = code ? say_error(s, &err) : rank_frame(s, &frame, operands[0], output, &err);
	if (status == EXIT_NOTHING && gj_output_commit(output, &err))
		status = say_error(s, &err);
	else if (status != EXIT_NOTHING)
		gj_output_abandon(output);
	gj_frame_release(&frame);
	return status;
}
