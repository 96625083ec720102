/* Reading and checking many documents on several threads, handing the results
 * back one by one in the order they were given.
 *
 * Documents stand in a ring from being added to being taken. The calling thread adds
 * them; when the ring is full it takes, in order, what is done, and otherwise reads like
 * the other threads, which do nothing else. Nobody waits for a round to end, and who has
 * nothing to do sleeps. Output is the same for any number of threads, and only the calling
 * thread feeds and takes.
 *
 * Memory stays flat: the ring is short, and nothing is read ahead while results hold many
 * bytes. What was taken last is used first for the next document, for then its arena is in
 * the cache still.
 *
 * This is the only module with OpenMP, which makes the team of threads; a lock and two
 * conditions do the rest, for its barriers would spin while the slowest thread is at work
 * or has lost its core. With one worker no thread is started.
 */
#ifndef GJ_RUN_BATCH_H
#define GJ_RUN_BATCH_H

#include "cross/edition.h"
#include "form/report.h"
#include "warc/archive.h"
#include "net/source.h"
#include "page/answer.h"
#include "rule/rule.h"

typedef enum gj_input_kind {
	GJ_INPUT_FILE,    /* `name` is a path, or "-" */
	GJ_INPUT_BYTES,   /* `bytes`, copied */
	GJ_INPUT_CAPTURE, /* `name` is an address in the archive */
	GJ_INPUT_NOTHING  /* a roster entry without an address */
} gj_input_kind;

typedef struct gj_input {
	gj_input_kind kind;
	gj_str name;                /* path or address; the record's `source` */
	gj_str bytes, content_type; /* BYTES only */
	gj_str digest;              /* BYTES only; sha256 of the capture, or empty */
	gj_str record;              /* BYTES only; where the capture is kept, or empty */
	const gj_source *source;    /* the roster entry, or null; outlives the batch */
} gj_input;

/* One document, read and checked. `arena` holds everything in it and lives
 * until the taker returns. */
typedef struct gj_reading {
	gj_arena arena;
	gj_buffer text, scratch;    /* for the renderer; kept across readings */
	gj_input input;
	gj_report report;
	gj_verdict verdict;         /* empty without `check` */
	gj_fetch_failure failure;   /* why a roster entry gave no bytes */
	gj_str final_address;       /* captures only */
	gj_str record;              /* where the bytes are kept in a WARC file, or empty */
	gj_str hops;                /* captures only: the redirects there, as in gj_capture */
	time_t captured_at;         /* captures only */
	long http_status;           /* captures only */
	bool unchanged;             /* captures only: as the archive had it before */
	gj_answer answer;           /* roster entries only: what came */
	gj_str followed;            /* the link that gave the report, when the address did not */
	const gj_calendar *calendar; /* of the run, as below */
	gj_str as_of;               /* likewise */
	void *rendered;             /* the renderer's own, in the arena */
	gj_code code;               /* trouble of ours with this document */
	gj_err err;
} gj_reading;

/* Runs on a worker, and may touch nothing but the reading. */
typedef gj_code gj_batch_render(const void *context, gj_reading *reading, gj_err *err);
/* Runs on the calling thread, in order; a code other than GJ_OK ends the run. */
typedef gj_code gj_batch_take(void *context, gj_reading *reading, gj_err *err);

typedef struct gj_batch_options {
	unsigned jobs;             /* threads; 0 = all cores */
	size_t most;               /* documents that may come, so that no more threads are
	                            * started than these keep busy; 0 = any number */
	size_t size_max;           /* bytes of one document; larger ones are refused */
	bool check;                /* evaluate the rules */
	bool digest;               /* SHA-256 of local files too */
	bool chinese;              /* language of messages */
	const bool *enabled;       /* gj_rule_slots() rules, or null for all */
	const gj_user_rules *user; /* further rules; null = none */
	const gj_calendar *calendar; /* when reports are due; null = the law's */
	gj_str as_of;              /* the day of judgement, "2025-02-01"; empty = none */
	const gj_editions *editions; /* of an earlier sweep, for A03; null = none */
	const gj_archive *archive; /* for GJ_INPUT_CAPTURE */
	gj_batch_render *render;   /* may be null */
	const void *render_context;
	gj_batch_take *take;
	void *take_context;
} gj_batch_options;

typedef struct gj_batch gj_batch;

/* Adds documents one after the other, on the calling thread; a code other than GJ_OK
 * ends the run, and what was not taken is thrown away. */
typedef gj_code gj_batch_feed(void *context, gj_batch *batch, gj_err *err);

/* Reads all that the feeder adds. The code of the feeder or the taker that failed. */
gj_code gj_batch_run(const gj_batch_options *options, gj_batch_feed *feed, void *context,
                     gj_err *err);
/* For the feeder: adds one document. Reads and takes others while there is no room. After
 * a taker failed, its failure. */
gj_code gj_batch_add(gj_batch *batch, const gj_input *input, gj_err *err);

#endif
