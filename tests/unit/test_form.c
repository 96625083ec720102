/* The form tables, held cell by cell to golden/fields.csv. */
#include "base/file.h"
#include "form/form.h"
#include "form/report.h"

#include "filled_report.h"

#include <criterion/criterion.h>
#include <string.h>

enum { GOLDEN_COLUMNS = 8 };

static gj_str next_piece(gj_str *rest, char separator)
{
	const char *end = memchr(rest->ptr, separator, rest->len);
	size_t length = end ? (size_t)(end - rest->ptr) : rest->len;
	gj_str piece = gj_str_upto(*rest, length);
	*rest = gj_str_from(*rest, length + 1);
	return piece;
}

static const char *type_name(gj_field_type type)
{
	static const char *const names[] = { "integer", "signed", "decimal" };
	return names[type];
}

static void compare_line(gj_str line, size_t used[GJ_FORM_COUNT])
{
	gj_str cells[GOLDEN_COLUMNS], rest = line;
	for (size_t i = 0; i < GOLDEN_COLUMNS; i++)
		cells[i] = next_piece(&rest, ',');
	gj_form_id id = gj_str_equal(cells[0], GJ_STR("2019")) ? GJ_FORM_2019 : GJ_FORM_2021;
	const gj_form *form = gj_form_of(id);
	cr_assert(gj_str_equal(cells[0], gj_str_of(form->name)));
	cr_assert_lt(used[id], form->count);
	const gj_form_field *field = &form->fields[used[id]++];
	const char table[] = { (char)('0' + field->table), '\0' };
	const char *expected[GOLDEN_COLUMNS] = { form->name,        gj_field_id(field->field),
		                                 table,             field->item,
		                                 field->row_label,  field->column_label,
		                                 type_name(field->type), field->unit };
	for (size_t i = 0; i < GOLDEN_COLUMNS; i++)
		cr_assert(gj_str_equal(cells[i], gj_str_of(expected[i])), "%.*s: %s",
		          GJ_STR_ARG(line), expected[i]);
	cr_assert_eq(gj_field_by_id(cells[1]), field->field);
	cr_assert_eq(gj_field_table(field->field), field->table);
	cr_assert_eq(gj_field_type_of(field->field), field->type);
	cr_assert_eq(gj_form_find(id, field->field), field);
}

Test(form, is_what_the_golden_table_says)
{
	gj_buffer text;
	gj_err err = { 0 };
	size_t used[GJ_FORM_COUNT] = { 0 };
	gj_buffer_init(&text, 1 << 20);
	cr_assert_eq(gj_file_read(GJ_TESTS_DIR "/golden/fields.csv", &text, &err), GJ_OK, "%s",
	             err.message);
	gj_str rest = gj_buffer_str(&text);
	next_piece(&rest, '\n');
	while (rest.len)
		compare_line(gj_str_trim(next_piece(&rest, '\n')), used);
	cr_assert_eq(used[GJ_FORM_2021], 200);
	cr_assert_eq(used[GJ_FORM_2021], gj_form_2021.count);
	cr_assert_eq(used[GJ_FORM_2019], 198);
	cr_assert_eq(used[GJ_FORM_2019], gj_form_2019.count);
	gj_buffer_release(&text);
}

Test(form, every_field_has_an_id_of_its_own)
{
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		cr_assert_eq(gj_field_by_id(gj_str_of(gj_field_id(field))), field);
	cr_assert_eq(gj_field_by_id(GJ_STR("t2.fees")), GJ_FIELD_NONE);
}

Test(form, changes_with_the_year_2021)
{
	cr_assert_eq(gj_form_for_year(2018), GJ_FORM_NONE);
	cr_assert_eq(gj_form_for_year(2019), GJ_FORM_2019);
	cr_assert_eq(gj_form_for_year(2020), GJ_FORM_2019);
	cr_assert_eq(gj_form_for_year(2021), GJ_FORM_2021);
}

