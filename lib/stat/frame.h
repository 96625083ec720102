/* The frame: one sample per report, with only what the metrics need, so that a
 * nation's worth of reports stays small (a few hundred bytes each).
 */
#ifndef GJ_STAT_FRAME_H
#define GJ_STAT_FRAME_H

#include "form/report.h"
#include "stat/metric.h"

/* What is known of an agency from the roster, and of its report from the check. */
typedef struct gj_sample_facts {
	gj_str region, level, kind, parent;
	const gj_field_set *tainted; /* fields in failed tallies; null = none */
	bool year_disputed;          /* S07 */
	uint32_t errors, warnings;   /* for metric `quality` */
	bool checked;                /* false: errors and warnings are unknown */
} gj_sample_facts;

/* Why a sample is listed unranked (worst first wins). */
typedef enum gj_exclusion {
	GJ_INCLUDED,
	GJ_EXCLUDED_ABSENT,   /* needed cell absent: table missing, other form */
	GJ_EXCLUDED_BLANK,    /* needed cell prints nothing, or no count */
	GJ_EXCLUDED_DOUBT,    /* our reading is doubtful */
	GJ_EXCLUDED_TALLY,    /* needed cell stands in a failed tally */
	GJ_EXCLUDED_YEAR,     /* title, period and roster disagree about the year */
	GJ_EXCLUDED_FEW,      /* denominator below --min-cases */
	GJ_EXCLUDED_UNKNOWN,  /* needs what this run does not have (last year, a check) */
	GJ_EXCLUDED_DOUBLED,  /* another report of this agency for this year is ranked */
	GJ_EXCLUSION_COUNT
} gj_exclusion;

/* The reason for a person, the `note` of rankings.csv; "" for GJ_INCLUDED. */
const char *gj_exclusion_name(gj_exclusion exclusion, bool chinese);

typedef struct gj_ratio {
	int64_t numerator, denominator; /* denominator 1 for plain counts */
	gj_exclusion exclusion;
} gj_ratio;

/* Whether numerator and denominator are what the report prints (an excluded
 * sample may still have them: its cells are doubted, not missing). */
bool gj_ratio_is_known(const gj_ratio *ratio);

typedef struct gj_sample {
	gj_str agency, region, level, kind, parent;
	int year;
	gj_ratio ratios[GJ_METRIC_COUNT];
} gj_sample;

typedef struct gj_frame {
	gj_arena arena;
	gj_sample *samples;
	size_t count, capacity;
} gj_frame;

void gj_frame_init(gj_frame *frame);
void gj_frame_release(gj_frame *frame);
/* Takes one report with what is known of it (`facts` may be null). A refused
 * report is taken too: it is listed, unranked. GJ_E_MEMORY, GJ_E_LIMIT. */
gj_code gj_frame_add(gj_frame *frame, const gj_report *report, const gj_sample_facts *facts,
                     gj_err *err);
/* More errors and warnings of a sample, found by comparing reports. */
void gj_frame_add_faults(gj_frame *frame, size_t sample, uint32_t faults);

#endif
