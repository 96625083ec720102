/* gouji's own pipeline over many files: read, parse, check and record, on its
 * own threads, results in order; in one run, as over a province. */
#ifndef GJ_BENCH_PIPELINE_H
#define GJ_BENCH_PIPELINE_H

#include "base/error.h"

#include <stddef.h>

typedef struct gj_bench_pipeline {
	char **paths;
	size_t count, every;
	int threads;
	double seconds; /* feeds the files again until so much time has passed; 0 = once */
	size_t files, bytes, failed; /* added to */
} gj_bench_pipeline;

gj_code gj_bench_pipeline_run(gj_bench_pipeline *pipeline, gj_err *err);

#endif
