/* Ranking metrics as data (INTERFACE, “Ranking metrics”). */
#ifndef GJ_STAT_METRIC_H
#define GJ_STAT_METRIC_H

#include "base/text.h"
#include "form/form.h"

/* What a report tells in one number: a sum of cells, or what is known of it. */
typedef enum gj_quantity {
	GJ_QUANTITY_NEW_RECEIVED,
	GJ_QUANTITY_NEW_NATURAL,
	GJ_QUANTITY_PENDING, /* newly received and carried in */
	GJ_QUANTITY_GRANTED,
	GJ_QUANTITY_GRANTED_OR_PART,
	GJ_QUANTITY_REFUSED,
	GJ_QUANTITY_UNAVAILABLE,
	GJ_QUANTITY_REJECTED,
	GJ_QUANTITY_PROCESSED,
	GJ_QUANTITY_CARRIED_OUT,
	GJ_QUANTITY_DISPUTES,
	GJ_QUANTITY_CORRECTED,
	GJ_QUANTITY_CONCLUDED,
	GJ_QUANTITY_OF_CELLS, /* the number of those above */
	GJ_QUANTITY_FAULTS = GJ_QUANTITY_OF_CELLS, /* errors and warnings found */
	GJ_QUANTITY_DAYS_LATE, /* published after the last day; negative = before */
	GJ_QUANTITY_COUNT,
	GJ_QUANTITY_ONE = GJ_QUANTITY_COUNT /* the denominator of a plain count */
} gj_quantity;

/* Its cells, ended by GJ_FIELD_NONE; null for what is no sum of cells. */
const gj_field *gj_quantity_cells(gj_quantity quantity);

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
	GJ_METRIC_GROWTH,
	GJ_METRIC_QUALITY,
	GJ_METRIC_TIMELINESS,
	GJ_METRIC_COUNT
} gj_metric_id;

typedef enum gj_metric_kind {
	GJ_METRIC_IS_COUNT,
	GJ_METRIC_IS_RATE,   /* a share of cases: minimum cases, Wilson interval */
	GJ_METRIC_IS_GROWTH, /* (this year - last year) / last year: minimum cases of last year */
} gj_metric_kind;

typedef struct gj_metric {
	const char *name; /* "disclosure_rate", public */
	const char *title_zh, *title_en;
	const char *formula_zh, *formula_en;
	gj_metric_kind kind;
	bool most_is_first; /* rank 1 is the largest value */
	/* The denominator of a growth is the same quantity of last year. */
	gj_quantity numerator, denominator;
} gj_metric;

extern const gj_metric gj_metrics[GJ_METRIC_COUNT];
const gj_metric *gj_metric_by_name(gj_str name); /* null when unknown */

static inline gj_metric_id gj_metric_index(const gj_metric *metric)
{
	return (gj_metric_id)(metric - gj_metrics);
}

/* A quotient of cases, of which a few say little. */
static inline bool gj_metric_needs_cases(const gj_metric *metric)
{
	return metric->kind != GJ_METRIC_IS_COUNT;
}

#endif
