/* How one document becomes a reading: its bytes from where they are, the report,
 * the roster's and the rules' judgement, and what the renderer makes of it.
 *
 * A reading owns the arena of its report, a desk the raw bytes; both are kept for
 * the next document, with memory of ordinary size. One thread at a time for each.
 */
#ifndef GJ_RUN_READING_H
#define GJ_RUN_READING_H

#include "run/batch.h"

/* What a thread has at hand for one document after the other. */
typedef struct gj_desk {
	gj_buffer raw;  /* the file being read */
	gj_arena arena; /* the capture being read */
} gj_desk;

/* `size_max` is that of one document in bytes. */
void gj_desk_init(gj_desk *desk, size_t size_max);
void gj_desk_release(gj_desk *desk);

void gj_reading_init(gj_reading *reading, size_t size_max);
/* Ready for the next document. */
void gj_reading_clear(gj_reading *reading);
/* As after gj_reading_init. */
void gj_reading_release(gj_reading *reading);

/* Fills a clear reading from its input, which outlives it. */
void gj_reading_make(gj_reading *reading, gj_desk *desk, const gj_batch_options *options);
/* Bytes it holds. */
size_t gj_reading_size(const gj_reading *reading);

#endif
