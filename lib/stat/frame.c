#include "stat/frame.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names of agencies and regions: about 50 bytes each, twenty million of them. */
static const size_t names_ceiling = (size_t)1 << 30;

static const gj_words reasons[GJ_EXCLUSION_COUNT] = {
	[GJ_INCLUDED] = { "", "" },
	[GJ_EXCLUDED_ABSENT] = { "报告中没有所需的单元格", "a needed cell is not in the report" },
	[GJ_EXCLUDED_BLANK] = { "所需单元格为空或不是件数",
	                        "a needed cell is blank or holds no count" },
	[GJ_EXCLUDED_DOUBT] = { "所需单元格的读取存疑",
	                        "the reading of a needed cell is doubtful" },
	[GJ_EXCLUDED_TALLY] = { "所需单元格涉及不平的勾稽关系",
	                        "a needed cell stands in a tally that fails" },
	[GJ_EXCLUDED_YEAR] = { "报告年度存在矛盾", "the report contradicts itself about its year" },
	[GJ_EXCLUDED_FEW] = { "件数不足，不参与排名", "too few cases to rank" },
	[GJ_EXCLUDED_UNKNOWN] = { "本次运行没有所需数据", "this run does not have what is needed" },
	[GJ_EXCLUDED_DOUBLED] = { "该机关该年度已有另一份报告参与排名",
	                          "another report of this agency for this year is ranked" },
	[GJ_EXCLUDED_LAST_YEAR] = { "上年报告的所需数据不可用",
	                            "what is needed of last year's report cannot be used" },
	[GJ_EXCLUDED_NO_LAST_YEAR] = { "没有该机关上年的报告",
	                               "there is no report of this agency for last year" },
	[GJ_EXCLUDED_UNDATED] = { "公布日期不明或不合理",
	                          "the date of publication is unknown or cannot be right" },
};

const char *gj_exclusion_name(gj_exclusion exclusion, bool chinese)
{
	return chinese ? reasons[exclusion].zh : reasons[exclusion].en;
}

bool gj_ratio_is_known(const gj_ratio *ratio)
{
	switch (ratio->exclusion) {
	case GJ_EXCLUDED_ABSENT:
	case GJ_EXCLUDED_BLANK:
	case GJ_EXCLUDED_UNKNOWN:
	case GJ_EXCLUDED_LAST_YEAR:
	case GJ_EXCLUDED_NO_LAST_YEAR:
	case GJ_EXCLUDED_UNDATED:
		return false;
	default:
		return true;
	}
}

/* "3万" reads as 3 with a note: a multiplier makes the number another one. */
static bool has_multiplier(gj_str printed)
{
	static const char *const multipliers[] = { "百", "千", "万", "萬", "亿", "億" };
	for (size_t i = 0; i < sizeof multipliers / sizeof *multipliers; i++)
		if (gj_str_has(printed, gj_str_of(multipliers[i])))
			return true;
	return false;
}

static bool is_count(const gj_value *value)
{
	return gj_value_has_number(value) && gj_decimal_is_integer(value->number) &&
	       value->number.units >= 0 &&
	       (value->state == GJ_STATE_NUMBER || !has_multiplier(value->printed));
}

static gj_exclusion judge(const gj_value *value, bool tainted)
{
	if (value->state == GJ_STATE_ABSENT)
		return GJ_EXCLUDED_ABSENT;
	if (!is_count(value))
		return GJ_EXCLUDED_BLANK;
	if (value->doubts)
		return GJ_EXCLUDED_DOUBT;
	return tainted ? GJ_EXCLUDED_TALLY : GJ_INCLUDED;
}

/* The enumeration lists the worst first. */
static gj_exclusion worse(gj_exclusion a, gj_exclusion b)
{
	if (a == GJ_INCLUDED || b == GJ_INCLUDED)
		return a == GJ_INCLUDED ? b : a;
	return a < b ? a : b;
}

/* Of a value that is_count: "5.0" is five. */
static int64_t count_of(const gj_value *value)
{
	int64_t count = value->number.units;
	for (unsigned decimals = value->number.scale; decimals; decimals--)
		count /= 10;
	return count;
}

/* The sum of the operands; `exclusion` gets worse as they demand. */
static int64_t sum_of(const gj_report *report, const gj_field_set *tainted,
                      const gj_field *operands, gj_exclusion *exclusion)
{
	int64_t sum = 0;
	for (; *operands != GJ_FIELD_NONE; operands++) {
		const gj_value *value = &report->values[*operands];
		bool taint = tainted && gj_field_set_has(tainted, *operands);
		*exclusion = worse(*exclusion, judge(value, taint));
		/* A sum past 2^63 is of no counts, whatever the cells print. */
		if (is_count(value) && __builtin_add_overflow(sum, count_of(value), &sum))
			*exclusion = worse(*exclusion, GJ_EXCLUDED_BLANK);
	}
	return sum;
}

