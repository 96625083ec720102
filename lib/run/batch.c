#include "run/batch.h"
#include "run/judge.h"

#include "base/file.h"
#include "warc/digest.h"
#include "map/read.h"

#include <omp.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
	/* Enough that threads seldom wait for the last document of a round, and so few that
	 * what they hold stays in the cache. */
	READINGS_PER_WORKER = 8,
	JOBS_MAX = 1024,
	/* Readings of one round stop at this many bytes held, whatever their number. */
	ROUND_BYTES_MAX = 32 << 20,
	/* What a reading or worker keeps for the next document; the ordinary report
	 * needs about 300 KB, and an outsized one must not stay. */
	KEEP_BYTES_MAX = 1 << 20,
	/* A report's arena may grow to so many times the largest document: grids
	 * and decoded text of ordinary markup stay below one time. */
	ARENA_PER_DOCUMENT = 4,
	ARENA_BASE = 32 << 20,
	ARENA_RESERVE = 4 << 20, /* for the finding that says a document took all the rest */
	TEXT_MAX = 256 << 20 /* one record or verdict as text */
};

typedef struct worker {
	gj_buffer raw;  /* the file being read */
	gj_arena arena; /* the capture being read */
} worker;

struct gj_batch {
	gj_batch_options options;
	gj_reading *readings;
	size_t count, capacity;
	size_t bytes; /* copied into waiting readings */
	atomic_bool *done;  /* of each reading: it waits to be taken, or was */
	atomic_size_t taken, held; /* readings of this round; bytes in those done and not taken */
	atomic_int code;    /* gj_code of a taker that failed */
	worker *workers;
	unsigned worker_count;
};

static size_t arena_ceiling(size_t size_max)
{
	if (size_max > (SIZE_MAX - ARENA_BASE) / ARENA_PER_DOCUMENT)
		return SIZE_MAX;
	return size_max * ARENA_PER_DOCUMENT + ARENA_BASE;
}

static unsigned worker_count(unsigned jobs)
{
	if (!jobs)
		jobs = (unsigned)omp_get_num_procs();
	return jobs > JOBS_MAX ? JOBS_MAX : jobs;
}

gj_code gj_batch_new(gj_batch **batch, const gj_batch_options *options, gj_err *err)
{
	*batch = NULL;
	gj_batch *made = calloc(1, sizeof *made);
	if (!made)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	made->options = *options;
	made->worker_count = worker_count(options->jobs);
	made->capacity = (size_t)made->worker_count * READINGS_PER_WORKER;
	made->readings = calloc(made->capacity, sizeof *made->readings);
	made->workers = calloc(made->worker_count, sizeof *made->workers);
	made->done = calloc(made->capacity, sizeof *made->done);
	if (!made->readings || !made->workers || !made->done) {
		free(made->done);
		free(made->readings);
		free(made->workers);
		free(made);
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for %u threads",
		                  worker_count(options->jobs));
	}
	size_t ceiling = arena_ceiling(options->size_max);
	for (size_t i = 0; i < made->capacity; i++) {
		gj_arena_init(&made->readings[i].arena, ceiling);
		gj_buffer_init(&made->readings[i].text, TEXT_MAX);
		gj_buffer_init(&made->readings[i].scratch, TEXT_MAX);
	}
	for (unsigned i = 0; i < made->worker_count; i++) {
		gj_buffer_init(&made->workers[i].raw, options->size_max);
		gj_arena_init(&made->workers[i].arena, ceiling);
	}
	*batch = made;
	return GJ_OK;
}

void gj_batch_free(gj_batch *batch)
{
	if (!batch)
		return;
	for (size_t i = 0; i < batch->capacity; i++) {
		gj_arena_release(&batch->readings[i].arena);
		gj_buffer_release(&batch->readings[i].text);
		gj_buffer_release(&batch->readings[i].scratch);
	}
	for (unsigned i = 0; i < batch->worker_count; i++) {
		gj_buffer_release(&batch->workers[i].raw);
		gj_arena_release(&batch->workers[i].arena);
	}
	free(batch->done);
	free(batch->readings);
	free(batch->workers);
	free(batch);
}

