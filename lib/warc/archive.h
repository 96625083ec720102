/* The evidence archive: every captured answer with time, final address, status
 * and headers, as WARC/1.1 files (one gzip member a record), `*.warc.gz`.
 *
 * Appending: one writer at a time, from one thread. Reading is by address; the
 * newest capture of an address wins.
 */
#ifndef GJ_WARC_ARCHIVE_H
#define GJ_WARC_ARCHIVE_H

#include "base/buffer.h"
#include "warc/capture.h"

typedef struct gj_archive gj_archive;

enum {
	GJ_WARC_ID_MAX = 48,
	/* With the power the captures of so many seconds may be lost, and those until
	 * the next tick; with the program none. Once a second would keep a slow disk busy. */
	GJ_ARCHIVE_SYNC_SECONDS = 3,
};

/* Bytes after which a WARC file is complete and the next one is begun. */
#define GJ_ARCHIVE_FILE_MAX ((uint64_t)1 << 30)

/* Opens or creates the archive in `directory`. With `writable`, a new WARC file
 * is begun at the first append, what a crash tore off the end of a file is set
 * aside as NAME.torn, and indexes that are missing are written. */
gj_code gj_archive_open(gj_archive **archive, const char *directory, bool writable, gj_err *err);
/* Another size after which files are complete. */
void gj_archive_rotate_at(gj_archive *archive, uint64_t size);

/* What was found wrong when the archive was opened. */
typedef struct gj_archive_trouble {
	size_t torn_files;  /* that end in half a record … */
	uint64_t torn_bytes; /* … of so many bytes together */
	size_t damaged;     /* places inside files that cannot be read */
} gj_archive_trouble;
gj_archive_trouble gj_archive_trouble_of(const gj_archive *archive);

/* A capture stands in the file when this returns, and is safe from a loss of
 * power GJ_ARCHIVE_SYNC_SECONDS later, when more is appended or gj_archive_tick
 * is called. */
gj_code gj_archive_append(gj_archive *archive, const gj_capture *capture, gj_err *err);
/* Keeps an answer on the way (its role): evidence, but no capture of its address. `id`
 * is that of its record. */
gj_code gj_archive_append_aside(gj_archive *archive, const gj_capture *capture, const char *id,
                                gj_err *err);
/* A new id for a record: "<urn:uuid:…>". */
gj_code gj_warc_make_id(char id[GJ_WARC_ID_MAX], gj_err *err);
/* While more comes than can be packed well: files are up to a tenth larger. */
void gj_archive_hurry(gj_archive *archive, bool hurry);
/* To be called now and then, also when nothing is appended. */
gj_code gj_archive_tick(gj_archive *archive, gj_err *err);

/* What is known of an address without reading its capture. Slices live until
 * the next append. */
typedef struct gj_archive_entry {
	time_t captured_at;       /* of the newest capture … */
	gj_fetch_failure failure; /* … its outcome … */
	gj_str follow;            /* … and the link it leads on with; empty = none */
	/* Of the newest one kept with its body, which may be older; empty = none. */
	gj_str digest, etag, last_modified;
} gj_archive_entry;
/* False when the archive has no capture of the address. */
bool gj_archive_find(const gj_archive *archive, gj_str address, gj_archive_entry *entry);
bool gj_archive_has(const gj_archive *archive, gj_str address);
/* Loads the newest capture of an address, failures included (with no body); an
 * unchanged one has the body that was kept before. May be called from several
 * threads at once, each with its own arena, while nothing appends. An address
 * without capture gives GJ_FETCH_NOT_CAPTURED. GJ_E_INPUT for a record that
 * cannot be read, GJ_E_LIMIT. */
gj_code gj_archive_load(const gj_archive *archive, gj_str address, gj_arena *arena,
                        gj_capture *capture, gj_err *err);
/* Flushes and frees; null is fine. GJ_E_WRITE when the last bytes did not fit. */
gj_code gj_archive_close(gj_archive *archive, gj_err *err);

/* Visits every captured answer of one .warc or .warc.gz file, in file order, so
 * that `gouji parse FILE.warc.gz` works. The capture lives until visit returns. A
 * body above body_max is a capture that failed (too_large). GJ_E_INPUT, after
 * what stands before it, for a file that is torn, damaged or no WARC. */
typedef gj_code gj_warc_visit(void *context, const gj_capture *capture, gj_err *err);
gj_code gj_warc_read(const char *path, size_t body_max, gj_warc_visit *visit, void *context,
                     gj_err *err);

#endif
