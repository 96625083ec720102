#include "masthead/masthead.h"

#include <string.h>

int gj_masthead_number(gj_str text, size_t at, size_t *length, size_t most)
{
	int value = 0;
	size_t n = 0;
	while (n < most && at + n < text.len && gj_is_digit(text.ptr[at + n]))
		value = value * 10 + (text.ptr[at + n++] - '0');
	*length = n;
	return value;
}

/* Whether a text is in Traditional characters: 開 and 報 stand in every title. */
static bool is_traditional(gj_str text)
{
	static const gj_str characters[] = { GJ_WORD("開"), GJ_WORD("報"), GJ_WORD("發") };
	gj_phrases phrases = gj_phrases_of(characters, sizeof characters / sizeof *characters);
	return gj_phrases_stand_in(&phrases, text);
}

/* A broken byte becomes three. */
enum { SQUEEZE_GROWTH = 3 };

/* A numeral is a digit only inside a year, which begins with 二 or 〇; elsewhere 一 is
 * a word. `before` is what was written last. */
static char year_digit(uint32_t code, char before)
{
	enum { TWO = 0x4E8C, ZERO = 0x96F6, CIRCLE = 0x3007, OTHER_CIRCLE = 0x25CB };
	bool begins = code == TWO || code == ZERO || code == CIRCLE || code == OTHER_CIRCLE;
	if (!begins && !gj_is_digit(before))
		return '\0';
	int digit = code == OTHER_CIRCLE ? 0 : gj_numeral_digit(code);
	return digit < 0 ? '\0' : (char)('0' + digit);
}

static size_t squeeze(char *to, gj_str text, bool years)
{
	bool simplify = is_traditional(text);
	size_t length = 0;
	for (size_t at = 0, step; at < text.len; at += step) {
		const char *here = text.ptr + at;
		uint32_t read, code;
		step = gj_utf8_next(here, text.len - at, &read);
		if (gj_may_be_space(*here) && gj_is_space(read))
			continue;
		code = read > 0xFF00 && read < 0xFF5F ? read - 0xFEE0 : read;
		code = simplify ? gj_simplified(code) : code;
		char digit = years ? year_digit(code, length ? to[length - 1] : ' ') : '\0';
		if (digit) {
			to[length++] = digit;
		} else if (code == read && step == 3) { /* nearly all are Chinese */
			memcpy(to + length, here, 3);
			length += 3;
		} else {
			length += gj_utf8_put(to + length, code);
		}
	}
	return length;
}

static gj_str squeezed(gj_arena *arena, gj_str text, bool years)
{
	char *to = gj_arena_alloc(arena, text.len * SQUEEZE_GROWTH + 4);
	return to ? (gj_str){ to, squeeze(to, text, years) } : (gj_str){ 0 };
}

gj_str gj_masthead_squeeze(gj_arena *arena, gj_str text)
{
	return squeezed(arena, text, false);
}

gj_str gj_masthead_fold(gj_arena *arena, gj_str text)
{
	return squeezed(arena, text, true);
}

/* The first "20xx" directly before 年 (or 年度), else the first one at all. */
int gj_masthead_year(gj_str text, bool needs_word)
{
	int loose = 0;
	for (size_t at = 0; at + 4 <= text.len; at++) {
		if (!gj_is_digit(text.ptr[at]) || (at && gj_is_digit(text.ptr[at - 1])))
			continue;
		size_t length;
		int year = gj_masthead_number(text, at, &length, 5);
		if (length != 4 || year < GJ_YEAR_FIRST || year > GJ_YEAR_LAST)
			continue;
		if (gj_str_starts(gj_str_from(text, at + 4), GJ_STR("年")))
			return year;
		loose = loose ? loose : year;
	}
	return needs_word ? 0 : loose;
}

/* --- metadata and labels -------------------------------------------------- */

gj_str gj_masthead_meta(const gj_document *document, const char *const *names, size_t count)
{
	for (size_t n = 0; n < count; n++)
		for (size_t i = 0; i < document->meta_count; i++)
			if (gj_str_equal_nocase(document->metas[i].name, gj_str_of(names[n])) &&
			    document->metas[i].value.len)
				return document->metas[i].value;
	return (gj_str){ 0 };
}

/* Calls for each line of text before the first statutory section, and for cells
 * of the tables there; the date and the source stand near the title. */
typedef struct label_hit {
	gj_str value; /* what follows the label */
	size_t rank;  /* of the label in its list; lower is better */
} label_hit;

