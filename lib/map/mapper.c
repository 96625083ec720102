#include "map/mapper.h"

#include "map/judge.h"
#include "map/order.h"
#include "map/swallowed.h"
#include "regrid/concat.h"
#include "regrid/loose.h"
#include "regrid/told.h"
#include "regrid/turned.h"

#include <string.h>

static inline gj_place place_of(const gj_mapper *mapper, int table, const gj_cell *cell)
{
	uint32_t row = cell->row + 1, column = cell->column + 1u;
	return (gj_place){ (uint16_t)table, mapper->grid_ordinal, mapper->turned ? column : row,
		           mapper->turned ? row : column, cell->range };
}

void gj_map_oddity(gj_mapper *mapper, gj_oddity_kind kind, int table, gj_field field, gj_str label,
                   const gj_read_cell *read)
{
	gj_report *report = mapper->report;
	if (report->oddity_count == GJ_ODDITIES_MAX || mapper->found[table])
		return;
	if (!report->oddities)
		report->oddities = gj_arena_alloc(mapper->arena,
		                                  GJ_ODDITIES_MAX * sizeof *report->oddities);
	if (!report->oddities)
		return;
	gj_oddity *oddity = &report->oddities[report->oddity_count++];
	*oddity = (gj_oddity){ .kind = kind, .table = (uint8_t)table, .field = field, .label = label };
	if (read)
		oddity->place = place_of(mapper, table, read->cell);
}

/* What a cell's own text and place say against it. */
static unsigned doubts_of(const gj_mapper *mapper, const gj_read_cell *cell)
{
	const gj_entry *reading = &cell->reading;
	unsigned doubts = 0;
	bool number = reading->state == GJ_STATE_NUMBER || reading->state == GJ_STATE_ANNOTATED;
	if (reading->joined || (cell->cell->aside && number))
		doubts |= GJ_DOUBT_JOINED;
	if (cell->torn ||
	    (reading->state == GJ_STATE_BLANK && gj_map_swallowed(mapper, cell->cell)))
		doubts |= GJ_DOUBT_SPANS;
	if (reading->state == GJ_STATE_NOT_A_NUMBER &&
	    gj_str_has(cell->printed, GJ_STR("\xEF\xBF\xBD")))
		doubts |= GJ_DOUBT_CHARSET;
	return doubts;
}

static inline void fill(const gj_mapper *mapper, gj_value *value, int table,
                        const gj_read_cell *cell, unsigned doubts)
{
	value->state = cell->reading.state;
	value->doubts |= (uint16_t)doubts;
	value->number.units = cell->reading.number.units;
	value->number.scale = cell->reading.number.scale;
	value->printed = cell->printed;
	value->place = place_of(mapper, table, cell->cell);
}

/* Apart, so that one digit, which nearly every cell prints, costs little. */
static __attribute__((noinline)) void fill_any(gj_mapper *mapper, gj_field field,
                                               const gj_read_cell *cell, unsigned doubts)
{
	gj_value *value = &mapper->report->values[field];
	fill(mapper, value, gj_field_table(field), cell, doubts | doubts_of(mapper, cell));
	/* Brackets mean a decrease, or nothing, where one may be printed. */
	if (cell->reading.bracketed && gj_field_type_of(field) == GJ_TYPE_SIGNED)
		value->state = GJ_STATE_NOT_A_NUMBER;
}

/* To a value that another cell gave already, or that has none. */
static __attribute__((noinline)) void add_doubts(gj_value *value, const gj_read_cell *cell,
                                                 unsigned doubts)
{
	/* Where the other cell may be a neighbour, that it says the same is luck. */
	const unsigned beside = GJ_DOUBT_MISSING | GJ_DOUBT_SURPLUS | GJ_DOUBT_REALIGNED;
	if (cell && gj_str_equal(value->printed, cell->printed))
		doubts &= beside;
	else if (cell)
		doubts = (doubts & beside) | GJ_DOUBT_DOUBLED;
	value->doubts |= (uint16_t)doubts;
}

