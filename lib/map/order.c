#include "map/order.h"

#include "doc/grid.h"
#include "tally/tally.h"

#include <string.h>

enum {
	STRAYS_MAX = 2,    /* numbers of pages; a report has a few pages, a table two */
	HEADING_MAX = 128, /* bytes */
	CELLS_MAX = GJ_T3_ROWS * GJ_T3_COLUMNS,
	ROWS_THAT_AGREE = 3,
	FAULTS_MAX = 1     /* rows whose sum the report itself has wrong */
};

/* One table of one form, as a list. */
typedef struct order {
	int table;
	gj_form_id form;
	gj_field fields[CELLS_MAX];
	size_t count;
	size_t width; /* of a row whose last cell is the sum of the others; 0 = no sums */
} order;

static order order_of(int table, gj_form_id id)
{
	order o = { .table = table, .form = id };
	const gj_form *form = gj_form_of(id);
	for (size_t i = 0; i < form->count; i++)
		if (form->fields[i].table == table)
			o.fields[o.count++] = form->fields[i].field;
	o.width = table == 3 ? GJ_T3_COLUMNS : table == 4 ? GJ_T4_OUTCOMES : 0;
	return o;
}

/* --- the numbers between two headings ------------------------------------- */

typedef struct numbers {
	gj_cell cells[CELLS_MAX + STRAYS_MAX + 1];
	gj_entry readings[CELLS_MAX + STRAYS_MAX + 1];
	bool alone[CELLS_MAX + STRAYS_MAX + 1]; /* a line of its own, as a page's number has */
	size_t count; /* the arrays' length: there may be more */
} numbers;

/* The place of a part of a paragraph, where its bytes are those of the original. */
static gj_range range_of(const gj_block *block, gj_str part)
{
	if (block->range.end - block->range.begin != block->text.len)
		return block->range;
	uint32_t begin = block->range.begin + (uint32_t)(part.ptr - block->text.ptr);
	return (gj_range){ begin, begin + (uint32_t)part.len };
}

static void take_numbers(numbers *n, const gj_block *block)
{
	gj_str word;
	for (gj_str rest = block->text; gj_str_word(&rest, &word);) {
		gj_entry reading = gj_entry_of(word);
		if (!gj_entry_is_value(word, &reading))
			continue;
		if (n->count == sizeof n->cells / sizeof *n->cells)
			return;
		n->readings[n->count] = reading;
		n->alone[n->count] = gj_str_equal(word, gj_str_trim(block->text));
		n->cells[n->count++] = (gj_cell){ .text = word, .range = range_of(block, word),
			                          .column_span = 1, .row_span = 1 };
	}
}

/* A short line that has the words. */
static bool is_heading(const gj_block *block, const char *words)
{
	char core[GJ_LABEL_CORE_MAX];
	return !block->grid && block->text.len <= HEADING_MAX &&
	       gj_str_has(gj_label_core(core, block->text), gj_str_of(words));
}

/* What heads the sections 二 to 五, and table 四 besides. */
static const char *const headings[] = { [2] = "主动公开政府信息情况", [3] = "政府信息公开申请情况",
	                                [4] = "行政复议", [5] = "问题及改进" };

typedef struct stretch {
	size_t begin, end; /* blocks */
} stretch;

/* The next one from `from` on; false when a grid stands in it, or there is none. */
static bool next_stretch(const gj_document *document, int table, size_t from, stretch *s)
{
	size_t at = from;
	while (at < document->block_count && !is_heading(&document->blocks[at], headings[table]))
		at++;
	s->begin = at++;
	while (at < document->block_count && !document->blocks[at].grid &&
	       !is_heading(&document->blocks[at], headings[table + 1]))
		at++;
	s->end = at;
	return at < document->block_count && !document->blocks[at].grid;
}

/* --- rows that add up ----------------------------------------------------- */

