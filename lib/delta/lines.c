#include "delta/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_MAX_BYTES = 64 };

/* FNV-1a, 64 bits. */
static const uint64_t hash_begin = UINT64_C(0xcbf29ce484222325);

static uint64_t hash_more(uint64_t hash, gj_str text)
{
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001b3);
	return (hash ^ 0xFF) * UINT64_C(0x100000001b3); /* no byte of UTF-8: an end */
}

static uint64_t hash_members(gj_str line, const char *const names[4])
{
	uint64_t hash = hash_begin;
	for (int i = 0; i < 4 && names[i]; i++)
		hash = hash_more(hash, gj_line_member(line, names[i]));
	return hash;
}

static uint64_t hash_second(gj_str line, const char *name)
{
	return name ? hash_more(hash_begin, gj_line_member(line, name)) : 0;
}

/* Inside a string the quotes of `"name":` would be escaped. */
gj_str gj_line_member(gj_str line, const char *name)
{
	char pattern[NAME_MAX_BYTES];
	snprintf(pattern, sizeof pattern, "\"%s\":", name);
	size_t at = gj_str_find(line, gj_str_of(pattern));
	if (at == SIZE_MAX)
		return (gj_str){ 0 };
	gj_str value = gj_str_from(line, at + strlen(pattern));
	bool text = gj_str_starts(value, GJ_STR("\""));
	size_t end = text;
	while (end < value.len && (text ? value.ptr[end] != '"'
	                                : !strchr(",}]", value.ptr[end])))
		end += text && value.ptr[end] == '\\' ? 2 : 1;
	return gj_str_upto(value, end + text);
}

/* ---- the file ---- */

static gj_code map_file(gj_lines *lines, gj_err *err)
{
	struct stat info;
	int fd = open(lines->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT) {
		lines->missing = true;
		return GJ_OK;
	}
	gj_code code = GJ_OK;
	void *bytes = NULL;
	if (fd < 0 || fstat(fd, &info) != 0)
		code = gj_err_set(err, GJ_E_READ, errno, "%s: cannot open", lines->path);
	else if (info.st_size && (bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE,
	                                       fd, 0)) == MAP_FAILED)
		code = gj_err_set(err, GJ_E_READ, errno, "%s: cannot read", lines->path);
	if (fd >= 0)
		close(fd);
	if (code == GJ_OK && bytes) {
		lines->bytes = bytes;
		lines->size = (size_t)info.st_size;
	}
	return code;
}

static bool grow(gj_lines *lines)
{
	if (lines->count < lines->capacity)
		return true;
	size_t capacity = lines->capacity ? 2 * lines->capacity : 1024;
	gj_line *items = reallocarray(lines->items, capacity, sizeof *items);
	if (!items)
		return false;
	lines->items = items;
	lines->capacity = capacity;
	return true;
}

static bool is_left_out(gj_str line, const gj_line_keys *keys)
{
	if (!keys->unless_member)
		return false;
	gj_str value = gj_line_member(line, keys->unless_member);
	return value.len >= 2 && gj_str_equal((gj_str){ value.ptr + 1, value.len - 2 },
	                                      gj_str_of(keys->unless_value));
}

/* "[", "]" and the commas between objects belong to an array of them. */
static gj_code add_line(gj_lines *lines, const gj_line_keys *keys, gj_str line, size_t number,
                        gj_err *err)
{
	line = gj_str_trim(line);
	if (gj_str_ends(line, GJ_STR(",")))
		line.len--;
	bool frame = !line.len || gj_str_equal(line, GJ_STR("[")) || gj_str_equal(line, GJ_STR("]")) ||
	             gj_str_equal(line, GJ_STR("[]"));
	if (frame)
		return GJ_OK;
	if (line.ptr[0] != '{' || !gj_str_ends(line, GJ_STR("}")) || line.len > UINT32_MAX)
		return gj_err_set(err, GJ_E_INPUT, 0, "%s: line %zu: is no JSON object", lines->path,
		                  number);
	if (is_left_out(line, keys))
		return GJ_OK;
	if (!grow(lines))
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	lines->items[lines->count++] = (gj_line){
		.key = hash_members(line, keys->key),
		.second = hash_second(line, keys->second),
		.offset = (uint64_t)(line.ptr - lines->bytes),
		.length = (uint32_t)line.len,
	};
	return GJ_OK;
}

static int by_key(const void *a, const void *b, void *context)
{
	const gj_line *items = context;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;
	const gj_line *x = &items[i], *y = &items[j];
	int order = (x->key > y->key) - (x->key < y->key);
	if (!order)
		order = (x->second > y->second) - (x->second < y->second);
	return order ? order : (i > j) - (i < j);
}

