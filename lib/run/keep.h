/* From a checked reading to the rows of the store. */
#ifndef GJ_RUN_KEEP_H
#define GJ_RUN_KEEP_H

#include "run/summary.h"
#include "store/save.h"

/* What the store keeps of one reading, made where it was read; in its arena. */
typedef struct gj_kept {
	gj_sheet_cell coverage[GJ_COVERAGE_COLUMNS];
	gj_store_part part;         /* when a report was read */
	gj_store_finding *findings; /* of its verdict */
} gj_kept;

/* GJ_E_MEMORY, GJ_E_LIMIT. Any thread. */
gj_code gj_keep_prepare(gj_reading *reading, bool chinese, gj_kept *kept, gj_err *err);
/* A finding in words, in the arena. */
gj_code gj_keep_tell(gj_arena *arena, gj_buffer *scratch, const gj_report *report,
                     const gj_finding *finding, gj_store_finding *told, gj_err *err);

/* Adds the next entry and its findings. */
gj_code gj_keep_reading(gj_store *store, size_t entry, const gj_reading *reading,
                        const gj_kept *kept, gj_err *err);
/* Adds how each rule fared. */
gj_code gj_keep_rules(gj_store *store, const gj_totals *totals, const gj_user_rules *user,
                      const gj_cross *cross, gj_err *err);

#endif
