/* Findings on their way out, and what explain says. */
#include "report_builder.h"
#include "rule/explain.h"
#include "rule/finding.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <string.h>

enum { TEXT_MAX = 1 << 20 };

typedef struct gj_scene {
	gj_arena arena;
	gj_report report;
	gj_verdict verdict;
	gj_buffer text;
} gj_scene;

static void open_scene(gj_scene *scene)
{
	memset(scene, 0, sizeof *scene);
	gj_arena_init(&scene->arena, 1 << 22);
	gj_buffer_init(&scene->text, TEXT_MAX);
	gj_build_report(&scene->report, GJ_FORM_2021);
}

static void check_scene(gj_scene *scene)
{
	gj_check_options options = { .chinese = true };
	cr_assert_eq(gj_check_report(&scene->arena, &scene->report, &options, &scene->verdict, NULL),
	             GJ_OK);
}

static void close_scene(gj_scene *scene)
{
	gj_buffer_release(&scene->text);
	gj_arena_release(&scene->arena);
}

static cJSON *parse_text(gj_scene *scene)
{
	cJSON *json = cJSON_ParseWithLength(scene->text.data, scene->text.length);
	cr_assert_not_null(json, "%.*s", (int)scene->text.length, scene->text.data);
	return json;
}

static const char *string_of(const cJSON *object, const char *name)
{
	return cJSON_GetStringValue(cJSON_GetObjectItem(object, name));
}

static void break_row_total(gj_scene *scene)
{
	gj_build_number(&scene->arena, &scene->report, gj_t3(GJ_T3_CARRIED_OUT, GJ_T3_TOTAL), 1);
	check_scene(scene);
}

Test(finding, as_json_has_the_public_members_in_order)
{
	static const char *const names[] = {
		"rule", "severity", "status", "agency", "region", "year", "field", "expected",
		"actual", "difference", "message", "hypothesis", "doubt", "source", "location",
		"fields", "hypotheses", "fingerprint"
	};
	gj_scene scene;
	open_scene(&scene);
	break_row_total(&scene);
	const gj_finding *finding = &scene.verdict.findings[scene.verdict.count - 1];
	gj_finding_json(&scene.arena, &scene.text, &scene.report, finding);
	cJSON *json = parse_text(&scene);
	const cJSON *member = json->child;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++, member = member->next)
		cr_assert_str_eq(member->string, names[i]);
	cr_assert_null(member);
	cr_expect_str_eq(string_of(json, "rule"), "T03");
	cr_expect_str_eq(string_of(json, "severity"), "error");
	cr_expect_str_eq(string_of(json, "status"), "new");
	cr_expect_str_eq(string_of(json, "field"), "t3.carried_out.total");
	cr_expect_eq(cJSON_GetNumberValue(cJSON_GetObjectItem(json, "expected")), 0);
	cr_expect_eq(cJSON_GetNumberValue(cJSON_GetObjectItem(json, "actual")), 1);
	cr_expect_eq(cJSON_GetNumberValue(cJSON_GetObjectItem(json, "difference")), 1);
	cr_expect_eq(cJSON_GetNumberValue(cJSON_GetObjectItem(json, "year")), 2022);
	cr_expect(cJSON_IsNull(cJSON_GetObjectItem(json, "doubt")));
	cr_expect_eq(cJSON_GetArraySize(cJSON_GetObjectItem(json, "fields")), 7);
	cr_expect_eq(cJSON_GetArraySize(cJSON_GetObjectItem(json, "hypotheses")), 1);
	cr_expect_eq(strlen(string_of(json, "fingerprint")), 32);
	cJSON_Delete(json);
	close_scene(&scene);
}

Test(finding, as_a_row_fills_its_columns_and_leaves_unknown_ones_null)
{
	gj_scene scene;
	open_scene(&scene);
	gj_build_without_table(&scene.report, 4);
	scene.report.region = (gj_str){ 0 };
	check_scene(&scene);
	gj_sheet_cell cells[GJ_FINDING_COLUMNS];
	gj_finding_row(&scene.arena, &scene.report, &scene.verdict.findings[0], cells);
	cr_expect_str_eq(gj_finding_columns[0].name, "rule");
	cr_expect(gj_str_equal(cells[0], GJ_STR("S02")));
	cr_expect_str_eq(gj_finding_columns[4].name, "region");
	cr_expect_null(cells[4].ptr);
	cr_expect_null(cells[6].ptr);
	cr_expect_null(cells[7].ptr);
	cr_expect_str_eq(gj_finding_columns[14].name, "location");
	cr_expect(gj_str_equal(cells[14], GJ_STR("table 4")));
	close_scene(&scene);
}

Test(finding, is_located_by_cell_and_bytes_or_by_section)
{
	gj_arena arena;
	gj_arena_init(&arena, 4096);
	gj_finding finding = { .place = { .table = 3, .grid = 2, .row = 5, .column = 7,
		                          .range = { 1200, 1234 } } };
	cr_expect(gj_str_equal(gj_finding_location(&arena, &finding),
	                       GJ_STR("table 3 row 5 column 7 bytes 1200-1234")));
	finding.place = (gj_place){ 0 };
	cr_expect_eq(gj_finding_location(&arena, &finding).len, 0);
	finding.section = GJ_STR("section 5");
	cr_expect(gj_str_equal(gj_finding_location(&arena, &finding), GJ_STR("section 5")));
	gj_arena_release(&arena);
}

