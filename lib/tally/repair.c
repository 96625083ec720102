#include "tally/repair.h"

#include <stdlib.h>

/* Two cells stand in at most this many tallies. */
enum { FAILING_MAX = 6 };

typedef struct gj_search {
	gj_syndrome *syndrome;
	uint64_t component;
	uint64_t failing, open; /* before anything was tried */
	gj_field chosen[GJ_REPAIR_CELLS];
	size_t chosen_count;
	gj_repair_list *list;
} gj_search;

/* ---- what a repair tells: slips, plausibility, weight ---- */

/* A digit changed in a one-digit number, or from or to zero, is met by chance
 * more often. A cell that was doubtful to read is likelier to be the culprit. */
static int weight_of(const gj_changed_cell *cell)
{
	int weight = gj_slip_weight(cell->slip);
	if (cell->slip == GJ_SLIP_CHANGED && cell->printed < 10)
		weight++;
	if (cell->slip == GJ_SLIP_CHANGED && (cell->printed == 0 || cell->suggested == 0))
		weight += 2;
	return weight - (cell->doubted ? 2 : 0);
}

static gj_changed_cell changed_cell(const gj_syndrome *s, gj_field field)
{
	const gj_value *value = &s->printed[field];
	gj_changed_cell cell = {
		.field = field, .blank = value->state == GJ_STATE_BLANK,
		.doubted = value->doubts != 0, .printed = gj_syndrome_printed(s, field),
		.suggested = s->number[field]
	};
	if (cell.blank)
		cell.slip = GJ_SLIP_LEFT_BLANK;
	else if (cell.printed == 0 && gj_field_set_has(&s->totals, field))
		cell.slip = GJ_SLIP_LEFT_ZERO;
	else
		cell.slip = gj_slip_between(cell.printed, cell.suggested);
	return cell;
}

/* A count entered in the wrong cell of a line: one too few as the other too many. */
static bool is_offset(const gj_syndrome *s, const gj_changed_cell *a, const gj_changed_cell *b)
{
	uint64_t shared = s->in[a->field] & s->in[b->field];
	uint64_t same_side = ~(s->on_left[a->field] ^ s->on_left[b->field]);
	return shared & same_side && a->suggested - a->printed == b->printed - b->suggested;
}

/* A part and the total made from it, wrong by the same: one cause. */
static bool moves_together(const gj_syndrome *s, const gj_changed_cell *a,
                           const gj_changed_cell *b)
{
	uint64_t shared = s->in[a->field] & s->in[b->field];
	uint64_t other_side = s->on_left[a->field] ^ s->on_left[b->field];
	return shared & other_side && a->suggested - a->printed == b->suggested - b->printed;
}

/* A total of 0 for 5 is also one wrong digit. */
static gj_plausibility plausibility_of_cell(const gj_changed_cell *cell)
{
	if (cell->slip == GJ_SLIP_LEFT_ZERO)
		if (gj_slip_between(cell->printed, cell->suggested) == GJ_SLIP_CHANGED)
			return GJ_PLAUSIBLE_SLIP;
	return gj_slip_plausibility(cell->slip);
}

static gj_plausibility plausibility_of_pair(const gj_syndrome *s, const gj_repair *repair)
{
	const gj_changed_cell *a = &repair->cells[0], *b = &repair->cells[1];
	bool explained = gj_slip_plausibility(a->slip) != GJ_PLAUSIBLE_ARBITRARY &&
	                 gj_slip_plausibility(b->slip) != GJ_PLAUSIBLE_ARBITRARY;
	return explained || moves_together(s, a, b) ? GJ_PLAUSIBLE_PAIR : GJ_PLAUSIBLE_ARBITRARY;
}

static uint64_t touched_tallies(const gj_search *search)
{
	uint64_t touched = 0;
	for (size_t i = 0; i < search->chosen_count; i++)
		touched |= search->syndrome->in[search->chosen[i]];
	return touched;
}

/* A negative count that a repair leaves standing is itself the likelier culprit. */
static bool leaves_negative(const gj_search *search)
{
	const gj_syndrome *s = search->syndrome;
	uint64_t touched = touched_tallies(search);
	for (gj_field field = GJ_T3_BASE; field < GJ_FIELD_COUNT; field++)
		if (s->in[field] & touched && s->number[field] < 0)
			return true;
	return false;
}

static void name_slips(const gj_syndrome *s, gj_repair *repair, gj_slip swap)
{
	gj_changed_cell *a = &repair->cells[0], *b = &repair->cells[1];
	if (repair->cell_count == 1) {
		repair->plausibility = plausibility_of_cell(a);
		return;
	}
	if (swap != GJ_SLIPS)
		a->slip = b->slip = swap;
	else if (is_offset(s, a, b))
		a->slip = b->slip = GJ_SLIP_OFFSET;
	repair->plausibility = swap != GJ_SLIPS ? GJ_PLAUSIBLE_SWAP : plausibility_of_pair(s, repair);
}