gj_code gj_lines_open(gj_lines *lines, const char *path, const gj_line_keys *keys, gj_err *err)
{
	*lines = (gj_lines){ .path = path };
	gj_code code = map_file(lines, err);
	gj_str rest = { lines->bytes, lines->size };
	for (size_t number = 1; code == GJ_OK && rest.len; number++) {
		const char *end = memchr(rest.ptr, '\n', rest.len);
		size_t length = end ? (size_t)(end - rest.ptr) : rest.len;
		code = add_line(lines, keys, gj_str_upto(rest, length), number, err);
		rest = gj_str_from(rest, length + 1);
	}
	if (code)
		return code;
	lines->sorted = calloc(lines->count + 1, sizeof *lines->sorted);
	if (!lines->sorted)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	for (size_t i = 0; i < lines->count; i++)
		lines->sorted[i] = i;
	if (lines->count)
		qsort_r(lines->sorted, lines->count, sizeof *lines->sorted, by_key, lines->items);
	return GJ_OK;
}

void gj_lines_release(gj_lines *lines)
{
	if (lines->bytes)
		munmap((void *)(uintptr_t)lines->bytes, lines->size);
	free(lines->items);
	free(lines->sorted);
	*lines = (gj_lines){ 0 };
}

/* ---- finding and pairing ---- */

static const gj_line *nth(const gj_lines *lines, size_t rank)
{
	return &lines->items[lines->sorted[rank]];
}

static size_t first_with(const gj_lines *lines, uint64_t key)
{
	size_t low = 0, high = lines->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (nth(lines, middle)->key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Behind those that share the key of `rank`. */
static size_t behind(const gj_lines *lines, size_t rank)
{
	size_t end = rank;
	while (end < lines->count && nth(lines, end)->key == nth(lines, rank)->key)
		end++;
	return end;
}

size_t gj_lines_find(const gj_lines *lines, gj_str line, const char *const names[4],
                     const char *second)
{
	uint64_t key = hash_members(line, names), wanted = hash_second(line, second);
	size_t begin = first_with(lines, key);
	if (begin == lines->count || nth(lines, begin)->key != key)
		return SIZE_MAX;
	size_t end = behind(lines, begin);
	for (size_t rank = begin; rank < end; rank++)
		if (nth(lines, rank)->second == wanted)
			return lines->sorted[rank];
	return end - begin == 1 ? lines->sorted[begin] : SIZE_MAX;
}

static void join(gj_lines *before, size_t old, gj_lines *after, size_t new, size_t *partner)
{
	before->items[old].paired = after->items[new].paired = true;
	partner[new] = old;
}

/* The only one of a range without a partner, or SIZE_MAX. */
static size_t only_one_left(const gj_lines *lines, size_t begin, size_t end)
{
	size_t found = SIZE_MAX;
	for (; begin < end; begin++) {
		if (nth(lines, begin)->paired)
			continue;
		if (found != SIZE_MAX)
			return SIZE_MAX;
		found = lines->sorted[begin];
	}
	return found;
}

/* Two ranges of one key. */
static void pair_alike(gj_lines *before, size_t b, size_t b_end, gj_lines *after, size_t a,
                       size_t a_end, size_t *partner)
{
	size_t i = b, j = a;
	while (i < b_end && j < a_end) {
		uint64_t x = nth(before, i)->second, y = nth(after, j)->second;
		if (x == y)
			join(before, before->sorted[i], after, after->sorted[j], partner);
		i += x <= y;
		j += y <= x;
	}
	size_t old = only_one_left(before, b, b_end), new = only_one_left(after, a, a_end);
	if (old != SIZE_MAX && new != SIZE_MAX)
		join(before, old, after, new, partner);
}

gj_code gj_lines_pair(gj_lines *before, gj_lines *after, size_t **partner, gj_err *err)
{
	size_t *made = *partner = calloc(after->count + 1, sizeof *made);
	if (!made)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	for (size_t i = 0; i < after->count; i++)
		made[i] = SIZE_MAX;
	for (size_t b = 0, a = 0; b < before->count && a < after->count;) {
		uint64_t x = nth(before, b)->key, y = nth(after, a)->key;
		size_t b_end = behind(before, b), a_end = behind(after, a);
		if (x == y)
			pair_alike(before, b, b_end, after, a, a_end, made);
		b = x <= y ? b_end : b;
		a = y <= x ? a_end : a;
	}
	return GJ_OK;
}
