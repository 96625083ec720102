#include "run/batch.h"
#include "run/reading.h"

#include <omp.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	/* Documents on their way: so many that a slow one seldom makes the others wait. */
	PLACES_PER_WORKER = 16,
	JOBS_MAX = 1024,
	/* Bytes copied of documents on their way: with so many no more are let in, */
	COPIED_BYTES_MAX = 16 << 20,
	/* and with so many in what was read and not taken, no more are read. */
	HELD_BYTES_MAX = 16 << 20
};

/* Where a document stands from being added to being taken. */
typedef struct place {
	gj_input input;
	char *copies;        /* of what the input points to */
	gj_reading *reading; /* null while it waits for a worker */
	bool done;
} place;

struct gj_batch {
	const gj_batch_options *options;
	pthread_mutex_t lock;         /* of all below */
	pthread_cond_t work, results; /* something for workers; something they did */
	/* A ring: taken <= begun <= added <= taken + capacity. */
	place *places;
	size_t capacity;
	size_t added, begun, taken;
	size_t copied, held;          /* bytes, as above */
	gj_reading *readings, **idle; /* as many as places, made when they are needed first */
	size_t readings_made, idle_count;
	bool complete;                /* no more are added */
	gj_err failure;               /* of a taker or the feeder: nothing is begun any more */
	gj_desk *desks;               /* one a worker; the caller's is the first */
	unsigned worker_count;
};

static place *place_of(const gj_batch *batch, size_t number)
{
	return &batch->places[number % batch->capacity];
}

/* The one used last, for its memory is in the cache still. */
static gj_reading *idle_reading(gj_batch *batch)
{
	if (batch->idle_count)
		return batch->idle[--batch->idle_count];
	gj_reading *made = &batch->readings[batch->readings_made++];
	gj_reading_init(made, batch->options->size_max);
	return made;
}

/* ---- under the lock, which is released during the work itself ---- */

/* Whether there is something to read, and room for it. The next to be taken always
 * has room: nothing else frees any. */
static bool may_begin(const gj_batch *batch)
{
	return batch->begun < batch->added && !batch->failure.code &&
	       (batch->held <= HELD_BYTES_MAX || batch->begun == batch->taken);
}

static void begin(gj_batch *batch, gj_desk *desk)
{
	place *at = place_of(batch, batch->begun++);
	gj_reading *reading = at->reading = idle_reading(batch);
	pthread_mutex_unlock(&batch->lock);
	reading->input = at->input;
	gj_reading_make(reading, desk, batch->options);
	pthread_mutex_lock(&batch->lock);
	batch->held += gj_reading_size(reading);
	at->done = true;
	pthread_cond_signal(&batch->results);
}

static void take(gj_batch *batch)
{
	place *at = place_of(batch, batch->taken);
	size_t held = gj_reading_size(at->reading); /* the taker may use its arena too */
	gj_err err = { 0 };
	pthread_mutex_unlock(&batch->lock);
	err.code = batch->options->take(batch->options->take_context, at->reading, &err);
	gj_reading_clear(at->reading);
	free(at->copies);
	pthread_mutex_lock(&batch->lock);
	batch->failure = err;
	batch->held -= held;
	batch->copied -= at->input.bytes.len;
	batch->idle[batch->idle_count++] = at->reading;
	*at = (place){ 0 };
	batch->taken++;
	pthread_cond_broadcast(&batch->work);
}

/* What the calling thread does when it can add no more: the first of these that
 * there is to do. */
static void help(gj_batch *batch)
{
	if (place_of(batch, batch->taken)->done)
		take(batch);
	else if (may_begin(batch))
		begin(batch, batch->desks);
	else
		pthread_cond_wait(&batch->results, &batch->lock);
}

static bool is_full(const gj_batch *batch)
{
	return batch->added - batch->taken == batch->capacity ||
	       batch->copied >= COPIED_BYTES_MAX;
}

static gj_code failure_of(const gj_batch *batch, gj_err *err)
{
	if (batch->failure.code && err)
		*err = batch->failure;
	return batch->failure.code;
}

/* ---- the calling thread ---- */

static size_t copied_size(const gj_input *input)
{
	/* Each with a NUL. */
	return input->name.len + input->bytes.len + input->content_type.len + input->digest.len +
	       input->record.len + 5;
}

static void copy_slice(char **to, gj_str *slice)
{
	char *copy = *to;
	if (slice->len)
		memcpy(copy, slice->ptr, slice->len);
	copy[slice->len] = '\0';
	slice->ptr = copy;
	*to += slice->len + 1;
}

