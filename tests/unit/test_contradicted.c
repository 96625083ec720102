/* Damage that leaves several readings is doubted, and so is what another copy of a table
 * says otherwise: each was read without doubt once. Shapes that are read with doubt. */
#include "small_table.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gj_arena arena;
static gj_report report;

static const char *const seven[7] = { "1", "2", "3", "4", "5", "6", "21" };

#define T2_ROW(label, a, b, c) "<tr><td>" label "<td>" #a "<td>" #b "<td>" #c
#define T2_HEAD "<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数"
#define NORMATIVE T2_ROW("行政规范性文件", 8, 3, 2)

Test(contradicted, doubts_what_a_row_without_its_label_may_have_said_otherwise)
{
	gj_read_page(&arena, &report, T2_HEAD "<tr>规章<td>7<td>3<td>6" NORMATIVE "</table>"
		  T2_HEAD T2_ROW("规章", 9, 3, 1) NORMATIVE "</table>");
	prints("t2.regulations.made", "9", GJ_DOUBT_DOUBLED);
	prints("t2.normative_documents.made", "8", 0);
	gj_arena_release(&arena);
}

#define LICENSING(a, b, c) T2_ROW("行政许可", a, b, c) T2_ROW("其他对外管理服务事项", 2, 3, 5) "</table>"

Test(contradicted, doubts_the_columns_of_numbers_whose_header_lost_a_word)
{
	gj_read_page(&arena, &report, "<table><tr><td>信息内容</td>上一年项目数量</td><td>本年增/减<td>处理决定数量" LICENSING(6, 8, 4)
		  "<table><tr><td>信息内容<td>上一年项目数量<td>本年增/减<td>处理决定数量" LICENSING(7, 8, 4));
	cr_expect(value_of("t2.licensing.items_before")->doubts);
	cr_expect(value_of("t2.licensing.decisions")->doubts);
	gj_arena_release(&arena);
}

Test(contradicted, doubts_a_surplus_cell_in_a_part_whose_columns_are_no_longer_known)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) GRANTED SEVEN(7, 8, 9, 10, 11, 12, 57)
		  "</table><table>" SECRET SEVEN(0, 0, 0, 0, 0, 0, 0) STABLE SEVEN(, , , , , , 0) "<td>" "</table>");
	right_or_doubted("refused.security_stability", (const char *const[7]){ "", "", "", "", "", "0", "" });
	right_or_doubted("refused.security_stability", (const char *const[7]){ "", "", "", "", "", "", "0" });
	gj_arena_release(&arena);
}

Test(contradicted, doubts_a_blank_that_a_label_from_above_pushed_under_the_first_column)
{
	gj_read_page(&arena, &report, "<table><tr><td>项目<td><td><td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"
		  "<tr><td>一、本年新收政府信息公开申请数量<td><td>" SEVEN(1, 2, 3, 4, 5, 6, 21) "<tr><td><td rowspan=0>（二）部分公开<td>" SEVEN(1, 2, 3, 4, 5, 6, 21)
		  "<tr><td><td>1.属于国家秘密" SEVEN(1, 2, 3, 4, 5, 6, 21) "<tr><td><td>（七）总计<td><td>1<td>2<td>3<td>4<td>5<td>6</table>");
	right_or_doubted("processed_total", seven);
	gj_arena_release(&arena);
}

Test(contradicted, doubts_a_blank_behind_an_item_that_moved_to_the_first_column_of_text)
{
#define TEXT_ROW "\t1\t2\t3\t4\t5\t6\t21\n"
	gj_read_page(&arena, &report, "2023年政府信息公开工作年度报告\n\t\t\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
		  "一、本年新收政府信息公开申请数量\t\t" TEXT_ROW "三、本年度办理结果\t（一）予以公开\t" TEXT_ROW
		  "\t（三）不予公开\t1.属于国家秘密" TEXT_ROW "8.属于行政查询事项\t\t2\t3\t4\t5\t6\t21\n"
		  "四、结转下年度继续办理\t\t" TEXT_ROW);
	right_or_doubted("refused.administrative_query", seven);
	gj_arena_release(&arena);
}

