/* Looking for the words of a short const list in a short text: a name, the few characters
 * beside a number. Prose at large is read by its vocabulary (prose/span.h). Lists end with
 * NULL. */
#ifndef GJ_PROSE_WORDS_H
#define GJ_PROSE_WORDS_H

#include "base/text.h"

bool gj_words_in(gj_str text, const char *const *words);
bool gj_words_start(gj_str text, const char *const *words);
bool gj_words_end(gj_str text, const char *const *words);
/* Offset of the first, and end of the last occurrence of any, or SIZE_MAX. Of
 * several that end there the longest counts. */
size_t gj_words_first(gj_str text, const char *const *words);
size_t gj_words_last(gj_str text, const char *const *words);

/* Offset of the last occurrence of one, or SIZE_MAX. */
size_t gj_str_find_last(gj_str text, gj_str needle);

/* Whether `text` is made of nothing but these words. */
bool gj_words_only(gj_str text, const char *const *words);

#endif