/* What has been put into the chosen cells, as a repair. `swap`: the slip both
 * cells share, or GJ_SLIPS when each has its own. */
static gj_repair make_repair(const gj_search *search, gj_slip swap)
{
	const gj_syndrome *s = search->syndrome;
	gj_repair repair = { .cell_count = search->chosen_count };
	bool turned = repair.cell_count == 2 && search->chosen[1] < search->chosen[0];
	for (size_t i = 0; i < repair.cell_count; i++)
		repair.cells[turned ? 1 - i : i] = changed_cell(s, search->chosen[i]);
	name_slips(s, &repair, swap);
	if (leaves_negative(search))
		repair.plausibility = GJ_PLAUSIBLE_ARBITRARY;
	for (size_t i = 0; i < repair.cell_count; i++)
		repair.weight += weight_of(&repair.cells[i]);
	repair.mended = __builtin_popcountll(search->failing & ~s->failing);
	return repair;
}

/* ---- the list ---- */

static bool same_cells(const gj_repair *a, const gj_repair *b)
{
	if (a->cell_count != b->cell_count)
		return false;
	for (size_t i = 0; i < a->cell_count; i++)
		if (a->cells[i].field != b->cells[i].field ||
		    a->cells[i].suggested != b->cells[i].suggested)
			return false;
	return true;
}

static void add_repair(gj_search *search, gj_slip swap)
{
	gj_repair_list *list = search->list;
	gj_repair repair = make_repair(search, swap);
	for (size_t i = 0; i < list->count; i++)
		if (same_cells(&list->items[i], &repair))
			return;
	if (list->count < GJ_REPAIRS_MAX)
		list->items[list->count++] = repair;
}

static int compare_repairs(const void *left, const void *right)
{
	const gj_repair *a = left, *b = right;
	if (a->mended != b->mended)
		return b->mended - a->mended;
	if (a->plausibility != b->plausibility)
		return a->plausibility < b->plausibility ? -1 : 1;
	if (a->weight != b->weight)
		return a->weight < b->weight ? -1 : 1;
	if (a->cells[0].field != b->cells[0].field)
		return a->cells[0].field < b->cells[0].field ? -1 : 1;
	return (int)a->cells[1].field - (int)b->cells[1].field;
}

size_t gj_repair_rivals(const gj_repair_list *list, const gj_repair *repair)
{
	size_t same = 0;
	for (size_t i = 0; i < list->count; i++) {
		const gj_repair *other = &list->items[i];
		same += other->mended == repair->mended &&
		        (other->plausibility == GJ_PLAUSIBLE_ARBITRARY) ==
		                (repair->plausibility == GJ_PLAUSIBLE_ARBITRARY);
	}
	return same - 1;
}

/* ---- the search ---- */

static uint64_t failing(const gj_search *search)
{
	return search->syndrome->failing & search->component;
}

/* Nothing fails, and nothing that held is left to blanks. A swap in table 四 may
 * reach beyond the component. */
static bool is_mended(const gj_search *search)
{
	const gj_syndrome *s = search->syndrome;
	uint64_t concerned = search->component | touched_tallies(search);
	return !((s->failing | (s->open & ~search->open)) & concerned);
}

static bool is_chosen(const gj_search *search, gj_field field)
{
	for (size_t i = 0; i < search->chosen_count; i++)
		if (search->chosen[i] == field)
			return true;
	return false;
}

/* The number that makes a tally hold when only this cell is wrong. */
static int64_t number_to_mend(const gj_syndrome *s, unsigned tally, gj_field field)
{
	bool left = s->on_left[field] >> tally & 1;
	return s->number[field] + (left ? -s->off[tally] : s->off[tally]);
}

/* Tries each cell of a failing tally, and with `more` another one besides. */
static void try_cells(gj_search *search, unsigned tally, size_t more)
{
	gj_syndrome *s = search->syndrome;
	const gj_tally *terms = &s->tallies->items[tally];
	for (size_t i = 0; i < (size_t)terms->left + terms->right; i++) {
		gj_field field = terms->terms[i];
		int64_t before = s->number[field], number = number_to_mend(s, tally, field);
		bool covers = more || !(failing(search) & ~s->in[field]);
		if (number < 0 || !covers || is_chosen(search, field))
			continue;
		gj_syndrome_put(s, field, number);
		search->chosen[search->chosen_count++] = field;
		if (more && failing(search))
			try_cells(search, gj_lowest_tally(failing(search)), more - 1);
		else if (is_mended(search))
			add_repair(search, GJ_SLIPS);
		search->chosen_count--;
		gj_syndrome_put(s, field, before);
	}
}

