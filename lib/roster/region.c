#include "roster/region.h"

#include <stdlib.h>

typedef struct region_row {
	uint32_t code, at;
	uint8_t length, stem, flags;
} region_row;

typedef struct retired_row {
	uint32_t code, successor, last_seen;
	uint8_t whole;
	uint32_t at;
	uint8_t length;
} retired_row;

typedef struct name_row {
	uint32_t at, code;
	uint8_t length, flags;
} name_row;

/* Kept in step with tables/region_table.c. */
enum { BARE = 1, RETIRED = 2, PLACEHOLDER = 4 };

#include "regions.inc"

enum {
	REGIONS = sizeof regions / sizeof *regions,
	RETIREMENTS = sizeof retired / sizeof *retired,
	NAMES = sizeof names / sizeof *names,
	CHARACTER = 3, /* bytes of one ideograph */
};

static gj_str text_at(uint32_t at, size_t length)
{
	return (gj_str){ (const char *)letters + at, length };
}

/* ---- by code ---- */

const char *gj_level_name(gj_level level)
{
	static const char *const level_names[] = { "", "province", "city", "county", "township" };
	return level_names[level];
}

gj_level gj_level_by_name(gj_str name)
{
	for (int level = GJ_LEVEL_PROVINCE; level <= GJ_LEVEL_TOWNSHIP; level++)
		if (gj_str_equal(name, gj_str_of(gj_level_name((gj_level)level))))
			return (gj_level)level;
	return GJ_LEVEL_NONE;
}

size_t gj_region_count(void)
{
	return REGIONS;
}

gj_region gj_region_at(size_t index)
{
	const region_row *row = &regions[index];
	return (gj_region){ row->code, text_at(row->at, row->length), row->flags & PLACEHOLDER };
}

/* Every table begins with the code. */
static int compare_code(const void *key, const void *row)
{
	uint32_t a = *(const uint32_t *)key, b = *(const uint32_t *)row;
	return (a > b) - (a < b);
}

bool gj_region_by_code(uint32_t code, gj_region *region)
{
	const region_row *row = bsearch(&code, regions, REGIONS, sizeof *regions, compare_code);
	if (row && region)
		*region = gj_region_at((size_t)(row - regions));
	return row;
}

bool gj_region_retired_by_code(uint32_t code, gj_region_retired *old)
{
	const retired_row *row = bsearch(&code, retired, RETIREMENTS, sizeof *retired, compare_code);
	if (row && old)
		*old = (gj_region_retired){ row->code, row->successor, row->last_seen, row->whole,
			                    text_at(row->at, row->length) };
	return row;
}

gj_str gj_region_name(uint32_t code)
{
	gj_region region;
	gj_region_retired old;
	if (gj_region_by_code(code, &region))
		return region.name;
	return gj_region_retired_by_code(code, &old) ? old.name : (gj_str){ 0 };
}

uint32_t gj_region_current(uint32_t code)
{
	gj_region_retired old;
	return gj_region_retired_by_code(code, &old) && old.whole ? old.successor : code;
}

gj_level gj_region_level(uint32_t code)
{
	if (!code)
		return GJ_LEVEL_NONE;
	if (code % 100)
		return GJ_LEVEL_COUNTY;
	return code % 10000 ? GJ_LEVEL_CITY : GJ_LEVEL_PROVINCE;
}

uint32_t gj_region_parent(uint32_t code)
{
	if (code % 10000 == 0)
		return 0;
	uint32_t province = code / 10000 * 10000, city = code / 100 * 100;
	gj_region region;
	bool in_city = code % 100 && gj_region_by_code(city, &region) && !region.placeholder;
	/* 500200 (the counties of Chongqing) and 139000 are in no list. */
	return in_city || (code % 100 && gj_region_retired_by_code(city, NULL)) ? city : province;
}

bool gj_region_within(uint32_t code, uint32_t place)
{
	if (place % 100)
		return code == place;
	return place % 10000 ? code / 100 == place / 100 : code / 10000 == place / 10000;
}

bool gj_region_is_zone(uint32_t code)
{
	return code % 100 >= 71 && code % 100 <= 79;
}

static bool all_digits(gj_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!gj_is_digit(text.ptr[i]))
			return false;
	return true;
}

gj_code_kind gj_region_code_read(gj_str digits, uint32_t *code, bool *township)
{
	enum { CODE_DIGITS = 6, WITH_TOWNSHIP = 9, WITH_VILLAGE = 12 };
	*code = 0;
	*township = false;
	size_t n = digits.len;
	bool shape = n == 2 || n == 4 || n == CODE_DIGITS || n == WITH_TOWNSHIP || n == WITH_VILLAGE;
	if (!shape || !all_digits(digits))
		return GJ_CODE_MALFORMED;
	for (size_t i = 0; i < CODE_DIGITS; i++)
		*code = *code * 10 + (i < n ? (uint32_t)(digits.ptr[i] - '0') : 0);
	for (size_t i = CODE_DIGITS; i < n; i++)
		*township = *township || digits.ptr[i] != '0';
	if (gj_region_by_code(*code, NULL))
		return GJ_CODE_KNOWN;
	return gj_region_retired_by_code(*code, NULL) ? GJ_CODE_RETIRED : GJ_CODE_UNKNOWN;
}

/* ---- by name ---- */

/* The first name that begins with this character, or with a later one. */
static size_t first_of(gj_str character)
{
	size_t low = 0, high = NAMES;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (memcmp(letters + names[middle].at, character.ptr, CHARACTER) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t gj_region_names_at(gj_str name, gj_region_match *matches, size_t most)
{
	size_t count = 0;
	if (name.len < CHARACTER)
		return 0;
	for (size_t i = first_of(name); i < NAMES; i++) {
		const name_row *row = &names[i];
		if (memcmp(letters + row->at, name.ptr, CHARACTER) != 0)
			break;
		if (!gj_str_starts(name, text_at(row->at, row->length)))
			continue;
		/* Sorted by bytes: whatever also fits and comes later is not shorter. */
		if (count == most)
			memmove(matches, matches + 1, --count * sizeof *matches);
		matches[count++] = (gj_region_match){ row->code, row->length, row->flags & BARE,
			                              row->flags & RETIRED };
	}
	for (size_t i = 0; i < count / 2; i++) {
		gj_region_match first = matches[i];
		matches[i] = matches[count - 1 - i];
		matches[count - 1 - i] = first;
	}
	return count;
}
