/* From the store to the result files of a sweep: what the sweep writes and what
 * `gouji export` writes again later are the same rows.
 */
#ifndef GJ_RUN_PUBLISH_H
#define GJ_RUN_PUBLISH_H

#include "run/results.h"
#include "stat/ranking_sheet.h"
#include "store/load.h"

/* Among the options of a sweep in the store: the day it was judged from. */
#define GJ_PUBLISH_AS_OF "as-of"

/* What shapes the files besides what was found. */
typedef struct gj_publish_options {
	bool chinese, excel;
	gj_rank_options rank;
	const bool *enabled; /* rules that were looked for, as in gj_delta_options */
	const gj_delta_side *before; /* the files of the sweep before; null = there is none */
} gj_publish_options;

/* Writes every result file of a sweep under temporary names in `directory`; commit
 * `results` to make them appear. GJ_E_USAGE when there is no such sweep (0 = the last).
 * Nothing stays open after an error. */
gj_code gj_publish(gj_store *store, int64_t sweep, const char *directory,
                   const gj_publish_options *options, gj_results *results, gj_err *err);

/* Ranks and writes every place to `places`, which have the columns of rankings.csv,
 * and every group to `groups`, which have those of groups.csv. */
typedef struct gj_ranking_sheets {
	gj_sheet *places[2], *groups[2]; /* null = not wanted */
} gj_ranking_sheets;
gj_code gj_publish_ranking(const gj_frame *frame, const gj_rank_options *rank,
                           const gj_ranking_sheets *sheets, gj_err *err);

#endif
