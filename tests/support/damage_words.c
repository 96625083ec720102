/* Damage to labels and header words, and table 四's header in other shapes. */
#include "damage.h"

#include <stdio.h>
#include <string.h>

enum { HAN = 3 }; /* bytes of a Chinese character in UTF-8 */

/* Characters that a slip puts into labels; some are labels' own. */
static const char slips[] = "公开其他人处理信总行政本年机关数申请不可以止复甲乙田由错漏章";

static void slip_of(char to[HAN + 1], gj_random *random)
{
	memcpy(to, slips + HAN * gj_random_below(random, (int)(sizeof slips / HAN)), HAN);
	to[HAN] = '\0';
}

static int letters_of(const char *text, int starts[GJ_PAGE_TEXT_MAX])
{
	int count = 0;
	for (int at = 0; text[at];) {
		uint32_t code;
		size_t length = gj_utf8_next(text + at, strlen(text + at), &code);
		if (length == HAN)
			starts[count++] = at;
		at += (int)length;
	}
	return count;
}

/* Where the words begin behind "（三）", "2." or "一、". */
static int behind_number(const char *text)
{
	static const char *const marks[] = { "）", ")", "、", "." };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *mark = strstr(text, marks[i]);
		if (mark && mark - text <= 3 * HAN)
			return (int)(mark - text) + (int)strlen(marks[i]);
	}
	return 0;
}

static void cut_out(char *text, int at)
{
	memmove(text + at, text + at + HAN, strlen(text + at + HAN) + 1);
}

/* One slip: a character lost, replaced, doubled or changed with the next. */
static bool slip(char text[GJ_PAGE_TEXT_MAX], gj_random *random, int letters_min)
{
	int starts[GJ_PAGE_TEXT_MAX], first = behind_number(text);
	int count = letters_of(text + first, starts);
	const char *remark = strstr(text + first, "（"); /* no part of the name */
	while (count && remark && text + first + starts[count - 1] > remark)
		count--;
	if (count < letters_min)
		return false;
	int at = first + starts[gj_random_below(random, count - 1)];
	char other[HAN + 1];
	switch (gj_random_below(random, 3)) {
	case 0:
		cut_out(text, at);
		break;
	case 1:
		slip_of(other, random);
		memcpy(text + at, other, HAN);
		break;
	default:
		memcpy(other, text + at, HAN);
		memmove(text + at, text + at + HAN, HAN);
		memcpy(text + at + HAN, other, HAN);
	}
	return true;
}

/* A label that names a row, in the row it names. */
static gj_page_cell *pick_row_label(gj_page *page, gj_random *random, gj_page_row **row, int *at)
{
	int r = gj_pick_row(page, random, gj_row_has_values);
	if (r < 0)
		return NULL;
	*row = &page->rows[r];
	int last = -1;
	for (int i = 0; i < (*row)->count && !gj_cell_is_value(&(*row)->cells[i]); i++)
		if (gj_cell_is_label(&(*row)->cells[i]))
			last = i;
	*at = last;
	return last < 0 ? NULL : &(*row)->cells[last];
}

/* Each slip leaves four letters in five. */
static bool slip_labels(gj_page *page, gj_random *random, int times)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *label = pick_row_label(page, random, &row, &at);
	bool done = false;
	for (int i = 0; label && i < times; i++)
		done |= slip(label->text, random, 5 * times - i);
	return done;
}

bool gj_damage_label_letter(gj_page *page, gj_random *random)
{
	return slip_labels(page, random, 1);
}

bool gj_damage_label_letters(gj_page *page, gj_random *random)
{
	return slip_labels(page, random, 2);
}

bool gj_damage_label_cut_short(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at, starts[GJ_PAGE_TEXT_MAX];
	gj_page_cell *label = pick_row_label(page, random, &row, &at);
	if (!label)
		return false;
	int first = behind_number(label->text), count = letters_of(label->text + first, starts);
	if (count < 6)
		return false;
	label->text[first + starts[count - 1 - gj_random_below(random, count / 3)]] = '\0';
	return true;
}

