#include "testdata.h"

#include <stdio.h>
#include <string.h>

enum { STYLES = 33 }; /* the first ones: later ones lose the cells, and so are doubted */

static const gj_test_region regions[] = {
	{ "lanchuan", "澜川市", "990100", "city", "" },
	{ "qinghe", "青禾县", "990121", "county", "澜川市人民政府" },
	{ "boxi", "柏溪县", "990122", "county", "澜川市人民政府" },
	{ "linlan", "临岚县", "990123", "county", "澜川市人民政府" },
	{ "linlan", "临岚县石坝镇", "990123101", "township", "临岚县人民政府" },
};

#define DEPARTMENTS(region, health) \
	{ region, "government", "人民政府", "government", GJ_BUSY }, \
	{ region, "police", "公安局", "police", GJ_BUSY }, \
	{ region, "education", "教育局", "education", GJ_MODEST }, \
	{ region, "finance", "财政局", "finance", GJ_MODEST }, \
	{ region, "health", health, "health", GJ_MODEST }, \
	{ region, "market", "市场监督管理局", "market", GJ_BUSY }

const gj_test_agency gj_test_agencies[] = {
	DEPARTMENTS(&regions[0], "卫生健康委员会"),
	DEPARTMENTS(&regions[1], "卫生健康局"),
	DEPARTMENTS(&regions[2], "卫生健康局"),
	DEPARTMENTS(&regions[3], "卫生健康局"),
	{ &regions[4], "shiba", "人民政府", "government", GJ_QUIET },
};

const size_t gj_test_agency_count = sizeof gj_test_agencies / sizeof gj_test_agencies[0];

/* Carried on: two more than the balance allows, in a column and in its total. */
static void break_balance(gj_filled_form *form, gj_masthead *masthead)
{
	(void)masthead;
	static const int columns[] = { GJ_T3_NATURAL, GJ_T3_TOTAL };
	for (int i = 0; i < 2; i++) {
		gj_field field = gj_t3(GJ_T3_CARRIED_OUT, columns[i]);
		gj_filled_form_set(form, field, gj_filled_form_integer(form, field) + 2);
	}
}

static void break_row(gj_filled_form *form, gj_masthead *masthead)
{
	(void)masthead;
	gj_field field = gj_t3(GJ_T3_GRANTED, GJ_T3_TOTAL);
	gj_filled_form_set(form, field, gj_filled_form_integer(form, field) + 3);
}

static void break_disputes(gj_filled_form *form, gj_masthead *masthead)
{
	(void)masthead;
	gj_field field = gj_t4(GJ_T4_REVIEW, GJ_T4_TOTAL);
	gj_filled_form_set(form, field, gj_filled_form_integer(form, field) + 1);
}

static void transpose_digits(gj_filled_form *form, gj_masthead *masthead)
{
	(void)masthead;
	for (int row = GJ_T3_GRANTED; row < GJ_T3_OTHER; row++) {
		gj_field field = gj_t3(row, GJ_T3_NATURAL);
		int64_t value = gj_filled_form_integer(form, field);
		int64_t tens = value / 10 % 10, ones = value % 10;
		if (value < 10 || tens == ones)
			continue;
		gj_filled_form_set(form, field, value + 9 * (ones - tens));
		return;
	}
}

static void blank_zeros(gj_filled_form *form, gj_masthead *masthead)
{
	(void)masthead;
	for (gj_field field = GJ_T3_BASE; field < GJ_T4_BASE; field++)
		if (form->cells[field].state == GJ_STATE_NUMBER && !form->cells[field].number.units)
			gj_filled_form_print(form, field, GJ_STATE_BLANK, gj_decimal_of(0), "");
}

static void omit_section_five(gj_filled_form *form, gj_masthead *masthead)
{
	(void)form;
	masthead->sections_missing = 1u << 4;
}

static void omit_table_four(gj_filled_form *form, gj_masthead *masthead)
{
	(void)masthead;
	gj_filled_form_omit_table(form, 4);
}

static void date_title_back(gj_filled_form *form, gj_masthead *masthead)
{
	(void)form;
	masthead->title_year = masthead->year - 1;
}

