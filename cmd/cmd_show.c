#include "form/record.h"
#include "message.h"
#include "reader.h"
#include "run/results.h"
#include "show_tables.h"

#include <string.h>
#include <unistd.h>

enum {
	RECORDS_MAX = 1 << 30, /* reports.ndjson of a province is about 200 MB */
	RECORD_ARENA_MAX = 64 << 20,
	SOURCES_MAX = 64 /* reports of one agency: a few years */
};

static gj_code render(const void *context, gj_reading *reading, gj_err *err)
{
	const settings *s = context;
	if (s->cells)
		show_cells(&reading->text, reading);
	else
		show_report(&reading->text, reading, settings_chinese(s), wants_colour());
	if (reading->text.failed)
		return gj_err_set(err, reading->text.failed, 0, "%.*s: too much to show",
		                  GJ_STR_ARG(reading->input.name));
	return GJ_OK;
}

static gj_code take(void *context, gj_reading *reading, gj_err *err)
{
	(void)err;
	reader *r = context;
	if (!reader_accepts(r, reading))
		return GJ_OK;
	if (reading->report.refusal)
		r->status = highest(r->status, EXIT_USAGE);
	for (size_t i = 0; i < reading->verdict.count; i++)
		if (severity_fails(r->s, reading->verdict.findings[i].severity))
			r->status = highest(r->status, EXIT_FINDINGS);
	gj_output_write_str(r->output, gj_buffer_str(&reading->text));
	return GJ_OK;
}

/* --- an agency of a sweep ------------------------------------------------- */

/* The sources whose records name an agency, in the order of the sweep. */
typedef struct lookup {
	gj_str agency;
	gj_arena *strings;
	gj_str sources[SOURCES_MAX];
	size_t count;
} lookup;

static gj_code take_record(gj_arena *arena, gj_str line, lookup *l, gj_err *err)
{
	gj_report *report = gj_arena_alloc(arena, sizeof *report);
	if (!report)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	gj_code code = gj_record_parse(arena, line, report, err);
	if (code || !gj_str_equal(report->agency, l->agency) || l->count == SOURCES_MAX)
		return code;
	l->sources[l->count++] = gj_str_copy(l->strings, report->source);
	return GJ_OK;
}

/* Lines that do not even hold the name are passed over unread. */
static gj_code search(gj_str records, lookup *l, gj_err *err)
{
	gj_arena arena;
	gj_code code = GJ_OK;
	gj_arena_init(&arena, RECORD_ARENA_MAX);
	while (records.len && code == GJ_OK) {
		size_t end = gj_str_find(records, GJ_STR("\n"));
		gj_str line = gj_str_upto(records, end);
		if (gj_str_has(line, l->agency))
			code = take_record(&arena, line, l, err);
		gj_arena_reset(&arena);
		records = gj_str_from(records, end == SIZE_MAX ? records.len : end + 1);
	}
	gj_arena_release(&arena);
	return code;
}

static gj_code find_agency(const char *directory, lookup *l, gj_err *err)
{
	gj_buffer records;
	gj_str path = gj_str_format(l->strings, "%s/%s", directory,
	                            gj_result_name(GJ_RESULT_REPORTS_NDJSON));
	gj_buffer_init(&records, RECORDS_MAX);
	gj_code code = path.len ? gj_file_read(path.ptr, &records, err)
	                        : gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	if (code == GJ_OK)
		code = search(gj_buffer_str(&records), l, err);
	gj_buffer_release(&records);
	if (code == GJ_OK && !l->count)
		code = gj_err_set(err, GJ_E_INPUT, 0, "%s: no report of %.*s; names are matched whole",
		                  directory, GJ_STR_ARG(l->agency));
	return code;
}

static gj_code add_agency(gj_batch *batch, const settings *s, const char *name, gj_err *err)
{
	gj_arena strings;
	gj_arena_init(&strings, RECORD_ARENA_MAX);
	lookup l = { .agency = gj_str_of(name), .strings = &strings };
	gj_code code = find_agency(s->from, &l, err);
	for (size_t i = 0; i < l.count && code == GJ_OK; i++)
		code = reader_add_source(batch, s, l.sources[i], err);
	gj_arena_release(&strings);
	return code;
}

/* --- the command ---------------------------------------------------------- */

static gj_code add_operand(reader *r, gj_batch *batch, const char *operand, gj_err *err)
{
	bool is_path = strcmp(operand, "-") == 0 || access(operand, F_OK) == 0;
	return r->s->from && !is_path ? add_agency(batch, r->s, operand, err)
	                              : reader_add_path(r, batch, operand, err);
}

static gj_code run(reader *r, char **operands, size_t count, gj_arena *strings, gj_err *err)
{
	const settings *s = r->s;
	gj_archive *archive = NULL;
	gj_code code = reader_open_archive(s, s->from, &archive, strings, err);
	gj_batch_options options = {
		.jobs = s->jobs,
		.size_max = s->fetch.size_max,
		.check = true,
		.chinese = settings_chinese(s),
		.archive = archive,
		.render = render,
		.render_context = s,
		.take = take,
		.take_context = r,
	};
	if (code == GJ_OK)
		code = reader_run(r, operands, count, add_operand, &options, err);
	gj_err ignored;
	gj_archive_close(archive, &ignored); /* opened for reading: nothing to lose */
	return code;
}

int cmd_show(const settings *s, char **operands, size_t count)
{
	reader r = { .s = s };
	gj_err err = { 0 };
	gj_arena strings;
	if (gj_output_open(&r.output, "-", &err))
		return say_error(s, &err);
	gj_arena_init(&strings, RECORD_ARENA_MAX);
	gj_code code = run(&r, operands, count, &strings, &err);
	gj_arena_release(&strings);
	return reader_finish(&r, code, &err);
}
