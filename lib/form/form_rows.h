/* The regular parts of both forms: one row of table 三 is seven cells, one group
 * of table 四 is five. Only for form_2019.c and form_2021.c. */
#ifndef GJ_FORM_FORM_ROWS_H
#define GJ_FORM_FORM_ROWS_H

#include "form/form.h"

#define T3_CELL(row, column, item, label, column_label) \
	{ GJ_T3_BASE + (row) * GJ_T3_COLUMNS + (column), 3, GJ_TYPE_INTEGER, item, label, \
	  column_label, "件" }
#define T3_ROW(row, item, label) \
	T3_CELL(row, GJ_T3_NATURAL, item, label, "自然人"), \
	T3_CELL(row, GJ_T3_BUSINESS, item, label, "商业企业"), \
	T3_CELL(row, GJ_T3_RESEARCH, item, label, "科研机构"), \
	T3_CELL(row, GJ_T3_SOCIAL, item, label, "社会公益组织"), \
	T3_CELL(row, GJ_T3_LEGAL, item, label, "法律服务机构"), \
	T3_CELL(row, GJ_T3_OTHERS, item, label, "其他"), \
	T3_CELL(row, GJ_T3_TOTAL, item, label, "总计")

#define T4_CELL(group, outcome, label, column_label) \
	{ GJ_T4_BASE + (group) * GJ_T4_OUTCOMES + (outcome), 4, GJ_TYPE_INTEGER, "", label, \
	  column_label, "件" }
#define T4_GROUP(group, label) \
	T4_CELL(group, GJ_T4_UPHELD, label, "结果维持"), \
	T4_CELL(group, GJ_T4_CORRECTED, label, "结果纠正"), \
	T4_CELL(group, GJ_T4_OTHER, label, "其他结果"), \
	T4_CELL(group, GJ_T4_PENDING, label, "尚未审结"), \
	T4_CELL(group, GJ_T4_TOTAL, label, "总计")

#endif
