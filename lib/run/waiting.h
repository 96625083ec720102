/* Rows of coverage.csv that wait until comparing the reports has said what else
 * is wrong with each. They wait in a temporary file; a few numbers each stay. */
#ifndef GJ_RUN_WAITING_H
#define GJ_RUN_WAITING_H

#include "base/temporary.h"
#include "run/coverage.h"

typedef struct gj_waiting_row gj_waiting_row;

typedef struct gj_waiting {
	gj_temporary pieces;
	gj_buffer piece;
	gj_waiting_row *rows;
	size_t count, capacity;
} gj_waiting;

void gj_waiting_init(gj_waiting *waiting, const char *directory);
void gj_waiting_release(gj_waiting *waiting);
/* The row of the next roster entry; `sample` is its place in the frame, or SIZE_MAX. */
gj_code gj_waiting_add(gj_waiting *waiting, const gj_sheet_cell cells[GJ_COVERAGE_COLUMNS],
                       const gj_verdict *verdict, size_t sample, gj_err *err);
/* More findings of entry `index`; its place in the frame. */
size_t gj_waiting_count(gj_waiting *waiting, size_t index, const gj_verdict *more);
/* Visits every row, complete, in the order they were added. */
typedef void gj_waiting_visit(void *context, const gj_sheet_cell *cells);
gj_code gj_waiting_each(gj_waiting *waiting, gj_waiting_visit *visit, void *context, gj_err *err);

#endif
