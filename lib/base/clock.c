#include "base/clock.h"

double gj_monotonic_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int64_t gj_monotonic_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void gj_beijing_day(time_t moment, char day[GJ_DAY_SIZE])
{
	enum { EAST_OF_UTC = 8 * 3600 };
	struct tm parts;
	time_t there = moment + EAST_OF_UTC;
	size_t length = 0;
	if (moment && gmtime_r(&there, &parts))
		length = strftime(day, GJ_DAY_SIZE, "%Y-%m-%d", &parts);
	day[length] = '\0';
}
