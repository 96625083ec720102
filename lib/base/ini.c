#include "base/ini.h"

#include <errno.h>
#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

typedef struct reading {
	FILE *file;
	gj_ini_visit *visit;
	void *context;
	gj_err *err;
	gj_code code;
	int line;      /* being read, from 1 */
	int code_line; /* where `code` was returned */
	bool too_long;
} reading;

static int handle(void *context, const char *section, const char *key, const char *value)
{
	reading *r = context;
	if (r->code)
		return 1; /* the first complaint stands */
	r->code = r->visit(r->context, section, key, value, r->line, r->err);
	r->code_line = r->line;
	return r->code == GJ_OK;
}

/* inih would take the rest of a long line for another one. */
static char *next_line(char *to, int size, void *context)
{
	reading *r = context;
	if (r->too_long || r->code)
		return NULL;
	char *got = fgets(to, size, r->file);
	if (!got)
		return NULL;
	r->line++;
	r->too_long = !strchr(got, '\n') && !feof(r->file);
	return r->too_long ? NULL : got;
}

gj_code gj_ini_read(const char *path, gj_ini_visit *visit, void *context, gj_err *err)
{
	FILE *file = fopen(path, "re");
	if (!file)
		return gj_err_set(err, GJ_E_USAGE, errno, "%s: cannot open", path);
	reading r = { .file = file, .visit = visit, .context = context, .err = err };
	int wrong = ini_parse_stream(next_line, &r, handle, &r);
	fclose(file);
	if (r.code) {
		gj_err_context(err, "%s: line %d", path, r.code_line);
		return r.code;
	}
	if (r.too_long)
		return gj_err_set(err, GJ_E_USAGE, 0, "%s: line %d: is too long; go on in the next "
		                  "line, indented", path, r.line);
	if (wrong)
		return gj_err_set(err, GJ_E_USAGE, 0, "%s: line %d: is neither [section] nor key = value",
		                  path, wrong);
	return GJ_OK;
}
