/* gouji rank --explain: why an agency stands where it stands. */
#include "message.h"
#include "rank_cells.h"
#include "ranking.h"
#include "stat/ranking_sheet.h"

#include <math.h>
#include <stdlib.h>

enum {
	EXPLANATION_MAX = 64 << 20,
	EXPLAIN_ARENA_MAX = 256 << 20, /* cells of one agency's reports, numbers as text */
	NEIGHBOURS = 2,                /* shown on either side */
	NAMES_SHOWN = 20               /* of an ambiguous name */
};

typedef struct explainer {
	const settings *s;
	const gj_frame *frame;
	bool zh;
	gj_arena arena;
	told_report *reports; /* of the agency, in order of samples */
	size_t count;
	gj_place_in_ranking *list; /* the group at hand */
	size_t length, capacity;
	gj_buffer text;
} explainer;

static const char *word(const explainer *e, const char *zh, const char *en)
{
	return e->zh ? zh : en;
}

/* ---- who is meant ---- */

static gj_str agency_at(const gj_frame *frame, size_t sample)
{
	return gj_frame_name(frame, frame->samples[sample].agency);
}

/* Names are numbered: this marks those that samples bear as an agency's. */
static bool *agency_names(const gj_frame *frame)
{
	bool *named = calloc(frame->name_count + 1, sizeof *named);
	for (size_t i = 0; named && i < frame->count; i++)
		named[frame->samples[i].agency] = true;
	return named;
}

static int ambiguous(const explainer *e, const bool *named, gj_str part)
{
	size_t shown = 0;
	say(word(e, "rank: 有多个机关的名称含有“%s”：", "rank: several agencies have \"%s\" in their names:"),
	    e->s->explain);
	for (size_t i = 1; i < e->frame->name_count && shown < NAMES_SHOWN; i++) {
		if (!named[i] || !gj_str_has(e->frame->names[i], part))
			continue;
		fprintf(stderr, "  %.*s\n", GJ_STR_ARG(e->frame->names[i]));
		shown++;
	}
	if (shown == NAMES_SHOWN)
		fprintf(stderr, "  …\n");
	return EXIT_USAGE;
}

/* A whole name, or a part that only one agency has in its name; 0 and words for the
 * user otherwise. */
static gj_name find_agency(const explainer *e, int *status)
{
	gj_str part = gj_str_trim(gj_str_of(e->s->explain));
	bool *named = agency_names(e->frame);
	gj_name whole = 0, like = 0;
	size_t matches = 0;
	for (size_t i = 1; named && part.len && i < e->frame->name_count; i++) {
		if (!named[i] || !gj_str_has(e->frame->names[i], part))
			continue;
		matches++;
		like = (gj_name)i;
		if (gj_str_equal(e->frame->names[i], part))
			whole = (gj_name)i;
	}
	if (!whole && matches > 1) {
		*status = ambiguous(e, named, part);
		like = 0;
	} else if (!matches) {
		say(word(e, "rank: 没有名称含有“%s”的机关；名称可以只写一部分",
		         "rank: no agency has \"%s\" in its name; a part of the name will do"),
		    e->s->explain);
		*status = EXIT_USAGE;
	}
	free(named);
	return whole ? whole : like;
}

/* False when there is no room. */
static bool list_reports(explainer *e, gj_name agency)
{
	const gj_frame *frame = e->frame;
	size_t count = 0;
	for (size_t i = 0; i < frame->count; i++)
		count += frame->samples[i].agency == agency;
	e->reports = gj_arena_zalloc(&e->arena, count, sizeof *e->reports);
	for (size_t i = 0; i < frame->count && e->reports; i++)
		if (frame->samples[i].agency == agency &&
		    (!e->s->year || (int)e->s->year == frame->samples[i].year))
			e->reports[e->count++].sample = i;
	return e->reports;
}

/* ---- one place ---- */

static void add_ratio(explainer *e, const gj_metric *metric, int64_t numerator, int64_t denominator)
{
	gj_str value = gj_metric_value_text(&e->arena, metric, numerator, denominator);
	gj_buffer_add_str(&e->text, value.ptr ? value : GJ_STR("-"));
	if (metric->kind != GJ_METRIC_IS_COUNT)
		gj_buffer_printf(&e->text, " = %lld / %lld", (long long)numerator,
		                 (long long)denominator);
}

