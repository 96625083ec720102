#include "opt.h"

#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	NAME_MAX_LENGTH = 64, /* names compared for a suggestion */
	LONG_BASE = 256       /* getopt values of long options start above letters */
};

#define LIST_SEPARATORS ", "

/* ---- suggestions ---- */

static unsigned least_of(unsigned a, unsigned b, unsigned c)
{
	unsigned least = a < b ? a : b;
	return least < c ? least : c;
}

/* Levenshtein distance. */
static unsigned distance(const char *a, const char *b)
{
	size_t width = strlen(b);
	unsigned row[NAME_MAX_LENGTH + 1];
	if (width > NAME_MAX_LENGTH || strlen(a) > NAME_MAX_LENGTH)
		return NAME_MAX_LENGTH;
	for (size_t j = 0; j <= width; j++)
		row[j] = (unsigned)j;
	for (size_t i = 0; a[i]; i++) {
		unsigned diagonal = row[0];
		row[0] = (unsigned)i + 1;
		for (size_t j = 0; j < width; j++) {
			unsigned above = row[j + 1];
			row[j + 1] = least_of(above + 1, row[j] + 1, diagonal + (a[i] != b[j]));
			diagonal = above;
		}
	}
	return row[width];
}

const char *opt_nearest(const char *wrong, opt_names *next, const void *context)
{
	const char *best = NULL, *name;
	/* More wrong letters than a third of the word is another word. */
	unsigned limit = ((unsigned)strlen(wrong) + 1) / 3, least = limit + 1;
	for (size_t i = 0; (name = next(context, i)); i++) {
		unsigned far = distance(wrong, name);
		if (far < least) {
			least = far;
			best = name;
		}
	}
	return best;
}

static const char *choice_name(const void *option, size_t index)
{
	return ((const opt *)option)->choices(index);
}

static const opt *nth(const opt_group *const *groups, size_t index)
{
	for (; *groups; groups++) {
		if (index < (*groups)->count)
			return &(*groups)->opts[index];
		index -= (*groups)->count;
	}
	return NULL;
}

static const char *option_name(const void *groups, size_t index)
{
	const opt *option = nth(groups, index);
	return option ? option->name : NULL;
}

/* ---- values ---- */

static gj_code expected(const opt *option, const char *text, const char *what, gj_err *err)
{
	return gj_err_set(err, GJ_E_USAGE, 0, "--%s: expected %s, got \"%.100s\"", option->name,
	                  what, text);
}

static gj_code set_flag(bool *to, const opt *option, const char *text, gj_err *err)
{
	static const char *const words[][2] = {
		{ "no", "yes" }, { "false", "true" }, { "off", "on" }, { "0", "1" }
	};
	if (!text) {
		*to = true;
		return GJ_OK;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		for (int value = 0; value < 2; value++) {
			if (strcasecmp(text, words[i][value]) == 0) {
				*to = value;
				return GJ_OK;
			}
		}
	}
	return expected(option, text, "yes or no", err);
}

static gj_code set_count(unsigned *to, const opt *option, const char *text, gj_err *err)
{
	char *end, what[64];
	errno = 0;
	unsigned long value = strtoul(text, &end, 10);
	if (text[0] >= '0' && text[0] <= '9' && !*end && !errno && value >= option->least &&
	    value <= INT32_MAX) {
		*to = (unsigned)value;
		return GJ_OK;
	}
	snprintf(what, sizeof what, "a whole number of at least %u", option->least);
	return expected(option, text, what, err);
}

/* Digits with an optional point; strtod would follow the locale and take "inf". */
static gj_code set_seconds(double *to, const opt *option, const char *text, gj_err *err)
{
	static const double most = 1e9;
	double value = 0, unit = 1;
	bool digits = false, point = false;
	const char *at = text;
	for (; (*at >= '0' && *at <= '9') || (*at == '.' && !point); at++) {
		if (*at == '.') {
			point = true;
			continue;
		}
		digits = true;
		value = value * 10 + (*at - '0');
		unit *= point ? 10 : 1;
	}
	if (!digits || *at || value / unit > most)
		return expected(option, text, "a number of seconds", err);
	*to = value / unit;
	return GJ_OK;
}

long opt_seconds(const char *text)
{
	static const struct {
		char letter;
		long seconds;
	} units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 }, { 'w', 7 * 86400 } };
	enum { DIGITS_MAX = 6 };
	size_t digits = strspn(text, "0123456789");
	if (!digits || digits > DIGITS_MAX || strlen(text) != digits + 1)
		return -1;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (units[i].letter == text[digits])
			return strtol(text, NULL, 10) * units[i].seconds;
	return -1;
}

