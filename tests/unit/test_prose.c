/* The sentence reader: numbers as prose prints them, and where they stand. */
#include "prose/prose.h"
#include "prose/words.h"

#include <criterion/criterion.h>
#include <string.h>

enum { ARENA_BYTES = 1 << 22 };

Test(figure, is_read_in_every_print)
{
	static const struct {
		const char *text;
		const char *value;
		gj_unit unit;
		gj_bound bound;
	} figures[] = {
		{ "5件", "5", GJ_UNIT_PIECE, GJ_BOUND_EXACT },
		{ "14,474件", "14474", GJ_UNIT_PIECE, GJ_BOUND_EXACT },
		{ "1,362,005条", "1362005", GJ_UNIT_ENTRY, GJ_BOUND_EXACT },
		{ "1.2万条", "12000", GJ_UNIT_ENTRY, GJ_BOUND_EXACT },
		{ "3亿次", "300000000", GJ_UNIT_TIME, GJ_BOUND_EXACT },
		{ "5万余条", "50000", GJ_UNIT_ENTRY, GJ_BOUND_OVER },
		{ "900余条", "900", GJ_UNIT_ENTRY, GJ_BOUND_OVER },
		{ "30多件", "30", GJ_UNIT_PIECE, GJ_BOUND_OVER },
		{ "10件左右", "10", GJ_UNIT_PIECE, GJ_BOUND_ABOUT },
		{ "三百二十件", "320", GJ_UNIT_PIECE, GJ_BOUND_EXACT },
		{ "一千零五份", "1005", GJ_UNIT_COPY, GJ_BOUND_EXACT },
		{ "十二宗", "12", GJ_UNIT_CASE, GJ_BOUND_EXACT },
		{ "两件", "2", GJ_UNIT_PIECE, GJ_BOUND_EXACT },
		{ "零起", "0", GJ_UNIT_CASE, GJ_BOUND_EXACT },
		{ "三万余条", "30000", GJ_UNIT_ENTRY, GJ_BOUND_OVER },
		{ "百余篇", "100", GJ_UNIT_ARTICLE, GJ_BOUND_OVER },
		{ "33.9%", "33.9", GJ_UNIT_PERCENT, GJ_BOUND_EXACT },
		{ "百分之十二", "12", GJ_UNIT_PERCENT, GJ_BOUND_EXACT },
		{ "47.10万元", "47.10", GJ_UNIT_WAN_YUAN, GJ_BOUND_EXACT },
		{ "251000元", "251000", GJ_UNIT_YUAN, GJ_BOUND_EXACT },
		{ "120人次", "120", GJ_UNIT_VISIT, GJ_BOUND_EXACT },
	};
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		gj_figure figure;
		gj_unit unit;
		char value[GJ_DECIMAL_TEXT_MAX];
		gj_str text = gj_str_of(figures[i].text);
		cr_expect_eq(gj_figure_read(text, 0, &figure, &unit), text.len, "%s", figures[i].text);
		gj_decimal_print(value, figure.value);
		cr_expect_str_eq(value, figures[i].value, "%s: %s", figures[i].text, value);
		cr_expect_eq(unit, figures[i].unit, "%s", figures[i].text);
		cr_expect_eq(figure.bound, figures[i].bound, "%s", figures[i].text);
	}
}

static void open_prose(gj_arena *arena, gj_prose *prose, const char *text)
{
	gj_prose_setting setting = { 2023, false };
	gj_arena_init(arena, ARENA_BYTES);
	cr_assert_eq(gj_prose_read(arena, gj_str_of(text), &setting, prose, NULL), GJ_OK);
}

static size_t counts_in(const char *text)
{
	gj_arena arena;
	gj_prose prose;
	open_prose(&arena, &prose, text);
	size_t count = prose.count;
	gj_arena_release(&arena);
	return count;
}

