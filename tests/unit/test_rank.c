#include "stat/rank.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Samples are set directly: what metrics make of a report is test_metric's. */
static gj_frame frame;
static gj_arena arena;

static void set_up(void)
{
	gj_frame_init(&frame);
	gj_arena_init(&arena, 1 << 26);
}

static void tear_down(void)
{
	gj_frame_release(&frame);
	gj_arena_release(&arena);
}

TestSuite(rank, .init = set_up, .fini = tear_down);

static gj_sample *add(const char *agency, const char *level, int64_t numerator, int64_t denominator)
{
	static const gj_report nothing = { .year = 2023, .refusal = GJ_REFUSED_EMPTY };
	gj_report report = nothing;
	report.agency = gj_str_of(agency);
	const gj_sample_facts facts = { .level = gj_str_of(level), .kind = GJ_STR("police") };
	cr_assert_eq(gj_frame_add(&frame, &report, &facts, NULL), GJ_OK);
	gj_sample *sample = &frame.samples[frame.count - 1];
	for (size_t i = 0; i < GJ_METRIC_COUNT; i++)
		sample->ratios[i] =
			(gj_ratio){ numerator, gj_metrics[i].rate ? denominator : 1, GJ_INCLUDED };
	return sample;
}

/* Lines of "group agency rank/of note" for one metric. */
static gj_code print_place(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	(void)err;
	gj_buffer_printf(context, "%.*s %.*s %zu/%zu %d\n", GJ_STR_ARG(place->peer_group),
	                 GJ_STR_ARG(place->sample->agency), place->rank, place->of,
	                 (int)place->exclusion);
	return GJ_OK;
}

static void ranks(gj_metric_id metric, const gj_rank_options *base, const char *expected)
{
	bool metrics[GJ_METRIC_COUNT] = { false };
	metrics[metric] = true;
	gj_rank_options options = *base;
	options.metrics = metrics;
	gj_buffer lines;
	gj_buffer_init(&lines, 1 << 16);
	cr_assert_eq(gj_rank(&frame, &options, print_place, &lines, NULL), GJ_OK);
	cr_assert(gj_str_equal(gj_buffer_str(&lines), gj_str_of(expected)), "got:\n%.*s",
	          GJ_STR_ARG(gj_buffer_str(&lines)));
	gj_buffer_release(&lines);
}

static const gj_rank_options everyone = { .peers = GJ_PEERS_ALL, .min_cases = 30 };

Test(rank, ties_share_a_rank_and_the_unranked_come_last)
{
	add("d", "county", 20, 40);
	add("b", "county", 50, 100);
	add("a", "county", 10, 100);
	add("c", "county", 90, 100);
	add("e", "county", 29, 29);
	add("f", "county", 1, 1)->ratios[GJ_METRIC_DISCLOSURE_RATE].exclusion = GJ_EXCLUDED_BLANK;
	add("0", "county", 0, 0);
	ranks(GJ_METRIC_DISCLOSURE_RATE, &everyone,
	      "all c 1/4 0\nall b 2/4 0\nall d 2/4 0\nall a 4/4 0\n"
	      "all 0 0/4 6\nall e 0/4 6\nall f 0/4 2\n");
}

Test(rank, minimum_cases_are_for_rates_and_never_none)
{
	const gj_rank_options zero = { .peers = GJ_PEERS_ALL, .min_cases = 0 };
	add("a", "county", 2, 3);
	add("b", "county", 0, 0);
	ranks(GJ_METRIC_REQUESTS, &everyone, "all a 1/2 0\nall b 2/2 0\n");
	ranks(GJ_METRIC_DISCLOSURE_RATE, &everyone, "all a 0/0 6\nall b 0/0 6\n");
	ranks(GJ_METRIC_DISCLOSURE_RATE, &zero, "all a 1/1 0\nall b 0/1 6\n");
}

Test(rank, fewest_faults_come_first)
{
	add("a", "county", 5, 1);
	add("b", "county", 0, 1);
	ranks(GJ_METRIC_QUALITY, &everyone, "all b 1/2 0\nall a 2/2 0\n");
}

