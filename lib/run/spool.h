/* Findings of a whole sweep, worst first, without holding them in memory: their
 * text goes to an unnamed temporary file, and only a small key each stays. */
#ifndef GJ_RUN_SPOOL_H
#define GJ_RUN_SPOOL_H

#include "base/temporary.h"
#include "rule/finding.h"

typedef struct gj_spool_key gj_spool_key;

typedef struct gj_spool {
	gj_temporary pieces;
	gj_buffer entry; /* being composed */
	gj_spool_key *keys;
	size_t count, capacity;
} gj_spool;

/* One finding on its way out. */
typedef struct gj_spooled {
	gj_severity severity;
	size_t rule;                               /* index in the catalogue */
	gj_sheet_cell cells[GJ_FINDING_COLUMNS];
	gj_str json;
} gj_spooled;

/* The file is made in `directory`, which has room for results and outlives the
 * spool, and vanishes with it. */
void gj_spool_init(gj_spool *spool, const char *directory);
void gj_spool_release(gj_spool *spool);
gj_code gj_spool_add(gj_spool *spool, const gj_spooled *finding, gj_err *err);

/* Visits all: severity (errors first), then rule in catalogue order, then the
 * order they were added. */
typedef gj_code gj_spool_visit(void *context, const gj_spooled *finding, gj_err *err);
gj_code gj_spool_each(gj_spool *spool, gj_spool_visit *visit, void *context, gj_err *err);

#endif
