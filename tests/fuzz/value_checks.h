/* What must hold of a report read from any bytes. */
#ifndef GJ_FUZZ_VALUE_CHECKS_H
#define GJ_FUZZ_VALUE_CHECKS_H

#include "fuzz_target.h"

#include "form/report.h"

/* Texts are UTF-8; a number stands where it says, in the file of `size` bytes. */
static inline void gj_fuzz_check_value(const gj_value *value, size_t size)
{
	gj_fuzz_check(gj_utf8_valid(value->printed));
	gj_fuzz_check(value->place.range.begin <= value->place.range.end && value->place.range.end <= size);
	if (gj_value_has_number(value))
		gj_fuzz_check(value->place.table != 0 && value->printed.len);
	if (value->state == GJ_STATE_BLANK)
		gj_fuzz_check(value->place.table != 0 && !value->printed.len);
}

static inline void gj_fuzz_check_report(const gj_report *report, size_t size)
{
	for (size_t i = 0; report->refusal == GJ_REFUSED_NOT && i < GJ_FIELD_COUNT; i++)
		gj_fuzz_check_value(&report->values[i], size);
	for (int i = 0; report->refusal == GJ_REFUSED_NOT && i < GJ_SECTIONS; i++)
		gj_fuzz_check(gj_utf8_valid(report->sections[i].text));
}

#endif
