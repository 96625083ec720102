#include "roster/survey.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	SURVEY_MAX = 1 << 30, /* keys and messages: some 300 bytes an entry and finding */
	IDENTITY_ARENA_MAX = 1 << 20,
	MESSAGE_MAX = 1024,
};

static const struct problem {
	const char *name;
	bool warns;
} problems[GJ_ROSTER_PROBLEMS] = {
	[GJ_ROSTER_LINE_UNUSABLE] = { "line_unusable", true },
	[GJ_ROSTER_CODE_MALFORMED] = { "code_malformed", true },
	[GJ_ROSTER_CODE_UNKNOWN] = { "code_unknown", true },
	[GJ_ROSTER_CODE_RETIRED] = { "code_retired", false },
	[GJ_ROSTER_LEVEL] = { "level_contradicts", true },
	[GJ_ROSTER_REGION] = { "region_contradicts_code", true },
	[GJ_ROSTER_REGION_UNCLEAR] = { "region_unclear", false },
	[GJ_ROSTER_AGENCY_REGION] = { "agency_contradicts_region", true },
	[GJ_ROSTER_PARENT_MISSING] = { "parent_not_listed", true },
	[GJ_ROSTER_PARENT_ITSELF] = { "parent_itself", true },
	[GJ_ROSTER_YEAR] = { "year_out_of_range", true },
	[GJ_ROSTER_ADDRESS_MISSING] = { "url_missing", false },
	[GJ_ROSTER_AGENCY_TWICE] = { "agency_twice", true },
	[GJ_ROSTER_ADDRESS_TWICE] = { "url_twice", true },
	[GJ_ROSTER_HOST] = { "url_of_other_region", true },
	[GJ_ROSTER_MISSING] = { "agency_missing", true },
	[GJ_ROSTER_GOVERNMENT_MISSING] = { "government_missing", true },
	[GJ_ROSTER_KIND_MISSING] = { "kind_missing", false },
};

const char *gj_roster_problem_name(gj_roster_problem problem)
{
	return problems[problem].name;
}

bool gj_roster_problem_warns(gj_roster_problem problem)
{
	return problems[problem].warns;
}

/* ---- findings ---- */

gj_roster_finding *gj_survey_add(gj_survey *survey, gj_roster_problem problem,
                                 const gj_survey_entry *entry, const char *zh, const char *en, ...)
{
	char message[MESSAGE_MAX];
	const gj_source *source = entry->source;
	va_list args;
	va_start(args, en);
	int length = vsnprintf(message, sizeof message, survey->options->chinese ? zh : en, args);
	va_end(args);
	size_t kept = length < 0 ? 0 : length < MESSAGE_MAX ? (size_t)length : MESSAGE_MAX - 1;
	gj_roster_finding finding = {
		.problem = problem, .list = entry->list, .line = source->line,
		.agency = source->agency, .region = source->region,
		.region_code = source->region_code, .year = source->year,
		.message = gj_str_copy(&survey->arena, (gj_str){ message, kept }),
	};
	gj_buffer_add(&survey->findings, (const char *)&finding, sizeof finding);
	if (survey->findings.failed || !finding.message.ptr)
		survey->failed = GJ_E_MEMORY;
	return survey->failed ? &survey->lost
	                      : (gj_roster_finding *)(void *)(survey->findings.data +
	                                                      survey->findings.length) - 1;
}

gj_str gj_survey_where(gj_survey *survey, const gj_survey_entry *entry, const gj_survey_entry *from)
{
	bool other = entry->list != from->list;
	gj_str where = gj_str_format(&survey->arena, survey->options->chinese ? "%s%s第%u行" : "%s%sline %u",
	                             other ? survey->options->names[entry->list] : "",
	                             other ? " " : "", entry->source->line);
	if (!where.len)
		survey->failed = GJ_E_MEMORY;
	return where;
}

/* By list, line and problem. */
static int by_line(const void *left, const void *right)
{
	const gj_roster_finding *a = left, *b = right;
	if (a->list != b->list)
		return a->list < b->list ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	int order = (int)a->problem - (int)b->problem;
	return order ? order : gj_str_compare(a->message, b->message);
}

/* ---- entries ---- */

const gj_survey_entry **gj_survey_sorted(gj_survey *survey, gj_survey_order *order)
{
	const gj_survey_entry **sorted =
		gj_arena_zalloc(&survey->arena, survey->count + 1, sizeof(gj_survey_entry *));
	for (size_t i = 0; sorted && i < survey->count; i++)
		sorted[i] = &survey->entries[i];
	if (sorted)
		qsort(sorted, survey->count, sizeof(gj_survey_entry *), order);
	else
		survey->failed = GJ_E_MEMORY;
	return sorted;
}

static int compare_to(const gj_survey_entry *entry, gj_str key, int year)
{
	int order = gj_str_compare(entry->key, key);
	return order ? order : entry->source->year - year;
}

static int by_key(const void *left, const void *right)
{
	const gj_survey_entry *a = *(const gj_survey_entry *const *)left;
	const gj_survey_entry *b = *(const gj_survey_entry *const *)right;
	int order = compare_to(a, b->key, b->source->year);
	return order ? order : (a > b) - (a < b);
}

