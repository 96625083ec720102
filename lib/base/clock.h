/* How long things take, and what day it is. */
#ifndef GJ_BASE_CLOCK_H
#define GJ_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Time since some moment, which never jumps. */
double gj_monotonic_seconds(void);
int64_t gj_monotonic_ms(void);

enum { GJ_DAY_SIZE = 16 };
/* "2024-03-31": the day of a moment in Beijing, where reports are published and dated;
 * empty for 0 and what is no moment. */
void gj_beijing_day(time_t moment, char day[GJ_DAY_SIZE]);

#endif
