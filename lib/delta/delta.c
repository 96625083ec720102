#include "delta/delta.h"

#include "delta/lines.h"
#include "delta/text.h"
#include "form/difference.h"
#include "form/record.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAIR_ARENA_MAX = 256 << 20 }; /* two records, and what changed between them */

enum { BEFORE, AFTER, SIDES };

static const char *const subjects[GJ_DELTA_SUBJECTS] = {
	[GJ_DELTA_REPORT] = "report", [GJ_DELTA_FINDING] = "finding", [GJ_DELTA_SOURCE] = "source"
};

static const char *const kinds[GJ_DELTA_KINDS] = {
	[GJ_DELTA_NEW] = "new",           [GJ_DELTA_VANISHED] = "vanished",
	[GJ_DELTA_CHANGED] = "changed",   [GJ_DELTA_RESOLVED] = "resolved",
	[GJ_DELTA_OPEN] = "open",
};

static const gj_line_keys report_keys = { .key = { "agency", "region", "year" },
	                                  .second = "source" };
static const gj_line_keys source_keys = { .key = { "agency", "region", "year" },
	                                  .second = "url" };
static const gj_line_keys finding_keys = { .key = { "fingerprint" },
	                                   .unless_member = "status",
	                                   .unless_value = "resolved" };

typedef struct comparison {
	const gj_delta_options *options;
	gj_delta_visit *visit;
	void *context;
	gj_delta_totals *totals;
	gj_err *err;
	gj_arena arena; /* of one pair */
	gj_lines reports[SIDES], findings[SIDES], sources[SIDES];
	gj_report *records; /* two */
} comparison;

const char *gj_delta_subject_name(gj_delta_subject subject)
{
	return subjects[subject];
}

const char *gj_delta_kind_name(gj_delta_kind kind)
{
	return kinds[kind];
}

static gj_code no_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
}

/* ---- one object ---- */

/* A member as text in the arena; empty when it is null or missing. */
static gj_str text_of(comparison *c, gj_str line, const char *name)
{
	gj_str written = gj_line_member(line, name);
	if (!gj_str_starts(written, GJ_STR("\"")))
		return gj_str_equal(written, GJ_STR("null")) ? (gj_str){ 0 } : written;
	cJSON *item = cJSON_ParseWithLength(written.ptr, written.len);
	gj_str text = gj_str_copy(&c->arena, gj_str_of(cJSON_GetStringValue(item)));
	cJSON_Delete(item);
	return text;
}

static gj_change change_of(comparison *c, gj_delta_subject subject, gj_delta_kind kind, gj_str line)
{
	return (gj_change){
		.subject = subject,
		.kind = kind,
		.agency = text_of(c, line, "agency"),
		.region = text_of(c, line, "region"),
		.year = text_of(c, line, "year"),
		.source = text_of(c, line, subject == GJ_DELTA_SOURCE ? "url" : "source"),
	};
}

static void add_capture(comparison *c, gj_change *change, int side, gj_str line,
                        const char *address)
{
	const gj_lines *sources = &c->sources[side];
	size_t found = gj_lines_find(sources, line, source_keys.key, address);
	if (found == SIZE_MAX)
		return;
	gj_str source = gj_lines_text(sources, found);
	change->captures[side] = (gj_delta_capture){
		.captured_at = text_of(c, source, "captured_at"),
		.digest = text_of(c, source, "sha256"),
		.record = text_of(c, source, "record"),
	};
}

static gj_code tell(comparison *c, const gj_change *change)
{
	return c->visit(c->context, change, c->err);
}

/* ---- two files ---- */

typedef gj_code see_one(comparison *c, gj_str line, int side);
typedef gj_code see_two(comparison *c, gj_str before, gj_str after);

