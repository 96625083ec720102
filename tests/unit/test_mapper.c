/* Small tables with one thing wrong: each value is read right, or doubted, or not
 * read; never another number without doubt. */
#include "small_table.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gj_arena arena;
static gj_report report;

static size_t oddities(gj_oddity_kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < report.oddity_count; i++)
		count += report.oddities[i].kind == kind;
	return count;
}

static const char *const seven[7] = { "1", "2", "3", "4", "5", "6", "21" };

Test(mapper, reads_a_plain_table_without_doubt)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0)
		  GRANTED SEVEN(7, 8, 9, 10, 11, 12, 57) PARTIAL "<td>0<td>/<td>—<td><td>0<td>0<td>0"
		  SECRET SEVEN(31, 32, 33, 34, 35, 36, 37) FORBIDDEN SEVEN(41, 42, 43, 44, 45, 46, 47) "</table>");
	cr_expect_eq(report.tables[3], GJ_FORM_2021);
	prints("t3.new_received.natural", "1", 0);
	prints("t3.new_received.total", "21", 0);
	prints("t3.granted.legal", "11", 0);
	prints("t3.partially_granted.business", "/", 0);
	prints("t3.partially_granted.research", "—", 0);
	prints("t3.partially_granted.social", "", 0);
	cr_expect_eq(value_of("t3.partially_granted.social")->state, GJ_STATE_BLANK);
	prints("t3.refused.state_secret.other", "36", 0);
	absent("t3.carried_out.total");
	gj_arena_release(&arena);
}

Test(mapper, reads_columns_by_their_words)
{
	/* 总计 first: by place and by count disagree, or the words decide; never silently wrong. */
	gj_read_page(&arena, &report, "<table><tr><td>项目<td>总计<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他"
		  "<tr><td>一、本年新收政府信息公开申请数量" SEVEN(21, 1, 2, 3, 4, 5, 6)
		  "<tr><td>二、上年结转政府信息公开申请数量" SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "<tr><td>（一）予以公开" SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "<tr><td>（二）部分公开" SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>");
	right_or_doubted("new_received", seven);
	gj_arena_release(&arena);
}

Test(mapper, reads_a_table_cut_in_two)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) GRANTED SEVEN(7, 8, 9, 10, 11, 12, 57)
		  "</table><p>— 3 —</p><table>" PARTIAL SEVEN(1, 1, 1, 1, 1, 1, 6) SECRET SEVEN(1, 2, 3, 4, 5, 6, 21)
		  "</table>" HEAD FORBIDDEN SEVEN(1, 2, 3, 4, 5, 6, 21) "</table>");
	right_or_doubted("new_received", seven);
	prints("t3.partially_granted.total", "6", value_of("t3.partially_granted.total")->doubts);
	right_or_doubted("refused.state_secret", seven);
	right_or_doubted("refused.law_prohibited", seven);
	cr_expect_neq(value_of("t3.refused.state_secret.natural")->state, GJ_STATE_ABSENT);
	cr_expect_neq(value_of("t3.refused.law_prohibited.natural")->state, GJ_STATE_ABSENT);
	gj_arena_release(&arena);
}

Test(mapper, reads_on_behind_a_repeated_header)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "<tr><td colspan=3><td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"
		  "<tr><td colspan=3>四、结转下年度继续办理" SEVEN(1, 2, 3, 4, 5, 6, 21)
		  GRANTED SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>");
	prints("t3.new_received.total", "21", 0);
	right_or_doubted("carried_out", seven);
	cr_expect_neq(value_of("t3.carried_out.natural")->state, GJ_STATE_ABSENT);
	gj_arena_release(&arena);
}

Test(mapper, doubts_a_shifted_row)
{
	/* The label stands one column early, as in a table of ten columns of which nine are used. */
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) GRANTED SEVEN(0, 0, 0, 0, 0, 0, 0)
		  PARTIAL SEVEN(0, 0, 0, 0, 0, 0, 0) "<tr><td>1.属于国家秘密" SEVEN(1, 2, 3, 4, 5, 6, 21) "</table>");
	right_or_doubted("refused.state_secret", seven);
	gj_arena_release(&arena);
}

