/* Report records built by hand, for tests of what comes after the reading. */
#ifndef GJ_SUPPORT_REPORT_BUILDER_H
#define GJ_SUPPORT_REPORT_BUILDER_H

#include "form/report.h"

/* A report in which nothing is wrong: every cell of the form prints 0, all six
 * sections are there (with words, but no numbers in them), and title, period and year agree (2022 on the 2021 form,
 * 2020 on the 2019 form). */
void gj_build_report(gj_report *report, gj_form_id form);

/* Gives such a report a date, and an overview whose numbers agree with its zeros
 * and with each other. GJ_BUILD_OVERVIEW is what follows “2022年，我省” in it. */
#define GJ_BUILD_OVERVIEW \
	"主动公开信息200条，其中网站150条，占75%，公众号50条。全年解读文件12件，" \
	"较上年的10件增长20%。依申请公开方面，本年新收政府信息公开申请0件，已全部办结。" \
	"政府信息管理建了台账，公开平台每周检查，监督保障由专班负责，" \
	"工作考核、社会评议和责任追究照常开展。"
void gj_build_prose(gj_report *report);

/* Fills tables 二, 三 and 四 with random counts for which every tally holds. The
 * same seed gives the same report; `seed` moves on. */
void gj_build_random(gj_arena *arena, gj_report *report, uint64_t *seed);

/* What one cell prints. Places stay as they are. */
void gj_build_number(gj_arena *arena, gj_report *report, gj_field field, int64_t number);
/* `text` is a number "1.5" for NUMBER; with `state` ANNOTATED it is "1.5 note",
 * the number up to the first space. */
void gj_build_cell(gj_arena *arena, gj_report *report, gj_field field, gj_state state,
                   const char *text);
/* Leaves a whole table out. */
void gj_build_without_table(gj_report *report, int table);

/* The form of the table a field stands in. */
gj_form_id gj_build_form_of(const gj_report *report, gj_field field);
int64_t gj_build_value(const gj_report *report, gj_field field);

/* 0 … bound − 1. */
int gj_build_draw(uint64_t *seed, int bound);

#endif
