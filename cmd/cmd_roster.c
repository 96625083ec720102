#include "message.h"
#include "out/sheet.h"
#include "roster/check.h"
#include "run/roster.h"

#include <string.h>
#include <time.h>

enum { ROW_ARENA_MAX = 1 << 16 };

enum { COLUMNS = 9 };

static const gj_column columns[COLUMNS] = {
	{ "severity", "级别", GJ_COLUMN_TEXT },
	{ "problem", "问题", GJ_COLUMN_TEXT },
	{ "list", "名单", GJ_COLUMN_TEXT },
	{ "line", "行号", GJ_COLUMN_NUMBER },
	{ "agency", "机关名称", GJ_COLUMN_TEXT },
	{ "region", "行政区划", GJ_COLUMN_TEXT },
	{ "region_code", "区划代码", GJ_COLUMN_TEXT },
	{ "year", "年度", GJ_COLUMN_NUMBER },
	{ "message", "说明", GJ_COLUMN_TEXT },
};

typedef struct roster_report {
	const settings *s;
	char **lists;
	gj_output *output;
	gj_sheet *sheet; /* null = text */
	gj_arena arena;  /* of one row */
	size_t warnings, notes;
} roster_report;

static gj_str or_null(gj_str text)
{
	return text.len ? text : (gj_str){ 0 };
}

static gj_str number_or_null(gj_arena *arena, unsigned number)
{
	return number ? gj_str_format(arena, "%u", number) : (gj_str){ 0 };
}

static void write_row(roster_report *r, const gj_roster_finding *finding)
{
	bool warns = gj_roster_problem_warns(finding->problem);
	gj_sheet_cell cells[COLUMNS] = {
		warns ? GJ_STR("warning") : GJ_STR("note"),
		gj_str_of(gj_roster_problem_name(finding->problem)),
		gj_str_of(r->lists[finding->list]),
		number_or_null(&r->arena, finding->line),
		or_null(finding->agency),
		or_null(finding->region),
		or_null(finding->region_code),
		number_or_null(&r->arena, (unsigned)finding->year),
		finding->message,
	};
	gj_sheet_row(r->sheet, cells);
	gj_arena_reset(&r->arena);
}

static void write_text(roster_report *r, const gj_buffer *line)
{
	gj_output_write_str(r->output, gj_buffer_str(line));
}

/* "sources.csv:12: warning: 永城市公安局 2023: … [code_unknown]" */
static gj_code write_line(roster_report *r, const gj_roster_finding *finding, gj_err *err)
{
	bool zh = settings_chinese(r->s), warns = gj_roster_problem_warns(finding->problem);
	gj_buffer line;
	gj_buffer_init(&line, ROW_ARENA_MAX);
	gj_buffer_add_text(&line, r->lists[finding->list]);
	gj_buffer_add_char(&line, ':');
	if (finding->line)
		gj_buffer_printf(&line, "%u:", finding->line);
	gj_buffer_add_text(&line, zh ? (warns ? " 警告：" : " 提示：") : (warns ? " warning: " : " note: "));
	gj_buffer_add_str(&line, gj_str_upto(finding->agency, ROW_ARENA_MAX / 4));
	if (finding->agency.len && finding->year)
		gj_buffer_printf(&line, " %d", finding->year);
	if (finding->agency.len)
		gj_buffer_add_text(&line, zh ? "：" : ": ");
	gj_buffer_add_str(&line, finding->message);
	gj_buffer_printf(&line, " [%s]\n", gj_roster_problem_name(finding->problem));
	gj_code code = line.failed;
	write_text(r, &line);
	gj_buffer_release(&line);
	return code ? gj_err_set(err, code, 0, "a line of the report is too long") : GJ_OK;
}

static gj_code take_finding(void *context, const gj_roster_finding *finding, gj_err *err)
{
	roster_report *r = context;
	if (gj_roster_problem_warns(finding->problem))
		r->warnings++;
	else
		r->notes++;
	if (!r->sheet)
		return write_line(r, finding, err);
	write_row(r, finding);
	return GJ_OK;
}

static gj_code begin(roster_report *r, gj_err *err)
{
	gj_code code = gj_output_open(&r->output, "-", err);
	if (code || strcmp(r->s->roster_format, "text") == 0)
		return code;
	gj_sheet_options options = { .chinese_headers = settings_chinese(r->s), .bom = r->s->excel };
	return gj_sheet_open(&r->sheet, gj_sheet_format_by_name(gj_str_of(r->s->roster_format)),
	                     r->output, columns, COLUMNS, &options, err);
}

static gj_code end(roster_report *r, const gj_roster *roster, gj_code code, gj_err *err)
{
	gj_code closed = gj_sheet_close(r->sheet);
	if (code == GJ_OK && closed)
		code = gj_err_set(err, closed, 0, "a row of the report is too long");
	if (code == GJ_OK && strcmp(r->s->roster_format, "text") == 0 && !r->s->quiet) {
		gj_buffer line;
		gj_buffer_init(&line, ROW_ARENA_MAX);
		gj_buffer_printf(&line, settings_chinese(r->s) ? "条目 %zu：警告 %zu，提示 %zu\n"
		                                               : "entries %zu: warnings %zu, notes %zu\n",
		                 roster->source_count, r->warnings, r->notes);
		write_text(r, &line);
		gj_buffer_release(&line);
	}
	if (code == GJ_OK)
		return gj_output_commit(r->output, err);
	gj_output_abandon(r->output);
	return code;
}

static int this_year(void)
{
	time_t now = time(NULL);
	struct tm parts;
	return localtime_r(&now, &parts) ? parts.tm_year + 1900 : 0;
}

static gj_code check(roster_report *r, const gj_roster *roster, gj_err *err)
{
	gj_aliases *aliases = NULL;
	gj_code code = r->s->aliases ? gj_aliases_read(&aliases, r->s->aliases, err) : GJ_OK;
	gj_roster_check_options options = {
		.chinese = settings_chinese(r->s),
		.year = (int)r->s->year,
		.this_year = this_year(),
		.aliases = aliases,
		.names = r->lists,
	};
	gj_arena_init(&r->arena, ROW_ARENA_MAX);
	if (code == GJ_OK)
		code = begin(r, err);
	if (code == GJ_OK)
		code = gj_roster_check(roster->lists, roster->list_count, &options, take_finding, r, err);
	if (r->output)
		code = end(r, roster, code, err);
	gj_arena_release(&r->arena);
	gj_aliases_free(aliases);
	return code;
}

int cmd_roster(const settings *s, char **operands, size_t count)
{
	gj_err err = { 0 };
	gj_roster roster;
	roster_report r = { .s = s, .lists = operands + 1 };
	if (strcmp(operands[0], "check") != 0) {
		gj_err_set(&err, GJ_E_USAGE, 0, "roster: unknown action \"%.60s\"; known is check",
		           operands[0]);
		return say_error(s, &err);
	}
	gj_code code = gj_roster_read(&roster, r.lists, count - 1, &err);
	if (code)
		return say_error(s, &err);
	code = check(&r, &roster, &err);
	gj_roster_release(&roster);
	if (code)
		return say_error(s, &err);
	return r.warnings ? EXIT_FINDINGS : EXIT_NOTHING;
}
