#include "form/number.h"

#include <string.h>

enum {
	/* A cell longer than this is prose, whatever it begins with. */
	CELL_TEXT_MAX = 256,
	DIGITS_MAX = 32,
	MARK_BYTES_MAX = 24, /* of what stands for a number, "————————" */
	MATH_DIGITS = 0x1D7CE, /* five kinds of ten */
	MATH_DIGITS_END = 0x1D800,
};

/* The cell reduced: full-width forms to ASCII, spaces out, the rest kept. */
typedef struct plain_text {
	char bytes[CELL_TEXT_MAX * 2];
	size_t length;
	bool gap_in_digits; /* white space between two digits */
} plain_text;

static uint32_t to_ascii(uint32_t code)
{
	if (code >= 0xFF10 && code <= 0xFF19)
		return code - 0xFF10 + '0';
	if (code >= MATH_DIGITS && code < MATH_DIGITS_END)
		return (code - MATH_DIGITS) % 10 + '0';
	switch (code) {
	case 0xFF0C: return ',';
	case 0xFF0E: return '.';
	case 0xFF0B: return '+';
	case 0xFF0F: return '/';
	case 0xFF0D: case 0x2212: case 0x2010: case 0x2011: case 0x2012: case 0x2013: return '-';
	default: return code;
	}
}

static bool is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

static void reduce(gj_str text, plain_text *plain)
{
	uint32_t before = 0;
	bool gap = false;
	plain->length = 0;
	plain->gap_in_digits = false;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		if (gj_is_space(code)) {
			gap |= code < 0x2000 || code == 0x3000; /* zero-width ones are no gap */
			continue;
		}
		code = to_ascii(code);
		plain->gap_in_digits |= gap && is_digit(before) && is_digit(code);
		plain->length += gj_utf8_put(plain->bytes + plain->length, code);
		before = code;
		gap = false;
	}
}

/* Digits with optional thousands separators and decimals at the start of `text`;
 * returns the length, with the bare number in `digits`. */
static size_t scan_number(gj_str text, char digits[DIGITS_MAX], size_t *count)
{
	size_t at = 0, group = 0;
	bool separated = false, point = false;
	*count = 0;
	for (; at < text.len && *count < DIGITS_MAX; at++) {
		char c = text.ptr[at];
		bool digit_next = at + 1 < text.len && is_digit((unsigned char)text.ptr[at + 1]);
		if (is_digit((unsigned char)c)) {
			digits[(*count)++] = c;
			group++;
		} else if (c == ',' && !point && digit_next && group && (separated ? group == 3 : group < 4)) {
			separated = true;
			group = 0;
		} else if (c == '.' && !point && digit_next && *count && (!separated || group == 3)) {
			point = true;
			digits[(*count)++] = c;
			group = 0;
		} else {
			break;
		}
	}
	bool bad_group = separated && !point && group != 3;
	return *count && *count < DIGITS_MAX && !bad_group ? at : 0;
}

/* Sign words and marks that may stand before the digits. */
static const struct sign {
	gj_str text;
	bool negative, worded;
} signs[] = {
	{ GJ_WORD("-"), true, false },    { GJ_WORD("+"), false, true },   { GJ_WORD("减少"), true, true },
	{ GJ_WORD("减"), true, true },    { GJ_WORD("減少"), true, true }, { GJ_WORD("減"), true, true },
	{ GJ_WORD("增加"), false, true }, { GJ_WORD("增"), false, true },  { GJ_WORD("约"), false, true },
	{ GJ_WORD("負"), true, true },    { GJ_WORD("负"), true, true },   { GJ_WORD("共"), false, true },
};

static gj_str skip_sign(gj_str text, bool *negative, bool *worded)
{
	bool bare = text.len && gj_is_digit(text.ptr[0]);
	for (size_t i = 0; !bare && i < sizeof signs / sizeof *signs; i++) {
		if (gj_str_starts(text, signs[i].text)) {
			*negative = signs[i].negative;
			*worded = signs[i].worded;
			return gj_str_from(text, signs[i].text.len);
		}
	}
	return text;
}

/* The first character of a sign word. */
static bool begins_sign(uint32_t ideograph)
{
	switch (ideograph) {
	case 0x51CF: case 0x6E1B: case 0x589E: case 0x7EA6: /* 减 減 增 约 */
	case 0x8CA0: case 0x8D1F: case 0x5171:              /* 負 负 共 */
		return true;
	default:
		return false;
	}
}