typedef struct search {
	const numbers *numbers;
	const order *order;
	size_t rows;
	size_t at[GJ_T3_ROWS];    /* the number each row of the way under way begins at */
	size_t found[GJ_T3_ROWS]; /* the same of the first way found */
	size_t ways;              /* 2 = more than one, with other numbers */
} search;

static bool row_adds_up(const search *s, size_t first)
{
	int64_t sum = 0;
	for (size_t i = 0; i < s->order->width; i++) {
		const gj_entry *reading = &s->numbers->readings[first + i];
		if (reading->state == GJ_STATE_ANNOTATED || !gj_decimal_is_integer(reading->number))
			return false;
		int64_t units = reading->state == GJ_STATE_NUMBER ? reading->number.units : 0;
		sum += i + 1 < s->order->width ? units : -units;
	}
	return sum == 0;
}

static bool same_row(const search *s, size_t a, size_t b)
{
	for (size_t i = 0; i < s->order->width; i++)
		if (!gj_str_equal(s->numbers->cells[a + i].text, s->numbers->cells[b + i].text))
			return false;
	return true;
}

static void take_way(search *s)
{
	bool same = s->ways == 1;
	for (size_t row = 0; same && row < s->rows; row++)
		same = same_row(s, s->at[row], s->found[row]);
	if (same)
		return;
	memcpy(s->found, s->at, sizeof s->found);
	s->ways++;
}

/* All ways to make the rows from `row` on of the numbers from `from` on, of which
 * `faults` do not add up. */
static void find_ways(search *s, size_t row, size_t from, size_t strays, size_t faults)
{
	if (row == s->rows && !faults)
		take_way(s);
	for (size_t skip = 0; row < s->rows && skip <= strays && s->ways < 2; skip++) {
		size_t fault = !row_adds_up(s, from + skip);
		s->at[row] = from + skip;
		if (skip && !s->numbers->alone[from + skip - 1])
			break;
		if (fault <= faults)
			find_ways(s, row + 1, from + skip + s->order->width, strays - skip, faults - fault);
	}
}

/* Which number is which cell. */
typedef struct assignment {
	size_t of[CELLS_MAX];
	size_t faults; /* rows that do not add up */
} assignment;

/* By order; false when it cannot be told. */
static bool assign(const numbers *n, const order *o, assignment *cells)
{
	search s = { .numbers = n, .order = o };
	if (n->count < o->count || n->count > o->count + (o->width ? STRAYS_MAX : 0))
		return false;
	for (cells->faults = 0; o->width; cells->faults++) {
		s.rows = o->count / o->width;
		find_ways(&s, 0, 0, n->count - o->count, cells->faults);
		if (s.ways || cells->faults == FAULTS_MAX)
			break;
	}
	for (size_t i = 0; i < o->count; i++)
		cells->of[i] = o->width ? s.found[i / o->width] + i % o->width : i;
	return s.ways == 1 || !o->width;
}

/* --- what speaks for it --------------------------------------------------- */

/* Whether sums and balances of the columns of table 三 hold. */
static bool columns_add_up(const numbers *n, const order *o, const assignment *cells)
{
	gj_value values[GJ_FIELD_COUNT] = { 0 };
	gj_tally_sums sums;
	for (size_t i = 0; i < o->count; i++)
		values[o->fields[i]] = (gj_value){ .state = n->readings[cells->of[i]].state,
			                           .number = n->readings[cells->of[i]].number };
	const gj_tally_list *tallies = gj_tallies_of(o->form, o->form);
	for (size_t i = 0; i < tallies->count; i++)
		if (tallies->items[i].down &&
		    gj_tally_weigh(&tallies->items[i], values, &sums) != GJ_PASS)
			return false;
	return true;
}

/* Whether `field` is of the same table as the list, but not in it. */
static bool is_of_other_form(gj_field field, const order *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->fields[i] == field)
			return false;
	return gj_field_table(field) == o->table;
}

/* How many of its cells were read by their labels; false when one says otherwise, or
 * the table has cells of the other form. */
