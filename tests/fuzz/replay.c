/* Runs a fuzz target over the files of a directory: replay DIRECTORY… */
#include "fuzz_target.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

enum { FILE_BYTES_MAX = 16 << 20 };

static gj_code replay(void *context, const char *path, gj_err *err)
{
	size_t *count = context;
	gj_buffer bytes;
	gj_buffer_init(&bytes, FILE_BYTES_MAX);
	gj_code code = gj_file_read(path, &bytes, err);
	if (code == GJ_OK) {
		/* A copy of just that size, so that a byte read too many is seen. */
		uint8_t *copy = malloc(bytes.length + !bytes.length);
		if (bytes.length)
			memcpy(copy, bytes.data, bytes.length);
		gj_fuzz(copy, bytes.length);
		free(copy);
		++*count;
	}
	gj_buffer_release(&bytes);
	return code;
}

int main(int argc, char **argv)
{
	size_t count = 0;
	for (int i = 1; i < argc; i++) {
		gj_err err = { 0 };
		if (gj_file_walk(argv[i], replay, &count, &err) != GJ_OK) {
			fprintf(stderr, "%s\n", err.message);
			return 1;
		}
	}
	printf("%zu files\n", count);
	return count ? 0 : 1;
}
