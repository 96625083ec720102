/* What a run says of itself on standard error: sentences for people, or one JSON
 * object a line for programs, with
 *
 *   time   when it was said, ISO 8601, UTC ("2026-02-01T01:30:00Z")
 *   level  "info", "warning" or "error"
 *   event  its name, public
 *   text   the sentence, in the language of --lang
 *
 * and fields of the event's own. The first three and all names never change with the
 * language.
 */
#ifndef GOUJI_EVENT_H
#define GOUJI_EVENT_H

#include "base/text.h"
#include "settings.h"

#include <stdarg.h>

typedef enum event_level { LEVEL_INFO, LEVEL_WARNING, LEVEL_ERROR } event_level;

typedef enum event_kind { EVENT_END, EVENT_TEXT, EVENT_NUMBER, EVENT_TRUTH } event_kind;

/* One field; an empty text is left out. */
typedef struct event_field {
	const char *name;
	event_kind kind;
	gj_str text;
	long long number;
} event_field;

/* The fields of one event: FIELDS(TEXT("address", …), NUMBER("status", …)). */
#define TEXT(name, value) { name, EVENT_TEXT, value, 0 }
#define NUMBER(name, value) { name, EVENT_NUMBER, { 0 }, (long long)(value) }
#define TRUTH(name, value) { name, EVENT_TRUTH, { 0 }, value }
#define FIELDS(...) ((const event_field[]){__VA_ARGS__, { NULL, EVENT_END, { 0 }, 0 }})

/* Chooses the form by --log-format; `lines`: auto means JSON when standard error is no
 * terminal. Until then it is text. --quiet leaves errors alone. */
void events_begin(const settings *s, bool lines);
bool events_are_json(void);

/* Says it in either form; `fields` may be null. */
void tell_event(event_level level, const char *event, const event_field *fields, const char *format,
                ...) __attribute__((format(printf, 4, 5)));
/* Only in JSON: what a person at a terminal sees otherwise, or need not see. */
void note_event(event_level level, const char *event, const event_field *fields, const char *format,
                ...) __attribute__((format(printf, 4, 5)));
void tell_event_args(event_level level, const char *event, const event_field *fields,
                     const char *format, va_list args);

#endif
