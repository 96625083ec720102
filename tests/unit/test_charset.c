#include "doc/charset.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

static gj_charset detected(gj_str bytes, const char *content_type, size_t *bom)
{
	gj_encoding encoding = gj_charset_detect(bytes, gj_str_of(content_type));
	*bom = encoding.bom;
	return encoding.charset;
}

/* --- detection --------------------------------------------------------------- */

#define GB_SENTENCE "\xD5\xFE\xB8\xAE\xD0\xC5\xCF\xA2\xB9\xAB\xBF\xAA" /* 政府信息公开 */

Test(charset, believes_the_bytes_before_any_declaration)
{
	const struct {
		gj_str bytes;
		const char *content_type;
		gj_charset charset;
	} cases[] = {
		{ GJ_STR("plain ASCII"), NULL, GJ_CHARSET_UTF8 },
		{ GJ_STR("<meta charset=gb2312>plain ASCII"), NULL, GJ_CHARSET_UTF8 },
		{ GJ_STR(""), "text/html; charset=gbk", GJ_CHARSET_UTF8 },
		{ GJ_STR("政府信息公开"), "text/html; charset=gb2312", GJ_CHARSET_UTF8 },
		{ GJ_STR("<meta charset=gbk>政府信息公开"), NULL, GJ_CHARSET_UTF8 },
		{ GJ_STR(GB_SENTENCE), NULL, GJ_CHARSET_GB18030 },
		{ GJ_STR(GB_SENTENCE), "text/html; charset=utf-8", GJ_CHARSET_GB18030 },
		{ GJ_STR("<meta charset=\"utf-8\">" GB_SENTENCE), NULL, GJ_CHARSET_GB18030 },
		{ GJ_STR("<META http-equiv=x content='text/html; CHARSET=GB2312'>" GB_SENTENCE), NULL,
		  GJ_CHARSET_GB18030 },
		{ GJ_STR("<?xml version=\"1.0\" encoding=\"GBK\"?>" GB_SENTENCE), NULL, GJ_CHARSET_GB18030 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t bom;
		cr_expect_eq(detected(cases[i].bytes, cases[i].content_type, &bom), cases[i].charset, "%.*s",
			     GJ_STR_ARG(cases[i].bytes));
		cr_expect_eq(bom, 0);
	}
}

Test(charset, bears_a_few_cut_characters)
{
	char page[4096] = "";
	size_t bom;
	for (int i = 0; i < 100; i++)
		strcat(page, "政府信息公开");
	strcat(page, "\xE6\x94"); /* the file was cut inside a character */
	cr_expect_eq(detected(gj_str_of(page), NULL, &bom), GJ_CHARSET_UTF8);
	cr_expect_eq(detected(gj_str_of(page), "text/html; charset=gbk", &bom), GJ_CHARSET_UTF8);
	page[0] = 'x'; /* and its first character lost a byte */
	cr_expect_eq(detected(gj_str_of(page), NULL, &bom), GJ_CHARSET_UTF8);
}

Test(charset, knows_byte_order_marks)
{
	size_t bom;
	cr_expect_eq(detected(GJ_STR("\xEF\xBB\xBF" GB_SENTENCE), NULL, &bom), GJ_CHARSET_UTF8);
	cr_expect_eq(bom, 3);
	cr_expect_eq(detected(GJ_STR("\xFF\xFEx\0"), NULL, &bom), GJ_CHARSET_UTF16LE);
	cr_expect_eq(bom, 2);
	cr_expect_eq(detected(GJ_STR("\xFE\xFF\0x"), NULL, &bom), GJ_CHARSET_UTF16BE);
	cr_expect_eq(bom, 2);
	cr_expect_eq(detected(GJ_STR("\x84\x31\x95\x33x"), NULL, &bom), GJ_CHARSET_GB18030);
	cr_expect_eq(bom, 4);
}

/* --- decoding ------------------------------------------------------------------ */

/* What the C library makes of one character; false when it refuses. */
static bool by_iconv(iconv_t converter, const unsigned char *bytes, size_t length, char to[16],
                     size_t *written)
{
	char copy[4], *in = copy, *out = to;
	size_t in_left = length, out_left = 16;
	memcpy(copy, bytes, length);
	iconv(converter, NULL, NULL, NULL, NULL);
	if (iconv(converter, &in, &in_left, &out, &out_left) == (size_t)-1 || in_left)
		return false;
	*written = 16 - out_left;
	return true;
}

static void agrees_with_iconv(iconv_t converter, const unsigned char *bytes, size_t length)
{
	char ours[32], theirs[16];
	size_t theirs_length = 0;
	bool malformed = false;
	size_t ours_length =
		gj_charset_decode(GJ_CHARSET_GB18030, (const char *)bytes, length, ours, &malformed);
	bool valid = by_iconv(converter, bytes, length, theirs, &theirs_length);
	/* U+FFFD itself, and U+FFFE and U+FFFF, which are no characters. */
	bool replaced = valid && theirs_length == 3 && memcmp(theirs, "\xEF\xBF", 2) == 0 &&
	                (unsigned char)theirs[2] >= 0xBD;
	cr_assert(valid != malformed || replaced, "%02X%02X %02X%02X valid %d, ours %.*s", bytes[0], bytes[1],
	          bytes[2 % length], bytes[3 % length], valid, (int)ours_length, ours);
	cr_assert(!valid || replaced || gj_str_equal((gj_str){ ours, ours_length }, (gj_str){ theirs, theirs_length }),
		  "%02X%02X", bytes[0], bytes[1]);
}

Test(charset, decodes_every_two_byte_code_as_iconv_does)
{
	iconv_t converter = iconv_open("UTF-8", "GB18030");
	for (unsigned lead = 0x81; lead <= 0xFE; lead++) {
		for (unsigned trail = 0x40; trail <= 0xFE; trail++) {
			unsigned char bytes[2] = { (unsigned char)lead, (unsigned char)trail };
			if (trail != 0x7F)
				agrees_with_iconv(converter, bytes, 2);
		}
	}
	iconv_close(converter);
}

Test(charset, decodes_every_four_byte_code_as_iconv_does)
{
	iconv_t converter = iconv_open("UTF-8", "GB18030");
	for (uint32_t linear = 0; linear < 126 * 12600; linear++) {
		/* All of the basic plane, and samples beyond it. */
		if (linear > 39500 && linear % 97 && linear < 188900)
			continue;
		if (linear > 189100 && linear % 97)
			continue;
		unsigned char bytes[4] = {
			(unsigned char)(0x81 + linear / 12600), (unsigned char)('0' + linear / 1260 % 10),
			(unsigned char)(0x81 + linear / 10 % 126), (unsigned char)('0' + linear % 10),
		};
		agrees_with_iconv(converter, bytes, 4);
	}
	iconv_close(converter);
}

static void decodes_to(gj_charset charset, gj_str bytes, const char *expected, bool is_malformed)
{
	char to[256];
	bool malformed = false;
	size_t length = gj_charset_decode(charset, bytes.ptr, bytes.len, to, &malformed);
	cr_expect(gj_str_equal((gj_str){ to, length }, gj_str_of(expected)), "%.*s, not %s", (int)length, to,
		  expected);
	cr_expect_eq(malformed, is_malformed, "%s", expected);
	cr_expect_leq(length, bytes.len * GJ_DECODE_GROWTH);
}

#define BAD "\xEF\xBF\xBD"

Test(charset, never_swallows_ascii_behind_a_broken_byte)
{
	decodes_to(GJ_CHARSET_GB18030, GJ_STR("\xD5<td>"), BAD "<td>", true);
	decodes_to(GJ_CHARSET_GB18030, GJ_STR("\xD5\"\xD5>\xD5 \xD5&"), BAD "\"" BAD ">" BAD " " BAD "&", true);
	decodes_to(GJ_CHARSET_GB18030, GJ_STR("\x81" "0<"), BAD "0<", true);
	decodes_to(GJ_CHARSET_GB18030, GJ_STR("\x81" "0\x81<"), BAD "0" BAD "<", true);
	decodes_to(GJ_CHARSET_GB18030, GJ_STR("12\xD5"), "12" BAD, true);
	decodes_to(GJ_CHARSET_GB18030, GJ_STR("\x81" "0\x81"), BAD "0" BAD, true);
	decodes_to(GJ_CHARSET_GB18030, GJ_STR("\x80\xFF\xD5\x7Fx"), BAD BAD BAD "\x7Fx", true);
	decodes_to(GJ_CHARSET_GB18030, GJ_STR(GB_SENTENCE), "政府信息公开", false);
	decodes_to(GJ_CHARSET_UTF8, GJ_STR("政\xE6\x94<"), "政" BAD BAD "<", true);
	decodes_to(GJ_CHARSET_UTF8, GJ_STR("\xED\xA0\x80\xC0\xAF\xF5"), BAD BAD BAD BAD BAD BAD, true);
}

Test(charset, decodes_utf16_with_surrogates)
{
	gj_arena arena;
	gj_arena_init(&arena, 1 << 16);
	gj_str little = GJ_STR("\x00\x4E" "1\0" "\x40\xD8\x00\xDC" "\x00\xD8" "x\0" "\x01");
	gj_str big = GJ_STR("\x4E\x00" "\0" "1\xD8\x40\xDC\x00" "\xD8\x00" "\0x");
	const char *expected = "一1𠀀" BAD "x";
	cr_expect(gj_str_equal(gj_charset_from_utf16(&arena, little, false), gj_str_of(expected)));
	cr_expect(gj_str_equal(gj_charset_from_utf16(&arena, big, true), gj_str_of(expected)));
	cr_expect_eq(gj_charset_from_utf16(&arena, GJ_STR(""), true).len, 0);
	gj_arena_release(&arena);
}
