#include "stat/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Products of two counts. */
__extension__ typedef __int128 wide;

/* Two entries of about 100 bytes and a group's name a report; ten million reports. */
static const size_t work_ceiling = (size_t)4 << 30;

/* ---- peer groups ---- */

static const char *const peer_names[GJ_PEERS_COUNT] = {
	[GJ_PEERS_LEVEL_KIND] = "level-kind", [GJ_PEERS_ALL] = "all",
	[GJ_PEERS_LEVEL] = "level",           [GJ_PEERS_KIND] = "kind",
	[GJ_PEERS_REGION] = "region",         [GJ_PEERS_PARENT] = "parent",
};

bool gj_peers_by_name(gj_str name, gj_peers *peers)
{
	for (int i = 0; i < GJ_PEERS_COUNT; i++) {
		if (!gj_str_equal(name, gj_str_of(peer_names[i])))
			continue;
		*peers = (gj_peers)i;
		return true;
	}
	return false;
}

static gj_str or_unknown(gj_str text)
{
	return text.len ? text : GJ_STR("unknown");
}

static gj_str level_and_kind(gj_arena *arena, const gj_sample *sample)
{
	if (!sample->level.len && !sample->kind.len)
		return or_unknown(sample->level);
	return gj_str_format(arena, "%.*s × %.*s", GJ_STR_ARG(or_unknown(sample->level)),
	                     GJ_STR_ARG(or_unknown(sample->kind)));
}

/* A null pointer when the arena is exhausted. */
static gj_str peer_group(gj_arena *arena, gj_peers peers, const gj_sample *sample)
{
	switch (peers) {
	case GJ_PEERS_ALL:
		return GJ_STR("all");
	case GJ_PEERS_LEVEL:
		return or_unknown(sample->level);
	case GJ_PEERS_KIND:
		return or_unknown(sample->kind);
	case GJ_PEERS_REGION:
		return or_unknown(sample->region);
	case GJ_PEERS_PARENT:
		return or_unknown(sample->parent);
	default:
		return level_and_kind(arena, sample);
	}
}

/* ---- order ---- */

/* One report under one metric. */
typedef struct entry {
	const gj_sample *sample;
	gj_str group;
	size_t agency; /* the same for all reports of one agency for one year */
	const gj_metric *metric;
	gj_ratio ratio; /* the sample's, with what only a ranking excludes */
} entry;

static int by_place_in_frame(const entry *a, const entry *b)
{
	return (a->sample > b->sample) - (a->sample < b->sample);
}

static int by_agency(const entry *a, const entry *b)
{
	int order = gj_str_compare(a->sample->agency, b->sample->agency);
	return order ? order : gj_str_compare(a->sample->region, b->sample->region);
}

static int by_year_and_agency(const void *x, const void *y)
{
	const entry *a = x, *b = y;
	int order = (a->sample->year > b->sample->year) - (a->sample->year < b->sample->year);
	if (!order)
		order = by_agency(a, b);
	return order ? order : by_place_in_frame(a, b);
}

static int by_value(const gj_ratio *a, const gj_ratio *b)
{
	wide left = (wide)a->numerator * b->denominator;
	wide right = (wide)b->numerator * a->denominator;
	return (left > right) - (left < right);
}

static bool is_ranked(const entry *e)
{
	return e->ratio.exclusion == GJ_INCLUDED;
}

/* The order of output within one metric. */
static int by_rank(const void *x, const void *y)
{
	const entry *a = x, *b = y;
	int order = (a->sample->year > b->sample->year) - (a->sample->year < b->sample->year);
	if (!order)
		order = gj_str_compare(a->group, b->group);
	if (!order)
		order = is_ranked(b) - is_ranked(a);
	if (!order && is_ranked(a))
		order = a->metric->most_is_first ? by_value(&b->ratio, &a->ratio)
		                                 : by_value(&a->ratio, &b->ratio);
	if (!order)
		order = by_agency(a, b);
	return order ? order : by_place_in_frame(a, b);
}

static bool same_list(const entry *a, const entry *b)
{
	return a->sample->year == b->sample->year && gj_str_equal(a->group, b->group);
}

/* ---- ranking ---- */

typedef struct ranking {
	const gj_frame *frame;
	const gj_rank_options *options;
	gj_rank_visit *visit;
	void *context;
	gj_arena arena;
	entry *unranked;    /* one a sample, in the order of the frame */
	entry *entries;     /* the same under the metric at hand, in order of rank */
	bool *agency_taken; /* by number of the agency and year */
} ranking;

/* Gives the reports of one agency for one year one number. Nobody knows whether
 * two reports without a name are of one agency. */
