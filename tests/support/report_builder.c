#include "report_builder.h"

#include <string.h>

static bool form_has(const gj_report *report, gj_field field)
{
	return gj_form_find(gj_build_form_of(report, field), field) != NULL;
}

gj_form_id gj_build_form_of(const gj_report *report, gj_field field)
{
	return report->tables[gj_field_table(field)];
}

int64_t gj_build_value(const gj_report *report, gj_field field)
{
	return report->values[field].number.units;
}

static void place_cell(gj_value *value, gj_field field)
{
	value->place = (gj_place){
		.table = (uint16_t)gj_field_table(field), .grid = 1, .row = field / 7u + 1,
		.column = field % 7u + 1, .range = { field * 10u + 100, field * 10u + 105 }
	};
}

/* Words without a number: right whatever the tables print. */
static const char *const plain_words[GJ_SECTIONS] = {
	[0] = "主动公开按目录进行，依申请公开有专人接待，政府信息管理建了台账，公开平台每周检查一次，"
	      "监督保障由专班负责，工作考核、社会评议和责任追究照常开展。",
	[4] = "栏目里的说明偏长，更新有时不及时。下一步把说明改短，排出全年的发布日历，指定专人每月核对一遍。",
	[5] = "没有收取信息处理费。",
};

void gj_build_report(gj_report *report, gj_form_id form)
{
	int year = form == GJ_FORM_2021 ? 2022 : 2020;
	*report = (gj_report){
		.source = GJ_STR("report.html"), .title = GJ_STR("年度报告"),
		.agency = GJ_STR("青山省人民政府"), .region = GJ_STR("青山省"), .year = year,
		.title_year = year, .period_year = year,
		.tables = { GJ_FORM_NONE, GJ_FORM_NONE, form, form, form },
	};
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		if (!form_has(report, field))
			continue;
		report->values[field] = (gj_value){ .state = GJ_STATE_NUMBER, .printed = GJ_STR("0") };
		place_cell(&report->values[field], field);
	}
	for (int i = 0; i < GJ_SECTIONS; i++)
		report->sections[i] = (gj_section){ .found = true, .order = (uint8_t)(i + 1),
			                            .text = gj_str_of(plain_words[i]) };
}

void gj_build_prose(gj_report *report)
{
	static const char *const overviews[GJ_FORM_COUNT] = {
		[GJ_FORM_2019] = "2020年，我省" GJ_BUILD_OVERVIEW, [GJ_FORM_2021] = "2022年，我省" GJ_BUILD_OVERVIEW
	};
	gj_form_id form = gj_form_for_year(report->year);
	report->sections[0].text = gj_str_of(overviews[form]);
	report->published = form == GJ_FORM_2019 ? GJ_STR("2021-03-16") : GJ_STR("2023-03-16");
	report->published_origin = GJ_ORIGIN_META;
}

void gj_build_cell(gj_arena *arena, gj_report *report, gj_field field, gj_state state,
                   const char *text)
{
	gj_value *value = &report->values[field];
	value->state = state;
	value->printed = gj_str_copy(arena, gj_str_of(text));
	value->number = gj_decimal_of(0);
	gj_decimal_parse(gj_str_upto(value->printed, gj_str_find(value->printed, GJ_STR(" "))),
	                 &value->number);
}

void gj_build_number(gj_arena *arena, gj_report *report, gj_field field, int64_t number)
{
	char text[GJ_DECIMAL_TEXT_MAX];
	gj_decimal_print(text, gj_decimal_of(number));
	gj_build_cell(arena, report, field, GJ_STATE_NUMBER, text);
}

void gj_build_without_table(gj_report *report, int table)
{
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		if (gj_field_table(field) == table)
			report->values[field] = (gj_value){ .state = GJ_STATE_ABSENT };
	report->tables[table] = GJ_FORM_NONE;
}

/* splitmix64 */
int gj_build_draw(uint64_t *seed, int bound)
{
	uint64_t z = *seed += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (int)((z ^ z >> 31) % (uint64_t)bound);
}

