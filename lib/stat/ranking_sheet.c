#include "stat/ranking_sheet.h"

#include <math.h>

/* Products of two counts. */
__extension__ typedef __int128 wide;

const gj_column gj_ranking_columns[GJ_RANKING_COLUMNS] = {
	{ "metric", "指标", GJ_COLUMN_TEXT },
	{ "year", "年度", GJ_COLUMN_NUMBER },
	{ "peer_group", "比较组", GJ_COLUMN_TEXT },
	{ "rank", "名次", GJ_COLUMN_NUMBER },
	{ "of", "参与排名数", GJ_COLUMN_NUMBER },
	{ "agency", "机关名称", GJ_COLUMN_TEXT },
	{ "region", "行政区划", GJ_COLUMN_TEXT },
	{ "value", "数值", GJ_COLUMN_NUMBER },
	{ "numerator", "分子", GJ_COLUMN_NUMBER },
	{ "denominator", "分母", GJ_COLUMN_NUMBER },
	{ "ci_low", "95%区间下限", GJ_COLUMN_NUMBER },
	{ "ci_high", "95%区间上限", GJ_COLUMN_NUMBER },
	{ "note", "说明", GJ_COLUMN_TEXT },
	{ "rank_last_year", "上年名次", GJ_COLUMN_NUMBER },
	{ "rank_change", "名次上升", GJ_COLUMN_NUMBER },
	{ "value_last_year", "上年数值", GJ_COLUMN_NUMBER },
	{ "value_change", "数值增减", GJ_COLUMN_NUMBER },
	{ "years_ranked", "有名次的年数", GJ_COLUMN_NUMBER },
	{ "years_top_decile", "居前十分之一的年数", GJ_COLUMN_NUMBER },
	{ "years_bottom_decile", "居末十分之一的年数", GJ_COLUMN_NUMBER },
	{ "robust_score", "稳健分数", GJ_COLUMN_NUMBER },
	{ "outlier", "离群", GJ_COLUMN_TEXT },
};

const gj_column gj_group_columns[GJ_GROUP_COLUMNS] = {
	{ "metric", "指标", GJ_COLUMN_TEXT },
	{ "year", "年度", GJ_COLUMN_NUMBER },
	{ "peer_group", "比较组", GJ_COLUMN_TEXT },
	{ "listed", "列出数", GJ_COLUMN_NUMBER },
	{ "ranked", "参与排名数", GJ_COLUMN_NUMBER },
	{ "p10", "第10百分位数", GJ_COLUMN_NUMBER },
	{ "median", "中位数", GJ_COLUMN_NUMBER },
	{ "p90", "第90百分位数", GJ_COLUMN_NUMBER },
	{ "weighted_mean", "加权平均", GJ_COLUMN_NUMBER },
	{ "numerator", "分子合计", GJ_COLUMN_NUMBER },
	{ "denominator", "分母合计", GJ_COLUMN_NUMBER },
	{ "outliers", "离群数", GJ_COLUMN_NUMBER },
	{ "ranked_both_years", "两年均有名次数", GJ_COLUMN_NUMBER },
	{ "spearman", "名次相关（斯皮尔曼）", GJ_COLUMN_NUMBER },
	{ "kendall", "名次相关（肯德尔）", GJ_COLUMN_NUMBER },
	{ "top_decile", "上年居前十分之一数", GJ_COLUMN_NUMBER },
	{ "top_decile_stayed", "仍居前十分之一数", GJ_COLUMN_NUMBER },
	{ "bottom_decile", "上年居末十分之一数", GJ_COLUMN_NUMBER },
	{ "bottom_decile_stayed", "仍居末十分之一数", GJ_COLUMN_NUMBER },
};

const gj_column gj_roll_up_columns[GJ_ROLL_UP_COLUMNS] = {
	{ "metric", "指标", GJ_COLUMN_TEXT },
	{ "year", "年度", GJ_COLUMN_NUMBER },
	{ "agency", "机关名称", GJ_COLUMN_TEXT },
	{ "region", "行政区划", GJ_COLUMN_TEXT },
	{ "value", "数值", GJ_COLUMN_NUMBER },
	{ "numerator", "分子", GJ_COLUMN_NUMBER },
	{ "denominator", "分母", GJ_COLUMN_NUMBER },
	{ "note", "说明", GJ_COLUMN_TEXT },
	{ "children", "下属机关数", GJ_COLUMN_NUMBER },
	{ "counted", "计入数", GJ_COLUMN_NUMBER },
	{ "children_value", "下属合计数值", GJ_COLUMN_NUMBER },
	{ "children_numerator", "下属分子合计", GJ_COLUMN_NUMBER },
	{ "children_denominator", "下属分母合计", GJ_COLUMN_NUMBER },
	{ "difference", "差额", GJ_COLUMN_NUMBER },
	{ "office_numerator", "其中本级办公机构分子", GJ_COLUMN_NUMBER },
	{ "office_denominator", "其中本级办公机构分母", GJ_COLUMN_NUMBER },
};

