#include "doc/document.h"

#include "doc/charset.h"
#include "doc/decoder.h"
#include "doc/word.h"

#include <string.h>

/* Files that begin like this have no decoder in this room. */
static const struct signature {
	const char *bytes;
	size_t length;
	gj_refusal refusal;
} signatures[] = {
	{ "%PDF", 4, GJ_REFUSED_KIND },
	{ "PK\3\4", 4, GJ_REFUSED_KIND },               /* DOCX, XLSX, ZIP */
	{ "\xD0\xCF\x11\xE0", 4, GJ_REFUSED_KIND },     /* old DOC, XLS */
	{ "{\\rtf", 5, GJ_REFUSED_KIND },
	{ "\x89PNG", 4, GJ_REFUSED_BINARY },
	{ "\xFF\xD8\xFF", 3, GJ_REFUSED_BINARY },       /* JPEG */
	{ "GIF8", 4, GJ_REFUSED_BINARY },
	{ "Rar!", 4, GJ_REFUSED_BINARY },
	{ "\x1F\x8B", 2, GJ_REFUSED_BINARY },           /* gzip */
	{ "7z\xBC\xAF", 4, GJ_REFUSED_BINARY },
};

enum {
	SNIFF_WINDOW = 64 * 1024,
	BINARY_WINDOW = 4 * 1024,
	/* Text holds no control characters but white space; a broken page a few. */
	CONTROLS_PER_1000_MAX = 30,
};

static size_t count_controls(gj_str bytes)
{
	size_t controls = 0;
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];
		controls += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
	}
	return controls;
}

/* Of the marked bytes of a word those that are no line feeds. */
static uint64_t not_line_feeds(uint64_t word, uint64_t marked)
{
	uint64_t others = word ^ GJ_WORD_OF('\n'), low_bits = GJ_WORD_OF(0x7F);
	return marked & (((others & low_bits) + low_bits) | others);
}

static bool looks_binary(gj_str bytes)
{
	gj_str head = gj_str_upto(bytes, BINARY_WINDOW);
	size_t controls = 0;
	size_t at = 0;
	for (; head.len - at >= GJ_WORD; at += GJ_WORD) {
		uint64_t word = gj_word_at(head.ptr + at), low = gj_word_below(word, ' ');
		if (low && not_line_feeds(word, low))
			controls += count_controls(gj_str_upto(gj_str_from(head, at), GJ_WORD));
	}
	controls += count_controls(gj_str_from(head, at));
	return controls * 1000 > head.len * CONTROLS_PER_1000_MAX;
}

static gj_refusal refuse_bytes(gj_str bytes)
{
	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
		if (gj_str_starts(bytes, (gj_str){ signatures[i].bytes, signatures[i].length }))
			return signatures[i].refusal;
	if (!gj_str_trim(gj_str_upto(bytes, SNIFF_WINDOW)).len && bytes.len <= SNIFF_WINDOW)
		return GJ_REFUSED_EMPTY;
	return looks_binary(bytes) ? GJ_REFUSED_BINARY : GJ_REFUSED_NOT;
}

/* Markup is told by a tag that pages have and text has not, near the start. */
static bool looks_like_html(gj_str bytes)
{
	static const char *const tags[] = { "!doctype", "html", "head", "body", "meta", "table",
		                            "div", "p", "span", "tr", "td", "br", "title", "script" };
	gj_str head = gj_str_upto(bytes, SNIFF_WINDOW);
	for (size_t at = 0; at < head.len; at++) {
		const char *lt = memchr(head.ptr + at, '<', head.len - at);
		if (!lt)
			return false;
		at = (size_t)(lt - head.ptr);
		gj_str behind = gj_str_from(head, at + 1);
		for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
			gj_str name = gj_str_of(tags[i]);
			bool ends = behind.len > name.len && strchr(" \t\r\n>/", behind.ptr[name.len]);
			if (ends && gj_str_equal_nocase(gj_str_upto(behind, name.len), name))
				return true;
		}
	}
	return false;
}

/* After a change of encoding the places in the original are unknown. */
static void forget_places(gj_document *document)
{
	for (size_t i = 0; i < document->block_count; i++) {
		gj_block *block = &document->blocks[i];
		block->range = (gj_range){ 0, 0 };
		if (block->grid)
			block->grid->range = (gj_range){ 0, 0 };
		for (uint32_t c = 0; block->grid && c < block->grid->cell_count; c++)
			block->grid->cells[c].range = (gj_range){ 0, 0 };
	}
}

static gj_code need_memory(gj_err *err)
{
	return gj_err_set(err, GJ_E_LIMIT, 0, "document needs too much memory");
}

static gj_code decode(gj_arena *arena, gj_str bytes, const gj_document_hints *hints,
                      gj_document *document, gj_err *err)
{
	gj_marks marks;
	if (!gj_marks_make(&marks, arena, gj_scanner_best(), bytes))
		return need_memory(err);
	gj_str content_type = hints ? hints->content_type : (gj_str){ 0 };
	gj_encoding encoding = gj_charset_detect_from(bytes, marks.usual, content_type);
	gj_charset charset = encoding.charset;
	bool utf16 = charset == GJ_CHARSET_UTF16LE || charset == GJ_CHARSET_UTF16BE;
	if (utf16) {
		bytes = gj_charset_from_utf16(arena, gj_str_from(bytes, encoding.bom),
		                              charset == GJ_CHARSET_UTF16BE);
		if (!bytes.ptr || !gj_marks_make(&marks, arena, gj_scanner_best(), bytes))
			return need_memory(err);
		encoding = (gj_encoding){ GJ_CHARSET_UTF8, 0, true };
	}
	bool html = looks_like_html(gj_str_from(bytes, encoding.bom));
	const gj_decoder *decoder = html ? &gj_decoder_html : &gj_decoder_plain;
	document->format = decoder->format;
	size_t size = document->size;
	gj_code code = decoder->decode(arena, &marks, encoding, document, err);
	if (code == GJ_OK && utf16) {
		document->charset = charset;
		document->size = size;
		forget_places(document);
	}
	return code;
}

gj_code gj_document_read(gj_arena *arena, gj_str bytes, const gj_document_hints *hints,
                         gj_document **document, gj_refusal *refusal, gj_err *err)
{
	*document = NULL;
	bool utf16 = gj_str_starts(bytes, GJ_STR("\xFF\xFE")) || gj_str_starts(bytes, GJ_STR("\xFE\xFF"));
	*refusal = utf16 ? GJ_REFUSED_NOT : refuse_bytes(bytes);
	if (bytes.len >= UINT32_MAX)
		*refusal = GJ_REFUSED_TOO_LARGE; /* places are 32 bits wide */
	if (*refusal != GJ_REFUSED_NOT)
		return GJ_OK;
	gj_document *made = gj_arena_zalloc(arena, 1, sizeof *made);
	if (!made)
		return need_memory(err);
	made->size = bytes.len;
	gj_code code = decode(arena, bytes, hints, made, err);
	if (code == GJ_OK)
		*document = made;
	return code;
}
