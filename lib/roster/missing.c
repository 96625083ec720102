/* Who should be in the lists for a year, and is not. */
#include "roster/survey.h"

#include <stdlib.h>

enum {
	SIBLINGS_MIN = 4, /* regions of one city that list anybody */
	HAVING_MIN = 3,   /* of them with an agency of the kind */
	HAVING_SHARE = 75, /* per cent */
};

static gj_str key_of(gj_survey *survey, uint32_t region, const char *organ)
{
	gj_str key = gj_identity_key(&survey->arena, region, gj_str_of(organ));
	if (!key.len)
		survey->failed = GJ_E_MEMORY;
	return key;
}

static const gj_survey_entry *find_organ(gj_survey *survey, uint32_t region, const char *organ, int year)
{
	return gj_survey_find(survey, key_of(survey, region, organ), year);
}

/* ---- agencies of other years ---- */

/* Under the name a reform gave it, or under the one it had before. */
static bool goes_on(gj_survey *survey, const gj_survey_entry *entry, int year)
{
	for (size_t i = 0; i < gj_succession_count && entry->organ; i++) {
		const gj_succession *s = &gj_successions[i];
		bool after = year >= s->from && strcmp(s->before, entry->organ->name) == 0;
		bool before = year <= s->to && strcmp(s->after, entry->organ->name) == 0;
		if ((after && find_organ(survey, entry->region, s->after, year)) ||
		    (before && find_organ(survey, entry->region, s->before, year)))
			return true;
	}
	return false;
}

/* The entries of one agency; `begin` to `end` in by_key. */
static void check_agency(gj_survey *survey, size_t begin, size_t end, int year)
{
	const gj_survey_entry *last = survey->by_key[begin];
	bool since = last->source->year < year;
	for (size_t i = begin; i < end; i++) {
		int other = survey->by_key[i]->source->year;
		if (other == year || !other)
			return;
		last = other < year ? survey->by_key[i] : last;
	}
	/* Asked about no year in particular, nobody is missed before the first entry. */
	if ((!since && !survey->options->year) || goes_on(survey, last, year))
		return;
	gj_roster_finding *finding = gj_survey_add(
		survey, GJ_ROSTER_MISSING, last, "没有%d年度的条目，但有%d年度的", "no entry for %d, but one for %d",
		year, last->source->year);
	finding->year = year;
}

static void check_agencies(gj_survey *survey, int year)
{
	for (size_t i = 0, next; i < survey->count; i = next) {
		for (next = i + 1; next < survey->count; next++)
			if (!gj_str_equal(survey->by_key[next]->key, survey->by_key[i]->key))
				break;
		check_agency(survey, i, next, year);
	}
}

/* ---- governments of the tree ---- */

static void tell_region(gj_survey *survey, gj_roster_finding *finding, gj_str agency,
                        uint32_t region, int year)
{
	finding->agency = agency;
	finding->region = gj_region_name(region);
	finding->region_code = gj_str_format(&survey->arena, "%06u", region);
	finding->year = year;
	if (!finding->region_code.len)
		survey->failed = GJ_E_MEMORY;
}

/* Lists of cities alone do not miss every county. */
static bool lists_level(const gj_survey *survey, gj_level level)
{
	for (size_t i = 0; i < survey->count; i++) {
		const gj_survey_entry *entry = &survey->entries[i];
		if (entry->region && entry->organ == gj_organ_government &&
		    gj_region_level(entry->region) == level)
			return true;
	}
	return false;
}

static void tell_government(gj_survey *survey, const gj_survey_entry *above, const gj_region *region,
                            int year)
{
	const gj_survey_entry *office = find_organ(survey, region->code, gj_organ_office->name, year);
	gj_str where = office ? gj_survey_where(survey, office, above) : (gj_str){ 0 };
	gj_roster_finding *finding;
	if (office)
		finding = gj_survey_add(survey, GJ_ROSTER_GOVERNMENT_MISSING, above,
		                        "%.*s（%u）没有%d年度政府的条目，只有其办公室的（%.*s）",
		                        "%.*s (%u) has no entry for its government for %d, only for its office (%.*s)",
		                        GJ_STR_ARG(region->name), region->code, year, GJ_STR_ARG(where));
	else
		finding = gj_survey_add(survey, GJ_ROSTER_GOVERNMENT_MISSING, above,
		                        "%.*s（%u）没有%d年度政府的条目",
		                        "%.*s (%u) has no entry for its government for %d",
		                        GJ_STR_ARG(region->name), region->code, year);
	gj_str name = gj_str_format(&survey->arena, "%.*s%s", GJ_STR_ARG(region->name),
	                            gj_organ_government->name);
	tell_region(survey, finding, name, region->code, year);
}

static void check_governments(gj_survey *survey, int year)
{
	const char *government = gj_organ_government->name;
	bool listed[] = { [GJ_LEVEL_CITY] = lists_level(survey, GJ_LEVEL_CITY),
		          [GJ_LEVEL_COUNTY] = lists_level(survey, GJ_LEVEL_COUNTY) };
	uint32_t parent = 0;
	const gj_survey_entry *above = NULL;
	for (size_t i = 0; i < gj_region_count() && !survey->failed; i++) {
		gj_region region = gj_region_at(i);
		uint32_t its = gj_region_parent(region.code);
		if (region.placeholder || gj_region_is_zone(region.code) || !its ||
		    !listed[gj_region_level(region.code)])
			continue;
		if (its != parent)
			above = find_organ(survey, its, government, year);
		parent = its;
		if (above && !find_organ(survey, region.code, government, year))
			tell_government(survey, above, &region, year);
	}
}

