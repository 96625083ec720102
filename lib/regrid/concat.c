#include "regrid/concat.h"

#include "doc/grid.h"
#include "form/form.h"
#include "regrid/split.h"

#include <string.h>

enum {
	TEXT_MAX = 64 * 1024, /* a paragraph longer than this is no report's table */
	CELLS_MAX = 512,
	COMBINATIONS_MAX = 20000, /* of the rows' ways, tried against the columns */
};

typedef struct concat {
	gj_arena *arena;
	gj_str text; /* folded */
	gj_range range;
	gj_cell cells[CELLS_MAX];
	size_t count;
	uint32_t rows;
} concat;

/* --- emitting rows -------------------------------------------------------- */

static void add_cell(concat *c, gj_str text)
{
	if (c->count == CELLS_MAX)
		return;
	c->cells[c->count++] = (gj_cell){ .text = text, .range = c->range, .row = c->rows - 1,
		.column_span = 1, .row_span = 1 };
}

static void add_words(concat *c, const char *const *words, size_t count)
{
	c->rows++;
	for (size_t i = 0; i < count; i++)
		add_cell(c, gj_str_of(words[i]));
}

static void add_split_cells(concat *c, gj_str digits, const gj_split *way, int parts)
{
	size_t start = 0;
	for (int i = 0; i < parts; i++) {
		add_cell(c, gj_str_from(gj_str_upto(digits, way->end[i]), start));
		start = way->end[i];
	}
}

/* --- finding labels ------------------------------------------------------- */

/* Digits (with a point, for amounts) from `at` on, without the number of the item
 * that follows: "0000000" + "2.其他法律…". */
static gj_str digits_at(gj_str text, size_t at)
{
	size_t end = at;
	while (end < text.len && (gj_is_digit(text.ptr[end]) ||
	                          (text.ptr[end] == '.' && end + 1 < text.len && gj_is_digit(text.ptr[end + 1]))))
		end++;
	bool item_follows = end > at && end < text.len &&
	                    (text.ptr[end] == '.' || gj_str_starts(gj_str_from(text, end), GJ_STR("、")));
	return gj_str_from(gj_str_upto(text, end - item_follows), at);
}

/* The end of the first `label` from `from` on that digits follow, passing over a
 * remark in brackets; SIZE_MAX when there is none. */
static size_t find_label(gj_str text, size_t from, gj_str label)
{
	for (;;) {
		size_t hit = gj_str_find(gj_str_from(text, from), label);
		if (hit == SIZE_MAX)
			return SIZE_MAX;
		size_t end = from + hit + label.len;
		if (end < text.len && text.ptr[end] == '(') {
			size_t close = gj_str_find(gj_str_from(text, end), GJ_STR(")"));
			end = close == SIZE_MAX ? text.len : end + close + 1;
		}
		if (end < text.len && gj_is_digit(text.ptr[end]))
			return end;
		from += hit + label.len;
	}
}

/* --- table 二 ------------------------------------------------------------- */

typedef struct t2_line {
	const char *label;
	int parts;
} t2_line;

typedef struct t2_part {
	const char *const *head;
	size_t head_count;
	const t2_line *lines;
	size_t line_count;
} t2_part;

static const char *const head_2021_made[] = { "信息内容", "本年制发件数", "本年废止件数", "现行有效件数" };
static const char *const head_2021_decided[] = { "信息内容", "本年处理决定数量" };
static const char *const head_2021_fees[] = { "信息内容", "本年收费金额" };
static const char *const head_2019_made[] = { "信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量" };
static const char *const head_2019_items[] = { "信息内容", "上一年项目数量", "本年增/减", "处理决定数量" };
static const char *const head_2019_fees[] = { "信息内容", "上一年项目数量", "本年增/减" };
static const char *const head_2019_bought[] = { "信息内容", "采购项目数量", "采购总金额" };
static const t2_line lines_made[] = { { "规章", 3 }, { "规范性文件", 3 } };
static const t2_line lines_2021_decided[] = { { "行政许可", 1 }, { "行政处罚", 1 }, { "行政强制", 1 } };
static const t2_line lines_2021_fees[] = { { "行政事业性收费", 1 } };
static const t2_line lines_2019_items[] = {
	{ "行政许可", 3 }, { "其他对外管理服务事项", 3 }, { "行政处罚", 3 }, { "行政强制", 3 }
};
static const t2_line lines_2019_fees[] = { { "行政事业性收费", 2 } };
static const t2_line lines_2019_bought[] = { { "政府集中采购", 2 } };

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define PART(head, lines) { head, COUNT(head), lines, COUNT(lines) }
static const t2_part parts_2021[] = {
	PART(head_2021_made, lines_made),
	PART(head_2021_decided, lines_2021_decided),
	PART(head_2021_fees, lines_2021_fees),
};
static const t2_part parts_2019[] = {
	PART(head_2019_made, lines_made),
	PART(head_2019_items, lines_2019_items),
	PART(head_2019_fees, lines_2019_fees),
	PART(head_2019_bought, lines_2019_bought),
};

