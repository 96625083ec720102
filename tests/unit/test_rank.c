#include "stat/ranking_sheet.h"

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

/* Of every metric; those that share a quantity are not looked at together. */
static void set_ratio(gj_sample *sample, gj_metric_id metric, int64_t numerator,
                      int64_t denominator)
{
	gj_quantity under = gj_metrics[metric].denominator;
	sample->quantities[gj_metrics[metric].numerator] = numerator;
	sample->exclusions[gj_metrics[metric].numerator] = GJ_INCLUDED;
	if (under == GJ_QUANTITY_ONE)
		return;
	sample->quantities[under] = denominator;
	sample->exclusions[under] = GJ_INCLUDED;
}

static void exclude(gj_sample *sample, gj_metric_id metric, gj_exclusion exclusion)
{
	sample->exclusions[gj_metrics[metric].numerator] = (uint8_t)exclusion;
}

static gj_name named(const char *text)
{
	gj_name name;
	cr_assert_eq(gj_frame_intern(&frame, gj_str_of(text), &name, NULL), GJ_OK);
	return name;
}

static gj_sample *add(const char *agency, const char *level, int64_t numerator, int64_t denominator)
{
	static const gj_report nothing = { .year = 2023, .refusal = GJ_REFUSED_EMPTY };
	gj_report report = nothing;
	report.agency = gj_str_of(agency);
	const gj_sample_facts facts = { .level = gj_str_of(level), .kind = GJ_STR("police") };
	cr_assert_eq(gj_frame_add(&frame, &report, &facts, NULL), GJ_OK);
	gj_sample *sample = &frame.samples[frame.count - 1];
	set_ratio(sample, GJ_METRIC_REQUESTS, numerator, 1);
	set_ratio(sample, GJ_METRIC_DISCLOSURE_RATE, numerator, denominator);
	set_ratio(sample, GJ_METRIC_BACKLOG_RATE, numerator, denominator);
	set_ratio(sample, GJ_METRIC_QUALITY, numerator, 1);
	return sample;
}

