/* Damaged reports are read right, or the cell is null or doubted: never another
 * number in silence. Where the damage leaves a page unambiguous, the values are
 * right and free of doubt, so that doubt is no lazy answer.
 *
 * GJ_DAMAGE_RUNS sets how many damaged reports each kind gets, GJ_DAMAGE_KIND
 * names one kind, GJ_DAMAGE_SEED the first seed, GJ_DAMAGE_KEEP a folder for the
 * files of failures; GJ_DAMAGE_REPORT prints what became of the cells. */
#include "damage.h"
#include "map/read.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	RUNS = 40,         /* damaged reports a kind */
	DAMAGES_MAX = 3,   /* in one report */
	ARENA_BYTES = 64 << 20,
	FILE_BYTES = 4 << 20,
	FAILURES_SHOWN = 3,
};

/* --- what stands in the form ---------------------------------------------- */

typedef enum filling { DISTINCT, UNBALANCED, REALISTIC, FILLINGS } filling;

/* Numbers that hardly two cells share, so that a shifted row shows. */
static void fill_distinct(gj_filled_form *form, gj_random *random, bool balanced)
{
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		if (form->cells[field].state != GJ_STATE_ABSENT)
			gj_filled_form_set(form, field, 1 + gj_random_below(random, 9999));
	if (!balanced)
		return;
	for (int group = 0; group < GJ_T4_GROUPS; group++) {
		int64_t sum = 0;
		for (int o = 0; o < GJ_T4_TOTAL; o++)
			sum += gj_filled_form_integer(form, gj_t4(group, o));
		gj_filled_form_set(form, gj_t4(group, GJ_T4_TOTAL), sum);
	}
	for (int column = 0; column < GJ_T3_TOTAL; column++) {
		int64_t sum = 0;
		for (int row = GJ_T3_GRANTED; row <= GJ_T3_OTHER; row++)
			sum += gj_filled_form_integer(form, gj_t3(row, column));
		gj_filled_form_set(form, gj_t3(GJ_T3_PROCESSED_TOTAL, column), sum);
		int64_t in = gj_filled_form_integer(form, gj_t3(GJ_T3_CARRIED_IN, column));
		int64_t out = gj_filled_form_integer(form, gj_t3(GJ_T3_CARRIED_OUT, column));
		gj_filled_form_set(form, gj_t3(GJ_T3_NEW_RECEIVED, column), sum + out - in);
	}
	for (int row = 0; row < GJ_T3_ROWS; row++) {
		int64_t sum = 0;
		for (int column = 0; column < GJ_T3_TOTAL; column++)
			sum += gj_filled_form_integer(form, gj_t3(row, column));
		if (form->cells[gj_t3(row, 0)].state != GJ_STATE_ABSENT)
			gj_filled_form_set(form, gj_t3(row, GJ_T3_TOTAL), sum);
	}
}

static void fill(gj_filled_form *form, gj_random *random)
{
	gj_form_id id = gj_random_chance(random, 50) ? GJ_FORM_2021 : GJ_FORM_2019;
	gj_form_plan plan = { id, id, (gj_bustle)(GJ_MODEST + gj_random_below(random, 2)), NULL };
	gj_filled_form_random(form, &plan, gj_random_next(random));
	filling how = (filling)gj_random_below(random, FILLINGS);
	if (how != REALISTIC)
		fill_distinct(form, random, how == DISTINCT);
	else if (gj_random_chance(random, 30))
		gj_filled_form_smudge(form, gj_random_next(random));
}

/* --- what may be read ----------------------------------------------------- */

typedef enum verdict { RIGHT, DOUBTED, LOST, WRONG, VERDICTS } verdict;

/* What the page still prints of a field. */
typedef struct truth {
	bool printed, contradicted;
	bool named; /* in a row that has its label */
	const gj_page_cell *cell;
} truth;

static bool says_the_same(const gj_page_cell *a, const gj_page_cell *b)
{
	if (a->has_number != b->has_number)
		return false;
	return a->has_number ? gj_decimal_compare(a->number, b->number) == 0 :
	                       strcmp(a->text, b->text) == 0;
}