void gj_map_value(gj_mapper *mapper, gj_field field, const gj_read_cell *cell, unsigned doubts)
{
	gj_value *value = &mapper->report->values[field];
	int table = gj_field_table(field);
	if (mapper->found[table] && gj_map_is_found(value))
		return;
	if (mapper->loose)
		doubts |= GJ_DOUBT_NO_GRID;
	if (!cell || value->place.table)
		add_doubts(value, cell, doubts);
	else if (gj_entry_is_digit(cell->printed) && !cell->torn && !cell->cell->aside)
		fill(mapper, value, table, cell, doubts);
	else
		fill_any(mapper, field, cell, doubts);
}

void gj_map_keep(const gj_mapper *mapper, const gj_row *row, gj_kept_row *kept)
{
	*kept = (gj_kept_row){ *row, mapper->grid, mapper->grid_ordinal };
}

void gj_map_kept_value(gj_mapper *mapper, const gj_kept_row *kept, gj_field field, size_t cell,
                       unsigned doubts)
{
	const gj_grid *grid = mapper->grid;
	uint16_t ordinal = mapper->grid_ordinal;
	mapper->grid = kept->grid;
	mapper->grid_ordinal = kept->ordinal;
	gj_map_value(mapper, field, &kept->row.cells[cell], doubts);
	mapper->grid = grid;
	mapper->grid_ordinal = ordinal;
}

/* "件" in a column of units, between the label and the numbers. */
static bool is_unit(const gj_read_cell *cell)
{
	static const gj_str units[] = { GJ_WORD("件"), GJ_WORD("条"), GJ_WORD("项"), GJ_WORD("个"),
		                        GJ_WORD("次"), GJ_WORD("件次"), GJ_WORD("万元"), GJ_WORD("元") };
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (gj_str_equal(cell->core, units[i]))
			return true;
	return false;
}

/* --- cells and rows ------------------------------------------------------- */

/* The core of a text, kept as long as the report. */
static gj_str keep_core(gj_mapper *mapper, gj_str text)
{
	enum { CORES_ROOM = 4 * GJ_LABEL_CORE_MAX };
	if (text.len > GJ_LABEL_TEXT_MAX)
		return (gj_str){ 0 };
	if ((size_t)(mapper->cores_end - mapper->cores) < text.len * GJ_FOLD_GROWTH) {
		mapper->cores = gj_arena_alloc(mapper->arena, CORES_ROOM);
		mapper->cores_end = mapper->cores ? mapper->cores + CORES_ROOM : NULL;
		mapper->exhausted |= !mapper->cores;
		if (!mapper->cores)
			return (gj_str){ 0 };
	}
	gj_str core = gj_label_core(mapper->cores, text);
	mapper->cores += core.len;
	return core;
}

/* "（三）不予公开1.属于国家秘密": names of groups run into the label of a row. */
static gj_match match_glued(gj_mapper *mapper, gj_str printed)
{
	static const gj_str groups[] = { GJ_WORD("办理结果"), GJ_WORD("不予公开"), GJ_WORD("无法提供"),
		                         GJ_WORD("不予处理"), GJ_WORD("其他处理") };
	size_t end = 0;
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		size_t at = gj_str_find(printed, groups[i]);
		if (at != SIZE_MAX && at + groups[i].len > end)
			end = at + groups[i].len;
	}
	if (!end || end == printed.len)
		return (gj_match){ GJ_MATCH_NONE, 0 };
	return gj_label_match(GJ_WORDS_T3_ROW, keep_core(mapper, gj_str_from(printed, end)), false);
}

