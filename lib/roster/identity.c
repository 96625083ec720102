#include "roster/identity.h"

gj_str gj_identity_key(gj_arena *arena, uint32_t region, gj_str organ)
{
	return gj_str_format(arena, "%06u|%.*s", region, GJ_STR_ARG(organ));
}

/* 龙田镇人民政府, 东四街道办事处 → 龙田镇, 东四街道; the empty slice for others. */
static gj_str township_of(gj_str name)
{
	static const char *const tails[] = { "人民政府", "政府", "办事处" };
	static const char *const ends[] = { "镇", "乡", "街道", "苏木", "街" };
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		if (gj_str_ends(name, gj_str_of(tails[i]))) {
			name.len -= strlen(tails[i]);
			break;
		}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (gj_str_ends(name, gj_str_of(ends[i])) && name.len > strlen(ends[i]))
			return name;
	return (gj_str){ 0 };
}

/* 公安局滨江区分局 of 杭州市: the 公安分局 of 滨江区, when a region of the city has that
 * name. False, and nothing touched, for all others (高新分局, 交警支队). */
static bool settle_branch(gj_arena *arena, gj_identity *identity)
{
	gj_str name = identity->organ, branch = GJ_STR("分局"), bureau = GJ_STR("局");
	size_t at = gj_str_find(name, bureau);
	if (!gj_str_ends(name, branch) || at + bureau.len + branch.len >= name.len)
		return false;
	gj_str place = gj_str_from(name, at + bureau.len);
	place.len -= branch.len;
	bool several;
	uint32_t region = gj_region_by_name(place, identity->region, &several);
	if (!region || region == identity->region || !gj_region_within(region, identity->region))
		return false;
	identity->region = gj_region_current(region);
	identity->organ = gj_str_format(arena, "%.*s分局", (int)at, name.ptr);
	return identity->organ.len;
}

static gj_str canonical(gj_identity *identity, gj_str name)
{
	identity->known = gj_organ_by_name(name);
	gj_str township = identity->known ? (gj_str){ 0 } : township_of(name);
	identity->township = township.len;
	if (identity->known)
		return gj_str_of(identity->known->name);
	return township.len ? township : name;
}

static void tell_kind(gj_identity *identity)
{
	gj_str name = identity->organ;
	identity->branch = gj_str_ends(name, GJ_STR("分局"));
	identity->committee = gj_str_ends(name, GJ_STR("管理委员会")) || gj_str_ends(name, GJ_STR("管委会"));
}

gj_code gj_identity_of(gj_arena *arena, const gj_agency_names *names, const gj_aliases *aliases,
                       gj_identity *identity)
{
	*identity = (gj_identity){ 0 };
	gj_str agency = gj_fold_copy(arena, names->agency);
	gj_str region = gj_fold_copy(arena, names->region);
	gj_str digits = gj_str_trim(names->region_code);
	if ((names->agency.len && !agency.ptr) || (names->region.len && !region.ptr))
		return GJ_E_MEMORY;
	identity->seat = gj_seat_of(agency, region, digits);
	bool found = identity->seat.state == GJ_SEAT_FOUND;
	identity->region = found ? identity->seat.code : 0;
	identity->organ = gj_organ_plain(arena, identity->seat.rest);
	if (identity->seat.rest.len && !identity->organ.ptr)
		return GJ_E_MEMORY;
	if (found)
		settle_branch(arena, identity);
	/* A region alone (上海市2022年…报告) is its government. */
	bool alone = found && identity->seat.by_name && !identity->organ.len;
	identity->organ = canonical(identity, alone ? GJ_STR("人民政府") : identity->organ);
	identity->aliased = gj_aliases_apply(aliases, names->year, &identity->region, &identity->organ);
	if (identity->aliased)
		identity->organ = canonical(identity, identity->organ);
	tell_kind(identity);
	if (!identity->region || !identity->organ.len)
		return GJ_OK;
	identity->key = gj_identity_key(arena, identity->region, identity->organ);
	return identity->key.len ? GJ_OK : GJ_E_MEMORY;
}
