/* The frame: one sample per report, with only what the metrics need, so that a
 * nation's worth of reports stays small.
 *
 * A sample takes 160 bytes, and each name (agency, region, level, kind, parent)
 * stands once however many reports share it: 1.4 million reports, a nation over
 * seven years, take 225 MB and some 100 bytes a name.
 */
#ifndef GJ_STAT_FRAME_H
#define GJ_STAT_FRAME_H

#include "base/name_map.h"
#include "form/report.h"
#include "stat/metric.h"

/* What is known of an agency from the roster, and of its report from the check. */
typedef struct gj_sample_facts {
	gj_str region, level, kind, parent;
	const gj_field_set *tainted; /* fields in failed tallies; null = none */
	bool year_disputed;          /* S07 */
	uint32_t errors, warnings;   /* for metric `quality` */
	bool checked;                /* false: errors and warnings are unknown */
	gj_str due;                  /* "2024-01-31", the last day of the law; or empty */
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
	GJ_EXCLUDED_UNKNOWN,  /* needs what this run does not have (a check, a deadline) */
	GJ_EXCLUDED_DOUBLED,  /* another report of this agency for this year is ranked */
	GJ_EXCLUDED_LAST_YEAR, /* what is needed of last year's report is unusable */
	GJ_EXCLUDED_NO_LAST_YEAR,
	GJ_EXCLUDED_UNDATED,  /* no date of publication, or one before the year ended */
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

/* Numbers for names, from 0; 0 is the empty name. */
typedef uint32_t gj_name;

typedef struct gj_sample {
	int64_t quantities[GJ_QUANTITY_COUNT];
	uint8_t exclusions[GJ_QUANTITY_COUNT]; /* gj_exclusion */
	gj_name agency, region, level, kind, parent;
	int32_t year;
} gj_sample;

/* An agency that the roster expects a report of, and none was read. */
typedef struct gj_absentee {
	gj_name agency, region, parent;
	int32_t year;
} gj_absentee;

typedef struct gj_frame {
	gj_arena arena;   /* bytes of names */
	gj_name_map numbers;
	gj_str *names;
	size_t name_count, name_capacity;
	gj_sample *samples;
	size_t count, capacity;
	gj_absentee *absentees; /* for the coverage of a roll-up only */
	size_t absentee_count, absentee_capacity;
} gj_frame;

void gj_frame_init(gj_frame *frame);
void gj_frame_release(gj_frame *frame);
/* Takes one report with what is known of it (`facts` may be null). A refused
 * report is taken too: it is listed, unranked. GJ_E_MEMORY, GJ_E_LIMIT. */
gj_code gj_frame_add(gj_frame *frame, const gj_report *report, const gj_sample_facts *facts,
                     gj_err *err);
/* More errors and warnings of a sample, found by comparing reports. */
void gj_frame_add_faults(gj_frame *frame, size_t sample, uint32_t faults);
/* Takes an agency without a report for that year. */
gj_code gj_frame_add_absentee(gj_frame *frame, gj_str agency, gj_str region, gj_str parent, int year,
                        gj_err *err);
gj_code gj_frame_intern(gj_frame *frame, gj_str text, gj_name *name, gj_err *err);

static inline gj_str gj_frame_name(const gj_frame *frame, gj_name name)
{
	return name ? frame->names[name] : (gj_str){ 0 };
}

/* Numerator and denominator of a metric. A growth needs last year's sample;
 * null = there is none. */
gj_ratio gj_sample_ratio(const gj_sample *sample, const gj_metric *metric,
                         const gj_sample *last_year);

#endif
