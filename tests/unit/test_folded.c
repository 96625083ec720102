/* Prose folded at once, against its characters folded one by one. */
#include "prose/span.h"

#include "random.h"

#include <criterion/criterion.h>
#include <string.h>

enum {
	TEXTS = 3000,
	LINES_MAX = 12,
	PIECES_MAX = 4, /* of a line, so that none is long enough to pass for wrapped */
	TEXT_MAX = 1024,
	ARENA_BYTES = 1 << 20
};

/* What folding keeps, narrows, simplifies, drops, unfolds and cannot read. */
static const gj_str pieces[] = {
	GJ_WORD("公开"),   GJ_WORD("申请"),     GJ_WORD("依申请"),     GJ_WORD("建议"),   GJ_WORD("，"),
	GJ_WORD("。"),     GJ_WORD("（一）"),   GJ_WORD("２０２３"),   GJ_WORD("Ａｂ"),   GJ_WORD("＇"),
	GJ_WORD("12"),     GJ_WORD(","),        GJ_WORD("Xy"),         GJ_WORD("'"),      GJ_WORD("信息"),
	GJ_WORD("開發"),   GJ_WORD("「」"),     GJ_WORD(" "),          GJ_WORD("　"),     GJ_WORD("\u00A0"),
	GJ_WORD("\u200B"), GJ_WORD("½"),        GJ_WORD("⑽"),          GJ_WORD("㎡"),     GJ_WORD("é"),
	GJ_WORD("🈚"),     GJ_WORD("\U0002F81B"), GJ_WORD("\uFDFA"),   GJ_WORD("\x80"),   GJ_WORD("\xE4\xBB"),
	GJ_WORD("\xFF"),   GJ_WORD("\xF0\x9F"), GJ_WORD("\x01"),       GJ_WORD("\uFFFD"), GJ_WORD("～"),
};

static gj_str random_text(gj_random *random, char to[TEXT_MAX])
{
	size_t length = 0;
	for (int line = gj_random_below(random, LINES_MAX); line >= 0; line--) {
		for (int n = gj_random_below(random, PIECES_MAX + 1); n; n--) {
			const gj_str *piece = &pieces[gj_random_below(random, sizeof pieces / sizeof *pieces)];
			memcpy(to + length, piece->ptr, piece->len);
			length += piece->len;
		}
		if (line)
			to[length++] = '\n';
	}
	return (gj_str){ to, length };
}

/* One character after another; `printed` is where each folded byte comes from. */
typedef struct slow {
	char text[TEXT_MAX * GJ_FOLD_GROWTH];
	size_t printed[TEXT_MAX * GJ_FOLD_GROWTH + 1];
	size_t length;
} slow;

static void fold_slowly(slow *s, gj_str text)
{
	s->length = 0;
	for (size_t at = 0, step; at < text.len; at += step) {
		uint32_t code;
		step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		size_t end = s->length;
		if (code == '\n')
			s->text[end++] = '\n';
		else
			end += gj_fold(s->text + end, gj_str_upto(gj_str_from(text, at), step));
		for (; s->length < end; s->length++)
			s->printed[s->length] = at;
	}
	s->printed[s->length] = text.len;
}

static bool begins_character(const slow *s, size_t at)
{
	return at == s->length || ((unsigned char)s->text[at] & 0xC0) != 0x80;
}

static void leads_back(const gj_folded *folded, const slow *s, size_t size)
{
	for (size_t at = 0; at <= s->length; at++)
		if (begins_character(s, at))
			cr_assert_eq(gj_folded_printed(folded, (uint32_t)at), s->printed[at]);
	for (size_t printed = 0, at = 0; printed <= size; printed++) {
		while (at < s->length && s->printed[at] < printed)
			at++;
		if (s->printed[at] == printed)
			cr_assert_eq(gj_folded_place(folded, printed), at, "byte %zu of “%.*s”", printed,
			             (int)s->length, s->text);
	}
}

