#include "map/read.h"

#include "doc/hidden.h"
#include "doc/separated.h"
#include "form/label.h"
#include "map/mapper.h"
#include "masthead/section.h"
#include "masthead/title.h"

#include <string.h>

enum { SHELL_TEXT_MAX = 600 /* bytes of text of a page that a script fills */ };

static size_t text_size(const gj_document *document)
{
	size_t size = 0;
	for (size_t i = 0; i < document->block_count; i++) {
		const gj_block *block = &document->blocks[i];
		size += block->text.len;
		for (uint32_t c = 0; block->grid && c < block->grid->cell_count; c++)
			size += block->grid->cells[c].text.len;
	}
	return size;
}

static bool says(const gj_document *document, const char *words)
{
	gj_str needle = gj_str_of(words);
	for (size_t i = 0; i < document->block_count; i++) {
		const gj_block *block = &document->blocks[i];
		if (gj_str_has(block->text, needle))
			return true;
		for (uint32_t c = 0; block->grid && c < block->grid->cell_count; c++)
			if (gj_str_has(block->grid->cells[c].text, needle))
				return true;
	}
	return false;
}

/* Words of the tables that reports had before the 2019 form. */
static bool looks_legacy(const gj_document *document)
{
	static const char *const words[] = { "历年累计", "主动公开文件数", "主动公开政府信息数",
		                             "收到申请数", "申请办结数", "计量单位", "统计数据表" };
	unsigned hits = 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		hits += says(document, words[i]);
	return hits >= 2;
}

static gj_refusal refuse(const gj_report *report)
{
	const gj_document *document = report->document;
	size_t size = text_size(document);
	if (!size)
		return document->scripted ? GJ_REFUSED_SCRIPT : GJ_REFUSED_EMPTY;
	if (looks_legacy(document) || (report->year && report->year < 2019))
		return GJ_REFUSED_LEGACY;
	if (document->scripted && size < SHELL_TEXT_MAX)
		return GJ_REFUSED_SCRIPT;
	return GJ_REFUSED_NO_TABLE;
}

static bool has_table(const gj_report *report)
{
	return report->tables[2] != GJ_FORM_NONE || report->tables[3] != GJ_FORM_NONE ||
	       report->tables[4] != GJ_FORM_NONE;
}

static void clear(gj_report *report)
{
	memset(report, 0, sizeof *report);
	for (int i = 0; i < 5; i++)
		report->tables[i] = GJ_FORM_NONE;
}

/* Into a cleared report. */
static gj_code map_document(gj_arena *arena, const gj_document *document, gj_report *report,
                            gj_err *err)
{
	report->document = document;
	gj_code code = gj_map_tables(arena, report, err);
	if (code != GJ_OK)
		return code;
	gj_title_read(arena, report);
	if (!has_table(report)) {
		report->refusal = refuse(report);
		return GJ_OK;
	}
	return gj_sections_read(arena, report, err);
}

gj_code gj_report_map(gj_arena *arena, const gj_document *document, gj_report *report, gj_err *err)
{
	clear(report);
	return map_document(arena, document, report, err);
}

/* Whether some number of the report is one that its page does not show. */
static bool reads_hidden_numbers(const gj_report *report, gj_str bytes)
{
	gj_hidden_finder finder = { .page = bytes };
	bool web = strcmp(report->document->format, "html") == 0;
	for (size_t i = 0; web && i < GJ_FIELD_COUNT; i++) {
		const gj_value *value = &report->values[i];
		if (gj_value_has_number(value) && gj_hidden_at(&finder, value->place.range, value->printed.len))
			return true;
	}
	return false;
}

static gj_code read_bytes(gj_arena *arena, gj_str bytes, const gj_document_hints *hints,
                          gj_report *report, gj_err *err)
{
	gj_document *document;
	clear(report);
	gj_code code = gj_document_read(arena, bytes, hints, &document, &report->refusal, err);
	if (code != GJ_OK || report->refusal != GJ_REFUSED_NOT)
		return code;
	return map_document(arena, document, report, err);
}