gj_match gj_map_label(gj_mapper *mapper, const gj_row *row, gj_vocabulary vocabulary, bool likeness,
                      size_t *index)
{
	size_t last = row->lead;
	while (last > 0 && row->cells[last - 1].value)
		last--;
	if (!last--)
		return (gj_match){ GJ_MATCH_NONE, 0 };
	*index = last;
	const gj_read_cell *label = &row->cells[last];
	if (last && !label->known && !row->cells[last - 1].value && is_unit(label))
		label = &row->cells[--last];
	gj_match match = likeness ? gj_map_word_alike(label, vocabulary) : gj_map_word(label, vocabulary);
	if (match.strength != GJ_MATCH_EXACT && vocabulary == GJ_WORDS_T3_ROW && mapper->table == 3) {
		gj_match glued = match_glued(mapper, label->printed);
		match = glued.strength == GJ_MATCH_EXACT ? glued : match;
	}
	if (match.strength == GJ_MATCH_EXACT || !last || row->cells[last - 1].value)
		return match;
	gj_str before = row->cells[last - 1].core;
	gj_str joined = gj_str_join(mapper->arena, before, label->core);
	gj_match both = gj_label_match(vocabulary, joined, false);
	return both.strength == GJ_MATCH_EXACT ? both : match;
}

/* Field by field: a whole cell put together first would have to be copied. */
static void read_cell(gj_mapper *mapper, const gj_cell *cell, gj_read_cell *read)
{
	read->cell = cell;
	read->torn = false;
	read->core = (gj_str){ 0 };
	read->known = NULL;
	if (gj_entry_is_digit(cell->text)) {
		read->printed = cell->text;
		gj_entry_of_digit(&read->reading, cell->text);
		read->value = true;
		return;
	}
	read->printed = gj_str_trim(cell->text);
	read->known = gj_label_find(read->printed); /* most are printed as the form has them */
	bool label = read->known || gj_entry_is_label(read->printed);
	if (label)
		read->reading = (gj_entry){ .state = GJ_STATE_NOT_A_NUMBER };
	else
		gj_entry_read(&read->reading, read->printed);
	read->value = !label && gj_entry_is_value(read->printed, &read->reading);
	/* "3.其他" begins with a digit and "5件" ends with a word: only a label's core
	 * can tell an annotated number from a numbered label, and only texts have one. */
	if (read->value)
		return;
	read->known = read->known ? read->known : gj_label_respelled(read->printed);
	read->core = read->known ? read->known->core : keep_core(mapper, cell->text);
	read->known = read->known ? read->known : gj_label_find(read->core);
}

static gj_read_cell *read_cells(gj_mapper *mapper, const gj_grid *grid)
{
	gj_read_cell *cells = gj_arena_alloc(mapper->arena, grid->cell_count * sizeof *cells);
	mapper->exhausted |= !cells;
	for (uint32_t i = 0; cells && i < grid->cell_count; i++)
		read_cell(mapper, &grid->cells[i], &cells[i]);
	return cells;
}

/* Whether the value numbers the label behind it: at the row's beginning, or behind the
 * name of a group where a label of table 三 follows. */
static bool numbers_label(const gj_row *row, size_t at)
{
	const gj_read_cell *cell = &row->cells[at], *behind = cell + 1;
	bool number = cell->reading.state == GJ_STATE_NUMBER || cell->reading.state == GJ_STATE_ANNOTATED;
	/* "一" beside "、本年新收…" is half of a label, and no stroke. */
	number |= !at && gj_str_equal(cell->printed, GJ_STR("一")) && gj_str_starts(behind->printed, GJ_STR("、"));
	if (!cell->value || !number || behind->value)
		return false;
	return at ? gj_map_word(behind, GJ_WORDS_T3_ROW).strength != GJ_MATCH_NONE : behind->core.len > 0;
}