static void trim_buffer(gj_buffer *buffer)
{
	if (buffer->capacity > KEEP_BYTES_MAX)
		gj_buffer_release(buffer);
	gj_buffer_clear(buffer);
}

static void trim_arena(gj_arena *arena)
{
	if (arena->used > KEEP_BYTES_MAX)
		gj_arena_release(arena);
	gj_arena_reset(arena);
}

/* Ready for the next document, keeping memory of ordinary size. */
static void recycle(gj_reading *reading)
{
	trim_arena(&reading->arena);
	trim_buffer(&reading->text);
	trim_buffer(&reading->scratch);
	*reading = (gj_reading){
		.arena = reading->arena, .text = reading->text, .scratch = reading->scratch
	};
}

static void trim_worker(worker *w)
{
#ifdef GJ_ARENA_MALLOC
	/* Nothing may point into the raw bytes after the reading: let ASan see it. */
	gj_buffer_release(&w->raw);
#endif
	trim_buffer(&w->raw);
	trim_arena(&w->arena);
}

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
}

static gj_code set_digest(gj_reading *reading, gj_str bytes, gj_err *err)
{
	char hex[GJ_DIGEST_HEX];
	reading->report.digest = gj_str_copy(&reading->arena, gj_digest(bytes, hex));
	return reading->report.digest.len ? GJ_OK : no_memory(err);
}

/* A document that passes a limit is refused: a fact about it, not about us. */
static gj_code refuse_too_large(gj_reading *reading)
{
	gj_str digest = reading->report.digest;
	reading->report = (gj_report){
		.refusal = GJ_REFUSED_TOO_LARGE, .digest = digest,
		.tables = { GJ_FORM_NONE, GJ_FORM_NONE, GJ_FORM_NONE, GJ_FORM_NONE, GJ_FORM_NONE }
	};
	reading->err = (gj_err){ 0 };
	return GJ_OK;
}

static gj_code read_bytes(const gj_batch *batch, gj_reading *reading, gj_str bytes,
                          gj_str content_type, gj_err *err)
{
	gj_str digest = reading->report.digest;
	gj_document_hints hints = { .content_type = content_type, .name = reading->input.name };
	reading->arena.ceiling -= ARENA_RESERVE;
	gj_code code = gj_report_read(&reading->arena, bytes, &hints, &reading->report, err);
	reading->arena.ceiling += ARENA_RESERVE;
	reading->report.digest = digest;
	if (code == GJ_E_LIMIT)
		code = refuse_too_large(reading);
	if (code == GJ_OK && batch->options.digest && !digest.len)
		code = set_digest(reading, bytes, err);
	return code;
}

/* What a roster's address gave, when it may need to be told. */
static gj_code look_at(worker *w, gj_reading *reading, gj_str bytes, gj_str content_type,
                       gj_err *err)
{
	reading->answer = GJ_ANSWER_REPORT;
	bool read = reading->report.refusal == GJ_REFUSED_NOT;
	if (!reading->input.source || (read && !content_type.len))
		return GJ_OK;
	gj_look look;
	gj_expected expected = { reading->input.source->agency, reading->input.source->year };
	if (gj_answer_look(&look, &w->arena, bytes, content_type, &expected))
		return no_memory(err);
	bool report = look.answer == GJ_ANSWER_REPORT || look.answer == GJ_ANSWER_WRONG_CHARSET;
	if (read && look.answer != GJ_ANSWER_WRONG_CHARSET)
		return GJ_OK;
	reading->answer = !read && report ? GJ_ANSWER_UNKNOWN : look.answer;
	return GJ_OK;
}

static gj_code read_file(const gj_batch *batch, worker *w, gj_reading *reading, gj_err *err)
{
	gj_code code = gj_file_read(reading->input.name.ptr, &w->raw, err);
	if (code == GJ_E_LIMIT)
		return refuse_too_large(reading);
	if (code == GJ_E_READ && reading->input.source) {
		reading->failure = GJ_FETCH_FILE;
		return GJ_OK;
	}
	if (code)
		return code;
	code = read_bytes(batch, reading, gj_buffer_str(&w->raw), (gj_str){ 0 }, err);
	return code ? code : look_at(w, reading, gj_buffer_str(&w->raw), (gj_str){ 0 }, err);
}

