#include "watch.h"

#include "message.h"
#include "net/ping.h"
#include "run/metrics.h"
#include "signals.h"

enum { LINE_MAX_BYTES = 4096, SIGNAL_STATUS = 128 };

static void ping(const watch *w, const char *step, gj_str body)
{
	gj_err err;
	if (!w->s->ping)
		return;
	/* Its address is a secret. */
	const event_field *fields = FIELDS(TEXT("step", gj_str_of(*step ? step + 1 : "end")));
	if (gj_ping(gj_str_of(w->s->ping), step, body, &err) == GJ_OK)
		note_event(LEVEL_INFO, "ping", fields, "%s",
		     settings_chinese(w->s) ? "已通知监控" : "the monitor was told");
	else
		tell_event(LEVEL_ERROR, "ping", fields, "--ping: %s", err.message);
}

bool watch_begin(watch *w, const settings *s)
{
	*w = (watch){ .s = s, .began = time(NULL) };
	if (s->ping && !gj_ping_possible(gj_str_of(s->ping))) {
		say(settings_chinese(s) ? "--ping：应为 http 或 https 网址"
		                        : "--ping: expected an http or https address");
		return false;
	}
	ping(w, "/start", (gj_str){ 0 });
	return true;
}

/* For the log of the monitor; in English, as keywords may be looked for. */
static void describe(gj_buffer *line, int status, const gj_sweep_result *result)
{
	const gj_totals *t = &result->totals;
	gj_buffer_printf(line, "exit %d\n", status);
	if (!result->published)
		return;
	gj_buffer_printf(line, "read %zu of %zu; refused %zu, failed %zu, missing %zu, left %zu\n",
	                 t->covered[GJ_COVERED_READ], t->sources, t->covered[GJ_COVERED_REFUSED],
	                 t->covered[GJ_COVERED_FAILED], t->covered[GJ_COVERED_MISSING],
	                 t->capture.left);
	gj_buffer_printf(line, "errors %zu, warnings %zu, notes %zu; new %zu, resolved %zu\n",
	                 t->findings[GJ_ERROR], t->findings[GJ_WARNING], t->findings[GJ_NOTE],
	                 t->statuses[GJ_STATUS_NEW], t->statuses[GJ_STATUS_RESOLVED]);
}

int watch_end(const watch *w, int status, const gj_sweep_result *result)
{
	gj_err err;
	/* As a shell says it. */
	int ended = signals_came() ? SIGNAL_STATUS + signals_came() : status;
	gj_metrics_run run = { .out = w->s->out, .began = w->began, .ended = time(NULL),
		               .status = ended, .result = result };
	if (w->s->metrics && gj_metrics_write(w->s->metrics, &run, &err))
		status = highest(status, say_error(w->s, &err));
	gj_buffer line;
	gj_buffer_init(&line, LINE_MAX_BYTES);
	describe(&line, ended, result);
	ping(w, result->published ? "" : "/fail", gj_buffer_str(&line));
	gj_buffer_release(&line);
	return status;
}
