#include "message.h"
#include "ranking.h"
#include "policy.h"
#include "reader.h"
#include "run/sweep.h"
#include "signals.h"

enum { ENABLED_ARENA = 1 << 16 };

/* What the callbacks need. */
typedef struct teller {
	const settings *s;
} teller;

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

static void tell_failure(void *context, const gj_capture *capture)
{
	const settings *s = ((const teller *)context)->s;
	if (!capture->failure)
		return;
	say(capture->detail.len ? "%.*s: %s (%.*s)" : "%.*s: %s", GJ_STR_ARG(capture->address),
	    gj_fetch_failure_sentence(capture->failure, settings_chinese(s)),
	    GJ_STR_ARG(capture->detail));
}

static void tell_progress(void *context, const gj_sweep_progress *progress)
{
	const settings *s = ((const teller *)context)->s;
	bool zh = settings_chinese(s);
	if (progress->phase == GJ_PHASE_FETCH)
		show_progress(s, zh ? "下载 %zu/%zu，失败 %zu，进行中 %zu"
		                    : "fetching %zu/%zu, %zu failed, %zu in flight",
		              progress->done, progress->total, progress->failed,
		              progress->in_flight);
	else
		show_progress(s, zh ? "读取 %zu/%zu" : "reading %zu/%zu", progress->done,
		              progress->total);
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
}

static int status_of(const settings *s, const gj_totals *totals)
{
	int status = EXIT_NOTHING;
	for (int i = GJ_NOTE; i <= GJ_ERROR; i++) {
		if (totals->failing[i] && severity_fails(s, (gj_severity)i))
			status = EXIT_FINDINGS;
	}
	bool incomplete = totals->covered[GJ_COVERED_FAILED] ||
	                  totals->covered[GJ_COVERED_REFUSED] || totals->unusable_lines;
	return incomplete ? EXIT_INCOMPLETE : status;
}

static gj_sweep_options sweep_options(const settings *s, teller *t)
{
	return (gj_sweep_options){
		.out = s->out,
		.archive = s->archive,
		.offline = s->offline,
		.force = s->force,
		.digest = s->digest,
		.chinese = settings_chinese(s),
		.excel = s->excel,
		.jobs = s->jobs,
		.fetch = s->fetch,
		.retry_failed = s->retry_failed,
		.tick = tell_progress,
		.context = t,
	};
}

static gj_code read_roster(const settings *s, gj_roster *roster, char **operands, size_t count,
                           gj_err *err)
{
	gj_code code = gj_roster_read(roster, operands, count, err);
	if (code == GJ_OK)
		tell_complaints(s, roster, operands);
	return code;
}

/* Midnight in Beijing of a date, or 0 when it is none: reports are published
 * and dated there. */
static time_t day_of(const char *text)
{
	struct tm day = { 0 };
	const char *end = strptime(text, "%Y-%m-%d", &day);
	enum { EAST_OF_UTC = 8 * 3600 };
	return end && !*end ? timegm(&day) - EAST_OF_UTC : 0;
}

static gj_code read_since(const settings *s, time_t *since, gj_err *err)
{
	*since = s->since ? day_of(s->since) : 0;
	if (s->since && *since <= 0)
		return gj_err_set(err, GJ_E_USAGE, 0, "--since: expected a date like 2024-03-31, got \"%s\"",
		                  s->since);
	return GJ_OK;
}

static int need_option(const settings *s, const char *name, const char *option)
{
	gj_err err;
	gj_err_set(&err, GJ_E_USAGE, 0, "%s: needs %s", name, option);
	return say_error(s, &err);
}

int cmd_sweep(const settings *s, char **operands, size_t count)
{
	if (!s->out)
		return need_option(s, "sweep", "--out DIR");
	gj_err err = { 0 };
	gj_roster roster;
	time_t since;
	if (read_since(s, &since, &err) || read_roster(s, &roster, operands, count, &err))
		return say_error(s, &err);
	gj_arena arena;
	gj_arena_init(&arena, ENABLED_ARENA);
	bool metrics[GJ_METRIC_COUNT];
	teller t = { s };
	gj_sweep_options options = sweep_options(s, &t);
	gj_policy policy;
	gj_user_rules user;
	options.since = since;
	options.policy = &policy;
	options.rank = rank_options(s, metrics);
	options.fetch.stop = signals_watch();
	options.told = s->verbose ? tell_failure : NULL;
	gj_sweep_result result = { 0 };
	gj_code code = policy_init(&policy, &user, &arena, s, &err);
	if (code == GJ_OK)
		code = gj_sweep(&options, &roster, &result, &err);
	end_progress();
	int status = code ? say_error(s, &err) : status_of(s, &result.totals);
	if (code == GJ_OK && !result.interrupted)
		tell_result(s, &result);
	gj_sweep_result_release(&result);
	policy_release(&policy, &user);
	gj_arena_release(&arena);
	gj_roster_release(&roster);
	signals_obey();
	return status;
}

int cmd_fetch(const settings *s, char **operands, size_t count)
{
	if (!s->archive)
		return need_option(s, "fetch", "--archive DIR");
	gj_err err = { 0 };
	gj_roster roster;
	time_t since;
	if (read_since(s, &since, &err) || read_roster(s, &roster, operands, count, &err))
		return say_error(s, &err);
	teller t = { s };
	gj_sweep_options options = sweep_options(s, &t);
	options.since = since;
	options.fetch.stop = signals_watch();
	options.told = s->quiet ? NULL : tell_failure;
	gj_capture_totals totals = { 0 };
	gj_code code = gj_sweep_fetch(&options, &roster, &totals, &err);
	end_progress();
	int status = code ? say_error(s, &err) : EXIT_NOTHING;
	if (code == GJ_OK && !s->quiet)
		say(settings_chinese(s) ? "下载 %zu 个网址：成功 %zu，失败 %zu；存档在 %s"
		                        : "%zu addresses: %zu captured, %zu failed; the archive is %s",
		    totals.addresses, totals.captured, totals.failed, s->archive);
	if (totals.failed || roster.complaint_count)
		status = highest(status, EXIT_INCOMPLETE);
	gj_roster_release(&roster);
	signals_obey();
	return status;
}