Test(mapper, doubts_surplus_and_missing_cells)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) "<td>99" IN "<td>1<td>2<td>3<td>4<td>5<td>21"
		  GRANTED "<td>1<td>2<td>3<td colspan=2>4<td>6<td>21" PARTIAL SEVEN(1, 2, 3, 4, 5, 6, 21) "</table>");
	right_or_doubted("new_received", seven);
	cr_expect(value_of("t3.new_received.total")->doubts & GJ_DOUBT_SURPLUS);
	cr_expect_eq(oddities(GJ_ODDITY_SURPLUS_NUMBER), 1);
	for (int c = 0; c < 7; c++) {
		static const char *const columns[] = { "natural", "business", "research", "social",
			                               "legal", "other", "total" };
		char id[64];
		snprintf(id, sizeof id, "t3.carried_in.%s", columns[c]);
		cr_expect(value_of(id)->doubts || value_of(id)->state == GJ_STATE_ABSENT, "%s", id);
		snprintf(id, sizeof id, "t3.granted.%s", columns[c]);
		cr_expect(value_of(id)->doubts || value_of(id)->state == GJ_STATE_ABSENT, "%s", id);
	}
	right_or_doubted("partially_granted", seven);
	gj_arena_release(&arena);
}

Test(mapper, doubts_a_label_known_by_likeness_only)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(0, 0, 0, 0, 0, 0, 0) IN SEVEN(0, 0, 0, 0, 0, 0, 0) GRANTED SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "<tr><td><td>7.属于行政法案卷" SEVEN(1, 2, 3, 4, 5, 6, 21) "</table>");
	right_or_doubted("refused.enforcement_file", seven);
	cr_expect(value_of("t3.refused.enforcement_file.natural")->doubts & GJ_DOUBT_WEAK_LABEL ||
	          value_of("t3.refused.enforcement_file.natural")->state == GJ_STATE_ABSENT);
	gj_arena_release(&arena);
}

Test(mapper, doubts_a_row_that_stands_twice_with_other_values)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0) GRANTED SEVEN(0, 0, 0, 0, 0, 0, 0)
		  PARTIAL SEVEN(0, 0, 0, 0, 0, 0, 0) NEW SEVEN(1, 2, 3, 4, 5, 6, 99) "</table>");
	prints("t3.new_received.natural", "1", 0);
	prints("t3.new_received.total", "21", GJ_DOUBT_DOUBLED);
	cr_expect_eq(oddities(GJ_ODDITY_DOUBLED_ROW), 1);
	gj_arena_release(&arena);
}

Test(mapper, notes_a_row_that_no_form_has)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0) GRANTED SEVEN(0, 0, 0, 0, 0, 0, 0)
		  PARTIAL SEVEN(0, 0, 0, 0, 0, 0, 0) "<tr><td colspan=3>本县自设栏目" SEVEN(7, 7, 7, 7, 7, 7, 7) "</table>");
	cr_expect_eq(oddities(GJ_ODDITY_UNKNOWN_ROW), 1);
	gj_arena_release(&arena);
}

