#include "cross/edition.h"

#include "base/file.h"
#include "cross/trace.h"
#include "form/difference.h"
#include "form/record.h"
#include "rule/evaluate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	RECORDS_MAX = 1 << 30,       /* bytes; a province's are about 200 MB */
	NAMES_MAX = 1 << 30,
	RECORD_ARENA_MAX = 64 << 20,
	TRACE_MAX = 1 << 16,
	CHANGES_NAMED = 8, /* in the message; `fields` has all */
};

typedef struct edition {
	gj_str agency, region, source, trace;
	int year;
} edition;

struct gj_editions {
	gj_arena arena;
	edition *items; /* by agency, region, year */
	size_t count, capacity;
};

static int compare_names(const edition *a, const edition *b)
{
	int order = gj_str_compare(a->agency, b->agency);
	if (!order)
		order = gj_str_compare(a->region, b->region);
	return order ? order : (a->year > b->year) - (a->year < b->year);
}

static int by_name(const void *a, const void *b)
{
	return compare_names(a, b);
}

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
}

/* ---- reading ---- */

static bool grow(gj_editions *editions)
{
	if (editions->count < editions->capacity)
		return true;
	size_t capacity = editions->capacity ? editions->capacity * 2 : 256;
	edition *items = realloc(editions->items, capacity * sizeof *items);
	if (!items)
		return false;
	editions->items = items;
	editions->capacity = capacity;
	return true;
}

static gj_code add(gj_editions *editions, const gj_report *report, gj_buffer *trace, gj_err *err)
{
	if (report->refusal || !report->agency.len)
		return GJ_OK;
	gj_buffer_clear(trace);
	gj_trace_pack(trace, report);
	edition made = { .agency = gj_str_copy(&editions->arena, report->agency),
		         .region = gj_str_copy(&editions->arena, report->region),
		         .source = gj_str_copy(&editions->arena, report->source),
		         .trace = gj_str_copy(&editions->arena, gj_buffer_str(trace)),
		         .year = report->year };
	if (trace->failed || !made.agency.ptr || !made.trace.ptr || !grow(editions))
		return no_memory(err);
	editions->items[editions->count++] = made;
	return GJ_OK;
}

static gj_code add_lines(gj_editions *editions, gj_str records, gj_err *err)
{
	gj_arena arena;
	gj_buffer trace;
	gj_code code = GJ_OK;
	gj_arena_init(&arena, RECORD_ARENA_MAX);
	gj_buffer_init(&trace, TRACE_MAX);
	gj_report *report = malloc(sizeof *report);
	for (size_t line = 1; records.len && report && code == GJ_OK; line++) {
		size_t end = gj_str_find(records, GJ_STR("\n"));
		code = gj_record_parse(&arena, gj_str_upto(records, end), report, err);
		if (code)
			code = gj_err_context(err, "line %zu", line);
		else
			code = add(editions, report, &trace, err);
		gj_arena_reset(&arena);
		records = gj_str_from(records, end == SIZE_MAX ? records.len : end + 1);
	}
	if (!report)
		code = no_memory(err);
	free(report);
	gj_buffer_release(&trace);
	gj_arena_release(&arena);
	return code;
}

gj_code gj_editions_read(gj_editions **editions, const char *path, gj_err *err)
{
	gj_editions *made = calloc(1, sizeof *made);
	*editions = made;
	if (!made)
		return no_memory(err);
	gj_arena_init(&made->arena, NAMES_MAX);
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return GJ_OK;
	gj_buffer records;
	gj_buffer_init(&records, RECORDS_MAX);
	gj_code code = gj_file_read(path, &records, err);
	if (code == GJ_OK && (code = add_lines(made, gj_buffer_str(&records), err)))
		gj_err_context(err, "%s", path);
	gj_buffer_release(&records);
	if (made->count)
		qsort(made->items, made->count, sizeof *made->items, by_name);
	return code;
}

void gj_editions_free(gj_editions *editions)
{
	if (!editions)
		return;
	gj_arena_release(&editions->arena);
	free(editions->items);
	free(editions);
}

/* ---- comparing ---- */

static void name_change(gj_check *check, const gj_value *before, gj_field field)
{
	gj_str name = gj_check_cell_name(check, field);
	gj_str old = gj_value_shown(check->arena, before);
	gj_str new = gj_value_shown(check->arena, &check->report->values[field]);
	gj_buffer_add_text(&check->text, check->text.length ? (check->options->chinese ? "；" : "; ") : "");
	gj_buffer_printf(&check->text, "%.*s %.*s → %.*s", GJ_STR_ARG(name), GJ_STR_ARG(old),
	                 GJ_STR_ARG(new));
}

static void report_changes(gj_check *check, const gj_rule *rule, const gj_report *before,
                           const gj_field *fields, size_t count)
{
	gj_finding *finding = gj_check_fail_fields(check, rule, fields, count);
	const gj_value *old = &before->values[fields[0]];
	if (gj_value_has_number(old))
		finding->expected = gj_check_number(check, old->number);
	if (gj_value_has_number(&check->report->values[fields[0]]))
		finding->actual = gj_check_number(check, check->report->values[fields[0]].number);
	for (size_t i = 0; i < count && i < CHANGES_NAMED; i++)
		name_change(check, &before->values[fields[i]], fields[i]);
	gj_str list = gj_check_take_text(check);
	finding->message = gj_check_format(
		check, "上次采集之后改动了%zu格：%.*s%s",
		"changed since the last sweep, %zu in all: %.*s%s", count, GJ_STR_ARG(list), count > CHANGES_NAMED ? " …" : "");
}

static void compare(gj_check *check, const gj_rule *rule, const edition *earlier)
{
	gj_report *before = earlier ? gj_arena_zalloc(check->arena, 1, sizeof *before) : NULL;
	gj_field fields[GJ_FIELD_COUNT];
	size_t count = 0;
	if (!before) {
		gj_check_count(check, rule, GJ_CANNOT_ASSESS);
		return;
	}
	gj_trace_unpack(earlier->trace, before);
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		if (gj_value_differs(&before->values[field], &check->report->values[field]))
			fields[count++] = field;
	if (count)
		report_changes(check, rule, before, fields, count);
	else
		gj_check_count(check, rule, GJ_PASS);
}

/* The edition of that name; of several (two reports say the same year) the one from
 * the same source, or none. */
static const edition *find(const gj_editions *editions, const gj_report *report)
{
	edition wanted = { .agency = report->agency, .region = report->region, .year = report->year };
	const edition *hit = editions && editions->count
	                             ? bsearch(&wanted, editions->items, editions->count,
	                                       sizeof wanted, by_name)
	                             : NULL;
	if (!hit)
		return NULL;
	const edition *behind = editions->items + editions->count, *same = NULL;
	size_t named = 0;
	while (hit > editions->items && compare_names(hit - 1, &wanted) == 0)
		hit--;
	for (const edition *e = hit; e < behind && compare_names(e, &wanted) == 0; e++, named++)
		same = gj_str_equal(e->source, report->source) ? e : same;
	return same || named > 1 ? same : hit;
}

gj_code gj_editions_compare(const gj_editions *editions, gj_arena *arena, const gj_report *report,
                            const gj_check_options *options, gj_verdict *verdict, gj_err *err)
{
	const gj_rule *rule = gj_rule_by_id(GJ_STR("A03"));
	if (report->refusal || (options->enabled && !options->enabled[gj_rule_index(rule)]))
		return GJ_OK;
	gj_check check;
	gj_check_begin(&check, arena, report, options, verdict);
	compare(&check, rule, find(editions, report));
	return gj_check_end(&check, err);
}
