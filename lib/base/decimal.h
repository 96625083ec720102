/* Exact decimals: counts and amounts as printed, never through a double.
 *
 * value = units / 10^scale; `scale` is the number of printed decimals, so
 * "7730.280" keeps its last zero. Locale-independent.
 */
#ifndef GJ_BASE_DECIMAL_H
#define GJ_BASE_DECIMAL_H

#include "base/buffer.h"

typedef struct gj_decimal {
	int64_t units;
	uint8_t scale; /* 0…GJ_DECIMAL_SCALE_MAX */
} gj_decimal;

enum { GJ_DECIMAL_SCALE_MAX = 9, GJ_DECIMAL_TEXT_MAX = 32 };

gj_decimal gj_decimal_of(int64_t integer);
/* Parses "[+-]digits[.digits]" entirely; false on anything else or overflow. */
bool gj_decimal_parse(gj_str text, gj_decimal *value);
/* <0, 0, >0 by value (1.50 equals 1.5). */
int gj_decimal_compare(gj_decimal a, gj_decimal b);
/* False on overflow. The result has the larger of both scales. */
bool gj_decimal_add(gj_decimal a, gj_decimal b, gj_decimal *sum);
bool gj_decimal_subtract(gj_decimal a, gj_decimal b, gj_decimal *difference);
bool gj_decimal_is_integer(gj_decimal value);
double gj_decimal_double(gj_decimal value); /* for statistics only */
/* Writes the text and a NUL; returns its length. Nearly every cell is one digit. */
size_t gj_decimal_print_any(char to[GJ_DECIMAL_TEXT_MAX], gj_decimal value);

static inline size_t gj_decimal_print(char to[GJ_DECIMAL_TEXT_MAX], gj_decimal value)
{
	if (value.scale || value.units < 0 || value.units > 9)
		return gj_decimal_print_any(to, value);
	to[0] = (char)('0' + value.units);
	to[1] = '\0';
	return 1;
}

void gj_buffer_add_decimal(gj_buffer *buffer, gj_decimal value);

#endif
