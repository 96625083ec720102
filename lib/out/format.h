/* What a format is made of. Only for lib/out: everyone else knows sheets. */
#ifndef GJ_OUT_FORMAT_H
#define GJ_OUT_FORMAT_H

#include "out/sheet.h"

/* Each function appends to `sheet->line`, which is then written and emptied;
 * `begin` and `end` may be null. */
struct gj_sheet_format {
	const char *name;
	void (*begin)(gj_sheet *sheet);
	void (*row)(gj_sheet *sheet, const gj_sheet_cell *cells);
	void (*end)(gj_sheet *sheet);
};

struct gj_sheet {
	const gj_sheet_format *format;
	gj_output *output;
	const gj_column *columns;
	size_t count;
	gj_sheet_options options;
	gj_buffer line;
	size_t rows;    /* begun so far */
	gj_code failed; /* of the first row that could not be formatted */
};

/* Whether a text is a number as JSON (RFC 8259, section 6) writes it. */
bool gj_sheet_is_number(gj_str text);

/* The length of whole characters, at the start of a text, that are plain in every
 * format: visible ASCII but quotes and backslashes, and Chinese. Fewer than there are
 * where fewer than sixteen bytes are left: those are for the caller to look at. */
size_t gj_plain_run(gj_str text);

/* Appends text in runs, handing every character that is not `plain`, and U+FFFD
 * for every malformed byte, to `respell`. Inline, so that both get inlined. */
static inline void gj_add_respelled(gj_buffer *buffer, gj_str text, bool (*plain)(uint32_t code),
                                    void (*respell)(gj_buffer *buffer, uint32_t code))
{
	size_t start = 0;
	for (size_t at = 0; at < text.len;) {
		at += gj_plain_run(gj_str_from(text, at));
		if (at == text.len)
			break;
		uint32_t code;
		size_t step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		bool malformed = code == 0xFFFD && step == 1;
		if (malformed || !plain(code)) {
			gj_buffer_add(buffer, text.ptr + start, at - start);
			respell(buffer, code);
			start = at + step;
		}
		at += step;
	}
	gj_buffer_add_str(buffer, gj_str_from(text, start));
}

static inline void gj_add_character(gj_buffer *buffer, uint32_t code)
{
	char bytes[4];
	gj_buffer_add(buffer, bytes, gj_utf8_put(bytes, code));
}

#endif
