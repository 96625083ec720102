/* Entries that contradict themselves, the region table, or their lists. */
#include "base/name_map.h"
#include "roster/survey.h"

#include <stdio.h>

enum { YEAR_FIRST = 2008 /* the Regulations came into force */, SHOWN_MAX = 90 };

static gj_str shown(gj_str text)
{
	return gj_str_upto(text, SHOWN_MAX);
}

/* ---- codes ---- */

static void tell_retired(gj_survey *survey, const gj_survey_entry *entry, uint32_t code)
{
	gj_region_retired old;
	if (!gj_region_retired_by_code(code, &old))
		return;
	gj_str now = gj_region_name(old.successor);
	if (old.successor)
		gj_survey_add(survey, GJ_ROSTER_CODE_RETIRED, entry,
		              "区划代码%u（%.*s）已停用，现为%u（%.*s）", "region_code %u (%.*s) is retired: it is %u (%.*s) now",
		              code, GJ_STR_ARG(old.name), old.successor, GJ_STR_ARG(now));
	else
		gj_survey_add(survey, GJ_ROSTER_CODE_RETIRED, entry,
		              "区划代码%u（%.*s）已停用", "region_code %u (%.*s) is retired", code,
		              GJ_STR_ARG(old.name));
}

static void check_code(gj_survey *survey, const gj_survey_entry *entry)
{
	gj_str text = gj_str_trim(entry->source->region_code);
	uint32_t code;
	bool township;
	if (!text.len)
		return;
	gj_code_kind kind = gj_region_code_read(text, &code, &township);
	gj_str quoted = shown(text);
	if (kind == GJ_CODE_MALFORMED)
		gj_survey_add(survey, GJ_ROSTER_CODE_MALFORMED, entry,
		              "区划代码“%.*s”应为2、4、6、9或12位数字",
		              "region_code “%.*s” is not 2, 4, 6, 9 or 12 digits", GJ_STR_ARG(quoted));
	else if (kind == GJ_CODE_UNKNOWN)
		gj_survey_add(survey, GJ_ROSTER_CODE_UNKNOWN, entry,
		              "区划代码%.*s不存在（以" GJ_REGION_TABLE_DATE "的代码表为准）",
		              "no region has the code %.*s (table of " GJ_REGION_TABLE_DATE ")",
		              GJ_STR_ARG(quoted));
	else if (kind == GJ_CODE_RETIRED)
		tell_retired(survey, entry, code);
}

/* ---- levels ---- */

/* Zones are run by cities and counties, and so is 济源, which no city is above. */
static bool either_level(uint32_t code)
{
	return gj_region_is_zone(code) || (code % 10000 / 100 == 90 && code % 100);
}

static bool level_fits(gj_level level, const gj_survey_entry *entry, uint32_t code)
{
	gj_level of_code = gj_region_level(code);
	if (level == GJ_LEVEL_TOWNSHIP)
		return entry->township || !entry->organ;
	if (level == GJ_LEVEL_CITY && either_level(code))
		return true;
	return level == of_code && !(entry->township && of_code > GJ_LEVEL_CITY);
}

static void check_level(gj_survey *survey, const gj_survey_entry *entry)
{
	gj_level level = gj_level_by_name(entry->source->level);
	uint32_t code = entry->seat.by_code ? entry->seat.by_code : entry->region;
	if (level == GJ_LEVEL_NONE || !code || level_fits(level, entry, code))
		return;
	gj_level expected = entry->township ? GJ_LEVEL_TOWNSHIP : gj_region_level(code);
	gj_str name = gj_region_name(code);
	gj_survey_add(survey, GJ_ROSTER_LEVEL, entry,
	              "层级为%s，但%u（%.*s）的机关应为%s", "level is %s, but an agency of %u (%.*s) is of level %s",
	              gj_level_name(level), code, GJ_STR_ARG(name), gj_level_name(expected));
}

