/* Table 四 told in sentences. */
#include "small_table.h"

#include <criterion/criterion.h>
#include <stdio.h>

static gj_arena arena;
static gj_report report;

#define TABLE_3 HEAD NEW SEVEN(1, 2, 3, 4, 5, 6, 21) IN SEVEN(0, 0, 0, 0, 0, 0, 0) "</table>"

Test(told, numbers_are_read_with_doubt)
{
	gj_read_page(&arena, &report, TABLE_3 "<p>四、政府信息公开行政复议、行政诉讼情况</p><p>本年度行政复议结果维持1件，结果纠正0件，其他结果2件，"
		  "尚未审结0件，总计3件。</p><p>行政诉讼：未经复议直接起诉维持：4 件，纠正为0件、其他结果0件、尚未审结5件；复议后起诉结果维持6件、"
		  "结果纠正7件、其他结果8件。</p>");
	prints("t4.review.upheld", "1", GJ_DOUBT_NO_GRID);
	prints("t4.review.other", "2", GJ_DOUBT_NO_GRID);
	prints("t4.review.total", "3", GJ_DOUBT_NO_GRID);
	prints("t4.litigation_direct.upheld", "4", GJ_DOUBT_NO_GRID);
	prints("t4.litigation_direct.pending", "5", GJ_DOUBT_NO_GRID);
	absent("t4.litigation_direct.total");
	/* One outcome of it is not told. */
	absent("t4.litigation_after_review.upheld");
	gj_arena_release(&arena);
}

Test(told, other_sentences_are_not)
{
	static const char *const sentences[] = {
		"本年度行政复议3件，维持2件，纠正1件。", "行政复议维持、纠正各1件，其他结果0件，尚未审结0件。",
		"结果维持1件，结果纠正0件，其他结果2件，尚未审结0件。", "行政诉讼维持1件，纠正0件，其他结果2件，尚未审结0件。",
		"行政复议维持率1，纠正率0，其他结果2，尚未审结0。",
	};
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
		char page[4096];
		snprintf(page, sizeof page, TABLE_3 "<p>%s</p>", sentences[i]);
		gj_read_page(&arena, &report, page);
		cr_expect_eq(report.tables[4], GJ_FORM_NONE, "%s", sentences[i]);
		absent("t4.review.upheld");
		gj_arena_release(&arena);
	}
}

Test(told, a_table_counts_and_not_the_sentence)
{
	gj_read_page(&arena, &report, TABLE_3 "<p>行政复议结果维持9件，结果纠正9件，其他结果9件，尚未审结9件。</p>" T4_HEAD "<tr>" FIVE(1, 0, 0, 0, 1)
		  FIVE(0, 0, 0, 0, 0) FIVE(0, 0, 0, 0, 0) "</table>");
	prints("t4.review.upheld", "1", 0);
	gj_arena_release(&arena);
}
