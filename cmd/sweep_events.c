#include "sweep_events.h"

#include "base/clock.h"
#include "message.h"
#include "signals.h"
#include "warc/http_head.h"

enum {
	MILESTONES = 10,       /* of a long phase */
	MILESTONE_LEAST = 100, /* addresses, or reports, from one to the next */
	MOMENT_MAX = 32,
};

/* ---- how far it is ---- */

progress_teller progress_begin(const settings *s)
{
	return (progress_teller){ .s = s, .began = gj_monotonic_seconds() };
}

/* Seconds until the rest is done, if it goes on as it did. */
static size_t seconds_left(const progress_teller *t, const gj_sweep_progress *progress,
                           double *rate)
{
	double seconds = gj_monotonic_seconds() - t->began;
	*rate = seconds > 0 ? (double)progress->done / seconds : 0;
	return *rate > 0 ? (size_t)((double)(progress->total - progress->done) / *rate) : 0;
}

static void show_fetching(const progress_teller *t, const gj_sweep_progress *progress)
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

static bool is_milestone(progress_teller *t, const gj_sweep_progress *progress)
{
	size_t step = progress->total / MILESTONES;
	size_t at = progress->done / (step > MILESTONE_LEAST ? step : MILESTONE_LEAST);
	bool reached = at > (t->phase == progress->phase ? t->milestone : 0);
	t->phase = progress->phase;
	t->milestone = at;
	return reached;
}

static void note_progress(progress_teller *t, const gj_sweep_progress *progress)
{
	bool fetch = progress->phase == GJ_PHASE_FETCH, chinese = settings_chinese(t->s);
	if (!is_milestone(t, progress))
		return;
	note_event(LEVEL_INFO, "progress",
	           FIELDS(TEXT("phase", gj_str_of(fetch ? "fetch" : "read")),
	                  NUMBER("done", progress->done), NUMBER("total", progress->total),
	                  NUMBER("failed", progress->failed), NUMBER("bytes", progress->bytes)),
	           fetch ? (chinese ? "下载 %zu/%zu" : "fetched %zu of %zu")
	                 : (chinese ? "读取 %zu/%zu" : "read %zu of %zu"),
	           progress->done, progress->total);
}

void tell_progress(progress_teller *t, const gj_sweep_progress *progress)
{
	note_progress(t, progress);
	if (progress->phase == GJ_PHASE_FETCH)
		show_fetching(t, progress);
	else
		show_progress(t->s, settings_chinese(t->s) ? "读取 %zu/%zu" : "reading %zu/%zu",
		              progress->done, progress->total);
}

/* ---- what it meets ---- */

void tell_complaints(const gj_roster *roster, char **names)
{
	for (size_t l = 0; l < roster->list_count; l++) {
		const gj_source_list *list = &roster->lists[l];
		gj_str name = gj_str_of(names[l]);
		for (size_t i = 0; i < list->complaint_count; i++)
			tell_event(
			    LEVEL_WARNING, "list_line",
			    FIELDS(TEXT("list", name), NUMBER("line", list->complaints[i].line)),
			    "%.*s: line %u: %.*s", GJ_STR_ARG(name), list->complaints[i].line,
			    GJ_STR_ARG(list->complaints[i].message));
	}
}

static gj_str moment(char text[MOMENT_MAX], time_t at)
{
	struct tm parts;
	size_t length = at && gmtime_r(&at, &parts)
	                    ? strftime(text, MOMENT_MAX, "%Y-%m-%dT%H:%M:%SZ", &parts)
	                    : 0;
	return (gj_str){ text, length };
}

static const char *what_came(const gj_capture *capture, bool chinese)
{
	if (capture->failure != GJ_FETCH_OK)
		return gj_fetch_failure_sentence(capture->failure, chinese);
	if (capture->unchanged)
		return chinese ? "未变" : "unchanged";
	return chinese ? "已采集" : "captured";
}

/* What came on the way is for programs: nobody asked for it. */
static void note_redirect(const gj_capture *capture, bool chinese)
{
	char at[MOMENT_MAX];
	gj_str from = capture->final_address;
	gj_str location = gj_header_value(capture->headers, GJ_STR("Location"));
	note_event(LEVEL_INFO, "redirect",
	           FIELDS(TEXT("address", capture->address), TEXT("from", from),
	                  TEXT("location", location), NUMBER("status", capture->status),
	                  TEXT("captured_at", moment(at, capture->captured_at))),
	           chinese ? "%.*s：转到 %.*s" : "%.*s: leads on to %.*s", GJ_STR_ARG(from),
	           GJ_STR_ARG(location));
}

