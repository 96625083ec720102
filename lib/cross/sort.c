/* The orders in which entries are looked up: same agency, same parent, same peers. */
#include "cross/compare.h"
#include "roster/region.h"

#include <stdlib.h>

typedef int compare_entries(const gj_cross_entry *a, const gj_cross_entry *b);

typedef struct sorting {
	const gj_cross_entry *entries;
	compare_entries *compare;
} sorting;

static int compare_years(const gj_cross_entry *a, const gj_cross_entry *b)
{
	return a->year - b->year;
}

static int by_agency(const gj_cross_entry *a, const gj_cross_entry *b)
{
	int order = gj_str_compare(a->agency, b->agency);
	if (!order)
		order = gj_str_compare(a->region, b->region);
	return order ? order : compare_years(a, b);
}

static int by_parent(const gj_cross_entry *a, const gj_cross_entry *b)
{
	int order = gj_str_compare(a->parent, b->parent);
	if (!order)
		order = compare_years(a, b);
	return order ? order : by_agency(a, b);
}

static int by_peers(const gj_cross_entry *a, const gj_cross_entry *b)
{
	int order = gj_str_compare(a->level, b->level);
	if (!order)
		order = gj_str_compare(a->kind, b->kind);
	return order ? order : compare_years(a, b);
}

static int compare_indexes(const void *left, const void *right, void *context)
{
	const size_t *a = left, *b = right;
	const sorting *s = context;
	int order = s->compare(&s->entries[*a], &s->entries[*b]);
	return order ? order : (*a > *b) - (*a < *b);
}

static size_t *sorted(gj_cross *cross, compare_entries *compare)
{
	size_t *indexes = gj_arena_alloc(&cross->arena, cross->count * sizeof *indexes);
	for (size_t i = 0; indexes && i < cross->count; i++)
		indexes[i] = i;
	sorting s = { cross->entries, compare };
	if (indexes)
		qsort_r(indexes, cross->count, sizeof *indexes, compare_indexes, &s);
	return indexes;
}

static bool same_agency(const gj_cross_entry *a, const gj_cross_entry *b)
{
	return gj_str_equal(a->agency, b->agency) && gj_str_equal(a->region, b->region);
}

/* The readable reports of one agency, from `begin` to `end` in by_agency. */
typedef struct career {
	gj_cross *cross;
	size_t begin, end;
} career;

/* 鼓楼区财政局 of 鼓楼区 is in Nanjing or in Fuzhou; the code may have changed since. */
static bool elsewhere(const gj_cross_entry *a, const gj_cross_entry *b)
{
	uint32_t here, there;
	bool township;
	if (!a->region_code.len || !b->region_code.len || gj_str_equal(a->region_code, b->region_code))
		return false;
	gj_code_kind known = gj_region_code_read(a->region_code, &here, &township);
	gj_code_kind known_there = gj_region_code_read(b->region_code, &there, &township);
	return known > GJ_CODE_RETIRED || known_there > GJ_CODE_RETIRED ||
	       gj_region_current(here) != gj_region_current(there);
}

static size_t reports_for(const career *c, const gj_cross_entry *of, int year, size_t *found)
{
	size_t count = 0;
	for (size_t i = c->begin; i < c->end; i++) {
		const gj_cross_entry *entry = &c->cross->entries[c->cross->by_agency[i]];
		if (entry->year != year || !entry->read || elsewhere(of, entry))
			continue;
		*found = c->cross->by_agency[i];
		count++;
	}
	return count;
}

/* Without a region from the roster, a name such as 公安局 is that of thousands. */
static bool names_one_agency(const gj_cross_entry *entry)
{
	static const char *const places[] = { "省", "市", "县", "區", "区", "州", "盟", "旗", "乡",
		                              "鄉", "镇", "鎮", "国", "國", "街道", "自治" };
	for (size_t i = 0; i < sizeof places / sizeof *places && !entry->region.len; i++)
		if (gj_str_has(entry->agency, gj_str_of(places[i])))
			return true;
	return entry->agency.len && entry->region.len;
}

static void find_last_year(const career *c, gj_cross_entry *entry)
{
	size_t found = 0, own;
	size_t count = reports_for(c, entry, entry->year - 1, &found);
	entry->last_year = SIZE_MAX;
	if (!names_one_agency(entry) || !entry->year)
		entry->no_last_year = GJ_WHY_NAMELESS;
	else if (!count)
		entry->no_last_year = GJ_WHY_NO_LAST_YEAR;
	else if (count > 1 || reports_for(c, entry, entry->year, &own) > 1)
		entry->no_last_year = GJ_WHY_TWO_REPORTS;
	else if (entry->year_disputed || c->cross->entries[found].year_disputed)
		entry->no_last_year = GJ_WHY_YEAR;
	else
		entry->last_year = found;
}

/* Pairs years, and numbers the agencies that have a narrative. */
static void follow_agencies(gj_cross *cross)
{
	for (size_t i = 0, next; i < cross->count; i = next) {
		const gj_cross_entry *first = &cross->entries[cross->by_agency[i]];
		bool narrates = false;
		for (next = i; next < cross->count; next++) {
			size_t index = cross->by_agency[next];
			if (!same_agency(first, &cross->entries[index]))
				break;
			narrates |= cross->texts[index].sketch.count > 0;
			cross->texts[index].owner = (uint32_t)cross->owners;
		}
		career c = { cross, i, next };
		for (size_t k = i; k < next; k++)
			find_last_year(&c, &cross->entries[cross->by_agency[k]]);
		cross->owners += narrates;
	}
}

gj_code gj_cross_sort(gj_cross *cross, gj_err *err)
{
	cross->by_agency = sorted(cross, by_agency);
	cross->by_parent = sorted(cross, by_parent);
	cross->by_peers = sorted(cross, by_peers);
	if (!cross->by_agency || !cross->by_parent || !cross->by_peers)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory to compare reports");
	follow_agencies(cross);
	return gj_cross_pair_renamed(cross, err);
}
