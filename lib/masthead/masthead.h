/* Reading what stands around a report's title: folding of names and years, page
 * metadata, and values behind labels (发布日期：…) near both ends of the page.
 * Only for title.c, agency.c and published.c. */
#ifndef GJ_FORM_MASTHEAD_H
#define GJ_FORM_MASTHEAD_H

#include "form/report.h"

enum {
	GJ_YEAR_FIRST = 2008, /* the Regulations came into force on 1 May 2008 */
	GJ_YEAR_LAST = 2099,
	/* Blocks at either end of the page where its metadata stands. */
	GJ_HEAD_BLOCKS = 80,
	GJ_FOOT_BLOCKS = 30,
};

/* The number at `at`, at most `most` digits; its length in *length, 0 = none. */
int gj_masthead_number(gj_str text, size_t at, size_t *length, size_t most);

/* Without spaces, full-width ASCII as ASCII. Characters stay as printed (乾县 is a
 * county) unless the whole text is Traditional: then Simplified, as rosters are. */
gj_str gj_masthead_squeeze(gj_arena *arena, gj_str text);
/* Squeezed, and a year in words as digits: "二〇二三年" → "2023年". */
gj_str gj_masthead_fold(gj_arena *arena, gj_str text);

/* The first "20xx" directly before 年, else (unless `needs_word`) the first at
 * all; 0 = none. `text` is folded. */
int gj_masthead_year(gj_str text, bool needs_word);

/* The first of the <meta> names that the page fills; empty when none. */
gj_str gj_masthead_meta(const gj_document *document, const char *const *names, size_t count);

/* What stands behind the best (first listed) of the labels, in lines and tables
 * that are not the statutory ones; empty when there is none. */
gj_str gj_masthead_labelled(const gj_report *report, const gj_str *labels, size_t count);

/* Without colons, spaces and closing brackets at the start. */
gj_str gj_masthead_skip_marks(gj_str text);

/* title.c calls these. */
void gj_agency_read(gj_arena *arena, gj_report *report);    /* agency.c */
void gj_published_read(gj_arena *arena, gj_report *report); /* published.c */

#endif
