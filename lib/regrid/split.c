#include "regrid/split.h"

typedef struct splitter {
	gj_str digits;
	int parts;
	bool total;
	gj_split current;
	gj_splits *out;
} splitter;

static void accept(splitter *s)
{
	int64_t sum = 0;
	for (int i = 0; i + 1 < s->parts; i++)
		sum += s->current.value[i];
	if (s->total && sum != s->current.value[s->parts - 1])
		return;
	if (s->out->count < GJ_SPLITS_MAX)
		s->out->ways[s->out->count++] = s->current;
}

static void split_from(splitter *s, size_t start, int part)
{
	int left = s->parts - part - 1; /* numbers behind this one, a digit each at least */
	int64_t value = 0;
	for (size_t at = start; at + (size_t)left < s->digits.len; at++) {
		if (at > start && s->digits.ptr[start] == '0')
			return;
		value = value * 10 + (s->digits.ptr[at] - '0');
		if (left == 0 && at + 1 < s->digits.len)
			continue;
		s->current.value[part] = value;
		s->current.end[part] = (uint8_t)(at + 1);
		if (left == 0)
			accept(s);
		else if (s->out->count < GJ_SPLITS_MAX)
			split_from(s, at + 1, part + 1);
	}
}

void gj_split_digits(gj_str digits, int parts, bool total, gj_splits *out)
{
	out->count = 0;
	if (digits.len < (size_t)parts || digits.len > GJ_SPLIT_DIGITS_MAX)
		return;
	for (size_t i = 0; i < digits.len; i++)
		if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
			return;
	splitter s = { .digits = digits, .parts = parts, .total = total, .out = out };
	split_from(&s, 0, 0);
}