/* Pairs in the order of the new file, then what only the old one has. */
static gj_code each_pair(comparison *c, gj_lines lines[SIDES], see_two *both, see_one *one)
{
	size_t *partner = NULL;
	gj_code code = gj_lines_pair(&lines[BEFORE], &lines[AFTER], &partner, c->err);
	for (size_t i = 0; i < lines[AFTER].count && code == GJ_OK; i++) {
		gj_str now = gj_lines_text(&lines[AFTER], i);
		code = partner[i] == SIZE_MAX
		               ? one(c, now, AFTER)
		               : both(c, gj_lines_text(&lines[BEFORE], partner[i]), now);
		gj_arena_reset(&c->arena);
	}
	for (size_t i = 0; i < lines[BEFORE].count && code == GJ_OK; i++) {
		if (!lines[BEFORE].items[i].paired)
			code = one(c, gj_lines_text(&lines[BEFORE], i), BEFORE);
		gj_arena_reset(&c->arena);
	}
	free(partner);
	return code;
}

/* ---- reports ---- */

static gj_code see_report(comparison *c, gj_str line, int side)
{
	gj_delta_kind kind = side == AFTER ? GJ_DELTA_NEW : GJ_DELTA_VANISHED;
	gj_change change = change_of(c, GJ_DELTA_REPORT, kind, line);
	add_capture(c, &change, side, line, "source");
	c->totals->reports[kind]++;
	return tell(c, &change);
}

static gj_code tell_words(comparison *c, gj_change *change, const char *field, gj_str before,
                          gj_str after, size_t *count)
{
	if (gj_str_equal(before, after))
		return GJ_OK;
	change->field = gj_str_of(field);
	change->before = before;
	change->after = after;
	(*count)++;
	return tell(c, change);
}

static gj_code tell_cells(comparison *c, gj_change *change)
{
	const gj_value *before = c->records[BEFORE].values, *now = c->records[AFTER].values;
	gj_code code = GJ_OK;
	for (gj_field field = 0; field < GJ_FIELD_COUNT && code == GJ_OK; field++) {
		if (!gj_value_differs(&before[field], &now[field]))
			continue;
		change->field = gj_str_of(gj_field_id(field));
		change->before = gj_value_shown(&c->arena, &before[field]);
		change->after = gj_value_shown(&c->arena, &now[field]);
		c->totals->cells++;
		code = tell(c, change);
	}
	return code;
}

static gj_code tell_sections(comparison *c, gj_change *change)
{
	gj_code code = GJ_OK;
	for (int i = 0; i < GJ_SECTIONS && code == GJ_OK; i++) {
		char field[16];
		gj_str gone, came;
		snprintf(field, sizeof field, "section %d", i + 1);
		code = gj_text_changes(&c->arena, c->records[BEFORE].sections[i].text,
		                       c->records[AFTER].sections[i].text, &gone, &came, c->err);
		if (code == GJ_OK)
			code = tell_words(c, change, field, gone, came, &c->totals->texts);
	}
	return code;
}

/* All but where it came from and the digest of its bytes. */
static gj_str content_of(gj_str line)
{
	size_t at = gj_str_find(line, GJ_STR("\"agency\":"));
	return gj_str_from(line, at == SIZE_MAX ? 0 : at);
}

static gj_code parse_both(comparison *c, gj_str before, gj_str now)
{
	gj_code code = gj_record_parse(&c->arena, before, &c->records[BEFORE], c->err);
	if (code)
		return gj_err_context(c->err, "%s", c->reports[BEFORE].path);
	code = gj_record_parse(&c->arena, now, &c->records[AFTER], c->err);
	return code ? gj_err_context(c->err, "%s", c->reports[AFTER].path) : GJ_OK;
}

static gj_code see_two_reports(comparison *c, gj_str before, gj_str now)
{
	size_t other = 0;
	size_t already = c->totals->cells + c->totals->texts;
	bool moved = !gj_str_equal(gj_line_member(before, "source"), gj_line_member(now, "source"));
	if (!moved && gj_str_equal(content_of(before), content_of(now))) {
		c->totals->reports_same++;
		return GJ_OK;
	}
	gj_code code = parse_both(c, before, now);
	const gj_report *old = &c->records[BEFORE], *new = &c->records[AFTER];
	gj_change change = change_of(c, GJ_DELTA_REPORT, GJ_DELTA_CHANGED, now);
	add_capture(c, &change, BEFORE, before, "source");
	add_capture(c, &change, AFTER, now, "source");
	if (code == GJ_OK)
		code = tell_words(c, &change, "source", old->source, new->source, &other);
	if (code == GJ_OK)
		code = tell_words(c, &change, "form", gj_str_of(gj_report_form_name(old)),
		                  gj_str_of(gj_report_form_name(new)), &other);
	if (code == GJ_OK)
		code = tell_words(c, &change, "published", old->published, new->published, &other);
	if (code == GJ_OK)
		code = tell_words(c, &change, "title", old->title, new->title, &other);
	if (code == GJ_OK)
		code = tell_cells(c, &change);
	if (code == GJ_OK)
		code = tell_sections(c, &change);
	bool changed = other || c->totals->cells + c->totals->texts != already;
	c->totals->reports[GJ_DELTA_CHANGED] += changed;
	c->totals->reports_same += !changed;
	return code;
}

