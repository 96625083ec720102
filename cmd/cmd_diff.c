#include "message.h"
#include "reader.h"
#include "run/changes.h"
#include "run/replica.h"
#include "shape.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATHS_MAX = 1 << 16, LINE_MAX_BYTES = 64 << 20 };

typedef struct diff {
	const settings *s;
	gj_output *output;
	gj_sheet *sheet;   /* null = text */
	gj_buffer line;
	gj_buffer told;    /* the heading of the lines being written */
	gj_arena rules;    /* for what the files are written with */
} diff;

/* ---- text ---- */

static const gj_words kinds[GJ_DELTA_SUBJECTS][GJ_DELTA_KINDS] = {
	[GJ_DELTA_REPORT] = { [GJ_DELTA_NEW] = { "新报告", "new report" },
	                      [GJ_DELTA_VANISHED] = { "报告消失", "report is gone" },
	                      [GJ_DELTA_CHANGED] = { "报告有改动", "report changed" } },
	[GJ_DELTA_FINDING] = { [GJ_DELTA_NEW] = { "新发现", "new finding" },
	                       [GJ_DELTA_RESOLVED] = { "已消除", "resolved" },
	                       [GJ_DELTA_OPEN] = { "仍存在", "still open" } },
	[GJ_DELTA_SOURCE] = { [GJ_DELTA_NEW] = { "名单新增", "new in the list" },
	                      [GJ_DELTA_VANISHED] = { "名单移除", "no longer in the list" },
	                      [GJ_DELTA_CHANGED] = { "来源有变化", "source changed" } },
};

static gj_str or_nothing(gj_str text)
{
	return text.len ? text : GJ_STR("-");
}

/* What the lines below are about, once. */
static void tell_heading(diff *d, const gj_change *change)
{
	gj_buffer *line = &d->line;
	gj_words kind = kinds[change->subject][change->kind];
	gj_buffer_clear(line);
	gj_buffer_printf(line, "%s: %.*s", in_language(kind, settings_chinese(d->s)),
	                 GJ_STR_ARG(change->agency));
	if (change->region.len)
		gj_buffer_printf(line, " (%.*s)", GJ_STR_ARG(change->region));
	gj_buffer_printf(line, " %.*s", GJ_STR_ARG(change->year));
	if (change->source.len)
		gj_buffer_printf(line, "  %.*s", GJ_STR_ARG(change->source));
	gj_buffer_add_char(line, '\n');
	if (gj_str_equal(gj_buffer_str(line), gj_buffer_str(&d->told))) {
		gj_buffer_clear(line);
		return;
	}
	gj_buffer_clear(&d->told);
	gj_buffer_add_str(&d->told, gj_buffer_str(line));
}

static void tell_capture(gj_buffer *line, char sign, const gj_delta_capture *capture)
{
	if (!capture->captured_at.len && !capture->record.len)
		return;
	gj_buffer_printf(line, "    %c %.*s", sign, GJ_STR_ARG(or_nothing(capture->captured_at)));
	if (capture->digest.len)
		gj_buffer_printf(line, "  sha256:%.*s", GJ_STR_ARG(capture->digest));
	if (capture->record.len)
		gj_buffer_printf(line, "  %.*s", GJ_STR_ARG(capture->record));
	gj_buffer_add_char(line, '\n');
}

/* Sentences, one a line. */
static void tell_sentences(gj_buffer *line, char sign, gj_str text)
{
	while (text.len) {
		gj_str sentence = gj_str_upto(text, gj_str_find(text, GJ_STR("\n")));
		gj_buffer_printf(line, "      %c %.*s\n", sign, GJ_STR_ARG(sentence));
		text = gj_str_from(text, sentence.len + 1);
	}
}

