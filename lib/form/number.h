/* What one cell prints: a number, a blank, or something else. */
#ifndef GJ_FORM_NUMBER_H
#define GJ_FORM_NUMBER_H

#include "form/report.h"

typedef struct gj_entry {
	gj_state state;    /* never ABSENT */
	bool joined;       /* digits stand apart: a space or line break between them */
	bool bracketed;    /* brackets stand around all of it */
	gj_decimal number; /* for NUMBER and ANNOTATED */
} gj_entry;

/* Nearly every cell prints one digit and nothing else. */
static inline bool gj_entry_is_digit(gj_str text)
{
	return text.len == 1 && gj_is_digit(text.ptr[0]);
}

static inline void gj_entry_of_digit(gj_entry *reading, gj_str text)
{
	reading->state = GJ_STATE_NUMBER;
	reading->joined = reading->bracketed = false;
	reading->number.units = text.ptr[0] - '0';
	reading->number.scale = 0;
}

/* Reads a cell's text. Full-width digits, thousands separators and spaces inside
 * a number are read through; a unit, a sign word (增 减), a note or a mark
 * beside it (a spreadsheet's '98, ="98" too) and brackets around it make it ANNOTATED; `/`, `—`, 无 and all else are NOT_A_NUMBER. Circled
 * digits are notes, not digits. */
void gj_entry_read(gj_entry *reading, gj_str text);

static inline gj_entry gj_entry_of(gj_str text)
{
	gj_entry reading;
	gj_entry_read(&reading, text);
	return reading;
}

/* True for most labels: told by how they begin to be text, neither a number nor a mark
 * written instead of one. */
bool gj_entry_is_label(gj_str text);

/* True for a cell that stands where a number belongs: blank, a number, or one of
 * the marks written instead of one. */
bool gj_entry_is_value(gj_str text, const gj_entry *reading);

/* The values of a line that is nothing else: between them white space or one of the marks
 * 、；;，,| and one more of those at most behind the last. Gives their number, 0 when there
 * is other text or more than `max`. */
size_t gj_entry_list(gj_str line, gj_str *values, size_t max);

#endif
