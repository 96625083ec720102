#include "cross/compare.h"

#include "cross/trace.h"

#include <stdlib.h>
#include <string.h>

enum {
	/* Names, traces and sketches: some 2 KB a report, a million reports. */
	ENTRIES_ARENA_MAX = INT32_MAX,
	/* What one report's comparison says. */
	VERDICT_ARENA_MAX = 256 << 20,
	NARRATIVE_MAX = 256 << 20
};

const gj_field gj_headlines[GJ_HEADLINES] = {
	GJ_T3_BASE + GJ_T3_NEW_RECEIVED * GJ_T3_COLUMNS + GJ_T3_TOTAL,
	GJ_T3_BASE + GJ_T3_PROCESSED_TOTAL * GJ_T3_COLUMNS + GJ_T3_TOTAL,
	GJ_T3_BASE + GJ_T3_CARRIED_OUT * GJ_T3_COLUMNS + GJ_T3_TOTAL,
	GJ_T4_BASE + GJ_T4_REVIEW * GJ_T4_OUTCOMES + GJ_T4_TOTAL,
	GJ_T4_BASE + GJ_T4_DIRECT * GJ_T4_OUTCOMES + GJ_T4_TOTAL,
	GJ_T4_BASE + GJ_T4_AFTER_REVIEW * GJ_T4_OUTCOMES + GJ_T4_TOTAL,
	GJ_T2_LICENSING_DECISIONS,
	GJ_T2_PENALTIES_DECISIONS,
	GJ_T2_COERCION_DECISIONS,
	GJ_T2_NORMATIVE_IN_FORCE,
};

struct gj_cross_rule {
	const char *id;
	void (*compare)(gj_comparison *comparison, const gj_rule *rule);
};

static const gj_cross_rule cross_rules[GJ_CROSS_RULES] = {
	{ "C01", gj_compare_carried },  { "C02", gj_compare_in_force },
	{ "C03", gj_compare_tables },   { "C04", gj_compare_counts },
	{ "R01", gj_compare_children }, { "P01", gj_compare_narratives },
	{ "P02", gj_compare_peers },
};

const char *gj_why_name(gj_why why)
{
	static const char *const names[GJ_WHY_COUNT] = {
		[GJ_WHY_UNREAD] = "unread",
		[GJ_WHY_NAMELESS] = "agency_or_year_unknown",
		[GJ_WHY_YEAR] = "year_disputed",
		[GJ_WHY_NO_LAST_YEAR] = "no_last_year",
		[GJ_WHY_TWO_REPORTS] = "two_reports_of_a_year",
		[GJ_WHY_CELLS] = "cells_unusable",
		[GJ_WHY_FORMS] = "different_forms",
		[GJ_WHY_FEW_NUMBERS] = "too_few_numbers",
		[GJ_WHY_NO_CHILDREN] = "no_children",
		[GJ_WHY_COVERAGE] = "children_missing",
		[GJ_WHY_OWN_OFFICE] = "own_office_not_listed",
		[GJ_WHY_SCOPE] = "own_office_only",
		[GJ_WHY_NO_PEERS] = "level_or_kind_unknown",
		[GJ_WHY_FEW_PEERS] = "too_few_peers",
		[GJ_WHY_NO_SPREAD] = "peers_all_alike",
		[GJ_WHY_FEW_REPORTS] = "too_few_agencies",
		[GJ_WHY_SHORT_TEXT] = "little_text_of_its_own",
	};
	return names[why];
}

static size_t slot_of(const gj_rule *rule)
{
	size_t slot = 0;
	while (slot < GJ_CROSS_RULES && strcmp(cross_rules[slot].id, rule->id) != 0)
		slot++;
	return slot;
}

size_t gj_cross_why(const gj_cross *cross, const gj_rule *rule, gj_why why)
{
	size_t slot = slot_of(rule);
	return slot < GJ_CROSS_RULES ? cross->why[slot][why] : 0;
}

void gj_comparison_skip(gj_comparison *comparison, const gj_rule *rule, gj_why why)
{
	comparison->cross->why[slot_of(rule)][why]++;
	gj_check_count(comparison->check, rule, GJ_CANNOT_ASSESS);
}

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory to compare reports");
}

