#include "run/sweep.h"

#include "base/clock.h"
#include "run/lock.h"
#include "run/keep.h"
#include "run/replica.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	READ_TICK = 64, /* sources between two reports of progress */
	RECALL_ARENA_MAX = 1 << 20
};

typedef struct sweep {
	const gj_sweep_options *options;
	const gj_roster *roster;
	gj_sweep_result *result;
	gj_archive *archive;
	gj_store *store;
	gj_editions *editions; /* what the last sweep into the directory read */
	gj_keeper keeper;
	char as_of[GJ_DAY_SIZE]; /* the day of judgement; empty = none */
	char store_path[PATH_MAX];
	gj_batch *batch;
	size_t done;
} sweep;

static bool stopped(const gj_sweep_options *options)
{
	return options->fetch.stop && atomic_load(options->fetch.stop);
}

static void fetch_tick(void *context, const gj_fetch_progress *progress)
{
	const gj_sweep_options *options = context;
	if (!options->tick)
		return;
	gj_sweep_progress shown = {
		.phase = GJ_PHASE_FETCH,
		.total = progress->total,
		.done = progress->done,
		.failed = progress->failed,
		.in_flight = progress->in_flight,
		.waiting_hosts = progress->waiting_hosts,
		.bytes = progress->bytes,
	};
	options->tick(options->context, &shown);
}

static void capture_told(void *context, const gj_capture *capture)
{
	const gj_sweep_options *options = context;
	if (options->told)
		options->told(options->context, capture);
}

static gj_code fetch_roster(const gj_sweep_options *options, const gj_roster *roster,
                            gj_archive *archive, time_t reuse_since, gj_capture_totals *totals,
                            gj_err *err)
{
	gj_sweep_options copy = *options;
	/* A run that goes on after it was cut short has its own beginning as well. */
	if (options->since && options->since < reuse_since)
		reuse_since = options->since;
	gj_capture_plan plan = {
		.fetch = &options->fetch,
		.reuse_since = reuse_since ? reuse_since : options->since,
		.retry_failed = options->retry_failed,
		.told = capture_told,
		.tick = fetch_tick,
		.context = &copy,
	};
	return gj_capture_roster(archive, roster, &plan, totals, err);
}

typedef struct archive_place {
	char path[PATH_MAX];
	gj_lock lock;
} archive_place;

static gj_code name_archive(char path[PATH_MAX], const gj_sweep_options *options, gj_err *err)
{
	int length = options->archive ? snprintf(path, PATH_MAX, "%s", options->archive)
	                              : snprintf(path, PATH_MAX, "%s/archive", options->out);
	return length < 0 || length >= PATH_MAX
	               ? gj_err_set(err, GJ_E_USAGE, 0, "the path of the archive is too long")
	               : GJ_OK;
}

/* Makes and locks the archive directory: one writer at a time. Offline it is only
 * read, and must be there. */
static gj_code hold_archive(archive_place *place, const gj_sweep_options *options, gj_err *err)
{
	place->lock.fd = -1;
	gj_code named = name_archive(place->path, options, err);
	if (named)
		return named;
	if (options->offline && access(place->path, R_OK | X_OK) != 0)
		return gj_err_set(err, GJ_E_USAGE, errno, "%s: cannot open the archive",
		                  place->path);
	if (options->offline)
		return GJ_OK;
	gj_code code = gj_directory_make(place->path, err);
	return code ? code : gj_lock_take(&place->lock, place->path, err);
}

gj_code gj_sweep_fetch(const gj_sweep_options *options, const gj_roster *roster,
                       gj_capture_totals *totals, gj_err *err)
{
	archive_place place;
	gj_archive *archive = NULL;
	gj_code code = hold_archive(&place, options, err);
	if (code == GJ_OK)
		code = gj_archive_open(&archive, place.path, true, err);
	time_t begun = 0;
	bool resumed = false;
	if (code == GJ_OK)
		code = gj_mark_begin(place.path, time(NULL), &begun, &resumed, err);
	if (code == GJ_OK)
		code = fetch_roster(options, roster, archive, resumed ? begun : 0, totals, err);
	if (code == GJ_OK && !stopped(options))
		gj_mark_end(place.path);
	gj_code closed = gj_archive_close(archive, code ? NULL : err);
	gj_lock_release(&place.lock);
	return code ? code : closed;
}

