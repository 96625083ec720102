#include "base/file.h"
#include "net/csv_read.h"
#include "net/source_line.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <sys/stat.h>

enum {
	LIST_SIZE_MAX = 64 << 20,            /* a nation's 100,000 sources are about 20 MB */
	LIST_MEMORY_MAX = 8 * LIST_SIZE_MAX, /* text, sources, complaints, and slack */
};

static gj_code out_of_memory(const gj_source_reader *reader, gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "%s: out of memory", reader->path);
}

/* ---- CSV ---- */

typedef struct header {
	size_t count;
	int column[GJ_SOURCE_COLUMNS]; /* of each field */
} header;

static gj_code check_required(const gj_source_reader *reader, const header *head, uint32_t line,
                              gj_err *err)
{
	for (int i = 0; i < GJ_SOURCE_COLUMNS; i++) {
		bool present = false;
		for (size_t j = 0; j < head->count; j++)
			present = present || head->column[j] == i;
		if (!present && gj_source_column_required(i))
			return gj_err_set(err, GJ_E_INPUT, 0,
			                  "%s: line %u: column %s (%s) is missing from the header",
			                  reader->path, line, gj_source_column_name(i, false),
			                  gj_source_column_name(i, true));
	}
	return GJ_OK;
}

static gj_code read_header(gj_source_reader *reader, const gj_csv_row *row, header *head, gj_err *err)
{
	bool known[GJ_SOURCE_COLUMNS] = { false };
	for (head->count = 0; head->count < row->count; head->count++) {
		/* No overrun: a field too many is a repeated column or an unknown one. */
		int column = gj_source_column_of(&reader->list->arena, row->fields[head->count]);
		if (column < 0)
			return gj_source_unknown_column(reader, row->line, row->fields[head->count], err);
		if (known[column])
			return gj_err_set(err, GJ_E_INPUT, 0,
			                  "%s: line %u: column %s stands twice in the header",
			                  reader->path, row->line, gj_source_column_name(column, false));
		known[column] = true;
		head->column[head->count] = column;
	}
	return check_required(reader, head, row->line, err);
}

static gj_code add_row(gj_source_reader *reader, const header *head, const gj_csv_row *row)
{
	gj_str values[GJ_SOURCE_COLUMNS] = { 0 };
	for (size_t i = 0; i < head->count; i++)
		values[head->column[i]] = row->fields[i];
	return gj_source_add(reader, values, row->line);
}

static gj_code complain_row(gj_source_reader *reader, const header *head, const gj_csv_row *row,
                            const char *trouble)
{
	size_t field = row->count < head->count ? row->count : head->count - 1;
	return gj_source_complain(
		reader, row->line,
		gj_str_format(&reader->list->arena, "column %s: %s",
	                      gj_source_column_name(head->column[field], false), trouble));
}

static gj_code take_row(gj_source_reader *reader, const header *head, const gj_csv_row *row,
                        gj_csv_result result)
{
	if (result == GJ_CSV_MEMORY)
		return GJ_E_MEMORY;
	if (result == GJ_CSV_BAD_QUOTE)
		return complain_row(reader, head, row,
		                    "a quote is not closed, or text follows it: close it, and "
		                    "double quotes inside quotes");
	if (row->count < head->count)
		return complain_row(reader, head, row,
		                    "missing: write as many fields as the header has, empty ones too");
	if (row->count > head->count)
		return complain_row(reader, head, row,
		                    "more fields follow than the header has: put quotes around "
		                    "fields that hold commas");
	return add_row(reader, head, row);
}

static gj_code read_csv(gj_source_reader *reader, gj_str text, gj_err *err)
{
	gj_csv csv = gj_csv_start(text);
	gj_csv_row row;
	header head = { 0 };
	gj_arena *arena = &reader->list->arena;
	gj_csv_result result = gj_csv_next(&csv, arena, &row);
	if (result == GJ_CSV_END)
		return gj_err_set(err, GJ_E_INPUT, 0, "%s: line 1: no header: the list is empty",
		                  reader->path);
	if (result == GJ_CSV_BAD_QUOTE)
		return gj_err_set(err, GJ_E_INPUT, 0, "%s: line %u: a quote in the header is not closed",
		                  reader->path, row.line);
	gj_code code = result == GJ_CSV_ROW ? read_header(reader, &row, &head, err)
	                                    : out_of_memory(reader, err);
	while (!code && (result = gj_csv_next(&csv, arena, &row)) != GJ_CSV_END)
		if (take_row(reader, &head, &row, result))
			code = out_of_memory(reader, err);
	return code;
}

