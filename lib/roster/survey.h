/* A check of rosters in progress. Only for lib/roster. */
#ifndef GJ_ROSTER_SURVEY_H
#define GJ_ROSTER_SURVEY_H

#include "base/buffer.h"
#include "roster/check.h"
#include "roster/identity.h"

typedef struct gj_survey_entry {
	const gj_source *source;
	size_t list;
	gj_seat seat;
	uint32_t region;       /* certain, or 0 */
	uint32_t above;        /* the region above that, or 0 */
	gj_str key;            /* of gj_identity; when not certain "=agency|region" as written */
	const gj_organ *organ; /* null = not in the table */
	gj_str host;           /* "www.yongcheng.gov.cn" of an http(s) address, as written; or empty */
	bool township, certain;
} gj_survey_entry;

typedef struct gj_survey {
	gj_arena arena;
	const gj_roster_check_options *options;
	const gj_source_list *lists;
	size_t list_count;
	gj_survey_entry *entries; /* in the order of lists and lines */
	size_t count;
	const gj_survey_entry **by_key; /* by key, year, list, line */
	int years[256];           /* of the entries, ascending */
	size_t year_count;
	gj_buffer findings;       /* of gj_roster_finding */
	gj_roster_finding lost;   /* takes what is written after memory has run out */
	gj_code failed;           /* memory */
} gj_survey;

/* Adds a finding about an entry; both formats take the same arguments. It may be
 * changed until the next. Never null. */
gj_roster_finding *gj_survey_add(gj_survey *survey, gj_roster_problem problem,
                                 const gj_survey_entry *entry, const char *zh, const char *en, ...)
	__attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* "line 12", in another list than `from` "b.csv line 12"; in the language of the check. */
gj_str gj_survey_where(gj_survey *survey, const gj_survey_entry *entry, const gj_survey_entry *from);

/* Sorted pointers to the entries, in the arena; null (and `failed`) without memory. */
typedef int gj_survey_order(const void *left, const void *right); /* of const gj_survey_entry * */
const gj_survey_entry **gj_survey_sorted(gj_survey *survey, gj_survey_order *order);

/* The first entry of that key for the year in by_key, or null. */
const gj_survey_entry *gj_survey_find(const gj_survey *survey, gj_str key, int year);

void gj_survey_entries(gj_survey *survey);  /* each for itself, and its parent: entries.c */
void gj_survey_repeated(gj_survey *survey); /* agencies, addresses, hosts: repeated.c */
void gj_survey_missing(gj_survey *survey);  /* missing.c */

#endif