static void add_statistic(explainer *e, const char *name, double number)
{
	gj_str text = gj_statistic_text(&e->arena, number);
	if (text.ptr)
		gj_buffer_printf(&e->text, "%s %.*s", name, GJ_STR_ARG(text));
}

static void add_cells(explainer *e, const told_report *report, gj_quantity quantity,
                      const char *name, int64_t sum)
{
	const gj_field *cells = quantity < GJ_QUANTITY_OF_CELLS ? gj_quantity_cells(quantity) : NULL;
	if (!cells || !report->cells)
		return;
	gj_buffer_printf(&e->text, "  %s %lld:\n", name, (long long)sum);
	for (; *cells != GJ_FIELD_NONE; cells++) {
		gj_buffer_add_text(&e->text, "    ");
		write_cell(&e->text, report, *cells, e->zh);
	}
}

static void add_value(explainer *e, const gj_place_in_ranking *place)
{
	gj_buffer_add_text(&e->text, "  ");
	const gj_ratio ratio = { .exclusion = place->exclusion };
	if (!gj_ratio_is_known(&ratio)) {
		gj_buffer_add_text(&e->text, word(e, "数值未知\n", "value unknown\n"));
		return;
	}
	add_ratio(e, place->metric, place->numerator, place->denominator);
	if (!isnan(place->ci_low)) {
		add_statistic(e, word(e, "，95%区间", ", 95% interval"), place->ci_low);
		add_statistic(e, word(e, " 至", " to"), place->ci_high);
	}
	gj_buffer_add_char(&e->text, '\n');
}

static void add_standing(explainer *e, const gj_place_in_ranking *place)
{
	gj_buffer_printf(&e->text,
	                 word(e, "  名次 %zu，共 %zu 个机关参与排名，比较组“%.*s”",
	                      "  place %zu of %zu ranked in \"%.*s\""),
	                 place->rank, place->of, GJ_STR_ARG(place->peer_group));
	if (place->last_year)
		gj_buffer_printf(&e->text, word(e, "；上年名次 %u（%+lld）", "; last year %u (%+lld)"),
		                 place->last_year->rank,
		                 (long long)place->last_year->rank - (long long)place->rank);
	add_statistic(e, word(e, "；稳健分数", "; robust score"), place->score);
	if (gj_is_outlier(place->score))
		gj_buffer_add_text(&e->text, word(e, "，离群", ", an outlier"));
	gj_buffer_add_char(&e->text, '\n');
}

static void add_group(explainer *e, const gj_group *group)
{
	if (!group->ranked)
		return;
	gj_buffer_add_text(&e->text, "  ");
	add_statistic(e, word(e, "该组：中位数", "group: median"), group->median);
	add_statistic(e, ", P10", group->p10);
	add_statistic(e, ", P90", group->p90);
	add_statistic(e, word(e, "，加权平均", ", weighted mean"), group->mean);
	gj_buffer_add_char(&e->text, '\n');
}

static void add_neighbours(explainer *e, size_t at, bool above)
{
	const gj_place_in_ranking *list = e->list;
	size_t first = above ? (at > NEIGHBOURS ? at - NEIGHBOURS : 0) : at + 1;
	size_t end = above ? at : at + 1 + NEIGHBOURS;
	for (size_t i = first; i < end && i < e->length && list[i].rank; i++) {
		gj_buffer_printf(&e->text, "  %s %zu  %.*s  ",
		                 list[i].rank == list[at].rank ? word(e, "并列", "tied")
		                 : above                       ? word(e, "前", "above")
		                                               : word(e, "后", "below"),
		                 list[i].rank, GJ_STR_ARG(list[i].agency));
		add_ratio(e, list[i].metric, list[i].numerator, list[i].denominator);
		gj_buffer_add_char(&e->text, '\n');
	}
}

