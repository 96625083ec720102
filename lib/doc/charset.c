#include "doc/charset.h"

#include "doc/scan.h"
#include "doc/word.h"

#include <string.h>

#include "gb18030.inc"

enum {
	DECLARATION_WINDOW = 4096, /* browsers look at 1,024; Word's head is longer */
};

static bool is_utf8(gj_str bytes, size_t at)
{
	const gj_scanner *scanner = gj_scanner_best();
	while ((at = scanner->unusual(bytes.ptr, at, bytes.len)) < bytes.len) {
		uint32_t code;
		size_t step = gj_utf8_next(bytes.ptr + at, bytes.len - at, &code);
		if (step == 1)
			return false;
		at += step;
	}
	return true;
}

static size_t skip_ascii(gj_str bytes, size_t at)
{
	for (; bytes.len - at >= 2 * GJ_WORD; at += 2 * GJ_WORD) {
		uint64_t both = gj_word_at(bytes.ptr + at) | gj_word_at(bytes.ptr + at + GJ_WORD);
		if (both & GJ_WORD_OF(0x80))
			break;
	}
	while (at < bytes.len && !(bytes.ptr[at] & 0x80))
		at++;
	return at;
}

/* Whether at most one of `tolerance` multi-byte sequences is bad, as far as the first
 * BAD_ENOUGH of those. Stops as soon as too many are, whatever follows. */
static bool is_mostly_utf8(gj_str bytes, size_t tolerance)
{
	enum { BAD_ENOUGH = 256 };
	size_t good = 0, bad = 0;
	for (size_t at = 0; at < bytes.len && bad < BAD_ENOUGH;) {
		if (!(bytes.ptr[at] & 0x80)) {
			at = skip_ascii(bytes, at);
			continue;
		}
		uint32_t code;
		size_t step = gj_utf8_next(bytes.ptr + at, bytes.len - at, &code);
		good += step > 1;
		bad += step == 1;
		at += step;
		if (step == 1 && bad * tolerance > good + (bytes.len - at) / 2)
			return false;
	}
	return bad * tolerance <= good;
}

static bool starts_nocase(gj_str text, gj_str prefix)
{
	return gj_str_equal_nocase(gj_str_upto(text, prefix.len), prefix);
}

/* `text` from the first `needle` on, which begins with a letter in lower case; the end
 * of it where there is none. Words without that letter are passed over. */
static gj_str from_nocase(gj_str text, gj_str needle)
{
	unsigned char first = (unsigned char)needle.ptr[0];
	while (text.len && !starts_nocase(text, needle)) {
		text = gj_str_from(text, 1);
		while (text.len >= GJ_WORD &&
		       !gj_word_equal(gj_word_at(text.ptr) | GJ_WORD_OF(0x20), first))
			text = gj_str_from(text, GJ_WORD);
	}
	return text;
}

/* Whether a "charset=" label in `text` starts with one of these, quoted or not. */
static bool declares_gb(gj_str text)
{
	static const gj_str labels[] = { { "gb", 2 }, { "x-gbk", 5 } };
	const gj_str key = GJ_STR("charset");
	while ((text = from_nocase(text, key)).len) {
		text = gj_str_from(text, key.len);
		gj_str rest = text;
		while (rest.len && strchr(" \t\r\n='\"", rest.ptr[0]) && rest.ptr[0])
			rest = gj_str_from(rest, 1);
		for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
			if (starts_nocase(rest, labels[i]))
				return true;
	}
	return false;
}

static bool declared_gb(gj_str text)
{
	return declares_gb(text) || from_nocase(text, GJ_STR("encoding=\"gb")).len;
}

static const struct mark {
	gj_str bytes;
	gj_charset charset;
} marks[] = {
	{ { "\xEF\xBB\xBF", 3 }, GJ_CHARSET_UTF8 },
	{ { "\xFF\xFE", 2 }, GJ_CHARSET_UTF16LE },
	{ { "\xFE\xFF", 2 }, GJ_CHARSET_UTF16BE },
	{ { "\x84\x31\x95\x33", 4 }, GJ_CHARSET_GB18030 },
};

gj_encoding gj_charset_detect(gj_str bytes, gj_str content_type)
{
	return gj_charset_detect_from(bytes, 0, content_type);
}

gj_encoding gj_charset_detect_from(gj_str bytes, size_t usual, gj_str content_type)
{
	const struct mark *mark = NULL;
	for (size_t i = 0; i < sizeof marks / sizeof *marks && !mark; i++)
		mark = gj_str_starts(bytes, marks[i].bytes) ? &marks[i] : NULL;
	if (mark && mark->charset != GJ_CHARSET_UTF8)
		return (gj_encoding){ mark->charset, mark->bytes.len, false };
	bool sound = is_utf8(bytes, usual);
	if (mark || sound)
		return (gj_encoding){ GJ_CHARSET_UTF8, mark ? mark->bytes.len : 0, sound };
	/* A few cut characters in a UTF-8 page outweigh nothing; a GB18030 page
	 * read as UTF-8 is broken at nearly every character. */
	bool gb = declared_gb(content_type) || declared_gb(gj_str_upto(bytes, DECLARATION_WINDOW));
	bool utf8 = is_mostly_utf8(bytes, gb ? 50 : 4);
	return (gj_encoding){ utf8 ? GJ_CHARSET_UTF8 : GJ_CHARSET_GB18030, 0, false };
}

enum { REPLACEMENT = 0xFFFD };

