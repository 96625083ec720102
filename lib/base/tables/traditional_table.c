/* Writes the table that lib/base/text.c includes: for every ideograph its
 * Simplified form, so that folding a character is one look-up. Run at build time. */
#include <stdint.h>
#include <stdio.h>

static const uint16_t pairs[][2] = {
#include "traditional_pairs.inc"
};

enum { FIRST = 0x3400, BEHIND = 0xA000 };

int main(void)
{
	size_t next = 0, count = sizeof pairs / sizeof *pairs;
	printf("const uint16_t gj_simplified_forms[0x%X] = {\n", BEHIND - FIRST);
	for (unsigned code = FIRST; code < BEHIND; code++) {
		unsigned to = code;
		if (next < count && pairs[next][0] == code)
			to = pairs[next++][1];
		printf("%u,%s", to, code % 16 == 15 ? "\n" : "");
	}
	printf("};\n");
	return next == count ? 0 : 1; /* pairs out of order or of range */
}
