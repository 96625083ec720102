/* Findings for people, report by report. */
#include "docket/teller.h"

static void begin_report(gj_buffer *to, const gj_tell_options *options, const gj_told_report *told)
{
	const gj_report *report = told->report;
	if (!told->findings && !options->all)
		return;
	gj_buffer_add_text(to, options->colour ? "\033[1m" : "");
	gj_buffer_add_str(to, report->source);
	gj_buffer_add_text(to, options->colour ? "\033[0m" : "");
	if (report->agency.len) {
		gj_buffer_add_text(to, "  ");
		gj_buffer_add_str(to, report->agency);
	}
	if (report->year)
		gj_buffer_printf(to, " %d", report->year);
	gj_buffer_add_char(to, '\n');
}

static void add_number(gj_buffer *to, const char *name, gj_str number, size_t *count)
{
	if (!number.len)
		return;
	gj_buffer_printf(to, "%s%s ", *count ? "   " : "              ", name);
	gj_buffer_add_str(to, number);
	++*count;
}

/* The numbers that clash, side by side. */
static void add_numbers(gj_buffer *to, const gj_tell_options *options, const gj_finding *finding)
{
	size_t count = 0;
	bool zh = options->chinese;
	if (!finding->actual.len || !finding->expected.len)
		return;
	add_number(to, zh ? "应为" : "expected", finding->expected, &count);
	add_number(to, zh ? "实为" : "printed", finding->actual, &count);
	add_number(to, zh ? "差" : "difference", finding->difference, &count);
	gj_buffer_add_char(to, '\n');
}

static void add_hypothesis(gj_buffer *to, const gj_tell_options *options,
                           const gj_finding *finding)
{
	if (!finding->hypothesis.len)
		return;
	gj_buffer_add_text(to, options->chinese ? "              推测：" : "              perhaps: ");
	gj_buffer_add_str(to, finding->hypothesis);
	gj_buffer_add_char(to, '\n');
}

static void add_status(gj_buffer *to, const gj_tell_options *options, const gj_finding *finding)
{
	static const gj_words words[] = {
		[GJ_STATUS_OPEN] = { "基线中已有", "known before" },
		[GJ_STATUS_RESOLVED] = { "已解决", "resolved" },
		[GJ_STATUS_ACCEPTED] = { "已接受：", "accepted: " },
	};
	if (finding->status == GJ_STATUS_NEW)
		return;
	gj_words word = words[finding->status];
	gj_buffer_printf(to, "              %s", options->chinese ? word.zh : word.en);
	gj_buffer_add_str(to, finding->justification);
	gj_buffer_add_char(to, '\n');
}

static void add_finding(gj_buffer *to, gj_arena *arena, const gj_tell_options *options,
                        const gj_report *report, const gj_finding *finding, size_t ordinal)
{
	static const char *const colours[] = {
		[GJ_NOTE] = "\033[36m", [GJ_WARNING] = "\033[33m", [GJ_ERROR] = "\033[31m"
	};
	(void)report, (void)ordinal;
	gj_buffer_printf(to, "  %s%-7s%s %s  ", options->colour ? colours[finding->severity] : "",
	                 gj_severity_name(finding->severity), options->colour ? "\033[0m" : "",
	                 finding->rule->id);
	gj_buffer_add_str(to, finding->message);
	gj_str location = gj_finding_location(arena, finding);
	if (location.len) {
		gj_buffer_add_text(to, "  [");
		gj_buffer_add_str(to, location);
		gj_buffer_add_char(to, ']');
	}
	if (finding->doubt.len) {
		gj_buffer_add_text(to, "  ?");
		gj_buffer_add_str(to, finding->doubt);
	}
	gj_buffer_add_char(to, '\n');
	add_numbers(to, options, finding);
	add_hypothesis(to, options, finding);
	add_status(to, options, finding);
}

static void end(gj_buffer *to, const gj_tell_options *options, const gj_told_run *told)
{
	if (options->silent)
		return;
	gj_buffer_printf(to,
	                 options->chinese
	                         ? "共 %zu 份：错误 %zu，警告 %zu，提示 %zu；检查通过 %llu，未通过 %llu，"
	                           "空白按零计通过 %llu，无法判断 %llu\n"
	                         : "reports %zu: errors %zu, warnings %zu, notes %zu; checks passed "
	                           "%llu, failed %llu, passed if blanks are zero %llu, not "
	                           "assessable %llu\n",
	                 told->reports, told->findings[GJ_ERROR], told->findings[GJ_WARNING],
	                 told->findings[GJ_NOTE], (unsigned long long)told->outcomes[GJ_PASS],
	                 (unsigned long long)told->outcomes[GJ_FAIL],
	                 (unsigned long long)told->outcomes[GJ_ASSUMED],
	                 (unsigned long long)told->outcomes[GJ_CANNOT_ASSESS]);
	if (told->accepted || told->resolved)
		gj_buffer_printf(to, options->chinese ? "已接受 %zu，已解决 %zu\n"
		                                      : "accepted %zu, resolved %zu\n",
		                 told->accepted, told->resolved);
}

const gj_teller gj_teller_text = {
	.name = "text",
	.begin_report = begin_report,
	.finding = add_finding,
	.end = end,
};