Test(mapper, joins_digits_that_markup_has_split)
{
	gj_read_page(&arena, &report, HEAD NEW "<td><span>1</span><font>4</font><td>1 4<td>14,474<td>１２<td>22（其中1件）<td>1\n4<td>x"
		  IN SEVEN(0, 0, 0, 0, 0, 0, 0) GRANTED SEVEN(0, 0, 0, 0, 0, 0, 0) PARTIAL SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>");
	prints("t3.new_received.natural", "14", 0);
	prints("t3.new_received.business", "1 4", GJ_DOUBT_JOINED);
	prints("t3.new_received.research", "14,474", 0);
	cr_expect_eq(value_of("t3.new_received.research")->number.units, 14474);
	prints("t3.new_received.social", "１２", 0);
	cr_expect_eq(value_of("t3.new_received.legal")->state, GJ_STATE_ANNOTATED);
	cr_expect_eq(value_of("t3.new_received.total")->state, GJ_STATE_NOT_A_NUMBER);
	gj_arena_release(&arena);
}

/* --- tables 二 and 四 ---------------------------------------------------------- */

Test(mapper, reads_table_two)
{
	gj_read_page(&arena, &report, "<table><tr><td colspan=4>第二十条第（一）项<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数"
		  "<tr><td>规章<td>/<td>0<td>0<tr><td>行政规范性文件<td>3<td>1<td>22（含联合发文2件）"
		  "<tr><td colspan=4>第二十条第（五）项<tr><td>信息内容<td colspan=3>本年处理决定数量"
		  "<tr><td>行政许可<td colspan=3>41<tr><td>行政处罚<td>5"
		  "<tr><td colspan=4>第二十条第（八）项<tr><td>信息内容<td colspan=3>本年收费金额（单位：万元）"
		  "<tr><td>行政事业性收费<td colspan=3>251000元</table>");
	cr_expect_eq(report.tables[2], GJ_FORM_2021);
	prints("t2.regulations.made", "/", 0);
	prints("t2.normative_documents.made", "3", 0);
	prints("t2.normative_documents.in_force", "22（含联合发文2件）", 0);
	prints("t2.licensing.decisions", "41", 0);
	prints("t2.fees.amount", "251000元", 0);
	cr_expect_eq(value_of("t2.fees.amount")->state, GJ_STATE_ANNOTATED);
	gj_arena_release(&arena);
}


Test(mapper, reads_table_four_by_place_and_by_count)
{
	gj_read_page(&arena, &report, T4_HEAD "<tr>" FIVE(1, 2, 3, 4, 10) FIVE(5, 6, 7, 8, 26) FIVE(0, 1, 0, 1, 2) "</table>");
	cr_expect_neq(report.tables[4], GJ_FORM_NONE);
	prints("t4.review.upheld", "1", 0);
	prints("t4.litigation_direct.pending", "8", 0);
	prints("t4.litigation_after_review.total", "2", 0);
	gj_arena_release(&arena);
}

Test(mapper, doubts_sixteen_or_fourteen_numbers_in_table_four)
{
	gj_read_page(&arena, &report, T4_HEAD "<tr>" FIVE(1, 2, 3, 4, 10) FIVE(5, 6, 7, 8, 26) FIVE(0, 1, 0, 1, 2) "<td>9</table>");
	for (int i = GJ_T4_BASE; i < GJ_FIELD_COUNT; i++)
		cr_expect(report.values[i].doubts & GJ_DOUBT_SURPLUS);
	cr_expect_eq(oddities(GJ_ODDITY_SURPLUS_NUMBER), 1);
	gj_arena_release(&arena);
	gj_read_page(&arena, &report, T4_HEAD "<tr>" FIVE(1, 2, 3, 4, 10) FIVE(5, 6, 7, 8, 26) "<td>0<td>1<td>0<td>1</table>");
	for (int i = GJ_T4_BASE; i < GJ_FIELD_COUNT; i++)
		cr_expect(report.values[i].doubts || report.values[i].state == GJ_STATE_ABSENT);
	gj_arena_release(&arena);
}

Test(mapper, reads_no_statutory_table_from_others)
{
	gj_read_page(&arena, &report, "<table><tr><td>序号<td>名称<td>总计<tr><td>1<td>其他<td>5<tr><td>2<td>合计<td>7</table>"
		  "<table><tr><td>索引号<td>12<td>发布机构<td>某局</table>");
	cr_expect_eq(report.refusal, GJ_REFUSED_NO_TABLE);
	gj_arena_release(&arena);
}


Test(mapper, reads_table_four_with_its_groups_in_rows)
{
	gj_read_page(&arena, &report, "<table><tr><td colspan=2>" OUTCOMES "<tr><td colspan=2>行政复议" FIVE(1, 2, 3, 4, 10)
		  "<tr><td rowspan=2>行政诉讼<td>未经复议直接起诉" FIVE(5, 6, 7, 8, 26)
		  "<tr><td>复议后起诉" FIVE(0, , 0, 1, 1) "</table>");
	cr_expect_neq(report.tables[4], GJ_FORM_NONE);
	prints("t4.review.upheld", "1", 0);
	prints("t4.litigation_direct.pending", "8", 0);
	prints("t4.litigation_after_review.corrected", "", 0);
	prints("t4.litigation_after_review.total", "1", 0);
	gj_arena_release(&arena);
}

#define GROUP(name, a, b, c, d, e)                                                            \
	"<tr><td rowspan=5>" name "<td>结果维持<td>" #a "<tr><td>结果纠正<td>" #b "<tr><td>其他结果<td>" #c   \
	"<tr><td>尚未审结<td>" #d "<tr><td>总计<td>" #e

Test(mapper, reads_table_four_with_a_number_a_row)
{
	gj_read_page(&arena, &report, "<table>" GROUP("行政复议", 1, 2, 3, 4, 10) GROUP("未经复议直接起诉", 5, 6, 7, 8, 26)
		  GROUP("复议后起诉", 0, 1, 0, 1, 2) "</table>");
	prints("t4.review.total", "10", 0);
	prints("t4.litigation_direct.upheld", "5", 0);
	prints("t4.litigation_after_review.pending", "1", 0);
	gj_arena_release(&arena);
}

Test(mapper, takes_no_group_of_four_for_one_of_five)
{
	gj_read_page(&arena, &report, "<table><tr><td>" OUTCOMES "<tr><td>行政复议<td>1<td>2<td>3<td>6"
		  "<tr><td>未经复议直接起诉" FIVE(5, 6, 7, 8, 26) "</table>");
	absent("t4.review.upheld");
	prints("t4.litigation_direct.upheld", "5", 0);
	gj_arena_release(&arena);
}

Test(mapper, passes_over_the_numbers_of_rows)
{
	gj_read_page(&arena, &report, "<table><tr><td>序号<td>申请人情况<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"
		  "<tr><td>1<td>一、本年新收政府信息公开申请数量" SEVEN(3, 0, 0, 0, 0, 1, 4)
		  "<tr><td>2<td>二、上年结转政府信息公开申请数量" SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "<tr><td>3<td>（一）予以公开" SEVEN(2, 0, 0, 0, 0, 1, 3) "</table>");
	prints("t3.new_received.natural", "3", 0);
	prints("t3.new_received.total", "4", 0);
	prints("t3.granted.other", "1", 0);
	gj_arena_release(&arena);
}

Test(mapper, reads_a_row_without_its_header_with_doubt)
{
	gj_read_page(&arena, &report, "<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数"
		  "<tr><td>规章<td>0<td>0<td>0<tr><td>行政规范性文件<td>1<td>0<td>9"
		  "<tr><td>行政许可<td colspan=3>12<tr><td>行政处罚<td>1<td>2<td>3</table>");
	prints("t2.licensing.decisions", "12", GJ_DOUBT_READINGS);
	absent("t2.penalties.decisions");
	cr_expect_eq(value_of("t2.penalties.decisions")->doubts, GJ_DOUBT_READINGS);
	cr_expect_eq(oddities(GJ_ODDITY_MISSING_ROW), 2);
	gj_arena_release(&arena);
}

Test(mapper, doubts_digits_that_are_raised_or_struck_out)
{
	gj_read_page(&arena, &report, "<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数"
		  "<tr><td>规章<td>13<sup>1</sup><td><del>7</del>0<td>0</table>"
		  "<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数"
		  "<tr><td>行政规范性文件<sup>2</sup><td>1<td>0<td><s></s>9</table>");
	prints("t2.regulations.made", "131", GJ_DOUBT_JOINED);
	prints("t2.regulations.repealed", "70", GJ_DOUBT_JOINED);
	prints("t2.regulations.in_force", "0", 0);
	prints("t2.normative_documents.made", "1", 0);
	gj_arena_release(&arena);
}

Test(mapper, knows_table_four_by_its_header_where_the_numbers_are_no_numbers)
{
	gj_read_page(&arena, &report, T4_HEAD "<tr>" FIVE(甲, 乙, 丙, 丁, 戊) FIVE(甲, 乙, 丙, 丁, 戊) FIVE(甲, 乙, 丙, 丁, 戊) "</table>");
	cr_expect_neq(report.tables[4], GJ_FORM_NONE);
	absent("t4.review.upheld");
	cr_expect(value_of("t4.review.upheld")->doubts & GJ_DOUBT_MISSING);
	cr_expect_eq(oddities(GJ_ODDITY_MISSING_ROW), 0);
	gj_arena_release(&arena);
}

#define UNCLEAR "<tr><td colspan=3>1.信访举报投诉类申请"
#define REPEATED "<tr><td colspan=3>2.重复申请"
#define PUBLICATION "<tr><td colspan=3>3.要求提供公开出版物"

/* Half a label with numbers above the whole one with others, or below it. */
Test(mapper, doubts_a_row_beside_which_half_its_label_stands_with_numbers)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) UNCLEAR SEVEN(5, 0, 0, 3, 0, 0, 8)
		  "<tr><td colspan=3>2.重复" SEVEN(0, 0, 0, 2, 0, 0, 2) "<tr><td colspan=3>申请" SEVEN(, , , , , , ) REPEATED SEVEN(3, 0, 0, 0, 0, 0, 3)
		  "<tr><td colspan=3>其中：网上重发" SEVEN(1, 0, 0, 0, 0, 0, 1) PUBLICATION SEVEN(7, 8, 9, 10, 11, 12, 57)
		  "<tr><td colspan=3>公开出版物" SEVEN(1, 0, 0, 0, 0, 0, 1) "</table>");
	prints("t3.rejected.petition.natural", "5", 0);
	prints("t3.rejected.repeated.natural", "3", GJ_DOUBT_DOUBLED);
	prints("t3.rejected.publication.natural", "7", GJ_DOUBT_DOUBLED);
	gj_arena_release(&arena);
}

