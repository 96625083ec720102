#include "run/coverage.h"

#include "duty/agency.h"

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
	{ "record", "存档记录", GJ_COLUMN_TEXT },
	{ "timeliness", "按期情况", GJ_COLUMN_TEXT },
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

/* ---- from names back to sentences ---- */

static gj_str refusal_sentence(gj_str name, bool chinese)
{
	for (int i = 0; i < GJ_REFUSAL_COUNT; i++)
		if (gj_str_equal(name, gj_str_of(gj_refusal_name((gj_refusal)i))))
			return gj_str_of(gj_refusal_sentence((gj_refusal)i, chinese));
	return (gj_str){ 0 };
}

static gj_answer answer_of_name(gj_str name)
{
	for (int i = 0; i < GJ_ANSWER_COUNT; i++)
		if (gj_str_equal(name, gj_str_of(gj_answer_name((gj_answer)i))))
			return (gj_answer)i;
	return GJ_ANSWER_UNKNOWN;
}

/* What to do next; a report that was read needs nothing but for its charset. */
static gj_str advice_of(const gj_store_entry *entry, bool chinese)
{
	gj_answer answer = answer_of_name(entry->answer);
	if (gj_str_equal(entry->status, gj_str_of(names[GJ_COVERED_FAILED])))
		return gj_str_of(gj_fetch_failure_sentence(gj_fetch_failure_of_name(entry->reason),
		                                           chinese));
	if (answer == GJ_ANSWER_REPORT)
		return (gj_str){ 0 };
	if (answer != GJ_ANSWER_UNKNOWN)
		return gj_str_of(gj_answer_sentence(answer, chinese));
	return refusal_sentence(entry->reason, chinese);
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
	const gj_obliged who = { &agency, source->level, source->kind, source->region_code };
	gj_deadline due = gj_calendar_find(reading->calendar, &who);
	return gj_str_format(arena, "%04d-%02d-%02d", year + 1, due.month, due.day);
}

const char *gj_lateness_name(gj_lateness lateness)
{
	static const char *const late[] = { "no", "yes", "unknown" };
	return late[lateness];
}

gj_lateness gj_coverage_lateness(gj_str published, gj_str due)
{
	if (!published.len || !due.len)
		return GJ_LATENESS_UNKNOWN;
	return gj_str_compare(published, due) > 0 ? GJ_LATE : GJ_IN_TIME;
}

const char *gj_timeliness_name(gj_timeliness timeliness)
{
	static const char *const timely[GJ_TIMELY_COUNT] = {
		[GJ_TIMELY_ON_TIME] = "on_time",
		[GJ_TIMELY_LATE] = "late",
		[GJ_TIMELY_MISSING] = "missing",
		[GJ_TIMELY_NOT_YET_DUE] = "not_yet_due",
		[GJ_TIMELY_UNKNOWN] = "unknown",
	};
	return timely[timeliness];
}

gj_timeliness gj_coverage_absence(gj_str due, gj_str as_of)
{
	if (!due.len || !as_of.len)
		return GJ_TIMELY_UNKNOWN;
	return gj_str_compare(as_of, due) > 0 ? GJ_TIMELY_MISSING : GJ_TIMELY_NOT_YET_DUE;
}

