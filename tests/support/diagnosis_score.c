#include "diagnosis_score.h"

#include <time.h>

enum { ARENA_BYTES = 1 << 22 };

typedef struct gj_patient {
	gj_report report;
	gj_random random;
	gj_arena arena;
	gj_verdict verdict;
} gj_patient;

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double check(gj_patient *patient)
{
	gj_check_options options = { .chinese = true };
	double start = now();
	gj_arena_reset(&patient->arena);
	gj_check_report(&patient->arena, &patient->report, &options, &patient->verdict, NULL);
	return now() - start;
}

/* Bureaus with next to nothing to report have next to nothing to mistype. */
static void admit(gj_patient *patient, gj_score *score, bool smudged, uint64_t seed)
{
	gj_form_id form = seed % 4 ? GJ_FORM_2021 : GJ_FORM_2019;
	gj_bustle bustle = seed % 3 ? GJ_BUSY : GJ_MODEST;
	gj_planter_report(&patient->report, form, bustle, smudged, seed);
	patient->random = (gj_random){ seed * 2 + 1 };
	gj_arena_init(&patient->arena, ARENA_BYTES);
	check(patient);
	score->seconds_clean += check(patient);
}

static void examine(gj_patient *patient, gj_score *score)
{
	double seconds = check(patient);
	score->seconds += seconds;
	if (seconds > score->seconds_most)
		score->seconds_most = seconds;
}

/* The finding that speaks of a slip: a failed tally, else the blank cells. */
static const gj_finding *complaint(const gj_verdict *verdict)
{
	const gj_finding *blanks = NULL;
	for (size_t i = 0; i < verdict->count; i++) {
		const gj_finding *finding = &verdict->findings[i];
		if (finding->hypothesis.len && finding->rule->id[0] == 'T')
			return finding;
		if (finding->hypothesis.len)
			blanks = finding;
	}
	return blanks;
}

static void score_complaint(gj_score *score, gj_traceable traceable, const gj_finding *finding,
                            const gj_planted *planted)
{
	const gj_hypothesis *best =
		finding && finding->hypothesis_count ? finding->hypotheses : NULL;
	bool first = best && gj_is_planted(best, planted, true), unsure = !best || best->rivals;
	if (traceable == GJ_TRACE_UNIQUE) {
		score->unique++;
		score->unique_first += first;
		score->unique_doubted += first && unsure;
	} else {
		score->ambiguous++;
		score->ambiguous_said += unsure;
		score->ambiguous_first += first;
	}
}

void gj_score_slip(gj_score *score, gj_slip slip, bool smudged, uint64_t seed)
{
	gj_patient patient;
	gj_planted planted;
	admit(&patient, score, smudged, seed);
	if (gj_plant_slip(&patient.report, slip, NULL, &patient.random, &planted)) {
		gj_traceable traceable = gj_trace_slip(&patient.report, &planted);
		score->planted++;
		examine(&patient, score);
		if (traceable == GJ_TRACE_NONE)
			score->unseen++;
		else
			score_complaint(score, traceable, complaint(&patient.verdict), &planted);
	}
	gj_arena_release(&patient.arena);
}

static bool holds_both(const gj_hypothesis *hypothesis, const gj_planted slips[2])
{
	return gj_is_planted(hypothesis, &slips[0], false) &&
	       gj_is_planted(hypothesis, &slips[1], false);
}

/* Slips in two tables have hypotheses of their own. */
static bool is_listed(const gj_verdict *verdict, const gj_planted slips[2])
{
	bool listed[2] = { false, false };
	for (size_t i = 0; i < verdict->count; i++)
		for (size_t j = 0; j < verdict->findings[i].hypothesis_count; j++) {
			const gj_hypothesis *hypothesis = &verdict->findings[i].hypotheses[j];
			if (holds_both(hypothesis, slips))
				return true;
			listed[0] |= gj_is_planted(hypothesis, &slips[0], true);
			listed[1] |= gj_is_planted(hypothesis, &slips[1], true);
		}
	return listed[0] && listed[1];
}

/* Whether a slip, without the other one, puts a tally off. */
static bool is_seen_alone(const gj_patient *patient, const gj_report *valid,
                          const gj_planted *slip)
{
	gj_report alone = *valid;
	alone.values[slip->fields[0]] = patient->report.values[slip->fields[0]];
	return gj_trace_slip(&alone, slip) != GJ_TRACE_NONE;
}

void gj_score_two_slips(gj_score *score, bool smudged, uint64_t seed)
{
	gj_patient patient;
	gj_planted slips[2];
	int kinds = GJ_PLANTED_KINDS - GJ_PLANTED_SWAPS;
	admit(&patient, score, smudged, seed);
	gj_report valid = patient.report;
	gj_slip first = gj_planted_kinds[gj_random_below(&patient.random, kinds)];
	gj_slip second = gj_planted_kinds[gj_random_below(&patient.random, kinds)];
	if (gj_plant_slip(&patient.report, first, NULL, &patient.random, &slips[0]) &&
	    gj_plant_slip(&patient.report, second, &slips[0], &patient.random, &slips[1])) {
		examine(&patient, score);
		score->pairs++;
		if (is_seen_alone(&patient, &valid, &slips[0]) &&
		    is_seen_alone(&patient, &valid, &slips[1])) {
			score->pairs_seen++;
			score->pairs_listed += is_listed(&patient.verdict, slips);
		}
	}
	gj_arena_release(&patient.arena);
}