#define FIFTEEN "<tr>" FIVE(1, 2, 3, 4, 10) FIVE(5, 6, 7, 8, 26) FIVE(0, 1, 0, 1, 2)

Test(mapper, doubts_table_four_where_fifteen_numbers_stand_without_its_header_too)
{
	gj_read_page(&arena, &report, "<table><tr>" FIVE(1, 0, 0, 0, 1) FIVE(0, 0, 0, 0, 0) FIVE(0, 0, 0, 0, 0) "</table>"
		  T4_HEAD FIFTEEN "</table>");
	prints("t4.review.upheld", "1", 0);
	prints("t4.review.corrected", "2", GJ_DOUBT_DOUBLED);
	gj_arena_release(&arena);
}

Test(mapper, reads_table_four_without_its_header_with_doubt)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0)
		  GRANTED SEVEN(7, 8, 9, 10, 11, 12, 57) "</table><p>四、行政复议、行政诉讼情况</p><table>" FIFTEEN "</table>");
	cr_expect_neq(report.tables[4], GJ_FORM_NONE);
	prints("t4.review.corrected", "2", GJ_DOUBT_READINGS);
	gj_arena_release(&arena);
	/* Fifteen numbers that do not add up may be anything. */
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "</table><table><tr>" FIVE(1, 2, 3, 4, 5) FIVE(6, 7, 8, 9, 10) FIVE(11, 12, 13, 14, 15) "</table>");
	cr_expect_eq(report.tables[4], GJ_FORM_NONE);
	gj_arena_release(&arena);
}

