#include "doc/separated.h"

#include <string.h>

enum {
	ROWS_ENOUGH = 8,       /* with digits; a form has about forty */
	CELL_BYTES_MAX = 240,  /* the longest label has about 110 */
	QUOTED_BYTES_MAX = 4096,
	MARKS_OF_HEAD = 3,     /* at least */
	NUMERAL_BYTES_MAX = 3, /* "四、…": no header */
	UNCLOSED_MAX = 64, /* quotes that nothing closes: behind them none is looked for */
};

/* The separators, and the mark that ends a sentence, in UTF-8 and in GB18030. */
static const gj_str separators[GJ_SEPARATORS][2] = {
	{ GJ_WORD(","), GJ_WORD(",") },
	{ GJ_WORD(";"), GJ_WORD(";") },
	{ GJ_WORD("，"), GJ_WORD("\xA3\xAC") },
	{ GJ_WORD("；"), GJ_WORD("\xA3\xBB") },
	{ GJ_WORD("、"), GJ_WORD("\xA1\xA2") },
};
/* What begins a value, besides ASCII digits and strokes: full-width digits, —, 无. */
static const gj_str values[][2] = {
	{ GJ_WORD("\xEF\xBC"), GJ_WORD("\xA3") },
	{ GJ_WORD("—"), GJ_WORD("\xA1\xAA") },
	{ GJ_WORD("无"), GJ_WORD("\xCE\xDE") },
};
static const gj_str full_stops[2] = { GJ_WORD("。"), GJ_WORD("\xA1\xA3") };

typedef struct line {
	gj_str text; /* the whole file */
	char *copy;
	bool gb;
	bool inner; /* the separator stands within cells too */
	gj_str separator, stop;
	size_t begin, end;
	size_t cells, longest;
	size_t marks; /* separators, of values or not */
	bool digits, sentence;
	bool lists; /* words in the place of values: the separators of a header */
	size_t unclosed; /* quotes so far */
} line;

/* The bytes of the character at `at`: "，" in GB18030 must not begin in the middle of
 * another. */
static size_t character(const line *l, size_t at)
{
	unsigned char lead = (unsigned char)l->text.ptr[at];
	bool two = l->gb && lead >= 0x81 && at + 1 < l->text.len && (unsigned char)l->text.ptr[at + 1] >= 0x40;
	return two ? 2 : 1;
}

static bool stands_at(const line *l, size_t at, gj_str what)
{
	return gj_str_starts(gj_str_from(l->text, at), what);
}

static bool begins_value(const line *l, size_t at)
{
	while (at < l->text.len && l->text.ptr[at] == ' ')
		at++;
	bool found = at < l->text.len && (gj_is_digit(l->text.ptr[at]) || strchr("-/", l->text.ptr[at]));
	for (size_t i = 0; !found && i < sizeof values / sizeof *values; i++)
		found = stands_at(l, at, values[i][l->gb]);
	return found;
}

/* "、" stands within labels: between cells only where a value is behind it. */
static bool separates(const line *l, size_t at)
{
	return stands_at(l, at, l->separator) &&
	       (!l->inner || l->lists || begins_value(l, at + l->separator.len));
}

static bool ends_cell(const line *l, size_t at)
{
	return at >= l->text.len || l->text.ptr[at] == '\n' || l->text.ptr[at] == '\r' || separates(l, at);
}

/* The closing quote of a cell whose quote opens at `at`, or `at` when it is none. */
static size_t closing_quote(line *l, size_t at)
{
	if (l->unclosed == UNCLOSED_MAX)
		return at;
	for (size_t end = at + 1; end < l->text.len && end - at < QUOTED_BYTES_MAX; end++) {
		if (l->text.ptr[end] != '"')
			continue;
		if (ends_cell(l, end + 1))
			return end;
		end += stands_at(l, end + 1, GJ_STR("\""));
	}
	l->unclosed++;
	return at;
}

/* Writes blanks for the quotes and the line breaks between them. */
static void unquote(line *l, size_t open, size_t close)
{
	l->copy[open] = l->copy[close] = ' ';
	for (size_t i = open; i < close; i++)
		if (l->copy[i] == '\n' || l->copy[i] == '\r')
			l->copy[i] = ' ';
}

/* Measures the line from l->begin on to its end, and unquotes its cells. */
static void measure(line *l)
{
	size_t at = l->begin, cell = at;
	l->cells = 1;
	l->longest = l->marks = 0;
	l->digits = l->sentence = l->lists = false;
	while (at < l->text.len && l->text.ptr[at] != '\n') {
		size_t close = at == cell && l->text.ptr[at] == '"' ? closing_quote(l, at) : at;
		if (close > at) {
			unquote(l, at, close);
			l->digits |= gj_is_digit(l->text.ptr[at + 1]);
			at = close + 1;
			continue;
		}
		bool ends = separates(l, at);
		l->marks += stands_at(l, at, l->separator);
		l->sentence |= stands_at(l, at, l->stop);
		l->digits |= gj_is_digit(l->text.ptr[at]);
		size_t step = ends ? l->separator.len : character(l, at);
		l->longest = at - cell > l->longest ? at - cell : l->longest;
		at += step;
		l->cells += ends;
		cell = ends ? at : cell;
	}
	l->end = at;
	/* "自然人、商业企业、…" and no "四、…" */
	bool numbered = gj_str_find(gj_str_from(l->text, l->begin), l->separator) <= NUMERAL_BYTES_MAX;
	l->lists = l->inner && !l->digits && l->marks >= MARKS_OF_HEAD && !numbered;
	l->cells += l->lists;
}

static void write_tabs(line *l)
{
	for (size_t at = l->begin; at < l->end;) {
		bool quoted = l->text.ptr[at] == '"' && l->copy[at] == ' ';
		size_t close = quoted ? closing_quote(l, at) : at;
		if (close > at) {
			at = close + 1;
		} else if (separates(l, at)) {
			memset(l->copy + at, ' ', l->separator.len);
			l->copy[at] = '\t';
			at += l->separator.len;
		} else {
			at += character(l, at);
		}
	}
}

gj_str gj_text_tabbed(gj_arena *arena, gj_str text, gj_charset charset, unsigned separator)
{
	bool gb = charset == GJ_CHARSET_GB18030;
	line l = { .text = text, .gb = gb, .separator = separators[separator][gb], .stop = full_stops[gb],
		   .inner = separator >= GJ_SURE_SEPARATORS };
	size_t rows = 0;
	l.copy = gj_str_has(text, l.separator) ? gj_arena_alloc(arena, text.len) : NULL;
	if (!l.copy)
		return (gj_str){ 0 };
	memcpy(l.copy, text.ptr, text.len);
	for (; l.begin < text.len; l.begin = l.end + 1) {
		measure(&l);
		if (l.cells < 2 || l.sentence || l.longest > CELL_BYTES_MAX)
			continue;
		rows += l.digits;
		write_tabs(&l);
	}
	return rows < ROWS_ENOUGH ? (gj_str){ 0 } : (gj_str){ l.copy, text.len };
}