/* The report behind a page that only links to it: when it can be read, it stands
 * for the page. */
static gj_code read_followed(const gj_batch *batch, worker *w, gj_reading *reading, gj_str link,
                             gj_err *err)
{
	gj_capture capture = { 0 };
	gj_report page = reading->report;
	gj_code code = gj_archive_load(batch->options.archive, link, &w->arena, &capture, NULL);
	if (code || capture.failure)
		return GJ_OK; /* the page is all there is */
	reading->followed = gj_str_copy(&reading->arena, link);
	reading->report = (gj_report){ .digest = gj_str_copy(&reading->arena, capture.digest) };
	code = read_bytes(batch, reading, capture.body, capture.content_type, err);
	if (code)
		return code;
	if (reading->report.refusal) {
		reading->report = page;
		return GJ_OK;
	}
	reading->answer = GJ_ANSWER_REPORT;
	reading->final_address = gj_str_copy(&reading->arena, capture.final_address);
	reading->record = gj_str_copy(&reading->arena, capture.record);
	reading->hops = gj_str_copy(&reading->arena, capture.hops);
	reading->http_status = capture.status;
	reading->captured_at = capture.captured_at;
	reading->unchanged = capture.unchanged;
	return GJ_OK;
}

static gj_code read_capture(const gj_batch *batch, worker *w, gj_reading *reading, gj_err *err)
{
	const gj_archive *archive = batch->options.archive;
	if (!gj_archive_has(archive, reading->input.name)) {
		reading->failure = GJ_FETCH_NOT_CAPTURED;
		return GJ_OK;
	}
	gj_capture capture = { 0 };
	gj_code code = gj_archive_load(archive, reading->input.name, &w->arena, &capture, err);
	if (code == GJ_E_LIMIT)
		return refuse_too_large(reading);
	if (code == GJ_E_INPUT) {
		reading->failure = GJ_FETCH_BROKEN; /* torn record: this source only */
		return GJ_OK;
	}
	if (code)
		return code;
	reading->failure = capture.failure;
	reading->captured_at = capture.captured_at;
	reading->http_status = capture.status;
	reading->final_address = gj_str_copy(&reading->arena, capture.final_address);
	reading->report.digest = gj_str_copy(&reading->arena, capture.digest);
	reading->unchanged = capture.unchanged;
	reading->record = gj_str_copy(&reading->arena, capture.record);
	reading->hops = gj_str_copy(&reading->arena, capture.hops);
	if (capture.failure)
		return GJ_OK;
	code = read_bytes(batch, reading, capture.body, capture.content_type, err);
	if (code == GJ_OK)
		code = look_at(w, reading, capture.body, capture.content_type, err);
	if (code == GJ_OK && reading->report.refusal && capture.follow.len)
		code = read_followed(batch, w, reading, capture.follow, err);
	return code;
}

static gj_code read_input(const gj_batch *batch, worker *w, gj_reading *reading, gj_err *err)
{
	switch (reading->input.kind) {
	case GJ_INPUT_FILE:
		return read_file(batch, w, reading, err);
	case GJ_INPUT_BYTES:
		reading->report.digest = reading->input.digest;
		reading->record = reading->input.record;
		return read_bytes(batch, reading, reading->input.bytes,
		                  reading->input.content_type, err);
	case GJ_INPUT_CAPTURE:
		return read_capture(batch, w, reading, err);
	case GJ_INPUT_NOTHING:
		break;
	}
	return GJ_OK;
}

static gj_code work_steps(const gj_batch *batch, worker *w, gj_reading *reading, gj_err *err)
{
	const gj_batch_options *options = &batch->options;
	gj_code code = read_input(batch, w, reading, err);
	trim_worker(w);
	if (code)
		return code;
	gj_judge_adopt(reading);
	if (reading->followed.len && !reading->report.refusal)
		reading->report.source = reading->followed;
	if (options->check)
		code = gj_judge(reading, options, err);
	if (code == GJ_OK && options->render)
		code = options->render(options->render_context, reading, err);
	return code;
}

