#include "run/metrics.h"

#include "base/file.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { METRICS_MAX = 1 << 20 };

/* What follows it belongs to the last run that wrote results. */
#define RESULTS_MARK "# The last results.\n"

typedef struct writing {
	gj_buffer text;
	gj_buffer out; /* the label's value */
} writing;

/* ---- the format ---- */

static void add_label_text(gj_buffer *to, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			gj_buffer_add_text(to, "\\n");
		else if (*text == '"' || *text == '\\')
			gj_buffer_printf(to, "\\%c", *text);
		else
			gj_buffer_add_char(to, *text);
	}
}

static void describe(writing *w, const char *name, const char *help)
{
	gj_buffer_printf(&w->text, "# HELP gouji_%s %s\n# TYPE gouji_%s gauge\n", name, help, name);
}

/* One sample; `label` may be null. */
static void sample(writing *w, const char *name, const char *label, const char *which,
                   double value)
{
	gj_buffer_printf(&w->text, "gouji_%s{out=\"", name);
	gj_buffer_add_str(&w->text, gj_buffer_str(&w->out));
	if (label)
		gj_buffer_printf(&w->text, "\",%s=\"%s", label, which);
	gj_buffer_printf(&w->text, "\"} %.15g\n", value);
}

static void gauge(writing *w, const char *name, const char *help, double value)
{
	describe(w, name, help);
	sample(w, name, NULL, NULL, value);
}

/* ---- the run ---- */

static void add_run(writing *w, const gj_metrics_run *run)
{
	describe(w, "build_info", "The version of the program.");
	sample(w, "build_info", "version", GJ_VERSION, 1);
	gauge(w, "last_run_start_timestamp_seconds", "When the last run began.", (double)run->began);
	gauge(w, "last_run_timestamp_seconds", "When the last run ended.", (double)run->ended);
	gauge(w, "last_run_exit_status", "Exit code of the last run: 0, 1 and 3 wrote results.",
	      run->status);
}

/* ---- the results ---- */

static void add_phases(writing *w, const gj_sweep_result *result)
{
	static const char *const names[GJ_PHASE_COUNT] = {
		[GJ_PHASE_FETCH] = "fetch", [GJ_PHASE_READ] = "read", [GJ_PHASE_PUBLISH] = "publish"
	};
	describe(w, "phase_seconds", "How long each part of the run took.");
	for (int i = 0; i < GJ_PHASE_COUNT; i++)
		sample(w, "phase_seconds", "phase", names[i], result->seconds[i]);
}

static void add_reports(writing *w, const gj_totals *totals)
{
	describe(w, "reports", "Roster entries by what became of them.");
	for (int i = 0; i < GJ_COVERED_COUNT; i++)
		sample(w, "reports", "state", gj_coverage_name((gj_coverage)i),
		       (double)totals->covered[i]);
	describe(w, "timeliness", "Roster entries by whether they were reported in time.");
	for (int i = 0; i < GJ_TIMELY_COUNT; i++)
		sample(w, "timeliness", "state", gj_timeliness_name((gj_timeliness)i),
		       (double)totals->timeliness[i]);
	gauge(w, "unusable_lines", "Lines of the source lists that could not be used.",
	      (double)totals->unusable_lines);
}

static void add_findings(writing *w, const gj_totals *totals)
{
	describe(w, "findings", "Findings that are there and not accepted, by severity.");
	for (int i = GJ_NOTE; i <= GJ_ERROR; i++)
		sample(w, "findings", "severity", gj_severity_name((gj_severity)i),
		       (double)totals->findings[i]);
	describe(w, "findings_against_last", "Findings against the last sweep, by status.");
	for (int i = GJ_STATUS_NEW; i <= GJ_STATUS_ACCEPTED; i++)
		sample(w, "findings_against_last", "status", gj_status_name((gj_status)i),
		       (double)totals->statuses[i]);
}

