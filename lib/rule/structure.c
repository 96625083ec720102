/* A04, S01–S04, S07: whether this is a report, and has the parts of one. */
#include "rule/evaluate.h"

/* 国办公开办函〔2021〕30号; the 2019 form words the fourth a little otherwise. */
static const gj_words section_names[GJ_SECTIONS] = {
	{ "一、总体情况", "section 1, overview (总体情况)" },
	{ "二、主动公开政府信息情况", "section 2, proactive disclosure (主动公开政府信息情况)" },
	{ "三、收到和处理政府信息公开申请情况",
	  "section 3, requests received and processed (收到和处理政府信息公开申请情况)" },
	{ "四、政府信息公开行政复议、行政诉讼情况",
	  "section 4, reconsideration and litigation (政府信息公开行政复议、行政诉讼情况)" },
	{ "五、存在的主要问题及改进情况",
	  "section 5, problems and improvements (存在的主要问题及改进情况)" },
	{ "六、其他需要报告的事项", "section 6, other matters (其他需要报告的事项)" },
};

void gj_evaluate_refusal(gj_check *check, const gj_rule *rule)
{
	const gj_report *report = check->report;
	if (!report->refusal) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	gj_finding *finding = gj_check_fail(check, rule, 0);
	finding->message = gj_str_of(gj_refusal_sentence(report->refusal, check->options->chinese));
	finding->subject = gj_str_of(gj_refusal_name(report->refusal));
}

static unsigned doubts_of_structure(const gj_check *check, unsigned kinds)
{
	return check->report->doubts & kinds;
}

static void report_missing_section(gj_check *check, const gj_rule *rule, int index)
{
	unsigned doubts = doubts_of_structure(check, GJ_DOUBT_CHARSET);
	gj_finding *finding = gj_check_fail(check, rule, doubts);
	finding->message = gj_check_format(check, "缺少“%s”", "The report lacks %s",
	                                   gj_check_word(check, section_names[index]));
	finding->section = gj_check_format(check, "section %d", "section %d", index + 1);
	finding->subject = finding->section;
}

/* The section whose heading comes before that of an earlier one, or -1. */
static int misplaced_section(const gj_section *sections)
{
	int before = -1;
	for (int i = 0; i < GJ_SECTIONS; i++) {
		if (!sections[i].found)
			continue;
		if (before >= 0 && sections[i].order < sections[before].order)
			return i;
		before = i;
	}
	return -1;
}

static void evaluate_order(gj_check *check, const gj_rule *rule)
{
	int misplaced = misplaced_section(check->report->sections);
	if (misplaced < 0) {
		gj_check_count(check, rule, GJ_PASS);
		return;
	}
	gj_finding *finding = gj_check_fail(check, rule, 0);
	finding->severity = GJ_WARNING;
	finding->message = gj_check_format(check, "六个部分次序不对：“%s”排在了前面",
	                                   "The six sections are out of order: %s comes too early",
	                                   gj_check_word(check, section_names[misplaced]));
	finding->section = gj_check_format(check, "section %d", "section %d", misplaced + 1);
	finding->subject = GJ_STR("order");
}

void gj_evaluate_sections(gj_check *check, const gj_rule *rule)
{
	const gj_section *sections = check->report->sections;
	int found = 0;
	for (int i = 0; i < GJ_SECTIONS; i++)
		found += sections[i].found;
	for (int i = 0; i < GJ_SECTIONS; i++) {
		/* No heading at all is more likely a layout that was not understood. */
		if (!found)
			gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		else if (sections[i].found)
			gj_check_count(check, rule, GJ_PASS);
		else
			report_missing_section(check, rule, i);
	}
	if (found < 2)
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
	else
		evaluate_order(check, rule);
}

