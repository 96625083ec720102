#include "base/arena.h"
#include "base/decimal.h"
#include "base/file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Test(arena, hands_out_aligned_pieces_until_the_ceiling)
{
	gj_arena arena;
	gj_arena_init(&arena, 1000);
	char *a = gj_arena_alloc(&arena, 10), *b = gj_arena_alloc(&arena, 10);
	cr_assert_neq(a, b);
	cr_assert_eq((uintptr_t)b % 16, 0);
	cr_assert_null(gj_arena_alloc(&arena, 981));
	cr_assert_not_null(gj_arena_alloc(&arena, 980));
	gj_arena_reset(&arena);
	cr_assert_not_null(gj_arena_alloc(&arena, 1000));
	gj_arena_release(&arena);
}

Test(buffer, fails_stickily_at_its_ceiling)
{
	gj_buffer buffer;
	gj_buffer_init(&buffer, 8);
	gj_buffer_add_text(&buffer, "12345678");
	cr_assert_eq(buffer.failed, GJ_OK);
	gj_buffer_add_char(&buffer, '9');
	cr_assert_eq(buffer.failed, GJ_E_LIMIT);
	gj_buffer_clear(&buffer);
	gj_buffer_add_integer(&buffer, -1234567);
	cr_assert(gj_str_equal(gj_buffer_str(&buffer), GJ_STR("-1234567")));
	gj_buffer_release(&buffer);
}

static void folds_to(const char *text, const char *expected)
{
	char folded[256];
	size_t length = gj_fold(folded, gj_str_of(text));
	cr_assert(gj_str_equal((gj_str){ folded, length }, gj_str_of(expected)), "%s -> %.*s", text,
	          (int)length, folded);
}

Test(text, folds_width_space_script_and_quotes)
{
	folds_to(" 总　计 ", "总计");
	folds_to("總計", "总计");
	folds_to("（一）予以公開", "(一)予以公开");
	folds_to("危及“三安全一穩定”", "危及\"三安全一稳定\"");
	folds_to("１２\u200b３", "123");
	folds_to("①Ａ", "1a");
	folds_to("-－—", "---");
}

Test(text, trims_ideographic_and_zero_width_space)
{
	cr_assert(gj_str_equal(gj_str_trim(GJ_STR("\u00a0\u3000 12 \ufeff\n")), GJ_STR("12")));
	cr_assert_eq(gj_str_trim(GJ_STR("\u3000")).len, 0);
}

Test(text, malformed_bytes_become_the_replacement_one_by_one)
{
	uint32_t code;
	cr_assert_eq(gj_utf8_next("\xE4\xB8", 2, &code), 1);
	cr_assert_eq(code, 0xFFFD);
	cr_assert_eq(gj_utf8_next("\xC0\x80", 2, &code), 1);
	cr_assert_not(gj_utf8_valid(GJ_STR("a\xFF")));
	cr_assert(gj_utf8_valid(GJ_STR("政府")));
}

Test(text, traditional_table_is_sorted)
{
	cr_assert_eq(gj_simplified(0x7E3D), 0x603B); /* 總 */
	cr_assert_eq(gj_simplified(0x8B70), 0x8BAE); /* 議 */
	cr_assert_eq(gj_simplified(0x4E00), 0x4E00);
}

static gj_decimal parse(const char *text)
{
	gj_decimal value;
	cr_assert(gj_decimal_parse(gj_str_of(text), &value), "%s", text);
	return value;
}

Test(decimal, prints_back_exactly)
{
	const char *texts[] = { "0", "-18", "1941.3385", "0.50", "-0.05", "7730.280",
		                "9223372036854775807" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char printed[GJ_DECIMAL_TEXT_MAX];
		gj_decimal_print(printed, parse(texts[i]));
		cr_assert_str_eq(printed, texts[i]);
	}
}

Test(decimal, rejects_what_is_no_number)
{
	const char *texts[] = { "", "-", ".5", "5.", "1.2.3", "1e3", "9223372036854775808", "1 2" };
	gj_decimal value;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_assert_not(gj_decimal_parse(gj_str_of(texts[i]), &value), "%s", texts[i]);
}

Test(decimal, compares_and_adds_across_scales)
{
	gj_decimal sum;
	cr_assert_eq(gj_decimal_compare(parse("1.50"), parse("1.5")), 0);
	cr_assert_lt(gj_decimal_compare(parse("-2"), parse("1.5")), 0);
	cr_assert(gj_decimal_add(parse("1.25"), parse("3"), &sum));
	cr_assert_eq(gj_decimal_compare(sum, parse("4.25")), 0);
	cr_assert_not(gj_decimal_add(parse("9223372036854775807"), parse("1"), &sum));
}

Test(file, output_appears_only_when_committed)
{
	char directory[] = "/tmp/gj_test_XXXXXX";
	cr_assert_not_null(mkdtemp(directory));
	char path[64];
	snprintf(path, sizeof path, "%s/out.csv", directory);
	gj_output *output;
	gj_err err = { 0 };
	cr_assert_eq(gj_output_open(&output, path, &err), GJ_OK);
	gj_output_write(output, "abc", 3);
	cr_assert_neq(access(path, F_OK), 0);
	cr_assert_eq(gj_output_commit(output, &err), GJ_OK);
	gj_buffer content;
	gj_buffer_init(&content, 3);
	cr_assert_eq(gj_file_read(path, &content, &err), GJ_OK, "%s", err.message);
	cr_assert(gj_str_equal(gj_buffer_str(&content), GJ_STR("abc")));
	gj_buffer_release(&content);
	gj_buffer_init(&content, 2);
	cr_assert_eq(gj_file_read(path, &content, &err), GJ_E_LIMIT);
	gj_buffer_release(&content);
	cr_assert_eq(gj_output_open(&output, "/nonexistent/x", &err), GJ_E_WRITE);
	cr_assert(strstr(err.message, "/nonexistent/x"));
	unlink(path);
	rmdir(directory);
}