static bool renumber(gj_page *page, gj_random *random, const char *number)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *label = pick_row_label(page, random, &row, &at);
	int first = label ? behind_number(label->text) : 0;
	if (!first)
		return false;
	char text[GJ_PAGE_TEXT_MAX];
	snprintf(text, sizeof text, "%s%.200s", number, label->text + first);
	memcpy(label->text, text, sizeof text);
	return true;
}

bool gj_damage_label_unnumbered(gj_page *page, gj_random *random)
{
	return renumber(page, random, "");
}

bool gj_damage_label_misnumbered(gj_page *page, gj_random *random)
{
	static const char *const numbers[] = { "（二）", "3.", "①", "六、", "5、", "(7)", "II. " };
	return renumber(page, random, numbers[gj_random_below(random, 7)]);
}

static bool append(gj_page *page, gj_random *random, const char *text)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *label = pick_row_label(page, random, &row, &at);
	if (!label || strlen(label->text) + strlen(text) >= GJ_PAGE_TEXT_MAX)
		return false;
	strcat(label->text, text);
	return true;
}

bool gj_damage_label_instructed(gj_page *page, gj_random *random)
{
	static const char *const notes[] = { "（按件填写）", "（指2019年事项数，如-8）", "(单位：件)" };
	return append(page, random, notes[gj_random_below(random, 3)]);
}

bool gj_damage_label_dated(gj_page *page, gj_random *random)
{
	return append(page, random, "(2023)");
}

static bool split_label(gj_page *page, gj_random *random, gj_page_row **row, int *at,
                        char rest[GJ_PAGE_TEXT_MAX])
{
	int starts[GJ_PAGE_TEXT_MAX];
	gj_page_cell *label = pick_row_label(page, random, row, at);
	int count = label ? letters_of(label->text, starts) : 0;
	if (count < 4)
		return false;
	int half = starts[1 + gj_random_below(random, count - 1)];
	snprintf(rest, GJ_PAGE_TEXT_MAX, "%s", label->text + half);
	label->text[half] = '\0';
	return true;
}

bool gj_damage_label_in_two_cells(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	char rest[GJ_PAGE_TEXT_MAX];
	if (!split_label(page, random, &row, &at, rest))
		return false;
	gj_page_cell *cell = gj_page_insert_cell(row, at + 1);
	if (row->cells[at].column_span > 1)
		row->cells[at].column_span--;
	memcpy(cell->text, rest, sizeof rest);
	return true;
}

/* The label runs on in a row below that is otherwise blank, or the values stand
 * in that lower row. */
bool gj_damage_label_in_two_rows(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	char rest[GJ_PAGE_TEXT_MAX];
	if (!split_label(page, random, &row, &at, rest))
		return false;
	int index = (int)(row - page->rows);
	if (!gj_page_insert_row(page, index + 1))
		return false;
	gj_page_row *lower = row + 1;
	*lower = *row;
	lower->begins_table = false;
	gj_page_row *emptied = gj_random_chance(random, 50) ? row : lower;
	for (int i = 0; i < row->count; i++) {
		if (gj_cell_is_value(&emptied->cells[i]))
			emptied->cells[i] = (gj_page_cell){ .kind = GJ_LAYOUT_LABEL, .column = -1,
				                            .field = GJ_FIELD_NONE,
				                            .column_span = 1, .row_span = 1 };
		else if (i < at)
			lower->cells[i].text[0] = '\0';
	}
	memcpy(lower->cells[at].text, rest, sizeof rest);
	return true;
}

bool gj_damage_label_unknown(gj_page *page, gj_random *random)
{
	static const char *const unknown[] = { "", "同上", "依法处理的情况", "8", "备案" };
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *label = pick_row_label(page, random, &row, &at);
	if (label)
		snprintf(label->text, sizeof label->text, "%s",
		         unknown[gj_random_below(random, 5)]);
	return label;
}

/* Two rows print the same label: the values of one of them stand under the
 * label of another row. Both may be meant. */