typedef struct visited {
	gj_field fields[GJ_FIELD_COUNT];
	size_t count;
} visited;

static void remember(void *context, const gj_report *report, const gj_form_field *field)
{
	(void)report;
	visited *seen = context;
	seen->fields[seen->count++] = field->field;
}

static void visits(const gj_report *report, size_t count, gj_field first)
{
	visited seen = { .count = 0 };
	gj_report_each_field(report, remember, &seen);
	cr_assert_eq(seen.count, count, "%zu", seen.count);
	if (count)
		cr_assert_eq(seen.fields[0], first);
	/* Table 四 is the end of every record. */
	if (count)
		cr_assert_eq(seen.fields[count - 1], gj_t4(GJ_T4_AFTER_REVIEW, GJ_T4_TOTAL));
}

Test(report, lists_the_fields_of_the_form_each_table_follows)
{
	gj_report report;
	fill_report(&report, GJ_FORM_2021, 2023, 0);
	visits(&report, 200, GJ_T2_REGULATIONS_MADE);
	cr_assert_str_eq(gj_report_form_name(&report), "2021");
	report.tables[3] = GJ_FORM_2019;
	visits(&report, 10 + 161 + 15, GJ_T2_REGULATIONS_MADE);
	cr_assert_eq(gj_report_form(&report), GJ_FORM_NONE);
	cr_assert_str_eq(gj_report_form_name(&report), "mixed");
	report.tables[2] = GJ_FORM_NONE;
	visits(&report, 198, GJ_T2_REGULATIONS_MADE);
	cr_assert_str_eq(gj_report_form_name(&report), "2019");
}

Test(report, takes_the_form_of_the_year_when_tables_are_missing)
{
	gj_report report;
	fill_report(&report, GJ_FORM_2021, 2020, 0);
	report.tables[2] = report.tables[3] = GJ_FORM_NONE;
	visits(&report, 198, GJ_T2_REGULATIONS_MADE);
	cr_assert_str_eq(gj_report_form_name(&report), "");
	report.year = 0;
	visits(&report, 200, GJ_T2_REGULATIONS_MADE);
}

Test(report, has_no_fields_and_no_form_when_refused)
{
	gj_report report = { .refusal = GJ_REFUSED_LEGACY }; /* tables left unfilled, as 0 */
	visits(&report, 0, GJ_FIELD_NONE);
	cr_assert_eq(gj_report_form(&report), GJ_FORM_NONE);
	cr_assert_str_eq(gj_report_form_name(&report), "");
}

Test(report, has_a_name_and_a_sentence_for_every_refusal)
{
	for (int i = 1; i < GJ_REFUSAL_COUNT; i++) {
		gj_refusal refusal = (gj_refusal)i;
		cr_assert_gt(strlen(gj_refusal_name(refusal)), 0);
		cr_assert_gt(strlen(gj_refusal_sentence(refusal, true)), 20);
		cr_assert_gt(strlen(gj_refusal_sentence(refusal, false)), 20);
		for (int j = 1; j < i; j++)
			cr_assert_str_neq(gj_refusal_name(refusal), gj_refusal_name((gj_refusal)j));
	}
	cr_assert_str_eq(gj_refusal_name(GJ_REFUSED_LEGACY), "legacy");
}

Test(report, names_every_doubt_once)
{
	for (unsigned i = 0; i < GJ_DOUBT_COUNT; i++)
		for (unsigned j = 0; j < i; j++)
			cr_assert_str_neq(gj_doubt_name((gj_doubt)(1u << i)),
			                  gj_doubt_name((gj_doubt)(1u << j)));
	cr_assert_str_eq(gj_doubt_name(GJ_DOUBT_WEAK_LABEL), "weak_label");
	cr_assert_str_eq(gj_doubt_name(GJ_DOUBT_READINGS), "readings");
}
