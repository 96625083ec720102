/* What a content management system puts around a report. */
#ifndef GJ_SUPPORT_PAGE_CHROME_H
#define GJ_SUPPORT_PAGE_CHROME_H

#include "html_writer.h"

void gj_page_chrome_before_title(const gj_html_writer *writer, const gj_rendering *rendering);
void gj_page_chrome_before_body(const gj_html_writer *writer, const gj_rendering *rendering);
void gj_page_chrome_after(const gj_html_writer *writer, const gj_rendering *rendering);

#endif
