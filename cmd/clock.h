/* Moments as a person writes them on the command line. */
#ifndef GOUJI_CLOCK_H
#define GOUJI_CLOCK_H

#include <stdbool.h>
#include <time.h>

/* Midnight in Beijing, where reports are published and dated, of "2024-03-31"; 0
 * when it is no date. */
time_t clock_day(const char *text);
/* When to stop, seen from `now`: after "2h" (opt_seconds), at the next "06:00", or
 * at "2026-02-01T06:00", both by the clock of this machine. 0 when it is none of these. */
time_t clock_deadline(const char *text, time_t now);

#endif
