/* A random valid form of either kind, rendered in every style and charset, reads
 * back cell by cell; with one cell changed, exactly the tallies that touch it
 * fail. GJ_PROPERTY_SEEDS sets how many forms a style and charset gets;
 * GJ_PROPERTY_KEEP names a folder for the file of a failure. */
#include "render.h"

#include "rule/rule.h"
#include "map/read.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Times the charsets, each style gets eight times as many. */
enum { SEEDS = 10, ARENA_BYTES = 256 << 20, FILE_BYTES = 16 << 20, TALLIES_MAX = 4 };

typedef struct property_trial {
	uint64_t seed;
	gj_filled_form form;
	gj_masthead masthead;
	char published[64];
	gj_rendering rendering;
	gj_buffer bytes;
	gj_arena arena;
	gj_report report;
	gj_verdict verdict;
} property_trial;

static void keep(const property_trial *trial)
{
	const char *folder = getenv("GJ_PROPERTY_KEEP");
	if (!folder)
		return;
	char path[4096];
	snprintf(path, sizeof path, "%s/%s-%s-%llu.%s", folder, trial->rendering.style->name,
	         trial->rendering.charset->name, (unsigned long long)trial->seed,
	         gj_render_extension(trial->rendering.style));
	FILE *file = fopen(path, "wb");
	if (!file)
		return;
	fwrite(trial->bytes.data, 1, trial->bytes.length, file);
	fclose(file);
}