Test(figure, is_not_seen_where_there_is_none)
{
	static const char *const texts[] = { "2023年1月1日", "国务院令第711号", "第5件", "数百件", "20个工作日", "二〇二三年",
		                             "高效办成一件事", "一次性告知", "提高3个百分点", "0527-83593059件",
		                             "1234567890123件", "" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_expect_eq(counts_in(texts[i]), 0, "%s", texts[i]);
}

static gj_figure figure_of(const char *text)
{
	gj_figure figure;
	gj_unit unit;
	cr_assert_gt(gj_figure_read(gj_str_of(text), 0, &figure, &unit), 0);
	return figure;
}

Test(figure, agrees_to_its_printed_precision)
{
	gj_figure exact = figure_of("805件"), rounded = figure_of("1.2万件"), over = figure_of("40余件");
	cr_expect(gj_figure_agrees(&exact, gj_decimal_of(805)));
	cr_expect_not(gj_figure_agrees(&exact, gj_decimal_of(806)));
	cr_expect(gj_figure_agrees(&rounded, gj_decimal_of(11500)));
	cr_expect(gj_figure_agrees(&rounded, gj_decimal_of(12999)));
	cr_expect_not(gj_figure_agrees(&rounded, gj_decimal_of(11499)));
	cr_expect_not(gj_figure_agrees(&rounded, gj_decimal_of(13000)));
	cr_expect(gj_figure_agrees(&over, gj_decimal_of(45)));
	cr_expect_not(gj_figure_agrees(&over, gj_decimal_of(39)));
}

Test(figure, is_a_ratio_rounded_or_cut_off)
{
	gj_figure share = figure_of("12.3%");
	cr_expect(gj_figure_is_ratio(&share, 1225, 10000, 100));
	cr_expect(gj_figure_is_ratio(&share, 1239, 10000, 100));
	cr_expect_not(gj_figure_is_ratio(&share, 1224, 10000, 100));
	cr_expect_not(gj_figure_is_ratio(&share, 1240, 10000, 100));
	cr_expect_not(gj_figure_is_ratio(&share, 1, 0, 100));
	cr_expect_not(gj_figure_is_ratio(&share, INT64_MAX, 3, 100));
}

Test(prose, keeps_the_place_of_each_count)
{
	gj_arena arena;
	gj_prose prose;
	open_prose(&arena, &prose, "（二）依申请公开\n全年收到政府信息公开申请 １２ 件，办结１１件。");
	cr_assert_eq(prose.count, 2);
	cr_assert_eq(prose.sentence_count, 2);
	cr_expect_eq(prose.counts[0].sentence, 1);
	cr_expect(gj_str_equal(gj_prose_printed(&prose, prose.counts[0].begin, prose.counts[0].end),
	                       GJ_STR("１２ 件")));
	cr_expect_eq(prose.counts[0].topic, GJ_TOPIC_RECEIVED);
	cr_expect_eq(prose.counts[1].topic, GJ_TOPIC_PROCESSED);
	gj_arena_release(&arena);
}

Test(prose, joins_lines_that_were_only_wrapped)
{
	gj_arena arena;
	gj_prose prose;
	open_prose(&arena, &prose,
	           "本机关按照有关规定认真开展工作，全年共收到政府信息公开申请 2\n件，上年结转 1 件。");
	cr_assert_eq(prose.count, 2);
	cr_expect_eq(prose.counts[0].figure.value.units, 2);
	gj_arena_release(&arena);
}

Test(prose, survives_hostile_text)
{
	static char text[GJ_PROSE_TEXT_MAX * 2];
	static const char *const pieces[] = { "(", "其中", "1件", "\n", ",", "占5%", "九", "\xE4", "2023年", "。", "未", "9" };
	for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
		size_t length = strlen(pieces[p]);
		for (size_t at = 0; at + length <= sizeof text; at += length)
			memcpy(text + at, pieces[p], length);
		gj_arena arena;
		gj_prose prose;
		gj_prose_setting setting = { 2023, false };
		gj_arena_init(&arena, 1 << 26);
		cr_expect_eq(gj_prose_read(&arena, (gj_str){ text, sizeof text }, &setting, &prose, NULL),
		             GJ_OK, "%s", pieces[p]);
		gj_arena_release(&arena);
	}
}

Test(prose, in_a_full_arena_is_a_limit)
{
	gj_arena arena;
	gj_prose prose;
	gj_prose_setting setting = { 2023, false };
	gj_err err = { 0 };
	for (size_t ceiling = 0; ceiling < 1024; ceiling += 64) {
		gj_arena_init(&arena, ceiling);
		gj_code code = gj_prose_read(&arena, GJ_STR("收到申请5件。未收到申请。"), &setting, &prose, &err);
		cr_expect(code == GJ_E_LIMIT || (ceiling && code == GJ_OK));
		gj_arena_release(&arena);
	}
}

Test(words, are_found_from_both_ends)
{
	static const char *const list[] = { "公开", "不予公开", NULL };
	gj_str text = GJ_STR("公开5件不予公开");
	cr_expect_eq(gj_words_first(text, list), 0);
	cr_expect_eq(gj_words_last(text, list), text.len);
	cr_expect(gj_words_only(GJ_STR("不予公开公开"), list));
	cr_expect_not(gj_words_only(GJ_STR("不予公开了"), list));
	cr_expect(gj_words_only(GJ_STR(""), list));
	cr_expect_eq(gj_str_find_last(GJ_STR("abcab"), GJ_STR("ab")), 3);
}
