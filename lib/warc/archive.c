#include "warc/archive.h"

#include "base/file.h"
#include "warc/http_head.h"
#include "warc/index.h"
#include "warc/read.h"
#include "warc/recover.h"
#include "warc/write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	FILES_MAX = 100000,        /* in one second, and in one archive */
	LINES_MAX = 1 << 30,       /* bytes of one file's index */
	NAME_MAX_BYTES = 64,
};

struct gj_archive {
	char *directory;
	bool writable;
	gj_buffer files;   /* of char *, paths */
	gj_index index;
	gj_warc_writer *writer;
	gj_buffer lines;   /* of the index of the file being written */
	uint64_t rotate_at;
	bool hurry;
	time_t unsafe_since; /* when the first capture came that is not synced; 0 = all are */
	gj_archive_trouble trouble;
};

static gj_code out_of_memory(const gj_archive *archive, gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", archive->directory);
}

static const char *file_path(const gj_archive *archive, size_t file)
{
	return ((char **)(void *)archive->files.data)[file];
}

static size_t file_count(const gj_archive *archive)
{
	return archive->files.length / sizeof(char *);
}

static gj_code add_file(gj_archive *archive, const char *path, gj_err *err)
{
	char *copy = strdup(path);
	gj_buffer_add(&archive->files, (const char *)&copy, sizeof copy);
	if (copy && !archive->files.failed)
		return GJ_OK;
	free(copy);
	return out_of_memory(archive, err);
}

/* ---- opening and closing ---- */

static gj_code index_file(void *context, const char *path, gj_err *err)
{
	gj_archive *archive = context;
	if (!gj_str_ends(gj_str_of(path), GJ_STR(".warc.gz")))
		return GJ_OK;
	if (archive->writable && gj_recover_empty(path))
		return GJ_OK;
	bool believed = false;
	gj_code code = add_file(archive, path, err);
	if (code == GJ_OK)
		code = gj_index_read(&archive->index, path, file_count(archive) - 1, &believed, err);
	return code || believed ? code
	                        : gj_recover_index(&archive->index, path, file_count(archive) - 1,
	                                           archive->writable, &archive->trouble, err);
}

static void archive_free(gj_archive *archive)
{
	for (size_t i = 0; i < file_count(archive); i++)
		free(((char **)(void *)archive->files.data)[i]);
	gj_buffer_release(&archive->files);
	gj_buffer_release(&archive->lines);
	gj_index_release(&archive->index);
	free(archive->directory);
	free(archive);
}

static gj_code check_directory(const char *directory, bool writable, gj_err *err)
{
	if (writable)
		return gj_directory_make(directory, err);
	struct stat info;
	if (stat(directory, &info) != 0)
		return gj_err_set(err, GJ_E_READ, errno, "%s: cannot open", directory);
	if (!S_ISDIR(info.st_mode))
		return gj_err_set(err, GJ_E_READ, ENOTDIR, "%s: cannot open", directory);
	return GJ_OK;
}

gj_code gj_archive_open(gj_archive **archive, const char *directory, bool writable, gj_err *err)
{
	*archive = NULL;
	gj_code code = check_directory(directory, writable, err);
	if (code)
		return code;
	gj_archive *made = calloc(1, sizeof *made);
	if (!made || !(made->directory = strdup(directory))) {
		free(made);
		return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", directory);
	}
	made->writable = writable;
	made->rotate_at = GJ_ARCHIVE_FILE_MAX;
	gj_buffer_init(&made->files, FILES_MAX * sizeof(char *));
	gj_buffer_init(&made->lines, LINES_MAX);
	gj_index_init(&made->index);
	code = gj_file_walk(directory, index_file, made, err);
	if (code)
		archive_free(made);
	else
		*archive = made;
	return code;
}

void gj_archive_rotate_at(gj_archive *archive, uint64_t size)
{
	archive->rotate_at = size;
}

void gj_archive_hurry(gj_archive *archive, bool hurry)
{
	archive->hurry = hurry;
}

gj_archive_trouble gj_archive_trouble_of(const gj_archive *archive)
{
	return archive->trouble;
}

