#include "roster/infer.h"

#include "base/name_map.h"
#include "roster/identity.h"

#include <stdio.h>
#include <stdlib.h>

enum { IDENTITY_ARENA_MAX = 1 << 20, KEY_MAX = 48 };

/* What the name of one entry tells. */
typedef struct told {
	uint32_t region;       /* certain, and not against its code; 0 = not */
	const gj_organ *organ; /* null = not in the table */
	bool own;              /* an organ of the region itself, not of a part of it */
	bool government;       /* of the region, or of a development zone */
	bool township;
	bool committee;
} told;

typedef struct inference {
	gj_source_list *lists;
	size_t list_count;
	told *told;               /* one an entry of all lists */
	gj_arena scratch;
	gj_name_map governments;  /* "411481 2023" → entry, from 1 */
	gj_source **entries;
	size_t count;
	gj_str *kinds;            /* of each organ, as the lists call it; empty = they do not */
} inference;

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the source lists");
}

/* ---- what the names tell ---- */

/* 东湖生态旅游风景区管委会市场监督管理局 is no organ of 武汉市 itself. */
static bool names_part(gj_str organ)
{
	static const char *const parts[] = { "区", "镇", "乡", "街道", "县", "旗", "园", "岛", "分局",
		                             "管委会", "管理委员会", "支队", "大队", "所", "站" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (gj_str_has(organ, gj_str_of(parts[i])))
			return true;
	return false;
}

static bool is_department(gj_str organ)
{
	static const char *const ends[] = { "局", "委员会", "委", "厅", "办公室", "中心" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (gj_str_ends(organ, gj_str_of(ends[i])))
			return !names_part(organ);
	return false;
}

static told tell(const gj_identity *identity)
{
	const gj_seat *seat = &identity->seat;
	bool against = seat->by_code && gj_region_current(seat->by_code) != identity->region;
	bool zone = gj_region_is_zone(identity->region) && identity->committee;
	told t = { .region = against ? 0 : identity->region, .organ = identity->known,
		   .township = identity->township, .committee = identity->committee };
	t.government = (identity->known == gj_organ_government || zone) && t.region;
	t.own = identity->known || zone || is_department(identity->organ);
	return t;
}

static gj_code read_names(inference *work, gj_err *err)
{
	for (size_t i = 0; i < work->count; i++) {
		const gj_source *source = work->entries[i];
		gj_agency_names names = { source->agency, source->region, source->region_code, source->year };
		gj_identity identity;
		gj_code code = gj_identity_of(&work->scratch, &names, NULL, &identity);
		if (code)
			return no_memory(err);
		work->told[i] = tell(&identity);
		gj_arena_reset(&work->scratch);
	}
	return GJ_OK;
}

/* ---- what the lists say already ---- */

static gj_str government_key(char room[KEY_MAX], uint32_t region, int year)
{
	int length = snprintf(room, KEY_MAX, "%u %d", region, year);
	return (gj_str){ room, (size_t)length };
}

static gj_code note_governments(inference *work, gj_err *err)
{
	char room[KEY_MAX];
	for (size_t i = 0; i < work->count; i++) {
		const told *t = &work->told[i];
		if (!t->government)
			continue;
		gj_str key = government_key(room, t->region, work->entries[i]->year);
		if (!gj_name_map_find(&work->governments, key, NULL) &&
		    gj_name_map_put(&work->governments, key, i + 1))
			return no_memory(err);
	}
	return GJ_OK;
}

/* The lists' own word for an organ's kind, when they have only one. */
static void learn_kinds(inference *work)
{
	static const gj_str mixed = { "", 1 };
	for (size_t i = 0; i < work->count; i++) {
		const gj_organ *organ = work->told[i].organ;
		gj_str given = work->entries[i]->kind;
		if (!organ || !given.len)
			continue;
		gj_str *kind = &work->kinds[organ - gj_organs];
		if (!kind->len)
			*kind = given;
		else if (!gj_str_equal(*kind, given))
			*kind = mixed;
	}
}

/* ---- filling in ---- */

static bool city_without_counties(uint32_t region)
{
	return region == 441900 || region == 442000 || region == 460400 || region == 620200;
}

static bool holds_townships(uint32_t region)
{
	return gj_region_level(region) == GJ_LEVEL_COUNTY || city_without_counties(region);
}

static gj_str kind_of(const inference *work, const told *t)
{
	if (t->organ) {
		gj_str learnt = work->kinds[t->organ - gj_organs];
		return learnt.len > 1 ? learnt : gj_str_of(t->organ->kind);
	}
	return t->township || t->committee ? gj_str_of(gj_organ_government->kind) : (gj_str){ 0 };
}

static gj_str parent_of(const inference *work, size_t index)
{
	char room[KEY_MAX];
	const told *t = &work->told[index];
	const gj_source *source = work->entries[index];
	bool governed = t->own && !(t->organ && t->organ->vertical) &&
	                !(t->organ && gj_str_ends(gj_str_of(t->organ->name), GJ_STR("分局")));
	if (!t->region || !(governed || (t->township && holds_townships(t->region))))
		return (gj_str){ 0 };
	uint32_t region = t->government ? gj_region_parent(t->region) : t->region;
	size_t found;
	if (!region || !gj_name_map_find(&work->governments,
	                                 government_key(room, region, source->year), &found))
		return (gj_str){ 0 };
	gj_str parent = work->entries[found - 1]->agency;
	return gj_str_equal(parent, source->agency) ? (gj_str){ 0 } : parent;
}

static void fill(gj_source *source, gj_str *column, gj_str value, unsigned flag)
{
	if (column->len || !value.len)
		return;
	*column = value;
	source->inferred |= flag;
}

static gj_code fill_entry(inference *work, gj_arena *arena, size_t index, gj_err *err)
{
	gj_source *source = work->entries[index];
	const told *t = &work->told[index];
	bool township = t->township && t->region;
	fill(source, &source->kind, kind_of(work, t), GJ_INFERRED_KIND);
	if (t->region && (t->own || township)) {
		gj_level level = township ? GJ_LEVEL_TOWNSHIP : gj_region_level(t->region);
		fill(source, &source->level, gj_str_of(gj_level_name(level)), GJ_INFERRED_LEVEL);
	}
	if (t->region && !source->region_code.len && (t->own || (township && holds_townships(t->region)))) {
		gj_str code = gj_str_format(arena, "%06u", t->region);
		if (!code.len)
			return no_memory(err);
		fill(source, &source->region_code, code, GJ_INFERRED_CODE);
	}
	fill(source, &source->parent, parent_of(work, index), GJ_INFERRED_PARENT);
	return GJ_OK;
}

static bool gather(inference *work)
{
	size_t total = 0;
	for (size_t l = 0; l < work->list_count; l++)
		total += work->lists[l].count;
	work->told = calloc(total + 1, sizeof *work->told);
	work->entries = calloc(total + 1, sizeof(gj_source *));
	work->kinds = calloc(gj_organ_count, sizeof *work->kinds);
	for (size_t l = 0; l < work->list_count && work->entries; l++)
		for (size_t i = 0; i < work->lists[l].count; i++)
			work->entries[work->count++] = &work->lists[l].items[i];
	return work->told && work->entries && work->kinds;
}

gj_code gj_roster_infer(gj_source_list *lists, size_t count, gj_err *err)
{
	inference work = { .lists = lists, .list_count = count };
	gj_arena_init(&work.scratch, IDENTITY_ARENA_MAX);
	gj_code code = gather(&work) ? read_names(&work, err) : no_memory(err);
	if (code == GJ_OK)
		code = note_governments(&work, err);
	if (code == GJ_OK)
		learn_kinds(&work);
	for (size_t l = 0, entry = 0; l < count && code == GJ_OK; l++)
		for (size_t i = 0; i < lists[l].count && code == GJ_OK; i++)
			code = fill_entry(&work, &lists[l].arena, entry++, err);
	gj_name_map_release(&work.governments);
	gj_arena_release(&work.scratch);
	free(work.told);
	free(work.entries);
	free(work.kinds);
	return code;
}
