/* Every rule of the catalogue has a report that passes it, one that fails it and
 * one for which it cannot be assessed. A rule without a row here fails the test. */
#include "report_builder.h"
#include "verdict_reader.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct gj_case {
	gj_arena arena;
	gj_report report;
	gj_check_options options;
	gj_oddity oddity;
	gj_verdict verdict;
} gj_case;

typedef void gj_spoil(gj_case *c);

static void open_case(gj_case *c, gj_form_id form)
{
	memset(c, 0, sizeof *c);
	gj_arena_init(&c->arena, 1 << 22);
	gj_build_report(&c->report, form);
	gj_build_prose(&c->report);
}

static void check(gj_case *c, bool chinese)
{
	c->options.chinese = chinese;
	gj_err err = { 0 };
	cr_assert_eq(gj_check_report(&c->arena, &c->report, &c->options, &c->verdict, &err), GJ_OK,
	             "%s", err.message);
}

static void print(gj_case *c, gj_field field, gj_state state, const char *text)
{
	gj_build_cell(&c->arena, &c->report, field, state, text);
}

static void refuse(gj_case *c)
{
	c->report.refusal = GJ_REFUSED_NO_TABLE;
}

static void drop_section_five(gj_case *c)
{
	c->report.sections[4].found = false;
}

static void drop_all_sections(gj_case *c)
{
	for (int i = 0; i < GJ_SECTIONS; i++)
		c->report.sections[i].found = false;
}

static void drop_table_four(gj_case *c)
{
	gj_build_without_table(&c->report, 4);
}

static void drop_all_tables(gj_case *c)
{
	for (int table = 2; table <= 4; table++)
		gj_build_without_table(&c->report, table);
}

static void drop_table_four_from_cell_less_text(gj_case *c)
{
	drop_table_four(c);
	c->report.doubts = GJ_DOUBT_NO_GRID;
}

static void print_old_form_in_2023(gj_case *c)
{
	gj_build_report(&c->report, GJ_FORM_2019);
	c->report.year = c->report.title_year = c->report.period_year = 2023;
}

static void forget_year(gj_case *c)
{
	c->report.year = c->report.title_year = c->report.period_year = 0;
}

static void add_surplus_number(gj_case *c)
{
	c->oddity = (gj_oddity){ GJ_ODDITY_SURPLUS_NUMBER, 4, GJ_FIELD_NONE, GJ_STR("16"), { 0 } };
	c->report.oddities = &c->oddity;
	c->report.oddity_count = 1;
}

static void disagree_about_year(gj_case *c)
{
	c->report.period_year = c->report.title_year - 1;
}

static void print_slash(gj_case *c)
{
	print(c, GJ_T2_REGULATIONS_MADE, GJ_STATE_NOT_A_NUMBER, "/");
}

static void print_blank(gj_case *c)
{
	print(c, GJ_T2_REGULATIONS_MADE, GJ_STATE_BLANK, "");
}

static void print_negative(gj_case *c)
{
	print(c, GJ_T2_PENALTIES_DECISIONS, GJ_STATE_NUMBER, "-3");
}

static void print_fraction(gj_case *c)
{
	print(c, GJ_T2_PENALTIES_DECISIONS, GJ_STATE_NUMBER, "1605.5");
}

static void print_note(gj_case *c)
{
	print(c, GJ_T2_FEES_AMOUNT, GJ_STATE_ANNOTATED, "251000 元");
}

static void break_balance(gj_case *c)
{
	print(c, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_NATURAL), GJ_STATE_NUMBER, "20");
}

static void break_column_total(gj_case *c)
{
	print(c, gj_t3(GJ_T3_GRANTED, GJ_T3_NATURAL), GJ_STATE_NUMBER, "6");
}

static void break_row_total(gj_case *c)
{
	print(c, gj_t3(GJ_T3_CARRIED_OUT, GJ_T3_TOTAL), GJ_STATE_NUMBER, "1");
}

