/* How the findings of a run are told: one writer per format, each an entry of a
 * const table.
 *
 * A report's own findings are put into words by whoever read it, on any thread;
 * what compares reports is known only when all are read. So a teller writes in
 * five pieces, of which only `finding` may run anywhere, and the pieces are put
 * together in the order of the reports.
 */
#ifndef GJ_DOCKET_TELLER_H
#define GJ_DOCKET_TELLER_H

#include "rule/finding.h"

typedef struct gj_tell_options {
	bool chinese;
	bool colour;   /* text: for a terminal */
	bool all;      /* text: reports without findings too */
	bool silent;   /* text: no closing line */
	bool bom;      /* CSV */
	const gj_user_rules *user; /* rules besides the catalogue; null = none */
	bool compared; /* SARIF: findings were compared with a baseline */
} gj_tell_options;

/* One report, when everything is known of it. */
typedef struct gj_told_report {
	const gj_report *report;      /* its names, source and year */
	const gj_tally_count *counts; /* one a rule */
	size_t findings;
	size_t reports_before, findings_before; /* told in this run */
} gj_told_report;

typedef struct gj_told_run {
	size_t reports, findings[GJ_ERROR + 1]; /* new and open ones */
	size_t accepted, resolved;
	uint64_t outcomes[GJ_OUTCOMES];
} gj_told_run;

typedef struct gj_teller {
	const char *name;
	/* Each appends to a buffer; all but `finding` may be null. */
	void (*begin)(gj_buffer *to, const gj_tell_options *options);
	void (*begin_report)(gj_buffer *to, const gj_tell_options *options,
	                     const gj_told_report *told);
	/* `ordinal` counts the findings of the report from 0. */
	void (*finding)(gj_buffer *to, gj_arena *arena, const gj_tell_options *options,
	                const gj_report *report, const gj_finding *finding, size_t ordinal);
	void (*end_report)(gj_buffer *to, const gj_tell_options *options,
	                   const gj_told_report *told);
	void (*end)(gj_buffer *to, const gj_tell_options *options, const gj_told_run *told);
} gj_teller;

extern const gj_teller gj_teller_text, gj_teller_json, gj_teller_ndjson, gj_teller_csv,
	gj_teller_sarif, gj_teller_junit;
const gj_teller *gj_teller_by_name(gj_str name); /* null when unknown */

#endif
