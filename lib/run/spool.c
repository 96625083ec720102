#include "run/spool.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	WAITING_MAX = 1 << 18,  /* written out when so much has gathered */
	ENTRY_MAX = 256 << 20   /* one finding as text */
};

struct gj_spool_key {
	uint64_t offset;
	uint32_t length;
	uint16_t rule;
	uint8_t severity;
};

gj_code gj_spool_init(gj_spool *spool, const char *directory, gj_err *err)
{
	*spool = (gj_spool){ .directory = directory, .fd = -1 };
	gj_buffer_init(&spool->waiting, ENTRY_MAX);
	char path[PATH_MAX];
	int length = snprintf(path, sizeof path, "%s/.gouji.spool.XXXXXX", directory);
	if (length < 0 || length >= PATH_MAX)
		return gj_err_set(err, GJ_E_WRITE, ENAMETOOLONG, "%s", directory);
	spool->fd = mkstemp(path);
	if (spool->fd < 0)
		return gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot create a temporary file",
		                  directory);
	unlink(path);
	return GJ_OK;
}

void gj_spool_release(gj_spool *spool)
{
	if (spool->fd >= 0)
		close(spool->fd);
	free(spool->keys);
	gj_buffer_release(&spool->waiting);
	*spool = (gj_spool){ .fd = -1 };
}

static gj_code write_waiting(gj_spool *spool, gj_err *err)
{
	gj_str rest = gj_buffer_str(&spool->waiting);
	while (rest.len) {
		ssize_t done = write(spool->fd, rest.ptr, rest.len);
		if (done < 0 && errno != EINTR)
			return gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot write a temporary file",
			                  spool->directory);
		if (done > 0)
			rest = gj_str_from(rest, (size_t)done);
	}
	gj_buffer_clear(&spool->waiting);
	return GJ_OK;
}

static bool grow_keys(gj_spool *spool)
{
	if (spool->count < spool->capacity)
		return true;
	size_t capacity = spool->capacity ? 2 * spool->capacity : 1024;
	gj_spool_key *keys = realloc(spool->keys, capacity * sizeof *keys);
	if (!keys)
		return false;
	spool->keys = keys;
	spool->capacity = capacity;
	return true;
}

/* An entry is a row of slices: each its length, then its bytes. */
static void put_slice(gj_buffer *to, gj_str slice)
{
	uint64_t length = slice.ptr ? slice.len : UINT64_MAX;
	gj_buffer_add(to, (const char *)&length, sizeof length);
	if (slice.ptr)
		gj_buffer_add_str(to, slice);
}

static gj_str get_slice(gj_str *from)
{
	uint64_t length;
	memcpy(&length, from->ptr, sizeof length);
	*from = gj_str_from(*from, sizeof length);
	if (length == UINT64_MAX)
		return (gj_str){ 0 };
	gj_str slice = gj_str_upto(*from, (size_t)length);
	*from = gj_str_from(*from, (size_t)length);
	return slice;
}

gj_code gj_spool_add(gj_spool *spool, const gj_spooled *finding, gj_err *err)
{
	size_t start = spool->waiting.length;
	for (int i = 0; i < GJ_FINDING_COLUMNS; i++)
		put_slice(&spool->waiting, finding->cells[i]);
	put_slice(&spool->waiting, finding->json);
	if (spool->waiting.failed || !grow_keys(spool))
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for findings");
	size_t length = spool->waiting.length - start;
	spool->keys[spool->count++] = (gj_spool_key){
		.offset = spool->size,
		.length = (uint32_t)length,
		.rule = (uint16_t)finding->rule,
		.severity = (uint8_t)finding->severity,
	};
	spool->size += length;
	return spool->waiting.length < WAITING_MAX ? GJ_OK : write_waiting(spool, err);
}

static int worst_first(const void *left, const void *right)
{
	const gj_spool_key *a = left, *b = right;
	if (a->severity != b->severity)
		return a->severity < b->severity ? 1 : -1;
	if (a->rule != b->rule)
		return a->rule < b->rule ? -1 : 1;
	return (a->offset > b->offset) - (a->offset < b->offset);
}

static gj_code load(const gj_spool *spool, const gj_spool_key *key, gj_buffer *entry, gj_err *err)
{
	gj_buffer_clear(entry);
	char *to = gj_buffer_reserve(entry, key->length);
	if (!to)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for findings");
	while (entry->length < key->length) {
		ssize_t got = pread(spool->fd, to + entry->length, key->length - entry->length,
		                    (off_t)(key->offset + entry->length));
		if (got == 0 || (got < 0 && errno != EINTR))
			return gj_err_set(err, GJ_E_WRITE, got ? errno : EIO,
			                  "%s: cannot read back a temporary file", spool->directory);
		if (got > 0)
			entry->length += (size_t)got;
	}
	return GJ_OK;
}

gj_code gj_spool_each(gj_spool *spool, gj_spool_visit *visit, void *context, gj_err *err)
{
	gj_code code = write_waiting(spool, err);
	if (spool->count)
		qsort(spool->keys, spool->count, sizeof *spool->keys, worst_first);
	gj_buffer entry;
	gj_buffer_init(&entry, ENTRY_MAX);
	for (size_t i = 0; i < spool->count && code == GJ_OK; i++) {
		const gj_spool_key *key = &spool->keys[i];
		code = load(spool, key, &entry, err);
		if (code)
			break;
		gj_spooled finding = { .severity = (gj_severity)key->severity, .rule = key->rule };
		gj_str rest = gj_buffer_str(&entry);
		for (int c = 0; c < GJ_FINDING_COLUMNS; c++)
			finding.cells[c] = get_slice(&rest);
		finding.json = get_slice(&rest);
		code = visit(context, &finding, err);
	}
	gj_buffer_release(&entry);
	return code;
}