/* A number that stands alone before a label numbers the row. */
static void settle_numbering(gj_row *row, gj_read_cell *first)
{
	enum { LABEL_COLUMNS = 3 };
	bool found = false;
	for (size_t i = 0; i < LABEL_COLUMNS && i + 2 < row->count; i++) {
		if (!numbers_label(row, i))
			continue;
		first[i].value = false;
		row->numbers--;
		row->texts++;
		found = true;
	}
	if (!found)
		return;
	row->lead = 0;
	while (row->lead < row->count &&
	       (!row->cells[row->lead].value || gj_map_is_blank(&row->cells[row->lead])))
		row->lead++;
}

/* The row of a grid's cells from *from on, which moves to the next row's first. */
static gj_row read_row(const gj_mapper *mapper, uint32_t index, uint32_t *from)
{
	const gj_grid *grid = mapper->grid;
	gj_read_cell *first = mapper->cells + *from;
	size_t count = 0, texts = 0, numbers = 0, lead = 0;
	for (; *from + count < grid->cell_count && grid->cells[*from + count].row == index; count++) {
		bool value = first[count].value, number = value & !gj_map_is_blank(&first[count]);
		lead += lead == count && !number;
		texts += !value;
		numbers += number;
	}
	*from += (uint32_t)count;
	gj_row row = { .index = index, .count = count, .texts = texts, .numbers = numbers,
		       .lead = lead, .cells = first };
	settle_numbering(&row, first);
	return row;
}

/* Numbers under a header of tables 二 or 三 whose label no form has. */
static void note_unknown(gj_mapper *mapper, const gj_row *row)
{
	if ((mapper->table != 2 && mapper->table != 3) || !row->numbers)
		return;
	for (size_t i = row->lead; i-- > 0;) {
		if (row->cells[i].value)
			continue;
		gj_map_oddity(mapper, GJ_ODDITY_UNKNOWN_ROW, mapper->table, GJ_FIELD_NONE,
		              row->cells[i].printed, &row->cells[i]);
		return;
	}
}

static void walk_grid(gj_mapper *mapper, const gj_grid *grid)
{
	mapper->grid = grid;
	mapper->cells = read_cells(mapper, grid);
	mapper->grid_ordinal++;
	if (mapper->cells)
		gj_map_restore(mapper);
	uint32_t from = 0;
	for (uint32_t r = 0; mapper->cells && r < grid->rows; r++) {
		gj_row row = read_row(mapper, r, &from);
		if (!row.count || row.count > GJ_ROW_CELLS_MAX)
			continue;
		if (!gj_map_t2_row(mapper, &row) && !gj_map_t3_row(mapper, &row) &&
		    !gj_map_t4_row(mapper, &row))
			note_unknown(mapper, &row);
	}
}

/* --- walks ---------------------------------------------------------------- */

/* Begins a walk: header words of an earlier one count no more. */
static void forget_heads(gj_mapper *mapper)
{
	mapper->table = 0;
	mapper->t2.count = 0;
	mapper->t2.last = mapper->t2.blank_row = -1;
	mapper->t2.strange = false;
	mapper->t3.columns_known = mapper->t3.strange_waits = mapper->t3.head_grew = false;
	mapper->t3.disordered = true;
	mapper->t3.partial.count = mapper->t3.nameless_count = 0;
	mapper->t3.wanted = GJ_T3_COLUMNS;
	mapper->t3.words = 0;
	for (uint32_t c = 0; c < GJ_T3_COLUMNS; c++)
		mapper->t3.rank[c] = c;
	mapper->t3.last = mapper->t3.blank_row = -1;
	mapper->t3.head = mapper->t4.head = (gj_head){ 0 };
}

static void walk_grids(gj_mapper *mapper, const gj_document *document)
{
	forget_heads(mapper);
	for (size_t i = 0; i < document->block_count; i++)
		if (document->blocks[i].grid)
			walk_grid(mapper, document->blocks[i].grid);
}

typedef gj_grid *text_reader(gj_arena *arena, const gj_block *blocks, size_t begin, size_t end,
                             bool *tabled);

