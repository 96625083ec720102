#include "store/schema.h"

static const char first_tables[] =
	/* A sweep counts once it is complete, and is `shown` when its files are written. */
	"CREATE TABLE sweeps ("
	" id INTEGER PRIMARY KEY,"
	" state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'interrupted')),"
	" started INTEGER NOT NULL," /* Unix time */
	" finished INTEGER,"
	" shown INTEGER NOT NULL DEFAULT 0,"
	" program TEXT NOT NULL," /* version of gouji */
	" unusable_lines INTEGER NOT NULL," /* of the source lists */
	" fetch TEXT" /* as in summary.json; NULL = nothing was fetched */
	") STRICT;"
	/* The options that shape what is written, as the user named them. */
	"CREATE TABLE sweep_options ("
	" sweep INTEGER NOT NULL REFERENCES sweeps ON DELETE CASCADE,"
	" name TEXT NOT NULL,"
	" value TEXT NOT NULL,"
	" PRIMARY KEY (sweep, name)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE agencies ("
	" id INTEGER PRIMARY KEY,"
	" name TEXT NOT NULL,"
	" region TEXT NOT NULL,"
	" UNIQUE (name, region)"
	") STRICT;"
	/* Roster entries, each once however often it is swept; `key` is a hash of the rest. */
	"CREATE TABLE sources ("
	" id INTEGER PRIMARY KEY,"
	" key INTEGER NOT NULL,"
	" agency INTEGER NOT NULL REFERENCES agencies,"
	" year INTEGER NOT NULL," /* 0 = not given */
	" url TEXT NOT NULL,"
	" region_code TEXT NOT NULL,"
	" level TEXT NOT NULL,"
	" kind TEXT NOT NULL,"
	" parent TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX sources_by_key ON sources (key);"
	/* What an address gave, and where the bytes are kept. */
	"CREATE TABLE captures ("
	" id INTEGER PRIMARY KEY,"
	" source INTEGER NOT NULL REFERENCES sources,"
	" captured_at INTEGER," /* Unix time */
	" http_status INTEGER,"
	" final_url TEXT,"
	" followed TEXT," /* the link that gave the report */
	" sha256 TEXT,"
	" record TEXT" /* file, byte and id in the archive */
	") STRICT;"
	"CREATE INDEX captures_by_source ON captures (source);"
	/* The cells of both forms: `id` is how cell_marks names them. */
	"CREATE TABLE fields ("
	" id INTEGER PRIMARY KEY,"
	" name TEXT NOT NULL UNIQUE,"
	" item TEXT NOT NULL,"
	" row_label TEXT NOT NULL,"
	" column_label TEXT NOT NULL,"
	" unit TEXT NOT NULL"
	") STRICT;"
	/* The cells whose column does not say everything: blank, in doubt, with words. One
	 * row for a run of neighbours (`field` to `through`) that are alike. */
	"CREATE TABLE cell_marks ("
	" report INTEGER NOT NULL REFERENCES reports,"
	" field INTEGER NOT NULL REFERENCES fields,"
	" through INTEGER NOT NULL REFERENCES fields,"
	" state TEXT NOT NULL,"
	" doubts TEXT," /* names, with + between them */
	" number TEXT," /* as printed, when the column cannot hold it so */
	" printed TEXT,"
	" grid INTEGER, row INTEGER, col INTEGER," /* where, from 1 */
	" begin_byte INTEGER, end_byte INTEGER,"
	" PRIMARY KEY (report, field)"
	") STRICT, WITHOUT ROWID;"
	/* Section texts, packed together (see pack.h). */
	"CREATE TABLE sections ("
	" report INTEGER PRIMARY KEY REFERENCES reports,"
	" packing INTEGER NOT NULL,"
	" size INTEGER NOT NULL," /* bytes unpacked */
	" texts BLOB NOT NULL"
	") STRICT;"
	/* What became of each roster entry: the rows of coverage.csv. */
	"CREATE TABLE entries ("
	" sweep INTEGER NOT NULL REFERENCES sweeps ON DELETE CASCADE,"
	" position INTEGER NOT NULL," /* in the roster, from 1 */
	" source INTEGER NOT NULL REFERENCES sources,"
	" line INTEGER,"
	" status TEXT NOT NULL,"
	" reason TEXT,"
	" answer TEXT,"
	" agency INTEGER NOT NULL REFERENCES agencies," /* as the report is named */
	" year INTEGER NOT NULL," /* reported on; 0 = unknown */
	" published TEXT,"
	" due TEXT,"
	" late TEXT,"
	" form TEXT,"
	" year_disputed TEXT,"
	" changed TEXT,"
	" errors INTEGER NOT NULL,"
	" warnings INTEGER NOT NULL,"
	" tainted BLOB," /* a bit for each row of `fields` that stands in a failed tally */
	" capture INTEGER REFERENCES captures,"
	" report INTEGER REFERENCES reports,"
	" PRIMARY KEY (sweep, position)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX entries_by_report ON entries (report);"
	/* What was found, each once however often it is found again. */
	"CREATE TABLE findings ("
	" id INTEGER PRIMARY KEY,"
	" content BLOB NOT NULL UNIQUE," /* a digest of the rest */
	" fingerprint TEXT NOT NULL," /* the same as long as agency, year, rule and fields are */
	" rule TEXT NOT NULL,"
	" agency INTEGER NOT NULL REFERENCES agencies,"
	" year INTEGER NOT NULL,"
	" field TEXT,"
	" expected TEXT, actual TEXT, difference TEXT,"
	" message TEXT,"
	" hypothesis TEXT,"
	" doubt TEXT,"
	" source TEXT,"
	" location TEXT,"
	" fields TEXT NOT NULL," /* JSON */
	" hypotheses TEXT NOT NULL" /* JSON */
	") STRICT;"
	"CREATE INDEX findings_by_fingerprint ON findings (fingerprint);"
	"CREATE TABLE sweep_findings ("
	" sweep INTEGER NOT NULL REFERENCES sweeps ON DELETE CASCADE,"
	" ordinal INTEGER NOT NULL,"
	" position INTEGER NOT NULL," /* of the entry */
	" finding INTEGER NOT NULL REFERENCES findings,"
	" severity TEXT NOT NULL,"
	" status TEXT NOT NULL,"
	" sorting INTEGER NOT NULL," /* worst first, then in the order of the rules */
	" justification TEXT,"
	" PRIMARY KEY (sweep, ordinal)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE sweep_rules ("
	" sweep INTEGER NOT NULL REFERENCES sweeps ON DELETE CASCADE,"
	" ordinal INTEGER NOT NULL,"
	" rule TEXT NOT NULL,"
	" severity TEXT NOT NULL,"
	" pass INTEGER NOT NULL, fail INTEGER NOT NULL, assumed INTEGER NOT NULL,"
	" cannot_assess INTEGER NOT NULL,"
	" why TEXT NOT NULL," /* JSON: reasons it could not be assessed, and how often */
	" PRIMARY KEY (sweep, ordinal)"
	") STRICT, WITHOUT ROWID;";

