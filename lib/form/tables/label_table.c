/* Writes the table that lib/form/label.c looks a text up in: the core it has and what
 * that means in every vocabulary, found by one hash. Run at build time. */
#include "form/label.h"

#include <stdio.h>

#include "form/label_words.inc"

enum { TEXTS_MAX = KNOWN_SLOTS / 2 };

static gj_known texts[TEXTS_MAX];
static size_t count, slots[KNOWN_SLOTS];
static char rows[GJ_FORM_COUNT * GJ_T3_ROWS][256]; /* as printed */
static size_t row_count;

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

/* A text for what another means. */
static bool add_spelling(gj_str printed, gj_str plain)
{
	const gj_known *known = place(plain);
	gj_known *text = place(printed);
	if (!known || !text)
		return false;
	*text = *known;
	text->printed = printed;
	return true;
}

static bool collect_spellings(void)
{
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		if (!add_spelling(spellings[i].printed, spellings[i].core))
			return false;
	return true;
}

/* Where the last part of an item begins: of "三（三）1" the 1, of "三（一）" the （. */
static size_t last_part(gj_str item)
{
	size_t at = gj_is_digit(item.ptr[item.len - 1]) ? item.len - 1 : 0;
	for (size_t i = 0; !at && i < item.len; i++)
		if (gj_str_starts(gj_str_from(item, i), GJ_STR("（")))
			at = i;
	return at;
}

/* A row of table 三 behind its number: "1.属于国家秘密", "（一）予以公开", "四、…". */
static bool add_row(const gj_form_field *field)
{
	gj_str item = gj_str_of(field->item), label = gj_str_of(field->row_label);
	gj_str number = gj_str_from(item, last_part(item));
	const char *mark = gj_is_digit(number.ptr[0]) ? "." : gj_str_ends(number, GJ_STR("）")) ? "" : "、";
	char *printed = rows[row_count++];
	int length = snprintf(printed, sizeof *rows, "%s%s%s", number.ptr, mark, label.ptr);
	bool whole = length > 0 && (size_t)length < sizeof *rows;
	return whole && add_spelling((gj_str){ printed, (size_t)length }, label);
}

static bool collect_rows(const gj_form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		gj_field field = form->fields[i].field;
		bool begins_row = gj_field_table(field) == 3 && (field - GJ_T3_BASE) % GJ_T3_COLUMNS == 0;
		if (begins_row && !add_row(&form->fields[i]))
			return false;
	}
	return true;
}

static bool collect(void)
{
	for (int v = 0; v < GJ_VOCABULARIES; v++)
		if (!collect_words((gj_vocabulary)v))
			return false;
	return collect_spellings() && collect_rows(&gj_form_2019) && collect_rows(&gj_form_2021);
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
