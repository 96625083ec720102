#include "stat/duplicate.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum {
	SHINGLE = 8,          /* characters */
	SAMPLE_MASK = 15,     /* one in sixteen */
	SKETCH_MAX = 2048,    /* a text of 32,000 characters; a stranger's may be longer */
	BAND_ROWS = 4,
	BANDS = 16,           /* likeness 0.7 is met with probability 0.988 */
	NEIGHBOURS_MAX = 64,  /* compared with each text of a band: keeps it linear */
	BOILERPLATE_SHARE = 10,
	BOILERPLATE_MIN = 3,
	BOILERPLATE_MAX = 50,
	SENTENCE_MIN = 12     /* characters that a passage has at least */
};

/* murmur3's finaliser */
static uint32_t mix(uint32_t hash)
{
	hash = (hash ^ hash >> 16) * UINT32_C(0x85EBCA6B);
	hash = (hash ^ hash >> 13) * UINT32_C(0xC2B2AE35);
	return hash ^ hash >> 16;
}

/* Letters and ideographs count; digits, punctuation and spaces do not. */
static bool counts(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
	return (code >= 0x3400 && code <= 0x9FFF) || code >= 0x20000;
}

/* A rolling hash of the last SHINGLE characters: a polynomial over 32 bits. */
typedef struct window {
	uint32_t codes[SHINGLE];
	uint32_t sum;
	size_t seen;
} window;

_Static_assert(SHINGLE == 8, "base_to_8 is base to the power of SHINGLE");
static const uint32_t base = UINT32_C(0x01000193), base_to_8 = UINT32_C(0x5D615F21);

/* True when a whole shingle ends here and belongs to the sample. */
static inline bool push(window *w, uint32_t code, uint32_t *hash)
{
	uint32_t *slot = &w->codes[w->seen++ % SHINGLE], next = gj_simplified(code);
	w->sum = w->sum * base + next - *slot * base_to_8;
	*slot = next;
	*hash = mix(w->sum);
	return w->seen >= SHINGLE && (*hash & SAMPLE_MASK) == 0;
}

/* The ideograph that the text begins with, which nearly every character is; else 0. */
static inline uint32_t ideograph_at(const char *text, size_t left)
{
	uint32_t bytes;
	if (left < sizeof bytes)
		return 0;
	memcpy(&bytes, text, sizeof bytes);
	bytes = le32toh(bytes);
	uint32_t code = (bytes & 0x0F) << 12 | (bytes >> 2 & 0xFC0) | (bytes >> 16 & 0x3F);
	bool three = (bytes & 0xC0C0F0) == 0x8080E0;
	return three && code >= GJ_IDEOGRAPH_FIRST && code < GJ_IDEOGRAPH_BEHIND ? code : 0;
}