static size_t add_t2_line(concat *c, const t2_line *line, size_t from)
{
	size_t end = find_label(c->text, from, gj_str_of(line->label));
	if (end == SIZE_MAX)
		return from;
	gj_str digits = digits_at(c->text, end);
	gj_splits splits;
	c->rows++;
	add_cell(c, gj_str_of(line->label));
	if (line->parts == 1) {
		add_cell(c, digits);
		return end;
	}
	gj_split_digits(digits, line->parts, false, &splits);
	bool whole = end + digits.len == c->text.len || c->text.ptr[end + digits.len] != '-';
	if (splits.count == 1 && whole)
		add_split_cells(c, digits, &splits.ways[0], line->parts);
	return end;
}

static void find_t2(concat *c)
{
	size_t from = gj_str_find(c->text, GJ_STR("信息内容"));
	if (from == SIZE_MAX)
		return;
	bool old = gj_str_has(c->text, GJ_STR("对外公开总数量"));
	const t2_part *parts = old ? parts_2019 : parts_2021;
	size_t count = old ? COUNT(parts_2019) : COUNT(parts_2021);
	for (size_t p = 0; p < count; p++) {
		add_words(c, parts[p].head, parts[p].head_count);
		for (size_t i = 0; i < parts[p].line_count; i++)
			from = add_t2_line(c, &parts[p].lines[i], from);
	}
}

/* --- table 三 ------------------------------------------------------------- */

typedef struct t3_line {
	const char *label; /* as emitted for the mapper */
	gj_str digits;
	gj_splits splits;
	size_t chosen; /* SIZE_MAX = none */
	int code;
} t3_line;

typedef struct t3_text {
	t3_line lines[GJ_T3_ROWS];
	size_t count;
} t3_text;

static const char *t3_label(int code)
{
	gj_field field = gj_t3(code, GJ_T3_NATURAL);
	const gj_form_field *row = gj_form_find(GJ_FORM_2021, field);
	row = row ? row : gj_form_find(GJ_FORM_2019, field);
	return row->row_label;
}

/* The words to look for: folded, without the remark in brackets; 其他 and 总计
 * only with their numbers. */
static gj_str t3_needle(concat *c, int code)
{
	if (code == GJ_T3_OTHER_OTHER)
		return GJ_STR("3.其他");
	if (code == GJ_T3_PROCESSED_TOTAL)
		return GJ_STR("(七)总计");
	gj_str label = gj_fold_copy(c->arena, gj_str_of(t3_label(code)));
	return gj_str_upto(label, gj_str_find(label, GJ_STR("(")));
}

static void collect_t3(concat *c, t3_text *t)
{
	size_t from = gj_str_find(c->text, GJ_STR("本年新收政府信息公开申请数量"));
	for (int code = 0; code < GJ_T3_ROWS && from != SIZE_MAX; code++) {
		size_t end = find_label(c->text, from, t3_needle(c, code));
		if (end == SIZE_MAX)
			continue;
		t3_line *line = &t->lines[t->count++];
		*line = (t3_line){ .label = t3_label(code), .code = code, .chosen = SIZE_MAX };
		line->digits = digits_at(c->text, end);
		gj_split_digits(line->digits, GJ_T3_COLUMNS, true, &line->splits);
		from = end;
	}
}

/* Whether the chosen ways make every column's sum and balance hold. */
static bool columns_hold(const t3_text *t)
{
	int64_t sum[GJ_T3_COLUMNS] = { 0 }, balance[GJ_T3_COLUMNS] = { 0 };
	for (size_t i = 0; i < t->count; i++) {
		const t3_line *line = &t->lines[i];
		for (int c = 0; c < GJ_T3_COLUMNS; c++) {
			int64_t value = line->splits.ways[line->chosen].value[c];
			if (line->code == GJ_T3_NEW_RECEIVED || line->code == GJ_T3_CARRIED_IN)
				balance[c] += value;
			else if (line->code == GJ_T3_CARRIED_OUT)
				balance[c] -= value;
			else if (line->code != GJ_T3_PROCESSED_TOTAL)
				sum[c] += value;
			if (line->code == GJ_T3_PROCESSED_TOTAL) {
				sum[c] -= value;
				balance[c] -= value;
			}
		}
	}
	for (int c = 0; c < GJ_T3_COLUMNS; c++)
		if (sum[c] || balance[c])
			return false;
	return true;
}

/* The next combination of the rows' ways, like a counter; false after the last. */
static bool next_combination(t3_text *t)
{
	for (size_t i = 0; i < t->count; i++) {
		t3_line *line = &t->lines[i];
		if (++line->chosen < line->splits.count)
			return true;
		line->chosen = 0;
	}
	return false;
}

static void choose_unique(t3_text *t)
{
	for (size_t i = 0; i < t->count; i++)
		t->lines[i].chosen = t->lines[i].splits.count == 1 ? 0 : SIZE_MAX;
}

