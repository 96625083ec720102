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

const gj_field *gj_quantity_cells(gj_quantity quantity)
{
	static const gj_field *const cells[GJ_QUANTITY_OF_CELLS] = {
		[GJ_QUANTITY_NEW_RECEIVED] = new_received,
		[GJ_QUANTITY_NEW_NATURAL] = new_received_natural,
		[GJ_QUANTITY_PENDING] = pending_cases,
		[GJ_QUANTITY_GRANTED] = granted,
		[GJ_QUANTITY_GRANTED_OR_PART] = granted_or_part,
		[GJ_QUANTITY_REFUSED] = refused,
		[GJ_QUANTITY_UNAVAILABLE] = unavailable,
		[GJ_QUANTITY_REJECTED] = rejected,
		[GJ_QUANTITY_PROCESSED] = processed,
		[GJ_QUANTITY_CARRIED_OUT] = carried_out,
		[GJ_QUANTITY_DISPUTES] = disputes,
		[GJ_QUANTITY_CORRECTED] = disputes_corrected,
		[GJ_QUANTITY_CONCLUDED] = disputes_concluded,
	};
	return quantity < GJ_QUANTITY_OF_CELLS ? cells[quantity] : NULL;
}

/* Rank 1 is the largest value and no praise or blame, but for `quality` and
 * `timeliness`: there the fewest faults and the earliest come first. */
const gj_metric gj_metrics[GJ_METRIC_COUNT] = {
	[GJ_METRIC_REQUESTS] = {
		"requests", "新收申请数", "New requests",
		"本年新收政府信息公开申请总计",
		"requests newly received in the year, total",
		GJ_METRIC_IS_COUNT, true, GJ_QUANTITY_NEW_RECEIVED,
		GJ_QUANTITY_ONE,
	},
	[GJ_METRIC_WORKLOAD] = {
		"workload", "应办申请数", "Workload",
		"本年新收 + 上年结转",
		"newly received + carried in from last year",
		GJ_METRIC_IS_COUNT, true, GJ_QUANTITY_PENDING,
		GJ_QUANTITY_ONE,
	},
	[GJ_METRIC_DISCLOSURE_RATE] = {
		"disclosure_rate", "公开率", "Disclosure rate",
		"（予以公开 + 部分公开）÷ 办理结果总计（七）",
		"(granted + partially granted) / processed, total (row 3.7)",
		GJ_METRIC_IS_RATE, true, GJ_QUANTITY_GRANTED_OR_PART,
		GJ_QUANTITY_PROCESSED,
	},
	[GJ_METRIC_FULL_DISCLOSURE_RATE] = {
		"full_disclosure_rate", "全部公开率", "Full disclosure rate",
		"予以公开 ÷ 办理结果总计（七）",
		"granted / processed, total (row 3.7)",
		GJ_METRIC_IS_RATE, true, GJ_QUANTITY_GRANTED,
		GJ_QUANTITY_PROCESSED,
	},
	[GJ_METRIC_REFUSAL_RATE] = {
		"refusal_rate", "不予公开率", "Refusal rate",
		"不予公开（三）八项之和 ÷ 办理结果总计（七）",
		"sum of the eight refusals (row 3.3) / processed, total (row 3.7)",
		GJ_METRIC_IS_RATE, true, GJ_QUANTITY_REFUSED,
		GJ_QUANTITY_PROCESSED,
	},
	[GJ_METRIC_UNAVAILABLE_RATE] = {
		"unavailable_rate", "无法提供率", "Unavailable rate",
		"无法提供（四）三项之和 ÷ 办理结果总计（七）",
		"sum of the three kinds of unavailable (row 3.4) / processed, total (row 3.7)",
		GJ_METRIC_IS_RATE, true, GJ_QUANTITY_UNAVAILABLE,
		GJ_QUANTITY_PROCESSED,
	},
	[GJ_METRIC_REJECTION_RATE] = {
		"rejection_rate", "不予处理率", "Rejection rate",
		"不予处理（五）五项之和 ÷ 办理结果总计（七）",
		"sum of the five kinds of rejected (row 3.5) / processed, total (row 3.7)",
		GJ_METRIC_IS_RATE, true, GJ_QUANTITY_REJECTED,
		GJ_QUANTITY_PROCESSED,
	},
	[GJ_METRIC_BACKLOG_RATE] = {
		"backlog_rate", "结转率", "Backlog rate",
		"结转下年度继续办理 ÷（本年新收 + 上年结转）",
		"carried out to next year / (newly received + carried in)",
		GJ_METRIC_IS_RATE, true, GJ_QUANTITY_CARRIED_OUT,
		GJ_QUANTITY_PENDING,
	},
	[GJ_METRIC_DISPUTE_RATE] = {
		"dispute_rate", "争议率", "Dispute rate",
		"（行政复议总计 + 行政诉讼总计）÷ 本年新收；可大于1",
		"(reconsiderations + lawsuits, totals) / newly received; may exceed 1",
		GJ_METRIC_IS_RATE, true, GJ_QUANTITY_DISPUTES,
		GJ_QUANTITY_NEW_RECEIVED,
	},
	[GJ_METRIC_CORRECTION_RATE] = {
		"correction_rate", "纠错率", "Correction rate",
		"复议、诉讼结果纠正 ÷ 已审结（维持 + 纠正 + 其他结果）",
		"corrected / concluded (upheld + corrected + other), reconsiderations and lawsuits",
		GJ_METRIC_IS_RATE, true, GJ_QUANTITY_CORRECTED,
		GJ_QUANTITY_CONCLUDED,
	},
	[GJ_METRIC_NATURAL_SHARE] = {
		"natural_share", "自然人占比", "Share of natural persons",
		"本年新收自然人申请 ÷ 本年新收总计",
		"newly received from natural persons / newly received, total",
		GJ_METRIC_IS_RATE, true, GJ_QUANTITY_NEW_NATURAL,
		GJ_QUANTITY_NEW_RECEIVED,
	},
	[GJ_METRIC_GROWTH] = {
		"growth", "新收增长率", "Growth of requests",
		"（本年新收 − 上年新收）÷ 上年新收，两年均取各自报告总计",
		"(newly received - newly received of last year) / the latter, each as its own "
		"report prints",
		GJ_METRIC_IS_GROWTH, true, GJ_QUANTITY_NEW_RECEIVED,
		GJ_QUANTITY_NEW_RECEIVED,
	},
	[GJ_METRIC_QUALITY] = {
		"quality", "差错数", "Faults per report",
		"每份报告的错误与警告条数；少者居前",
		"errors and warnings found in the report; the fewest come first",
		GJ_METRIC_IS_COUNT, false, GJ_QUANTITY_FAULTS,
		GJ_QUANTITY_ONE,
	},
	[GJ_METRIC_TIMELINESS] = {
		"timeliness", "公布及时性", "Timeliness",
		"公布日期 − 法定期限（天），提前为负；最早者居前",
		"days from the last day of the law to that of publication, negative before it; "
		"the earliest comes first",
		GJ_METRIC_IS_COUNT, false, GJ_QUANTITY_DAYS_LATE,
		GJ_QUANTITY_ONE,
	},
};

const gj_metric *gj_metric_by_name(gj_str name)
{
	for (size_t i = 0; i < GJ_METRIC_COUNT; i++)
		if (gj_str_equal(name, gj_str_of(gj_metrics[i].name)))
			return &gj_metrics[i];
	return NULL;
}