/* ---- findings ---- */

static gj_code tell_finding(comparison *c, gj_delta_kind kind, gj_str line, int side)
{
	gj_change change = change_of(c, GJ_DELTA_FINDING, kind, line);
	change.field = text_of(c, line, "field");
	change.rule = text_of(c, line, "rule");
	change.severity = text_of(c, line, "severity");
	change.message = text_of(c, line, "message");
	change.fingerprint = text_of(c, line, "fingerprint");
	add_capture(c, &change, side, line, "source");
	for (int i = GJ_NOTE; i <= GJ_ERROR && kind == GJ_DELTA_NEW; i++)
		c->totals->new_findings[i] += gj_str_equal(
			change.severity, gj_str_of(gj_severity_name((gj_severity)i)));
	return tell(c, &change);
}

static gj_code see_finding(comparison *c, gj_str line, int side)
{
	gj_delta_kind kind = side == AFTER ? GJ_DELTA_NEW : GJ_DELTA_RESOLVED;
	const gj_rule *rule = gj_rule_by_id(text_of(c, line, "rule"));
	/* What was not looked for may still be there. */
	bool unknown = rule && c->options->enabled && !c->options->enabled[gj_rule_index(rule)];
	if (kind == GJ_DELTA_RESOLVED && unknown)
		return GJ_OK;
	c->totals->findings[kind]++;
	return tell_finding(c, kind, line, side);
}

static gj_code see_two_findings(comparison *c, gj_str before, gj_str now)
{
	(void)before;
	c->totals->findings[GJ_DELTA_OPEN]++;
	return c->options->open ? tell_finding(c, GJ_DELTA_OPEN, now, AFTER) : GJ_OK;
}

/* ---- roster entries ---- */

static gj_code see_source(comparison *c, gj_str line, int side)
{
	gj_delta_kind kind = side == AFTER ? GJ_DELTA_NEW : GJ_DELTA_VANISHED;
	gj_change change = change_of(c, GJ_DELTA_SOURCE, kind, line);
	gj_str status = text_of(c, line, "status");
	change.field = GJ_STR("status");
	change.before = side == BEFORE ? status : (gj_str){ 0 };
	change.after = side == AFTER ? status : (gj_str){ 0 };
	add_capture(c, &change, side, line, "url");
	c->totals->sources[kind]++;
	return tell(c, &change);
}

static gj_code see_two_sources(comparison *c, gj_str before, gj_str now)
{
	static const char *const members[] = { "status", "reason", "late" };
	gj_change change = { 0 };
	gj_code code = GJ_OK;
	for (size_t i = 0; i < sizeof members / sizeof *members && code == GJ_OK; i++) {
		if (gj_str_equal(gj_line_member(before, members[i]), gj_line_member(now, members[i])))
			continue;
		if (!change.agency.ptr) {
			change = change_of(c, GJ_DELTA_SOURCE, GJ_DELTA_CHANGED, now);
			add_capture(c, &change, BEFORE, before, "url");
			add_capture(c, &change, AFTER, now, "url");
			c->totals->sources[GJ_DELTA_CHANGED]++;
		}
		change.field = gj_str_of(members[i]);
		change.before = text_of(c, before, members[i]);
		change.after = text_of(c, now, members[i]);
		code = tell(c, &change);
	}
	return code;
}

/* ---- all ---- */

