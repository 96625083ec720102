#include "docket/teller.h"
#include "show_tables.h"

#include <string.h>
#include <utf8proc.h>

enum {
	LABEL_WIDTH = 38, /* columns of a terminal for row labels */
	CELL_WIDTH = 14,  /* the longest column word of table 三 has 12 */
};

typedef struct painter {
	gj_buffer *to;
	gj_reading *reading;
	bool chinese, colour;
} painter;

/* --- columns of a terminal ------------------------------------------------ */

static size_t width_of(gj_str text)
{
	size_t width = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		int columns = utf8proc_charwidth((utf8proc_int32_t)code);
		width += columns > 0 ? (size_t)columns : 0;
	}
	return width;
}

/* The longest beginning that fits. */
static gj_str cut_to(gj_str text, size_t width)
{
	size_t used = 0, at = 0;
	while (at < text.len) {
		uint32_t code;
		size_t step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		int columns = utf8proc_charwidth((utf8proc_int32_t)code);
		if (used + (columns > 0 ? (size_t)columns : 0) > width)
			break;
		used += columns > 0 ? (size_t)columns : 0;
		at += step;
	}
	return gj_str_upto(text, at);
}

static void add_spaces(gj_buffer *to, size_t count)
{
	while (count-- > 0)
		gj_buffer_add_char(to, ' ');
}

static void add_left(gj_buffer *to, gj_str text, size_t width)
{
	text = cut_to(text, width);
	gj_buffer_add_str(to, text);
	add_spaces(to, width - width_of(text));
}

static void add_right(gj_buffer *to, gj_str text, size_t width)
{
	size_t used = width_of(text);
	add_spaces(to, used < width ? width - used : 1);
	gj_buffer_add_str(to, text);
}

/* --- one cell ------------------------------------------------------------- */

static bool stands_in_finding(const painter *p, gj_field field)
{
	for (size_t i = 0; i < p->reading->verdict.count; i++) {
		const gj_finding *finding = &p->reading->verdict.findings[i];
		if (finding->field == field)
			return true;
		if (finding->severity != GJ_ERROR)
			continue;
		for (size_t f = 0; f < finding->field_count; f++)
			if (finding->fields[f] == field)
				return true;
	}
	return false;
}

/* As printed; "·" for blank, "-" for absent; "!" in a finding, "?" in doubt. */
static void add_cell(painter *p, gj_field field)
{
	const gj_value *value = &p->reading->report.values[field];
	gj_arena *arena = &p->reading->arena;
	gj_str text = value->state == GJ_STATE_ABSENT ? GJ_STR("-")
	              : value->state == GJ_STATE_BLANK ? GJ_STR("·")
	                                               : value->printed;
	const char *doubt = value->doubts ? "?" : "";
	const char *found = stands_in_finding(p, field) ? "!" : "";
	add_right(p->to, gj_str_format(arena, "%.*s%s%s", GJ_STR_ARG(text), doubt, found), CELL_WIDTH);
}

/* Rules that speak of this row, behind it. */
static void add_rules(painter *p, const gj_field *fields, size_t count)
{
	bool any = false;
	for (size_t i = 0; i < p->reading->verdict.count; i++) {
		const gj_finding *finding = &p->reading->verdict.findings[i];
		for (size_t f = 0; f < count; f++) {
			if (finding->field != fields[f])
				continue;
			gj_buffer_add_text(p->to, any ? " " : "  ← ");
			gj_buffer_add_text(p->to, finding->rule->id);
			any = true;
		}
	}
	gj_buffer_add_char(p->to, '\n');
}

/* --- tables --------------------------------------------------------------- */

static gj_str row_name(painter *p, const gj_form_field *field)
{
	return gj_str_format(&p->reading->arena, "%s%s%s", field->item, *field->item ? " " : "",
	                     field->row_label);
}

/* Whether two fields stand in one printed row. */
static bool same_row(const gj_form_field *a, const gj_form_field *b)
{
	return a->table == b->table && strcmp(a->item, b->item) == 0 &&
	       strcmp(a->row_label, b->row_label) == 0;
}

/* The column words, where they differ from those of the row before. */
static void add_head(painter *p, const gj_form_field *row, size_t count, const gj_form_field *before)
{
	bool same = before && before->table == row->table && before->table != 2;
	if (same || (before && before->table == 2 && strcmp(before->item, row->item) == 0))
		return;
	add_spaces(p->to, LABEL_WIDTH);
	for (size_t i = 0; i < count; i++)
		add_right(p->to, cut_to(gj_str_of(row[i].column_label), CELL_WIDTH - 2), CELL_WIDTH);
	gj_buffer_add_char(p->to, '\n');
}

static void add_row(painter *p, const gj_form_field *row, size_t count)
{
	gj_field fields[GJ_T3_COLUMNS];
	add_left(p->to, row_name(p, row), LABEL_WIDTH);
	for (size_t i = 0; i < count && i < GJ_T3_COLUMNS; i++) {
		add_cell(p, row[i].field);
		fields[i] = row[i].field;
	}
	add_rules(p, fields, count < GJ_T3_COLUMNS ? count : GJ_T3_COLUMNS);
}

static void add_table(painter *p, int table)
{
	static const char *const names[] = { [2] = "二", [3] = "三", [4] = "四" };
	gj_form_id id = p->reading->report.tables[table];
	const gj_form *form = gj_form_of(id);
	gj_buffer_printf(p->to, p->chinese ? "\n表%s" : "\ntable %s", names[table]);
	if (!form) {
		gj_buffer_add_text(p->to, p->chinese ? "：未找到\n" : ": not found\n");
		return;
	}
	/* Table 四 is the same in both forms. */
	if (table != 4)
		gj_buffer_printf(p->to, p->chinese ? "（%s 表式）" : " (form %s)", form->name);
	gj_buffer_add_char(p->to, '\n');
	const gj_form_field *before = NULL;
	for (size_t i = 0; i < form->count;) {
		const gj_form_field *row = &form->fields[i];
		size_t count = 1;
		while (i + count < form->count && same_row(row, row + count))
			count++;
		i += count;
		if (row->table != table)
			continue;
		add_head(p, row, count, before);
		add_row(p, row, count);
		before = row;
	}
}

