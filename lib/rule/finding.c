#include "rule/finding.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

const gj_column gj_finding_columns[GJ_FINDING_COLUMNS] = {
	[GJ_FINDING_RULE] = { "rule", "规则", GJ_COLUMN_TEXT },
	[GJ_FINDING_SEVERITY] = { "severity", "级别", GJ_COLUMN_TEXT },
	[GJ_FINDING_STATUS] = { "status", "状态", GJ_COLUMN_TEXT },
	[GJ_FINDING_AGENCY] = { "agency", "机关名称", GJ_COLUMN_TEXT },
	[GJ_FINDING_REGION] = { "region", "行政区划", GJ_COLUMN_TEXT },
	[GJ_FINDING_YEAR] = { "year", "年度", GJ_COLUMN_NUMBER },
	[GJ_FINDING_FIELD] = { "field", "字段", GJ_COLUMN_TEXT },
	[GJ_FINDING_EXPECTED] = { "expected", "应为", GJ_COLUMN_NUMBER },
	[GJ_FINDING_ACTUAL] = { "actual", "实为", GJ_COLUMN_NUMBER },
	[GJ_FINDING_DIFFERENCE] = { "difference", "差额", GJ_COLUMN_NUMBER },
	[GJ_FINDING_MESSAGE] = { "message", "说明", GJ_COLUMN_TEXT },
	[GJ_FINDING_HYPOTHESIS] = { "hypothesis", "推测", GJ_COLUMN_TEXT },
	[GJ_FINDING_DOUBT] = { "doubt", "存疑", GJ_COLUMN_TEXT },
	[GJ_FINDING_SOURCE] = { "source", "来源", GJ_COLUMN_TEXT },
	[GJ_FINDING_LOCATION] = { "location", "位置", GJ_COLUMN_TEXT },
};

static gj_str or_null(gj_str text)
{
	return text.len ? text : (gj_str){ 0 };
}

void gj_finding_row(gj_arena *arena, const gj_report *report, const gj_finding *finding,
                    gj_sheet_cell cells[GJ_FINDING_COLUMNS])
{
	memset(cells, 0, GJ_FINDING_COLUMNS * sizeof *cells);
	cells[GJ_FINDING_RULE] = gj_str_of(finding->rule->id);
	cells[GJ_FINDING_SEVERITY] = gj_str_of(gj_severity_name(finding->severity));
	cells[GJ_FINDING_STATUS] = gj_str_of(gj_status_name(finding->status));
	cells[GJ_FINDING_AGENCY] = or_null(report->agency);
	cells[GJ_FINDING_REGION] = or_null(report->region);
	if (report->year)
		cells[GJ_FINDING_YEAR] = gj_str_format(arena, "%d", report->year);
	if (finding->field != GJ_FIELD_NONE)
		cells[GJ_FINDING_FIELD] = gj_str_of(gj_field_id(finding->field));
	cells[GJ_FINDING_EXPECTED] = or_null(finding->expected);
	cells[GJ_FINDING_ACTUAL] = or_null(finding->actual);
	cells[GJ_FINDING_DIFFERENCE] = or_null(finding->difference);
	cells[GJ_FINDING_MESSAGE] = or_null(finding->message);
	cells[GJ_FINDING_HYPOTHESIS] = or_null(finding->hypothesis);
	cells[GJ_FINDING_DOUBT] = or_null(finding->doubt);
	cells[GJ_FINDING_SOURCE] = or_null(report->source);
	cells[GJ_FINDING_LOCATION] = or_null(gj_finding_location(arena, finding));
}

static void add_key(gj_buffer *buffer, const char *name)
{
	gj_json_add_string(buffer, gj_str_of(name));
	gj_buffer_add_char(buffer, ':');
}

static void add_string_or_null(gj_buffer *buffer, gj_str text)
{
	if (text.len)
		gj_json_add_string(buffer, text);
	else
		gj_buffer_add_text(buffer, "null");
}

/* {"field":…,"printed":21,"suggested":12,"slip":"transposed"} */
static void add_changed_cell(gj_buffer *buffer, const gj_changed_cell *cell)
{
	gj_buffer_add_text(buffer, "{\"field\":");
	gj_json_add_string(buffer, gj_str_of(gj_field_id(cell->field)));
	gj_buffer_add_text(buffer, ",\"printed\":");
	if (cell->blank)
		gj_buffer_add_text(buffer, "null");
	else
		gj_buffer_add_integer(buffer, cell->printed);
	gj_buffer_printf(buffer, ",\"suggested\":%lld,\"slip\":\"%s\"}",
	                 (long long)cell->suggested, gj_slip_name(cell->slip));
}