static void break_dispute_total(gj_case *c)
{
	print(c, gj_t4(GJ_T4_REVIEW, GJ_T4_UPHELD), GJ_STATE_NUMBER, "10");
}

static void make_more_than_is_in_force(gj_case *c)
{
	print(c, GJ_T2_NORMATIVE_MADE, GJ_STATE_NUMBER, "5");
}

static void say(gj_case *c, int section, const char *text)
{
	c->report.sections[section - 1].text = gj_str_of(text);
}

static void fall_silent(gj_case *c)
{
	for (int section = 1; section <= GJ_SECTIONS; section++)
		say(c, section, "");
	c->report.agency = (gj_str){ 0 };
}

static void name_no_problem(gj_case *c)
{
	say(c, 5, "无。");
}

static void forget_supervision(gj_case *c)
{
	say(c, 1, "主动公开、依申请公开、政府信息管理和公开平台都有进展。");
}

static void drop_overview(gj_case *c)
{
	c->report.sections[0].found = false;
}

static void state_three_requests(gj_case *c)
{
	say(c, 1, "依申请公开方面，本年新收政府信息公开申请3件。");
}

static void state_wrong_share(gj_case *c)
{
	say(c, 1, "主动公开信息200条，网站150条，占76%。");
}

static void state_wrong_change(gj_case *c)
{
	say(c, 1, "全年解读文件12件，较上年的10件增长30%。");
}

static void list_too_much(gj_case *c)
{
	say(c, 1, "主动公开信息200条，其中网站150条，公众号60条。");
}

static void carry_one_out(gj_case *c)
{
	print(c, gj_t3(GJ_T3_CARRIED_OUT, GJ_T3_TOTAL), GJ_STATE_NUMBER, "1");
}

static void speak_of_last_year(gj_case *c)
{
	say(c, 1, "2021年，我省主动公开信息200条。");
}

static void leave_placeholder(gj_case *c)
{
	say(c, 1, "全年公开信息XX条。");
}

static void forget_fee(gj_case *c)
{
	say(c, 6, "无其他需要报告的事项。");
}

static void drop_section_six(gj_case *c)
{
	c->report.sections[5].found = false;
}

static void bill_without_notice(gj_case *c)
{
	say(c, 6, "本年度发出收费通知0件，总金额300元。");
}

static void tell_notices_only(gj_case *c)
{
	say(c, 6, "本年度发出信息处理费收费通知2件。");
}

static void bill_odd_amount(gj_case *c)
{
	say(c, 6, "本年度发出收费通知1件，总金额55元。");
}

static void make_regulations_in_a_county(gj_case *c)
{
	c->report.agency = GJ_STR("青山县林业局");
	print(c, GJ_T2_REGULATIONS_MADE, GJ_STATE_NUMBER, "2");
	print(c, GJ_T2_REGULATIONS_IN_FORCE, GJ_STATE_NUMBER, "2");
}

static void make_regulations_somewhere(gj_case *c)
{
	make_regulations_in_a_county(c);
	c->report.agency = GJ_STR("青山市人民政府");
}

static void publish_late(gj_case *c)
{
	c->report.published = GJ_STR("2023-04-01");
}

static void dispute_without_request(gj_case *c)
{
	print(c, gj_t4(GJ_T4_REVIEW, GJ_T4_UPHELD), GJ_STATE_NUMBER, "1");
	print(c, gj_t4(GJ_T4_REVIEW, GJ_T4_TOTAL), GJ_STATE_NUMBER, "1");
}

static void forget_date(gj_case *c)
{
	c->report.published = (gj_str){ 0 };
}

