#include "roster/alias.h"

#include "base/buffer.h"
#include "base/ini.h"
#include "base/name_map.h"
#include "roster/identity.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	NAMES_MAX = 16 << 20, /* 100,000 lines */
	KEY_MAX = 512,
	STEPS_MAX = 16, /* names one agency went by, one after the other */
	YEAR_FIRST = 0,
	YEAR_LAST = 9999,
};

typedef struct alias {
	uint32_t from_place, to_place; /* 0 = whichever it is */
	gj_str from, to;               /* organs */
	int first, last;               /* years of reports */
	int line;
	size_t next; /* another line about the same name, from 1; 0 = none */
} alias;

struct gj_aliases {
	gj_arena arena;
	gj_buffer items;   /* of alias */
	gj_name_map names; /* key → the last line about it, from 1 */
};

static alias *item_at(const gj_aliases *aliases, size_t number)
{
	return (alias *)(void *)aliases->items.data + (number - 1);
}

static size_t count_of(const gj_aliases *aliases)
{
	return aliases->items.length / sizeof(alias);
}

/* ---- looking up ---- */

static bool covers(const alias *a, int year)
{
	bool always = a->first == YEAR_FIRST && a->last == YEAR_LAST;
	return always || (year && year >= a->first && year <= a->last);
}

static size_t first_about(const gj_aliases *aliases, uint32_t place, gj_str organ)
{
	char key[KEY_MAX];
	size_t number = 0;
	int length = snprintf(key, sizeof key, "%06u|%.*s", place, GJ_STR_ARG(organ));
	if (length > 0 && length < KEY_MAX)
		gj_name_map_find(&aliases->names, (gj_str){ key, (size_t)length }, &number);
	return number;
}

static const alias *find(const gj_aliases *aliases, int year, uint32_t place, gj_str organ)
{
	for (size_t n = first_about(aliases, place, organ); n; n = item_at(aliases, n)->next)
		if (covers(item_at(aliases, n), year))
			return item_at(aliases, n);
	return place ? find(aliases, year, 0, organ) : NULL;
}

bool gj_aliases_apply(const gj_aliases *aliases, int year, uint32_t *place, gj_str *organ)
{
	bool applied = false;
	for (int step = 0; aliases && step < STEPS_MAX; step++) {
		const alias *a = find(aliases, year, *place, *organ);
		if (!a)
			break;
		*place = a->to_place ? a->to_place : *place;
		*organ = a->to;
		applied = true;
	}
	return applied;
}

/* ---- reading ---- */

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for names");
}

static gj_code complain(gj_err *err, const char *trouble, gj_str name)
{
	return gj_err_set(err, GJ_E_USAGE, 0, "“%.*s” %s", GJ_STR_ARG(gj_str_upto(name, 120)), trouble);
}

static gj_code read_name(gj_aliases *aliases, gj_str name, uint32_t *place, gj_str *organ,
                         gj_err *err)
{
	gj_identity identity;
	gj_agency_names names = { .agency = name };
	if (!gj_utf8_valid(name))
		return gj_err_set(err, GJ_E_USAGE, 0, "is not UTF-8: save the file as UTF-8");
	if (gj_identity_of(&aliases->arena, &names, NULL, &identity))
		return no_memory(err);
	if (identity.seat.state == GJ_SEAT_AMBIGUOUS)
		return complain(err, "is in a region of which there are several: write the city or "
		                "province before it", name);
	if (!identity.organ.len || identity.organ.len >= KEY_MAX - 16)
		return complain(err, "names no agency", name);
	*place = identity.region;
	*organ = identity.organ;
	return GJ_OK;
}

/* A year at the start of *text, which moves behind it; `fallback` when there is none. */
static int take_year(gj_str *text, int fallback)
{
	int year = 0;
	size_t digits = 0;
	while (digits < text->len && digits < 4 && gj_is_digit(text->ptr[digits]))
		year = year * 10 + text->ptr[digits++] - '0';
	*text = gj_str_from(*text, digits);
	if (gj_str_starts(*text, GJ_STR("年")))
		*text = gj_str_from(*text, GJ_STR("年").len);
	return digits == 4 ? year : digits ? -1 : fallback;
}

