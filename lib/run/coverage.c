#include "run/coverage.h"

#include "rule/agency.h"

static const char *const names[GJ_COVERED_COUNT] = {
	[GJ_COVERED_READ] = "read",
	[GJ_COVERED_REFUSED] = "refused",
	[GJ_COVERED_FAILED] = "failed",
	[GJ_COVERED_MISSING] = "missing",
};

const gj_column gj_coverage_columns[GJ_COVERAGE_COLUMNS] = {
	{ "agency", "机关名称", GJ_COLUMN_TEXT },
	{ "region", "行政区划", GJ_COLUMN_TEXT },
	{ "region_code", "区划代码", GJ_COLUMN_TEXT },
	{ "level", "层级", GJ_COLUMN_TEXT },
	{ "kind", "类别", GJ_COLUMN_TEXT },
	{ "parent", "上级", GJ_COLUMN_TEXT },
	{ "year", "年度", GJ_COLUMN_NUMBER },
	{ "url", "网址", GJ_COLUMN_TEXT },
	{ "status", "状态", GJ_COLUMN_TEXT },
	{ "reason", "原因", GJ_COLUMN_TEXT },
	{ "published", "发布日期", GJ_COLUMN_TEXT },
	{ "due", "法定期限", GJ_COLUMN_TEXT },
	{ "late", "逾期", GJ_COLUMN_TEXT },
	{ "form", "格式", GJ_COLUMN_TEXT },
	{ "year_disputed", "年度不一致", GJ_COLUMN_TEXT },
	{ "errors", "错误", GJ_COLUMN_NUMBER },
	{ "warnings", "警告", GJ_COLUMN_NUMBER },
	{ "changed", "有变动", GJ_COLUMN_TEXT },
	{ "final_url", "最终网址", GJ_COLUMN_TEXT },
	{ "captured_at", "采集时间", GJ_COLUMN_TEXT },
	{ "http_status", "HTTP状态", GJ_COLUMN_NUMBER },
	{ "sha256", "sha256", GJ_COLUMN_TEXT },
	{ "line", "名单行号", GJ_COLUMN_NUMBER },
	{ "answer", "返回内容", GJ_COLUMN_TEXT },
	{ "attachment", "附件网址", GJ_COLUMN_TEXT },
	{ "advice", "处理建议", GJ_COLUMN_TEXT },
};

gj_coverage gj_coverage_of(const gj_reading *reading)
{
	if (reading->input.kind == GJ_INPUT_NOTHING)
		return GJ_COVERED_MISSING;
	if (reading->failure)
		return GJ_COVERED_FAILED;
	return reading->report.refusal ? GJ_COVERED_REFUSED : GJ_COVERED_READ;
}

const char *gj_coverage_name(gj_coverage coverage)
{
	return names[coverage];
}

/* Public names; a report that was read has none. */
static gj_str reason_of(const gj_reading *reading)
{
	switch (gj_coverage_of(reading)) {
	case GJ_COVERED_REFUSED:
		return gj_str_of(gj_refusal_name(reading->report.refusal));
	case GJ_COVERED_FAILED:
		return gj_str_of(gj_fetch_failure_name(reading->failure));
	case GJ_COVERED_MISSING:
		return GJ_STR("no_address");
	default:
		return (gj_str){ 0 };
	}
}

/* What to do next; a report that was read needs nothing but for its charset. */
static gj_str advice_of(const gj_reading *reading, bool chinese)
{
	if (reading->failure)
		return gj_str_of(gj_fetch_failure_sentence(reading->failure, chinese));
	if (reading->answer == GJ_ANSWER_REPORT)
		return (gj_str){ 0 };
	if (reading->answer != GJ_ANSWER_UNKNOWN)
		return gj_str_of(gj_answer_sentence(reading->answer, chinese));
	return reading->report.refusal
	               ? gj_str_of(gj_refusal_sentence(reading->report.refusal, chinese))
	               : (gj_str){ 0 };
}

/* Nothing came: nothing to tell about. */
static gj_str answer_of(const gj_reading *reading)
{
	bool came = reading->input.kind != GJ_INPUT_NOTHING && !reading->failure;
	return came ? gj_str_of(gj_answer_name(reading->answer)) : (gj_str){ 0 };
}

