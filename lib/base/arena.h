/* A bump allocator: many small pieces, one lifetime.
 *
 * One arena holds everything read from one report and is reset when the record
 * is stored; blocks are kept across resets, so a steady state allocates
 * nothing. Pieces are never freed one by one and never move. A request that
 * would pass the ceiling returns NULL (a stranger's document must not eat the
 * machine); callers report GJ_E_LIMIT.
 *
 * Built with GJ_ARENA_MALLOC, each piece is its own malloc, so that ASan sees
 * every overrun. Not thread safe: one arena per worker.
 */
#ifndef GJ_BASE_ARENA_H
#define GJ_BASE_ARENA_H

#include <stddef.h>

typedef struct gj_arena_block gj_arena_block;

typedef struct gj_arena {
	gj_arena_block *blocks; /* newest first */
	gj_arena_block *spare;  /* emptied by reset, used again first */
	size_t used;            /* bytes handed out since the last reset */
	size_t ceiling;         /* most bytes that may be handed out */
} gj_arena;

void gj_arena_init(gj_arena *arena, size_t ceiling);
void gj_arena_reset(gj_arena *arena);
void gj_arena_release(gj_arena *arena);

/* `size` bytes aligned for any type, uninitialised; NULL at the ceiling or
 * when memory is out. Size 0 gives a valid pointer. */
void *gj_arena_alloc(gj_arena *arena, size_t size);
/* As above, `count` × `size` zeroed bytes, with overflow checked. */
void *gj_arena_zalloc(gj_arena *arena, size_t count, size_t size);
/* Room for more of an array that is full: a copy of its `count` elements of `size` bytes
 * with room for *capacity, which is doubled or set to `least`. NULL as above. */
void *gj_arena_grow(gj_arena *arena, const void *items, size_t count, size_t *capacity,
                    size_t least, size_t size);
/* A copy of `size` bytes plus a NUL. */
char *gj_arena_copy(gj_arena *arena, const char *bytes, size_t size);

#endif
