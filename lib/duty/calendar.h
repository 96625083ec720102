/* When reports are due: on the law's days, or on those of local calendars.
 *
 * A local deadline is for the agencies that its parts name: the first digits of their
 * region code, their level, their kind. Of several that fit, the longest code wins, then
 * the narrower kind, then the one that names a level.
 */
#ifndef GJ_DUTY_CALENDAR_H
#define GJ_DUTY_CALENDAR_H

#include "base/error.h"
#include "duty/agency.h"

/* The last day of publication, in the year after the one reported on. */
typedef struct gj_deadline {
	uint8_t month, day;
} gj_deadline;

/* Empty parts leave it open. Text is the caller's. */
typedef struct gj_local_deadline {
	gj_str code;  /* digits */
	gj_str level; /* province, city, county, township */
	gj_str kind;  /* government, department (whatever is none), or a kind of the roster's */
	gj_deadline day;
} gj_local_deadline;

typedef struct gj_calendar {
	gj_deadline days[2]; /* [0] departments, [1] governments: where no local one fits */
	const gj_local_deadline *local;
	size_t local_count;
} gj_calendar;

/* 条例 article 49: departments 31 January, governments 31 March. */
extern const gj_calendar gj_calendar_of_law;

/* Whose report is looked up; level, kind and code are the roster's, or empty. */
typedef struct gj_obliged {
	const gj_agency *agency;
	gj_str level, kind, code;
} gj_obliged;

/* A null calendar is the law's. */
gj_deadline gj_calendar_find(const gj_calendar *calendar, const gj_obliged *who);

/* "02-15": month and day; false when it is no day of the year. */
bool gj_deadline_read(gj_str text, gj_deadline *day);
/* "county.government", "3301", "3301.city.police" with "02-15", into slices of `whose`.
 * GJ_E_USAGE says what is wrong. */
gj_code gj_local_deadline_read(gj_local_deadline *deadline, gj_str whose, gj_str day, gj_err *err);
/* They are for the same agencies. */
bool gj_local_deadline_same(const gj_local_deadline *a, const gj_local_deadline *b);

#endif
