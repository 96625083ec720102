/* Writes the GB18030 tables that lib/doc/charset.c includes, from the C
 * library's own converter: run at build time, so that the facts stay in one
 * well-kept place and reading needs no call per character. */
#include <iconv.h>
#include <stdio.h>
#include <stdint.h>

enum {
	TRAILS = 190,            /* 0x40–0x7E, 0x80–0xFE */
	LEADS = 126,             /* 0x81–0xFE */
	FOUR_BYTE_BMP = 39420,   /* linear index of the first four-byte code above U+FFFF's range */
};

static uint32_t convert(iconv_t converter, const unsigned char *bytes, size_t length)
{
	char *in = (char *)(uintptr_t)bytes;
	uint32_t code = 0;
	char *out = (char *)&code;
	size_t in_left = length, out_left = sizeof code;
	iconv(converter, NULL, NULL, NULL, NULL);
	if (iconv(converter, &in, &in_left, &out, &out_left) == (size_t)-1 || in_left || out_left)
		return 0xFFFD;
	return code;
}

static void write_two_byte(iconv_t converter)
{
	printf("static const uint16_t gb18030_two_byte[%d * %d] = {\n", LEADS, TRAILS);
	for (int lead = 0; lead < LEADS; lead++) {
		for (int trail = 0; trail < TRAILS; trail++) {
			unsigned char bytes[2] = {
				(unsigned char)(0x81 + lead),
				(unsigned char)(0x40 + trail + (trail >= 63)),
			};
			uint32_t code = convert(converter, bytes, 2);
			printf("%u,", code > 0xFFFF ? 0xFFFDu : code);
		}
		printf("\n");
	}
	printf("};\n");
}

/* The few pairs that mean a character beyond the basic plane: { index, code }. */
static void write_two_byte_beyond(iconv_t converter)
{
	printf("static const uint32_t gb18030_two_byte_beyond[][2] = {\n");
	for (int i = 0; i < LEADS * TRAILS; i++) {
		int trail = i % TRAILS;
		unsigned char bytes[2] = {
			(unsigned char)(0x81 + i / TRAILS),
			(unsigned char)(0x40 + trail + (trail >= 63)),
		};
		uint32_t code = convert(converter, bytes, 2);
		if (code > 0xFFFF)
			printf("{ %d, %u },\n", i, code);
	}
	printf("{ %d, 0xFFFD },\n};\n", LEADS * TRAILS);
}

/* Runs of consecutive codes: { first linear index, first code }. */
static void write_four_byte(iconv_t converter)
{
	printf("static const uint16_t gb18030_four_byte[][2] = {\n");
	uint32_t expected = UINT32_MAX;
	for (uint32_t linear = 0; linear < FOUR_BYTE_BMP; linear++) {
		unsigned char bytes[4] = {
			(unsigned char)(0x81 + linear / 12600),
			(unsigned char)(0x30 + linear / 1260 % 10),
			(unsigned char)(0x81 + linear / 10 % 126),
			(unsigned char)(0x30 + linear % 10),
		};
		uint32_t code = convert(converter, bytes, 4);
		if (code > 0xFFFF)
			code = 0xFFFD;
		if (code != expected || code == 0xFFFD)
			printf("{ %u, %u },\n", linear, code);
		expected = code + 1;
	}
	printf("};\n");
}

int main(void)
{
	iconv_t converter = iconv_open("UTF-32LE", "GB18030");
	if (converter == (iconv_t)-1)
		return 1;
	write_two_byte(converter);
	write_two_byte_beyond(converter);
	write_four_byte(converter);
	iconv_close(converter);
	return 0;
}
