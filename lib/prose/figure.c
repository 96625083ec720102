#include "prose/figure.h"

#include "prose/words.h"

enum { DIGITS_MAX = 12 /* a count has at most nine; longer runs are telephone numbers */ };

/* --- digits --------------------------------------------------------------- */

static bool is_digit(gj_str text, size_t at)
{
	return at < text.len && gj_is_digit(text.ptr[at]);
}

/* "14,474": three digits behind the comma, and no fourth. */
static bool is_separator(gj_str text, size_t at, size_t digits)
{
	return digits && digits <= 3 && at < text.len && text.ptr[at] == ',' &&
	       is_digit(text, at + 1) && is_digit(text, at + 2) && is_digit(text, at + 3) &&
	       !is_digit(text, at + 4);
}

static size_t read_digits(gj_str text, size_t start, gj_decimal *value)
{
	size_t at = start, digits = 0, group = 0;
	int64_t units = 0;
	uint8_t scale = 0;
	while (is_digit(text, at) || is_separator(text, at, group)) {
		if (text.ptr[at] == ',') {
			group = 0;
			at++;
			continue;
		}
		if (++digits > DIGITS_MAX)
			return 0;
		group++;
		units = units * 10 + (text.ptr[at++] - '0');
	}
	if (at < text.len && text.ptr[at] == '.' && is_digit(text, at + 1))
		for (at++; is_digit(text, at); at++) {
			if (++digits > DIGITS_MAX || ++scale > GJ_DECIMAL_SCALE_MAX)
				return 0;
			units = units * 10 + (text.ptr[at] - '0');
		}
	*value = (gj_decimal){ units, scale };
	return at - start;
}

/* --- Chinese numerals ----------------------------------------------------- */

enum { NO_NUMERAL = -1, NUMERAL_BYTES = 3 };

/* The value of the Chinese numeral at `at`, all of which have three bytes. */
static inline int64_t numeral_at(gj_str text, size_t at)
{
	uint32_t code;
	if (at + NUMERAL_BYTES > text.len)
		return NO_NUMERAL;
	gj_utf8_next(text.ptr + at, text.len - at, &code);
	switch (code) {
	case 0x4E24: return 2; /* 两 */
	case 0x5341: return 10;
	case 0x767E: return 100;
	case 0x5343: return 1000;
	default: return gj_numeral_digit(code);
	}
}

/* 三百二十 = 320, 十二 = 12, 一百零五 = 105. Digits without 十百千 (二〇二三) are
 * years, not counts, but for a single one. */
static size_t read_numerals(gj_str text, size_t start, gj_decimal *value)
{
	enum { NUMERALS_MAX = 8 };
	size_t at = start, signs = 0, digits = 0;
	int64_t total = 0, digit = -1, sign;
	while (signs <= NUMERALS_MAX && (sign = numeral_at(text, at)) != NO_NUMERAL) {
		if (sign < 10) {
			digit = sign;
			digits++;
		} else {
			total += (digit < 0 ? 1 : digit) * sign;
			digit = -1;
		}
		at += NUMERAL_BYTES;
		signs++;
	}
	if (!signs || signs > NUMERALS_MAX || (signs > 1 && digits == signs))
		return 0;
	*value = gj_decimal_of(total + (digit < 0 ? 0 : digit));
	return at - start;
}

/* --- what stands around --------------------------------------------------- */

static inline bool take(gj_str text, size_t *at, gj_str word)
{
	if (!gj_str_starts(gj_str_from(text, *at), word))
		return false;
	*at += word.len;
	return true;
}

static void take_surplus(gj_str text, size_t *at, gj_figure *figure)
{
	if (take(text, at, GJ_STR("余")) || take(text, at, GJ_STR("多")))
		figure->bound = GJ_BOUND_OVER;
}

/* × 10^places, keeping the number an exact decimal. */
static gj_decimal shift(gj_decimal number, unsigned places)
{
	for (; places; places--) {
		if (number.scale)
			number.scale--;
		else if (__builtin_mul_overflow(number.units, 10, &number.units))
			number.units = INT64_MAX;
	}
	return number;
}