Test(contradicted, doubts_the_row_between_two_when_several_stand_there)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) GRANTED SEVEN(7, 8, 9, 10, 11, 12, 57)
		  "<tr><td colspan=2>6.属于四类过程性信息" SEVEN(0, 0, 0, 0, 0, 0, 0) "<tr><td colspan=2>依法处理的情况" SEVEN(1, 2, 3, 4, 5, 6, 21)
		  "<tr><td colspan=2>8.属于行" SEVEN(9, 0, 0, 0, 0, 0, 9) "<tr><td colspan=2>政查询事项" SEVEN(, , , , , , ) "</table>");
	right_or_doubted("refused.enforcement_file", seven);
	gj_arena_release(&arena);
}

Test(contradicted, doubts_a_row_of_which_one_cell_reaches_over_a_column_too_many)
{
	gj_read_page(&arena, &report, "<table><tr><td>项目<td><td>自然人<td>商业企业<td>备注<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计<td>"
		  "<tr><td>一、本年新收政府信息公开申请数量<td><td>1<td colspan=2>2<td>700<td>3<td>4<td>5<td>6<td>21"
		  "<tr><td>二、上年结转政府信息公开申请数量<td><td>1<td>2<td>700<td>3<td>4<td>5<td>6<td>21</table>");
	right_or_doubted("new_received", seven);
	gj_arena_release(&arena);
}

#define T4_TEXT "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n" \
	"\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"

Test(contradicted, doubts_table_four_where_another_says_fourteen_numbers)
{
	gj_read_page(&arena, &report, "政府信息公开工作年度报告\n" T4_TEXT "1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\n\n"
		  T4_TEXT "2\t0\t0\t0\t2\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n");
	cr_expect_eq(value_of("t4.review.upheld")->doubts, GJ_DOUBT_MISSING);
	gj_arena_release(&arena);
}

Test(contradicted, doubts_an_item_that_blanks_part_from_its_numbers)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) GRANTED SEVEN(7, 8, 9, 10, 11, 12, 57)
		  "<tr><td>（三）不予公开<td>1.属于国家秘密" SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "<tr><td>2.其他法律行政法规禁止公开<td>" SEVEN(0, 2, 0, 0, 0, 1, 3) "</table>");
	right_or_doubted("refused.law_prohibited", (const char *const[7]){ "", "0", "2", "0", "0", "1", "3" });
	gj_arena_release(&arena);
}

Test(contradicted, doubts_numbers_under_no_word_of_their_own)
{
#define SLOTS(label, a, b, c, d, e, f, g) "<tr><td>" label "<td><td>" SEVEN(a, b, c, d, e, f, g)
	gj_read_page(&arena, &report, "<table><tr><td>项目<td><td><td>申请人情况<td><td><td><td><td><td>总计"
		  "<tr><td><td></td></td><td>自然人<td>法人或其他组织<td><td><td><td><td>"
		  "<tr><td><td><td><td><td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>"
		  SLOTS("一、本年新收政府信息公开申请数量", 1, 2, 3, 4, 5, 6, 21) SLOTS("二、上年结转政府信息公开申请数量", 1, 2, 3, 4, 5, 6, 21)
		  "</table>");
	right_or_doubted("new_received", seven);
	gj_arena_release(&arena);
}

Test(contradicted, reads_fifteen_numbers_in_one_cell_whatever_is_between)
{
	static const char *const marks[] = { " ", "、", "，", ",", "；", "　", "&nbsp;" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		char page[4096] = T4_HEAD "<tr><td colspan=15>";
		for (int n = 1; n <= 15; n++)
			snprintf(page + strlen(page), 16, "%s%d", n > 1 ? marks[i] : "", n);
		strcat(page, "</table>");
		gj_read_page(&arena, &report, page);
		prints("t4.review.upheld", "1", GJ_DOUBT_NO_GRID);
		prints("t4.litigation_after_review.total", "15", GJ_DOUBT_NO_GRID);
		gj_arena_release(&arena);
	}
}

