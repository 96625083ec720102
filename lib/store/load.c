#include "store/load.h"

#include "store/report_row.h"

#include <stdlib.h>
#include <string.h>

/* ---- a statement with one integer, and its rows ---- */

static gj_code prepare(gj_store *store, const char *sql, int64_t bound, sqlite3_stmt **statement,
                       gj_err *err)
{
	int result = sqlite3_prepare_v2(store->db, sql, -1, statement, NULL);
	if (result == SQLITE_OK && sqlite3_bind_parameter_count(*statement))
		result = sqlite3_bind_int64(*statement, 1, bound);
	return result == SQLITE_OK ? GJ_OK : gj_store_failed(store, result, err);
}

/* False at the end, or with *code set. */
static bool next_row(gj_store *store, sqlite3_stmt *statement, gj_columns *row, gj_code *code,
                     gj_err *err)
{
	if (*code)
		return false;
	int result = sqlite3_step(statement);
	*row = (gj_columns){ statement, 0 };
	if (result != SQLITE_ROW && result != SQLITE_DONE)
		*code = gj_store_failed(store, result, err);
	return result == SQLITE_ROW;
}

/* ---- sweeps ---- */

#define SWEEP_COLUMNS "id, started, finished, shown, program, unusable_lines, fetch"

static gj_stored_sweep sweep_of(gj_columns *row)
{
	gj_stored_sweep sweep = { .id = gj_column_integer(row) };
	sweep.started = (time_t)gj_column_integer(row);
	sweep.finished = (time_t)gj_column_integer(row);
	sweep.shown = gj_column_integer(row) != 0;
	sweep.program = gj_column_text(row);
	sweep.unusable_lines = (size_t)gj_column_integer(row);
	sweep.fetch = gj_column_text(row);
	return sweep;
}

gj_code gj_store_find_sweep(gj_store *store, int64_t id, gj_arena *arena, gj_stored_sweep *sweep,
                            bool *found, gj_err *err)
{
	sqlite3_stmt *statement = NULL;
	gj_columns row;
	gj_code code = prepare(store, "SELECT " SWEEP_COLUMNS " FROM sweeps"
	                       " WHERE state = 'complete' AND (id = ?1 OR ?1 = 0)"
	                       " ORDER BY id DESC LIMIT 1", id, &statement, err);
	*found = next_row(store, statement, &row, &code, err);
	if (*found) {
		*sweep = sweep_of(&row);
		sweep->program = gj_str_copy(arena, sweep->program);
		sweep->fetch = gj_str_copy(arena, sweep->fetch);
		if (!sweep->program.ptr || !sweep->fetch.ptr)
			code = gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	}
	sqlite3_finalize(statement);
	return code;
}

gj_code gj_store_each_sweep(gj_store *store, gj_store_sweep_visit *visit, void *context,
                            gj_err *err)
{
	sqlite3_stmt *statement = NULL;
	gj_columns row;
	gj_code code = prepare(store, "SELECT " SWEEP_COLUMNS " FROM sweeps"
	                       " WHERE state = 'complete' ORDER BY id", 0, &statement, err);
	while (next_row(store, statement, &row, &code, err)) {
		gj_stored_sweep sweep = sweep_of(&row);
		code = visit(context, &sweep, err);
	}
	sqlite3_finalize(statement);
	return code;
}

gj_code gj_store_each_option(gj_store *store, int64_t sweep, gj_store_option_visit *visit,
                             void *context, gj_err *err)
{
	sqlite3_stmt *statement = NULL;
	gj_columns row;
	gj_code code = prepare(store, "SELECT name, value FROM sweep_options WHERE sweep = ?"
	                       " ORDER BY name", sweep, &statement, err);
	while (next_row(store, statement, &row, &code, err)) {
		gj_store_option option = { .name = gj_column_text(&row).ptr };
		option.value = gj_column_text(&row).ptr;
		code = visit(context, &option, err);
	}
	sqlite3_finalize(statement);
	return code;
}

/* ---- entries ---- */

#define ENTRY_COLUMNS \
	"SELECT e.line, s.agency, s.year, s.url, s.region_code, s.level, s.kind, s.parent," \
	" a.name, a.region, e.agency, b.name, b.region, e.year, e.status, e.reason, e.answer," \
	" e.published, e.due, e.late, e.form, e.year_disputed, e.changed, e.errors, e.warnings," \
	" e.tainted, c.captured_at, c.http_status, c.final_url, c.followed, c.sha256, c.record," \
	" e.report"
#define ENTRY_TABLES \
	" JOIN sources s ON s.id = e.source JOIN agencies a ON a.id = s.agency" \
	" JOIN agencies b ON b.id = e.agency LEFT JOIN captures c ON c.id = e.capture"

typedef struct entry_reader {
	gj_store *store;
	sqlite3_stmt *statement;
	gj_report_reader reports;
	gj_source source;
	gj_field_set tainted;
	gj_store_entry entry;
	int64_t report; /* 0 = none */
} entry_reader;

