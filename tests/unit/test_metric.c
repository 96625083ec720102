#include "stat/frame.h"

#include "filled_report.h"

#include <criterion/criterion.h>
#include <string.h>

static gj_frame frame;
static gj_report report;
static const int refusals = 8, unavailables = 3, rejections = 5;

/* A report whose totals tell every operand apart. */
static void set_up(void)
{
	gj_frame_init(&frame);
	fill_report(&report, GJ_FORM_2021, 2023, 7777777);
	const struct {
		gj_t3_row row;
		int64_t total;
	} totals[] = {
		{ GJ_T3_NEW_RECEIVED, 100 },     { GJ_T3_CARRIED_IN, 20 },
		{ GJ_T3_GRANTED, 30 },           { GJ_T3_PARTIALLY_GRANTED, 5 },
		{ GJ_T3_PROCESSED_TOTAL, 110 },  { GJ_T3_CARRIED_OUT, 10 },
	};
	for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
		print_count(&report, gj_t3((int)totals[i].row, GJ_T3_TOTAL), totals[i].total);
	for (int i = 0; i < refusals; i++)
		print_count(&report, gj_t3(GJ_T3_REFUSED_FIRST + i, GJ_T3_TOTAL), 1 << i);
	for (int i = 0; i < unavailables; i++)
		print_count(&report, gj_t3(GJ_T3_UNAVAILABLE_FIRST + i, GJ_T3_TOTAL), 3 << i);
	for (int i = 0; i < rejections; i++)
		print_count(&report, gj_t3(GJ_T3_REJECTED_FIRST + i, GJ_T3_TOTAL), 5 << i);
	print_count(&report, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_NATURAL), 90);
	for (int i = 0; i < GJ_T4_GROUPS * GJ_T4_OUTCOMES; i++)
		print_count(&report, (gj_field)(GJ_T4_BASE + i), 1 << i);
}

static void tear_down(void)
{
	gj_frame_release(&frame);
}

TestSuite(metric, .init = set_up, .fini = tear_down);

static gj_ratio ratio_with(gj_metric_id metric, const gj_sample_facts *facts)
{
	gj_err err = { 0 };
	cr_assert_eq(gj_frame_add(&frame, &report, facts, &err), GJ_OK, "%s", err.message);
	return gj_sample_ratio(&frame.samples[frame.count - 1], &gj_metrics[metric], NULL);
}

static gj_exclusion exclusion(gj_metric_id metric)
{
	return ratio_with(metric, NULL).exclusion;
}

static void is_ratio(const char *name, int64_t numerator, int64_t denominator)
{
	const gj_metric *metric = gj_metric_by_name(gj_str_of(name));
	cr_assert_not_null(metric, "%s", name);
	gj_ratio ratio = ratio_with((gj_metric_id)(metric - gj_metrics), NULL);
	cr_assert_eq(ratio.exclusion, GJ_INCLUDED, "%s", name);
	cr_assert_eq(ratio.numerator, numerator, "%s: %lld", name, (long long)ratio.numerator);
	cr_assert_eq(ratio.denominator, denominator, "%s: %lld", name,
	             (long long)ratio.denominator);
}

Test(metric, is_computed_from_the_totals)
{
	is_ratio("requests", 100, 1);
	is_ratio("workload", 120, 1);
	is_ratio("disclosure_rate", 35, 110);
	is_ratio("full_disclosure_rate", 30, 110);
	is_ratio("refusal_rate", 255, 110);
	is_ratio("unavailable_rate", 21, 110);
	is_ratio("rejection_rate", 155, 110);
	is_ratio("backlog_rate", 10, 120);
	/* Table 四 holds 2^0 … 2^14: upheld, corrected, other, pending, total. */
	is_ratio("dispute_rate", (1 << 4) + (1 << 9) + (1 << 14), 100);
	is_ratio("correction_rate", (1 << 1) + (1 << 6) + (1 << 11),
	         7 + (7 << 5) + (7 << 10));
	is_ratio("natural_share", 90, 100);
	cr_assert_null(gj_metric_by_name(GJ_STR("decline")));
}

Test(metric, is_the_same_on_the_2019_form)
{
	gj_report other;
	fill_report(&other, GJ_FORM_2019, 2020, 2);
	cr_assert_eq(gj_frame_add(&frame, &other, NULL, NULL), GJ_OK);
	for (int i = 0; i < GJ_METRIC_GROWTH; i++)
		cr_assert_eq(gj_sample_ratio(&frame.samples[0], &gj_metrics[i], NULL).exclusion,
		             GJ_INCLUDED, "%s", gj_metrics[i].name);
}

Test(metric, has_words_in_both_languages_and_a_denominator_when_it_is_a_rate)
{
	for (size_t i = 0; i < GJ_METRIC_COUNT; i++) {
		const gj_metric *metric = &gj_metrics[i];
		cr_assert_eq(gj_metric_by_name(gj_str_of(metric->name)), metric);
		cr_assert(metric->title_zh && metric->title_en && metric->formula_zh &&
		          metric->formula_en);
		cr_assert_eq(metric->kind == GJ_METRIC_IS_COUNT,
		             metric->denominator == GJ_QUANTITY_ONE, "%s", metric->name);
	}
}

