/* Table 三: which of its 25 (or 23) rows a row is. */
#include "form/likeness.h"
#include "map/mapper.h"


/* --- which row ------------------------------------------------------------ */

/* Whether a form has row `code` right behind row `last`. */
static bool comes_next(int last, int code)
{
	if (code == last + 1)
		return last != GJ_T3_OTHER_OTHER;
	return (last == GJ_T3_REJECTED_LAST && code == GJ_T3_OTHER) ||
	       (last == GJ_T3_OTHER_OTHER && code == GJ_T3_PROCESSED_TOTAL);
}

/* Words that mean a row of this table only where the table has begun. */
static bool needs_context(int code)
{
	return code == GJ_T3_OTHER || code == GJ_T3_OTHER_OTHER || code == GJ_T3_PROCESSED_TOTAL ||
	       code == GJ_T3_GRANTED || code == GJ_T3_PARTIALLY_GRANTED;
}

/* （六） printed as "其他" in the 2019 form, "3.其他" in the 2021 form. */
static int settle_other(const gj_mapper *mapper, int code, gj_str printed)
{
	bool third = gj_str_starts(printed, GJ_STR("3")) || gj_str_starts(printed, GJ_STR("③"));
	bool behind_group = mapper->t3.last == GJ_T3_REJECTED_LAST && !mapper->t3.strange_waits;
	return code == GJ_T3_OTHER_OTHER && behind_group && !third ? GJ_T3_OTHER : code;
}

/* 其他 ends the table's groups; before them it is the beginning of 其他法律行政法规…,
 * whose rest stands in another row. */
static bool is_broken_label(const gj_mapper *mapper, int code)
{
	int last = mapper->t3.last;
	return code == GJ_T3_OTHER_OTHER && last >= GJ_T3_GRANTED && last < GJ_T3_REFUSED_LAST;
}

/* "总计 | 20" in another table, behind this one or under a header of its own that has not
 * all of the form's words: the words have other meanings there. */
static bool is_of_another_table(const gj_mapper *mapper, const gj_row *row, size_t first, int code)
{
	enum { CELLS_MAX = 2 };
	bool few = row->count - first <= CELLS_MAX && !mapper->t3.partial.count;
	bool own_head = mapper->t3.head.grid == mapper->grid && !mapper->t3.columns_known &&
	                !mapper->t3.rooted && row->count - first < GJ_T3_COLUMNS;
	return needs_context(code) && mapper->t3.row_seen[code] && !mapper->loose && (few || own_head);
}

/* --- rows whose label says nothing ---------------------------------------- */

static void doubt_row(gj_mapper *mapper, int code, unsigned doubts)
{
	for (int c = 0; c < GJ_T3_COLUMNS; c++)
		gj_map_value(mapper, gj_t3(code, c), NULL, doubts);
}

/* A row of seven numbers and no word waits for the next label; any other strange row
 * leaves no telling which are which. */
static void keep_nameless(gj_mapper *mapper, const gj_row *row)
{
	size_t *count = &mapper->t3.nameless_count;
	bool whole = !row->texts && row->count == GJ_T3_COLUMNS && mapper->t3.wanted == GJ_T3_COLUMNS;
	if (!whole || *count >= GJ_NAMELESS_MAX)
		*count = GJ_NAMELESS_MAX + 1;
	else
		gj_map_keep(mapper, row, &mapper->t3.nameless[(*count)++]);
}

/* The rows that a form has between two, `old`: the 2019 form; they are as many as the
 * rows without a name, and none was read, or 0. */
static size_t rows_between(const gj_mapper *mapper, int next, bool old, int codes[GJ_T3_ROWS])
{
	size_t count = 0;
	for (int code = mapper->t3.last + 1; code < next; code++) {
		bool item = code >= GJ_T3_OTHER_NOT_CORRECTED && code <= GJ_T3_OTHER_OTHER;
		if (old ? item : code == GJ_T3_OTHER)
			continue;
		if (mapper->t3.row_seen[code])
			return 0;
		codes[count++] = code;
	}
	return count == mapper->t3.nameless_count ? count : 0;
}

/* Where text was torn apart the labels stand behind their numbers: as many rows as the
 * form has between two known ones are those. */