enum { DECIMALS = 4, UNITS = 10000 };

/* Where the texts of a row go, and whether one found no room. */
typedef struct texts {
	gj_arena *arena;
	bool failed;
} texts;

static gj_str number_text(texts *t, int64_t units, uint8_t scale)
{
	char *to = gj_arena_alloc(t->arena, GJ_DECIMAL_TEXT_MAX);
	t->failed |= !to;
	return to ? (gj_str){ to, gj_decimal_print(to, (gj_decimal){ units, scale }) }
	          : (gj_str){ 0 };
}

static gj_str count_text(texts *t, int64_t count)
{
	return number_text(t, count, 0);
}

static gj_str optional_count(texts *t, bool known, int64_t count)
{
	return known ? count_text(t, count) : (gj_str){ 0 };
}

static gj_str known_text(gj_str text)
{
	return text.len ? text : (gj_str){ 0 };
}

static gj_str statistic_text(texts *t, double number)
{
	/* Units past 2^63 are of no statistic, whatever the cells print. */
	static const double most = 9e14;
	if (isnan(number) || fabs(number) > most)
		return (gj_str){ 0 };
	return number_text(t, llround(number * UNITS), DECIMALS);
}

static gj_str value_text(texts *t, const gj_metric *metric, int64_t numerator, int64_t denominator)
{
	if (denominator < 1)
		return (gj_str){ 0 };
	if (metric->kind == GJ_METRIC_IS_COUNT)
		return count_text(t, numerator);
	wide doubled = (wide)2 * UNITS * numerator;
	doubled += numerator < 0 ? -(wide)denominator : (wide)denominator;
	wide units = doubled / ((wide)2 * denominator);
	bool fits = units <= INT64_MAX && units >= -(wide)INT64_MAX;
	return fits ? number_text(t, (int64_t)units, DECIMALS) : (gj_str){ 0 };
}

static gj_str change_text(texts *t, const gj_place_in_ranking *place)
{
	const gj_standing *before = place->last_year;
	int64_t change = 0;
	if (place->metric->kind != GJ_METRIC_IS_COUNT)
		return statistic_text(t, place->value - gj_standing_value(before));
	bool fits = !__builtin_sub_overflow(place->numerator, before->numerator, &change);
	return optional_count(t, fits, change);
}

/* The columns from rank_last_year on. */
static void add_years(texts *t, const gj_place_in_ranking *place, gj_sheet_cell *cells)
{
	const gj_standing *before = place->last_year;
	bool outlier = gj_is_outlier(place->score);
	if (before) {
		cells[0] = count_text(t, before->rank);
		cells[2] = value_text(t, place->metric, before->numerator,
		                                before->denominator);
	}
	if (before && place->rank) {
		cells[1] = count_text(t, (int64_t)before->rank - (int64_t)place->rank);
		cells[3] = change_text(t, place);
	}
	cells[4] = count_text(t, place->years_ranked);
	cells[5] = count_text(t, place->years_top);
	cells[6] = count_text(t, place->years_bottom);
	cells[7] = statistic_text(t, place->score);
	cells[8] = !outlier ? (gj_str){ 0 } : place->score > 0 ? GJ_STR("high") : GJ_STR("low");
}

bool gj_ranking_row(gj_arena *arena, const gj_place_in_ranking *place, bool chinese,
                    gj_sheet_cell cells[GJ_RANKING_COLUMNS])
{
	texts t = { .arena = arena };
	const gj_ratio ratio = { .exclusion = place->exclusion };
	bool known = gj_ratio_is_known(&ratio), ranked = place->rank != 0;
	gj_sheet_cell row[GJ_RANKING_COLUMNS] = {
		gj_str_of(place->metric->name),
		optional_count(&t, place->year != 0, place->year),
		place->peer_group,
		optional_count(&t, ranked, (int64_t)place->rank),
		count_text(&t, (int64_t)place->of),
		known_text(place->agency),
		known_text(place->region),
		isnan(place->value) ? (gj_str){ 0 }
		                    : value_text(&t, place->metric, place->numerator,
		                                 place->denominator),
		optional_count(&t, known, place->numerator),
		optional_count(&t, known, place->denominator),
		statistic_text(&t, place->ci_low),
		statistic_text(&t, place->ci_high),
		known_text(gj_str_of(gj_exclusion_name(place->exclusion, chinese))),
	};
	memcpy(cells, row, sizeof row);
	add_years(&t, place, &cells[13]);
	return !t.failed;
}