static gj_finding *fail_table(gj_check *check, const gj_rule *rule, int table, unsigned doubts)
{
	doubts |= doubts_of_structure(check, GJ_DOUBTS_OF_STRUCTURE);
	gj_finding *finding = gj_check_fail(check, rule, doubts);
	finding->place.table = (uint16_t)table;
	finding->subject = gj_check_format(check, "table %d", "table %d", table);
	return finding;
}

void gj_evaluate_tables(gj_check *check, const gj_rule *rule)
{
	static const gj_words names[] = {
		[2] = { "表二（主动公开政府信息情况）", "table 2 (主动公开政府信息情况)" },
		[3] = { "表三（收到和处理政府信息公开申请情况）",
		        "table 3 (收到和处理政府信息公开申请情况)" },
		[4] = { "表四（政府信息公开行政复议、行政诉讼情况）",
		        "table 4 (政府信息公开行政复议、行政诉讼情况)" },
	};
	for (int table = 2; table <= 4; table++) {
		if (check->report->tables[table] != GJ_FORM_NONE) {
			gj_check_count(check, rule, GJ_PASS);
			continue;
		}
		gj_finding *finding = fail_table(check, rule, table, 0);
		finding->message = gj_check_format(check, "缺少%s", "The report lacks %s",
		                                   gj_check_word(check, names[table]));
	}
}

static void report_form(gj_check *check, const gj_rule *rule, int table, gj_form_id expected)
{
	const gj_report *report = check->report;
	gj_finding *finding = fail_table(check, rule, table, 0);
	const char *name = gj_check_table_name(check, table);
	const char *printed = gj_form_of(report->tables[table])->name;
	if (expected == GJ_FORM_NONE)
		finding->message = gj_check_format(check, "%s混有%s年式和另一表式的行",
		                                   "%s follows the %s form and has rows of the other",
		                                   name, printed);
	else
		finding->message = gj_check_format(
			check, "%s用的是%s年式，%d年度的报告应当用%s年式",
			"%s follows the %s form; a report for %d takes the %s form", name, printed,
			report->year, gj_form_of(expected)->name);
}

/* The two tables that differ between the forms, each against the year. */
static void evaluate_fit(gj_check *check, const gj_rule *rule, int table)
{
	const gj_report *report = check->report;
	gj_form_id expected = gj_form_for_year(report->year);
	if (report->tables[table] == GJ_FORM_NONE || expected == GJ_FORM_NONE)
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
	else if (report->tables[table] == expected)
		gj_check_count(check, rule, GJ_PASS);
	else
		report_form(check, rule, table, expected);
}

/* Without a year, tables of two forms are still a contradiction. */
static void evaluate_agreement(gj_check *check, const gj_rule *rule)
{
	const gj_form_id *tables = check->report->tables;
	if (tables[2] == GJ_FORM_NONE || tables[3] == GJ_FORM_NONE || tables[2] == tables[3]) {
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		return;
	}
	gj_finding *finding = fail_table(check, rule, 3, 0);
	finding->message = gj_check_format(check, "表二是%s年式，表三是%s年式",
	                                   "Table 2 follows the %s form, table 3 the %s form",
	                                   gj_form_of(tables[2])->name, gj_form_of(tables[3])->name);
}

void gj_evaluate_form(gj_check *check, const gj_rule *rule)
{
	const gj_report *report = check->report;
	if (gj_form_for_year(report->year) == GJ_FORM_NONE)
		evaluate_agreement(check, rule);
	for (int table = 2; table <= 3; table++) {
		if (report->tables[table] != GJ_FORM_NONE && report->mixed_rows[table])
			report_form(check, rule, table, GJ_FORM_NONE);
		else if (gj_form_for_year(report->year) != GJ_FORM_NONE)
			evaluate_fit(check, rule, table);
	}
}

