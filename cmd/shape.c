#include "shape.h"

#include "ranking.h"

static const opt_groups groups = { &opts_common, &opts_tables, &opts_ranking, &opts_rank, NULL };

static const char *const names[] = { "lang", "excel", "peers", "min-cases", "metric" };

static const char *value_of(const settings *s, const opt *option, gj_arena *arena)
{
	if (option->kind == OPT_FLAG)
		return *(const bool *)((const char *)s + option->offset) ? "yes" : "no";
	return opt_show(option, s, arena);
}

size_t shape_record(const settings *s, gj_arena *arena,
                    gj_store_option options[SHAPE_OPTIONS_MAX])
{
	size_t count = 0;
	for (size_t i = 0; i < sizeof names / sizeof *names && count < SHAPE_OPTIONS_MAX; i++) {
		const opt *option = opt_find(groups, names[i]);
		const char *value = option ? value_of(s, option, arena) : NULL;
		if (value)
			options[count++] = (gj_store_option){ names[i], value };
	}
	return count;
}

static gj_code recall(void *context, const gj_store_option *recorded, gj_err *err)
{
	settings *s = context;
	const opt *option = opt_find(groups, recorded->name);
	return option ? opt_set(s, &s->strings, option, recorded->value, err) : GJ_OK;
}

gj_code shape_recall(settings *s, gj_store *store, int64_t sweep, gj_err *err)
{
	gj_arena arena;
	gj_stored_sweep found_sweep;
	bool found;
	gj_arena_init(&arena, 1 << 20);
	gj_code code = gj_store_find_sweep(store, sweep, &arena, &found_sweep, &found, err);
	if (code == GJ_OK && found)
		code = gj_store_each_option(store, found_sweep.id, recall, s, err);
	gj_arena_release(&arena);
	return code;
}

gj_publish_options shape_publish(const settings *s, bool metrics[GJ_METRIC_COUNT])
{
	return (gj_publish_options){ .chinese = settings_chinese(s), .excel = s->excel,
		                     .rank = rank_options(s, metrics) };
}
