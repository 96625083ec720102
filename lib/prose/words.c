#include "prose/words.h"

/* One pass over the text for all words of a list: only where a character may open
 * one of them are they compared. */
typedef struct filter {
	uint64_t bits[4]; /* of a hash of the first character */
	size_t longest;
} filter;

static unsigned hash_at(gj_str text, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)text.ptr + at;
	return text.len - at < 3 || bytes[0] < 0x80 ? bytes[0] : (bytes[1] * 61u ^ bytes[2]) & 255u;
}

static filter filter_of(const char *const *words)
{
	filter f = { 0 };
	for (; *words; words++) {
		gj_str word = gj_str_of(*words);
		unsigned hash = hash_at(word, 0);
		f.bits[hash / 64] |= UINT64_C(1) << (hash % 64);
		f.longest = word.len > f.longest ? word.len : f.longest;
	}
	return f;
}

/* Bytes of the character at `at`; a stray byte is one. */
static size_t step_at(gj_str text, size_t at)
{
	unsigned char lead = (unsigned char)text.ptr[at];
	size_t step = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	return step < text.len - at ? step : text.len - at;
}

static bool may_open(const filter *f, gj_str text, size_t at)
{
	unsigned hash = hash_at(text, at);
	return f->bits[hash / 64] >> (hash % 64) & 1;
}

static size_t longest_start(gj_str text, const char *const *words)
{
	size_t longest = 0;
	for (; *words; words++) {
		gj_str word = gj_str_of(*words);
		if (word.len > longest && gj_str_starts(text, word))
			longest = word.len;
	}
	return longest;
}

bool gj_words_in(gj_str text, const char *const *words)
{
	return gj_words_first(text, words) != SIZE_MAX;
}

bool gj_words_start(gj_str text, const char *const *words)
{
	for (; *words; words++)
		if (gj_str_starts(text, gj_str_of(*words)))
			return true;
	return false;
}

bool gj_words_end(gj_str text, const char *const *words)
{
	for (; *words; words++)
		if (gj_str_ends(text, gj_str_of(*words)))
			return true;
	return false;
}

size_t gj_words_first(gj_str text, const char *const *words)
{
	filter f = filter_of(words);
	for (size_t at = 0; at < text.len; at += step_at(text, at))
		if (may_open(&f, text, at) && longest_start(gj_str_from(text, at), words))
			return at;
	return SIZE_MAX;
}

size_t gj_str_find_last(gj_str text, gj_str needle)
{
	size_t last = SIZE_MAX, from = 0, at;
	while ((at = gj_str_find(gj_str_from(text, from), needle)) != SIZE_MAX) {
		last = from + at;
		from = last + needle.len;
	}
	return last;
}

size_t gj_words_last(gj_str text, const char *const *words)
{
	filter f = filter_of(words);
	size_t last = SIZE_MAX;
	/* A word that starts earlier may still end later, but not by more than its length. */
	for (size_t at = text.len; at-- > 0 && (last == SIZE_MAX || at + f.longest > last);) {
		if (((unsigned char)text.ptr[at] & 0xC0) == 0x80)
			continue;
		size_t length = may_open(&f, text, at) ? longest_start(gj_str_from(text, at), words) : 0;
		if (length && (last == SIZE_MAX || at + length > last))
			last = at + length;
	}
	return last;
}

bool gj_words_only(gj_str text, const char *const *words)
{
	while (text.len) {
		size_t length = longest_start(text, words);
		if (!length)
			return false;
		text = gj_str_from(text, length);
	}
	return true;
}