Test(contradicted, doubts_fifteen_of_sixteen_before_a_blank_unless_they_add_up)
{
	gj_read_page(&arena, &report, T4_HEAD "<tr>" FIVE(1, 2, 3, 4, 10) FIVE(5, 5, 6, 7, 8) FIVE(26, 0, 1, 0, 1) "<td></table>");
	cr_expect_eq(value_of("t4.litigation_direct.other")->doubts, GJ_DOUBT_REALIGNED);
	gj_arena_release(&arena);
	gj_read_page(&arena, &report, T4_HEAD "<tr>" FIVE(1, 2, 3, 4, 10) FIVE(5, 6, 7, 8, 26) FIVE(0, 1, 0, 1, 2) "<td></table>");
	prints("t4.litigation_direct.other", "7", 0);
	gj_arena_release(&arena);
}

Test(contradicted, doubts_rows_as_short_as_a_header_that_lost_a_word)
{
	gj_read_page(&arena, &report, "<table><tr><td colspan=3 rowspan=3>项目<td colspan=7>申请人情况<tr>自然人</td><td colspan=5>法人或其他组织<td rowspan=2>总计"
		  "<tr><td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他" NEW SEVEN(1, 2, 3, 4, 5, 6, 21)
		  IN "<td>1<td>2<td>3<td>4<td>5<td>15" PARTIAL SEVEN(1, 2, 3, 4, 5, 6, 21) "</table>");
	right_or_doubted("carried_in", (const char *const[7]){ "1", "2", "3", "4", "5", "15", "" });
	right_or_doubted("carried_in", (const char *const[7]){ "", "1", "2", "3", "4", "5", "15" });
	gj_arena_release(&arena);
}

Test(contradicted, doubts_a_row_that_stands_without_its_header_too)
{
	gj_read_page(&arena, &report, "<table><tr><td colspan=4>第二十条第（一）项" T2_ROW("规章", , -, ) NORMATIVE "</table>"
		  T2_HEAD T2_ROW("规章", , 39, ) NORMATIVE "</table>");
	prints("t2.regulations.repealed", "39", GJ_DOUBT_DOUBLED);
	gj_arena_release(&arena);
}

Test(contradicted, doubts_what_another_copy_of_the_table_says_in_a_damaged_row)
{
	/* A label cut behind its number. */
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>"
		  HEAD "<tr><td colspan=2>一<td>、本年新收政府信息公开申请数量" SEVEN(9, 2, 3, 4, 5, 6, 29) IN SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>");
	cr_expect_eq(value_of("t3.new_received.natural")->doubts, GJ_DOUBT_DOUBLED);
	prints("t3.new_received.business", "2", 0);
	gj_arena_release(&arena);
	/* No label, before a row that stands above it in the form. */
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>"
		  HEAD "<tr><td colspan=3>同上" SEVEN(9, 2, 3, 4, 5, 6, 29) IN SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>");
	cr_expect_eq(value_of("t3.new_received.natural")->doubts, GJ_DOUBT_DOUBLED);
	gj_arena_release(&arena);
	/* Numbers beyond the widest grid. */
	gj_read_page(&arena, &report, HEAD "<tr><td colspan=65000>一、本年新收政府信息公开申请数量" SEVEN(1, 2, 3, 4, 5, 6, 21)
		  IN SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>" HEAD NEW SEVEN(9, 2, 3, 4, 5, 6, 29) IN SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>");
	cr_expect(value_of("t3.new_received.natural")->doubts);
	gj_arena_release(&arena);
	/* The lower half of a label, before the row it is half of. */
	gj_read_page(&arena, &report, "<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>1<tr><td>行<td><tr><td>政处罚<td>9318"
		  "<tr><td>行政处罚<td>7150</table>");
	cr_expect_eq(value_of("t2.penalties.decisions")->doubts, GJ_DOUBT_DOUBLED);
	gj_arena_release(&arena);
}

