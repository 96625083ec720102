/* Who may make 规章, when reports are due, what a fee can be, and what sections 五
 * and 一 must say. */
#include "report_builder.h"
#include "verdict_reader.h"

#include "duty/agency.h"

#include <criterion/criterion.h>
#include <string.h>

enum { ARENA_BYTES = 1 << 22 };

typedef struct judged {
	gj_arena arena;
	gj_report report;
	gj_check_options options;
	gj_verdict verdict;
} judged;

static void open_judged(judged *j)
{
	memset(j, 0, sizeof *j);
	gj_arena_init(&j->arena, ARENA_BYTES);
	gj_build_report(&j->report, GJ_FORM_2021);
}

static gj_outcome outcome_of(judged *j, const char *rule)
{
	gj_err err = { 0 };
	cr_assert_eq(gj_check_report(&j->arena, &j->report, &j->options, &j->verdict, &err), GJ_OK);
	for (gj_outcome outcome = GJ_PASS; outcome < GJ_OUTCOMES; outcome++)
		if (gj_verdict_outcomes(&j->verdict, rule, outcome))
			return outcome;
	cr_assert_fail("%s was not evaluated", rule);
	return GJ_OUTCOMES;
}

Test(agency, can_make_regulations_or_not_by_its_name)
{
	static const struct {
		const char *name, *level;
		gj_power power;
	} agencies[] = {
		{ "青山省人民政府", "", GJ_POWER_YES },
		{ "上海市人民政府办公厅", "", GJ_POWER_YES },
		{ "白水自治州人民政府", "", GJ_POWER_YES },
		{ "内蒙古自治区人民政府", "", GJ_POWER_YES },
		{ "青山市人民政府", "", GJ_POWER_UNKNOWN },
		{ "青山市人民政府", "city", GJ_POWER_YES },
		{ "青山市人民政府", "county", GJ_POWER_NO },
		{ "青山市白水市人民政府", "", GJ_POWER_NO },
		{ "青山市南湖区人民政府", "", GJ_POWER_NO },
		{ "青山新区人民政府", "", GJ_POWER_UNKNOWN },
		{ "青山县人民政府办公室", "", GJ_POWER_NO },
		{ "白水自治县人民政府", "", GJ_POWER_NO },
		{ "青山县石坝镇人民政府", "", GJ_POWER_NO },
		{ "青山市南湖区北门街道办事处", "", GJ_POWER_NO },
		{ "青山县林业局", "", GJ_POWER_NO },
		{ "青山市卫生健康委员会", "city", GJ_POWER_NO },
		{ "青山省林业厅", "", GJ_POWER_NO },
		{ "自然资源部", "", GJ_POWER_UNKNOWN },
		{ "国家卫生健康委", "", GJ_POWER_UNKNOWN },
		{ "白水综合实验区管理委员会", "", GJ_POWER_UNKNOWN },
		{ "", "", GJ_POWER_UNKNOWN },
	};
	for (size_t i = 0; i < sizeof agencies / sizeof *agencies; i++) {
		gj_agency agency = gj_agency_of(gj_str_of(agencies[i].name),
		                                gj_str_of(agencies[i].level), (gj_str){ 0 });
		cr_expect_eq(agency.regulations, agencies[i].power, "%s %s", agencies[i].name,
		             agencies[i].level);
	}
}

