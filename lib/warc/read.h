/* Reading WARC files record by record, forward, from any record that begins a
 * gzip member (or anywhere in a plain file). Memory: two windows and one
 * record head, whatever the file's size.
 */
#ifndef GJ_WARC_READ_H
#define GJ_WARC_READ_H

#include "warc/archive.h"

/* The record shares its member with an earlier one: it cannot be gone to. */
#define GJ_WARC_NO_OFFSET UINT64_MAX

typedef struct gj_warc_reader gj_warc_reader;

typedef struct gj_warc_record {
	uint64_t offset; /* to open it again, or GJ_WARC_NO_OFFSET */
	uint64_t length; /* of the block, in bytes */
	gj_str head;     /* its fields; valid until the next record */
	/* An HTTP answer; one that tells only that an earlier answer still holds;
	 * fields about one; else none of them. */
	bool response, revisit, metadata;
	bool aside;      /* … of an answer on the way, which is no document … */
	bool robots;     /* … but a robots.txt, or on the way to one */
} gj_warc_record;

gj_code gj_warc_reader_open(gj_warc_reader **reader, const char *path, uint64_t offset,
                            gj_err *err);
void gj_warc_reader_close(gj_warc_reader *reader); /* null is fine */

/* The next record; *found is false at the end. What was not read of the record
 * before is passed over and checked. GJ_E_INPUT for a damaged or torn file. */
gj_code gj_warc_next(gj_warc_reader *reader, gj_warc_record *record, bool *found, gj_err *err);
/* Passes over what is left of the block, the blank lines after it, and the
 * checksum of its gzip member: then the record is known to be whole. Its head
 * stays valid. */
gj_code gj_warc_finish(gj_warc_reader *reader, gj_err *err);
/* Reads the whole block, `record->length` bytes, once. */
gj_code gj_warc_block(gj_warc_reader *reader, char *to, gj_err *err);
/* Reads the next `length` bytes of the block; it has so many left. */
gj_code gj_warc_some(gj_warc_reader *reader, char *to, size_t length, gj_err *err);
/* Where the gzip member begins that was read last: after trouble, the damage. */
uint64_t gj_warc_member(const gj_warc_reader *reader);
/* The first offset above `after` where a record begins in a gzip member of its
 * own; *found is false when there is none to the end of the file. */
gj_code gj_warc_resync(const char *path, uint64_t after, uint64_t *offset, bool *found,
                       gj_err *err);

/* WARC-Target-URI, without the angle brackets some writers put around it. */
gj_str gj_warc_address(const gj_warc_record *record);
time_t gj_warc_date(const gj_warc_record *record); /* 0 when it is not readable */

/* "FILE byte OFFSET <urn:…>": how to name a record to a person; in the arena. */
gj_str gj_warc_name(gj_arena *arena, const char *path, uint64_t offset, gj_str id);

/* Reads the block of a response into a capture: head and body apart, chunks and
 * gzip undone, everything in the arena. A body larger than body_max, or in a
 * coding not known here, is a failure of the capture, not an error. */
gj_code gj_warc_answer(gj_warc_reader *reader, const gj_warc_record *record, size_t body_max,
                       gj_arena *arena, gj_capture *capture, gj_err *err);

#endif