gj_code gj_cross_new(gj_cross **cross, const char *directory, const gj_aliases *aliases,
                     gj_err *err)
{
	gj_cross *made = *cross = calloc(1, sizeof *made);
	if (!made)
		return no_memory(err);
	made->aliases = aliases;
	gj_arena_init(&made->arena, ENTRIES_ARENA_MAX);
	gj_temporary_init(&made->narratives, directory);
	return GJ_OK;
}

void gj_cross_free(gj_cross *cross)
{
	if (!cross)
		return;
	gj_arena_release(&cross->arena);
	gj_temporary_release(&cross->narratives);
	free(cross->entries);
	free(cross->texts);
	free(cross);
}

/* ---- gathering ---- */

/* A line of a table that the reader left among the words. */
static bool is_table_line(gj_str line)
{
	return gj_str_has(line, GJ_STR("|")) || gj_str_has(line, GJ_STR("│")) ||
	       gj_str_has(line, GJ_STR("\t"));
}

void gj_cross_add_words(gj_buffer *to, gj_str text)
{
	while (text.len) {
		gj_str line = gj_str_upto(text, gj_str_find(text, GJ_STR("\n")));
		text = gj_str_from(text, line.len + 1);
		if (is_table_line(line))
			continue;
		gj_buffer_add_str(to, line);
		gj_buffer_add_char(to, '\n');
	}
}

static bool sketch_words(gj_arena *arena, gj_buffer *scratch, const gj_report *report,
                         gj_sketch *sketch)
{
	gj_buffer_clear(scratch);
	for (int i = 0; i < GJ_SECTIONS; i++)
		gj_cross_add_words(scratch, report->sections[i].text);
	return !scratch->failed && gj_sketch_make(arena, gj_buffer_str(scratch), sketch);
}

gj_code gj_cross_prepare(gj_arena *arena, gj_buffer *scratch, const gj_report *report,
                         gj_cross_part *part, gj_err *err)
{
	*part = (gj_cross_part){ 0 };
	bool sketched = sketch_words(arena, scratch, report, &part->sketch);
	gj_buffer_clear(scratch);
	for (int i = 0; i < GJ_SECTIONS; i++) {
		const gj_section *section = &report->sections[i];
		gj_slice_put(scratch, section->found ? section->text : (gj_str){ 0 });
	}
	part->narrative = gj_str_copy(arena, gj_buffer_str(scratch));
	bool kept = part->narrative.ptr && !scratch->failed;
	gj_buffer_clear(scratch);
	gj_trace_pack(scratch, report);
	part->trace = gj_str_copy(arena, gj_buffer_str(scratch));
	return sketched && kept && part->trace.ptr && !scratch->failed ? GJ_OK : no_memory(err);
}

gj_code gj_cross_load_sections(const gj_cross *cross, const gj_cross_entry *entry,
                               gj_buffer *bytes, gj_str sections[GJ_SECTIONS], gj_err *err)
{
	gj_code code = gj_temporary_load(&cross->narratives, entry->narrative,
	                                 entry->narrative_length, bytes, err);
	gj_str rest = gj_buffer_str(bytes);
	for (int i = 0; i < GJ_SECTIONS; i++)
		sections[i] = code ? (gj_str){ 0 } : gj_slice_take(&rest);
	return code;
}

static bool grow(gj_cross *cross)
{
	if (cross->count < cross->capacity)
		return true;
	size_t capacity = cross->capacity ? 2 * cross->capacity : 64;
	gj_cross_entry *entries = reallocarray(cross->entries, capacity, sizeof *entries);
	if (!entries)
		return false;
	cross->entries = entries;
	gj_text_of *texts = reallocarray(cross->texts, capacity, sizeof *texts);
	if (!texts)
		return false;
	cross->texts = texts;
	cross->capacity = capacity;
	return true;
}

static bool keep_str(gj_cross *cross, gj_str *slice)
{
	*slice = gj_str_copy(&cross->arena, *slice);
	return slice->ptr != NULL;
}

static bool keep_sketch(gj_cross *cross, const gj_sketch *from, gj_sketch *to)
{
	size_t size = from->count * sizeof *from->shingles;
	to->count = from->count;
	to->shingles = gj_arena_alloc(&cross->arena, size);
	if (to->shingles && size)
		memcpy(to->shingles, from->shingles, size);
	return to->shingles != NULL;
}