static void note_robots(const gj_capture *capture, bool chinese)
{
	char at[MOMENT_MAX];
	bool none = capture->status >= 400 && capture->status < 500;
	const char *what = none ? (chinese ? "没有" : "there is none") : what_came(capture, chinese);
	note_event(LEVEL_INFO, "robots",
	           FIELDS(TEXT("address", capture->address),
	                  TEXT("outcome", gj_str_of(gj_fetch_failure_name(capture->failure))),
	                  NUMBER("status", capture->status), NUMBER("bytes", capture->body.len),
	                  NUMBER("attempts", capture->attempts),
	                  TRUTH("unchanged", capture->unchanged),
	                  TEXT("captured_at", moment(at, capture->captured_at)),
	                  TEXT("detail", capture->detail)),
	           chinese ? "%.*s：%s" : "%.*s: %s", GJ_STR_ARG(capture->address), what);
}

void tell_capture(const settings *s, const gj_capture *capture, bool failures)
{
	/* Not its turn: a signal came, and there may be thousands. */
	if (capture->failure == GJ_FETCH_INTERRUPTED)
		return;
	char at[MOMENT_MAX];
	bool chinese = settings_chinese(s), failed = capture->failure != GJ_FETCH_OK;
	const char *what = what_came(capture, chinese);
	if (capture->role != GJ_ROLE_ANSWER) {
		/* A robots.txt may be elsewhere too. */
		bool on = capture->role == GJ_ROLE_REDIRECT ||
		          (capture->failure == GJ_FETCH_HTTP_STATUS && capture->status < 400);
		(on ? note_redirect : note_robots)(capture, chinese);
		return;
	}
	(failed && failures ? tell_event : note_event)(
	    failed ? LEVEL_WARNING : LEVEL_INFO, "capture",
	    FIELDS(TEXT("address", capture->address),
	           TEXT("outcome", gj_str_of(gj_fetch_failure_name(capture->failure))),
	           NUMBER("status", capture->status), NUMBER("bytes", capture->body.len),
	           NUMBER("attempts", capture->attempts), TRUTH("unchanged", capture->unchanged),
	           TEXT("captured_at", moment(at, capture->captured_at)),
	           TEXT("detail", capture->detail), TEXT("follow", capture->follow),
	           TEXT("via", capture->via)),
	    capture->detail.len ? "%.*s: %s (%.*s)" : "%.*s: %s%.*s", GJ_STR_ARG(capture->address),
	    what, GJ_STR_ARG(capture->detail));
}

void tell_archive(const settings *s, const gj_archive_trouble *trouble)
{
	if (trouble->torn_files)
		tell_event(
		    LEVEL_WARNING, "archive_torn",
		    FIELDS(NUMBER("files", trouble->torn_files),
		           NUMBER("bytes", trouble->torn_bytes)),
		    settings_chinese(s)
		        ? "存档中有 %zu 个文件末尾的记录不完整（共 %llu 字节），已移至 .torn 文件"
		        : "half a record at the end of %zu file(s) of the archive "
		          "(%llu bytes) was set aside as .torn",
		    trouble->torn_files, (unsigned long long)trouble->torn_bytes);
	if (trouble->damaged)
		tell_event(LEVEL_WARNING, "archive_damaged",
		           FIELDS(NUMBER("places", trouble->damaged)),
		           settings_chinese(s)
		               ? "存档中有 %zu 处损坏，无法读取，已跳过"
		               : "the archive is damaged in %zu place(s), which were passed over",
		           trouble->damaged);
}

void tell_store(const settings *s, const gj_sweep_result *result)
{
	if (*result->aside)
		tell_event(LEVEL_WARNING, "store_set_aside",
		           FIELDS(TEXT("file", gj_str_of(result->aside))),
		           settings_chinese(s)
		               ? "数据库已损坏，移至 %s，并另建新库；gouji rebuild %s 可由存档"
		                 "恢复各版本报告"
		               : "the store was damaged: it is now %s, and a new one was begun; "
		                 "gouji rebuild %s brings the versions of reports back from the "
		                 "archive",
		           result->aside, s->out);
	if (result->shown_late)
		tell_event(LEVEL_INFO, "shown_late", NULL, "%s",
		           settings_chinese(s)
		               ? "上次运行在写出结果前中断，已补写其结果"
		               : "the last sweep was cut short before its files appeared; "
		                 "they were written now");
}

/* ---- what it comes to ---- */

void tell_left(const settings *s, const gj_capture_totals *totals)
{
	if (totals->left)
		tell_event(LEVEL_WARNING, "deadline", FIELDS(NUMBER("left", totals->left)),
		           settings_chinese(s)
		               ? "已到截止时间，还有 %zu 个网址未下载，留给下次"
		               : "the deadline came with %zu address(es) left for the next run",
		           totals->left);
}

