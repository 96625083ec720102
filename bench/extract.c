/* gj_bench_extract METHOD [--every K] [--seconds S] [--threads N] [--cold] [--sums] PATH…
 *
 * One contestant over all files (or every K-th), again until S seconds have
 * passed; a few files go first, untimed, but with --cold. Prints tab-separated lines:
 *   pass  METHOD THREADS FILES BYTES SECONDS CPU_SECONDS PEAK_KIB FAILED
 *   size  METHOD THREADS UP_TO_KB FILES BYTES CPU_SECONDS
 * or with --sums, untimed, for comparing what was read:
 *   sums  METHOD FILE SUM…   (one sum a table that holds no other table)
 */
#include "contestant.h"
#include "pipeline.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

static const struct method {
	const char *name;
	gj_bench_extract *extract; /* null: the pipeline, which reads by itself */
	bool anew;                 /* and begins anew for each pass: memory and all */
} methods[] = {
	{ .name = "read", .extract = gj_bench_read_only },
	{ .name = "gouji_grids", .extract = gj_bench_grids },
	{ .name = "gouji_report", .extract = gj_bench_report },
	{ .name = "gouji_check", .extract = gj_bench_check },
	{ .name = "gouji_pipeline" },
	{ .name = "gouji_anew", .anew = true },
#ifdef GJ_BENCH_LIBXML2
	{ .name = "libxml2_sax", .extract = gj_bench_libxml2_sax },
	{ .name = "libxml2_tree", .extract = gj_bench_libxml2_tree },
#endif
#ifdef GJ_BENCH_GUMBO
	{ .name = "gumbo", .extract = gj_bench_gumbo },
#endif
};
enum { METHODS = sizeof methods / sizeof methods[0] };

enum {
	FILE_MAX = 16 << 20,
	ARENA_MAX = 512 << 20,
	PAGE = 4096,      /* reads into a page-aligned buffer are twice as fast */
	WARM_UP = 8,      /* files read before the clock starts */
	THREADS_MAX = 64
};

static const size_t size_bins[] = { 40, 80, 160, 320, SIZE_MAX / 1024 }; /* KB */
enum { BINS = sizeof size_bins / sizeof size_bins[0] };

typedef struct tally {
	size_t files, bytes;
	double cpu_seconds;
} tally;

typedef struct worker {
	gj_bench_work work;
	char *bytes; /* FILE_MAX, page-aligned */
	tally bins[BINS], unsized;
	size_t failed;
} worker;

typedef struct run {
	const struct method *method;
	char **paths;
	size_t count, capacity, every;
	double seconds;
	int threads;
	bool sums, cold;
	worker *workers;
} run;