static void read_headlines(gj_cross_entry *entry, const gj_report *report,
                           const gj_verdict *verdict)
{
	for (size_t i = 0; i < GJ_HEADLINES; i++) {
		const gj_value *value = &report->values[gj_headlines[i]];
		if (!gj_value_is_count(value) || value->doubts || value->number.scale ||
		    value->number.units < 0 || gj_field_set_has(&verdict->tainted, gj_headlines[i]))
			continue;
		entry->counts[i] = value->number.units;
		entry->known |= 1u << i;
	}
}

static bool disputes_year(const gj_verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++)
		if (strcmp(verdict->findings[i].rule->id, "S07") == 0)
			return true;
	return false;
}

static gj_code keep_part(gj_cross *cross, gj_cross_entry *entry, const gj_report *report,
                         const gj_verdict *verdict, const gj_cross_part *part, gj_err *err)
{
	entry->given = true;
	entry->read = !report->refusal;
	entry->year_disputed = disputes_year(verdict);
	entry->looks_back = verdict->looks_back;
	memcpy(entry->tables, report->tables, sizeof entry->tables);
	memcpy(entry->mixed_rows, report->mixed_rows, sizeof entry->mixed_rows);
	if (!entry->read)
		return GJ_OK;
	entry->trace = part->trace;
	entry->narrative_length = part->narrative.len;
	if (!entry->year_disputed)
		read_headlines(entry, report, verdict);
	if (!keep_str(cross, &entry->trace) ||
	    !keep_sketch(cross, &part->sketch, &cross->texts[cross->count].sketch))
		return no_memory(err);
	return gj_temporary_add(&cross->narratives, part->narrative, &entry->narrative, err);
}

gj_code gj_cross_add(gj_cross *cross, const gj_report *report, const gj_verdict *verdict,
                     const gj_cross_facts *facts, const gj_cross_part *part, gj_err *err)
{
	if (!grow(cross))
		return no_memory(err);
	gj_cross_entry *entry = &cross->entries[cross->count];
	*entry = (gj_cross_entry){
		.agency = report->agency, .region = report->region, .year = report->year,
		.source = report->source, .region_code = facts->region_code, .level = facts->level,
		.kind = facts->kind, .parent = facts->parent,
		.parent_inferred = facts->parent_inferred, .likest.other = SIZE_MAX,
	};
	cross->texts[cross->count] = (gj_text_of){ 0 };
	gj_str *names[] = { &entry->agency, &entry->region, &entry->region_code, &entry->source,
		            &entry->level,  &entry->kind,   &entry->parent };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!keep_str(cross, names[i]))
			return no_memory(err);
	gj_code code = part ? keep_part(cross, entry, report, verdict, part, err) : GJ_OK;
	cross->count += code == GJ_OK;
	return code;
}

/* ---- comparing ---- */

static bool enabled(const gj_check_options *options, const gj_rule *rule)
{
	return !options->enabled || options->enabled[gj_rule_index(rule)];
}

static gj_code find_copies(gj_cross *cross, gj_err *err)
{
	gj_likeness *likest = calloc(cross->count + 1, sizeof *likest);
	bool done = likest && gj_duplicates_discount(cross->texts, cross->count) &&
	            gj_duplicates_find(cross->texts, cross->count, likest);
	for (size_t i = 0; i < cross->count && done; i++)
		cross->entries[i].likest = likest[i];
	free(likest);
	return done ? GJ_OK : no_memory(err);
}

static void revive(const gj_cross_entry *entry, gj_report *report)
{
	report->agency = entry->agency;
	report->region = entry->region;
	report->source = entry->source;
	report->year = entry->year;
	memcpy(report->tables, entry->tables, sizeof report->tables);
	memcpy(report->mixed_rows, entry->mixed_rows, sizeof report->mixed_rows);
	gj_trace_unpack(entry->trace, report);
}

/* Last year's report is under another name: the findings since `first` say so. */
static void tell_other_name(gj_comparison *c, size_t first)
{
	gj_verdict *verdict = c->check->verdict;
	for (size_t i = first; i < verdict->count; i++) {
		gj_finding *finding = &verdict->findings[i];
		finding->message = gj_check_format(
			c->check, "%.*s（%d年报告的机关为%.*s）", "%.*s (the report for %d is that of %.*s)",
			GJ_STR_ARG(finding->message), c->last_year->year,
			GJ_STR_ARG(c->last_year->agency));
	}
}

