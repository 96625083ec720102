#include "prose/words.h"

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
	size_t first = SIZE_MAX;
	for (; *words; words++) {
		size_t at = gj_str_find(gj_str_upto(text, first), gj_str_of(*words));
		if (at < first)
			first = at;
	}
	return first;
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
	for (; *words; words++) {
		gj_str word = gj_str_of(*words);
		size_t at = gj_str_find_last(text, word);
		if (at != SIZE_MAX && (last == SIZE_MAX || at + word.len > last))
			last = at + word.len;
	}
	return last;
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