static double now(clockid_t clock)
{
	struct timespec time;
	clock_gettime(clock, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static gj_code add_path(void *context, const char *path, gj_err *err)
{
	run *r = context;
	if (r->count == r->capacity) {
		r->capacity = r->capacity ? r->capacity * 2 : 1024;
		char **paths = realloc(r->paths, r->capacity * sizeof *paths);
		if (!paths)
			return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
		r->paths = paths;
	}
	r->paths[r->count] = strdup(path);
	return r->paths[r->count++] ? GJ_OK : gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
}

static gj_str read_file(worker *one, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t length = 0;
	for (ssize_t got = 1; fd >= 0 && got > 0 && length < FILE_MAX;) {
		got = read(fd, one->bytes + length, FILE_MAX - length);
		length += got > 0 ? (size_t)got : 0;
	}
	if (fd >= 0)
		close(fd);
	one->bytes[length] = '\0';
	return (gj_str){ one->bytes, length };
}

/* Callgrind counts what happens inside this function: it must stay one. */
__attribute__((noinline, used)) bool gj_bench_once(const struct method *method, gj_bench_work *work,
                                             gj_str bytes);
bool gj_bench_once(const struct method *method, gj_bench_work *work, gj_str bytes)
{
	return method->extract(work, bytes);
}

static void extract(const run *r, worker *one, const char *path)
{
	double start = now(CLOCK_THREAD_CPUTIME_ID);
	gj_str bytes = read_file(one, path);
	one->failed += !bytes.len || !gj_bench_once(r->method, &one->work, bytes);
	gj_arena_reset(&one->work.arena);
	tally *bin = one->bins;
	for (size_t i = 0; bytes.len > size_bins[i] * 1024; i++)
		bin++;
	bin->files++;
	bin->bytes += bytes.len;
	bin->cpu_seconds += now(CLOCK_THREAD_CPUTIME_ID) - start;
}

/* The workers' tallies take what the pipeline tells; it keeps no sizes. */
static void pipeline_pass(const run *r)
{
	gj_bench_pipeline pipeline = { .paths = r->paths, .count = r->count, .every = r->every,
		                       .threads = r->threads,
		                       .seconds = r->method->anew ? 0 : r->seconds };
	gj_err err;
	if (gj_bench_pipeline_run(&pipeline, &err) != GJ_OK)
		fprintf(stderr, "%s\n", err.message);
	r->workers->unsized.files += pipeline.files;
	r->workers->unsized.bytes += pipeline.bytes;
	r->workers->failed += pipeline.failed;
}

static void pass(const run *r)
{
	if (!r->method->extract) {
		pipeline_pass(r);
		return;
	}
#pragma omp parallel for schedule(dynamic) num_threads(r->threads)
	for (size_t i = 0; i < r->count; i += r->every)
		extract(r, &r->workers[omp_get_thread_num()], r->paths[i]);
}

static void clear_tallies(const run *r)
{
	for (int i = 0; i < r->threads; i++) {
		memset(r->workers[i].bins, 0, sizeof r->workers[i].bins);
		r->workers[i].unsized = (tally){ 0 };
		r->workers[i].failed = 0;
	}
}

static void print_result(const run *r, double seconds, double cpu_seconds)
{
	tally bins[BINS] = { 0 }, all = r->workers->unsized;
	size_t failed = 0;
	for (int i = 0; i < r->threads; i++) {
		failed += r->workers[i].failed;
		for (int b = 0; b < BINS; b++) {
			bins[b].files += r->workers[i].bins[b].files;
			bins[b].bytes += r->workers[i].bins[b].bytes;
			bins[b].cpu_seconds += r->workers[i].bins[b].cpu_seconds;
		}
	}
	for (int b = 0; b < BINS; b++) {
		all.files += bins[b].files;
		all.bytes += bins[b].bytes;
		if (bins[b].files)
			printf("size\t%s\t%d\t%zu\t%zu\t%zu\t%.6f\n", r->method->name, r->threads,
			       size_bins[b], bins[b].files, bins[b].bytes, bins[b].cpu_seconds);
	}
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	printf("pass\t%s\t%d\t%zu\t%zu\t%.6f\t%.6f\t%ld\t%zu\n", r->method->name, r->threads,
	       all.files, all.bytes, seconds, cpu_seconds, usage.ru_maxrss, failed);
}

static void time_passes(const run *r)
{
	bool warm = !r->cold && r->method->extract;
	for (size_t i = 0; warm && i < r->count && i < WARM_UP; i++)
		extract(r, &r->workers[i % (size_t)r->threads], r->paths[i]);
	clear_tallies(r);
	double start = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID), elapsed;
	do {
		pass(r);
		elapsed = now(CLOCK_MONOTONIC) - start;
	} while (elapsed < r->seconds);
	print_result(r, elapsed, now(CLOCK_PROCESS_CPUTIME_ID) - cpu);
}

/* --- what was read --------------------------------------------------------- */

/* White space is left out: parsers place line breaks differently. */
static uLong add_text(uLong sum, gj_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t length = gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (code > ' ' && code != 0xA0 && code != 0x3000)
			sum = crc32(sum, (const Bytef *)text.ptr + at, (uInt)length);
		at += length;
	}
	return sum;
}

/* Empty slots at the end of a row do not count. */
static uLong sum_row(uLong sum, const gj_grid *grid, uint32_t row)
{
	int separators = 0;
	for (uint32_t column = 0; column < grid->columns; column++, separators++) {
		const gj_cell *cell = gj_grid_at(grid, row, column);
		uLong empty = crc32(0, NULL, 0);
		if (!cell || add_text(empty, cell->text) == empty)
			continue;
		for (; separators; separators--)
			sum = crc32(sum, (const Bytef *)"\t", 1);
		sum = add_text(sum, cell->text);
	}
	return crc32(sum, (const Bytef *)"\n", 1);
}

