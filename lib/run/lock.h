/* One run at a time in a directory, and whether the last one was cut short. */
#ifndef GJ_RUN_LOCK_H
#define GJ_RUN_LOCK_H

#include "base/error.h"

#include <stdbool.h>
#include <time.h>

/* The file that is locked; it stays, and tells a directory of gouji's. */
#define GJ_LOCK_NAME ".gouji.lock"

typedef struct gj_lock {
	int fd; /* -1 = not held */
} gj_lock;

/* Takes the directory's lock without waiting. GJ_E_LOCKED, naming the process
 * that holds it; GJ_E_WRITE. */
gj_code gj_lock_take(gj_lock *lock, const char *directory, gj_err *err);
void gj_lock_release(gj_lock *lock);

/* The mark of a run under way, left behind by one that was cut short: when it
 * began, so that what it had fetched is not fetched again. */
gj_code gj_mark_begin(const char *directory, time_t now, time_t *begun, bool *resumed,
                      gj_err *err);
void gj_mark_end(const char *directory);

#endif