/* A row without its label cannot be told to contradict the one that has it. */
static void find_truth(truth *t, const gj_page_row *row, const gj_page_cell *cell)
{
	if (t->printed && t->named != !row->nameless) {
		if (t->named)
			return;
		t->contradicted = false;
	} else {
		t->contradicted |= t->printed && !says_the_same(t->cell, cell);
	}
	t->printed = true;
	t->named = !row->nameless;
	t->cell = cell;
}

static void find_truths(truth truths[GJ_FIELD_COUNT], const gj_page *page)
{
	memset(truths, 0, GJ_FIELD_COUNT * sizeof *truths);
	for (int r = 0; r < page->count; r++)
		for (int c = 0; c < page->rows[r].count; c++)
			if (page->rows[r].cells[c].field != GJ_FIELD_NONE)
				find_truth(&truths[page->rows[r].cells[c].field], &page->rows[r],
				           &page->rows[r].cells[c]);
}

static verdict judge(const truth *t, const gj_value *value)
{
	bool number = gj_value_has_number(value);
	if (value->doubts)
		return DOUBTED;
	if (t->contradicted)
		return value->state == GJ_STATE_ABSENT ? LOST : WRONG;
	if (!t->printed)
		return number ? WRONG : RIGHT;
	if (value->state == GJ_STATE_ABSENT)
		return LOST;
	if (number != t->cell->has_number)
		return WRONG;
	return !number || gj_decimal_compare(value->number, t->cell->number) == 0 ? RIGHT : WRONG;
}

/* --- trials --------------------------------------------------------------- */

typedef struct trial {
	const gj_damage *kind;
	uint64_t seed;
	gj_filled_form form;
	gj_page page;
	truth truths[GJ_FIELD_COUNT];
	gj_buffer bytes;
	gj_arena arena;
	gj_report report;
	char damages[128]; /* their names */
	bool clear;        /* nothing may be doubted */
	long tally[VERDICTS];
	long failures;
} trial;

static void keep(const trial *t)
{
	const char *folder = getenv("GJ_DAMAGE_KEEP");
	if (!folder)
		return;
	char path[4096];
	snprintf(path, sizeof path, "%s/%s-%s-%llu.%s", folder, t->kind->name, t->page.style->name,
	         (unsigned long long)t->seed, gj_render_extension(t->page.style));
	FILE *file = fopen(path, "wb");
	if (!file)
		return;
	fwrite(t->bytes.data, 1, t->bytes.length, file);
	fclose(file);
}

static bool fits(const gj_damage *kind, const gj_page *page)
{
	return page->style->markup == GJ_MARKUP_HTML || !(kind->flags & GJ_DAMAGE_MARKUP);
}

/* The kind's own damage, and in some reports up to two of any kind. */
static bool damage(trial *t, gj_random *random)
{
	if (!fits(t->kind, &t->page) || !t->kind->apply(&t->page, random))
		return false;
	bool web = t->page.style->markup == GJ_MARKUP_HTML;
	t->clear = t->kind->flags & (web ? GJ_DAMAGE_CLEAR_WEB : GJ_DAMAGE_CLEAR_TEXT);
	snprintf(t->damages, sizeof t->damages, "%s", t->kind->name);
	int more = gj_random_chance(random, 70) ? 0 : gj_random_below(random, DAMAGES_MAX);
	while (more--) {
		const gj_damage *other =
			&gj_damages[gj_random_below(random, (int)gj_damage_count)];
		if (!fits(other, &t->page) || !other->apply(&t->page, random))
			continue;
		t->clear = false;
		size_t length = strlen(t->damages);
		snprintf(t->damages + length, sizeof t->damages - length, "+%s", other->name);
	}
	return true;
}

/* A cell too few and one too many in a row leave no trace. */
static bool cancels_out(const gj_page *page)
{
	for (int r = 0; r < page->count; r++)
		if (page->rows[r].taken && page->rows[r].put)
			return true;
	return false;
}

static bool plan(trial *t, uint64_t seed)
{
	t->seed = seed;
	gj_random random = { seed };
	fill(&t->form, &random);
	const gj_render_style *style =
		&gj_render_styles[gj_random_below(&random, (int)gj_render_style_count)];
	return gj_page_lay(&t->page, &t->form, style) && damage(t, &random) &&
	       !cancels_out(&t->page);
}

