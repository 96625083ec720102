/* A directory of one's own for a test that writes. */
#ifndef TEST_SCRATCH_H
#define TEST_SCRATCH_H

#include <stddef.h>

enum { TEST_PATH_MAX = 512 };

/* Makes the directory; false when it cannot. */
int test_scratch_make(char directory[TEST_PATH_MAX]);
/* Writes a file there and returns its path in `path`; missing folders are made. */
void test_scratch_write(const char *directory, const char *name, const char *bytes, size_t length,
                        char path[TEST_PATH_MAX]);
/* Removes it with everything inside. */
void test_scratch_remove(const char *directory);

#endif
