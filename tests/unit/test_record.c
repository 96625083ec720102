#include "form/record.h"

#include "filled_report.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <string.h>

static gj_arena arena;
static gj_buffer written, again;

static void set_up(void)
{
	gj_arena_init(&arena, 1 << 26);
	gj_buffer_init(&written, 1 << 20);
	gj_buffer_init(&again, 1 << 20);
}

static void tear_down(void)
{
	gj_buffer_release(&again);
	gj_buffer_release(&written);
	gj_arena_release(&arena);
}

TestSuite(record, .init = set_up, .fini = tear_down);

static bool has(const char *piece)
{
	return gj_str_has(gj_buffer_str(&written), gj_str_of(piece));
}

static void write_record(const gj_report *report)
{
	gj_buffer_clear(&written);
	gj_record_json(&written, report);
	cr_assert_eq(written.failed, GJ_OK);
}

/* What is read back must be written the same again. */
static void round_trips(const gj_report *report, gj_report *read)
{
	gj_err err = { 0 };
	write_record(report);
	cr_assert_eq(gj_record_parse(&arena, gj_buffer_str(&written), read, &err), GJ_OK, "%s",
	             err.message);
	gj_buffer_clear(&again);
	gj_record_json(&again, read);
	cr_assert(gj_str_equal(gj_buffer_str(&written), gj_buffer_str(&again)), "%.*s\n%.*s",
	          GJ_STR_ARG(gj_buffer_str(&written)), GJ_STR_ARG(gj_buffer_str(&again)));
}

static void parse_fails(const char *line, const char *reason)
{
	gj_report report;
	gj_err err = { 0 };
	cr_assert_eq(gj_record_parse(&arena, gj_str_of(line), &report, &err), GJ_E_INPUT, "%s",
	             line);
	cr_assert(strstr(err.message, reason), "%s: %s", line, err.message);
}

/* One cell of each kind that is not a plain number. */
static void mark_cells(gj_report *report)
{
	print_cell(report, GJ_T2_FEES_AMOUNT, GJ_STATE_NUMBER, "7730.280", "7730.280");
	print_cell(report, GJ_T2_REGULATIONS_MADE, GJ_STATE_ANNOTATED, "22", "22（其中“改”16件）");
	print_cell(report, GJ_T2_REGULATIONS_REPEALED, GJ_STATE_NOT_A_NUMBER, NULL, "/");
	print_cell(report, gj_t3(GJ_T3_GRANTED, GJ_T3_SOCIAL), GJ_STATE_BLANK, NULL, "");
	print_cell(report, gj_t3(GJ_T3_GRANTED, GJ_T3_LEGAL), GJ_STATE_ABSENT, NULL, "");
	report->values[gj_t3(GJ_T3_GRANTED, GJ_T3_TOTAL)].doubts =
		GJ_DOUBT_SPANS | GJ_DOUBT_MISSING;
	report->values[gj_t3(GJ_T3_GRANTED, GJ_T3_SOCIAL)].doubts = GJ_DOUBT_REALIGNED;
	report->doubts = GJ_DOUBT_SPANS | GJ_DOUBT_REALIGNED | GJ_DOUBT_MISSING;
}

Test(record, has_the_members_of_the_interface_in_order)
{
	gj_report report;
	fill_report(&report, GJ_FORM_2021, 2023, 3);
	write_record(&report);
	const char *keys[] = { "source", "sha256", "agency", "region",   "year",  "form", "tables",
		               "published", "title", "cells", "marks", "sections", "doubts" };
	cJSON *object = cJSON_ParseWithLength(written.data, written.length);
	size_t count = 0;
	for (cJSON *item = object->child; item; item = item->next)
		cr_assert_str_eq(item->string, keys[count++]);
	cr_assert_eq(count, sizeof keys / sizeof *keys);
	count = 0;
	for (cJSON *item = cJSON_GetObjectItem(object, "cells")->child; item; item = item->next) {
		cr_assert_str_eq(item->string, gj_field_id(gj_form_2021.fields[count++].field));
		cr_assert_eq(item->valueint, 3);
	}
	cr_assert_eq(count, gj_form_2021.count);
	cJSON_Delete(object);
	cr_assert(has("{\"source\":\"a.html\",\"sha256\":null,\"agency\":\"甲县公安局\","
	              "\"region\":null,\"year\":2023,\"form\":\"2021\","
	              "\"tables\":{\"2\":\"2021\",\"3\":\"2021\",\"4\":\"2021\"},"
	              "\"published\":null,\"title\":null,\"cells\":{\"t2.regulations.made\":3,"));
	cr_assert(has("},\"marks\":{},\"sections\":{},\"doubts\":[]}\n"));
}

