#include "reader.h"

#include "base/file.h"
#include "message.h"
#include "run/inputs.h"

#include <string.h>
#include <unistd.h>

typedef struct operands {
	reader *reader;
	char **names;
	size_t count;
	reader_add *add;
} operands;

gj_code reader_add_path(reader *r, gj_batch *batch, const char *path, gj_err *err)
{
	return gj_inputs_add(batch, path, r->s->fetch.size_max, err);
}

static gj_code add_operands(void *context, gj_batch *batch, gj_err *err)
{
	const operands *all = context;
	reader *r = all->reader;
	for (size_t i = 0; i < all->count; i++) {
		gj_code code = all->add(r, batch, all->names[i], err);
		/* One that cannot be opened does not keep the others from being read. */
		if (code == GJ_E_READ || code == GJ_E_INPUT)
			r->status = highest(r->status, say_error(r->s, err));
		else if (code)
			return code;
	}
	return GJ_OK;
}

gj_code reader_run(reader *r, char **names, size_t count, reader_add *add,
                   const gj_batch_options *options, gj_err *err)
{
	operands all = { r, names, count, add };
	return gj_batch_run(options, add_operands, &all, err);
}

bool reader_accepts(reader *r, const gj_reading *reading)
{
	if (reading->code)
		r->status = highest(r->status, say_error(r->s, &reading->err));
	return !reading->code;
}

int reader_finish(reader *r, gj_code code, gj_err *err)
{
	if (code)
		r->status = highest(r->status, say_error(r->s, err));
	if (gj_output_commit(r->output, err))
		r->status = highest(r->status, say_error(r->s, err));
	return r->status;
}

gj_code reader_add_source(gj_batch *batch, const settings *s, gj_str source, gj_err *err)
{
	gj_source as_source = { .url = source };
	if (!gj_source_is_remote(&as_source))
		return gj_inputs_add(batch, source.ptr, s->fetch.size_max, err);
	gj_input input = { .kind = GJ_INPUT_CAPTURE, .name = source };
	return gj_batch_add(batch, &input, err);
}

gj_code reader_open_archive(const settings *s, const char *from, gj_archive **archive,
                            gj_arena *strings, gj_err *err)
{
	if (!from)
		return GJ_OK;
	gj_str beside = gj_str_format(strings, "%s/archive", from);
	const char *directory = s->archive ? s->archive : beside.ptr;
	if (!directory)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	if (access(directory, F_OK) != 0)
		return GJ_OK; /* a sweep of local files keeps none */
	return gj_archive_open(archive, directory, false, err);
}

bool severity_fails(const settings *s, gj_severity severity)
{
	for (int i = GJ_NOTE; i <= (int)severity; i++) {
		if (strcmp(s->fail_on, gj_severity_name((gj_severity)i)) == 0)
			return true;
	}
	return false;
}

/* Whether --rules names a rule of the user's own: then it chooses among those too. */
static bool names_own(const settings *s, const gj_user_rules *user)
{
	const gj_rule *rule;
	for (size_t i = gj_rule_count; s->rules && (rule = gj_rule_at(user, i)); i++)
		if (opt_list_has(s->rules, rule->id))
			return true;
	return false;
}

bool *enabled_rules(const settings *s, const gj_user_rules *user, gj_arena *arena)
{
	bool *enabled = gj_arena_zalloc(arena, gj_rule_slots(), sizeof *enabled);
	bool choosy = names_own(s, user);
	const gj_rule *rule;
	for (size_t i = 0; enabled && (rule = gj_rule_at(user, i)); i++) {
		/* Who names a file of rules wants them, unless some are named. */
		bool wanted = !s->rules || (i >= gj_rule_count && !choosy) ||
		              opt_list_has(s->rules, rule->id);
		enabled[i] = wanted && !(s->skip && opt_list_has(s->skip, rule->id));
	}
	return enabled;
}
