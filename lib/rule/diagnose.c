#include "rule/diagnose.h"
#include "tally/repair.h"
#include "tally/slip.h"

#include <string.h>

typedef struct gj_diagnosis {
	gj_check *check;
	gj_syndrome syndrome;
	gj_repair_list repairs;
} gj_diagnosis;

static void add_words(gj_check *check, const char *zh, const char *en)
{
	gj_buffer_add_text(&check->text, check->options->chinese ? zh : en);
}

/* ---- sentences ---- */

static void add_note(gj_check *check, const gj_changed_cell *cell)
{
	const char *slip = gj_check_word(check, *gj_slip_words(cell->slip));
	gj_buffer_printf(&check->text, check->options->chinese ? "（%s）" : " (%s)", slip);
}

static void add_doubt(gj_check *check, const gj_changed_cell *cell)
{
	if (cell->doubted)
		add_words(check, "（该格读取存疑，也可能是读取之误）",
		          " (the cell was doubtful to read: the slip may be the reader's)");
}

/* 表三“…”行“…”列的“21” */
static void add_printed(gj_check *check, const gj_changed_cell *cell, gj_str name)
{
	bool zh = check->options->chinese;
	gj_buffer_add_str(&check->text, name);
	if (cell->blank)
		add_words(check, "的空白", ": the blank");
	else
		gj_buffer_printf(&check->text, zh ? "的“%lld”" : ": “%lld”",
		                 (long long)cell->printed);
}

static void add_cell(gj_check *check, const gj_changed_cell *cell)
{
	bool zh = check->options->chinese;
	add_printed(check, cell, gj_check_cell_name(check, cell->field));
	gj_buffer_printf(&check->text, zh ? cell->blank ? "疑应为“%lld”" : "疑为“%lld”之误"
	                                  : " may stand for “%lld”",
	                 (long long)cell->suggested);
	add_note(check, cell);
	add_doubt(check, cell);
}

static void add_swap(gj_check *check, const gj_repair *repair)
{
	const gj_changed_cell *a = &repair->cells[0], *b = &repair->cells[1];
	add_printed(check, a, gj_check_cell_name(check, a->field));
	add_words(check, "与", " and ");
	add_printed(check, b, gj_check_cell_name(check, b->field));
	add_words(check, "疑为互相填错位置", " may stand in each other's place");
	add_note(check, a);
	add_doubt(check, a->doubted ? a : b);
}

/* ：改正后 T02、T03 均成立 */
static void add_fixes(gj_check *check, const gj_hypothesis *hypothesis)
{
	add_words(check, "：改正后 ", "; then ");
	for (size_t i = 0; i < hypothesis->fix_count; i++) {
		if (i)
			add_words(check, "、", " and ");
		gj_buffer_add_text(&check->text, hypothesis->fixes[i]);
	}
	if (hypothesis->fix_count > 1)
		add_words(check, " 均成立", " hold");
	else
		add_words(check, " 成立", " holds");
}

static gj_str sentence_of(gj_check *check, const gj_hypothesis *hypothesis)
{
	const gj_repair *repair = &hypothesis->repair;
	gj_slip slip = repair->cells[0].slip;
	if (slip == GJ_SLIP_SWAPPED_COLUMN || slip == GJ_SLIP_SWAPPED_ROW)
		add_swap(check, repair);
	else
		for (size_t i = 0; i < repair->cell_count; i++) {
			if (i)
				add_words(check, "，且", ", and ");
			add_cell(check, &repair->cells[i]);
		}
	add_fixes(check, hypothesis);
	return gj_check_take_text(check);
}

/* The first hypothesis, and how sure it is. */
static gj_str summary_of(gj_check *check, const gj_hypothesis *first)
{
	bool zh = check->options->chinese;
	size_t rivals = first->rivals;
	gj_buffer_add_str(&check->text, first->sentence);
	if (rivals)
		gj_buffer_printf(&check->text,
		                 zh ? "；另有%zu种改法同样说得通，无法断定"
		                    : "; it cannot be told from %zu other possible repairs",
		                 rivals);
	return gj_check_take_text(check);
}

