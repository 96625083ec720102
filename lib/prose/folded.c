#include "prose/folded.h"

#include "prose/words.h"

#include <string.h>

typedef struct step {
	uint16_t base, from, word;
} step;

#include "words.inc"

enum {
	/* Lines with fewer characters end where they end: a heading, a short paragraph. */
	WRAPPED_MIN = 18,
	/* Characters that two bytes of text may unfold to: ⑽ or ½ give one for each. */
	GLYPHS_PER_BYTE = GJ_FOLD_GROWTH / 2
};

/* A folded character: where it begins, and its class in words.inc. */
typedef struct glyph {
	uint32_t at;
	uint16_t class;
} glyph;

typedef struct folder {
	char *to;
	uint32_t length;
	gj_landmark *landmarks;
	size_t landmark_count;
	uint32_t shift; /* printed − folded since the last landmark, modulo 2^32 */
	glyph *glyphs;
	size_t glyph_count;
	size_t line;   /* characters since the last line break */
	bool in_words; /* what was read last is neither space nor line break */
	bool spaced;
} folder;

/* （一）, 1., 一是, 第: the next line is an item of its own. */
static bool starts_item(gj_str line)
{
	static const char *const marks[] = { "(", "（", "一、", "二、", "三、", "四、", "五、", "六、",
		                             "一是", "二是", "三是", "四是", "五是", "①", "②", NULL };
	line = gj_str_trim(line);
	if (!line.len || (gj_is_digit(line.ptr[0]) && line.len > 1 &&
	                  (line.ptr[1] == '.' || line.ptr[1] == ')')))
		return true;
	return gj_words_start(line, marks);
}

static bool is_wrapped(const folder *f, gj_str next)
{
	static const char *const ends[] = { "。", ";", ":", "!", "?", "\n", NULL };
	gj_str so_far = { f->to, f->length };
	return f->line >= WRAPPED_MIN && !gj_words_end(so_far, ends) &&
	       !starts_item(gj_str_upto(next, gj_str_find(next, GJ_STR("\n"))));
}

/* What is put next is printed at `printed`. */
static void add_landmark(folder *f, size_t printed)
{
	uint32_t shift = (uint32_t)printed - f->length;
	if (shift == f->shift && f->landmark_count)
		return;
	f->landmarks[f->landmark_count++] = (gj_landmark){ f->length, (uint32_t)printed };
	f->shift = shift;
}

/* The folded character that begins at f->length is printed at `printed`. */
static void add_glyph(folder *f, uint32_t code, size_t printed)
{
	add_landmark(f, printed);
	bool known = code < sizeof class_of / sizeof *class_of;
	f->glyphs[f->glyph_count++] = (glyph){ f->length, known ? class_of[code] : 0 };
}

/* The ideographs that the text begins with, which stay as long as they are. */
static size_t put_ideographs(folder *f, gj_str text, size_t printed)
{
	char *to = f->to + f->length;
	glyph *glyphs = f->glyphs + f->glyph_count;
	size_t at = 0;
	for (; gj_begins_with_ideograph((gj_str){ text.ptr + at, text.len - at }); at += 3) {
		uint32_t code = gj_fold_ideograph(to + at, text.ptr + at);
		*glyphs++ = (glyph){ f->length + (uint32_t)at, class_of[code] };
	}
	if (!at)
		return 0;
	add_landmark(f, printed);
	f->glyph_count += at / 3;
	f->line += at / 3;
	f->in_words = true;
	f->length += (uint32_t)at;
	return at;
}

/* Any other character: none, one or several after folding. */
static void put_other(folder *f, gj_str piece, size_t printed)
{
	size_t size, end = f->length + gj_fold_one(f->to + f->length, piece, &size);
	while (f->length < end) {
		uint32_t code;
		size = gj_utf8_next(f->to + f->length, end - f->length, &code);
		add_glyph(f, code, printed);
		f->length += (uint32_t)size;
	}
}

static void end_line(folder *f, gj_str text, size_t at)
{
	if (!is_wrapped(f, gj_str_from(text, at + 1))) {
		add_glyph(f, '\n', at);
		f->to[f->length++] = '\n';
	}
	f->line = 0;
	f->in_words = false;
}

static size_t fold_one(folder *f, gj_str rest, size_t at)
{
	uint32_t code;
	size_t size = gj_utf8_next(rest.ptr, rest.len, &code);
	bool space = gj_is_space(code);
	f->spaced |= space && f->in_words;
	f->in_words = !space;
	put_other(f, gj_str_upto(rest, size), at);
	f->line++;
	return size;
}