/* Whether every table was found, with every cell of its form. */
static bool is_complete(const gj_report *report)
{
	for (int table = 2; table <= 4; table++)
		if (report->tables[table] == GJ_FORM_NONE)
			return false;
	for (gj_form_id id = 0; id < GJ_FORM_COUNT; id++) {
		const gj_form *form = gj_form_of(id);
		for (size_t i = 0; i < form->count; i++)
			if (report->tables[form->fields[i].table] == id &&
			    !gj_map_is_found(&report->values[form->fields[i].field]))
				return false;
	}
	return true;
}

static void keep_found(gj_mapper *mapper)
{
	for (int table = 2; table <= 4; table++)
		mapper->found[table] = mapper->report->tables[table] != GJ_FORM_NONE;
}

/* Grids with rows and columns exchanged, for tables that nothing before gave. */
static void walk_turned(gj_mapper *mapper, const gj_document *document)
{
	keep_found(mapper);
	if (mapper->found[3] && mapper->found[4])
		return;
	forget_heads(mapper);
	mapper->turned = true;
	mapper->grid_ordinal = 0;
	for (size_t i = 0; i < document->block_count; i++) {
		if (!document->blocks[i].grid)
			continue;
		const uint16_t ordinal = mapper->grid_ordinal;
		gj_grid *grid = gj_grid_turned(mapper->arena, document->blocks[i].grid);
		if (grid)
			walk_grid(mapper, grid);
		mapper->grid_ordinal = ordinal + 1;
	}
	mapper->turned = false;
	gj_map_t3_end(mapper);
	gj_map_judge(mapper);
}

/* Runs of paragraphs, for tables or rows that nothing before gave. */
static void walk_text(gj_mapper *mapper, text_reader *read)
{
	gj_report *report = mapper->report;
	const gj_document *document = report->document;
	keep_found(mapper);
	if (is_complete(report))
		return;
	if (!report->tabled)
		report->tabled = gj_arena_zalloc(mapper->arena, document->block_count, sizeof(bool));
	if (!report->tabled)
		return;
	mapper->loose = true;
	forget_heads(mapper);
	for (size_t i = 0; i < document->block_count;) {
		size_t end = i;
		while (end < document->block_count && !document->blocks[end].grid)
			end++;
		gj_grid *grid = end > i ? read(mapper->arena, document->blocks, i, end,
		                                     report->tabled) : NULL;
		if (grid)
			walk_grid(mapper, grid);
		i = end + 1;
	}
	gj_map_judge(mapper);
}

static void collect_doubts(gj_report *report)
{
	for (size_t i = 0; i < GJ_FIELD_COUNT; i++)
		report->doubts |= report->values[i].doubts;
}

gj_code gj_map_tables(gj_arena *arena, gj_report *report, gj_err *err)
{
	gj_mapper *mapper = gj_arena_zalloc(arena, 1, sizeof *mapper);
	if (!mapper)
		return gj_err_set(err, GJ_E_LIMIT, 0, "document needs too much memory");
	mapper->arena = arena;
	mapper->report = report;
	walk_grids(mapper, report->document);
	gj_map_t2_end(mapper);
	gj_map_t3_end(mapper);
	gj_map_t4_headless(mapper);
	gj_map_judge(mapper);
	bool complete = is_complete(report);
	if (!complete) {
		walk_turned(mapper, report->document);
		walk_text(mapper, gj_loose_grid);
		walk_text(mapper, gj_concat_grid);
		walk_text(mapper, gj_told_grid);
		gj_map_ordered(mapper);
	}
	if (mapper->exhausted)
		return gj_err_set(err, GJ_E_LIMIT, 0, "document needs too much memory");
	memset(mapper->found, 0, sizeof mapper->found);
	gj_map_t4_end(mapper);
	for (int table = 2; table <= 4 && !complete; table++)
		gj_map_note_missing(mapper, table);
	collect_doubts(report);
	return GJ_OK;
}
