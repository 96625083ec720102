/* The words of a made-up report: title, statistics period, six sections. The
 * counts it states are those of the form, so that words and tables agree. */
#ifndef GJ_SUPPORT_PROSE_H
#define GJ_SUPPORT_PROSE_H

#include "form_values.h"

enum { GJ_VOICES = 3 };

/* Whose report it is and what is odd about its words. */
typedef struct gj_masthead {
	const char *agency;
	int year;
	int title_year;        /* 0: as `year` */
	const char *published; /* "2024-01-16" */
	bool government;       /* reports on three topics more */
	int voice;             /* 0 … GJ_VOICES − 1 */
	unsigned sections_missing; /* bit 0 for section 一 */
} gj_masthead;

void gj_prose_title(gj_buffer *out, const gj_masthead *masthead);
void gj_prose_opening(gj_buffer *out, const gj_masthead *masthead);
/* 2024年1月16日 */
void gj_prose_date(gj_buffer *out, const gj_masthead *masthead);
const char *gj_prose_heading(const gj_filled_form *form, int section); /* section from 1 */
/* One paragraph, `index` from 0; false (and nothing) past the last. */
bool gj_prose_paragraph(gj_buffer *out, const gj_masthead *masthead, const gj_filled_form *form,
                        int section, int index);

#endif
