#include "report_reader.h"
#include "map/read.h"

bool gj_read_page(gj_arena *arena, gj_report *report, const char *page)
{
	gj_arena_init(arena, GJ_READER_CEILING);
	/* The bytes need to stand only while they are read: a copy shows who keeps them. */
	gj_arena apart;
	gj_arena_init(&apart, GJ_READER_CEILING);
	gj_str copy = gj_str_copy(&apart, gj_str_of(page));
	gj_code code = gj_report_read(arena, copy, NULL, report, NULL);
	gj_arena_release(&apart);
	return code == GJ_OK && report->refusal == GJ_REFUSED_NOT;
}
