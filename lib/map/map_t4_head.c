/* Table 四's header as a sequence of words. Its three levels unfold in reading
 * order: 行政复议 stands for its five outcomes, 行政诉讼 for two groups and they
 * for five each. That needs no columns, so it holds where spans are lost or
 * wrong, and it follows the words into any order they are printed in. One word
 * that cannot be read is the one that is missing. */
#include "map/map_t4.h"

#include <string.h>

enum { LEVELS_MAX = 6, UNKNOWN = -1, LITIGATION = GJ_T4_GROUPS };

typedef enum token_kind { A_GROUP, AN_OUTCOME, A_FIELD, A_RIDDLE } token_kind;

typedef struct token {
	token_kind kind;
	int code; /* gj_t4_group or LITIGATION, gj_t4_outcome, or a field */
} token;

typedef struct level {
	token tokens[GJ_ROW_CELLS_MAX];
	size_t count, next; /* `next`: the first that nothing above has taken */
	bool outcomes;
} level;

typedef struct unfolding {
	level levels[LEVELS_MAX];
	size_t depth;
	int group[GJ_T4_FIFTEEN], outcome[GJ_T4_FIFTEEN];
	size_t count; /* of leaves; more than fifteen is a failure */
} unfolding;

/* --- words ---------------------------------------------------------------- */

/* The group that a path names, wherever it does: 未经复议 goes before 复议后, and that before
 * 行政复议. GJ_T4_GROUPS for none. */
static int group_in(gj_str path)
{
	const gj_str review = GJ_STR("复议");
	int group = GJ_T4_GROUPS;
	for (size_t at = 0, hit; (hit = gj_str_find(gj_str_from(path, at), review)) != SIZE_MAX;
	     at += hit + review.len) {
		gj_str before = gj_str_upto(path, at + hit);
		if (gj_str_ends(before, GJ_STR("未经")))
			return GJ_T4_DIRECT;
		if (gj_str_starts(gj_str_from(path, at + hit + review.len), GJ_STR("后")))
			group = GJ_T4_AFTER_REVIEW;
		else if (group == GJ_T4_GROUPS && gj_str_ends(before, GJ_STR("行政")))
			group = GJ_T4_REVIEW;
	}
	return group;
}

gj_field gj_map_t4_field(gj_str path)
{
	static const struct ending {
		gj_str text;
		gj_t4_outcome outcome;
	} endings[] = {
		{ GJ_WORD("维持"), GJ_T4_UPHELD }, { GJ_WORD("纠正"), GJ_T4_CORRECTED },
		{ GJ_WORD("其他结果"), GJ_T4_OTHER }, { GJ_WORD("其他"), GJ_T4_OTHER },
		{ GJ_WORD("审结"), GJ_T4_PENDING }, { GJ_WORD("总计"), GJ_T4_TOTAL },
		{ GJ_WORD("合计"), GJ_T4_TOTAL },
	};
	int group = group_in(path);
	for (size_t i = 0; group != GJ_T4_GROUPS && i < sizeof endings / sizeof *endings; i++)
		if (gj_str_ends(path, endings[i].text))
			return gj_t4(group, (int)endings[i].outcome);
	return GJ_FIELD_NONE;
}

static token token_of(const gj_read_cell *cell)
{
	gj_match match = gj_map_word_alike(cell, GJ_WORDS_T4_HEAD);
	gj_field field = match.strength == GJ_MATCH_NONE ? gj_map_t4_field(cell->core) :
	                                                   (gj_field)GJ_FIELD_NONE;
	if (field != GJ_FIELD_NONE)
		return (token){ A_FIELD, field };
	if (match.strength == GJ_MATCH_NONE)
		return (token){ A_RIDDLE, UNKNOWN };
	if (match.code >= GJ_T4_HEAD_OUTCOME)
		return (token){ AN_OUTCOME, match.code - GJ_T4_HEAD_OUTCOME };
	if (match.code == GJ_T4_HEAD_LITIGATION)
		return (token){ A_GROUP, LITIGATION };
	return (token){ A_GROUP, match.code - GJ_T4_HEAD_GROUP };
}

/* In a row of groups, what cannot be read is a group: beside 行政复议 it is
 * 行政诉讼, beside 行政诉讼 it is 行政复议. */
static void guess_groups(level *l)
{
	if (l->outcomes)
		return;
	for (size_t i = 0; i < l->count; i++) {
		if (l->tokens[i].kind != A_RIDDLE)
			continue;
		l->tokens[i] = (token){ A_GROUP, UNKNOWN };
		const token *other = &l->tokens[1 - i % 2];
		if (l->count == 2 && other->kind == A_GROUP && other->code == GJ_T4_REVIEW)
			l->tokens[i].code = LITIGATION;
		else if (l->count == 2 && other->kind == A_GROUP && other->code == LITIGATION)
			l->tokens[i].code = GJ_T4_REVIEW;
	}
}

