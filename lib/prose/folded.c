#include "prose/folded.h"

#include "prose/words.h"

#include <endian.h>
#include <string.h>

/* Of a tree of words, see tables/words_table.c; `length` in bytes is of the spotted word
 * that ends here. */
typedef struct step {
	uint16_t base, from, ends, length;
} step;

/* What class_of says besides the class of a character: folding leaves it as it is, and it
 * has one byte, or three; or makes it one of ASCII, whose class it has. */
enum { KEPT_BYTE = 0x4000, KEPT_THREE = 0x8000, NARROWED = 0x2000, CLASS = 0x1FFF };

#include "words.inc"

enum {
	/* Lines with fewer characters end where they end: a heading, a short paragraph. */
	WRAPPED_MIN = 18,
	/* Characters that two bytes of text may unfold to: ⑽ or ½ give one for each. */
	GLYPHS_PER_BYTE = GJ_FOLD_GROWTH / 2
};

/* A folded character: where it begins, and its class in words.inc. */
typedef struct glyph {
	uint32_t at, class;
} glyph;

typedef struct folder {
	char *to;
	uint32_t length;
	gj_landmark *landmarks;
	size_t landmark_count;
	uint32_t shift; /* printed − folded since the last landmark, modulo 2^32; none: −1 */
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
	static const gj_str ends[] = { GJ_WORD("。"), GJ_WORD(";"), GJ_WORD(":"),
		                       GJ_WORD("!"),  GJ_WORD("?"), GJ_WORD("\n") };
	gj_str so_far = { f->to, f->length };
	return f->line >= WRAPPED_MIN && !gj_str_ends_any(so_far, ends, sizeof ends / sizeof *ends) &&
	       !starts_item(gj_str_upto(next, gj_str_find(next, GJ_STR("\n"))));
}

/* What is folded to `folded` and behind is printed at `printed` and behind. */
static inline void add_landmark(folder *f, uint32_t folded, uint32_t printed)
{
	if (printed - folded == f->shift)
		return;
	f->landmarks[f->landmark_count++] = (gj_landmark){ folded, printed };
	f->shift = printed - folded;
}

static unsigned class_of_code(uint32_t code)
{
	return code < sizeof class_of / sizeof *class_of ? class_of[code] & CLASS : 0;
}

/* The folded character that begins at f->length is printed at `printed`. */
static void add_glyph(folder *f, uint32_t code, size_t printed)
{
	add_landmark(f, f->length, (uint32_t)printed);
	f->glyphs[f->glyph_count++] = (glyph){ f->length, class_of_code(code) };
}

/* Eight bytes of the text, the first the lowest; zeros behind its end. */
static inline uint64_t bytes_at(const char *in, const char *end)
{
	uint64_t bytes = 0;
	if (end - in >= (ptrdiff_t)sizeof bytes)
		memcpy(&bytes, in, sizeof bytes);
	else
		memcpy(&bytes, in, (size_t)(end - in));
	return le64toh(bytes);
}

static inline void put_bytes(char *to, uint64_t bytes)
{
	bytes = htole64(bytes);
	memcpy(to, &bytes, sizeof bytes);
}

/* Folds from `from` on the characters that stay as they are, nearly all and so two of three
 * bytes at once, or become one of ASCII (，（５); returns where others follow. */