static const struct {
	const char *id;
	gj_spoil *fail, *cannot;
} fixtures[] = {
	{ "S01", drop_section_five, drop_all_sections },
	{ "S02", drop_table_four, drop_table_four_from_cell_less_text },
	{ "S03", print_old_form_in_2023, forget_year },
	{ "S04", add_surplus_number, drop_table_four },
	{ "S05", name_no_problem, drop_section_five },
	{ "S06", forget_supervision, drop_overview },
	{ "S07", disagree_about_year, forget_year },
	{ "V01", print_slash, drop_table_four },
	{ "V02", print_blank, drop_table_four },
	{ "V03", print_negative, print_slash },
	{ "V04", print_fraction, print_blank },
	{ "V05", print_note, print_slash },
	{ "T01", break_balance, drop_all_tables },
	{ "T02", break_column_total, drop_all_tables },
	{ "T03", break_row_total, drop_all_tables },
	{ "T04", break_dispute_total, drop_table_four },
	{ "T05", make_more_than_is_in_force, print_slash },
	{ "N01", state_three_requests, fall_silent },
	{ "N02", state_wrong_share, fall_silent },
	{ "N03", state_wrong_change, fall_silent },
	{ "N04", list_too_much, fall_silent },
	{ "N05", carry_one_out, fall_silent },
	{ "N06", speak_of_last_year, fall_silent },
	{ "N07", leave_placeholder, fall_silent },
	{ "F01", forget_fee, drop_section_six },
	{ "F02", bill_without_notice, tell_notices_only },
	{ "F03", bill_odd_amount, tell_notices_only },
	{ "L01", make_regulations_in_a_county, make_regulations_somewhere },
	{ "L02", publish_late, forget_date },
	{ "L03", dispute_without_request, drop_table_four },
	{ "A04", refuse, NULL }, /* not assessed when nothing was fetched, see the next test */
};

Test(rules, every_rule_has_fixtures)
{
	for (size_t i = 0; i < gj_rule_count; i++) {
		bool found = !gj_rules[i].evaluate;
		for (size_t k = 0; k < sizeof fixtures / sizeof fixtures[0]; k++)
			found |= strcmp(fixtures[k].id, gj_rules[i].id) == 0;
		cr_expect(found, "%s has no fixture", gj_rules[i].id);
	}
}

Test(rules, a_clean_report_passes_every_rule)
{
	for (gj_form_id form = GJ_FORM_2019; form <= GJ_FORM_2021; form++) {
		gj_case c;
		open_case(&c, form);
		check(&c, true);
		cr_expect_eq(c.verdict.count, 0);
		for (size_t i = 0; i < gj_rule_count; i++) {
			const uint32_t *outcomes = c.verdict.counts[i].outcomes;
			cr_expect_eq(outcomes[GJ_PASS] > 0, gj_rules[i].evaluate != NULL, "%s",
			             gj_rules[i].id);
			cr_expect_eq(outcomes[GJ_FAIL] + outcomes[GJ_ASSUMED] +
			             outcomes[GJ_CANNOT_ASSESS], 0, "%s", gj_rules[i].id);
		}
		gj_arena_release(&c.arena);
	}
}

static void says_something(gj_case *c, const char *id)
{
	check(c, true);
	cr_assert_geq(gj_verdict_outcomes(&c->verdict, id, GJ_FAIL), 1, "%s", id);
	const gj_finding *zh = gj_verdict_first(&c->verdict, id);
	cr_assert_not_null(zh, "%s", id);
	cr_assert_eq(zh->doubt.len, 0);
	check(c, false);
	const gj_finding *en = gj_verdict_first(&c->verdict, id);
	cr_assert_gt(zh->message.len, 6, "%s", id);
	cr_assert_gt(en->message.len, 6, "%s", id);
	cr_assert_not(gj_str_equal(zh->message, en->message), "%s", id);
}

Test(rules, each_fails_on_its_failing_fixture)
{
	for (size_t k = 0; k < sizeof fixtures / sizeof fixtures[0]; k++) {
		gj_case c;
		open_case(&c, GJ_FORM_2021);
		fixtures[k].fail(&c);
		says_something(&c, fixtures[k].id);
		gj_arena_release(&c.arena);
	}
}