static void report_oddity(gj_check *check, const gj_rule *rule, const gj_oddity *oddity)
{
	static const gj_words complaints[] = {
		[GJ_ODDITY_MISSING_ROW] = { "缺少一行", "lacks a row" },
		[GJ_ODDITY_MISSING_COLUMN] = { "缺少一列", "lacks a column" },
		[GJ_ODDITY_DOUBLED_ROW] = { "有一行出现两次", "has a row twice" },
		[GJ_ODDITY_UNKNOWN_ROW] = { "有一行不是法定表式的", "has a row that the form does not" },
		[GJ_ODDITY_UNKNOWN_COLUMN] = { "有一列不是法定表式的",
		                               "has a column that the form does not" },
		[GJ_ODDITY_SURPLUS_NUMBER] = { "数字多于列数", "has more numbers than columns" },
		[GJ_ODDITY_MISPLACED_LABEL] = { "有一行的标签错位", "has a label out of its place" },
	};
	/* A row that had to be put right is ours to doubt. */
	bool placed = oddity->field != GJ_FIELD_NONE && oddity->place.grid;
	unsigned doubts = placed ? check->report->values[oddity->field].doubts : 0;
	gj_finding *finding = fail_table(check, rule, oddity->table, doubts);
	gj_str label = gj_check_quote(check, oddity->label);
	const char *table = gj_check_table_name(check, oddity->table);
	const char *complaint = gj_check_word(check, complaints[oddity->kind]);
	if (oddity->field != GJ_FIELD_NONE)
		gj_check_cite(check, finding, &oddity->field, 1);
	if (oddity->place.grid)
		finding->place = oddity->place;
	finding->place.table = oddity->table;
	finding->subject = gj_check_format(check, "table %d %s %.*s", "table %d %s %.*s",
	                                   oddity->table, gj_oddity_name(oddity->kind),
	                                   GJ_STR_ARG(label));
	finding->message = label.len ? gj_check_format(check, "%s%s：“%.*s”", "%s %s: “%.*s”", table,
	                                               complaint, GJ_STR_ARG(label))
	                             : gj_check_format(check, "%s%s", "%s %s", table, complaint);
}

void gj_evaluate_oddities(gj_check *check, const gj_rule *rule)
{
	const gj_report *report = check->report;
	for (int table = 2; table <= 4; table++) {
		size_t found = 0;
		/* Of a table that is missing as a whole S02 says enough. */
		bool missing = report->tables[table] == GJ_FORM_NONE;
		for (size_t i = 0; i < report->oddity_count && !missing; i++)
			if (report->oddities[i].table == table) {
				report_oddity(check, rule, &report->oddities[i]);
				found++;
			}
		if (!found)
			gj_check_count(check, rule, missing ? GJ_CANNOT_ASSESS : GJ_PASS);
	}
}

void gj_evaluate_years(gj_check *check, const gj_rule *rule)
{
	static const gj_words names[] = { { "名录", "the roster" }, { "标题", "the title" },
		                          { "统计期", "the statistics period" } };
	int years[] = { check->options->expected.year, check->report->title_year,
		        check->report->period_year };
	int first = -1, other = -1, known = 0;
	for (int i = 0; i < 3; i++) {
		if (!years[i])
			continue;
		known++;
		if (first < 0)
			first = i;
		else if (years[i] != years[first] && other < 0)
			other = i;
	}
	if (other < 0) {
		gj_check_count(check, rule, known > 1 ? GJ_PASS : GJ_CANNOT_ASSESS);
		return;
	}
	gj_finding *finding = gj_check_fail(check, rule, 0);
	finding->expected = gj_check_number(check, gj_decimal_of(years[first]));
	finding->actual = gj_check_number(check, gj_decimal_of(years[other]));
	finding->difference = gj_check_number(check, gj_decimal_of(years[other] - years[first]));
	finding->message = gj_check_format(check, "年度不一致：%s为%d年，%s为%d年",
	                                   "The years disagree: %s says %d, %s says %d",
	                                   gj_check_word(check, names[first]), years[first],
	                                   gj_check_word(check, names[other]), years[other]);
}
