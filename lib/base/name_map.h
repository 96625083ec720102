/* Names to numbers: the hash table behind duplicate checks and the archive's
 * index. Finding is safe from several threads while nobody puts.
 */
#ifndef GJ_BASE_NAME_MAP_H
#define GJ_BASE_NAME_MAP_H

#include "base/error.h"
#include "base/text.h"

/* Zeroed = empty. */
typedef struct gj_name_map {
	struct gj_name_entry *entries;
} gj_name_map;

/* False when the name is unknown; `value` may be null. */
bool gj_name_map_find(const gj_name_map *map, gj_str name, size_t *value);
/* Copies the name; a known name gets the new value. GJ_OK or GJ_E_MEMORY. */
gj_code gj_name_map_put(gj_name_map *map, gj_str name, size_t value);
void gj_name_map_release(gj_name_map *map);

#endif
