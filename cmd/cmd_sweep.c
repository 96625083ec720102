#include "clock.h"
#include "message.h"
#include "policy.h"
#include "reader.h"
#include "shape.h"
#include "sweep_events.h"
#include "sweeping.h"
#include "base/clock.h"
#include "roster/infer.h"
#include "run/sweep.h"
#include "signals.h"
#include "watch.h"

#include <sys/resource.h>

enum { ENABLED_ARENA = 1 << 16 };

/* What the callbacks need. */
typedef struct teller {
	const settings *s;
	bool failures; /* are told to people too */
	progress_teller progress;
	settings recalled; /* of a sweep whose files were not written yet */
	bool recalled_metrics[GJ_METRIC_COUNT];
} teller;

static teller teller_for(const settings *s, bool failures)
{
	teller t = { .s = s, .failures = failures, .progress = progress_begin(s) };
	settings_init(&t.recalled);
	return t;
}

static void teller_release(teller *t)
{
	settings_release(&t->recalled);
}

static void take_capture(void *context, const gj_capture *capture)
{
	const teller *t = context;
	tell_capture(t->s, capture, t->failures);
}

static void take_progress(void *context, const gj_sweep_progress *progress)
{
	teller *t = context;
	tell_progress(&t->progress, progress);
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
	*options = shape_publish(&t->recalled, t->recalled_metrics, &t->recalled.strings);
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
		.told = take_capture,
		.tick = take_progress,
		.recall = recall_shape,
		.context = t,
	};
}

static gj_code read_roster(gj_roster *roster, char **operands, size_t count, gj_err *err)
{
	gj_code code = gj_roster_read(roster, operands, count, err);
	if (code == GJ_OK)
		code = gj_roster_infer(roster->lists, roster->list_count, err);
	if (code == GJ_OK)
		tell_complaints(roster, operands);
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

static gj_code read_as_of(const settings *s, gj_sweep_options *options, gj_err *err)
{
	char day[GJ_DAY_SIZE] = "";
	options->as_of = s->as_of;
	if (s->as_of)
		gj_beijing_day(clock_day(s->as_of), day);
	return !s->as_of || strcmp(s->as_of, day) == 0
	               ? GJ_OK
	               : gj_err_set(err, GJ_E_USAGE, 0, "--as-of: expected a date like 2024-03-31, got \"%s\"",
	                            s->as_of);
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
	options->publish = shape_publish(s, metrics, &arena);
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
	if (read_clock(s, &options, &err) || read_as_of(s, &options, &err) ||
	    read_roster(&roster, operands, count, &err))
		return say_error(s, &err);
	note_start(s, "sweep", &roster);
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
	if (read_as_of(s, &options, &err))
		return say_error(s, &err);
	gj_code code = count ? read_roster(&roster, operands, count, &err)
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
	double began = gj_monotonic_seconds();
	watch w;
	if (!watch_begin(&w, s))
		return EXIT_USAGE;
	int status = sweep_sources(s, operands, count, &result);
	status = watch_end(&w, status, &result);
	note_end(s, "sweep", began, status);
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
	double began = gj_monotonic_seconds();
	teller t = teller_for(s, true);
	gj_sweep_options options = sweep_options(s, &t);
	if (read_clock(s, &options, &err) || read_roster(&roster, operands, count, &err))
		return say_error(s, &err);
	options.fetch.stop = signals_watch();
	note_start(s, "fetch", &roster);
	gj_capture_totals totals = { 0 };
	gj_code code = gj_sweep_fetch(&options, &roster, &totals, &err);
	end_progress();
	int status = code ? say_error(s, &err) : EXIT_NOTHING;
	if (code == GJ_OK)
		tell_fetched(s, &totals);
	if (!atomic_load(options.fetch.stop))
		tell_left(s, &totals);
	tell_archive(s, &totals.archive);
	teller_release(&t);
	if (totals.failed || totals.left || roster.complaint_count)
		status = highest(status, EXIT_INCOMPLETE);
	gj_roster_release(&roster);
	note_end(s, "fetch", began, status);
	signals_obey();
	return status;
}
