/* JUnit XML, for continuous integration: a suite a report. Every finding is a test
 * case: errors and warnings have failed, notes and accepted ones only tell; a rule
 * without findings is one that passed, or was skipped when nothing of it could be
 * assessed. */
#include "docket/teller.h"

/* Text as XML 1.0 may hold it: no control characters, no malformed bytes. */
static void add_escaped(gj_buffer *to, gj_str text)
{
	static const struct {
		char c;
		const char *entity;
	} entities[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" },
		         { '"', "&quot;" }, { '\n', "&#10;" }, { '\t', "&#9;" } };
	for (size_t at = 0, step; at < text.len; at += step) {
		uint32_t code;
		step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		const char *entity = NULL;
		for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
			if (code == (unsigned char)entities[i].c)
				entity = entities[i].entity;
		bool forbidden = code < ' ' || code == 0xFFFE || code == 0xFFFF ||
		                 (code == 0xFFFD && step == 1);
		if (entity)
			gj_buffer_add_text(to, entity);
		else if (forbidden)
			gj_buffer_add_text(to, "\xEF\xBF\xBD");
		else
			gj_buffer_add(to, text.ptr + at, step);
	}
}

static void add_attribute(gj_buffer *to, const char *name, gj_str value)
{
	gj_buffer_printf(to, " %s=\"", name);
	add_escaped(to, value);
	gj_buffer_add_char(to, '"');
}

static void begin(gj_buffer *to, const gj_tell_options *options)
{
	(void)options;
	gj_buffer_add_text(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gouji\">\n");
}

static void begin_report(gj_buffer *to, const gj_tell_options *options, const gj_told_report *told)
{
	(void)options;
	gj_buffer_add_text(to, "<testsuite");
	add_attribute(to, "name", told->report->source);
	gj_buffer_add_text(to, ">\n<properties>\n<property name=\"agency\"");
	add_attribute(to, "value", told->report->agency);
	gj_buffer_printf(to, "/>\n<property name=\"year\" value=\"%d\"/>\n</properties>\n",
	                 told->report->year);
}

static bool has_failed(const gj_finding *finding)
{
	return finding->severity != GJ_NOTE && finding->status != GJ_STATUS_ACCEPTED &&
	       finding->status != GJ_STATUS_RESOLVED;
}

static void add_case(gj_buffer *to, gj_str rule, gj_str source, gj_str place)
{
	gj_buffer_add_text(to, "<testcase name=\"");
	add_escaped(to, rule);
	if (place.len) {
		gj_buffer_add_char(to, ' ');
		add_escaped(to, place);
	}
	gj_buffer_add_char(to, '"');
	add_attribute(to, "classname", source);
}

static void add_finding(gj_buffer *to, gj_arena *arena, const gj_tell_options *options,
                        const gj_report *report, const gj_finding *finding, size_t ordinal)
{
	(void)options, (void)ordinal;
	gj_str place = finding->field == GJ_FIELD_NONE ? finding->subject
	                                               : gj_str_of(gj_field_id(finding->field));
	gj_str location = gj_finding_location(arena, finding);
	add_case(to, gj_str_of(finding->rule->id), report->source, place);
	if (has_failed(finding)) {
		gj_buffer_add_text(to, "><failure");
		add_attribute(to, "type", gj_str_of(gj_severity_name(finding->severity)));
		add_attribute(to, "message", finding->message);
		gj_buffer_add_char(to, '>');
		add_escaped(to, location);
		gj_buffer_add_text(to, finding->hypothesis.len ? "\n" : "");
		add_escaped(to, finding->hypothesis);
		gj_buffer_add_text(to, "</failure></testcase>\n");
		return;
	}
	gj_buffer_printf(to, "><system-out>%s: ", gj_severity_name(finding->severity));
	add_escaped(to, finding->message);
	if (finding->justification.len) {
		gj_buffer_add_text(to, "; accepted: ");
		add_escaped(to, finding->justification);
	}
	gj_buffer_add_text(to, "</system-out></testcase>\n");
}

static void end_report(gj_buffer *to, const gj_tell_options *options, const gj_told_report *told)
{
	const gj_rule *rule;
	for (size_t i = 0; (rule = gj_rule_at(options->user, i)); i++) {
		const uint32_t *outcomes = told->counts[i].outcomes;
		bool passed = outcomes[GJ_PASS] || outcomes[GJ_ASSUMED];
		if (outcomes[GJ_FAIL] || (!passed && !outcomes[GJ_CANNOT_ASSESS]))
			continue;
		add_case(to, gj_str_of(rule->id), told->report->source, (gj_str){ 0 });
		gj_buffer_add_text(to, passed ? "/>\n"
		                              : "><skipped message=\"cannot be assessed\"/></testcase>\n");
	}
	gj_buffer_add_text(to, "</testsuite>\n");
}

static void end(gj_buffer *to, const gj_tell_options *options, const gj_told_run *told)
{
	(void)options, (void)told;
	gj_buffer_add_text(to, "</testsuites>\n");
}

const gj_teller gj_teller_junit = {
	.name = "junit",
	.begin = begin,
	.begin_report = begin_report,
	.finding = add_finding,
	.end_report = end_report,
	.end = end,
};
