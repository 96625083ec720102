/* One line of a source list: the columns there are, and taking a line's values
 * over into a source, or a complaint. Shared by the CSV and the JSON reader.
 */
#ifndef GJ_NET_SOURCE_LINE_H
#define GJ_NET_SOURCE_LINE_H

#include "base/buffer.h"
#include "base/name_map.h"
#include "net/source.h"

enum { GJ_SOURCE_COLUMNS = 8 };

/* A list on its way in; texts live in the list's arena. */
typedef struct gj_source_reader {
	gj_source_list *list;
	const char *path;
	gj_str folder;        /* of the list, with its last slash; empty = here */
	gj_buffer items;      /* of gj_source */
	gj_buffer complaints; /* of gj_source_complaint */
	gj_name_map seen;     /* agency, region and year → line */
} gj_source_reader;

const char *gj_source_column_name(int column, bool chinese);
bool gj_source_column_required(int column);
/* The column of that name, English or Chinese, or -1. */
int gj_source_column_of(gj_arena *arena, gj_str name);
gj_code gj_source_unknown_column(gj_source_reader *reader, uint32_t line, gj_str name,
                                 gj_err *err);

/* Both return GJ_OK or the reason why nothing could be stored. */
gj_code gj_source_complain(gj_source_reader *reader, uint32_t line, gj_str message);
/* Adds a source or a complaint. Values are kept, not copied. */
gj_code gj_source_add(gj_source_reader *reader, const gj_str values[GJ_SOURCE_COLUMNS],
                      uint32_t line);

#endif
