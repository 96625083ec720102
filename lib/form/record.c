#include "form/record.h"

#include <string.h>

/* A plain number says everything by itself; every other cell carries a mark. */
static bool needs_mark(const gj_value *value)
{
	return value->state != GJ_STATE_NUMBER || value->doubts;
}

/* ---- one JSON object ---- */

/* Members of one object. */
typedef struct members {
	gj_buffer *buffer;
	bool any;
} members;

static void add_key(members *to, const char *key)
{
	if (to->any)
		gj_buffer_add_char(to->buffer, ',');
	gj_buffer_add_char(to->buffer, '"');
	gj_buffer_add_text(to->buffer, key);
	gj_buffer_add_text(to->buffer, "\":");
	to->any = true;
}

static void add_text_or_null(gj_buffer *buffer, gj_str text)
{
	if (text.len)
		gj_json_add_string(buffer, text);
	else
		gj_buffer_add_text(buffer, "null");
}

static void add_doubts(gj_buffer *buffer, unsigned doubts)
{
	const char *before = "";
	gj_buffer_add_char(buffer, '[');
	for (unsigned bit = 1; bit < 1u << GJ_DOUBT_COUNT; bit <<= 1) {
		if (!(doubts & bit))
			continue;
		gj_buffer_add_text(buffer, before);
		gj_json_add_string(buffer, gj_str_of(gj_doubt_name((gj_doubt)bit)));
		before = ",";
	}
	gj_buffer_add_char(buffer, ']');
}

/* The form a table follows, or null. Table 四 is the same in both forms and goes
 * by the name of the later one. */
static const char *table_form_name(const gj_report *report, int table)
{
	if (report->refusal || report->tables[table] == GJ_FORM_NONE)
		return NULL;
	return table == 4 ? gj_form_2021.name : gj_form_of(report->tables[table])->name;
}

static void add_tables(gj_buffer *buffer, const gj_report *report)
{
	static const char *const keys[] = { [2] = "2", [3] = "3", [4] = "4" };
	members to = { .buffer = buffer };
	gj_buffer_add_char(buffer, '{');
	for (int table = 2; table <= 4; table++) {
		add_key(&to, keys[table]);
		add_text_or_null(buffer, gj_str_of(table_form_name(report, table)));
	}
	gj_buffer_add_char(buffer, '}');
}

/* The members `cells`, as gj_report_each_field's context, and the fields that want
 * one in `marks`, too. */
typedef struct cell_members {
	gj_buffer *buffer;
	gj_field marked[GJ_FIELD_COUNT];
	size_t marks;
} cell_members;

static void add_cell(void *context, const gj_report *report, const gj_form_field *field)
{
	cell_members *to = context;
	const gj_value *value = &report->values[field->field];
	const gj_str null = GJ_STR("null");
	char *at = gj_buffer_reserve(to->buffer, GJ_FIELD_KEY_ROOM + GJ_DECIMAL_TEXT_MAX);
	if (needs_mark(value))
		to->marked[to->marks++] = field->field;
	if (!at)
		return;
	size_t length = gj_field_put_key(at, field->field);
	if (gj_value_has_number(value)) {
		length += gj_decimal_print(at + length, value->number);
	} else {
		memcpy(at + length, null.ptr, null.len);
		length += null.len;
	}
	to->buffer->length += length;
}

static void add_mark(gj_buffer *buffer, const gj_value *value, gj_field field)
{
	char *key = gj_buffer_reserve(buffer, GJ_FIELD_KEY_ROOM);
	buffer->length += key ? gj_field_put_key(key, field) : 0;
	gj_buffer_add_text(buffer, "{\"state\":");
	gj_json_add_string(buffer, gj_str_of(gj_state_name(value->state)));
	if (value->state == GJ_STATE_ANNOTATED || value->state == GJ_STATE_NOT_A_NUMBER) {
		gj_buffer_add_text(buffer, ",\"text\":");
		gj_json_add_string(buffer, value->printed);
	}
	if (value->doubts) {
		gj_buffer_add_text(buffer, ",\"doubt\":");
		add_doubts(buffer, value->doubts);
	}
	gj_buffer_add_char(buffer, '}');
}

/* The members from `start` on as an object: the comma before the first becomes its
 * bracket. */
static void close_object(gj_buffer *buffer, size_t start)
{
	if (buffer->length == start)
		gj_buffer_add_char(buffer, '{');
	else
		buffer->data[start] = '{';
	gj_buffer_add_char(buffer, '}');
}

