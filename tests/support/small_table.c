#include "small_table.h"

#include <criterion/criterion.h>
#include <stdio.h>

const gj_value *gj_value_named(const gj_report *report, const char *id)
{
	gj_field field = gj_field_by_id(gj_str_of(id));
	cr_assert_neq(field, GJ_FIELD_NONE, "%s", id);
	return &report->values[field];
}

void gj_expect_prints(const gj_report *report, const char *id, const char *printed, unsigned doubts)
{
	const gj_value *value = gj_value_named(report, id);
	cr_expect(value->place.table && gj_str_equal(value->printed, gj_str_of(printed)), "%s: “%.*s” (%s)", id,
	          GJ_STR_ARG(value->printed), gj_state_name(value->state));
	cr_expect_eq(value->doubts, doubts, "%s: doubts %x", id, value->doubts);
}

void gj_expect_absent(const gj_report *report, const char *id)
{
	cr_expect_eq(gj_value_named(report, id)->state, GJ_STATE_ABSENT, "%s: %.*s", id, GJ_STR_ARG(gj_value_named(report, id)->printed));
}

void gj_expect_right_or_doubted(const gj_report *report, const char *row, const char *const numbers[7])
{
	static const char *const columns[] = { "natural", "business", "research", "social", "legal", "other", "total" };
	for (int c = 0; c < 7; c++) {
		char id[128];
		snprintf(id, sizeof id, "t3.%s.%s", row, columns[c]);
		const gj_value *value = gj_value_named(report, id);
		bool right = gj_str_equal(value->printed, gj_str_of(numbers[c]));
		cr_expect(right || value->doubts || value->state == GJ_STATE_ABSENT, "%s: “%.*s” without doubt", id,
		          GJ_STR_ARG(value->printed));
	}
}
