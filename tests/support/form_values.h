/* A statutory form filled in: for each field what is printed in its cell and
 * what a reader should make of it. Random forms are valid: every tally holds.
 */
#ifndef GJ_SUPPORT_FORM_VALUES_H
#define GJ_SUPPORT_FORM_VALUES_H

#include "form/report.h"
#include "random.h"

enum { GJ_PRINTED_MAX = 64 };

typedef struct gj_printed {
	gj_state state;    /* ABSENT when the form has no such cell, or it is left out */
	gj_decimal number; /* for NUMBER and ANNOTATED */
	char text[GJ_PRINTED_MAX];
} gj_printed;

typedef struct gj_filled_form {
	gj_form_id tables[5]; /* [2], [3], [4]: GJ_FORM_NONE leaves a table out */
	gj_printed cells[GJ_FIELD_COUNT];
} gj_filled_form;

/* How much an agency has to do. */
typedef enum gj_bustle { GJ_QUIET, GJ_MODEST, GJ_BUSY, GJ_BUSTLE_COUNT } gj_bustle;

typedef struct gj_form_plan {
	gj_form_id table_2, table_3;
	gj_bustle bustle;
	const gj_filled_form *last_year; /* continued from it; null for a first year */
} gj_form_plan;

/* A valid form; the same plan and seed give the same form. */
void gj_filled_form_random(gj_filled_form *form, const gj_form_plan *plan, uint64_t seed);
/* Makes some zeros blank or `/`, `—`, 无, and notes some numbers, as bureaus do.
 * No tally fails by that; some can no longer be assessed. */
void gj_filled_form_smudge(gj_filled_form *form, uint64_t seed);

int64_t gj_filled_form_integer(const gj_filled_form *form, gj_field field);
void gj_filled_form_set(gj_filled_form *form, gj_field field, int64_t value);
/* Any text; `number` counts for NUMBER and ANNOTATED only. */
void gj_filled_form_print(gj_filled_form *form, gj_field field, gj_state state, gj_decimal number,
                          const char *text);
void gj_filled_form_omit_row(gj_filled_form *form, gj_t3_row row);
void gj_filled_form_omit_table(gj_filled_form *form, int table);

#endif