Test(mapper, takes_a_broken_label_for_no_other_row)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) GRANTED SEVEN(1, 0, 0, 0, 0, 0, 1)
		  SECRET SEVEN(1, 0, 0, 0, 0, 0, 1) "<tr><td>2.其他" SEVEN(7, 8, 9, 10, 11, 12, 57) "<tr><td>法律行政法规禁止公开" SEVEN(, , , , , , )
		  STABLE SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>");
	absent("t3.other.other.natural");
	cr_expect(value_of("t3.refused.law_prohibited.natural")->doubts);
	prints("t3.refused.state_secret.natural", "1", 0);
	prints("t3.refused.security_stability.natural", "0", 0);
	gj_arena_release(&arena);
}

/* 不予公开 is half like 予以公开, but it is the form's own word for something else. */
Test(mapper, takes_the_name_of_a_group_for_no_row)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0)
		  GRANTED SEVEN(7, 8, 9, 10, 11, 12, 57) PARTIAL SEVEN(1, 0, 0, 0, 0, 0, 1)
		  "<tr><td colspan=2>（三）不予公开" SEVEN(31, 32, 33, 34, 35, 36, 37)
		  FORBIDDEN SEVEN(41, 42, 43, 44, 45, 46, 47) "</table>");
	prints("t3.granted.natural", "7", 0);
	prints("t3.granted.total", "57", 0);
	right_or_doubted("refused.state_secret", seven);
	gj_arena_release(&arena);
}

Test(mapper, doubts_numbers_that_a_blank_cell_from_above_pushes_aside)
{
	gj_read_page(&arena, &report, HEAD NEW "<td>1<td>2<td>3<td>4<td rowspan=2><td>6<td>21" IN "<td>0<td>0<td>0<td>0<td>7<td>0"
		  GRANTED SEVEN(1, 2, 3, 4, 5, 6, 21) "</table>");
	right_or_doubted("carried_in", (const char *const[]){ "0", "0", "0", "0", "", "7", "0" });
	cr_expect(value_of("t3.carried_in.other")->doubts & GJ_DOUBT_SPANS);
	prints("t3.granted.natural", "1", 0);
	gj_arena_release(&arena);
}

Test(mapper, doubts_eight_numbers_under_a_header_with_a_hole)
{
	gj_read_page(&arena, &report, "<table><tr><td><td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td><td>其他<td>总计"
		  "<tr><td>一、本年新收政府信息公开申请数量" SEVEN(1, 2, 3, 4, 5, , 6) "<td>21"
		  "<tr><td>二、上年结转政府信息公开申请数量" SEVEN(1, 2, 3, 4, 5, 5, 6) "<td>21</table>");
	prints("t3.new_received.other", "6", 0);
	prints("t3.carried_in.other", "6", GJ_DOUBT_SURPLUS);
	gj_arena_release(&arena);
}

