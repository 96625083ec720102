/* From checked readings to the store: what a sweep finds is kept there as it goes, in
 * roster order, and what comparing the reports adds at the end.
 */
#ifndef GJ_RUN_KEEP_H
#define GJ_RUN_KEEP_H

#include "cross/cross.h"
#include "docket/policy.h"
#include "run/totals.h"

typedef struct gj_keeper {
	gj_store *store;  /* the caller's, with a sweep begun */
	gj_check_options check;
	gj_policy *policy;
	gj_cross *cross;
	gj_totals *totals;
	size_t entries;
	gj_buffer scratch; /* a finding in words */
} gj_keeper;

/* `directory` has room for what comparing needs. Release in every case. */
gj_code gj_keeper_init(gj_keeper *keeper, gj_store *store, const char *directory,
                       const gj_check_options *check, gj_policy *policy, gj_totals *totals,
                       gj_err *err);
void gj_keeper_release(gj_keeper *keeper);
/* Makes ready what is kept of one reading; a gj_batch_render whose context is the keeper. */
gj_code gj_keep_render(const void *context, gj_reading *reading, gj_err *err);
/* Keeps it; called in roster order. */
gj_code gj_keep_take(gj_keeper *keeper, gj_reading *reading, gj_err *err);
/* Compares the reports with each other, and ends the sweep; not yet committed. */
gj_code gj_keep_finish(gj_keeper *keeper, gj_err *err);

#endif
