#include "doc/entity.h"

#include <string.h>

typedef struct entity {
	const char *name;
	uint16_t code;
	bool bare; /* known without its semicolon too, as the HTML standard lists */
} entity;

/* By how often pages use them. */
static const entity entities[] = {
	{ "nbsp", 0xA0, true },      { "ldquo", 0x201C, false },  { "rdquo", 0x201D, false },
	{ "lt", '<', true },         { "gt", '>', true },         { "amp", '&', true },
	{ "quot", '"', true },       { "apos", '\'', false },     { "middot", 0xB7, true },
	{ "mdash", 0x2014, false },  { "ndash", 0x2013, false },  { "lsquo", 0x2018, false },
	{ "rsquo", 0x2019, false },  { "hellip", 0x2026, false }, { "ensp", 0x2002, false },
	{ "emsp", 0x2003, false },   { "thinsp", 0x2009, false }, { "zwj", 0x200D, false },
	{ "zwnj", 0x200C, false },   { "lrm", 0x200E, false },    { "rlm", 0x200F, false },
	{ "shy", 0xAD, true },       { "times", 0xD7, true },     { "divide", 0xF7, true },
	{ "plusmn", 0xB1, true },    { "copy", 0xA9, true },      { "reg", 0xAE, true },
	{ "trade", 0x2122, false },  { "deg", 0xB0, true },       { "sect", 0xA7, true },
	{ "para", 0xB6, true },      { "bull", 0x2022, false },   { "yen", 0xA5, true },
	{ "laquo", 0xAB, true },     { "raquo", 0xBB, true },     { "lsaquo", 0x2039, false },
	{ "rsaquo", 0x203A, false }, { "permil", 0x2030, false }, { "minus", 0x2212, false },
	{ "larr", 0x2190, false },   { "rarr", 0x2192, false },   { "uarr", 0x2191, false },
	{ "darr", 0x2193, false },   { "ge", 0x2265, false },     { "le", 0x2264, false },
	{ "ne", 0x2260, false },     { "infin", 0x221E, false },  { "radic", 0x221A, false },
	{ "frac12", 0xBD, true },    { "frac14", 0xBC, true },    { "frac34", 0xBE, true },
	{ "sup1", 0xB9, true },      { "sup2", 0xB2, true },      { "sup3", 0xB3, true },
	{ "micro", 0xB5, true },     { "ordm", 0xBA, true },      { "ordf", 0xAA, true },
	{ "cent", 0xA2, true },      { "pound", 0xA3, true },     { "euro", 0x20AC, false },
	{ "sbquo", 0x201A, false },  { "bdquo", 0x201E, false },  { "AMP", '&', true },
	{ "LT", '<', true },         { "GT", '>', true },         { "QUOT", '"', true },
};

static int digit(char c, uint32_t base)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	char low = (char)(c | 0x20);
	return base == 16 && low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* What numbers 128–159 mean: the standard reads them as windows-1252. */
static uint32_t windows_1252(uint32_t code)
{
	static const uint16_t table[32] = {
		0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
		0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
	};
	return code >= 128 && code < 160 ? table[code - 128] : code;
}

static size_t numeric(gj_str at, uint32_t *code)
{
	bool hex = at.len > 2 && (at.ptr[2] | 0x20) == 'x';
	uint32_t base = hex ? 16 : 10, value = 0;
	size_t start = hex ? 3 : 2, i = start;
	for (; i < at.len; i++) {
		int d = digit(at.ptr[i], base);
		if (d < 0)
			break;
		value = value > 0x10FFFF ? value : value * base + (uint32_t)d;
	}
	if (i == start)
		return 0;
	*code = value ? windows_1252(value) : 0xFFFD;
	return i + (i < at.len && at.ptr[i] == ';');
}

/* The length of `name` when it stands behind the '&' that begins `at`; else 0. */
static size_t match(gj_str at, const char *name)
{
	size_t length = 0;
	while (name[length] && length + 1 < at.len && at.ptr[length + 1] == name[length])
		length++;
	return name[length] ? 0 : length;
}

size_t gj_entity_next(gj_str at, uint32_t *code)
{
	if (at.len > 2 && at.ptr[1] == '#')
		return numeric(at, code);
	char first = at.len > 2 ? at.ptr[1] : '\0';
	if ((first | 0x20) < 'a' || (first | 0x20) > 'z')
		return 0;
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
		size_t length = match(at, entities[i].name);
		if (!length)
			continue;
		bool closed = at.len > length + 1 && at.ptr[length + 1] == ';';
		if (!closed && !entities[i].bare)
			continue;
		*code = entities[i].code;
		return length + 1 + closed;
	}
	return 0;
}
