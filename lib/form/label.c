#include "form/label.h"

#include "form/likeness.h"

#include <string.h>

#include "form/label_words.inc"

/* known[] has every text once; known_at[slot] is 1 + its index there, or 0; no_words is
 * an empty text. */
#include "label_known.inc"

const char *gj_label_t3_row(gj_t3_row row)
{
	for (size_t i = 0; i < sizeof t3_rows / sizeof *t3_rows; i++)
		if (t3_rows[i].code == (int)row)
			return t3_rows[i].core.ptr;
	return "";
}

/* --- the core of a label -------------------------------------------------- */

static bool is_numeral(uint32_t code)
{
	switch (code) {
	case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB: case 0x4E94: /* 一 to 十 */
	case 0x516D: case 0x4E03: case 0x516B: case 0x4E5D: case 0x5341:
		return true;
	default:
		return code >= '0' && code <= '9';
	}
}

static bool is_punctuation(uint32_t code)
{
	return (code < 0x80 && !is_numeral(code) && !((code | 0x20) >= 'a' && (code | 0x20) <= 'z')) ||
	       (code >= 0x3001 && code <= 0x3011) || code == 0x00B7 || code == 0x2026 || code == 0xFFFD;
}

static bool is_mark_behind_number(uint32_t code)
{
	return code == 0x3001 || code == '.' || code == ',' || code == ':' || code == 0x3002;
}

/* Length of "ii", "iv." or "a、" at the start: no word of the form begins with a letter,
 * but other words do, as "A4纸". */
static size_t lettering(gj_str text)
{
	size_t at = 0;
	while (at < text.len && strchr("ivx", text.ptr[at]))
		at++;
	if (at && gj_begins_with_ideograph(gj_str_from(text, at)))
		return at;
	bool letter = !at && text.len && text.ptr[0] >= 'a' && text.ptr[0] <= 'z';
	at += letter;
	if (!at || at == text.len)
		return 0;
	uint32_t code;
	size_t step = gj_utf8_next(text.ptr + at, text.len - at, &code);
	return is_mark_behind_number(code) ? at + step : 0;
}

/* Length of "一、", "1.", "12、", "ii." at the start; digits need no mark behind them. */
static size_t numbering(gj_str text)
{
	size_t at = 0;
	uint32_t code = 0, last = 0;
	while (at < text.len) {
		size_t step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (!is_numeral(code))
			break;
		last = code;
		at += step;
	}
	if (!at || at == text.len)
		return at ? 0 : lettering(text);
	if (is_mark_behind_number(code))
		return at + gj_utf8_next(text.ptr + at, text.len - at, &code);
	return last < 0x80 ? at : 0;
}

/* The length of the ideographs that the text begins with. */
static size_t ideographs(gj_str text)
{
	size_t at = 0;
	while (gj_begins_with_ideograph((gj_str){ text.ptr + at, text.len - at }))
		at += 3;
	return at;
}

/* Other brackets as round ones, of a folded character. */
static size_t round_bracket(char *folded, size_t count)
{
	static const gj_str opening[] = { GJ_WORD("["), GJ_WORD("【"), GJ_WORD("〔") };
	static const gj_str closing[] = { GJ_WORD("]"), GJ_WORD("】"), GJ_WORD("〕") };
	for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
		bool opens = gj_str_equal((gj_str){ folded, count }, opening[i]);
		if (!opens && !gj_str_equal((gj_str){ folded, count }, closing[i]))
			continue;
		folded[0] = opens ? '(' : ')';
		return 1;
	}
	return count;
}

/* Folds without what stands in brackets; an unclosed one runs to the end. Cores are
 * ideographs but for a few characters: *other is the end of the last of those. */
static size_t fold_outside_brackets(char *to, gj_str text, size_t *other)
{
	size_t length = 0, depth = 0;
	*other = 0;
	while (text.len) {
		size_t run = depth ? ideographs(text) : gj_fold_ideographs(to + length, text);
		length += depth ? 0 : run;
		text = gj_str_from(text, run);
		if (!text.len)
			break;
		char folded[GJ_FOLD_GROWTH + 4];
		size_t step, count = gj_fold_one(folded, text, &step);
		text = gj_str_from(text, step);
		count = round_bracket(folded, count);
		for (size_t i = 0; i < count; i++) {
			if (folded[i] == '(')
				depth++;
			else if (folded[i] == ')')
				depth -= depth > 0;
			else if (!depth)
				to[length++] = folded[i];
			*other = depth || folded[i] == ')' ? *other : length;
		}
	}
	return length;
}

static size_t drop_punctuation(char *to, gj_str text)
{
	size_t kept = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t step = gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (!is_punctuation(code)) {
			memmove(to + kept, text.ptr + at, step);
			kept += step;
		}
		at += step;
	}
	return kept;
}

gj_str gj_label_core(char *to, gj_str text)
{
	if (text.len > GJ_LABEL_TEXT_MAX)
		return (gj_str){ 0 };
	size_t other;
	gj_str core = { to, fold_outside_brackets(to, text, &other) };
	if (!other) /* neither digits nor marks */
		return core;
	for (size_t skip = numbering(core); skip; skip = numbering(core))
		core = gj_str_from(core, skip);
	const char *plain = core.ptr > to + other ? core.ptr : to + other;
	size_t mixed = (size_t)(plain - core.ptr), behind = core.len - mixed;
	size_t kept = drop_punctuation(to, gj_str_upto(core, mixed));
	memmove(to + kept, plain, behind);
	return (gj_str){ to, kept + behind };
}