static void take_magnitude(gj_str text, size_t *at, gj_figure *figure)
{
	size_t behind = *at;
	unsigned places = take(text, &behind, GJ_STR("亿")) ? 8 : take(text, &behind, GJ_STR("万")) ? 4 : 0;
	/* 万元 is a unit of its own. */
	if (!places || gj_str_starts(gj_str_from(text, behind), GJ_STR("元")))
		return;
	figure->value = shift(figure->value, places);
	figure->step = shift(figure->step, places);
	*at = behind;
}

static gj_unit take_unit(gj_str text, size_t *at)
{
	static const struct {
		gj_str word;
		gj_unit unit;
	} units[] = {
		{ GJ_WORD("人次"), GJ_UNIT_VISIT }, { GJ_WORD("万元"), GJ_UNIT_WAN_YUAN },
		{ GJ_WORD("元"), GJ_UNIT_YUAN },    { GJ_WORD("件"), GJ_UNIT_PIECE },
		{ GJ_WORD("份"), GJ_UNIT_COPY },    { GJ_WORD("例"), GJ_UNIT_CASE },
		{ GJ_WORD("宗"), GJ_UNIT_CASE },    { GJ_WORD("起"), GJ_UNIT_CASE },
		{ GJ_WORD("条"), GJ_UNIT_ENTRY },   { GJ_WORD("项"), GJ_UNIT_ITEM },
		{ GJ_WORD("次"), GJ_UNIT_TIME },    { GJ_WORD("个"), GJ_UNIT_ANY },
		{ GJ_WORD("篇"), GJ_UNIT_ARTICLE }, { GJ_WORD("期"), GJ_UNIT_ARTICLE },
		{ GJ_WORD("倍"), GJ_UNIT_FOLD },
	};
	/* 10个工作日, 3个百分点, 一件事: no counts of anything here. */
	static const char *const no_units[] = { "个工作日", "个月", "个百分点", "个自然", "个小时",
		                                "件事", "次性", "条龙", "项工作", NULL };
	enum { CHARACTER = 3 }; /* bytes of each */
	gj_str rest = gj_str_from(text, *at);
	for (size_t i = 0; rest.len >= CHARACTER && i < sizeof units / sizeof *units; i++)
		if (memcmp(rest.ptr, units[i].word.ptr, CHARACTER) == 0 && take(text, at, units[i].word))
			return gj_words_start(rest, no_units) ? GJ_UNIT_NONE : units[i].unit;
	return GJ_UNIT_NONE;
}

/* A digit, letter or mark before it makes it a piece of something else (第5件). */
static bool stands_alone(gj_str before)
{
	if (!before.len)
		return true;
	char last = before.ptr[before.len - 1];
	bool glued = gj_is_digit(last) || (last >= 'a' && last <= 'z') || last == '.' || last == '-' ||
	             last == '/' || last == '_' || last == '@';
	return !glued && !gj_str_ends(before, GJ_STR("第")) &&
	       (before.len < NUMERAL_BYTES || numeral_at(before, before.len - NUMERAL_BYTES) == NO_NUMERAL);
}

/* 近, 大约, 不少于: of some the last characters tell. */
static gj_bound bound_before(gj_str before)
{
	static const gj_str about[] = { GJ_WORD("近"), GJ_WORD("约"), GJ_WORD("约为"), GJ_WORD("不足"),
		                        GJ_WORD("约计") };
	static const gj_str over[] = { GJ_WORD("超"),   GJ_WORD("超过"),   GJ_WORD("逾"),
		                       GJ_WORD("突破"), GJ_WORD("不少于"), GJ_WORD("至少") };
	if (gj_str_ends_any(before, about, sizeof about / sizeof *about))
		return GJ_BOUND_ABOUT;
	return gj_str_ends_any(before, over, sizeof over / sizeof *over) ? GJ_BOUND_OVER : GJ_BOUND_EXACT;
}

