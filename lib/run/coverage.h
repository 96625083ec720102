/* What became of each roster entry: the rows of coverage.csv. */
#ifndef GJ_RUN_COVERAGE_H
#define GJ_RUN_COVERAGE_H

#include "out/sheet.h"
#include "run/batch.h"
#include "store/save.h"

typedef enum gj_coverage {
	GJ_COVERED_READ,    /* a report was read */
	GJ_COVERED_REFUSED, /* something was there, but no report */
	GJ_COVERED_FAILED,  /* the source could not be fetched or opened */
	GJ_COVERED_MISSING, /* the roster has no address */
	GJ_COVERED_COUNT
} gj_coverage;

gj_coverage gj_coverage_of(const gj_reading *reading);
const char *gj_coverage_name(gj_coverage coverage);

/* The day of rule L02, "2024-01-31", in the arena; empty when the year is unknown. */
gj_str gj_coverage_due(gj_arena *arena, const gj_reading *reading);

typedef enum gj_lateness { GJ_IN_TIME, GJ_LATE, GJ_LATENESS_UNKNOWN } gj_lateness;
const char *gj_lateness_name(gj_lateness lateness); /* "no", "yes", "unknown" */
gj_lateness gj_coverage_lateness(gj_str published, gj_str due);

/* Whether an entry has done its duty, seen from a day. */
typedef enum gj_timeliness {
	GJ_TIMELY_ON_TIME,
	GJ_TIMELY_LATE,
	GJ_TIMELY_MISSING,     /* no report, and the day it was due is past */
	GJ_TIMELY_NOT_YET_DUE, /* no report, and that day is not past */
	GJ_TIMELY_UNKNOWN,     /* a report without a date; or none, and no day to judge from */
	GJ_TIMELY_COUNT
} gj_timeliness;

const char *gj_timeliness_name(gj_timeliness timeliness); /* "on_time", public */
/* `as_of` is a day as gj_coverage_due writes it, or empty. */
gj_timeliness gj_coverage_timeliness(const gj_store_entry *entry, gj_str as_of);
/* The same of an entry that is known to have no report. */
gj_timeliness gj_coverage_absence(gj_str due, gj_str as_of);

/* Findings of one severity that are there, accepted or not. */
uint32_t gj_verdict_severity_count(const gj_verdict *verdict, gj_severity severity);

/* The title, the period and the roster disagree about the year (rule S07). */
bool gj_coverage_year_disputed(const gj_verdict *verdict);

enum {
	GJ_COVERAGE_AGENCY, GJ_COVERAGE_REGION, GJ_COVERAGE_REGION_CODE, GJ_COVERAGE_LEVEL,
	GJ_COVERAGE_KIND, GJ_COVERAGE_PARENT, GJ_COVERAGE_YEAR, GJ_COVERAGE_URL,
	GJ_COVERAGE_STATUS, GJ_COVERAGE_REASON, GJ_COVERAGE_PUBLISHED, GJ_COVERAGE_DUE,
	GJ_COVERAGE_LATE, GJ_COVERAGE_FORM, GJ_COVERAGE_YEAR_DISPUTED, GJ_COVERAGE_ERRORS,
	GJ_COVERAGE_WARNINGS, GJ_COVERAGE_CHANGED, GJ_COVERAGE_FINAL_URL,
	GJ_COVERAGE_CAPTURED_AT, GJ_COVERAGE_HTTP_STATUS, GJ_COVERAGE_SHA256,
	GJ_COVERAGE_LINE, GJ_COVERAGE_ANSWER, GJ_COVERAGE_ATTACHMENT, GJ_COVERAGE_ADVICE,
	GJ_COVERAGE_RECORD, GJ_COVERAGE_TIMELINESS,
	GJ_COVERAGE_COLUMNS
};
extern const gj_column gj_coverage_columns[GJ_COVERAGE_COLUMNS];
/* What became of a roster entry; texts are the reading's, or in the arena. */
gj_store_entry gj_coverage_entry(gj_arena *arena, const gj_reading *reading);
void gj_coverage_row(gj_arena *arena, const gj_store_entry *entry, gj_str as_of, bool chinese,
                     gj_sheet_cell cells[GJ_COVERAGE_COLUMNS]);

#endif