bool gj_group_row(gj_arena *arena, const gj_group *group, gj_sheet_cell cells[GJ_GROUP_COLUMNS])
{
	texts t = { .arena = arena };
	const gj_persistence *p = &group->persistence;
	bool summed = group->ranked && group->denominator > 0;
	gj_sheet_cell row[GJ_GROUP_COLUMNS] = {
		gj_str_of(group->metric->name),
		optional_count(&t, group->year != 0, group->year),
		group->name,
		count_text(&t, (int64_t)group->listed),
		count_text(&t, (int64_t)group->ranked),
		statistic_text(&t, group->p10),
		statistic_text(&t, group->median),
		statistic_text(&t, group->p90),
		statistic_text(&t, group->mean),
		optional_count(&t, summed, group->numerator),
		optional_count(&t, summed, group->denominator),
		optional_count(&t, group->has_spread, (int64_t)group->outliers),
		count_text(&t, (int64_t)p->both),
		statistic_text(&t, p->correlation.spearman),
		statistic_text(&t, p->correlation.kendall),
		count_text(&t, (int64_t)p->top),
		count_text(&t, (int64_t)p->top_stayed),
		count_text(&t, (int64_t)p->bottom),
		count_text(&t, (int64_t)p->bottom_stayed),
	};
	memcpy(cells, row, sizeof row);
	return !t.failed;
}

/* What is printed less what the children sum to. */
static gj_str difference_text(texts *t, const gj_roll_up *r)
{
	double own = (double)r->own.numerator / (double)r->own.denominator;
	if (r->metric->kind == GJ_METRIC_IS_COUNT)
		return count_text(t, r->own.numerator - r->numerator);
	return statistic_text(t, own - (double)r->numerator / (double)r->denominator);
}

static gj_str roll_up_note(const gj_roll_up *r, bool chinese)
{
	if (r->reported)
		return known_text(gj_str_of(gj_exclusion_name(r->own.exclusion, chinese)));
	return chinese ? GJ_STR("没有该机关本身的报告") : GJ_STR("there is no report of its own");
}

bool gj_roll_up_row(gj_arena *arena, const gj_roll_up *r, bool chinese,
                    gj_sheet_cell cells[GJ_ROLL_UP_COLUMNS])
{
	texts t = { .arena = arena };
	bool known = r->reported && gj_ratio_is_known(&r->own);
	bool summed = r->counted && !r->overflow, rate = r->metric->kind == GJ_METRIC_IS_RATE;
	bool both = known && summed && r->own.denominator > 0 && r->denominator > 0;
	gj_sheet_cell row[GJ_ROLL_UP_COLUMNS] = {
		gj_str_of(r->metric->name),
		optional_count(&t, r->year != 0, r->year),
		r->agency,
		known_text(r->region),
		known ? value_text(&t, r->metric, r->own.numerator, r->own.denominator)
		      : (gj_str){ 0 },
		optional_count(&t, known, r->own.numerator),
		optional_count(&t, known, r->own.denominator),
		roll_up_note(r, chinese),
		count_text(&t, (int64_t)r->children),
		count_text(&t, (int64_t)r->counted),
		summed ? value_text(&t, r->metric, r->numerator, r->denominator) : (gj_str){ 0 },
		optional_count(&t, summed, r->numerator),
		optional_count(&t, summed, r->denominator),
		both ? difference_text(&t, r) : (gj_str){ 0 },
		optional_count(&t, r->office_listed, r->office_numerator),
		optional_count(&t, r->office_listed && rate, r->office_denominator),
	};
	memcpy(cells, row, sizeof row);
	return !t.failed;
}

gj_str gj_metric_value_text(gj_arena *arena, const gj_metric *metric, int64_t numerator,
                            int64_t denominator)
{
	texts t = { .arena = arena };
	return value_text(&t, metric, numerator, denominator);
}

gj_str gj_statistic_text(gj_arena *arena, double number)
{
	texts t = { .arena = arena };
	return statistic_text(&t, number);
}
