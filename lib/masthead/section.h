/* The six sections: finding their headings in the paragraphs and collecting
 * their text. */
#ifndef GJ_FORM_SECTION_H
#define GJ_FORM_SECTION_H

#include "form/report.h"

/* Fills report->sections from report->document. GJ_E_LIMIT. */
gj_code gj_sections_read(gj_arena *arena, gj_report *report, gj_err *err);

#endif
