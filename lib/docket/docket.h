/* The docket of a run: what was found in each report, waiting for what comparing
 * the reports adds to it, then told in the order of the reports.
 *
 * The findings that a report shows by itself wait in words, in a temporary file;
 * in memory stay some dozens of bytes a report.
 */
#ifndef GJ_DOCKET_DOCKET_H
#define GJ_DOCKET_DOCKET_H

#include "base/file.h"
#include "base/temporary.h"
#include "docket/teller.h"

typedef struct gj_docket_entry gj_docket_entry;

typedef struct gj_docket {
	const gj_teller *teller;
	const gj_tell_options *options;
	gj_output *output;       /* the caller's */
	gj_temporary pieces;
	gj_docket_entry *entries;
	size_t count, capacity;
	gj_buffer piece, text;
	gj_tally_count *counts;  /* of the report being told */
	size_t told_reports, told_findings;
	gj_told_run run;
} gj_docket;

/* `directory` has room for what waits. Release in every case. */
gj_code gj_docket_init(gj_docket *docket, const gj_teller *teller, const gj_tell_options *options,
                       gj_output *output, const char *directory, gj_err *err);
void gj_docket_release(gj_docket *docket);

/* Puts a verdict into words; any thread. `to` is appended to. */
void gj_docket_word(const gj_teller *teller, const gj_tell_options *options, gj_buffer *to,
                    gj_arena *arena, const gj_report *report, const gj_verdict *verdict,
                    size_t first);
/* Takes the next report: `words` of its verdict, made by gj_docket_word. */
gj_code gj_docket_add(gj_docket *docket, gj_str words, const gj_verdict *verdict, gj_err *err);
/* Tells report `index`, each once and in order, with what comparing adds. */
gj_code gj_docket_tell(gj_docket *docket, size_t index, const gj_report *report,
                       const gj_verdict *more, gj_arena *arena, gj_err *err);
/* The closing words. */
gj_code gj_docket_end(gj_docket *docket, gj_err *err);

#endif
