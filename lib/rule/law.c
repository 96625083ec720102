/* L01–L03: what the law allows, and when. */
#include "rule/narrative.h"

#include "masthead/masthead.h"

/* --- L01 ------------------------------------------------------------------ */

static const gj_field regulation_fields[] = { GJ_T2_REGULATIONS_MADE, GJ_T2_REGULATIONS_IN_FORCE,
	                                      GJ_T2_REGULATIONS_PUBLISHED,
	                                      GJ_T2_REGULATIONS_PUBLIC_TOTAL };

/* The cells with a count above zero; *unread when one holds no number. */
static size_t regulations_of(const gj_check *check, gj_field *fields, bool *unread)
{
	size_t count = 0;
	for (size_t i = 0; i < sizeof regulation_fields / sizeof *regulation_fields; i++) {
		const gj_value *value = &check->report->values[regulation_fields[i]];
		if (gj_value_is_count(value) && value->number.units > 0)
			fields[count++] = regulation_fields[i];
		else if (!gj_value_has_number(value) &&
		         gj_form_find(check->forms[2], regulation_fields[i]))
			*unread = true;
	}
	return count;
}

void gj_evaluate_regulations(gj_check *check, const gj_rule *rule)
{
	gj_field fields[sizeof regulation_fields / sizeof *regulation_fields];
	bool unread = false;
	size_t count = regulations_of(check, fields, &unread);
	gj_power power = check->agency.regulations;
	if (power == GJ_POWER_YES || (!count && !unread)) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	if (!count || power == GJ_POWER_UNKNOWN) {
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		return;
	}
	gj_finding *finding = gj_check_fail_fields(check, rule, fields, count);
	finding->expected = gj_check_number(check, gj_decimal_of(0));
	finding->actual = finding->difference =
		gj_check_number(check, check->report->values[fields[0]].number);
	gj_str cell = gj_check_cell_name(check, fields[0]);
	finding->message = gj_check_format(
		check, "%.*s无权制定规章，%.*s却为%.*s", "%.*s cannot make 规章, yet %.*s prints %.*s",
		GJ_STR_ARG(check->agency.name), GJ_STR_ARG(cell), GJ_STR_ARG(finding->actual));
}

/* --- L02 ------------------------------------------------------------------ */

typedef struct gj_day {
	int year, month, day;
} gj_day;

/* 2024-01-16 */
static bool read_day(gj_str text, gj_day *day)
{
	static const size_t digits[] = { 4, 2, 2 };
	int *numbers[] = { &day->year, &day->month, &day->day };
	size_t at = 0, length;
	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
		if (i && (at >= text.len || text.ptr[at++] != '-'))
			return false;
		*numbers[i] = gj_masthead_number(text, at, &length, digits[i]);
		at += length;
		if (!length)
			return false;
	}
	return true;
}

static gj_deadline deadline_of(const gj_check *check)
{
	const gj_expectation *expected = &check->options->expected;
	const gj_obliged who = { &check->agency, expected->level, expected->kind,
		                 expected->region_code };
	return gj_calendar_find(check->options->calendar, &who);
}

static const char *origin_name(const gj_check *check, gj_origin origin)
{
	static const gj_words names[] = {
		[GJ_ORIGIN_NONE] = { "来源不明", "of unknown source" },
		[GJ_ORIGIN_META] = { "取自网页元数据", "from the page's metadata" },
		[GJ_ORIGIN_TITLE] = { "取自标题", "from the title" },
		[GJ_ORIGIN_TEXT] = { "取自正文", "from the text" },
		[GJ_ORIGIN_ROSTER] = { "取自名录", "from the roster" },
	};
	return gj_check_word(check, names[origin]);
}

static int number_of(gj_day day)
{
	return (day.year * 12 + day.month) * 31 + day.day;
}

void gj_evaluate_deadline(gj_check *check, const gj_rule *rule)
{
	const gj_report *report = check->report;
	gj_day published;
	if (!check->year || !check->agency.name.len || !read_day(report->published, &published)) {
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		return;
	}
	gj_deadline deadline = deadline_of(check);
	gj_day last = { check->year + 1, deadline.month, deadline.day };
	if (number_of(published) <= number_of(last)) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	gj_finding *finding = gj_check_fail(check, rule, 0);
	finding->subject = GJ_STR("published");
	finding->message = gj_check_format(
		check, "%.*s公布（%s），晚于期限%04d-%02d-%02d", "Published on %.*s (%s), after the deadline of %04d-%02d-%02d",
		GJ_STR_ARG(report->published), origin_name(check, report->published_origin), last.year,
		last.month, last.day);
}

/* --- L03 ------------------------------------------------------------------ */

typedef enum gj_amount { GJ_AMOUNT_UNKNOWN, GJ_AMOUNT_NONE, GJ_AMOUNT_SOME } gj_amount;

/* Whether a report prints any of a topic. Of several readings the last is the
 * widest: 收到 with what was carried in. */
static gj_amount amount_of(const gj_check *check, const gj_report *report, gj_topic topic,
                           gj_tabled *tabled)
{
	gj_tabled known[GJ_ALTERNATIVES_MAX];
	bool open = false;
	size_t count = gj_tabled_of(check, report, topic, known, &open);
	if (!count || open)
		return GJ_AMOUNT_UNKNOWN;
	*tabled = known[count - 1];
	if (tabled->sum.units > 0)
		return GJ_AMOUNT_SOME;
	return tabled->blank ? GJ_AMOUNT_UNKNOWN : GJ_AMOUNT_NONE;
}

void gj_evaluate_disputes(gj_check *check, const gj_rule *rule)
{
	const gj_report *previous = check->options->previous;
	gj_tabled disputes, requests, earlier;
	gj_amount sued = amount_of(check, check->report, GJ_TOPIC_DISPUTES, &disputes);
	gj_amount asked = amount_of(check, check->report, GJ_TOPIC_RECEIVED, &requests);
	gj_amount before = previous ? amount_of(check, previous, GJ_TOPIC_RECEIVED, &earlier)
	                            : GJ_AMOUNT_NONE;
	if (sued == GJ_AMOUNT_NONE || asked == GJ_AMOUNT_SOME || before == GJ_AMOUNT_SOME) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	if (sued == GJ_AMOUNT_UNKNOWN || asked == GJ_AMOUNT_UNKNOWN || before == GJ_AMOUNT_UNKNOWN) {
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		return;
	}
	gj_finding *finding = gj_check_fail_fields(check, rule, disputes.fields, disputes.count);
	finding->actual = gj_check_number(check, disputes.sum);
	const char *last_year = previous ? check->options->chinese ? "，上一年也没有" : ", nor in the year before"
	                                 : "";
	finding->message = gj_check_format(
		check, "本年没有收到申请%s，却有行政复议、行政诉讼%.*s件",
		"No requests this year%s, yet %.*s cases of reconsideration and litigation", last_year,
		GJ_STR_ARG(finding->actual));
}
