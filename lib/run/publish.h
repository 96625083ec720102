/* From checked readings to the result files of a sweep. */
#ifndef GJ_RUN_PUBLISH_H
#define GJ_RUN_PUBLISH_H

#include "cross/cross.h"
#include "docket/policy.h"
#include "run/keep.h"
#include "run/results.h"
#include "run/spool.h"
#include "run/summary.h"
#include "run/waiting.h"
#include "stat/ranking_sheet.h"

typedef struct gj_publisher {
	gj_results results;
	gj_store *store; /* the caller's */
	gj_arena columns;
	gj_sheet *reports, *coverage, *coverage_json;
	gj_sheet_options sheet;
	gj_check_options check;
	gj_policy *policy;
	gj_spool spool;
	gj_waiting waiting;
	gj_cross *cross;
	gj_frame frame;
	gj_totals *totals;
	gj_buffer scratch; /* a finding as JSON */
} gj_publisher;

/* Opens the result files in `directory`; what is written also goes into the sweep begun
 * in `store`. Abandon in every case; after a commit
 * that does nothing. */
gj_code gj_publisher_open(gj_publisher *publisher, const char *directory,
                          gj_store *store, const gj_sheet_options *sheet, const gj_check_options *check,
                          gj_policy *policy, gj_totals *totals, gj_err *err);
/* Renders what the files say of one reading; a gj_batch_render whose context is the
 * publisher. */
gj_code gj_publish_render(const void *context, gj_reading *reading, gj_err *err);
/* Writes it; called in roster order. */
gj_code gj_publish_take(gj_publisher *publisher, gj_reading *reading, gj_err *err);
/* Ranks and writes every place to `places`, which have the columns of rankings.csv,
 * and every group to `groups`, which have those of groups.csv. */
typedef struct gj_ranking_sheets {
	gj_sheet *places[2], *groups[2]; /* null = not wanted */
} gj_ranking_sheets;
gj_code gj_publish_ranking(const gj_frame *frame, const gj_rank_options *rank,
                           const gj_ranking_sheets *sheets, gj_err *err);
/* Compares the reports with each other; coverage, anomalies, rankings and the
 * summary; then all files appear. */
gj_code gj_publisher_commit(gj_publisher *publisher, const gj_rank_options *rank, gj_err *err);
void gj_publisher_abandon(gj_publisher *publisher);

#endif
