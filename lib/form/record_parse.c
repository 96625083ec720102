/* Reading a record back.
 *
 * cJSON keeps numbers as doubles, which would lose decimals as printed
 * ("7730.280"). So each number of the line is first wrapped as an array of one
 * string, and cJSON hands its exact text through. cJSON writes a global of its
 * own: call from one thread only.
 */
#include "form/record.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* A record is as long as the prose of a report, at most that of a document. */
static const size_t line_ceiling = (size_t)64 << 20;
/* "[1," becomes "[[\"1\"],": the worst case, all one-digit numbers. */
enum { WRAPPED_GROWTH = 3 };

/* ---- numbers as text ---- */

static bool is_number_char(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

static bool starts_number(char c)
{
	return (c >= '0' && c <= '9') || c == '-';
}

/* Copies the string that starts at `at`, returns where it ends. */
static size_t copy_string(gj_buffer *to, gj_str line, size_t at)
{
	size_t start = at++;
	while (at < line.len && line.ptr[at] != '"') {
		bool escape = line.ptr[at] == '\\';
		if (escape && gj_str_starts(gj_str_from(line, at), GJ_STR("\\u0000"))) {
			/* cJSON ends a string at its first NUL; keep what follows. */
			gj_buffer_add(to, line.ptr + start, at - start);
			gj_buffer_add_text(to, "\\ufffd");
			start = at += 6;
			continue;
		}
		at += escape ? 2 : 1;
	}
	at = at < line.len ? at + 1 : line.len;
	gj_buffer_add(to, line.ptr + start, at - start);
	return at;
}

static size_t copy_number(gj_buffer *to, gj_str line, size_t at)
{
	size_t start = at;
	while (at < line.len && is_number_char(line.ptr[at]))
		at++;
	gj_buffer_add_text(to, "[\"");
	gj_buffer_add(to, line.ptr + start, at - start);
	gj_buffer_add_text(to, "\"]");
	return at;
}

static void wrap_numbers(gj_buffer *to, gj_str line)
{
	for (size_t at = 0; at < line.len;) {
		if (line.ptr[at] == '"')
			at = copy_string(to, line, at);
		else if (starts_number(line.ptr[at]))
			at = copy_number(to, line, at);
		else
			gj_buffer_add_char(to, line.ptr[at++]);
	}
}

/* The number's text, or null when the item is none. */
static const char *number_text(const cJSON *item)
{
	if (!cJSON_IsArray(item) || !item->child || item->child->next)
		return NULL;
	return cJSON_GetStringValue(item->child);
}

/* ---- members ---- */

typedef struct reading {
	gj_arena *arena;
	gj_report *report;
	gj_err *err;
	gj_field last; /* records list fields nearly in order: search onwards from here */
} reading;

static gj_code no_memory(reading *r)
{
	return gj_err_set(r->err, GJ_E_LIMIT, 0,
	                  "a record is larger than the memory set aside for it");
}

/* Copies a text member; missing or null leaves the empty slice. */
static gj_code read_text(reading *r, const cJSON *object, const char *key, gj_str *to)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
	if (!item || cJSON_IsNull(item))
		return GJ_OK;
	if (!cJSON_IsString(item))
		return gj_err_set(r->err, GJ_E_INPUT, 0, "\"%s\" is not a text", key);
	*to = gj_str_copy(r->arena, gj_str_of(item->valuestring));
	return to->ptr ? GJ_OK : no_memory(r);
}

/* An object member; null when missing or null, which is as good as empty. */
static gj_code read_object(reading *r, const cJSON *object, const char *key, const cJSON **to)
{
	*to = cJSON_GetObjectItemCaseSensitive(object, key);
	if (!*to || cJSON_IsNull(*to))
		*to = NULL;
	else if (!cJSON_IsObject(*to))
		return gj_err_set(r->err, GJ_E_INPUT, 0, "\"%s\" is not an object", key);
	return GJ_OK;
}

static gj_code read_year(reading *r, const cJSON *object)
{
	enum { YEAR_MAX = 9999 };
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, "year");
	if (!item || cJSON_IsNull(item))
		return GJ_OK;
	gj_decimal year;
	if (!gj_decimal_parse(gj_str_of(number_text(item)), &year) || year.scale ||
	    year.units < 0 || year.units > YEAR_MAX)
		return gj_err_set(r->err, GJ_E_INPUT, 0, "\"year\" is not a year");
	r->report->year = (int)year.units;
	return GJ_OK;
}