Test(contradicted, doubts_numbers_under_a_header_that_no_form_has)
{
	gj_read_page(&arena, &report, "<table><tr><td>信息内容</td>上一年项目数量</td><td>本年增/减<td>处理决定数量"
		  "<tr><td>行政处罚<td>7170<td>9295<td>4549<tr><td>行政强制<td>6019<td>4521 9640</table>");
	cr_expect(value_of("t2.coercion.items_change")->doubts);
	gj_arena_release(&arena);
}

Test(contradicted, leaves_a_table_of_other_counts_behind_this_one)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) GRANTED SEVEN(7, 8, 9, 10, 11, 12, 57)
		  "<tr><td colspan=2>（七）总计" SEVEN(7, 8, 9, 10, 11, 12, 57) "<tr><td colspan=3>四、结转下年度继续办理" SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "</table><table><tr><td>类别<td>自然人<td>法人<td>总计<tr><td>当面申请<td>3<td>4<td>7<tr><td>网络申请<td>5<td>6<td>11"
		  "<tr><td>总计<td>8<td>10<td>18</table>");
	prints("t3.new_received.natural", "1", 0);
	prints("t3.processed_total.natural", "7", 0);
	prints("t3.processed_total.total", "57", 0);
	gj_arena_release(&arena);
}

#define FIVE_WORDS "<table><tr><td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计<tr>"

Test(contradicted, reads_groups_of_table_four_named_outside_with_doubt)
{
	gj_read_page(&arena, &report, "<p>（一）行政复议</p>" FIVE_WORDS FIVE(1, 2, 3, 4, 10) "</table><p>（二）未经复议直接起诉</p>"
		  FIVE_WORDS FIVE(5, 6, 7, 8, 26) "</table><p>（三）复议后起诉</p>" FIVE_WORDS FIVE(0, 1, 0, 1, 2) "</table>");
	prints("t4.review.upheld", "1", GJ_DOUBT_WEAK_LABEL);
	prints("t4.litigation_direct.total", "26", GJ_DOUBT_WEAK_LABEL);
	prints("t4.litigation_after_review.corrected", "1", GJ_DOUBT_WEAK_LABEL);
	gj_arena_release(&arena);
	gj_read_page(&arena, &report, FIVE_WORDS FIVE(1, 2, 3, 4, 10) "</table>" FIVE_WORDS FIVE(5, 6, 7, 8, 26) "</table>");
	absent("t4.review.upheld");
	gj_arena_release(&arena);
}

Test(contradicted, reads_one_number_over_all_of_table_four_with_doubt)
{
	gj_read_page(&arena, &report, T4_HEAD "<tr><td colspan=15>0</table>");
	prints("t4.review.upheld", "0", GJ_DOUBT_SPANS);
	prints("t4.litigation_after_review.total", "0", GJ_DOUBT_SPANS);
	gj_arena_release(&arena);
}

Test(contradicted, reads_labels_that_begin_with_the_names_of_their_groups)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21)
		  "<tr><td colspan=3>三、本年度办理结果（一）予以公开" SEVEN(7, 8, 9, 10, 11, 12, 57)
		  "<tr><td colspan=3>三、本年度办理结果（三）不予公开1.属于国家秘密" SEVEN(1, 0, 0, 0, 0, 0, 1)
		  "<tr><td colspan=3>（六）其他处理2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请" SEVEN(3, 0, 0, 0, 0, 0, 3)
		  "<tr><td colspan=3>（六）其他处理3.其他" SEVEN(2, 0, 0, 0, 0, 0, 2) "</table>");
	prints("t3.granted.natural", "7", 0);
	prints("t3.refused.state_secret.natural", "1", 0);
	prints("t3.other.other.natural", "2", 0);
	gj_arena_release(&arena);
}