static gj_code take_reading(void *context, gj_reading *reading, gj_err *err)
{
	sweep *s = context;
	if (reading->code) {
		*err = reading->err;
		return gj_err_context(err, "%.*s", GJ_STR_ARG(reading->input.name));
	}
	return gj_keep_take(&s->keeper, reading, err);
}

static gj_input_kind kind_of(const gj_source *source)
{
	if (!source->url.len)
		return GJ_INPUT_NOTHING;
	return gj_source_is_remote(source) ? GJ_INPUT_CAPTURE : GJ_INPUT_FILE;
}

static gj_code feed_source(void *context, const gj_source *source, gj_err *err)
{
	sweep *s = context;
	const gj_sweep_options *options = s->options;
	if (stopped(options))
		return GJ_OK; /* what is left would be thrown away */
	gj_input input = { .kind = kind_of(source), .name = source->url, .source = source };
	gj_code code = gj_batch_add(s->batch, &input, err);
	if (options->tick && ++s->done % READ_TICK == 0) {
		gj_sweep_progress shown = {
			.phase = GJ_PHASE_READ, .total = s->roster->source_count, .done = s->done
		};
		options->tick(options->context, &shown);
	}
	return code;
}

static gj_code feed_roster(void *context, gj_batch *batch, gj_err *err)
{
	sweep *s = context;
	s->batch = batch;
	return gj_roster_each(s->roster, feed_source, s, err);
}

static gj_code read_editions(sweep *s, gj_err *err)
{
	char path[PATH_MAX];
	int length = snprintf(path, sizeof path, "%s/%s", s->options->out,
	                      gj_result_name(GJ_RESULT_REPORTS_NDJSON));
	if (length < 0 || length >= (int)sizeof path)
		return gj_err_set(err, GJ_E_USAGE, 0, "%s: the path is too long", s->options->out);
	return gj_editions_read(&s->editions, path, err);
}

static gj_code read_roster(sweep *s, gj_err *err)
{
	const gj_sweep_options *options = s->options;
	gj_code code = s->editions ? GJ_OK : read_editions(s, err);
	if (code)
		return code;
	gj_batch_options batch = {
		.jobs = options->jobs,
		.most = s->roster->source_count,
		.size_max = options->fetch.size_max,
		.check = true,
		.digest = options->digest,
		.chinese = options->publish.chinese,
		.enabled = options->policy->enabled,
		.user = options->policy->user,
		.calendar = &options->policy->calendar,
		.as_of = gj_str_of(s->as_of),
		.editions = s->editions,
		.archive = s->archive,
		.render = gj_keep_render,
		.render_context = &s->keeper,
		.take = take_reading,
		.take_context = s,
	};
	return gj_batch_run(&batch, feed_roster, s, err);
}

/* ---- the store ---- */

static gj_code open_store(sweep *s, gj_err *err)
{
	gj_code code = gj_store_open(&s->store, s->store_path, GJ_STORE_WRITE, err);
	if (code != GJ_E_DAMAGED)
		return code;
	code = gj_store_set_aside(s->store_path, s->result->aside, err);
	return code ? code : gj_store_open(&s->store, s->store_path, GJ_STORE_WRITE, err);
}

/* Begins again with a new store; what was fetched is in the archive. */
static gj_code start_over(sweep *s, gj_err *err)
{
	gj_totals *totals = &s->result->totals, old = *totals;
	gj_store_close(s->store);
	s->store = NULL;
	gj_code code = gj_store_set_aside(s->store_path, s->result->aside, err);
	if (code == GJ_OK)
		code = gj_totals_init(totals, err);
	if (code)
		return code;
	free(old.rules);
	totals->unusable_lines = old.unusable_lines;
	totals->fetched = old.fetched;
	totals->capture = old.capture;
	gj_baseline_restart(s->options->policy->baseline);
	s->done = 0;
	return gj_store_open(&s->store, s->store_path, GJ_STORE_WRITE, err);
}

