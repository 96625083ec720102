#include "regrid/loose.h"

#include "doc/grid.h"
#include "form/label.h"
#include "form/number.h"

#include <string.h>

enum {
	TOKENS_MAX = 2048, /* a form has about 330 cells */
	TOKEN_BYTES_MAX = 200,
	SPLIT_MAX = 5, /* lines over which a narrow column breaks a label */
	WORDS_MAX = 128, /* of a line; fifteen letters each spaced apart are many */
	HEAD_PIECE_MAX = 24, /* bytes: of table 四's words broken in lines, 结果 over 维持 */
	LABEL_WORDS_MAX = 12, /* a label set letter by letter */
};

typedef enum kind { OTHER, VALUE, LABEL, GROUP, HEAD2, HEAD3, HEAD4, NOTHING } token_kind;

typedef struct token {
	gj_str text;
	gj_range range;
	token_kind kind;
	size_t block; /* it stands in */
} token;

typedef struct loose {
	gj_arena *arena;
	size_t block; /* being read */
	token tokens[TOKENS_MAX];
	size_t count;
	gj_cell cells[TOKENS_MAX];
	size_t cell_count;
	uint32_t rows;
	token_kind row;       /* what the open row is made of */
	bool has_value; /* the open row holds values already */
	bool ended;     /* the last line closed its cell with '|' */
	char core[GJ_LABEL_CORE_MAX], prefix[GJ_LABEL_CORE_MAX];
} loose;

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

/* --- lines to tokens ------------------------------------------------------ */

static void add_token(loose *l, gj_str text, gj_range range, token_kind kind)
{
	if (l->count < TOKENS_MAX)
		l->tokens[l->count++] = (token){ gj_str_trim(text), range, kind, l->block };
}

static bool is_value(gj_str text)
{
	gj_entry reading = gj_entry_of(text);
	return reading.state != GJ_STATE_BLANK && gj_entry_is_value(text, &reading);
}

static size_t words_of(gj_str line, gj_str words[WORDS_MAX])
{
	size_t count = 0;
	while (count < WORDS_MAX && gj_str_word(&line, &words[count]))
		count++;
	return count;
}

static gj_str span_of(const gj_str *first, const gj_str *last)
{
	return (gj_str){ first->ptr, (size_t)(last->ptr + last->len - first->ptr) };
}

/* How many words from `words` on make the longest known label or header word: labels
 * have spaces inside, and so have cells between them. 0 when none does. */
static size_t known_words(loose *l, const gj_str *words, size_t count)
{
	for (size_t n = count < LABEL_WORDS_MAX ? count : LABEL_WORDS_MAX; n > 0; n--)
		if (kind_of(l, span_of(words, words + n - 1)) != OTHER)
			return n;
	return 0;
}

/* A number before a label at the head of a line numbers it. */
static bool is_numbered(loose *l, const gj_str *words, size_t count)
{
	return count > 1 && is_value(words[0]) && known_words(l, words + 1, count - 1);
}

/* "0、0、0、1、1": a list of values, more than any label has inside. */
static bool add_list(loose *l, gj_str word, gj_range range)
{
	enum { LIST_MIN = 5, LIST_MAX = 15 };
	gj_str values[LIST_MAX];
	size_t count = gj_entry_list(word, values, LIST_MAX);
	for (size_t i = 0; count >= LIST_MIN && i < count; i++)
		add_token(l, values[i], range, VALUE);
	return count >= LIST_MIN;
}

/* "行政许可 97", "三、本年度办理结果 （一）予以公开 0 0 1 1": the cells of a line
 * that spaces part. */
static void split_line(loose *l, gj_str text, gj_range range)
{
	gj_str words[WORDS_MAX];
	size_t count = words_of(text, words);
	for (size_t at = is_numbered(l, words, count); at < count;) {
		size_t unknown = at;
		size_t known = 0;
		bool value = false;
		while (unknown < count) {
			value = is_value(words[unknown]);
			known = value ? 1 : known_words(l, words + unknown, count - unknown);
			if (known)
				break;
			unknown++;
		}
		if (unknown == at + 1 && !known && add_list(l, words[at], range))
			break;
		if (unknown > at)
			add_token(l, span_of(words + at, words + unknown - 1), range, OTHER);
		if (known)
			add_token(l, span_of(words + unknown, words + unknown + known - 1), range,
			          value ? VALUE : OTHER);
		at = unknown + known;
	}
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
	bool behind_bar = bars > 0;
	for (gj_str rest = gj_str_from(text, bars); rest.len;) {
		size_t bar = gj_str_find(rest, GJ_STR("|"));
		l->ended = bar != SIZE_MAX;
		gj_str part = gj_str_trim(gj_str_upto(rest, bar));
		if (behind_bar && part.len == 1 && rest.ptr[0] == '-' && bar != 1)
			part.len = 0; /* a wiki's "|-" ends a row */
		behind_bar = true;
		if (part.len > TOKEN_BYTES_MAX)
			add_token(l, (gj_str){ 0 }, range, NOTHING);
		else if (part.len)
			split_line(l, part, range);
		rest = gj_str_from(rest, bar == SIZE_MAX ? rest.len : bar + 1);
	}
}