/* ---- JSON ---- */

typedef struct json_cursor {
	const char *at, *end;
	uint32_t line;
} json_cursor;

static void json_advance(json_cursor *json, const char *to)
{
	for (; json->at < to; json->at++)
		json->line += *json->at == '\n';
}

static char json_peek(json_cursor *json)
{
	const char *to = json->at;
	while (to < json->end && strchr(" \t\r\n", *to) && *to)
		to++;
	json_advance(json, to);
	return to < json->end ? *to : '\0';
}

static gj_code broken_json(const gj_source_reader *reader, uint32_t line, const char *what, gj_err *err)
{
	return gj_err_set(err, GJ_E_INPUT, 0, "%s: line %u: broken JSON: %s", reader->path, line, what);
}

/* The text of a value; false when it is neither text nor number nor null. */
static bool json_text(gj_arena *arena, const cJSON *item, gj_str *text)
{
	*text = (gj_str){ 0 };
	if (cJSON_IsString(item))
		*text = gj_str_copy(arena, gj_str_of(item->valuestring));
	else if (cJSON_IsNumber(item))
		*text = gj_str_format(arena, "%.15g", item->valuedouble);
	else
		return cJSON_IsNull(item);
	return true;
}

static gj_code add_object(gj_source_reader *reader, const cJSON *object, uint32_t line, gj_err *err)
{
	gj_arena *arena = &reader->list->arena;
	gj_str values[GJ_SOURCE_COLUMNS] = { 0 };
	gj_code code = GJ_OK;
	for (const cJSON *item = object->child; item; item = item->next) {
		int column = gj_source_column_of(arena, gj_str_of(item->string));
		if (column < 0)
			return gj_source_unknown_column(reader, line, gj_str_of(item->string), err);
		if (json_text(arena, item, &values[column]))
			continue;
		code = gj_source_complain(reader, line,
		                gj_str_format(arena, "%s is neither text nor a number: write it as one",
		                              gj_source_column_name(column, false)));
		return code ? out_of_memory(reader, err) : GJ_OK;
	}
	code = gj_source_add(reader, values, line);
	return code ? out_of_memory(reader, err) : GJ_OK;
}

static gj_code read_object(gj_source_reader *reader, json_cursor *json, gj_err *err)
{
	const char *end = NULL;
	uint32_t line = json->line;
	cJSON *object = cJSON_ParseWithLengthOpts(json->at, (size_t)(json->end - json->at), &end, 0);
	if (!object) {
		if (end && end > json->at)
			json_advance(json, end);
		return broken_json(reader, json->line, "not an object that JSON allows", err);
	}
	gj_code code = cJSON_IsObject(object)
	                       ? add_object(reader, object, line, err)
	                       : broken_json(reader, line, "each entry must be an object", err);
	cJSON_Delete(object);
	json_advance(json, end);
	return code;
}

/* [{…}, {…}], or {…} {…} one a line. */
static gj_code read_json(gj_source_reader *reader, gj_str text, gj_err *err)
{
	json_cursor json = { text.ptr, text.ptr + text.len, 1 };
	bool array = json_peek(&json) == '[';
	json.at += array;
	bool open = array && json_peek(&json) != ']';
	gj_code code = GJ_OK;
	while (!code && (array ? open : json_peek(&json) != '\0')) {
		json_peek(&json);
		code = read_object(reader, &json, err);
		if (code || !array)
			continue;
		char next = json_peek(&json);
		open = next == ',';
		json.at += open;
		if (next != ',' && next != ']')
			code = broken_json(reader, json.line, "expected , or ] after an entry", err);
	}
	json.at += !code && array;
	if (!code && json_peek(&json))
		code = broken_json(reader, json.line, "text after the end of the list", err);
	return code;
}

/* ---- the file ---- */

static uint32_t line_at(gj_str text, size_t offset)
{
	uint32_t line = 1;
	for (size_t i = 0; i < offset; i++)
		line += text.ptr[i] == '\n';
	return line;
}

