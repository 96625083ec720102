#include "store/report_row.h"

#include <string.h>

/* ---- keeping ---- */

static gj_str form_name(gj_form_id form)
{
	return gj_str_of(form == GJ_FORM_NONE ? "" : gj_form_of(form)->name);
}

enum { DOUBTS_MAX = 256 }; /* bytes of all names of doubts */

static gj_str doubt_names(unsigned doubts, char text[DOUBTS_MAX])
{
	size_t length = 0;
	for (unsigned bit = 1; bit < 1u << GJ_DOUBT_COUNT; bit <<= 1) {
		if (!(doubts & bit))
			continue;
		gj_str name = gj_str_of(gj_doubt_name((gj_doubt)bit));
		if (length)
			text[length++] = '+';
		memcpy(text + length, name.ptr, name.len);
		length += name.len;
	}
	return (gj_str){ text, length };
}

/* What the column of a cell holds: counts as integers, amounts as printed. `text` has
 * room for an amount and is read until the row is inserted. */
static void bind_cell(gj_binder *row, gj_field field, const gj_value *value,
                      char text[GJ_DECIMAL_TEXT_MAX])
{
	if (!gj_value_has_number(value)) {
		gj_bind_null(row);
		return;
	}
	if (gj_field_type_of(field) == GJ_TYPE_DECIMAL) {
		gj_bind_name(row, (gj_str){ text, gj_decimal_print(text, value->number) });
		return;
	}
	int64_t units = value->number.units;
	for (unsigned decimals = value->number.scale; decimals; decimals--)
		units /= 10;
	if (gj_decimal_is_integer(value->number))
		gj_bind_integer(row, units);
	else
		gj_bind_null(row); /* 5.5 requests: the mark has it */
}

static gj_code insert_report(gj_store *store, int64_t agency, const gj_report *report,
                             const gj_store_part *part, size_t marks, int64_t *id, gj_err *err)
{
	char doubts[DOUBTS_MAX], amounts[GJ_FIELD_COUNT][GJ_DECIMAL_TEXT_MAX];
	gj_binder row = gj_query_begin(store, GJ_QUERY_ADD_REPORT);
	gj_bind_integer(&row, agency);
	gj_bind_integer(&row, report->year);
	gj_bind_blob(&row, (gj_str){ part->content, sizeof part->content });
	gj_bind_integer(&row, store->sweep);
	gj_bind_text(&row, report->title);
	gj_bind_text(&row, report->published);
	for (int table = 2; table <= 4; table++)
		gj_bind_text(&row, form_name(report->tables[table]));
	gj_bind_integer(&row, report->mixed_rows[2] << 2 | report->mixed_rows[3] << 3);
	gj_bind_text(&row, doubt_names(report->doubts, doubts));
	gj_bind_integer(&row, (int64_t)marks);
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		bind_cell(&row, field, &report->values[field], amounts[field]);
	return gj_query_insert(&row, id, err);
}

/* Neighbours that print nothing are one row, with the place of the first. */
static bool run_together(const gj_store *store, const gj_report *report, gj_field before,
                         gj_field field)
{
	const gj_value *a = &report->values[before], *b = &report->values[field];
	return store->field_ids[field] == store->field_ids[before] + 1 && a->state == b->state &&
	       !a->doubts && !b->doubts && !a->printed.len && !b->printed.len &&
	       !gj_value_has_number(a);
}

static gj_field end_of_run(const gj_store *store, const gj_report *report, gj_field field)
{
	while (field + 1 < GJ_FIELD_COUNT &&
	       run_together(store, report, field, (gj_field)(field + 1)))
		field++;
	return field;
}

static gj_code insert_mark(gj_store *store, int64_t report, gj_field field, gj_field through,
                           const gj_value *value, gj_err *err)
{
	char doubts[DOUBTS_MAX], number[GJ_DECIMAL_TEXT_MAX];
	const gj_place *place = &value->place;
	bool exact = gj_value_has_number(value) && value->number.scale &&
	             gj_field_type_of(field) != GJ_TYPE_DECIMAL;
	gj_binder row = gj_query_begin(store, GJ_QUERY_ADD_MARK);
	gj_bind_integer(&row, report);
	gj_bind_integer(&row, store->field_ids[field]);
	gj_bind_integer(&row, store->field_ids[through]);
	gj_bind_name(&row, gj_str_of(gj_state_name(value->state)));
	gj_bind_text(&row, doubt_names(value->doubts, doubts));
	gj_bind_text(&row, exact ? (gj_str){ number, gj_decimal_print(number, value->number) }
	                         : (gj_str){ 0 });
	gj_bind_text(&row, value->printed);
	gj_bind_integer_or_null(&row, place->grid);
	gj_bind_integer_or_null(&row, place->row);
	gj_bind_integer_or_null(&row, place->column);
	gj_bind_integer_or_null(&row, place->range.begin);
	gj_bind_integer_or_null(&row, place->range.end);
	return gj_query_insert(&row, NULL, err);
}

/* An amount says in its column how many decimals it has. */
static bool has_mark(gj_field field, const gj_value *value)
{
	bool plain = value->state == GJ_STATE_NUMBER && !value->doubts &&
	             gj_field_type_of(field) == GJ_TYPE_DECIMAL;
	return !plain && gj_store_marks(value);
}

static size_t count_marks(const gj_store *store, const gj_report *report)
{
	size_t count = 0;
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		if (!has_mark(field, &report->values[field]))
			continue;
		field = end_of_run(store, report, field);
		count++;
	}
	return count;
}

static gj_code insert_marks(gj_store *store, int64_t id, const gj_report *report, gj_err *err)
{
	gj_code code = GJ_OK;
	for (gj_field field = 0; field < GJ_FIELD_COUNT && code == GJ_OK; field++) {
		if (!has_mark(field, &report->values[field]))
			continue;
		gj_field through = end_of_run(store, report, field);
		code = insert_mark(store, id, field, through, &report->values[field], err);
		field = through;
	}
	return code;
}

static gj_code insert_sections(gj_store *store, int64_t id, const gj_store_part *part,
                               gj_err *err)
{
	gj_binder row = gj_query_begin(store, GJ_QUERY_ADD_SECTIONS);
	gj_bind_integer(&row, id);
	gj_bind_integer(&row, GJ_PACKING_ZSTD);
	gj_bind_integer(&row, (int64_t)part->sections_size);
	gj_bind_blob(&row, part->sections);
	return gj_query_insert(&row, NULL, err);
}

gj_code gj_report_row_keep(gj_store *store, int64_t agency, const gj_report *report,
                           const gj_store_part *part, int64_t *id, gj_err *err)
{
	gj_binder find = gj_query_begin(store, GJ_QUERY_FIND_REPORT);
	gj_bind_integer(&find, agency);
	gj_bind_integer(&find, report->year);
	gj_bind_blob(&find, (gj_str){ part->content, sizeof part->content });
	gj_code code = gj_query_find(&find, id, err);
	if (code || *id)
		return code;
	size_t marks = count_marks(store, report);
	code = insert_report(store, agency, report, part, marks, id, err);
	if (code == GJ_OK && marks)
		code = insert_marks(store, *id, report, err);
	if (code == GJ_OK && part->sections.len)
		code = insert_sections(store, *id, part, err);
	return code;
}
