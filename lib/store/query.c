#include "store/query.h"

#include <errno.h>

static const char *const texts[GJ_QUERY_COUNT] = {
	[GJ_QUERY_BEGIN] = "BEGIN IMMEDIATE",
	[GJ_QUERY_COMMIT] = "COMMIT",
	[GJ_QUERY_ROLLBACK] = "ROLLBACK",
	[GJ_QUERY_ADD_SWEEP] =
		"INSERT INTO sweeps (state, started, program, unusable_lines)"
		" VALUES ('running', ?, ?, ?)",
	[GJ_QUERY_ADD_OPTION] = "INSERT INTO sweep_options (sweep, name, value) VALUES (?, ?, ?)",
	[GJ_QUERY_END_SWEEP] =
		"UPDATE sweeps SET state = 'complete', finished = ?, fetch = ? WHERE id = ?",
	[GJ_QUERY_SHOWN_SWEEP] = "UPDATE sweeps SET shown = 1 WHERE id = ?",
	[GJ_QUERY_FIND_AGENCY] = "SELECT id FROM agencies WHERE name = ? AND region = ?",
	[GJ_QUERY_ADD_AGENCY] = "INSERT INTO agencies (name, region) VALUES (?, ?)",
	[GJ_QUERY_FIND_SOURCE] =
		"SELECT id FROM sources WHERE key = ? AND agency = ? AND year = ? AND url = ?"
		" AND region_code = ? AND level = ? AND kind = ? AND parent = ?",
	[GJ_QUERY_ADD_SOURCE] =
		"INSERT INTO sources (key, agency, year, url, region_code, level, kind, parent)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[GJ_QUERY_FIND_CAPTURE] =
		"SELECT id FROM captures WHERE source = ? AND captured_at IS ? AND http_status IS ?"
		" AND final_url IS ? AND followed IS ? AND sha256 IS ? AND record IS ?",
	[GJ_QUERY_ADD_CAPTURE] =
		"INSERT INTO captures (source, captured_at, http_status, final_url, followed,"
		" sha256, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
	[GJ_QUERY_FIND_REPORT] =
		"SELECT id FROM reports WHERE agency = ? AND year = ? AND content = ?",
	[GJ_QUERY_ADD_MARK] =
		"INSERT INTO cell_marks (report, field, through, state, doubts, number, printed,"
		" grid, row, col, begin_byte, end_byte) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[GJ_QUERY_ADD_SECTIONS] =
		"INSERT INTO sections (report, packing, size, texts) VALUES (?, ?, ?, ?)",
	[GJ_QUERY_ADD_ENTRY] =
		"INSERT INTO entries (sweep, position, source, line, status, reason, answer, agency,"
		" year, published, due, late, form, year_disputed, changed, errors, warnings,"
		" tainted, capture, report)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[GJ_QUERY_ADD_FAULTS] =
		"UPDATE entries SET errors = errors + ?, warnings = warnings + ?"
		" WHERE sweep = ? AND position = ?",
	[GJ_QUERY_FIND_FINDING] = "SELECT id FROM findings WHERE content = ?",
	[GJ_QUERY_ADD_FINDING] =
		"INSERT INTO findings (content, fingerprint, rule, agency, year, field, expected,"
		" actual, difference, message, hypothesis, doubt, source, location, fields,"
		" hypotheses) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[GJ_QUERY_LINK_FINDING] =
		"INSERT INTO sweep_findings (sweep, ordinal, position, finding, severity, status,"
		" sorting, justification) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[GJ_QUERY_ADD_RULE] =
		"INSERT INTO sweep_rules (sweep, ordinal, rule, severity, pass, fail, assumed,"
		" cannot_assess, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
};

static gj_code code_of(int result)
{
	switch (result & 0xFF) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return GJ_OK;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return GJ_E_DAMAGED;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return GJ_E_LOCKED;
	case SQLITE_NOMEM:
		return GJ_E_MEMORY;
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return GJ_E_WRITE;
	default:
		return GJ_E_INTERNAL;
	}
}

gj_code gj_store_failed(const gj_store *store, int result, gj_err *err)
{
	gj_code code = code_of(result);
	if (code == GJ_E_LOCKED)
		return gj_err_set(err, code, 0, "%s: another program is writing into it; try again "
		                  "when it is done", store->path);
	if (code == GJ_E_DAMAGED)
		return gj_err_set(err, code, 0, "%s: the store is damaged (%s); gouji rebuild makes "
		                  "it again from the archive", store->path, sqlite3_errstr(result));
	int sys = code == GJ_E_WRITE && store->db ? sqlite3_system_errno(store->db) : 0;
	if (!sys && (result & 0xFF) == SQLITE_FULL)
		sys = ENOSPC;
	return gj_err_set(err, code, sys, "%s: %s", store->path,
	                  store->db ? sqlite3_errmsg(store->db) : sqlite3_errstr(result));
}

