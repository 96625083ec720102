#include "form/loose.h"

#include "doc/grid.h"
#include "form/label.h"
#include "form/number.h"

#include <string.h>

enum {
	TOKENS_MAX = 2048, /* a form has about 330 cells */
	TOKEN_BYTES_MAX = 200,
	SPLIT_MAX = 4, /* lines over which a narrow column breaks a label */
};

typedef enum kind { OTHER, VALUE, LABEL, GROUP, HEAD2, HEAD3, HEAD4, NOTHING } token_kind;

typedef struct token {
	gj_str text;
	gj_range range;
	token_kind kind;
} token;

typedef struct loose {
	gj_arena *arena;
	token tokens[TOKENS_MAX];
	size_t count;
	gj_open_cell cells[TOKENS_MAX];
	size_t cell_count;
	uint32_t rows;
	token_kind row;       /* what the open row is made of */
	bool has_value; /* the open row holds values already */
	bool ended;     /* the last line closed its cell with '|' */
	char core[GJ_LABEL_CORE_MAX];
} loose;

/* --- lines to tokens ------------------------------------------------------ */

static void add_token(loose *l, gj_str text, gj_range range, token_kind kind)
{
	if (l->count < TOKENS_MAX)
		l->tokens[l->count++] = (token){ gj_str_trim(text), range, kind };
}

static size_t last_space(gj_str text)
{
	size_t hit = SIZE_MAX;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (gj_is_space(code))
			hit = at;
		at += step;
	}
	return hit;
}

static bool is_value(gj_str text)
{
	gj_reading reading = gj_reading_of(text);
	return reading.state != GJ_STATE_BLANK && gj_reading_is_value(text, &reading);
}

/* "行政许可 97", "0 0 1 1": the values at the end of a line, and what is before. */
static void split_line(loose *l, gj_str text, gj_range range)
{
	gj_str values[GJ_LABEL_TEXT_MAX / 8];
	size_t count = 0;
	gj_str rest = gj_str_trim(text);
	while (rest.len && count < sizeof values / sizeof *values) {
		size_t space = last_space(rest);
		gj_str word = gj_str_trim(space == SIZE_MAX ? rest : gj_str_from(rest, space));
		if (!is_value(word))
			break;
		values[count++] = word;
		rest = space == SIZE_MAX ? (gj_str){ 0 } : gj_str_trim(gj_str_upto(rest, space));
	}
	if (rest.len)
		add_token(l, rest, range, OTHER);
	while (count)
		add_token(l, values[--count], range, VALUE);
}

/* A line of bars: one that follows a closed cell is a blank cell, several are
 * the end of a row. */
static void take_bars(loose *l, gj_str text, gj_range range)
{
	if (text.len == 1 && l->ended)
		add_token(l, (gj_str){ 0 }, range, VALUE);
	l->ended = true;
}

static void take_line(loose *l, gj_str text, gj_range range)
{
	text = gj_str_trim(text);
	size_t bars = 0;
	while (bars < text.len && text.ptr[bars] == '|')
		bars++;
	if (bars == text.len) {
		take_bars(l, text, range);
		return;
	}
	l->ended = false;
	for (gj_str rest = gj_str_from(text, bars); rest.len;) {
		size_t bar = gj_str_find(rest, GJ_STR("|"));
		l->ended = bar != SIZE_MAX;
		gj_str part = gj_str_trim(gj_str_upto(rest, bar));
		if (part.len > TOKEN_BYTES_MAX)
			add_token(l, (gj_str){ 0 }, range, NOTHING);
		else if (part.len)
			split_line(l, part, range);
		rest = gj_str_from(rest, bar == SIZE_MAX ? rest.len : bar + 1);
	}
}

/* --- what a token is ------------------------------------------------------ */

static token_kind kind_of(loose *l, gj_str text)
{
	static const struct lookup {
		gj_vocabulary vocabulary;
		token_kind kind;
	} lookups[] = {
		{ GJ_WORDS_T2_COLUMN, HEAD2 }, { GJ_WORDS_ITEM, HEAD2 },   { GJ_WORDS_T2_ROW, LABEL },
		{ GJ_WORDS_T3_ROW, LABEL },    { GJ_WORDS_T3_GROUP, GROUP }, { GJ_WORDS_T3_COLUMN, HEAD3 },
		{ GJ_WORDS_T4_HEAD, HEAD4 },
	};
	gj_str core = gj_label_core(l->core, text);
	for (size_t i = 0; i < sizeof lookups / sizeof *lookups; i++)
		if (gj_label_match(lookups[i].vocabulary, core, false).strength == GJ_MATCH_EXACT)
			return lookups[i].kind;
	return gj_str_starts(core, GJ_STR("本列数据的勾稽关系")) ? HEAD3 : OTHER;
}

