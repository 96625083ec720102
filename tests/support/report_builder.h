/* Report records built by hand, for tests of what comes after the reading. */
#ifndef GJ_SUPPORT_REPORT_BUILDER_H
#define GJ_SUPPORT_REPORT_BUILDER_H

#include "form/report.h"

/* A report in which nothing is wrong: every cell of the form prints 0, all six
 * sections are there, and title, period and year agree (2022 on the 2021 form,
 * 2020 on the 2019 form). */
void gj_build_report(gj_report *report, gj_form_id form);

/* Fills tables 二, 三 and 四 with random counts for which every tally holds. The
 * same seed gives the same report; `seed` moves on. */
void gj_build_random(gj_arena *arena, gj_report *report, uint64_t *seed);

/* What one cell prints. Places stay as they are. */
void gj_build_number(gj_arena *arena, gj_report *report, gj_field field, int64_t number);
/* `text` is a number "1.5" for NUMBER; with `state` ANNOTATED it is "1.5 note",
 * the number up to the first space. */
void gj_build_cell(gj_arena *arena, gj_report *report, gj_field field, gj_state state,
                   const char *text);
/* Leaves a whole table out. */
void gj_build_without_table(gj_report *report, int table);

/* The form of the table a field stands in. */
gj_form_id gj_build_form_of(const gj_report *report, gj_field field);
int64_t gj_build_value(const gj_report *report, gj_field field);

/* 0 … bound − 1. */
int gj_build_draw(uint64_t *seed, int bound);

#endif
