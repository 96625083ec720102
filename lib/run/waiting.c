#include "run/waiting.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROW_MAX = 16 << 20 }; /* one row as text */

struct gj_waiting_row {
	uint64_t offset;
	uint32_t length;
	uint32_t errors, warnings;
	size_t sample;
};

void gj_waiting_init(gj_waiting *waiting, const char *directory)
{
	*waiting = (gj_waiting){ 0 };
	gj_temporary_init(&waiting->pieces, directory);
	gj_buffer_init(&waiting->piece, ROW_MAX);
}

void gj_waiting_release(gj_waiting *waiting)
{
	gj_temporary_release(&waiting->pieces);
	gj_buffer_release(&waiting->piece);
	free(waiting->rows);
	*waiting = (gj_waiting){ .pieces.fd = -1 };
}

static bool grow(gj_waiting *waiting)
{
	if (waiting->count < waiting->capacity)
		return true;
	size_t capacity = waiting->capacity ? 2 * waiting->capacity : 256;
	gj_waiting_row *rows = reallocarray(waiting->rows, capacity, sizeof *rows);
	if (!rows)
		return false;
	waiting->rows = rows;
	waiting->capacity = capacity;
	return true;
}

gj_code gj_waiting_add(gj_waiting *waiting, const gj_sheet_cell cells[GJ_COVERAGE_COLUMNS],
                       const gj_verdict *verdict, size_t sample, gj_err *err)
{
	gj_waiting_row row = {
		.errors = gj_verdict_severity_count(verdict, GJ_ERROR),
		.warnings = gj_verdict_severity_count(verdict, GJ_WARNING),
		.sample = sample,
	};
	gj_buffer_clear(&waiting->piece);
	for (int i = 0; i < GJ_COVERAGE_COLUMNS; i++)
		gj_slice_put(&waiting->piece, cells[i]);
	if (waiting->piece.failed || !grow(waiting))
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory for the coverage");
	row.length = (uint32_t)waiting->piece.length;
	gj_code code = gj_temporary_add(&waiting->pieces, gj_buffer_str(&waiting->piece),
	                                &row.offset, err);
	waiting->rows[waiting->count++] = row;
	return code;
}

size_t gj_waiting_count(gj_waiting *waiting, size_t index, const gj_verdict *more)
{
	gj_waiting_row *row = &waiting->rows[index];
	row->errors += gj_verdict_severity_count(more, GJ_ERROR);
	row->warnings += gj_verdict_severity_count(more, GJ_WARNING);
	return row->sample;
}

gj_code gj_waiting_each(gj_waiting *waiting, gj_waiting_visit *visit, void *context, gj_err *err)
{
	gj_code code = GJ_OK;
	for (size_t i = 0; i < waiting->count && code == GJ_OK; i++) {
		const gj_waiting_row *row = &waiting->rows[i];
		gj_sheet_cell cells[GJ_COVERAGE_COLUMNS];
		char errors[16], warnings[16];
		code = gj_temporary_load(&waiting->pieces, row->offset, row->length,
		                         &waiting->piece, err);
		if (code)
			break;
		gj_str rest = gj_buffer_str(&waiting->piece);
		for (int k = 0; k < GJ_COVERAGE_COLUMNS; k++)
			cells[k] = gj_slice_take(&rest);
		snprintf(errors, sizeof errors, "%u", row->errors);
		snprintf(warnings, sizeof warnings, "%u", row->warnings);
		cells[GJ_COVERAGE_ERRORS] = gj_str_of(errors);
		cells[GJ_COVERAGE_WARNINGS] = gj_str_of(warnings);
		visit(context, cells);
	}
	return code;
}
