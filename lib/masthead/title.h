/* Who reports on which year, and when it was published: title, agency, years and
 * publication date, from page metadata first, then from the text. */
#ifndef GJ_FORM_TITLE_H
#define GJ_FORM_TITLE_H

#include "form/report.h"

/* Fills title, agency, the years and the publication date of `report`. */
void gj_title_read(gj_arena *arena, gj_report *report);

/* The agency a title speaks of ("2023年某县财政局政府信息公开工作年度报告" →
 * 某县财政局), or empty. Exposed for tests. */
gj_str gj_title_agency(gj_arena *arena, gj_str title);

/* "2024年1月16日", "2024-1-16", "2024/01/16 08:00" anywhere in `text` → the
 * arena's "2024-01-16"; empty when there is none. */
gj_str gj_title_date(gj_arena *arena, gj_str text);

#endif
