#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	READ_CHUNK = 1 << 20,
	WALK_DEPTH_MAX = 64,  /* deeper than any archive of reports; ends link loops */
	OUTPUT_CHUNK = 1 << 18,
};

static size_t size_hint(int fd)
{
	struct stat info;
	bool known = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size >= 0;
	/* One byte more than the size, so that the end is seen without growing. */
	return known ? (size_t)info.st_size + 1 : READ_CHUNK;
}

/* Where the next bytes go: the buffer, or, at the ceiling, one byte aside that
 * tells a full document from one too large. */
static char *next_room(gj_buffer *buffer, size_t *want, char *probe)
{
	size_t left = buffer->ceiling - buffer->length;
	if (*want > left)
		*want = left;
	if (*want)
		return gj_buffer_reserve(buffer, *want);
	*want = 1;
	return probe;
}

static gj_code read_all(int fd, const char *path, gj_buffer *buffer, gj_err *err)
{
	char probe;
	for (size_t want = size_hint(fd);; want = READ_CHUNK) {
		char *to = next_room(buffer, &want, &probe);
		if (!to)
			return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", path);
		ssize_t got;
		do
			got = read(fd, to, want);
		while (got < 0 && errno == EINTR);
		if (got < 0)
			return gj_err_set(err, GJ_E_READ, errno, "%s: cannot read", path);
		if (got == 0)
			return GJ_OK;
		if (to == &probe)
			return gj_err_set(err, GJ_E_LIMIT, 0, "%s: larger than %zu bytes", path,
			                  buffer->ceiling);
		buffer->length += (size_t)got;
	}
}

gj_code gj_file_read(const char *path, gj_buffer *buffer, gj_err *err)
{
	gj_buffer_clear(buffer);
	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, "standard input", buffer, err);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return gj_err_set(err, GJ_E_READ, errno, "%s: cannot open", path);
	gj_code code = read_all(fd, path, buffer, err);
	close(fd);
	return code;
}

typedef struct walk {
	gj_file_visit *visit;
	void *context;
} walk;

static gj_code walk_path(const walk *w, const char *path, int depth, gj_err *err);

static int not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static gj_code walk_entry(const walk *w, const char *directory, const char *name, int depth,
                          gj_err *err)
{
	size_t size = strlen(directory) + strlen(name) + 2;
	char *path = malloc(size);
	if (!path)
		return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", directory);
	bool slash = directory[0] && directory[strlen(directory) - 1] == '/';
	snprintf(path, size, slash ? "%s%s" : "%s/%s", directory, name);
	gj_code code = walk_path(w, path, depth, err);
	free(path);
	return code;
}

static gj_code walk_directory(const walk *w, const char *path, int depth, gj_err *err)
{
	if (depth > WALK_DEPTH_MAX)
		return gj_err_set(err, GJ_E_LIMIT, 0, "%s: more than %d directories deep", path,
		                  WALK_DEPTH_MAX);
	struct dirent **entries = NULL;
	int count = scandir(path, &entries, not_hidden, by_bytes);
	if (count < 0)
		return gj_err_set(err, GJ_E_READ, errno, "%s: cannot list", path);
	gj_code code = GJ_OK;
	for (int i = 0; i < count; i++) {
		if (code == GJ_OK)
			code = walk_entry(w, path, entries[i]->d_name, depth, err);
		free(entries[i]);
	}
	free(entries);
	return code;
}

static gj_code walk_path(const walk *w, const char *path, int depth, gj_err *err)
{
	struct stat info;
	if (stat(path, &info) != 0) {
		/* A dangling link inside a directory is not a report. */
		if (depth && errno == ENOENT)
			return GJ_OK;
		return gj_err_set(err, GJ_E_READ, errno, "%s: cannot open", path);
	}
	if (S_ISDIR(info.st_mode))
		return walk_directory(w, path, depth + 1, err);
	if (depth && !S_ISREG(info.st_mode))
		return GJ_OK;
	return w->visit(w->context, path, err);
}

gj_code gj_file_walk(const char *path, gj_file_visit *visit, void *context, gj_err *err)
{
	walk w = { visit, context };
	if (strcmp(path, "-") == 0)
		return visit(context, path, err);
	return walk_path(&w, path, 0, err);
}

