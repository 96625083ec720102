/* What stands behind a ranking: the cells that metrics add up, of some reports. */
#ifndef GOUJI_RANK_CELLS_H
#define GOUJI_RANK_CELLS_H

#include "command.h"
#include "stat/frame.h"

typedef struct told_cell {
	gj_value value; /* as the record has it, with a place where the source was found */
	gj_str tallies; /* rules that fail over it: "T01, T03"; or empty */
} told_cell;

typedef struct told_report {
	size_t sample; /* of the frame; set by the caller */
	gj_str source;
	gj_form_id tables[5];
	told_cell *cells; /* GJ_FIELD_COUNT of them; filled for what metrics need */
	bool found;       /* the source could be read again, and says the same */
} told_report;

/* Fills `reports`, which are in order of their samples, from what `path` (see
 * gj_records_read) holds, and the places from the sources themselves. */
gj_code tell_cells(const settings *s, const char *path, told_report *reports, size_t count,
                   gj_arena *arena, gj_err *err);

/* "t3.granted.total  三（一）予以公开 / 总计  35  (table 3 row 7 column 10 bytes 10-12)" and
 * what is wrong with it. */
void write_cell(gj_buffer *to, const told_report *report, gj_field field, bool chinese);

#endif
