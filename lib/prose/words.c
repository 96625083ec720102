#include "prose/words.h"

/* The length of `word` if the text starts with it, else 0. Most words differ in their
 * first bytes: cheaper than to measure them all. */
static size_t start_length(gj_str text, const char *word)
{
	size_t at = 0;
	while (word[at] && at < text.len && word[at] == text.ptr[at])
		at++;
	return word[at] ? 0 : at;
}

static size_t longest_start(gj_str text, const char *const *words)
{
	size_t longest = 0;
	for (; *words; words++) {
		size_t length = start_length(text, *words);
		longest = length > longest ? length : longest;
	}
	return longest;
}

static bool opens_character(gj_str text, size_t at)
{
	return ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

bool gj_words_in(gj_str text, const char *const *words)
{
	return gj_words_first(text, words) != SIZE_MAX;
}

bool gj_words_start(gj_str text, const char *const *words)
{
	for (; *words; words++)
		if (start_length(text, *words))
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
	for (size_t at = 0; at < text.len; at++)
		if (opens_character(text, at) && longest_start(gj_str_from(text, at), words))
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
	size_t last = SIZE_MAX;
	for (size_t at = 0; at < text.len; at++) {
		size_t length = opens_character(text, at) ? longest_start(gj_str_from(text, at), words) : 0;
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
