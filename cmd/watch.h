/* What a monitor is told of a sweep: --metrics and --ping. */
#ifndef GOUJI_WATCH_H
#define GOUJI_WATCH_H

#include "command.h"
#include "run/sweep.h"

typedef struct watch {
	const settings *s;
	time_t began;
} watch;

/* False, and said, when the address of --ping is none. */
bool watch_begin(watch *w, const settings *s);
/* `status` is the exit code so far; returns the one that counts. A ping that fails
 * is said and changes nothing. */
int watch_end(const watch *w, int status, const gj_sweep_result *result);

#endif
