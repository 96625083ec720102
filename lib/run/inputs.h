/* From what a user names to single documents: a file, a directory (walked in
 * byte order), a WARC file, or "-" for standard input. */
#ifndef GJ_RUN_INPUTS_H
#define GJ_RUN_INPUTS_H

#include "run/batch.h"

/* Adds every document under `path` to the batch. GJ_E_READ when the path itself
 * cannot be opened or listed; a single unreadable file in a directory is a
 * reading with that code. */
gj_code gj_inputs_add(gj_batch *batch, const char *path, size_t size_max, gj_err *err);

/* The documents under these paths when each is a single one; else 0: any number. */
size_t gj_inputs_most(char *const *paths, size_t count);

#endif