static void add_cells(members *to, const gj_report *report)
{
	gj_buffer *buffer = to->buffer;
	cell_members all;
	all.buffer = buffer;
	all.marks = 0;
	add_key(to, "cells");
	size_t start = buffer->length;
	gj_report_each_field(report, add_cell, &all);
	close_object(buffer, start);
	add_key(to, "marks");
	start = buffer->length;
	for (size_t i = 0; i < all.marks; i++)
		add_mark(buffer, &report->values[all.marked[i]], all.marked[i]);
	close_object(buffer, start);
}

static void add_sections(gj_buffer *buffer, const gj_report *report)
{
	members to = { .buffer = buffer };
	gj_buffer_add_char(buffer, '{');
	for (size_t i = 0; i < GJ_SECTIONS; i++) {
		if (!report->sections[i].found)
			continue;
		const char key[] = { (char)('1' + i), '\0' };
		add_key(&to, key);
		gj_json_add_string(buffer, report->sections[i].text);
	}
	gj_buffer_add_char(buffer, '}');
}

static void add_head(members *to, const gj_report *report)
{
	add_key(to, "source");
	gj_json_add_string(to->buffer, report->source);
	add_key(to, "sha256");
	add_text_or_null(to->buffer, report->digest);
	add_key(to, "agency");
	add_text_or_null(to->buffer, report->agency);
	add_key(to, "region");
	add_text_or_null(to->buffer, report->region);
	add_key(to, "year");
	if (report->year)
		gj_buffer_add_integer(to->buffer, report->year);
	else
		gj_buffer_add_text(to->buffer, "null");
	add_key(to, "form");
	add_text_or_null(to->buffer, gj_str_of(gj_report_form_name(report)));
	add_key(to, "tables");
	add_tables(to->buffer, report);
	add_key(to, "published");
	add_text_or_null(to->buffer, report->published);
	add_key(to, "title");
	add_text_or_null(to->buffer, report->title);
	if (report->refusal) {
		add_key(to, "refused");
		gj_json_add_string(to->buffer, gj_str_of(gj_refusal_name(report->refusal)));
	}
}

void gj_record_json(gj_buffer *buffer, const gj_report *report)
{
	members to = { .buffer = buffer };
	gj_buffer_add_char(buffer, '{');
	add_head(&to, report);
	add_cells(&to, report);
	add_key(&to, "sections");
	add_sections(buffer, report);
	add_key(&to, "doubts");
	add_doubts(buffer, report->doubts);
	gj_buffer_add_text(buffer, "}\n");
}

/* ---- one row of reports.csv ---- */

/* Calls `visit` for every field there is, in the order of the columns. */
static void each_column_field(gj_field_visit *visit, void *context, const gj_report *report)
{
	static const gj_form *const forms[] = { &gj_form_2021, &gj_form_2019 };
	gj_field_set seen = { 0 };
	for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
		for (size_t i = 0; i < forms[f]->count; i++) {
			const gj_form_field *field = &forms[f]->fields[i];
			if (gj_field_set_has(&seen, field->field))
				continue;
			gj_field_set_add(&seen, field->field);
			visit(context, report, field);
		}
	}
}

static const gj_column head_columns[GJ_RECORD_HEAD] = {
	{ "source", "来源", GJ_COLUMN_TEXT },
	{ "sha256", "SHA-256 摘要", GJ_COLUMN_TEXT },
	{ "agency", "机关名称", GJ_COLUMN_TEXT },
	{ "region", "行政区划", GJ_COLUMN_TEXT },
	{ "year", "年度", GJ_COLUMN_NUMBER },
	{ "form", "表式", GJ_COLUMN_TEXT },
	{ "table2", "表二表式", GJ_COLUMN_TEXT },
	{ "table3", "表三表式", GJ_COLUMN_TEXT },
	{ "table4", "表四表式", GJ_COLUMN_TEXT },
	{ "published", "发布日期", GJ_COLUMN_TEXT },
	{ "title", "标题", GJ_COLUMN_TEXT },
	{ "refused", "未读取原因", GJ_COLUMN_TEXT },
};

static const gj_column marks_column = { "marks", "单元格标记", GJ_COLUMN_TEXT };
static const gj_column doubts_column = { "doubts", "读取疑点", GJ_COLUMN_TEXT };

typedef struct column_list {
	gj_arena *arena;
	gj_column *next;
	bool failed;
} column_list;

static void add_column(void *context, const gj_report *report, const gj_form_field *field)
{
	(void)report;
	column_list *list = context;
	/* Row labels repeat (其他, 总计); with the item they do not. */
	gj_str name = gj_str_format(list->arena, "%s%s%s·%s", field->item,
	                            field->item[0] ? "·" : "", field->row_label,
	                            field->column_label);
	list->failed |= !name.ptr;
	*list->next++ = (gj_column){ gj_field_id(field->field), name.ptr, GJ_COLUMN_NUMBER };
}