/* Completes the file being written, if there is one, and writes its index. */
static gj_code end_file(gj_archive *archive, gj_err *err)
{
	if (!archive->writer)
		return GJ_OK;
	uint64_t size = gj_warc_size(archive->writer);
	gj_code code = gj_warc_writer_close(archive->writer, err);
	archive->writer = NULL;
	archive->unsafe_since = 0;
	/* After what it tells of: an index is believed. */
	if (code == GJ_OK && !archive->lines.failed)
		gj_index_write(file_path(archive, file_count(archive) - 1), size,
		               gj_buffer_str(&archive->lines), NULL);
	gj_buffer_clear(&archive->lines);
	return code;
}

gj_code gj_archive_close(gj_archive *archive, gj_err *err)
{
	if (!archive)
		return GJ_OK;
	gj_code code = end_file(archive, err);
	archive_free(archive);
	return code;
}

/* ---- appending ---- */

/* Seconds, never 0. */
static time_t monotonic(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec + 1;
}

/* Begins a file named by the time and, within a second, by a counter. */
static gj_code begin_file(gj_archive *archive, gj_err *err)
{
	size_t size = strlen(archive->directory) + NAME_MAX_BYTES;
	char *path = malloc(size), stamp[sizeof "20240116080000"];
	if (!path)
		return out_of_memory(archive, err);
	time_t now = time(NULL);
	struct tm utc;
	gmtime_r(&now, &utc);
	strftime(stamp, sizeof stamp, "%Y%m%d%H%M%S", &utc);
	gj_err open_err = { .sys = EEXIST };
	gj_code code = GJ_E_WRITE;
	for (int i = 0; code && open_err.sys == EEXIST && i < FILES_MAX; i++) {
		snprintf(path, size, "%s/" GJ_ARCHIVE_PREFIX "%s-%05d.warc.gz", archive->directory, stamp, i);
		code = gj_warc_writer_open(&archive->writer, path, &open_err);
	}
	if (code && err)
		*err = open_err;
	if (!code)
		code = add_file(archive, path, err);
	free(path);
	return code;
}

/* What the archive has already, when the capture says nothing new; else null. */
static const gj_indexed *original_of(const gj_archive *archive, const gj_capture *capture)
{
	const gj_known *known = gj_index_find(&archive->index, capture->address);
	if (!known || !known->whole.address.len || capture->failure)
		return NULL;
	bool same = capture->unchanged || gj_str_equal(capture->digest, known->whole.digest);
	return same && known->whole.digest.len ? &known->whole : NULL;
}

static gj_indexed indexed_of(const gj_capture *capture, const gj_warc_written *written,
                             bool with_body)
{
	return (gj_indexed){
		.address = capture->address,
		.offset = written->offset,
		.date = capture->captured_at,
		.failure = capture->failure,
		.follow = capture->follow,
		.with_body = with_body,
		.id = with_body ? gj_str_of(written->id) : (gj_str){ 0 },
		.target = capture->final_address,
		.digest = capture->digest,
		.etag = gj_header_value(capture->headers, GJ_STR("ETag")),
		.last_modified = gj_header_value(capture->headers, GJ_STR("Last-Modified")),
	};
}

/* Sees to a file with room. */
static gj_code prepare(gj_archive *archive, gj_err *err)
{
	if (!archive->writable)
		return gj_err_set(err, GJ_E_USAGE, 0, "%s: opened for reading only", archive->directory);
	gj_code code = GJ_OK;
	if (archive->writer && gj_warc_size(archive->writer) >= archive->rotate_at)
		code = end_file(archive, err);
	return code || archive->writer ? code : begin_file(archive, err);
}

gj_code gj_archive_tick(gj_archive *archive, gj_err *err)
{
	time_t now = monotonic();
	if (!archive->unsafe_since || now - archive->unsafe_since < GJ_ARCHIVE_SYNC_SECONDS)
		return GJ_OK;
	archive->unsafe_since = 0;
	return gj_warc_sync(archive->writer, err);
}

static gj_code write_down(gj_archive *archive, const gj_capture *capture,
                          const gj_warc_original *original, gj_warc_written *written, gj_err *err)
{
	gj_warc_hurry(archive->writer, archive->hurry);
	gj_code code = gj_warc_write(archive->writer, capture, original, written, err);
	if (!code && !archive->unsafe_since)
		archive->unsafe_since = monotonic();
	return code ? code : gj_archive_tick(archive, err);
}

