/* The fast scanner against the plain one: the same result on every input, at
 * every offset, and no byte outside read (the sanitizer build sees). */
#include "doc/scan.h"
#include "page_mutator.h"
#include "base/file.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void agree_on_marks(const char *bytes, size_t length)
{
	size_t size = (length / GJ_BLOCK + 1) * sizeof(uint64_t);
	uint64_t *plain = malloc(size), *fast = malloc(size);
	size_t usual = gj_scanner_plain.mark(bytes, length, plain);
	cr_assert_eq(gj_scanner_avx2()->mark(bytes, length, fast), usual, "%zu bytes", length);
	cr_assert_eq(usual, gj_scanner_plain.unusual(bytes, 0, length));
	cr_assert_arr_eq(plain, fast, size, "%zu bytes", length);
	free(plain);
	free(fast);
}

static void agree_on(const char *bytes, size_t length, size_t step)
{
	const gj_scanner *plain = &gj_scanner_plain, *fast = gj_scanner_avx2();
	/* A copy of exactly that size, so that a byte too many is seen. */
	char *tight = malloc(length ? length : 1);
	cr_assert_not_null(tight);
	memcpy(tight, bytes, length);
	agree_on_marks(tight, length);
	for (size_t at = 0; at <= length; at += step) {
		cr_assert_eq(plain->unusual(tight, at, length), fast->unusual(tight, at, length),
		             "from %zu of %zu", at, length);
		size_t end = at + (length - at) / 2;
		cr_assert_eq(plain->span(tight, at, length, length), fast->span(tight, at, length, length),
		             "from %zu of %zu", at, length);
		cr_assert_eq(plain->span(tight, at, end, length), fast->span(tight, at, end, length),
		             "from %zu to %zu of %zu", at, end, length);
	}
	free(tight);
}

Test(scan, both_find_the_same_in_random_bytes)
{
	if (!gj_scanner_avx2())
		cr_skip_test("no AVX2 here");
	uint64_t state = 88172645463325252u;
	for (int run = 0; run < 400; run++) {
		char bytes[300];
		size_t length = next_random(&state) % sizeof bytes;
		for (size_t i = 0; i < length; i++) {
			uint64_t r = next_random(&state);
			/* Mostly bytes that are not sought, else every hit is the first byte. */
			bytes[i] = (char)(r % 29 ? 'a' + (int)(r >> 8) % 26 : (int)(r >> 8) % 256);
		}
		agree_on(bytes, length, 1);
	}
}

Test(scan, each_sought_byte_is_found_at_each_place)
{
	if (!gj_scanner_avx2())
		cr_skip_test("no AVX2 here");
	for (int byte = 0; byte < 256; byte++) {
		for (size_t place = 0; place < 140; place += 3) {
			char bytes[140];
			memset(bytes, 'x', sizeof bytes);
			bytes[place] = (char)byte;
			agree_on(bytes, sizeof bytes, 7);
		}
	}
}

/* Good and broken characters of every length, at every place of a block. */
Test(scan, both_know_the_same_characters)
{
	static const char *const characters[] = {
		"a", "\xC2\xA0", "\xE4\xB8\x80", "\xE9\xBE\xA5", "\xEF\xBC\x88", "\xE0\xA0\x80",
		"\xED\x9F\xBF", "\xED\xA0\x80", "\xF0\x9F\x98\x80", "\xC0\x80", "\xE4\xB8", "\x80",
		"\xE4", "\xC2", "\xFF", "\xB9\xAB", "\xE1\x80\x80", "\xEE\x80\x80",
	};
	if (!gj_scanner_avx2())
		cr_skip_test("no AVX2 here");
	uint64_t state = 1;
	for (int run = 0; run < 3000; run++) {
		char text[400] = "";
		/* In half of the runs all but one are good. */
		size_t odd = next_random(&state) % 100;
		for (size_t i = 0; i < 100; i++) {
			uint64_t r = next_random(&state);
			size_t among = run % 2 && i != odd ? 5 : sizeof characters / sizeof *characters;
			strcat(text, characters[(r >> 8) % among]);
		}
		agree_on(text, strlen(text), 13);
	}
}

Test(scan, both_find_the_word_span)
{
	static const char *const words[] = { "span", "SPAN", "sPaN", "spa", "pan", "s", "spun", "colspan=" };
	if (!gj_scanner_avx2())
		cr_skip_test("no AVX2 here");
	uint64_t state = 1;
	for (int run = 0; run < 500; run++) {
		char text[400] = "";
		for (size_t i = 0; i < 12; i++) {
			uint64_t r = next_random(&state);
			size_t length = strlen(text);
			snprintf(text + length, sizeof text - length, "%*s", (int)(r % 30), words[(r >> 8) % 8]);
		}
		agree_on(text, strlen(text), 1);
	}
}

typedef struct damaged {
	gj_buffer page, bytes;
	gj_random random;
} damaged;

static gj_code agree_on_damaged(void *context, const char *path, gj_err *err)
{
	damaged *d = context;
	gj_buffer_clear(&d->bytes);
	cr_assert_eq(gj_file_read(path, &d->bytes, err), GJ_OK);
	for (int run = 0; run < 20; run++) {
		gj_mutate_page(&d->random, gj_buffer_str(&d->bytes), 8, &d->page);
		agree_on(d->page.data, d->page.length, d->page.length / 40 + 1);
	}
	return GJ_OK;
}

Test(scan, both_find_the_same_in_damaged_pages)
{
	if (!gj_scanner_avx2())
		cr_skip_test("no AVX2 here");
	damaged d = { .random = { 1 } };
	gj_buffer_init(&d.page, 1 << 24);
	gj_buffer_init(&d.bytes, 1 << 24);
	cr_assert_eq(gj_file_walk(GJ_TESTS_DIR "/fuzz/corpus", agree_on_damaged, &d, NULL), GJ_OK);
	gj_buffer_release(&d.page);
	gj_buffer_release(&d.bytes);
}

Test(scan, the_plain_one_finds_what_the_header_says)
{
	const char text[] = "a<b>\"'&/ =\x80 colSPAN";
	const size_t length = sizeof text - 1;
	uint64_t marks;
	gj_scanner_plain.mark(text, length, &marks);
	cr_assert_eq(marks, UINT64_C(0x6A) | UINT64_C(1) << length);
	cr_assert_eq(gj_scanner_plain.unusual(text, 0, length), 10);
	cr_assert_eq(gj_scanner_plain.unusual(text, 11, length), length);
	cr_assert_eq(gj_scanner_plain.span(text, 0, length, length), 15);
	cr_assert_eq(gj_scanner_plain.span(text, 0, 18, length), 18, "not all of the word");
}

Test(scan, goes_from_mark_to_mark)
{
	char page[200];
	gj_arena arena;
	gj_marks marks;
	memset(page, 'x', sizeof page);
	page[0] = page[63] = '<';
	page[64] = page[199] = '>';
	gj_arena_init(&arena, 1 << 16);
	cr_assert(gj_marks_make(&marks, &arena, gj_scanner_best(), (gj_str){ page, sizeof page }));
	static const size_t steps[][2] = { { 0, 0 }, { 1, 63 }, { 63, 63 }, { 64, 64 }, { 65, 199 }, { 200, 200 } };
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		cr_expect_eq(gj_marks_next(&marks, steps[i][0]), steps[i][1], "from %zu", steps[i][0]);
	cr_expect_eq(gj_marks_find(&marks, 1, '>'), 64);
	cr_expect_eq(gj_marks_find(&marks, 65, '<'), 200);
	gj_arena_release(&arena);
}