/* A code point of the four-byte plane by its linear index. */
static uint32_t four_byte_code(uint32_t linear)
{
	if (linear >= 189000)
		return linear - 189000 < 0x100000 ? linear - 189000 + 0x10000 : REPLACEMENT;
	size_t low = 0, high = sizeof gb18030_four_byte / sizeof gb18030_four_byte[0];
	if (linear >= 39420)
		return REPLACEMENT;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (gb18030_four_byte[middle][0] <= linear)
			low = middle;
		else
			high = middle;
	}
	uint32_t first = gb18030_four_byte[low][1];
	return first == REPLACEMENT ? REPLACEMENT : first + linear - gb18030_four_byte[low][0];
}

static uint32_t two_byte_code(uint32_t index)
{
	uint32_t code = gb18030_two_byte[index];
	size_t beyond = sizeof gb18030_two_byte_beyond / sizeof gb18030_two_byte_beyond[0];
	for (size_t i = 0; code == REPLACEMENT && i < beyond; i++)
		if (gb18030_two_byte_beyond[i][0] == index)
			code = gb18030_two_byte_beyond[i][1];
	return code;
}

static bool within(unsigned byte, unsigned low, unsigned high)
{
	return byte >= low && byte <= high;
}

/* One character at `from`, whose first byte is not ASCII. */
static size_t gb18030_next(const unsigned char *from, size_t length, uint32_t *code)
{
	*code = REPLACEMENT;
	if (length < 2 || !within(from[0], 0x81, 0xFE))
		return 1;
	if (within(from[1], 0x40, 0xFE) && from[1] != 0x7F) {
		unsigned trail = from[1] - 0x40u - (from[1] > 0x7F);
		*code = two_byte_code((from[0] - 0x81u) * 190 + trail);
		/* An unassigned pair: let an ASCII trail stand for itself. */
		return *code == REPLACEMENT && from[1] < 0x80 ? 1 : 2;
	}
	if (length < 4 || !within(from[1], '0', '9') || !within(from[2], 0x81, 0xFE) ||
	    !within(from[3], '0', '9'))
		return 1;
	*code = four_byte_code((from[0] - 0x81u) * 12600 + (from[1] - 0x30u) * 1260 +
	                       (from[2] - 0x81u) * 10 + (from[3] - 0x30u));
	return 4;
}

/* Two bytes that are a character of three in UTF-8, as nearly all are; else 0. */
static uint32_t usual_pair(const unsigned char *from, size_t length)
{
	if (length < 2 || !within(from[0], 0x81, 0xFE) || !within(from[1], 0x40, 0xFE) ||
	    from[1] == 0x7F)
		return 0;
	uint32_t code = gb18030_two_byte[(from[0] - 0x81u) * 190 + from[1] - 0x40u - (from[1] > 0x7F)];
	return code - 0x800 < REPLACEMENT - 0x800 ? code : 0; /* nothing stands above it */
}

static size_t decode_gb18030(const unsigned char *from, size_t length, char *to, bool *malformed)
{
	char *start = to;
	for (size_t at = 0; at < length;) {
		if (from[at] < 0x80) {
			*to++ = (char)from[at++];
			continue;
		}
		uint32_t code = usual_pair(from + at, length - at);
		if (code) {
			*to++ = (char)(0xE0 | code >> 12);
			*to++ = (char)(0x80 | (code >> 6 & 0x3F));
			*to++ = (char)(0x80 | (code & 0x3F));
			at += 2;
			continue;
		}
		at += gb18030_next(from + at, length - at, &code);
		*malformed |= code == REPLACEMENT;
		to += gj_utf8_put(to, code);
	}
	return (size_t)(to - start);
}

static size_t decode_utf8(const char *from, size_t length, char *to, bool *malformed)
{
	char *start = to;
	for (size_t at = 0; at < length;) {
		uint32_t code;
		size_t step = gj_utf8_next(from + at, length - at, &code);
		if (step == 1 && code >= 0x80) {
			*malformed = true;
			to += gj_utf8_put(to, REPLACEMENT);
		} else {
			memcpy(to, from + at, step);
			to += step;
		}
		at += step;
	}
	return (size_t)(to - start);
}

size_t gj_charset_decode(gj_charset charset, const char *from, size_t length, char *to,
                         bool *malformed)
{
	return charset == GJ_CHARSET_GB18030
	               ? decode_gb18030((const unsigned char *)from, length, to, malformed)
	               : decode_utf8(from, length, to, malformed);
}

gj_str gj_charset_from_utf16(gj_arena *arena, gj_str bytes, bool big_endian)
{
	const unsigned char *from = (const unsigned char *)bytes.ptr;
	char *to = gj_arena_alloc(arena, bytes.len / 2 * 3 + 4);
	if (!to)
		return (gj_str){ 0 };
	size_t written = 0;
	for (size_t at = 0; at + 1 < bytes.len; at += 2) {
		uint32_t unit = big_endian ? from[at] * 256u + from[at + 1]
		                           : from[at + 1] * 256u + from[at];
		if (within(unit >> 8, 0xD8, 0xDB) && at + 3 < bytes.len) {
			uint32_t low = big_endian ? from[at + 2] * 256u + from[at + 3]
			                          : from[at + 3] * 256u + from[at + 2];
			if (within(low >> 8, 0xDC, 0xDF)) {
				unit = 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF);
				at += 2;
			}
		}
		written += gj_utf8_put(to + written, unit);
	}
	return (gj_str){ to, written };
}