static int draw_count(uint64_t *seed)
{
	return gj_build_draw(seed, 3) ? 0 : gj_build_draw(seed, 40);
}

static void fill_column(gj_arena *arena, gj_report *report, int column, uint64_t *seed)
{
	int64_t processed = 0;
	for (int row = GJ_T3_GRANTED; row < GJ_T3_PROCESSED_TOTAL; row++) {
		if (!form_has(report, gj_t3(row, column)))
			continue;
		int count = draw_count(seed);
		gj_build_number(arena, report, gj_t3(row, column), count);
		processed += count;
	}
	int64_t carried_out = draw_count(seed);
	int64_t carried_in = gj_build_draw(seed, (int)(processed + carried_out) + 1);
	gj_build_number(arena, report, gj_t3(GJ_T3_PROCESSED_TOTAL, column), processed);
	gj_build_number(arena, report, gj_t3(GJ_T3_CARRIED_OUT, column), carried_out);
	gj_build_number(arena, report, gj_t3(GJ_T3_CARRIED_IN, column), carried_in);
	gj_build_number(arena, report, gj_t3(GJ_T3_NEW_RECEIVED, column),
	                processed + carried_out - carried_in);
}

/* `total` = the sum of the fields from `first` up to it. */
static void sum_into(gj_arena *arena, gj_report *report, gj_field first, gj_field total)
{
	int64_t sum = 0;
	for (gj_field field = first; field < total; field++)
		sum += gj_build_value(report, field);
	gj_build_number(arena, report, total, sum);
}

static void fill_documents(gj_arena *arena, gj_report *report, const gj_field whole_and_part[2],
                           uint64_t *seed)
{
	int64_t whole = gj_build_draw(seed, 200);
	gj_build_number(arena, report, whole_and_part[0], whole);
	gj_build_number(arena, report, whole_and_part[1], gj_build_draw(seed, (int)whole + 1));
}

static void fill_table_2(gj_arena *arena, gj_report *report, uint64_t *seed)
{
	static const gj_field pairs[GJ_FORM_COUNT][2][2] = {
		[GJ_FORM_2021] = { { GJ_T2_REGULATIONS_IN_FORCE, GJ_T2_REGULATIONS_MADE },
		                   { GJ_T2_NORMATIVE_IN_FORCE, GJ_T2_NORMATIVE_MADE } },
		[GJ_FORM_2019] = { { GJ_T2_REGULATIONS_PUBLIC_TOTAL, GJ_T2_REGULATIONS_PUBLISHED },
		                   { GJ_T2_NORMATIVE_PUBLIC_TOTAL, GJ_T2_NORMATIVE_PUBLISHED } },
	};
	for (int i = 0; i < 2; i++)
		fill_documents(arena, report, pairs[report->tables[2]][i], seed);
	gj_build_number(arena, report, GJ_T2_LICENSING_DECISIONS, gj_build_draw(seed, 9000));
	gj_build_number(arena, report, GJ_T2_PENALTIES_DECISIONS, gj_build_draw(seed, 900));
}

void gj_build_random(gj_arena *arena, gj_report *report, uint64_t *seed)
{
	fill_table_2(arena, report, seed);
	for (int column = 0; column < GJ_T3_TOTAL; column++)
		fill_column(arena, report, column, seed);
	for (int row = 0; row < GJ_T3_ROWS; row++)
		if (form_has(report, gj_t3(row, 0)))
			sum_into(arena, report, gj_t3(row, 0), gj_t3(row, GJ_T3_TOTAL));
	for (int group = 0; group < GJ_T4_GROUPS; group++) {
		for (int outcome = 0; outcome < GJ_T4_TOTAL; outcome++)
			gj_build_number(arena, report, gj_t4(group, outcome), draw_count(seed));
		sum_into(arena, report, gj_t4(group, 0), gj_t4(group, GJ_T4_TOTAL));
	}
}