/* Whether a digit or the first character of a sign begins the text: a label is told
 * from a number without reducing it. */
static bool may_be_number(gj_str text)
{
	uint32_t code;
	gj_utf8_next(text.ptr, text.len, &code);
	code = to_ascii(code);
	return code < 0x80 ? is_digit(code) || code == '-' || code == '+' : begins_sign(code);
}

/* "1.属于国家秘密": digits that number a label, as the form prints them. */
static bool is_numbered(gj_str text)
{
	size_t at = 0;
	while (at < text.len && gj_is_digit(text.ptr[at]))
		at++;
	gj_str rest = gj_str_from(text, at);
	return at && rest.len > 3 && rest.ptr[0] == '.' && gj_begins_with_ideograph(gj_str_from(rest, 1));
}

/* Nearly every cell is this: a few digits and nothing else. */
static bool read_digits(gj_str text, gj_entry *reading)
{
	enum { SURE = 18 }; /* digits that no overflow needs to be feared of */
	int64_t number = 0;
	if (text.len > SURE || (text.ptr[0] == '0' && text.len > 1))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (!gj_is_digit(text.ptr[i]))
			return false;
		number = number * 10 + (text.ptr[i] - '0');
	}
	reading->state = GJ_STATE_NUMBER;
	reading->number = gj_decimal_of(number);
	return true;
}

/* Behind all that is printed: the number ends a sentence or a list. */
static bool is_end_mark(gj_str rest)
{
	static const gj_str marks[] = { GJ_WORD("."), GJ_WORD("。"), GJ_WORD("、"), GJ_WORD(";"), GJ_WORD("；") };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (gj_str_equal(rest, marks[i]))
			return true;
	return false;
}

/* "；1；/": a list of values, and no note. */
static bool is_list(gj_str rest)
{
	static const gj_str marks[] = { GJ_WORD("；"), GJ_WORD(";") };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		gj_str behind = gj_str_from(rest, gj_str_starts(rest, marks[i]) ? marks[i].len : rest.len);
		bool note = gj_begins_with_ideograph(behind) && !gj_str_starts(behind, GJ_STR("无"));
		if (behind.len && !note)
			return true;
	}
	return false;
}

/* Behind a number: a dot, 、 or ) makes it an item's number, 年 or 月 a date; a
 * letter is a misread digit ("1O") or no unit of the form. */
static bool is_numbering(gj_str rest)
{
	static const gj_str marks[] = { GJ_WORD("."),  GJ_WORD("、"), GJ_WORD(")"), GJ_WORD("）"),
		                        GJ_WORD("年"), GJ_WORD("月"), GJ_WORD("日"), GJ_WORD("-"),
		                        GJ_WORD(","),  GJ_WORD("/"),  GJ_WORD("%"), GJ_WORD("％") };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (gj_str_starts(rest, marks[i]))
			return true;
	return rest.len && (rest.ptr[0] | 0x20) >= 'a' && (rest.ptr[0] | 0x20) <= 'z';
}

static bool has_digit(gj_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_digit((unsigned char)text.ptr[i]))
			return true;
	return false;
}

/* Of a text that digits or a sign begin. */
static void read_number(gj_str text, gj_entry *reading)
{
	plain_text plain;
	reduce(text, &plain);
	bool negative = false, worded = false;
	gj_str rest = skip_sign((gj_str){ plain.bytes, plain.length }, &negative, &worded);
	char digits[DIGITS_MAX];
	size_t count;
	size_t length = scan_number(rest, digits, &count);
	rest = gj_str_from(rest, length);
	bool ends = !is_end_mark(rest) && (is_numbering(rest) || is_list(rest));
	if (!length || ends || !gj_decimal_parse((gj_str){ digits, count }, &reading->number))
		return;
	/* "0 5" or a gap inside a note's digits is no number that was printed. */
	bool leading_zero = count > 1 && digits[0] == '0' && digits[1] != '.';
	if (plain.gap_in_digits && (leading_zero || has_digit(rest)))
		return;
	if (negative)
		reading->number.units = -reading->number.units;
	reading->joined = plain.gap_in_digits;
	reading->state = rest.len || worded || leading_zero ? GJ_STATE_ANNOTATED : GJ_STATE_NUMBER;
}

