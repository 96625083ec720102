#include "stat/metric.h"

#define T3_CELL(row, column) (GJ_T3_BASE + (row) * GJ_T3_COLUMNS + (column))
#define T3_TOTAL(row) T3_CELL(row, GJ_T3_TOTAL)
#define T4_CELL(group, outcome) (GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + (outcome))
#define T4_EACH_GROUP(outcome) \
	T4_CELL(GJ_T4_REVIEW, outcome), T4_CELL(GJ_T4_DIRECT, outcome), \
	T4_CELL(GJ_T4_AFTER_REVIEW, outcome)

#define FIELDS(name, ...) static const gj_field name[] = { __VA_ARGS__, GJ_FIELD_NONE }

FIELDS(new_received, T3_TOTAL(GJ_T3_NEW_RECEIVED));
FIELDS(new_received_natural, T3_CELL(GJ_T3_NEW_RECEIVED, GJ_T3_NATURAL));
FIELDS(pending_cases, T3_TOTAL(GJ_T3_NEW_RECEIVED), T3_TOTAL(GJ_T3_CARRIED_IN));
FIELDS(granted, T3_TOTAL(GJ_T3_GRANTED));
FIELDS(granted_or_part, T3_TOTAL(GJ_T3_GRANTED), T3_TOTAL(GJ_T3_PARTIALLY_GRANTED));
FIELDS(refused, T3_TOTAL(GJ_T3_REFUSED_FIRST), T3_TOTAL(GJ_T3_REFUSED_FIRST + 1),
       T3_TOTAL(GJ_T3_REFUSED_FIRST + 2), T3_TOTAL(GJ_T3_REFUSED_FIRST + 3),
       T3_TOTAL(GJ_T3_REFUSED_FIRST + 4), T3_TOTAL(GJ_T3_REFUSED_FIRST + 5),
       T3_TOTAL(GJ_T3_REFUSED_FIRST + 6), T3_TOTAL(GJ_T3_REFUSED_FIRST + 7));
FIELDS(unavailable, T3_TOTAL(GJ_T3_UNAVAILABLE_FIRST), T3_TOTAL(GJ_T3_UNAVAILABLE_FIRST + 1),
       T3_TOTAL(GJ_T3_UNAVAILABLE_FIRST + 2));
FIELDS(rejected, T3_TOTAL(GJ_T3_REJECTED_FIRST), T3_TOTAL(GJ_T3_REJECTED_FIRST + 1),
       T3_TOTAL(GJ_T3_REJECTED_FIRST + 2), T3_TOTAL(GJ_T3_REJECTED_FIRST + 3),
       T3_TOTAL(GJ_T3_REJECTED_FIRST + 4));
FIELDS(processed, T3_TOTAL(GJ_T3_PROCESSED_TOTAL));
FIELDS(carried_out, T3_TOTAL(GJ_T3_CARRIED_OUT));
FIELDS(disputes, T4_EACH_GROUP(GJ_T4_TOTAL));
FIELDS(disputes_corrected, T4_EACH_GROUP(GJ_T4_CORRECTED));
FIELDS(disputes_concluded, T4_EACH_GROUP(GJ_T4_UPHELD), T4_EACH_GROUP(GJ_T4_CORRECTED),
       T4_EACH_GROUP(GJ_T4_OTHER));

/* Rank 1 is the largest value and no praise or blame, but for `quality`, which
 * counts faults: there the fewest come first. */
const gj_metric gj_metrics[GJ_METRIC_COUNT] = {
	[GJ_METRIC_REQUESTS] = {
		"requests", "新收申请数", "New requests",
		"本年新收政府信息公开申请总计",
		"requests newly received in the year, total",
		false, true, new_received, NULL,
	},
	[GJ_METRIC_WORKLOAD] = {
		"workload", "应办申请数", "Workload",
		"本年新收 + 上年结转",
		"newly received + carried in from last year",
		false, true, pending_cases, NULL,
	},
	[GJ_METRIC_DISCLOSURE_RATE] = {
		"disclosure_rate", "公开率", "Disclosure rate",
		"（予以公开 + 部分公开）÷ 办理结果总计（七）",
		"(granted + partially granted) / processed, total (row 3.7)",
		true, true, granted_or_part, processed,
	},
	[GJ_METRIC_FULL_DISCLOSURE_RATE] = {
		"full_disclosure_rate", "全部公开率", "Full disclosure rate",
		"予以公开 ÷ 办理结果总计（七）",
		"granted / processed, total (row 3.7)",
		true, true, granted, processed,
	},
	[GJ_METRIC_REFUSAL_RATE] = {
		"refusal_rate", "不予公开率", "Refusal rate",
		"不予公开（三）八项之和 ÷ 办理结果总计（七）",
		"sum of the eight refusals (row 3.3) / processed, total (row 3.7)",
		true, true, refused, processed,
	},
	[GJ_METRIC_UNAVAILABLE_RATE] = {
		"unavailable_rate", "无法提供率", "Unavailable rate",
		"无法提供（四）三项之和 ÷ 办理结果总计（七）",
		"sum of the three kinds of unavailable (row 3.4) / processed, total (row 3.7)",
		true, true, unavailable, processed,
	},
	[GJ_METRIC_REJECTION_RATE] = {
		"rejection_rate", "不予处理率", "Rejection rate",
		"不予处理（五）五项之和 ÷ 办理结果总计（七）",
		"sum of the five kinds of rejected (row 3.5) / processed, total (row 3.7)",
		true, true, rejected, processed,
	},
	[GJ_METRIC_BACKLOG_RATE] = {
		"backlog_rate", "结转率", "Backlog rate",
		"结转下年度继续办理 ÷（本年新收 + 上年结转）",
		"carried out to next year / (newly received + carried in)",
		true, true, carried_out, pending_cases,
	},
	[GJ_METRIC_DISPUTE_RATE] = {
		"dispute_rate", "争议率", "Dispute rate",
		"（行政复议总计 + 行政诉讼总计）÷ 本年新收；可大于1",
		"(reconsiderations + lawsuits, totals) / newly received; may exceed 1",
		true, true, disputes, new_received,
	},
	[GJ_METRIC_CORRECTION_RATE] = {
		"correction_rate", "纠错率", "Correction rate",
		"复议、诉讼结果纠正 ÷ 已审结（维持 + 纠正 + 其他结果）",
		"corrected / concluded (upheld + corrected + other), reconsiderations and lawsuits",
		true, true, disputes_corrected, disputes_concluded,
	},
	[GJ_METRIC_NATURAL_SHARE] = {
		"natural_share", "自然人占比", "Share of natural persons",
		"本年新收自然人申请 ÷ 本年新收总计",
		"newly received from natural persons / newly received, total",
		true, true, new_received_natural, new_received,
	},
	[GJ_METRIC_QUALITY] = {
		"quality", "差错数", "Faults per report",
		"每份报告的错误与警告条数；少者居前",
		"errors and warnings found in the report; the fewest come first",
		false, false, NULL, NULL,
	},
};

const gj_metric *gj_metric_by_name(gj_str name)
{
	for (size_t i = 0; i < GJ_METRIC_COUNT; i++)
		if (gj_str_equal(name, gj_str_of(gj_metrics[i].name)))
			return &gj_metrics[i];
	return NULL;
}
