#include "store/report_row.h"

#include <string.h>

enum { REPORT_ARENA_MAX = 256 << 20 }; /* the words of one report */

static gj_code prepare(gj_report_reader *reader, sqlite3_stmt **statement, const char *sql,
                       gj_err *err)
{
	int result = sqlite3_prepare_v3(reader->store->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
	                                statement, NULL);
	return result == SQLITE_OK ? GJ_OK : gj_store_failed(reader->store, result, err);
}

static gj_code prepare_report(gj_report_reader *reader, gj_err *err)
{
	gj_buffer *sql = &reader->store->scratch;
	gj_buffer_clear(sql);
	gj_buffer_add_text(sql, "SELECT title, published, table2, table3, table4, mixed, doubts, marks");
	for (size_t i = 0; i < reader->field_count; i++)
		gj_buffer_printf(sql, ", \"%s\"", gj_field_id(reader->fields[i]));
	gj_buffer_add_text(sql, " FROM reports WHERE id = ?");
	gj_buffer_add_char(sql, '\0');
	if (sql->failed)
		return gj_err_set(err, sql->failed, 0, "out of memory");
	return prepare(reader, &reader->report, sql->data, err);
}

gj_code gj_report_reader_init(gj_report_reader *reader, gj_store *store,
                              const gj_field_set *fields, bool sections, gj_err *err)
{
	memset(reader, 0, sizeof *reader);
	reader->store = store;
	gj_arena_init(&reader->arena, REPORT_ARENA_MAX);
	for (size_t id = 0; id < sizeof reader->of_id / sizeof *reader->of_id; id++)
		reader->of_id[id] = GJ_FIELD_NONE;
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		int64_t id = store->field_ids[field];
		if (id > 0 && id < 8 * GJ_TAINT_BYTES)
			reader->of_id[id] = field;
		if (fields && !gj_field_set_has(fields, field))
			continue;
		reader->fields[reader->field_count++] = field;
		gj_field_set_add(&reader->wanted, field);
	}
	gj_code code = prepare_report(reader, err);
	if (code == GJ_OK)
		code = prepare(reader, &reader->marks,
		               "SELECT field, through, state, doubts, number, printed, grid, row,"
		               " col, begin_byte, end_byte FROM cell_marks WHERE report = ?", err);
	if (code == GJ_OK && sections)
		code = prepare(reader, &reader->sections,
		               "SELECT size, texts FROM sections WHERE report = ?", err);
	return code;
}

void gj_report_reader_release(gj_report_reader *reader)
{
	sqlite3_finalize(reader->report);
	sqlite3_finalize(reader->marks);
	sqlite3_finalize(reader->sections);
	gj_arena_release(&reader->arena);
	memset(reader, 0, sizeof *reader);
}

/* ---- names back to what they name ---- */

static gj_form_id form_of_name(gj_str name)
{
	for (int form = 0; form < GJ_FORM_COUNT; form++)
		if (gj_str_equal(name, gj_str_of(gj_form_of((gj_form_id)form)->name)))
			return (gj_form_id)form;
	return GJ_FORM_NONE;
}

static bool state_of_name(gj_str name, gj_state *state)
{
	for (int i = GJ_STATE_ABSENT; i <= GJ_STATE_NOT_A_NUMBER; i++) {
		*state = (gj_state)i;
		if (gj_str_equal(name, gj_str_of(gj_state_name(*state))))
			return true;
	}
	return false;
}

static unsigned doubt_of_name(gj_str name)
{
	for (unsigned bit = 1; bit < 1u << GJ_DOUBT_COUNT; bit <<= 1)
		if (gj_str_equal(name, gj_str_of(gj_doubt_name((gj_doubt)bit))))
			return bit;
	return 0;
}

static unsigned doubts_of_names(gj_str names)
{
	unsigned doubts = 0;
	while (names.len) {
		size_t end = gj_str_find(names, GJ_STR("+"));
		doubts |= doubt_of_name(gj_str_upto(names, end));
		names = gj_str_from(names, end == SIZE_MAX ? names.len : end + 1);
	}
	return doubts;
}

/* ---- loading ---- */

static gj_code damaged(const gj_report_reader *reader, int64_t id, const char *what, gj_err *err)
{
	return gj_err_set(err, GJ_E_DAMAGED, 0, "%s: report %lld has %s", reader->store->path,
	                  (long long)id, what);
}

static bool read_cell(gj_columns *row, gj_field field, gj_value *value)
{
	bool amount = gj_field_type_of(field) == GJ_TYPE_DECIMAL;
	bool there = sqlite3_column_type(row->statement, row->next) != SQLITE_NULL;
	value->state = there ? GJ_STATE_NUMBER : GJ_STATE_ABSENT;
	if (there && amount)
		return gj_decimal_parse(gj_column_text(row), &value->number);
	if (there)
		value->number = gj_decimal_of(sqlite3_column_int64(row->statement, row->next));
	row->next++;
	return true;
}

