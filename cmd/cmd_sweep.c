#include "clock.h"
#include "message.h"
#include "policy.h"
#include "reader.h"
#include "shape.h"
#include "sweeping.h"
#include "base/clock.h"
#include "out/sheet.h"
#include "roster/infer.h"
#include "run/sweep.h"
#include "signals.h"
#include "watch.h"

#include <sys/resource.h>
#include <unistd.h>

enum { ENABLED_ARENA = 1 << 16 };

/* What the callbacks need. */
typedef struct teller {
	const settings *s;
	bool failures;     /* are told on a terminal too */
	double began;
	gj_buffer line;
	settings recalled; /* of a sweep whose files were not written yet */
	bool recalled_metrics[GJ_METRIC_COUNT];
} teller;

enum { LINE_MAX_BYTES = 1 << 16 }; /* one event of the log */

static teller teller_for(const settings *s, bool failures)
{
	teller t = { .s = s, .failures = failures, .began = gj_monotonic_seconds() };
	gj_buffer_init(&t.line, LINE_MAX_BYTES);
	settings_init(&t.recalled);
	return t;
}

static void teller_release(teller *t)
{
	gj_buffer_release(&t->line);
	settings_release(&t->recalled);
}

static void tell_complaints(const settings *s, const gj_roster *roster, char **names)
{
	if (s->quiet)
		return;
	for (size_t l = 0; l < roster->list_count; l++) {
		const gj_source_list *list = &roster->lists[l];
		for (size_t i = 0; i < list->complaint_count; i++)
			say("%s: line %u: %.*s", names[l], list->complaints[i].line,
			    GJ_STR_ARG(list->complaints[i].message));
	}
}

static void tell_failure(const settings *s, const gj_capture *capture)
{
	say(capture->detail.len ? "%.*s: %s (%.*s)" : "%.*s: %s", GJ_STR_ARG(capture->address),
	    gj_fetch_failure_sentence(capture->failure, settings_chinese(s)),
	    GJ_STR_ARG(capture->detail));
}

static void log_text(gj_buffer *line, const char *name, gj_str text)
{
	gj_buffer_add_text(line, ",\"");
	gj_buffer_add_text(line, name);
	gj_buffer_add_text(line, "\":");
	gj_json_add_string(line, text);
}

/* One line of JSON: for programs that read along. */
static void log_capture(teller *t, const gj_capture *capture)
{
	gj_buffer *line = &t->line;
	gj_buffer_clear(line);
	gj_buffer_printf(line, "{\"event\":\"capture\",\"time\":%lld,\"status\":%ld,\"bytes\":%zu,"
	                 "\"attempts\":%u,\"unchanged\":%s", (long long)capture->captured_at,
	                 capture->status, capture->body.len, capture->attempts,
	                 capture->unchanged ? "true" : "false");
	log_text(line, "address", capture->address);
	log_text(line, "outcome", gj_str_of(gj_fetch_failure_name(capture->failure)));
	if (capture->failure)
		log_text(line, "message", gj_str_of(gj_fetch_failure_sentence(
						  capture->failure, settings_chinese(t->s))));
	if (capture->detail.len)
		log_text(line, "detail", capture->detail);
	if (capture->follow.len)
		log_text(line, "follow", capture->follow);
	if (capture->via.len)
		log_text(line, "via", capture->via);
	gj_buffer_add_text(line, "}\n");
	if (!line->failed)
		fwrite(line->data, 1, line->length, stderr);
}

static void tell_capture(void *context, const gj_capture *capture)
{
	teller *t = context;
	/* Not its turn: a signal came, and there may be thousands. */
	if (t->s->quiet || capture->failure == GJ_FETCH_INTERRUPTED)
		return;
	if (!isatty(STDERR_FILENO))
		log_capture(t, capture);
	else if (capture->failure && t->failures)
		tell_failure(t->s, capture);
}

/* Seconds until the rest is done, if it goes on as it did. */
static size_t seconds_left(const teller *t, const gj_sweep_progress *progress, double *rate)
{
	double seconds = gj_monotonic_seconds() - t->began;
	*rate = seconds > 0 ? (double)progress->done / seconds : 0;
	return *rate > 0 ? (size_t)((double)(progress->total - progress->done) / *rate) : 0;
}

