/* The fast scanner against the plain one: the same result on every input, at
 * every offset, and no byte outside [at, end) read (the sanitizer build sees). */
#include "doc/scan.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef size_t find(const char *bytes, size_t at, size_t end);

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void agree(find *plain, find *fast, const char *bytes, size_t length)
{
	for (size_t at = 0; at <= length; at++)
		cr_assert_eq(plain(bytes, at, length), fast(bytes, at, length),
		             "from %zu of %zu", at, length);
}

static void agree_on(const char *bytes, size_t length)
{
	const gj_scanner *plain = &gj_scanner_plain, *fast = gj_scanner_avx2();
	/* A copy of exactly that size, so that a byte too many is seen. */
	char *tight = malloc(length ? length : 1);
	cr_assert_not_null(tight);
	memcpy(tight, bytes, length);
	agree(plain->tag_byte, fast->tag_byte, tight, length);
	agree(plain->low, fast->low, tight, length);
	agree(plain->high, fast->high, tight, length);
	free(tight);
}

Test(scan, both_find_the_same_in_random_bytes)
{
	if (!gj_scanner_avx2())
		cr_skip_test("no AVX2 here");
	uint64_t state = 88172645463325252u;
	for (int run = 0; run < 400; run++) {
		char bytes[160];
		size_t length = next_random(&state) % sizeof bytes;
		for (size_t i = 0; i < length; i++) {
			uint64_t r = next_random(&state);
			/* Mostly bytes that are not sought, else every hit is the first byte. */
			bytes[i] = (char)(r % 29 ? 'a' + (int)(r >> 8) % 26 : (int)(r >> 8) % 256);
		}
		agree_on(bytes, length);
	}
}

Test(scan, each_sought_byte_is_found_at_each_place)
{
	if (!gj_scanner_avx2())
		cr_skip_test("no AVX2 here");
	for (int byte = 0; byte < 256; byte++) {
		for (size_t place = 0; place < 70; place += 3) {
			char bytes[70];
			memset(bytes, 'x', sizeof bytes);
			bytes[place] = (char)byte;
			agree_on(bytes, sizeof bytes);
		}
	}
}

Test(scan, the_plain_one_finds_what_the_header_says)
{
	const char text[] = "style=\"a\" \x80'>";
	cr_assert_eq(gj_scanner_plain.tag_byte(text, 0, sizeof text - 1), 6);
	cr_assert_eq(gj_scanner_plain.low(text, 0, sizeof text - 1), 9);
	cr_assert_eq(gj_scanner_plain.high(text, 0, sizeof text - 1), 10);
	cr_assert_eq(gj_scanner_plain.tag_byte(text, 9, 11), 11);
}