Test(deadline, is_of_the_agencys_kind_and_names_the_dates_source)
{
	static const struct {
		const char *agency, *kind, *published;
		gj_outcome outcome;
	} cases[] = {
		{ "青山县林业局", "", "2023-01-31", GJ_PASS },
		{ "青山县林业局", "", "2023-02-01", GJ_FAIL },
		{ "青山县人民政府", "", "2023-03-31", GJ_PASS },
		{ "青山县人民政府", "", "2023-04-01", GJ_FAIL },
		{ "青山县人民政府办公室", "", "2023-03-01", GJ_FAIL },
		{ "青山县人民政府办公室", "government", "2023-03-01", GJ_PASS },
		{ "白水综合实验区", "", "2023-03-05", GJ_PASS },
		{ "青山县", "", "2023-04-01", GJ_FAIL },
		{ "青山县林业局", "", "2022-12-31", GJ_PASS },
		{ "青山县林业局", "", "", GJ_CANNOT_ASSESS },
		{ "", "", "2023-05-01", GJ_CANNOT_ASSESS },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		judged j;
		open_judged(&j);
		j.report.agency = gj_str_of(cases[i].agency);
		j.report.published = gj_str_of(cases[i].published);
		j.report.published_origin = GJ_ORIGIN_META;
		j.options.expected.kind = gj_str_of(cases[i].kind);
		cr_expect_eq(outcome_of(&j, "L02"), cases[i].outcome, "%s %s", cases[i].agency,
		             cases[i].published);
		const gj_finding *finding = gj_verdict_first(&j.verdict, "L02");
		cr_expect(!finding || gj_str_has(finding->message, GJ_STR("metadata")));
		gj_arena_release(&j.arena);
	}
}

Test(deadline, can_be_set)
{
	judged j;
	open_judged(&j);
	j.report.agency = GJ_STR("青山县林业局");
	j.report.published = GJ_STR("2023-02-10");
	j.options.calendar = &(const gj_calendar){ .days = { { 2, 15 }, { 3, 31 } } };
	cr_expect_eq(outcome_of(&j, "L02"), GJ_PASS);
	gj_arena_release(&j.arena);
}

/* What a calendar of such lines says of an agency, as month * 100 + day. */
typedef struct looked_up {
	const char *agency, *level, *kind, *code;
} looked_up;

static int due(const char *const lines[][2], looked_up of)
{
	enum { LINES_MAX = 8 };
	gj_local_deadline local[LINES_MAX];
	gj_calendar calendar = gj_calendar_of_law;
	gj_err err = { 0 };
	for (; lines[calendar.local_count][0]; calendar.local_count++)
		cr_assert_eq(gj_local_deadline_read(&local[calendar.local_count],
		                                    gj_str_of(lines[calendar.local_count][0]),
		                                    gj_str_of(lines[calendar.local_count][1]), &err),
		             GJ_OK, "%s", err.message);
	calendar.local = local;
	gj_agency agency = gj_agency_of(gj_str_of(of.agency), gj_str_of(of.level),
	                                gj_str_of(of.kind));
	const gj_obliged who = { &agency, gj_str_of(of.level), gj_str_of(of.kind),
		                 gj_str_of(of.code) };
	gj_deadline day = gj_calendar_find(&calendar, &who);
	return day.month * 100 + day.day;
}

