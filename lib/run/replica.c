#include "run/replica.h"

#include "run/changes.h"

#include <stdio.h>
#include <unistd.h>

#define PLACE_NAME ".before"

enum { PATHS_MAX = 1 << 16, SWEEP_ARENA_MAX = 1 << 20 };

gj_code gj_replica_write(gj_replica *replica, gj_store *store, int64_t sweep, const char *place,
                         const gj_publish_options *options, gj_err *err)
{
	gj_publish_options alone = *options;
	*replica = (gj_replica){ 0 };
	alone.before = NULL;
	int length = snprintf(replica->place, PATH_MAX, "%s", place);
	gj_code code = length >= PATH_MAX
	                       ? gj_err_set(err, GJ_E_USAGE, 0, "%s: the path is too long", place)
	                       : gj_directory_make(place, err);
	if (code == GJ_OK)
		code = gj_publish(store, sweep, place, &alone, &replica->results, err);
	if (code)
		gj_replica_remove(replica);
	else
		replica->side = gj_changes_new_side(&replica->results);
	return code;
}

void gj_replica_remove(gj_replica *replica)
{
	gj_results_abandon(&replica->results);
	if (*replica->place)
		rmdir(replica->place);
	gj_arena_release(&replica->paths);
	*replica = (gj_replica){ 0 };
}

/* ---- the sweep before ---- */

typedef struct search {
	int64_t before, found; /* 0 = none */
} search;

static gj_code look(void *context, const gj_stored_sweep *sweep, gj_err *err)
{
	(void)err;
	search *s = context;
	if (sweep->id < s->before)
		s->found = sweep->id;
	return GJ_OK;
}

static gj_code find_before(gj_store *store, int64_t sweep, int64_t *before, gj_err *err)
{
	gj_arena arena;
	gj_stored_sweep of;
	bool found;
	search s = { 0 };
	gj_arena_init(&arena, SWEEP_ARENA_MAX);
	gj_code code = gj_store_find_sweep(store, sweep, &arena, &of, &found, err);
	s.before = code == GJ_OK && found ? of.id : 0;
	if (s.before)
		code = gj_store_each_sweep(store, look, &s, err);
	gj_arena_release(&arena);
	*before = s.found;
	return code;
}

static bool stands(const gj_delta_side *side)
{
	return access(side->reports, R_OK) == 0 && access(side->anomalies, R_OK) == 0 &&
	       access(side->coverage, R_OK) == 0;
}

gj_code gj_replica_before(gj_replica *replica, gj_store *store, int64_t sweep,
                          const char *directory, bool standing,
                          const gj_publish_options *options, bool *found, gj_err *err)
{
	int64_t before = 0;
	char place[PATH_MAX];
	*replica = (gj_replica){ 0 };
	gj_code code = find_before(store, sweep, &before, err);
	*found = before != 0;
	if (code || !*found)
		return code;
	gj_arena_init(&replica->paths, PATHS_MAX);
	if (standing)
		code = gj_changes_side(&replica->paths, directory, &replica->side, err);
	if (code || (standing && stands(&replica->side)))
		return code;
	gj_replica_remove(replica);
	int length = snprintf(place, sizeof place, "%s/" PLACE_NAME, directory);
	if (length < 0 || length >= PATH_MAX)
		return gj_err_set(err, GJ_E_USAGE, 0, "%s: the path is too long", directory);
	return gj_replica_write(replica, store, before, place, options, err);
}