static void read_tainted(entry_reader *reader, gj_str bits)
{
	memset(&reader->tainted, 0, sizeof reader->tainted);
	for (size_t id = 0; id < 8 * bits.len && id < 8 * GJ_TAINT_BYTES; id++) {
		gj_field field = reader->reports.of_id[id];
		if ((unsigned char)bits.ptr[id / 8] >> id % 8 & 1 && field != GJ_FIELD_NONE)
			gj_field_set_add(&reader->tainted, field);
	}
}

static void read_source(entry_reader *reader, gj_columns *row)
{
	gj_source *source = &reader->source;
	*source = (gj_source){ .line = (uint32_t)gj_column_integer(row) };
	row->next++; /* the agency's id */
	source->year = (int)gj_column_integer(row);
	gj_str *const texts[] = { &source->url, &source->region_code, &source->level,
		                  &source->kind, &source->parent, &source->agency,
		                  &source->region };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = gj_column_text(row);
}

static void read_entry(entry_reader *reader, gj_columns *row)
{
	read_source(reader, row);
	gj_store_entry *entry = &reader->entry;
	*entry = (gj_store_entry){ .source = &reader->source, .tainted = &reader->tainted };
	row->next++; /* the agency's id */
	entry->agency = gj_column_text(row);
	entry->region = gj_column_text(row);
	entry->year = (int)gj_column_integer(row);
	gj_str *const texts[] = { &entry->status, &entry->reason, &entry->answer,
		                  &entry->published, &entry->due, &entry->late, &entry->form,
		                  &entry->year_disputed, &entry->changed };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = gj_column_text(row);
	entry->errors = (uint32_t)gj_column_integer(row);
	entry->warnings = (uint32_t)gj_column_integer(row);
	read_tainted(reader, gj_column_blob(row));
	entry->captured_at = (time_t)gj_column_integer(row);
	entry->http_status = (long)gj_column_integer(row);
	entry->final_url = gj_column_text(row);
	entry->followed = gj_column_text(row);
	entry->digest = gj_column_text(row);
	entry->record = gj_column_text(row);
	reader->report = gj_column_integer(row);
}

/* The report as it was when this entry was read. */
static gj_code load_report(entry_reader *reader, gj_err *err)
{
	const gj_store_entry *entry = &reader->entry;
	gj_code code = gj_report_reader_load(&reader->reports, reader->report, err);
	gj_report *report = &reader->reports.read;
	report->source = entry->followed.len ? entry->followed : entry->source->url;
	report->digest = entry->digest;
	report->agency = entry->agency;
	report->region = entry->region;
	report->year = entry->year;
	return code;
}

static gj_code each_entry(gj_store *store, const char *sql, int64_t bound,
                          const gj_load_plan *plan, gj_store_entry_visit *visit, void *context,
                          gj_err *err)
{
	entry_reader *reader = calloc(1, sizeof *reader);
	if (!reader)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	gj_columns row;
	gj_code code = gj_report_reader_init(&reader->reports, store, plan->fields,
	                                     plan->sections, err);
	if (code == GJ_OK)
		code = prepare(store, sql, bound, &reader->statement, err);
	while (next_row(store, reader->statement, &row, &code, err)) {
		read_entry(reader, &row);
		if (reader->report)
			code = load_report(reader, err);
		if (code == GJ_OK)
			code = visit(context, &reader->entry,
			             reader->report ? &reader->reports.read : NULL, err);
	}
	sqlite3_finalize(reader->statement);
	gj_report_reader_release(&reader->reports);
	free(reader);
	return code;
}

gj_code gj_store_each_entry(gj_store *store, int64_t sweep, const gj_load_plan *plan,
                            gj_store_entry_visit *visit, void *context, gj_err *err)
{
	return each_entry(store, ENTRY_COLUMNS " FROM entries e" ENTRY_TABLES
	                  " WHERE e.sweep = ? ORDER BY e.position", sweep, plan, visit, context,
	                  err);
}

/* Entries of sweeps that are not complete stand behind the last complete one, or were
 * dropped. */
gj_code gj_store_each_newest(gj_store *store, const gj_load_plan *plan,
                             gj_store_entry_visit *visit, void *context, gj_err *err)
{
	int64_t last;
	gj_code code = gj_store_number(store, "SELECT max(id) FROM sweeps WHERE state = 'complete'",
	                               0, &last, err);
	if (code)
		return code;
	return each_entry(store,
	                  "WITH newest AS MATERIALIZED (SELECT agency, year, max("
	                  "(SELECT max(sweep) FROM entries WHERE report = reports.id AND sweep <= ?1)"
	                  ") AS sweep FROM reports GROUP BY agency, year) "
	                  ENTRY_COLUMNS
	                  " FROM newest n CROSS JOIN reports r ON r.agency = n.agency AND r.year = n.year"
	                  " CROSS JOIN entries e ON e.report = r.id AND e.sweep = n.sweep"
	                  ENTRY_TABLES " ORDER BY n.agency, n.year, e.position",
	                  last, plan, visit, context, err);
}