static gj_code open_side(comparison *c, int side, const gj_delta_side *of)
{
	gj_code code = gj_lines_open(&c->reports[side], of->reports, &report_keys, c->err);
	if (code == GJ_OK)
		code = gj_lines_open(&c->findings[side], of->anomalies, &finding_keys, c->err);
	return code ? code : gj_lines_open(&c->sources[side], of->coverage, &source_keys, c->err);
}

static gj_code compare(comparison *c)
{
	c->totals->compared = true;
	gj_code code = each_pair(c, c->reports, see_two_reports, see_report);
	if (code == GJ_OK)
		code = each_pair(c, c->findings, see_two_findings, see_finding);
	/* An older sweep may not have it. */
	if (code == GJ_OK && !c->sources[BEFORE].missing && !c->sources[AFTER].missing)
		code = each_pair(c, c->sources, see_two_sources, see_source);
	return code;
}

gj_code gj_delta(const gj_delta_side *before, const gj_delta_side *after,
                 const gj_delta_options *options, gj_delta_visit *visit, void *context,
                 gj_delta_totals *totals, gj_err *err)
{
	*totals = (gj_delta_totals){ 0 };
	comparison c = { .options = options, .visit = visit, .context = context, .totals = totals,
		         .err = err };
	gj_arena_init(&c.arena, PAIR_ARENA_MAX);
	c.records = calloc(SIDES, sizeof *c.records);
	gj_code code = c.records ? open_side(&c, BEFORE, before) : no_memory(err);
	if (code == GJ_OK && !c.reports[BEFORE].missing)
		code = open_side(&c, AFTER, after);
	if (code == GJ_OK && !c.reports[BEFORE].missing)
		code = compare(&c);
	for (int side = 0; side < SIDES; side++) {
		gj_lines_release(&c.reports[side]);
		gj_lines_release(&c.findings[side]);
		gj_lines_release(&c.sources[side]);
	}
	free(c.records);
	gj_arena_release(&c.arena);
	return code;
}

const gj_column gj_change_columns[GJ_CHANGE_COLUMNS] = {
	{ "subject", "对象", GJ_COLUMN_TEXT },
	{ "change", "变化", GJ_COLUMN_TEXT },
	{ "agency", "机关名称", GJ_COLUMN_TEXT },
	{ "region", "行政区划", GJ_COLUMN_TEXT },
	{ "year", "年度", GJ_COLUMN_NUMBER },
	{ "field", "字段", GJ_COLUMN_TEXT },
	{ "before", "原为", GJ_COLUMN_TEXT },
	{ "after", "现为", GJ_COLUMN_TEXT },
	{ "rule", "规则", GJ_COLUMN_TEXT },
	{ "severity", "级别", GJ_COLUMN_TEXT },
	{ "message", "说明", GJ_COLUMN_TEXT },
	{ "fingerprint", "指纹", GJ_COLUMN_TEXT },
	{ "source", "来源", GJ_COLUMN_TEXT },
	{ "captured_before", "原采集时间", GJ_COLUMN_TEXT },
	{ "captured_after", "现采集时间", GJ_COLUMN_TEXT },
	{ "sha256_before", "原sha256", GJ_COLUMN_TEXT },
	{ "sha256_after", "现sha256", GJ_COLUMN_TEXT },
	{ "record_before", "原存档记录", GJ_COLUMN_TEXT },
	{ "record_after", "现存档记录", GJ_COLUMN_TEXT },
};

void gj_change_row(const gj_change *change, gj_sheet_cell cells[GJ_CHANGE_COLUMNS])
{
	const gj_delta_capture *captures = change->captures;
	gj_sheet_cell row[GJ_CHANGE_COLUMNS] = {
		gj_str_of(subjects[change->subject]),
		gj_str_of(kinds[change->kind]),
		change->agency,
		change->region,
		change->year,
		change->field,
		change->before,
		change->after,
		change->rule,
		change->severity,
		change->message,
		change->fingerprint,
		change->source,
		captures[BEFORE].captured_at,
		captures[AFTER].captured_at,
		captures[BEFORE].digest,
		captures[AFTER].digest,
		captures[BEFORE].record,
		captures[AFTER].record,
	};
	for (int i = 0; i < GJ_CHANGE_COLUMNS; i++)
		cells[i] = row[i].len ? row[i] : (gj_sheet_cell){ 0 };
}