Test(rank, only_peers_are_compared)
{
	gj_rank_options options = { 0 };
	add("a", "county", 5, 1);
	add("b", "city", 6, 1);
	add("c", "county", 7, 1);
	add("d", "", 8, 1);
	gj_sample *e = add("e", "", 9, 1);
	e->kind = (gj_str){ 0 };
	e->parent = GJ_STR("p");
	ranks(GJ_METRIC_REQUESTS, &options,
	      "city × police b 1/1 0\ncounty × police c 1/2 0\ncounty × police a 2/2 0\n"
	      "unknown e 1/1 0\nunknown × police d 1/1 0\n");
	options.peers = GJ_PEERS_KIND;
	ranks(GJ_METRIC_REQUESTS, &options,
	      "police d 1/4 0\npolice c 2/4 0\npolice b 3/4 0\npolice a 4/4 0\nunknown e 1/1 0\n");
	options.peers = GJ_PEERS_PARENT;
	e->year = 2022;
	ranks(GJ_METRIC_REQUESTS, &options,
	      "p e 1/1 0\nunknown d 1/4 0\nunknown c 2/4 0\nunknown b 3/4 0\nunknown a 4/4 0\n");
}

Test(rank, a_second_report_of_an_agency_is_listed_and_not_counted)
{
	add("a", "county", 5, 1);
	add("b", "county", 6, 1);
	add("a", "county", 7, 1);
	add("a", "county", 1, 1)->year = 2022;
	add("a", "county", 9, 1)->region = GJ_STR("elsewhere");
	add("", "county", 2, 1);
	add("", "county", 3, 1);
	ranks(GJ_METRIC_REQUESTS, &everyone,
	      "all a 1/1 0\n"
	      "all a 1/5 0\nall b 2/5 0\nall a 3/5 0\nall  4/5 0\nall  5/5 0\nall a 0/5 8\n");
	/* What cannot be ranked makes room for what can. */
	frame.samples[0].ratios[GJ_METRIC_REQUESTS].exclusion = GJ_EXCLUDED_DOUBT;
	ranks(GJ_METRIC_REQUESTS, &everyone,
	      "all a 1/1 0\n"
	      "all a 1/5 0\nall a 2/5 0\nall b 3/5 0\nall  4/5 0\nall  5/5 0\nall a 0/5 3\n");
}

Test(rank, of_nothing_is_nothing)
{
	ranks(GJ_METRIC_REQUESTS, &everyone, "");
}

/* ---- against brute force ---- */

typedef struct tally {
	size_t seen[GJ_METRIC_COUNT];
	const gj_rank_options *options;
} tally;

static bool counts(const gj_sample *sample, const gj_metric *metric, int64_t min_cases)
{
	const gj_ratio *ratio = &sample->ratios[metric - gj_metrics];
	return ratio->exclusion == GJ_INCLUDED &&
	       (!metric->rate || (ratio->denominator >= min_cases && ratio->denominator > 0));
}

static bool same_peers(const gj_sample *a, const gj_sample *b)
{
	return a->year == b->year && gj_str_equal(a->level, b->level) &&
	       gj_str_equal(a->kind, b->kind);
}

static gj_code compare_with_brute_force(void *context, const gj_place_in_ranking *place,
                                        gj_err *err)
{
	(void)err;
	tally *t = context;
	const gj_metric *metric = place->metric;
	size_t m = (size_t)(metric - gj_metrics), better = 0, of = 0;
	const gj_ratio *mine = &place->sample->ratios[m];
	for (size_t i = 0; i < frame.count; i++) {
		const gj_sample *other = &frame.samples[i];
		if (!same_peers(other, place->sample) ||
		    !counts(other, metric, t->options->min_cases))
			continue;
		of++;
		const gj_ratio *theirs = &other->ratios[m];
		long double difference = (long double)theirs->numerator * mine->denominator -
		                         (long double)mine->numerator * theirs->denominator;
		better += metric->most_is_first ? difference > 0 : difference < 0;
	}
	bool ranked = counts(place->sample, metric, t->options->min_cases);
	cr_assert_eq(place->of, of);
	cr_assert_eq(place->rank, ranked ? better + 1 : 0, "%s %.*s", metric->name,
	             GJ_STR_ARG(place->sample->agency));
	cr_assert_eq(place->exclusion == GJ_INCLUDED, ranked);
	t->seen[m]++;
	return GJ_OK;
}