Test(record, prints_amounts_as_printed_and_says_why_a_cell_is_none)
{
	gj_report report, read;
	fill_report(&report, GJ_FORM_2021, 2023, 0);
	mark_cells(&report);
	round_trips(&report, &read);
	cr_assert(has("\"t2.fees.amount\":7730.280,"));
	cr_assert(has("\"t2.regulations.made\":22,"));
	cr_assert(has("\"t2.regulations.repealed\":null,"));
	cr_assert(has("\"marks\":{\"t2.regulations.made\":{\"state\":\"annotated\","
	              "\"text\":\"22（其中“改”16件）\"},"
	              "\"t2.regulations.repealed\":{\"state\":\"not_a_number\",\"text\":\"/\"},"
	              "\"t3.granted.social\":{\"state\":\"blank\",\"doubt\":[\"realigned\"]},"
	              "\"t3.granted.legal\":{\"state\":\"absent\"},"
	              "\"t3.granted.total\":{\"state\":\"number\","
	              "\"doubt\":[\"spans\",\"missing\"]}}"));
	cr_assert(has("\"doubts\":[\"spans\",\"realigned\",\"missing\"]"));
	const gj_value *fees = &read.values[GJ_T2_FEES_AMOUNT];
	cr_assert_eq(fees->number.units, 7730280);
	cr_assert_eq(fees->number.scale, 3);
	cr_assert(gj_str_equal(fees->printed, GJ_STR("7730.280")));
	cr_assert_eq(read.values[gj_t3(GJ_T3_GRANTED, GJ_T3_TOTAL)].doubts,
	             GJ_DOUBT_SPANS | GJ_DOUBT_MISSING);
	cr_assert(gj_str_equal(read.values[GJ_T2_REGULATIONS_MADE].printed,
	                       GJ_STR("22（其中“改”16件）")));
}

Test(record, keeps_every_digit_a_cell_can_hold)
{
	gj_report report, read;
	fill_report(&report, GJ_FORM_2019, 2020, 0);
	print_cell(&report, GJ_T2_PROCUREMENT_AMOUNT, GJ_STATE_NUMBER, "9223372036.854775807", "");
	print_cell(&report, GJ_T2_LICENSING_ITEMS_CHANGE, GJ_STATE_NUMBER, "-18", "");
	print_cell(&report, GJ_T2_REGULATIONS_MADE, GJ_STATE_NUMBER, "9223372036854775807", "");
	round_trips(&report, &read);
	cr_assert(has(":9223372036.854775807"));
	cr_assert(has(":-18"));
	cr_assert(has(":9223372036854775807"));
	cr_assert(has("\"form\":\"2019\","
	              "\"tables\":{\"2\":\"2019\",\"3\":\"2019\",\"4\":\"2021\"}"));
}

Test(record, keeps_text_of_any_kind)
{
	gj_report report, read;
	fill_report(&report, GJ_FORM_2021, 2023, 0);
	report.region = GJ_STR("\\u0000 12 [\"3\"] \\");
	report.title = GJ_STR("2023\x01年\"5\"\n\u2028");
	report.digest = GJ_STR("00ff");
	report.published = GJ_STR("2024-01-16");
	report.sections[0] = (gj_section){ .found = true, .order = 1, .text = GJ_STR("一、1\t2") };
	report.sections[4] = (gj_section){ .found = true, .order = 2, .text = GJ_STR("") };
	round_trips(&report, &read);
	cr_assert(has("\"sections\":{\"1\":\"一、1\\t2\",\"5\":\"\"}"));
	cr_assert(gj_str_equal(read.region, report.region));
	cr_assert(gj_str_equal(read.title, report.title));
	cr_assert(read.sections[4].found && !read.sections[3].found);
	cr_assert_eq(read.sections[4].order, 2);
}

Test(record, does_not_end_a_text_at_nul)
{
	gj_report report, read;
	fill_report(&report, GJ_FORM_2021, 2023, 0);
	report.title = GJ_STR("a\0b");
	write_record(&report);
	cr_assert_eq(gj_record_parse(&arena, gj_buffer_str(&written), &read, NULL), GJ_OK);
	cr_assert(gj_str_equal(read.title, GJ_STR("a\uFFFDb")));
}

Test(record, marks_the_cells_of_a_missing_table_absent)
{
	gj_report report, read;
	fill_report(&report, GJ_FORM_2021, 2023, 0);
	report.tables[4] = GJ_FORM_NONE;
	for (int outcome = 0; outcome < GJ_T4_GROUPS * GJ_T4_OUTCOMES; outcome++)
		report.values[GJ_T4_BASE + outcome] = (gj_value){ 0 };
	round_trips(&report, &read);
	cr_assert(has("\"4\":null}"));
	cr_assert(has("\"t4.review.upheld\":null,"));
	cr_assert(has("\"t4.litigation_after_review.total\":{\"state\":\"absent\"}}"));
	cr_assert_eq(read.tables[4], GJ_FORM_NONE);
}

