#include "stat/peers.h"

#include <stdlib.h>

static const struct {
	const char *name;
	gj_peers peers;
} known[] = {
	{ "level-kind", GJ_PEERS_LEVEL_KIND }, { "all", GJ_PEERS_ALL },
	{ "level", GJ_PEERS_LEVEL },           { "kind", GJ_PEERS_KIND },
	{ "parent", GJ_PEERS_PARENT },         { "region", GJ_PEERS_REGION },
};
enum { KNOWN = sizeof known / sizeof *known };

const char *gj_peers_name(size_t index)
{
	return index < KNOWN ? known[index].name : NULL;
}

static bool add_part(gj_str name, gj_peers *peers)
{
	for (size_t i = 0; i < KNOWN; i++) {
		if (!gj_str_equal_nocase(name, gj_str_of(known[i].name)))
			continue;
		*peers |= known[i].peers;
		return true;
	}
	return false;
}

bool gj_peers_by_name(gj_str names, gj_peers *peers)
{
	*peers = GJ_PEERS_ALL;
	for (;;) {
		size_t comma = gj_str_find(names, GJ_STR(","));
		if (!add_part(gj_str_trim(gj_str_upto(names, comma)), peers))
			return false;
		if (comma == SIZE_MAX)
			return true;
		names = gj_str_from(names, comma + 1);
	}
}

/* ---- groups ---- */

enum { PARTS = 4 };

/* What a group's members have in common; parts that do not matter are 0. */
typedef struct key {
	gj_name parts[PARTS];
	uint32_t sample;
} key;

static key key_of(const gj_frame *frame, size_t sample, gj_peers peers)
{
	const gj_sample *s = &frame->samples[sample];
	return (key){ { peers & GJ_PEERS_LEVEL ? s->level : 0, peers & GJ_PEERS_KIND ? s->kind : 0,
		        peers & GJ_PEERS_PARENT ? s->parent : 0,
		        peers & GJ_PEERS_REGION ? s->region : 0 },
		      (uint32_t)sample };
}

static int compare_parts(const key *a, const key *b)
{
	for (int i = 0; i < PARTS; i++)
		if (a->parts[i] != b->parts[i])
			return a->parts[i] < b->parts[i] ? -1 : 1;
	return 0;
}

static int compare_keys(const void *x, const void *y)
{
	const key *a = x, *b = y;
	int order = compare_parts(a, b);
	return order ? order : (a->sample > b->sample) - (a->sample < b->sample);
}

/* A null pointer when the arena is exhausted. */
static gj_str name_of(gj_arena *arena, const gj_frame *frame, const key *k, gj_peers peers)
{
	bool known_part = false;
	for (int i = 0; i < PARTS; i++)
		known_part |= k->parts[i] != 0;
	if (peers == GJ_PEERS_ALL)
		return GJ_STR("all");
	if (!known_part)
		return GJ_STR("unknown");
	gj_str name = GJ_STR("");
	for (int i = 0; i < PARTS && name.ptr; i++) {
		if (!(peers >> i & 1))
			continue;
		gj_str part = k->parts[i] ? gj_frame_name(frame, k->parts[i]) : GJ_STR("unknown");
		name = gj_str_format(arena, "%.*s%s%.*s", GJ_STR_ARG(name), name.len ? " × " : "",
		                     GJ_STR_ARG(part));
	}
	return name;
}

typedef struct named {
	gj_str name;
	uint32_t found; /* the how manyth group in order of keys */
} named;

static int compare_names(const void *x, const void *y)
{
	const named *a = x, *b = y;
	int order = gj_str_compare(a->name, b->name);
	return order ? order : (a->found > b->found) - (a->found < b->found);
}

/* Numbers in order of keys become numbers in order of names; two groups that print
 * alike (a kind called "unknown") are one. */
static gj_code number_by_name(gj_peer_groups *groups, gj_arena *arena, named *all, size_t count,
                              size_t samples, gj_err *err)
{
	uint32_t *number = gj_arena_zalloc(arena, count + 1, sizeof *number);
	groups->names = gj_arena_zalloc(arena, count + 1, sizeof *groups->names);
	if (!number || !groups->names)
		return gj_err_set(err, GJ_E_MEMORY, 0, "no memory for %zu peer groups", count);
	qsort(all, count, sizeof *all, compare_names);
	for (size_t i = 0; i < count; i++) {
		if (!i || !gj_str_equal(all[i].name, all[i - 1].name))
			groups->names[groups->count++] = all[i].name;
		number[all[i].found] = (uint32_t)groups->count - 1;
	}
	for (size_t i = 0; i < samples; i++)
		groups->of[i] = number[groups->of[i]];
	return GJ_OK;
}

/* Fills `of` with numbers in order of keys; returns how many there are. */
static size_t number_by_key(gj_peer_groups *groups, const gj_frame *frame, gj_peers peers,
                            key *keys)
{
	size_t count = 0;
	for (size_t i = 0; i < frame->count; i++)
		keys[i] = key_of(frame, i, peers);
	qsort(keys, frame->count, sizeof *keys, compare_keys);
	for (size_t i = 0; i < frame->count; i++) {
		count += !i || compare_parts(&keys[i - 1], &keys[i]) != 0;
		groups->of[keys[i].sample] = (uint32_t)count - 1;
	}
	return count;
}

static gj_code name_groups(gj_peer_groups *groups, gj_arena *arena, const gj_frame *frame,
                           gj_peers peers, const key *keys, size_t count, gj_err *err)
{
	named *all = calloc(count + 1, sizeof *all);
	gj_code code = all ? GJ_OK : GJ_E_MEMORY;
	for (size_t i = 0; i < frame->count && code == GJ_OK; i++) {
		uint32_t number = groups->of[keys[i].sample];
		if (all[number].name.ptr)
			continue;
		all[number] = (named){ name_of(arena, frame, &keys[i], peers), number };
		code = all[number].name.ptr ? GJ_OK : GJ_E_MEMORY;
	}
	if (code == GJ_OK)
		code = number_by_name(groups, arena, all, count, frame->count, err);
	else
		gj_err_set(err, code, 0, "no memory for %zu peer groups", count);
	free(all);
	return code;
}

gj_code gj_peer_groups_make(gj_peer_groups *groups, gj_arena *arena, const gj_frame *frame,
                            gj_peers peers, gj_err *err)
{
	key *keys = calloc(frame->count + 1, sizeof *keys);
	*groups = (gj_peer_groups){ .of = gj_arena_zalloc(arena, frame->count + 1,
		                                          sizeof *groups->of) };
	gj_code code;
	if (keys && groups->of)
		code = name_groups(groups, arena, frame, peers, keys,
		                   number_by_key(groups, frame, peers, keys), err);
	else
		code = gj_err_set(err, GJ_E_MEMORY, 0, "no memory to rank %zu reports",
		                  frame->count);
	free(keys);
	return code;
}