static bool read_levels(const gj_head *head, unfolding *u)
{
	uint32_t row = UINT32_MAX;
	const gj_read_cell *cell;
	for (uint32_t at = 0; gj_map_head_next(head, &at, &cell);) {
		if (gj_map_is_blank(cell))
			continue;
		if (cell->cell->row != row && u->depth++ == LEVELS_MAX)
			return false;
		row = cell->cell->row;
		level *l = &u->levels[u->depth - 1];
		if (l->count == GJ_ROW_CELLS_MAX)
			return false;
		token t = token_of(cell);
		l->tokens[l->count++] = t;
		l->outcomes |= t.kind == AN_OUTCOME || t.kind == A_FIELD;
	}
	for (size_t i = 0; i < u->depth; i++)
		guess_groups(&u->levels[i]);
	return u->depth > 0;
}

/* --- unfolding ------------------------------------------------------------ */

static void add_leaf(unfolding *u, int group, int outcome)
{
	if (u->count < GJ_T4_FIFTEEN) {
		u->group[u->count] = group;
		u->outcome[u->count] = outcome;
	}
	u->count++;
}

/* The tokens below a group, which `depth` is the level of: five outcomes. */
static void unfold_group(unfolding *u, int group, size_t depth)
{
	level *l = &u->levels[depth];
	for (int i = 0; i < GJ_T4_OUTCOMES && depth < u->depth && l->next < l->count; i++) {
		const token *t = &l->tokens[l->next++];
		add_leaf(u, group, t->kind == AN_OUTCOME ? t->code : UNKNOWN);
	}
}

static void unfold_litigation(unfolding *u, size_t depth)
{
	level *l = &u->levels[depth];
	for (int i = 0; i < 2 && depth < u->depth && l->next < l->count; i++) {
		const token *t = &l->tokens[l->next++];
		unfold_group(u, t->kind == A_GROUP && t->code != LITIGATION ? t->code : UNKNOWN,
		             depth + 1);
	}
}

static void unfold(unfolding *u)
{
	level *top = &u->levels[0];
	while (top->next < top->count) {
		const token *t = &top->tokens[top->next++];
		if (t->kind == A_FIELD)
			add_leaf(u, (t->code - GJ_T4_BASE) / GJ_T4_OUTCOMES,
			         (t->code - GJ_T4_BASE) % GJ_T4_OUTCOMES);
		else if (t->kind != A_GROUP)
			add_leaf(u, UNKNOWN, t->code);
		else if (t->code == LITIGATION)
			unfold_litigation(u, 1);
		else
			unfold_group(u, t->code, 1);
	}
	for (size_t i = 1; i < u->depth; i++)
		if (u->levels[i].next < u->levels[i].count)
			u->count = SIZE_MAX;
}

/* --- what is missing ------------------------------------------------------ */

/* `codes` is a permutation of 0 … n − 1, some unknown: one is the missing one;
 * of several each may be where the form has it, if the known ones are. */
static bool complete(int *codes, int n, bool *assumed)
{
	bool seen[GJ_T4_OUTCOMES] = { false }, official = true;
	int unknown = 0, at = 0, missing = 0;
	for (int i = 0; i < n; i++) {
		if (codes[i] == UNKNOWN) {
			unknown++;
			at = i;
			continue;
		}
		if (seen[codes[i]])
			return false;
		seen[codes[i]] = true;
		official &= codes[i] == i;
	}
	for (int i = 0; i < n; i++)
		missing = seen[i] ? missing : i;
	if (unknown == 1)
		codes[at] = missing;
	for (int i = 0; unknown > 1 && i < n; i++)
		codes[i] = i;
	*assumed |= unknown > 1;
	return unknown < 2 || official;
}

bool gj_map_t4_words(const gj_head *head, gj_field fields[GJ_T4_FIFTEEN], bool *assumed)
{
	unfolding u = { .count = 0 };
	*assumed = false;
	if (!head->grid || !read_levels(head, &u))
		return false;
	unfold(&u);
	int groups[GJ_T4_GROUPS];
	for (int g = 0; u.count == GJ_T4_FIFTEEN && g < GJ_T4_GROUPS; g++) {
		const int *five = &u.group[g * GJ_T4_OUTCOMES];
		groups[g] = five[0];
		for (int i = 1; i < GJ_T4_OUTCOMES; i++)
			if (five[i] != five[0])
				return false;
	}
	if (u.count != GJ_T4_FIFTEEN || !complete(groups, GJ_T4_GROUPS, assumed))
		return false;
	for (int g = 0; g < GJ_T4_GROUPS; g++) {
		int *five = &u.outcome[g * GJ_T4_OUTCOMES];
		if (!complete(five, GJ_T4_OUTCOMES, assumed))
			return false;
		for (int i = 0; i < GJ_T4_OUTCOMES; i++)
			fields[g * GJ_T4_OUTCOMES + i] = gj_t4(groups[g], five[i]);
	}
	return true;
}