Test(rank, agrees_with_brute_force_on_random_data)
{
	const char *levels[] = { "city", "county", "" };
	unsigned seed = 20240116;
	for (int i = 0; i < 400; i++) {
		char *agency = gj_arena_alloc(&arena, 16);
		snprintf(agency, 16, "agency %d", i);
		gj_sample *sample = add(agency, levels[rand_r(&seed) % 3], 0, 0);
		sample->year = 2022 + rand_r(&seed) % 2;
		for (size_t m = 0; m < GJ_METRIC_COUNT; m++) {
			gj_ratio *ratio = &sample->ratios[m];
			/* Few values, so that there are many ties. */
			ratio->numerator = rand_r(&seed) % 12;
			ratio->denominator = gj_metrics[m].rate ? rand_r(&seed) % 12 : 1;
			if (rand_r(&seed) % 8 == 0)
				ratio->exclusion = GJ_EXCLUDED_TALLY;
		}
	}
	const gj_rank_options options = { .min_cases = 3 };
	tally t = { .options = &options };
	cr_assert_eq(gj_rank(&frame, &options, compare_with_brute_force, &t, NULL), GJ_OK);
	for (size_t m = 0; m < GJ_METRIC_COUNT; m++)
		cr_assert_eq(t.seen[m], frame.count);
}

typedef struct order {
	gj_place_in_ranking last;
	size_t count;
} order;

static gj_code in_output_order(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	(void)err;
	order *o = context;
	const gj_place_in_ranking *last = &o->last;
	if (o->count++ && last->metric == place->metric && last->year == place->year &&
	    gj_str_equal(last->peer_group, place->peer_group)) {
		size_t before = last->rank ? last->rank : SIZE_MAX;
		size_t here = place->rank ? place->rank : SIZE_MAX;
		cr_assert_leq(before, here);
		if (before == here)
			cr_assert_lt(gj_str_compare(last->sample->agency, place->sample->agency),
			             0);
	} else if (o->count > 1) {
		cr_assert(last->metric < place->metric || last->year < place->year ||
		          gj_str_compare(last->peer_group, place->peer_group) < 0);
	}
	o->last = *place;
	return o->count == 30 ? GJ_E_WRITE : GJ_OK;
}

Test(rank, goes_in_output_order_until_the_visitor_ends_it)
{
	const char *agencies[] = { "丙", "甲", "乙", "丁", "戊" };
	for (size_t i = 0; i < 5; i++) {
		add(agencies[i], i % 2 ? "city" : "county", 3, 40 + (int64_t)(i / 3));
		add(agencies[i], i % 2 ? "city" : "county", 3, 40)->year = 2022;
	}
	order o = { .count = 0 };
	const gj_rank_options options = { .min_cases = 30 };
	cr_assert_eq(gj_rank(&frame, &options, in_output_order, &o, NULL), GJ_E_WRITE);
	cr_assert_eq(o.count, 30);
}

/* ---- numbers and rows ---- */

Test(rank, wilson_interval_is_the_published_one)
{
	double low, high;
	gj_wilson(10, 20, &low, &high);
	cr_assert_float_eq(low, 0.299298, 1e-6);
	cr_assert_float_eq(high, 0.700702, 1e-6);
	gj_wilson(81, 263, &low, &high); /* Newcombe 1998, table I: 0.2553 to 0.3662 */
	cr_assert_float_eq(low, 0.2553, 5e-5);
	cr_assert_float_eq(high, 0.3662, 5e-5);
	gj_wilson(0, 20, &low, &high); /* the same: 0.0000 to 0.1611 */
	cr_assert_eq(low, 0);
	cr_assert_float_eq(high, 0.1611, 5e-5);
	gj_wilson(29, 29, &low, &high);
	cr_assert_float_eq(low, 0.8830, 5e-5);
	cr_assert_eq(high, 1);
	gj_wilson(3, 2, &low, &high);
	cr_assert(isnan(low) && isnan(high));
	gj_wilson(0, 0, &low, &high);
	cr_assert(isnan(low) && isnan(high));
}

typedef struct wanted_row {
	gj_metric_id metric;
	bool chinese;
	const char *cells[GJ_RANKING_COLUMNS];
} wanted_row;

