#include "form/record.h"
#include "message.h"
#include "reader.h"
#include "run/inputs.h"
#include "run/results.h"

#include <string.h>

enum { COLUMNS_ARENA_MAX = 1 << 20 }; /* the heads of the CSV */

typedef struct parser {
	reader reader;
	gj_arena columns;
	gj_sheet *sheet; /* null for JSON lines */
} parser;

static gj_code render_line(const void *context, gj_reading *reading, gj_err *err)
{
	(void)context;
	if (reading->report.refusal)
		return GJ_OK;
	gj_record_json(&reading->text, &reading->report);
	if (reading->text.failed)
		return gj_err_set(err, reading->text.failed, 0, "%.*s: the record is too large",
		                  GJ_STR_ARG(reading->input.name));
	return GJ_OK;
}

static gj_code render_row(const void *context, gj_reading *reading, gj_err *err)
{
	(void)context;
	if (reading->report.refusal)
		return GJ_OK;
	gj_sheet_cell *cells = gj_arena_zalloc(&reading->arena, GJ_RECORD_COLUMNS, sizeof *cells);
	if (!cells || !gj_record_row(&reading->arena, &reading->report, cells))
		return gj_err_set(err, GJ_E_MEMORY, 0, "%.*s: out of memory",
		                  GJ_STR_ARG(reading->input.name));
	reading->rendered = cells;
	return GJ_OK;
}

static gj_code take(void *context, gj_reading *reading, gj_err *err)
{
	(void)err;
	parser *p = context;
	const settings *s = p->reader.s;
	if (!reader_accepts(&p->reader, reading))
		return GJ_OK;
	if (reading->report.refusal) {
		tell_event(LEVEL_ERROR, "refused", FIELDS(TEXT("file", reading->input.name)),
		           "%.*s: %s", GJ_STR_ARG(reading->input.name),
		           gj_refusal_sentence(reading->report.refusal, settings_chinese(s)));
		p->reader.status = highest(p->reader.status, EXIT_USAGE);
	} else if (p->sheet) {
		gj_sheet_row(p->sheet, reading->rendered);
	} else {
		gj_output_write_str(p->reader.output, gj_buffer_str(&reading->text));
	}
	return GJ_OK;
}

static gj_code open_output(parser *p, bool csv, gj_err *err)
{
	const settings *s = p->reader.s;
	gj_code code = gj_output_open(&p->reader.output, "-", err);
	gj_sheet_options options = { .chinese_headers = settings_chinese(s), .bom = s->excel };
	if (code || !csv)
		return code;
	const gj_column *columns = gj_record_columns(&p->columns);
	if (!columns)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	return gj_sheet_open(&p->sheet, &gj_sheet_csv, p->reader.output, columns,
	                     GJ_RECORD_COLUMNS, &options, err);
}

int cmd_parse(const settings *s, char **operands, size_t count)
{
	parser p = { .reader.s = s };
	gj_err err = { 0 };
	bool csv = strcmp(s->parse_format, "csv") == 0;
	gj_arena_init(&p.columns, COLUMNS_ARENA_MAX);
	gj_code code = open_output(&p, csv, &err);
	if (code)
		return say_error(s, &err);
	gj_batch_options options = {
		.jobs = s->jobs,
		.most = gj_inputs_most(operands, count),
		.size_max = s->fetch.size_max,
		.digest = s->digest,
		.chinese = settings_chinese(s),
		.render = csv ? render_row : render_line,
		.take = take,
		.take_context = &p,
	};
	code = reader_run(&p.reader, operands, count, reader_add_path, &options, &err);
	code = gj_results_close_sheet(&p.sheet, code, &err);
	gj_arena_release(&p.columns);
	return reader_finish(&p.reader, code, &err);
}