/* ---- regions ---- */

static void tell_unclear(gj_survey *survey, const gj_survey_entry *entry)
{
	const gj_seat *seat = &entry->seat;
	gj_str region = shown(entry->source->region), agency = shown(entry->source->agency);
	char list[256] = "";
	size_t length = 0;
	for (size_t i = 0; i < seat->candidate_count && length < sizeof list - 1; i++)
		length += (size_t)snprintf(list + length, sizeof list - length, "%s%u", i ? ", " : "",
		                           seat->candidates[i]);
	if (seat->state == GJ_SEAT_AMBIGUOUS)
		gj_survey_add(survey, GJ_ROSTER_REGION_UNCLEAR, entry,
		              "“%.*s”所在地区不止一个（%s），请写明region_code或所属的市",
		              "“%.*s” can be in several regions (%s): give region_code, or the city",
		              GJ_STR_ARG(agency), list);
	else if (region.len && !seat->by_region && !seat->code)
		gj_survey_add(survey, GJ_ROSTER_REGION_UNCLEAR, entry, "没有名为“%.*s”的地区",
		              "no region is called “%.*s”", GJ_STR_ARG(region));
}

static bool related(uint32_t a, uint32_t b)
{
	a = gj_region_current(a);
	b = gj_region_current(b);
	return gj_region_within(a, b) || gj_region_within(b, a);
}

static void check_region(gj_survey *survey, const gj_survey_entry *entry)
{
	const gj_seat *seat = &entry->seat;
	gj_str region = shown(entry->source->region), name = gj_region_name(seat->by_code);
	uint32_t code = seat->by_code, named = seat->by_region;
	bool below = named && code && gj_region_current(named) != gj_region_current(code) &&
	             gj_region_within(gj_region_current(named), gj_region_current(code));
	if (named && code && (below || !related(named, code)))
		gj_survey_add(survey, GJ_ROSTER_REGION, entry,
		              "行政区划为“%.*s”（%u），但区划代码%u是%.*s",
		              "region is “%.*s” (%u), but region_code %u is %.*s", GJ_STR_ARG(region), named,
		              code, GJ_STR_ARG(name));
	else
		tell_unclear(survey, entry);
}

/* The name begins with a region which neither holds the entry's nor lies in it. */
static void check_agency(gj_survey *survey, const gj_survey_entry *entry)
{
	const gj_seat *seat = &entry->seat;
	uint32_t stated = seat->by_code ? seat->by_code : seat->by_region;
	gj_str agency = shown(entry->source->agency), name = gj_region_name(stated);
	bool foreign = seat->state == GJ_SEAT_CONTRADICTED && !seat->by_name && stated;
	/* 商丘市公安局 is not 永城市's; 商丘市公安局永城分局 is. */
	uint32_t own = entry->region;
	bool higher = own && seat->by_name && stated && !entry->township &&
	              gj_region_current(stated) != own &&
	              gj_region_within(gj_region_current(stated), own) &&
	              gj_region_level(stated) == GJ_LEVEL_COUNTY;
	if (foreign || higher)
		gj_survey_add(survey, GJ_ROSTER_AGENCY_REGION, entry,
		              "“%.*s”不像是%.*s（%u）的机关", "“%.*s” is no agency of %.*s (%u) by its name",
		              GJ_STR_ARG(agency), GJ_STR_ARG(name), stated);
}

static void check_year(gj_survey *survey, const gj_survey_entry *entry)
{
	int year = entry->source->year, this_year = survey->options->this_year;
	if (year && year < YEAR_FIRST)
		gj_survey_add(survey, GJ_ROSTER_YEAR, entry, "%d年：条例2008年5月1日起施行，此前没有年度报告",
		              "%d: the Regulations came into force on 1 May 2008; there was no report before",
		              year);
	else if (year && this_year && year >= this_year)
		gj_survey_add(survey, GJ_ROSTER_YEAR, entry, "%d年尚未结束，不会有该年度的报告",
		              "%d is not over: there can be no report on it yet", year);
}

