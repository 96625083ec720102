#include "base/file.h"
#include "message.h"
#include "reader.h"
#include "rule/finding.h"
#include "run/results.h"

#include <string.h>

typedef struct checker {
	reader reader;
	gj_sheet *sheet;
	gj_json_list list;
	size_t reports, findings[GJ_ERROR + 1];
	uint64_t outcomes[GJ_OUTCOMES];
} checker;

/* ---- each format: how a reading is rendered, how it is written ---- */

static gj_code text_failed(const gj_reading *reading, gj_err *err)
{
	if (reading->text.failed)
		return gj_err_set(err, reading->text.failed, 0, "%.*s: the findings are too long",
		                  GJ_STR_ARG(reading->input.name));
	return GJ_OK;
}

static void add_heading(gj_buffer *to, const gj_reading *reading, bool colour)
{
	const gj_report *report = &reading->report;
	gj_buffer_add_text(to, colour ? "\033[1m" : "");
	gj_buffer_add_str(to, reading->input.name);
	gj_buffer_add_text(to, colour ? "\033[0m" : "");
	if (report->agency.len) {
		gj_buffer_add_text(to, "  ");
		gj_buffer_add_str(to, report->agency);
	}
	if (report->year)
		gj_buffer_printf(to, " %d", report->year);
	gj_buffer_add_char(to, '\n');
}

static void add_finding_line(gj_reading *reading, const gj_finding *finding, bool colour)
{
	static const char *const colours[] = {
		[GJ_NOTE] = "\033[36m", [GJ_WARNING] = "\033[33m", [GJ_ERROR] = "\033[31m"
	};
	gj_buffer *to = &reading->text;
	gj_buffer_printf(to, "  %s%-7s%s %s  ", colour ? colours[finding->severity] : "",
	                 gj_severity_name(finding->severity), colour ? "\033[0m" : "",
	                 finding->rule->id);
	gj_buffer_add_str(to, finding->message);
	gj_str location = gj_finding_location(&reading->arena, finding);
	if (location.len) {
		gj_buffer_add_text(to, "  [");
		gj_buffer_add_str(to, location);
		gj_buffer_add_char(to, ']');
	}
	if (finding->doubt.len) {
		gj_buffer_add_text(to, "  ?");
		gj_buffer_add_str(to, finding->doubt);
	}
	gj_buffer_add_char(to, '\n');
}

static gj_code render_text(const void *context, gj_reading *reading, gj_err *err)
{
	const settings *s = context;
	bool colour = wants_colour();
	if (!reading->verdict.count && !s->verbose)
		return GJ_OK;
	add_heading(&reading->text, reading, colour);
	for (size_t i = 0; i < reading->verdict.count; i++)
		add_finding_line(reading, &reading->verdict.findings[i], colour);
	return text_failed(reading, err);
}

static gj_code render_json(const void *context, gj_reading *reading, gj_err *err)
{
	(void)context;
	gj_verdict_json(&reading->arena, &reading->text, &reading->report, &reading->verdict);
	return text_failed(reading, err);
}

typedef gj_sheet_cell finding_row[GJ_FINDING_COLUMNS];

static gj_code render_rows(const void *context, gj_reading *reading, gj_err *err)
{
	(void)context;
	finding_row *rows = gj_arena_zalloc(&reading->arena, reading->verdict.count, sizeof *rows);
	if (!rows)
		return gj_err_set(err, GJ_E_MEMORY, 0, "%.*s: out of memory",
		                  GJ_STR_ARG(reading->input.name));
	for (size_t i = 0; i < reading->verdict.count; i++)
		gj_finding_row(&reading->arena, &reading->report, &reading->verdict.findings[i],
		               rows[i]);
	reading->rendered = rows;
	return GJ_OK;
}

static void write_text(checker *c, const gj_reading *reading)
{
	gj_output_write_str(c->reader.output, gj_buffer_str(&reading->text));
}

static void write_line(checker *c, const gj_reading *reading)
{
	write_text(c, reading);
	gj_output_write(c->reader.output, "\n", 1);
}

static void write_item(checker *c, const gj_reading *reading)
{
	gj_json_list_add(&c->list, gj_buffer_str(&reading->text));
}

static void write_rows(checker *c, const gj_reading *reading)
{
	finding_row *rows = reading->rendered;
	for (size_t i = 0; i < reading->verdict.count; i++)
		gj_sheet_row(c->sheet, rows[i]);
}