static void strike_regulations(gj_filled_form *form, gj_masthead *masthead)
{
	(void)masthead;
	for (gj_field field = GJ_T2_REGULATIONS_MADE; field <= GJ_T2_REGULATIONS_IN_FORCE; field++)
		gj_filled_form_print(form, field, GJ_STATE_NOT_A_NUMBER, gj_decimal_of(0), "/");
}

static void halve_count(gj_filled_form *form, gj_masthead *masthead)
{
	(void)masthead;
	gj_filled_form_print(form, GJ_T2_PENALTIES_DECISIONS, GJ_STATE_NUMBER,
	                     (gj_decimal){ 865, 1 }, "86.5");
}

static void negate_count(gj_filled_form *form, gj_masthead *masthead)
{
	(void)masthead;
	gj_filled_form_set(form, GJ_T2_COERCION_DECISIONS, -3);
}

static void annotate_count(gj_filled_form *form, gj_masthead *masthead)
{
	(void)masthead;
	int64_t before = gj_filled_form_integer(form, GJ_T2_NORMATIVE_IN_FORCE) -
	                 gj_filled_form_integer(form, GJ_T2_NORMATIVE_MADE);
	gj_filled_form_print(form, GJ_T2_NORMATIVE_MADE, GJ_STATE_ANNOTATED, gj_decimal_of(22),
	                     "22（其中修订16件）");
	gj_filled_form_set(form, GJ_T2_NORMATIVE_IN_FORCE, before + 22);
}

static void omit_repeated_row(gj_filled_form *form, gj_masthead *masthead)
{
	(void)masthead;
	gj_filled_form_omit_row(form, GJ_T3_REJECTED_FIRST + 2);
}

static void publish_late(gj_filled_form *form, gj_masthead *masthead)
{
	(void)form;
	masthead->published = "2024-04-18";
}

#define THIS_YEARS GJ_FORM_2021, GJ_FORM_2021
#define LAST_FORM GJ_FORM_2019, GJ_FORM_2019

const gj_test_flaw gj_test_flaws[] = {
	{ "qinghe", "police", 2023, "T01", "结转下年 of 自然人 and of 总计 is two too many, so two columns do not balance", break_balance, THIS_YEARS },
	{ "boxi", "education", 2023, "T02 T03", "总计 of 予以公开 is three too many: its row and the column of totals do not add up", break_row, THIS_YEARS },
	{ "linlan", "market", 2022, "T04", "总计 of 行政复议 is one too many", break_disputes, THIS_YEARS },
	{ "lanchuan", "police", 2023, "T02 T03", "two digits of a count under 自然人 are transposed", transpose_digits, THIS_YEARS },
	{ "qinghe", "health", 2022, "V02", "table 三 prints nothing where it means zero", blank_zeros, THIS_YEARS },
	{ "boxi", "health", 2023, "S01", "section 五 is missing", omit_section_five, THIS_YEARS },
	{ "linlan", "education", 2023, "S02", "table 四 is missing", omit_table_four, THIS_YEARS },
	{ "lanchuan", "health", 2023, "S07", "the title says 2022", date_title_back, THIS_YEARS },
	{ "boxi", "finance", 2022, "V01", "`/` for 规章", strike_regulations, THIS_YEARS },
	{ "qinghe", "market", 2022, "V04", "86.5 penalties", halve_count, THIS_YEARS },
	{ "linlan", "police", 2022, "V03", "−3 acts of coercion", negate_count, THIS_YEARS },
	{ "lanchuan", "market", 2023, "V05", "a note inside a cell: 22（其中修订16件）", annotate_count, THIS_YEARS },
	{ "linlan", "finance", 2022, "S03", "the 2019 form for a report on 2022", NULL, LAST_FORM },
	{ "linlan", "shiba", 2022, "S03", "the 2019 form for a report on 2022", NULL, LAST_FORM },
	{ "qinghe", "education", 2022, "S03", "the 2019 form for a report on 2022", NULL, LAST_FORM },
	{ "qinghe", "education", 2023, "S03", "the 2019 form for a report on 2023", NULL, LAST_FORM },
	{ "boxi", "market", 2023, "S04", "the row 要求提供公开出版物 is missing", omit_repeated_row, THIS_YEARS },
	{ "linlan", "health", 2023, "S03", "table 二 of the 2021 form with table 三 of the 2019 form", NULL, GJ_FORM_2021, GJ_FORM_2019 },
	{ "boxi", "government", 2023, "L02", "published on 2024-04-18, after the deadline of 31 March", publish_late, THIS_YEARS },
};