static size_t bytes_held(const gj_reading *reading)
{
	return reading->arena.used + reading->text.capacity + reading->scratch.capacity;
}

static void work(gj_batch *batch, size_t index)
{
	gj_reading *reading = &batch->readings[index];
	worker *w = &batch->workers[omp_get_thread_num()];
	reading->code = work_steps(batch, w, reading, &reading->err);
	atomic_fetch_add(&batch->held, bytes_held(reading));
	atomic_store(&batch->done[index], true);
}

/* Whether there is something to do, and room for it. The next to be taken always has
 * room: nothing else frees any. */
static bool may_work(gj_batch *batch, size_t index)
{
	return !atomic_load(&batch->done[index]) && !batch->code &&
	       (atomic_load(&batch->held) <= ROUND_BYTES_MAX || index == atomic_load(&batch->taken));
}

/* Takes, in order, what is done; on the calling thread, while others go on working. */
static void take_done(gj_batch *batch, gj_err *err)
{
	for (size_t next; (next = atomic_load(&batch->taken)) < batch->count && !batch->code;) {
		gj_reading *reading = &batch->readings[next];
		if (!atomic_load(&batch->done[next]))
			return;
		size_t held = bytes_held(reading); /* the taker may use its arena too */
		batch->code = batch->options.take(batch->options.take_context, reading, err);
		atomic_fetch_sub(&batch->held, held);
		recycle(reading);
		atomic_store(&batch->taken, next + 1);
	}
}

/* Works on the readings not yet done, until they hold too many bytes. The rest
 * keeps its place and comes in the next round. */
static void run_round(gj_batch *batch, gj_err *err)
{
	long count = (long)batch->count;
#pragma omp parallel for schedule(dynamic) num_threads((int)batch->worker_count)
	for (long i = 0; i < count; i++) {
		if (may_work(batch, (size_t)i))
			work(batch, (size_t)i);
		if (omp_get_thread_num() == 0)
			take_done(batch, err);
	}
	take_done(batch, err);
}

static gj_code take_in_order(gj_batch *batch, gj_err *err)
{
	while (atomic_load(&batch->taken) < batch->count && !batch->code)
		run_round(batch, err);
	for (size_t i = 0; i < batch->count; i++) {
		recycle(&batch->readings[i]);
		atomic_store(&batch->done[i], false);
	}
	gj_code code = (gj_code)batch->code;
	atomic_store(&batch->taken, 0);
	atomic_store(&batch->held, 0);
	batch->count = 0;
	batch->bytes = 0;
	batch->code = GJ_OK;
	return code;
}

static bool copy_slice(gj_arena *arena, gj_str *slice)
{
	char *copy = gj_arena_copy(arena, slice->ptr, slice->len);
	slice->ptr = copy;
	return copy != NULL;
}

gj_code gj_batch_add(gj_batch *batch, const gj_input *input, gj_err *err)
{
	gj_reading *reading = &batch->readings[batch->count];
	reading->input = *input;
	gj_arena *arena = &reading->arena;
	bool copied = copy_slice(arena, &reading->input.name) &&
	              copy_slice(arena, &reading->input.bytes) &&
	              copy_slice(arena, &reading->input.content_type) &&
	              copy_slice(arena, &reading->input.digest) &&
	              copy_slice(arena, &reading->input.record);
	if (!copied) {
		recycle(reading);
		return gj_err_set(err, GJ_E_MEMORY, 0, "%.*s: out of memory",
		                  GJ_STR_ARG(input->name));
	}
	batch->count++;
	batch->bytes += input->bytes.len;
	if (batch->count < batch->capacity && batch->bytes < ROUND_BYTES_MAX)
		return GJ_OK;
	return take_in_order(batch, err);
}

gj_code gj_batch_finish(gj_batch *batch, gj_err *err)
{
	return take_in_order(batch, err);
}