__attribute__((format(printf, 2, 3))) static void fail(const property_trial *trial,
                                                       const char *format, ...)
{
	char what[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	keep(trial);
	cr_assert_fail("%s, %s, seed %llu: %s", trial->rendering.style->name,
	               trial->rendering.charset->name, (unsigned long long)trial->seed, what);
}

#define EXPECT(trial, condition, ...) \
	do { \
		if (!(condition)) \
			fail(trial, __VA_ARGS__); \
	} while (0)

static void plan(property_trial *trial, const gj_render_style *style, const gj_render_charset *charset)
{
	static const char *const agencies[] = { "澜川市人民政府", "青禾县教育局",
		                                "柏溪县市场监督管理局", "临岚县石坝镇人民政府",
		                                "澜川市卫生健康委员会" };
	gj_random random = { trial->seed };
	gj_form_id table_3 = gj_random_chance(&random, 50) ? GJ_FORM_2021 : GJ_FORM_2019;
	gj_form_plan form_plan = { table_3, table_3,
		                   (gj_bustle)gj_random_below(&random, GJ_BUSTLE_COUNT), NULL };
	gj_filled_form_random(&trial->form, &form_plan, gj_random_next(&random));
	const char *agency = agencies[gj_random_below(&random, 5)];
	int year = 2019 + gj_random_below(&random, 6);
	snprintf(trial->published, sizeof trial->published, "%d-%02d-%02d", year + 1,
	         1 + gj_random_below(&random, 12), 1 + gj_random_below(&random, 28));
	trial->masthead = (gj_masthead){ .agency = agency, .year = year,
		                         .published = trial->published,
		                         .government = strstr(agency, "人民政府") != NULL,
		                         .voice = gj_random_below(&random, GJ_VOICES) };
	trial->rendering = (gj_rendering){ &trial->masthead, &trial->form, style, charset };
}

static void read_back(property_trial *trial)
{
	char content_type[64];
	size_t length = gj_render_content_type(content_type, &trial->rendering);
	gj_document_hints hints = { .content_type = { content_type, length } };
	gj_err err = { 0 };
	EXPECT(trial, gj_render(&trial->bytes, &trial->rendering), "cannot be rendered");
	gj_arena_reset(&trial->arena);
	gj_code code = gj_report_read(&trial->arena, gj_buffer_str(&trial->bytes), &hints,
	                              &trial->report, &err);
	EXPECT(trial, code == GJ_OK, "not read: %s", err.message);
	EXPECT(trial, trial->report.refusal == GJ_REFUSED_NOT, "refused as %s",
	       gj_refusal_name(trial->report.refusal));
	gj_check_options options = { 0 };
	code = gj_check_report(&trial->arena, &trial->report, &options, &trial->verdict, &err);
	EXPECT(trial, code == GJ_OK, "not checked: %s", err.message);
}

static bool folds_alike(gj_arena *arena, gj_str a, gj_str b)
{
	return gj_str_equal(gj_fold_copy(arena, a), gj_fold_copy(arena, b));
}

static void expect_masthead(property_trial *trial)
{
	const gj_report *report = &trial->report;
	EXPECT(trial, folds_alike(&trial->arena, report->agency, gj_str_of(trial->masthead.agency)),
	       "agency read as “%.*s”, is %s", GJ_STR_ARG(report->agency), trial->masthead.agency);
	EXPECT(trial, report->year == trial->masthead.year, "year read as %d, is %d", report->year,
	       trial->masthead.year);
	EXPECT(trial, report->title_year == trial->masthead.year, "title year read as %d, is %d",
	       report->title_year, trial->masthead.year);
	EXPECT(trial, report->period_year == trial->masthead.year,
	       "year of the statistics read as %d, is %d", report->period_year,
	       trial->masthead.year);
	EXPECT(trial, gj_str_equal(report->published, gj_str_of(trial->published)),
	       "published read as “%.*s”, is %s", GJ_STR_ARG(report->published), trial->published);
}

/* The first paragraph of each section stands in that section, and no other. */
static void expect_section(property_trial *trial, int number)
{
	const gj_section *section = &trial->report.sections[number - 1];
	EXPECT(trial, section->found, "section %d not found", number);
	EXPECT(trial, section->order == number, "section %d is number %d", number, section->order);
	gj_buffer words;
	gj_buffer_init(&words, FILE_BYTES);
	bool any = gj_prose_paragraph(&words, &trial->masthead, &trial->form, number, 0);
	gj_str first = gj_fold_copy(&trial->arena, gj_buffer_str(&words));
	gj_buffer_release(&words);
	for (int other = 1; any && other <= GJ_SECTIONS; other++) {
		gj_str text = trial->report.sections[other - 1].text;
		bool has = gj_str_has(gj_fold_copy(&trial->arena, text), first);
		EXPECT(trial, has == (other == number), "text of section %d %s section %d", number,
		       has ? "stands in" : "is not in", other);
	}
}

static void expect_cell(property_trial *trial, gj_field field)
{
	const gj_printed *printed = &trial->form.cells[field];
	const gj_value *value = &trial->report.values[field];
	EXPECT(trial, value->state == printed->state, "%s is %s (“%.*s”), printed as %s (“%s”)",
	       gj_field_id(field), gj_state_name(value->state), GJ_STR_ARG(value->printed),
	       gj_state_name(printed->state), printed->text);
	if (gj_value_has_number(value)) {
		char text[GJ_DECIMAL_TEXT_MAX];
		gj_decimal_print(text, value->number);
		EXPECT(trial, gj_decimal_compare(value->number, printed->number) == 0,
		       "%s read as %s, printed as %s", gj_field_id(field), text, printed->text);
		EXPECT(trial, value->number.scale == printed->number.scale,
		       "%s read with %d decimals, printed as %s", gj_field_id(field),
		       value->number.scale, printed->text);
	}
}

static void expect_report(property_trial *trial)
{
	for (int table = 2; table <= 4; table++)
		EXPECT(trial, trial->report.tables[table] != GJ_FORM_NONE, "table %d not found",
		       table);
	for (int table = 2; table <= 3; table++)
		EXPECT(trial, trial->report.tables[table] == trial->form.tables[table],
		       "table %d taken for the form of %s", table,
		       gj_form_of(trial->report.tables[table])->name);
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		expect_cell(trial, field);
	expect_masthead(trial);
	for (int section = 1; section <= GJ_SECTIONS; section++)
		expect_section(trial, section);
}

static bool is_tally(const gj_finding *finding)
{
	return finding->rule->id[0] == 'T';
}

static void expect_no_failed_tally(property_trial *trial)
{
	for (size_t i = 0; i < trial->verdict.count; i++) {
		const gj_finding *finding = &trial->verdict.findings[i];
		EXPECT(trial, !is_tally(finding), "valid, but %s fails at %s", finding->rule->id,
		       gj_field_id(finding->field));
	}
}

typedef struct tally {
	const char *rule;
	gj_field field;
} tally;

/* The identities of tables 三 and 四 that `field` takes part in. */
static size_t tallies_of(gj_field field, tally tallies[TALLIES_MAX])
{
	if (field >= GJ_T4_BASE) {
		int group = (field - GJ_T4_BASE) / GJ_T4_OUTCOMES;
		tallies[0] = (tally){ "T04", gj_t4(group, GJ_T4_TOTAL) };
		return 1;
	}
	int row = (field - GJ_T3_BASE) / GJ_T3_COLUMNS, column = (field - GJ_T3_BASE) % GJ_T3_COLUMNS;
	bool balance = row == GJ_T3_NEW_RECEIVED || row == GJ_T3_CARRIED_IN ||
	               row == GJ_T3_PROCESSED_TOTAL || row == GJ_T3_CARRIED_OUT;
	bool outcome = row >= GJ_T3_GRANTED && row <= GJ_T3_PROCESSED_TOTAL;
	size_t count = 0;
	if (balance)
		tallies[count++] = (tally){ "T01", gj_t3(GJ_T3_NEW_RECEIVED, column) };
	if (outcome)
		tallies[count++] = (tally){ "T02", gj_t3(GJ_T3_PROCESSED_TOTAL, column) };
	tallies[count++] = (tally){ "T03", gj_t3(row, GJ_T3_TOTAL) };
	return count;
}

static bool listed(const tally *tallies, size_t count, const gj_finding *finding)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(tallies[i].rule, finding->rule->id) == 0 &&
		    tallies[i].field == finding->field)
			return true;
	return false;
}