const gj_column *gj_record_columns(gj_arena *arena)
{
	gj_column *columns = gj_arena_zalloc(arena, GJ_RECORD_COLUMNS, sizeof *columns);
	if (!columns)
		return NULL;
	memcpy(columns, head_columns, sizeof head_columns);
	column_list list = { .arena = arena, .next = columns + GJ_RECORD_HEAD };
	each_column_field(add_column, &list, NULL);
	list.next[0] = marks_column;
	list.next[1] = doubts_column;
	return list.failed ? NULL : columns;
}

typedef struct row_cells {
	gj_sheet_cell *next;
	char (*number)[GJ_DECIMAL_TEXT_MAX];
} row_cells;

static void fill_number(void *context, const gj_report *report, const gj_form_field *field)
{
	row_cells *row = context;
	const gj_value *value = &report->values[field->field];
	gj_sheet_cell *cell = row->next++;
	if (report->refusal || !gj_value_has_number(value))
		return;
	cell->ptr = *row->number;
	cell->len = gj_decimal_print(*row->number++, value->number);
}

static void add_doubt_names(gj_buffer *buffer, unsigned doubts, char first, char between)
{
	char before = first;
	for (unsigned bit = 1; bit < 1u << GJ_DOUBT_COUNT; bit <<= 1) {
		if (!(doubts & bit))
			continue;
		if (before)
			gj_buffer_add_char(buffer, before);
		gj_buffer_add_text(buffer, gj_doubt_name((gj_doubt)bit));
		before = between;
	}
}

/* "t3.granted.social=blank;t3.granted.total=number?spans+missing" */
static void add_short_mark(void *context, const gj_report *report, const gj_form_field *field)
{
	gj_buffer *buffer = context;
	const gj_value *value = &report->values[field->field];
	if (!needs_mark(value))
		return;
	if (buffer->length)
		gj_buffer_add_char(buffer, ';');
	gj_buffer_add_text(buffer, gj_field_id(field->field));
	gj_buffer_add_char(buffer, '=');
	gj_buffer_add_text(buffer, gj_state_name(value->state));
	add_doubt_names(buffer, value->doubts, '?', '+');
}

/* An id, a state and all doubts of every field take less. */
enum { SHORT_MARKS_MAX = GJ_FIELD_COUNT * 256 };

static bool fill_tail(gj_arena *arena, const gj_report *report, gj_sheet_cell tail[2])
{
	gj_buffer text;
	gj_buffer_init(&text, SHORT_MARKS_MAX);
	gj_report_each_field(report, add_short_mark, &text);
	if (text.length)
		tail[0] = gj_str_copy(arena, gj_buffer_str(&text));
	bool ok = !text.failed && (!text.length || tail[0].ptr);
	gj_buffer_clear(&text);
	add_doubt_names(&text, report->doubts, '\0', ';');
	if (text.length)
		tail[1] = gj_str_copy(arena, gj_buffer_str(&text));
	ok = ok && !text.failed && (!text.length || tail[1].ptr);
	gj_buffer_release(&text);
	return ok;
}

static gj_sheet_cell cell_of(gj_str text)
{
	return text.len ? text : (gj_sheet_cell){ 0 };
}

bool gj_record_row(gj_arena *arena, const gj_report *report, gj_sheet_cell *cells)
{
	/* One more piece than fields: the year. */
	char(*numbers)[GJ_DECIMAL_TEXT_MAX] =
		gj_arena_alloc(arena, (GJ_FIELD_COUNT + 1) * sizeof *numbers);
	if (!numbers)
		return false;
	memset(cells, 0, GJ_RECORD_COLUMNS * sizeof *cells);
	const gj_sheet_cell head[GJ_RECORD_HEAD] = {
		cell_of(report->source),
		cell_of(report->digest),
		cell_of(report->agency),
		cell_of(report->region),
		{ *numbers, gj_decimal_print(*numbers, gj_decimal_of(report->year)) },
		cell_of(gj_str_of(gj_report_form_name(report))),
		gj_str_of(table_form_name(report, 2)),
		gj_str_of(table_form_name(report, 3)),
		gj_str_of(table_form_name(report, 4)),
		cell_of(report->published),
		cell_of(report->title),
		cell_of(gj_str_of(gj_refusal_name(report->refusal))),
	};
	memcpy(cells, head, sizeof head);
	if (!report->year)
		cells[4] = (gj_sheet_cell){ 0 };
	row_cells row = { .next = cells + GJ_RECORD_HEAD, .number = numbers + 1 };
	each_column_field(fill_number, &row, report);
	return fill_tail(arena, report, row.next);
}
