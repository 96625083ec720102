/* Table 三: 25 (or 23) rows of seven numbers. A row is read by place (under the
 * header's words) and by label and count; cells for which the two do not give the
 * same are doubted. */
#include "form/likeness.h"
#include "map/mapper.h"

#include <string.h>

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

static bool is_item(int code)
{
	return code >= GJ_T3_REFUSED_FIRST && code <= GJ_T3_OTHER_OTHER;
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

/* Blank cells behind a label that text prints for the columns it reaches over: up
 * to the third, where the items of a group stand. */
static size_t label_width(const gj_mapper *mapper, size_t first)
{
	enum { LABEL_COLUMNS = 3 };
	bool text = mapper->t3.slots || mapper->loose;
	return !text || first > LABEL_COLUMNS ? 0 : LABEL_COLUMNS - first;
}

/* Whether the label of another row reaches down to this one: what it pushed aside may
 * stand under another column than it should. */
static bool is_pushed_aside(const gj_mapper *mapper, const gj_row *row, size_t first)
{
	uint32_t end = row->cells[first - 1].cell->column;
	for (uint32_t c = 0; c < end; c++) {
		const gj_read_cell *cell = gj_map_at(mapper, row->index, c);
		if (cell && cell->cell->row != row->index &&
		    gj_map_word(cell, GJ_WORDS_T3_ROW).strength == GJ_MATCH_EXACT &&
		    gj_map_word(cell, GJ_WORDS_T3_GROUP).strength == GJ_MATCH_NONE)
			return true;
	}
	return false;
}

/* --- the seven numbers ---------------------------------------------------- */

typedef struct seven {
	const gj_read_cell *cells[GJ_T3_COLUMNS];
	unsigned doubts[GJ_T3_COLUMNS];
} seven;

typedef struct behind {
	size_t first, end;
	size_t shifted; /* blank cells between label and numbers that were passed over */
	bool ambiguous; /* a blank passed over may have been one of the seven */
} behind;

/* The cells behind the label, without blank ones too many at either end. A blank
 * among those kept is in doubt where others were passed over that the header has
 * not, or the header has others that the row has not. */
static behind cells_behind(const gj_mapper *mapper, const gj_row *row, size_t first)
{
	behind b = { first, row->count, 0, false };
	size_t wanted = mapper->t3.wanted;
	while (b.end - b.first > wanted && gj_map_is_blank(&row->cells[b.end - 1]))
		b.end--;
	while (b.end - b.first > wanted && gj_map_is_blank(&row->cells[b.first])) {
		b.first++;
		b.shifted++;
	}
	size_t dropped = row->count - b.end;
	bool odd = b.shifted || dropped != mapper->t3.spare;
	b.ambiguous = dropped > mapper->t3.spare;
	for (size_t i = b.first; odd && i < b.end; i++)
		b.ambiguous |= gj_map_is_blank(&row->cells[i]);
	return b;
}

/* In text, columns mean something only where every row has all of them. */
static bool place_known(const gj_mapper *mapper)
{
	bool even = !mapper->grid->tabular_text || !(mapper->grid->flaws & GJ_GRID_RAGGED);
	return mapper->t3.columns_known && even && mapper->t3.grid_columns == mapper->grid->columns;
}

/* Among uneven rows of text, one as long as the header may stand under it: that
 * proves nothing, but confirms what the count gives. */
static bool place_confirms(const gj_mapper *mapper, const gj_row *row, behind b)
{
	if (!mapper->t3.columns_known || row->count != mapper->t3.head_cells ||
	    mapper->t3.head.grid != mapper->grid || b.end - b.first != mapper->t3.wanted)
		return false;
	for (int c = 0; c < GJ_T3_COLUMNS; c++)
		if (row->cells[b.first + mapper->t3.rank[c]].cell->column != mapper->t3.column[c])
			return false;
	return true;
}

static bool same_text(const gj_read_cell *a, const gj_read_cell *b)
{
	return a == b || (a && b && gj_str_equal(a->printed, b->printed));
}

static bool is_taken(const gj_read_cell *cell, const seven *taken)
{
	for (int c = 0; c < GJ_T3_COLUMNS; c++)
		if (taken->cells[c] == cell)
			return true;
	return false;
}

/* Whether the row has more cells than the header has columns. Before the first
 * column only a number counts: blank cells there are the label's width. */
static bool left_over(const gj_mapper *mapper, const gj_row *row, size_t first, const seven *taken)
{
	uint32_t leftmost = mapper->t3.column[GJ_T3_NATURAL];
	for (int c = 0; c < GJ_T3_COLUMNS; c++)
		if (mapper->t3.column[c] < leftmost)
			leftmost = mapper->t3.column[c];
	size_t local = mapper->t3.wanted - GJ_T3_COLUMNS, spare = 0, numbers = 0;
	for (size_t i = first; i < row->count; i++) {
		if (is_taken(&row->cells[i], taken))
			continue;
		bool blank = gj_map_is_blank(&row->cells[i]), under = row->cells[i].cell->column >= leftmost;
		spare += under;
		numbers += under && !blank;
		if (!under && !blank)
			return true;
	}
	return spare > local || numbers > local - mapper->t3.wordless;
}

/* By label and count: exactly as many cells as columns stand behind the label.
 * Where the columns say otherwise of one cell, the whole row may be shifted. */
static void read_by_count(const gj_mapper *mapper, const gj_row *row, behind b, bool realigned,
                          seven *out)
{
	bool agree = true, blank = false;
	for (size_t i = b.first; i < b.end; i++)
		blank |= gj_map_is_blank(&row->cells[i]);
	/* A part of a table cut in two may lack what reached down from the part before; a
	 * blank cell there may stand for one that is lost. */
	bool placed = place_known(mapper) && (blank || mapper->t3.head.grid == mapper->grid);
	unsigned surplus = 0;
	for (int c = 0; c < GJ_T3_COLUMNS; c++) {
		out->cells[c] = &row->cells[b.first + mapper->t3.rank[c]];
		out->doubts[c] = !placed && realigned ? GJ_DOUBT_REALIGNED : 0;
		agree &= !placed || same_text(gj_map_at(mapper, row->index, mapper->t3.column[c]),
		                              out->cells[c]);
	}
	if (mapper->t3.wordless && left_over(mapper, row, b.first, out))
		surplus = GJ_DOUBT_SURPLUS;
	for (int c = 0; (!agree || surplus) && c < GJ_T3_COLUMNS; c++)
		out->doubts[c] = surplus | (agree ? 0u : GJ_DOUBT_READINGS);
}

/* By place only: the row has too few or too many cells. */
static void read_by_place(const gj_mapper *mapper, const gj_row *row, size_t first, seven *out)
{
	unsigned all = mapper->grid->flaws & GJ_GRID_CLIPPED ? GJ_DOUBT_SPANS : 0;
	const gj_read_cell *label = first ? &row->cells[first - 1] : NULL, *before = label;
	for (int c = 0; c < GJ_T3_COLUMNS; c++) {
		const gj_read_cell *cell = gj_map_at(mapper, row->index, mapper->t3.column[c]);
		bool usable = cell && cell != label;
		bool printed = usable && !gj_map_is_blank(cell);
		out->cells[c] = usable ? cell : NULL;
		out->doubts[c] = usable ? 0 : GJ_DOUBT_MISSING;
		/* One number over several columns; one reaching down from another row
		 * leaves no telling what it pushed aside. */
		if (printed && cell == before)
			out->doubts[c] |= GJ_DOUBT_SPANS;
		if (usable && row->numbers && cell->cell->row != row->index)
			all |= GJ_DOUBT_SPANS;
		if (!usable || (printed && cell == before))
			all |= GJ_DOUBT_MISSING;
		before = usable ? cell : before;
	}
	if (left_over(mapper, row, first, out))
		all |= GJ_DOUBT_SURPLUS;
	for (int c = 0; c < GJ_T3_COLUMNS; c++)
		out->doubts[c] |= all;
}

/* Where the count reads the row too, it must say the same; and where the header stands
 * over another part of the table, only the count can tell that its columns are those, if
 * it passes over no blank. */
static unsigned doubts_by_count(const gj_mapper *mapper, const gj_row *row, behind b, const seven *placed)
{
	bool counts = b.end - b.first == mapper->t3.wanted && !b.ambiguous, agree = true;
	for (int c = 0; counts && c < GJ_T3_COLUMNS; c++)
		agree &= same_text(placed->cells[c], &row->cells[b.first + mapper->t3.rank[c]]);
	bool own_head = mapper->t3.head.grid == mapper->grid;
	return agree && (own_head || (counts && !b.shifted)) ? 0 : GJ_DOUBT_READINGS;
}

static void read_nothing(const gj_mapper *mapper, const gj_row *row, behind b, seven *out)
{
	bool surplus = b.end - b.first > mapper->t3.wanted;
	for (int c = 0; c < GJ_T3_COLUMNS; c++) {
		out->cells[c] = surplus ? &row->cells[b.first + mapper->t3.rank[c]] : NULL;
		out->doubts[c] = surplus ? GJ_DOUBT_SURPLUS : GJ_DOUBT_MISSING;
	}
}

/* Under a header of some columns: as many cells as it has, each below its word.
 * False where the row is another. */
static bool read_partial(const gj_mapper *mapper, const gj_row *row, size_t first, seven *out)
{
	const gj_t3_partial *partial = &mapper->t3.partial;
	bool under = mapper->t3.head.grid == mapper->grid;
	if (!partial->count || !under || row->count - first != partial->count)
		return false;
	*out = (seven){ .cells = { 0 } };
	for (int c = 0; c < GJ_T3_COLUMNS; c++) {
		if (!partial->has[c])
			continue;
		out->cells[c] = &row->cells[first + partial->rank[c]];
		out->doubts[c] = partial->weak ? GJ_DOUBT_WEAK_LABEL : 0;
		if (out->cells[c]->cell->column != partial->column[c] && !mapper->grid->tabular_text)
			return false;
	}
	return true;
}

static void note_oddities(gj_mapper *mapper, const gj_row *row, size_t first, int code,
                          const seven *values)
{
	const gj_read_cell *label = &row->cells[first ? first - 1 : 0];
	if (values->doubts[0] & GJ_DOUBT_SURPLUS)
		gj_map_oddity(mapper, GJ_ODDITY_SURPLUS_NUMBER, 3, gj_t3(code, 0),
		              label->printed, &row->cells[row->count - 1]);
	if (values->doubts[0] & GJ_DOUBT_REALIGNED)
		gj_map_oddity(mapper, GJ_ODDITY_MISPLACED_LABEL, 3, gj_t3(code, 0),
		              label->printed, label);
}

static void store(gj_mapper *mapper, int code, const seven *values, unsigned doubts)
{
	mapper->t3.blank_row = code;
	for (int c = 0; c < GJ_T3_COLUMNS; c++) {
		gj_map_value(mapper, gj_t3(code, c), values->cells[c], values->doubts[c] | doubts);
		if (values->cells[c] && !gj_map_is_blank(values->cells[c]))
			mapper->t3.blank_row = -1;
	}
}

static void map_seven(gj_mapper *mapper, const gj_row *row, size_t first, int code, unsigned doubts)
{
	seven values;
	behind b = cells_behind(mapper, row, first);
	bool exactly = row->count - first == mapper->t3.wanted;
	size_t width = label_width(mapper, first), own = is_item(code) ? 0 : width;
	/* Blank cells may be the label's own width, but not more of them; and where a
	 * row is short, one of them passes for the first number. */
	bool blank_first = b.first < b.end && gj_map_is_blank(&row->cells[b.first]);
	bool unclear = !mapper->loose && (b.ambiguous || (width && blank_first));
	bool realigned = (unclear || b.shifted > own) && !place_confirms(mapper, row, b);
	if (blank_first && first && is_pushed_aside(mapper, row, first))
		doubts |= GJ_DOUBT_SPANS;
	if (!exactly && place_known(mapper)) {
		read_by_place(mapper, row, first, &values);
		doubts |= doubts_by_count(mapper, row, b, &values);
	} else if (b.end - b.first == mapper->t3.wanted) {
		read_by_count(mapper, row, b, realigned, &values);
	} else {
		read_nothing(mapper, row, b, &values);
	}
	note_oddities(mapper, row, first, code, &values);
	/* An item needs no more than its own column: of blank cells one is too many. */
	bool web = !mapper->grid->tabular_text;
	if (is_item(code) && b.shifted && (b.ambiguous || web) && !mapper->loose)
		doubts |= GJ_DOUBT_REALIGNED;
	if (mapper->t3.disordered && !mapper->loose)
		doubts |= GJ_DOUBT_READINGS;
	store(mapper, code, &values, doubts);
}

/* `first` is the first cell behind the label. */
static void map_values(gj_mapper *mapper, const gj_row *row, size_t first, int code, unsigned doubts)
{
	seven values;
	if (read_partial(mapper, row, first, &values))
		store(mapper, code, &values, doubts);
	else
		map_seven(mapper, row, first, code, doubts);
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
	map_values(mapper, row, first, code, sure ? 0 : GJ_DOUBT_WEAK_LABEL);
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
	map_values(mapper, row, label + 1, code, doubts | (sure ? 0 : GJ_DOUBT_WEAK_LABEL));
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