/* Versions of reports: a column for every cell of either form, under its public name.
 * Counts are integers, amounts text as printed. NULL: see cell_marks, and without a
 * mark there is no such cell. */
static gj_code make_reports(gj_store *store, gj_err *err)
{
	gj_buffer *sql = &store->scratch;
	gj_buffer_clear(sql);
	gj_buffer_add_text(sql,
	                   "CREATE TABLE reports ("
	                   " id INTEGER PRIMARY KEY,"
	                   " agency INTEGER NOT NULL REFERENCES agencies,"
	                   " year INTEGER NOT NULL,"  /* 0 = unknown */
	                   " content BLOB NOT NULL," /* a digest of all that is kept of it */
	                   " first_sweep INTEGER NOT NULL REFERENCES sweeps,"
	                   " title TEXT,"
	                   " published TEXT,"
	                   " table2 TEXT, table3 TEXT, table4 TEXT," /* the form each follows */
	                   " mixed INTEGER NOT NULL," /* bits 2 and 3: rows of the other form too */
	                   " doubts TEXT,"
	                   " marks INTEGER NOT NULL"); /* rows of cell_marks */
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		gj_buffer_printf(sql, ", \"%s\" %s", gj_field_id(field),
		                 gj_field_type_of(field) == GJ_TYPE_DECIMAL ? "TEXT" : "INTEGER");
	gj_buffer_add_text(sql, ") STRICT;"
	                        "CREATE UNIQUE INDEX reports_by_agency"
	                        " ON reports (agency, year, content);");
	gj_buffer_add_char(sql, '\0');
	return sql->failed ? gj_err_set(err, sql->failed, 0, "%s: out of memory", store->path)
	                   : gj_store_run(store, sql->data, err);
}

/* As the later form prints it, else the earlier. */
static gj_code add_field(gj_store *store, sqlite3_stmt *statement, gj_field field, gj_err *err)
{
	const gj_form_field *printed = gj_form_find(GJ_FORM_2021, field);
	if (!printed)
		printed = gj_form_find(GJ_FORM_2019, field);
	gj_binder row = { .store = store, .statement = statement, .next = 1 };
	gj_bind_integer(&row, field + 1);
	gj_bind_name(&row, gj_str_of(gj_field_id(field)));
	gj_bind_name(&row, gj_str_of(printed ? printed->item : ""));
	gj_bind_name(&row, gj_str_of(printed ? printed->row_label : ""));
	gj_bind_name(&row, gj_str_of(printed ? printed->column_label : ""));
	gj_bind_name(&row, gj_str_of(printed ? printed->unit : ""));
	return gj_query_insert(&row, NULL, err);
}

static gj_code add_fields(gj_store *store, gj_err *err)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(store->db,
	                                "INSERT INTO fields (id, name, item, row_label,"
	                                " column_label, unit) VALUES (?, ?, ?, ?, ?, ?)",
	                                -1, &statement, NULL);
	gj_code code = result == SQLITE_OK ? GJ_OK : gj_store_failed(store, result, err);
	for (gj_field field = 0; field < GJ_FIELD_COUNT && code == GJ_OK; field++)
		code = add_field(store, statement, field, err);
	sqlite3_finalize(statement);
	return code;
}

