/* A file of JSON objects, one a line, in which each is found by what it is about.
 * The file is mapped, not read in; an object costs 32 bytes of memory.
 */
#ifndef GJ_DELTA_LINES_H
#define GJ_DELTA_LINES_H

#include "base/error.h"
#include "base/text.h"

typedef struct gj_line {
	uint64_t key, second; /* hashes of the members that name it */
	uint64_t offset;
	uint32_t length;
	bool paired;
} gj_line;

/* Which members name an object, and which tells apart those of one name. */
typedef struct gj_line_keys {
	const char *key[4]; /* up to the first null */
	const char *second; /* null = none */
	const char *unless_member, *unless_value; /* objects with it are left out; null = none */
} gj_line_keys;

typedef struct gj_lines {
	const char *path;
	const char *bytes; /* mapped */
	size_t size;
	gj_line *items;    /* in the file's order */
	size_t *sorted;    /* indexes, by key, second, order */
	size_t count, capacity;
	bool missing;
} gj_lines;

/* A missing file gives an empty set. `path` and `keys` outlive it. GJ_E_INPUT for a
 * file that is not of such lines, GJ_E_READ, GJ_E_MEMORY. Release in every case. */
gj_code gj_lines_open(gj_lines *lines, const char *path, const gj_line_keys *keys, gj_err *err);
void gj_lines_release(gj_lines *lines);

static inline gj_str gj_lines_text(const gj_lines *lines, size_t index)
{
	return (gj_str){ lines->bytes + lines->items[index].offset, lines->items[index].length };
}

/* The value of an object's first member of that name as it is written ("…" with its
 * escapes, a number, null); empty when there is none. Not for members that are
 * objects or arrays. */
gj_str gj_line_member(gj_str line, const char *name);

/* The object with these values, as written; of several that the key names alone the
 * one with `second`, or none. SIZE_MAX = none. */
size_t gj_lines_find(const gj_lines *lines, gj_str line, const char *const names[4],
                     const char *second);

/* Pairs what both files name: (*partner)[i] is the index in `before` of object i of
 * `after`, or SIZE_MAX. Of several with one name those alike in `second` belong
 * together, then the only one left on both sides. The caller frees *partner. */
gj_code gj_lines_pair(gj_lines *before, gj_lines *after, size_t **partner, gj_err *err);

#endif
