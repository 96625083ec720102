#include "prose/figure.h"

#include "prose/words.h"

enum { DIGITS_MAX = 12 /* a count has at most nine; longer runs are telephone numbers */ };

/* --- digits --------------------------------------------------------------- */

static bool is_digit(gj_str text, size_t at)
{
	return at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9';
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

enum { NO_NUMERAL = -1 };

static int64_t numeral_at(gj_str text, size_t at, size_t *length)
{
	static const struct {
		const char *sign;
		int64_t value;
	} numerals[] = {
		{ "〇", 0 }, { "零", 0 }, { "一", 1 }, { "二", 2 }, { "两", 2 }, { "三", 3 },
		{ "四", 4 }, { "五", 5 }, { "六", 6 }, { "七", 7 }, { "八", 8 }, { "九", 9 },
		{ "十", 10 }, { "百", 100 }, { "千", 1000 },
	};
	for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++) {
		gj_str sign = gj_str_of(numerals[i].sign);
		if (gj_str_starts(gj_str_from(text, at), sign)) {
			*length = sign.len;
			return numerals[i].value;
		}
	}
	return NO_NUMERAL;
}

/* 三百二十 = 320, 十二 = 12, 一百零五 = 105. Digits without 十百千 (二〇二三) are
 * years, not counts, but for a single one. */
static size_t read_numerals(gj_str text, size_t start, gj_decimal *value)
{
	enum { NUMERALS_MAX = 8 };
	size_t at = start, length = 0, signs = 0, digits = 0;
	int64_t total = 0, digit = -1, sign;
	while (signs <= NUMERALS_MAX && (sign = numeral_at(text, at, &length)) != NO_NUMERAL) {
		if (sign < 10) {
			digit = sign;
			digits++;
		} else {
			total += (digit < 0 ? 1 : digit) * sign;
			digit = -1;
		}
		at += length;
		signs++;
	}
	if (!signs || signs > NUMERALS_MAX || (signs > 1 && digits == signs))
		return 0;
	*value = gj_decimal_of(total + (digit < 0 ? 0 : digit));
	return at - start;
}

/* --- what stands around --------------------------------------------------- */

static bool take(gj_str text, size_t *at, const char *word)
{
	gj_str prefix = gj_str_of(word);
	if (!gj_str_starts(gj_str_from(text, *at), prefix))
		return false;
	*at += prefix.len;
	return true;
}

static void take_surplus(gj_str text, size_t *at, gj_figure *figure)
{
	if (take(text, at, "余") || take(text, at, "多"))
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
	unsigned places = take(text, &behind, "亿") ? 8 : take(text, &behind, "万") ? 4 : 0;
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
		const char *word;
		gj_unit unit;
	} units[] = {
		{ "人次", GJ_UNIT_VISIT }, { "万元", GJ_UNIT_WAN_YUAN }, { "元", GJ_UNIT_YUAN },
		{ "件", GJ_UNIT_PIECE }, { "份", GJ_UNIT_COPY }, { "例", GJ_UNIT_CASE },
		{ "宗", GJ_UNIT_CASE }, { "起", GJ_UNIT_CASE }, { "条", GJ_UNIT_ENTRY },
		{ "项", GJ_UNIT_ITEM }, { "次", GJ_UNIT_TIME }, { "个", GJ_UNIT_ANY },
		{ "篇", GJ_UNIT_ARTICLE }, { "期", GJ_UNIT_ARTICLE }, { "倍", GJ_UNIT_FOLD },
	};
	/* 10个工作日, 3个百分点, 一件事: no counts of anything here. */
	static const char *const no_units[] = { "个工作日", "个月", "个百分点", "个自然", "个小时",
		                                "件事", "次性", "条龙", "项工作", NULL };
	if (gj_words_start(gj_str_from(text, *at), no_units))
		return GJ_UNIT_NONE;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (take(text, at, units[i].word))
			return units[i].unit;
	return GJ_UNIT_NONE;
}

/* A digit, letter or mark before it makes it a piece of something else (第5件). */
static bool stands_alone(gj_str before)
{
	static const char *const glued[] = { "第", ".", "-", "/", "_", "@", NULL };
	if (!before.len)
		return true;
	char last = before.ptr[before.len - 1];
	bool letter = (last >= '0' && last <= '9') || (last >= 'a' && last <= 'z');
	size_t length;
	bool numeral = before.len >= 3 && numeral_at(before, before.len - 3, &length) != NO_NUMERAL;
	return !letter && !numeral && !gj_words_end(before, glued);
}

static gj_bound bound_before(gj_str before)
{
	static const char *const about[] = { "近", "约", "约为", "大约", "接近", "不足", "约计", NULL };
	static const char *const over[] = { "超", "超过", "逾", "突破", "不少于", "至少", "达到", NULL };
	if (gj_words_end(before, about))
		return GJ_BOUND_ABOUT;
	/* 达到 means the number itself. */
	return gj_words_end(before, over) && !gj_str_ends(before, GJ_STR("达到")) ? GJ_BOUND_OVER
	                                                                          : GJ_BOUND_EXACT;
}

/* Digits, 〇, or the first bytes of a character that may be a numeral: a look at one
 * byte or two spares most characters of a text the rest. */
static bool may_start(gj_str text, size_t at)
{
	unsigned char lead = (unsigned char)text.ptr[at];
	if (lead < 0x80)
		return lead >= '0' && lead <= '9';
	uint32_t code;
	if (lead < 0xE3 || lead > 0xE9)
		return false;
	gj_utf8_next(text.ptr + at, text.len - at, &code);
	switch (code) {
	case 0x3007: case 0x96F6: case 0x4E00: case 0x4E8C: case 0x4E24: case 0x4E09: /* 〇零一二两三 */
	case 0x56DB: case 0x4E94: case 0x516D: case 0x4E03: case 0x516B: case 0x4E5D: /* 四五六七八九 */
	case 0x5341: case 0x767E: case 0x5343: /* 十百千 */
		return true;
	default:
		return false;
	}
}

size_t gj_figure_read(gj_str text, size_t at, gj_figure *figure, gj_unit *unit)
{
	if (!may_start(text, at))
		return 0;
	static const char *const some[] = { "数", "几", NULL }; /* 数百件 */
	gj_str before = gj_str_upto(text, at);
	size_t start = at; /* 百分之 opens with a numeral too */
	bool percent = take(text, &at, "百分之");
	gj_decimal value;
	size_t length = read_digits(text, at, &value);
	if (!length && !gj_words_end(before, some))
		length = read_numerals(text, at, &value);
	if (!length || !stands_alone(before))
		return 0;
	*figure = (gj_figure){ value, { 1, value.scale }, bound_before(before) };
	at += length;
	if (percent || take(text, &at, "%")) {
		*unit = GJ_UNIT_PERCENT;
		return at - start;
	}
	take_surplus(text, &at, figure);
	take_magnitude(text, &at, figure);
	take_surplus(text, &at, figure);
	*unit = take_unit(text, &at);
	if (*unit == GJ_UNIT_NONE)
		return 0;
	if (take(text, &at, "左右") || take(text, &at, "上下"))
		figure->bound = GJ_BOUND_ABOUT;
	else if (take(text, &at, "以上"))
		figure->bound = GJ_BOUND_OVER;
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
