/* Any bytes make a report, a refusal or the limit; a number stands where it says. */
#include "value_checks.h"
#include "map/read.h"

void gj_fuzz(const uint8_t *bytes, size_t size)
{
	gj_arena arena;
	gj_report *report = malloc(sizeof *report);
	gj_arena_init(&arena, GJ_FUZZ_CEILING);
	gj_str page = { (const char *)bytes, size };
	gj_code code = gj_report_read(&arena, page, NULL, report, NULL);
	gj_fuzz_check(code == GJ_OK || code == GJ_E_LIMIT);
	if (code == GJ_OK)
		gj_fuzz_check_report(report, size);
	gj_arena_release(&arena);
	free(report);
}
