/* Reading CSV (RFC 4180) row by row from text already in memory: quotes,
 * doubled quotes, line breaks inside quotes, and LF, CRLF or CR line ends.
 *
 * Fields are slices of the text, or arena copies where doubled quotes had to
 * be undone. Time is linear in the text, but for rows with bad quotes, which
 * cost at most GJ_CSV_FIELD_MAX each.
 */
#ifndef GJ_NET_CSV_READ_H
#define GJ_NET_CSV_READ_H

#include "base/text.h"

enum {
	GJ_CSV_FIELDS_MAX = 64,    /* fields kept of a row; more are only counted */
	/* A longer quoted field is a quote that somebody forgot to close. */
	GJ_CSV_FIELD_MAX = 16 * 1024,
};

typedef struct gj_csv {
	const char *at, *end;
	uint32_t line; /* of `at`, from 1 */
} gj_csv;

typedef struct gj_csv_row {
	uint32_t line; /* where the row begins */
	size_t count;  /* may exceed GJ_CSV_FIELDS_MAX */
	gj_str fields[GJ_CSV_FIELDS_MAX];
} gj_csv_row;

typedef enum gj_csv_result {
	GJ_CSV_ROW,
	GJ_CSV_END,
	GJ_CSV_BAD_QUOTE, /* not closed, or text after it; reading goes on at the next line */
	GJ_CSV_MEMORY
} gj_csv_result;

gj_csv gj_csv_start(gj_str text);
/* Rows without any text (blank lines, lines of commas) are passed over. */
gj_csv_result gj_csv_next(gj_csv *csv, gj_arena *arena, gj_csv_row *row);

#endif
