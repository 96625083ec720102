/* The invented city, its three counties and what their agencies publish: the
 * content of testdata/. Everything is derived from const tables, so that writing
 * it again gives the same bytes.
 */
#ifndef GJ_SUPPORT_TESTDATA_H
#define GJ_SUPPORT_TESTDATA_H

#include "render.h"

typedef struct gj_test_region {
	const char *folder, *name, *code, *level, *parent;
} gj_test_region;

typedef struct gj_test_agency {
	const gj_test_region *region;
	const char *folder, *name, *kind;
	gj_bustle bustle;
} gj_test_agency;

extern const gj_test_agency gj_test_agencies[];
extern const size_t gj_test_agency_count;

enum { GJ_TEST_FIRST_YEAR = 2022, GJ_TEST_YEARS = 2 };

/* A report with something wrong: a row for testdata/README.md, and for tests. */
typedef struct gj_test_flaw {
	const char *region, *agency; /* folders */
	int year;
	const char *rules; /* ids that must fail, separated by spaces; "" for none */
	const char *what;
	void (*spoil)(gj_filled_form *form, gj_masthead *masthead); /* null: planned elsewhere */
	gj_form_id table_2, table_3; /* the forms used instead of the year's */
} gj_test_flaw;

extern const gj_test_flaw gj_test_flaws[];
extern const size_t gj_test_flaw_count;
const gj_test_flaw *gj_test_flaw_of(const gj_test_agency *agency, int year); /* or null */

/* One report of testdata/. The strings of `masthead` live in the plan. */
typedef struct gj_test_report {
	const gj_test_agency *agency;
	char name[128], published[32], path[128]; /* path from testdata/ */
	gj_masthead masthead;
	gj_filled_form form;
	gj_rendering rendering;
} gj_test_report;

/* Fills `report` in place (it points into itself). */
void gj_test_report_plan(gj_test_report *report, size_t agency, int year);

/* Writes everything under `folder`. */
gj_code gj_testdata_write(const char *folder, gj_err *err);

#endif
