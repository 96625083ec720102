#include "regrid/told.h"

#include "doc/grid.h"

enum { OUTCOMES = 5, NEEDED = 4, GROUPS_MAX = 16, CELLS = 3 /* of a row */ };

typedef struct told {
	gj_str group; /* empty: none that the form has */
	gj_str outcomes[OUTCOMES], numbers[OUTCOMES]; /* as printed; empty: not told */
	gj_range ranges[OUTCOMES];
	gj_cell *cells;
	size_t count;
	uint32_t rows;
} told;

/* What names a group, longer ones first; 行政诉讼 alone is none. */
static const struct group {
	gj_str word;
	bool named;
} groups[] = {
	{ GJ_WORD("未经复议直接起诉"), true }, { GJ_WORD("未经复议"), true }, { GJ_WORD("复议后起诉"), true },
	{ GJ_WORD("行政复议"), true }, { GJ_WORD("行政诉讼"), false },
};

static const struct outcome {
	gj_str word;
	int code;
} outcomes[] = {
	{ GJ_WORD("结果维持"), 0 }, { GJ_WORD("维持"), 0 },     { GJ_WORD("结果纠正"), 1 }, { GJ_WORD("纠正"), 1 },
	{ GJ_WORD("其他结果"), 2 }, { GJ_WORD("尚未审结"), 3 }, { GJ_WORD("未审结"), 3 },   { GJ_WORD("总计"), 4 },
	{ GJ_WORD("合计"), 4 },
};

static void add_cell(told *t, gj_str text, gj_range range)
{
	t->cells[t->count++] = (gj_cell){ .text = text, .range = range, .row = t->rows, .column_span = 1, .row_span = 1 };
}

/* Makes rows of the group told so far, if enough was, and begins another. */
static void end_group(told *t, gj_str next)
{
	bool whole = t->group.len && t->rows / OUTCOMES < GROUPS_MAX;
	for (size_t i = 0; i < NEEDED; i++)
		whole &= t->numbers[i].len > 0;
	for (size_t i = 0; whole && i < OUTCOMES; i++) {
		if (!t->numbers[i].len)
			continue;
		add_cell(t, t->group, t->ranges[i]);
		add_cell(t, t->outcomes[i], t->ranges[i]);
		add_cell(t, t->numbers[i], t->ranges[i]);
		t->rows++;
	}
	for (size_t i = 0; i < OUTCOMES; i++)
		t->numbers[i] = (gj_str){ 0 };
	t->group = next;
}

static size_t digits_of(gj_str text)
{
	size_t at = 0;
	while (at < text.len && gj_is_digit(text.ptr[at]))
		at++;
	return at;
}

/* The number of "：3件", "为 3 件" at the beginning; empty when it is none. */
static gj_str number_of(gj_str text)
{
	static const gj_str words[] = { GJ_WORD("："), GJ_WORD(":"), GJ_WORD("为"), GJ_WORD("的") };
	text = gj_str_trim(text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (gj_str_starts(text, words[i]))
			text = gj_str_trim(gj_str_from(text, words[i].len));
	size_t digits = digits_of(text);
	bool counted = gj_str_starts(gj_str_trim(gj_str_from(text, digits)), GJ_STR("件"));
	return counted ? gj_str_upto(text, digits) : (gj_str){ 0 };
}

/* A group or an outcome that begins the text; the bytes it takes, or 0. */
static size_t take_word(told *t, gj_str text, gj_range range)
{
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		if (!gj_str_starts(text, groups[i].word))
			continue;
		gj_str named = groups[i].named ? groups[i].word : (gj_str){ 0 };
		if (!gj_str_equal(named, t->group))
			end_group(t, named);
		return groups[i].word.len;
	}
	for (size_t i = 0; t->group.len && i < sizeof outcomes / sizeof *outcomes; i++) {
		if (!gj_str_starts(text, outcomes[i].word))
			continue;
		gj_str number = number_of(gj_str_from(text, outcomes[i].word.len));
		int code = outcomes[i].code;
		if (number.len && !t->numbers[code].len) {
			t->outcomes[code] = outcomes[i].word;
			t->numbers[code] = number;
			t->ranges[code] = range;
		}
		return outcomes[i].word.len;
	}
	return 0;
}

gj_grid *gj_told_grid(gj_arena *arena, const gj_block *blocks, size_t begin, size_t end, bool *tabled)
{
	(void)tabled;
	told t = { .count = 0 };
	bool tells = false;
	for (size_t i = begin; !tells && i < end; i++)
		tells = gj_str_has(blocks[i].text, GJ_STR("审结")) && gj_str_has(blocks[i].text, GJ_STR("维持"));
	t.cells = tells ? gj_arena_alloc(arena, (GROUPS_MAX + 1) * OUTCOMES * CELLS * sizeof *t.cells) : NULL;
	if (!t.cells)
		return NULL;
	for (size_t i = begin; i < end; i++) {
		gj_str text = blocks[i].text;
		for (size_t at = 0, step; at < text.len; at += step) {
			uint32_t code;
			gj_str rest = gj_str_from(text, at);
			step = take_word(&t, rest, blocks[i].range);
			step = step ? step : gj_utf8_next(rest.ptr, rest.len, &code);
		}
	}
	end_group(&t, (gj_str){ 0 });
	gj_grid *grid = t.rows ? gj_grid_expand(arena, t.cells, t.count, t.rows) : NULL;
	if (grid)
		grid->tabular_text = true;
	return grid;
}