static void tell_changes(const settings *s, const gj_delta_totals *c)
{
	tell_event(LEVEL_INFO, "changes",
	           FIELDS(NUMBER("reports_new", c->reports[GJ_DELTA_NEW]),
	                  NUMBER("reports_vanished", c->reports[GJ_DELTA_VANISHED]),
	                  NUMBER("reports_changed", c->reports[GJ_DELTA_CHANGED]),
	                  NUMBER("findings_new", c->findings[GJ_DELTA_NEW]),
	                  NUMBER("findings_resolved", c->findings[GJ_DELTA_RESOLVED]),
	                  NUMBER("findings_open", c->findings[GJ_DELTA_OPEN])),
	           settings_chinese(s)
	               ? "与上次相比：报告新增 %zu，消失 %zu，改动 %zu；发现新增 %zu，已消除 %zu，"
	                 "仍存在 %zu；详见 changes.csv"
	               : "since the last sweep: reports %zu new, %zu gone, %zu changed; findings "
	                 "%zu new, %zu resolved, %zu still open; see changes.csv",
	           c->reports[GJ_DELTA_NEW], c->reports[GJ_DELTA_VANISHED],
	           c->reports[GJ_DELTA_CHANGED], c->findings[GJ_DELTA_NEW],
	           c->findings[GJ_DELTA_RESOLVED], c->findings[GJ_DELTA_OPEN]);
}

void tell_result(const settings *s, const gj_sweep_result *result)
{
	const gj_totals *t = &result->totals;
	tell_event(
	    LEVEL_INFO, "result",
	    FIELDS(NUMBER("sources", t->sources), NUMBER("read", t->covered[GJ_COVERED_READ]),
	           NUMBER("refused", t->covered[GJ_COVERED_REFUSED]),
	           NUMBER("failed", t->covered[GJ_COVERED_FAILED]),
	           NUMBER("missing", t->covered[GJ_COVERED_MISSING]),
	           NUMBER("errors", t->findings[GJ_ERROR]),
	           NUMBER("warnings", t->findings[GJ_WARNING]),
	           NUMBER("notes", t->findings[GJ_NOTE]), TEXT("out", gj_str_of(s->out))),
	    settings_chinese(s) ? "读取 %zu/%zu 份报告（拒读 %zu，下载失败 %zu，无网址 %zu）；"
	                          "错误 %zu，警告 %zu，提示 %zu；结果在 %s"
	                        : "read %zu of %zu reports (%zu refused, %zu failed, %zu missing); "
	                          "errors %zu, warnings %zu, notes %zu; results are in %s",
	    t->covered[GJ_COVERED_READ], t->sources, t->covered[GJ_COVERED_REFUSED],
	    t->covered[GJ_COVERED_FAILED], t->covered[GJ_COVERED_MISSING], t->findings[GJ_ERROR],
	    t->findings[GJ_WARNING], t->findings[GJ_NOTE], s->out);
	if (t->changes.compared)
		tell_changes(s, &t->changes);
}

void tell_fetched(const settings *s, const gj_capture_totals *totals)
{
	tell_event(
	    LEVEL_INFO, "fetched",
	    FIELDS(NUMBER("addresses", totals->addresses), NUMBER("captured", totals->captured),
	           NUMBER("failed", totals->failed), TEXT("archive", gj_str_of(s->archive))),
	    settings_chinese(s) ? "下载 %zu 个网址：成功 %zu，失败 %zu；存档在 %s"
	                        : "%zu addresses: %zu captured, %zu failed; the archive is %s",
	    totals->addresses, totals->captured, totals->failed, s->archive);
}

void note_start(const settings *s, const char *name, const gj_roster *roster)
{
	note_event(LEVEL_INFO, "start",
	           FIELDS(TEXT("command", gj_str_of(name)), TEXT("version", gj_str_of(GJ_VERSION)),
	                  NUMBER("sources", roster->source_count),
	                  NUMBER("remote", roster->remote_count)),
	           settings_chinese(s) ? "%s 开始：%zu 个来源" : "%s begins: %zu sources", name,
	           roster->source_count);
}

void note_end(const settings *s, const char *name, double began, int status)
{
	enum { SIGNAL_STATUS = 128 }; /* as a shell says it */
	int came = signals_came();
	status = came ? SIGNAL_STATUS + came : status;
	event_level level = came || status == EXIT_INCOMPLETE ? LEVEL_WARNING
	                    : status > EXIT_FINDINGS          ? LEVEL_ERROR
	                                                      : LEVEL_INFO;
	note_event(level, "end",
	           FIELDS(TEXT("command", gj_str_of(name)), NUMBER("exit", status),
	                  NUMBER("signal", came),
	                  NUMBER("seconds", gj_monotonic_seconds() - began)),
	           came ? (settings_chinese(s) ? "%s 因信号中止：退出码 %d"
	                                       : "%s was ended by a signal: exit code %d")
	                : (settings_chinese(s) ? "%s 结束：退出码 %d" : "%s ends: exit code %d"),
	           name, status);
}