/* The place its numbers would take among the ranked. */
static void add_would_be(explainer *e, const gj_place_in_ranking *place)
{
	size_t better = 0;
	const gj_standing mine = { .numerator = place->numerator, .denominator = place->denominator };
	for (size_t i = 0; i < place->of; i++) {
		const gj_standing theirs = { .numerator = e->list[i].numerator,
			                     .denominator = e->list[i].denominator };
		int order = gj_standing_compare(&theirs, &mine);
		better += place->metric->most_is_first ? order > 0 : order < 0;
	}
	gj_buffer_printf(&e->text, word(e, "；按所印数值将列第 %zu，共 %zu 个",
	                                "; with the numbers as printed: place %zu of %zu"),
	                 better + 1, place->of + 1);
}

static void add_exclusion(explainer *e, const gj_place_in_ranking *place)
{
	static const gj_words remedies[GJ_EXCLUSION_COUNT] = {
		[GJ_EXCLUDED_ABSENT] = { "报告含有该单元格时参与排名", "ranked once the report has the cell" },
		[GJ_EXCLUDED_BLANK] = { "单元格印有件数时参与排名", "ranked once the cell prints a count" },
		[GJ_EXCLUDED_DOUBT] = { "读取无疑时参与排名，对照原文见 gouji show",
		                        "ranked once it can be read for sure; gouji show has the page" },
		[GJ_EXCLUDED_TALLY] = { "勾稽关系成立时参与排名", "ranked once the tallies hold" },
		[GJ_EXCLUDED_YEAR] = { "标题、统计期间与名单年度一致时参与排名",
		                       "ranked once title, period and roster agree" },
		[GJ_EXCLUDED_FEW] = { "降低 --min-cases 可参与排名", "ranked with a lower --min-cases" },
		[GJ_EXCLUDED_UNKNOWN] = { "对 sweep 的结果目录排名即可", "rank the directory of a sweep" },
		[GJ_EXCLUDED_DOUBLED] = { "每个机关每年度只有一份报告参与排名",
		                          "one report of an agency is ranked for a year" },
		[GJ_EXCLUDED_LAST_YEAR] = { "上年报告的数据可用时参与排名",
		                            "ranked once last year's number can be used" },
		[GJ_EXCLUDED_NO_LAST_YEAR] = { "读入上年报告时参与排名",
		                               "ranked once last year's report is among these" },
		[GJ_EXCLUDED_UNDATED] = { "报告或网页写明公布日期时参与排名",
		                          "ranked once report or page tell when it was published" },
	};
	const gj_ratio ratio = { .exclusion = place->exclusion };
	gj_buffer_printf(&e->text, word(e, "  未列入“%.*s”的排名：%s；%s", "  not ranked in \"%.*s\": %s; %s"),
	                 GJ_STR_ARG(place->peer_group), gj_exclusion_name(place->exclusion, e->zh),
	                 in_language(remedies[place->exclusion], e->zh));
	if (place->exclusion == GJ_EXCLUDED_FEW)
		gj_buffer_printf(&e->text, word(e, "（现为 %u，分母为 %lld）", " (now %u, it has %lld)"),
		                 e->s->min_cases, (long long)place->denominator);
	if (gj_ratio_is_known(&ratio) && place->denominator > 0)
		add_would_be(e, place);
	gj_buffer_add_char(&e->text, '\n');
}

/* The report of the year before that is explained too, or null. */
static const told_report *report_before(const explainer *e, const gj_sample *sample)
{
	for (size_t i = 0; i < e->count; i++) {
		const gj_sample *other = &e->frame->samples[e->reports[i].sample];
		if (other->year + 1 == sample->year && other->region == sample->region)
			return &e->reports[i];
	}
	return NULL;
}

static void add_operands(explainer *e, const gj_place_in_ranking *place, const told_report *report)
{
	const gj_metric *metric = place->metric;
	const gj_sample *sample = place->sample;
	int64_t sum = sample->quantities[metric->numerator];
	const told_report *before;
	switch (metric->kind) {
	case GJ_METRIC_IS_COUNT:
		add_cells(e, report, metric->numerator, word(e, "合计", "sum"), sum);
		break;
	case GJ_METRIC_IS_RATE:
		add_cells(e, report, metric->numerator, word(e, "分子", "numerator"), sum);
		add_cells(e, report, metric->denominator, word(e, "分母", "denominator"),
		          sample->quantities[metric->denominator]);
		break;
	case GJ_METRIC_IS_GROWTH:
		add_cells(e, report, metric->numerator, word(e, "本年", "this year"), sum);
		before = report_before(e, sample);
		if (before)
			add_cells(e, before, metric->denominator, word(e, "上年", "last year"),
			          e->frame->samples[before->sample].quantities[metric->denominator]);
		break;
	}
}

