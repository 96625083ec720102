#include "message.h"
#include "shape.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

/* The store itself, or the one in a directory of sweeps. */
static gj_code open_store(gj_store **store, const char *operand, gj_err *err)
{
	struct stat info;
	char path[PATH_MAX];
	bool directory = stat(operand, &info) == 0 && S_ISDIR(info.st_mode);
	int length = snprintf(path, sizeof path, directory ? "%s/" GJ_STORE_NAME : "%s", operand);
	if (length < 0 || length >= PATH_MAX)
		return gj_err_set(err, GJ_E_USAGE, 0, "%s: the path is too long", operand);
	return gj_store_open(store, path, GJ_STORE_READ, err);
}

gj_code recall_export(settings *s, const char *operand, gj_err *err)
{
	gj_store *store;
	gj_code code = open_store(&store, operand, err);
	if (code == GJ_OK)
		code = shape_recall(s, store, s->sweep, err);
	gj_store_close(store);
	return code;
}

static gj_code write_files(const settings *s, gj_store *store, gj_err *err)
{
	bool metrics[GJ_METRIC_COUNT];
	gj_publish_options options = shape_publish(s, metrics);
	gj_results results;
	gj_code code = gj_results_check(s->out, s->force, err);
	if (code == GJ_OK)
		code = gj_directory_make(s->out, err);
	if (code == GJ_OK)
		code = gj_publish(store, s->sweep, s->out, &options, &results, err);
	return code ? code : gj_results_commit(&results, err);
}

int cmd_export(const settings *s, char **operands, size_t count)
{
	(void)count;
	gj_err err = { 0 };
	gj_store *store = NULL;
	gj_code code = s->out ? open_store(&store, operands[0], &err)
	                      : gj_err_set(&err, GJ_E_USAGE, 0, "export: needs --out DIR");
	if (code == GJ_OK)
		code = write_files(s, store, &err);
	gj_store_close(store);
	return code ? say_error(s, &err) : EXIT_NOTHING;
}