Test(rules, each_cannot_be_assessed_on_its_third_fixture)
{
	for (size_t k = 0; k < sizeof fixtures / sizeof fixtures[0]; k++) {
		if (!fixtures[k].cannot)
			continue;
		gj_case c;
		open_case(&c, GJ_FORM_2021);
		fixtures[k].cannot(&c);
		check(&c, true);
		cr_expect_geq(gj_verdict_outcomes(&c.verdict, fixtures[k].id, GJ_CANNOT_ASSESS), 1, "%s", fixtures[k].id);
		cr_expect_eq(gj_verdict_outcomes(&c.verdict, fixtures[k].id, GJ_FAIL), 0, "%s", fixtures[k].id);
		const gj_finding *finding = gj_verdict_first(&c.verdict, fixtures[k].id);
		cr_expect(!finding || (finding->doubt.len && finding->severity == GJ_NOTE), "%s",
		          fixtures[k].id);
		gj_arena_release(&c.arena);
	}
}

Test(rules, that_need_the_roster_are_reported_by_who_has_it)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	const gj_rule *missing = gj_rule_by_id(GJ_STR("A01")), *unfetched = gj_rule_by_id(GJ_STR("a02"));
	cr_assert_eq(gj_verdict_init(&c.arena, &c.verdict, NULL), GJ_OK);
	gj_verdict_count(&c.verdict, missing, GJ_PASS);
	cr_assert_eq(gj_verdict_report(&c.arena, &c.verdict, unfetched, GJ_STR("HTTP 404"), NULL), GJ_OK);
	gj_verdict_count(&c.verdict, gj_rule_by_id(GJ_STR("A04")), GJ_CANNOT_ASSESS);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "A01", GJ_PASS), 1);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "A02", GJ_FAIL), 1);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "A04", GJ_CANNOT_ASSESS), 1);
	cr_assert_eq(c.verdict.count, 1);
	cr_expect_eq(c.verdict.findings[0].rule, unfetched);
	cr_expect_eq(c.verdict.findings[0].severity, GJ_ERROR);
	cr_expect(gj_str_equal(c.verdict.findings[0].message, GJ_STR("HTTP 404")));
	cr_expect_eq(c.verdict.findings[0].field, GJ_FIELD_NONE);
	gj_arena_release(&c.arena);
}

Test(rules, a_refused_report_gives_a04_and_nothing_else)
{
	gj_case c;
	memset(&c, 0, sizeof c);
	gj_arena_init(&c.arena, 1 << 22);
	c.report.refusal = GJ_REFUSED_BINARY;
	check(&c, false);
	cr_assert_eq(c.verdict.count, 1);
	cr_expect_str_eq(c.verdict.findings[0].rule->id, "A04");
	for (size_t i = 0; i < gj_rule_count; i++)
		if (gj_rules[i].evaluate && strcmp(gj_rules[i].id, "A04") != 0)
			cr_expect_eq(c.verdict.counts[i].outcomes[GJ_CANNOT_ASSESS], 1, "%s",
			             gj_rules[i].id);
	gj_arena_release(&c.arena);
}

Test(rules, that_are_not_enabled_are_not_evaluated)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	break_balance(&c);
	bool enabled[64] = { false };
	enabled[gj_rule_index(gj_rule_by_id(GJ_STR("T03")))] = true;
	c.options.enabled = enabled;
	check(&c, true);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "T01", GJ_FAIL), 0);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "T03", GJ_FAIL), 1);
	cr_expect_eq(c.verdict.count, 1);
	gj_arena_release(&c.arena);
}

Test(rules, a_full_arena_is_an_error_and_not_a_short_verdict)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	break_balance(&c);
	c.arena.ceiling = c.arena.used + gj_rule_count * sizeof(gj_tally_count) + 64;
	gj_err err = { 0 };
	cr_expect_eq(gj_check_report(&c.arena, &c.report, &c.options, &c.verdict, &err), GJ_E_LIMIT);
	gj_arena_release(&c.arena);
}

static void expect_message(gj_case *c, bool chinese, const char *id, const char *message)
{
	check(c, chinese);
	const gj_finding *finding = gj_verdict_first(&c->verdict, id);
	cr_assert_not_null(finding, "%s", id);
	cr_expect(gj_str_equal(finding->message, gj_str_of(message)), "%.*s",
	          GJ_STR_ARG(finding->message));
}