Test(fingerprint, depends_on_what_is_found_and_not_on_how_it_is_told)
{
	gj_scene scene;
	open_scene(&scene);
	break_row_total(&scene);
	gj_finding finding = scene.verdict.findings[scene.verdict.count - 1];
	gj_str first = gj_finding_fingerprint(&scene.arena, &scene.report, &finding);
	finding.message = GJ_STR("another wording");
	finding.actual = GJ_STR("7");
	scene.report.source = GJ_STR("https://example.invalid/moved.html");
	gj_field swapped = finding.fields[1];
	finding.fields[1] = finding.fields[2];
	finding.fields[2] = swapped;
	gj_str second = gj_finding_fingerprint(&scene.arena, &scene.report, &finding);
	cr_expect(gj_str_equal(first, second));
	cr_expect_eq(finding.fields[2], swapped); /* the finding keeps its order */
	scene.report.year = 2023;
	cr_expect_not(gj_str_equal(first, gj_finding_fingerprint(&scene.arena, &scene.report, &finding)));
	close_scene(&scene);
}

Test(fingerprint, tells_missing_sections_apart)
{
	gj_scene scene;
	open_scene(&scene);
	scene.report.sections[1].found = scene.report.sections[4].found = false;
	check_scene(&scene);
	cr_assert_eq(scene.verdict.count, 2);
	gj_str a = gj_finding_fingerprint(&scene.arena, &scene.report, &scene.verdict.findings[0]);
	gj_str b = gj_finding_fingerprint(&scene.arena, &scene.report, &scene.verdict.findings[1]);
	cr_expect_eq(a.len, 32);
	cr_expect_not(gj_str_equal(a, b));
	close_scene(&scene);
}

Test(verdict, as_json_counts_every_rule)
{
	gj_scene scene;
	open_scene(&scene);
	break_row_total(&scene);
	gj_verdict_json_begin(&scene.text, &scene.report);
	for (size_t i = 0; i < scene.verdict.count; i++) {
		gj_buffer_add_text(&scene.text, i ? "," : "");
		gj_finding_json(&scene.arena, &scene.text, &scene.report, &scene.verdict.findings[i]);
	}
	gj_verdict_json_end(&scene.text, NULL, scene.verdict.counts);
	cJSON *json = parse_text(&scene), *rules = cJSON_GetObjectItem(json, "rules");
	cr_expect_str_eq(string_of(json, "source"), "report.html");
	cr_expect_str_eq(string_of(json, "agency"), "青山省人民政府");
	cr_expect_eq(cJSON_GetArraySize(cJSON_GetObjectItem(json, "findings")),
	             (int)scene.verdict.count);
	cr_assert_eq(cJSON_GetArraySize(rules), (int)gj_rule_count);
	const cJSON *row_totals = cJSON_GetArrayItem(
		rules, (int)gj_rule_index(gj_rule_by_id(GJ_STR("T03"))));
	cr_expect_str_eq(string_of(row_totals, "rule"), "T03");
	cr_expect_eq(cJSON_GetNumberValue(cJSON_GetObjectItem(row_totals, "pass")), 24);
	cr_expect_eq(cJSON_GetNumberValue(cJSON_GetObjectItem(row_totals, "fail")), 1);
	cr_expect_eq(cJSON_GetNumberValue(cJSON_GetObjectItem(row_totals, "assumed")), 0);
	cr_expect_eq(cJSON_GetNumberValue(cJSON_GetObjectItem(row_totals, "cannot_assess")), 0);
	cJSON_Delete(json);
	close_scene(&scene);
}

static void explains(const char *id, bool chinese, const char *text)
{
	gj_buffer buffer;
	gj_buffer_init(&buffer, TEXT_MAX);
	cr_expect(gj_explain(&buffer, gj_str_of(id), chinese), "%s", id);
	cr_expect(gj_str_has(gj_buffer_str(&buffer), gj_str_of(text)), "%.*s", (int)buffer.length,
	          buffer.data);
	gj_buffer_release(&buffer);
}

Test(explain, tells_rules_in_both_languages)
{
	explains("t03", true, "T03 行总计不等于各列之和（错误）\n检查：");
	explains("T03", false, "T03 row total is not the sum of its columns (error)\nchecks: ");
	for (size_t i = 0; i < gj_rule_count; i++) {
		explains(gj_rules[i].id, true, gj_rules[i].basis.zh);
		explains(gj_rules[i].id, false, gj_rules[i].example.en);
	}
}

Test(explain, tells_fields_by_form_and_by_the_tallies_that_use_them)
{
	explains("t3.granted.total", true, "2021年式（国办公开办函〔2021〕30号）：三（一） 予以公开 / 总计，单位件\n");
	explains("t3.granted.total", false,
	         "T03 t3.granted.total = t3.granted.natural + t3.granted.business + ");
	explains("t3.granted.total", false, "T02 t3.processed_total.total = t3.granted.total + ");
	explains("t3.granted.total", false, "(2019 form) T02 t3.processed_total.total = ");
	explains("t3.other.total", false, "2021 form (国办公开办函〔2021〕30号): has no such cell\n");
	explains("t2.normative_documents.in_force", true,
	         "T05 t2.normative_documents.in_force + t2.normative_documents.repealed >= "
	         "t2.normative_documents.made\n");
	explains("t2.fees.amount", true, "类型：金额，可有小数\n");
}

Test(explain, knows_nothing_else)
{
	gj_buffer buffer;
	gj_buffer_init(&buffer, TEXT_MAX);
	cr_expect_not(gj_explain(&buffer, GJ_STR("T99"), true));
	cr_expect_not(gj_explain(&buffer, GJ_STR("t3.granted"), true));
	cr_expect_eq(buffer.length, 0);
	gj_buffer_release(&buffer);
}
