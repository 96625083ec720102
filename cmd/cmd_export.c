#include "message.h"
#include "run/replica.h"
#include "shape.h"

enum { ENABLED_ARENA = 1 << 16 };

gj_code recall_export(settings *s, const char *operand, gj_err *err)
{
	gj_store *store;
	gj_code code = shape_open(&store, operand, err);
	if (code == GJ_OK)
		code = shape_recall(s, store, s->sweep, err);
	gj_store_close(store);
	return code;
}

static gj_code publish(const settings *s, gj_store *store, gj_arena *arena, gj_results *results,
                       gj_err *err)
{
	bool metrics[GJ_METRIC_COUNT], found;
	gj_replica before;
	gj_publish_options options = shape_publish(s, metrics, arena);
	gj_code code = gj_replica_before(&before, store, s->sweep, s->out, false, &options, &found,
	                                 err);
	options.before = found ? &before.side : NULL;
	if (code == GJ_OK)
		code = gj_publish(store, s->sweep, s->out, &options, results, err);
	gj_replica_remove(&before);
	return code;
}

static gj_code write_files(const settings *s, gj_store *store, gj_err *err)
{
	gj_arena arena;
	gj_results results;
	gj_arena_init(&arena, ENABLED_ARENA);
	gj_code code = gj_results_check(s->out, s->force, err);
	if (code == GJ_OK)
		code = gj_directory_make(s->out, err);
	if (code == GJ_OK)
		code = publish(s, store, &arena, &results, err);
	gj_arena_release(&arena);
	return code ? code : gj_results_commit(&results, err);
}

int cmd_export(const settings *s, char **operands, size_t count)
{
	(void)count;
	gj_err err = { 0 };
	gj_store *store = NULL;
	gj_code code = s->out ? shape_open(&store, operands[0], &err)
	                      : gj_err_set(&err, GJ_E_USAGE, 0, "export: needs --out DIR");
	if (code == GJ_OK)
		code = write_files(s, store, &err);
	gj_store_close(store);
	return code ? say_error(s, &err) : EXIT_NOTHING;
}
