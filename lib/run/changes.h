/* What changed since the sweep before: changes.csv, changes.json. */
#ifndef GJ_RUN_CHANGES_H
#define GJ_RUN_CHANGES_H

#include "run/publish.h"

/* The files of a sweep that gj_delta compares, in the arena. GJ_E_MEMORY. */
gj_code gj_changes_side(gj_arena *arena, const char *directory, gj_delta_side *side, gj_err *err);

/* The finished new files, under their temporary names. */
gj_delta_side gj_changes_new_side(const gj_results *results);

/* Compares the files of options->before with the new ones, and writes the changes into
 * those of `results`; their sum is results->changes. Nothing changed when there was no
 * sweep before. */
gj_code gj_changes_write(gj_results *results, const gj_publish_options *options, gj_err *err);

#endif
