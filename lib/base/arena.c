#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct gj_arena_block {
	gj_arena_block *next;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

/* A typical report needs about 300 KB; fewer, larger blocks keep resets cheap. */
enum { BLOCK_SIZE = 256 * 1024, ALIGNMENT = alignof(max_align_t) };

void gj_arena_init(gj_arena *arena, size_t ceiling)
{
	*arena = (gj_arena){ .ceiling = ceiling };
}

static void free_chain(gj_arena_block *block)
{
	while (block) {
		gj_arena_block *next = block->next;
		free(block);
		block = next;
	}
}

void gj_arena_release(gj_arena *arena)
{
	free_chain(arena->blocks);
	free_chain(arena->spare);
	*arena = (gj_arena){ .ceiling = arena->ceiling };
}

void gj_arena_reset(gj_arena *arena)
{
	while (arena->blocks) {
		gj_arena_block *block = arena->blocks;
		arena->blocks = block->next;
		/* An outsized block served one outsized report: give it back. */
		if (block->size != BLOCK_SIZE) {
			free(block);
			continue;
		}
		block->used = 0;
		block->next = arena->spare;
		arena->spare = block;
	}
	arena->used = 0;
}

static gj_arena_block *add_block(gj_arena *arena, size_t need)
{
	gj_arena_block *block = arena->spare;
	if (need <= BLOCK_SIZE && block) {
		arena->spare = block->next;
	} else {
#ifdef GJ_ARENA_MALLOC
		size_t size = need;
#else
		size_t size = need > BLOCK_SIZE ? need : BLOCK_SIZE;
#endif
		block = malloc(sizeof *block + size);
		if (!block)
			return NULL;
		block->size = size;
		block->used = 0;
	}
	block->next = arena->blocks;
	arena->blocks = block;
	return block;
}

void *gj_arena_alloc(gj_arena *arena, size_t size)
{
	if (size > arena->ceiling || arena->used > arena->ceiling - size)
		return NULL;
	size_t need = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
#ifdef GJ_ARENA_MALLOC
	need = size; /* exact, so that a write past the end is seen */
	gj_arena_block *block = NULL;
#else
	gj_arena_block *block = arena->blocks;
#endif
	if (!block || block->size - block->used < need) {
		block = add_block(arena, need);
		if (!block)
			return NULL;
	}
	void *piece = block->bytes + block->used;
	block->used += need;
	arena->used += size;
	return piece;
}

void *gj_arena_zalloc(gj_arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	void *piece = gj_arena_alloc(arena, count * size);
	if (piece)
		memset(piece, 0, count * size);
	return piece;
}

void *gj_arena_grow(gj_arena *arena, const void *items, size_t count, size_t *capacity,
                    size_t least, size_t size)
{
	size_t wanted = 2 * *capacity > least ? 2 * *capacity : least;
	if (wanted > SIZE_MAX / size)
		return NULL;
	void *grown = gj_arena_alloc(arena, wanted * size);
	if (grown && count)
		memcpy(grown, items, count * size);
	if (grown)
		*capacity = wanted;
	return grown;
}

char *gj_arena_copy(gj_arena *arena, const char *bytes, size_t size)
{
	if (size == SIZE_MAX)
		return NULL;
	char *copy = gj_arena_alloc(arena, size + 1);
	if (!copy)
		return NULL;
	if (size)
		memcpy(copy, bytes, size);
	copy[size] = '\0';
	return copy;
}
