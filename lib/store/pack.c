#include "store/pack.h"

#include <openssl/sha.h>
#include <string.h>
#include <zstd.h>

/* The default: four times as small as Chinese prose, at some hundred megabytes a second. */
enum { LEVEL = 3 };

void gj_content_digest(gj_str bytes, char digest[GJ_CONTENT_BYTES])
{
	unsigned char whole[SHA256_DIGEST_LENGTH];
	SHA256((const unsigned char *)(bytes.ptr ? bytes.ptr : ""), bytes.len, whole);
	memcpy(digest, whole, GJ_CONTENT_BYTES);
}

/* "12:words", so that the length of each text is known before it is read. */
static void put_text(gj_buffer *to, gj_str text)
{
	gj_buffer_add_integer(to, (int64_t)text.len);
	gj_buffer_add_char(to, ':');
	gj_buffer_add_str(to, text);
}

/* Six times: the order it stands in ('0' = not found), its heading, its text. */
static void put_sections(gj_buffer *to, const gj_report *report)
{
	for (size_t i = 0; i < GJ_SECTIONS; i++) {
		const gj_section *section = &report->sections[i];
		gj_buffer_add_char(to, (char)('0' + (section->found ? section->order : 0)));
		if (!section->found)
			continue;
		put_text(to, section->heading);
		put_text(to, section->text);
	}
}

enum { CELL_BYTES = 12 }; /* of one value: number, decimals, state, doubts */

/* The same bytes on every machine. */
static void put_cells(gj_buffer *to, const gj_report *report)
{
	char *at = gj_buffer_reserve(to, (size_t)GJ_FIELD_COUNT * CELL_BYTES);
	if (!at)
		return;
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++) {
		const gj_value *value = &report->values[field];
		bool number = gj_value_has_number(value);
		uint64_t units = number ? (uint64_t)value->number.units : 0;
		for (int byte = 0; byte < 8; byte++, units >>= 8)
			*at++ = (char)(units & 0xFF);
		*at++ = (char)(number ? value->number.scale : 0);
		*at++ = (char)value->state;
		*at++ = (char)(value->doubts & 0xFF);
		*at++ = (char)(value->doubts >> 8);
	}
	to->length += (size_t)GJ_FIELD_COUNT * CELL_BYTES;
}

/* Where a cell stands is left out: it moves with what is around the report. */
static void put_content(gj_buffer *to, const gj_report *report)
{
	put_text(to, report->title);
	put_text(to, report->published);
	const int64_t numbers[] = { report->tables[2], report->tables[3], report->tables[4],
		                    report->mixed_rows[2], report->mixed_rows[3], report->doubts };
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		gj_buffer_add_integer(to, numbers[i]);
		gj_buffer_add_char(to, ' ');
	}
	put_cells(to, report);
	for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
		if (gj_store_marks(&report->values[field]))
			put_text(to, report->values[field].printed);
	put_sections(to, report);
}

static bool any_section(const gj_report *report)
{
	for (size_t i = 0; i < GJ_SECTIONS; i++)
		if (report->sections[i].found)
			return true;
	return false;
}

static gj_code pack_sections(gj_arena *arena, gj_str texts, gj_store_part *part, gj_err *err)
{
	size_t room = ZSTD_compressBound(texts.len);
	char *packed = gj_arena_alloc(arena, room);
	size_t size = packed ? ZSTD_compress(packed, room, texts.ptr, texts.len, LEVEL) : 0;
	if (!packed || ZSTD_isError(size))
		return gj_err_set(err, GJ_E_MEMORY, 0, "no memory to pack the sections");
	part->sections = (gj_str){ packed, size };
	part->sections_size = texts.len;
	return GJ_OK;
}

gj_code gj_store_prepare(gj_arena *arena, gj_buffer *scratch, const gj_report *report,
                         gj_store_part *part, gj_err *err)
{
	*part = (gj_store_part){ 0 };
	gj_buffer_clear(scratch);
	put_content(scratch, report);
	if (scratch->failed)
		return gj_err_set(err, scratch->failed, 0, "no memory to keep a report");
	gj_content_digest(gj_buffer_str(scratch), part->content);
	if (!any_section(report))
		return GJ_OK;
	gj_buffer_clear(scratch);
	put_sections(scratch, report);
	return pack_sections(arena, gj_buffer_str(scratch), part, err);
}

/* ---- back ---- */

static bool take_text(gj_str *from, gj_str *text)
{
	size_t length = 0, at = 0;
	for (; at < from->len && gj_is_digit(from->ptr[at]) && length < SIZE_MAX / 100; at++)
		length = length * 10 + (size_t)(from->ptr[at] - '0');
	if (!at || at >= from->len || from->ptr[at] != ':' || from->len - at - 1 < length)
		return false;
	*text = gj_str_upto(gj_str_from(*from, at + 1), length);
	*from = gj_str_from(*from, at + 1 + length);
	return true;
}

static bool take_sections(gj_str rest, gj_report *report)
{
	for (size_t i = 0; i < GJ_SECTIONS; i++) {
		gj_section *section = &report->sections[i];
		if (!rest.len || rest.ptr[0] < '0' || rest.ptr[0] > '0' + GJ_SECTIONS)
			return false;
		section->order = (uint8_t)(rest.ptr[0] - '0');
		section->found = section->order != 0;
		rest = gj_str_from(rest, 1);
		if (section->found && (!take_text(&rest, &section->heading) ||
		                       !take_text(&rest, &section->text)))
			return false;
	}
	return true;
}

gj_code gj_sections_unpack(gj_arena *arena, gj_str packed, size_t size, gj_report *report,
                           gj_err *err)
{
	char *texts = gj_arena_alloc(arena, size);
	if (!texts)
		return gj_err_set(err, GJ_E_MEMORY, 0, "no memory for the sections of a report");
	if (ZSTD_decompress(texts, size, packed.ptr, packed.len) != size ||
	    !take_sections((gj_str){ texts, size }, report))
		return gj_err_set(err, GJ_E_DAMAGED, 0, "the sections of a report cannot be unpacked");
	return GJ_OK;
}