/* What stands between the brackets or quotes around all of a text; empty when none do. */
static gj_str in_brackets(gj_str text)
{
	static const struct pair {
		gj_str open, close;
	} pairs[] = { { GJ_WORD("("), GJ_WORD(")") }, { GJ_WORD("（"), GJ_WORD("）") },
		      { GJ_WORD("["), GJ_WORD("]") }, { GJ_WORD("【"), GJ_WORD("】") },
		      { GJ_WORD("“"), GJ_WORD("”") }, { GJ_WORD("\""), GJ_WORD("\"") } };
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const struct pair *p = &pairs[i];
		if (text.len <= p->open.len + p->close.len || !gj_str_starts(text, p->open) ||
		    !gj_str_ends(text, p->close))
			continue;
		gj_str inside = gj_str_from(gj_str_upto(text, text.len - p->close.len), p->open.len);
		bool whole = !gj_str_has(inside, p->open) && !gj_str_has(inside, p->close);
		return whole ? gj_str_trim(inside) : (gj_str){ 0 };
	}
	return (gj_str){ 0 };
}

/* "（5）" is the number 5 with a note; in accounts it would be less than nothing. */
static void read_in_brackets(gj_str text, gj_entry *reading)
{
	gj_str inside = in_brackets(text);
	if (!inside.len || in_brackets(inside).len || !may_be_number(inside))
		return;
	read_number(inside, reading);
	reading->bracketed = reading->state == GJ_STATE_NUMBER;
	reading->state = reading->bracketed ? GJ_STATE_ANNOTATED : reading->state;
}

/* Behind the mark that a spreadsheet writes before a number it keeps as text: '98, =98,
 * ="98"; empty when there is none. */
static gj_str behind_mark(gj_str text)
{
	uint32_t code;
	size_t length = gj_utf8_next(text.ptr, text.len, &code);
	gj_str rest = { 0 };
	switch (code) {
	case '\'': case '`': case '=': case 0x2018: case 0x2019: case 0xFF07: case 0xFF1D:
		rest = gj_str_trim(gj_str_from(text, length));
		break;
	default:
		break;
	}
	while (rest.len > 2 && rest.ptr[0] == '"' && rest.ptr[rest.len - 1] == '"')
		rest = gj_str_from(gj_str_upto(rest, rest.len - 1), 1);
	return rest;
}

/* "=1+2" is no number that is printed: nothing may stand behind it. */
static void read_behind_mark(gj_str text, gj_entry *reading)
{
	gj_entry behind = { .state = GJ_STATE_NOT_A_NUMBER };
	gj_str rest = behind_mark(text);
	if (rest.len && may_be_number(rest))
		read_number(rest, &behind);
	if (behind.state != GJ_STATE_NUMBER)
		return;
	*reading = behind;
	reading->state = GJ_STATE_ANNOTATED;
}

void gj_entry_read(gj_entry *reading, gj_str text)
{
	*reading = (gj_entry){ .state = GJ_STATE_NOT_A_NUMBER };
	text = gj_str_trim(text);
	if (!text.len)
		reading->state = GJ_STATE_BLANK;
	else if (!read_digits(text, reading) && text.len <= CELL_TEXT_MAX) {
		if (!may_be_number(text)) {
			read_in_brackets(text, reading);
			read_behind_mark(text, reading);
		} else if (!is_numbered(text)) {
			read_number(text, reading);
		}
	}
}

/* One or more of the strokes and dots written where there is nothing to count. */
static bool is_strokes(gj_str text)
{
	static const uint32_t strokes[] = { '/', '-', '\\', '*', '.', 0x2014, 0x2015, 0x2500, 0xFF3C, 0x2026,
		                            0x00B7, 0x00D7, 0x2217, 0x30FC };
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += gj_utf8_next(text.ptr + at, text.len - at, &code);
		code = to_ascii(code);
		bool stroke = gj_is_space(code);
		for (size_t i = 0; !stroke && i < sizeof strokes / sizeof *strokes; i++)
			stroke = code == strokes[i];
		if (!stroke)
			return false;
	}
	return text.len > 0;
}