static size_t count_cells(const gj_report *report)
{
	size_t count = 0;
	for (size_t i = 0; report->refusal == GJ_REFUSED_NOT && i < GJ_FIELD_COUNT; i++)
		count += report->values[i].place.table > 0;
	return count;
}

static void doubt_all(gj_report *report)
{
	for (size_t i = 0; i < GJ_FIELD_COUNT; i++)
		if (report->values[i].place.table)
			report->values[i].doubts |= GJ_DOUBT_NO_GRID;
	report->doubts |= GJ_DOUBT_NO_GRID;
}

/* A text without tables 二 and 三 may have commas or semicolons between its cells. */
static gj_code read_separated(gj_arena *arena, gj_str bytes, const gj_document_hints *hints,
                              gj_report *report, gj_err *err)
{
	const gj_report before = *report;
	size_t cells = count_cells(&before);
	for (unsigned i = 0; i < GJ_SEPARATORS; i++) {
		gj_str tabbed = gj_text_tabbed(arena, bytes, before.document->charset, i);
		if (!tabbed.ptr)
			continue;
		gj_code code = read_bytes(arena, tabbed, hints, report, err);
		if (code == GJ_OK && count_cells(report) <= cells)
			continue;
		if (i >= GJ_SURE_SEPARATORS)
			doubt_all(report);
		return code;
	}
	*report = before;
	return GJ_OK;
}

static gj_code need_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_LIMIT, 0, "document needs too much memory");
}

static gj_code read_shown(gj_arena *arena, gj_str bytes, const gj_document_hints *hints,
                          gj_report *report, gj_err *err)
{
	gj_str shown = gj_hidden_removed(arena, bytes, false);
	return shown.ptr ? read_bytes(arena, shown, hints, report, err) : need_memory(err);
}

/* Tables or rows that stand twice, or more cells than a row has. */
static bool may_be_hidden(const gj_report *report)
{
	bool twice = report->doubts & (GJ_DOUBT_DOUBLED | GJ_DOUBT_SURPLUS | GJ_DOUBT_READINGS);
	for (size_t i = 0; !twice && i < report->oddity_count; i++)
		twice = report->oddities[i].kind == GJ_ODDITY_DOUBLED_ROW;
	return twice && strcmp(report->document->format, "html") == 0;
}

/* A page may hold a table that nobody sees beside the one that is shown: the blank form,
 * or that of another year. What is shown counts, if it has all that was read. */
static gj_code choose_shown(gj_arena *arena, gj_str bytes, const gj_document_hints *hints,
                            gj_report *report, gj_err *err)
{
	const gj_report all = *report;
	gj_str shown = gj_hidden_removed(arena, bytes, true);
	if (!shown.ptr)
		return need_memory(err);
	if (memcmp(shown.ptr, bytes.ptr, bytes.len) == 0)
		return GJ_OK;
	gj_code code = read_bytes(arena, shown, hints, report, err);
	if (code == GJ_OK && count_cells(report) < count_cells(&all))
		*report = all;
	return code;
}

gj_code gj_report_read(gj_arena *arena, gj_str bytes, const gj_document_hints *hints,
                       gj_report *report, gj_err *err)
{
	gj_code code = read_bytes(arena, bytes, hints, report, err);
	if (code != GJ_OK || !report->document)
		return code;
	if (reads_hidden_numbers(report, bytes))
		return read_shown(arena, bytes, hints, report, err);
	if (may_be_hidden(report))
		return choose_shown(arena, bytes, hints, report, err);
	gj_charset charset = report->document->charset;
	bool single_bytes = charset == GJ_CHARSET_UTF8 || charset == GJ_CHARSET_GB18030;
	bool text = strcmp(report->document->format, "text") == 0;
	bool readable = report->refusal == GJ_REFUSED_NOT || report->refusal == GJ_REFUSED_NO_TABLE;
	bool bare = report->tables[2] == GJ_FORM_NONE && report->tables[3] == GJ_FORM_NONE;
	if (readable && bare && text && single_bytes)
		return read_separated(arena, bytes, hints, report, err);
	return GJ_OK;
}