gj_code gj_directory_make(const char *path, gj_err *err)
{
	char *copy = strdup(path);
	if (!copy)
		return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", path);
	gj_code code = GJ_OK;
	for (char *at = copy + 1; code == GJ_OK; at++) {
		if (*at && *at != '/')
			continue;
		char kept = *at;
		*at = '\0';
		struct stat info;
		if (mkdir(copy, 0777) != 0 && (errno != EEXIST || stat(copy, &info) != 0 ||
		                               !S_ISDIR(info.st_mode)))
			code = gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot create directory", copy);
		*at = kept;
		if (!kept)
			break;
	}
	free(copy);
	return code;
}

struct gj_output {
	int fd;
	int sys; /* errno of the first failed write */
	size_t length;
	char *path, *temporary; /* null for standard output */
	char chunk[OUTPUT_CHUNK];
};

static void output_free(gj_output *output)
{
	if (output->path && output->fd >= 0)
		close(output->fd);
	free(output->path);
	free(output->temporary);
	free(output);
}

static char *temporary_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	int directory = slash ? (int)(slash + 1 - path) : 0;
	size_t size = strlen(path) + sizeof "..tmp";
	char *name = malloc(size);
	if (name)
		snprintf(name, size, "%.*s.%s.tmp", directory, path, path + directory);
	return name;
}

gj_code gj_output_open(gj_output **output, const char *path, gj_err *err)
{
	*output = NULL;
	gj_output *made = calloc(1, sizeof *made);
	if (!made)
		return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", path);
	made->fd = STDOUT_FILENO;
	if (strcmp(path, "-") != 0) {
		made->path = strdup(path);
		made->temporary = temporary_name(path);
		if (!made->path || !made->temporary) {
			made->fd = -1;
			output_free(made);
			return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", path);
		}
		made->fd = open(made->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
		if (made->fd < 0) {
			int reason = errno;
			output_free(made);
			return gj_err_set(err, GJ_E_WRITE, reason, "%s: cannot create", path);
		}
	}
	*output = made;
	return GJ_OK;
}

static void write_out(gj_output *output, const char *bytes, size_t length)
{
	while (length && !output->sys) {
		ssize_t done = write(output->fd, bytes, length);
		if (done < 0) {
			if (errno != EINTR)
				output->sys = errno;
			continue;
		}
		bytes += done;
		length -= (size_t)done;
	}
}

static void flush(gj_output *output)
{
	write_out(output, output->chunk, output->length);
	output->length = 0;
}

void gj_output_write(gj_output *output, const char *bytes, size_t length)
{
	if (length > OUTPUT_CHUNK - output->length)
		flush(output);
	if (length > OUTPUT_CHUNK) {
		write_out(output, bytes, length);
		return;
	}
	if (length)
		memcpy(output->chunk + output->length, bytes, length);
	output->length += length;
}

void gj_output_write_str(gj_output *output, gj_str text)
{
	gj_output_write(output, text.ptr, text.len);
}

bool gj_output_failed(const gj_output *output)
{
	return output->sys != 0;
}

static gj_code output_error(const gj_output *output, gj_err *err)
{
	const char *name = output->path ? output->path : "standard output";
	if (!output->sys)
		return GJ_OK;
	return gj_err_set(err, GJ_E_WRITE, output->sys, "%s: cannot write", name);
}

gj_code gj_output_finish(gj_output *output, gj_err *err)
{
	flush(output);
	if (output->path && output->fd >= 0) {
		if (!output->sys && fsync(output->fd) != 0 && errno != EINVAL)
			output->sys = errno;
		if (close(output->fd) != 0 && !output->sys)
			output->sys = errno;
		output->fd = -1;
	}
	return output_error(output, err);
}

const char *gj_output_place(const gj_output *output)
{
	return output->temporary;
}

gj_code gj_output_commit(gj_output *output, gj_err *err)
{
	gj_output_finish(output, NULL);
	if (output->path) {
		if (!output->sys && rename(output->temporary, output->path) != 0)
			output->sys = errno;
		if (output->sys)
			unlink(output->temporary);
	}
	gj_code code = output_error(output, err);
	output_free(output);
	return code;
}

void gj_output_abandon(gj_output *output)
{
	if (!output)
		return;
	if (output->temporary)
		unlink(output->temporary);
	output_free(output);
}
