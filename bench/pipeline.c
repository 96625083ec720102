#include "pipeline.h"

#include "base/clock.h"
#include "form/record.h"
#include "run/batch.h"

enum { SIZE_LIMIT = 64 << 20 };

static gj_code render(const void *context, gj_reading *reading, gj_err *err)
{
	(void)context;
	gj_buffer_clear(&reading->text);
	gj_record_json(&reading->text, &reading->report);
	return reading->text.failed == GJ_OK
	               ? GJ_OK
	               : gj_err_set(err, reading->text.failed, 0, "record too large");
}

static gj_code take(void *context, gj_reading *reading, gj_err *err)
{
	gj_bench_pipeline *pipeline = context;
	(void)err;
	bool read = reading->code == GJ_OK && reading->report.refusal == GJ_REFUSED_NOT;
	pipeline->files++;
	pipeline->failed += !read;
	pipeline->bytes += read ? reading->report.document->size : 0;
	return GJ_OK;
}

static gj_code feed(void *context, gj_batch *batch, gj_err *err)
{
	const gj_bench_pipeline *pipeline = context;
	gj_code code = GJ_OK;
	double start = gj_monotonic_seconds();
	do {
		for (size_t i = 0; i < pipeline->count && code == GJ_OK; i += pipeline->every) {
			gj_input input = { .kind = GJ_INPUT_FILE,
				           .name = gj_str_of(pipeline->paths[i]) };
			code = gj_batch_add(batch, &input, err);
		}
	} while (code == GJ_OK && gj_monotonic_seconds() - start < pipeline->seconds);
	return code;
}

gj_code gj_bench_pipeline_run(gj_bench_pipeline *pipeline, gj_err *err)
{
	gj_batch_options options = { .jobs = (unsigned)pipeline->threads, .size_max = SIZE_LIMIT,
		                     .check = true, .chinese = true, .render = render,
		                     .take = take, .take_context = pipeline };
	return gj_batch_run(&options, feed, pipeline, err);
}
