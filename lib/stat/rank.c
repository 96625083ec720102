#include "stat/rank.h"

#include "stat/agencies.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Some 100 bytes and a group's name a report; forty million reports. */
static const size_t work_ceiling = (size_t)4 << 30;

#define NOBODY UINT32_MAX

/* One group in one year: a range of the order and of the standings. */
typedef struct list {
	uint32_t start, length, ranked;
} list;

typedef struct ranking {
	const gj_frame *frame;
	const gj_rank_options *options;
	gj_rank_visit *visit;
	void *context;
	gj_arena arena;
	gj_peer_groups groups;
	gj_agencies agencies;
	uint32_t *order; /* samples by year, group, agency, place in the frame */
	list *lists;
	size_t list_count;
	uint32_t *requests; /* of a slot: the sample a growth compares with */
	/* Under the metric at hand: */
	const gj_metric *metric;
	gj_standing *standings; /* in that order, the ranked of each list first */
	uint32_t *winner;       /* of a slot: the sample that is ranked, or NOBODY */
	uint32_t *standing_of;  /* of a slot: its standing */
	uint16_t *years_ranked, *years_top, *years_bottom; /* of an agency */
	gj_rank_pair *pairs, *scratch;
} ranking;

/* ---- what does not depend on the metric ---- */

typedef struct key {
	int32_t year;
	uint32_t group, agency, sample;
} key;

static int compare_keys(const void *x, const void *y)
{
	const key *a = x, *b = y;
	if (a->year != b->year)
		return a->year < b->year ? -1 : 1;
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->agency != b->agency)
		return a->agency < b->agency ? -1 : 1;
	return (a->sample > b->sample) - (a->sample < b->sample);
}

static gj_code no_memory(const ranking *r, gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "no memory to rank %zu reports", r->frame->count);
}

static gj_code put_in_order(ranking *r, gj_err *err)
{
	size_t count = r->frame->count;
	key *keys = calloc(count + 1, sizeof *keys);
	if (!keys)
		return no_memory(r, err);
	for (size_t i = 0; i < count; i++)
		keys[i] = (key){ r->frame->samples[i].year, r->groups.of[i], r->agencies.of[i],
			         (uint32_t)i };
	qsort(keys, count, sizeof *keys, compare_keys);
	for (size_t i = 0; i < count; i++) {
		bool same = i && keys[i].year == keys[i - 1].year && keys[i].group == keys[i - 1].group;
		if (!same)
			r->lists[r->list_count++].start = (uint32_t)i;
		r->lists[r->list_count - 1].length++;
		r->order[i] = keys[i].sample;
	}
	free(keys);
	return GJ_OK;
}

/* Last year's requests are those of its first report that has a usable number. */
static void find_requests(ranking *r)
{
	memset(r->requests, 0xFF, r->agencies.slots * sizeof *r->requests);
	for (size_t i = 0; i < r->frame->count; i++) {
		const gj_sample *samples = r->frame->samples;
		uint32_t *found = &r->requests[r->agencies.slot[i]];
		if (*found == NOBODY ||
		    (samples[*found].exclusions[GJ_QUANTITY_NEW_RECEIVED] &&
		     !samples[i].exclusions[GJ_QUANTITY_NEW_RECEIVED]))
			*found = (uint32_t)i;
	}
}

static bool make_room(ranking *r)
{
	size_t count = r->frame->count + 1;
	uint32_t **numbers[] = { &r->order, &r->requests, &r->winner, &r->standing_of };
	uint16_t **years[] = { &r->years_ranked, &r->years_top, &r->years_bottom };
	bool room = true;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		room &= (*numbers[i] = gj_arena_zalloc(&r->arena, count, sizeof **numbers[i])) != NULL;
	for (size_t i = 0; i < sizeof years / sizeof *years; i++)
		room &= (*years[i] = gj_arena_zalloc(&r->arena, count, sizeof **years[i])) != NULL;
	r->lists = gj_arena_zalloc(&r->arena, count, sizeof *r->lists);
	r->standings = gj_arena_zalloc(&r->arena, count, sizeof *r->standings);
	return room && r->lists && r->standings;
}