/* 数百件 */
static bool is_vague(gj_str before)
{
	return gj_str_ends(before, GJ_STR("数")) || gj_str_ends(before, GJ_STR("几"));
}

/* What stands behind the number: 余, 万, 件, 左右. Returns false when it has no unit. */
static bool take_unit_and_bound(gj_str text, size_t *at, gj_figure *figure, gj_unit *unit)
{
	take_surplus(text, at, figure);
	take_magnitude(text, at, figure);
	take_surplus(text, at, figure);
	*unit = take_unit(text, at);
	if (take(text, at, GJ_STR("左右")) || take(text, at, GJ_STR("上下")))
		figure->bound = GJ_BOUND_ABOUT;
	else if (take(text, at, GJ_STR("以上")))
		figure->bound = GJ_BOUND_OVER;
	return *unit != GJ_UNIT_NONE;
}

size_t gj_figure_read(gj_str text, size_t at, gj_figure *figure, gj_unit *unit)
{
	bool digits = is_digit(text, at);
	gj_str before = gj_str_upto(text, at);
	size_t start = at; /* 百分之 opens with a numeral too */
	if ((!digits && numeral_at(text, at) == NO_NUMERAL) || !stands_alone(before))
		return 0;
	bool percent = take(text, &at, GJ_STR("百分之"));
	gj_decimal value;
	size_t length = read_digits(text, at, &value);
	if (!length && !is_vague(before))
		length = read_numerals(text, at, &value);
	if (!length)
		return 0;
	*figure = (gj_figure){ value, { 1, value.scale }, GJ_BOUND_EXACT };
	at += length;
	*unit = GJ_UNIT_PERCENT;
	if (!percent && !take(text, &at, GJ_STR("%")) && !take_unit_and_bound(text, &at, figure, unit))
		return 0;
	if (figure->bound == GJ_BOUND_EXACT)
		figure->bound = bound_before(before);
	return at - start;
}

/* --- comparing ------------------------------------------------------------ */

/* −½ step ≤ number − value < 1 step, twice as large to stay with integers. */
static bool within_step(int64_t twice_difference, int64_t step)
{
	return twice_difference >= -step && twice_difference < 2 * step;
}

bool gj_figure_agrees(const gj_figure *figure, gj_decimal number)
{
	gj_decimal difference, aligned;
	if (figure->bound == GJ_BOUND_ABOUT)
		return true;
	if (figure->bound == GJ_BOUND_OVER)
		return gj_decimal_compare(number, figure->value) >= 0;
	if (!gj_decimal_subtract(number, figure->value, &difference) ||
	    !gj_decimal_add(figure->step, (gj_decimal){ 0, difference.scale }, &aligned) ||
	    !gj_decimal_add(difference, (gj_decimal){ 0, aligned.scale }, &difference))
		return false;
	int64_t twice;
	if (__builtin_mul_overflow(difference.units, 2, &twice))
		return false;
	/* A count told to the last one is that count: nothing is rounded. */
	return figure->step.units == 1 && figure->step.scale == 0 ? twice == 0
	                                                          : within_step(twice, aligned.units);
}

bool gj_figure_is_ratio(const gj_figure *figure, int64_t numerator, int64_t denominator,
                        int64_t scale)
{
	int64_t left = numerator, right, factor = scale;
	if (denominator <= 0 || figure->bound == GJ_BOUND_ABOUT)
		return figure->bound == GJ_BOUND_ABOUT;
	for (uint8_t i = 0; i < figure->value.scale; i++)
		factor *= 10;
	int64_t step = 1;
	if (__builtin_mul_overflow(left, factor, &left) ||
	    __builtin_mul_overflow(figure->value.units, denominator, &right) ||
	    __builtin_mul_overflow(step, denominator, &step) ||
	    __builtin_sub_overflow(left, right, &left) || __builtin_mul_overflow(left, 2, &left))
		return false;
	return figure->bound == GJ_BOUND_OVER ? left >= 0 : within_step(left, step);
}
