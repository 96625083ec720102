/* Any bytes make a report, a refusal or the limit; a number stands where it says. */
#include "fuzz_target.h"

#include "form/report.h"

#include <stdlib.h>

static void check_value(const gj_value *value, size_t size)
{
	gj_fuzz_check(gj_utf8_valid(value->printed));
	gj_fuzz_check(value->place.range.begin <= value->place.range.end && value->place.range.end <= size);
	if (gj_value_has_number(value))
		gj_fuzz_check(value->place.table != 0 && value->printed.len);
	if (value->state == GJ_STATE_BLANK)
		gj_fuzz_check(value->place.table != 0 && !value->printed.len);
}

void gj_fuzz(const uint8_t *bytes, size_t size)
{
	gj_arena arena;
	gj_report *report = malloc(sizeof *report);
	gj_arena_init(&arena, GJ_FUZZ_CEILING);
	gj_str page = { (const char *)bytes, size };
	gj_code code = gj_report_read(&arena, page, NULL, report, NULL);
	gj_fuzz_check(code == GJ_OK || code == GJ_E_LIMIT);
	bool read = code == GJ_OK && report->refusal == GJ_REFUSED_NOT;
	for (size_t i = 0; read && i < GJ_FIELD_COUNT; i++)
		check_value(&report->values[i], size);
	for (int i = 0; read && i < GJ_SECTIONS; i++)
		gj_fuzz_check(gj_utf8_valid(report->sections[i].text));
	gj_arena_release(&arena);
	free(report);
}