gj_timeliness gj_coverage_timeliness(const gj_store_entry *entry, gj_str as_of)
{
	static const gj_timeliness of_report[] = { [GJ_IN_TIME] = GJ_TIMELY_ON_TIME,
		                                   [GJ_LATE] = GJ_TIMELY_LATE,
		                                   [GJ_LATENESS_UNKNOWN] = GJ_TIMELY_UNKNOWN };
	if (!gj_str_equal(entry->status, gj_str_of(names[GJ_COVERED_READ])))
		return gj_coverage_absence(entry->due, as_of);
	return of_report[gj_coverage_lateness(entry->published, entry->due)];
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

gj_store_entry gj_coverage_entry(gj_arena *arena, const gj_reading *reading)
{
	const gj_report *report = &reading->report;
	bool read = gj_coverage_of(reading) == GJ_COVERED_READ;
	gj_str due = gj_coverage_due(arena, reading);
	return (gj_store_entry){
		.source = reading->input.source,
		.agency = report->agency,
		.region = report->region,
		.year = report->year,
		.status = gj_str_of(gj_coverage_name(gj_coverage_of(reading))),
		.reason = reason_of(reading),
		.answer = answer_of(reading),
		.published = report->published,
		.due = due,
		.late = gj_str_of(gj_lateness_name(
			gj_coverage_lateness(report->published, due))),
		.form = gj_str_of(read ? gj_report_form_name(report) : NULL),
		.year_disputed = !read ? (gj_str){ 0 }
		                 : gj_coverage_year_disputed(&reading->verdict) ? GJ_STR("yes")
		                                                                : GJ_STR("no"),
		.changed = changed_of(reading),
		.errors = gj_verdict_severity_count(&reading->verdict, GJ_ERROR),
		.warnings = gj_verdict_severity_count(&reading->verdict, GJ_WARNING),
		.tainted = &reading->verdict.tainted,
		.captured_at = reading->captured_at,
		.http_status = reading->http_status,
		.final_url = reading->final_address,
		.followed = reading->followed,
		.digest = report->digest,
		.record = reading->record,
	};
}

void gj_coverage_row(gj_arena *arena, const gj_store_entry *entry, gj_str as_of, bool chinese,
                     gj_sheet_cell cells[GJ_COVERAGE_COLUMNS])
{
	const gj_source *source = entry->source;
	const gj_sheet_cell row[GJ_COVERAGE_COLUMNS] = {
		[GJ_COVERAGE_AGENCY] = entry->agency,
		[GJ_COVERAGE_REGION] = source->region,
		[GJ_COVERAGE_REGION_CODE] = source->region_code,
		[GJ_COVERAGE_LEVEL] = source->level,
		[GJ_COVERAGE_KIND] = source->kind,
		[GJ_COVERAGE_PARENT] = source->parent,
		[GJ_COVERAGE_YEAR] = number_or_null(arena, source->year ? source->year
		                                                        : entry->year),
		[GJ_COVERAGE_URL] = source->url,
		[GJ_COVERAGE_STATUS] = entry->status,
		[GJ_COVERAGE_REASON] = entry->reason,
		[GJ_COVERAGE_PUBLISHED] = entry->published,
		[GJ_COVERAGE_DUE] = entry->due,
		[GJ_COVERAGE_LATE] = entry->late,
		[GJ_COVERAGE_FORM] = entry->form,
		[GJ_COVERAGE_YEAR_DISPUTED] = entry->year_disputed,
		[GJ_COVERAGE_ERRORS] = number(arena, entry->errors),
		[GJ_COVERAGE_WARNINGS] = number(arena, entry->warnings),
		[GJ_COVERAGE_CHANGED] = entry->changed,
		[GJ_COVERAGE_FINAL_URL] = entry->final_url,
		[GJ_COVERAGE_CAPTURED_AT] = utc_time(arena, entry->captured_at),
		[GJ_COVERAGE_HTTP_STATUS] = number_or_null(arena, entry->http_status),
		[GJ_COVERAGE_SHA256] = entry->digest,
		[GJ_COVERAGE_LINE] = number_or_null(arena, source->line),
		[GJ_COVERAGE_ANSWER] = entry->answer,
		[GJ_COVERAGE_ATTACHMENT] = entry->followed,
		[GJ_COVERAGE_ADVICE] = advice_of(entry, chinese),
		[GJ_COVERAGE_RECORD] = entry->record,
		[GJ_COVERAGE_TIMELINESS] =
			gj_str_of(gj_timeliness_name(gj_coverage_timeliness(entry, as_of))),
	};
	for (int i = 0; i < GJ_COVERAGE_COLUMNS; i++)
		cells[i] = row[i].len ? row[i] : (gj_sheet_cell){ 0 };
}
