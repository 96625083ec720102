#include "warc/index.h"

#include "base/file.h"
#include "warc/http_head.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAGIC "gouji-index 1" /* another number when the columns change */

enum {
	INDEX_MAX = 1 << 30,  /* bytes; a nation's captures of ten years need 300 MB */
	FIELDS = 11,
	WHOLE = 1, ANSWER_ONLY = 2, /* flags in a line */
};

void gj_index_init(gj_index *index)
{
	*index = (gj_index){ 0 };
	gj_arena_init(&index->arena, INDEX_MAX);
	gj_buffer_init(&index->known, INDEX_MAX);
}

void gj_index_release(gj_index *index)
{
	gj_name_map_release(&index->numbers);
	gj_buffer_release(&index->known);
	gj_arena_release(&index->arena);
}

static gj_known *known_at(const gj_index *index, size_t number)
{
	return (gj_known *)(void *)index->known.data + number;
}

const gj_known *gj_index_find(const gj_index *index, gj_str address)
{
	size_t number;
	return gj_name_map_find(&index->numbers, address, &number) ? known_at(index, number) : NULL;
}

static gj_code keep(gj_arena *arena, gj_str *text)
{
	if (text->len)
		*text = gj_str_copy(arena, *text);
	return text->len && !text->ptr ? GJ_E_MEMORY : GJ_OK;
}

static gj_code keep_whole(gj_index *index, gj_known *known, size_t file,
                          const gj_indexed *capture)
{
	known->whole_file = file;
	known->whole = *capture;
	known->whole.address = known->newest.address;
	known->whole.follow = (gj_str){ 0 };
	gj_str *texts[] = { &known->whole.id, &known->whole.target, &known->whole.digest,
		            &known->whole.etag, &known->whole.last_modified };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (keep(&index->arena, texts[i]))
			return GJ_E_MEMORY;
	return GJ_OK;
}

static gj_code add_known(gj_index *index, gj_str address, size_t *number)
{
	gj_known made = { .newest.address = address };
	*number = index->known.length / sizeof made;
	if (keep(&index->arena, &made.newest.address))
		return GJ_E_MEMORY;
	made.newest.date = INT64_MIN;
	gj_buffer_add(&index->known, (const char *)&made, sizeof made);
	return index->known.failed ? GJ_E_MEMORY
	                           : gj_name_map_put(&index->numbers, address, *number);
}

gj_code gj_index_add(gj_index *index, size_t file, const gj_indexed *capture)
{
	size_t number;
	if (!gj_name_map_find(&index->numbers, capture->address, &number) &&
	    add_known(index, capture->address, &number))
		return GJ_E_MEMORY;
	gj_known *known = known_at(index, number);
	if (capture->date >= known->newest.date) {
		gj_str address = known->newest.address;
		known->file = file;
		known->newest = (gj_indexed){ .address = address, .offset = capture->offset,
			                      .date = capture->date, .failure = capture->failure,
			                      .answer_only = capture->answer_only,
			                      .follow = capture->follow,
			                      .with_body = capture->with_body };
		if (keep(&index->arena, &known->newest.follow))
			return GJ_E_MEMORY;
	}
	bool newer = !known->whole.address.len || capture->date >= known->whole.date;
	return capture->with_body && newer ? keep_whole(index, known, file, capture) : GJ_OK;
}

/* ---- lines ---- */

