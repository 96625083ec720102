#include "form_layout.h"

#include <string.h>

static gj_layout_cell *append(gj_layout *layout, gj_layout_cell cell)
{
	if (cell.row + cell.row_span > layout->rows)
		layout->rows = cell.row + cell.row_span;
	layout->cells[layout->count] = cell;
	return &layout->cells[layout->count++];
}

static gj_layout_cell *add(gj_layout *layout, int row, int column, int row_span, int column_span)
{
	return append(layout, (gj_layout_cell){ .kind = GJ_LAYOUT_LABEL, .field = GJ_FIELD_NONE,
	                                        .row = row, .column = column,
	                                        .row_span = row_span, .column_span = column_span });
}

static void add_text(gj_layout *layout, gj_layout_kind kind, int row, int column, int column_span,
                     const char *text)
{
	gj_layout_cell *cell = add(layout, row, column, 1, column_span);
	cell->kind = kind;
	cell->text = text;
}

static void add_value(gj_layout *layout, int row, int column, int column_span, gj_field field)
{
	gj_layout_cell *cell = add(layout, row, column, 1, column_span);
	cell->kind = GJ_LAYOUT_VALUE;
	cell->field = field;
}

/* Table 二: a band for each item of article 20, a head row, a row for each kind
 * of information; the last column takes what is left of four. */
enum { TABLE_2_COLUMNS = 4 };

static size_t fields_in_row(const gj_form_field *fields, size_t count)
{
	size_t n = 1;
	while (n < count && fields[n].table == 2 &&
	       strcmp(fields[n].row_label, fields[0].row_label) == 0)
		n++;
	return n;
}

static int last_span(size_t index, size_t count)
{
	return index + 1 == count ? TABLE_2_COLUMNS - (int)count : 1;
}

static void add_band(gj_layout *layout, const gj_form_field *fields, size_t count)
{
	add_text(layout, GJ_LAYOUT_BAND, layout->rows, 0, TABLE_2_COLUMNS, fields[0].item);
	int row = layout->rows;
	add_text(layout, GJ_LAYOUT_HEAD, row, 0, 1, "信息内容");
	for (size_t i = 0; i < count; i++)
		add_text(layout, GJ_LAYOUT_HEAD, row, 1 + (int)i, last_span(i, count),
		         fields[i].column_label);
}

static void lay_table_2(gj_layout *layout, const gj_filled_form *form)
{
	const gj_form *official = gj_form_of(form->tables[2]);
	const char *band = "";
	layout->columns = TABLE_2_COLUMNS;
	for (size_t i = 0; i < official->count && official->fields[i].table == 2;) {
		const gj_form_field *fields = &official->fields[i];
		size_t count = fields_in_row(fields, official->count - i);
		if (strcmp(band, fields[0].item) != 0)
			add_band(layout, fields, count);
		band = fields[0].item;
		int row = layout->rows;
		add_text(layout, GJ_LAYOUT_LABEL, row, 0, 1, fields[0].row_label);
		for (size_t k = 0; k < count; k++)
			add_value(layout, row, 1 + (int)k, last_span(k, count), fields[k].field);
		i += count;
	}
}

/* Table 三: three columns of labels, seven of numbers. */
enum { LABEL_COLUMNS = 3, PART_RESULTS = 3, CLAUSE_MAX = 7 };

static const char *const clause_names[CLAUSE_MAX + 1] = {
	[3] = "不予公开", [4] = "无法提供", [5] = "不予处理", [6] = "其他处理",
};

typedef struct gj_row_number {
	int part, clause, item; /* 三（四）2 is 3, 4, 2; 0 where there is none */
} gj_row_number;

static int numeral(const char **at)
{
	static const char digits[] = "一二三四五六七八九";
	for (int i = 0; i < 9; i++)
		if (strncmp(*at, digits + 3 * i, 3) == 0) {
			*at += 3;
			return i + 1;
		}
	return 0;
}

static gj_row_number row_number(const char *item)
{
	gj_row_number number = { numeral(&item), 0, 0 };
	size_t bracket = strlen("（");
	if (strncmp(item, "（", bracket) == 0) {
		item += bracket;
		number.clause = numeral(&item);
		item += strlen("）");
	}
	if (*item)
		number.item = *item - '0';
	return number;
}