static void set_quantity(gj_sample *sample, gj_quantity quantity, int64_t value,
                         gj_exclusion exclusion)
{
	sample->quantities[quantity] = value;
	sample->exclusions[quantity] = (uint8_t)exclusion;
}

static void sum_cells(gj_sample *sample, const gj_report *report, const gj_sample_facts *facts)
{
	for (int i = 0; i < GJ_QUANTITY_OF_CELLS; i++) {
		gj_exclusion exclusion = facts->year_disputed ? GJ_EXCLUDED_YEAR : GJ_INCLUDED;
		int64_t sum = sum_of(report, facts->tainted, gj_quantity_cells((gj_quantity)i),
		                     &exclusion);
		set_quantity(sample, (gj_quantity)i, sum, exclusion);
	}
}

/* What the check found, which a disputed year does not put in doubt. A refused
 * report has one finding, because nothing in it could be checked. */
static void count_faults(gj_sample *sample, const gj_report *report, const gj_sample_facts *facts)
{
	gj_exclusion exclusion = report->refusal  ? GJ_EXCLUDED_ABSENT
	                         : facts->checked ? GJ_INCLUDED
	                                          : GJ_EXCLUDED_UNKNOWN;
	set_quantity(sample, GJ_QUANTITY_FAULTS, (int64_t)facts->errors + facts->warnings,
	             exclusion);
}

/* ---- days ---- */

/* Days since 1970-01-01 of a Gregorian date. Source: E. G. Richards, Calendars,
 * in Explanatory Supplement to the Astronomical Almanac (2013), 15.11. */