static void number_agencies(ranking *r)
{
	size_t count = r->frame->count, number = 0;
	memcpy(r->entries, r->unranked, count * sizeof *r->entries);
	qsort(r->entries, count, sizeof *r->entries, by_year_and_agency);
	for (size_t i = 0; i < count; i++) {
		const entry *e = &r->entries[i];
		bool same = i && e->sample->agency.len && e[-1].sample->year == e->sample->year &&
		            by_agency(&e[-1], e) == 0;
		number += !same;
		r->unranked[e->sample - r->frame->samples].agency = number - 1;
	}
}

static gj_code prepare(ranking *r, gj_err *err)
{
	size_t count = r->frame->count;
	r->unranked = gj_arena_zalloc(&r->arena, count, sizeof *r->unranked);
	r->entries = gj_arena_zalloc(&r->arena, count, sizeof *r->entries);
	r->agency_taken = gj_arena_zalloc(&r->arena, count, sizeof *r->agency_taken);
	bool room = r->unranked && r->entries && r->agency_taken;
	for (size_t i = 0; i < count && room; i++) {
		const gj_sample *sample = &r->frame->samples[i];
		gj_str group = peer_group(&r->arena, r->options->peers, sample);
		r->unranked[i] = (entry){ .sample = sample, .group = group };
		room = group.ptr;
	}
	if (!room)
		return gj_err_set(err, GJ_E_MEMORY, 0, "no memory to rank %zu reports", count);
	number_agencies(r);
	return GJ_OK;
}

/* Among rates, a few cases say little, and none say nothing. */
static bool has_few_cases(const ranking *r, const gj_metric *metric, const gj_ratio *ratio)
{
	return metric->rate &&
	       (ratio->denominator < r->options->min_cases || ratio->denominator < 1);
}

/* Fills `entries` in the order of the frame: the first report of an agency that
 * can be ranked is. */
static void exclude(ranking *r, const gj_metric *metric)
{
	size_t count = r->frame->count;
	memcpy(r->entries, r->unranked, count * sizeof *r->entries);
	memset(r->agency_taken, 0, count * sizeof *r->agency_taken);
	for (size_t i = 0; i < count; i++) {
		entry *e = &r->entries[i];
		e->metric = metric;
		e->ratio = e->sample->ratios[metric - gj_metrics];
		if (!is_ranked(e))
			continue;
		if (has_few_cases(r, metric, &e->ratio))
			e->ratio.exclusion = GJ_EXCLUDED_FEW;
		else if (r->agency_taken[e->agency])
			e->ratio.exclusion = GJ_EXCLUDED_DOUBLED;
		else
			r->agency_taken[e->agency] = true;
	}
}

static gj_place_in_ranking place_of(const entry *e, size_t rank, size_t of)
{
	gj_place_in_ranking place = {
		.metric = e->metric,
		.year = e->sample->year,
		.peer_group = e->group,
		.rank = rank,
		.of = of,
		.sample = e->sample,
		.value = NAN,
		.numerator = e->ratio.numerator,
		.denominator = e->ratio.denominator,
		.ci_low = NAN,
		.ci_high = NAN,
		.exclusion = e->ratio.exclusion,
	};
	if (!gj_ratio_is_known(&e->ratio) || e->ratio.denominator < 1)
		return place;
	place.value = (double)place.numerator / (double)place.denominator;
	if (e->metric->rate)
		gj_wilson(place.numerator, place.denominator, &place.ci_low, &place.ci_high);
	return place;
}

/* One metric, year and peer group: ranked entries first, best first. */
static gj_code visit_list(const ranking *r, const entry *list, size_t length, gj_err *err)
{
	size_t of = 0, rank = 0;
	while (of < length && is_ranked(&list[of]))
		of++;
	gj_code code = GJ_OK;
	for (size_t i = 0; i < length && !code; i++) {
		if (i >= of)
			rank = 0;
		else if (!i || by_value(&list[i - 1].ratio, &list[i].ratio) != 0)
			rank = i + 1;
		gj_place_in_ranking place = place_of(&list[i], rank, of);
		code = r->visit(r->context, &place, err);
	}
	return code;
}

static gj_code rank_by(ranking *r, const gj_metric *metric, gj_err *err)
{
	size_t count = r->frame->count;
	exclude(r, metric);
	qsort(r->entries, count, sizeof *r->entries, by_rank);
	gj_code code = GJ_OK;
	for (size_t start = 0, end; start < count && !code; start = end) {
		end = start + 1;
		while (end < count && same_list(&r->entries[start], &r->entries[end]))
			end++;
		code = visit_list(r, &r->entries[start], end - start, err);
	}
	return code;
}