gj_code gj_store_run(gj_store *store, const char *sql, gj_err *err)
{
	int result = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
	return result == SQLITE_OK ? GJ_OK : gj_store_failed(store, result, err);
}

gj_code gj_store_number(gj_store *store, const char *sql, int64_t missing, int64_t *number,
                        gj_err *err)
{
	sqlite3_stmt *statement = NULL;
	*number = missing;
	int result = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		*number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return code_of(result) ? gj_store_failed(store, result, err) : GJ_OK;
}

/* ---- binding ---- */

/* Every column of `reports` that is a cell is one more parameter. */
static int prepare_report(gj_store *store, sqlite3_stmt **statement)
{
	gj_buffer *sql = &store->scratch;
	gj_buffer_clear(sql);
	gj_buffer_add_text(sql, "INSERT INTO reports (agency, year, content, first_sweep, title,"
	                        " published, table2, table3, table4, mixed, doubts, marks");
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		gj_buffer_printf(sql, ", \"%s\"", gj_field_id(field));
	gj_buffer_add_text(sql, ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?");
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		gj_buffer_add_text(sql, ", ?");
	gj_buffer_add_char(sql, ')');
	if (sql->failed)
		return SQLITE_NOMEM;
	return sqlite3_prepare_v3(store->db, sql->data, (int)sql->length, SQLITE_PREPARE_PERSISTENT,
	                          statement, NULL);
}

gj_binder gj_query_begin(gj_store *store, gj_query query)
{
	gj_binder made = { .store = store, .next = 1 };
	sqlite3_stmt **statement = &store->queries[query];
	if (!*statement)
		made.failed = query == GJ_QUERY_ADD_REPORT
		                      ? prepare_report(store, statement)
		                      : sqlite3_prepare_v3(store->db, texts[query], -1,
		                                           SQLITE_PREPARE_PERSISTENT, statement,
		                                           NULL);
	made.statement = *statement;
	return made;
}

static void bound(gj_binder *to, int result)
{
	if (!to->failed)
		to->failed = result;
}

void gj_bind_integer(gj_binder *to, int64_t value)
{
	if (!to->failed)
		bound(to, sqlite3_bind_int64(to->statement, to->next++, value));
}

void gj_bind_null(gj_binder *to)
{
	if (!to->failed)
		bound(to, sqlite3_bind_null(to->statement, to->next++));
}

void gj_bind_integer_or_null(gj_binder *to, int64_t value)
{
	if (value)
		gj_bind_integer(to, value);
	else
		gj_bind_null(to);
}

void gj_bind_name(gj_binder *to, gj_str text)
{
	if (!to->failed)
		bound(to, sqlite3_bind_text64(to->statement, to->next++, text.ptr ? text.ptr : "",
		                              text.len, SQLITE_STATIC, SQLITE_UTF8));
}

void gj_bind_text(gj_binder *to, gj_str text)
{
	if (text.len)
		gj_bind_name(to, text);
	else
		gj_bind_null(to);
}

void gj_bind_blob(gj_binder *to, gj_str bytes)
{
	if (!bytes.len)
		gj_bind_null(to);
	else if (!to->failed)
		bound(to, sqlite3_bind_blob64(to->statement, to->next++, bytes.ptr, bytes.len,
		                              SQLITE_STATIC));
}

/* Steps once, and is ready for the next use. */
static gj_code step(gj_binder *from, int64_t *found, gj_err *err)
{
	int result = from->failed ? from->failed : sqlite3_step(from->statement);
	if (result == SQLITE_ROW && found)
		*found = sqlite3_column_int64(from->statement, 0);
	gj_code code = code_of(result) ? gj_store_failed(from->store, result, err) : GJ_OK;
	sqlite3_reset(from->statement);
	return code;
}

gj_code gj_query_insert(gj_binder *from, int64_t *id, gj_err *err)
{
	gj_code code = step(from, NULL, err);
	if (code == GJ_OK && id)
		*id = sqlite3_last_insert_rowid(from->store->db);
	return code;
}

gj_code gj_query_find(gj_binder *from, int64_t *id, gj_err *err)
{
	*id = 0;
	return step(from, id, err);
}

/* ---- columns ---- */

gj_str gj_column_text(gj_columns *from)
{
	int column = from->next++;
	const char *text = (const char *)sqlite3_column_text(from->statement, column);
	return text ? (gj_str){ text, (size_t)sqlite3_column_bytes(from->statement, column) }
	            : (gj_str){ 0 };
}

gj_str gj_column_blob(gj_columns *from)
{
	int column = from->next++;
	const char *bytes = sqlite3_column_blob(from->statement, column);
	return bytes ? (gj_str){ bytes, (size_t)sqlite3_column_bytes(from->statement, column) }
	             : (gj_str){ 0 };
}