static gj_code make_first_tables(gj_store *store, gj_err *err)
{
	gj_code code = gj_store_run(store, first_tables, err);
	if (code == GJ_OK)
		code = make_reports(store, err);
	return code ? code : add_fields(store, err);
}

/* For people with sqlite3: names beside numbers. */
static gj_code add_views(gj_store *store, gj_err *err)
{
	return gj_store_run(store,
	                    /* Which version of its agency's report of the year it is. */
	                    "CREATE VIEW report_versions AS"
	                    " SELECT r.id AS report, a.name AS agency, a.region, r.year,"
	                    " row_number() OVER (PARTITION BY r.agency, r.year ORDER BY r.id)"
	                    " AS version, r.first_sweep, r.published, r.title"
	                    " FROM reports r JOIN agencies a ON a.id = r.agency;"
	                    /* A row for every marked cell, runs taken apart. */
	                    "CREATE VIEW marked_cells AS"
	                    " SELECT m.report, f.name AS field, m.state, m.doubts, m.number,"
	                    " m.printed FROM cell_marks m"
	                    " JOIN fields f ON f.id BETWEEN m.field AND m.through;"
	                    /* What each complete sweep found. */
	                    "CREATE VIEW found AS"
	                    " SELECT l.sweep, l.severity, l.status, f.rule, a.name AS agency,"
	                    " a.region, f.year, f.field, f.expected, f.actual, f.message,"
	                    " f.source, f.location, f.fingerprint FROM sweep_findings l"
	                    " JOIN sweeps s ON s.id = l.sweep AND s.state = 'complete'"
	                    " JOIN findings f ON f.id = l.finding"
	                    " JOIN agencies a ON a.id = f.agency;",
	                    err);
}

/* The step that makes a store of version i one of version i + 1. */
typedef gj_code migration(gj_store *store, gj_err *err);
static migration *const migrations[GJ_STORE_SCHEMA] = { make_first_tables, add_views };

static gj_code migrate(gj_store *store, int64_t version, gj_err *err)
{
	gj_code code = GJ_OK;
	for (int64_t step = version; step < GJ_STORE_SCHEMA && code == GJ_OK; step++)
		code = migrations[step](store, err);
	if (code)
		return code;
	gj_buffer_clear(&store->scratch);
	gj_buffer_printf(&store->scratch, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
	                 GJ_STORE_APPLICATION, GJ_STORE_SCHEMA);
	gj_buffer_add_char(&store->scratch, '\0');
	return gj_store_run(store, store->scratch.data, err);
}

/* Whose file it is, and how old; with the write lock held nobody else migrates it. */
static gj_code look_at_version(gj_store *store, int64_t *version, gj_err *err)
{
	int64_t application, tables;
	gj_code code = gj_store_number(store, "PRAGMA application_id", 0, &application, err);
	if (code == GJ_OK)
		code = gj_store_number(store, "PRAGMA user_version", 0, version, err);
	if (code == GJ_OK)
		code = gj_store_number(store, "SELECT count(*) FROM sqlite_schema", 0, &tables, err);
	if (code)
		return code;
	bool ours = application == GJ_STORE_APPLICATION || (!application && !*version && !tables);
	if (!ours)
		return gj_err_set(err, GJ_E_USAGE, 0, "%s: is a database of another program, not a "
		                  "store of gouji; move it away", store->path);
	if (*version > GJ_STORE_SCHEMA)
		return gj_err_set(err, GJ_E_USAGE, 0, "%s: was written by a newer gouji (its tables "
		                  "are version %lld, this one knows up to %d); use that one",
		                  store->path, (long long)*version, GJ_STORE_SCHEMA);
	return GJ_OK;
}

static gj_code know_fields(gj_store *store, gj_err *err)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(store->db, "SELECT name, id FROM fields", -1, &statement,
	                                NULL);
	while (result == SQLITE_OK || result == SQLITE_ROW) {
		result = sqlite3_step(statement);
		if (result != SQLITE_ROW)
			break;
		gj_columns row = { statement, 0 };
		gj_field field = gj_field_by_id(gj_column_text(&row));
		if (field != GJ_FIELD_NONE)
			store->field_ids[field] = gj_column_integer(&row);
	}
	sqlite3_finalize(statement);
	return result == SQLITE_DONE ? GJ_OK : gj_store_failed(store, result, err);
}

gj_code gj_schema_ready(gj_store *store, gj_err *err)
{
	int64_t version;
	gj_code code = look_at_version(store, &version, err);
	if (code)
		return code;
	if (version == GJ_STORE_SCHEMA)
		return know_fields(store, err);
	code = gj_store_run(store, "BEGIN IMMEDIATE", err);
	if (code == GJ_OK)
		code = look_at_version(store, &version, err);
	if (code == GJ_OK)
		code = migrate(store, version, err);
	if (code == GJ_OK)
		code = gj_store_run(store, "COMMIT", err);
	if (code)
		gj_store_run(store, "ROLLBACK", NULL);
	return code ? code : know_fields(store, err);
}
