/* Small tables that a test writes itself, and what is to be read of them. Tests include
 * it with an arena and a report of their own. */
#ifndef GJ_SUPPORT_SMALL_TABLE_H
#define GJ_SUPPORT_SMALL_TABLE_H

#include "report_reader.h"

/* The value of a field by its public name; the test ends when there is no such field. */
const gj_value *gj_value_named(const gj_report *report, const char *id);
/* Whether it prints that, with just these doubts. */
void gj_expect_prints(const gj_report *report, const char *id, const char *printed, unsigned doubts);
void gj_expect_absent(const gj_report *report, const char *id);
/* Nothing but the truth without doubt: `numbers` are those of the row's seven. */
void gj_expect_right_or_doubted(const gj_report *report, const char *row, const char *const numbers[7]);

/* Of the report that the test calls `report`. */
#define value_of(id) gj_value_named(&report, id)
#define prints(...) gj_expect_prints(&report, __VA_ARGS__)
#define absent(id) gj_expect_absent(&report, id)
#define right_or_doubted(...) gj_expect_right_or_doubted(&report, __VA_ARGS__)

#define HEAD                                                                                  \
	"<table><tr><td colspan=3 rowspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）" \
	"<td colspan=7>申请人情况<tr><td rowspan=2>自然人<td colspan=5>法人或其他组织<td rowspan=2>总计" \
	"<tr><td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他"
#define SEVEN(a, b, c, d, e, f, g)                                                            \
	"<td>" #a "<td>" #b "<td>" #c "<td>" #d "<td>" #e "<td>" #f "<td>" #g
#define NEW "<tr><td colspan=3>一、本年新收政府信息公开申请数量"
#define IN "<tr><td colspan=3>二、上年结转政府信息公开申请数量"
#define GRANTED "<tr><td rowspan=9>三、本年度办理结果<td colspan=2>（一）予以公开"
#define PARTIAL "<tr><td colspan=2>（二）部分公开"
#define SECRET "<tr><td rowspan=7>（三）不予公开<td>1.属于国家秘密"
#define FORBIDDEN "<tr><td>2.其他法律行政法规禁止公开"
#define STABLE "<tr><td>3.危及“三安全一稳定”"

#define OUTCOMES "<td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计"
#define T4_HEAD                                                                               \
	"<table><tr><td colspan=5>行政复议<td colspan=10>行政诉讼"                                  \
	"<tr><td rowspan=2>结果维持<td rowspan=2>结果纠正<td rowspan=2>其他结果<td rowspan=2>尚未审结<td rowspan=2>总计" \
	"<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉"                                     \
	"<tr><td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计<td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计"
#define FIVE(a, b, c, d, e) "<td>" #a "<td>" #b "<td>" #c "<td>" #d "<td>" #e

#endif