static gj_code end_text(checker *c, gj_code code, gj_err *err)
{
	(void)err;
	bool zh = settings_chinese(c->reader.s);
	if (c->reader.s->quiet)
		return code;
	gj_buffer text;
	gj_buffer_init(&text, 1024);
	gj_buffer_printf(&text,
	                 zh ? "共 %zu 份：错误 %zu，警告 %zu，提示 %zu；检查通过 %llu，未通过 %llu，"
	                      "空白按零计通过 %llu，无法判断 %llu\n"
	                    : "reports %zu: errors %zu, warnings %zu, notes %zu; checks passed "
	                      "%llu, failed %llu, passed if blanks are zero %llu, not "
	                      "assessable %llu\n",
	                 c->reports, c->findings[GJ_ERROR], c->findings[GJ_WARNING],
	                 c->findings[GJ_NOTE], (unsigned long long)c->outcomes[GJ_PASS],
	                 (unsigned long long)c->outcomes[GJ_FAIL],
	                 (unsigned long long)c->outcomes[GJ_ASSUMED],
	                 (unsigned long long)c->outcomes[GJ_CANNOT_ASSESS]);
	gj_output_write_str(c->reader.output, gj_buffer_str(&text));
	gj_buffer_release(&text);
	return code;
}

static gj_code end_list(checker *c, gj_code code, gj_err *err)
{
	(void)err;
	gj_json_list_end(&c->list);
	return code;
}

static gj_code end_rows(checker *c, gj_code code, gj_err *err)
{
	return gj_results_close_sheet(&c->sheet, code, err);
}

static gj_code end_lines(checker *c, gj_code code, gj_err *err)
{
	(void)c, (void)err;
	return code;
}

static const struct format {
	const char *name;
	gj_batch_render *render;
	void (*write)(checker *c, const gj_reading *reading);
	gj_code (*end)(checker *c, gj_code code, gj_err *err);
} formats[] = {
	{ "text", render_text, write_text, end_text },
	{ "json", render_json, write_item, end_list },
	{ "ndjson", render_json, write_line, end_lines },
	{ "csv", render_rows, write_rows, end_rows },
};

static const struct format *format_by_name(const char *name)
{
	size_t i = 0;
	while (strcmp(formats[i].name, name) != 0)
		i++; /* the option's choices are these */
	return &formats[i];
}

/* ---- */

static void count_verdict(checker *c, const gj_verdict *verdict)
{
	c->reports++;
	for (size_t i = 0; i < verdict->count; i++) {
		gj_severity severity = verdict->findings[i].severity;
		c->findings[severity]++;
		if (severity_fails(c->reader.s, severity))
			c->reader.status = highest(c->reader.status, EXIT_FINDINGS);
	}
	for (size_t rule = 0; verdict->counts && rule < gj_rule_count; rule++) {
		for (int outcome = 0; outcome < GJ_OUTCOMES; outcome++)
			c->outcomes[outcome] += verdict->counts[rule].outcomes[outcome];
	}
}

static gj_code take(void *context, gj_reading *reading, gj_err *err)
{
	(void)err;
	checker *c = context;
	if (!reader_accepts(&c->reader, reading))
		return GJ_OK;
	count_verdict(c, &reading->verdict);
	format_by_name(c->reader.s->check_format)->write(c, reading);
	return GJ_OK;
}

static gj_code open_output(checker *c, gj_err *err)
{
	const settings *s = c->reader.s;
	gj_code code = gj_output_open(&c->reader.output, "-", err);
	c->list.output = c->reader.output;
	gj_sheet_options options = { .chinese_headers = settings_chinese(s), .bom = s->excel };
	if (code == GJ_OK && strcmp(s->check_format, "csv") == 0)
		code = gj_sheet_open(&c->sheet, &gj_sheet_csv, c->reader.output, gj_finding_columns,
		                     GJ_FINDING_COLUMNS, &options, err);
	return code;
}

int cmd_check(const settings *s, char **operands, size_t count)
{
	checker c = { .reader.s = s };
	gj_err err = { 0 };
	gj_code code = open_output(&c, &err);
	if (code)
		return say_error(s, &err);
	gj_arena arena;
	gj_arena_init(&arena, 1 << 16);
	gj_batch_options options = {
		.jobs = s->jobs,
		.size_max = s->fetch.size_max,
		.check = true,
		.digest = s->digest,
		.chinese = settings_chinese(s),
		.enabled = enabled_rules(s, &arena),
		.render = format_by_name(s->check_format)->render,
		.render_context = s,
		.take = take,
		.take_context = &c,
	};
	code = reader_run(&c.reader, operands, count, &options, &err);
	code = format_by_name(s->check_format)->end(&c, code, &err);
	gj_arena_release(&arena);
	return reader_finish(&c.reader, code, &err);
}
