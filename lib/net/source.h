/* The source list: who should have published what, and where.
 *
 * CSV (RFC 4180, header in any order, English or Chinese names) or JSON (array
 * of objects, or one object a line), UTF-8 with or without BOM, or GB18030.
 * A directory of reports is a source list too: one source a file.
 */
#ifndef GJ_NET_SOURCE_H
#define GJ_NET_SOURCE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

/* Columns that were not given but worked out (roster/infer.h). */
enum {
	GJ_INFERRED_CODE = 1 << 0,
	GJ_INFERRED_LEVEL = 1 << 1,
	GJ_INFERRED_KIND = 1 << 2,
	GJ_INFERRED_PARENT = 1 << 3
};

typedef struct gj_source {
	gj_str agency, region, region_code, level, kind, parent;
	gj_str url;    /* http(s) address, or a local path (NUL-terminated); empty = none known */
	int year;      /* 0 = not given (a directory) */
	uint32_t line; /* in the list, from 1; 0 = none */
	unsigned inferred;
} gj_source;

/* A line that could not be used; the rest goes on. */
typedef struct gj_source_complaint {
	uint32_t line;
	gj_str message; /* names the column and what to do */
} gj_source_complaint;

typedef struct gj_source_list {
	gj_arena arena; /* owns everything below */
	gj_source *items;
	size_t count;
	gj_source_complaint *complaints;
	size_t complaint_count;
	bool from_directory;
} gj_source_list;

/* Reads a list or walks a directory. GJ_E_READ when the file cannot be read;
 * GJ_E_INPUT, naming the line, for a bad header (unknown or missing column) or
 * broken JSON. Local paths in a list are taken relative to the list's folder. */
gj_code gj_source_list_read(gj_source_list *list, const char *path, gj_err *err);
void gj_source_list_release(gj_source_list *list);

bool gj_source_is_remote(const gj_source *source); /* http:// or https:// */

#endif