Test(sections, out_of_order_are_a_warning)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	c.report.sections[4].order = 6;
	c.report.sections[5].order = 5;
	expect_message(&c, true, "S01", "六个部分次序不对：“六、其他需要报告的事项”排在了前面");
	cr_expect_eq(c.verdict.findings[0].severity, GJ_WARNING);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "S01", GJ_FAIL), 1);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "S01", GJ_PASS), GJ_SECTIONS);
	gj_arena_release(&c.arena);
}

Test(form, is_told_per_table_and_compared_without_a_year)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	c.report.tables[3] = GJ_FORM_2019;
	expect_message(&c, true, "S03", "表三用的是2019年式，2022年度的报告应当用2021年式");
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "S03", GJ_PASS), 1);
	c.report.year = 0;
	expect_message(&c, true, "S03", "表二是2021年式，表三是2019年式");
	c.report.tables[3] = GJ_FORM_2021;
	c.report.mixed_rows[3] = true;
	expect_message(&c, false, "S03", "table 3 follows the 2021 form and has rows of the other");
	gj_arena_release(&c.arena);
}

Test(years, are_compared_with_the_roster_too)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	c.options.expected.year = 2023;
	expect_message(&c, true, "S07", "年度不一致：名录为2023年，标题为2022年");
	cr_expect(gj_str_equal(c.verdict.findings[0].difference, GJ_STR("-1")));
	c.report.title_year = c.report.period_year = 0;
	check(&c, true);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "S07", GJ_CANNOT_ASSESS), 1);
	gj_arena_release(&c.arena);
}

Test(oddities, name_the_label_and_leave_a_missing_table_to_s02)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	gj_field field = gj_t3(GJ_T3_REFUSED_FIRST, 0);
	c.oddity = (gj_oddity){ GJ_ODDITY_MISSING_ROW, 3, field, GJ_STR("属于国家秘密"), { 0 } };
	c.report.oddities = &c.oddity;
	c.report.oddity_count = 1;
	c.report.values[field].doubts = GJ_DOUBT_MISSING;
	expect_message(&c, true, "S04", "表三缺少一行：“属于国家秘密”");
	cr_expect_eq(gj_verdict_first(&c.verdict, "S04")->field, field);
	cr_expect_eq(gj_verdict_first(&c.verdict, "S04")->severity, GJ_WARNING);
	gj_build_without_table(&c.report, 3);
	check(&c, true);
	cr_expect_null(gj_verdict_first(&c.verdict, "S04"));
	cr_expect_not_null(gj_verdict_first(&c.verdict, "S02"));
	gj_arena_release(&c.arena);
}

Test(cells, are_named_and_quoted)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	print(&c, gj_t3(GJ_T3_PROCESSED_TOTAL, GJ_T3_BUSINESS), GJ_STATE_NOT_A_NUMBER, "—");
	expect_message(&c, true, "V01", "表三“三（七）总计”行“商业企业”列没有数：“—”");
	expect_message(&c, false, "V01",
	               "table 3 “三（七）总计 / 商业企业” (t3.processed_total.business) holds no number: “—”");
	gj_arena_release(&c.arena);
}

Test(cells, with_a_novel_in_them_are_quoted_in_part_and_on_one_line)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	char text[601];
	for (size_t i = 0; i < 600; i += 3)
		memcpy(text + i, i ? "无" : "a\nb", 3);
	text[600] = '\0';
	print(&c, GJ_T2_FEES_AMOUNT, GJ_STATE_NOT_A_NUMBER, text);
	check(&c, true);
	gj_str message = gj_verdict_first(&c.verdict, "V01")->message;
	cr_expect_lt(message.len, 250);
	cr_expect(gj_utf8_valid(message));
	cr_expect(gj_str_has(message, GJ_STR("“a b无")));
	cr_expect(gj_str_ends(message, GJ_STR("无…”")));
	gj_arena_release(&c.arena);
}

