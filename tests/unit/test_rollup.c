#include "stat/rollup.h"

#include <criterion/criterion.h>

static gj_frame frame;
static gj_buffer lines;

static void set_up(void)
{
	gj_frame_init(&frame);
	gj_buffer_init(&lines, 1 << 16);
}

static void tear_down(void)
{
	gj_frame_release(&frame);
	gj_buffer_release(&lines);
}

TestSuite(rollup, .init = set_up, .fini = tear_down);

/* An agency that received so many requests and granted so many of ten. */
static gj_sample *add(const char *agency, const char *parent, int64_t requests, int64_t granted)
{
	gj_report report = { .agency = gj_str_of(agency), .year = 2023 };
	const gj_sample_facts facts = { .parent = gj_str_of(parent) };
	cr_assert_eq(gj_frame_add(&frame, &report, &facts, NULL), GJ_OK);
	gj_sample *sample = &frame.samples[frame.count - 1];
	memset(sample->exclusions, GJ_INCLUDED, sizeof sample->exclusions);
	sample->quantities[GJ_QUANTITY_NEW_RECEIVED] = requests;
	sample->quantities[GJ_QUANTITY_GRANTED] = granted;
	sample->quantities[GJ_QUANTITY_PROCESSED] = 10;
	return sample;
}

static gj_code print(void *context, const gj_roll_up *r, gj_err *err)
{
	(void)context, (void)err;
	gj_buffer_printf(&lines, "%d %.*s %lld/%lld%s: %zu of %zu %lld/%lld", r->year,
	                 GJ_STR_ARG(r->agency), (long long)r->own.numerator,
	                 (long long)r->own.denominator,
	                 !r->reported ? " unread" : r->own.exclusion ? " unsure" : "", r->counted,
	                 r->children, (long long)r->numerator, (long long)r->denominator);
	if (r->office_listed)
		gj_buffer_printf(&lines, " office %lld/%lld", (long long)r->office_numerator,
		                 (long long)r->office_denominator);
	gj_buffer_add_text(&lines, r->overflow ? " too large\n" : "\n");
	return GJ_OK;
}

static void sums_are(gj_metric_id metric, const char *expected)
{
	bool metrics[GJ_METRIC_COUNT] = { false };
	metrics[metric] = true;
	gj_buffer_clear(&lines);
	cr_assert_eq(gj_roll_up_frame(&frame, metrics, print, NULL, NULL), GJ_OK);
	cr_assert(gj_str_equal(gj_buffer_str(&lines), gj_str_of(expected)), "got:\n%.*s",
	          GJ_STR_ARG(gj_buffer_str(&lines)));
}

Test(rollup, adds_counts_and_both_parts_of_rates)
{
	add("乙", "甲", 20, 3);
	add("甲", "", 50, 5);
	add("丙", "甲", 30, 4);
	add("丁", "戊", 7, 1);
	add("丁", "戊", 9, 2)->year = 2022;
	sums_are(GJ_METRIC_REQUESTS, "2022 戊 0/0 unread: 1 of 1 9/1\n"
	                             "2023 戊 0/0 unread: 1 of 1 7/1\n2023 甲 50/1: 2 of 2 50/1\n");
	sums_are(GJ_METRIC_FULL_DISCLOSURE_RATE, "2022 戊 0/0 unread: 1 of 1 2/10\n"
	         "2023 戊 0/0 unread: 1 of 1 1/10\n2023 甲 5/10: 2 of 2 7/20\n");
}

Test(rollup, tells_how_many_children_were_counted)
{
	add("甲", "", 50, 5)->exclusions[GJ_QUANTITY_NEW_RECEIVED] = GJ_EXCLUDED_TALLY;
	add("乙", "甲", 20, 3)->exclusions[GJ_QUANTITY_NEW_RECEIVED] = GJ_EXCLUDED_DOUBT;
	add("丙", "甲", 30, 4);
	cr_assert_eq(gj_frame_add_absentee(&frame, GJ_STR("丁"), GJ_STR(""), GJ_STR("甲"), 2023, NULL),
	             GJ_OK);
	/* Another address gave a report of this one. */
	cr_assert_eq(gj_frame_add_absentee(&frame, GJ_STR("丙"), GJ_STR(""), GJ_STR("甲"), 2023, NULL),
	             GJ_OK);
	sums_are(GJ_METRIC_REQUESTS, "2023 甲 50/1 unsure: 1 of 3 30/1\n");
}

Test(rollup, counts_an_agency_once_by_its_first_sure_report)
{
	add("甲", "", 50, 5);
	add("乙", "甲", 20, 3)->exclusions[GJ_QUANTITY_NEW_RECEIVED] = GJ_EXCLUDED_BLANK;
	add("乙", "甲", 21, 3);
	add("乙", "甲", 22, 3);
	sums_are(GJ_METRIC_REQUESTS, "2023 甲 50/1: 1 of 1 21/1\n");
}

Test(rollup, tells_the_own_office_apart)
{
	add("甲市人民政府", "", 50, 5);
	add("甲市人民政府办公室", "甲市人民政府", 20, 3);
	add("甲市公安局", "甲市人民政府", 30, 4);
	sums_are(GJ_METRIC_REQUESTS, "2023 甲市人民政府 50/1: 2 of 2 50/1 office 20/0\n");
	sums_are(GJ_METRIC_FULL_DISCLOSURE_RATE, "2023 甲市人民政府 5/10: 2 of 2 7/20 office 3/10\n");
}

Test(rollup, says_when_a_sum_is_too_large)
{
	add("乙", "甲", INT64_MAX, 3);
	add("丙", "甲", 1, 3);
	bool metrics[GJ_METRIC_COUNT] = { [GJ_METRIC_REQUESTS] = true };
	cr_assert_eq(gj_roll_up_frame(&frame, metrics, print, NULL, NULL), GJ_OK);
	cr_assert(gj_str_ends(gj_buffer_str(&lines), GJ_STR(" too large\n")));
}

Test(rollup, leaves_out_what_does_not_add_up)
{
	add("乙", "甲", 1, 3);
	sums_are(GJ_METRIC_QUALITY, "");
	sums_are(GJ_METRIC_TIMELINESS, "");
	sums_are(GJ_METRIC_GROWTH, "");
}
