/* How the same words and numbers are printed: Traditional characters, half-width
 * punctuation, spaces inside labels, numbering, digits. */
#ifndef GJ_SUPPORT_WORDING_H
#define GJ_SUPPORT_WORDING_H

#include "form_layout.h"

typedef enum gj_numbering {
	GJ_NUMBERING_OFFICIAL, /* 一、 （一） 1. */
	GJ_NUMBERING_HALF,     /* 一、 (一) 1、 */
	GJ_NUMBERING_CIRCLED,  /* 一、 （一） ① */
	GJ_NUMBERING_NONE,
	GJ_NUMBERING_COUNT
} gj_numbering;

typedef struct gj_wording {
	gj_numbering numbering;
	bool traditional;       /* 總計, 復議 */
	bool half_width;        /* (一) and commas of ASCII */
	bool spaced_labels;     /* 总 计 */
	bool broken_labels;     /* 结果 / 维持 on two lines */
	bool full_width_digits; /* １２ */
	const char *thousands;  /* 14,474; null for none */
	const char *padding;    /* around numbers; null for none */
} gj_wording;

/* Prose, a title, a heading: no numbering. */
void gj_word_text(gj_buffer *out, const gj_wording *wording, const char *text);
/* A section's heading, `ordinal` from 1. */
void gj_word_heading(gj_buffer *out, const gj_wording *wording, int ordinal, const char *text);
/* A label of a table; '\n' where a line is broken. */
void gj_word_label(gj_buffer *out, const gj_wording *wording, const gj_layout_cell *cell);
void gj_word_value(gj_buffer *out, const gj_wording *wording, const gj_printed *cell);

#endif