const gj_survey_entry *gj_survey_find(const gj_survey *survey, gj_str key, int year)
{
	size_t low = 0, high = survey->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_to(survey->by_key[middle], key, year) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	bool found = low < survey->count && compare_to(survey->by_key[low], key, year) == 0;
	return found ? survey->by_key[low] : NULL;
}

static void note_year(gj_survey *survey, int year)
{
	size_t at = 0, most = sizeof survey->years / sizeof *survey->years;
	while (at < survey->year_count && survey->years[at] < year)
		at++;
	if (!year || survey->year_count == most || (at < survey->year_count && survey->years[at] == year))
		return;
	memmove(&survey->years[at + 1], &survey->years[at],
	        (survey->year_count - at) * sizeof *survey->years);
	survey->years[at] = year;
	survey->year_count++;
}

static gj_str host_of(gj_str url)
{
	size_t at = gj_str_find(url, GJ_STR("://"));
	if (at == SIZE_MAX || !gj_str_equal_nocase(gj_str_upto(url, 4), GJ_STR("http")))
		return (gj_str){ 0 };
	gj_str host = gj_str_from(url, at + 3);
	size_t end = 0;
	while (end < host.len && !strchr("/:?#", host.ptr[end]))
		end++;
	return gj_str_upto(host, end);
}

static void take_identity(gj_survey *survey, gj_survey_entry *entry, gj_arena *scratch)
{
	const gj_source *source = entry->source;
	gj_agency_names names = { source->agency, source->region, source->region_code, source->year };
	gj_identity identity;
	survey->failed |= gj_identity_of(scratch, &names, survey->options->aliases, &identity);
	entry->seat = identity.seat;
	entry->seat.rest = (gj_str){ 0 };
	entry->region = identity.region;
	entry->above = gj_region_parent(identity.region);
	entry->organ = identity.known;
	entry->township = identity.township;
	entry->host = host_of(source->url);
	entry->certain = identity.key.len;
	entry->key = entry->certain
	                     ? gj_str_copy(&survey->arena, identity.key)
	                     : gj_str_format(&survey->arena, "=%.*s|%.*s", GJ_STR_ARG(source->agency),
	                                     GJ_STR_ARG(source->region));
	if (!entry->key.ptr)
		survey->failed = GJ_E_MEMORY;
	gj_arena_reset(scratch);
}

static void read_entries(gj_survey *survey)
{
	size_t total = 0;
	for (size_t l = 0; l < survey->list_count; l++)
		total += survey->lists[l].count;
	survey->entries = gj_arena_zalloc(&survey->arena, total + 1, sizeof *survey->entries);
	gj_arena scratch;
	gj_arena_init(&scratch, IDENTITY_ARENA_MAX);
	if (!survey->entries)
		survey->failed = GJ_E_MEMORY;
	for (size_t l = 0; l < survey->list_count && !survey->failed; l++)
		for (size_t i = 0; i < survey->lists[l].count && !survey->failed; i++) {
			gj_survey_entry *entry = &survey->entries[survey->count++];
			entry->source = &survey->lists[l].items[i];
			entry->list = l;
			take_identity(survey, entry, &scratch);
			note_year(survey, entry->source->year);
		}
	gj_arena_release(&scratch);
}

static void tell_unusable(gj_survey *survey)
{
	for (size_t l = 0; l < survey->list_count; l++)
		for (size_t i = 0; i < survey->lists[l].complaint_count; i++) {
			const gj_source_complaint *complaint = &survey->lists[l].complaints[i];
			gj_source nobody = { .line = complaint->line };
			gj_survey_entry entry = { .source = &nobody, .list = l };
			gj_survey_add(survey, GJ_ROSTER_LINE_UNUSABLE, &entry, "%.*s", "%.*s",
			              GJ_STR_ARG(complaint->message));
		}
}

static gj_code tell_all(gj_survey *survey, gj_roster_tell *tell, void *context, gj_err *err)
{
	gj_roster_finding *findings = (gj_roster_finding *)(void *)survey->findings.data;
	size_t count = survey->findings.length / sizeof *findings, about_lines = 0;
	gj_code code = GJ_OK;
	while (about_lines < count && findings[about_lines].problem < GJ_ROSTER_MISSING)
		about_lines++; /* who is missing was found last, and in order */
	if (about_lines)
		qsort(findings, about_lines, sizeof *findings, by_line);
	for (size_t i = 0; i < count && code == GJ_OK; i++)
		code = tell(context, &findings[i], err);
	return code;
}

gj_code gj_roster_check(const gj_source_list *lists, size_t count,
                        const gj_roster_check_options *options, gj_roster_tell *tell,
                        void *context, gj_err *err)
{
	gj_survey survey = { .options = options, .lists = lists, .list_count = count };
	gj_arena_init(&survey.arena, SURVEY_MAX);
	gj_buffer_init(&survey.findings, SURVEY_MAX);
	read_entries(&survey);
	if (!survey.failed)
		survey.by_key = gj_survey_sorted(&survey, by_key);
	if (!survey.failed) {
		tell_unusable(&survey);
		gj_survey_entries(&survey);
		gj_survey_repeated(&survey);
		gj_survey_missing(&survey);
	}
	gj_code code = survey.failed ? gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the roster")
	                             : tell_all(&survey, tell, context, err);
	gj_buffer_release(&survey.findings);
	gj_arena_release(&survey.arena);
	return code;
}