/* The words written instead, and what spreadsheets and templates print for none. */
static bool is_word_for_none(gj_str text)
{
	static const gj_str words[] = {
		GJ_WORD("无"), GJ_WORD("無"), GJ_WORD("零"), GJ_WORD("〇"), GJ_WORD("○"), GJ_WORD("空"), GJ_WORD("一"),
		GJ_WORD("O"), GJ_WORD("o"), GJ_WORD("无。"), GJ_WORD("暂无"), GJ_WORD("没有"), GJ_WORD("不适用"),
		GJ_WORD("不涉及"), GJ_WORD("未涉及"), GJ_WORD("无此项"), GJ_WORD("无数据"), GJ_WORD("#REF!"),
		GJ_WORD("#VALUE!"), GJ_WORD("#DIV/0!"), GJ_WORD("#N/A"), GJ_WORD("#NAME?"), GJ_WORD("N/A"),
		GJ_WORD("n/a"), GJ_WORD("NA"), GJ_WORD("null"), GJ_WORD("NULL"), GJ_WORD("NaN"),
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (gj_str_equal(text, words[i]))
			return true;
	return false;
}

/* The first character of a word for none: most labels do not begin so. */
static bool begins_word_for_none(uint32_t ideograph)
{
	switch (ideograph) {
	case 0x65E0: case 0x7121: case 0x96F6: case 0x7A7A: case 0x4E00: /* 无 無 零 空 一 */
	case 0x6682: case 0x6CA1: case 0x4E0D: case 0x672A:              /* 暂 没 不 未 */
		return true;
	default:
		return false;
	}
}

static bool is_ideograph(uint32_t code)
{
	return code >= 0x4E00 && code <= 0x9FFF;
}

bool gj_entry_is_value(gj_str text, const gj_entry *reading)
{
	if (reading->state != GJ_STATE_NOT_A_NUMBER)
		return true;
	text = gj_str_trim(text);
	uint32_t first = 0;
	if (text.len)
		gj_utf8_next(text.ptr, text.len, &first);
	if (text.len > MARK_BYTES_MAX || (is_ideograph(first) && !begins_word_for_none(first)))
		return false;
	gj_str inside = in_brackets(text);
	if (gj_str_equal(inside, GJ_STR("一"))) /* a number of a row, no stroke */
		return false;
	text = inside.len ? inside : text;
	return is_strokes(text) || is_word_for_none(text);
}

bool gj_entry_is_label(gj_str text)
{
	uint32_t first = 0;
	if (text.len)
		gj_utf8_next(text.ptr, text.len, &first);
	if (is_ideograph(first))
		return !begins_sign(first) && !begins_word_for_none(first);
	/* "（一）予以公开": what is all in brackets may be a number. */
	if (first == 0xFF08)
		return !gj_str_ends(text, GJ_STR("）"));
	return is_numbered(text);
}

/* The mark between the values of a line; empty for white space. A comma may stand within
 * a number where white space stands between them. */
static gj_str list_mark(gj_str line)
{
	enum { SURE_MARKS = 3 };
	static const gj_str marks[] = { GJ_WORD("、"), GJ_WORD("；"), GJ_WORD(";"), GJ_WORD("，"),
		                        GJ_WORD(","), GJ_WORD("|") };
	gj_str rest = line, word;
	bool spaced = gj_str_word(&rest, &word) && gj_str_word(&rest, &word);
	for (size_t i = 0; i < (spaced ? SURE_MARKS : sizeof marks / sizeof *marks); i++)
		if (gj_str_has(line, marks[i]))
			return marks[i];
	return (gj_str){ 0 };
}

/* Takes what stands before the next mark off *rest. */
static bool next_listed(gj_str *rest, gj_str mark, gj_str *value)
{
	if (!mark.len)
		return gj_str_word(rest, value);
	if (!rest->len)
		return false;
	size_t end = gj_str_find(*rest, mark);
	*value = gj_str_trim(gj_str_upto(*rest, end));
	*rest = gj_str_trim(gj_str_from(*rest, end == SIZE_MAX ? rest->len : end + mark.len));
	return true;
}

size_t gj_entry_list(gj_str line, gj_str *values, size_t max)
{
	gj_str rest = gj_str_trim(line), value, mark = list_mark(rest);
	size_t count = 0;
	while (next_listed(&rest, mark, &value)) {
		gj_entry reading = gj_entry_of(value);
		if (count == max || !gj_entry_is_value(value, &reading))
			return 0;
		values[count++] = value;
	}
	return count;
}