/* ---- from readings to files ---- */

/* All files are on disk before the sweep is complete, and appear after. `standing`: the
 * files of the sweep before are still in the directory. */
static gj_code show(sweep *s, int64_t sweep_id, const gj_publish_options *options, bool standing,
                    gj_err *err)
{
	gj_results results = { 0 };
	gj_replica before;
	bool found;
	gj_publish_options compared = *options;
	gj_code code = gj_replica_before(&before, s->store, sweep_id, s->options->out, standing,
	                                 options, &found, err);
	compared.before = found ? &before.side : NULL;
	if (code == GJ_OK)
		code = gj_publish(s->store, sweep_id, s->options->out, &compared, &results, err);
	gj_replica_remove(&before);
	s->result->totals.changes = results.changes;
	if (code == GJ_OK)
		code = gj_store_commit(s->store, err);
	if (code)
		gj_results_abandon(&results);
	else
		code = gj_results_commit(&results, err);
	return code ? code : gj_store_shown(s->store, sweep_id, err);
}

/* The last sweep is complete, but was cut short before its files appeared. */
static gj_code show_last(sweep *s, gj_err *err)
{
	gj_arena arena;
	gj_stored_sweep last;
	gj_publish_options options;
	bool found;
	gj_arena_init(&arena, RECALL_ARENA_MAX);
	gj_code code = gj_store_find_sweep(s->store, 0, &arena, &last, &found, err);
	bool due = code == GJ_OK && found && !last.shown && s->options->recall;
	if (due)
		code = s->options->recall(s->options->context, s->store, last.id, &options, err);
	if (due && code == GJ_OK)
		code = show(s, last.id, &options, false, err);
	s->result->shown_late = due && code == GJ_OK;
	gj_arena_release(&arena);
	return code;
}

static gj_code keep_all(sweep *s, gj_err *err)
{
	const gj_sweep_options *options = s->options;
	gj_check_options check = { .chinese = options->publish.chinese,
		                   .enabled = options->policy->enabled,
		                   .user = options->policy->user,
		                   .calendar = &options->policy->calendar };
	double began = gj_monotonic_seconds();
	gj_code code = gj_keeper_init(&s->keeper, s->store, options->out, &check, options->policy,
	                              &s->result->totals, err);
	if (code == GJ_OK)
		code = read_roster(s, err);
	s->result->seconds[GJ_PHASE_READ] = gj_monotonic_seconds() - began;
	s->result->interrupted = stopped(options);
	if (code == GJ_OK && s->result->interrupted)
		code = gj_store_commit(s->store, err);
	else if (code == GJ_OK)
		code = gj_keep_finish(&s->keeper, err);
	gj_keeper_release(&s->keeper);
	return code;
}

/* The sweep in the store, with its options and the day it is judged from. */
static gj_code begin_keeping(sweep *s, gj_err *err)
{
	const gj_sweep_options *options = s->options;
	size_t count = options->recorded_count;
	gj_store_option *recorded = calloc(count + 1, sizeof *recorded);
	if (!recorded)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	for (size_t i = 0; i < count; i++)
		recorded[i] = options->recorded[i];
	if (*s->as_of)
		recorded[count++] = (gj_store_option){ GJ_PUBLISH_AS_OF, s->as_of };
	gj_store_sweep begun = { .started = time(NULL),
		                 .unusable_lines = s->roster->complaint_count,
		                 .options = recorded,
		                 .option_count = count };
	gj_code code = gj_store_begin(s->store, &begun, err);
	free(recorded);
	return code;
}

static gj_code keep_and_show(sweep *s, gj_err *err)
{
	const gj_sweep_options *options = s->options;
	char archive[PATH_MAX];
	gj_code code = name_archive(archive, options, err);
	if (code == GJ_OK)
		code = begin_keeping(s, err);
	if (code == GJ_OK && options->dig)
		code = gj_history_keep(s->store, archive, s->roster, options->fetch.size_max,
		                       &s->result->history, err);
	if (code == GJ_OK)
		code = keep_all(s, err);
	if (code || s->result->interrupted)
		return code;
	double began = gj_monotonic_seconds();
	code = show(s, gj_store_sweep_id(s->store), &options->publish, true, err);
	s->result->published = code == GJ_OK;
	s->result->seconds[GJ_PHASE_PUBLISH] = gj_monotonic_seconds() - began;
	return code;
}

