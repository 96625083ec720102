/* The files of one sweep, written from the store for as long as they are compared. */
#ifndef GJ_RUN_REPLICA_H
#define GJ_RUN_REPLICA_H

#include "run/publish.h"

#include <limits.h>

/* Zeroed = nothing is there. */
typedef struct gj_replica {
	gj_results results;
	gj_delta_side side;   /* the files, wherever they are */
	gj_arena paths;
	char place[PATH_MAX]; /* made for them; empty = the files stay */
} gj_replica;

/* Writes the sweep's files into `place`, a directory that is made, and goes with them
 * in gj_replica_remove. Nothing is there after an error. */
gj_code gj_replica_write(gj_replica *replica, gj_store *store, int64_t sweep, const char *place,
                         const gj_publish_options *options, gj_err *err);
/* The files of the complete sweep before `sweep` (0 = the last): those that stand in
 * `directory` when `standing` says that they are its, else written into a place there.
 * *found is false when there was none. */
gj_code gj_replica_before(gj_replica *replica, gj_store *store, int64_t sweep,
                          const char *directory, bool standing,
                          const gj_publish_options *options, bool *found, gj_err *err);
void gj_replica_remove(gj_replica *replica);

#endif
