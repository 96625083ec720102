#include "base/name_map.h"

#include <stdlib.h>
#include <string.h>

/* A library reports; it does not exit. */
#define HASH_NONFATAL_OOM 1
#include <uthash.h>

struct gj_name_entry {
	UT_hash_handle hh;
	size_t value;
	char name[];
};

static struct gj_name_entry *find(const gj_name_map *map, gj_str name)
{
	struct gj_name_entry *entry = NULL;
	const char *key = name.ptr ? name.ptr : "";
	HASH_FIND(hh, map->entries, key, name.len, entry);
	return entry;
}

bool gj_name_map_find(const gj_name_map *map, gj_str name, size_t *value)
{
	const struct gj_name_entry *entry = find(map, name);
	if (entry && value)
		*value = entry->value;
	return entry != NULL;
}

static struct gj_name_entry *add(gj_name_map *map, gj_str name)
{
	struct gj_name_entry *entry = calloc(1, sizeof *entry + name.len + 1);
	if (!entry)
		return NULL;
	if (name.len)
		memcpy(entry->name, name.ptr, name.len);
	HASH_ADD_KEYPTR(hh, map->entries, entry->name, name.len, entry);
	if (entry->hh.tbl)
		return entry;
	free(entry);
	return NULL;
}

gj_code gj_name_map_put(gj_name_map *map, gj_str name, size_t value)
{
	struct gj_name_entry *entry = find(map, name);
	if (!entry)
		entry = add(map, name);
	if (!entry)
		return GJ_E_MEMORY;
	entry->value = value;
	return GJ_OK;
}

void gj_name_map_release(gj_name_map *map)
{
	struct gj_name_entry *entry, *next;
	HASH_ITER(hh, map->entries, entry, next)
	{
		HASH_DEL(map->entries, entry);
		free(entry);
	}
}