static void explain_place(explainer *e, size_t at, const told_report *report)
{
	const gj_place_in_ranking *place = &e->list[at];
	const gj_metric *metric = place->metric;
	gj_buffer_printf(&e->text, "\n%s  %s  %d  %.*s\n", metric->name,
	                 e->zh ? metric->title_zh : metric->title_en, place->year,
	                 GJ_STR_ARG(place->agency));
	gj_buffer_printf(&e->text, "  %s\n", e->zh ? metric->formula_zh : metric->formula_en);
	add_value(e, place);
	if (place->rank) {
		add_standing(e, place);
		add_group(e, place->group);
		add_neighbours(e, at, true);
		add_neighbours(e, at, false);
	} else {
		add_exclusion(e, place);
		add_group(e, place->group);
	}
	add_operands(e, place, report);
	if (report->cells && !report->found && metric->numerator < GJ_QUANTITY_OF_CELLS)
		gj_buffer_printf(&e->text, word(e, "  （%.*s 已不在或已改动，位置不明）\n",
		                                "  (%.*s is gone or says other things now: no places)\n"),
		                 GJ_STR_ARG(report->source));
}

static void explain_list(explainer *e)
{
	for (size_t i = 0; i < e->length; i++)
		for (size_t r = 0; r < e->count; r++)
			if (e->list[i].sample == &e->frame->samples[e->reports[r].sample])
				explain_place(e, i, &e->reports[r]);
	e->length = 0;
}

/* Keeps the places of one group until the last has come. */
static gj_code take_place(void *context, const gj_place_in_ranking *place, gj_err *err)
{
	explainer *e = context;
	if (e->length == e->capacity) {
		size_t capacity = e->capacity ? 2 * e->capacity : 256;
		gj_place_in_ranking *more = reallocarray(e->list, capacity, sizeof *more);
		if (!more)
			return gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
		e->list = more;
		e->capacity = capacity;
	}
	e->list[e->length++] = *place;
	if (e->length == place->group->listed)
		explain_list(e);
	return e->text.failed ? gj_err_set(err, e->text.failed, 0, "the explanation is too long")
	                      : GJ_OK;
}

/* ---- the command ---- */

static gj_code explain(explainer *e, const char *path, const gj_rank_options *options,
                       gj_output *output, gj_err *err)
{
	gj_code code = tell_cells(e->s, path, e->reports, e->count, &e->arena, err);
	for (size_t i = 0; i < e->count && code == GJ_OK; i++)
		gj_buffer_printf(&e->text, "%.*s  %d  %.*s\n",
		                 GJ_STR_ARG(agency_at(e->frame, e->reports[i].sample)),
		                 e->frame->samples[e->reports[i].sample].year,
		                 GJ_STR_ARG(e->reports[i].source));
	if (code == GJ_OK)
		code = gj_rank(e->frame, options, take_place, e, err);
	if (code == GJ_OK)
		gj_output_write_str(output, gj_buffer_str(&e->text));
	return code;
}

int rank_explain(const settings *s, const gj_frame *frame, const char *path,
                 const gj_rank_options *options, gj_output *output, gj_err *err)
{
	explainer e = { .s = s, .frame = frame, .zh = settings_chinese(s) };
	int status = EXIT_NOTHING;
	gj_arena_init(&e.arena, EXPLAIN_ARENA_MAX);
	gj_buffer_init(&e.text, EXPLANATION_MAX);
	gj_name agency = find_agency(&e, &status);
	gj_code code = GJ_OK;
	if (agency && !list_reports(&e, agency))
		code = gj_err_set(err, GJ_E_MEMORY, 0, "out of memory");
	else if (agency && !e.count)
		code = gj_err_set(err, GJ_E_USAGE, 0, "rank: no report of %.*s for %u",
		                  GJ_STR_ARG(gj_frame_name(frame, agency)), s->year);
	else if (agency)
		code = explain(&e, path, options, output, err);
	free(e.list);
	gj_buffer_release(&e.text);
	gj_arena_release(&e.arena);
	return code ? say_error(s, err) : status;
}