static gj_code read_refusal(reading *r, const cJSON *object)
{
	gj_str name = { 0 };
	gj_code code = read_text(r, object, "refused", &name);
	if (code || !name.len)
		return code;
	for (int refusal = 0; refusal < GJ_REFUSAL_COUNT; refusal++)
		if (gj_str_equal(name, gj_str_of(gj_refusal_name((gj_refusal)refusal))))
			r->report->refusal = (gj_refusal)refusal;
	if (!r->report->refusal)
		return gj_err_set(r->err, GJ_E_INPUT, 0, "\"refused\" has an unknown reason");
	return GJ_OK;
}

static gj_code read_tables(reading *r, const cJSON *object)
{
	static const char *const keys[] = { [2] = "2", [3] = "3", [4] = "4" };
	const cJSON *tables;
	gj_code code = read_object(r, object, "tables", &tables);
	for (int table = 2; table <= 4 && !code; table++) {
		gj_str name = { 0 };
		code = read_text(r, tables, keys[table], &name);
		for (int form = 0; form < GJ_FORM_COUNT; form++)
			if (gj_str_equal(name, gj_str_of(gj_form_of((gj_form_id)form)->name)))
				r->report->tables[table] = (gj_form_id)form;
		if (!code && name.len && r->report->tables[table] == GJ_FORM_NONE)
			code = gj_err_set(r->err, GJ_E_INPUT, 0, "table %d follows an unknown form",
			                  table);
	}
	return code;
}

static gj_code find_field(reading *r, const char *id, gj_value **value)
{
	for (gj_field step = 1; step <= GJ_FIELD_COUNT; step++) {
		gj_field field = (gj_field)((r->last + step) % GJ_FIELD_COUNT);
		if (strcmp(gj_field_id(field), id) != 0)
			continue;
		r->last = field;
		*value = &r->report->values[field];
		return GJ_OK;
	}
	return gj_err_set(r->err, GJ_E_INPUT, 0, "\"%.80s\" is no field of the form", id);
}

/* `cells`: numbers are plain and nulls blank, unless a mark says more. */
static gj_code read_cell(reading *r, const cJSON *item)
{
	gj_value *value = NULL;
	gj_code code = find_field(r, item->string, &value);
	if (code)
		return code;
	if (cJSON_IsNull(item)) {
		value->state = GJ_STATE_BLANK;
		return GJ_OK;
	}
	gj_str text = gj_str_of(number_text(item));
	if (!gj_decimal_parse(text, &value->number))
		return gj_err_set(r->err, GJ_E_INPUT, 0,
		                  "%s is neither null nor a number of at most 18 digits",
		                  item->string);
	value->state = GJ_STATE_NUMBER;
	value->printed = gj_str_copy(r->arena, text);
	return value->printed.ptr ? GJ_OK : no_memory(r);
}

static gj_code read_doubts(reading *r, const cJSON *object, const char *key, unsigned *doubts)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, key), *item;
	cJSON_ArrayForEach(item, list) {
		unsigned found = 0;
		gj_str name = gj_str_of(cJSON_GetStringValue(item));
		for (unsigned bit = 1; bit < 1u << GJ_DOUBT_COUNT; bit <<= 1)
			if (gj_str_equal(name, gj_str_of(gj_doubt_name((gj_doubt)bit))))
				found = bit;
		if (!found)
			return gj_err_set(r->err, GJ_E_INPUT, 0, "\"%s\" names an unknown doubt",
			                  key);
		*doubts |= found;
	}
	return GJ_OK;
}

static gj_code read_state(reading *r, const cJSON *mark, gj_value *value)
{
	const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(mark, "state"));
	bool number = gj_value_has_number(value);
	for (int state = GJ_STATE_ABSENT; name && state <= GJ_STATE_NOT_A_NUMBER; state++) {
		if (strcmp(name, gj_state_name((gj_state)state)) != 0)
			continue;
		value->state = (gj_state)state;
		if (gj_value_has_number(value) == number)
			return GJ_OK;
	}
	return gj_err_set(r->err, GJ_E_INPUT, 0, "the mark of %s does not fit its cell",
	                  mark->string);
}

