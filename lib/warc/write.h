/* Writing one WARC/1.1 file, each record its own gzip member.
 *
 * A capture becomes a `response` record (when there was an HTTP answer worth
 * keeping) or, when the archive has the same answer already, a `revisit` record
 * that refers to it; a `request` record with what was sent; and a `metadata`
 * record that says for which listed address it was, and how it went. Records of
 * answers on the way (redirects, robots.txt) say so in a field of their own,
 * "Gouji-Role", and the metadata of the final answer names those that led to it.
 *
 * Bodies are stored decoded; the headers that described their transfer are kept
 * under "X-Archive-Orig-". What came over HTTP/2 is stored in the form of HTTP/1.1,
 * the only one readers know, and says so in "WARC-Protocol". A capture that cannot be
 * written whole is taken back: the file ends after the last whole one.
 */
#ifndef GJ_WARC_WRITE_H
#define GJ_WARC_WRITE_H

#include "warc/archive.h"

/* The field of records that are no capture of their address. */
#define GJ_WARC_ROLE "Gouji-Role"

typedef struct gj_warc_writer gj_warc_writer;

/* Creates the file, which must not exist (GJ_E_WRITE with sys = EEXIST). */
gj_code gj_warc_writer_open(gj_warc_writer **writer, const char *path, gj_err *err);

/* The answer kept earlier, to which a revisit refers. */
typedef struct gj_warc_original {
	gj_str id, address, digest;
	time_t date;
} gj_warc_original;

/* Where the capture's first record begins, and that record's id, which is given. */
typedef struct gj_warc_written {
	uint64_t offset;
	char id[GJ_WARC_ID_MAX];
} gj_warc_written;

/* `original` is null but for an unchanged capture. */
gj_code gj_warc_write(gj_warc_writer *writer, const gj_capture *capture,
                      const gj_warc_original *original, gj_warc_written *written, gj_err *err);
/* Packs less tightly from now on, or as usual again; see gj_packer_hurry. */
void gj_warc_hurry(gj_warc_writer *writer, bool hurry);
/* What was written is on the disk when this returns, and the file's name too. */
gj_code gj_warc_sync(gj_warc_writer *writer, gj_err *err);
/* Bytes in the file. */
uint64_t gj_warc_size(const gj_warc_writer *writer);
/* Syncs, closes and frees in every case; null is fine. */
gj_code gj_warc_writer_close(gj_warc_writer *writer, gj_err *err);

#endif