const size_t gj_test_flaw_count = sizeof gj_test_flaws / sizeof gj_test_flaws[0];

const gj_test_flaw *gj_test_flaw_of(const gj_test_agency *agency, int year)
{
	for (size_t i = 0; i < gj_test_flaw_count; i++) {
		const gj_test_flaw *flaw = &gj_test_flaws[i];
		if (flaw->year == year && strcmp(flaw->region, agency->region->folder) == 0 &&
		    strcmp(flaw->agency, agency->folder) == 0)
			return flaw;
	}
	return NULL;
}

/* Only a city's government may make 规章. */
static void withdraw_regulations(gj_filled_form *form)
{
	static const gj_field fields[] = { GJ_T2_REGULATIONS_MADE, GJ_T2_REGULATIONS_REPEALED,
		                           GJ_T2_REGULATIONS_IN_FORCE, GJ_T2_REGULATIONS_PUBLISHED,
		                           GJ_T2_REGULATIONS_PUBLIC_TOTAL };
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		if (form->cells[fields[i]].state == GJ_STATE_NUMBER)
			gj_filled_form_set(form, fields[i], 0);
}

static void fill_year(gj_filled_form *form, size_t agency, int year,
                      const gj_filled_form *last_year)
{
	const gj_test_agency *who = &gj_test_agencies[agency];
	const gj_test_flaw *flaw = gj_test_flaw_of(who, year);
	gj_form_plan plan = { flaw ? flaw->table_2 : GJ_FORM_2021,
		              flaw ? flaw->table_3 : GJ_FORM_2021, who->bustle, last_year };
	gj_filled_form_random(form, &plan, (uint64_t)year * 1000 + agency);
	if (strcmp(who->region->level, "city") != 0 || strcmp(who->kind, "government") != 0)
		withdraw_regulations(form);
}

/* Departments publish in January, governments until the end of March. */
static void date_report(gj_test_report *report, size_t agency, int year)
{
	bool government = report->masthead.government;
	int month = government ? 2 + (int)agency % 2 : 1;
	int day = 8 + (int)(agency * 7 + (size_t)year) % 20;
	snprintf(report->published, sizeof report->published, "%d-%02d-%02d", year + 1, month, day);
	report->masthead.published = report->published;
}

void gj_test_report_plan(gj_test_report *report, size_t agency, int year)
{
	const gj_test_agency *who = &gj_test_agencies[agency];
	const gj_test_flaw *flaw = gj_test_flaw_of(who, year);
	size_t ordinal = agency * GJ_TEST_YEARS + (size_t)(year - GJ_TEST_FIRST_YEAR);
	memset(report, 0, sizeof *report);
	report->agency = who;
	snprintf(report->name, sizeof report->name, "%s%s", who->region->name, who->name);
	report->masthead = (gj_masthead){ .agency = report->name, .year = year,
		                          .government = strcmp(who->kind, "government") == 0,
		                          .voice = (int)((agency + (size_t)year) % GJ_VOICES) };
	date_report(report, agency, year);
	gj_filled_form last_year;
	fill_year(&last_year, agency, GJ_TEST_FIRST_YEAR, NULL);
	if (year == GJ_TEST_FIRST_YEAR)
		report->form = last_year;
	else
		fill_year(&report->form, agency, year, &last_year);
	if (flaw && flaw->spoil)
		flaw->spoil(&report->form, &report->masthead);
	report->rendering = (gj_rendering){
		&report->masthead, &report->form, &gj_render_styles[ordinal % STYLES],
		&gj_render_charsets[(ordinal + ordinal / gj_render_charset_count) % gj_render_charset_count],
	};
	snprintf(report->path, sizeof report->path, "sites/%s/%s/%d.%s", who->region->folder,
	         who->folder, year, gj_render_extension(report->rendering.style));
}