static void expect_failures_of(property_trial *trial, gj_field changed)
{
	tally tallies[TALLIES_MAX];
	size_t expected = tallies_of(changed, tallies), seen = 0;
	for (size_t i = 0; i < trial->verdict.count; i++) {
		const gj_finding *finding = &trial->verdict.findings[i];
		if (!is_tally(finding))
			continue;
		EXPECT(trial, !trial->rendering.style->loses_cells || finding->doubt.len,
		       "%s is free of doubt", finding->rule->id);
		EXPECT(trial, listed(tallies, expected, finding), "%s changed, and %s fails at %s",
		       gj_field_id(changed), finding->rule->id, gj_field_id(finding->field));
		seen++;
	}
	EXPECT(trial, seen == expected, "%s changed: %zu of %zu tallies fail", gj_field_id(changed),
	       seen, expected);
}

static gj_field pick_tallied(const property_trial *trial, gj_random *random)
{
	gj_field field;
	do
		field = (gj_field)(GJ_T3_BASE +
		                   gj_random_below(random, GJ_FIELD_COUNT - GJ_T3_BASE));
	while (trial->form.cells[field].state != GJ_STATE_NUMBER);
	return field;
}

static void run_trial(property_trial *trial)
{
	gj_random random = { ~trial->seed };
	read_back(trial);
	expect_report(trial);
	expect_no_failed_tally(trial);

	gj_filled_form valid = trial->form;
	gj_field changed = pick_tallied(trial, &random);
	gj_filled_form_set(&trial->form, changed, gj_filled_form_integer(&valid, changed) + 1 +
	                                                  gj_random_below(&random, 9));
	read_back(trial);
	expect_failures_of(trial, changed);

	trial->form = valid;
	if (trial->rendering.style->loses_blanks || trial->rendering.style->loses_cells)
		return;
	gj_filled_form_smudge(&trial->form, trial->seed);
	read_back(trial);
	expect_report(trial);
	expect_no_failed_tally(trial);
}

typedef struct combination {
	size_t style, charset;
} combination;

static void free_combinations(struct criterion_test_params *parameters)
{
	cr_free(parameters->params);
}

ParameterizedTestParameters(property, reads_back_what_was_rendered)
{
	size_t count = gj_render_style_count * gj_render_charset_count;
	combination *all = cr_malloc(count * sizeof *all);
	for (size_t i = 0; i < count; i++)
		all[i] = (combination){ i / gj_render_charset_count, i % gj_render_charset_count };
	return cr_make_param_array(combination, all, count, free_combinations);
}

ParameterizedTest(combination *chosen, property, reads_back_what_was_rendered)
{
	const char *wanted = getenv("GJ_PROPERTY_SEEDS");
	int seeds = wanted ? atoi(wanted) : SEEDS;
	static property_trial trial;
	gj_buffer_init(&trial.bytes, FILE_BYTES);
	gj_arena_init(&trial.arena, ARENA_BYTES);
	for (int i = 0; i < seeds; i++) {
		trial.seed = (uint64_t)i * 1000 + chosen->style * 10 + chosen->charset;
		plan(&trial, &gj_render_styles[chosen->style],
		     &gj_render_charsets[chosen->charset]);
		run_trial(&trial);
	}
	gj_arena_release(&trial.arena);
	gj_buffer_release(&trial.bytes);
}