/* Against the last results; nothing when there were none. */
static void add_changes(writing *w, const gj_delta_totals *changes)
{
	if (!changes->compared)
		return;
	describe(w, "report_changes", "Reports against the last sweep.");
	for (int i = GJ_DELTA_NEW; i <= GJ_DELTA_CHANGED; i++)
		sample(w, "report_changes", "change", gj_delta_kind_name((gj_delta_kind)i),
		       (double)changes->reports[i]);
}

static void add_fetch(writing *w, const gj_capture_totals *capture)
{
	const struct {
		const char *name;
		size_t count;
	} outcomes[] = { { "captured", capture->captured }, { "failed", capture->failed },
		         { "left", capture->left }, { "reused", capture->reused } };
	describe(w, "fetch_addresses", "Addresses by what became of them.");
	for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
		sample(w, "fetch_addresses", "outcome", outcomes[i].name, (double)outcomes[i].count);
	gauge(w, "fetch_unchanged", "Captures that were as the archive had them.",
	      (double)capture->unchanged);
	gauge(w, "fetch_bytes", "Bytes of what was captured.", (double)capture->bytes);
	describe(w, "fetch_failures", "Addresses without an answer, by reason.");
	for (int i = GJ_FETCH_OK + 1; i < GJ_FETCH_FAILURE_COUNT; i++)
		if (capture->failures[i])
			sample(w, "fetch_failures", "reason",
			       gj_fetch_failure_name((gj_fetch_failure)i),
			       (double)capture->failures[i]);
}

static void add_store(writing *w, const char *directory)
{
	char path[PATH_MAX];
	struct stat info;
	int length = snprintf(path, sizeof path, "%s/gouji.db", directory);
	if (length > 0 && length < (int)sizeof path && stat(path, &info) == 0)
		gauge(w, "database_bytes", "Size of the database.", (double)info.st_size);
}

static void add_results(writing *w, const gj_metrics_run *run)
{
	const gj_totals *totals = &run->result->totals;
	gauge(w, "last_success_timestamp_seconds", "When the last results were complete.",
	      (double)run->ended);
	add_phases(w, run->result);
	add_reports(w, totals);
	add_findings(w, totals);
	add_changes(w, &totals->changes);
	if (totals->fetched)
		add_fetch(w, &totals->capture);
	add_store(w, run->out);
}

/* The results of an earlier run, as its file has them; nothing when there are none. */
static gj_code keep_results(writing *w, const char *path, gj_err *err)
{
	gj_buffer old;
	gj_buffer_init(&old, METRICS_MAX);
	gj_code code = access(path, F_OK) == 0 ? gj_file_read(path, &old, err) : GJ_OK;
	gj_str text = gj_buffer_str(&old);
	size_t mark = gj_str_find(text, GJ_STR(RESULTS_MARK));
	if (mark != SIZE_MAX)
		gj_buffer_add_str(&w->text, gj_str_from(text, mark));
	gj_buffer_release(&old);
	return code;
}

/* ---- the file ---- */

static gj_code save(const writing *w, const char *path, gj_err *err)
{
	gj_output *output;
	if (w->text.failed || w->out.failed)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the metrics");
	gj_code code = gj_output_open(&output, path, err);
	if (code)
		return code;
	gj_output_write_str(output, gj_buffer_str(&w->text));
	return gj_output_commit(output, err);
}

gj_code gj_metrics_write(const char *path, const gj_metrics_run *run, gj_err *err)
{
	writing w;
	gj_buffer_init(&w.text, METRICS_MAX);
	gj_buffer_init(&w.out, METRICS_MAX);
	add_label_text(&w.out, run->out);
	add_run(&w, run);
	gj_code code = GJ_OK;
	if (run->result && run->result->published) {
		gj_buffer_add_text(&w.text, RESULTS_MARK);
		add_results(&w, run);
	} else {
		code = keep_results(&w, path, err);
	}
	if (code == GJ_OK)
		code = save(&w, path, err);
	gj_buffer_release(&w.text);
	gj_buffer_release(&w.out);
	return code;
}