/* Room to correlate the longest list. */
static bool make_pairs(ranking *r)
{
	size_t longest = 1;
	for (size_t i = 0; i < r->list_count; i++)
		longest = r->lists[i].length > longest ? r->lists[i].length : longest;
	r->pairs = gj_arena_zalloc(&r->arena, longest, sizeof *r->pairs);
	r->scratch = gj_arena_zalloc(&r->arena, longest, sizeof *r->scratch);
	return r->pairs && r->scratch;
}

static gj_code prepare(ranking *r, gj_err *err)
{
	if (!make_room(r))
		return no_memory(r, err);
	gj_code code = gj_peer_groups_make(&r->groups, &r->arena, r->frame, r->options->peers, err);
	if (code == GJ_OK)
		code = gj_agencies_make(&r->agencies, &r->arena, r->frame, err);
	if (code == GJ_OK)
		code = put_in_order(r, err);
	if (code)
		return code;
	find_requests(r);
	return make_pairs(r) ? GJ_OK : no_memory(r, err);
}

/* ---- one metric: who is ranked, and where ---- */

static gj_ratio ratio_of(const ranking *r, size_t sample)
{
	const gj_sample *samples = r->frame->samples;
	uint32_t before = r->agencies.last_year[r->agencies.slot[sample]];
	const gj_sample *last_year = before == GJ_NO_SLOT ? NULL : &samples[r->requests[before]];
	gj_ratio ratio = gj_sample_ratio(&samples[sample], r->metric, last_year);
	/* Among quotients, a few cases say little, and none say nothing. */
	bool few = gj_metric_needs_cases(r->metric) &&
	           (ratio.denominator < r->options->min_cases || ratio.denominator < 1);
	if (few && ratio.exclusion == GJ_INCLUDED)
		ratio.exclusion = GJ_EXCLUDED_FEW;
	return ratio;
}

/* The first report of an agency that can be ranked is. */
static void choose_winners(ranking *r)
{
	memset(r->winner, 0xFF, r->agencies.slots * sizeof *r->winner);
	for (size_t i = 0; i < r->frame->count; i++) {
		uint32_t *winner = &r->winner[r->agencies.slot[i]];
		if (*winner == NOBODY && ratio_of(r, i).exclusion == GJ_INCLUDED)
			*winner = (uint32_t)i;
	}
}

static gj_standing standing_at(const ranking *r, size_t position)
{
	uint32_t sample = r->order[position];
	gj_ratio ratio = ratio_of(r, sample);
	if (ratio.exclusion == GJ_INCLUDED && r->winner[r->agencies.slot[sample]] != sample)
		ratio.exclusion = GJ_EXCLUDED_DOUBLED;
	return (gj_standing){ .numerator = ratio.numerator, .denominator = ratio.denominator,
		              .sample = sample, .position = (uint32_t)position,
		              .exclusion = (uint8_t)ratio.exclusion };
}

/* Fills the list's standings: the ranked from the front, then the others, each in
 * order of agency. */
static void split(ranking *r, list *l)
{
	gj_standing *to = &r->standings[l->start];
	l->ranked = 0;
	for (int pass = 0, at = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < l->length; i++) {
			gj_standing standing = standing_at(r, l->start + i);
			if ((standing.exclusion != GJ_INCLUDED) == pass)
				to[at++] = standing;
		}
		if (pass == 0)
			l->ranked = (uint32_t)at;
	}
}

static void rank_list(ranking *r, list *l)
{
	split(r, l);
	gj_standing *ranked = &r->standings[l->start];
	gj_group_rank(r->metric, ranked, l->ranked);
	for (uint32_t i = 0; i < l->ranked; i++) {
		uint32_t agency = r->agencies.of[ranked[i].sample];
		r->standing_of[r->agencies.slot[ranked[i].sample]] = l->start + i;
		r->years_ranked[agency]++;
		if (ranked[i].decile == GJ_DECILE_TOP)
			r->years_top[agency]++;
		if (ranked[i].decile == GJ_DECILE_BOTTOM)
			r->years_bottom[agency]++;
	}
}