static gj_code read_mark(reading *r, const cJSON *mark)
{
	gj_value *value = NULL;
	unsigned doubts = 0;
	gj_code code = find_field(r, mark->string, &value);
	if (!code)
		code = read_state(r, mark, value);
	if (!code)
		code = read_text(r, mark, "text", &value->printed);
	if (!code)
		code = read_doubts(r, mark, "doubt", &doubts);
	if (!code)
		value->doubts = (uint16_t)doubts;
	return code;
}

static gj_code read_section(reading *r, const cJSON *item)
{
	const char *key = item->string;
	if (key[0] < '1' || key[0] >= '1' + GJ_SECTIONS || key[1] || !cJSON_IsString(item))
		return gj_err_set(r->err, GJ_E_INPUT, 0, "\"sections\" has a member that is none");
	gj_section *section = &r->report->sections[key[0] - '1'];
	section->found = true;
	section->text = gj_str_copy(r->arena, gj_str_of(item->valuestring));
	return section->text.ptr ? GJ_OK : no_memory(r);
}

typedef gj_code read_member(reading *r, const cJSON *item);

static gj_code read_each(reading *r, const cJSON *object, const char *key, read_member *read)
{
	const cJSON *members, *item;
	gj_code code = read_object(r, object, key, &members);
	r->last = GJ_FIELD_COUNT - 1;
	if (code)
		return code;
	cJSON_ArrayForEach(item, members) {
		code = read(r, item);
		if (code)
			return code;
	}
	return GJ_OK;
}

/* The record keeps which sections there are, not in which order they stood. */
static void number_sections(gj_report *report)
{
	uint8_t order = 0;
	for (size_t i = 0; i < GJ_SECTIONS; i++)
		if (report->sections[i].found)
			report->sections[i].order = ++order;
}

static gj_code read_record(reading *r, const cJSON *object)
{
	const struct {
		const char *key;
		gj_str *to;
	} texts[] = {
		{ "source", &r->report->source },       { "sha256", &r->report->digest },
		{ "agency", &r->report->agency },       { "region", &r->report->region },
		{ "published", &r->report->published }, { "title", &r->report->title },
	};
	const struct {
		const char *key;
		read_member *read;
	} objects[] = {
		/* Marks refine cells and so come after them. */
		{ "cells", read_cell },
		{ "marks", read_mark },
		{ "sections", read_section },
	};
	gj_code code = GJ_OK;
	for (size_t i = 0; i < sizeof texts / sizeof *texts && !code; i++)
		code = read_text(r, object, texts[i].key, texts[i].to);
	if (!code)
		code = read_year(r, object);
	if (!code)
		code = read_refusal(r, object);
	if (!code)
		code = read_tables(r, object);
	for (size_t i = 0; i < sizeof objects / sizeof *objects && !code; i++)
		code = read_each(r, object, objects[i].key, objects[i].read);
	if (!code)
		code = read_doubts(r, object, "doubts", &r->report->doubts);
	number_sections(r->report);
	return code;
}

static gj_code parse_wrapped(reading *r, gj_str json)
{
	const char *end = NULL;
	cJSON *object = cJSON_ParseWithLengthOpts(json.ptr, json.len, &end, false);
	gj_code code;
	if (!object)
		code = gj_err_set(r->err, GJ_E_INPUT, 0, "the line is not JSON");
	else if (!cJSON_IsObject(object) || end != json.ptr + json.len)
		code = gj_err_set(r->err, GJ_E_INPUT, 0, "the line is not one JSON object");
	else
		code = read_record(r, object);
	cJSON_Delete(object);
	return code;
}

gj_code gj_record_parse(gj_arena *arena, gj_str line, gj_report *report, gj_err *err)
{
	reading r = { .arena = arena, .report = report, .err = err };
	memset(report, 0, sizeof *report);
	for (int table = 0; table <= 4; table++)
		report->tables[table] = GJ_FORM_NONE;
	line = gj_str_trim(line);
	if (line.len > line_ceiling)
		return gj_err_set(err, GJ_E_LIMIT, 0, "the line is longer than a record can be");
	gj_buffer wrapped;
	gj_buffer_init(&wrapped, WRAPPED_GROWTH * line_ceiling);
	wrap_numbers(&wrapped, line);
	gj_code code = wrapped.failed ? gj_err_set(err, wrapped.failed, 0, "no memory for a record")
	                              : parse_wrapped(&r, gj_buffer_str(&wrapped));
	gj_buffer_release(&wrapped);
	return code;
}