static void add_hypothesis(gj_buffer *buffer, const gj_hypothesis *hypothesis)
{
	const gj_repair *repair = &hypothesis->repair;
	for (size_t i = 0; i < repair->cell_count; i++) {
		gj_buffer_add_text(buffer, i ? "," : "{\"cells\":[");
		add_changed_cell(buffer, &repair->cells[i]);
	}
	gj_buffer_add_text(buffer, "],\"fixes\":[");
	for (size_t i = 0; i < hypothesis->fix_count; i++)
		gj_buffer_printf(buffer, "%s\"%s\"", i ? "," : "", hypothesis->fixes[i]);
	gj_buffer_printf(buffer, "],\"plausibility\":\"%s\",\"rivals\":%zu,\"sentence\":",
	                 gj_plausibility_name(repair->plausibility), hypothesis->rivals);
	gj_json_add_string(buffer, hypothesis->sentence);
	gj_buffer_add_char(buffer, '}');
}

static void add_fields(gj_buffer *buffer, const gj_finding *finding)
{
	gj_buffer_add_char(buffer, '[');
	for (size_t i = 0; i < finding->field_count; i++) {
		if (i)
			gj_buffer_add_char(buffer, ',');
		gj_json_add_string(buffer, gj_str_of(gj_field_id(finding->fields[i])));
	}
	gj_buffer_add_char(buffer, ']');
}

static void add_hypotheses(gj_buffer *buffer, const gj_finding *finding)
{
	gj_buffer_add_char(buffer, '[');
	for (size_t i = 0; i < finding->hypothesis_count; i++) {
		if (i)
			gj_buffer_add_char(buffer, ',');
		add_hypothesis(buffer, &finding->hypotheses[i]);
	}
	gj_buffer_add_char(buffer, ']');
}

bool gj_finding_tell(gj_arena *arena, gj_buffer *scratch, const gj_report *report,
                     const gj_finding *finding, gj_finding_text *text)
{
	gj_finding_row(arena, report, finding, text->cells);
	gj_buffer_clear(scratch);
	add_fields(scratch, finding);
	text->fields = gj_str_copy(arena, gj_buffer_str(scratch));
	gj_buffer_clear(scratch);
	add_hypotheses(scratch, finding);
	text->hypotheses = gj_str_copy(arena, gj_buffer_str(scratch));
	text->fingerprint = gj_finding_fingerprint(arena, report, finding);
	text->justification = finding->justification;
	return !scratch->failed && text->fields.len && text->hypotheses.len &&
	       text->fingerprint.len;
}

void gj_finding_text_json(gj_buffer *buffer, const gj_finding_text *text)
{
	gj_buffer_add_char(buffer, '{');
	for (size_t i = 0; i < GJ_FINDING_COLUMNS; i++) {
		add_key(buffer, gj_finding_columns[i].name);
		if (gj_finding_columns[i].type == GJ_COLUMN_NUMBER && text->cells[i].len)
			gj_buffer_add_str(buffer, text->cells[i]);
		else
			add_string_or_null(buffer, text->cells[i]);
		gj_buffer_add_char(buffer, ',');
	}
	gj_buffer_add_text(buffer, "\"fields\":");
	gj_buffer_add_str(buffer, text->fields);
	gj_buffer_add_text(buffer, ",\"hypotheses\":");
	gj_buffer_add_str(buffer, text->hypotheses);
	gj_buffer_add_text(buffer, ",\"fingerprint\":");
	gj_json_add_string(buffer, text->fingerprint);
	if (gj_str_equal(text->cells[GJ_FINDING_STATUS],
	                 gj_str_of(gj_status_name(GJ_STATUS_ACCEPTED)))) {
		gj_buffer_add_text(buffer, ",\"justification\":");
		gj_json_add_string(buffer, text->justification);
	}
	gj_buffer_add_char(buffer, '}');
}

void gj_finding_json(gj_arena *arena, gj_buffer *buffer, const gj_report *report,
                     const gj_finding *finding)
{
	gj_finding_text text;
	gj_buffer scratch;
	gj_buffer_init(&scratch, buffer->ceiling);
	if (gj_finding_tell(arena, &scratch, report, finding, &text))
		gj_finding_text_json(buffer, &text);
	else
		buffer->failed = GJ_E_MEMORY;
	gj_buffer_release(&scratch);
}

