#include "message.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#define ERASE_LINE "\r\033[K"

static bool progress_shown;

void end_progress(void)
{
	if (progress_shown)
		fputs(ERASE_LINE, stderr);
	progress_shown = false;
}

void say(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	tell_event_args(LEVEL_ERROR, "error", NULL, format, args);
	va_end(args);
}

void show_progress(const settings *s, const char *format, ...)
{
	if (s->quiet || events_are_json() || !isatty(STDERR_FILENO))
		return;
	va_list args;
	va_start(args, format);
	fputs(ERASE_LINE, stderr);
	vfprintf(stderr, format, args);
	fflush(stderr);
	va_end(args);
	progress_shown = true;
}

bool wants_colour(void)
{
	const char *refused = getenv("NO_COLOR");
	return isatty(STDOUT_FILENO) && !(refused && *refused);
}

int highest(int a, int b)
{
	return a > b ? a : b;
}

int exit_code_of(gj_code code)
{
	switch (code) {
	case GJ_OK:
		return EXIT_NOTHING;
	case GJ_E_USAGE:
	case GJ_E_INPUT:
		return EXIT_USAGE;
	case GJ_E_READ:
	case GJ_E_NETWORK:
		return EXIT_INCOMPLETE;
	case GJ_E_LOCKED:
		return EXIT_LOCKED;
	default:
		return EXIT_TROUBLE;
	}
}

static const struct remedy {
	int sys;
	gj_words text;
} remedies[] = {
	{ ENOENT, { "请检查路径", "check the path" } },
	{ ENOTDIR, { "请检查路径", "check the path" } },
	{ EACCES, { "请检查权限", "check the permissions" } },
	{ EPERM, { "请检查权限", "check the permissions" } },
	{ EROFS, { "请换一个可写的目录", "choose a place that can be written" } },
	{ ENOSPC, { "请腾出空间或换一个目录", "free some space, or choose another place" } },
	{ EDQUOT, { "请腾出空间或换一个目录", "free some space, or choose another place" } },
	{ EMFILE, { "请提高打开文件数上限（ulimit -n）", "raise the limit of open files (ulimit -n)" } },
};

static const char *remedy_for(const settings *s, const gj_err *err)
{
	for (size_t i = 0; err->sys && i < sizeof remedies / sizeof *remedies; i++)
		if (remedies[i].sys == err->sys)
			return in_language(remedies[i].text, settings_chinese(s));
	return NULL;
}

int say_error(const settings *s, const gj_err *err)
{
	const char *remedy = remedy_for(s, err);
	tell_event(LEVEL_ERROR, "error", FIELDS(NUMBER("exit", exit_code_of(err->code))),
	     "%s%s%s", err->message, remedy ? "; " : "", remedy ? remedy : "");
	return exit_code_of(err->code);
}
