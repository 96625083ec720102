#include "run/inputs.h"

#include "base/file.h"

#include <sys/stat.h>

typedef struct feed {
	gj_batch *batch;
	size_t size_max;
} feed;

static gj_code add_capture(void *context, const gj_capture *capture, gj_err *err)
{
	feed *f = context;
	if (capture->failure)
		return GJ_OK;
	gj_input input = {
		.kind = GJ_INPUT_BYTES,
		.name = capture->address,
		.bytes = capture->body,
		.content_type = capture->content_type,
		.digest = capture->digest,
		.record = capture->record,
	};
	return gj_batch_add(f->batch, &input, err);
}

static bool is_warc(gj_str path)
{
	return gj_str_ends(path, GJ_STR(".warc")) || gj_str_ends(path, GJ_STR(".warc.gz"));
}

static gj_code add_path(void *context, const char *path, gj_err *err)
{
	feed *f = context;
	gj_str name = gj_str_of(path);
	if (is_warc(name))
		return gj_warc_read(path, f->size_max, add_capture, f, err);
	gj_input input = { .kind = GJ_INPUT_FILE, .name = name };
	return gj_batch_add(f->batch, &input, err);
}

gj_code gj_inputs_add(gj_batch *batch, const char *path, size_t size_max, gj_err *err)
{
	feed f = { batch, size_max };
	return gj_file_walk(path, add_path, &f, err);
}

size_t gj_inputs_most(char *const *paths, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct stat info;
		bool directory = stat(paths[i], &info) == 0 && S_ISDIR(info.st_mode);
		if (directory || is_warc(gj_str_of(paths[i])))
			return 0;
	}
	return count;
}