static void add_rule_counts(gj_buffer *buffer, const gj_user_rules *user,
                            const gj_tally_count *counts)
{
	static const char *const names[GJ_OUTCOMES] = {
		[GJ_PASS] = "pass", [GJ_FAIL] = "fail", [GJ_ASSUMED] = "assumed",
		[GJ_CANNOT_ASSESS] = "cannot_assess"
	};
	const gj_rule *rule;
	for (size_t i = 0; (rule = gj_rule_at(user, i)); i++) {
		gj_buffer_add_text(buffer, i ? ",{\"rule\":" : "{\"rule\":");
		gj_json_add_string(buffer, gj_str_of(rule->id));
		for (size_t outcome = 0; outcome < GJ_OUTCOMES; outcome++)
			gj_buffer_printf(buffer, ",\"%s\":%u", names[outcome],
			                 counts[i].outcomes[outcome]);
		gj_buffer_add_char(buffer, '}');
	}
}

void gj_verdict_json_begin(gj_buffer *buffer, const gj_report *report)
{
	gj_buffer_add_text(buffer, "{\"source\":");
	add_string_or_null(buffer, report->source);
	gj_buffer_add_text(buffer, ",\"agency\":");
	add_string_or_null(buffer, report->agency);
	if (report->year)
		gj_buffer_printf(buffer, ",\"year\":%d,\"findings\":[", report->year);
	else
		gj_buffer_add_text(buffer, ",\"year\":null,\"findings\":[");
}

void gj_verdict_json_end(gj_buffer *buffer, const gj_user_rules *user,
                         const gj_tally_count *counts)
{
	gj_buffer_add_text(buffer, "],\"rules\":[");
	add_rule_counts(buffer, user, counts);
	gj_buffer_add_text(buffer, "]}");
}

gj_str gj_finding_location(gj_arena *arena, const gj_finding *finding)
{
	const gj_place *place = &finding->place;
	if (!place->table)
		return finding->section;
	gj_str slot = { 0 }, bytes = { 0 };
	if (place->row)
		slot = gj_str_format(arena, " row %u column %u", place->row, place->column);
	if (place->range.end)
		bytes = gj_str_format(arena, " bytes %u-%u", place->range.begin, place->range.end);
	return gj_str_format(arena, "table %u%.*s%.*s", place->table, GJ_STR_ARG(slot),
	                     GJ_STR_ARG(bytes));
}

static int compare_fields(const void *a, const void *b)
{
	return *(const gj_field *)a - *(const gj_field *)b;
}

/* agency|year|rule|field field …|subject */
static void add_identity(gj_buffer *buffer, const gj_report *report, const gj_finding *finding,
                         gj_field *fields)
{
	gj_buffer_add_str(buffer, report->agency);
	gj_buffer_printf(buffer, "|%d|%s|", report->year, finding->rule->id);
	for (size_t i = 0; i < finding->field_count; i++) {
		gj_buffer_add_text(buffer, gj_field_id(fields[i]));
		gj_buffer_add_char(buffer, ' ');
	}
	gj_buffer_add_char(buffer, '|');
	gj_buffer_add_str(buffer, finding->subject);
}

/* Names of 207 fields are below 8 KB; an agency's name comes from a stranger. */
enum { IDENTITY_MAX = 64 * 1024, DIGEST_BYTES = 16 };

gj_str gj_finding_fingerprint(gj_arena *arena, const gj_report *report, const gj_finding *finding)
{
	if (finding->fingerprint.len)
		return finding->fingerprint;
	size_t size = finding->field_count * sizeof *finding->fields;
	gj_field *fields = (gj_field *)gj_arena_copy(arena, (const char *)finding->fields, size);
	unsigned char digest[EVP_MAX_MD_SIZE];
	char hex[2 * DIGEST_BYTES + 1];
	gj_buffer buffer;
	gj_buffer_init(&buffer, IDENTITY_MAX);
	if (fields) {
		if (size)
			qsort(fields, finding->field_count, sizeof *fields, compare_fields);
		add_identity(&buffer, report, finding, fields);
	}
	bool hashed = fields && !buffer.failed &&
	              EVP_Digest(buffer.data, buffer.length, digest, NULL, EVP_sha256(), NULL);
	gj_buffer_release(&buffer);
	if (!hashed)
		return (gj_str){ 0 };
	for (size_t i = 0; i < DIGEST_BYTES; i++)
		for (size_t half = 0; half < 2; half++)
			hex[2 * i + half] = "0123456789abcdef"[half ? digest[i] & 15 : digest[i] >> 4];
	return gj_str_copy(arena, (gj_str){ hex, 2 * DIGEST_BYTES });
}
