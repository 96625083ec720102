#include "warc/archive.h"

#include "base/file.h"
#include "warc/http_head.h"
#include "base/name_map.h"
#include "warc/read.h"
#include "warc/write.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	FILES_MAX = 100000,        /* in one second, and in one archive */
	INDEX_MAX = 1 << 30,       /* bytes; a nation's captures need a few MB */
	NAME_MAX_BYTES = 64,
};

/* Where a capture begins, and from when it is. */
typedef struct place {
	size_t file;
	uint64_t offset;
	time_t date;
	bool answer_only; /* no metadata record of ours follows the response */
} place;

struct gj_archive {
	char *directory;
	bool writable;
	gj_buffer files;   /* of char *, paths */
	gj_buffer places;  /* of place */
	gj_name_map index; /* address → place */
	gj_warc_writer *writer;
};

static gj_code out_of_memory(const gj_archive *archive, gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", archive->directory);
}

static const char *file_path(const gj_archive *archive, size_t file)
{
	return ((char **)(void *)archive->files.data)[file];
}

static place *place_at(const gj_archive *archive, size_t index)
{
	return (place *)(void *)archive->places.data + index;
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

/* The newest capture of an address is the one to find. */
static gj_code add_place(gj_archive *archive, gj_str address, place where, gj_err *err)
{
	size_t known;
	if (gj_name_map_find(&archive->index, address, &known)) {
		if (where.date >= place_at(archive, known)->date)
			*place_at(archive, known) = where;
		return GJ_OK;
	}
	size_t index = archive->places.length / sizeof where;
	gj_buffer_add(&archive->places, (const char *)&where, sizeof where);
	if (archive->places.failed || gj_name_map_put(&archive->index, address, index))
		return out_of_memory(archive, err);
	return GJ_OK;
}

/* ---- the index ---- */

/* A capture of which one more record may follow. */
typedef struct pending {
	bool any, response;
	gj_buffer address, id;
	place where;
} pending;

static void remember(gj_buffer *to, gj_str text)
{
	gj_buffer_clear(to);
	gj_buffer_add_str(to, text);
}

static bool tells_about(const gj_warc_record *record, const pending *capture)
{
	gj_str concurrent = gj_header_value(record->head, GJ_STR("WARC-Concurrent-To"));
	return record->metadata && concurrent.len && capture->any && capture->response &&
	       gj_str_equal(concurrent, gj_buffer_str(&capture->id));
}

static gj_code index_record(gj_archive *archive, const gj_warc_record *record, pending *capture,
                            gj_err *err)
{
	gj_str address = gj_warc_address(record);
	if (tells_about(record, capture)) {
		remember(&capture->address, address);
		capture->response = capture->where.answer_only = false;
		return GJ_OK;
	}
	gj_code code = GJ_OK;
	if (capture->any)
		code = add_place(archive, gj_buffer_str(&capture->address), capture->where, err);
	capture->any = (record->response || record->metadata) && address.len &&
	               record->offset != GJ_WARC_NO_OFFSET;
	capture->response = record->response;
	remember(&capture->address, address);
	remember(&capture->id, gj_header_value(record->head, GJ_STR("WARC-Record-ID")));
	capture->where = (place){ file_count(archive) - 1, record->offset, gj_warc_date(record),
		                  record->response };
	return code;
}

static gj_code index_records(gj_archive *archive, gj_warc_reader *reader, pending *capture,
                             gj_err *err)
{
	for (;;) {
		gj_warc_record record;
		bool found;
		gj_code code = gj_warc_next(reader, &record, &found, err);
		if (!code)
			code = gj_warc_finish(reader, err);
		/* Torn by a crash: what stands before it is whole. */
		if (code == GJ_E_INPUT) {
			record = (gj_warc_record){ 0 };
			found = false;
			code = GJ_OK;
		}
		if (!code)
			code = index_record(archive, &record, capture, err);
		if (code || !found)
			return code;
	}
}

static gj_code index_file(void *context, const char *path, gj_err *err)
{
	gj_archive *archive = context;
	if (!gj_str_ends(gj_str_of(path), GJ_STR(".warc.gz")))
		return GJ_OK;
	gj_code code = add_file(archive, path, err);
	gj_warc_reader *reader = NULL;
	if (!code)
		code = gj_warc_reader_open(&reader, path, 0, err);
	if (code)
		return code;
	pending capture = { 0 };
	gj_buffer_init(&capture.address, INDEX_MAX);
	gj_buffer_init(&capture.id, INDEX_MAX);
	code = index_records(archive, reader, &capture, err);
	gj_buffer_release(&capture.address);
	gj_buffer_release(&capture.id);
	gj_warc_reader_close(reader);
	return code;
}

/* ---- opening and closing ---- */

static void archive_free(gj_archive *archive)
{
	for (size_t i = 0; i < file_count(archive); i++)
		free(((char **)(void *)archive->files.data)[i]);
	gj_buffer_release(&archive->files);
	gj_buffer_release(&archive->places);
	gj_name_map_release(&archive->index);
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
	gj_buffer_init(&made->files, FILES_MAX * sizeof(char *));
	gj_buffer_init(&made->places, INDEX_MAX);
	code = gj_file_walk(directory, index_file, made, err);
	if (code)
		archive_free(made);
	else
		*archive = made;
	return code;
}

gj_code gj_archive_close(gj_archive *archive, gj_err *err)
{
	if (!archive)
		return GJ_OK;
	gj_code code = gj_warc_writer_close(archive->writer, err);
	archive_free(archive);
	return code;
}

/* ---- appending ---- */

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
		snprintf(path, size, "%s/gouji-%s-%05d.warc.gz", archive->directory, stamp, i);
		code = gj_warc_writer_open(&archive->writer, path, &open_err);
	}
	if (code && err)
		*err = open_err;
	if (!code)
		code = add_file(archive, path, err);
	free(path);
	return code;
}

