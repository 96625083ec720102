/* Words for the person at the terminal: always on standard error. */
#ifndef GOUJI_MESSAGE_H
#define GOUJI_MESSAGE_H

#include "command.h"
#include "event.h"

/* An error that has no gj_err: "gouji: …" and a newline, or the event "error"; over a
 * line of progress, if there is one. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Says an error, with a remedy where one is known; returns its exit code. */
int say_error(const settings *s, const gj_err *err);
int exit_code_of(gj_code code);
int highest(int a, int b);

/* One line that is written over and over, on a terminal only and never with
 * --quiet. An empty text removes it. */
void show_progress(const settings *s, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void end_progress(void);

/* True when standard output is a terminal and NO_COLOR is not set. */
bool wants_colour(void);

#endif