/* Lets the columns decide between the ways the rows leave. */
static void choose_by_columns(t3_text *t)
{
	size_t combinations = 1, solutions = 0;
	size_t solution[GJ_T3_ROWS];
	for (size_t i = 0; i < t->count; i++) {
		size_t ways = t->lines[i].splits.count;
		combinations = !ways || ways == GJ_SPLITS_MAX || combinations > COMBINATIONS_MAX / ways
		                       ? SIZE_MAX
		                       : combinations * ways;
		if (combinations == SIZE_MAX) {
			choose_unique(t);
			return;
		}
		t->lines[i].chosen = 0;
	}
	do {
		if (!columns_hold(t))
			continue;
		if (solutions++)
			break;
		for (size_t i = 0; i < t->count; i++)
			solution[i] = t->lines[i].chosen;
	} while (next_combination(t));
	choose_unique(t);
	for (size_t i = 0; solutions == 1 && i < t->count; i++)
		t->lines[i].chosen = solution[i];
}

static void find_t3(concat *c)
{
	static const char *const head[] = { "申请人情况", "自然人", "法人或其他组织" };
	t3_text *t = gj_arena_zalloc(c->arena, 1, sizeof *t);
	if (!t)
		return;
	collect_t3(c, t);
	if (!t->count)
		return;
	choose_by_columns(t);
	add_words(c, head, COUNT(head));
	for (size_t i = 0; i < t->count; i++) {
		const t3_line *line = &t->lines[i];
		c->rows++;
		add_cell(c, gj_str_of(line->label));
		if (line->chosen != SIZE_MAX)
			add_split_cells(c, line->digits, &line->splits.ways[line->chosen], GJ_T3_COLUMNS);
	}
}

/* --- table 四 ------------------------------------------------------------- */

/* Fifteen numbers in three groups, each with its total last. Ways are counted up
 * to two; the first is kept. */
typedef struct groups {
	gj_split ways[GJ_T4_GROUPS], found[GJ_T4_GROUPS];
	size_t starts[GJ_T4_GROUPS], found_starts[GJ_T4_GROUPS];
	size_t solutions;
} groups;

static void split_groups(gj_str digits, size_t start, int group, groups *g)
{
	size_t behind = (size_t)(GJ_T4_GROUPS - 1 - group) * GJ_T4_OUTCOMES;
	size_t shortest = start + GJ_T4_OUTCOMES;
	for (size_t end = shortest; end + behind <= digits.len && g->solutions < 2; end++) {
		if (group == GJ_T4_GROUPS - 1 && end < digits.len)
			continue;
		gj_splits splits;
		gj_split_digits(gj_str_from(gj_str_upto(digits, end), start), GJ_T4_OUTCOMES, true, &splits);
		for (size_t i = 0; i < splits.count && g->solutions < 2; i++) {
			g->ways[group] = splits.ways[i];
			g->starts[group] = start;
			if (group < GJ_T4_GROUPS - 1) {
				split_groups(digits, end, group + 1, g);
				continue;
			}
			if (!g->solutions++) {
				memcpy(g->found, g->ways, sizeof g->found);
				memcpy(g->found_starts, g->starts, sizeof g->found_starts);
			}
		}
	}
}

static void find_t4(concat *c)
{
	static const char *const head[] = { "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉" };
	size_t from = gj_str_find(c->text, GJ_STR("未经复议直接起诉"));
	size_t end = from == SIZE_MAX ? from : find_label(c->text, from, GJ_STR("总计"));
	if (end == SIZE_MAX)
		return;
	gj_str digits = digits_at(c->text, end);
	groups g = { .solutions = 0 };
	if (digits.len <= GJ_SPLIT_DIGITS_MAX * 2)
		split_groups(digits, 0, 0, &g);
	if (g.solutions != 1)
		return;
	add_words(c, head, COUNT(head));
	c->rows++;
	for (int group = 0; group < GJ_T4_GROUPS; group++)
		add_split_cells(c, gj_str_from(digits, g.found_starts[group]), &g.found[group],
		                GJ_T4_OUTCOMES);
}

gj_grid *gj_concat_grid(gj_arena *arena, const gj_block *blocks, size_t begin, size_t end,
                        bool *tabled)
{
	(void)tabled;
	concat *c = gj_arena_zalloc(arena, 1, sizeof *c);
	if (!c)
		return NULL;
	c->arena = arena;
	for (size_t i = begin; i < end; i++) {
		gj_str text = blocks[i].text;
		if (text.len > TEXT_MAX || !gj_str_has(text, GJ_STR("政府信息")))
			continue;
		c->text = gj_fold_copy(arena, text);
		c->range = blocks[i].range;
		find_t2(c);
		find_t3(c);
		find_t4(c);
	}
	gj_grid *grid = c->rows ? gj_grid_expand(arena, c->cells, c->count, c->rows) : NULL;
	if (grid)
		grid->tabular_text = true;
	return grid;
}
