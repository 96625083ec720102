/* Ranking metrics as data (INTERFACE, “Ranking metrics”). */
#ifndef GJ_STAT_METRIC_H
#define GJ_STAT_METRIC_H

#include "base/text.h"
#include "form/form.h"

typedef enum gj_metric_id {
	GJ_METRIC_REQUESTS,
	GJ_METRIC_WORKLOAD,
	GJ_METRIC_DISCLOSURE_RATE,
	GJ_METRIC_FULL_DISCLOSURE_RATE,
	GJ_METRIC_REFUSAL_RATE,
	GJ_METRIC_UNAVAILABLE_RATE,
	GJ_METRIC_REJECTION_RATE,
	GJ_METRIC_BACKLOG_RATE,
	GJ_METRIC_DISPUTE_RATE,
	GJ_METRIC_CORRECTION_RATE,
	GJ_METRIC_NATURAL_SHARE,
	GJ_METRIC_QUALITY,
	GJ_METRIC_COUNT
} gj_metric_id;

typedef struct gj_metric {
	const char *name; /* "disclosure_rate", public */
	const char *title_zh, *title_en;
	const char *formula_zh, *formula_en;
	bool rate;            /* a share of cases: Wilson interval, minimum cases */
	bool most_is_first;   /* rank 1 is the largest value */
	/* Operands as GJ_FIELD_NONE-terminated lists; a rate with a null denominator
	 * is no rate. */
	const gj_field *numerator, *denominator;
} gj_metric;

extern const gj_metric gj_metrics[GJ_METRIC_COUNT];
const gj_metric *gj_metric_by_name(gj_str name); /* null when unknown */

#endif
