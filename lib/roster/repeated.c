/* What stands in the lists more than once, and hosts that seem to be another region's. */
#include "roster/survey.h"

enum {
	HOST_ENTRIES_MIN = 5, /* fewer do not tell whose host it is */
	HOST_SHARE = 75,      /* per cent of them in one region */
	SHOWN_MAX = 120,
};

static gj_str shown(gj_str text)
{
	return gj_str_upto(text, SHOWN_MAX);
}

static void check_agencies(gj_survey *survey)
{
	for (size_t i = 1; i < survey->count; i++) {
		const gj_survey_entry *first = survey->by_key[i - 1], *again = survey->by_key[i];
		if (!again->source->year || again->source->year != first->source->year ||
		    !gj_str_equal(again->key, first->key))
			continue;
		gj_str where = gj_survey_where(survey, first, again), name = shown(first->source->agency);
		gj_survey_add(survey, GJ_ROSTER_AGENCY_TWICE, again, "%d年度的该机关已在%.*s，写作“%.*s”",
		              "the agency is there for %d already, in %.*s, as “%.*s”",
		              again->source->year, GJ_STR_ARG(where), GJ_STR_ARG(name));
	}
}

/* ---- addresses ---- */

static int by_url(const void *left, const void *right)
{
	const gj_survey_entry *a = *(const gj_survey_entry *const *)left;
	const gj_survey_entry *b = *(const gj_survey_entry *const *)right;
	int order = gj_str_compare(a->source->url, b->source->url);
	return order ? order : (a > b) - (a < b);
}

static void check_addresses(gj_survey *survey)
{
	const gj_survey_entry **sorted = gj_survey_sorted(survey, by_url), *first = NULL;
	for (size_t i = 0; sorted && i < survey->count; i++) {
		gj_str url = sorted[i]->source->url;
		if (!first || !gj_str_equal(url, first->source->url)) {
			first = sorted[i];
			continue;
		}
		if (!url.len)
			continue;
		gj_str where = gj_survey_where(survey, first, sorted[i]);
		gj_str name = shown(first->source->agency);
		gj_survey_add(survey, GJ_ROSTER_ADDRESS_TWICE, sorted[i], "网址与%.*s（%.*s，%d年）相同",
		              "the url is that of %.*s too (%.*s, %d)", GJ_STR_ARG(where),
		              GJ_STR_ARG(name), first->source->year);
	}
}

/* ---- hosts ---- */

/* Those without a certain region first: they say nothing. */
static int by_host(const void *left, const void *right)
{
	const gj_survey_entry *a = *(const gj_survey_entry *const *)left;
	const gj_survey_entry *b = *(const gj_survey_entry *const *)right;
	if (!a->region != !b->region)
		return a->region ? 1 : -1;
	int order = gj_str_compare(a->host, b->host);
	if (!order)
		order = (a->region > b->region) - (a->region < b->region);
	return order ? order : (a > b) - (a < b);
}

static bool related(uint32_t a, uint32_t b)
{
	return gj_region_within(a, b) || gj_region_within(b, a);
}

/* The region that most entries of one host are in; they are sorted by region. */
static uint32_t commonest(const gj_survey_entry *const *entries, size_t count)
{
	uint32_t best = 0;
	size_t most = 0;
	for (size_t i = 0, next; i < count; i = next) {
		for (next = i + 1; next < count && entries[next]->region == entries[i]->region;)
			next++;
		if (next - i > most) {
			most = next - i;
			best = entries[i]->region;
		}
	}
	return best;
}

static void check_host(gj_survey *survey, const gj_survey_entry *const *entries, size_t count)
{
	uint32_t region = commonest(entries, count);
	size_t own = 0;
	for (size_t i = 0; i < count; i++)
		own += related(entries[i]->region, region);
	if (count < HOST_ENTRIES_MIN || own * 100 < count * HOST_SHARE)
		return;
	gj_str name = gj_region_name(region);
	for (size_t i = 0; i < count; i++) {
		if (related(entries[i]->region, region))
			continue;
		gj_str host = shown(entries[i]->host);
		gj_survey_add(survey, GJ_ROSTER_HOST, entries[i],
		              "网址在%.*s，该网站上%zu个条目中有%zu个是%.*s的机关",
		              "the url is at %.*s, where %zu entries are and %zu of them of %.*s",
		              GJ_STR_ARG(host), count, own, GJ_STR_ARG(name));
	}
}

static void check_hosts(gj_survey *survey)
{
	const gj_survey_entry **sorted = gj_survey_sorted(survey, by_host);
	size_t at = 0;
	while (sorted && at < survey->count && !sorted[at]->region)
		at++;
	for (size_t next; sorted && at < survey->count; at = next) {
		gj_str host = sorted[at]->host;
		for (next = at + 1; next < survey->count; next++)
			if (!gj_str_equal(sorted[next]->host, host))
				break;
		if (host.len)
			check_host(survey, sorted + at, next - at);
	}
}

void gj_survey_repeated(gj_survey *survey)
{
	check_agencies(survey);
	check_addresses(survey);
	check_hosts(survey);
}