static char *copy_input(gj_input *input)
{
	char *copies = malloc(copied_size(input)), *to = copies;
	if (!copies)
		return NULL;
	copy_slice(&to, &input->name);
	copy_slice(&to, &input->bytes);
	copy_slice(&to, &input->content_type);
	copy_slice(&to, &input->digest);
	copy_slice(&to, &input->record);
	return copies;
}

gj_code gj_batch_add(gj_batch *batch, const gj_input *input, gj_err *err)
{
	place added = { .input = *input };
	added.copies = copy_input(&added.input);
	if (!added.copies)
		return gj_err_set(err, GJ_E_MEMORY, 0, "%.*s: out of memory",
		                  GJ_STR_ARG(input->name));
	pthread_mutex_lock(&batch->lock);
	while (is_full(batch) && !batch->failure.code)
		help(batch);
	gj_code code = failure_of(batch, err);
	if (code == GJ_OK) {
		*place_of(batch, batch->added++) = added;
		batch->copied += input->bytes.len;
		pthread_cond_signal(&batch->work);
	}
	pthread_mutex_unlock(&batch->lock);
	if (code)
		free(added.copies);
	return code;
}

/* Feeds, and helps until all is taken. */
static gj_code lead(gj_batch *batch, gj_batch_feed *feed, void *context, gj_err *err)
{
	gj_code code = feed(context, batch, err);
	pthread_mutex_lock(&batch->lock);
	if (code && !batch->failure.code)
		batch->failure.code = code;
	while (batch->taken < batch->added && !batch->failure.code)
		help(batch);
	if (code == GJ_OK)
		code = failure_of(batch, err);
	batch->complete = true;
	pthread_cond_broadcast(&batch->work);
	pthread_mutex_unlock(&batch->lock);
	return code;
}

/* ---- the other threads ---- */

static void serve(gj_batch *batch, gj_desk *desk)
{
	pthread_mutex_lock(&batch->lock);
	while (!batch->complete) {
		if (may_begin(batch))
			begin(batch, desk);
		else
			pthread_cond_wait(&batch->work, &batch->lock);
	}
	pthread_mutex_unlock(&batch->lock);
}

/* ---- from beginning to end ---- */

static unsigned worker_count(const gj_batch_options *options)
{
	unsigned jobs = options->jobs ? options->jobs : (unsigned)omp_get_num_procs();
	if (options->most && jobs > options->most)
		jobs = (unsigned)options->most;
	return jobs > JOBS_MAX ? JOBS_MAX : jobs;
}

static bool make_parts(gj_batch *batch)
{
	batch->capacity = (size_t)batch->worker_count * PLACES_PER_WORKER;
	batch->places = calloc(batch->capacity, sizeof *batch->places);
	batch->readings = calloc(batch->capacity, sizeof *batch->readings);
	batch->idle = calloc(batch->capacity, sizeof *batch->idle);
	batch->desks = calloc(batch->worker_count, sizeof *batch->desks);
	if (!batch->places || !batch->readings || !batch->idle || !batch->desks)
		return false;
	for (unsigned i = 0; i < batch->worker_count; i++)
		gj_desk_init(&batch->desks[i], batch->options->size_max);
	return true;
}

static void free_parts(gj_batch *batch)
{
	/* After a failure some were not taken. */
	for (; batch->taken < batch->added; batch->taken++)
		free(place_of(batch, batch->taken)->copies);
	for (size_t i = 0; i < batch->readings_made; i++)
		gj_reading_release(&batch->readings[i]);
	for (unsigned i = 0; batch->desks && i < batch->worker_count; i++)
		gj_desk_release(&batch->desks[i]);
	free(batch->places);
	free(batch->readings);
	free(batch->idle);
	free(batch->desks);
}

gj_code gj_batch_run(const gj_batch_options *options, gj_batch_feed *feed, void *context,
                     gj_err *err)
{
	gj_batch batch = { .options = options, .worker_count = worker_count(options) };
	gj_code code = GJ_OK;
	if (!make_parts(&batch)) {
		free_parts(&batch);
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for %u threads",
		                  batch.worker_count);
	}
	pthread_mutex_init(&batch.lock, NULL);
	pthread_cond_init(&batch.work, NULL);
	pthread_cond_init(&batch.results, NULL);
#pragma omp parallel num_threads((int)batch.worker_count)
	{
		int number = omp_get_thread_num();
		if (number == 0)
			code = lead(&batch, feed, context, err);
		else
			serve(&batch, &batch.desks[number]);
	}
	pthread_cond_destroy(&batch.results);
	pthread_cond_destroy(&batch.work);
	pthread_mutex_destroy(&batch.lock);
	free_parts(&batch);
	return code;
}
