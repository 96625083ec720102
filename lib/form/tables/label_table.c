/* Writes the table that lib/form/label.c looks a core up in: what it means in every
 * vocabulary, found by one hash. Run at build time. */
#include "form/label.h"

#include <stdio.h>

#include "form/label_words.inc"

enum { WORDS_MAX = KNOWN_SLOTS / 2 };

static gj_str cores[WORDS_MAX];
static int codes[WORDS_MAX][GJ_VOCABULARIES];
static size_t count, slots[KNOWN_SLOTS];

/* The index of a core, which is added where it is new; WORDS_MAX when full. */
static size_t place(gj_str core)
{
	size_t slot = known_slot(core);
	for (; slots[slot]; slot = (slot + 1) % KNOWN_SLOTS)
		if (gj_str_equal(cores[slots[slot] - 1], core))
			return slots[slot] - 1;
	if (count == WORDS_MAX)
		return WORDS_MAX;
	for (int v = 0; v < GJ_VOCABULARIES; v++)
		codes[count][v] = GJ_NO_WORD;
	cores[count] = core;
	slots[slot] = count + 1;
	return count++;
}

static int collect(void)
{
	for (int v = 0; v < GJ_VOCABULARIES; v++) {
		for (size_t i = 0; i < vocabularies[v].count; i++) {
			const word *w = &vocabularies[v].words[i];
			size_t index = place(w->core);
			if (index == WORDS_MAX) {
				fprintf(stderr, "too many words: raise KNOWN_SLOTS in label_words.inc\n");
				return 1;
			}
			if (codes[index][v] == GJ_NO_WORD)
				codes[index][v] = w->code;
		}
	}
	return 0;
}

int main(void)
{
	if (collect())
		return 1;
	size_t longest = 0;
	printf("static const gj_known known[%zu] = {\n", count);
	for (size_t i = 0; i < count; i++) {
		longest = cores[i].len > longest ? cores[i].len : longest;
		printf("\t{ { \"%s\", %zu }, { ", cores[i].ptr, cores[i].len);
		for (int v = 0; v < GJ_VOCABULARIES; v++)
			printf("%d, ", codes[i][v]);
		printf("} },\n");
	}
	printf("};\n\nenum { KNOWN_LENGTH_MAX = %zu };\n", longest);
	printf("static const uint8_t known_at[KNOWN_SLOTS] = {");
	for (size_t i = 0; i < KNOWN_SLOTS; i++)
		printf("%s%zu,", i % 16 ? " " : "\n\t", slots[i]);
	printf("\n};\n");
	return 0;
}