gj_code gj_archive_append_aside(gj_archive *archive, const gj_capture *capture, const char *id,
                                gj_err *err)
{
	gj_warc_written written = { 0 };
	gj_code code = prepare(archive, err);
	memcpy(written.id, id, sizeof written.id);
	return code ? code : write_down(archive, capture, NULL, &written, err);
}

gj_code gj_archive_append(gj_archive *archive, const gj_capture *capture, gj_err *err)
{
	gj_code code = prepare(archive, err);
	if (code)
		return code;
	const gj_indexed *known = original_of(archive, capture);
	gj_capture kept = *capture;
	kept.unchanged = known != NULL;
	gj_warc_original original = { 0 };
	if (known)
		original = (gj_warc_original){ known->id, known->target, known->digest, known->date };
	gj_warc_written written;
	code = gj_warc_make_id(written.id, err);
	if (!code)
		code = write_down(archive, &kept, known ? &original : NULL, &written, err);
	if (code)
		return code;
	bool with_body = !known && !capture->failure && capture->headers.len;
	gj_indexed line = indexed_of(capture, &written, with_body);
	gj_index_line(&archive->lines, &line);
	if (gj_index_add(&archive->index, file_count(archive) - 1, &line))
		return out_of_memory(archive, err);
	return GJ_OK;
}

/* ---- loading ---- */

bool gj_archive_has(const gj_archive *archive, gj_str address)
{
	return gj_index_find(&archive->index, address) != NULL;
}

bool gj_archive_find(const gj_archive *archive, gj_str address, gj_archive_entry *entry)
{
	const gj_known *known = gj_index_find(&archive->index, address);
	if (!known)
		return false;
	*entry = (gj_archive_entry){
		.captured_at = known->newest.date,
		.failure = known->newest.failure,
		.follow = known->newest.follow,
		.digest = known->whole.digest,
		.etag = known->whole.etag,
		.last_modified = known->whole.last_modified,
	};
	return true;
}

static unsigned field_number(gj_str fields, gj_str name)
{
	uint64_t number = 0;
	gj_header_number(gj_header_value(fields, name), &number);
	return number < UINT32_MAX ? (unsigned)number : 0;
}

static bool field_is(gj_str fields, gj_str name, gj_str value)
{
	return gj_str_equal(gj_header_value(fields, name), value);
}

/* The values of all lines of a name, a line each: no longer than they were. */
static gj_str field_lines(gj_str fields, gj_str name, gj_arena *arena)
{
	gj_str all = { gj_arena_alloc(arena, fields.len + 1), 0 };
	char *to = (char *)(uintptr_t)all.ptr;
	for (gj_str line, value; to && gj_header_line(&fields, &line);) {
		value = gj_header_value(line, name);
		if (!value.len)
			continue;
		memcpy(to + all.len, value.ptr, value.len);
		all.len += value.len;
		to[all.len++] = '\n';
	}
	return all;
}

static void take_fields(gj_str fields, gj_arena *arena, gj_capture *capture)
{
	capture->final_address = gj_header_value(fields, GJ_STR("final-address"));
	capture->status = (long)field_number(fields, GJ_STR("status"));
	capture->attempts = field_number(fields, GJ_STR("attempts"));
	capture->redirects = field_number(fields, GJ_STR("redirects"));
	capture->detail = gj_header_value(fields, GJ_STR("detail"));
	capture->hops = field_lines(fields, GJ_STR("hop"), arena);
	capture->via = gj_header_value(fields, GJ_STR("via"));
	capture->follow = gj_header_value(fields, GJ_STR("follow"));
	capture->unchanged = field_is(fields, GJ_STR("unchanged"), GJ_STR("yes"));
	capture->legacy_tls = field_is(fields, GJ_STR("tls"), GJ_STR("legacy"));
	gj_fetch_failure failure =
		gj_fetch_failure_of_name(gj_header_value(fields, GJ_STR("failure")));
	if (failure != GJ_FETCH_FAILURE_COUNT)
		capture->failure = failure;
}

