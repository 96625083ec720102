/* Writes the table that lib/form/label.c looks a text up in: the core it has and what
 * that means in every vocabulary, found by one hash. Run at build time. */
#include "form/label.h"

#include <stdio.h>

#include "form/label_words.inc"

enum { TEXTS_MAX = KNOWN_SLOTS / 2 };

static gj_known texts[TEXTS_MAX];
static size_t count, slots[KNOWN_SLOTS];

static void forget_codes(gj_known *text)
{
	for (int v = 0; v < GJ_VOCABULARIES; v++)
		text->codes[v] = GJ_NO_WORD;
}

/* What is known of a text, new or not; null when the table is full. */
static gj_known *place(gj_str printed)
{
	size_t slot = known_slot(printed);
	for (; slots[slot]; slot = (slot + 1) % KNOWN_SLOTS)
		if (gj_str_equal(texts[slots[slot] - 1].printed, printed))
			return &texts[slots[slot] - 1];
	if (count == TEXTS_MAX)
		return NULL;
	gj_known *text = &texts[count++];
	*text = (gj_known){ .printed = printed, .core = printed };
	forget_codes(text);
	slots[slot] = count;
	return text;
}

static bool collect_words(gj_vocabulary vocabulary)
{
	for (size_t i = 0; i < vocabularies[vocabulary].count; i++) {
		const word *w = &vocabularies[vocabulary].words[i];
		gj_known *text = place(w->core);
		if (!text)
			return false;
		if (text->codes[vocabulary] == GJ_NO_WORD)
			text->codes[vocabulary] = (int16_t)w->code;
	}
	return true;
}

static bool collect_spellings(void)
{
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		const gj_known *core = place(spellings[i].core);
		gj_known *text = place(spellings[i].printed);
		if (!core || !text)
			return false;
		*text = *core;
		text->printed = spellings[i].printed;
	}
	return true;
}

static bool collect(void)
{
	for (int v = 0; v < GJ_VOCABULARIES; v++)
		if (!collect_words((gj_vocabulary)v))
			return false;
	return collect_spellings();
}

static void print(const gj_known *text)
{
	printf("{ { \"%s\", %zu }, { \"%s\", %zu }, { ", text->printed.ptr, text->printed.len,
	       text->core.ptr, text->core.len);
	for (int v = 0; v < GJ_VOCABULARIES; v++)
		printf("%d, ", text->codes[v]);
	printf("} }");
}

int main(void)
{
	if (!collect()) {
		fprintf(stderr, "too many texts: raise KNOWN_SLOTS in label_words.inc\n");
		return 1;
	}
	size_t longest = 0;
	printf("static const gj_known known[%zu] = {\n", count);
	for (size_t i = 0; i < count; i++) {
		longest = texts[i].printed.len > longest ? texts[i].printed.len : longest;
		printf("\t");
		print(&texts[i]);
		printf(",\n");
	}
	printf("};\n\nstatic const gj_known no_words = ");
	gj_known none = { .printed = GJ_STR(""), .core = GJ_STR("") };
	forget_codes(&none);
	print(&none);
	printf(";\n\nenum { KNOWN_LENGTH_MAX = %zu };\n", longest);
	printf("static const uint8_t known_at[KNOWN_SLOTS] = {");
	for (size_t i = 0; i < KNOWN_SLOTS; i++)
		printf("%s%zu,", i % 16 ? " " : "\n\t", slots[i]);
	printf("\n};\n");
	return 0;
}
