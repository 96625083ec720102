#include "store/store.h"

#include "store/schema.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	BUSY_MILLISECONDS = 10000, /* another reader's checkpoint, or somebody's sqlite3 */
	URI_MAX = 3 * PATH_MAX + 32
};

/* What belongs to a store besides itself. */
static const char *const companions[] = { "", "-wal", "-shm" };

static off_t size_of(const char *path, const char *suffix)
{
	char name[PATH_MAX];
	struct stat info;
	int length = snprintf(name, sizeof name, "%s%s", path, suffix);
	return length > 0 && length < PATH_MAX && stat(name, &info) == 0 ? info.st_size : -1;
}

/* "file:…?immutable=1": for a store in a place that cannot be written, where SQLite
 * could not make the files it wants beside it. */
static void immutable_uri(char uri[URI_MAX], const char *path)
{
	size_t at = (size_t)snprintf(uri, URI_MAX, "file:");
	for (; *path && at < URI_MAX - 16; path++) {
		bool plain = (*path >= 'a' && *path <= 'z') || (*path >= 'A' && *path <= 'Z') ||
		             gj_is_digit(*path) || strchr("/._-", *path);
		at += (size_t)snprintf(uri + at, URI_MAX - at, plain ? "%c" : "%%%02X",
		                       (unsigned)(unsigned char)*path);
	}
	snprintf(uri + at, URI_MAX - at, "?immutable=1");
}

static gj_code set_up(gj_store *store, bool writable, gj_err *err)
{
	sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
	sqlite3_extended_result_codes(store->db, 1);
	/* FULL: what is committed outlives a power failure. A batch is one sync. */
	const char *pragmas = writable ? "PRAGMA foreign_keys = ON;"
	                                 "PRAGMA journal_mode = WAL;"
	                                 "PRAGMA synchronous = FULL;"
	                                 "PRAGMA cache_size = -65536;"
	                               : "PRAGMA query_only = ON; PRAGMA cache_size = -65536;";
	return gj_store_run(store, pragmas, err);
}

static gj_code connect_to(gj_store *store, const char *name, int flags, gj_err *err)
{
	sqlite3_close(store->db);
	store->db = NULL;
	int result = sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
	return result == SQLITE_OK ? GJ_OK : gj_store_failed(store, result, err);
}

static gj_code open_to_write(gj_store *store, gj_err *err)
{
	bool crashed = size_of(store->path, "-wal") > 0;
	gj_code code = connect_to(store, store->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
	                          err);
	if (code == GJ_OK)
		code = set_up(store, true, err);
	if (code == GJ_OK)
		code = gj_schema_ready(store, err);
	int64_t unfinished = 0;
	if (code == GJ_OK)
		code = gj_store_number(store, "SELECT count(*) FROM sweeps WHERE state = 'running'",
		                       0, &unfinished, err);
	return code == GJ_OK && (crashed || unfinished) ? gj_store_check(store, err) : code;
}

static gj_code open_to_read(gj_store *store, gj_err *err)
{
	int64_t version = 0;
	/* Not SQLITE_OPEN_READONLY, which leaves its log behind; where nothing can be
	 * written SQLite reads only by itself. */
	gj_code code = connect_to(store, store->path, SQLITE_OPEN_READWRITE, err);
	if (code == GJ_OK)
		code = set_up(store, false, err);
	if (code == GJ_OK)
		code = gj_store_number(store, "PRAGMA user_version", 0, &version, err);
	char uri[URI_MAX];
	immutable_uri(uri, store->path);
	if (code == GJ_E_WRITE && size_of(store->path, "-wal") <= 0)
		code = connect_to(store, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
	if (code == GJ_OK)
		code = gj_store_number(store, "PRAGMA user_version", 0, &version, err);
	if (code)
		return code;
	/* An older one is brought forward first, which needs writing. */
	return version && version < GJ_STORE_SCHEMA ? open_to_write(store, err)
	                                            : gj_schema_ready(store, err);
}

gj_code gj_store_open(gj_store **store, const char *path, gj_store_access access_, gj_err *err)
{
	*store = NULL;
	if (access_ == GJ_STORE_READ && access(path, F_OK) != 0)
		return gj_err_set(err, GJ_E_USAGE, errno, "%s: cannot open the store", path);
	gj_store *made = calloc(1, sizeof *made);
	if (made)
		made->path = strdup(path);
	if (!made || !made->path) {
		free(made);
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	}
	gj_buffer_init(&made->scratch, GJ_STORE_TEXT_MAX);
	gj_code code = access_ == GJ_STORE_READ ? open_to_read(made, err) : open_to_write(made, err);
	if (code) {
		gj_store_close(made);
		return code;
	}
	*store = made;
	return GJ_OK;
}

void gj_store_close(gj_store *store)
{
	if (!store)
		return;
	for (int i = 0; i < GJ_QUERY_COUNT; i++)
		sqlite3_finalize(store->queries[i]);
	/* What is left of a transaction is rolled back, and the log is folded in. */
	sqlite3_close(store->db);
	gj_buffer_release(&store->scratch);
	free(store->path);
	free(store);
}

gj_code gj_store_check(gj_store *store, gj_err *err)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(store->db, "PRAGMA quick_check(1)", -1, &statement, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	gj_code code = GJ_OK;
	if (result == SQLITE_ROW) {
		const char *says = (const char *)sqlite3_column_text(statement, 0);
		if (!says || strcmp(says, "ok") != 0)
			code = gj_err_set(err, GJ_E_DAMAGED, 0, "%s: the store is damaged (%.200s)",
			                  store->path, says ? says : "");
	} else {
		code = gj_store_failed(store, result, err);
	}
	sqlite3_finalize(statement);
	return code;
}

/* The log first: beside another store it would be taken for that one's. */
static gj_code move_files(const char *path, const char *aside, gj_err *err)
{
	for (size_t i = sizeof companions / sizeof *companions; i-- > 0;) {
		char from[PATH_MAX + 8], to[PATH_MAX + 8];
		snprintf(from, sizeof from, "%s%s", path, companions[i]);
		snprintf(to, sizeof to, "%s%s", aside, companions[i]);
		if (rename(from, to) != 0 && errno != ENOENT)
			return gj_err_set(err, GJ_E_WRITE, errno, "%s: cannot be set aside", from);
	}
	return GJ_OK;
}

gj_code gj_store_set_aside(const char *path, char aside[PATH_MAX], gj_err *err)
{
	for (int number = 1; number <= GJ_STORE_ASIDE_MAX; number++) {
		int length = snprintf(aside, PATH_MAX, "%s.corrupt-%d", path, number);
		if (length < 0 || length >= PATH_MAX)
			return gj_err_set(err, GJ_E_WRITE, ENAMETOOLONG, "%s", path);
		if (access(aside, F_OK) != 0)
			return move_files(path, aside, err);
	}
	return gj_err_set(err, GJ_E_WRITE, 0, "%s: %d damaged stores are already set aside; remove "
	                  "some", path, GJ_STORE_ASIDE_MAX);
}