Test(metric, leaves_out_what_is_not_there_or_not_a_count)
{
	const gj_field granted = gj_t3(GJ_T3_GRANTED, GJ_T3_TOTAL);
	const struct {
		gj_state state;
		const char *number, *printed;
		gj_exclusion expected;
	} cases[] = {
		{ GJ_STATE_ABSENT, NULL, "", GJ_EXCLUDED_ABSENT },
		{ GJ_STATE_BLANK, NULL, "", GJ_EXCLUDED_BLANK },
		{ GJ_STATE_NOT_A_NUMBER, NULL, "/", GJ_EXCLUDED_BLANK },
		{ GJ_STATE_NUMBER, "-1", "-1", GJ_EXCLUDED_BLANK },
		{ GJ_STATE_NUMBER, "1.5", "1.5", GJ_EXCLUDED_BLANK },
		{ GJ_STATE_ANNOTATED, "3", "3万", GJ_EXCLUDED_BLANK },
		{ GJ_STATE_ANNOTATED, "3", "3件", GJ_INCLUDED },
		{ GJ_STATE_NUMBER, "3.0", "3.0", GJ_INCLUDED },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		print_cell(&report, granted, cases[i].state, cases[i].number, cases[i].printed);
		gj_ratio ratio = ratio_with(GJ_METRIC_FULL_DISCLOSURE_RATE, NULL);
		cr_assert_eq(ratio.exclusion, cases[i].expected, "%s", cases[i].printed);
		cr_assert(ratio.exclusion || ratio.numerator == 3);
		/* Other metrics do not need the cell. */
		cr_assert_eq(exclusion(GJ_METRIC_REFUSAL_RATE), GJ_INCLUDED);
	}
}

Test(metric, leaves_out_what_is_doubted_tallied_wrong_or_of_another_year)
{
	const gj_field granted = gj_t3(GJ_T3_GRANTED, GJ_T3_TOTAL);
	gj_field_set tainted = { 0 };
	gj_field_set_add(&tainted, granted);
	gj_sample_facts facts = { .year_disputed = true };
	gj_ratio ratio = ratio_with(GJ_METRIC_FULL_DISCLOSURE_RATE, &facts);
	cr_assert_eq(ratio.exclusion, GJ_EXCLUDED_YEAR);
	facts.tainted = &tainted;
	ratio = ratio_with(GJ_METRIC_FULL_DISCLOSURE_RATE, &facts);
	cr_assert_eq(ratio.exclusion, GJ_EXCLUDED_TALLY);
	report.values[granted].doubts = GJ_DOUBT_SPANS;
	ratio = ratio_with(GJ_METRIC_FULL_DISCLOSURE_RATE, &facts);
	cr_assert_eq(ratio.exclusion, GJ_EXCLUDED_DOUBT);
	cr_assert(gj_ratio_is_known(&ratio));
	cr_assert_eq(ratio.numerator, 30);
	print_cell(&report, gj_t3(GJ_T3_PROCESSED_TOTAL, GJ_T3_TOTAL), GJ_STATE_BLANK, NULL, "");
	ratio = ratio_with(GJ_METRIC_FULL_DISCLOSURE_RATE, &facts);
	cr_assert_eq(ratio.exclusion, GJ_EXCLUDED_BLANK);
	cr_assert_not(gj_ratio_is_known(&ratio));
	cr_assert_eq(ratio_with(GJ_METRIC_REQUESTS, &facts).exclusion, GJ_EXCLUDED_YEAR);
}

Test(metric, leaves_out_a_sum_that_overflows)
{
	print_count(&report, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), INT64_MAX);
	cr_assert_eq(exclusion(GJ_METRIC_WORKLOAD), GJ_EXCLUDED_BLANK);
	cr_assert_eq(exclusion(GJ_METRIC_REQUESTS), GJ_INCLUDED);
}

Test(metric, quality_counts_findings_of_a_checked_report)
{
	gj_sample_facts facts = { .errors = 2, .warnings = 3, .checked = true,
		                  .year_disputed = true };
	gj_ratio ratio = ratio_with(GJ_METRIC_QUALITY, &facts);
	cr_assert_eq(ratio.exclusion, GJ_INCLUDED);
	cr_assert_eq(ratio.numerator, 5);
	cr_assert_eq(ratio.denominator, 1);
	facts.checked = false;
	cr_assert_eq(ratio_with(GJ_METRIC_QUALITY, &facts).exclusion, GJ_EXCLUDED_UNKNOWN);
}

static gj_ratio growth(int64_t before, int64_t now)
{
	print_count(&report, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), before);
	cr_assert_eq(gj_frame_add(&frame, &report, NULL, NULL), GJ_OK);
	print_count(&report, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), now);
	cr_assert_eq(gj_frame_add(&frame, &report, NULL, NULL), GJ_OK);
	return gj_sample_ratio(&frame.samples[frame.count - 1], &gj_metrics[GJ_METRIC_GROWTH],
	                       &frame.samples[frame.count - 2]);
}