Test(mapper, is_sure_of_a_row_in_its_place_with_half_its_label)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0)
		  GRANTED SEVEN(7, 8, 9, 10, 11, 12, 57) "<tr><td colspan=2>（二）分公数" SEVEN(1, 1, 1, 1, 1, 1, 6)
		  SECRET SEVEN(1, 0, 0, 0, 0, 0, 1) "</table>");
	prints("t3.partially_granted.natural", "1", 0);
	gj_arena_release(&arena);
}

static void annotated(const char *id, const char *printed, int64_t number)
{
	const gj_value *value = value_of(id);
	prints(id, printed, 0);
	cr_expect_eq(value->state, GJ_STATE_ANNOTATED, "%s: %s", id, gj_state_name(value->state));
	cr_expect_eq(value->number.units, number, "%s", id);
}

Test(mapper, reads_numbers_in_brackets_and_with_marks_behind)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(（1）, (2), [3], 【4】, 5。, 6、, 21.) IN SEVEN(暂无, 不适用, ——, ———, (-), N/A, 无。)
		  GRANTED SEVEN(（1）, （2）, （3）, （4）, （5）, （6）, （21）) "</table>"
		  "<table><tr><td>信息内容<td>上一年项目数量<td>本年增/减<td>处理决定数量<tr><td>行政许可<td>(8)<td>(3)<td>（1,234）"
		  "<tr><td>其他对外管理服务事项<td>1<td>2<td>3</table>");
	annotated("t3.new_received.natural", "（1）", 1);
	annotated("t3.new_received.social", "【4】", 4);
	annotated("t3.new_received.legal", "5。", 5);
	annotated("t3.new_received.total", "21.", 21);
	annotated("t3.granted.total", "（21）", 21);
	prints("t3.carried_in.natural", "暂无", 0);
	cr_expect_eq(value_of("t3.carried_in.natural")->state, GJ_STATE_NOT_A_NUMBER);
	annotated("t2.licensing.items_before", "(8)", 8);
	annotated("t2.licensing.decisions", "（1,234）", 1234);
	/* A decrease of three, or a note: nobody can tell. */
	cr_expect_eq(value_of("t2.licensing.items_change")->state, GJ_STATE_NOT_A_NUMBER);
	gj_arena_release(&arena);
}

Test(mapper, passes_over_numbers_in_a_column_of_their_own)
{
	gj_read_page(&arena, &report, "<table><tr><td><td><td>申请人情况<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"
		  "<tr><td>（一）<td><td>予以公开" SEVEN(2, 0, 0, 0, 0, 1, 3)
		  "<tr><td>（三）不予公开<td>1.<td>属于国家秘密" SEVEN(3, 0, 0, 0, 0, 1, 4)
		  "<tr><td><td>（2）<td>其他法律行政法规禁止公开" SEVEN(5, 0, 0, 0, 0, 1, 6)
		  "<tr><td><td>3<td>危及“三安全一稳定”" SEVEN(7, 0, 0, 0, 0, 1, 8) "</table>");
	prints("t3.granted.natural", "2", 0);
	prints("t3.refused.state_secret.natural", "3", 0);
	prints("t3.refused.law_prohibited.natural", "5", 0);
	prints("t3.refused.security_stability.total", "8", 0);
	gj_arena_release(&arena);
}

#define ONLY_TOTALS                                                                           \
	"<tr><td colspan=3>一、本年新收政府信息公开申请数量<td>21<tr><td colspan=3>二、上年结转政府信息公开申请数量<td>0"  \
	"<tr><td rowspan=2>三、本年度办理结果<td colspan=2>（一）予以公开<td>20<tr><td colspan=2>（二）部分公开<td>"

Test(mapper, reads_a_table_that_has_the_totals_only)
{
	gj_read_page(&arena, &report, "<table><tr><td colspan=3>项目<td>总计" ONLY_TOTALS "</table>");
	prints("t3.new_received.total", "21", 0);
	prints("t3.partially_granted.total", "", 0);
	absent("t3.new_received.natural");
	cr_expect_eq(value_of("t3.new_received.natural")->doubts, 0);
	cr_expect_eq(oddities(GJ_ODDITY_MISSING_COLUMN), 6);
	gj_arena_release(&arena);
	/* A count under another word is the total as well, but nobody says so. */
	gj_read_page(&arena, &report, "<table><tr><td colspan=3>内容<td>数量（件）" ONLY_TOTALS "</table>");
	prints("t3.new_received.total", "21", GJ_DOUBT_WEAK_LABEL);
	gj_arena_release(&arena);
	/* What no word stands over is no total. */
	gj_read_page(&arena, &report, "<table>" ONLY_TOTALS "<tr><td colspan=3>四、结转下年度继续办理<td>1</table>");
	absent("t3.new_received.total");
	gj_arena_release(&arena);
}