static void check_address(gj_survey *survey, const gj_survey_entry *entry)
{
	if (!entry->source->url.len)
		gj_survey_add(survey, GJ_ROSTER_ADDRESS_MISSING, entry, "没有网址",
		              "no url is given");
}

/* ---- parents ---- */

typedef struct parents {
	gj_survey *survey;
	gj_name_map agencies; /* "2023 永城市人民政府" */
	gj_name_map told;     /* the same, of parents already reported */
} parents;

static gj_str parent_key(gj_survey *survey, gj_str name, int year)
{
	gj_str key = gj_str_format(&survey->arena, "%d %.*s", year, GJ_STR_ARG(name));
	if (!key.len)
		survey->failed = GJ_E_MEMORY;
	return key;
}

static void note(gj_survey *survey, gj_name_map *map, gj_str key)
{
	if (gj_name_map_put(map, key, 1))
		survey->failed = GJ_E_MEMORY;
}

/* The parent may be listed under another way to write it. */
static const gj_survey_entry *find_alike(gj_survey *survey, const gj_survey_entry *entry)
{
	const gj_source *source = entry->source;
	gj_agency_names names = { .agency = source->parent, .year = source->year };
	gj_identity identity;
	if (gj_identity_of(&survey->arena, &names, survey->options->aliases, &identity))
		survey->failed = GJ_E_MEMORY;
	return identity.key.len ? gj_survey_find(survey, identity.key, source->year) : NULL;
}

static void check_parent(parents *p, const gj_survey_entry *entry)
{
	gj_survey *survey = p->survey;
	const gj_source *source = entry->source;
	gj_str parent = source->parent, quoted = shown(parent);
	if (!parent.len)
		return;
	if (gj_str_equal(parent, source->agency)) {
		gj_survey_add(survey, GJ_ROSTER_PARENT_ITSELF, entry, "上级是该机关自己", "the parent is the agency itself");
		return;
	}
	gj_str key = parent_key(survey, parent, source->year);
	if (gj_name_map_find(&p->agencies, key, NULL) || gj_name_map_find(&p->told, key, NULL))
		return;
	note(survey, &p->told, key);
	const gj_survey_entry *alike = find_alike(survey, entry);
	if (alike)
		gj_survey_add(survey, GJ_ROSTER_PARENT_MISSING, entry,
		              "上级“%.*s”在名单中写作“%.*s”：两处应写法一致",
		              "the parent “%.*s” is listed as “%.*s”: write it the same way",
		              GJ_STR_ARG(quoted), GJ_STR_ARG(shown(alike->source->agency)));
	else
		gj_survey_add(survey, GJ_ROSTER_PARENT_MISSING, entry, "名单中没有上级“%.*s”%d年度的条目",
		              "the parent “%.*s” is in no list for %d", GJ_STR_ARG(quoted), source->year);
}

static void check_parents(gj_survey *survey)
{
	parents p = { .survey = survey };
	for (size_t i = 0; i < survey->count && !survey->failed; i++) {
		const gj_source *source = survey->entries[i].source;
		note(survey, &p.agencies, parent_key(survey, source->agency, source->year));
	}
	for (size_t i = 0; i < survey->count && !survey->failed; i++)
		check_parent(&p, &survey->entries[i]);
	gj_name_map_release(&p.agencies);
	gj_name_map_release(&p.told);
}

void gj_survey_entries(gj_survey *survey)
{
	for (size_t i = 0; i < survey->count; i++) {
		const gj_survey_entry *entry = &survey->entries[i];
		check_code(survey, entry);
		check_level(survey, entry);
		check_region(survey, entry);
		check_agency(survey, entry);
		check_year(survey, entry);
		check_address(survey, entry);
	}
	check_parents(survey);
}