static bool labels_agree(const gj_report *report, const numbers *n, const order *o,
                         const assignment *cells, size_t *known)
{
	*known = 0;
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		if (report->values[field].place.table && is_of_other_form(field, o))
			return false;
	for (size_t i = 0; i < o->count; i++) {
		const gj_value *value = &report->values[o->fields[i]];
		if (!value->place.table)
			continue;
		if (!gj_str_equal(value->printed, n->cells[cells->of[i]].text))
			return false;
		++*known;
	}
	return true;
}

static bool is_sure(const gj_report *report, const numbers *n, const order *o,
                    const assignment *cells)
{
	size_t known;
	if (!labels_agree(report, n, o, cells, &known))
		return false;
	switch (o->table) {
	case 2: return 2 * known >= o->count;
	case 3:
		if (cells->faults == 0 && columns_add_up(n, o, cells))
			return true;
		return known >= ROWS_THAT_AGREE * o->width;
	default: return true;
	}
}

/* --- into the report ------------------------------------------------------ */

static void map_cells(gj_mapper *mapper, const numbers *n, const order *o,
                      const assignment *cells)
{
	gj_cell *written = gj_arena_alloc(mapper->arena, o->count * sizeof *written);
	size_t width = o->width ? o->width : o->count;
	for (size_t i = 0; written && i < o->count; i++) {
		written[i] = n->cells[cells->of[i]];
		written[i].row = (uint32_t)(i / width);
	}
	uint32_t rows = (uint32_t)(o->count / width);
	gj_grid *grid = written ? gj_grid_expand(mapper->arena, written, o->count, rows) : NULL;
	mapper->exhausted |= !grid;
	if (!grid)
		return;
	mapper->grid = grid;
	mapper->grid_ordinal++;
	for (size_t i = 0; i < o->count; i++) {
		gj_read_cell read = { .cell = &grid->cells[i], .printed = grid->cells[i].text,
			              .reading = n->readings[cells->of[i]], .value = true };
		gj_map_value(mapper, o->fields[i], &read, 0);
	}
}

static bool read_stretch(gj_mapper *mapper, const stretch *s, const order *o)
{
	gj_report *report = mapper->report;
	numbers *n = gj_arena_zalloc(mapper->arena, 1, sizeof *n);
	assignment cells;
	mapper->exhausted |= !n;
	for (size_t b = s->begin + 1; n && b < s->end; b++)
		take_numbers(n, &report->document->blocks[b]);
	if (!n || !assign(n, o, &cells) || !is_sure(report, n, o, &cells))
		return false;
	map_cells(mapper, n, o, &cells);
	for (size_t b = s->begin + 1; report->tabled && b < s->end; b++)
		report->tabled[b] = true;
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		if (is_of_other_form(field, o))
			report->values[field].doubts = 0;
	report->tables[o->table] = o->form;
	report->mixed_rows[o->table] = false;
	return true;
}

/* Whether a cell of the table was found nowhere. */
static bool lacks_cells(const gj_report *report, const order *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (!report->values[o->fields[i]].place.table)
			return true;
	return false;
}

static bool read_as(gj_mapper *mapper, const order *o)
{
	stretch s;
	if (!lacks_cells(mapper->report, o))
		return true;
	for (size_t from = 0; next_stretch(mapper->report->document, o->table, from, &s);
	     from = s.begin + 1)
		if (read_stretch(mapper, &s, o))
			return true;
	return false;
}

void gj_map_ordered(gj_mapper *mapper)
{
	static const struct candidate {
		int table;
		gj_form_id form;
	} candidates[] = {
		{ 2, GJ_FORM_2021 }, { 2, GJ_FORM_2019 }, { 3, GJ_FORM_2021 }, { 3, GJ_FORM_2019 },
		{ 4, GJ_FORM_2021 },
	};
	memset(mapper->found, 0, sizeof mapper->found);
	mapper->loose = true;
	for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
		order o = order_of(candidates[i].table, candidates[i].form);
		mapper->found[o.table] = mapper->found[o.table] || read_as(mapper, &o);
	}
}