/* ---- hypotheses ---- */

/* The rules whose tallies hold with the repair and do not without. */
static void find_fixes(gj_syndrome *syndrome, gj_hypothesis *hypothesis)
{
	const gj_repair *repair = &hypothesis->repair;
	uint64_t wrong = syndrome->failing | syndrome->open;
	int64_t before[GJ_REPAIR_CELLS];
	for (size_t i = 0; i < repair->cell_count; i++)
		before[i] = syndrome->number[repair->cells[i].field];
	gj_repair_accept(syndrome, repair);
	uint64_t mended = wrong & ~(syndrome->failing | syndrome->open);
	for (size_t i = 0; i < repair->cell_count; i++)
		gj_syndrome_put(syndrome, repair->cells[i].field, before[i]);
	/* The list is in order of rules. */
	for (; mended && hypothesis->fix_count < GJ_FIXES_MAX; mended &= mended - 1) {
		const char *rule = syndrome->tallies->items[gj_lowest_tally(mended)].rule;
		size_t count = hypothesis->fix_count;
		if (!count || strcmp(hypothesis->fixes[count - 1], rule) != 0)
			hypothesis->fixes[hypothesis->fix_count++] = rule;
	}
}

static void add_hypothesis(gj_diagnosis *diagnosis, gj_finding *finding, const gj_repair *repair,
                           size_t rivals)
{
	gj_hypothesis *hypothesis = &finding->hypotheses[finding->hypothesis_count++];
	*hypothesis = (gj_hypothesis){ .repair = *repair, .rivals = rivals };
	find_fixes(&diagnosis->syndrome, hypothesis);
	hypothesis->sentence = sentence_of(diagnosis->check, hypothesis);
}

static bool make_room(gj_diagnosis *diagnosis, gj_finding *finding)
{
	size_t size = GJ_HYPOTHESES_MAX * sizeof *finding->hypotheses;
	finding->hypotheses = gj_arena_alloc(diagnosis->check->arena, size);
	if (!finding->hypotheses)
		diagnosis->check->failed = GJ_E_LIMIT;
	return finding->hypotheses != NULL;
}

/* ---- failed tallies ---- */

/* The tally a finding is about, as a set; empty when it is about none, or one
 * that was left out. */
static uint64_t tally_of_finding(const gj_diagnosis *diagnosis, const gj_finding *finding)
{
	const gj_tally_list *tallies = diagnosis->syndrome.tallies;
	if (finding->rule->evaluate != gj_evaluate_tallies)
		return 0;
	for (size_t i = 0; i < tallies->count; i++)
		if (strcmp(tallies->items[i].rule, finding->rule->id) == 0 &&
		    tallies->items[i].terms[0] == finding->field)
			return diagnosis->syndrome.failing & UINT64_C(1) << i;
	return 0;
}

static void explain_first(gj_diagnosis *diagnosis, gj_finding *finding, uint64_t component)
{
	static const gj_words none = {
		"改动一格或两格都不能使有关勾稽成立", "no change of one or two cells makes the tallies hold"
	};
	gj_check *check = diagnosis->check;
	gj_repair_list *repairs = &diagnosis->repairs;
	gj_repairs_find(&diagnosis->syndrome, component, repairs);
	if (!repairs->count) {
		finding->hypothesis = gj_str_of(gj_check_word(check, none));
		return;
	}
	if (!make_room(diagnosis, finding))
		return;
	for (size_t i = 0; i < repairs->count && i < GJ_HYPOTHESES_MAX; i++)
		add_hypothesis(diagnosis, finding, &repairs->items[i],
		               gj_repair_rivals(repairs, &repairs->items[i]));
	finding->hypothesis = summary_of(check, finding->hypotheses);
}