static gj_code load_fields(gj_warc_reader *reader, const gj_warc_record *record, gj_arena *arena,
                           gj_capture *capture, gj_err *err)
{
	capture->captured_at = gj_warc_date(record);
	char *block = gj_arena_alloc(arena, (size_t)record->length);
	if (!block)
		return gj_err_set(err, GJ_E_LIMIT, 0, "metadata of %llu bytes does not fit",
		                  (unsigned long long)record->length);
	gj_code code = gj_warc_block(reader, block, err);
	if (!code)
		take_fields((gj_str){ block, (size_t)record->length }, arena, capture);
	return code;
}

static gj_code load_answer(gj_warc_reader *reader, const gj_warc_record *record, gj_arena *arena,
                           gj_capture *capture, gj_err *err)
{
	gj_code code = gj_warc_answer(reader, record, arena->ceiling, arena, capture, err);
	if (!code && capture->failure == GJ_FETCH_TOO_LARGE)
		code = gj_err_set(err, GJ_E_LIMIT, 0, "%.*s: capture does not fit",
		                  GJ_STR_ARG(capture->address));
	return code ? code : gj_warc_finish(reader, err);
}

/* The answer that was kept with its body, to which an unchanged one refers. */
static gj_code load_whole(const gj_archive *archive, const gj_known *known, gj_arena *arena,
                          gj_capture *capture, gj_err *err)
{
	gj_warc_reader *reader;
	gj_warc_record record;
	bool found = false;
	const char *path = file_path(archive, known->whole_file);
	gj_code code = gj_warc_reader_open(&reader, path, known->whole.offset, err);
	if (code)
		return code;
	code = gj_warc_next(reader, &record, &found, err);
	if (!code && (!found || !record.response))
		code = gj_err_set(err, GJ_E_INPUT, 0, "%s: no answer where one was kept", path);
	if (!code)
		code = load_answer(reader, &record, arena, capture, err);
	gj_warc_reader_close(reader);
	return code;
}

/* Reads on to the metadata record about the answer before. */
static gj_code load_metadata(gj_warc_reader *reader, gj_arena *arena, gj_capture *capture,
                             gj_err *err)
{
	gj_warc_record record;
	bool found = true;
	gj_code code = GJ_OK;
	do
		code = gj_warc_next(reader, &record, &found, err);
	while (!code && found && !record.metadata && !record.response && !record.revisit);
	return !code && found && record.metadata ? load_fields(reader, &record, arena, capture, err)
	                                         : code;
}

static gj_code load_capture(const gj_archive *archive, const gj_known *known,
                            gj_warc_reader *reader, gj_arena *arena, gj_capture *capture,
                            gj_err *err)
{
	gj_warc_record record;
	bool found;
	gj_code code = gj_warc_next(reader, &record, &found, err);
	if (code)
		return code;
	if (record.metadata) {
		code = load_fields(reader, &record, arena, capture, err);
	} else {
		if (record.revisit && known->whole.address.len)
			code = load_whole(archive, known, arena, capture, err);
		else if (record.response)
			code = load_answer(reader, &record, arena, capture, err);
		capture->captured_at = known->newest.date;
		if (!code && !known->newest.answer_only)
			code = load_metadata(reader, arena, capture, err);
	}
	/* A failure is no document, whatever the server sent along. */
	if (capture->failure != GJ_FETCH_OK)
		capture->body = (gj_str){ 0 };
	return code;
}

gj_code gj_archive_load(const gj_archive *archive, gj_str address, gj_arena *arena,
                        gj_capture *capture, gj_err *err)
{
	*capture = (gj_capture){ .failure = GJ_FETCH_NOT_CAPTURED };
	gj_str copy = gj_str_copy(arena, address);
	if (!copy.ptr)
		return gj_err_set(err, GJ_E_LIMIT, 0, "%s: arena is full", archive->directory);
	const gj_known *known = gj_index_find(&archive->index, address);
	gj_warc_reader *reader = NULL;
	gj_code code = GJ_OK;
	if (known) {
		code = gj_warc_reader_open(&reader, file_path(archive, known->file),
		                           known->newest.offset, err);
		if (!code)
			code = load_capture(archive, known, reader, arena, capture, err);
		gj_warc_reader_close(reader);
	}
	capture->address = copy;
	if (!code && known && known->whole.address.len && !capture->failure)
		capture->record = gj_warc_name(arena, file_path(archive, known->whole_file),
		                               known->whole.offset, known->whole.id);
	return code;
}