/* ---- frames ---- */

gj_sample_facts gj_store_facts(const gj_store_entry *entry)
{
	return (gj_sample_facts){
		.region = entry->source->region,
		.level = entry->source->level,
		.kind = entry->source->kind,
		.parent = entry->source->parent,
		.tainted = entry->tainted,
		.year_disputed = gj_str_equal(entry->year_disputed, GJ_STR("yes")),
		.errors = entry->errors,
		.warnings = entry->warnings,
		.checked = true,
		.due = entry->due,
	};
}

static gj_code add_sample(void *context, const gj_store_entry *entry, const gj_report *report,
                          gj_err *err)
{
	gj_sample_facts facts = gj_store_facts(entry);
	return report ? gj_frame_add(context, report, &facts, err) : GJ_OK;
}

static void add_cells(gj_field_set *to, const gj_field *cells)
{
	for (; *cells != GJ_FIELD_NONE; cells++)
		gj_field_set_add(to, *cells);
}

gj_code gj_store_fill_frame(gj_store *store, int64_t sweep, gj_frame *frame, gj_err *err)
{
	gj_field_set needed = { 0 };
	for (int i = 0; i < GJ_QUANTITY_OF_CELLS; i++)
		add_cells(&needed, gj_quantity_cells((gj_quantity)i));
	const gj_load_plan plan = { .fields = &needed };
	return sweep ? gj_store_each_entry(store, sweep, &plan, add_sample, frame, err)
	             : gj_store_each_newest(store, &plan, add_sample, frame, err);
}

/* ---- findings and rules ---- */

static gj_finding_text finding_of(gj_columns *row)
{
	static const int columns[] = { GJ_FINDING_RULE, GJ_FINDING_SEVERITY, GJ_FINDING_STATUS,
		                       GJ_FINDING_AGENCY, GJ_FINDING_REGION, GJ_FINDING_YEAR,
		                       GJ_FINDING_FIELD, GJ_FINDING_EXPECTED, GJ_FINDING_ACTUAL,
		                       GJ_FINDING_DIFFERENCE, GJ_FINDING_MESSAGE,
		                       GJ_FINDING_HYPOTHESIS, GJ_FINDING_DOUBT,
		                       GJ_FINDING_SOURCE, GJ_FINDING_LOCATION };
	gj_finding_text text = { 0 };
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		text.cells[columns[i]] = gj_column_text(row);
	text.fields = gj_column_text(row);
	text.hypotheses = gj_column_text(row);
	text.fingerprint = gj_column_text(row);
	text.justification = gj_column_text(row);
	return text;
}

gj_code gj_store_each_finding(gj_store *store, int64_t sweep, gj_store_finding_visit *visit,
                              void *context, gj_err *err)
{
	sqlite3_stmt *statement = NULL;
	gj_columns row;
	gj_code code = prepare(store,
	                       "SELECT l.position, f.rule, l.severity, l.status, nullif(a.name, ''),"
	                       " nullif(a.region, ''), nullif(f.year, 0), f.field, f.expected,"
	                       " f.actual, f.difference, f.message, f.hypothesis, f.doubt, f.source,"
	                       " f.location, f.fields, f.hypotheses, f.fingerprint, l.justification"
	                       " FROM sweep_findings l JOIN findings f ON f.id = l.finding"
	                       " JOIN agencies a ON a.id = f.agency"
	                       " WHERE l.sweep = ? ORDER BY l.sorting, l.ordinal",
	                       sweep, &statement, err);
	while (next_row(store, statement, &row, &code, err)) {
		size_t position = (size_t)gj_column_integer(&row);
		gj_finding_text text = finding_of(&row);
		code = visit(context, position - 1, &text, err);
	}
	sqlite3_finalize(statement);
	return code;
}

gj_code gj_store_each_rule(gj_store *store, int64_t sweep, gj_store_rule_visit *visit,
                           void *context, gj_err *err)
{
	sqlite3_stmt *statement = NULL;
	gj_columns row;
	gj_code code = prepare(store,
	                       "SELECT rule, severity, pass, fail, assumed, cannot_assess, why"
	                       " FROM sweep_rules WHERE sweep = ? ORDER BY ordinal", sweep,
	                       &statement, err);
	while (next_row(store, statement, &row, &code, err)) {
		gj_store_rule rule = { .rule = gj_column_text(&row) };
		rule.severity = gj_column_text(&row);
		for (int outcome = 0; outcome < GJ_OUTCOMES; outcome++)
			rule.outcomes[outcome] = (uint64_t)gj_column_integer(&row);
		rule.why = gj_column_text(&row);
		code = visit(context, &rule, err);
	}
	sqlite3_finalize(statement);
	return code;
}