static void complain(trial *t, gj_field field, verdict fate)
{
	if (t->failures++ >= FAILURES_SHOWN)
		return;
	const gj_value *value = &t->report.values[field];
	const truth *found = &t->truths[field];
	fprintf(stderr, "%s, %s, seed %llu: %s read as %s “%.*s” (doubts %x), printed “%s”%s%s\n",
	        t->damages, t->page.style->name, (unsigned long long)t->seed, gj_field_id(field),
	        gj_state_name(value->state), GJ_STR_ARG(value->printed), (unsigned)value->doubts,
	        found->printed ? found->cell->text : "(nowhere)",
	        found->contradicted ? " and another" : "",
	        fate == WRONG ? "" : "; the page is clear");
	keep(t);
}

static void run(trial *t)
{
	gj_page_write(&t->bytes, &t->page);
	find_truths(t->truths, &t->page);
	gj_arena_reset(&t->arena);
	bool web = t->page.style->markup == GJ_MARKUP_HTML;
	gj_document_hints hints = { .content_type = web ? GJ_STR("text/html; charset=utf-8") :
		                                          GJ_STR("text/plain; charset=utf-8") };
	gj_err err = { 0 };
	gj_code code = gj_report_read(&t->arena, gj_buffer_str(&t->bytes), &hints, &t->report, &err);
	cr_assert_eq(code, GJ_OK, "%s, seed %llu: %s", t->damages, (unsigned long long)t->seed,
	             err.message);
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		verdict fate = judge(&t->truths[field], &t->report.values[field]);
		if (t->truths[field].printed || fate != RIGHT)
			t->tally[fate]++;
		/* A blank says too little to be sure of where it stands. */
		bool number = t->truths[field].printed && t->truths[field].cell->has_number;
		if (fate == WRONG || (t->clear && number && fate != RIGHT))
			complain(t, field, fate);
	}
}

static void free_kinds(struct criterion_test_params *parameters)
{
	cr_free(parameters->params);
}

ParameterizedTestParameters(damage, never_wrong_in_silence)
{
	size_t *kinds = cr_malloc(gj_damage_count * sizeof *kinds);
	for (size_t i = 0; i < gj_damage_count; i++)
		kinds[i] = i;
	return cr_make_param_array(size_t, kinds, gj_damage_count, free_kinds);
}

static void print_tally(const trial *t)
{
	long all = 0;
	for (int v = 0; v < VERDICTS; v++)
		all += t->tally[v];
	fprintf(stderr, "%-20s right %6.2f %%  doubted %6.2f %%  lost %6.2f %%  wrong %ld  cells %ld\n",
	        t->kind->name, 100.0 * (double)t->tally[RIGHT] / (double)all,
	        100.0 * (double)t->tally[DOUBTED] / (double)all,
	        100.0 * (double)t->tally[LOST] / (double)all, t->tally[WRONG], all);
}

ParameterizedTest(size_t *kind, damage, never_wrong_in_silence)
{
	const char *wanted = getenv("GJ_DAMAGE_RUNS"), *only = getenv("GJ_DAMAGE_KIND");
	const char *first = getenv("GJ_DAMAGE_SEED");
	uint64_t seed = first ? strtoull(first, NULL, 10) : *kind * UINT64_C(1000000000);
	int runs = wanted ? atoi(wanted) : RUNS;
	static trial t;
	t.kind = &gj_damages[*kind];
	if (only && strcmp(only, t.kind->name) != 0)
		return;
	gj_buffer_init(&t.bytes, FILE_BYTES);
	gj_arena_init(&t.arena, ARENA_BYTES);
	int done = 0;
	for (int tries = 0; done < runs && tries < runs * 20; tries++) {
		if (!plan(&t, seed + (uint64_t)tries))
			continue;
		run(&t);
		done++;
	}
	gj_arena_release(&t.arena);
	gj_buffer_release(&t.bytes);
	if (getenv("GJ_DAMAGE_REPORT"))
		print_tally(&t);
	cr_assert(done, "%s damages nothing", t.kind->name);
	cr_assert_eq(t.failures, 0, "%s: %ld cells", t.kind->name, t.failures);
}
