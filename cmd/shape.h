/* The options that shape what a sweep writes: kept with it in the store, so that the same
 * files can be written again. */
#ifndef GOUJI_SHAPE_H
#define GOUJI_SHAPE_H

#include "command.h"
#include "run/publish.h"

enum { SHAPE_OPTIONS_MAX = 16 };

/* As the user spells them, in the arena; how many there are, 0 without memory. */
size_t shape_record(const settings *s, gj_arena *arena,
                    gj_store_option options[SHAPE_OPTIONS_MAX]);
/* Sets them as they were for a sweep, 0 for the last complete one; what this program does
 * not know is left out. */
gj_code shape_recall(settings *s, gj_store *store, int64_t sweep, gj_err *err);
/* The store itself, or the one in a directory of sweeps; for reading. */
gj_code shape_open(gj_store **store, const char *operand, gj_err *err);
/* `metrics` and what comes into the arena outlive the result. */
gj_publish_options shape_publish(const settings *s, bool metrics[GJ_METRIC_COUNT],
                                 gj_arena *arena);

#endif
