#include "stat/agencies.h"

#include <stdlib.h>

typedef struct named {
	gj_str text;
	gj_name name;
} named;

static int compare_names(const void *x, const void *y)
{
	const named *a = x, *b = y;
	return gj_str_compare(a->text, b->text);
}

/* The place of each name in byte order; null when memory is out. The caller frees. */
static uint32_t *order_names(const gj_frame *frame)
{
	named *all = calloc(frame->name_count + 1, sizeof *all);
	uint32_t *order = calloc(frame->name_count + 1, sizeof *order);
	for (size_t i = 0; all && order && i < frame->name_count; i++)
		all[i] = (named){ frame->names[i], (gj_name)i };
	if (all && order) {
		qsort(all, frame->name_count, sizeof *all, compare_names);
		for (size_t i = 0; i < frame->name_count; i++)
			order[all[i].name] = (uint32_t)i;
		free(all);
		return order;
	}
	free(all);
	free(order);
	return NULL;
}

typedef struct key {
	uint32_t name, region; /* in byte order */
	int32_t year;
	uint32_t sample;
} key;

static int compare_keys(const void *x, const void *y)
{
	const key *a = x, *b = y;
	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	if (a->region != b->region)
		return a->region < b->region ? -1 : 1;
	if (a->year != b->year)
		return a->year < b->year ? -1 : 1;
	return (a->sample > b->sample) - (a->sample < b->sample);
}

static void number(gj_agencies *agencies, const gj_frame *frame, const key *keys)
{
	for (size_t i = 0; i < frame->count; i++) {
		const key *k = &keys[i], *before = i ? &keys[i - 1] : NULL;
		bool same = before && frame->samples[k->sample].agency && before->name == k->name &&
		            before->region == k->region;
		bool same_year = same && before->year == k->year;
		agencies->count += !same;
		agencies->slots += !same_year;
		uint32_t slot = (uint32_t)agencies->slots - 1;
		agencies->of[k->sample] = (uint32_t)agencies->count - 1;
		agencies->slot[k->sample] = slot;
		if (!same_year)
			agencies->last_year[slot] = same && before->year && before->year + 1 == k->year
			                                    ? slot - 1 : GJ_NO_SLOT;
	}
}

gj_code gj_agencies_make(gj_agencies *agencies, gj_arena *arena, const gj_frame *frame,
                         gj_err *err)
{
	size_t count = frame->count;
	uint32_t *order = order_names(frame);
	key *keys = calloc(count + 1, sizeof *keys);
	*agencies = (gj_agencies){
		.of = gj_arena_zalloc(arena, count + 1, sizeof(uint32_t)),
		.slot = gj_arena_zalloc(arena, count + 1, sizeof(uint32_t)),
		.last_year = gj_arena_zalloc(arena, count + 1, sizeof(uint32_t)),
	};
	bool room = order && keys && agencies->of && agencies->slot && agencies->last_year;
	if (room) {
		for (size_t i = 0; i < count; i++) {
			const gj_sample *s = &frame->samples[i];
			keys[i] = (key){ order[s->agency], order[s->region], s->year, (uint32_t)i };
		}
		qsort(keys, count, sizeof *keys, compare_keys);
		number(agencies, frame, keys);
	}
	free(order);
	free(keys);
	return room ? GJ_OK
	            : gj_err_set(err, GJ_E_MEMORY, 0, "no memory to rank %zu reports", count);
}
