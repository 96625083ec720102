/* Damage to labels and header words. */
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
	if (!label)
		return false;
	snprintf(label->text, sizeof label->text, "%s", unknown[gj_random_below(random, 5)]);
	return row->nameless = true;
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
	int named = GJ_T3_ROWS;
	for (int i = 0; i < other->count; i++)
		if (other->cells[i].field != GJ_FIELD_NONE)
			named = (other->cells[i].field - GJ_T3_BASE) / GJ_T3_COLUMNS;
	for (int i = 0; i < row->count; i++) {
		gj_field *field = &row->cells[i].field;
		int column = *field == GJ_FIELD_NONE ? 0 : (*field - GJ_T3_BASE) % GJ_T3_COLUMNS;
		if (*field != GJ_FIELD_NONE)
			*field = named < GJ_T3_ROWS ? gj_t3(named, column) : (gj_field)GJ_FIELD_NONE;
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
	row->cells[0].covered = false;
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
