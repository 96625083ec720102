/* Writing one WARC/1.1 file, each record its own gzip member.
 *
 * A capture becomes a `response` record (when there was an HTTP answer worth
 * keeping) and a `metadata` record that says for which listed address it was,
 * and how it went. Bodies are stored decoded; the headers that described their
 * transfer are kept under "X-Archive-Orig-". A capture that cannot be written
 * whole is taken back: the file ends after the last whole one.
 */
#ifndef GJ_WARC_WRITE_H
#define GJ_WARC_WRITE_H

#include "warc/archive.h"

typedef struct gj_warc_writer gj_warc_writer;

/* Creates the file, which must not exist (GJ_E_WRITE with sys = EEXIST). */
gj_code gj_warc_writer_open(gj_warc_writer **writer, const char *path, gj_err *err);
/* `offset` is where the capture's first record begins. */
gj_code gj_warc_write(gj_warc_writer *writer, const gj_capture *capture, uint64_t *offset,
                      gj_err *err);
/* Syncs, closes and frees in every case; null is fine. */
gj_code gj_warc_writer_close(gj_warc_writer *writer, gj_err *err);

#endif
