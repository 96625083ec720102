/* The syndrome: what every tally is off by, kept current while numbers are tried. */
#include "tally/syndrome.h"

#include <string.h>

/* No bureau counts so high; sums of 22 such numbers are far from overflow. */
static const int64_t COUNT_MAX = INT64_C(1000000000000000);

/* A whole count, or a blank, which is 0 as long as nothing is put there. */
static bool read_count(const gj_value *value, int64_t *count)
{
	*count = 0;
	if (value->state == GJ_STATE_BLANK)
		return true;
	if (!gj_value_is_count(value) || !gj_decimal_is_integer(value->number))
		return false;
	*count = value->number.units;
	for (uint8_t scale = value->number.scale; scale; scale--)
		*count /= 10;
	return *count >= -COUNT_MAX && *count <= COUNT_MAX;
}

int64_t gj_syndrome_printed(const gj_syndrome *syndrome, gj_field field)
{
	int64_t count;
	read_count(&syndrome->printed[field], &count);
	return count;
}

static void judge(gj_syndrome *syndrome, unsigned tally)
{
	int64_t off = syndrome->off[tally];
	uint64_t bit = UINT64_C(1) << tally;
	/* An unknown number can only raise its own side. */
	bool mendable = off < 0 ? syndrome->blanks[tally][0] : syndrome->blanks[tally][1];
	syndrome->failing &= ~bit;
	syndrome->open &= ~bit;
	if (off && mendable)
		syndrome->open |= bit;
	else if (off)
		syndrome->failing |= bit;
}

void gj_syndrome_put(gj_syndrome *syndrome, gj_field field, int64_t number)
{
	int64_t by = number - syndrome->number[field];
	bool blank = syndrome->printed[field].state == GJ_STATE_BLANK;
	int blanks = blank ? (number == 0) - (syndrome->number[field] == 0) : 0;
	syndrome->number[field] = number;
	for (uint64_t in = syndrome->in[field]; in; in &= in - 1) {
		unsigned tally = gj_lowest_tally(in);
		bool left = syndrome->on_left[field] >> tally & 1;
		syndrome->off[tally] += left ? by : -by;
		syndrome->blanks[tally][!left] = (uint8_t)(syndrome->blanks[tally][!left] + blanks);
		judge(syndrome, tally);
	}
}

/* Reads the cells of a tally; false when one has no count. */
static bool read_terms(gj_syndrome *syndrome, const gj_tally *tally)
{
	bool usable = true;
	for (size_t i = 0; i < (size_t)tally->left + tally->right; i++) {
		gj_field field = tally->terms[i];
		gj_field_set_add(&syndrome->members, field);
		if (read_count(&syndrome->printed[field], &syndrome->number[field]))
			gj_field_set_add(&syndrome->readable, field);
		else
			usable = false;
	}
	if (tally->left == 1)
		gj_field_set_add(&syndrome->totals, tally->terms[0]);
	return usable;
}

static void add_tally(gj_syndrome *syndrome, unsigned at)
{
	const gj_tally *tally = &syndrome->tallies->items[at];
	for (size_t i = 0; i < (size_t)tally->left + tally->right; i++) {
		gj_field field = tally->terms[i];
		bool left = i < tally->left;
		int64_t count = syndrome->number[field];
		syndrome->in[field] |= UINT64_C(1) << at;
		syndrome->on_left[field] |= (uint64_t)left << at;
		syndrome->off[at] += left ? count : -count;
		if (syndrome->printed[field].state == GJ_STATE_BLANK)
			syndrome->blanks[at][!left]++;
	}
	judge(syndrome, at);
}

void gj_syndrome_init(gj_syndrome *syndrome, const gj_tally_list *tallies, uint64_t excluded,
                      const gj_value *values)
{
	memset(syndrome, 0, sizeof *syndrome);
	syndrome->tallies = tallies;
	syndrome->printed = values;
	for (unsigned at = 0; at < tallies->count; at++) {
		const gj_tally *tally = &tallies->items[at];
		if (tally->relation != GJ_EQUALS)
			continue;
		if (read_terms(syndrome, tally) && !(excluded >> at & 1))
			add_tally(syndrome, at);
	}
}

uint64_t gj_syndrome_component(const gj_syndrome *syndrome, uint64_t start)
{
	uint64_t component = start, before;
	do {
		before = component;
		for (gj_field field = 0; field < GJ_FIELD_COUNT; field++)
			if (syndrome->in[field] & component)
				component |= syndrome->in[field];
	} while (component != before);
	return component;
}