static void try_swap(gj_search *search, gj_field a, gj_field b, gj_slip slip)
{
	gj_syndrome *s = search->syndrome;
	int64_t at_a = s->number[a], at_b = s->number[b];
	if (!gj_field_set_has(&s->readable, a) || !gj_field_set_has(&s->readable, b) ||
	    at_a == at_b || at_a < 0 || at_b < 0 || failing(search) & ~(s->in[a] | s->in[b]))
		return;
	gj_syndrome_put(s, a, at_b);
	gj_syndrome_put(s, b, at_a);
	search->chosen[0] = a;
	search->chosen[1] = b;
	search->chosen_count = 2;
	if (is_mended(search))
		add_repair(search, slip);
	search->chosen_count = 0;
	gj_syndrome_put(s, a, at_a);
	gj_syndrome_put(s, b, at_b);
}

/* The cell printed to the right, GJ_FIELD_NONE at the end of a line. All of
 * table 四 is one line. */
static gj_field cell_beside(gj_field field)
{
	bool last = field < GJ_T4_BASE ? (field - GJ_T3_BASE) % GJ_T3_COLUMNS == GJ_T3_TOTAL
	                               : field + 1 == GJ_FIELD_COUNT;
	return last ? GJ_FIELD_NONE : (gj_field)(field + 1);
}

/* In the next row of table 三 that the form has. */
static gj_field cell_below(const gj_syndrome *s, gj_field field)
{
	for (int below = field + GJ_T3_COLUMNS; below < GJ_T4_BASE; below += GJ_T3_COLUMNS)
		if (gj_field_set_has(&s->members, (gj_field)below))
			return (gj_field)below;
	return GJ_FIELD_NONE;
}

static void try_swaps(gj_search *search)
{
	for (gj_field field = GJ_T3_BASE; field < GJ_FIELD_COUNT; field++) {
		gj_field beside = cell_beside(field);
		gj_field below = cell_below(search->syndrome, field);
		if (beside != GJ_FIELD_NONE)
			try_swap(search, field, beside, GJ_SLIP_SWAPPED_COLUMN);
		if (below != GJ_FIELD_NONE)
			try_swap(search, field, below, GJ_SLIP_SWAPPED_ROW);
	}
}

void gj_repairs_find(gj_syndrome *syndrome, uint64_t component, gj_repair_list *list)
{
	gj_search search = { .syndrome = syndrome, .component = component,
		             .failing = syndrome->failing, .open = syndrome->open,
		             .list = list };
	uint64_t wrong = failing(&search);
	list->count = 0;
	if (!wrong || __builtin_popcountll(wrong) > FAILING_MAX)
		return;
	try_cells(&search, gj_lowest_tally(wrong), 0);
	try_swaps(&search);
	if (!list->count)
		for (uint64_t left = wrong; left; left &= left - 1)
			try_cells(&search, gj_lowest_tally(left), 1);
	qsort(list->items, list->count, sizeof *list->items, compare_repairs);
}

/* ---- totals left blank ---- */

/* The tallies of which a cell is the total. */
static uint64_t tallies_summed_in(const gj_syndrome *s, gj_field field)
{
	uint64_t summed = 0;
	for (uint64_t in = s->in[field]; in; in &= in - 1) {
		const gj_tally *tally = &s->tallies->items[gj_lowest_tally(in)];
		if (tally->left == 1 && tally->terms[0] == field)
			summed |= in & -in;
	}
	return summed;
}

static void try_total(gj_search *search, gj_field field)
{
	gj_syndrome *s = search->syndrome;
	uint64_t summed = tallies_summed_in(s, field);
	int64_t number = summed ? number_to_mend(s, gj_lowest_tally(summed), field) : 0;
	if (number <= 0)
		return;
	gj_syndrome_put(s, field, number);
	search->chosen[0] = field;
	search->chosen_count = 1;
	if (!(s->failing & s->in[field]) && !(s->open & summed))
		add_repair(search, GJ_SLIPS);
	gj_syndrome_put(s, field, 0);
}

void gj_repairs_of_blank_totals(gj_syndrome *syndrome, gj_repair_list *list)
{
	gj_search search = { .syndrome = syndrome, .list = list };
	list->count = 0;
	if (!syndrome->open)
		return;
	for (gj_field field = GJ_T3_BASE; field < GJ_FIELD_COUNT; field++)
		if (syndrome->printed[field].state == GJ_STATE_BLANK &&
		    syndrome->number[field] == 0 && gj_field_set_has(&syndrome->totals, field))
			try_total(&search, field);
}

void gj_repair_accept(gj_syndrome *syndrome, const gj_repair *repair)
{
	for (size_t i = 0; i < repair->cell_count; i++)
		gj_syndrome_put(syndrome, repair->cells[i].field, repair->cells[i].suggested);
}
