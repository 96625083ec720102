/* Reading whole files, walking directories, and writing files that appear only
 * when they are complete. */
#ifndef GJ_BASE_FILE_H
#define GJ_BASE_FILE_H

#include "base/buffer.h"

/* Reads a whole file ("-" is standard input) into `buffer`, replacing its
 * content; the buffer's ceiling is the size limit. GJ_E_READ with the path in
 * the message; GJ_E_LIMIT when too large. */
gj_code gj_file_read(const char *path, gj_buffer *buffer, gj_err *err);

/* Regular files under `path` in byte order of their paths, depth first; a file
 * yields itself. Names starting with "." are skipped inside directories.
 * `visit` returns GJ_OK to go on; anything else ends the walk and is returned.
 * Directory loops end at 64 levels with GJ_E_LIMIT. An unreadable directory is
 * GJ_E_READ. */
typedef gj_code gj_file_visit(void *context, const char *path, gj_err *err);
gj_code gj_file_walk(const char *path, gj_file_visit *visit, void *context, gj_err *err);

/* Creates a directory and its parents; an existing one is fine. GJ_E_WRITE. */
gj_code gj_directory_make(const char *path, gj_err *err);

/* A buffered output stream. A named file is written beside its final place as
 * ".NAME.tmp", synced and renamed by gj_output_commit; until then, and after a crash or
 * gj_output_abandon, the old file (or none) is there. Standard output (path
 * "-") is only flushed. Errors are sticky, reported by commit as GJ_E_WRITE. */
typedef struct gj_output gj_output;
gj_code gj_output_open(gj_output **output, const char *path, gj_err *err);
void gj_output_write(gj_output *output, const char *bytes, size_t length);
void gj_output_write_str(gj_output *output, gj_str text);
/* True once a write failed: a long producer may stop early. */
bool gj_output_failed(const gj_output *output);
/* Writes and syncs everything under the temporary name, so that a set of files
 * is renamed only when each of them fits; commit comes after. */
gj_code gj_output_finish(gj_output *output, gj_err *err);
/* Where its bytes are until the commit; null for standard output. Lives as long as
 * the output. */
const char *gj_output_place(const gj_output *output);
/* Finishes and frees in every case. */
gj_code gj_output_commit(gj_output *output, gj_err *err);
void gj_output_abandon(gj_output *output); /* null is fine */

#endif