/* By what was read (A03) where an earlier sweep read it too, else by the bytes. */
static gj_str changed_of(const gj_reading *reading)
{
	const gj_rule *rule = gj_rule_by_id(GJ_STR("A03"));
	const uint32_t *outcomes = reading->verdict.counts
	                                   ? reading->verdict.counts[gj_rule_index(rule)].outcomes
	                                   : NULL;
	if (outcomes && (outcomes[GJ_PASS] || outcomes[GJ_FAIL]))
		return outcomes[GJ_FAIL] ? GJ_STR("yes") : GJ_STR("no");
	return reading->unchanged ? GJ_STR("no") : GJ_STR("unknown");
}

gj_str gj_coverage_due(gj_arena *arena, const gj_reading *reading)
{
	int year = reading->input.source->year ? reading->input.source->year
	                                       : reading->report.year;
	if (!year)
		return (gj_str){ 0 };
	const gj_source *source = reading->input.source;
	gj_agency agency = gj_agency_of(reading->report.agency, source->level, source->kind);
	gj_deadline due = (reading->deadlines ? reading->deadlines : gj_deadlines)[agency.government];
	return gj_str_format(arena, "%04d-%02d-%02d", year + 1, due.month, due.day);
}

gj_lateness gj_coverage_lateness(gj_str published, gj_str due)
{
	if (!published.len || !due.len)
		return GJ_LATENESS_UNKNOWN;
	return gj_str_compare(published, due) > 0 ? GJ_LATE : GJ_IN_TIME;
}

uint32_t gj_verdict_severity_count(const gj_verdict *verdict, gj_severity severity)
{
	uint32_t count = 0;
	for (size_t i = 0; i < verdict->count; i++)
		count += verdict->findings[i].severity == severity &&
		         verdict->findings[i].status != GJ_STATUS_RESOLVED;
	return count;
}

bool gj_coverage_year_disputed(const gj_verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++) {
		if (gj_str_equal(gj_str_of(verdict->findings[i].rule->id), GJ_STR("S07")))
			return true;
	}
	return false;
}

static gj_str number(gj_arena *arena, long long value)
{
	return gj_str_format(arena, "%lld", value);
}

static gj_str number_or_null(gj_arena *arena, long long value)
{
	return value ? number(arena, value) : (gj_str){ 0 };
}

static gj_str utc_time(gj_arena *arena, time_t moment)
{
	struct tm parts;
	if (!moment || !gmtime_r(&moment, &parts))
		return (gj_str){ 0 };
	return gj_str_format(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.tm_year + 1900,
	                     parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
	                     parts.tm_sec);
}

void gj_coverage_row(gj_arena *arena, const gj_reading *reading, bool chinese,
                     gj_sheet_cell cells[GJ_COVERAGE_COLUMNS])
{
	static const char *const lateness[] = { "no", "yes", "unknown" };
	const gj_source *source = reading->input.source;
	const gj_report *report = &reading->report;
	bool read = gj_coverage_of(reading) == GJ_COVERED_READ;
	gj_str due = gj_coverage_due(arena, reading);
	gj_sheet_cell row[GJ_COVERAGE_COLUMNS] = {
		report->agency,
		source->region,
		source->region_code,
		source->level,
		source->kind,
		source->parent,
		number_or_null(arena, source->year ? source->year : report->year),
		source->url,
		gj_str_of(gj_coverage_name(gj_coverage_of(reading))),
		reason_of(reading),
		report->published,
		due,
		gj_str_of(lateness[gj_coverage_lateness(report->published, due)]),
		read ? gj_str_of(gj_report_form_name(report)) : (gj_str){ 0 },
		!read ? (gj_str){ 0 }
		: gj_coverage_year_disputed(&reading->verdict) ? GJ_STR("yes") : GJ_STR("no"),
		[GJ_COVERAGE_ERRORS] = { 0 },
		[GJ_COVERAGE_WARNINGS] = { 0 },
		changed_of(reading),
		reading->final_address,
		utc_time(arena, reading->captured_at),
		number_or_null(arena, reading->http_status),
		report->digest,
		number_or_null(arena, source->line),
		answer_of(reading),
		reading->followed,
		advice_of(reading, chinese),
	};
	for (int i = 0; i < GJ_COVERAGE_COLUMNS; i++)
		cells[i] = row[i].len ? row[i] : (gj_sheet_cell){ 0 };
}