static bool is_spotted(const gj_folded *folded, size_t begin, gj_str word, gj_says list)
{
	const gj_spot *spot = folded->spots;
	while (spot->begin < begin)
		spot++;
	for (; spot->begin == begin; spot++)
		if (spot->length == word.len && gj_spot_is(spot, list))
			return true;
	return false;
}

static void spots_words(const gj_folded *folded)
{
	static const struct {
		gj_str word;
		gj_says list;
	} some[] = {
		{ GJ_WORD("。"), GJ_SAYS_SENTENCE_ENDS }, { GJ_WORD("\n"), GJ_SAYS_SENTENCE_ENDS },
		{ GJ_WORD(","), GJ_SAYS_CLAUSE_MARKS },   { GJ_WORD("("), GJ_SAYS_CLAUSE_MARKS },
		{ GJ_WORD("2"), GJ_SAYS_NUMERALS },       { GJ_WORD("一"), GJ_SAYS_NUMERALS },
		{ GJ_WORD("建议"), GJ_SAYS_OTHER_MATTERS }, { GJ_WORD("依申请"), GJ_SAYS_REQUESTS },
		{ GJ_WORD("依申请公开"), GJ_SAYS_REQUESTS }, { GJ_WORD("公开申请"), GJ_SAYS_REQUESTS },
	};
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		for (size_t at = 0, hit;
		     (hit = gj_str_find(gj_str_from(folded->text, at), some[i].word)) != SIZE_MAX;
		     at += hit + 1)
			cr_assert(is_spotted(folded, at + hit, some[i].word, some[i].list), "%.*s in %.*s",
			          GJ_STR_ARG(some[i].word), GJ_STR_ARG(folded->text));
	for (const gj_spot *spot = folded->spots; spot->begin != GJ_NOWHERE; spot++)
		cr_assert(gj_spot_end(spot) <= folded->text.len && spot[1].begin >= spot->begin);
}

Test(folded, is_its_characters_folded_one_by_one)
{
	static slow s;
	static char to[TEXT_MAX];
	gj_random random = { 5 };
	gj_arena arena;
	gj_arena_init(&arena, ARENA_BYTES);
	for (int i = 0; i < TEXTS; i++) {
		gj_str text = random_text(&random, to);
		gj_folded folded;
		cr_assert(gj_folded_read(&arena, text, GJ_SPOT_ALL, &folded));
		fold_slowly(&s, text);
		cr_assert(gj_str_equal(folded.text, (gj_str){ s.text, s.length }), "“%.*s” is “%.*s”, not “%.*s”",
		          GJ_STR_ARG(text), (int)s.length, s.text, GJ_STR_ARG(folded.text));
		leads_back(&folded, &s, text.len);
		spots_words(&folded);
		gj_arena_reset(&arena);
	}
	gj_arena_release(&arena);
}

Test(folded, joins_lines_that_were_only_wrapped)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
		{ "本机关全年主动公开政府信息若干条，内容包\n括各类文件", "本机关全年主动公开政府信息若干条,内容包括各类文件" },
		{ "本机关全年主动公开政府信息若干条内容齐全。\n其他", "本机关全年主动公开政府信息若干条内容齐全。\n其他" },
		{ "本机关全年主动公开政府信息若干条内容包括\n（一）文件", "本机关全年主动公开政府信息若干条内容包括\n(一)文件" },
		{ "总体情况\n全年", "总体情况\n全年" },
	};
	gj_arena arena;
	gj_arena_init(&arena, ARENA_BYTES);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		gj_folded folded;
		cr_assert(gj_folded_read(&arena, gj_str_of(cases[i].text), GJ_SPOT_ALL, &folded));
		cr_expect(gj_str_equal(folded.text, gj_str_of(cases[i].folded)), "%.*s",
		          GJ_STR_ARG(folded.text));
	}
	gj_arena_release(&arena);
}
