/* Prepared statements of the store, what is bound to them, and what SQLite says in
 * our terms. Only for lib/store.
 */
#ifndef GJ_STORE_QUERY_H
#define GJ_STORE_QUERY_H

#include "base/buffer.h"
#include "form/form.h"
#include "store/store.h"

#include <sqlite3.h>

/* The statements, prepared when first used. Texts stand in query.c. */
typedef enum gj_query {
	GJ_QUERY_BEGIN,
	GJ_QUERY_COMMIT,
	GJ_QUERY_ROLLBACK,
	GJ_QUERY_ADD_SWEEP,
	GJ_QUERY_ADD_OPTION,
	GJ_QUERY_END_SWEEP,
	GJ_QUERY_SHOWN_SWEEP,
	GJ_QUERY_FIND_AGENCY,
	GJ_QUERY_ADD_AGENCY,
	GJ_QUERY_FIND_SOURCE,
	GJ_QUERY_ADD_SOURCE,
	GJ_QUERY_FIND_CAPTURE,
	GJ_QUERY_ADD_CAPTURE,
	GJ_QUERY_FIND_REPORT,
	GJ_QUERY_ADD_REPORT, /* its text is made from the fields */
	GJ_QUERY_ADD_MARK,
	GJ_QUERY_ADD_SECTIONS,
	GJ_QUERY_ADD_ENTRY,
	GJ_QUERY_ADD_FAULTS,
	GJ_QUERY_FIND_FINDING,
	GJ_QUERY_ADD_FINDING,
	GJ_QUERY_LINK_FINDING,
	GJ_QUERY_ADD_RULE,
	GJ_QUERY_COUNT
} gj_query;

/* Rows between two commits: some thousands make a commit cheap, and are little to
 * do again. */
enum { GJ_STORE_BATCH = 2000 };

struct gj_store {
	sqlite3 *db;
	char *path;
	sqlite3_stmt *queries[GJ_QUERY_COUNT];
	int64_t field_ids[GJ_FIELD_COUNT]; /* rows of `fields` */
	/* The sweep being written. */
	int64_t sweep, position, findings;
	unsigned pending;    /* rows since the last commit */
	bool open_transaction;
	gj_buffer scratch;
};

enum { GJ_STORE_TEXT_MAX = 1 << 20 }; /* an SQL text, a key */

/* What SQLite just said, with the store's path. */
gj_code gj_store_failed(const gj_store *store, int result, gj_err *err);
/* Runs SQL without results. */
gj_code gj_store_run(gj_store *store, const char *sql, gj_err *err);
/* The one integer SQL gives, or `missing` when it gives no row. */
gj_code gj_store_number(gj_store *store, const char *sql, int64_t missing, int64_t *number,
                        gj_err *err);

/* Binding in order; after the first failure nothing more happens. */
typedef struct gj_binder {
	gj_store *store;
	sqlite3_stmt *statement;
	int next;    /* of the parameter, from 1 */
	int failed;  /* what SQLite said first */
} gj_binder;

gj_binder gj_query_begin(gj_store *store, gj_query query);
void gj_bind_integer(gj_binder *to, int64_t value);
/* Of 0 and of the empty slice comes NULL. */
void gj_bind_integer_or_null(gj_binder *to, int64_t value);
void gj_bind_text(gj_binder *to, gj_str text);
/* The empty slice stays a text. */
void gj_bind_name(gj_binder *to, gj_str text);
void gj_bind_blob(gj_binder *to, gj_str bytes);
void gj_bind_null(gj_binder *to);
/* Executes; the new row's id, when that is asked for. */
gj_code gj_query_insert(gj_binder *from, int64_t *id, gj_err *err);
/* Executes and reads the first integer of the first row; *id is 0 without one. */
gj_code gj_query_find(gj_binder *from, int64_t *id, gj_err *err);

/* Reading columns in order. */
typedef struct gj_columns {
	sqlite3_stmt *statement;
	int next;
} gj_columns;

static inline int64_t gj_column_integer(gj_columns *from)
{
	return sqlite3_column_int64(from->statement, from->next++);
}

/* Lives until the next step. */
gj_str gj_column_text(gj_columns *from);
gj_str gj_column_blob(gj_columns *from);

#endif
