/* Bytes that a run needs again at its end, kept out of memory: an unnamed file
 * that vanishes with the run. A small run never touches the disk. */
#ifndef GJ_BASE_TEMPORARY_H
#define GJ_BASE_TEMPORARY_H

#include "base/buffer.h"

typedef struct gj_temporary {
	const char *directory; /* the caller's */
	int fd;                /* -1 until the first bytes are written out */
	gj_buffer waiting;     /* not yet in the file */
	uint64_t size;         /* of all, written or waiting */
} gj_temporary;

/* The file will be made in `directory`, which outlives it. */
void gj_temporary_init(gj_temporary *temporary, const char *directory);
void gj_temporary_release(gj_temporary *temporary);
/* Keeps a piece; `offset` is where to find it. GJ_E_WRITE, GJ_E_MEMORY. */
gj_code gj_temporary_add(gj_temporary *temporary, gj_str piece, uint64_t *offset, gj_err *err);
/* Replaces the content of `to` by a piece kept before. */
gj_code gj_temporary_load(const gj_temporary *temporary, uint64_t offset, size_t length,
                          gj_buffer *to, gj_err *err);

/* Pieces made of slices: each goes in with its length, null ones as null, and
 * comes out in the same order. */
void gj_slice_put(gj_buffer *to, gj_str slice);
gj_str gj_slice_take(gj_str *from);

#endif
