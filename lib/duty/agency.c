#include "duty/agency.h"

#include "prose/words.h"

static const char *const government_ends[] = { "人民政府", "管理委员会", "管委会", "行政公署", NULL };
static const char *const office_ends[] = { "人民政府办公室", "人民政府办公厅", "政府办公室", "政府办公厅",
	                                   "政府办", "办公室", NULL };
static const char *const township_ends[] = { "镇人民政府", "乡人民政府", "街道办事处", "街道", "镇政府",
	                                     "乡政府", "镇", "乡", NULL };
/* Local departments; ministries are told by having no place in their names. */
static const char *const department_ends[] = { "局", "委员会", "委", "厅", "分局", "大队", "支队", "中心",
	                                       "管理处", NULL };
static const char *const place_marks[] = { "省", "自治区", "市", "自治州", "州", "盟", "县", "区", "旗", NULL };

/* 市人民政府: with districts or without? The name does not say; two 市 do. */
static gj_power power_of_city(gj_str place)
{
	size_t first = gj_str_find(place, GJ_STR("市"));
	static const char *const municipalities[] = { "北京市", "上海市", "天津市", "重庆市", NULL };
	if (gj_words_end(place, municipalities))
		return GJ_POWER_YES;
	return first + GJ_STR("市").len < place.len ? GJ_POWER_NO : GJ_POWER_UNKNOWN;
}

static gj_power power_of_government(gj_str place)
{
	static const char *const can[] = { "省", "自治区", "自治州", NULL };
	static const char *const cannot[] = { "县", "镇", "乡", "旗", "林区", NULL };
	/* 新区, 开发区, 特区: some of them are no districts. */
	static const char *const open[] = { "新区", "开发区", "特区", "合作区", "实验区", "示范区", "高新区",
		                            "经开区", "保税区", "管理区", "度假区", "风景区", NULL };
	if (gj_words_end(place, can))
		return GJ_POWER_YES;
	if (gj_words_end(place, cannot))
		return GJ_POWER_NO;
	if (gj_str_ends(place, GJ_STR("市")))
		return power_of_city(place);
	return gj_str_ends(place, GJ_STR("区")) && !gj_words_end(place, open) ? GJ_POWER_NO
	                                                                      : GJ_POWER_UNKNOWN;
}

static gj_power power_of_level(gj_str level, bool government)
{
	static const char *const high[] = { "province", "city", NULL };
	static const char *const low[] = { "county", "township", NULL };
	if (government && gj_words_start(level, high))
		return GJ_POWER_YES;
	return gj_words_start(level, low) ? GJ_POWER_NO : GJ_POWER_UNKNOWN;
}

static gj_power power_of(const gj_agency *agency, gj_str level)
{
	gj_str name = agency->name;
	gj_str government = GJ_STR("人民政府");
	size_t at = gj_str_find(name, government);
	/* A government's office reports what the government made. */
	bool stands_for = at != SIZE_MAX && (gj_str_ends(name, government) || gj_words_end(name, office_ends));
	gj_power power = agency->township ? GJ_POWER_NO
	                 : stands_for     ? power_of_government(gj_str_upto(name, at))
	                                  : GJ_POWER_UNKNOWN;
	if (power != GJ_POWER_UNKNOWN)
		return power;
	if (agency->government || stands_for)
		return power_of_level(level, stands_for);
	bool local = gj_words_in(name, place_marks) && gj_words_end(name, department_ends) &&
	             !gj_str_starts(name, GJ_STR("国家"));
	return local && !gj_words_end(name, office_ends) ? GJ_POWER_NO : GJ_POWER_UNKNOWN;
}

gj_agency gj_agency_of(gj_str name, gj_str level, gj_str kind)
{
	/* 某某县, 某某实验区: the name of a place alone is its government's. */
	bool named = gj_words_end(name, government_ends) || gj_words_end(name, place_marks);
	gj_agency agency = { .name = name };
	agency.township = gj_words_end(name, township_ends) || gj_str_equal(level, GJ_STR("township"));
	agency.whole_place = named && !agency.township;
	agency.government = kind.len ? gj_str_equal_nocase(kind, GJ_STR("government")) ||
	                                       gj_str_equal(kind, GJ_STR("政府")) ||
	                                       gj_str_equal(kind, GJ_STR("人民政府"))
	                             : named || agency.township;
	agency.regulations = power_of(&agency, level);
	return agency;
}