gj_str gj_masthead_skip_marks(gj_str text)
{
	static const gj_str marks[] = { GJ_WORD(":"), GJ_WORD("："),       GJ_WORD("　"), GJ_WORD(" "),
		                        GJ_WORD("\u00A0"), GJ_WORD("】"), GJ_WORD("]"),  GJ_WORD("\n") };
	for (size_t i = 0; i < sizeof marks / sizeof *marks;) {
		bool here = gj_str_starts(text, marks[i]);
		text = gj_str_from(text, here ? marks[i].len : 0);
		i = here ? 0 : i + 1;
	}
	return text;
}

/* Where the next word begins: behind a space or an opening bracket. A label stands
 * there or at the start; inside a word ("（单位：万元）") it labels something else. */
static size_t next_word(gj_str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.ptr;
	for (; at < text.len; at++) {
		while (gj_begins_with_ideograph(gj_str_from(text, at)))
			at += 3;
		if (at == text.len)
			break;
		size_t left = text.len - at;
		if (p[at] == ' ' || p[at] == '\n' || p[at] == '\t' || p[at] == '[' || p[at] == '|')
			return at + 1;
		if (left > 1 && p[at] == 0xC2 && p[at + 1] == 0xA0) /* no-break space */
			return at + 2;
		bool wide = left > 2 && p[at] == 0xE3 && p[at + 1] == 0x80;
		if (wide && (p[at + 2] == 0x80 || p[at + 2] == 0x90)) /* wide space, 【 */
			return at + 3;
	}
	return text.len;
}

/* The value behind a label at the start of `text`; empty when there is none. */
static gj_str value_behind(gj_str text, gj_str label, gj_str next)
{
	if (!gj_str_starts(text, label))
		return (gj_str){ 0 };
	gj_str behind = gj_str_from(text, label.len);
	gj_str value = gj_masthead_skip_marks(behind);
	/* In a metadata table the value stands in the next cell. */
	if (!value.len)
		return next;
	/* A label is followed by a mark or a number; in a sentence it is a word. */
	bool is_label = value.len < behind.len || gj_is_digit(value.ptr[0]);
	return is_label ? value : (gj_str){ 0 };
}

static void try_labels(gj_str text, gj_str next, const gj_phrases *labels, label_hit *hit)
{
	if (!gj_phrases_stand_in(labels, text))
		return;
	for (size_t at = 0; at < text.len; at = next_word(text, at)) {
		gj_str word = gj_str_from(text, at);
		if (word.len < 3 || !gj_phrases_may_begin(labels, word.ptr))
			continue;
		for (size_t i = 0; i < labels->count && i < hit->rank; i++) {
			gj_str value = value_behind(word, labels->phrases[i], next);
			if (value.len)
				*hit = (label_hit){ value, i };
		}
	}
}

enum { LABEL_LINE_MAX = 300 };

static bool is_statutory(const gj_report *report, const gj_grid *grid)
{
	for (size_t i = 0; i < GJ_FIELD_COUNT; i++) {
		gj_range range = report->values[i].place.range;
		if (range.end && range.begin >= grid->range.begin && range.end <= grid->range.end)
			return true;
	}
	return false;
}

static void try_grid(const gj_grid *grid, const gj_phrases *labels, label_hit *hit)
{
	for (uint32_t c = 0; c < grid->cell_count; c++) {
		gj_str next = c + 1 < grid->cell_count ? grid->cells[c + 1].text : (gj_str){ 0 };
		if (grid->cells[c].text.len <= LABEL_LINE_MAX)
			try_labels(grid->cells[c].text, next, labels, hit);
	}
}

gj_str gj_masthead_labelled(const gj_report *report, const gj_str *labels, size_t count)
{
	const gj_document *document = report->document;
	const gj_phrases phrases = gj_phrases_of(labels, count);
	label_hit hit = { .rank = count };
	for (size_t i = 0; i < document->block_count && hit.rank; i++) {
		if (i == GJ_HEAD_BLOCKS && document->block_count > GJ_HEAD_BLOCKS + GJ_FOOT_BLOCKS)
			i = document->block_count - GJ_FOOT_BLOCKS;
		const gj_block *block = &document->blocks[i];
		if (!block->grid && block->text.len <= LABEL_LINE_MAX)
			try_labels(block->text, (gj_str){ 0 }, &phrases, &hit);
		else if (block->grid && !is_statutory(report, block->grid))
			try_grid(block->grid, &phrases, &hit);
	}
	return hit.value;
}
