#include "shape.h"

#include "ranking.h"
#include "reader.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

static const opt_groups groups = { &opts_common, &opts_tables, &opts_ranking, &opts_rank,
                                    &opts_judging, NULL };

static const char *const names[] = { "lang", "excel", "peers", "min-cases", "metric",
                                     "rules", "skip" };

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

gj_code shape_open(gj_store **store, const char *operand, gj_err *err)
{
	struct stat info;
	char path[PATH_MAX];
	bool directory = stat(operand, &info) == 0 && S_ISDIR(info.st_mode);
	int length = snprintf(path, sizeof path, directory ? "%s/" GJ_STORE_NAME : "%s", operand);
	if (length < 0 || length >= PATH_MAX)
		return gj_err_set(err, GJ_E_USAGE, 0, "%s: the path is too long", operand);
	return gj_store_open(store, path, GJ_STORE_READ, err);
}

gj_publish_options shape_publish(const settings *s, bool metrics[GJ_METRIC_COUNT],
                                 gj_arena *arena)
{
	return (gj_publish_options){ .chinese = settings_chinese(s), .excel = s->excel,
		                     .rank = rank_options(s, metrics),
		                     .enabled = enabled_rules(s, NULL, arena) };
}
