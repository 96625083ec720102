#include "base/decimal.h"

#include <string.h>

static const int64_t power_of_ten[GJ_DECIMAL_SCALE_MAX + 1] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000
};

gj_decimal gj_decimal_of(int64_t integer)
{
	return (gj_decimal){ .units = integer };
}

static bool push_digit(int64_t *units, char digit)
{
	return !__builtin_mul_overflow(*units, 10, units) &&
	       !__builtin_add_overflow(*units, digit - '0', units);
}

bool gj_decimal_parse(gj_str text, gj_decimal *value)
{
	size_t at = 0;
	bool negative = text.len && text.ptr[0] == '-';
	if (text.len && (text.ptr[0] == '-' || text.ptr[0] == '+'))
		at = 1;
	gj_decimal result = { 0 };
	size_t digits = 0;
	bool point = false;
	for (; at < text.len; at++) {
		char c = text.ptr[at];
		if (c == '.' && !point && digits) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9' || !push_digit(&result.units, c))
			return false;
		digits++;
		if (point && ++result.scale > GJ_DECIMAL_SCALE_MAX)
			return false;
	}
	if (!digits || (point && !result.scale))
		return false;
	if (negative)
		result.units = -result.units;
	*value = result;
	return true;
}

/* Brings both to the larger scale; false on overflow. */
static bool align(gj_decimal *a, gj_decimal *b)
{
	gj_decimal *low = a->scale < b->scale ? a : b;
	gj_decimal *high = a->scale < b->scale ? b : a;
	int64_t factor = power_of_ten[high->scale - low->scale];
	low->scale = high->scale;
	return !__builtin_mul_overflow(low->units, factor, &low->units);
}

int gj_decimal_compare(gj_decimal a, gj_decimal b)
{
	if (!align(&a, &b)) {
		double x = gj_decimal_double(a), y = gj_decimal_double(b);
		return (x > y) - (x < y);
	}
	return (a.units > b.units) - (a.units < b.units);
}

bool gj_decimal_add(gj_decimal a, gj_decimal b, gj_decimal *sum)
{
	if (!align(&a, &b))
		return false;
	sum->scale = a.scale;
	return !__builtin_add_overflow(a.units, b.units, &sum->units);
}

bool gj_decimal_subtract(gj_decimal a, gj_decimal b, gj_decimal *difference)
{
	if (!align(&a, &b))
		return false;
	difference->scale = a.scale;
	return !__builtin_sub_overflow(a.units, b.units, &difference->units);
}

bool gj_decimal_is_integer(gj_decimal value)
{
	return value.units % power_of_ten[value.scale] == 0;
}

double gj_decimal_double(gj_decimal value)
{
	return (double)value.units / (double)power_of_ten[value.scale];
}

size_t gj_decimal_print_any(char to[GJ_DECIMAL_TEXT_MAX], gj_decimal value)
{
	char digits[24];
	size_t count = 0, length = 0;
	uint64_t rest = value.units < 0 ? -(uint64_t)value.units : (uint64_t)value.units;
	do {
		digits[count++] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest || count <= value.scale);
	if (value.units < 0)
		to[length++] = '-';
	while (count) {
		if (count == value.scale)
			to[length++] = '.';
		to[length++] = digits[--count];
	}
	to[length] = '\0';
	return length;
}

void gj_buffer_add_decimal(gj_buffer *buffer, gj_decimal value)
{
	char text[GJ_DECIMAL_TEXT_MAX];
	gj_buffer_add(buffer, text, gj_decimal_print(text, value));
}