Test(cells, of_changes_may_be_negative_but_not_fractional)
{
	gj_case c;
	open_case(&c, GJ_FORM_2019);
	print(&c, GJ_T2_LICENSING_ITEMS_CHANGE, GJ_STATE_NUMBER, "-18");
	print(&c, GJ_T2_PROCUREMENT_AMOUNT, GJ_STATE_NUMBER, "7380.28");
	check(&c, true);
	cr_expect_eq(c.verdict.count, 0);
	print(&c, GJ_T2_LICENSING_ITEMS_CHANGE, GJ_STATE_NUMBER, "-1.5");
	check(&c, true);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "V04", GJ_FAIL), 1);
	cr_expect_eq(c.verdict.count, 1);
	gj_arena_release(&c.arena);
}

Test(cells, with_a_magnitude_beside_the_number_are_not_called_fractions)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	print(&c, GJ_T2_LICENSING_DECISIONS, GJ_STATE_ANNOTATED, "5.2 万");
	check(&c, true);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "V04", GJ_FAIL), 0);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "V04", GJ_CANNOT_ASSESS), 1);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "V05", GJ_FAIL), 1);
	gj_arena_release(&c.arena);
}

Test(blanks, are_one_finding_a_table_that_lists_them)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	for (int column = GJ_T3_BUSINESS; column < GJ_T3_TOTAL; column++)
		for (int row = GJ_T3_NEW_RECEIVED; row <= GJ_T3_CARRIED_IN; row++)
			print(&c, gj_t3(row, column), GJ_STATE_BLANK, "");
	expect_message(&c, true, "V02",
	               "表三有10个单元格空白：本年新收政府信息公开申请数量／商业企业、"
	               "本年新收政府信息公开申请数量／科研机构、本年新收政府信息公开申请数量／社会公益组织、"
	               "本年新收政府信息公开申请数量／法律服务机构、本年新收政府信息公开申请数量／其他、"
	               "上年结转政府信息公开申请数量／商业企业等");
	cr_assert_eq(c.verdict.count, 1);
	cr_expect_eq(c.verdict.findings[0].field_count, 10);
	cr_expect_eq(c.verdict.findings[0].field, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_BUSINESS));
	gj_arena_release(&c.arena);
}

Test(blanks, in_a_table_without_any_number_cannot_be_assessed)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	for (int i = 0; i < GJ_T4_GROUPS * GJ_T4_OUTCOMES; i++)
		print(&c, (gj_field)(GJ_T4_BASE + i), GJ_STATE_BLANK, "");
	check(&c, true);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "V02", GJ_CANNOT_ASSESS), 1);
	cr_expect_eq(gj_verdict_outcomes(&c.verdict, "T04", GJ_ASSUMED), GJ_T4_GROUPS);
	cr_expect_eq(c.verdict.count, 0);
	gj_arena_release(&c.arena);
}

Test(blanks, that_are_doubted_do_not_blame_the_agency)
{
	gj_case c;
	open_case(&c, GJ_FORM_2021);
	print(&c, GJ_T2_REGULATIONS_MADE, GJ_STATE_BLANK, "");
	c.report.values[GJ_T2_REGULATIONS_MADE].doubts = GJ_DOUBT_REALIGNED;
	check(&c, true);
	cr_expect_eq(gj_verdict_first(&c.verdict, "V02")->severity, GJ_NOTE);
	cr_expect(gj_str_equal(gj_verdict_first(&c.verdict, "V02")->doubt, GJ_STR("realigned")));
	/* A sure blank in the same table is a finding that rests on it alone. */
	print(&c, GJ_T2_REGULATIONS_REPEALED, GJ_STATE_BLANK, "");
	check(&c, true);
	cr_expect_eq(gj_verdict_first(&c.verdict, "V02")->severity, GJ_WARNING);
	cr_expect_eq(gj_verdict_first(&c.verdict, "V02")->field_count, 1);
	gj_arena_release(&c.arena);
}
