#include "filled_report.h"

#include <string.h>

void print_cell(gj_report *report, gj_field field, gj_state state, const char *number,
                const char *printed)
{
	gj_value *value = &report->values[field];
	*value = (gj_value){ .state = state, .printed = gj_str_of(printed) };
	if (number)
		gj_decimal_parse(gj_str_of(number), &value->number);
}

void print_count(gj_report *report, gj_field field, int64_t count)
{
	report->values[field] =
		(gj_value){ .state = GJ_STATE_NUMBER, .number = gj_decimal_of(count) };
}

void fill_report(gj_report *report, gj_form_id form, int year, int64_t count)
{
	memset(report, 0, sizeof *report);
	report->source = GJ_STR("a.html");
	report->agency = GJ_STR("甲县公安局");
	report->year = year;
	for (int table = 0; table <= 4; table++)
		report->tables[table] = table < 2 ? GJ_FORM_NONE : form;
	const gj_form *cells = gj_form_of(form);
	for (size_t i = 0; i < cells->count; i++)
		print_count(report, cells->fields[i].field, count);
}
