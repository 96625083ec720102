#include "warc/recover.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	COPY_CHUNK = 64 * 1024,
	LINES_MAX = 1 << 30, /* bytes of one file's index */
};

static bool copy_rest(int from, uint64_t offset, int to)
{
	char chunk[COPY_CHUNK];
	ssize_t got;
	while ((got = pread(from, chunk, sizeof chunk, (off_t)offset)) > 0) {
		if (write(to, chunk, (size_t)got) != got)
			return false;
		offset += (uint64_t)got;
	}
	return got == 0;
}

static bool move_rest(const char *path, uint64_t whole, const char *torn)
{
	int from = open(path, O_RDWR | O_CLOEXEC);
	int to = open(torn, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	bool copied = from >= 0 && to >= 0 && copy_rest(from, whole, to) && fsync(to) == 0;
	bool moved = copied && ftruncate(from, (off_t)whole) == 0;
	if (!moved && to >= 0)
		unlink(torn);
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return moved;
}

/* Moves what stands from `whole` on to PATH.torn, so that the file ends after a
 * record, or all of it where none is whole. When that cannot be done the file stays
 * as it is: readers pass over its end. */
static void set_aside(const char *path, uint64_t whole)
{
	char *torn;
	if (asprintf(&torn, "%s.torn", path) < 0)
		return;
	(void)(whole ? move_rest(path, whole, torn) : rename(path, torn) == 0);
	free(torn);
}

static uint64_t size_of(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 ? (uint64_t)info.st_size : 0;
}

/* Whether the archive gave the name. */
static bool is_of_ours(const char *path)
{
	const char *slash = strrchr(path, '/');
	return strncmp(slash ? slash + 1 : path, GJ_ARCHIVE_PREFIX,
	               sizeof GJ_ARCHIVE_PREFIX - 1) == 0;
}

bool gj_recover_empty(const char *path)
{
	return is_of_ours(path) && !size_of(path) && unlink(path) == 0;
}

gj_code gj_recover_index(gj_index *index, const char *path, size_t file, bool mend,
                         gj_archive_trouble *trouble, gj_err *err)
{
	gj_buffer lines;
	gj_buffer_init(&lines, LINES_MAX);
	gj_scanned scanned;
	gj_code code = gj_index_scan(index, path, file, &lines, &scanned, err);
	trouble->damaged += scanned.damaged;
	if (code == GJ_OK && scanned.torn) {
		trouble->torn_files++;
		trouble->torn_bytes += size_of(path) - scanned.whole;
		if (mend && (scanned.whole || is_of_ours(path)))
			set_aside(path, scanned.whole);
	}
	/* An index that cannot be written is made again the next time. */
	if (code == GJ_OK && mend && size_of(path))
		gj_index_write(path, size_of(path), gj_buffer_str(&lines), NULL);
	gj_buffer_release(&lines);
	return code;
}
