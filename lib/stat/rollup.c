#include "stat/rollup.h"

#include <stdlib.h>

bool gj_is_own_office(gj_str child, gj_str parent)
{
	gj_str rest = gj_str_from(child, parent.len);
	return gj_str_starts(child, parent) &&
	       (gj_str_equal(rest, GJ_STR("办公室")) || gj_str_equal(rest, GJ_STR("办公厅")));
}

#define NO_SAMPLE UINT32_MAX

/* A report, or an absent one, under its parent; or under its own name. */
typedef struct member {
	gj_name head; /* the parent, or the agency itself */
	gj_name agency, region;
	int32_t year;
	uint32_t sample;
} member;

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_members(const void *x, const void *y)
{
	const member *a = x, *b = y;
	int order = compare_numbers(a->head, b->head);
	if (!order)
		order = compare_numbers(a->year, b->year);
	if (!order)
		order = compare_numbers(a->agency, b->agency);
	if (!order)
		order = compare_numbers(a->region, b->region);
	return order ? order : compare_numbers(a->sample, b->sample);
}

/* The children of one parent in one year: a range of the members. */
typedef struct family {
	gj_str name;
	int32_t year;
	uint32_t begin, end;
	uint32_t own_begin, own_end; /* its own reports: a range of the others */
} family;

static int compare_families(const void *x, const void *y)
{
	const family *a = x, *b = y;
	int order = compare_numbers(a->year, b->year);
	return order ? order : gj_str_compare(a->name, b->name);
}

typedef struct families {
	const gj_frame *frame;
	member *children, *own;
	size_t child_count;
	family *all;
	size_t count;
} families;

static void list_members(families *f)
{
	const gj_frame *frame = f->frame;
	for (size_t i = 0; i < frame->count; i++) {
		const gj_sample *s = &frame->samples[i];
		const member m = { s->parent, s->agency, s->region, s->year, (uint32_t)i };
		f->own[i] = m;
		f->own[i].head = s->agency;
		if (s->parent)
			f->children[f->child_count++] = m;
	}
	for (size_t i = 0; i < frame->absentee_count; i++) {
		const gj_absentee *a = &frame->absentees[i];
		if (a->parent)
			f->children[f->child_count++] =
				(member){ a->parent, a->agency, a->region, a->year, NO_SAMPLE };
	}
	qsort(f->children, f->child_count, sizeof *f->children, compare_members);
	qsort(f->own, frame->count, sizeof *f->own, compare_members);
}

static bool same_family(const member *a, const member *b)
{
	return a->head == b->head && a->year == b->year;
}

/* Both lists are in order of names and years: one walk finds a parent's own reports. */
static void list_families(families *f)
{
	uint32_t own = 0, owns = (uint32_t)f->frame->count;
	for (uint32_t begin = 0, end; begin < f->child_count; begin = end) {
		const member *first = &f->children[begin];
		for (end = begin + 1; end < f->child_count; end++)
			if (!same_family(first, &f->children[end]))
				break;
		while (own < owns && (f->own[own].head < first->head ||
		                      (f->own[own].head == first->head && f->own[own].year < first->year)))
			own++;
		family *made = &f->all[f->count++];
		*made = (family){ gj_frame_name(f->frame, first->head), first->year, begin, end, own, own };
		while (made->own_end < owns && same_family(&f->own[made->own_end], first))
			made->own_end++;
	}
	qsort(f->all, f->count, sizeof *f->all, compare_families);
}

/* ---- sums ---- */

/* Of several reports the first sure one, else the first; null when there is none. */
static const gj_sample *choose(const gj_frame *frame, const gj_metric *metric, const member *from,
                               const member *end)
{
	const gj_sample *first = NULL;
	for (; from < end; from++) {
		if (from->sample == NO_SAMPLE)
			continue;
		const gj_sample *sample = &frame->samples[from->sample];
		if (gj_sample_ratio(sample, metric, NULL).exclusion == GJ_INCLUDED)
			return sample;
		first = first ? first : sample;
	}
	return first;
}

static void add_child(gj_roll_up *to, const gj_ratio *ratio, bool office)
{
	bool rate = to->metric->kind == GJ_METRIC_IS_RATE;
	to->counted++;
	to->overflow |= __builtin_add_overflow(to->numerator, ratio->numerator, &to->numerator);
	if (rate)
		to->overflow |= __builtin_add_overflow(to->denominator, ratio->denominator,
		                                       &to->denominator);
	if (!office)
		return;
	to->office_numerator = ratio->numerator;
	to->office_denominator = rate ? ratio->denominator : 0;
}

static void add_children(gj_roll_up *to, const families *f, const family *under)
{
	const member *end = &f->children[under->end], *next;
	for (const member *child = &f->children[under->begin]; child < end; child = next) {
		for (next = child + 1; next < end; next++)
			if (next->agency != child->agency || next->region != child->region)
				break;
		bool office = gj_is_own_office(gj_frame_name(f->frame, child->agency), under->name);
		const gj_sample *sample = choose(f->frame, to->metric, child, next);
		gj_ratio ratio = { .exclusion = GJ_EXCLUDED_UNKNOWN };
		if (sample)
			ratio = gj_sample_ratio(sample, to->metric, NULL);
		to->children++;
		to->office_listed |= office;
		if (ratio.exclusion == GJ_INCLUDED)
			add_child(to, &ratio, office);
	}
}

static gj_roll_up roll_up(const families *f, const family *under, const gj_metric *metric)
{
	const gj_sample *own = choose(f->frame, metric, &f->own[under->own_begin],
	                              &f->own[under->own_end]);
	gj_roll_up made = { .metric = metric, .year = under->year, .agency = under->name,
		            .reported = own != NULL,
		            .denominator = metric->kind == GJ_METRIC_IS_COUNT };
	if (own) {
		made.region = gj_frame_name(f->frame, own->region);
		made.own = gj_sample_ratio(own, metric, NULL);
	}
	add_children(&made, f, under);
	return made;
}

/* Days, faults and growth do not add up. */
static bool adds_up(const gj_metric *metric)
{
	return metric->kind != GJ_METRIC_IS_GROWTH && gj_quantity_cells(metric->numerator);
}

static gj_code visit_all(const families *f, const bool *metrics, gj_roll_up_visit *visit,
                         void *context, gj_err *err)
{
	gj_code code = GJ_OK;
	for (int m = 0; m < GJ_METRIC_COUNT; m++) {
		if ((metrics && !metrics[m]) || !adds_up(&gj_metrics[m]))
			continue;
		for (size_t i = 0; i < f->count && code == GJ_OK; i++) {
			gj_roll_up made = roll_up(f, &f->all[i], &gj_metrics[m]);
			code = visit(context, &made, err);
		}
	}
	return code;
}

gj_code gj_roll_up_frame(const gj_frame *frame, const bool *metrics, gj_roll_up_visit *visit,
                         void *context, gj_err *err)
{
	size_t members = frame->count + frame->absentee_count + 1;
	families f = { .frame = frame,
		       .children = calloc(members, sizeof *f.children),
		       .own = calloc(members, sizeof *f.own),
		       .all = calloc(members, sizeof *f.all) };
	gj_code code = GJ_E_MEMORY;
	if (f.children && f.own && f.all && members < UINT32_MAX) {
		list_members(&f);
		list_families(&f);
		code = visit_all(&f, metrics, visit, context, err);
	} else {
		gj_err_set(err, code, 0, "no memory to add up %zu reports", frame->count);
	}
	free(f.children);
	free(f.own);
	free(f.all);
	return code;
}