/* All findings of one component share their hypotheses. */
static void explain_tallies(gj_diagnosis *diagnosis)
{
	gj_verdict *verdict = diagnosis->check->verdict;
	for (size_t i = 0; i < verdict->count; i++) {
		gj_finding *first = &verdict->findings[i];
		uint64_t tally = tally_of_finding(diagnosis, first);
		if (!tally || first->hypothesis.ptr)
			continue;
		uint64_t component = gj_syndrome_component(&diagnosis->syndrome, tally);
		explain_first(diagnosis, first, component);
		for (size_t j = i + 1; j < verdict->count; j++) {
			gj_finding *other = &verdict->findings[j];
			if (!(tally_of_finding(diagnosis, other) & component))
				continue;
			other->hypotheses = first->hypotheses;
			other->hypothesis_count = first->hypothesis_count;
			other->hypothesis = first->hypothesis;
		}
	}
}

/* ---- blank totals ---- */

static bool cites(const gj_finding *finding, gj_field field)
{
	for (size_t i = 0; i < finding->field_count; i++)
		if (finding->fields[i] == field)
			return true;
	return false;
}

static void explain_blanks(gj_diagnosis *diagnosis, gj_finding *finding)
{
	gj_check *check = diagnosis->check;
	const gj_repair_list *repairs = &diagnosis->repairs;
	size_t found = 0;
	for (size_t i = 0; i < repairs->count; i++) {
		if (!cites(finding, repairs->items[i].cells[0].field))
			continue;
		if (!found && !make_room(diagnosis, finding))
			return;
		if (found++ < GJ_HYPOTHESES_MAX)
			add_hypothesis(diagnosis, finding, &repairs->items[i], 0);
	}
	if (!found)
		return;
	gj_buffer_add_str(&check->text, finding->hypotheses[0].sentence);
	if (found > 1)
		gj_buffer_printf(&check->text,
		                 check->options->chinese ? "；另有%zu格空白总计也可由各项得出"
		                                         : "; %zu other blank totals follow alike",
		                 found - 1);
	finding->hypothesis = gj_check_take_text(check);
}

/* With the best hypotheses on the failing tallies taken as true: a slip in a row
 * hides what its blank total should be. */
static void explain_blank_totals(gj_diagnosis *diagnosis)
{
	gj_verdict *verdict = diagnosis->check->verdict;
	for (size_t i = 0; i < verdict->count; i++)
		if (verdict->findings[i].hypothesis_count)
			gj_repair_accept(&diagnosis->syndrome,
			                 &verdict->findings[i].hypotheses[0].repair);
	gj_repairs_of_blank_totals(&diagnosis->syndrome, &diagnosis->repairs);
	for (size_t i = 0; i < verdict->count && diagnosis->repairs.count; i++)
		if (verdict->findings[i].rule->evaluate == gj_evaluate_blanks)
			explain_blanks(diagnosis, &verdict->findings[i]);
}

static bool is_wanted(const gj_check *check)
{
	for (size_t i = 0; i < check->verdict->count; i++) {
		const gj_rule *rule = check->verdict->findings[i].rule;
		if (rule->evaluate == gj_evaluate_tallies || rule->evaluate == gj_evaluate_blanks)
			return true;
	}
	return false;
}

void gj_diagnose(gj_check *check)
{
	if (!is_wanted(check))
		return;
	gj_diagnosis diagnosis = { .check = check };
	uint64_t disputed = 0;
	for (size_t i = 0; i < check->tallies->count; i++)
		disputed |= (uint64_t)gj_tally_disputed(check, &check->tallies->items[i]) << i;
	gj_syndrome_init(&diagnosis.syndrome, check->tallies, disputed, check->report->values);
	explain_tallies(&diagnosis);
	if (diagnosis.syndrome.open)
		explain_blank_totals(&diagnosis);
}