static gj_code set_age(long *to, const opt *option, const char *text, gj_err *err)
{
	long seconds = opt_seconds(text);
	if (seconds <= 0)
		return expected(option, text, "a time such as 90m, 36h or 7d", err);
	*to = seconds;
	return GJ_OK;
}

static gj_code set_size(size_t *to, const opt *option, const char *text, gj_err *err)
{
	static const char units[] = "KMG";
	char *end;
	errno = 0;
	unsigned long long value = strtoull(text, &end, 10);
	unsigned shift = 0;
	const char *unit = *end ? strchr(units, *end & ~0x20) : NULL;
	if (unit && *unit) {
		shift = 10 * (unsigned)(unit - units + 1);
		end++;
	}
	bool good = text[0] >= '0' && text[0] <= '9' && !*end && !errno && value > 0 &&
	            value <= SIZE_MAX >> shift;
	if (!good)
		return expected(option, text, "a size such as 500K or 64M", err);
	*to = (size_t)value << shift;
	return GJ_OK;
}

static const char *canonical_choice(const opt *option, const char *text)
{
	const char *name;
	for (size_t i = 0; (name = option->choices(i)); i++) {
		if (strcasecmp(name, text) == 0)
			return name;
	}
	return NULL;
}

static gj_code unknown_choice(const opt *option, const char *text, gj_err *err)
{
	const char *near = opt_nearest(text, choice_name, option), *name;
	gj_err_set(err, GJ_E_USAGE, 0, "--%s: unknown value \"%.100s\"", option->name, text);
	size_t at = strlen(err->message);
	if (near) {
		snprintf(err->message + at, sizeof err->message - at, "; did you mean %s?", near);
		return GJ_E_USAGE;
	}
	for (size_t i = 0; (name = option->choices(i)) && at < sizeof err->message; i++)
		at += (size_t)snprintf(err->message + at, sizeof err->message - at, "%s %s",
		                       i ? "," : "; known are", name);
	return GJ_E_USAGE;
}

static gj_code check_list(const opt *option, char *list, gj_err *err)
{
	char *rest = NULL;
	for (char *item; (item = strtok_r(list, LIST_SEPARATORS, &rest)); list = NULL) {
		if (!canonical_choice(option, item))
			return unknown_choice(option, item, err);
	}
	return GJ_OK;
}

static gj_code set_text(const char **to, gj_arena *strings, const opt *option, const char *text,
                        gj_err *err)
{
	const char *kept = gj_arena_copy(strings, text, strlen(text));
	char *scratch = gj_arena_copy(strings, text, strlen(text));
	if (!kept || !scratch)
		return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	gj_code code = GJ_OK;
	if (option->kind == OPT_CHOICE && !(kept = canonical_choice(option, text)))
		code = unknown_choice(option, text, err);
	if (option->kind == OPT_LIST)
		code = check_list(option, scratch, err);
	if (code == GJ_OK)
		*to = kept;
	return code;
}

gj_code opt_set(void *settings, gj_arena *strings, const opt *option, const char *text,
                gj_err *err)
{
	void *to = (char *)settings + option->offset;
	switch (option->kind) {
	case OPT_FLAG:
		return set_flag(to, option, text, err);
	case OPT_COUNT:
		return set_count(to, option, text, err);
	case OPT_SECONDS:
		return set_seconds(to, option, text, err);
	case OPT_SIZE:
		return set_size(to, option, text, err);
	case OPT_AGE:
		return set_age(to, option, text, err);
	case OPT_TEXT:
	case OPT_PATH:
	case OPT_CHOICE:
	case OPT_LIST:
	case OPT_NAMES:
		return set_text(to, strings, option, text, err);
	}
	return GJ_E_INTERNAL;
}

const char *opt_show(const opt *option, const void *settings, gj_arena *arena)
{
	const void *at = (const char *)settings + option->offset;
	size_t size;
	switch (option->kind) {
	case OPT_FLAG:
	case OPT_AGE: /* none has a default */
		return NULL;
	case OPT_COUNT: /* less than can be asked for: told in words */
		return *(const unsigned *)at < option->least
		               ? NULL
		               : gj_str_format(arena, "%u", *(const unsigned *)at).ptr;
	case OPT_SECONDS:
		return gj_str_format(arena, "%g", *(const double *)at).ptr;
	case OPT_SIZE:
		size = *(const size_t *)at;
		return gj_str_format(arena, size % (1 << 20) ? "%zu" : "%zuM",
		                     size % (1 << 20) ? size : size >> 20).ptr;
	default:
		return *(const char *const *)at;
	}
}

