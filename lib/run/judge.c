#include "run/judge.h"

#include "run/coverage.h"

/* Why a roster entry has no report that could be checked. */
static const gj_words no_address = {
	"来源名单中没有该机关该年度报告的地址。",
	"The source list gives no address for this agency's report of the year."
};

void gj_judge_adopt(gj_reading *reading)
{
	const gj_source *source = reading->input.source;
	gj_report *report = &reading->report;
	report->source = reading->input.name;
	if (!source)
		return;
	if (source->agency.len)
		report->agency = source->agency;
	report->region = source->region;
	if (!report->year)
		report->year = source->year;
}

/* The answer was no document at all: the source, not the report, is at fault.
 * The reason, or null. */
static const char *something_else(const gj_reading *reading, bool chinese)
{
	static const gj_answer others[] = { GJ_ANSWER_LOGIN, GJ_ANSWER_CHALLENGE, GJ_ANSWER_ERROR,
		                            GJ_ANSWER_REMOVED, GJ_ANSWER_SCRIPT };
	if (!reading->input.source || !reading->report.refusal)
		return NULL;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (reading->answer == others[i])
			return gj_answer_sentence(reading->answer, chinese);
	return reading->report.refusal == GJ_REFUSED_SCRIPT
	               ? gj_refusal_sentence(reading->report.refusal, chinese) : NULL;
}

static bool enabled(const gj_batch_options *options, const gj_rule *rule)
{
	return !options->enabled || options->enabled[gj_rule_index(rule)];
}

static bool is_not_yet_due(gj_reading *reading)
{
	gj_str due = reading->input.source ? gj_coverage_due(&reading->arena, reading)
	                                   : (gj_str){ 0 };
	return gj_coverage_absence(due, reading->as_of) == GJ_TIMELY_NOT_YET_DUE;
}

/* A finding of a rule that needs the roster, and no other: there is no report. None
 * while none has to be there yet. */
static gj_code report_absence(gj_reading *reading, const gj_batch_options *options,
                              const char *id, const char *reason, gj_err *err)
{
	const gj_rule *rule = gj_rule_by_id(gj_str_of(id));
	gj_code code = gj_verdict_init(&reading->arena, &reading->verdict, err);
	if (code || !enabled(options, rule))
		return code;
	if (!is_not_yet_due(reading))
		return gj_verdict_report(&reading->arena, &reading->verdict, rule,
		                         gj_str_of(reason), err);
	gj_verdict_count(&reading->verdict, rule, GJ_CANNOT_ASSESS);
	return GJ_OK;
}

/* The entry names an address, and the address gave something. */
static void count_presence(gj_reading *reading, const gj_batch_options *options)
{
	static const char *const passed[] = { "A01", "A02" };
	for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) {
		const gj_rule *rule = gj_rule_by_id(gj_str_of(passed[i]));
		if (enabled(options, rule))
			gj_verdict_count(&reading->verdict, rule, GJ_PASS);
	}
}

gj_code gj_judge(gj_reading *reading, const gj_batch_options *options, gj_err *err)
{
	bool zh = options->chinese;
	reading->calendar = options->calendar;
	reading->as_of = options->as_of;
	if (reading->input.kind == GJ_INPUT_NOTHING)
		return report_absence(reading, options, "A01", zh ? no_address.zh : no_address.en,
		                      err);
	if (reading->failure)
		return report_absence(reading, options, "A02",
		                     gj_fetch_failure_sentence(reading->failure, zh), err);
	const char *other = something_else(reading, zh);
	if (other)
		return report_absence(reading, options, "A02", other, err);
	gj_check_options check = { .chinese = zh, .enabled = options->enabled, .later = true,
		                   .user = options->user, .calendar = options->calendar };
	if (reading->input.source) {
		check.expected.agency = reading->input.source->agency;
		check.expected.year = reading->input.source->year;
		check.expected.level = reading->input.source->level;
		check.expected.kind = reading->input.source->kind;
		check.expected.region_code = reading->input.source->region_code;
	}
	gj_code code = gj_check_report(&reading->arena, &reading->report, &check, &reading->verdict,
	                               err);
	if (code == GJ_OK && reading->input.source)
		code = gj_editions_compare(options->editions, &reading->arena, &reading->report, &check,
		                           &reading->verdict, err);
	if (code == GJ_OK && reading->input.source)
		count_presence(reading, options);
	return code;
}