static void rank_all(ranking *r)
{
	size_t agencies = r->agencies.count;
	memset(r->years_ranked, 0, agencies * sizeof *r->years_ranked);
	memset(r->years_top, 0, agencies * sizeof *r->years_top);
	memset(r->years_bottom, 0, agencies * sizeof *r->years_bottom);
	choose_winners(r);
	for (size_t i = 0; i < r->list_count; i++)
		rank_list(r, &r->lists[i]);
}

/* ---- one metric: what is told ---- */

/* How the agency of a sample stood in the same group a year before, or null. */
static const gj_standing *last_year_of(const ranking *r, uint32_t sample)
{
	uint32_t before = r->agencies.last_year[r->agencies.slot[sample]];
	if (before == GJ_NO_SLOT || r->winner[before] == NOBODY)
		return NULL;
	const gj_standing *standing = &r->standings[r->standing_of[before]];
	return r->groups.of[standing->sample] == r->groups.of[sample] ? standing : NULL;
}

static gj_group group_of(const ranking *r, const list *l)
{
	const gj_standing *standings = &r->standings[l->start];
	gj_group group = { .year = r->frame->samples[standings->sample].year,
		           .name = r->groups.names[r->groups.of[standings->sample]],
		           .listed = l->length };
	gj_group_measure(&group, r->metric, standings, l->ranked);
	for (uint32_t i = 0; i < l->ranked; i++) {
		const gj_standing *before = last_year_of(r, standings[i].sample);
		if (before)
			gj_persistence_add(&group.persistence, before, &standings[i], r->pairs);
	}
	group.persistence.correlation =
		gj_correlate(r->pairs, group.persistence.both, r->scratch);
	return group;
}

static gj_place_in_ranking place_of(const ranking *r, const gj_group *group,
                                    const gj_standing *standing)
{
	const gj_sample *sample = &r->frame->samples[standing->sample];
	uint32_t agency = r->agencies.of[standing->sample];
	const gj_ratio ratio = { .exclusion = (gj_exclusion)standing->exclusion };
	gj_place_in_ranking place = {
		.metric = r->metric,
		.group = group,
		.year = group->year,
		.peer_group = group->name,
		.rank = standing->rank,
		.of = group->ranked,
		.sample = sample,
		.agency = gj_frame_name(r->frame, sample->agency),
		.region = gj_frame_name(r->frame, sample->region),
		.value = NAN,
		.numerator = standing->numerator,
		.denominator = standing->denominator,
		.ci_low = NAN,
		.ci_high = NAN,
		.exclusion = ratio.exclusion,
		.last_year = last_year_of(r, standing->sample),
		.years_ranked = r->years_ranked[agency],
		.years_top = r->years_top[agency],
		.years_bottom = r->years_bottom[agency],
		.score = standing->rank ? gj_group_score(group, standing) : NAN,
	};
	if (!gj_ratio_is_known(&ratio) || place.denominator < 1)
		return place;
	place.value = gj_standing_value(standing);
	if (r->metric->kind == GJ_METRIC_IS_RATE)
		gj_wilson(place.numerator, place.denominator, &place.ci_low, &place.ci_high);
	return place;
}

static gj_code visit_list(const ranking *r, const list *l, gj_err *err)
{
	gj_code code = GJ_OK;
	const gj_group group = group_of(r, l);
	for (uint32_t i = 0; i < l->length && !code; i++) {
		gj_place_in_ranking place = place_of(r, &group, &r->standings[l->start + i]);
		code = r->visit(r->context, &place, err);
	}
	return code;
}

static gj_code rank_by(ranking *r, const gj_metric *metric, gj_err *err)
{
	gj_code code = GJ_OK;
	r->metric = metric;
	rank_all(r);
	for (size_t i = 0; i < r->list_count && !code; i++)
		code = visit_list(r, &r->lists[i], err);
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