static void tell_detail(gj_buffer *line, const gj_change *change)
{
	if (change->subject == GJ_DELTA_FINDING) {
		gj_buffer_printf(line, "    %.*s %.*s: %.*s\n", GJ_STR_ARG(change->rule),
		                 GJ_STR_ARG(change->severity), GJ_STR_ARG(change->message));
	} else if (gj_str_starts(change->field, GJ_STR("section "))) {
		gj_buffer_printf(line, "    %.*s\n", GJ_STR_ARG(change->field));
		tell_sentences(line, '-', change->before);
		tell_sentences(line, '+', change->after);
	} else if (change->field.len) {
		gj_buffer_printf(line, "    %.*s: %.*s → %.*s\n", GJ_STR_ARG(change->field),
		                 GJ_STR_ARG(or_nothing(change->before)),
		                 GJ_STR_ARG(or_nothing(change->after)));
	}
}

static gj_code tell_change(diff *d, const gj_change *change, gj_err *err)
{
	tell_heading(d, change);
	if (d->line.length) {
		tell_capture(&d->line, '-', &change->captures[0]);
		tell_capture(&d->line, '+', &change->captures[1]);
	}
	tell_detail(&d->line, change);
	if (d->line.failed || d->told.failed)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	gj_output_write_str(d->output, gj_buffer_str(&d->line));
	return GJ_OK;
}

static gj_code take(void *context, const gj_change *change, gj_err *err)
{
	diff *d = context;
	if (!d->sheet)
		return tell_change(d, change, err);
	gj_sheet_cell cells[GJ_CHANGE_COLUMNS];
	gj_change_row(change, cells);
	gj_sheet_row(d->sheet, cells);
	return GJ_OK;
}

static void tell_totals(diff *d, const gj_delta_totals *t)
{
	gj_buffer_clear(&d->line);
	gj_buffer_printf(
		&d->line,
		settings_chinese(d->s)
			? "报告：新增 %zu，消失 %zu，改动 %zu（数 %zu 处，文字 %zu 节），未变 %zu；"
			  "发现：新 %zu，已消除 %zu，仍存在 %zu；来源变化 %zu\n"
			: "reports: %zu new, %zu gone, %zu changed (%zu cells, %zu texts), %zu the same; "
			  "findings: %zu new, %zu resolved, %zu still open; sources changed: %zu\n",
		t->reports[GJ_DELTA_NEW], t->reports[GJ_DELTA_VANISHED],
		t->reports[GJ_DELTA_CHANGED], t->cells, t->texts, t->reports_same,
		t->findings[GJ_DELTA_NEW], t->findings[GJ_DELTA_RESOLVED],
		t->findings[GJ_DELTA_OPEN], t->sources[GJ_DELTA_CHANGED]);
	gj_output_write_str(d->output, gj_buffer_str(&d->line));
}

/* ---- all of it ---- */

/* New findings count as they are; a report that is gone like A01, one whose numbers
 * or words were changed without a word like A03. */
static int status_of(const settings *s, const gj_delta_totals *t)
{
	bool fails = (t->reports[GJ_DELTA_VANISHED] && severity_fails(s, GJ_ERROR)) ||
	             (t->reports[GJ_DELTA_CHANGED] && severity_fails(s, GJ_WARNING));
	for (int i = GJ_NOTE; i <= GJ_ERROR; i++)
		fails |= t->new_findings[i] && severity_fails(s, (gj_severity)i);
	return fails ? EXIT_FINDINGS : EXIT_NOTHING;
}

/* What is compared: a directory, or one sweep of a store. */
typedef struct operand {
	gj_delta_side files;
	gj_replica replica; /* of DIR@N */
	char place[PATH_MAX];
} operand;

/* Splits "DIR@3"; 0 when it is no such thing, or the name of a file. */
static unsigned sweep_of(const char *text, char path[PATH_MAX])
{
	const char *at = strrchr(text, '@');
	size_t digits = at ? strspn(at + 1, "0123456789") : 0;
	if (!digits || digits > 9 || at[1 + digits] || access(text, F_OK) == 0)
		return 0;
	int length = snprintf(path, PATH_MAX, "%.*s", (int)(at - text), text);
	return length > 0 && length < PATH_MAX ? (unsigned)atoi(at + 1) : 0;
}

