#include "event.h"

#include "base/buffer.h"
#include "message.h"
#include "out/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 8 << 20, TIME_MAX = 32 };

static struct {
	bool json, quiet;
} form;

void events_begin(const settings *s, bool lines)
{
	bool automatic = strcmp(s->log_format, "auto") == 0;
	form.json =
	    automatic ? lines && !isatty(STDERR_FILENO) : strcmp(s->log_format, "json") == 0;
	form.quiet = s->quiet;
}

bool events_are_json(void)
{
	return form.json;
}

static void add_name(gj_buffer *line, const char *name)
{
	gj_buffer_printf(line, "%c\"%s\":", line->length ? ',' : '{', name);
}

static void add_text(gj_buffer *line, const char *name, gj_str text)
{
	add_name(line, name);
	gj_json_add_string(line, text);
}

static void add_time(gj_buffer *line)
{
	char text[TIME_MAX] = "";
	struct tm parts;
	time_t now = time(NULL);
	if (gmtime_r(&now, &parts))
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
	add_text(line, "time", gj_str_of(text));
}

static void add_field(gj_buffer *line, const event_field *field)
{
	if (field->kind == EVENT_TEXT && field->text.len)
		add_text(line, field->name, field->text);
	if (field->kind == EVENT_TEXT)
		return;
	add_name(line, field->name);
	if (field->kind == EVENT_TRUTH)
		gj_buffer_add_text(line, field->number ? "true" : "false");
	else
		gj_buffer_add_integer(line, field->number);
}

/* In one write, so that lines of several programs in one log stay whole. */
static void write_json(event_level level, const char *event, const event_field *fields, gj_str text)
{
	static const char *const levels[] = { "info", "warning", "error" };
	gj_buffer line;
	gj_buffer_init(&line, LINE_MAX_BYTES);
	add_time(&line);
	add_text(&line, "level", gj_str_of(levels[level]));
	add_text(&line, "event", gj_str_of(event));
	add_text(&line, "text", text);
	for (; fields && fields->kind != EVENT_END; fields++)
		add_field(&line, fields);
	gj_buffer_add_text(&line, "}\n");
	if (!line.failed)
		fwrite(line.data, 1, line.length, stderr);
	gj_buffer_release(&line);
}

void tell_event_args(event_level level, const char *event, const event_field *fields,
                     const char *format, va_list args)
{
	if (form.quiet && level != LEVEL_ERROR)
		return;
	char *text = NULL;
	int length = vasprintf(&text, format, args);
	if (length < 0)
		return;
	end_progress();
	if (form.json)
		write_json(level, event, fields, (gj_str){ text, (size_t)length });
	else
		fprintf(stderr, "gouji: %s\n", text);
	free(text);
}

void tell_event(event_level level, const char *event, const event_field *fields, const char *format,
                ...)
{
	va_list args;
	va_start(args, format);
	tell_event_args(level, event, fields, format, args);
	va_end(args);
}

void note_event(event_level level, const char *event, const event_field *fields, const char *format,
                ...)
{
	va_list args;
	va_start(args, format);
	if (form.json)
		tell_event_args(level, event, fields, format, args);
	va_end(args);
}