/* A label broken over several lines is one token again. */
static size_t join_split(loose *l, size_t at)
{
	gj_str text = l->tokens[at].text;
	l->tokens[at].kind = kind_of(l, text);
	for (size_t n = 1; n < SPLIT_MAX && l->tokens[at].kind == OTHER && at + n < l->count; n++) {
		if (l->tokens[at + n].kind != OTHER)
			break;
		text = gj_str_format(l->arena, "%.*s%.*s", GJ_STR_ARG(text),
		                     GJ_STR_ARG(l->tokens[at + n].text));
		token_kind joined = kind_of(l, text);
		if (joined == OTHER)
			continue;
		l->tokens[at].kind = joined;
		l->tokens[at].text = text;
		l->tokens[at].range.end = l->tokens[at + n].range.end;
		return n + 1;
	}
	return 1;
}

/* --- tokens to rows ------------------------------------------------------- */

static void begin_row(loose *l, token_kind row)
{
	l->rows++;
	l->row = row;
	l->has_value = false;
}

static void add_cell(loose *l, const token *t)
{
	l->cells[l->cell_count++] = (gj_open_cell){
		.cell = { .text = t->text, .range = t->range, .row = l->rows - 1 },
		.written_column_span = 1,
		.written_row_span = 1,
	};
	l->has_value |= t->kind == VALUE;
}

/* 其他 and 总计 are words of headers too: in one they go on with it. */
static bool goes_on_with_head(loose *l, const token *t)
{
	gj_str core = gj_label_core(l->core, t->text);
	if (l->row == HEAD3)
		return gj_label_match(GJ_WORDS_T3_COLUMN, core, false).strength == GJ_MATCH_EXACT;
	return l->row == HEAD4 &&
	       gj_label_match(GJ_WORDS_T4_HEAD, core, false).strength == GJ_MATCH_EXACT;
}

/* A damaged column word of table 二 stands among sound ones. */
static token_kind kind_in_row(loose *l, const token *t)
{
	if (t->kind != OTHER || l->row != HEAD2)
		return t->kind;
	gj_str core = gj_label_core(l->core, t->text);
	gj_match match = gj_label_match(GJ_WORDS_T2_COLUMN, core, true);
	return match.strength == GJ_MATCH_NONE ? OTHER : HEAD2;
}

static void place_token(loose *l, const token *t)
{
	token_kind kind = kind_in_row(l, t);
	bool opens_head2 = kind == HEAD2 && gj_str_has(t->text, GJ_STR("信息"));
	switch (kind) {
	case VALUE:
		if (l->row == HEAD4)
			begin_row(l, VALUE);
		if (l->row == LABEL || l->row == VALUE)
			add_cell(l, t);
		return;
	case LABEL:
	case GROUP:
		if (goes_on_with_head(l, t))
			break;
		if (l->row != LABEL || l->has_value)
			begin_row(l, LABEL);
		break;
	case HEAD2:
	case HEAD3:
	case HEAD4:
		if (l->row != kind || opens_head2)
			begin_row(l, kind);
		break;
	default:
		l->row = NOTHING;
		return;
	}
	add_cell(l, t);
}

gj_grid *gj_loose_grid(gj_arena *arena, const gj_block *blocks, size_t begin, size_t end)
{
	loose *l = gj_arena_zalloc(arena, 1, sizeof *l);
	if (!l)
		return NULL;
	l->arena = arena;
	l->row = NOTHING;
	for (size_t i = begin; i < end; i++)
		take_line(l, blocks[i].text, blocks[i].range);
	for (size_t at = 0; at < l->count;) {
		size_t used = l->tokens[at].kind == OTHER ? join_split(l, at) : 1;
		place_token(l, &l->tokens[at]);
		at += used;
	}
	if (!l->rows)
		return NULL;
	gj_grid *grid = gj_grid_expand(arena, l->cells, l->cell_count, l->rows);
	if (grid)
		grid->tabular_text = true;
	return grid;
}