/* --- looking up ----------------------------------------------------------- */

const gj_known *gj_label_find(gj_str core)
{
	if (!core.len || core.len > KNOWN_LENGTH_MAX)
		return NULL;
	for (size_t slot = known_slot(core); known_at[slot]; slot = (slot + 1) % KNOWN_SLOTS)
		if (gj_str_equal(known[known_at[slot] - 1].printed, core))
			return &known[known_at[slot] - 1];
	return NULL;
}

/* The length of "（一）", "一、", "1." or "1", as a core is without it. */
static size_t plain_number(gj_str text)
{
	const gj_str open = GJ_STR("（"), close = GJ_STR("）"), mark = GJ_STR("、");
	size_t digits = 0;
	while (digits < text.len && gj_is_digit(text.ptr[digits]))
		digits++;
	if (digits)
		return digits + (digits < text.len && text.ptr[digits] == '.');
	bool bracket = gj_str_starts(text, open);
	gj_str behind = gj_str_from(text, bracket ? open.len : 0);
	uint32_t code = 0;
	size_t length = behind.len ? gj_utf8_next(behind.ptr, behind.len, &code) : 0;
	if (!is_numeral(code) || !gj_str_starts(gj_str_from(behind, length), bracket ? close : mark))
		return 0;
	return bracket ? open.len + length + close.len : length + mark.len;
}

/* Without the remark in brackets at its end, if that has no other brackets. */
static gj_str without_remark(gj_str text)
{
	const gj_str open = GJ_STR("（"), close = GJ_STR("）");
	size_t at = gj_str_ends(text, close) ? gj_str_find(text, open) : SIZE_MAX;
	if (at == SIZE_MAX)
		return text;
	gj_str remark = gj_str_upto(gj_str_from(text, at + open.len), text.len - at - 2 * open.len);
	bool simple = !gj_str_has(remark, open) && !gj_str_has(remark, close) &&
	              !gj_str_has(remark, GJ_STR("(")) && !gj_str_has(remark, GJ_STR(")"));
	return simple ? gj_str_upto(text, at) : text;
}

static const gj_known *find_printed(gj_str text)
{
	size_t number = plain_number(text);
	gj_str words = without_remark(gj_str_from(text, number));
	return text.len && !number && !words.len ? &no_words : gj_label_find(words);
}

enum { SPACED_MAX = 256 }; /* longer labels are rare with white space inside */

/* The length of the usual white space that a text begins with. */
static size_t usual_space(gj_str text)
{
	static const gj_str spaces[] = { GJ_WORD(" "), GJ_WORD("\n"), GJ_WORD("\t"), GJ_WORD("\u00A0"),
		                         GJ_WORD("\u3000") };
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		if (gj_str_starts(text, spaces[i]))
			return spaces[i].len;
	return 0;
}

/* Without white space, which no core has. */
static gj_str without_space(char to[SPACED_MAX], gj_str text)
{
	size_t length = 0;
	while (text.len) {
		size_t run = ideographs(text), space = run ? 0 : usual_space(text);
		run = run || space ? run : 1;
		memcpy(to + length, text.ptr, run);
		length += run;
		text = gj_str_from(text, run + space);
	}
	return (gj_str){ to, length };
}

const gj_known *gj_label_respelled(gj_str text)
{
	if (text.len > GJ_LABEL_TEXT_MAX)
		return NULL;
	const gj_known *found = find_printed(text);
	if (found || text.len > SPACED_MAX)
		return found;
	char bare[SPACED_MAX];
	gj_str words = without_space(bare, text);
	return words.len < text.len ? find_printed(words) : NULL;
}

/* Whether a word of `n` characters, all of them common, is so much longer or shorter
 * than a core of `m` that it is out of question, and no rival either. */
static bool too_far(const measure *like, size_t m, size_t n)
{
	size_t shorter = m < n ? m : n;
	return 200 * shorter < (like->enough - like->margin) * (m + n);
}

gj_match gj_label_likest(gj_vocabulary vocabulary, gj_str core)
{
	const struct vocabulary *v = &vocabularies[vocabulary];
	gj_match best = { GJ_MATCH_NONE, 0 };
	unsigned first = 0, second = 0;
	gj_likeness alike;
	if (core.len < v->like.shortest * 3)
		return best;
	gj_likeness_to(&alike, core);
	for (size_t i = 0; i < v->count; i++) {
		const word *w = &v->words[i];
		bool far = too_far(&v->like, alike.count, w->core.len / 3);
		unsigned like = w->needs_exact || far ? 0 : gj_likeness_of(&alike, w->core);
		if (like > first) {
			second = best.code == w->code ? second : first;
			first = like;
			best.code = w->code;
		} else if (like > second && w->code != best.code) {
			second = like;
		}
	}
	if (first >= v->like.enough && first >= second + v->like.margin)
		best.strength = GJ_MATCH_WEAK;
	return best;
}

gj_match gj_label_match(gj_vocabulary vocabulary, gj_str core, bool likeness)
{
	gj_match match = gj_label_known(gj_label_find(core), vocabulary);
	if (match.strength == GJ_MATCH_NONE && likeness)
		return gj_label_likest(vocabulary, core);
	return match;
}