static void add_field(gj_buffer *to, gj_str text, char end)
{
	for (size_t i = 0; i < text.len; i++) {
		bool control = (unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7F;
		gj_buffer_add_char(to, control ? ' ' : text.ptr[i]);
	}
	gj_buffer_add_char(to, end);
}

void gj_index_line(gj_buffer *to, const gj_indexed *capture)
{
	gj_buffer_printf(to, "%llu\t%lld\t%s\t%d\t", (unsigned long long)capture->offset,
	                 (long long)capture->date, gj_fetch_failure_name(capture->failure),
	                 (capture->with_body ? WHOLE : 0) | (capture->answer_only ? ANSWER_ONLY : 0));
	add_field(to, capture->id, '\t');
	add_field(to, capture->digest, '\t');
	add_field(to, capture->etag, '\t');
	add_field(to, capture->last_modified, '\t');
	add_field(to, capture->target, '\t');
	add_field(to, capture->follow, '\t');
	add_field(to, capture->address, '\n');
}

static bool take_number(gj_str text, uint64_t *number)
{
	return gj_header_number(text, number);
}

static bool parse_line(gj_str line, gj_indexed *to)
{
	gj_str fields[FIELDS] = { 0 };
	for (size_t i = 0; i < FIELDS; i++) {
		size_t tab = i + 1 < FIELDS ? gj_str_find(line, GJ_STR("\t")) : line.len;
		if (tab == SIZE_MAX)
			return false;
		fields[i] = gj_str_upto(line, tab);
		line = gj_str_from(line, tab + 1);
	}
	uint64_t date, flags;
	if (!take_number(fields[0], &to->offset) || !take_number(fields[1], &date) ||
	    !take_number(fields[3], &flags))
		return false;
	to->date = (time_t)date;
	to->failure = gj_fetch_failure_of_name(fields[2]);
	to->with_body = flags & WHOLE;
	to->answer_only = flags & ANSWER_ONLY;
	to->id = fields[4];
	to->digest = fields[5];
	to->etag = fields[6];
	to->last_modified = fields[7];
	to->target = fields[8];
	to->follow = fields[9];
	to->address = fields[10];
	return to->failure != GJ_FETCH_FAILURE_COUNT;
}

/* ---- the file ---- */

/* "DIR/NAME" → "DIR/.NAME.index", to be freed; null when memory is out. Who
 * walks the directory for documents passes over it. */
static char *index_path(const char *warc_path)
{
	const char *slash = strrchr(warc_path, '/');
	const char *name = slash ? slash + 1 : warc_path;
	char *made;
	return asprintf(&made, "%.*s.%s.index", (int)(name - warc_path), warc_path, name) < 0 ? NULL
	                                                                                      : made;
}

gj_code gj_index_write(const char *warc_path, uint64_t size, gj_str lines, gj_err *err)
{
	char *path = index_path(warc_path);
	if (!path)
		return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", warc_path);
	gj_output *output;
	gj_code code = gj_output_open(&output, path, err);
	if (code == GJ_OK) {
		char head[64];
		int length = snprintf(head, sizeof head, MAGIC " %llu\n", (unsigned long long)size);
		gj_output_write(output, head, (size_t)length);
		gj_output_write_str(output, lines);
		gj_output_write_str(output, GJ_STR("end\n"));
		code = gj_output_commit(output, err);
	}
	free(path);
	return code;
}

static bool right_size(const char *warc_path, gj_str *rest)
{
	gj_str line, magic = GJ_STR(MAGIC " ");
	uint64_t size;
	struct stat info;
	return gj_header_line(rest, &line) && gj_str_starts(line, magic) &&
	       take_number(gj_str_from(line, magic.len), &size) && stat(warc_path, &info) == 0 &&
	       (uint64_t)info.st_size == size;
}

/* Every line is good, and the last one is there. */
static bool is_complete(gj_str rest)
{
	gj_str line;
	gj_indexed capture;
	while (gj_header_line(&rest, &line) && !gj_str_equal(line, GJ_STR("end")))
		if (!parse_line(line, &capture))
			return false;
	return gj_str_equal(line, GJ_STR("end")) && !rest.len;
}

gj_code gj_index_read(gj_index *index, const char *warc_path, size_t file, bool *believed,
                      gj_err *err)
{
	*believed = false;
	char *path = index_path(warc_path);
	gj_buffer text;
	gj_buffer_init(&text, INDEX_MAX);
	bool read = path && gj_file_read(path, &text, NULL) == GJ_OK;
	gj_str rest = gj_buffer_str(&text);
	*believed = read && rest.len && right_size(warc_path, &rest) && is_complete(rest);
	gj_code code = GJ_OK;
	gj_indexed capture;
	for (gj_str line; *believed && !code && gj_header_line(&rest, &line) && rest.len;)
		if (parse_line(line, &capture))
			code = gj_index_add(index, file, &capture);
	gj_buffer_release(&text);
	free(path);
	return code ? gj_err_set(err, code, 0, "%s: out of memory", warc_path) : GJ_OK;
}
