#include "rank_cells.h"

#include "reader.h"
#include "run/records.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>

/* What the caller of tell_cells waits for. */
typedef struct teller {
	const settings *s;
	told_report *reports;
	size_t count, next; /* the next report wanted */
	size_t seen;        /* records so far: the number of the next sample */
	gj_arena *arena;
} teller;

static void each_cell(void (*visit)(void *context, gj_field field), void *context)
{
	for (int i = 0; i < GJ_QUANTITY_OF_CELLS; i++)
		for (const gj_field *cell = gj_quantity_cells((gj_quantity)i); *cell != GJ_FIELD_NONE;
		     cell++)
			visit(context, *cell);
}

/* ---- from the records ---- */

typedef struct copying {
	told_report *to;
	const gj_report *from;
	const gj_verdict *verdict;
	gj_arena *arena;
	bool failed;
} copying;

static bool speaks_of(const gj_finding *finding, gj_field field)
{
	for (size_t i = 0; i < finding->field_count; i++)
		if (finding->fields[i] == field)
			return true;
	return false;
}

static gj_str tallies_of(const copying *c, gj_field field)
{
	gj_str names = GJ_STR("");
	for (size_t i = 0; i < c->verdict->count; i++) {
		const gj_finding *finding = &c->verdict->findings[i];
		gj_str id = gj_str_of(finding->rule->id);
		if (!gj_str_starts(id, GJ_STR("T")) || finding->severity != GJ_ERROR ||
		    !speaks_of(finding, field) || gj_str_has(names, id))
			continue;
		names = gj_str_format(c->arena, "%.*s%s%.*s", GJ_STR_ARG(names),
		                      names.len ? ", " : "", GJ_STR_ARG(id));
	}
	return names;
}

static void copy_cell(void *context, gj_field field)
{
	copying *c = context;
	told_cell *cell = &c->to->cells[field];
	cell->value = c->from->values[field];
	cell->value.printed = gj_str_copy(c->arena, cell->value.printed);
	cell->tallies = tallies_of(c, field);
	c->failed |= !cell->value.printed.ptr || !cell->tallies.ptr;
}

static gj_code take_record(void *context, const gj_report *report, const gj_sample_facts *facts,
                           gj_err *err)
{
	static const gj_check_options check = { 0 };
	(void)facts;
	teller *t = context;
	if (t->next == t->count || t->reports[t->next].sample != t->seen++)
		return GJ_OK;
	told_report *to = &t->reports[t->next++];
	gj_verdict verdict = { 0 };
	gj_code code = gj_check_report(t->arena, report, &check, &verdict, err);
	if (code)
		return code;
	to->source = gj_str_copy(t->arena, report->source);
	to->cells = gj_arena_zalloc(t->arena, GJ_FIELD_COUNT, sizeof *to->cells);
	memcpy(to->tables, report->tables, sizeof to->tables);
	copying c = { to, report, &verdict, t->arena, false };
	if (to->cells)
		each_cell(copy_cell, &c);
	return to->cells && to->source.ptr && !c.failed
	               ? GJ_OK : gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
}

/* ---- from the sources ---- */

typedef struct placing {
	told_report *to;
	const gj_report *from;
	bool differs;
} placing;

static void compare_cell(void *context, gj_field field)
{
	placing *p = context;
	const gj_value *now = &p->from->values[field], *then = &p->to->cells[field].value;
	p->differs |= now->state != then->state ||
	              (gj_value_has_number(now) && gj_decimal_compare(now->number, then->number));
}

static void place_cell(void *context, gj_field field)
{
	placing *p = context;
	p->to->cells[field].value.place = p->from->values[field].place;
}

/* A source that was published again since says nothing about these numbers. */
static gj_code take_source(void *context, gj_reading *reading, gj_err *err)
{
	(void)err;
	teller *t = context;
	for (size_t i = 0; i < t->count && !reading->code; i++) {
		placing p = { &t->reports[i], &reading->report, false };
		if (!p.to->cells || !gj_str_equal(p.to->source, reading->input.name))
			continue;
		each_cell(compare_cell, &p);
		if (!p.differs)
			each_cell(place_cell, &p);
		p.to->found = !p.differs;
	}
	return GJ_OK;
}

