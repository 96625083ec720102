/* What sweep, fetch and rebuild say as they go. */
#ifndef GOUJI_SWEEP_EVENTS_H
#define GOUJI_SWEEP_EVENTS_H

#include "event.h"
#include "run/sweep.h"

/* How far a run is. */
typedef struct progress_teller {
	const settings *s;
	double began;
	gj_phase phase;
	size_t milestone; /* the last that was noted, of that phase */
} progress_teller;

progress_teller progress_begin(const settings *s);
/* A line on a terminal; in a log, each tenth of many. */
void tell_progress(progress_teller *t, const gj_sweep_progress *progress);

/* `names` are those of the lists. */
void tell_complaints(const gj_roster *roster, char **names);
/* `failures` are told to people too. */
void tell_capture(const settings *s, const gj_capture *capture, bool failures);
/* What a crash, or a disk, did to the archive. */
void tell_archive(const settings *s, const gj_archive_trouble *trouble);
/* What became of the store of earlier sweeps. */
void tell_store(const settings *s, const gj_sweep_result *result);
/* The deadline came before the last address. */
void tell_left(const settings *s, const gj_capture_totals *totals);
void tell_result(const settings *s, const gj_sweep_result *result);
void tell_fetched(const settings *s, const gj_capture_totals *totals);

/* The first and the last thing said of a run, to programs only. */
void note_start(const settings *s, const char *name, const gj_roster *roster);
void note_end(const settings *s, const char *name, double began, int status);

#endif