Test(calendar, narrower_ones_win_wherever_they_stand)
{
	static const char *const lines[][2] = {
		{ "3301.county.police", "02-05" }, { "police", "02-04" }, { "department", "02-02" },
		{ "3301", "02-15" },  { "county", "02-01" }, { "330106", "02-16" },
		{ "city.department", "02-03" },    { NULL, NULL },
	};
	static const struct {
		looked_up of;
		int day;
	} cases[] = {
		{ { "甲市人民政府", "city", "government", "440100" }, 331 },
		{ { "甲县人民政府", "county", "government", "440121" }, 201 },
		{ { "甲县林业局", "county", "forestry", "440121" }, 202 },
		{ { "甲县林业局", "", "", "" }, 202 },
		{ { "甲市林业局", "city", "forestry", "440100" }, 203 },
		{ { "甲市公安局", "city", "Police", "440100" }, 204 },
		{ { "乙市公安局", "city", "police", "330100" }, 215 },
		{ { "乙县公安局", "county", "police", "330102" }, 205 },
		{ { "丙区公安局", "county", "police", "330106" }, 216 },
		{ { "丙区公安局", "county", "police", "33" }, 204 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(due(lines, cases[i].of), cases[i].day, "%s: %d", cases[i].of.agency,
		             due(lines, cases[i].of));
}

Test(calendar, a_township_is_known_by_its_name)
{
	static const char *const lines[][2] = { { "township", "03-01" }, { NULL, NULL } };
	cr_expect_eq(due(lines, (looked_up){ .agency = "甲县乙镇人民政府" }), 301);
	cr_expect_eq(due(lines, (looked_up){ .agency = "甲县人民政府" }), 331);
	cr_expect_eq(due(lines, (looked_up){ "甲县乙镇人民政府", "county", "", "" }), 331);
}

Test(calendar, is_asked_for_the_place_of_the_roster)
{
	judged j;
	open_judged(&j);
	const gj_local_deadline local = { .code = GJ_STR("33"), .day = { 2, 15 } };
	const gj_calendar calendar = { .days = { { 1, 31 }, { 3, 31 } }, .local = &local,
		                       .local_count = 1 };
	j.report.agency = GJ_STR("青山县林业局");
	j.report.published = GJ_STR("2023-02-10");
	j.options.calendar = &calendar;
	cr_expect_eq(outcome_of(&j, "L02"), GJ_FAIL);
	j.options.expected.region_code = GJ_STR("330121");
	cr_expect_eq(outcome_of(&j, "L02"), GJ_PASS);
	gj_arena_release(&j.arena);
}

Test(deadline, is_not_judged_where_the_reports_own_years_disagree)
{
	judged j;
	open_judged(&j);
	j.report.published = GJ_STR("2024-01-10");
	j.report.period_year = 2023;
	cr_expect_eq(outcome_of(&j, "L02"), GJ_CANNOT_ASSESS);
	j.options.expected.year = 2023;
	cr_expect_eq(outcome_of(&j, "L02"), GJ_PASS);
	gj_arena_release(&j.arena);
}

Test(fee, follows_the_tariff)
{
	static const struct {
		const char *text;
		gj_outcome notices, tariff;
	} cases[] = {
		{ "没有收取信息处理费。", GJ_PASS, GJ_PASS },
		{ "发出收费通知0件，总金额0元。", GJ_PASS, GJ_PASS },
		{ "发出收费通知1件，总金额100元，实际收取100元。", GJ_PASS, GJ_PASS },
		{ "发出收费通知1件，总金额720元。", GJ_PASS, GJ_PASS },
		{ "发出收费通知1件，总金额730元。", GJ_PASS, GJ_FAIL },
		{ "发出收费通知2件，总金额730元。", GJ_PASS, GJ_PASS },
		{ "发出收费通知1件，总金额2740元。", GJ_PASS, GJ_PASS },
		{ "发出收费通知1件，总金额2750元。", GJ_PASS, GJ_FAIL },
		{ "发出收费通知3件，总金额20元。", GJ_PASS, GJ_FAIL },
		{ "发出收费通知2件，总金额0.123万元。", GJ_PASS, GJ_PASS },
		{ "发出收费通知2件，总金额0.1234万元。", GJ_PASS, GJ_FAIL },
		{ "发出收费通知2件，总金额55.5元。", GJ_PASS, GJ_FAIL },
		{ "发出收费通知0件，总金额300元。", GJ_FAIL, GJ_PASS },
		{ "发出收费通知2件，总金额0元。", GJ_FAIL, GJ_PASS },
		{ "发出收费通知2件，实际收取信息处理费0元。", GJ_PASS, GJ_PASS },
		{ "信息处理费按规定执行。", GJ_CANNOT_ASSESS, GJ_CANNOT_ASSESS },
		{ "行政事业性收费55元。", GJ_CANNOT_ASSESS, GJ_CANNOT_ASSESS },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		judged j;
		open_judged(&j);
		j.report.sections[5].text = gj_str_of(cases[i].text);
		cr_expect_eq(outcome_of(&j, "F02"), cases[i].notices, "F02 %s", cases[i].text);
		cr_expect_eq(outcome_of(&j, "F03"), cases[i].tariff, "F03 %s", cases[i].text);
		gj_arena_release(&j.arena);
	}
}

Test(fee, is_asked_for_since_2021)
{
	judged j;
	open_judged(&j);
	j.report.sections[5].text = GJ_STR("无。");
	cr_expect_eq(outcome_of(&j, "F01"), GJ_FAIL);
	j.report.year = j.report.title_year = j.report.period_year = 2020;
	cr_expect_eq(outcome_of(&j, "F01"), GJ_CANNOT_ASSESS);
	j.report.sections[5].text = GJ_STR("本年度未發生收費情況。");
	cr_expect_eq(outcome_of(&j, "F01"), GJ_PASS);
	gj_arena_release(&j.arena);
}

Test(section_five, says_something_or_nothing)
{
	static const struct {
		const char *text;
		gj_outcome outcome;
	} cases[] = {
		{ "", GJ_FAIL },
		{ "无", GJ_FAIL },
		{ "（一）存在的主要问题：无。（二）改进情况：无。", GJ_FAIL },
		{ "本年度我局政府信息公开工作按上级要求开展，不存在问题，各项任务都已按时按质做好，没有需要说明的地方。", GJ_FAIL },
		{ "栏目更新不及时，今后按月检查。", GJ_PASS },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		judged j;
		open_judged(&j);
		j.report.sections[4].text = gj_str_of(cases[i].text);
		cr_expect_eq(outcome_of(&j, "S05"), cases[i].outcome, "%s", cases[i].text);
		j.report.doubts = GJ_DOUBT_NO_GRID;
		if (cases[i].outcome == GJ_FAIL)
			cr_expect_eq(outcome_of(&j, "S05"), GJ_CANNOT_ASSESS, "%s", cases[i].text);
		gj_arena_release(&j.arena);
	}
}

Test(overview, of_a_government_has_three_topics_more)
{
	judged j;
	open_judged(&j);
	j.report.sections[0].text = GJ_STR("主动公开、依申请公开、信息管理、平台建设、监督保障。");
	cr_expect_eq(outcome_of(&j, "S06"), GJ_FAIL);
	cr_expect(gj_str_has(gj_verdict_first(&j.verdict, "S06")->message, GJ_STR("责任追究")));
	j.report.agency = GJ_STR("青山县林业局");
	cr_expect_eq(outcome_of(&j, "S06"), GJ_PASS);
	j.report.agency = GJ_STR("青山县石坝镇人民政府");
	cr_expect_eq(outcome_of(&j, "S06"), GJ_PASS);
	gj_arena_release(&j.arena);
}

Test(disputes, need_requests_in_this_year_or_the_last)
{
	judged j;
	open_judged(&j);
	gj_report previous = j.report;
	gj_build_number(&j.arena, &j.report, gj_t4(GJ_T4_REVIEW, GJ_T4_TOTAL), 1);
	cr_expect_eq(outcome_of(&j, "L03"), GJ_FAIL);
	j.options.previous = &previous;
	cr_expect_eq(outcome_of(&j, "L03"), GJ_FAIL);
	gj_build_number(&j.arena, &previous, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), 1);
	cr_expect_eq(outcome_of(&j, "L03"), GJ_PASS);
	gj_build_cell(&j.arena, &previous, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_TOTAL), GJ_STATE_BLANK, "");
	gj_build_cell(&j.arena, &previous, gj_t3(GJ_T3_NEW_RECEIVED, GJ_T3_NATURAL), GJ_STATE_BLANK, "");
	cr_expect_eq(outcome_of(&j, "L03"), GJ_CANNOT_ASSESS);
	gj_arena_release(&j.arena);
}