static void number_label(gj_layout_cell *cell, gj_numbering_level level, int ordinal,
                         const char *text)
{
	cell->level = level;
	cell->ordinal = ordinal;
	cell->text = text;
}

static void add_row_label(gj_layout *layout, int row, gj_row_number number, const char *text)
{
	if (number.item)
		number_label(add(layout, row, 2, 1, 1), GJ_LEVEL_ITEM, number.item, text);
	else if (number.clause)
		number_label(add(layout, row, 1, 1, 2), GJ_LEVEL_CLAUSE, number.clause, text);
	else
		number_label(add(layout, row, 0, 1, LABEL_COLUMNS), GJ_LEVEL_PART, number.part, text);
}

static void lay_head_3(gj_layout *layout)
{
	static const char *const organisations[] = { "商业企业", "科研机构", "社会公益组织",
		                                     "法律服务机构", "其他" };
	layout->head_rows = 3;
	layout->columns = LABEL_COLUMNS + GJ_T3_COLUMNS;
	gj_layout_cell *note = add(layout, 0, 0, 3, LABEL_COLUMNS);
	note->kind = GJ_LAYOUT_HEAD;
	note->text = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
	add_text(layout, GJ_LAYOUT_HEAD, 0, LABEL_COLUMNS, GJ_T3_COLUMNS, "申请人情况");
	add_text(layout, GJ_LAYOUT_HEAD, 1, LABEL_COLUMNS, 1, "自然人");
	layout->cells[layout->count - 1].row_span = 2;
	add_text(layout, GJ_LAYOUT_HEAD, 1, LABEL_COLUMNS + 1, 5, "法人或其他组织");
	add_text(layout, GJ_LAYOUT_HEAD, 1, LABEL_COLUMNS + GJ_T3_TOTAL, 1, "总计");
	layout->cells[layout->count - 1].row_span = 2;
	for (int i = 0; i < 5; i++)
		add_text(layout, GJ_LAYOUT_HEAD, 2, LABEL_COLUMNS + 1 + i, 1, organisations[i]);
}

/* The label over a row that begins with it; its span grows with the rows below. */
typedef struct gj_open_labels {
	int part, clause;           /* index of the cell + 1, 0 = none */
	int part_number, clause_number;
} gj_open_labels;

static void open_labels(gj_layout *layout, gj_open_labels *open, int row, gj_row_number number)
{
	bool in_results = number.clause != 0;
	if (!in_results)
		*open = (gj_open_labels){ 0 };
	if (in_results && open->part_number != number.part) {
		number_label(add(layout, row, 0, 1, 1), GJ_LEVEL_PART, number.part, "本年度办理结果");
		*open = (gj_open_labels){ .part = layout->count, .part_number = number.part };
	} else if (in_results) {
		layout->cells[open->part - 1].row_span++;
	}
	if (!number.item) {
		open->clause = open->clause_number = 0;
	} else if (open->clause_number != number.clause) {
		number_label(add(layout, row, 1, 1, 1), GJ_LEVEL_CLAUSE, number.clause,
		             clause_names[number.clause]);
		open->clause = layout->count;
		open->clause_number = number.clause;
	} else {
		layout->cells[open->clause - 1].row_span++;
	}
}

static void lay_table_3(gj_layout *layout, const gj_filled_form *form)
{
	const gj_form *official = gj_form_of(form->tables[3]);
	gj_open_labels open = { 0 };
	lay_head_3(layout);
	for (size_t i = 0; i < official->count; i++) {
		const gj_form_field *first = &official->fields[i];
		if (first->table != 3)
			continue;
		i += GJ_T3_TOTAL;
		if (form->cells[first->field].state == GJ_STATE_ABSENT)
			continue;
		gj_row_number number = row_number(first->item);
		int row = layout->rows;
		open_labels(layout, &open, row, number);
		add_row_label(layout, row, number, first->row_label);
		for (int column = 0; column < GJ_T3_COLUMNS; column++)
			add_value(layout, row, LABEL_COLUMNS + column, 1, first[column].field);
	}
}