/* --- the head and the findings -------------------------------------------- */

static void add_fact(painter *p, const char *zh, const char *en, gj_str value)
{
	if (!value.len)
		return;
	add_left(p->to, gj_str_of(p->chinese ? zh : en), CELL_WIDTH);
	gj_buffer_add_str(p->to, value);
	gj_buffer_add_char(p->to, '\n');
}

static gj_str origin_name(const gj_report *report, bool chinese)
{
	switch (report->published_origin) {
	case GJ_ORIGIN_META:
		return chinese ? GJ_STR("（网页元数据）") : GJ_STR(" (page metadata)");
	case GJ_ORIGIN_TEXT:
		return chinese ? GJ_STR("（正文）") : GJ_STR(" (text)");
	default:
		return GJ_STR("");
	}
}

static const char *charset_name(gj_charset charset)
{
	static const char *const names[] = {
		[GJ_CHARSET_UTF8] = "UTF-8", [GJ_CHARSET_GB18030] = "GB18030",
		[GJ_CHARSET_UTF16LE] = "UTF-16LE", [GJ_CHARSET_UTF16BE] = "UTF-16BE",
	};
	return names[charset];
}

/* The record in the archive, and before it, in their order, those of the redirects that
 * led there: status, address and id. */
static void add_evidence(painter *p)
{
	for (gj_str rest = p->reading->hops, hop; rest.len; rest = gj_str_from(rest, hop.len + 1)) {
		hop = gj_str_upto(rest, gj_str_find(rest, GJ_STR("\n")));
		add_fact(p, "重定向", "redirect", hop);
	}
	add_fact(p, "存档记录", "record", p->reading->record);
}

static void add_facts(painter *p)
{
	const gj_report *report = &p->reading->report;
	gj_arena *arena = &p->reading->arena;
	gj_str published = gj_str_format(arena, "%.*s%.*s", GJ_STR_ARG(report->published),
	                                 GJ_STR_ARG(origin_name(report, p->chinese)));
	add_fact(p, "标题", "title", report->title);
	add_fact(p, "机关", "agency", report->agency);
	if (report->year)
		add_fact(p, "年度", "year", gj_str_format(arena, "%d", report->year));
	if (report->published.len)
		add_fact(p, "发布日期", "published", published);
	add_fact(p, "表式", "form", gj_str_of(gj_report_form_name(report)));
	if (report->document)
		add_fact(p, "文件", "file",
		         gj_str_format(arena, "%s, %s, %zu bytes", report->document->format,
		                       charset_name(report->document->charset), report->document->size));
	add_evidence(p);
}

static void add_finding(painter *p, const gj_finding *finding)
{
	gj_tell_options options = { .chinese = p->chinese, .colour = p->colour };
	gj_teller_text.finding(p->to, &p->reading->arena, &options, &p->reading->report, finding, 0);
}

void show_report(gj_buffer *to, gj_reading *reading, bool chinese, bool colour)
{
	painter p = { to, reading, chinese, colour };
	gj_buffer_add_str(to, reading->input.name);
	gj_buffer_add_char(to, '\n');
	add_facts(&p);
	if (reading->report.refusal) {
		gj_buffer_add_text(to, gj_refusal_sentence(reading->report.refusal, chinese));
		gj_buffer_add_char(to, '\n');
		return;
	}
	for (int table = 2; table <= 4; table++)
		add_table(&p, table);
	gj_buffer_add_text(to, chinese ? "\n符号：· 空白　- 没有此格　? 读数存疑　! 见下列发现\n"
	                               : "\nmarks: · blank  - no such cell  ? reading in doubt  ! see below\n");
	for (size_t i = 0; i < reading->verdict.count; i++)
		add_finding(&p, &reading->verdict.findings[i]);
}

/* --- where each number stands --------------------------------------------- */

static void add_doubts(gj_buffer *to, unsigned doubts)
{
	const char *before = "";
	for (unsigned bit = 1; bit < 1u << GJ_DOUBT_COUNT; bit <<= 1) {
		if (!(doubts & bit))
			continue;
		gj_buffer_add_text(to, before);
		gj_buffer_add_text(to, gj_doubt_name((gj_doubt)bit));
		before = ",";
	}
}

static void add_cell_line(void *context, const gj_report *report, const gj_form_field *field)
{
	gj_buffer *to = context;
	const gj_value *value = &report->values[field->field];
	const gj_place *place = &value->place;
	gj_buffer_add_text(to, gj_field_id(field->field));
	gj_buffer_add_char(to, '\t');
	for (size_t i = 0; i < value->printed.len; i++)
		gj_buffer_add_char(to, strchr("\t\r\n", value->printed.ptr[i]) ? ' ' : value->printed.ptr[i]);
	gj_buffer_printf(to, "\t%s\t", gj_state_name(value->state));
	add_doubts(to, value->doubts);
	if (place->table)
		gj_buffer_printf(to, "\ttable %u grid %u row %u column %u\tbytes %u-%u", place->table,
		                 place->grid, place->row, place->column, place->range.begin,
		                 place->range.end);
	gj_buffer_add_char(to, '\n');
}

void show_cells(gj_buffer *to, const gj_reading *reading)
{
	gj_report_each_field(&reading->report, add_cell_line, to);
}
