/* The seven numbers of a row of table 三. They are read by place (under the header's
 * words) and by label and count; cells for which the two do not give the same are
 * doubted. */
#include "map/mapper.h"

static bool is_item(int code)
{
	return code >= GJ_T3_REFUSED_FIRST && code <= GJ_T3_OTHER_OTHER;
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

void gj_map_t3_seven(gj_mapper *mapper, const gj_row *row, size_t first, int code, unsigned doubts)
{
	seven values;
	if (read_partial(mapper, row, first, &values))
		store(mapper, code, &values, doubts);
	else
		map_seven(mapper, row, first, code, doubts);
}
