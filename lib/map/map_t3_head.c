/* Table 三's header: which of the columns behind the labels holds what. The
 * printed word decides, not the official order: a bureau that moves a column
 * moves its word with it. */
#include "map/mapper.h"

#include <string.h>

enum { WORDS_ENOUGH = GJ_T3_COLUMNS - 2 };

static bool ends_with_word(gj_str path, int *column)
{
	static const char *const words[GJ_T3_COLUMNS] = { "自然人",       "商业企业",     "科研机构", "社会公益组织",
		                                          "法律服务机构", "其他",         "总计" };
	for (int c = 0; c < GJ_T3_COLUMNS; c++) {
		if (gj_str_ends(path, gj_str_of(words[c]))) {
			*column = c;
			return true;
		}
	}
	*column = GJ_T3_TOTAL;
	return gj_str_ends(path, GJ_STR("合计"));
}

/* In text, the header's columns are the rows' columns only if no label of a row
 * stands under them: text views often print the two unevenly. */
static bool labels_stand_under(gj_mapper *mapper, uint32_t first)
{
	enum { ROWS_BELOW_MAX = 60 }; /* twice those of a form */
	const gj_head *head = &mapper->t3.head;
	const gj_grid *grid = head->grid;
	for (uint32_t i = head->first_cell; i < grid->cell_count; i++) {
		const gj_read_cell *cell = &head->cells[i];
		if (cell->cell->row >= head->end + ROWS_BELOW_MAX)
			break;
		if (cell->cell->row < head->end || cell->cell->column < first)
			continue;
		if (gj_map_word(cell, GJ_WORDS_T3_ROW).strength != GJ_MATCH_NONE &&
		    gj_map_word(cell, GJ_WORDS_T3_COLUMN).strength == GJ_MATCH_NONE)
			return true;
	}
	return false;
}

/* The columns from the first known word on, as the header prints them. */
typedef struct leaves {
	bool found[GJ_T3_COLUMNS];
	uint32_t column[GJ_T3_COLUMNS]; /* of the grid */
	uint32_t rank[GJ_T3_COLUMNS];   /* among the leaves */
	uint32_t leaf_column[GJ_T3_COLUMNS]; /* of the first seven leaves */
	size_t known, count;
	size_t wordless; /* of them */
	int first;   /* the first known word */
	uint32_t end;     /* behind the last column with words */
	uint32_t own_end; /* behind the last with a word that stands over no other */
	bool broken; /* a hole between known words: spans tore the header apart */
	bool foreign; /* a word of its own that is none of the form's */
} leaves;

/* Whether the words above a column are only those that stand over several, or none. */
static bool is_wordless(gj_str words)
{
	static const gj_str over[] = { GJ_WORD("申请人情况"), GJ_WORD("法人或其他组织") };
	for (size_t i = 0; i < sizeof over / sizeof *over; i++)
		if (gj_str_starts(words, over[i]))
			words = gj_str_from(words, over[i].len);
	return !words.len;
}

/* A word that spans several columns counts where it begins, a column without any
 * word only before one with words. */
static leaves find_leaves(const gj_head *head)
{
	leaves l = { .count = 0 };
	bool hole = false;
	uint32_t leaf = 0, wordless = 0;
	const gj_cell *before = NULL;
	for (uint32_t c = 0; c < head->grid->columns; c++) {
		const gj_cell *bottom = gj_grid_at(head->grid, head->end - 1, c);
		char path[GJ_LABEL_TEXT_MAX];
		int column;
		gj_str words = gj_map_head_path(head, c, path, sizeof path);
		bool known = ends_with_word(words, &column) && !l.found[column];
		if (!l.known && !known)
			continue;
		if (known) {
			l.first = l.known ? l.first : column;
			l.found[column] = true;
			l.column[column] = c;
			l.rank[column] = leaf;
			l.known++;
			l.broken |= hole;
		}
		hole |= !bottom;
		if (known || (bottom && bottom != before)) {
			if (leaf < GJ_T3_COLUMNS)
				l.leaf_column[leaf] = c;
			leaf++;
			wordless += !known && is_wordless(words);
			l.foreign |= !known && !is_wordless(words);
		}
		if (!words.len)
			continue;
		l.count = leaf;
		l.wordless = wordless;
		l.end = c + 1;
		l.own_end = is_wordless(words) ? l.own_end : l.end;
		before = bottom;
	}
	return l;
}

/* Whether seven columns stand there and every known word where the form has it. */
static bool official(const leaves *l)
{
	for (int c = 0; c < GJ_T3_COLUMNS; c++)
		if (l->found[c] && (int)l->rank[c] != c - l->first)
			return false;
	return (int)l->count == GJ_T3_COLUMNS - l->first;
}