static void compare_one(gj_comparison *c, const gj_cross_rule *compared, const gj_rule *rule)
{
	size_t first = c->check->verdict->count;
	bool continuity = rule->id[0] == 'C' && c->last_year;
	bool renamed = continuity && !gj_str_equal(c->last_year->agency, c->entry->agency);
	/* Its offices may have merged with others on the way. */
	c->check->doubt = continuity && c->entry->reformed ? "renamed_agency" : NULL;
	compared->compare(c, rule);
	c->check->doubt = NULL;
	if (renamed)
		tell_other_name(c, first);
}

static void compare_all(gj_comparison *c)
{
	for (size_t i = 0; i < GJ_CROSS_RULES; i++) {
		const gj_rule *rule = gj_rule_by_id(gj_str_of(cross_rules[i].id));
		if (!enabled(c->check->options, rule))
			continue;
		if (c->entry->read)
			compare_one(c, &cross_rules[i], rule);
		else
			gj_comparison_skip(c, rule, GJ_WHY_UNREAD);
	}
}

/* Two reports at a time are unfolded from their traces. */
typedef struct bench {
	gj_arena arena;
	gj_buffer text; /* of the sections of `now` */
	gj_report now, last_year;
} bench;

/* N03 needs the text again, L03 only the numbers. */
static gj_code look_back(gj_cross *cross, gj_check *check, const gj_cross_entry *entry, bench *b,
                         gj_err *err)
{
	gj_str sections[GJ_SECTIONS] = { { 0 } };
	gj_code code = GJ_OK;
	if (entry->looks_back)
		code = gj_cross_load_sections(cross, entry, &b->text, sections, err);
	for (int i = 0; i < GJ_SECTIONS; i++)
		b->now.sections[i] = (gj_section){ .found = sections[i].ptr, .text = sections[i] };
	return code ? code : gj_check_look_back(check, err);
}

static gj_code compare_entry(gj_cross *cross, size_t index, const gj_check_options *options,
                             bench *b, gj_verdict *verdict, gj_err *err)
{
	const gj_cross_entry *entry = &cross->entries[index];
	gj_code code = gj_verdict_init(&b->arena, verdict, err);
	if (code)
		return code;
	gj_check check;
	gj_comparison c = { cross, index, entry, &check, NULL };
	gj_check_options own = *options;
	own.expected = (gj_expectation){ .agency = entry->agency, .year = entry->year,
		                         .level = entry->level, .kind = entry->kind };
	revive(entry, &b->now);
	if (entry->last_year != SIZE_MAX) {
		revive(&cross->entries[entry->last_year], &b->last_year);
		c.last_year = &b->last_year;
		own.previous = entry->reformed ? NULL : c.last_year;
	}
	gj_check_begin(&check, &b->arena, &b->now, &own, verdict);
	if (entry->given)
		compare_all(&c);
	if (entry->read)
		code = look_back(cross, &check, entry, b, err);
	gj_code ended = gj_check_end(&check, code ? NULL : err);
	return code ? code : ended;
}

gj_code gj_cross_run(gj_cross *cross, const gj_check_options *options, gj_cross_visit *visit,
                     void *context, gj_err *err)
{
	bench *b = calloc(1, sizeof *b);
	if (!b)
		return no_memory(err);
	gj_arena_init(&b->arena, VERDICT_ARENA_MAX);
	gj_buffer_init(&b->text, NARRATIVE_MAX);
	gj_code code = gj_cross_sort(cross, err);
	if (code == GJ_OK)
		code = gj_cross_measure_peers(cross, err);
	if (code == GJ_OK && enabled(options, gj_rule_by_id(GJ_STR("P01"))))
		code = find_copies(cross, err);
	for (size_t i = 0; i < cross->count && code == GJ_OK; i++) {
		gj_verdict verdict;
		code = compare_entry(cross, i, options, b, &verdict, err);
		if (code == GJ_OK)
			code = visit(context, i, &b->now, &verdict, &b->arena, err);
		gj_arena_reset(&b->arena);
	}
	gj_arena_release(&b->arena);
	gj_buffer_release(&b->text);
	free(b);
	return code;
}
