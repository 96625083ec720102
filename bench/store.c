/* How fast the store takes reports and gives them back to be ranked, and how large it
 * gets: gj_bench_store [--reports N] [--years N] [--keep FILE] [--json].
 *
 * Reports are made up: tables that add up, a tenth with blank cells, six sections of a
 * kilobyte each. Making them is not counted. Each year's are one sweep of an agency's
 * report; then the last sweep is swept again, unchanged. Seconds are of the clock and of
 * the processor, which says more on a machine that is busy.
 */
#include "report_builder.h"

#include "stat/rank.h"
#include "store/load.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	ARENA_MAX = 64 << 20,
	SECTION_BYTES = 1024,
	PEERS = 40,         /* kinds of agencies */
	BLANKS_IN = 10,     /* one report in so many leaves cells blank */
	FIRST_YEAR = 2021
};

typedef struct seconds {
	double wall, cpu;
} seconds;

typedef struct bench {
	size_t reports, years;
	gj_store *store;
	gj_arena arena;
	gj_buffer scratch;
	gj_report report;
	uint64_t seed;
	char path[PATH_MAX];
	seconds pack, keep, again, load, rank;
	size_t entries, samples, places;
	gj_err err;
} bench;

static double clock_of(clockid_t which)
{
	struct timespec now;
	clock_gettime(which, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static seconds now(void)
{
	return (seconds){ clock_of(CLOCK_MONOTONIC), clock_of(CLOCK_PROCESS_CPUTIME_ID) };
}

static void add_since(seconds *to, seconds begun)
{
	seconds ended = now();
	to->wall += ended.wall - begun.wall;
	to->cpu += ended.cpu - begun.cpu;
}

static void must(const bench *b, gj_code code)
{
	if (!code)
		return;
	fprintf(stderr, "gj_bench_store: %s\n", b->err.message);
	exit(1);
}

/* ---- reports ---- */

static gj_str make_words(bench *b)
{
	static const char *const phrases[] = {
		"本年度主动公开各类信息", "条，其中政策文件", "件，办理依申请公开", "件，均按期答复。",
		"组织业务培训", "次，参加人员", "人次。", "政务新媒体发布内容", "条，阅读量",
		"次。下一步将完善目录，", "加强审核与检查，", "及时回应群众关切，", "推进平台建设，",
		"存在的问题是更新不够及时，", "解读形式较为单一，", "拟从制度和人员两方面改进。",
	};
	char *text = gj_arena_alloc(&b->arena, SECTION_BYTES + 128);
	size_t length = 0;
	if (!text)
		exit(1);
	while (length < SECTION_BYTES) {
		const char *phrase = phrases[gj_build_draw(&b->seed, sizeof phrases / sizeof *phrases)];
		length += (size_t)sprintf(text + length, "%s%d", phrase, gj_build_draw(&b->seed, 900));
	}
	return (gj_str){ text, length };
}

static void make_report(bench *b, size_t agency, int year)
{
	gj_arena_reset(&b->arena);
	b->seed = agency * 100 + (size_t)year;
	gj_build_report(&b->report, GJ_FORM_2021);
	gj_build_random(&b->arena, &b->report, &b->seed);
	b->report.agency = gj_str_format(&b->arena, "第%zu县第%zu局", agency / PEERS, agency % PEERS);
	b->report.region = gj_str_format(&b->arena, "第%zu县", agency / PEERS);
	b->report.title = gj_str_format(&b->arena, "%.*s%d年政府信息公开工作年度报告",
	                                GJ_STR_ARG(b->report.agency), year);
	b->report.published = gj_str_format(&b->arena, "%d-01-%02zu", year + 1, 1 + agency % 31);
	b->report.year = year;
	for (size_t i = 0; i < GJ_SECTIONS; i++)
		b->report.sections[i].text = make_words(b);
	for (gj_field field = GJ_T3_BASE; agency % BLANKS_IN == 0 && field < GJ_T4_BASE; field++)
		if (!b->report.values[field].number.units)
			gj_build_cell(&b->arena, &b->report, field, GJ_STATE_BLANK, "");
}

static void keep_report(bench *b, size_t agency, int year, seconds *counted)
{
	gj_store_part part;
	make_report(b, agency, year);
	seconds begun = now();
	must(b, gj_store_prepare(&b->arena, &b->scratch, &b->report, &part, &b->err));
	add_since(&b->pack, begun);
	gj_source source = {
		.agency = b->report.agency, .region = b->report.region, .level = GJ_STR("county"),
		.kind = gj_str_format(&b->arena, "kind %zu", agency % PEERS), .year = year,
		.url = gj_str_format(&b->arena, "http://www.county%zu.example/xxgk/%d/%zu.html",
		                     agency / PEERS, year, agency % PEERS),
	};
	gj_store_entry entry = {
		.source = &source, .agency = b->report.agency, .region = b->report.region,
		.year = year, .status = GJ_STR("read"), .answer = GJ_STR("report"),
		.published = b->report.published, .form = GJ_STR("2021"), .late = GJ_STR("no"),
		.due = GJ_STR("2024-01-31"), .year_disputed = GJ_STR("no"),
		.changed = GJ_STR("unknown"), .http_status = 200, .captured_at = 1700000000,
		.final_url = source.url,
	};
	begun = now();
	must(b, gj_store_add_entry(b->store, &entry, &b->report, &part, &b->err));
	add_since(counted, begun);
	b->entries++;
}

static void sweep_year(bench *b, int year, seconds *counted)
{
	seconds begun = now();
	const gj_store_sweep sweep = { .started = 1700000000 };
	must(b, gj_store_begin(b->store, &sweep, &b->err));
	add_since(counted, begun);
	for (size_t agency = 0; agency < b->reports / b->years; agency++)
		keep_report(b, agency, year, counted);
	begun = now();
	must(b, gj_store_end(b->store, 1700000000, (gj_str){ 0 }, &b->err));
	must(b, gj_store_commit(b->store, &b->err));
	add_since(counted, begun);
}

/* ---- ranking ---- */

static gj_code count_place(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	(void)place, (void)err;
	++*(size_t *)context;
	return GJ_OK;
}

static void rank_all(bench *b)
{
	gj_frame frame;
	gj_rank_options options = { .min_cases = 30 };
	gj_peers_by_name(GJ_STR("level-kind"), &options.peers);
	gj_frame_init(&frame);
	seconds begun = now();
	must(b, gj_store_fill_frame(b->store, 0, &frame, &b->err));
	add_since(&b->load, begun);
	b->samples = frame.count;
	begun = now();
	must(b, gj_rank(&frame, &options, count_place, &b->places, &b->err));
	add_since(&b->rank, begun);
	gj_frame_release(&frame);
}

/* ---- telling ---- */

static void print_step(const char *name, const seconds *took, size_t count, bool json)
{
	double each = count ? 1e6 * took->cpu / (double)count : 0;
	printf(json ? ",\"%s\":{\"seconds\":%.3f,\"cpu_seconds\":%.3f,\"microseconds_each\":%.2f}"
	            : "%-28s %10.2f %10.2f %12.2f\n", name, took->wall, took->cpu, each);
}

static void print_results(const bench *b, off_t size, bool json)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	double megabytes = (double)size / 1e6, peak = (double)usage.ru_maxrss / 1024;
	size_t each_year = b->reports / b->years;
	if (json)
		printf("{\"reports\":%zu,\"years\":%zu,\"megabytes\":%.1f,\"bytes_a_report\":%.0f,"
		       "\"peak_mebibytes\":%.0f,\"ranked\":%zu,\"places\":%zu", each_year * b->years,
		       b->years, megabytes, (double)size / (double)(each_year * b->years), peak,
		       b->samples, b->places);
	else
		printf("%zu reports of %zu years: %.1f MB, %.0f bytes each; peak %.0f MiB; "
		       "%zu ranked in %zu places\n%-28s %10s %10s %12s\n", each_year * b->years,
		       b->years, megabytes, (double)size / (double)(each_year * b->years), peak,
		       b->samples, b->places, "", "seconds", "cpu", "us each");
	print_step("pack (on every thread)", &b->pack, b->entries, json);
	print_step("store", &b->keep, each_year * b->years, json);
	print_step("store again, unchanged", &b->again, each_year, json);
	print_step("load to rank", &b->load, b->samples, json);
	print_step("rank, all metrics", &b->rank, b->samples, json);
	printf(json ? "}\n" : "");
}

static void remove_store(const char *path)
{
	static const char *const suffixes[] = { "", "-wal", "-shm" };
	for (size_t i = 0; i < 3; i++) {
		char name[PATH_MAX + 8];
		snprintf(name, sizeof name, "%s%s", path, suffixes[i]);
		unlink(name);
	}
}

static bool read_arguments(bench *b, int argc, char **argv, bool *json)
{
	for (int i = 1; i < argc; i++) {
		bool value = i + 1 < argc;
		if (strcmp(argv[i], "--json") == 0)
			*json = true;
		else if (value && strcmp(argv[i], "--reports") == 0)
			b->reports = strtoul(argv[++i], NULL, 10);
		else if (value && strcmp(argv[i], "--years") == 0)
			b->years = strtoul(argv[++i], NULL, 10);
		else if (value && strcmp(argv[i], "--keep") == 0)
			snprintf(b->path, sizeof b->path, "%s", argv[++i]);
		else
			return false;
	}
	return b->years && b->reports >= b->years;
}

int main(int argc, char **argv)
{
	bench *b = calloc(1, sizeof *b);
	bool json = false;
	struct stat info = { 0 };
	if (!b)
		return 1;
	b->reports = 20000;
	b->years = 1;
	if (!read_arguments(b, argc, argv, &json)) {
		fprintf(stderr, "usage: gj_bench_store [--reports N] [--years N] [--keep FILE] "
		                "[--json]\n");
		return 2;
	}
	bool kept = *b->path;
	if (!kept)
		snprintf(b->path, sizeof b->path, "gj_bench_store.%d.db", (int)getpid());
	gj_arena_init(&b->arena, ARENA_MAX);
	gj_buffer_init(&b->scratch, ARENA_MAX);
	must(b, gj_store_open(&b->store, b->path, GJ_STORE_WRITE, &b->err));
	for (size_t year = 0; year < b->years; year++)
		sweep_year(b, FIRST_YEAR + (int)year, &b->keep);
	sweep_year(b, FIRST_YEAR + (int)b->years - 1, &b->again);
	rank_all(b);
	gj_store_close(b->store);
	stat(b->path, &info);
	print_results(b, info.st_size, json);
	if (!kept)
		remove_store(b->path);
	gj_arena_release(&b->arena);
	gj_buffer_release(&b->scratch);
	free(b);
	return 0;
}
