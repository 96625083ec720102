#include "run/spool.h"

#include <stdlib.h>

enum { ENTRY_MAX = 256 << 20 }; /* one finding as text */

struct gj_spool_key {
	uint64_t offset;
	uint32_t length;
	uint16_t rule;
	uint8_t severity;
};

void gj_spool_init(gj_spool *spool, const char *directory)
{
	*spool = (gj_spool){ 0 };
	gj_temporary_init(&spool->pieces, directory);
	gj_buffer_init(&spool->entry, ENTRY_MAX);
}

void gj_spool_release(gj_spool *spool)
{
	gj_temporary_release(&spool->pieces);
	free(spool->keys);
	gj_buffer_release(&spool->entry);
	*spool = (gj_spool){ .pieces.fd = -1 };
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

gj_code gj_spool_add(gj_spool *spool, const gj_spooled *finding, gj_err *err)
{
	gj_spool_key key = { .rule = (uint16_t)finding->rule,
		             .severity = (uint8_t)finding->severity };
	gj_buffer_clear(&spool->entry);
	for (int i = 0; i < GJ_FINDING_COLUMNS; i++)
		gj_slice_put(&spool->entry, finding->cells[i]);
	gj_slice_put(&spool->entry, finding->json);
	if (spool->entry.failed || !grow_keys(spool))
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for findings");
	gj_code code = gj_temporary_add(&spool->pieces, gj_buffer_str(&spool->entry), &key.offset,
	                                err);
	key.length = (uint32_t)spool->entry.length;
	spool->keys[spool->count++] = key;
	return code;
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

gj_code gj_spool_each(gj_spool *spool, gj_spool_visit *visit, void *context, gj_err *err)
{
	gj_code code = GJ_OK;
	if (spool->count)
		qsort(spool->keys, spool->count, sizeof *spool->keys, worst_first);
	for (size_t i = 0; i < spool->count && code == GJ_OK; i++) {
		const gj_spool_key *key = &spool->keys[i];
		code = gj_temporary_load(&spool->pieces, key->offset, key->length, &spool->entry,
		                         err);
		if (code)
			break;
		gj_spooled finding = { .severity = (gj_severity)key->severity, .rule = key->rule };
		gj_str rest = gj_buffer_str(&spool->entry);
		for (int c = 0; c < GJ_FINDING_COLUMNS; c++)
			finding.cells[c] = gj_slice_take(&rest);
		finding.json = gj_slice_take(&rest);
		code = visit(context, &finding, err);
	}
	return code;
}