gj_code gj_archive_append(gj_archive *archive, const gj_capture *capture, gj_err *err)
{
	if (!archive->writable)
		return gj_err_set(err, GJ_E_USAGE, 0, "%s: opened for reading only", archive->directory);
	gj_code code = archive->writer ? GJ_OK : begin_file(archive, err);
	place where = { .date = capture->captured_at };
	if (!code)
		code = gj_warc_write(archive->writer, capture, &where.offset, err);
	if (code)
		return code;
	where.file = file_count(archive) - 1;
	return add_place(archive, capture->address, where, err);
}

/* ---- loading ---- */

bool gj_archive_has(const gj_archive *archive, gj_str address)
{
	return gj_name_map_find(&archive->index, address, NULL);
}

static unsigned field_number(gj_str fields, gj_str name)
{
	uint64_t number = 0;
	gj_header_number(gj_header_value(fields, name), &number);
	return number < UINT32_MAX ? (unsigned)number : 0;
}

static void take_fields(gj_str fields, gj_capture *capture)
{
	capture->final_address = gj_header_value(fields, GJ_STR("final-address"));
	capture->status = (long)field_number(fields, GJ_STR("status"));
	capture->attempts = field_number(fields, GJ_STR("attempts"));
	capture->redirects = field_number(fields, GJ_STR("redirects"));
	capture->detail = gj_header_value(fields, GJ_STR("detail"));
	gj_str failure = gj_header_value(fields, GJ_STR("failure"));
	for (gj_fetch_failure i = GJ_FETCH_OK; i < GJ_FETCH_FAILURE_COUNT; i++)
		if (gj_str_equal(failure, gj_str_of(gj_fetch_failure_name(i))))
			capture->failure = i;
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
		take_fields((gj_str){ block, (size_t)record->length }, capture);
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

static gj_code load_capture(gj_warc_reader *reader, const place *where, gj_arena *arena,
                            gj_capture *capture, gj_err *err)
{
	gj_warc_record record;
	bool found;
	gj_code code = gj_warc_next(reader, &record, &found, err);
	if (!code && record.response) {
		code = load_answer(reader, &record, arena, capture, err);
		if (!code && !where->answer_only)
			code = gj_warc_next(reader, &record, &found, err);
	}
	if (!code && record.metadata)
		code = load_fields(reader, &record, arena, capture, err);
	/* A failure is no document, whatever the server sent along. */
	if (capture->failure != GJ_FETCH_OK)
		capture->body = (gj_str){ 0 };
	return code;
}

gj_code gj_archive_load(const gj_archive *archive, gj_str address, gj_arena *arena,
                        gj_capture *capture, gj_err *err)
{
	*capture = (gj_capture){ .failure = GJ_FETCH_NOT_CAPTURED };
	size_t index;
	gj_str copy = gj_str_copy(arena, address);
	if (!copy.ptr)
		return gj_err_set(err, GJ_E_LIMIT, 0, "%s: arena is full", archive->directory);
	gj_warc_reader *reader = NULL;
	gj_code code = GJ_OK;
	if (gj_name_map_find(&archive->index, address, &index)) {
		const place *where = place_at(archive, index);
		code = gj_warc_reader_open(&reader, file_path(archive, where->file), where->offset, err);
		if (!code)
			code = load_capture(reader, where, arena, capture, err);
		gj_warc_reader_close(reader);
	}
	capture->address = copy;
	return code;
}
