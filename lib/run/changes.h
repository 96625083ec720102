/* What changed since the last sweep into a directory: changes.csv, changes.json. They
 * are no results of a sweep by itself, which its store could write again. */
#ifndef GJ_RUN_CHANGES_H
#define GJ_RUN_CHANGES_H

#include "delta/delta.h"
#include "run/publish.h"

/* The files of a sweep that gj_delta compares, in the arena. GJ_E_MEMORY. */
gj_code gj_changes_side(gj_arena *arena, const char *directory, gj_delta_side *side, gj_err *err);

/* Zeroed = not begun. */
typedef struct gj_changes {
	gj_output *csv, *json;
} gj_changes;

/* Compares what stands in `directory` with the finished results that are about to
 * replace it, and writes the changes under temporary names. `enabled` as in
 * gj_delta_options. */
gj_code gj_changes_write(gj_changes *changes, const gj_results *results, const char *directory,
                         const gj_publish_options *options, const bool *enabled,
                         gj_delta_totals *totals, gj_err *err);
/* The files appear, unless `code` is an error, which is handed on. */
gj_code gj_changes_close(gj_changes *changes, gj_code code, gj_err *err);

#endif