bool gj_damage_label_of_other_row(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL, *other = NULL;
	int at = 0, from = 0;
	gj_page_cell *label = pick_row_label(page, random, &row, &at);
	gj_page_cell *source = pick_row_label(page, random, &other, &from);
	if (!label || !source || row->table != 3 || other->table != 3 || row == other)
		return false;
	memcpy(label->text, source->text, sizeof label->text);
	int to = 0;
	for (int i = 0; i < other->count; i++) {
		if (!gj_cell_is_value(&other->cells[i]))
			continue;
		while (to < row->count && !gj_cell_is_value(&row->cells[to]))
			to++;
		if (to < row->count)
			row->cells[to++].field = other->cells[i].field;
	}
	return true;
}

/* The label of an item in the first column, and a cell less before the values. */
bool gj_damage_label_in_front(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *label = pick_row_label(page, random, &row, &at);
	if (!label || row->cells[0].column)
		return false;
	for (int i = 0; i < at; i++)
		if (row->cells[i].text[0])
			return false;
	if (at == 0)
		return false;
	memcpy(row->cells[0].text, label->text, sizeof label->text);
	gj_page_remove_cell(row, at);
	return true;
}

/* 本年度办理结果, 不予公开 and the like: a label before that of the row. */
static gj_page_cell *pick_group(gj_page *page, gj_random *random, gj_page_row **row, int *at)
{
	if (!pick_row_label(page, random, row, at))
		return NULL;
	for (int i = 0; i < *at; i++)
		if (gj_cell_is_label(&(*row)->cells[i])) {
			*at = i;
			return &(*row)->cells[i];
		}
	return NULL;
}

bool gj_damage_group_blanked(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *group = pick_group(page, random, &row, &at);
	if (group)
		group->text[0] = '\0';
	return group;
}

bool gj_damage_group_removed(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	if (!pick_group(page, random, &row, &at))
		return false;
	gj_page_remove_cell(row, at);
	return true;
}

/* --- header words --------------------------------------------------------- */

static bool is_head_word(const gj_page_cell *cell)
{
	return cell->kind == GJ_LAYOUT_HEAD && cell->text[0];
}

bool gj_damage_head_letter(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *cell = gj_pick_anywhere(page, random, is_head_word, &row, &at);
	return cell && slip(cell->text, random, 5);
}

bool gj_damage_head_word_unknown(gj_page *page, gj_random *random)
{
	gj_page_row *row = NULL;
	int at;
	gj_page_cell *cell = gj_pick_anywhere(page, random, is_head_word, &row, &at);
	if (cell)
		snprintf(cell->text, sizeof cell->text, "%s",
		         gj_random_chance(random, 50) ? "" : "栏目");
	return cell;
}

static gj_page_cell *in_column(gj_page_row *row, int column)
{
	for (int i = 0; i < row->count; i++)
		if (row->cells[i].column == column && !row->cells[i].covered &&
		    row->cells[i].kind != GJ_LAYOUT_LABEL)
			return &row->cells[i];
	return NULL;
}

/* Rows of the table, those of its header from `from_row` on. */
static bool in_table(const gj_page *page, int at, int table, int from_row)
{
	int begin = at;
	while (begin > 0 && !page->rows[begin].begins_table)
		begin--;
	return page->rows[at].table == table && (!page->rows[at].head || at - begin >= from_row);
}

/* Whether every row has both cells, or is of those that cells reach over. */
static bool can_swap(gj_page *page, int table, int from_row, int a, int b)
{
	bool words = false;
	for (int r = 0; r < page->count; r++) {
		gj_page_row *row = &page->rows[r];
		gj_page_cell *x = in_column(row, a), *y = in_column(row, b);
		if (!in_table(page, r, table, from_row))
			continue;
		if ((x && x->column_span != 1) || (y && y->column_span != 1) ||
		    (!row->head && gj_row_has_values(row) && (!x || !y)))
			return false;
		words |= row->head && x && y && x->text[0] && y->text[0];
	}
	return words;
}