/* "2019", "2019-2021", "2019-", "-2021". */
static gj_code read_years(gj_str text, alias *a, gj_err *err)
{
	gj_str rest = text;
	a->first = take_year(&rest, YEAR_FIRST);
	bool range = gj_str_starts(rest, GJ_STR("-"));
	rest = gj_str_from(rest, range);
	a->last = range ? take_year(&rest, YEAR_LAST) : a->first;
	if (!text.len || rest.len || a->first < 0 || a->last < a->first || (!range && !a->first))
		return complain(err, "are no years: write 2019, 2019-2021, 2019- or -2021", text);
	return GJ_OK;
}

static gj_code keep(gj_aliases *aliases, alias *a, gj_err *err)
{
	gj_str key = gj_identity_key(&aliases->arena, a->from_place, a->from);
	a->next = first_about(aliases, a->from_place, a->from);
	for (size_t n = a->next; n; n = item_at(aliases, n)->next) {
		const alias *other = item_at(aliases, n);
		if (a->first <= other->last && other->first <= a->last)
			return gj_err_set(err, GJ_E_USAGE, 0, "line %d says already what this name is the "
			                  "same as: remove one, or tell the years apart", other->line);
	}
	gj_buffer_add(&aliases->items, (const char *)a, sizeof *a);
	if (!key.len || aliases->items.failed ||
	    gj_name_map_put(&aliases->names, key, count_of(aliases)))
		return no_memory(err);
	return GJ_OK;
}

static gj_code take_line(void *context, const char *section, const char *key, const char *value,
                         int line, gj_err *err)
{
	gj_aliases *aliases = context;
	alias a = { .line = line, .first = YEAR_FIRST, .last = YEAR_LAST };
	gj_str to = gj_fold_copy(&aliases->arena, gj_str_of(value));
	size_t comma = gj_str_find(to, GJ_STR(","));
	if (*section)
		return gj_err_set(err, GJ_E_USAGE, 0, "sections mean nothing here: one line a name");
	gj_code code = read_name(aliases, gj_str_of(key), &a.from_place, &a.from, err);
	if (code == GJ_OK)
		code = read_name(aliases, gj_str_upto(to, comma), &a.to_place, &a.to, err);
	if (code == GJ_OK && comma != SIZE_MAX)
		code = read_years(gj_str_from(to, comma + 1), &a, err);
	if (code)
		return code;
	if (!a.from_place && a.to_place)
		return complain(err, "is in no region, but what it is the same as is: write the region",
		                gj_str_of(key));
	if (gj_str_equal(a.from, a.to) && (!a.to_place || a.from_place == a.to_place))
		return complain(err, "is the same agency already: remove the line", gj_str_of(key));
	return keep(aliases, &a, err);
}

/* Whoever follows the names from here, whatever the years, comes to an end. */
static bool goes_round(const gj_aliases *aliases, const alias *start)
{
	uint32_t place = start->from_place;
	gj_str organ = start->from;
	for (int step = 0; step < STEPS_MAX; step++) {
		size_t n = first_about(aliases, place, organ);
		n = n || !place ? n : first_about(aliases, 0, organ);
		if (!n)
			return false;
		place = item_at(aliases, n)->to_place ? item_at(aliases, n)->to_place : place;
		organ = item_at(aliases, n)->to;
	}
	return true;
}

static gj_code check_circles(const gj_aliases *aliases, const char *path, gj_err *err)
{
	for (size_t n = 1; n <= count_of(aliases); n++)
		if (goes_round(aliases, item_at(aliases, n)))
			return gj_err_set(err, GJ_E_USAGE, 0, "%s: line %d: the names go round in a "
			                  "circle: each line leads to the name used last", path,
			                  item_at(aliases, n)->line);
	return GJ_OK;
}

gj_code gj_aliases_read(gj_aliases **aliases, const char *path, gj_err *err)
{
	gj_aliases *made = *aliases = calloc(1, sizeof *made);
	if (!made)
		return no_memory(err);
	gj_arena_init(&made->arena, NAMES_MAX);
	gj_buffer_init(&made->items, NAMES_MAX);
	gj_code code = gj_ini_read(path, take_line, made, err);
	return code ? code : check_circles(made, path, err);
}

void gj_aliases_free(gj_aliases *aliases)
{
	if (!aliases)
		return;
	gj_name_map_release(&aliases->names);
	gj_buffer_release(&aliases->items);
	gj_arena_release(&aliases->arena);
	free(aliases);
}