/* One word that cannot be read among six that stand where the form has them. */
static bool complete(leaves *l)
{
	if (l->known != GJ_T3_COLUMNS - 1 || l->first != GJ_T3_NATURAL || !official(l))
		return false;
	for (uint32_t c = 0; c < GJ_T3_COLUMNS; c++) {
		l->column[c] = l->leaf_column[c];
		l->rank[c] = c;
	}
	return true;
}

/* A header word over others: those in rows below take its place, in order. */
typedef struct parent {
	bool seen;
	uint32_t row;
	size_t slot; /* where the next word below goes */
} parent;

/* The seven words in reading order, those below 申请人情况 and 法人或其他组织 in
 * their place: an order that needs no columns. */
typedef struct sequence {
	int words[2 * GJ_T3_COLUMNS];
	size_t count;
	parent applicants, organisations;
	uint32_t row;   /* of the last word */
	bool torn;      /* the words stand in several rows, and nothing joins them */
	size_t unknown; /* words not known, behind one that is */
} sequence;

static bool is_below(const parent *p, uint32_t row)
{
	return p->seen && row > p->row;
}

static bool joins(const sequence *s, int code, uint32_t row)
{
	bool organisation = code >= GJ_T3_BUSINESS && code <= GJ_T3_OTHERS;
	return organisation && is_below(&s->organisations, row);
}

static size_t place_of(const sequence *s, int code, uint32_t row)
{
	if (joins(s, code, row))
		return s->organisations.slot;
	return is_below(&s->applicants, row) ? s->applicants.slot : s->count;
}

/* A word that takes a place moves what follows; its own parent's next is behind. */
static void move_slot(parent *p, size_t at, bool own)
{
	p->slot += at < p->slot || (at == p->slot && own);
}

static void add_word(sequence *s, int code, uint32_t row)
{
	if (s->count == sizeof s->words / sizeof *s->words)
		return;
	size_t at = place_of(s, code, row);
	bool comes_below = is_below(&s->applicants, row) && !is_below(&s->applicants, s->row);
	s->torn |= s->count && row != s->row && !joins(s, code, row) && !comes_below;
	s->row = row;
	memmove(s->words + at + 1, s->words + at, (s->count++ - at) * sizeof *s->words);
	s->words[at] = code;
	move_slot(&s->organisations, at, joins(s, code, row));
	move_slot(&s->applicants, at, is_below(&s->applicants, row));
}

static void add_head_word(sequence *s, int code, uint32_t row)
{
	if (code < GJ_T3_COLUMNS)
		add_word(s, code, row);
	else if (code == GJ_T3_HEAD_APPLICANTS)
		s->applicants = (parent){ true, row, s->count };
	else if (code == GJ_T3_HEAD_LEGAL_PERSONS)
		s->organisations = (parent){ true, row, place_of(s, GJ_T3_NATURAL, row) };
}

static sequence read_sequence(const gj_head *head)
{
	sequence s = { .count = 0 };
	const gj_read_cell *cell;
	for (uint32_t at = 0; gj_map_head_next(head, &at, &cell);) {
		gj_match match = gj_map_word_alike(cell, GJ_WORDS_T3_COLUMN);
		if (match.strength != GJ_MATCH_NONE)
			add_head_word(&s, match.code, cell->cell->row);
		else
			s.unknown += s.count && cell->cell->row == s.row && !gj_map_is_blank(cell);
	}
	return s;
}

/* Whether the words, in reading order, are those of the form, all but two. */
static bool in_order(const sequence *s)
{
	for (size_t i = 1; i < s->count; i++)
		if (s->words[i] <= s->words[i - 1])
			return false;
	return s->count >= WORDS_ENOUGH;
}

/* Whether the columns, from left to right, have the words in that order; where
 * nothing tells the order of words, it is the form's. */
static bool columns_agree(const leaves *l, const sequence *s)
{
	for (int c = 1; s->torn && c < GJ_T3_COLUMNS; c++)
		if (l->column[c] <= l->column[c - 1])
			return false;
	for (size_t i = 1; !s->torn && i < s->count; i++)
		if (l->column[s->words[i]] <= l->column[s->words[i - 1]])
			return false;
	return s->count == GJ_T3_COLUMNS;
}

/* A header with some of the columns only, the totals among them, or with all but those:
 * rows with as many cells as it has words print those. */
static void find_partial(gj_mapper *mapper, const leaves *l)
{
	gj_t3_partial *partial = &mapper->t3.partial;
	*partial = (gj_t3_partial){ .count = 0 };
	bool enough = l->found[GJ_T3_TOTAL] || l->known == GJ_T3_TOTAL;
	if (!enough || l->count >= GJ_T3_COLUMNS)
		return;
	const gj_grid *grid = mapper->t3.head.grid;
	partial->count = l->count;
	partial->weak = (!grid->tabular_text && l->own_end < grid->columns) || l->foreign;
	for (uint32_t c = 0; c < GJ_T3_COLUMNS; c++) {
		partial->has[c] = l->found[c];
		partial->rank[c] = l->rank[c];
		partial->column[c] = l->column[c];
	}
}