static void print_sums(const run *r, const char *path)
{
	worker *one = r->workers;
	gj_str bytes = read_file(one, path);
	one->work.document = NULL;
	gj_bench_once(r->method, &one->work, bytes);
	const gj_document *document = one->work.document;
	printf("sums\t%s\t%s", r->method->name, path);
	for (size_t i = 0; document && i < document->block_count; i++) {
		const gj_grid *grid = document->blocks[i].grid;
		if (!grid || grid->layout)
			continue;
		uLong sum = crc32(0, NULL, 0);
		for (uint32_t row = 0; row < grid->rows; row++)
			sum = sum_row(sum, grid, row);
		printf("\t%08lx", sum);
	}
	printf("\n");
	gj_arena_reset(&one->work.arena);
}

static void print_all_sums(const run *r)
{
	for (size_t i = 0; r->method->extract && i < r->count; i += r->every)
		print_sums(r, r->paths[i]);
}

/* --- arguments ------------------------------------------------------------- */

static bool make_workers(run *r)
{
	r->workers = calloc((size_t)r->threads, sizeof *r->workers);
	for (int i = 0; r->workers && i < r->threads; i++) {
		gj_arena_init(&r->workers[i].work.arena, ARENA_MAX);
		gj_buffer_init(&r->workers[i].work.text, ARENA_MAX);
		gj_buffer_init(&r->workers[i].work.record, ARENA_MAX);
		r->workers[i].bytes = aligned_alloc(PAGE, FILE_MAX + PAGE);
		if (!r->workers[i].bytes)
			return false;
	}
	return r->workers;
}

static void release(const run *r)
{
	for (int i = 0; i < r->threads; i++) {
		gj_arena_release(&r->workers[i].work.arena);
		gj_buffer_release(&r->workers[i].work.text);
		gj_buffer_release(&r->workers[i].work.record);
		free(r->workers[i].bytes);
	}
	for (size_t i = 0; i < r->count; i++)
		free(r->paths[i]);
	free(r->paths);
	free(r->workers);
}

static const struct method *method_named(const char *name)
{
	for (size_t i = 0; i < METHODS; i++)
		if (strcmp(methods[i].name, name) == 0)
			return &methods[i];
	return NULL;
}

static bool read_options(run *r, int count, char **arguments)
{
	static const struct option options[] = { { "every", required_argument, NULL, 'e' },
		                                 { "seconds", required_argument, NULL, 's' },
		                                 { "threads", required_argument, NULL, 't' },
		                                 { "cold", no_argument, NULL, 'o' },
		                                 { "sums", no_argument, NULL, 'c' },
		                                 { 0 } };
	for (int c; (c = getopt_long(count, arguments, "", options, NULL)) != -1;) {
		if (c == 'e')
			r->every = strtoul(optarg, NULL, 10);
		else if (c == 's')
			r->seconds = strtod(optarg, NULL);
		else if (c == 't')
			r->threads = (int)strtol(optarg, NULL, 10);
		else if (c == 'o')
			r->cold = true;
		else if (c == 'c')
			r->sums = true;
		else
			return false;
	}
	r->method = optind < count ? method_named(arguments[optind]) : NULL;
	return r->method && r->every && r->threads > 0 && r->threads <= THREADS_MAX &&
	       optind + 1 < count;
}

int main(int count, char **arguments)
{
	run r = { .every = 1, .threads = 1 };
	gj_err err = { 0 };
	if (!read_options(&r, count, arguments) || !make_workers(&r)) {
		fprintf(stderr, "usage: %s METHOD [--every K] [--seconds S] [--threads N] [--cold] [--sums] PATH…\n"
		                "methods:",
		        arguments[0]);
		for (size_t i = 0; i < METHODS; i++)
			fprintf(stderr, " %s", methods[i].name);
		fprintf(stderr, "\n");
		return 2;
	}
	gj_code code = GJ_OK;
	for (int i = optind + 1; i < count && code == GJ_OK; i++)
		code = gj_file_walk(arguments[i], add_path, &r, &err);
	if (code != GJ_OK)
		fprintf(stderr, "%s\n", err.message);
	else if (r.sums)
		print_all_sums(&r);
	else
		time_passes(&r);
	release(&r);
	return code == GJ_OK ? 0 : 3;
}