static gj_code row_is_wanted(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	(void)err;
	const wanted_row *wanted = context;
	if (place->metric != &gj_metrics[wanted->metric])
		return GJ_OK;
	gj_sheet_cell cells[GJ_RANKING_COLUMNS];
	cr_assert(gj_ranking_row(&arena, place, wanted->chinese, cells));
	for (size_t i = 0; i < GJ_RANKING_COLUMNS; i++)
		cr_assert(gj_str_equal(cells[i], gj_str_of(wanted->cells[i])) &&
		          !cells[i].ptr == !wanted->cells[i],
		          "%s: %.*s", gj_ranking_columns[i].name, GJ_STR_ARG(cells[i]));
	return GJ_OK;
}

static void row_is(const wanted_row *wanted)
{
	const gj_rank_options options = { .min_cases = 30 };
	wanted_row copy = *wanted;
	cr_assert_eq(gj_rank(&frame, &options, row_is_wanted, &copy, NULL), GJ_OK);
}

Test(rank, rows_are_those_of_the_interface)
{
	const char *names[] = { "metric", "year", "peer_group", "rank", "of", "agency", "region",
		                "value", "numerator", "denominator", "ci_low", "ci_high", "note" };
	for (size_t i = 0; i < GJ_RANKING_COLUMNS; i++)
		cr_assert_str_eq(gj_ranking_columns[i].name, names[i]);
	add("甲", "county", 20, 32)->region = GJ_STR("某县");
	row_is(&(wanted_row){ GJ_METRIC_DISCLOSURE_RATE, false,
	                      { "disclosure_rate", "2023", "county × police", "1", "1", "甲",
	                        "某县", "0.6250", "20", "32", "0.4525", "0.7707", NULL } });
	row_is(&(wanted_row){ GJ_METRIC_REQUESTS, false,
	                      { "requests", "2023", "county × police", "1", "1", "甲", "某县",
	                        "20", "20", "1", NULL, NULL, NULL } });
	frame.samples[0].ratios[GJ_METRIC_DISCLOSURE_RATE].denominator = 5;
	row_is(&(wanted_row){ GJ_METRIC_DISCLOSURE_RATE, false,
	                      { "disclosure_rate", "2023", "county × police", NULL, "0", "甲",
	                        "某县", "4.0000", "20", "5", NULL, NULL,
	                        "too few cases to rank" } });
	frame.samples[0].ratios[GJ_METRIC_DISCLOSURE_RATE].exclusion = GJ_EXCLUDED_BLANK;
	frame.samples[0].year = 0;
	frame.samples[0].region = GJ_STR("");
	row_is(&(wanted_row){ GJ_METRIC_DISCLOSURE_RATE, true,
	                      { "disclosure_rate", NULL, "county × police", NULL, "0", "甲", NULL,
	                        NULL, NULL, NULL, NULL, NULL, "所需单元格为空或不是件数" } });
}

Test(rank, values_are_rounded_half_up_from_the_exact_quotient)
{
	const struct {
		int64_t numerator, denominator;
		const char *value;
	} cases[] = { { 1, 3, "0.3333" },  { 2, 3, "0.6667" },
		      { 1, 160, "0.0063" }, /* 0.00625 */
		      { 0, 9, "0.0000" },  { INT64_MAX, INT64_MAX, "1.0000" } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		gj_sample sample = { 0 };
		const gj_place_in_ranking place = { .metric = &gj_metrics[GJ_METRIC_BACKLOG_RATE],
			                            .sample = &sample,
			                            .value = 0,
			                            .numerator = cases[i].numerator,
			                            .denominator = cases[i].denominator };
		gj_sheet_cell cells[GJ_RANKING_COLUMNS];
		cr_assert(gj_ranking_row(&arena, &place, false, cells));
		cr_assert(gj_str_equal(cells[7], gj_str_of(cases[i].value)), "%.*s",
		          GJ_STR_ARG(cells[7]));
	}
}

Test(rank, peer_groups_are_known_by_name)
{
	gj_peers peers;
	cr_assert(gj_peers_by_name(GJ_STR("level-kind"), &peers));
	cr_assert_eq(peers, GJ_PEERS_LEVEL_KIND);
	cr_assert(gj_peers_by_name(GJ_STR("parent"), &peers));
	cr_assert_eq(peers, GJ_PEERS_PARENT);
	cr_assert_not(gj_peers_by_name(GJ_STR("neighbours"), &peers));
}
