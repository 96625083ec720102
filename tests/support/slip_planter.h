/* Valid reports with typing slips planted in them, and what can be known of a
 * slip from the report alone. The second is found by trying every number that
 * could be meant, with nothing of the diagnosis but the tallies themselves.
 */
#ifndef GJ_SUPPORT_SLIP_PLANTER_H
#define GJ_SUPPORT_SLIP_PLANTER_H

#include "form_values.h"
#include "rule/rule.h"

enum { GJ_PLANTED_KINDS = 9 };
/* Those that change one cell first. */
extern const gj_slip gj_planted_kinds[GJ_PLANTED_KINDS];
enum { GJ_PLANTED_SWAPS = 2 };

typedef struct gj_planted {
	gj_slip slip;
	gj_field fields[2]; /* in order */
	int64_t meant[2];
	size_t count;
} gj_planted;

/* A report in which every tally holds, as gj_filled_form_random makes them.
 * `smudged`: with some zeros blank or marked, and notes beside numbers. */
void gj_planter_report(gj_report *report, gj_form_id form, gj_bustle bustle, bool smudged,
                       uint64_t seed);
/* Plants a slip of this kind in tables 三 and 四, anywhere it can happen; false
 * when nowhere. The cells of `other` (may be null) are left alone. */
bool gj_plant_slip(gj_report *report, gj_slip slip, const gj_planted *other, gj_random *random,
                   gj_planted *planted);

typedef enum gj_traceable {
	GJ_TRACE_NONE,      /* no tally is off: nobody can see the slip */
	GJ_TRACE_AMBIGUOUS, /* another repair of no more cells explains it as well */
	GJ_TRACE_UNIQUE
} gj_traceable;

gj_traceable gj_trace_slip(const gj_report *report, const gj_planted *planted);

/* Whether a hypothesis is the slip, or with `whole` unset holds it. */
bool gj_is_planted(const gj_hypothesis *hypothesis, const gj_planted *planted, bool whole);

#endif