static int64_t day_number(int year, int month, int day)
{
	int64_t y = year - (month <= 2), era = y / 400, of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool read_date(gj_str text, int *year, int64_t *number)
{
	char copy[11];
	int month, day;
	if (text.len != sizeof copy - 1)
		return false;
	memcpy(copy, text.ptr, text.len);
	copy[text.len] = '\0';
	if (sscanf(copy, "%4d-%2d-%2d", year, &month, &day) != 3 || *year < 1 || month < 1 ||
	    month > 12 || day < 1 || day > 31)
		return false;
	*number = day_number(*year, month, day);
	return true;
}

/* A report is about a year that has ended: an earlier date is of something else. */
static void count_days(gj_sample *sample, const gj_report *report, const gj_sample_facts *facts)
{
	int year = 0, due_year = 0;
	int64_t published = 0, due = 0;
	gj_exclusion exclusion = GJ_EXCLUDED_UNDATED;
	if (report->refusal)
		exclusion = GJ_EXCLUDED_ABSENT;
	else if (!read_date(facts->due, &due_year, &due))
		exclusion = GJ_EXCLUDED_UNKNOWN;
	else if (read_date(report->published, &year, &published) && year >= due_year)
		exclusion = facts->year_disputed ? GJ_EXCLUDED_YEAR : GJ_INCLUDED;
	set_quantity(sample, GJ_QUANTITY_DAYS_LATE, published - due, exclusion);
}

/* ---- metrics ---- */

/* Last year's number is the denominator, and what is wrong with it is wrong with
 * the growth. */
static gj_ratio growth_of(const gj_sample *sample, const gj_metric *metric,
                          const gj_sample *last_year)
{
	gj_ratio ratio = { .exclusion = (gj_exclusion)sample->exclusions[metric->numerator] };
	if (!gj_ratio_is_known(&ratio))
		return ratio;
	gj_exclusion before = GJ_INCLUDED;
	if (!last_year)
		before = GJ_EXCLUDED_NO_LAST_YEAR;
	else if (last_year->exclusions[metric->denominator] != GJ_INCLUDED)
		before = GJ_EXCLUDED_LAST_YEAR;
	if (before) {
		ratio.exclusion = before;
		return ratio;
	}
	ratio.denominator = last_year->quantities[metric->denominator];
	ratio.numerator = sample->quantities[metric->numerator] - ratio.denominator;
	return ratio;
}

gj_ratio gj_sample_ratio(const gj_sample *sample, const gj_metric *metric,
                         const gj_sample *last_year)
{
	if (metric->kind == GJ_METRIC_IS_GROWTH)
		return growth_of(sample, metric, last_year);
	gj_ratio ratio = { sample->quantities[metric->numerator], 1,
		           (gj_exclusion)sample->exclusions[metric->numerator] };
	if (metric->denominator == GJ_QUANTITY_ONE)
		return ratio;
	ratio.denominator = sample->quantities[metric->denominator];
	ratio.exclusion = worse(ratio.exclusion,
	                        (gj_exclusion)sample->exclusions[metric->denominator]);
	return ratio;
}

/* ---- the frame ---- */

void gj_frame_init(gj_frame *frame)
{
	*frame = (gj_frame){ 0 };
	gj_arena_init(&frame->arena, names_ceiling);
}

void gj_frame_release(gj_frame *frame)
{
	free(frame->samples);
	free(frame->names);
	free(frame->absentees);
	gj_name_map_release(&frame->numbers);
	gj_arena_release(&frame->arena);
	gj_frame_init(frame);
}

/* The array with room for one more of `count` items of `size` bytes; null, and
 * `items` as it was, when memory is out. */
static void *with_room(void *items, size_t count, size_t *capacity, size_t size, gj_err *err)
{
	if (count < *capacity)
		return items;
	size_t more = *capacity ? *capacity * 2 : 256;
	void *moved = reallocarray(items, more, size);
	if (moved)
		*capacity = more;
	else
		gj_err_set(err, GJ_E_MEMORY, 0, "no memory to rank %zu reports", more);
	return moved;
}

static gj_code add_name(gj_frame *frame, gj_str text, gj_err *err)
{
	gj_str *names = with_room(frame->names, frame->name_count, &frame->name_capacity,
	                          sizeof *names, err);
	if (!names)
		return GJ_E_MEMORY;
	frame->names = names;
	gj_str copy = gj_str_copy(&frame->arena, text);
	if (!copy.ptr || frame->name_count == UINT32_MAX)
		return gj_err_set(err, GJ_E_LIMIT, 0, "no room for the names of agencies");
	gj_code code = gj_name_map_put(&frame->numbers, text, frame->name_count);
	if (code)
		return gj_err_set(err, code, 0, "no memory for the names of agencies");
	frame->names[frame->name_count++] = copy;
	return GJ_OK;
}

gj_code gj_frame_intern(gj_frame *frame, gj_str text, gj_name *name, gj_err *err)
{
	size_t number = 0;
	gj_code code = GJ_OK;
	if (!frame->name_count)
		code = add_name(frame, GJ_STR(""), err);
	if (code == GJ_OK && text.len && !gj_name_map_find(&frame->numbers, text, &number)) {
		number = frame->name_count;
		code = add_name(frame, text, err);
	}
	*name = (gj_name)number;
	return code;
}

static gj_code name_sample(gj_frame *frame, const gj_report *report, const gj_sample_facts *facts,
                           gj_sample *sample, gj_err *err)
{
	const struct {
		gj_str text;
		gj_name *name;
	} names[] = {
		{ report->agency, &sample->agency },
		{ facts->region.len ? facts->region : report->region, &sample->region },
		{ facts->level, &sample->level },
		{ facts->kind, &sample->kind },
		{ facts->parent, &sample->parent },
	};
	gj_code code = GJ_OK;
	for (size_t i = 0; i < sizeof names / sizeof *names && code == GJ_OK; i++)
		code = gj_frame_intern(frame, names[i].text, names[i].name, err);
	return code;
}

gj_code gj_frame_add(gj_frame *frame, const gj_report *report, const gj_sample_facts *facts,
                     gj_err *err)
{
	static const gj_sample_facts nothing_known = { 0 };
	if (!facts)
		facts = &nothing_known;
	if (frame->count == UINT32_MAX)
		return gj_err_set(err, GJ_E_LIMIT, 0, "too many reports to rank");
	gj_sample *samples = with_room(frame->samples, frame->count, &frame->capacity,
	                               sizeof *samples, err);
	if (!samples)
		return GJ_E_MEMORY;
	frame->samples = samples;
	gj_sample *sample = &samples[frame->count];
	*sample = (gj_sample){ .year = report->year };
	gj_code code = name_sample(frame, report, facts, sample, err);
	if (code)
		return code;
	sum_cells(sample, report, facts);
	count_faults(sample, report, facts);
	count_days(sample, report, facts);
	frame->count++;
	return GJ_OK;
}

void gj_frame_add_faults(gj_frame *frame, size_t sample, uint32_t faults)
{
	frame->samples[sample].quantities[GJ_QUANTITY_FAULTS] += faults;
}

gj_code gj_frame_add_absentee(gj_frame *frame, gj_str agency, gj_str region, gj_str parent, int year,
                        gj_err *err)
{
	gj_absentee absentee = { .year = year };
	gj_absentee *all = with_room(frame->absentees, frame->absentee_count,
	                             &frame->absentee_capacity, sizeof *all, err);
	if (!all)
		return GJ_E_MEMORY;
	frame->absentees = all;
	gj_code code = gj_frame_intern(frame, agency, &absentee.agency, err);
	if (code == GJ_OK)
		code = gj_frame_intern(frame, region, &absentee.region, err);
	if (code == GJ_OK)
		code = gj_frame_intern(frame, parent, &absentee.parent, err);
	if (code == GJ_OK)
		frame->absentees[frame->absentee_count++] = absentee;
	return code;
}
