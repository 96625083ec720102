#include "form/record.h"
#include "message.h"
#include "reader.h"
#include "run/inputs.h"
#include "map/read.h"

#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	ROUNDS_MAX = 99,
	STAGE_ARENA_MAX = 1 << 30,
	TEXT_MAX = 1 << 28,
};

static double seconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* --- the whole pipeline, by number of threads ----------------------------- */

typedef struct totals {
	char **operands;
	size_t count;
	uint64_t bytes;
	size_t files, reports;
	int status;
	const settings *s;
} totals;

static gj_code count_file(void *context, const char *path, gj_err *err)
{
	(void)err;
	totals *t = context;
	struct stat info;
	if (stat(path, &info) == 0) {
		t->bytes += (uint64_t)info.st_size;
		t->files++;
	}
	return GJ_OK;
}

static gj_code render(const void *context, gj_reading *reading, gj_err *err)
{
	(void)context;
	(void)err;
	if (!reading->report.refusal)
		gj_record_json(&reading->text, &reading->report);
	return GJ_OK;
}

static gj_code take(void *context, gj_reading *reading, gj_err *err)
{
	(void)err;
	totals *t = context;
	if (reading->code)
		t->status = highest(t->status, exit_code_of(reading->code));
	t->reports += !reading->code && !reading->report.refusal;
	return GJ_OK;
}

static gj_code feed(void *context, gj_batch *batch, gj_err *err)
{
	const totals *t = context;
	gj_code code = GJ_OK;
	for (size_t i = 0; i < t->count && code == GJ_OK; i++)
		code = gj_inputs_add(batch, t->operands[i], t->s->fetch.size_max, err);
	return code;
}

static gj_code run_once(totals *t, unsigned jobs, double *seconds, gj_err *err)
{
	gj_batch_options options = {
		.jobs = jobs,
		.size_max = t->s->fetch.size_max,
		.check = true,
		.render = render,
		.take = take,
		.take_context = t,
	};
	t->reports = 0;
	double start = seconds_now();
	gj_code code = gj_batch_run(&options, feed, t, err);
	*seconds = seconds_now() - start;
	return code;
}

static double median(double *values, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j > 0 && values[j - 1] > values[j]; j--) {
			double swapped = values[j];
			values[j] = values[j - 1];
			values[j - 1] = swapped;
		}
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* --- where the time goes, on one thread ----------------------------------- */

typedef enum stage { READ, FIND, MAP, CHECK, WRITE, STAGES } stage;

typedef struct stages {
	double seconds[STAGES];
	gj_arena arena;
	gj_buffer raw, text;
	gj_report report;
} stages;

static gj_code time_file(void *context, const char *path, gj_err *err)
{
	stages *st = context;
	gj_document *document;
	gj_refusal refusal;
	gj_verdict verdict;
	gj_check_options options = { 0 };
	double t[STAGES + 1];
	t[READ] = seconds_now();
	if (gj_file_read(path, &st->raw, err))
		return GJ_OK; /* said by the runs before */
	gj_arena_reset(&st->arena);
	t[FIND] = seconds_now();
	if (gj_document_read(&st->arena, gj_buffer_str(&st->raw), NULL, &document, &refusal, NULL) ||
	    refusal)
		return GJ_OK;
	t[MAP] = seconds_now();
	if (gj_report_map(&st->arena, document, &st->report, NULL) || st->report.refusal)
		return GJ_OK;
	t[CHECK] = seconds_now();
	gj_check_report(&st->arena, &st->report, &options, &verdict, NULL);
	t[WRITE] = seconds_now();
	gj_buffer_clear(&st->text);
	gj_record_json(&st->text, &st->report);
	t[STAGES] = seconds_now();
	for (int i = 0; i < STAGES; i++)
		st->seconds[i] += t[i + 1] - t[i];
	return GJ_OK;
}

static void print_stages(char **operands, size_t count, const settings *s, double bytes)
{
	static const gj_words names[STAGES] = {
		[READ] = { "读文件", "read" },
		[FIND] = { "找表与解码", "find, decode" },
		[MAP] = { "对应单元格", "map" },
		[CHECK] = { "检查规则", "check" },
		[WRITE] = { "写记录", "write" },
	};
	stages *st = calloc(1, sizeof *st);
	if (!st)
		return;
	gj_arena_init(&st->arena, STAGE_ARENA_MAX);
	gj_buffer_init(&st->raw, s->fetch.size_max);
	gj_buffer_init(&st->text, TEXT_MAX);
	for (size_t i = 0; i < count; i++)
		gj_file_walk(operands[i], time_file, st, NULL);
	double all = 0;
	for (int i = 0; i < STAGES; i++)
		all += st->seconds[i];
	for (int i = 0; i < STAGES && all > 0; i++)
		printf("  %5.1f %%  %8.1f MB/s  %s\n", 100 * st->seconds[i] / all,
		       bytes / 1e6 / st->seconds[i], in_language(names[i], settings_chinese(s)));
	gj_arena_release(&st->arena);
	gj_buffer_release(&st->raw);
	gj_buffer_release(&st->text);
	free(st);
}

/* --- the command ---------------------------------------------------------- */

static gj_code print_threads(totals *t, unsigned jobs, double *single, gj_err *err)
{
	double seconds[ROUNDS_MAX] = { 0 };
	unsigned rounds = t->s->rounds < ROUNDS_MAX ? t->s->rounds : ROUNDS_MAX;
	for (unsigned round = 0; round < rounds; round++) {
		gj_code code = run_once(t, jobs, &seconds[round], err);
		if (code)
			return code;
	}
	double typical = median(seconds, rounds);
	if (jobs == 1)
		*single = typical;
	printf("%8u %10.1f %12.0f %12.1f %9.2f\n", jobs, (double)t->bytes / 1e6 / typical,
	       (double)t->reports / typical, typical * 1e6 / (double)(t->files ? t->files : 1),
	       *single / typical);
	return GJ_OK;
}

static unsigned cores(const settings *s)
{
	long online = sysconf(_SC_NPROCESSORS_ONLN);
	return s->jobs ? s->jobs : online > 0 ? (unsigned)online : 1;
}

/* 1, 2, 4 … and the most; 0 after that. */
static unsigned next_jobs(unsigned jobs, unsigned most)
{
	if (jobs >= most)
		return 0;
	return jobs * 2 < most ? jobs * 2 : most;
}

int cmd_bench(const settings *s, char **operands, size_t count)
{
	bool zh = settings_chinese(s);
	totals t = { .operands = operands, .count = count, .s = s };
	gj_err err = { 0 };
	double single = 0;
	for (size_t i = 0; i < count; i++)
		if (gj_file_walk(operands[i], count_file, &t, &err))
			return say_error(s, &err);
	printf(zh ? "%zu 个文件，%.1f MB，每项取 %u 轮的中位数\n" : "%zu files, %.1f MB, medians of %u rounds\n",
	       t.files, (double)t.bytes / 1e6, s->rounds);
	printf("%8s %10s %12s %12s %9s\n", "threads", "MB/s", "reports/s", "us/file", "speed-up");
	for (unsigned jobs = 1, most = cores(s); jobs; jobs = next_jobs(jobs, most))
		if (print_threads(&t, jobs, &single, &err))
			return say_error(s, &err);
	printf(zh ? "单线程的时间去向：\n" : "where the time of one thread goes:\n");
	print_stages(operands, count, s, (double)t.bytes);
	fflush(stdout);
	return t.status;
}