static void read_head(gj_report_reader *reader, gj_columns *row, int64_t *marks)
{
	gj_report *report = &reader->read;
	report->title = gj_str_copy(&reader->arena, gj_column_text(row));
	report->published = gj_str_copy(&reader->arena, gj_column_text(row));
	for (int table = 2; table <= 4; table++)
		report->tables[table] = form_of_name(gj_column_text(row));
	int64_t mixed = gj_column_integer(row);
	report->mixed_rows[2] = mixed >> 2 & 1;
	report->mixed_rows[3] = mixed >> 3 & 1;
	report->doubts = doubts_of_names(gj_column_text(row));
	*marks = gj_column_integer(row);
}

static bool read_mark(gj_report_reader *reader, gj_columns *row)
{
	int64_t from = gj_column_integer(row), through = gj_column_integer(row);
	gj_value mark = { 0 };
	gj_str number, printed;
	bool known = state_of_name(gj_column_text(row), &mark.state);
	mark.doubts = (uint16_t)doubts_of_names(gj_column_text(row));
	number = gj_column_text(row);
	printed = gj_column_text(row);
	mark.place.grid = (uint16_t)gj_column_integer(row);
	mark.place.row = (uint32_t)gj_column_integer(row);
	mark.place.column = (uint32_t)gj_column_integer(row);
	mark.place.range.begin = (uint32_t)gj_column_integer(row);
	mark.place.range.end = (uint32_t)gj_column_integer(row);
	if (number.len && !gj_decimal_parse(number, &mark.number))
		return false;
	for (int64_t id = from; known && id <= through && id < 8 * GJ_TAINT_BYTES; id++) {
		gj_field field = id > 0 ? reader->of_id[id] : GJ_FIELD_NONE;
		if (field == GJ_FIELD_NONE || !gj_field_set_has(&reader->wanted, field))
			continue;
		gj_value *value = &reader->read.values[field];
		gj_decimal plain = value->number;
		*value = mark;
		value->place.table = (uint16_t)(mark.place.grid ? gj_field_table(field) : 0);
		value->printed = gj_str_copy(&reader->arena, printed);
		if (!number.len)
			value->number = plain;
	}
	return known;
}

static gj_code load_marks(gj_report_reader *reader, int64_t id, gj_err *err)
{
	sqlite3_bind_int64(reader->marks, 1, id);
	gj_code code = GJ_OK;
	int result;
	while (code == GJ_OK && (result = sqlite3_step(reader->marks)) != SQLITE_DONE) {
		gj_columns row = { reader->marks, 0 };
		if (result != SQLITE_ROW)
			code = gj_store_failed(reader->store, result, err);
		else if (!read_mark(reader, &row))
			code = damaged(reader, id, "a mark that is none", err);
	}
	sqlite3_reset(reader->marks);
	return code;
}

static gj_code load_sections(gj_report_reader *reader, int64_t id, gj_err *err)
{
	sqlite3_bind_int64(reader->sections, 1, id);
	gj_code code = GJ_OK;
	int result = sqlite3_step(reader->sections);
	gj_columns row = { reader->sections, 0 };
	if (result == SQLITE_ROW) {
		size_t size = (size_t)gj_column_integer(&row);
		code = gj_sections_unpack(&reader->arena, gj_column_blob(&row), size,
		                          &reader->read, err);
	} else if (result != SQLITE_DONE) {
		code = gj_store_failed(reader->store, result, err);
	}
	sqlite3_reset(reader->sections);
	return code;
}

gj_code gj_report_reader_load(gj_report_reader *reader, int64_t id, gj_err *err)
{
	gj_report *report = &reader->read;
	gj_arena_reset(&reader->arena);
	memset(report->sections, 0, sizeof report->sections);
	for (size_t i = 0; i < reader->field_count; i++)
		report->values[reader->fields[i]] = (gj_value){ 0 };
	sqlite3_bind_int64(reader->report, 1, id);
	int result = sqlite3_step(reader->report);
	gj_columns row = { reader->report, 0 };
	gj_code code = result == SQLITE_ROW    ? GJ_OK
	               : result == SQLITE_DONE ? damaged(reader, id, "no row", err)
	                                       : gj_store_failed(reader->store, result, err);
	int64_t marks = 0;
	if (code == GJ_OK)
		read_head(reader, &row, &marks);
	for (size_t i = 0; i < reader->field_count && code == GJ_OK; i++)
		if (!read_cell(&row, reader->fields[i], &report->values[reader->fields[i]]))
			code = damaged(reader, id, "an amount that is none", err);
	sqlite3_reset(reader->report);
	if (code == GJ_OK && marks)
		code = load_marks(reader, id, err);
	if (code == GJ_OK && reader->sections)
		code = load_sections(reader, id, err);
	return code;
}