static void fold(folder *f, gj_str text)
{
	for (size_t at = 0; at < text.len;) {
		at += put_ideographs(f, gj_str_from(text, at), at);
		if (at == text.len)
			break;
		if (text.ptr[at] == '\n')
			end_line(f, text, at++);
		else
			at += fold_one(f, gj_str_from(text, at), at);
	}
	f->landmarks[f->landmark_count++] = (gj_landmark){ f->length, (uint32_t)text.len };
	f->glyphs[f->glyph_count] = (glyph){ f->length, 0 };
}

/* --- spotting words ------------------------------------------------------- */

/* Words that begin with the same character, one a part of the next. */
enum { NESTED_MAX = 16 };

/* Adds the words that begin with glyphs[0] and returns their end; behind the last glyph
 * stands one of class 0. */
static gj_spot *spot_words(gj_spot *to, const glyph *glyphs)
{
	unsigned at = glyphs->class;
	for (const glyph *next = glyphs + 1; at; next++) {
		unsigned word = steps[at].word, follows = steps[at].base + next->class;
		if (word)
			*to++ = (gj_spot){ glyphs->at, word_lengths[word], (uint16_t)word };
		at = steps[follows].from == at ? follows : 0;
	}
	return to;
}

static bool spot_all(gj_arena *arena, const folder *f, gj_folded *folded)
{
	size_t count = 0, capacity = 0;
	gj_spot *spots = NULL;
	for (size_t i = 0; i <= f->glyph_count; i++) {
		if (spots && !f->glyphs[i].class)
			continue;
		if (capacity - count < NESTED_MAX)
			spots = gj_arena_grow(arena, spots, count, &capacity, f->glyph_count + NESTED_MAX,
			                      sizeof *spots);
		if (!spots)
			return false;
		count = (size_t)(spot_words(spots + count, &f->glyphs[i]) - spots);
	}
	spots[count] = (gj_spot){ .begin = UINT32_MAX };
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sizeof folded->said.lists / sizeof *folded->said.lists; k++)
			folded->said.lists[k] |= gj_word_lists[spots[i].word].lists[k];
	folded->spots = spots;
	return true;
}

static bool index_spots(gj_arena *arena, gj_folded *folded)
{
	size_t count = folded->text.len / GJ_SPOT_BLOCK + 1;
	uint32_t *blocks = gj_arena_alloc(arena, count * sizeof *blocks), spot = 0;
	for (size_t i = 0; blocks && i < count; i++) {
		while (folded->spots[spot].begin < i * GJ_SPOT_BLOCK)
			spot++;
		blocks[i] = spot;
	}
	folded->blocks = blocks;
	return blocks;
}

bool gj_folded_read(gj_arena *arena, gj_str text, gj_folded *folded)
{
	size_t glyphs = text.len * GLYPHS_PER_BYTE + 1;
	folder f = { .to = gj_arena_alloc(arena, text.len * GJ_FOLD_GROWTH + 1) };
	f.landmarks = gj_arena_alloc(arena, glyphs * sizeof *f.landmarks);
	f.glyphs = gj_arena_alloc(arena, glyphs * sizeof *f.glyphs);
	if (!f.to || !f.landmarks || !f.glyphs)
		return false;
	fold(&f, text);
	*folded = (gj_folded){ .text = { f.to, f.length }, .landmarks = f.landmarks,
		               .landmark_count = f.landmark_count, .spaced = f.spaced };
	return spot_all(arena, &f, folded) && index_spots(arena, folded);
}

/* --- the way back --------------------------------------------------------- */

uint32_t gj_folded_printed(const gj_folded *folded, uint32_t at)
{
	size_t low = 0, high = folded->landmark_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (folded->landmarks[middle].folded <= at)
			low = middle;
		else
			high = middle;
	}
	return folded->landmarks[low].printed + (at - folded->landmarks[low].folded);
}

uint32_t gj_folded_place(const gj_folded *folded, size_t printed)
{
	size_t low = 0, high = folded->landmark_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (folded->landmarks[middle].printed < printed)
			low = middle + 1;
		else
			high = middle;
	}
	uint32_t next = low < folded->landmark_count ? folded->landmarks[low].folded
	                                             : (uint32_t)folded->text.len;
	if (!low)
		return next;
	const gj_landmark *before = &folded->landmarks[low - 1];
	uint32_t within = before->folded + (uint32_t)(printed - before->printed);
	return within < next ? within : next;
}
