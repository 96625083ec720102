#include "clock.h"

#include "opt.h"

#include <stdio.h>

time_t clock_day(const char *text)
{
	struct tm day = { 0 };
	const char *end = strptime(text, "%Y-%m-%d", &day);
	enum { EAST_OF_UTC = 8 * 3600 };
	return end && !*end ? timegm(&day) - EAST_OF_UTC : 0;
}

static time_t moment(const struct tm *written)
{
	struct tm parts = *written;
	parts.tm_isdst = -1;
	return mktime(&parts);
}

/* "06:00": today, or tomorrow when that is past. */
static time_t next_time_of_day(const char *text, time_t now)
{
	struct tm today;
	if (!localtime_r(&now, &today))
		return 0;
	today.tm_sec = 0;
	const char *end = strptime(text, "%H:%M", &today);
	if (!end || *end)
		return 0;
	time_t at = moment(&today);
	if (at > now)
		return at;
	today.tm_mday++;
	return moment(&today);
}

time_t clock_deadline(const char *text, time_t now)
{
	long seconds = opt_seconds(text);
	if (seconds > 0)
		return now + seconds;
	struct tm parts = { 0 };
	const char *end = strptime(text, "%Y-%m-%dT%H:%M", &parts);
	if (end && !*end)
		return moment(&parts);
	return next_time_of_day(text, now);
}
