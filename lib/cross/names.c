/* Pairing years of agencies whose name changed, by who they are. */
#include "cross/compare.h"
#include "roster/identity.h"

#include <stdlib.h>

enum {
	IDENTITY_ARENA_MAX = 1 << 20,
	YEARS_BEHIND = 2200, /* reports are on years before it */
};

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory to compare reports");
}

/* ---- who needs it ---- */

static bool seeks(const gj_cross_entry *entry, const bool *years)
{
	bool alone = entry->no_last_year == GJ_WHY_NO_LAST_YEAR ||
	             entry->no_last_year == GJ_WHY_NAMELESS;
	return entry->read && entry->last_year == SIZE_MAX && alone && entry->year > 0 &&
	       entry->year < YEARS_BEHIND && years[entry->year - 1];
}

/* Lists in which every agency keeps its name need none of this. */
static bool anybody_seeks(const gj_cross *cross, bool years[YEARS_BEHIND])
{
	for (size_t i = 0; i < cross->count; i++) {
		const gj_cross_entry *entry = &cross->entries[i];
		if (entry->read && entry->year >= 0 && entry->year < YEARS_BEHIND)
			years[entry->year] = true;
	}
	for (size_t i = 0; i < cross->count; i++)
		if (seeks(&cross->entries[i], years))
			return true;
	return false;
}

static gj_code identify_all(gj_cross *cross, gj_err *err)
{
	gj_arena scratch;
	gj_arena_init(&scratch, IDENTITY_ARENA_MAX);
	gj_code code = GJ_OK;
	for (size_t i = 0; i < cross->count && code == GJ_OK; i++) {
		gj_cross_entry *entry = &cross->entries[i];
		gj_agency_names names = { entry->agency, entry->region, entry->region_code, entry->year };
		gj_identity identity;
		/* A page without end can call itself anything. */
		if (entry->read && entry->agency.len < IDENTITY_ARENA_MAX / 64) {
			code = gj_identity_of(&scratch, &names, cross->aliases, &identity);
			if (code == GJ_OK && identity.key.len)
				entry->key = gj_str_copy(&cross->arena, identity.key);
		}
		gj_arena_reset(&scratch);
	}
	gj_arena_release(&scratch);
	return code ? no_memory(err) : GJ_OK;
}

/* ---- the reports of one key for one year ---- */

typedef struct directory {
	const gj_cross *cross;
	size_t *by_key; /* entries with a key, by key, year, order added */
	size_t count;
} directory;

static int compare_to(const gj_cross_entry *entry, gj_str key, int year)
{
	int order = gj_str_compare(entry->key, key);
	return order ? order : entry->year - year;
}

static int by_key(const void *left, const void *right, void *context)
{
	const size_t *a = left, *b = right;
	const gj_cross_entry *entries = context, *other = &entries[*b];
	int order = compare_to(&entries[*a], other->key, other->year);
	return order ? order : (*a > *b) - (*a < *b);
}

static bool make_directory(directory *d, gj_cross *cross)
{
	*d = (directory){ .cross = cross, .by_key = malloc((cross->count + 1) * sizeof *d->by_key) };
	if (!d->by_key)
		return false;
	for (size_t i = 0; i < cross->count; i++)
		if (cross->entries[i].key.len)
			d->by_key[d->count++] = i;
	qsort_r(d->by_key, d->count, sizeof *d->by_key, by_key, cross->entries);
	return true;
}

static size_t reports_of(const directory *d, gj_str key, int year, size_t *found)
{
	size_t low = 0, high = d->count, count = 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_to(&d->cross->entries[d->by_key[middle]], key, year) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < d->count; low++, count++) {
		if (compare_to(&d->cross->entries[d->by_key[low]], key, year) != 0)
			break;
		*found = d->by_key[low];
	}
	return count;
}

/* ---- pairing ---- */

/* Last year's report of what a reform made this organ from, when it was one organ only
 * and is no more; else SIZE_MAX. */
static size_t find_predecessor(const directory *d, const gj_cross_entry *entry, gj_arena *scratch)
{
	size_t bar = gj_str_find(entry->key, GJ_STR("|")), found = SIZE_MAX, count = 0, still = 0, ignored;
	gj_str organ = gj_str_from(entry->key, bar + 1);
	for (size_t i = 0; i < gj_succession_count; i++) {
		const gj_succession *s = &gj_successions[i];
		if (entry->year < s->from || entry->year > s->to ||
		    !gj_str_equal(organ, gj_str_of(s->after)))
			continue;
		gj_str key = gj_str_format(scratch, "%.*s%s", (int)bar + 1, entry->key.ptr, s->before);
		count += reports_of(d, key, entry->year - 1, &found);
		still += reports_of(d, key, entry->year, &ignored);
	}
	return count == 1 && !still ? found : SIZE_MAX;
}

static void pair(const directory *d, gj_cross_entry *entry, gj_arena *scratch)
{
	size_t found = SIZE_MAX, own;
	size_t before = reports_of(d, entry->key, entry->year - 1, &found);
	if (before > 1 || reports_of(d, entry->key, entry->year, &own) > 1) {
		entry->no_last_year = GJ_WHY_TWO_REPORTS;
		return;
	}
	bool reformed = !before;
	if (reformed)
		found = find_predecessor(d, entry, scratch);
	if (found == SIZE_MAX)
		return;
	if (entry->year_disputed || d->cross->entries[found].year_disputed) {
		entry->no_last_year = GJ_WHY_YEAR;
		return;
	}
	entry->last_year = found;
	entry->reformed = reformed;
}

/* ---- whose words they are ---- */

static uint32_t root_of(uint32_t *owners, uint32_t owner)
{
	while (owners[owner] != owner)
		owner = owners[owner] = owners[owners[owner]];
	return owner;
}

/* An agency under two names is one owner of its narratives. */
static bool join_owners(gj_cross *cross)
{
	uint32_t *owners = malloc((cross->owners + 1) * sizeof *owners);
	if (!owners)
		return false;
	for (uint32_t i = 0; i <= cross->owners; i++)
		owners[i] = i;
	for (size_t i = 0; i < cross->count; i++) {
		const gj_cross_entry *entry = &cross->entries[i];
		if (!entry->key.len || entry->last_year == SIZE_MAX ||
		    !cross->texts[i].sketch.count || !cross->texts[entry->last_year].sketch.count)
			continue;
		uint32_t mine = root_of(owners, cross->texts[i].owner);
		owners[mine] = root_of(owners, cross->texts[entry->last_year].owner);
	}
	for (size_t i = 0; i < cross->count; i++)
		cross->texts[i].owner = root_of(owners, cross->texts[i].owner);
	free(owners);
	return true;
}

gj_code gj_cross_pair_renamed(gj_cross *cross, gj_err *err)
{
	bool years[YEARS_BEHIND] = { false };
	if (!anybody_seeks(cross, years))
		return GJ_OK;
	gj_code code = identify_all(cross, err);
	if (code)
		return code;
	directory d;
	gj_arena scratch;
	if (!make_directory(&d, cross))
		return no_memory(err);
	gj_arena_init(&scratch, IDENTITY_ARENA_MAX);
	for (size_t i = 0; i < cross->count; i++) {
		if (cross->entries[i].key.len && seeks(&cross->entries[i], years))
			pair(&d, &cross->entries[i], &scratch);
		gj_arena_reset(&scratch);
	}
	gj_arena_release(&scratch);
	free(d.by_key);
	return join_owners(cross) ? GJ_OK : no_memory(err);
}