static void choose_as_of(sweep *s)
{
	if (s->options->as_of)
		snprintf(s->as_of, sizeof s->as_of, "%s", s->options->as_of);
	else if (s->archive)
		gj_beijing_day(gj_capture_newest(s->archive, s->roster), s->as_of);
}

static gj_code publish(sweep *s, gj_err *err)
{
	choose_as_of(s);
	gj_code code = keep_and_show(s, err);
	if (code != GJ_E_DAMAGED || *s->result->aside)
		return code;
	code = start_over(s, err);
	return code ? code : keep_and_show(s, err);
}

static gj_code capture(sweep *s, const char *archive, gj_err *err)
{
	const gj_sweep_options *options = s->options;
	gj_code code = gj_archive_open(&s->archive, archive, !options->offline, err);
	if (code || options->offline)
		return code;
	time_t begun = 0;
	code = gj_mark_begin(options->out, time(NULL), &begun, &s->result->resumed, err);
	if (code)
		return code;
	gj_totals *totals = &s->result->totals;
	totals->fetched = true;
	code = fetch_roster(options, s->roster, s->archive, s->result->resumed ? begun : 0,
	                    &totals->capture, err);
	s->result->seconds[GJ_PHASE_FETCH] = totals->capture.seconds;
	return code;
}

static gj_code capture_and_publish(sweep *s, gj_err *err)
{
	archive_place place = { .lock.fd = -1 };
	gj_code code = GJ_OK;
	if (s->roster->remote_count) {
		code = hold_archive(&place, s->options, err);
		if (code == GJ_OK)
			code = capture(s, place.path, err);
	}
	if (code == GJ_OK && stopped(s->options))
		s->result->interrupted = true;
	else if (code == GJ_OK)
		code = publish(s, err);
	gj_code closed = gj_archive_close(s->archive, code ? NULL : err);
	gj_lock_release(&place.lock);
	return code ? code : closed;
}

/* The store, and in the directory what the last sweep found. */
static gj_code look_back(sweep *s, gj_err *err)
{
	int length = snprintf(s->store_path, PATH_MAX, "%s/" GJ_STORE_NAME, s->options->out);
	if (length < 0 || length >= PATH_MAX)
		return gj_err_set(err, GJ_E_USAGE, 0, "%s: the path is too long", s->options->out);
	gj_code code = open_store(s, err);
	if (code == GJ_OK)
		code = show_last(s, err);
	if (code == GJ_E_DAMAGED && !*s->result->aside)
		code = start_over(s, err);
	return code ? code
	            : gj_baseline_read_sweep(s->options->policy->baseline, s->options->out, err);
}

gj_code gj_sweep(const gj_sweep_options *options, const gj_roster *roster,
                 gj_sweep_result *result, gj_err *err)
{
	*result = (gj_sweep_result){ 0 };
	gj_code code = gj_totals_init(&result->totals, err);
	if (code)
		return code;
	result->totals.unusable_lines = roster->complaint_count;
	code = gj_results_check(options->out, options->force, err);
	if (code == GJ_OK)
		code = gj_directory_make(options->out, err);
	gj_lock lock = { -1 };
	if (code == GJ_OK)
		code = gj_lock_take(&lock, options->out, err);
	sweep s = { .options = options, .roster = roster, .result = result };
	if (code == GJ_OK)
		code = look_back(&s, err);
	if (code == GJ_OK)
		code = capture_and_publish(&s, err);
	gj_store_close(s.store);
	gj_editions_free(s.editions);
	if (code == GJ_OK && !result->interrupted)
		gj_mark_end(options->out);
	gj_lock_release(&lock);
	return code;
}

void gj_sweep_result_release(gj_sweep_result *result)
{
	gj_totals_release(&result->totals);
}
