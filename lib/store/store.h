/* The store of a directory of sweeps, gouji.db: every sweep, what became of each
 * roster entry, every version of every report, and every finding.
 *
 * SQLite, WAL, strict tables with foreign keys; the schema has a version and is
 * brought forward when an older store is opened. A report that was published again
 * with other numbers or words is a new row of `reports`, and the old one stays; one
 * that is unchanged costs only the sweep's link to it. What is committed outlives a
 * crash and a power failure. A sweep counts once it is complete: what a half one
 * left stays as versions of reports, and is shown by nothing else.
 *
 * One thread. A store that is damaged is GJ_E_DAMAGED wherever that is noticed; it
 * can be set aside, and made again by `gouji rebuild`.
 */
#ifndef GJ_STORE_STORE_H
#define GJ_STORE_STORE_H

#include "base/error.h"
#include "base/text.h"

#include <limits.h>
#include <time.h>

#define GJ_STORE_NAME "gouji.db"

typedef struct gj_store gj_store;

typedef enum gj_store_access {
	GJ_STORE_READ,
	GJ_STORE_WRITE /* made when missing; its directory is locked by the caller */
} gj_store_access;

/* Opens a store. After a run that did not end cleanly a writer looks through the
 * whole file first. GJ_E_USAGE when it is missing, of a newer gouji, or no store of
 * gouji at all; GJ_E_DAMAGED; GJ_E_LOCKED when another program keeps it locked;
 * GJ_E_WRITE. */
gj_code gj_store_open(gj_store **store, const char *path, gj_store_access access, gj_err *err);
/* Commits nothing that is not; null is fine. */
void gj_store_close(gj_store *store);

/* Looks through the whole file. */
gj_code gj_store_check(gj_store *store, gj_err *err);

enum { GJ_STORE_ASIDE_MAX = 999 }; /* more damaged stores in one place are not kept apart */
/* Renames a store that is not open to PATH.corrupt-N, with what belongs to it; `aside`
 * is the new name. GJ_E_WRITE. */
gj_code gj_store_set_aside(const char *path, char aside[PATH_MAX], gj_err *err);

#endif