static gj_code write_sweep(diff *d, const char *path, unsigned sweep, operand *side, gj_err *err)
{
	const char *temporary = getenv("TMPDIR");
	bool metrics[GJ_METRIC_COUNT];
	gj_store *store;
	gj_publish_options options = shape_publish(d->s, metrics, &d->rules);
	gj_code code = shape_open(&store, path, err);
	int length = snprintf(side->place, PATH_MAX, "%s/gouji-XXXXXX",
	                      temporary && *temporary ? temporary : "/tmp");
	if (code == GJ_OK && (length >= PATH_MAX || !mkdtemp(side->place)))
		code = gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot make a directory", side->place);
	if (code == GJ_OK)
		code = gj_replica_write(&side->replica, store, sweep, side->place, &options, err);
	side->files = side->replica.side;
	gj_store_close(store);
	return code;
}

static gj_code open_operand(diff *d, const char *text, gj_arena *paths, operand *side, gj_err *err)
{
	char path[PATH_MAX];
	unsigned sweep = sweep_of(text, path);
	if (sweep)
		return write_sweep(d, path, sweep, side, err);
	gj_code code = gj_changes_side(paths, text, &side->files, err);
	if (code || access(side->files.reports, R_OK) == 0)
		return code;
	return gj_err_set(err, GJ_E_USAGE, errno, "%s: cannot be read, or is no directory of a sweep",
	                  text);
}

static gj_code compare(diff *d, char **operands, gj_delta_totals *totals, gj_err *err)
{
	gj_arena arena;
	operand before = { 0 }, after = { 0 };
	gj_delta_options options = { .open = d->s->open };
	gj_arena_init(&arena, PATHS_MAX);
	gj_code code = open_operand(d, operands[0], &arena, &before, err);
	if (code == GJ_OK)
		code = open_operand(d, operands[1], &arena, &after, err);
	if (code == GJ_OK)
		code = gj_delta(&before.files, &after.files, &options, take, d, totals, err);
	gj_replica_remove(&before.replica);
	gj_replica_remove(&after.replica);
	gj_arena_release(&arena);
	return code;
}

static gj_code open_output(diff *d, gj_err *err)
{
	const settings *s = d->s;
	gj_sheet_options look = { .chinese_headers = settings_chinese(s), .bom = s->excel };
	gj_code code = gj_output_open(&d->output, "-", err);
	if (code || strcmp(s->diff_format, "text") == 0)
		return code;
	return gj_sheet_open(&d->sheet, gj_sheet_format_by_name(gj_str_of(s->diff_format)),
	                     d->output, gj_change_columns, GJ_CHANGE_COLUMNS, &look, err);
}

int cmd_diff(const settings *s, char **operands, size_t count)
{
	(void)count;
	gj_err err = { 0 };
	diff d = { .s = s };
	gj_delta_totals totals = { 0 };
	gj_buffer_init(&d.line, LINE_MAX_BYTES);
	gj_buffer_init(&d.told, LINE_MAX_BYTES);
	gj_arena_init(&d.rules, PATHS_MAX);
	gj_code code = open_output(&d, &err);
	if (code == GJ_OK)
		code = compare(&d, operands, &totals, &err);
	if (code == GJ_OK && !d.sheet)
		tell_totals(&d, &totals);
	code = gj_results_close_sheet(&d.sheet, code, &err);
	if (code == GJ_OK)
		code = gj_output_commit(d.output, &err);
	else
		gj_output_abandon(d.output);
	gj_buffer_release(&d.line);
	gj_buffer_release(&d.told);
	gj_arena_release(&d.rules);
	return code ? say_error(s, &err) : status_of(s, &totals);
}