/* Two columns change places, words and numbers. Words alone changing places is
 * the same page: the reader is told by the printed word what a column holds. */
static bool swap_columns(gj_page *page, int table, int from_row, int a, int b)
{
	bool swapped = false, can_swap_now = can_swap(page, table, from_row, a, b);
	for (int r = 0; can_swap_now && r < page->count; r++) {
		gj_page_row *row = &page->rows[r];
		gj_page_cell *x = in_column(row, a), *y = in_column(row, b);
		if (!in_table(page, r, table, from_row) || !x || !y)
			continue;
		gj_page_cell kept = *x;
		*x = *y;
		*y = kept;
		x->column = a;
		y->column = b;
		swapped = true;
	}
	return swapped;
}

bool gj_damage_columns_swapped(gj_page *page, gj_random *random)
{
	int a = 4 + gj_random_below(random, 5), b = 4 + gj_random_below(random, 5);
	return a != b && swap_columns(page, 3, 2, a, b);
}

bool gj_damage_columns_swapped_4(gj_page *page, gj_random *random)
{
	int group = gj_random_below(random, GJ_T4_GROUPS) * GJ_T4_OUTCOMES;
	int a = group + gj_random_below(random, 5), b = group + gj_random_below(random, 5);
	return a != b && swap_columns(page, 4, 1, a, b);
}

/* --- table 四 in other shapes --------------------------------------------- */

static const char *const groups[] = { "行政复议", "未经复议直接起诉", "复议后起诉" };
static const char *const outcomes[] = { "结果维持", "结果纠正", "其他结果", "尚未审结", "总计" };

static void shuffle(int *order, int count, gj_random *random)
{
	for (int i = 0; i < count; i++)
		order[i] = i;
	for (int i = count - 1; i > 0; i--) {
		int j = gj_random_below(random, i + 1), kept = order[i];
		order[i] = order[j];
		order[j] = kept;
	}
}

static gj_page_row *row_of_values(gj_page *page)
{
	gj_page_row *values = NULL;
	for (int r = 0; r < page->count; r++)
		if (page->rows[r].table == 4 && gj_row_has_values(&page->rows[r]))
			values = &page->rows[r];
	return values;
}

static void sort_by_field(gj_page_row *row)
{
	for (int i = 1; i < row->count; i++) {
		for (int k = i; k > 0 && row->cells[k - 1].field > row->cells[k].field; k--) {
			gj_page_cell kept = row->cells[k];
			row->cells[k] = row->cells[k - 1];
			row->cells[k - 1] = kept;
		}
	}
}

static int rows_of_values(const gj_page *page)
{
	int count = 0;
	for (int r = 0; r < page->count; r++)
		count += page->rows[r].table == 4 && gj_row_has_values(&page->rows[r]);
	return count;
}

/* Leaves only the values of table 四, fifteen of them; null when it is not so. */
static gj_page_row *bare_values(gj_page *page)
{
	if (rows_of_values(page) != 1)
		return NULL;
	for (int r = page->count; r-- > 0;)
		if (page->rows[r].table == 4 && !gj_row_has_values(&page->rows[r]))
			gj_page_remove_row(page, r);
	gj_page_row *values = row_of_values(page);
	if (!values || values->count != GJ_T4_GROUPS * GJ_T4_OUTCOMES)
		return NULL;
	for (int i = 0; i < values->count; i++)
		if (values->cells[i].field == GJ_FIELD_NONE)
			return NULL;
	values->begins_table = true;
	sort_by_field(values);
	return values;
}

static gj_page_row *insert_head(gj_page *page, gj_page_row *values)
{
	gj_page_row *row = gj_page_insert_row(page, (int)(values - page->rows));
	row->table = 4;
	row->head = row->begins_table = true;
	row[1].begins_table = false;
	return row;
}