static bool settle_nameless(gj_mapper *mapper, int next)
{
	bool several = mapper->t3.nameless_count > 1 || mapper->t3.strange_grid != mapper->grid;
	bool all_kept = mapper->t3.nameless_count && mapper->t3.nameless_count <= GJ_NAMELESS_MAX;
	int codes[GJ_T3_ROWS];
	if (!all_kept || !several || mapper->t3.last < 0)
		return false;
	size_t count = rows_between(mapper, next, false, codes);
	count = count ? count : rows_between(mapper, next, true, codes);
	for (size_t i = 0; i < count; i++) {
		for (int c = 0; c < GJ_T3_COLUMNS; c++)
			gj_map_kept_value(mapper, &mapper->t3.nameless[i], gj_t3(codes[i], c),
			                  mapper->t3.rank[c], GJ_DOUBT_WEAK_LABEL);
		mapper->t3.row_seen[codes[i]] = true;
	}
	return count > 0;
}

/* A row with numbers and no label known: it may be the row that is missing here,
 * or the lower half of one whose label runs on over two rows. */
static void note_strange(gj_mapper *mapper, const gj_row *row)
{
	bool whole = row->numbers && row->count - row->texts >= GJ_T3_COLUMNS;
	if (mapper->table != 3 || (row->numbers < 2 && !whole))
		return;
	if (mapper->t3.blank_row >= 0)
		doubt_row(mapper, mapper->t3.blank_row, GJ_DOUBT_WEAK_LABEL);
	mapper->t3.blank_row = -1;
	size_t label = row->lead;
	while (label > 0 && row->cells[label - 1].value)
		label--;
	keep_nameless(mapper, row);
	mapper->t3.strange = *row;
	mapper->t3.strange_first = label;
	mapper->t3.strange_grid = mapper->grid;
	mapper->t3.strange_several = mapper->t3.strange_waits;
	mapper->t3.strange_waits = true;
}

/* A label too much like two rows' to tell them apart is sure in its place. */
static bool strange_is_like(const gj_mapper *mapper, int code)
{
	enum { LIKE_ENOUGH = 66, LONG_LIKE_ENOUGH = 50, LONG = 12 /* bytes: four characters */ };
	size_t first = mapper->t3.strange_first;
	if (!first)
		return false;
	gj_str label = mapper->t3.strange.cells[first - 1].core;
	gj_str row = gj_str_of(gj_label_t3_row((gj_t3_row)code));
	unsigned enough = row.len < LONG ? LIKE_ENOUGH : LONG_LIKE_ENOUGH;
	return gj_likeness_between(label, row) >= enough;
}

/* Whether its label is a piece of the row's: then its numbers may be that row's. */
static bool strange_is_piece_of(const gj_mapper *mapper, int code)
{
	enum { PIECE_MIN = 6 /* bytes: two characters */ };
	size_t first = mapper->t3.strange_first;
	bool waits = mapper->t3.strange_waits && first && code >= 0 && code < GJ_T3_ROWS;
	gj_str label = waits ? mapper->t3.strange.cells[first - 1].core : (gj_str){ 0 };
	return label.len >= PIECE_MIN &&
	       gj_str_has(gj_str_of(gj_label_t3_row((gj_t3_row)code)), label);
}

/* The rows between the last and `next`, read already or missing: numbers without a
 * label that stand there may be theirs. */
static void doubt_between(gj_mapper *mapper, int next, bool read, unsigned doubts)
{
	const gj_row *strange = &mapper->t3.strange;
	bool again = next <= mapper->t3.last && strange->count - strange->texts >= GJ_T3_COLUMNS;
	int first = again ? 0 : mapper->t3.last + 1; /* `again`: the table once more */
	for (int code = first; mapper->t3.strange_waits && code < next; code++)
		if (mapper->t3.row_seen[code] == read)
			doubt_row(mapper, code, doubts);
}

/* Rows read already of which numbers without a label may say otherwise. */
static void doubt_contradicted(gj_mapper *mapper, int next)
{
	doubt_between(mapper, next, true, GJ_DOUBT_DOUBLED);
	if (strange_is_piece_of(mapper, mapper->t3.last))
		doubt_row(mapper, mapper->t3.last, GJ_DOUBT_DOUBLED);
}

