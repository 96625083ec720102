/* How long ranking takes and what it holds: gj_bench_rank [SAMPLES], by default 1.4
 * million, a nation over seven years. Memory is the most this process ever held. */
#include "random.h"
#include "stat/rank.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { YEARS = 7, FIRST_YEAR = 2019, KINDS = 45 };

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double megabytes_held(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_maxrss / 1024;
}

/* Counts as reports have them: most small, few large; now and then one in doubt. */
static void fill(gj_sample *sample, gj_random *random)
{
	for (int i = 0; i < GJ_QUANTITY_COUNT; i++) {
		int scale = 10 << gj_random_below(random, 8);
		sample->quantities[i] = gj_random_below(random, scale);
		sample->exclusions[i] = gj_random_chance(random, 2) ? GJ_EXCLUDED_TALLY : GJ_INCLUDED;
	}
}

static gj_code add(gj_frame *frame, size_t agency, int year, gj_random *random, gj_err *err)
{
	char name[64], region[32], kind[32], parent[48];
	static const char *const levels[] = { "province", "city", "county", "township" };
	size_t county = agency / KINDS;
	snprintf(name, sizeof name, "第%zu县第%zu局", county, agency % KINDS);
	snprintf(region, sizeof region, "第%zu县", county);
	snprintf(kind, sizeof kind, "kind %zu", agency % KINDS);
	snprintf(parent, sizeof parent, "第%zu县人民政府", county);
	gj_report report = { .agency = gj_str_of(name), .year = year };
	const gj_sample_facts facts = { .region = gj_str_of(region), .kind = gj_str_of(kind),
		                        .level = gj_str_of(levels[county % 4]),
		                        .parent = gj_str_of(parent) };
	gj_code code = gj_frame_add(frame, &report, &facts, err);
	if (code == GJ_OK)
		fill(&frame->samples[frame->count - 1], random);
	return code;
}

static gj_code count_place(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	(void)err;
	*(size_t *)context += place->rank != 0;
	return GJ_OK;
}

static gj_code measure(const gj_frame *frame, gj_peers peers, const char *name, gj_err *err)
{
	const gj_rank_options options = { .min_cases = 30, .peers = peers };
	size_t ranked = 0;
	double begin = now();
	gj_code code = gj_rank(frame, &options, count_place, &ranked, err);
	printf("%-20s %d metrics %8.2f s  %.2f s a metric, %zu places ranked, %.0f MB held\n", name,
	       GJ_METRIC_COUNT, now() - begin, (now() - begin) / GJ_METRIC_COUNT, ranked,
	       megabytes_held());
	return code;
}

int main(int count, char **arguments)
{
	size_t samples = count > 1 ? strtoul(arguments[1], NULL, 10) : 1400000;
	gj_frame frame;
	gj_random random = { 1 };
	gj_err err = { 0 };
	gj_code code = GJ_OK;
	double begin = now();
	gj_frame_init(&frame);
	for (size_t i = 0; i < samples && code == GJ_OK; i++)
		code = add(&frame, i / YEARS, FIRST_YEAR + (int)(i % YEARS), &random, &err);
	printf("%zu samples of %zu bytes, %zu names: %.2f s, %.0f MB held\n", frame.count,
	       sizeof(gj_sample), frame.name_count, now() - begin, megabytes_held());
	if (code == GJ_OK)
		code = measure(&frame, GJ_PEERS_LEVEL_KIND, "level × kind", &err);
	if (code == GJ_OK)
		code = measure(&frame, GJ_PEERS_ALL, "all", &err);
	if (code == GJ_OK)
		code = measure(&frame, GJ_PEERS_LEVEL_KIND | GJ_PEERS_PARENT, "level × kind × parent",
		               &err);
	if (code)
		fprintf(stderr, "%s\n", err.message);
	gj_frame_release(&frame);
	return code != GJ_OK;
}