/* Lines of "group agency rank/of note" for one metric. */
static gj_code print_place(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	(void)err;
	gj_buffer_printf(context, "%.*s %.*s %zu/%zu %d\n", GJ_STR_ARG(place->peer_group),
	                 GJ_STR_ARG(place->agency), place->rank, place->of,
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
	exclude(add("f", "county", 1, 1), GJ_METRIC_DISCLOSURE_RATE, GJ_EXCLUDED_BLANK);
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
	gj_rank_options options = { .peers = GJ_PEERS_LEVEL_KIND };
	add("a", "county", 5, 1);
	add("b", "city", 6, 1);
	add("c", "county", 7, 1);
	add("d", "", 8, 1);
	gj_sample *e = add("e", "", 9, 1);
	e->kind = 0;
	e->parent = named("p");
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
	add("a", "county", 9, 1)->region = named("elsewhere");
	add("", "county", 2, 1);
	add("", "county", 3, 1);
	ranks(GJ_METRIC_REQUESTS, &everyone,
	      "all a 1/1 0\n"
	      "all a 1/5 0\nall b 2/5 0\nall a 3/5 0\nall  4/5 0\nall  5/5 0\nall a 0/5 8\n");
	/* What cannot be ranked makes room for what can. */
	exclude(&frame.samples[0], GJ_METRIC_REQUESTS, GJ_EXCLUDED_DOUBT);
	ranks(GJ_METRIC_REQUESTS, &everyone,
	      "all a 1/1 0\n"
	      "all a 1/5 0\nall a 2/5 0\nall b 3/5 0\nall  4/5 0\nall  5/5 0\nall a 0/5 3\n");
}

Test(rank, of_nothing_is_nothing)
{
	ranks(GJ_METRIC_REQUESTS, &everyone, "");
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
			cr_assert_lt(gj_str_compare(last->agency, place->agency),
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
	const gj_rank_options options = { .min_cases = 30, .peers = GJ_PEERS_LEVEL_KIND };
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
	const gj_rank_options options = { .min_cases = 30, .peers = GJ_PEERS_LEVEL_KIND };
	wanted_row copy = *wanted;
	cr_assert_eq(gj_rank(&frame, &options, row_is_wanted, &copy, NULL), GJ_OK);
}

Test(rank, rows_are_those_of_the_interface)
{
	const char *names[] = { "metric", "year", "peer_group", "rank", "of", "agency", "region",
		                "value", "numerator", "denominator", "ci_low", "ci_high", "note",
		                "rank_last_year", "rank_change", "value_last_year", "value_change",
		                "years_ranked", "years_top_decile", "years_bottom_decile",
		                "robust_score", "outlier" };
	for (size_t i = 0; i < GJ_RANKING_COLUMNS; i++)
		cr_assert_str_eq(gj_ranking_columns[i].name, names[i]);
	add("甲", "county", 20, 32)->region = named("某县");
	row_is(&(wanted_row){ GJ_METRIC_DISCLOSURE_RATE, false,
	                      { "disclosure_rate", "2023", "county × police", "1", "1", "甲",
	                        "某县", "0.6250", "20", "32", "0.4525", "0.7707", NULL,
	                        NULL, NULL, NULL, NULL, "1", "0", "0", NULL, NULL } });
	row_is(&(wanted_row){ GJ_METRIC_REQUESTS, false,
	                      { "requests", "2023", "county × police", "1", "1", "甲", "某县",
	                        "20", "20", "1", NULL, NULL, NULL,
	                        NULL, NULL, NULL, NULL, "1", "0", "0", NULL, NULL } });
	set_ratio(&frame.samples[0], GJ_METRIC_DISCLOSURE_RATE, 20, 5);
	row_is(&(wanted_row){ GJ_METRIC_DISCLOSURE_RATE, false,
	                      { "disclosure_rate", "2023", "county × police", NULL, "0", "甲",
	                        "某县", "4.0000", "20", "5", NULL, NULL,
	                        "too few cases to rank",
	                        NULL, NULL, NULL, NULL, "0", "0", "0", NULL, NULL } });
	exclude(&frame.samples[0], GJ_METRIC_DISCLOSURE_RATE, GJ_EXCLUDED_BLANK);
	frame.samples[0].year = 0;
	frame.samples[0].region = 0;
	row_is(&(wanted_row){ GJ_METRIC_DISCLOSURE_RATE, true,
	                      { "disclosure_rate", NULL, "county × police", NULL, "0", "甲", NULL,
	                        NULL, NULL, NULL, NULL, NULL, "所需单元格为空或不是件数",
	                        NULL, NULL, NULL, NULL, "0", "0", "0", NULL, NULL } });
}

Test(rank, values_are_rounded_half_up_from_the_exact_quotient)
{
	const struct {
		int64_t numerator, denominator;
		const char *value;
	} cases[] = { { 1, 3, "0.3333" },  { 2, 3, "0.6667" },
		      { 1, 160, "0.0063" }, /* 0.00625 */
		      { -1, 160, "-0.0063" }, { -1, 3, "-0.3333" },
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
	const struct {
		const char *names;
		int peers;
	} cases[] = { { "level-kind", GJ_PEERS_LEVEL_KIND },
		      { "parent", GJ_PEERS_PARENT },
		      { "all", GJ_PEERS_ALL },
		      { "kind,level", GJ_PEERS_LEVEL_KIND },
		      { "level, kind, Parent", GJ_PEERS_LEVEL_KIND | GJ_PEERS_PARENT },
		      { "region,parent", GJ_PEERS_REGION | GJ_PEERS_PARENT },
		      { "neighbours", -1 },
		      { "level,", -1 },
		      { "", -1 } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		gj_peers peers;
		bool known = gj_peers_by_name(gj_str_of(cases[i].names), &peers);
		cr_assert_eq(known, cases[i].peers >= 0, "%s", cases[i].names);
		cr_assert(!known || (int)peers == cases[i].peers, "%s", cases[i].names);
	}
	for (size_t i = 0; gj_peers_name(i); i++) {
		gj_peers peers;
		cr_assert(gj_peers_by_name(gj_str_of(gj_peers_name(i)), &peers));
	}
}

Test(rank, peer_groups_combine_any_parts)
{
	gj_rank_options options = { .peers = GJ_PEERS_LEVEL_KIND | GJ_PEERS_PARENT };
	add("a", "county", 5, 1)->parent = named("p");
	add("b", "county", 6, 1)->parent = named("q");
	add("c", "county", 7, 1)->parent = named("q");
	add("d", "", 8, 1)->kind = 0;
	ranks(GJ_METRIC_REQUESTS, &options,
	      "county × police × p a 1/1 0\ncounty × police × q c 1/2 0\n"
	      "county × police × q b 2/2 0\nunknown d 1/1 0\n");
	options.peers = GJ_PEERS_PARENT | GJ_PEERS_REGION;
	frame.samples[1].region = named("r");
	ranks(GJ_METRIC_REQUESTS, &options,
	      "p × unknown a 1/1 0\nq × r b 1/1 0\nq × unknown c 1/1 0\nunknown d 1/1 0\n");
	/* Groups that print alike are one. */
	frame.samples[0].parent = named("unknown");
	frame.samples[1].parent = frame.samples[2].parent = 0;
	options.peers = GJ_PEERS_PARENT;
	ranks(GJ_METRIC_REQUESTS, &options,
	      "unknown d 1/4 0\nunknown c 2/4 0\nunknown b 3/4 0\nunknown a 4/4 0\n");
}

/* ---- years ---- */

static gj_code print_years(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	(void)err;
	const gj_standing *before = place->last_year;
	gj_buffer_printf(context, "%d %.*s %zu", place->year, GJ_STR_ARG(place->agency), place->rank);
	if (before)
		gj_buffer_printf(context, " was %u", before->rank);
	gj_buffer_printf(context, " %u %u %u\n", place->years_ranked, place->years_top,
	                 place->years_bottom);
	return GJ_OK;
}

static void years_are(const gj_rank_options *options, const char *expected)
{
	bool metrics[GJ_METRIC_COUNT] = { [GJ_METRIC_REQUESTS] = true };
	gj_rank_options copy = *options;
	gj_buffer lines;
	copy.metrics = metrics;
	gj_buffer_init(&lines, 1 << 16);
	cr_assert_eq(gj_rank(&frame, &copy, print_years, &lines, NULL), GJ_OK);
	cr_assert(gj_str_equal(gj_buffer_str(&lines), gj_str_of(expected)), "got:\n%.*s",
	          GJ_STR_ARG(gj_buffer_str(&lines)));
	gj_buffer_release(&lines);
}

Test(rank, each_year_is_ranked_and_remembers_the_one_before)
{
	add("a", "county", 5, 1)->year = 2021;
	add("b", "county", 6, 1)->year = 2021;
	add("a", "county", 9, 1)->year = 2022;
	add("b", "county", 8, 1)->year = 2022;
	add("c", "county", 7, 1)->year = 2022;
	add("b", "county", 3, 1)->year = 2024; /* 2023 is missing */
	years_are(&everyone, "2021 b 1 3 0 0\n2021 a 2 2 0 0\n"
	                     "2022 a 1 was 2 2 0 0\n2022 b 2 was 1 3 0 0\n2022 c 3 1 0 0\n"
	                     "2024 b 1 3 0 0\n");
}

Test(rank, last_year_in_another_group_or_unranked_is_no_rank)
{
	gj_rank_options options = { .peers = GJ_PEERS_LEVEL };
	add("a", "county", 5, 1)->year = 2022;
	add("a", "city", 5, 1);
	exclude(add("b", "city", 6, 1), GJ_METRIC_REQUESTS, GJ_EXCLUDED_DOUBT);
	frame.samples[2].year = 2022;
	add("b", "city", 7, 1);
	years_are(&options, "2022 b 0 1 0 0\n2022 a 1 2 0 0\n2023 b 1 1 0 0\n2023 a 2 2 0 0\n");
}

Test(rank, deciles_leave_out_ties_across_their_edge)
{
	char name[2] = "a";
	for (int i = 0; i < 20; i++, name[0]++)
		add(name, "county", i < 2 ? i : i > 16 ? 99 : 50, 1);
	/* Ranked a(0) b(1) … s, t, r(99): three share the first place of two. */
	bool metrics[GJ_METRIC_COUNT] = { [GJ_METRIC_REQUESTS] = true };
	gj_rank_options options = { .metrics = metrics };
	gj_buffer lines;
	gj_buffer_init(&lines, 1 << 16);
	cr_assert_eq(gj_rank(&frame, &options, print_years, &lines, NULL), GJ_OK);
	gj_str text = gj_buffer_str(&lines);
	cr_assert(gj_str_has(text, GJ_STR("2023 t 1 1 0 0\n")));
	cr_assert(gj_str_has(text, GJ_STR("2023 b 19 1 0 1\n")));
	cr_assert(gj_str_has(text, GJ_STR("2023 a 20 1 0 1\n")));
	gj_buffer_release(&lines);
}

/* ---- determinism ---- */

static gj_code print_row(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	(void)err;
	gj_sheet_cell cells[GJ_RANKING_COLUMNS];
	cr_assert(gj_ranking_row(&arena, place, false, cells));
	for (size_t i = 0; i < GJ_RANKING_COLUMNS; i++)
		gj_buffer_printf(context, "%.*s,", GJ_STR_ARG(cells[i]));
	gj_buffer_add_char(context, '\n');
	return GJ_OK;
}

static gj_str all_rows(gj_buffer *rows)
{
	const gj_rank_options options = { .min_cases = 3, .peers = GJ_PEERS_LEVEL_KIND };
	gj_buffer_init(rows, 1 << 24);
	cr_assert_eq(gj_rank(&frame, &options, print_row, rows, NULL), GJ_OK);
	return gj_buffer_str(rows);
}

Test(rank, does_not_depend_on_the_order_of_arrival)
{
	const char *levels[] = { "city", "county" };
	unsigned seed = 5;
	for (int i = 0; i < 120; i++) {
		char name[16];
		snprintf(name, sizeof name, "agency %d", i / 3);
		add(name, levels[i / 3 % 2], rand_r(&seed) % 9, rand_r(&seed) % 9)->year =
			2021 + i % 3;
	}
	gj_buffer first, again;
	gj_str expected = all_rows(&first);
	for (size_t i = frame.count - 1; i > 0; i--) {
		size_t other = (size_t)rand_r(&seed) % (i + 1);
		gj_sample swap = frame.samples[i];
		frame.samples[i] = frame.samples[other];
		frame.samples[other] = swap;
	}
	cr_assert(gj_str_equal(all_rows(&again), expected));
	gj_buffer_release(&first);
	gj_buffer_release(&again);
}
