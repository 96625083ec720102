#include "duty/calendar.h"

enum { CODE_MAX = 12 }; /* digits of a village's code, the longest there is */

const gj_calendar gj_calendar_of_law = { .days = { { 1, 31 }, { 3, 31 } } };

static const char *const levels[] = { "province", "city", "county", "township" };

/* ---- looking up ---- */

/* Kinds that agencies have beside the roster's word. */
static bool is_broad(gj_str kind)
{
	return gj_str_equal_nocase(kind, GJ_STR("government")) ||
	       gj_str_equal_nocase(kind, GJ_STR("department"));
}

static bool fits(const gj_local_deadline *deadline, const gj_obliged *who)
{
	gj_str level = who->level.len           ? who->level
	               : who->agency->township ? GJ_STR("township")
	                                        : (gj_str){ 0 };
	gj_str broad = who->agency->government ? GJ_STR("government") : GJ_STR("department");
	return gj_str_starts(who->code, deadline->code) &&
	       (!deadline->level.len || gj_str_equal_nocase(deadline->level, level)) &&
	       (!deadline->kind.len || gj_str_equal_nocase(deadline->kind, broad) ||
	        (!is_broad(deadline->kind) && gj_str_equal_nocase(deadline->kind, who->kind)));
}

/* Greater is narrower; two that fit the same agency differ. */
static size_t narrowness(const gj_local_deadline *deadline)
{
	size_t kind = !deadline->kind.len ? 0 : is_broad(deadline->kind) ? 1 : 2;
	return deadline->code.len * 6 + kind * 2 + (deadline->level.len > 0);
}

gj_deadline gj_calendar_find(const gj_calendar *calendar, const gj_obliged *who)
{
	if (!calendar)
		calendar = &gj_calendar_of_law;
	const gj_local_deadline *best = NULL;
	for (size_t i = 0; i < calendar->local_count; i++) {
		const gj_local_deadline *deadline = &calendar->local[i];
		if (fits(deadline, who) && (!best || narrowness(deadline) > narrowness(best)))
			best = deadline;
	}
	return best ? best->day : calendar->days[who->agency->government];
}

/* ---- reading ---- */

static bool all_digits(gj_str text)
{
	size_t digits = 0;
	while (digits < text.len && gj_is_digit(text.ptr[digits]))
		digits++;
	return digits == text.len;
}

/* One or two digits; 0 when it is anything else. */
static int number_of(gj_str text)
{
	if (!text.len || text.len > 2 || !all_digits(text))
		return 0;
	return text.len == 1 ? text.ptr[0] - '0' : (text.ptr[0] - '0') * 10 + text.ptr[1] - '0';
}

bool gj_deadline_read(gj_str text, gj_deadline *day)
{
	static const int longest[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	size_t dash = gj_str_find(text, GJ_STR("-"));
	if (dash == SIZE_MAX)
		return false;
	int month = number_of(gj_str_upto(text, dash));
	int number = number_of(gj_str_from(text, dash + 1));
	if (month < 1 || month > 12 || number < 1 || number > longest[month - 1])
		return false;
	*day = (gj_deadline){ (uint8_t)month, (uint8_t)number };
	return true;
}

static gj_str *part_for(gj_local_deadline *deadline, gj_str word)
{
	if (all_digits(word))
		return &deadline->code;
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		if (gj_str_equal_nocase(word, gj_str_of(levels[i])))
			return &deadline->level;
	return &deadline->kind;
}

gj_code gj_local_deadline_read(gj_local_deadline *deadline, gj_str whose, gj_str day, gj_err *err)
{
	*deadline = (gj_local_deadline){ 0 };
	for (gj_str rest = whose; rest.ptr;) {
		size_t dot = gj_str_find(rest, GJ_STR("."));
		gj_str word = gj_str_trim(gj_str_upto(rest, dot));
		gj_str *part = part_for(deadline, word);
		if (!word.len || part->len || (part == &deadline->code && word.len > CODE_MAX))
			return gj_err_set(err, GJ_E_USAGE, 0,
			                  "\"%.*s\" is no group of agencies; write the first digits of a "
			                  "region code, a level (province, city, county, township), a kind "
			                  "(government, department, police, …), or several with dots "
			                  "between, as 3301.county.government",
			                  GJ_STR_ARG(gj_str_upto(whose, 60)));
		*part = word;
		rest = dot == SIZE_MAX ? (gj_str){ 0 } : gj_str_from(rest, dot + 1);
	}
	if (gj_deadline_read(day, &deadline->day))
		return GJ_OK;
	return gj_err_set(err, GJ_E_USAGE, 0,
	                  "%.*s: \"%.*s\" is no day of the year; write MM-DD, as 02-15",
	                  GJ_STR_ARG(gj_str_upto(whose, 60)), GJ_STR_ARG(gj_str_upto(day, 60)));
}

bool gj_local_deadline_same(const gj_local_deadline *a, const gj_local_deadline *b)
{
	return gj_str_equal(a->code, b->code) && gj_str_equal_nocase(a->level, b->level) &&
	       gj_str_equal_nocase(a->kind, b->kind);
}