Test(mapper, reads_a_table_that_has_some_of_the_columns)
{
	gj_read_page(&arena, &report, "<table><tr><td colspan=3>申请人情况<td>自然人<td>法人或其他组织<td>总计"
		  "<tr><td colspan=3>一、本年新收政府信息公开申请数量<td>21<td>3<td>24"
		  "<tr><td colspan=3>二、上年结转政府信息公开申请数量<td>1<td>2<td>3"
		  "<tr><td colspan=3>（一）予以公开<td>1<td>4</table>");
	prints("t3.new_received.natural", "21", 0);
	prints("t3.new_received.total", "24", 0);
	/* Five columns in one: none of theirs. */
	absent("t3.new_received.business");
	absent("t3.granted.total");
	cr_expect(value_of("t3.granted.total")->doubts & GJ_DOUBT_MISSING);
	gj_arena_release(&arena);
}

Test(mapper, reads_the_last_cell_of_a_table_without_an_end_with_doubt)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "<tr><td colspan=3>四、结转下年度继续办理" SEVEN(1, 2, 3, 4, 5, 6, <b>2</b>1) "<p>四、行政复议、行政诉讼情况</p>"
		  T4_HEAD FIFTEEN "</table><p>五、存在的主要问题及改进情况</p>");
	prints("t3.carried_out.other", "6", 0);
	prints("t3.carried_out.total", "21", GJ_DOUBT_SPANS);
	prints("t4.review.corrected", "2", 0);
	gj_arena_release(&arena);
	/* Without a number of its own. */
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "<tr><td colspan=3>四、结转下年度继续办理" SEVEN(1, 2, 3, 4, 5, 6, ) "<p>四、行政复议、行政诉讼情况</p>"
		  T4_HEAD FIFTEEN "</table><p>五、存在的主要问题及改进情况</p>");
	cr_expect(value_of("t3.carried_out.total")->doubts & GJ_DOUBT_SPANS);
	gj_arena_release(&arena);
}

Test(mapper, passes_over_a_column_of_units)
{
	gj_read_page(&arena, &report, "<table><tr><td>信息内容<td>单位<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>件<td>1<td>2<td>3</table>"
		  "<table><tr><td>项目<td>单位<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"
		  "<tr><td>一、本年新收政府信息公开申请数量<td>件" SEVEN(3, 0, 0, 0, 0, 1, 4)
		  "<tr><td>二、上年结转政府信息公开申请数量<td>件" SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>");
	prints("t2.regulations.in_force", "3", 0);
	prints("t3.new_received.natural", "3", 0);
	prints("t3.carried_in.total", "0", 0);
	gj_arena_release(&arena);
}

Test(mapper, takes_no_words_of_another_table_for_rows)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "<tr><td colspan=3>3.其他" SEVEN(1, 2, 3, 4, 5, 6, 21) "<tr><td colspan=3>（七）总计" SEVEN(1, 2, 3, 4, 5, 6, 21)
		  "</table><table><tr><td>项目<td>数量<tr><td>培训<td>3<tr><td>其他<td>5<tr><td>总计<td>8</table>");
	prints("t3.other.other.natural", "1", 0);
	prints("t3.processed_total.natural", "1", 0);
	gj_arena_release(&arena);
}

Test(mapper, reads_table_four_in_two_tables)
{
	gj_read_page(&arena, &report, "<table><tr><td colspan=5>行政复议<tr>" OUTCOMES "<tr>" FIVE(1, 2, 3, 4, 10)
		  "</table><table><tr><td colspan=10>行政诉讼<tr><td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉<tr>" OUTCOMES OUTCOMES
		  "<tr>" FIVE(5, 6, 7, 8, 26) FIVE(0, 1, 0, 1, 2) "</table>");
	prints("t4.review.upheld", "1", 0);
	prints("t4.litigation_direct.upheld", "5", 0);
	prints("t4.litigation_after_review.total", "2", 0);
	gj_arena_release(&arena);
}

#define COLUMN(word, a, b, c) "<tr><td>" word "<td>" #a "<td>" #b "<td>" #c