Test(metric, growth_is_against_last_year)
{
	gj_ratio more = growth(80, 100), less = growth(80, 20), from_none = growth(0, 5);
	cr_assert(more.numerator == 20 && more.denominator == 80 && !more.exclusion);
	cr_assert(less.numerator == -60 && less.denominator == 80 && !less.exclusion);
	cr_assert(from_none.numerator == 5 && from_none.denominator == 0 && !from_none.exclusion);
}

Test(metric, growth_needs_a_usable_last_year)
{
	const gj_metric *metric = &gj_metrics[GJ_METRIC_GROWTH];
	growth(80, 100);
	gj_sample before = frame.samples[0], now = frame.samples[1];
	cr_assert_eq(gj_sample_ratio(&now, metric, NULL).exclusion, GJ_EXCLUDED_NO_LAST_YEAR);
	before.exclusions[GJ_QUANTITY_NEW_RECEIVED] = GJ_EXCLUDED_DOUBT;
	gj_ratio ratio = gj_sample_ratio(&now, metric, &before);
	cr_assert_eq(ratio.exclusion, GJ_EXCLUDED_LAST_YEAR);
	cr_assert_not(gj_ratio_is_known(&ratio));
	now.exclusions[GJ_QUANTITY_NEW_RECEIVED] = GJ_EXCLUDED_BLANK;
	cr_assert_eq(gj_sample_ratio(&now, metric, &before).exclusion, GJ_EXCLUDED_BLANK);
}

Test(metric, timeliness_counts_days_from_the_last_day_of_the_law)
{
	const struct {
		const char *published, *due;
		gj_exclusion exclusion;
		int64_t days;
	} cases[] = {
		{ "2024-01-31", "2024-01-31", GJ_INCLUDED, 0 },
		{ "2024-01-16", "2024-01-31", GJ_INCLUDED, -15 },
		{ "2024-03-01", "2024-01-31", GJ_INCLUDED, 30 }, /* a leap year */
		{ "2025-03-01", "2024-03-31", GJ_INCLUDED, 335 },
		{ "2023-12-31", "2024-01-31", GJ_EXCLUDED_UNDATED, 0 },
		{ "", "2024-01-31", GJ_EXCLUDED_UNDATED, 0 },
		{ "2024-13-01", "2024-01-31", GJ_EXCLUDED_UNDATED, 0 },
		{ "2024-01-16", "", GJ_EXCLUDED_UNKNOWN, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		gj_sample_facts facts = { .due = gj_str_of(cases[i].due) };
		report.published = gj_str_of(cases[i].published);
		gj_ratio ratio = ratio_with(GJ_METRIC_TIMELINESS, &facts);
		cr_assert_eq(ratio.exclusion, cases[i].exclusion, "%s", cases[i].published);
		cr_assert(ratio.exclusion || ratio.numerator == cases[i].days, "%s: %lld",
		          cases[i].published, (long long)ratio.numerator);
	}
	gj_sample_facts facts = { .due = GJ_STR("2024-01-31"), .year_disputed = true };
	report.published = GJ_STR("2024-01-16");
	cr_assert_eq(ratio_with(GJ_METRIC_TIMELINESS, &facts).exclusion, GJ_EXCLUDED_YEAR);
}

Test(metric, of_a_refused_report_is_absent)
{
	const gj_sample_facts facts = { .errors = 1, .checked = true };
	report = (gj_report){ .agency = GJ_STR("乙"), .refusal = GJ_REFUSED_EMPTY };
	for (int i = 0; i < GJ_METRIC_COUNT; i++)
		cr_assert_eq(ratio_with((gj_metric_id)i, &facts).exclusion, GJ_EXCLUDED_ABSENT);
}

Test(metric, frame_keeps_names_of_its_own_and_prefers_the_roster)
{
	char agency[] = "甲县公安局", region[] = "甲县";
	report.agency = gj_str_of(agency);
	report.region = GJ_STR("别处");
	const gj_sample_facts facts = { .region = gj_str_of(region), .level = GJ_STR("county") };
	for (int i = 0; i < 600; i++)
		cr_assert_eq(gj_frame_add(&frame, &report, &facts, NULL), GJ_OK);
	memset(agency, 'x', sizeof agency);
	memset(region, 'x', sizeof region);
	cr_assert_eq(frame.count, 600);
	cr_assert(gj_str_equal(gj_frame_name(&frame, frame.samples[599].agency), GJ_STR("甲县公安局")));
	cr_assert(gj_str_equal(gj_frame_name(&frame, frame.samples[0].region), GJ_STR("甲县")));
	cr_assert_eq(frame.samples[599].year, 2023);
	cr_assert_eq(frame.name_count, 4); /* each stands once, and the empty one */
}

Test(metric, exclusions_have_a_reason_in_both_languages)
{
	cr_assert_str_eq(gj_exclusion_name(GJ_INCLUDED, true), "");
	for (int i = 1; i < GJ_EXCLUSION_COUNT; i++) {
		cr_assert_gt(strlen(gj_exclusion_name((gj_exclusion)i, true)), 0);
		cr_assert_gt(strlen(gj_exclusion_name((gj_exclusion)i, false)), 0);
	}
}
