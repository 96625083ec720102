/* Rules that need several reports: continuity with last year (C01–C04), roll-up
 * over children (R01), near-duplicates (P01) and outliers among peers (P02).
 *
 * While reports are read one by one, what these rules need of each is kept in
 * small: its trace, a sketch of its narrative and its headline counts, about 2 KB
 * a report; the narrative itself waits in a temporary file. When all are read, the
 * rules are evaluated report by report, in the order they were added, so the
 * result depends neither on threads nor on the order of years in the source list.
 *
 * The rules of one report that also look at last year's (N03, L03) are evaluated
 * here too: their check left them for later.
 *
 * Reports are paired by agency and region, as named by the roster or, without
 * one, as read. Where a name has no report for the year before, it is who the agency
 * is that counts (roster/identity.h): other ways to write its name, the user's aliases,
 * and, in doubt, what a reform made of it. Findings then tell last year's name.
 */
#ifndef GJ_CROSS_CROSS_H
#define GJ_CROSS_CROSS_H

#include "roster/alias.h"
#include "rule/rule.h"
#include "stat/duplicate.h"

/* Why a rule could not be assessed: public names, counted in summary.json. */
typedef enum gj_why {
	GJ_WHY_UNREAD,      /* no report to compare */
	GJ_WHY_NAMELESS,    /* agency or year unknown */
	GJ_WHY_YEAR,        /* title, period and roster disagree about the year */
	GJ_WHY_NO_LAST_YEAR,
	GJ_WHY_TWO_REPORTS, /* of one agency for one year */
	GJ_WHY_CELLS,       /* blank, absent, no number, or doubtful */
	GJ_WHY_FORMS,       /* the two years follow different forms */
	GJ_WHY_FEW_NUMBERS, /* too few to be more than chance, or to judge a change */
	GJ_WHY_NO_CHILDREN,
	GJ_WHY_COVERAGE,    /* some children have no usable number */
	GJ_WHY_OWN_OFFICE,  /* the rest may be its own office's, which the roster does not list */
	GJ_WHY_SCOPE,       /* seems to speak for its own office alone */
	GJ_WHY_NO_PEERS,    /* level or kind unknown */
	GJ_WHY_FEW_PEERS,
	GJ_WHY_NO_SPREAD,   /* most peers print the same number */
	GJ_WHY_FEW_REPORTS, /* too few agencies to know what is boilerplate */
	GJ_WHY_SHORT_TEXT,  /* too little narrative besides boilerplate */
	GJ_WHY_COUNT
} gj_why;

const char *gj_why_name(gj_why why); /* "no_last_year" */

typedef struct gj_cross gj_cross;

/* `directory` has room for the narratives; see gj_temporary. `aliases` may be null, and
 * outlives it. */
gj_code gj_cross_new(gj_cross **cross, const char *directory, const gj_aliases *aliases,
                     gj_err *err);
void gj_cross_free(gj_cross *cross); /* null is fine */

/* What is kept of one report, made where it was read (any thread). */
typedef struct gj_cross_part {
	gj_str trace, narrative; /* the narrative as slices, a section each */
	gj_sketch sketch;
} gj_cross_part;
gj_code gj_cross_prepare(gj_arena *arena, gj_buffer *scratch, const gj_report *report,
                         gj_cross_part *part, gj_err *err);

/* What the roster says of it, all optional. */
typedef struct gj_cross_facts {
	gj_str region_code, level, kind, parent;
	bool parent_inferred; /* others under the same parent may not be listed */
} gj_cross_facts;

/* Takes the next report; `part` is null when the roster entry gave none. */
gj_code gj_cross_add(gj_cross *cross, const gj_report *report, const gj_verdict *verdict,
                     const gj_cross_facts *facts, const gj_cross_part *part, gj_err *err);

/* Told of each report that was read, in the order they were added: `index` counts
 * from 0, `report` has its name, year and cells, `verdict` only what these rules
 * found, and may be added to. */
typedef gj_code gj_cross_visit(void *context, size_t index, const gj_report *report,
                               gj_verdict *verdict, gj_arena *arena, gj_err *err);
gj_code gj_cross_run(gj_cross *cross, const gj_check_options *options, gj_cross_visit *visit,
                     void *context, gj_err *err);

/* How often a rule could not be assessed for that reason; 0 for other rules. */
size_t gj_cross_why(const gj_cross *cross, const gj_rule *rule, gj_why why);

#endif
