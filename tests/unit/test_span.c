/* Words spotted in one pass and fillers followed in their place, held to a plain search for
 * each word of each list. */
#include "prose/span.h"
#include "prose/words.h"
#include "random.h"

#include <criterion/criterion.h>
#include <string.h>

enum { LIST_WORDS_MAX = 320, ARENA_BYTES = 1 << 24, TEXT_MAX = 4096, TEXTS = 60 };

typedef const char *const word_list[LIST_WORDS_MAX + 1];

static word_list lists[] = {
#define FILLERS(name, ...)
#define WORDS(name, ...) { __VA_ARGS__ },
#include "prose/tables/vocabulary.inc"
#undef FILLERS
#undef WORDS
};

static word_list fillers[] = {
#define FILLERS(name, ...) { __VA_ARGS__ },
#define WORDS(name, ...)
#include "prose/tables/vocabulary.inc"
#undef FILLERS
#undef WORDS
};

static const char *random_word(gj_random *random)
{
	int list = gj_random_below(random, GJ_SAYS_COUNT + GJ_FILLS_COUNT), count = 0;
	const char *const *words = list < GJ_SAYS_COUNT ? lists[list] : fillers[list - GJ_SAYS_COUNT];
	while (words[count])
		count++;
	return words[gj_random_below(random, count)];
}

/* Words of all lists, pieces of words and what folding changes, one behind the other. */
static gj_str random_text(gj_random *random, char *to)
{
	static const char *const others[] = { "，", " ", "　", "１２", "①", "…", "½", "總", "x", "\n", "字" };
	size_t length = 0;
	int pieces = 1 + gj_random_below(random, 120);
	for (int i = 0; i < pieces; i++) {
		const char *word = random_word(random);
		size_t size = strlen(word);
		if (gj_random_chance(random, 25))
			size = size > 3 ? 3 : size;
		if (gj_random_chance(random, 20)) {
			word = others[gj_random_below(random, sizeof others / sizeof *others)];
			size = strlen(word);
		}
		memcpy(to + length, word, size);
		length += size;
	}
	return (gj_str){ to, length };
}

static uint32_t absolute(size_t place, gj_span span)
{
	return place == SIZE_MAX ? GJ_NOWHERE : span.begin + (uint32_t)place;
}

static void expect_as_searched(gj_span span)
{
	gj_str text = gj_span_text(span);
	gj_said said = gj_span_said(span);
	for (int list = 0; list < GJ_SAYS_COUNT; list++) {
		const char *const *words = lists[list];
		gj_says says = (gj_says)list;
		cr_expect_eq(gj_span_says(span, says), gj_words_in(text, words));
		cr_expect_eq(gj_said_has(&said, says), gj_words_in(text, words));
		cr_expect_eq(gj_span_ends(span, says), gj_words_end(text, words));
		cr_expect_eq(gj_span_first(span, says), absolute(gj_words_first(text, words), span));
		cr_expect_eq(gj_span_last(span, says), absolute(gj_words_last(text, words), span));
	}
	for (int list = 0; list < GJ_FILLS_COUNT; list++) {
		const char *const *words = fillers[list];
		gj_fills fills = (gj_fills)list;
		cr_expect_eq(gj_span_holds(span, fills), gj_words_in(text, words));
		cr_expect_eq(gj_span_opens(span, fills), gj_words_start(text, words));
		cr_expect_eq(gj_span_closes(span, fills), gj_words_end(text, words));
		cr_expect_eq(gj_span_only(span, fills), gj_words_only(text, words));
	}
}

static gj_span random_span(gj_random *random, const gj_folded *folded)
{
	gj_span whole = gj_span_of(folded);
	int length = (int)folded->text.len + 1;
	gj_span span = gj_span_from(whole, (uint32_t)gj_random_below(random, length));
	return gj_span_upto(span, span.begin + (uint32_t)gj_random_below(random, 80));
}

Test(span, says_what_a_search_finds)
{
	static char text[TEXT_MAX];
	gj_random random = { 7 };
	gj_arena arena;
	gj_arena_init(&arena, ARENA_BYTES);
	for (int i = 0; i < TEXTS; i++) {
		gj_folded folded;
		cr_assert(gj_folded_read(&arena, random_text(&random, text), GJ_SPOT_ALL, &folded));
		expect_as_searched(gj_span_of(&folded));
		for (int k = 0; k < 20; k++)
			expect_as_searched(random_span(&random, &folded));
		gj_arena_reset(&arena);
	}
	gj_arena_release(&arena);
}

Test(span, of_nothing_says_nothing)
{
	gj_arena arena;
	gj_folded folded;
	gj_arena_init(&arena, ARENA_BYTES);
	cr_assert(gj_folded_read(&arena, (gj_str){ 0 }, GJ_SPOT_ALL, &folded));
	expect_as_searched(gj_span_of(&folded));
	gj_arena_release(&arena);
}

/* The short ways of folding give what folding gives, whatever stands behind. */
Test(folded, folds_every_character)
{
	gj_arena arena;
	gj_arena_init(&arena, ARENA_BYTES);
	for (uint32_t code = ' '; code < 0x11000; code++) {
		char printed[16], expected[sizeof printed * GJ_FOLD_GROWTH];
		for (size_t behind = 0; behind < 8; behind += 7) {
			gj_str text = { printed, gj_utf8_put(printed, code) };
			memcpy(printed + text.len, "abcdefg", behind);
			text.len += behind;
			gj_folded folded;
			cr_assert(gj_folded_read(&arena, text, GJ_SPOT_ALL, &folded));
			gj_str fold = { expected, gj_fold(expected, text) };
			cr_expect(gj_str_equal(folded.text, fold), "U+%04X", code);
			gj_arena_reset(&arena);
		}
	}
	gj_arena_release(&arena);
}

/* Every character of the folded text leads back to what it was printed as. */
Test(folded, leads_back_to_what_is_printed)
{
	static char text[TEXT_MAX], refolded[TEXT_MAX * GJ_FOLD_GROWTH];
	gj_random random = { 11 };
	gj_arena arena;
	gj_arena_init(&arena, ARENA_BYTES);
	for (int i = 0; i < TEXTS; i++) {
		gj_folded folded;
		gj_str printed = random_text(&random, text);
		cr_assert(gj_folded_read(&arena, printed, GJ_SPOT_ALL, &folded));
		uint32_t before = 0;
		for (uint32_t at = 0; at < folded.text.len; at++) {
			if (((unsigned char)folded.text.ptr[at] & 0xC0) == 0x80)
				continue;
			uint32_t place = gj_folded_printed(&folded, at), code;
			cr_assert_geq(place, before);
			before = place;
			size_t size = gj_utf8_next(printed.ptr + place, printed.len - place, &code);
			gj_str piece = { refolded, gj_fold(refolded, (gj_str){ printed.ptr + place, size }) };
			bool same = code == '\n' ? folded.text.ptr[at] == '\n'
			                         : gj_str_has(piece, gj_str_upto(gj_str_from(folded.text, at), 1));
			cr_expect(same, "%u is printed at %u", at, place);
			if (place > 0 && gj_folded_place(&folded, place) != at)
				cr_expect_eq(gj_folded_printed(&folded, gj_folded_place(&folded, place)), place);
		}
		cr_expect_eq(gj_folded_printed(&folded, (uint32_t)folded.text.len), printed.len);
		gj_arena_reset(&arena);
	}
	gj_arena_release(&arena);
}