static int compare_hashes(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

bool gj_sketch_make(gj_arena *arena, gj_str text, gj_sketch *sketch)
{
	uint32_t found[SKETCH_MAX], hash;
	size_t count = 0, unique = 0;
	window w = { { 0 }, 0, 0 };
	for (size_t at = 0; at < text.len && count < SKETCH_MAX;) {
		uint32_t code = ideograph_at(text.ptr + at, text.len - at), other = 0;
		at += code ? 3 : gj_utf8_next(text.ptr + at, text.len - at, &other);
		code = counts(other) ? other : code;
		if (code && push(&w, code, &hash))
			found[count++] = hash;
	}
	qsort(found, count, sizeof *found, compare_hashes);
	for (size_t i = 0; i < count; i++)
		if (!i || found[i] != found[i - 1])
			found[unique++] = found[i];
	sketch->count = (uint32_t)unique;
	sketch->shingles = gj_arena_alloc(arena, unique * sizeof *found);
	if (sketch->shingles)
		memcpy(sketch->shingles, found, unique * sizeof *found);
	return sketch->shingles != NULL;
}

/* ---- boilerplate ---- */

static int compare_pairs(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* Every shingle with each of its owners: shingle << 32 | owner, ascending. */
static uint64_t *list_pairs(const gj_text_of *texts, size_t count, size_t *pair_count)
{
	size_t total = 0, at = 0;
	for (size_t i = 0; i < count; i++)
		total += texts[i].sketch.count;
	uint64_t *pairs = malloc((total + 1) * sizeof *pairs);
	for (size_t i = 0; i < count && pairs; i++)
		for (uint32_t k = 0; k < texts[i].sketch.count; k++)
			pairs[at++] = (uint64_t)texts[i].sketch.shingles[k] << 32 | texts[i].owner;
	if (pairs)
		qsort(pairs, total, sizeof *pairs, compare_pairs);
	*pair_count = total;
	return pairs;
}

/* Leaves the shingles of more than `limit` owners at the front of the pairs. */
static size_t keep_common(uint64_t *pairs, size_t count, size_t limit)
{
	size_t kept = 0;
	for (size_t i = 0, next; i < count; i = next) {
		size_t owners = 1;
		for (next = i + 1; next < count && pairs[next] >> 32 == pairs[i] >> 32; next++)
			owners += pairs[next] != pairs[next - 1];
		if (owners > limit)
			pairs[kept++] = pairs[i] >> 32;
	}
	return kept;
}

static size_t owners_of(const gj_text_of *texts, size_t count)
{
	uint32_t owners = 0;
	for (size_t i = 0; i < count; i++)
		if (texts[i].owner >= owners)
			owners = texts[i].owner + 1;
	return owners;
}

bool gj_duplicates_discount(gj_text_of *texts, size_t count)
{
	size_t pair_count, limit = owners_of(texts, count) / BOILERPLATE_SHARE;
	limit = limit < BOILERPLATE_MIN ? BOILERPLATE_MIN
	        : limit > BOILERPLATE_MAX ? BOILERPLATE_MAX : limit;
	uint64_t *common = list_pairs(texts, count, &pair_count);
	if (!common)
		return false;
	pair_count = keep_common(common, pair_count, limit);
	for (size_t i = 0; i < count; i++) {
		gj_sketch *sketch = &texts[i].sketch;
		uint32_t kept = 0;
		for (uint32_t k = 0; k < sketch->count; k++) {
			uint64_t shingle = sketch->shingles[k];
			if (!bsearch(&shingle, common, pair_count, sizeof shingle, compare_pairs))
				sketch->shingles[kept++] = (uint32_t)shingle;
		}
		sketch->count = kept;
	}
	free(common);
	return true;
}

/* ---- likeness ---- */

double gj_sketch_likeness(const gj_sketch *a, const gj_sketch *b)
{
	uint32_t i = 0, k = 0, shared = 0;
	while (i < a->count && k < b->count) {
		uint32_t x = a->shingles[i], y = b->shingles[k];
		shared += x == y;
		i += x <= y;
		k += y <= x;
	}
	uint32_t all = a->count + b->count - shared;
	return all ? (double)shared / all : 0;
}

/* The band's value: its smallest hashes under BAND_ROWS permutations. */
static uint32_t band_of(const gj_sketch *sketch, uint32_t band)
{
	uint32_t value = band;
	for (uint32_t row = 0; row < BAND_ROWS; row++) {
		uint32_t least = UINT32_MAX, seed = mix(band * BAND_ROWS + row + 1);
		for (uint32_t i = 0; i < sketch->count; i++) {
			uint32_t hash = mix(sketch->shingles[i] ^ seed);
			least = hash < least ? hash : least;
		}
		value = mix(value ^ least) + UINT32_C(0x9E3779B9);
	}
	return value;
}

static void keep_likest(gj_likeness *likest, size_t other, double value)
{
	if (value > likest->value || (value == likest->value && other < likest->other))
		*likest = (gj_likeness){ other, value };
}

static void compare_texts(const gj_text_of *texts, size_t a, size_t b, gj_likeness *likest)
{
	if (texts[a].owner == texts[b].owner)
		return;
	double value = gj_sketch_likeness(&texts[a].sketch, &texts[b].sketch);
	if (value < GJ_DUPLICATE_LIKENESS)
		return;
	keep_likest(&likest[a], b, value);
	keep_likest(&likest[b], a, value);
}

bool gj_duplicates_find(const gj_text_of *texts, size_t count, gj_likeness *likest)
{
	for (size_t i = 0; i < count; i++)
		likest[i] = (gj_likeness){ SIZE_MAX, 0 };
	uint64_t *keys = malloc((count + 1) * sizeof *keys); /* band's value << 32 | text */
	for (uint32_t band = 0; band < BANDS && keys; band++) {
		size_t listed = 0;
		for (size_t i = 0; i < count; i++)
			if (texts[i].sketch.count >= GJ_DUPLICATE_SHINGLES_MIN)
				keys[listed++] = (uint64_t)band_of(&texts[i].sketch, band) << 32 | i;
		qsort(keys, listed, sizeof *keys, compare_pairs);
		for (size_t i = 0; i < listed; i++)
			for (size_t k = i + 1; k < listed && k <= i + NEIGHBOURS_MAX &&
			     keys[k] >> 32 == keys[i] >> 32; k++)
				compare_texts(texts, (uint32_t)keys[i], (uint32_t)keys[k], likest);
	}
	free(keys);
	return keys != NULL;
}

/* ---- passages ---- */

/* What counts of a text, as simplified UTF-8, which is nowhere longer than 4 bytes. */
static gj_str reduce(gj_arena *arena, gj_str text)
{
	char *to = gj_arena_alloc(arena, 2 * text.len + 4);
	size_t length = 0;
	for (size_t at = 0, step; at < text.len && to; at += step) {
		uint32_t code;
		step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (!counts(code))
			continue;
		length += gj_utf8_put(to + length, gj_simplified(code));
	}
	return (gj_str){ to, length };
}

/* The text up to the end of its first sentence. */
static gj_str first_sentence(gj_str text)
{
	size_t at = 0;
	while (at < text.len) {
		uint32_t code;
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (code == '\n' || code == 0x3002 || code == 0xFF1B)
			break;
	}
	return gj_str_upto(text, at);
}

static bool holds_own(gj_str sentence, const gj_sketch *own)
{
	uint32_t code, hash;
	window w = { { 0 }, 0, 0 };
	for (size_t at = 0; at < sentence.len;) {
		at += gj_utf8_next(sentence.ptr + at, sentence.len - at, &code);
		if (counts(code) && push(&w, code, &hash) &&
		    bsearch(&hash, own->shingles, own->count, sizeof hash, compare_hashes))
			return true;
	}
	return false;
}

/* Keeps the longest, in the order of the text. */
static void keep_passage(gj_passages *passages, gj_str sentence)
{
	if (passages->count < GJ_PASSAGES_MAX) {
		passages->text[passages->count++] = sentence;
		return;
	}
	size_t shortest = 0;
	for (size_t i = 1; i < GJ_PASSAGES_MAX; i++)
		if (passages->text[i].len < passages->text[shortest].len)
			shortest = i;
	if (sentence.len <= passages->text[shortest].len)
		return;
	for (size_t i = shortest; i + 1 < GJ_PASSAGES_MAX; i++)
		passages->text[i] = passages->text[i + 1];
	passages->text[GJ_PASSAGES_MAX - 1] = sentence;
}

bool gj_shared_passages(gj_arena *arena, gj_str text, gj_str other, const gj_sketch *own,
                        gj_passages *passages)
{
	*passages = (gj_passages){ .count = 0 };
	gj_str haystack = reduce(arena, other);
	while (text.len && haystack.ptr) {
		gj_str sentence = first_sentence(text);
		text = gj_str_from(text, sentence.len);
		gj_str needle = reduce(arena, sentence);
		if (!needle.ptr)
			return false;
		if (needle.len >= SENTENCE_MIN * 3 && gj_str_has(haystack, needle) &&
		    holds_own(sentence, own))
			keep_passage(passages, gj_str_trim(sentence));
	}
	return haystack.ptr != NULL;
}
