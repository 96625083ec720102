/* Where the captures of an archive stand: by address, the newest one, and the
 * newest that was kept with its body.
 *
 * Beside each WARC file lies its index, .NAME.index: one line a capture. It is
 * written when the file is complete, believed when it names the file's size,
 * and made again from the WARC file when it is missing or does not fit.
 */
#ifndef GJ_WARC_INDEX_H
#define GJ_WARC_INDEX_H

#include "base/buffer.h"
#include "base/name_map.h"
#include "warc/capture.h"

/* One capture, as a line of the index has it. */
typedef struct gj_indexed {
	gj_str address;
	uint64_t offset;
	time_t date;
	gj_fetch_failure failure;
	bool answer_only;  /* no metadata record of ours follows the answer */
	gj_str follow;     /* the link that leads on to the report; empty = none */
	bool with_body;    /* a good answer, kept whole; the rest is empty otherwise */
	gj_str id, target, digest, etag, last_modified;
} gj_indexed;

/* What is known of an address. */
typedef struct gj_known {
	size_t file;       /* of the newest capture, by number */
	gj_indexed newest;
	size_t whole_file; /* of the newest one kept whole */
	gj_indexed whole;  /* without address when there is none */
} gj_known;

typedef struct gj_index {
	gj_arena arena;   /* the texts */
	gj_buffer known;  /* of gj_known */
	gj_name_map numbers;
} gj_index;

void gj_index_init(gj_index *index);
void gj_index_release(gj_index *index);
/* Takes a capture in file number `file`; what is newer, or as new and later,
 * wins. Copies what it keeps. GJ_E_MEMORY. */
gj_code gj_index_add(gj_index *index, size_t file, const gj_indexed *capture);
/* Null when the address is not known. */
const gj_known *gj_index_find(const gj_index *index, gj_str address);

/* The line of a capture. */
void gj_index_line(gj_buffer *to, const gj_indexed *capture);
/* Writes the index of a complete WARC file of `size` bytes: `lines` of captures. */
gj_code gj_index_write(const char *warc_path, uint64_t size, gj_str lines, gj_err *err);
/* Adds the captures that the file's index lists. *believed is false when it is
 * missing, damaged, or of another size: nothing was added then. */
gj_code gj_index_read(gj_index *index, const char *warc_path, size_t file, bool *believed,
                      gj_err *err);

/* What a WARC file turned out to be when it was read for its index. */
typedef struct gj_scanned {
	size_t captures;
	uint64_t whole;   /* bytes up to the end of the last whole record, when … */
	bool torn;        /* … something that is no record follows there */
	size_t damaged;   /* places before it where records could not be read */
} gj_scanned;

/* Adds the captures of a WARC file by reading it, and their lines to `lines`. */
gj_code gj_index_scan(gj_index *index, const char *warc_path, size_t file, gj_buffer *lines,
                      gj_scanned *scanned, gj_err *err);

#endif
