#include "map/judge.h"

static void judge_t2(gj_mapper *mapper)
{
	gj_report *report = mapper->report;
	const bool *seen = mapper->t2.column_seen;
	unsigned new_form = 0, old_form = 0, rows = 0;
	for (int c = 0; c < GJ_T2_COLS; c++) {
		if (c <= GJ_T2_COL_FEE_AMOUNT)
			new_form += seen[c];
		else
			old_form += seen[c];
	}
	old_form += mapper->t2.row_seen[GJ_T2_ROW_OTHER_SERVICES];
	old_form += mapper->t2.row_seen[GJ_T2_ROW_PROCUREMENT];
	for (int r = 0; r < GJ_T2_ROWS; r++)
		rows += mapper->t2.row_seen[r];
	if (rows < 2)
		return;
	report->tables[2] = old_form > new_form ? GJ_FORM_2019 : GJ_FORM_2021;
	report->mixed_rows[2] = new_form && old_form;
}

static void judge_t3(gj_mapper *mapper)
{
	enum { ROWS_ENOUGH = 4, ROWS_UNDER_HEAD = 2 };
	gj_report *report = mapper->report;
	const bool *seen = mapper->t3.row_seen;
	unsigned rows = 0;
	for (int r = 0; r < GJ_T3_ROWS; r++)
		rows += seen[r];
	bool headed = mapper->t3.head.grid != NULL;
	if (rows < ROWS_ENOUGH && !(headed && rows >= ROWS_UNDER_HEAD))
		return;
	bool new_rows = seen[GJ_T3_OTHER_NOT_CORRECTED] || seen[GJ_T3_OTHER_FEE_UNPAID] ||
	                seen[GJ_T3_OTHER_OTHER];
	if (new_rows || seen[GJ_T3_OTHER])
		report->tables[3] = new_rows ? GJ_FORM_2021 : GJ_FORM_2019;
	else
		report->tables[3] = report->tables[2] != GJ_FORM_NONE ? report->tables[2] : GJ_FORM_2021;
	report->mixed_rows[3] = new_rows && seen[GJ_T3_OTHER];
}

static void judge_t4(gj_mapper *mapper)
{
	for (int i = GJ_T4_BASE; i < GJ_FIELD_COUNT; i++)
		if (mapper->report->values[i].place.table)
			mapper->report->tables[4] = GJ_FORM_2021;
}

/* Whether table 三 has a column: a cell of it in some row. */
static bool has_column(const gj_report *report, int column)
{
	for (int row = 0; row < GJ_T3_ROWS; row++)
		if (gj_map_is_found(&report->values[gj_t3(row, column)]))
			return true;
	return false;
}

void gj_map_note_missing(gj_mapper *mapper, int table)
{
	gj_report *report = mapper->report;
	const gj_form *form = gj_form_of(report->tables[table]);
	const char *last_row = NULL;
	bool has[GJ_T3_COLUMNS];
	for (int c = 0; c < GJ_T3_COLUMNS; c++)
		has[c] = has_column(report, c);
	for (size_t i = 0; form && i < form->count; i++) {
		const gj_form_field *field = &form->fields[i];
		if (field->table != table || gj_map_is_found(&report->values[field->field]))
			continue;
		int column = (field->field - GJ_T3_BASE) % GJ_T3_COLUMNS;
		bool missing = table == 3 && !has[column], first_row = field->field == gj_t3(0, column);
		if (missing && first_row)
			gj_map_oddity(mapper, GJ_ODDITY_MISSING_COLUMN, table, field->field,
			              gj_str_of(field->column_label), NULL);
		if (missing || last_row == field->row_label)
			continue;
		last_row = field->row_label;
		gj_map_oddity(mapper, GJ_ODDITY_MISSING_ROW, table, field->field,
		              gj_str_of(field->row_label), NULL);
	}
}

void gj_map_judge(gj_mapper *mapper)
{
	if (!mapper->found[2])
		judge_t2(mapper);
	if (!mapper->found[3])
		judge_t3(mapper);
	if (!mapper->found[4])
		judge_t4(mapper);
}