/* The directory of the sweep that `path` names, or null for a file of records. */
static const char *directory_of(const char *path, gj_arena *arena)
{
	struct stat info;
	const char *slash = strrchr(path, '/');
	if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
		return path;
	return slash ? gj_arena_copy(arena, path, (size_t)(slash - path)) : ".";
}

static gj_code add_sources(void *context, gj_batch *batch, gj_err *err)
{
	(void)err;
	const teller *t = context;
	for (size_t i = 0; i < t->count; i++) {
		gj_err gone;
		/* Without its source a report is told without places. */
		if (t->reports[i].cells)
			reader_add_source(batch, t->s, t->reports[i].source, &gone);
	}
	return GJ_OK;
}

static gj_code read_sources(const settings *s, const char *path, teller *t, gj_err *err)
{
	gj_archive *archive = NULL;
	gj_code code = reader_open_archive(s, directory_of(path, t->arena), &archive, t->arena, err);
	gj_batch_options options = { .jobs = s->jobs, .size_max = s->fetch.size_max,
		                     .archive = archive, .take = take_source, .take_context = t };
	if (code == GJ_OK)
		code = gj_batch_run(&options, add_sources, t, err);
	gj_err ignored;
	gj_archive_close(archive, &ignored); /* opened for reading: nothing to lose */
	return code;
}

gj_code tell_cells(const settings *s, const char *path, told_report *reports, size_t count,
                   gj_arena *arena, gj_err *err)
{
	teller t = { .s = s, .reports = reports, .count = count, .arena = arena };
	gj_code code = gj_records_each(path, take_record, &t, err);
	return code ? code : read_sources(s, path, &t, err);
}

/* ---- words ---- */

static void write_place(gj_buffer *to, const gj_place *place, bool chinese)
{
	if (!place->table)
		return;
	gj_buffer_printf(to, chinese ? "（表%u" : " (table %u", place->table);
	if (place->row)
		gj_buffer_printf(to, chinese ? " 第%u行第%u列" : " row %u column %u", place->row,
		                 place->column);
	if (place->range.end)
		gj_buffer_printf(to, chinese ? " 字节%u-%u" : " bytes %u-%u", place->range.begin,
		                 place->range.end);
	gj_buffer_add_text(to, chinese ? "）" : ")");
}

static void write_doubts(gj_buffer *to, unsigned doubts, bool chinese)
{
	const char *before = chinese ? "；存疑：" : "; doubted: ";
	for (unsigned i = 0; i < GJ_DOUBT_COUNT; i++) {
		if (!(doubts >> i & 1))
			continue;
		gj_buffer_printf(to, "%s%s", before, gj_doubt_name((gj_doubt)(1 << i)));
		before = ", ";
	}
}

static void write_number(gj_buffer *to, const gj_value *value)
{
	if (value->printed.len)
		gj_buffer_add_str(to, value->printed);
	else if (gj_value_has_number(value))
		gj_buffer_add_decimal(to, value->number);
	else
		gj_buffer_printf(to, "(%s)", gj_state_name(value->state));
}

void write_cell(gj_buffer *to, const told_report *report, gj_field field, bool chinese)
{
	const told_cell *cell = &report->cells[field];
	gj_form_id id = report->tables[gj_field_table(field)];
	const gj_form_field *form = gj_form_find(id == GJ_FORM_NONE ? GJ_FORM_2021 : id, field);
	gj_buffer_printf(to, "%s  ", gj_field_id(field));
	if (form)
		gj_buffer_printf(to, "%s%s / %s  ", form->item, form->row_label, form->column_label);
	write_number(to, &cell->value);
	write_place(to, &cell->value.place, chinese);
	write_doubts(to, cell->value.doubts, chinese);
	if (cell->tallies.len)
		gj_buffer_printf(to, chinese ? "；不平：%.*s" : "; fails %.*s", GJ_STR_ARG(cell->tallies));
	gj_buffer_add_char(to, '\n');
}