static void tell_fetching(const teller *t, const gj_sweep_progress *progress)
{
	double rate;
	size_t left = seconds_left(t, progress, &rate);
	show_progress(t->s,
	              settings_chinese(t->s)
	                      ? "下载 %zu/%zu，失败 %zu，进行中 %zu，等待的网站 %zu，每秒 %.1f，"
	                        "%.1f MB，还需 %zu:%02zu:%02zu"
	                      : "fetching %zu/%zu, %zu failed, %zu in flight, %zu hosts waiting, "
	                        "%.1f/s, %.1f MB, %zu:%02zu:%02zu left",
	              progress->done, progress->total, progress->failed, progress->in_flight,
	              progress->waiting_hosts, rate, (double)progress->bytes / 1e6, left / 3600,
	              left / 60 % 60, left % 60);
}

static void tell_progress(void *context, const gj_sweep_progress *progress)
{
	const teller *t = context;
	if (progress->phase == GJ_PHASE_FETCH)
		tell_fetching(t, progress);
	else
		show_progress(t->s, settings_chinese(t->s) ? "读取 %zu/%zu" : "reading %zu/%zu",
		              progress->done, progress->total);
}

/* What a crash, or a disk, did to the archive. */
static void tell_archive(const settings *s, const gj_archive_trouble *trouble)
{
	if (s->quiet)
		return;
	if (trouble->torn_files)
		say(settings_chinese(s) ? "存档中有 %zu 个文件末尾的记录不完整（共 %llu 字节），已移至 .torn 文件"
		                        : "half a record at the end of %zu file(s) of the archive "
		                          "(%llu bytes) was set aside as .torn",
		    trouble->torn_files, (unsigned long long)trouble->torn_bytes);
	if (trouble->damaged)
		say(settings_chinese(s) ? "存档中有 %zu 处损坏，无法读取，已跳过"
		                        : "the archive is damaged in %zu place(s), which were passed over",
		    trouble->damaged);
}

/* What became of the store of earlier sweeps. */
static void tell_store(const settings *s, const gj_sweep_result *result)
{
	if (s->quiet)
		return;
	if (*result->aside)
		say(settings_chinese(s) ? "数据库已损坏，移至 %s，并另建新库；gouji rebuild %s 可由存档"
		                          "恢复各版本报告"
		                        : "the store was damaged: it is now %s, and a new one was begun; "
		                          "gouji rebuild %s brings the versions of reports back from the "
		                          "archive",
		    result->aside, s->out);
	if (result->shown_late)
		say(settings_chinese(s) ? "上次运行在写出结果前中断，已补写其结果"
		                        : "the last sweep was cut short before its files appeared; "
		                          "they were written now");
}

/* The deadline came before the last address. */
static void tell_left(const settings *s, const gj_capture_totals *totals)
{
	if (totals->left && !s->quiet)
		say(settings_chinese(s) ? "已到截止时间，还有 %zu 个网址未下载，留给下次"
		                        : "the deadline came with %zu address(es) left for the next run",
		    totals->left);
}

static void tell_result(const settings *s, const gj_sweep_result *result)
{
	const gj_totals *t = &result->totals;
	if (s->quiet)
		return;
	say(settings_chinese(s) ? "读取 %zu/%zu 份报告（拒读 %zu，下载失败 %zu，无网址 %zu）；"
	                          "错误 %zu，警告 %zu，提示 %zu；结果在 %s"
	                        : "read %zu of %zu reports (%zu refused, %zu failed, %zu missing); "
	                          "errors %zu, warnings %zu, notes %zu; results are in %s",
	    t->covered[GJ_COVERED_READ], t->sources, t->covered[GJ_COVERED_REFUSED],
	    t->covered[GJ_COVERED_FAILED], t->covered[GJ_COVERED_MISSING], t->findings[GJ_ERROR],
	    t->findings[GJ_WARNING], t->findings[GJ_NOTE], s->out);
	const gj_delta_totals *c = &t->changes;
	if (c->compared)
		say(settings_chinese(s)
			    ? "与上次相比：报告新增 %zu，消失 %zu，改动 %zu；发现新增 %zu，已消除 %zu，"
			      "仍存在 %zu；详见 changes.csv"
			    : "since the last sweep: reports %zu new, %zu gone, %zu changed; findings "
			      "%zu new, %zu resolved, %zu still open; see changes.csv",
		    c->reports[GJ_DELTA_NEW], c->reports[GJ_DELTA_VANISHED],
		    c->reports[GJ_DELTA_CHANGED], c->findings[GJ_DELTA_NEW],
		    c->findings[GJ_DELTA_RESOLVED], c->findings[GJ_DELTA_OPEN]);
}

