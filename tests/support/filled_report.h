/* Reports made in memory, for tests of what comes after reading. */
#ifndef GJ_TEST_FILLED_REPORT_H
#define GJ_TEST_FILLED_REPORT_H

#include "form/report.h"

/* A report for `year` whose tables all follow `form` and print `count` in every
 * cell. */
void fill_report(gj_report *report, gj_form_id form, int year, int64_t count);
void print_count(gj_report *report, gj_field field, int64_t count);
/* What a cell prints and how it was read; `number` is null for none. */
void print_cell(gj_report *report, gj_field field, gj_state state, const char *number,
                const char *printed);

#endif
