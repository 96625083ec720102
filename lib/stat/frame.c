#include "stat/frame.h"

#include <stdlib.h>

/* Names of agencies and regions: about 100 bytes a report, ten million reports. */
static const size_t names_ceiling = (size_t)1 << 30;

typedef struct reason {
	const char *zh, *en;
} reason;

static const reason reasons[GJ_EXCLUSION_COUNT] = {
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
};

const char *gj_exclusion_name(gj_exclusion exclusion, bool chinese)
{
	return chinese ? reasons[exclusion].zh : reasons[exclusion].en;
}

bool gj_ratio_is_known(const gj_ratio *ratio)
{
	return ratio->exclusion != GJ_EXCLUDED_ABSENT && ratio->exclusion != GJ_EXCLUDED_BLANK &&
	       ratio->exclusion != GJ_EXCLUDED_UNKNOWN;
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

static gj_ratio ratio_of_cells(const gj_report *report, const gj_sample_facts *facts,
                               const gj_metric *metric)
{
	gj_ratio ratio = { .denominator = 1 };
	if (facts->year_disputed)
		ratio.exclusion = GJ_EXCLUDED_YEAR;
	ratio.numerator = sum_of(report, facts->tainted, metric->numerator, &ratio.exclusion);
	if (metric->denominator)
		ratio.denominator =
			sum_of(report, facts->tainted, metric->denominator, &ratio.exclusion);
	return ratio;
}

/* What the check found, which a disputed year does not put in doubt. A refused
 * report has one finding, because nothing in it could be checked. */
static gj_ratio ratio_of_findings(const gj_report *report, const gj_sample_facts *facts)
{
	int64_t faults = (int64_t)facts->errors + facts->warnings;
	gj_ratio ratio = { .numerator = faults, .denominator = 1 };
	if (report->refusal)
		ratio.exclusion = GJ_EXCLUDED_ABSENT;
	else if (!facts->checked)
		ratio.exclusion = GJ_EXCLUDED_UNKNOWN;
	return ratio;
}

void gj_frame_init(gj_frame *frame)
{
	*frame = (gj_frame){ 0 };
	gj_arena_init(&frame->arena, names_ceiling);
}

void gj_frame_release(gj_frame *frame)
{
	free(frame->samples);
	gj_arena_release(&frame->arena);
	gj_frame_init(frame);
}

static gj_code grow(gj_frame *frame, gj_err *err)
{
	size_t capacity = frame->capacity ? frame->capacity * 2 : 256;
	gj_sample *samples = reallocarray(frame->samples, capacity, sizeof *samples);
	if (!samples)
		return gj_err_set(err, GJ_E_MEMORY, 0, "no memory to rank %zu reports", capacity);
	frame->samples = samples;
	frame->capacity = capacity;
	return GJ_OK;
}

static gj_code copy_name(gj_frame *frame, gj_str name, gj_str *to, gj_err *err)
{
	*to = gj_str_copy(&frame->arena, name);
	return to->ptr ? GJ_OK
	               : gj_err_set(err, GJ_E_LIMIT, 0, "no room for the names of agencies");
}

static gj_code name_sample(gj_frame *frame, const gj_report *report, const gj_sample_facts *facts,
                           gj_sample *sample, gj_err *err)
{
	gj_code code = copy_name(frame, report->agency, &sample->agency, err);
	if (!code)
		code = copy_name(frame, facts->region.len ? facts->region : report->region,
		                 &sample->region, err);
	if (!code)
		code = copy_name(frame, facts->level, &sample->level, err);
	if (!code)
		code = copy_name(frame, facts->kind, &sample->kind, err);
	if (!code)
		code = copy_name(frame, facts->parent, &sample->parent, err);
	return code;
}

gj_code gj_frame_add(gj_frame *frame, const gj_report *report, const gj_sample_facts *facts,
                     gj_err *err)
{
	static const gj_sample_facts nothing_known = { 0 };
	if (!facts)
		facts = &nothing_known;
	gj_code code = frame->count == frame->capacity ? grow(frame, err) : GJ_OK;
	if (code)
		return code;
	gj_sample *sample = &frame->samples[frame->count];
	*sample = (gj_sample){ .year = report->year };
	code = name_sample(frame, report, facts, sample, err);
	if (code)
		return code;
	for (size_t i = 0; i < GJ_METRIC_COUNT; i++)
		sample->ratios[i] = gj_metrics[i].numerator
		                            ? ratio_of_cells(report, facts, &gj_metrics[i])
		                            : ratio_of_findings(report, facts);
	frame->count++;
	return GJ_OK;
}

void gj_frame_add_faults(gj_frame *frame, size_t sample, uint32_t faults)
{
	frame->samples[sample].ratios[GJ_METRIC_QUALITY].numerator += faults;
}