static void find_columns(gj_mapper *mapper)
{
	const gj_head *head = &mapper->t3.head;
	const gj_row *row = &mapper->t3.head_row;
	leaves l = find_leaves(head);
	sequence s = read_sequence(head);
	bool text = head->grid->tabular_text;
	bool worded = l.known == GJ_T3_COLUMNS ? columns_agree(&l, &s) :
	                                         complete(&l) && in_order(&s);
	/* Where lines became cells, words over several columns stand among the others. */
	bool gathered = mapper->loose && l.count != GJ_T3_COLUMNS;
	bool all = worded && !l.broken && !gathered &&
	           !(text && labels_stand_under(mapper, l.column[GJ_T3_NATURAL]));
	mapper->t3.columns_known = all;
	find_partial(mapper, &l);
	mapper->t3.grid_columns = head->grid->columns;
	mapper->t3.words = s.count;
	mapper->t3.head_cells = row->count;
	mapper->t3.slots = text && gj_map_is_blank(&row->cells[0]);
	mapper->t3.spare = text && row->count > l.end ? row->count - l.end : 0;
	mapper->t3.wanted = all ? l.count : GJ_T3_COLUMNS;
	mapper->t3.wordless = all ? l.wordless : 0;
	mapper->t3.disordered = !all && !(in_order(&s) && (text ? s.count + s.unknown <= GJ_T3_COLUMNS : official(&l)));
	for (uint32_t c = 0; c < GJ_T3_COLUMNS; c++) {
		mapper->t3.column[c] = l.column[c];
		mapper->t3.rank[c] = all ? l.rank[c] : c;
	}
}

void gj_map_t3_columns(gj_mapper *mapper)
{
	if (mapper->t3.head_grew)
		find_columns(mapper);
	mapper->t3.head_grew = false;
}

static void grow_head(gj_mapper *mapper, const gj_row *row)
{
	gj_map_extend_head(mapper, &mapper->t3.head, row);
	mapper->t3.rooted &= mapper->t3.head.begin != row->index;
	mapper->t3.head_row = *row;
	mapper->t3.head_grew = true;
}

/* The words of a header over one column of numbers. */
static bool counts(gj_str core)
{
	static const gj_str words[] = { GJ_WORD("数量"), GJ_WORD("件数"), GJ_WORD("总数"), GJ_WORD("总计数"),
		                        GJ_WORD("合计数"), GJ_WORD("申请数量"), GJ_WORD("办理数量") };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (gj_str_equal(core, words[i]))
			return true;
	return false;
}

/* "项目 | 总计" over labels of this table, and nothing else. */
static bool take_single_head(gj_mapper *mapper, const gj_row *row)
{
	const gj_read_cell *last = &row->cells[row->count - 1], *below = last + 1;
	bool follows = (size_t)(below - mapper->cells) < mapper->grid->cell_count && !below->value;
	if (row->texts != 2 || last->value || !follows ||
	    gj_map_word(below, GJ_WORDS_T3_ROW).strength == GJ_MATCH_NONE)
		return false;
	gj_match match = gj_map_word(last, GJ_WORDS_T3_COLUMN);
	bool total = match.strength != GJ_MATCH_NONE && match.code == GJ_T3_TOTAL;
	if (!total && !counts(last->core))
		return false;
	mapper->table = 3;
	grow_head(mapper, row);
	gj_map_t3_columns(mapper);
	gj_t3_partial *partial = &mapper->t3.partial;
	*partial = (gj_t3_partial){ .count = 1, .weak = !total };
	partial->has[GJ_T3_TOTAL] = true;
	partial->column[GJ_T3_TOTAL] = last->cell->column;
	return true;
}

bool gj_map_t3_head(gj_mapper *mapper, const gj_row *row)
{
	if (row->numbers || !row->texts)
		return false;
	size_t words = 0;
	bool sure = false, begins = false;
	for (size_t i = 0; i < row->count; i++) {
		gj_match match = gj_map_word(&row->cells[i], GJ_WORDS_T3_COLUMN);
		if (match.strength == GJ_MATCH_NONE)
			continue;
		words++;
		begins |= match.code == GJ_T3_HEAD_APPLICANTS;
		sure |= match.code >= GJ_T3_HEAD_APPLICANTS || match.code == GJ_T3_NATURAL ||
		        (match.code >= GJ_T3_BUSINESS && match.code <= GJ_T3_LEGAL);
	}
	bool goes_on = mapper->table == 3 && mapper->t3.head.grid == mapper->grid &&
	               mapper->t3.head.end == row->index && row->texts > 1 && words;
	if (!sure && !goes_on)
		return take_single_head(mapper, row);
	mapper->table = 3;
	if (begins)
		gj_map_t3_columns(mapper);
	if (begins && mapper->t3.words >= WORDS_ENOUGH) /* the header over again */
		mapper->t3.head = (gj_head){ 0 };
	grow_head(mapper, row);
	return true;
}
