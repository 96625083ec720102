/* Whether a roster is whole and right: who is missing for a year, and which entries look
 * wrong. What the names and codes themselves tell; no address is asked.
 */
#ifndef GJ_ROSTER_CHECK_H
#define GJ_ROSTER_CHECK_H

#include "net/source.h"
#include "roster/alias.h"

/* Public names below; in the order they are checked. */
typedef enum gj_roster_problem {
	GJ_ROSTER_LINE_UNUSABLE,   /* "line_unusable": the list's reader could not use it */
	GJ_ROSTER_CODE_MALFORMED,
	GJ_ROSTER_CODE_UNKNOWN,
	GJ_ROSTER_CODE_RETIRED,
	GJ_ROSTER_LEVEL,           /* contradicts the code, or the name */
	GJ_ROSTER_REGION,          /* is not the code's */
	GJ_ROSTER_REGION_UNCLEAR,  /* no region of that name, or several */
	GJ_ROSTER_AGENCY_REGION,   /* the name begins with another region */
	GJ_ROSTER_PARENT_MISSING,  /* is in no list for the year */
	GJ_ROSTER_PARENT_ITSELF,
	GJ_ROSTER_YEAR,            /* before the Regulations, or not over yet */
	GJ_ROSTER_ADDRESS_MISSING,
	GJ_ROSTER_AGENCY_TWICE,    /* for one year, perhaps under two names */
	GJ_ROSTER_ADDRESS_TWICE,
	GJ_ROSTER_HOST,            /* the host is that of another region's agencies */
	GJ_ROSTER_MISSING,         /* the agency has entries for other years */
	GJ_ROSTER_GOVERNMENT_MISSING, /* of a region below one whose government is listed */
	GJ_ROSTER_KIND_MISSING,    /* most sibling regions list an agency of that kind */
	GJ_ROSTER_PROBLEMS
} gj_roster_problem;

const char *gj_roster_problem_name(gj_roster_problem problem); /* "code_unknown" */
/* A warning, else a note. */
bool gj_roster_problem_warns(gj_roster_problem problem);

typedef struct gj_roster_finding {
	gj_roster_problem problem;
	size_t list;   /* index */
	uint32_t line; /* 0 = none */
	gj_str agency, region, region_code; /* of the entry; of who is missing */
	int year;      /* 0 = none */
	gj_str message;
} gj_roster_finding;

typedef struct gj_roster_check_options {
	bool chinese;
	int year;      /* who is missing for this one only; 0 = for every year of the lists */
	int this_year; /* of the calendar: reports on it cannot be there yet */
	const gj_aliases *aliases; /* null = none */
	char *const *names; /* of the lists */
} gj_roster_check_options;

typedef gj_code gj_roster_tell(void *context, const gj_roster_finding *finding, gj_err *err);

/* Tells every finding: entries that look wrong in the order of lists and lines, then who
 * is missing by year, region and name. n log n in the entries. */
gj_code gj_roster_check(const gj_source_list *lists, size_t count,
                        const gj_roster_check_options *options, gj_roster_tell *tell,
                        void *context, gj_err *err);

#endif
