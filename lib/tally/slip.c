#include "tally/slip.h"

#include <stdio.h>
#include <string.h>

/* Weights: how often a random wrong number would show the same pattern by
 * chance. A transposition is hard to meet by chance, a changed digit easy. */
static const struct {
	const char *name;
	gj_words words;
	gj_plausibility plausibility;
	int weight;
} slips[GJ_SLIPS] = {
	[GJ_SLIP_TRANSPOSED] = { "transposed", { "数字颠倒", "digits transposed" },
	                         GJ_PLAUSIBLE_SLIP, 1 },
	[GJ_SLIP_DOUBLED] = { "doubled", { "数字重复", "a digit typed twice" },
	                      GJ_PLAUSIBLE_SLIP, 2 },
	[GJ_SLIP_DROPPED] = { "dropped", { "漏一位数字", "a digit dropped" },
	                      GJ_PLAUSIBLE_SLIP, 2 },
	[GJ_SLIP_ADDED] = { "added", { "多一位数字", "a digit added" }, GJ_PLAUSIBLE_SLIP, 4 },
	[GJ_SLIP_CHANGED] = { "changed", { "错一位数字", "one digit wrong" },
	                      GJ_PLAUSIBLE_SLIP, 4 },
	[GJ_SLIP_SIGN] = { "sign", { "多了负号", "a minus sign too many" },
	                   GJ_PLAUSIBLE_SLIP, 1 },
	[GJ_SLIP_LEFT_ZERO] = { "left_zero", { "总计未填，留为零", "total left at zero" },
	                        GJ_PLAUSIBLE_LEFT_OUT, 3 },
	[GJ_SLIP_LEFT_BLANK] = { "left_blank", { "漏填", "left blank" },
	                         GJ_PLAUSIBLE_LEFT_OUT, 2 },
	[GJ_SLIP_SWAPPED_COLUMN] = { "swapped_column",
	                             { "与相邻列互换", "swapped with the neighbouring column" },
	                             GJ_PLAUSIBLE_SWAP, 1 },
	[GJ_SLIP_SWAPPED_ROW] = { "swapped_row",
	                          { "与相邻行互换", "swapped with the neighbouring row" },
	                          GJ_PLAUSIBLE_SWAP, 1 },
	[GJ_SLIP_OFFSET] = { "offset", { "此多彼少", "too many here, too few there" },
	                     GJ_PLAUSIBLE_PAIR, 3 },
	[GJ_SLIP_ARBITRARY] = { "arbitrary", { "数字不符", "another number" },
	                        GJ_PLAUSIBLE_ARBITRARY, 9 },
};

const char *gj_slip_name(gj_slip slip)
{
	return slips[slip].name;
}

const gj_words *gj_slip_words(gj_slip slip)
{
	return &slips[slip].words;
}

gj_plausibility gj_slip_plausibility(gj_slip slip)
{
	return slips[slip].plausibility;
}

int gj_slip_weight(gj_slip slip)
{
	return slips[slip].weight;
}

const char *gj_plausibility_name(gj_plausibility plausibility)
{
	static const char *const names[] = {
		[GJ_PLAUSIBLE_SLIP] = "slip", [GJ_PLAUSIBLE_SWAP] = "swap",
		[GJ_PLAUSIBLE_LEFT_OUT] = "left_out", [GJ_PLAUSIBLE_PAIR] = "pair",
		[GJ_PLAUSIBLE_ARBITRARY] = "arbitrary"
	};
	return names[plausibility];
}

typedef struct gj_digits {
	char text[24]; /* 19 digits and a NUL */
	size_t count;
} gj_digits;

static gj_digits digits_of(int64_t number)
{
	gj_digits digits;
	int length = snprintf(digits.text, sizeof digits.text, "%lld", (long long)number);
	digits.count = (size_t)length;
	return digits;
}

static size_t common_prefix(const gj_digits *a, const gj_digits *b)
{
	size_t at = 0;
	while (at < a->count && at < b->count && a->text[at] == b->text[at])
		at++;
	return at;
}

static bool same_from(const gj_digits *a, size_t a_from, const gj_digits *b, size_t b_from)
{
	return strcmp(a->text + a_from, b->text + b_from) == 0;
}

static gj_slip of_same_length(const gj_digits *printed, const gj_digits *suggested)
{
	size_t at = common_prefix(printed, suggested);
	if (same_from(printed, at + 1, suggested, at + 1))
		return GJ_SLIP_CHANGED;
	bool crossed = printed->text[at] == suggested->text[at + 1] &&
	               printed->text[at + 1] == suggested->text[at];
	if (crossed && same_from(printed, at + 2, suggested, at + 2))
		return GJ_SLIP_TRANSPOSED;
	return GJ_SLIP_ARBITRARY;
}

gj_slip gj_slip_between(int64_t printed, int64_t suggested)
{
	if (printed < 0 || suggested < 0)
		return printed == -suggested ? GJ_SLIP_SIGN : GJ_SLIP_ARBITRARY;
	gj_digits from = digits_of(printed), to = digits_of(suggested);
	if (from.count == to.count)
		return of_same_length(&from, &to);
	/* No digit of 10 got lost where 0 is printed, nor was one added to a 0. */
	if (printed == 0 || suggested == 0)
		return GJ_SLIP_ARBITRARY;
	size_t at = common_prefix(&from, &to);
	if (from.count + 1 == to.count && same_from(&from, at, &to, at + 1))
		return GJ_SLIP_DROPPED;
	if (from.count == to.count + 1 && same_from(&from, at + 1, &to, at))
		return at && from.text[at] == from.text[at - 1] ? GJ_SLIP_DOUBLED : GJ_SLIP_ADDED;
	return GJ_SLIP_ARBITRARY;
}
