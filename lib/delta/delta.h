/* What changed between two sweeps: reports that are new, gone or say something else,
 * findings that are new, resolved or still open, and roster entries that fare
 * otherwise. Reports are compared by what was read of them, not by their bytes:
 * counters and dates around a report change daily. Lines that are alike are not even
 * parsed; memory is 32 bytes and a number for each line of either sweep.
 */
#ifndef GJ_DELTA_DELTA_H
#define GJ_DELTA_DELTA_H

#include "out/sheet.h"
#include "rule/rule.h"

/* The files of one sweep. */
typedef struct gj_delta_side {
	const char *reports;   /* reports.ndjson */
	const char *anomalies; /* anomalies.json */
	const char *coverage;  /* coverage.json */
} gj_delta_side;

typedef enum gj_delta_subject {
	GJ_DELTA_REPORT,  /* as read */
	GJ_DELTA_FINDING,
	GJ_DELTA_SOURCE,  /* a roster entry: status, reason, lateness */
	GJ_DELTA_SUBJECTS
} gj_delta_subject;

typedef enum gj_delta_kind {
	GJ_DELTA_NEW,
	GJ_DELTA_VANISHED,
	GJ_DELTA_CHANGED,
	GJ_DELTA_RESOLVED, /* findings that are gone */
	GJ_DELTA_OPEN,     /* findings that are still there */
	GJ_DELTA_KINDS
} gj_delta_kind;

const char *gj_delta_subject_name(gj_delta_subject subject); /* "report", public */
const char *gj_delta_kind_name(gj_delta_kind kind);          /* "new", public */

/* Where a side has it from: the capture's time and digest, and its record in the
 * archive; all empty for a local file. */
typedef struct gj_delta_capture {
	gj_str captured_at, digest, record;
} gj_delta_capture;

/* One thing that changed; of a report one for every cell and section. */
typedef struct gj_change {
	gj_delta_subject subject;
	gj_delta_kind kind;
	gj_str agency, region, year, source;
	gj_str field;         /* "t3.granted.total", "section 5", "published", "status" … */
	gj_str before, after; /* of a section: the sentences that are gone, and that came */
	gj_str rule, severity, message, fingerprint; /* of a finding */
	gj_delta_capture captures[2]; /* before, after */
} gj_change;

typedef struct gj_delta_totals {
	bool compared; /* there was an earlier sweep */
	size_t reports[GJ_DELTA_KINDS], reports_same;
	size_t cells, texts; /* changed */
	size_t findings[GJ_DELTA_KINDS];
	size_t new_findings[GJ_ERROR + 1]; /* by severity */
	size_t sources[GJ_DELTA_KINDS];
} gj_delta_totals;

typedef struct gj_delta_options {
	bool open;           /* findings that are still open are visited too */
	const bool *enabled; /* gj_rule_slots() of them: a finding of another rule is not
	                      * resolved because it was not looked for; null = all */
} gj_delta_options;

/* Called in the order of the files: reports, findings, roster entries. Texts live
 * until it returns. A code other than GJ_OK ends the comparison. */
typedef gj_code gj_delta_visit(void *context, const gj_change *change, gj_err *err);

/* Without reports before there is nothing to compare with, and nothing is visited.
 * GJ_E_INPUT with file and line; uses cJSON: one thread. */
gj_code gj_delta(const gj_delta_side *before, const gj_delta_side *after,
                 const gj_delta_options *options, gj_delta_visit *visit, void *context,
                 gj_delta_totals *totals, gj_err *err);

/* The rows of changes.csv. */
enum { GJ_CHANGE_COLUMNS = 19 };
extern const gj_column gj_change_columns[GJ_CHANGE_COLUMNS];
void gj_change_row(const gj_change *change, gj_sheet_cell cells[GJ_CHANGE_COLUMNS]);

#endif
