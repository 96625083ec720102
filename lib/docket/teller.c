/* The formats for programs that have no file of their own: JSON, NDJSON, CSV. */
#include "docket/teller.h"

static void begin_object(gj_buffer *to, const gj_tell_options *options, const gj_told_report *told)
{
	(void)options;
	gj_verdict_json_begin(to, told->report);
}

static void add_object(gj_buffer *to, gj_arena *arena, const gj_tell_options *options,
                       const gj_report *report, const gj_finding *finding, size_t ordinal)
{
	(void)options;
	if (ordinal)
		gj_buffer_add_char(to, ',');
	gj_finding_json(arena, to, report, finding);
}

static void end_line(gj_buffer *to, const gj_tell_options *options, const gj_told_report *told)
{
	gj_verdict_json_end(to, options->user, told->counts);
	gj_buffer_add_char(to, '\n');
}

const gj_teller gj_teller_ndjson = {
	.name = "ndjson",
	.begin_report = begin_object,
	.finding = add_object,
	.end_report = end_line,
};

static void begin_item(gj_buffer *to, const gj_tell_options *options, const gj_told_report *told)
{
	gj_buffer_add_text(to, told->reports_before ? ",\n" : "[\n");
	begin_object(to, options, told);
}

static void end_item(gj_buffer *to, const gj_tell_options *options, const gj_told_report *told)
{
	gj_verdict_json_end(to, options->user, told->counts);
}

static void end_array(gj_buffer *to, const gj_tell_options *options, const gj_told_run *told)
{
	(void)options;
	gj_buffer_add_text(to, told->reports ? "\n]\n" : "[]\n");
}

const gj_teller gj_teller_json = {
	.name = "json",
	.begin_report = begin_item,
	.finding = add_object,
	.end_report = end_item,
	.end = end_array,
};

static void begin_table(gj_buffer *to, const gj_tell_options *options)
{
	gj_sheet_options sheet = { .chinese_headers = options->chinese, .bom = options->bom };
	gj_csv_add_head(to, gj_finding_columns, GJ_FINDING_COLUMNS, &sheet);
}

static void add_row(gj_buffer *to, gj_arena *arena, const gj_tell_options *options,
                    const gj_report *report, const gj_finding *finding, size_t ordinal)
{
	(void)options, (void)ordinal;
	gj_sheet_cell cells[GJ_FINDING_COLUMNS];
	gj_finding_row(arena, report, finding, cells);
	gj_csv_add_row(to, gj_finding_columns, cells, GJ_FINDING_COLUMNS);
}

const gj_teller gj_teller_csv = {
	.name = "csv",
	.begin = begin_table,
	.finding = add_row,
};

const gj_teller *gj_teller_by_name(gj_str name)
{
	static const gj_teller *const tellers[] = { &gj_teller_text, &gj_teller_json,
		                                    &gj_teller_ndjson, &gj_teller_csv,
		                                    &gj_teller_sarif, &gj_teller_junit };
	for (size_t i = 0; i < sizeof tellers / sizeof *tellers; i++)
		if (gj_str_equal(name, gj_str_of(tellers[i]->name)))
			return tellers[i];
	return NULL;
}