bool opt_list_has(const char *list, const char *name)
{
	for (; *list; list += strspn(list, LIST_SEPARATORS)) {
		size_t length = strcspn(list, LIST_SEPARATORS);
		if (gj_str_equal_nocase((gj_str){ list, length }, gj_str_of(name)))
			return true;
		list += length;
	}
	return false;
}

/* ---- the command line ---- */

const opt *opt_find(const opt_group *const *groups, const char *name)
{
	const opt *option;
	for (size_t i = 0; (option = nth(groups, i)); i++) {
		if (strcmp(option->name, name) == 0)
			return option;
	}
	return NULL;
}

static const opt *by_letter(const opt_group *const *groups, int letter)
{
	const opt *option;
	for (size_t i = 0; (option = nth(groups, i)); i++) {
		if (option->letter && option->letter == letter)
			return option;
	}
	return NULL;
}

bool opt_takes_next(const opt_group *const *groups, const char *word)
{
	const opt *option = word[1] == '-' ? opt_find(groups, word + 2)
	                                   : word[2] ? NULL : by_letter(groups, word[1]);
	return option && option->kind != OPT_FLAG;
}

/* The getopt tables of these groups. */
static void spell(const opt_group *const *groups, struct option longs[OPT_MAX + 1],
                  char shorts[2 * OPT_MAX + 2])
{
	const opt *option;
	size_t at = 0, count = 0;
	shorts[at++] = ':';
	for (; count < OPT_MAX && (option = nth(groups, count)); count++) {
		bool flag = option->kind == OPT_FLAG;
		longs[count] = (struct option){ option->name, flag ? no_argument : required_argument,
		                                NULL, LONG_BASE + (int)count };
		if (!option->letter)
			continue;
		shorts[at++] = option->letter;
		if (!flag)
			shorts[at++] = ':';
	}
	longs[count] = (struct option){ 0 };
	shorts[at] = '\0';
}

static gj_code unknown_option(const opt_group *const *groups, const char *written, gj_err *err)
{
	if (optopt >= LONG_BASE)
		return gj_err_set(err, GJ_E_USAGE, 0, "option --%s takes no value",
		                  nth(groups, (size_t)(optopt - LONG_BASE))->name);
	if (optopt)
		return gj_err_set(err, GJ_E_USAGE, 0, "unknown option -%c", optopt);
	char name[NAME_MAX_LENGTH];
	snprintf(name, sizeof name, "%.*s", (int)strcspn(written + 2, "="), written + 2);
	const char *near = opt_nearest(name, option_name, groups);
	if (near)
		return gj_err_set(err, GJ_E_USAGE, 0, "unknown option --%s; did you mean --%s?",
		                  name, near);
	return gj_err_set(err, GJ_E_USAGE, 0, "unknown option --%s", name);
}

static gj_code missing_value(const opt_group *const *groups, gj_err *err)
{
	const opt *option = optopt >= LONG_BASE ? nth(groups, (size_t)(optopt - LONG_BASE))
	                                        : by_letter(groups, optopt);
	return gj_err_set(err, GJ_E_USAGE, 0, "option --%s needs a value (%s)", option->name,
	                  option->value);
}

gj_code opt_parse(const opt_group *const *groups, void *settings, gj_arena *strings, int argc,
                  char **argv, int *operands, gj_err *err)
{
	struct option longs[OPT_MAX + 1];
	char shorts[2 * OPT_MAX + 2];
	spell(groups, longs, shorts);
	opterr = 0;
	optind = 0; /* glibc: start again from the beginning */
	gj_code code = GJ_OK;
	for (int found; code == GJ_OK &&
	     (found = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
		if (found == '?')
			code = unknown_option(groups, argv[optind - 1], err);
		else if (found == ':')
			code = missing_value(groups, err);
		else
			code = opt_set(settings, strings,
			               found >= LONG_BASE ? nth(groups, (size_t)(found - LONG_BASE))
			                                  : by_letter(groups, found),
			               optarg, err);
	}
	*operands = optind;
	return code;
}