/* --- labels cut in lines -------------------------------------------------- */

/* Words that run into the cell behind them where text lost the space between. */
static const struct prefix {
	gj_vocabulary vocabulary;
	token_kind behind;
} prefixes[] = {
	{ GJ_WORDS_T3_GROUP, LABEL }, /* "（三）不予公开1.属于国家秘密" */
	{ GJ_WORDS_ITEM, HEAD2 },     /* "信息内容本年处理决定数量" */
};

static bool may_begin_with_prefix(gj_str text)
{
	static const char *const words[] = { "办理结果", "不予公开", "无法提供", "不予处理",
		                             "其他处理", "信息内容" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (gj_str_has(text, gj_str_of(words[i])))
			return true;
	return false;
}

/* What follows such words, and its kind; empty when there are none. */
static gj_str behind_prefix(loose *l, gj_str text, token_kind *kind)
{
	if (!may_begin_with_prefix(text))
		return (gj_str){ 0 };
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		gj_str core = gj_label_core(l->prefix, gj_str_upto(text, at));
		for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
			gj_match match = gj_label_match(prefixes[i].vocabulary, core, false);
			*kind = prefixes[i].behind;
			if (match.strength == GJ_MATCH_EXACT &&
			    kind_of(l, gj_str_from(text, at)) == *kind)
				return gj_str_from(text, at);
		}
	}
	return (gj_str){ 0 };
}

/* Makes a token of text that is known, or is known behind a group's words. */
static bool recognise(loose *l, token *t, gj_str text)
{
	gj_str known = text;
	token_kind kind = kind_of(l, text);
	if (kind == OTHER)
		known = behind_prefix(l, text, &kind);
	if (!known.len)
		return false;
	t->kind = kind;
	t->text = known;
	return true;
}

/* A bracket is open at the end: the label's remark goes on in the next line. */
static bool goes_on(gj_str text)
{
	int depth = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		depth += code == '(' || code == 0xFF08;
		depth -= code == ')' || code == 0xFF09;
	}
	return depth > 0;
}

/* A label broken over several lines is one token again. Gives the tokens it took. */
static size_t join_split(loose *l, size_t at)
{
	token *t = &l->tokens[at];
	gj_str text = t->text;
	size_t taken = 1;
	for (size_t n = 0; n < SPLIT_MAX && at + n < l->count; n++) {
		const token *next = &l->tokens[at + n];
		if (n && next->kind != OTHER)
			break;
		if (n)
			text = gj_str_join(l->arena, text, next->text);
		if (!recognise(l, t, text))
			continue;
		t->range.end = next->range.end;
		taken = n + 1;
		if (!goes_on(text))
			break;
	}
	return taken;
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
	l->cells[l->cell_count++] = (gj_cell){ .text = t->text, .range = t->range, .row = l->rows - 1,
		.column_span = 1, .row_span = 1 };
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

/* False for what is no part of a table. */
static bool place_token(loose *l, const token *t)
{
	token_kind kind = kind_in_row(l, t);
	bool opens_head2 = kind == HEAD2 && gj_str_has(t->text, GJ_STR("信息"));
	bool piece_of_head = l->row == HEAD4 && t->text.len <= HEAD_PIECE_MAX;
	switch (kind) {
	case VALUE:
		if (l->row == HEAD4)
			begin_row(l, VALUE);
		if (l->row != LABEL && l->row != VALUE)
			return false;
		break;
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
		l->row = piece_of_head ? HEAD4 : NOTHING;
		return piece_of_head;
	}
	add_cell(l, t);
	return true;
}

/* Tokens to rows; `tabled` tells of each block whether all of it is in them. */
static void place_tokens(loose *l, bool *tabled)
{
	for (size_t at = 0; at < l->count; at++)
		tabled[l->tokens[at].block] = true;
	for (size_t at = 0; at < l->count;) {
		size_t used = l->tokens[at].kind == OTHER ? join_split(l, at) : 1;
		bool placed = place_token(l, &l->tokens[at]);
		for (size_t end = at + used; at < end; at++)
			tabled[l->tokens[at].block] &= placed;
	}
}

gj_grid *gj_loose_grid(gj_arena *arena, const gj_block *blocks, size_t begin, size_t end,
                       bool *tabled)
{
	loose *l = gj_arena_zalloc(arena, 1, sizeof *l);
	if (!l)
		return NULL;
	l->arena = arena;
	l->row = NOTHING;
	for (l->block = begin; l->block < end; l->block++)
		take_line(l, blocks[l->block].text, blocks[l->block].range);
	place_tokens(l, tabled);
	if (!l->rows)
		return NULL;
	gj_grid *grid = gj_grid_expand(arena, l->cells, l->cell_count, l->rows);
	if (grid)
		grid->tabular_text = true;
	return grid;
}