/* ---- kinds that sibling regions have ---- */

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static bool is_ordinary(const gj_survey_entry *entry)
{
	return entry->region && entry->organ && gj_region_level(entry->region) == GJ_LEVEL_COUNTY &&
	       !gj_region_is_zone(entry->region) && entry->organ != gj_organ_government &&
	       entry->organ != gj_organ_office && !entry->organ->vertical;
}

/* By city, kind and county; all others last. */
static int by_kind(const void *left, const void *right)
{
	const gj_survey_entry *a = *(const gj_survey_entry *const *)left;
	const gj_survey_entry *b = *(const gj_survey_entry *const *)right;
	if (is_ordinary(a) != is_ordinary(b))
		return is_ordinary(a) ? -1 : 1;
	if (!is_ordinary(a))
		return (a > b) - (a < b);
	int order = compare_numbers(a->above, b->above);
	if (!order)
		order = strcmp(a->organ->kind, b->organ->kind);
	if (!order)
		order = compare_numbers(a->region, b->region);
	return order ? order : (a > b) - (a < b);
}

typedef struct family {
	gj_survey *survey;
	const gj_survey_entry **members; /* one an entry of the city's counties */
	size_t count;
	const gj_survey_entry **siblings; /* one a county with any entry for the year, by code */
	size_t sibling_count;
	int year;
} family;

static int by_region(const void *left, const void *right)
{
	const gj_survey_entry *a = *(const gj_survey_entry *const *)left;
	const gj_survey_entry *b = *(const gj_survey_entry *const *)right;
	int order = compare_numbers(a->region, b->region);
	return order ? order : (a > b) - (a < b);
}

static bool gather_siblings(family *f)
{
	f->siblings = gj_arena_zalloc(&f->survey->arena, f->count, sizeof(gj_survey_entry *));
	if (!f->siblings)
		return false;
	size_t gathered = 0;
	for (size_t i = 0; i < f->count; i++)
		if (f->members[i]->source->year == f->year)
			f->siblings[gathered++] = f->members[i];
	qsort(f->siblings, gathered, sizeof(gj_survey_entry *), by_region);
	for (size_t i = 0; i < gathered; i++)
		if (!f->sibling_count || f->siblings[f->sibling_count - 1]->region != f->siblings[i]->region)
			f->siblings[f->sibling_count++] = f->siblings[i];
	return true;
}

/* The members of one kind, from `begin` to `end`: who among the siblings has none at all? */
static void check_kind(const family *f, size_t begin, size_t end)
{
	size_t having = 0;
	uint32_t last = 0;
	const gj_survey_entry *example = NULL;
	for (size_t i = begin; i < end; i++) {
		if (f->members[i]->source->year != f->year || f->members[i]->region == last)
			continue;
		example = f->members[i];
		last = example->region;
		having++;
	}
	if (having < HAVING_MIN || having * 100 < f->sibling_count * HAVING_SHARE)
		return;
	for (size_t s = 0, i = begin; s < f->sibling_count; s++) {
		const gj_survey_entry *sibling = f->siblings[s];
		while (i < end && f->members[i]->region < sibling->region)
			i++;
		/* With an entry for another year it is missing by name. */
		if (i < end && f->members[i]->region == sibling->region)
			continue;
		gj_str name = gj_region_name(sibling->region);
		gj_roster_finding *finding = gj_survey_add(
			f->survey, GJ_ROSTER_KIND_MISSING, sibling,
			"%.*s没有%s类机关%d年度的条目；同级地区%zu个中有%zu个有（如%.*s）",
			"%.*s has no agency of kind %s for %d; of %zu sibling regions %zu have (such as %.*s)",
			GJ_STR_ARG(name), example->organ->kind, f->year, f->sibling_count - 1, having,
			GJ_STR_ARG(gj_str_upto(example->source->agency, 90)));
		tell_region(f->survey, finding, (gj_str){ 0 }, sibling->region, f->year);
	}
}

static void check_family(family *f)
{
	if (!gather_siblings(f)) {
		f->survey->failed = GJ_E_MEMORY;
		return;
	}
	for (size_t i = 0, next; i < f->count && f->sibling_count >= SIBLINGS_MIN; i = next) {
		for (next = i + 1; next < f->count; next++)
			if (strcmp(f->members[next]->organ->kind, f->members[i]->organ->kind) != 0)
				break;
		check_kind(f, i, next);
	}
}

static void check_kinds(gj_survey *survey, const gj_survey_entry **sorted, int year)
{
	for (size_t i = 0, next; i < survey->count && is_ordinary(sorted[i]); i = next) {
		uint32_t city = sorted[i]->above;
		for (next = i + 1; next < survey->count && is_ordinary(sorted[next]); next++)
			if (sorted[next]->above != city)
				break;
		family f = { .survey = survey, .members = sorted + i, .count = next - i, .year = year };
		check_family(&f);
	}
}

void gj_survey_missing(gj_survey *survey)
{
	int asked = survey->options->year;
	const gj_survey_entry **sorted = gj_survey_sorted(survey, by_kind);
	for (size_t i = 0; i < (asked ? 1 : survey->year_count) && !survey->failed; i++) {
		int year = asked ? asked : survey->years[i];
		check_agencies(survey, year);
		check_governments(survey, year);
		check_kinds(survey, sorted, year);
	}
}
