#include "form/difference.h"

bool gj_value_differs(const gj_value *before, const gj_value *now)
{
	if (before->doubts || now->doubts)
		return false;
	bool number = gj_value_has_number(before);
	if (number != gj_value_has_number(now))
		return true;
	if (number)
		return gj_decimal_compare(before->number, now->number) != 0;
	return (before->state == GJ_STATE_ABSENT) != (now->state == GJ_STATE_ABSENT);
}

gj_str gj_value_shown(gj_arena *arena, const gj_value *value)
{
	if (!gj_value_has_number(value))
		return gj_str_of(gj_state_name(value->state));
	char text[GJ_DECIMAL_TEXT_MAX];
	return gj_str_copy(arena, (gj_str){ text, gj_decimal_print(text, value->number) });
}
