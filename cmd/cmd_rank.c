#include "message.h"
#include "ranking.h"
#include "run/records.h"

typedef struct ranker {
	gj_sheet *sheet;
	gj_arena arena;
	bool chinese;
} ranker;

enum { ROW_ARENA_MAX = 16 << 20 };

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

static gj_code write_place(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	(void)err;
	ranker *r = context;
	gj_sheet_cell cells[GJ_RANKING_COLUMNS];
	gj_ranking_row(&r->arena, place, r->chinese, cells);
	gj_sheet_row(r->sheet, cells);
	gj_arena_reset(&r->arena);
	return GJ_OK;
}

static gj_code write_ranking(const settings *s, const gj_frame *frame, gj_output *output,
                             gj_err *err)
{
	bool metrics[GJ_METRIC_COUNT];
	gj_rank_options options = rank_options(s, metrics);
	ranker r = { .chinese = options.chinese };
	gj_sheet_options sheet = { .chinese_headers = options.chinese, .bom = s->excel };
	gj_code code = gj_sheet_open(&r.sheet, gj_sheet_format_by_name(gj_str_of(s->rank_format)),
	                             output, gj_ranking_columns, GJ_RANKING_COLUMNS, &sheet, err);
	if (code)
		return code;
	gj_arena_init(&r.arena, ROW_ARENA_MAX);
	code = gj_rank(frame, &options, write_place, &r, err);
	gj_sheet_close(r.sheet);
	gj_arena_release(&r.arena);
	return code;
}

int cmd_rank(const settings *s, char **operands, size_t count)
{
	(void)count;
	gj_err err = { 0 };
	gj_frame frame;
	gj_frame_init(&frame);
	gj_output *output = NULL;
	gj_code code = gj_records_read(&frame, operands[0], &err);
	if (code == GJ_OK)
		code = gj_output_open(&output, "-", &err);
	if (code == GJ_OK)
		code = write_ranking(s, &frame, output, &err);
	if (code == GJ_OK)
		code = gj_output_commit(output, &err);
	else
		gj_output_abandon(output);
	gj_frame_release(&frame);
	return code ? say_error(s, &err) : EXIT_NOTHING;
}
