/* Reports read from pages that a test writes itself. */
#ifndef GJ_SUPPORT_REPORT_READER_H
#define GJ_SUPPORT_REPORT_READER_H

#include "form/report.h"

enum { GJ_READER_CEILING = 1 << 26 };

/* Begins `arena` and reads the page in it. True when it was read as a report. */
bool gj_read_page(gj_arena *arena, gj_report *report, const char *page);

#endif
