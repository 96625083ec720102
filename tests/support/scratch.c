#include "scratch.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int test_scratch_make(char directory[TEST_PATH_MAX])
{
	snprintf(directory, TEST_PATH_MAX, "/tmp/gouji-test-XXXXXX");
	return mkdtemp(directory) != NULL;
}

void test_scratch_write(const char *directory, const char *name, const char *bytes, size_t length,
                        char path[TEST_PATH_MAX])
{
	snprintf(path, TEST_PATH_MAX, "%s/%s", directory, name);
	for (char *at = path + strlen(directory) + 1; (at = strchr(at, '/')); at++) {
		*at = '\0';
		mkdir(path, 0777);
		*at = '/';
	}
	FILE *file = fopen(path, "wb");
	if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
		perror(path);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info;
	(void)kind;
	(void)walk;
	return remove(path);
}

void test_scratch_remove(const char *directory)
{
	nftw(directory, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
