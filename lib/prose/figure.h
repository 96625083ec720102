/* Numbers as Chinese prose prints them: 14,474, １２, 1.2万, 三百二十, 900余, 近50.
 *
 * All text here is folded (prose/folded.h): full-width digits are ASCII, no
 * spaces, Simplified characters. Cost: one look at the characters of the number.
 */
#ifndef GJ_PROSE_FIGURE_H
#define GJ_PROSE_FIGURE_H

#include "base/decimal.h"

typedef enum gj_bound {
	GJ_BOUND_EXACT, /* as printed */
	GJ_BOUND_OVER,  /* 余, 多, 超过: at least */
	GJ_BOUND_ABOUT  /* 近, 约, 左右: no comparison can prove it wrong */
} gj_bound;

typedef struct gj_figure {
	gj_decimal value;
	gj_decimal step; /* one of the last place printed: 1, 0.1, 1000 for 1.2万 */
	gj_bound bound;
} gj_figure;

typedef enum gj_unit {
	GJ_UNIT_NONE,
	GJ_UNIT_PIECE,   /* 件 */
	GJ_UNIT_COPY,    /* 份 */
	GJ_UNIT_CASE,    /* 宗, 例, 起 */
	GJ_UNIT_ENTRY,   /* 条 */
	GJ_UNIT_ITEM,    /* 项 */
	GJ_UNIT_TIME,    /* 次 */
	GJ_UNIT_VISIT,   /* 人次 */
	GJ_UNIT_ANY,     /* 个 */
	GJ_UNIT_ARTICLE, /* 篇, 期 */
	GJ_UNIT_YUAN,
	GJ_UNIT_WAN_YUAN,
	GJ_UNIT_PERCENT,
	GJ_UNIT_FOLD     /* 倍 */
} gj_unit;

/* Reads the number and its unit that start at `at`; returns the bytes read, 0
 * when there is none or it has no unit. Looks at what stands before `at` for 近,
 * 约, 超过 and for what makes it no count (第5件, 2023-5件, 数百件). */
size_t gj_figure_read(gj_str text, size_t at, gj_figure *figure, gj_unit *unit);

/* Whether `number`, told to the figure's precision, gives the figure. Cut-off
 * last places are accepted as well as rounded ones: bureaus do both. A figure
 * that is only a bound agrees with all it does not exclude. */
bool gj_figure_agrees(const gj_figure *figure, gj_decimal number);

/* Whether numerator ÷ denominator × scale, told to the figure's precision, gives
 * the figure (scale 100 for a percentage). False when it cannot be computed. */
bool gj_figure_is_ratio(const gj_figure *figure, int64_t numerator, int64_t denominator,
                        int64_t scale);

#endif
