/* Which samples are of one agency, and for which years: what ranks over several
 * years and second reports of one year are told by.
 *
 * An agency is its name and region. Nobody knows whether two reports without a
 * name are of one agency, so each is its own.
 */
#ifndef GJ_STAT_AGENCIES_H
#define GJ_STAT_AGENCIES_H

#include "stat/frame.h"

/* One agency in one year is a slot; slots follow each other by agency and year. */
#define GJ_NO_SLOT UINT32_MAX

typedef struct gj_agencies {
	uint32_t *of;        /* a sample's agency: from 0, in byte order of name and region */
	uint32_t *slot;      /* a sample's slot */
	uint32_t *last_year; /* a slot's slot of the year before, or GJ_NO_SLOT */
	size_t count, slots;
} gj_agencies;

/* Everything in the arena. GJ_E_MEMORY. */
gj_code gj_agencies_make(gj_agencies *agencies, gj_arena *arena, const gj_frame *frame,
                         gj_err *err);

#endif