static void lay_outcomes(gj_layout *layout, int row, int column, int row_span)
{
	static const char *const outcomes[] = { "结果维持", "结果纠正", "其他结果", "尚未审结",
		                                "总计" };
	for (int i = 0; i < GJ_T4_OUTCOMES; i++) {
		add_text(layout, GJ_LAYOUT_HEAD, row, column + i, 1, outcomes[i]);
		layout->cells[layout->count - 1].row_span = row_span;
	}
}

static void lay_table_4(gj_layout *layout)
{
	layout->head_rows = 3;
	layout->columns = GJ_T4_GROUPS * GJ_T4_OUTCOMES;
	add_text(layout, GJ_LAYOUT_HEAD, 0, 0, 5, "行政复议");
	add_text(layout, GJ_LAYOUT_HEAD, 0, 5, 10, "行政诉讼");
	lay_outcomes(layout, 1, 0, 2);
	add_text(layout, GJ_LAYOUT_HEAD, 1, 5, 5, "未经复议直接起诉");
	add_text(layout, GJ_LAYOUT_HEAD, 1, 10, 5, "复议后起诉");
	lay_outcomes(layout, 2, 5, 1);
	lay_outcomes(layout, 2, 10, 1);
	for (int i = 0; i < GJ_T4_GROUPS * GJ_T4_OUTCOMES; i++)
		add_value(layout, 3, i, 1, gj_t4(i / GJ_T4_OUTCOMES, i % GJ_T4_OUTCOMES));
}

void gj_layout_table(gj_layout *layout, const gj_filled_form *form, int table)
{
	memset(layout, 0, sizeof *layout);
	layout->table = table;
	if (table == 2)
		lay_table_2(layout, form);
	else if (table == 3)
		lay_table_3(layout, form);
	else
		lay_table_4(layout);
}

/* Spans of a row's cells by their number, in five columns. */
static const int head_spans[5][4] = { [1] = { 5 }, [2] = { 1, 4 }, [3] = { 1, 2, 2 },
	                              [4] = { 1, 1, 2, 1 } };
static const int number_spans[5][4] = { [2] = { 1, 4 }, [3] = { 1, 2, 2 }, [4] = { 1, 2, 1, 1 } };

void gj_layout_wander(gj_layout *layout)
{
	layout->columns = 5;
	for (int first = 0, count; first < layout->count; first += count) {
		gj_layout_cell *cells = &layout->cells[first];
		count = 1;
		while (first + count < layout->count && cells[count].row == cells[0].row)
			count++;
		bool numbers = cells[count - 1].kind == GJ_LAYOUT_VALUE;
		const int *spans = numbers ? number_spans[count] : head_spans[count];
		for (int i = 0, column = 0; i < count; column += spans[i++]) {
			cells[i].column = column;
			cells[i].column_span = spans[i];
		}
	}
}

static void copy_head(gj_layout *part, const gj_layout *whole)
{
	part->head_rows = part->rows = whole->head_rows;
	for (int i = 0; i < whole->count && whole->cells[i].row < whole->head_rows; i++)
		part->cells[part->count++] = whole->cells[i];
}

static int limited(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

void gj_layout_slice(gj_layout *part, const gj_layout *whole, const gj_layout_cut *cut)
{
	memset(part, 0, sizeof *part);
	part->table = whole->table;
	part->columns = whole->columns;
	if (cut->from == 0)
		part->head_rows = whole->head_rows;
	else if (cut->repeat_head)
		copy_head(part, whole);
	int shift = part->rows - cut->from;
	for (int i = 0; i < whole->count; i++) {
		const gj_layout_cell *old = &whole->cells[i];
		int begin = limited(old->row, cut->from, cut->to);
		int end = limited(old->row + old->row_span, cut->from, cut->to);
		if (begin >= end)
			continue;
		gj_layout_cell *cell = append(part, *old);
		cell->row = begin + shift;
		cell->row_span = end - begin;
		if (old->row < cut->from && !cut->repeat_labels)
			number_label(cell, GJ_LEVEL_NONE, 0, "");
	}
	part->rows = cut->to + shift;
}

const gj_layout_cell *gj_layout_anchor(const gj_layout *layout, int row, int column)
{
	for (int i = 0; i < layout->count; i++)
		if (layout->cells[i].row == row && layout->cells[i].column == column)
			return &layout->cells[i];
	return NULL;
}
