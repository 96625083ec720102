/* How often the diagnosis of failed tallies finds a planted slip, and how long it
 * takes: gj_bench_diagnose [REPORTS], ten thousand by default. */
#include "diagnosis_score.h"

#include <stdio.h>
#include <stdlib.h>

static double percent(size_t part, size_t whole)
{
	return whole ? 100.0 * (double)part / (double)whole : 100.0;
}

static void add(gj_score *sum, const gj_score *score)
{
	sum->planted += score->planted;
	sum->unseen += score->unseen;
	sum->unique += score->unique;
	sum->unique_first += score->unique_first;
	sum->unique_doubted += score->unique_doubted;
	sum->ambiguous += score->ambiguous;
	sum->ambiguous_said += score->ambiguous_said;
	sum->ambiguous_first += score->ambiguous_first;
}

static void print_score(const char *name, const gj_score *score)
{
	printf("%-15s %7zu %7zu | %8zu %7.2f%% %7zu | %9zu %7.2f%% %7.2f%%\n", name, score->planted,
	       score->unseen, score->unique, percent(score->unique_first, score->unique),
	       score->unique_doubted, score->ambiguous,
	       percent(score->ambiguous_said, score->ambiguous),
	       percent(score->ambiguous_first, score->ambiguous));
}

static void measure_single(size_t reports, bool smudged)
{
	gj_score all = { 0 };
	printf("%-15s %7s %7s | %8s %8s %7s | %9s %8s %8s\n", "one slip", "planted", "unseen",
	       "unique", "first", "doubted", "ambiguous", "said so", "first");
	for (size_t kind = 0; kind < GJ_PLANTED_KINDS; kind++) {
		gj_score score = { 0 };
		for (size_t i = kind; i < reports; i += GJ_PLANTED_KINDS)
			gj_score_slip(&score, gj_planted_kinds[kind], smudged, i);
		print_score(gj_slip_name(gj_planted_kinds[kind]), &score);
		add(&all, &score);
	}
	print_score("all", &all);
}

static void measure_double(size_t reports, bool smudged)
{
	gj_score score = { 0 };
	for (size_t i = 0; i < reports; i++)
		gj_score_two_slips(&score, smudged, i);
	double count = (double)reports;
	printf("two slips: %zu, both show in %zu, true pair among the three: %.2f%%\n", score.pairs,
	       score.pairs_seen, percent(score.pairs_listed, score.pairs_seen));
	printf("microseconds a report: check %.1f, with diagnosis of two slips %.1f, most %.1f\n\n",
	       1e6 * score.seconds_clean / count, 1e6 * score.seconds / count,
	       1e6 * score.seconds_most);
}

int main(int argc, char **argv)
{
	size_t reports = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 10000;
	for (int smudged = 0; smudged < 2; smudged++) {
		printf("%zu random valid reports, %s\n", reports,
		       smudged ? "some zeros blank or marked" : "every cell a number");
		measure_single(reports, smudged);
		measure_double(reports, smudged);
	}
	return 0;
}