Test(record, of_a_refused_report_has_no_cells)
{
	gj_report report = { .source = GJ_STR("b.html"), .refusal = GJ_REFUSED_LEGACY }, read;
	report.year = 2018;
	round_trips(&report, &read);
	cr_assert(gj_str_equal(
		gj_buffer_str(&written),
		GJ_STR("{\"source\":\"b.html\",\"sha256\":null,\"agency\":null,\"region\":null,"
	               "\"year\":2018,\"form\":null,\"tables\":{\"2\":null,\"3\":null,\"4\":null},"
	               "\"published\":null,\"title\":null,\"refused\":\"legacy\",\"cells\":{},"
	               "\"marks\":{},\"sections\":{},\"doubts\":[]}\n")));
	cr_assert_eq(read.refusal, GJ_REFUSED_LEGACY);
}

Test(record, of_mixed_forms_names_each_table)
{
	gj_report report, read;
	fill_report(&report, GJ_FORM_2021, 2023, 1);
	report.tables[3] = GJ_FORM_2019;
	round_trips(&report, &read);
	cr_assert(has("\"form\":\"mixed\","
	              "\"tables\":{\"2\":\"2021\",\"3\":\"2019\",\"4\":\"2021\"}"));
	cr_assert(has("\"t3.other.natural\":null,"));
	cr_assert_not(has("t3.other.fee_unpaid"));
}

Test(record, is_read_with_members_unknown_or_missing)
{
	gj_report read;
	gj_err err = { 0 };
	const char *line = "\uFEFF{\"later\":[1,{\"x\":-2e5}],\"year\":2023,\"cells\":"
			   "{\"t4.review.total\":5,\"t2.fees.amount\":null}} \r\n";
	cr_assert_eq(gj_record_parse(&arena, gj_str_of(line), &read, &err), GJ_OK, "%s",
	             err.message);
	cr_assert_eq(read.values[gj_t4(GJ_T4_REVIEW, GJ_T4_TOTAL)].number.units, 5);
	cr_assert_eq(read.values[GJ_T2_FEES_AMOUNT].state, GJ_STATE_BLANK);
	cr_assert_eq(read.values[GJ_T2_REGULATIONS_MADE].state, GJ_STATE_ABSENT);
	cr_assert_eq(read.tables[3], GJ_FORM_NONE);
	cr_assert_eq(read.year, 2023);
}

Test(record, that_cannot_be_is_refused_with_the_reason)
{
	parse_fails("", "JSON");
	parse_fails("{\"year\":2023", "JSON");
	parse_fails("{\"year\":2023} {}", "one JSON object");
	parse_fails("[1]", "one JSON object");
	parse_fails("{1:2}", "JSON");
	parse_fails("\"unterminated\\", "JSON");
	parse_fails("{\"year\":\"2023\"}", "year");
	parse_fails("{\"year\":20.23}", "year");
	parse_fails("{\"agency\":5}", "agency");
	parse_fails("{\"refused\":\"whim\"}", "refused");
	parse_fails("{\"tables\":{\"3\":\"1999\"}}", "table 3");
	parse_fails("{\"cells\":[1]}", "cells");
	parse_fails("{\"cells\":{\"t9.x\":1}}", "t9.x");
	parse_fails("{\"cells\":{\"t2.fees.amount\":\"1\"}}", "t2.fees.amount");
	parse_fails("{\"cells\":{\"t2.fees.amount\":1e3}}", "t2.fees.amount");
	parse_fails("{\"cells\":{\"t2.fees.amount\":99999999999999999999}}", "t2.fees.amount");
	parse_fails("{\"cells\":{\"t2.fees.amount\":1},\"marks\":{\"t2.fees.amount\":"
	            "{\"state\":\"blank\"}}}", "does not fit");
	parse_fails("{\"cells\":{\"t2.fees.amount\":null},\"marks\":{\"t2.fees.amount\":"
	            "{\"state\":\"number\"}}}", "does not fit");
	parse_fails("{\"marks\":{\"t2.fees.amount\":{\"state\":\"absent\",\"doubt\":[\"x\"]}}}",
	            "doubt");
	parse_fails("{\"sections\":{\"7\":\"x\"}}", "sections");
}