static int status_of(const settings *s, const gj_totals *totals)
{
	int status = EXIT_NOTHING;
	for (int i = GJ_NOTE; i <= GJ_ERROR; i++) {
		if (totals->failing[i] && severity_fails(s, (gj_severity)i))
			status = EXIT_FINDINGS;
	}
	bool incomplete = totals->capture.left || totals->covered[GJ_COVERED_FAILED] ||
	                  totals->covered[GJ_COVERED_REFUSED] || totals->unusable_lines;
	return incomplete ? EXIT_INCOMPLETE : status;
}

static gj_code recall_shape(void *context, gj_store *store, int64_t sweep,
                            gj_publish_options *options, gj_err *err)
{
	teller *t = context;
	gj_code code = shape_recall(&t->recalled, store, sweep, err);
	*options = shape_publish(&t->recalled, t->recalled_metrics);
	return code;
}

/* Many hosts need many connections; the usual limit is low for the sake of programs
 * that use select(), which none here does. */
static void raise_descriptors(void)
{
	enum { ENOUGH = 32768 };
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= ENOUGH)
		return;
	limit.rlim_cur = limit.rlim_max < ENOUGH ? limit.rlim_max : ENOUGH;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static gj_sweep_options sweep_options(const settings *s, teller *t)
{
	raise_descriptors();
	return (gj_sweep_options){
		.out = s->out,
		.archive = s->archive,
		.offline = s->offline,
		.force = s->force,
		.digest = s->digest,
		.jobs = s->jobs,
		.fetch = s->fetch,
		.retry_failed = s->retry_failed,
		.told = tell_capture,
		.tick = tell_progress,
		.recall = recall_shape,
		.context = t,
	};
}

static gj_code read_roster(const settings *s, gj_roster *roster, char **operands, size_t count,
                           gj_err *err)
{
	gj_code code = gj_roster_read(roster, operands, count, err);
	if (code == GJ_OK)
		code = gj_roster_infer(roster->lists, roster->list_count, err);
	if (code == GJ_OK)
		tell_complaints(s, roster, operands);
	return code;
}

/* The moments of --since, --max-age and --deadline. */
static gj_code read_clock(const settings *s, gj_sweep_options *options, gj_err *err)
{
	time_t now = time(NULL);
	options->since = s->since ? clock_day(s->since) : 0;
	if (s->since && options->since <= 0)
		return gj_err_set(err, GJ_E_USAGE, 0, "--since: expected a date like 2024-03-31, got \"%s\"",
		                  s->since);
	/* What either lets pass is not fetched again. */
	if (s->max_age && (!options->since || now - s->max_age < options->since))
		options->since = now - s->max_age;
	options->fetch.deadline = s->deadline ? clock_deadline(s->deadline, now) : 0;
	if (s->deadline && options->fetch.deadline <= 0)
		return gj_err_set(err, GJ_E_USAGE, 0, "--deadline: expected a time such as 2h, 06:00 or "
		                  "2026-02-01T06:00, got \"%s\"", s->deadline);
	return GJ_OK;
}

static int need_option(const settings *s, const char *name, const char *option)
{
	gj_err err;
	gj_err_set(&err, GJ_E_USAGE, 0, "%s: needs %s", name, option);
	return say_error(s, &err);
}