/* The row between two known ones, where the form has exactly one. */
static void settle_strange(gj_mapper *mapper, int next)
{
	doubt_contradicted(mapper, next);
	bool settled = mapper->t3.strange_waits && settle_nameless(mapper, next);
	mapper->t3.strange_waits &= !settled;
	mapper->t3.nameless_count = 0;
	bool waits = mapper->t3.strange_waits && mapper->t3.strange_grid == mapper->grid;
	const gj_row *row = &mapper->t3.strange;
	size_t first = mapper->t3.strange_first;
	int code = waits ? 0 : GJ_T3_ROWS;
	while (code < GJ_T3_ROWS && !(comes_next(mapper->t3.last, code) && comes_next(code, next)))
		code++;
	if (code == GJ_T3_ROWS)
		doubt_between(mapper, next, false, GJ_DOUBT_WEAK_LABEL);
	mapper->t3.strange_waits = false;
	if (code == GJ_T3_ROWS)
		return;
	bool sure = strange_is_like(mapper, code) && !mapper->t3.strange_several;
	gj_map_t3_seven(mapper, row, first, code, sure ? 0 : GJ_DOUBT_WEAK_LABEL);
	mapper->t3.row_seen[code] = true;
}

/* --- rows ----------------------------------------------------------------- */

static void map_row(gj_mapper *mapper, const gj_row *row, size_t label, int code, bool weak)
{
	bool strange_above = mapper->t3.strange_waits;
	unsigned doubts = strange_is_piece_of(mapper, code) ? GJ_DOUBT_DOUBLED : 0;
	settle_strange(mapper, code);
	/* A blank row beside numbers without a label may be half of one row. */
	bool sure = !weak || (comes_next(mapper->t3.last, code) && row->numbers);
	if (mapper->t3.row_seen[code])
		gj_map_oddity(mapper, GJ_ODDITY_DOUBLED_ROW, 3, gj_t3(code, 0),
		              row->cells[label].printed, &row->cells[label]);
	mapper->table = 3;
	mapper->t3.row_seen[code] = true;
	mapper->t3.rooted |= !needs_context(code);
	mapper->t3.last = code;
	gj_map_t3_seven(mapper, row, label + 1, code, doubts | (sure ? 0 : GJ_DOUBT_WEAK_LABEL));
	if (strange_above && mapper->t3.blank_row >= 0)
		doubt_row(mapper, code, GJ_DOUBT_WEAK_LABEL);
}

/* 其他处理 is a row of the 2019 form and a group of the 2021 form: where the rows
 * of that group stand too, the label of one may be lost. */
void gj_map_t3_end(gj_mapper *mapper)
{
	const bool *seen = mapper->t3.row_seen;
	bool items = seen[GJ_T3_OTHER_NOT_CORRECTED] || seen[GJ_T3_OTHER_FEE_UNPAID] ||
	             seen[GJ_T3_OTHER_OTHER];
	if (items && seen[GJ_T3_OTHER])
		doubt_row(mapper, GJ_T3_OTHER, GJ_DOUBT_WEAK_LABEL);
	if (mapper->t3.other_early && seen[GJ_T3_OTHER_OTHER])
		doubt_row(mapper, GJ_T3_OTHER_OTHER, GJ_DOUBT_DOUBLED);
	doubt_contradicted(mapper, GJ_T3_ROWS);
	doubt_between(mapper, GJ_T3_ROWS, false, GJ_DOUBT_WEAK_LABEL);
}

bool gj_map_t3_row(gj_mapper *mapper, const gj_row *row)
{
	if (gj_map_t3_head(mapper, row))
		return true;
	gj_map_t3_columns(mapper);
	size_t label = 0;
	gj_match match = gj_map_label(mapper, row, GJ_WORDS_T3_ROW, mapper->table == 3, &label);
	bool named = match.strength != GJ_MATCH_NONE &&
	             (label + 1 < row->count || gj_map_names_only(mapper, row));
	int code = named ? settle_other(mapper, match.code, row->cells[label].printed) : 0;
	bool broken = named && is_broken_label(mapper, code);
	mapper->t3.other_early |= broken && row->numbers;
	if (named && is_of_another_table(mapper, row, label + 1, code))
		return false;
	if (!named && match.strength == GJ_MATCH_EXACT && mapper->grid->flaws & GJ_GRID_CLIPPED)
		doubt_row(mapper, match.code, GJ_DOUBT_MISSING); /* its numbers were clipped */
	if (!named || broken || (needs_context(code) && mapper->table != 3)) {
		note_strange(mapper, row);
		return false;
	}
	map_row(mapper, row, label, code, match.strength == GJ_MATCH_WEAK);
	return true;
}