Test(record, survives_every_truncation_and_a_full_arena)
{
	gj_report report, read;
	fill_report(&report, GJ_FORM_2021, 2023, 0);
	mark_cells(&report);
	write_record(&report);
	for (size_t length = 0; length + 1 < written.length; length += 37) {
		gj_str line = gj_str_upto(gj_buffer_str(&written), length);
		cr_assert_eq(gj_record_parse(&arena, line, &read, NULL), GJ_E_INPUT, "%zu", length);
	}
	gj_arena small;
	gj_arena_init(&small, 64);
	cr_assert_eq(gj_record_parse(&small, gj_buffer_str(&written), &read, NULL), GJ_E_LIMIT);
	cr_assert_null(gj_record_columns(&small));
	gj_sheet_cell cells[GJ_RECORD_COLUMNS];
	cr_assert_not(gj_record_row(&small, &report, cells));
	gj_arena_release(&small);
}

Test(record, columns_are_the_head_every_field_once_and_the_tail)
{
	const gj_column *columns = gj_record_columns(&arena);
	cr_assert_not_null(columns);
	cr_assert_str_eq(columns[0].name, "source");
	cr_assert_str_eq(columns[GJ_RECORD_HEAD - 1].name, "refused");
	for (size_t i = 0; i < gj_form_2021.count; i++)
		cr_assert_str_eq(columns[GJ_RECORD_HEAD + i].name,
		                 gj_field_id(gj_form_2021.fields[i].field));
	cr_assert_str_eq(columns[GJ_RECORD_HEAD + 200].name, "t2.regulations.published");
	cr_assert_str_eq(columns[GJ_RECORD_COLUMNS - 2].name, "marks");
	cr_assert_str_eq(columns[GJ_RECORD_COLUMNS - 1].name, "doubts");
	for (size_t i = 0; i < GJ_RECORD_COLUMNS; i++)
		for (size_t j = 0; j < i; j++) {
			cr_assert_str_neq(columns[i].name, columns[j].name);
			cr_assert_str_neq(columns[i].name_zh, columns[j].name_zh);
		}
}

Test(record, has_a_row_that_fits_its_columns)
{
	gj_report report;
	gj_sheet_cell cells[GJ_RECORD_COLUMNS];
	fill_report(&report, GJ_FORM_2021, 2023, 4);
	mark_cells(&report);
	/* A row of the other form stands in the table too: the row has room for it. */
	print_count(&report, gj_t3(GJ_T3_OTHER, GJ_T3_TOTAL), 8);
	cr_assert(gj_record_row(&arena, &report, cells));
	const char *head[GJ_RECORD_HEAD] = { "a.html", NULL,   "甲县公安局", NULL, "2023", "2021",
		                             "2021",   "2021", "2021",       NULL, NULL,   NULL };
	for (size_t i = 0; i < GJ_RECORD_HEAD; i++)
		cr_assert(gj_str_equal(cells[i], gj_str_of(head[i])) && !cells[i].ptr == !head[i],
		          "%zu", i);
	const gj_column *columns = gj_record_columns(&arena);
	for (size_t i = GJ_RECORD_HEAD; i < GJ_RECORD_COLUMNS - 2; i++) {
		gj_field field = gj_field_by_id(gj_str_of(columns[i].name));
		const gj_value *value = &report.values[field];
		char number[GJ_DECIMAL_TEXT_MAX];
		gj_decimal_print(number, value->number);
		cr_assert(gj_value_has_number(value) ? gj_str_equal(cells[i], gj_str_of(number))
		                                     : !cells[i].ptr,
		          "%s", columns[i].name);
	}
	cr_assert(gj_str_equal(cells[GJ_RECORD_COLUMNS - 2],
	                       GJ_STR("t2.regulations.made=annotated;"
	                              "t2.regulations.repealed=not_a_number;"
	                              "t3.granted.social=blank?realigned;"
	                              "t3.granted.legal=absent;"
	                              "t3.granted.total=number?spans+missing")));
	cr_assert(gj_str_equal(cells[GJ_RECORD_COLUMNS - 1], GJ_STR("spans;realigned;missing")));
}

Test(record, of_a_refused_report_has_an_empty_row)
{
	gj_report report = { .source = GJ_STR("b.html"), .refusal = GJ_REFUSED_SCRIPT };
	gj_sheet_cell cells[GJ_RECORD_COLUMNS];
	cr_assert(gj_record_row(&arena, &report, cells));
	for (size_t i = 1; i < GJ_RECORD_COLUMNS; i++)
		if (i == GJ_RECORD_HEAD - 1)
			cr_assert(gj_str_equal(cells[i], GJ_STR("script")));
		else
			cr_assert_null(cells[i].ptr, "%zu", i);
}