static gj_code from_gb18030(const gj_source_reader *reader, gj_str raw, gj_str *text, gj_err *err)
{
	size_t room = raw.len * 2; /* two bytes become three at most, four stay four */
	char *to = gj_arena_alloc(&reader->list->arena, room);
	if (!to)
		return out_of_memory(reader, err);
	iconv_t conversion = iconv_open("UTF-8", "GB18030");
	if (conversion == (iconv_t)-1)
		return gj_err_set(err, GJ_E_INTERNAL, errno, "GB18030 is not known to iconv");
	char *in = (char *)(uintptr_t)raw.ptr, *out = to;
	size_t left = raw.len;
	size_t result = iconv(conversion, &in, &left, &out, &room);
	iconv_close(conversion);
	if (result == (size_t)-1)
		return gj_err_set(err, GJ_E_INPUT, 0,
		                  "%s: line %u: neither UTF-8 nor GB18030: save the list as UTF-8",
		                  reader->path, line_at(raw, raw.len - left));
	*text = (gj_str){ to, (size_t)(out - to) };
	return GJ_OK;
}

static gj_code decode(const gj_source_reader *reader, gj_str raw, gj_str *text, gj_err *err)
{
	if (gj_str_starts(raw, GJ_STR("\xEF\xBB\xBF")))
		raw = gj_str_from(raw, 3);
	if (memchr(raw.ptr ? raw.ptr : "", '\0', raw.len))
		return gj_err_set(err, GJ_E_INPUT, 0, "%s: not a text, or UTF-16: save the list as UTF-8",
		                  reader->path);
	if (!gj_utf8_valid(raw))
		return from_gb18030(reader, raw, text, err);
	*text = gj_str_copy(&reader->list->arena, raw);
	return text->ptr ? GJ_OK : out_of_memory(reader, err);
}

static gj_code read_list(gj_source_reader *reader, gj_err *err)
{
	const char *slash = strrchr(reader->path, '/');
	reader->folder = (gj_str){ reader->path, slash ? (size_t)(slash + 1 - reader->path) : 0 };
	gj_buffer raw;
	gj_buffer_init(&raw, LIST_SIZE_MAX);
	gj_str text = { 0 };
	gj_code code = gj_file_read(reader->path, &raw, err);
	if (!code)
		code = decode(reader, gj_buffer_str(&raw), &text, err);
	gj_buffer_release(&raw);
	if (code)
		return code;
	gj_str start = gj_str_trim(text);
	bool json = start.len && (start.ptr[0] == '[' || start.ptr[0] == '{');
	return json ? read_json(reader, text, err) : read_csv(reader, text, err);
}

static gj_code add_file(void *context, const char *path, gj_err *err)
{
	gj_source_reader *reader = context;
	gj_source source = { .url = gj_str_copy(&reader->list->arena, gj_str_of(path)) };
	gj_buffer_add(&reader->items, (const char *)&source, sizeof source);
	return source.url.ptr && !reader->items.failed ? GJ_OK : out_of_memory(reader, err);
}

static gj_code hand_over(gj_source_reader *reader, gj_err *err)
{
	gj_source_list *list = reader->list;
	gj_str items = gj_str_copy(&list->arena, gj_buffer_str(&reader->items));
	gj_str complaints = gj_str_copy(&list->arena, gj_buffer_str(&reader->complaints));
	if (!items.ptr || !complaints.ptr)
		return out_of_memory(reader, err);
	list->items = (gj_source *)(uintptr_t)items.ptr;
	list->count = items.len / sizeof *list->items;
	list->complaints = (gj_source_complaint *)(uintptr_t)complaints.ptr;
	list->complaint_count = complaints.len / sizeof *list->complaints;
	return GJ_OK;
}

gj_code gj_source_list_read(gj_source_list *list, const char *path, gj_err *err)
{
	*list = (gj_source_list){ 0 };
	gj_arena_init(&list->arena, LIST_MEMORY_MAX);
	gj_source_reader reader = { .list = list, .path = path };
	gj_buffer_init(&reader.items, LIST_MEMORY_MAX);
	gj_buffer_init(&reader.complaints, LIST_MEMORY_MAX);
	struct stat info;
	list->from_directory = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
	gj_code code = list->from_directory ? gj_file_walk(path, add_file, &reader, err)
	                                    : read_list(&reader, err);
	if (!code)
		code = hand_over(&reader, err);
	gj_name_map_release(&reader.seen);
	gj_buffer_release(&reader.items);
	gj_buffer_release(&reader.complaints);
	if (code)
		gj_source_list_release(list);
	return code;
}

void gj_source_list_release(gj_source_list *list)
{
	gj_arena_release(&list->arena);
	*list = (gj_source_list){ 0 };
}
