/* gouji: its grids alone; its report record; and all of parse and check. */
#include "contestant.h"

#include "form/record.h"
#include "rule/rule.h"
#include "map/read.h"

bool gj_bench_grids(gj_bench_work *work, gj_str bytes)
{
	gj_refusal refusal;
	return gj_document_read(&work->arena, bytes, NULL, &work->document, &refusal, NULL) ==
	               GJ_OK &&
	       work->document;
}

static bool read_report(gj_bench_work *work, gj_str bytes, gj_report *report)
{
	bool done = gj_report_read(&work->arena, bytes, NULL, report, NULL) == GJ_OK;
	work->document = (gj_document *)report->document;
	return done && report->refusal == GJ_REFUSED_NOT;
}

bool gj_bench_report(gj_bench_work *work, gj_str bytes)
{
	gj_report report;
	return read_report(work, bytes, &report);
}

bool gj_bench_check(gj_bench_work *work, gj_str bytes)
{
	static const gj_check_options options = { .chinese = true };
	gj_report report;
	gj_verdict verdict;
	if (!read_report(work, bytes, &report) ||
	    gj_check_report(&work->arena, &report, &options, &verdict, NULL) != GJ_OK)
		return false;
	gj_buffer_clear(&work->record);
	gj_record_json(&work->record, &report);
	return work->record.failed == GJ_OK;
}
