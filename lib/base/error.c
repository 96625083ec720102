#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Appends ": text" at `length`, cut to what fits: a message is one line for a person. */
static void append(gj_err *err, int length, const char *text)
{
	size_t at = length < 0 ? sizeof err->message : (size_t)length;
	if (at + 3 >= sizeof err->message)
		return;
	size_t room = sizeof err->message - at - 3, size = strlen(text);
	if (size > room)
		size = room;
	memcpy(err->message + at, ": ", 2);
	memcpy(err->message + at + 2, text, size);
	err->message[at + 2 + size] = '\0';
}

gj_code gj_err_set(gj_err *err, gj_code code, int sys, const char *format, ...)
{
	if (!err)
		return code;
	err->code = code;
	err->sys = sys;
	va_list args;
	va_start(args, format);
	int length = vsnprintf(err->message, sizeof err->message, format, args);
	va_end(args);
	if (sys) {
		char text[128];
		append(err, length, strerror_r(sys, text, sizeof text));
	}
	return code;
}

gj_code gj_err_context(gj_err *err, const char *format, ...)
{
	if (!err)
		return GJ_E_INTERNAL;
	char inner[GJ_ERR_MESSAGE_MAX];
	memcpy(inner, err->message, sizeof inner);
	va_list args;
	va_start(args, format);
	int length = vsnprintf(err->message, sizeof err->message, format, args);
	va_end(args);
	append(err, length, inner);
	return err->code;
}