static void add_word(const gj_page *page, gj_page_row *row, int span, const char *a, const char *b)
{
	gj_page_cell *cell = gj_page_insert_cell(row, row->count);
	cell->kind = GJ_LAYOUT_HEAD;
	cell->column = span == 1 ? row->count - 1 : -1;
	cell->column_span = page->slots ? 1 : span;
	snprintf(cell->text, sizeof cell->text, "%s%s", a, b);
	for (int i = 1; page->slots && i < span; i++)
		gj_page_insert_cell(row, row->count);
}

/* Groups and outcomes in any order, each group with its own where words say so. */
static gj_page_row *permute(gj_page *page, gj_random *random, int group_order[GJ_T4_GROUPS],
                            int outcome_order[GJ_T4_OUTCOMES])
{
	gj_page_row *values = bare_values(page);
	if (!values)
		return NULL;
	static gj_page_row kept;
	kept = *values;
	shuffle(group_order, GJ_T4_GROUPS, random);
	shuffle(outcome_order, GJ_T4_OUTCOMES, random);
	for (int i = 0; i < GJ_T4_GROUPS * GJ_T4_OUTCOMES; i++)
		values->cells[i] = kept.cells[group_order[i / GJ_T4_OUTCOMES] * GJ_T4_OUTCOMES +
			                      outcome_order[i % GJ_T4_OUTCOMES]];
	for (int i = 0; i < GJ_T4_GROUPS * GJ_T4_OUTCOMES; i++)
		values->cells[i].column = i;
	return values;
}

bool gj_damage_head_4_two_rows(gj_page *page, gj_random *random)
{
	int group_order[GJ_T4_GROUPS], outcome_order[GJ_T4_OUTCOMES];
	gj_page_row *values = permute(page, random, group_order, outcome_order);
	if (!values)
		return false;
	gj_page_row *words = insert_head(page, values);
	for (int i = 0; i < GJ_T4_GROUPS * GJ_T4_OUTCOMES; i++)
		add_word(page, words, 1, outcomes[outcome_order[i % GJ_T4_OUTCOMES]], "");
	words = insert_head(page, words);
	for (int i = 0; i < GJ_T4_GROUPS; i++)
		add_word(page, words, GJ_T4_OUTCOMES, groups[group_order[i]], "");
	return true;
}

bool gj_damage_head_4_one_row(gj_page *page, gj_random *random)
{
	int group_order[GJ_T4_GROUPS], outcome_order[GJ_T4_OUTCOMES];
	gj_page_row *values = permute(page, random, group_order, outcome_order);
	if (!values)
		return false;
	gj_page_row *words = insert_head(page, values);
	for (int i = 0; i < GJ_T4_GROUPS * GJ_T4_OUTCOMES; i++)
		add_word(page, words, 1, groups[group_order[i / GJ_T4_OUTCOMES]],
		         outcomes[outcome_order[i % GJ_T4_OUTCOMES]]);
	return true;
}

bool gj_damage_head_4_no_groups(gj_page *page, gj_random *random)
{
	(void)random;
	gj_page_row *values = bare_values(page);
	if (!values)
		return false;
	gj_page_row *words = insert_head(page, values);
	for (int i = 0; i < GJ_T4_GROUPS * GJ_T4_OUTCOMES; i++)
		add_word(page, words, 1, outcomes[i % GJ_T4_OUTCOMES], "");
	return true;
}

/* The fifteen numbers as a line of text under the header, in a cell or none. */
bool gj_damage_table_4_line(gj_page *page, gj_random *random)
{
	gj_page_row *values = row_of_values(page);
	if (!values || values->begins_table || rows_of_values(page) != 1)
		return false;
	if (gj_random_chance(random, 50)) {
		values->begins_table = values->as_line = true;
		return true;
	}
	char line[GJ_PAGE_TEXT_MAX] = "";
	for (int i = 0; i < values->count; i++)
		snprintf(line + strlen(line), sizeof line - strlen(line), "%s%s", i ? " " : "",
		         values->cells[i].text);
	values->count = 0;
	add_word(page, values, GJ_T4_GROUPS * GJ_T4_OUTCOMES, line, "");
	values->cells[0].kind = GJ_LAYOUT_LABEL;
	return true;
}