static int sweep_roster(const settings *s, gj_sweep_options *options, const gj_roster *roster,
                        gj_sweep_result *result)
{
	gj_err err = { 0 };
	gj_arena arena;
	gj_arena_init(&arena, ENABLED_ARENA);
	bool metrics[GJ_METRIC_COUNT];
	gj_policy policy;
	gj_user_rules user;
	options->policy = &policy;
	gj_store_option recorded[SHAPE_OPTIONS_MAX];
	options->publish = shape_publish(s, metrics);
	options->recorded = recorded;
	options->recorded_count = shape_record(s, &arena, recorded);
	options->fetch.stop = signals_watch();
	gj_code code = policy_init(&policy, &user, &arena, s, &err);
	if (code == GJ_OK)
		code = gj_sweep(options, roster, result, &err);
	end_progress();
	int status = code ? say_error(s, &err) : status_of(s, &result->totals);
	tell_archive(s, &result->totals.capture.archive);
	tell_store(s, result);
	if (result->published) {
		tell_left(s, &result->totals.capture);
		tell_result(s, result);
	}
	policy_release(&policy, &user);
	gj_arena_release(&arena);
	return status;
}

static int sweep_sources(const settings *s, char **operands, size_t count, gj_sweep_result *result)
{
	gj_err err = { 0 };
	gj_roster roster;
	teller t = teller_for(s, s->verbose);
	gj_sweep_options options = sweep_options(s, &t);
	if (read_clock(s, &options, &err) || read_roster(s, &roster, operands, count, &err))
		return say_error(s, &err);
	int status = sweep_roster(s, &options, &roster, result);
	teller_release(&t);
	gj_roster_release(&roster);
	return status;
}

int sweep_from_archive(const settings *s, char **operands, size_t count, gj_sweep_result *result)
{
	gj_err err = { 0 };
	gj_roster roster;
	teller t = teller_for(s, s->verbose);
	gj_sweep_options options = sweep_options(s, &t);
	options.dig = options.offline = true;
	gj_code code = count ? read_roster(s, &roster, operands, count, &err)
	                     : gj_history_roster(&roster, s->out, &err);
	int status = code ? say_error(s, &err) : sweep_roster(s, &options, &roster, result);
	teller_release(&t);
	gj_roster_release(&roster);
	return status;
}

int cmd_sweep(const settings *s, char **operands, size_t count)
{
	if (!s->out)
		return need_option(s, "sweep", "--out DIR");
	gj_sweep_result result = { 0 };
	watch w;
	if (!watch_begin(&w, s))
		return EXIT_USAGE;
	int status = sweep_sources(s, operands, count, &result);
	status = watch_end(&w, status, &result);
	gj_sweep_result_release(&result);
	signals_obey();
	return status;
}

int cmd_fetch(const settings *s, char **operands, size_t count)
{
	if (!s->archive)
		return need_option(s, "fetch", "--archive DIR");
	gj_err err = { 0 };
	gj_roster roster;
	teller t = teller_for(s, true);
	gj_sweep_options options = sweep_options(s, &t);
	if (read_clock(s, &options, &err) || read_roster(s, &roster, operands, count, &err))
		return say_error(s, &err);
	options.fetch.stop = signals_watch();
	gj_capture_totals totals = { 0 };
	gj_code code = gj_sweep_fetch(&options, &roster, &totals, &err);
	end_progress();
	int status = code ? say_error(s, &err) : EXIT_NOTHING;
	if (code == GJ_OK && !s->quiet)
		say(settings_chinese(s) ? "下载 %zu 个网址：成功 %zu，失败 %zu；存档在 %s"
		                        : "%zu addresses: %zu captured, %zu failed; the archive is %s",
		    totals.addresses, totals.captured, totals.failed, s->archive);
	if (!atomic_load(options.fetch.stop))
		tell_left(s, &totals);
	tell_archive(s, &totals.archive);
	teller_release(&t);
	if (totals.failed || totals.left || roster.complaint_count)
		status = highest(status, EXIT_INCOMPLETE);
	gj_roster_release(&roster);
	signals_obey();
	return status;
}