Test(contradicted, doubts_columns_beside_words_that_are_none_of_the_form)
{
	gj_read_page(&arena, &report, "<table><tr><td>类别<td>自然人<td>法人<td>总计<tr><td>（一）予以公开<td>5<td>6<td>11"
		  "<tr><td>（二）部分公开<td>5<td>6<td>11</table>");
	cr_expect(value_of("t3.granted.natural")->doubts || value_of("t3.granted.natural")->state == GJ_STATE_ABSENT);
	gj_arena_release(&arena);
}

Test(contradicted, reads_a_table_without_its_totals)
{
	gj_read_page(&arena, &report, "<table><tr><td colspan=3 rowspan=2>项目<td rowspan=2>自然人<td colspan=5>法人或其他组织"
		  "<tr><td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他" NEW "<td>1<td>2<td>3<td>4<td>5<td>6"
		  IN "<td>0<td>0<td>0<td>0<td>0<td>0" GRANTED "<td>0<td>0<td>7<td>0<td>0<td>0</table>");
	prints("t3.new_received.natural", "1", 0);
	prints("t3.new_received.other", "6", 0);
	prints("t3.granted.research", "7", 0);
	absent("t3.new_received.total");
	gj_arena_release(&arena);
}

Test(contradicted, doubts_fifteen_of_sixteen_where_others_add_up_as_well)
{
	gj_read_page(&arena, &report, T4_HEAD "<tr>" FIVE(, 0, 0, 无, 1) "<td>1" FIVE(0, 0, 0, /, 0) FIVE(0, 1, 4, 3, 8) "</table>");
	cr_expect_eq(value_of("t4.review.upheld")->doubts, GJ_DOUBT_REALIGNED);
	gj_arena_release(&arena);
}

Test(contradicted, reads_table_two_as_a_list_with_doubt)
{
	gj_read_page(&arena, &report, "<table><tr><td>项目<td>数量<tr><td>规章本年制发件数<td>3<tr><td>行政规范性文件现行有效件数<td>12"
		  "<tr><td>行政许可本年处理决定数量<td>97<tr><td>信息公开数量<td>500</table>");
	prints("t2.regulations.made", "3", GJ_DOUBT_WEAK_LABEL);
	prints("t2.normative_documents.in_force", "12", GJ_DOUBT_WEAK_LABEL);
	prints("t2.licensing.decisions", "97", GJ_DOUBT_WEAK_LABEL);
	absent("t2.normative_documents.made");
	gj_arena_release(&arena);
}

Test(contradicted, doubts_a_blank_before_seven_in_a_part_without_header)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) GRANTED SEVEN(7, 8, 9, 10, 11, 12, 57)
		  "</table><table>" PARTIAL "<td>" SEVEN(0, 0, 0, 1, 0, 0, 1) SECRET SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>");
	right_or_doubted("partially_granted", (const char *const[7]){ "", "0", "0", "0", "1", "0", "1" });
	gj_arena_release(&arena);
}

Test(contradicted, doubts_a_row_that_says_otherwise_right_behind_a_header)
{
#define BARS "自然人 | 法人或其他组织 | 总计 |\n商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
	gj_read_page(&arena, &report, "政府信息公开工作年度报告\n" BARS "一、本年新收政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 21 |\n"
		  "三、本年度办理结果 | （一）予以公开 | 1 | 2 | 3 | 4 | 5 | 6 | 21 |\n" BARS "三、本年度办理结果 | （一）予以公开 | 1 | 9 | 3 | 4 | 5 | 6 | 28 |\n");
	prints("t3.granted.business", "2", GJ_DOUBT_DOUBLED);
	gj_arena_release(&arena);
}