Test(mapper, reads_tables_with_their_rows_as_columns)
{
	gj_read_page(&arena, &report, "<table><tr><td>申请人<td>一、本年新收政府信息公开申请数量<td>二、上年结转政府信息公开申请数量<td>（一）予以公开"
		  COLUMN("自然人", 1, 0, 7) COLUMN("商业企业", 2, 0, 8) COLUMN("科研机构", 3, 0, 9) COLUMN("社会公益组织", 4, 0, 10)
		  COLUMN("法律服务机构", 5, 0, 11) COLUMN("其他", 6, 0, 12) COLUMN("总计", 21, 0, 57) "</table>"
		  "<table><tr><td rowspan=2>结果<td rowspan=2>行政复议<td colspan=2>行政诉讼<tr><td>未经复议直接起诉<td>复议后起诉"
		  COLUMN("结果维持", 1, 5, 0) COLUMN("结果纠正", 2, 6, 1) COLUMN("其他结果", 3, 7, 0) COLUMN("尚未审结", 4, 8, 1)
		  COLUMN("总计", 10, 26, 2) "</table>");
	prints("t3.new_received.natural", "1", 0);
	prints("t3.granted.total", "57", 0);
	prints("t4.review.pending", "4", 0);
	prints("t4.litigation_after_review.total", "2", 0);
	gj_place place = value_of("t3.granted.business")->place;
	cr_expect(place.grid == 1 && place.row == 3 && place.column == 4);
	cr_expect_eq(value_of("t4.review.total")->place.grid, 2);
	gj_arena_release(&arena);
}

#define NAMELESS(a) "</table><p>断行</p><table><tr>" SEVEN(a, 0, 0, 0, 0, 0, a)

Test(mapper, reads_rows_whose_labels_were_torn_away_with_doubt)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0)
		  "<tr><td colspan=3>8.属于行政查询事项" SEVEN(9, 0, 0, 0, 0, 0, 9) NAMELESS(4) NAMELESS(5) NAMELESS(6)
		  "<tr><td>1.信访举报投诉类申请" SEVEN(1, 0, 0, 0, 0, 0, 1) NAMELESS(7)
		  "<tr><td>3.要求提供公开出版物" SEVEN(2, 0, 0, 0, 0, 0, 2) NAMELESS(8)
		  "<tr><td>（七）总计" SEVEN(3, 0, 0, 0, 0, 0, 3) "</table>");
	prints("t3.unavailable.not_held.natural", "4", GJ_DOUBT_WEAK_LABEL);
	prints("t3.unavailable.needs_creation.natural", "5", GJ_DOUBT_WEAK_LABEL);
	prints("t3.unavailable.unclear.total", "6", GJ_DOUBT_WEAK_LABEL);
	prints("t3.rejected.repeated.natural", "7", GJ_DOUBT_WEAK_LABEL);
	cr_expect_eq(value_of("t3.unavailable.unclear.total")->place.grid, 4);
	/* One row where the form has more: nobody knows which. */
	absent("t3.rejected.excessive.natural");
	cr_expect(value_of("t3.rejected.excessive.natural")->doubts);
	gj_arena_release(&arena);
}

Test(mapper, reads_the_end_of_a_cut_table_that_lost_the_names_of_groups)
{
	gj_read_page(&arena, &report, HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0)
		  GRANTED SEVEN(7, 8, 9, 10, 11, 12, 57) "</table><table><tr><td>5.要求行政机关确认或重新出具已获取信息" SEVEN(1, 0, 0, 0, 0, 0, 1)
		  "<tr><td rowspan=1>（六）其他处理<td>3.其他" SEVEN(2, 0, 0, 0, 0, 0, 2)
		  "<tr><td colspan=3>四、结转下年度继续办理" SEVEN(3, 0, 0, 0, 0, 0, 3) "</table>");
	prints("t3.rejected.confirmation.natural", "1", 0);
	prints("t3.other.other.total", "2", 0);
	prints("t3.carried_out.natural", "3", 0);
	gj_arena_release(&arena);
}

Test(mapper, doubts_fifteen_of_sixteen_behind_a_blank_unless_they_add_up)
{
	gj_read_page(&arena, &report, T4_HEAD "<tr>" FIVE(, 2, 3, 4, 9) FIVE(5, 6, 7, 8, 26) "<td>0<td>1<td>1<td>0<td>1<td>2</table>");
	cr_expect_eq(value_of("t4.review.upheld")->doubts, GJ_DOUBT_REALIGNED);
	gj_arena_release(&arena);
	gj_read_page(&arena, &report, T4_HEAD "<tr><td>" FIVE(1, 2, 3, 4, 10) FIVE(5, 6, 7, 8, 26) FIVE(0, 1, 0, 1, 2) "</table>");
	prints("t4.review.upheld", "1", 0);
	gj_arena_release(&arena);
}