gj_code gj_rank(const gj_frame *frame, const gj_rank_options *options, gj_rank_visit *visit,
                void *context, gj_err *err)
{
	ranking r = { .frame = frame, .options = options, .visit = visit, .context = context };
	gj_arena_init(&r.arena, work_ceiling);
	gj_code code = prepare(&r, err);
	for (size_t i = 0; i < GJ_METRIC_COUNT && !code; i++)
		if (!options->metrics || options->metrics[i])
			code = rank_by(&r, &gj_metrics[i], err);
	gj_arena_release(&r.arena);
	return code;
}

void gj_wilson(int64_t hits, int64_t cases, double *low, double *high)
{
	const double z = 1.959964;
	*low = *high = NAN;
	if (cases < 1 || hits < 0 || hits > cases)
		return;
	double n = (double)cases, p = (double)hits / n;
	double scale = 1 + z * z / n;
	double centre = (p + z * z / (2 * n)) / scale;
	double half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale;
	/* Exact at both ends, where rounding would leave a trace. */
	*low = hits ? centre - half : 0;
	*high = hits < cases ? centre + half : 1;
}

/* ---- rows ---- */

const gj_column gj_ranking_columns[GJ_RANKING_COLUMNS] = {
	{ "metric", "指标", GJ_COLUMN_TEXT },
	{ "year", "年度", GJ_COLUMN_NUMBER },
	{ "peer_group", "比较组", GJ_COLUMN_TEXT },
	{ "rank", "名次", GJ_COLUMN_NUMBER },
	{ "of", "参与排名数", GJ_COLUMN_NUMBER },
	{ "agency", "机关名称", GJ_COLUMN_TEXT },
	{ "region", "行政区划", GJ_COLUMN_TEXT },
	{ "value", "数值", GJ_COLUMN_NUMBER },
	{ "numerator", "分子", GJ_COLUMN_NUMBER },
	{ "denominator", "分母", GJ_COLUMN_NUMBER },
	{ "ci_low", "95%区间下限", GJ_COLUMN_NUMBER },
	{ "ci_high", "95%区间上限", GJ_COLUMN_NUMBER },
	{ "note", "说明", GJ_COLUMN_TEXT },
};

enum { RATE_DECIMALS = 4, RATE_UNITS = 10000 };

typedef struct row_text {
	char (*next)[GJ_DECIMAL_TEXT_MAX];
} row_text;

static gj_str number_text(row_text *row, int64_t units, uint8_t scale)
{
	char *to = *row->next++;
	return (gj_str){ to, gj_decimal_print(to, (gj_decimal){ units, scale }) };
}

static gj_str optional_count(row_text *row, bool known, int64_t count)
{
	return known ? number_text(row, count, 0) : (gj_str){ 0 };
}

static gj_str known_text(gj_str text)
{
	return text.len ? text : (gj_str){ 0 };
}

static gj_str bound_text(row_text *row, double bound)
{
	return isnan(bound) ? (gj_str){ 0 }
	                    : number_text(row, llround(bound * RATE_UNITS), RATE_DECIMALS);
}

/* Rates rounded from the exact quotient, half up. */
static gj_str value_text(row_text *row, const gj_place_in_ranking *place)
{
	if (isnan(place->value))
		return (gj_str){ 0 };
	if (!place->metric->rate)
		return number_text(row, place->numerator, 0);
	wide units = ((wide)2 * RATE_UNITS * place->numerator + place->denominator) /
	             ((wide)2 * place->denominator);
	return units > INT64_MAX ? (gj_str){ 0 } : number_text(row, (int64_t)units, RATE_DECIMALS);
}

bool gj_ranking_row(gj_arena *arena, const gj_place_in_ranking *place, bool chinese,
                    gj_sheet_cell cells[GJ_RANKING_COLUMNS])
{
	const gj_ratio ratio = { .exclusion = place->exclusion };
	bool known = gj_ratio_is_known(&ratio), ranked = place->rank != 0;
	row_text row = { gj_arena_alloc(arena, GJ_RANKING_COLUMNS * sizeof *row.next) };
	if (!row.next)
		return false;
	size_t i = 0;
	cells[i++] = gj_str_of(place->metric->name);
	cells[i++] = optional_count(&row, place->year != 0, place->year);
	cells[i++] = place->peer_group;
	cells[i++] = optional_count(&row, ranked, (int64_t)place->rank);
	cells[i++] = number_text(&row, (int64_t)place->of, 0);
	cells[i++] = known_text(place->sample->agency);
	cells[i++] = known_text(place->sample->region);
	cells[i++] = value_text(&row, place);
	cells[i++] = optional_count(&row, known, place->numerator);
	cells[i++] = optional_count(&row, known, place->denominator);
	cells[i++] = bound_text(&row, place->ci_low);
	cells[i++] = bound_text(&row, place->ci_high);
	cells[i++] = known_text(gj_str_of(gj_exclusion_name(place->exclusion, chinese)));
	return true;
}
