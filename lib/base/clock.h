/* How long things take. */
#ifndef GJ_BASE_CLOCK_H
#define GJ_BASE_CLOCK_H

/* Seconds since some moment, which never jump. */
double gj_monotonic_seconds(void);

#endif