static size_t fold_usual(folder *f, gj_str text, size_t from)
{
#define BOTH(bits) (UINT64_C(bits) | UINT64_C(bits) << 24)
	enum { TO_ASCII = 0xFF00 - ' ' };
	uint32_t printed = (uint32_t)from, at = f->length;
	glyph *to = f->glyphs + f->glyph_count;
	for (;;) {
		uint64_t bytes = bytes_at(text.ptr + printed, text.ptr + text.len), marks = bytes & BOTH(0xC0C0F0);
		uint64_t codes = (bytes & BOTH(0x0F)) << 12 | (bytes >> 2 & BOTH(0xFC0)) |
		                 (bytes >> 16 & BOTH(0x3F));
		unsigned first = class_of[codes & 0xFFFF], second = class_of[codes >> 24 & 0xFFFF];
		put_bytes(f->to + at, bytes);
		if (marks == BOTH(0x8080E0) && (first & second & KEPT_THREE)) {
			add_landmark(f, at, printed);
			*to++ = (glyph){ at, first & CLASS };
			*to++ = (glyph){ at + 3, second & CLASS };
			at += 6;
			printed += 6;
			continue;
		}
		bool three = (marks & 0xFFFFFF) == 0x8080E0;
		first = three ? first : class_of[bytes & 0xFF];
		if (!(first & (three ? KEPT_THREE | NARROWED : KEPT_BYTE)))
			break;
		bool narrowed = first & NARROWED;
		if (narrowed)
			f->to[at] = (char)((codes & 0xFFFF) - TO_ASCII);
		add_landmark(f, at, printed);
		*to++ = (glyph){ at, first & CLASS };
		at += three && !narrowed ? 3 : 1;
		printed += three ? 3 : 1;
	}
#undef BOTH
	size_t count = (size_t)(to - f->glyphs) - f->glyph_count;
	f->line += count;
	f->in_words |= count > 0;
	f->glyph_count += count;
	f->length = at;
	return printed;
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
		at = fold_usual(f, text, at);
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
static inline gj_spot *spot_words(gj_spot *to, const glyph *glyphs, gj_said *said)
{
	unsigned at = glyphs->class;
	for (const glyph *next = glyphs + 1; at; next++) {
		unsigned word = spotted[at].ends, follows = spotted[at].base + next->class;
		if (word) {
			*to++ = (gj_spot){ glyphs->at, spotted[at].length, (uint16_t)word };
			*said = gj_said_both(said, &gj_word_lists[word]);
		}
		at = spotted[follows].from == at ? follows : 0;
	}
	return to;
}

/* Spots the words that begin with a character of one of the first classes. */
static bool spot_all(gj_arena *arena, const folder *f, unsigned classes, gj_folded *folded)
{
	enum { GLYPHS = 64, SPOTS_MAX = GLYPHS * NESTED_MAX };
	const glyph *next = f->glyphs, *end = next + f->glyph_count;
	size_t count = 0, capacity = 0;
	gj_spot *spots = NULL;
	do {
		if (capacity - count <= SPOTS_MAX)
			spots = gj_arena_grow(arena, spots, count, &capacity, f->glyph_count + SPOTS_MAX + 1,
			                      sizeof *spots);
		if (!spots)
			return false;
		gj_spot *to = spots + count;
		const glyph *stop = end - next > GLYPHS ? next + GLYPHS : end;
		for (; next < stop; next++)
			if (next->class - 1 < classes) /* 0 is none */
				to = spot_words(to, next, &folded->said);
		count = (size_t)(to - spots);
	} while (next < end);
	spots[count] = (gj_spot){ .begin = UINT32_MAX };
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

bool gj_folded_read(gj_arena *arena, gj_str text, gj_spotted which, gj_folded *folded)
{
	size_t glyphs = text.len * GLYPHS_PER_BYTE + 1;
	folder f = { .to = gj_arena_alloc(arena, text.len * GJ_FOLD_GROWTH + sizeof(uint64_t)),
	             .shift = UINT32_MAX };
	f.landmarks = gj_arena_alloc(arena, glyphs * sizeof *f.landmarks);
	f.glyphs = gj_arena_alloc(arena, glyphs * sizeof *f.glyphs);
	if (!f.to || !f.landmarks || !f.glyphs)
		return false;
	fold(&f, text);
	*folded = (gj_folded){ .text = { f.to, f.length }, .landmarks = f.landmarks,
		               .landmark_count = f.landmark_count, .spaced = f.spaced };
	unsigned classes = which == GJ_SPOT_ALL ? STARTERS : SENTENCE_ENDS;
	return spot_all(arena, &f, classes, folded) && index_spots(arena, folded);
}

/* --- following fillers ---------------------------------------------------- */

size_t gj_filler_length(gj_str text, gj_fills list)
{
	size_t longest = 0, at = 0;
	unsigned from = 0; /* the step before; the root */
	while (at < text.len) {
		uint32_t code;
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		unsigned class = class_of_code(code), follows = fillers[from].base + class;
		if (!class || fillers[follows].from != from)
			break;
		from = follows;
		if (fillers[from].ends >> list & 1)
			longest = at;
	}
	return longest;
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
	while (within < next && ((unsigned char)folded->text.ptr[within] & 0xC0) == 0x80)
		within++; /* of a broken byte, which became three */
	return within < next ? within : next;
}
